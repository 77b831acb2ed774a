"""What is believed of places and of the land between them, against numbers worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import shapely

from bakhmut_data import geodesy
from bakhmut_data.front import field as front_field
from bakhmut_data.front.events import ControlEvent
from tests.worked import day


def event(
    on: str, side: float, confidence: Any = "confirmed", *, verified: bool = True, **more: Any
) -> ControlEvent:
    row = {"place": "Town", "latitude": 48.6, "longitude": 38.1, "population": 0.0, **more}
    return ControlEvent(date=day(on), side=side, confidence=confidence, verified=verified, **row)


UKRAINE_FIRST = event("2022-02-24", -1.0)


def believed(on: str, *events: ControlEvent) -> front_field.Belief:
    return front_field.beliefs(events, day(on))["Town"]


@pytest.mark.parametrize(
    ("confidence", "at_once", "after_a_week", "after_two"),
    [
        ("confirmed", 1.0, 1.0, 1.0),
        ("claimed", 0.0, 0.5, 0.8),  # from -1 by half, three quarters, nine tenths of the way to 1
        ("alleged", -0.4, -0.1, 0.2),
        ("disputed", -0.8, -0.7, -0.6),
    ],
)
def test_a_row_moves_belief_by_its_trust(
    confidence: str, at_once: float, after_a_week: float, after_two: float
) -> None:
    row = event("2023-01-01", 1.0, confidence)
    days = ("2023-01-01", "2023-01-08", "2023-01-15")
    values = [believed(on, UKRAINE_FIRST, row).value for on in days]
    assert values == pytest.approx([at_once, after_a_week, after_two])
    assert believed("2023-01-07", UKRAINE_FIRST, row).value == pytest.approx(at_once)
    assert believed("2023-01-14", UKRAINE_FIRST, row).value == pytest.approx(after_a_week)


@pytest.mark.parametrize(
    ("row", "doubtful", "certain"),
    [
        (event("2023-01-01", 1.0, "claimed"), "2023-02-14", "2023-02-15"),  # 45 days
        (event("2023-01-01", 1.0, "alleged"), "2023-03-31", "2023-04-01"),  # 90
        (event("2023-01-01", 1.0, "disputed"), "2023-04-30", "2023-05-01"),  # 120
        (event("2023-01-01", 1.0, verified=False), "2023-01-30", "2023-01-31"),  # 30
        (event("2023-01-01", 1.0, "claimed", verified=False), "2023-03-16", "2023-03-17"),  # 75
    ],
)
def test_a_row_rules_the_state_before_out_after_its_days(
    row: ControlEvent, doubtful: str, certain: str
) -> None:
    assert believed(doubtful, UKRAINE_FIRST, row).low == -1
    assert believed(doubtful, UKRAINE_FIRST, row).high == 1
    found = believed(certain, UKRAINE_FIRST, row)
    assert found.low == pytest.approx(min(1.0, found.value))
    assert found.high == 1


def test_who_held_a_place_on_the_eve_is_certain_whoever_says_so() -> None:
    found = believed("2022-02-24", event("2022-02-24", -1.0, "disputed", verified=False))
    assert [found.low, found.value, found.high] == pytest.approx([-1, -0.1, -0.1])


def test_rows_of_one_day_count_together() -> None:
    rows = [event("2023-01-01", 1.0, "claimed"), event("2023-01-01", -1.0, "alleged")]
    # Trust .5 and .3: a side of .2 / .8, moved by 1 - .5 * .7 from 0.
    found = believed("2023-01-01", *rows)
    assert found.value == pytest.approx(0.25 * 0.65)
    assert (found.low, found.high) == (-1, 1)


def test_a_contested_place_may_be_eithers() -> None:
    found = believed("2023-06-01", UKRAINE_FIRST, event("2023-01-01", 0.0))
    assert (found.value, found.low, found.high) == (0, -1, 1)


@pytest.mark.parametrize(("on", "old"), [("2023-06-29", False), ("2023-06-30", True)])
def test_a_row_is_old_after_half_a_year(on: str, *, old: bool) -> None:
    assert believed(on, event("2023-01-01", 1.0)).old is old


def test_rows_of_later_days_are_not_looked_at() -> None:
    later = event("2023-01-02", 1.0)
    assert believed("2023-01-01", UKRAINE_FIRST, later).value == -1
    assert front_field.beliefs((later,), day("2023-01-01")) == {}


def test_in_hindsight_a_capture_is_the_middle_of_a_move() -> None:
    capture = event("2023-01-05", 1.0)
    seen = front_field.beliefs_in_hindsight((UKRAINE_FIRST, capture), day("2023-01-05"))["Town"]
    # Of seven days, from twelve before to twelve after, four lie on the capture or after it.
    assert seen.value == pytest.approx((4 - 3) / 7)
    assert (seen.low, seen.high) == (-1, 1)


def test_in_hindsight_a_claim_waits_for_the_row_that_confirms_it() -> None:
    early, sure = event("2023-01-01", 1.0, "claimed"), event("2023-03-01", 1.0)
    seen = front_field.beliefs_in_hindsight((UKRAINE_FIRST, early, sure), day("2023-02-01"))["Town"]
    assert seen.value == -1
    disputed = event("2023-01-01", 1.0, "disputed")
    assert front_field.beliefs_in_hindsight((UKRAINE_FIRST, disputed), day("2023-02-01"))["Town"].value == -1


NORTH = 60 / geodesy.KM_NORTH  # degrees of 60 km, over which covariance falls to 1/e
SURE = {"one": front_field.Belief(1, 1, 1, old=False), "other": front_field.Belief(-1, -1, -1, old=False)}


def field(*at: tuple[float, float], other: tuple[float, float] = (38.0, 48.0 + NORTH)) -> front_field.Fields:
    """The field at some points between a Russian-held place at 38 E 48 N and a Ukrainian-held one."""
    one = event("2023-01-01", 1.0, place="one", longitude=38.0, latitude=48.0)
    held = event("2023-01-01", -1.0, place="other", longitude=other[0], latitude=other[1])
    return front_field.Kriging((one, held), np.array(at))(SURE, 2.0)


@pytest.mark.usefixtures("no_barriers")
def test_the_field_is_even_half_way_and_its_holders_at_a_place() -> None:
    near = math.exp(-1)
    found = field((38.0, 48.0), (38.0, 48.0 + NORTH / 2), (38.0, 48.0 + NORTH))
    at_place = (1 - near) / (1 - near + front_field.NOISE)
    assert found.middle == pytest.approx([at_place, 0, -at_place])


@pytest.mark.usefixtures("no_barriers")
def test_the_field_is_surer_the_nearer_a_place_lies() -> None:
    found = field((38.0, 48.0), (38.0, 48.0 + NORTH / 2))
    # Two standard deviations; half way the covariance with either place is exp(-1/2).
    assert found.high - found.middle == pytest.approx([0, 2 * math.sqrt(1 - math.exp(-1))])
    assert found.middle - found.low == pytest.approx([0, 2 * math.sqrt(1 - math.exp(-1))])


@pytest.mark.usefixtures("no_barriers")
def test_a_degree_eastward_is_shorter_than_one_northward() -> None:
    east = 60 / geodesy.KM_EAST
    assert east > NORTH
    found = field((38.0 + east / 2, 48.0), other=(38.0 + east, 48.0))
    assert found.middle == pytest.approx([0])


@pytest.fixture
def no_barriers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_field, "barriers", lambda: ())


def test_a_barrier_weakens_what_a_place_says_of_the_other_side(monkeypatch: pytest.MonkeyPatch) -> None:
    south = shapely.box(37, 47, 39, 48.0 + NORTH / 2)
    monkeypatch.setattr(front_field, "barriers", lambda: (("river", south),))
    held = {"one": front_field.Belief(1, 1, 1, old=False), "other": front_field.Belief(-1, -1, -1, old=False)}
    near = math.exp(-1) * 0.75
    found = field((38.0, 48.0))
    assert held == SURE
    assert found.middle == pytest.approx([(1 - near) / (1 - near + front_field.NOISE)])


def test_a_town_is_a_ring_and_its_middle_and_a_village_a_point() -> None:
    # 2,000 people a square kilometre: 2,000 * pi live within a kilometre.
    town = front_field._built_up(event("2023-01-01", 1.0, population=2000 * math.pi))
    assert len(town) == 7
    assert town[0] == (38.1, 48.6)
    assert [town[at][0] for at in (1, 4)] == pytest.approx(
        [38.1 + 1 / geodesy.KM_EAST, 38.1 - 1 / geodesy.KM_EAST]
    )
    assert front_field._built_up(event("2023-01-01", 1.0, population=4000)) == [(38.1, 48.6)]
