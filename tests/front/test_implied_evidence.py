"""What claims of control say of the front: point, holder, day and trust, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bakhmut_data import reference
from bakhmut_data.front.implied import evidence
from tests import made_claims as made
from tests import worked
from tests.worked import days

# Of the worked tables only Bakhmut is held by claims of its own; Soledar's are the tests'.


def found(**more: Any) -> list[dict[str, Any]]:
    """The evidence of a claim of the Post, which appeared on 1 March 2023, on Soledar."""
    claim = {**made.control(worked.POST, "p4", "Russia"), **days("2023-02-20"), **more}
    rows = evidence.read_evidence(worked.worked_tables(control=[claim])).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows if row["place"] == "Soledar"]


@pytest.mark.parametrize("status", ["denied", "predicted", "hypothetical", "past"])
def test_what_is_denied_to_come_or_supposed_weighs_nothing(status: str) -> None:
    assert found(status=status) == []


@pytest.mark.parametrize(
    ("event", "controller", "side", "holder"),
    [
        ("hold", "Russia", 1, 1),
        ("take", "Ukraine", -1, -1),
        # Who beats an attack off stands; who is advanced upon stands, too.
        ("repel", "Ukraine", -1, -1),
        ("advance", "Russia", 1, -1),
        # Who withdraws from a place leaves it to the other.
        ("withdraw", "Ukraine", -1, -1),
        # The line moves to the advantage of one, and nobody is named as holding the place.
        ("surround", "Russia", 1, 0),
        ("fight", "contested", 0, 0),
    ],
)
def test_each_event_says_who_stands_at_the_place(event: str, controller: str, side: int, holder: int) -> None:
    (row,) = found(event=event, controller=controller)
    assert (row["side"], row["holder"]) == (side, holder)


@pytest.mark.parametrize(("part", "holder"), [("near", 0), ("surroundings", 0), ("all", 1), (None, 1)])
def test_ground_near_a_place_is_not_the_place(part: str | None, holder: int) -> None:
    assert [row["holder"] for row in found(part=part)] == [holder]


@pytest.mark.parametrize(
    ("part", "north", "east"),
    [
        # Soledar is at 48.68 N 38.09 E; a degree is 111.2 km northward and 73.6 eastward there.
        ("2 km south-west", -1.414, -1.414),
        ("20km southeast", -14.142, 14.142),
        ("about 5 miles north of", 8.047, 0.0),
        ("eastern outskirts", 0.0, 1.0),  # of a place without people a kilometre
        ("70 km southwest", 0.0, 0.0),  # where something lies, not where the front is
        ("north-east and south-east", 0.0, 0.0),
    ],
)
def test_a_bearing_is_a_point(part: str, north: float, east: float) -> None:
    (row,) = found(part=part)
    assert (row["latitude"] - 48.68) * 111.2 == pytest.approx(north, abs=0.05)
    assert (row["longitude"] - 38.09) * 73.6 == pytest.approx(east, abs=0.08)


def test_what_is_said_of_a_day_to_come_speaks_for_the_day_of_its_document() -> None:
    (row,) = found(**days("2023-04-01"))
    assert str(row["day"])[:10] == str(row["known"])[:10] == "2023-03-01"


def test_a_document_that_looks_back_is_known_since_it_appeared() -> None:
    (row,) = found()
    assert (str(row["day"])[:10], str(row["known"])[:10]) == ("2023-02-20", "2023-03-01")
    tables = worked.worked_tables(control=[made.control(worked.POST, "p4", "Russia", **days("2023-02-20"))])
    later = evidence.in_hindsight(evidence.read_evidence(tables))
    assert (later["known"] == later["day"]).all()


@pytest.mark.parametrize(
    ("controller", "event", "trust"),
    [
        # General Ivanov speaks for Russia, as the figures tell.
        ("Russia", "take", "own"),
        ("Ukraine", "take", "admitted"),
        ("Ukraine", "withdraw", "admitted"),
        ("contested", "fight", None),
    ],
)
def test_what_a_side_admits_weighs_more_than_what_it_boasts_of(
    controller: str, event: str, trust: str | None
) -> None:
    weights = {"own": 0.5, "admitted": 2.0}
    rules = {**reference.read_toml("front_evidence.toml"), "trust": weights}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "read_toml", lambda _: rules)
        (row,) = found(controller=controller, event=event, speaker="General Ivanov")
    assert row["trust"] == (weights[trust] if trust else 1.0)


def test_one_speaker_in_two_outlets_is_one_claim_and_two_speakers_are_two() -> None:
    def both(first: str, second: str) -> int:
        claims = [
            made.control(worked.POST, "p4", "Russia", speaker=first, **days("2023-02-20")),
            made.control(worked.TIMES, "t4", "Russia", speaker=second, **days("2023-02-20")),
        ]
        read = evidence.read_evidence(worked.worked_tables(control=claims))
        return int((read["place"] == "Soledar").sum())

    assert both("NATO", "NATO") == 1
    assert both("NATO", "General Ivanov") == 2
