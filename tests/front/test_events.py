"""Claims of the extracted tables become dated rows of the reference table's shape."""

import csv
import datetime as dt
from typing import Any

import pandas as pd
import pytest

from bakhmut_data.claims import frame
from bakhmut_data.front import downloads
from bakhmut_data.front.events import (
    CONTROL_COLUMNS,
    check_control,
    control_from_claims,
    control_from_tables,
    read_settlement_control,
)
from bakhmut_data.front.files import read_shipped
from bakhmut_data.tables.rows import Tables
from bakhmut_data.tables.schemas import COLUMN_TYPES, SCHEMAS

DOCUMENT = {
    "document_id": "d1",
    "file": "a.txt",
    "title": None,
    "publisher": "A Paper",
    "author": None,
    "published": "2023-03-05",
    "published_earliest": None,
    "published_latest": None,
    "published_basis": None,
    "language": "en",
    "sha256": "0" * 64,
    "characters": 100,
    "words": 20,
}


def place(
    place_id: str, name: str, latitude: float, longitude: float, kind: str = "settlement"
) -> dict[str, Any]:
    return {
        "place_id": place_id,
        "name": name,
        "kind": kind,
        "latitude": latitude,
        "longitude": longitude,
        "country": "UA",
        "admin1": None,
        "origin": "a gazetteer",
    }


BAKHMUT = place("p1", "Bakhmut", 48.5942, 37.9989)


def control(place_id: str = "p1", **changes: Any) -> dict[str, Any]:
    claim = {
        "document_id": "d1",
        "start": 0,
        "end": 9,
        "surface": "something",
        "place_id": place_id,
        "part": None,
        "controller": "Russia",
        "event": "hold",
        "share_low": None,
        "share_high": None,
        "status": "claimed",
        "speaker": None,
        "as_of_earliest": "2023-03-01",
        "as_of_latest": "2023-03-01",
        "rule": "a_rule",
    }
    return {**claim, **changes}


def frames(*claims: dict[str, Any], places: tuple[dict[str, Any], ...] = (BAKHMUT,)) -> Tables:
    def frame(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
        made = pd.DataFrame(rows, columns=list(COLUMN_TYPES[name]))
        days = [column for column, kind in COLUMN_TYPES[name].items() if kind == "date"]
        return made.astype(dict.fromkeys(days, "datetime64[s]"))

    held = {"documents": [DOCUMENT], "places": list(places), "control": list(claims)}
    return Tables(**{name: frame(name, held.get(name, [])) for name in SCHEMAS})


def only(*claims: dict[str, Any], places: tuple[dict[str, Any], ...] = (BAKHMUT,)) -> dict[Any, Any]:
    (made,) = control_from_tables(frames(*claims, places=places)).to_dict("records")
    return made


def test_a_claim_has_the_columns_of_the_reference_table() -> None:
    made = control_from_tables(frames(control()))
    assert list(made.columns) == list(CONTROL_COLUMNS)
    assert set(CONTROL_COLUMNS) <= set(read_settlement_control().columns)


@pytest.mark.parametrize("status", ["predicted", "hypothetical", "past"])
def test_what_is_not_said_of_the_day_is_left_out(status: str) -> None:
    assert control_from_tables(frames(control(status=status))).empty


def test_a_claim_without_a_day_speaks_for_the_day_of_its_document() -> None:
    assert str(only(control(as_of_latest=None))["date"])[:10] == "2023-03-05"


def test_a_denial_speaks_for_the_other_side() -> None:
    assert only(control(status="denied"))["controller_after"] == "Ukraine"


@pytest.mark.parametrize(("high", "holder"), [(50, "contested"), (80, "Russia"), (None, "Russia")])
def test_a_small_share_leaves_a_place_contested(high: float | None, holder: str) -> None:
    assert only(control(share_high=high))["controller_after"] == holder


@pytest.mark.parametrize(
    ("part", "north", "east"), [("eastern part", 0, 1), ("north-west", 1, -1), ("city centre", 0, 0)]
)
def test_a_part_lies_to_its_side_of_the_middle(part: str, north: int, east: int) -> None:
    made = only(control(part=part))
    assert round(made["latitude"] - BAKHMUT["latitude"], 6) * north >= 0
    assert (made["longitude"] > BAKHMUT["longitude"]) == (east > 0)
    assert made["place"].startswith("Bakhmut: ")


def test_a_country_or_a_region_is_no_place_of_the_front() -> None:
    made = frames(control(), places=(place("p1", "Donetsk Oblast", 48.0, 37.8, "region"),))
    assert control_from_tables(made).empty


def test_a_claim_about_an_unresolved_place_is_refused_by_name() -> None:
    _, warnings = check_control(control_from_tables(frames(control("nowhere"))))
    assert "nowhere" in warnings[0]


def test_claims_of_a_view_become_the_same_rows_as_their_table() -> None:
    whole = frames(control(), control("nowhere", start=20), control(part="eastern part", start=40))
    claims = frame.build_claims(whole)
    made = control_from_claims(claims[claims["kind"] == "control"])
    pd.testing.assert_frame_equal(made, control_from_tables(whole), check_dtype=False)


def test_a_claim_without_a_place_is_refused_in_words() -> None:
    _, warnings = check_control(control_from_tables(frames(control(None))))  # type: ignore[arg-type]
    assert warnings[0] == "a row without a place (2023-03-01): unknown place, not used"


def test_two_places_of_one_name_stay_two() -> None:
    places = (place("p1", "Bilohorivka", 48.73, 38.21), place("p2", "Bilohorivka", 48.93, 38.25))
    made = control_from_tables(frames(control("p1"), control("p2"), places=places))
    assert made["place"].nunique() == 2


def test_one_speaker_printed_twice_is_one_claim() -> None:
    assert len(control_from_tables(frames(control(speaker="A. Speaker"), control(speaker="A. Speaker")))) == 1


def test_two_authors_are_two_claims() -> None:
    made = control_from_tables(frames(control(), control(document_id="d2", as_of_latest="2023-03-01")))
    assert len(made) == 2


@pytest.mark.parametrize("part", ["all", "80%", "about two-thirds", "more than 80 percent"])
def test_an_amount_is_no_part_of_its_own(part: str) -> None:
    assert only(control(part=part))["place"] == "Bakhmut"


@pytest.mark.parametrize("part", ["near", "small houses", "surroundings", "roads"])
def test_a_part_that_nobody_can_place_is_left_out(part: str) -> None:
    assert control_from_tables(frames(control(part=part))).empty


def test_a_download_says_of_each_place_whether_its_source_was_checked() -> None:
    day = dt.date(2023, 3, 8)
    points = [
        feature["properties"]
        for feature in downloads.day_features(read_shipped(), day)
        if feature["geometry"]["type"] == "Point"
    ]
    assert {point["verified"] for point in points} == {True, False}
    assert all(point["verified"] == ("unverified" not in point["source"]) for point in points)
    rows = csv.DictReader(downloads.day_csv(day).decode().splitlines())
    assert {row["verified"] for row in rows if row["confidence"]} == {"true", "false"}
