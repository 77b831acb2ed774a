"""Rows of dated control, from a table or from claims, cell by cell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from bakhmut_data.claims import frame
from bakhmut_data.front import events
from bakhmut_data.front.events import CONTROL_COLUMNS, ControlEvent
from tests import made_claims as made
from tests import worked
from tests.worked import day, days

TOWN = {
    "place": "Town",
    "latitude": 48.6,
    "longitude": 38.1,
    "date": "2023-03-01",
    "kind": "settlement",
    "controller_before": None,
    "controller_after": "Russia",
    "confidence": "confirmed",
    "source": "a bulletin",
    "population": 900,
}


def checked(*rows: dict[str, Any]) -> tuple[tuple[ControlEvent, ...], tuple[str, ...]]:
    return events.check_control(
        pd.DataFrame([{**TOWN, **row} for row in rows], columns=list(CONTROL_COLUMNS))
    )


def test_a_usable_row_is_an_event() -> None:
    assert checked({}) == (
        (
            ControlEvent(
                day("2023-03-01"), "Town", 48.6, 38.1, 1.0, "confirmed", verified=True, population=900.0
            ),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"controller_after": " ukraine "}, "side", -1.0),
        ({"controller_after": "contested"}, "side", 0.0),
        ({"confidence": "Alleged"}, "confidence", "alleged"),
        ({"source": "general knowledge, unverified"}, "verified", False),
        ({"kind": "city part"}, "population", 0.0),
        ({"population": None}, "population", 0.0),
        ({"population": -5}, "population", 0.0),
        ({"population": "many"}, "population", 0.0),
        ({"population": float("inf")}, "population", 0.0),
        ({"date": "2023-03-01T12:00"}, "date", dt.date(2023, 3, 1)),
        # The edges of what can bear on the map, and of the times that can be meant.
        ({"longitude": 37.1}, "longitude", 37.1),
        ({"latitude": 49.25}, "latitude", 49.25),
        ({"date": "2014-04-01"}, "date", dt.date(2014, 4, 1)),
        ({"date": "2099-12-31"}, "date", dt.date(2099, 12, 31)),
    ],
)
def test_a_cell_is_read_as_it_was_meant(change: dict[str, Any], field: str, value: object) -> None:
    (event,), warnings = checked(change)
    assert getattr(event, field) == value
    assert warnings == ()


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        ({"latitude": None}, "Town (2023-03-01): unknown place, not used"),
        ({"place": None}, "a row without a place (2023-03-01): unknown place, not used"),
        ({"date": "soon"}, "Town (soon): not a possible date, not used"),
        ({"date": "2014-03-31"}, "Town (2014-03-31): not a possible date, not used"),
        ({"date": "2100-01-01"}, "Town (2100-01-01): not a possible date, not used"),
        ({"controller_after": "Narnia"}, "Town (2023-03-01): controller 'Narnia' is not known, not used"),
        ({"latitude": 49.26}, "Town (2023-03-01): 49.260 N 38.100 E is outside the map, not used"),
        ({"longitude": 37.09}, "Town (2023-03-01): 48.600 N 37.090 E is outside the map, not used"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_reason(change: dict[str, Any], warning: str) -> None:
    found, warnings = checked(change)
    assert (found, warnings) == ((), (warning, "no usable row: no front is drawn"))


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        ({"latitude": 38.1, "longitude": 48.6}, "latitude and longitude were swapped"),
        ({"confidence": "sure"}, "confidence 'sure' is not known, read as claimed"),
    ],
)
def test_a_row_that_can_be_mended_is_used_and_named(change: dict[str, Any], warning: str) -> None:
    (event,), warnings = checked(change)
    assert (event.latitude, event.longitude) == (48.6, 38.1)
    assert event.confidence == ("claimed" if "confidence" in change else "confirmed")
    assert warnings == (f"Town (2023-03-01): {warning}",)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(37.1, 48.05), (38.9, 49.25), (37.1, 49.25), (38.9, 48.05)]
)
def test_points_at_the_corners_of_the_region_are_turned_round_too(latitude: float, longitude: float) -> None:
    (event,), _ = checked({"latitude": latitude, "longitude": longitude})
    assert (event.latitude, event.longitude) == (longitude, latitude)


def test_doubtful_rows_are_left_out_without_a_word() -> None:
    found, warnings = checked({"confidence": "doubtful"}, {})
    assert (len(found), warnings) == (1, ())


def test_events_come_by_day_and_both_sides_on_one_day_are_told() -> None:
    later = {"date": "2023-03-02"}
    found, warnings = checked(
        later, {"controller_after": "Ukraine", **later}, {}, {"controller_after": "contested"}
    )
    assert [event.date.day for event in found] == [1, 1, 2, 2]
    assert warnings == ("Town (2023-03-02): given to both sides on one day, each claim counts for its part",)


# Claims as rows


def rows_of(**more: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the claims of control of the worked tables, with more of them."""
    found = events.control_from_tables(worked.worked_tables(**more))
    return [{str(name): value for name, value in row.items()} for row in found.to_dict("records")]


def claim(**more: Any) -> dict[str, Any]:
    """A claim of the Post's about Soledar; the Post appeared on 1 March 2023."""
    return made.control(worked.POST, "p4", "Russia", **{**days("2023-02-20"), **more})


def test_a_claim_becomes_a_row_of_the_reference() -> None:
    row = rows_of(control=[claim()])[-1]
    assert {**row, "date": str(row["date"])[:10]} == {
        "place": "Soledar",
        "latitude": 48.68,
        "longitude": 38.09,
        "date": "2023-02-20",
        "controller_before": None,
        "controller_after": "Russia",
        "confidence": "alleged",
        "source": f"document {worked.ROWS['documents'][0]['document_id']}, its author",
        "kind": "settlement",
        "population": None,
    }


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ({"status": "asserted"}, "confidence", "claimed"),
        ({"status": "denied"}, "controller_after", "Ukraine"),
        ({"share_high": 74.0}, "controller_after", "contested"),
        ({"share_high": 75.0}, "controller_after", "Russia"),
        ({"share_low": 10.0}, "controller_after", "Russia"),
        ({"part": "northern part"}, "latitude", 48.694),
        ({"part": "eastern part"}, "longitude", 38.111),
        ({"part": "eastern part"}, "place", "Soledar: east"),
        ({"part": "eastern part"}, "kind", "city part"),
        ({"part": "all of it"}, "kind", "settlement"),
        ({"speaker": "NATO"}, "source", f"document {worked.ROWS['documents'][0]['document_id']}, NATO"),
    ],
)
def test_a_cell_of_a_claim_is_carried_over(more: dict[str, Any], field: str, value: object) -> None:
    assert rows_of(control=[claim(**more)])[-1][field] == (
        pytest.approx(value) if isinstance(value, float) else value
    )


def test_a_claim_without_days_has_its_documents_day() -> None:
    row = rows_of(control=[claim(as_of_earliest=None, as_of_latest=None)])[-1]
    assert str(row["date"])[:10] == "2023-03-01"


def test_one_speaker_in_two_outlets_is_one_claim_and_two_authors_are_two() -> None:
    also = made.control(worked.TIMES, "t4", "Russia", **days("2023-02-20"))
    nato = {"speaker": "NATO"}
    before = len(rows_of())
    assert len(rows_of(control=[claim(), also])) == before + 2
    assert len(rows_of(control=[{**claim(), **nato}, {**also, **nato}])) == before + 1
    assert (
        len(rows_of(control=[{**claim(), **nato}, {**also, **nato, "controller": "Ukraine"}])) == before + 2
    )


def test_places_of_one_name_are_told_apart() -> None:
    other = {**worked.SOLEDAR, "place_id": "other", "kind": "settlement", "origin": "test"}
    found = rows_of(places=[other], control=[claim(place_id="other"), claim()])
    assert [row["place"] for row in found[-2:]] == ["Soledar [other]", "Soledar [soledar]"]


def test_the_claims_of_a_view_give_the_same_rows() -> None:
    marks = frame.build_claims(worked.worked_tables(control=[claim()]))
    found = events.control_from_claims(marks[marks["kind"] == "control"])
    expected = rows_of(control=[claim()])
    named = ["place", "controller_after", "confidence", "source"]
    order = sorted(expected, key=lambda row: (row["source"], row["place"]))
    assert found.sort_values(["source", "place"])[named].to_dict("records") == [
        {name: row[name] for name in named} for row in order
    ]
