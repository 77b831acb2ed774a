"""What a start line says beside the claims, on a made-up line that runs along the meridian of Bakhmut."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
import shapely

from bakhmut_data import reference
from bakhmut_data.front.implied import estimate, prior, start
from bakhmut_data.front.implied.lattice import lattice
from bakhmut_data.geodesy import KM_EAST
from bakhmut_data.reference.facts import BAKHMUT
from tests.front.test_implied import claim, side_at, table
from tests.worked import day

FIRST, LATER = day("2022-08-01"), day("2023-02-01")
NORTH = BAKHMUT[0]


def meridian() -> start.Start:
    """A line of 1 August from north to south through Bakhmut, Russian-held east of it."""
    return start.Start(FIRST, lattice().points[:, 0].copy(), given=True)


def east(km: float) -> float:
    """The longitude of so many km east of the line."""
    return BAKHMUT[1] + km / KM_EAST


def drawn(*claims: dict[str, object], on: dt.date = LATER) -> estimate.ImpliedFront:
    return estimate.ImpliedFronts(table(*claims), meridian()).on(on)


def said(km: float, event: str, side: int, times: int = 1, north: float = 0.0) -> list[dict[str, object]]:
    """Claims of as many speakers, a day after one another from 1 September on, some km east of the line."""
    days = [day("2022-09-01") + dt.timedelta(number) for number in range(times)]
    more: dict[str, object] = {"holder": side} if event == "withdraw" else {}
    return [
        claim(east(km), NORTH + north, event, side, day=each, known=each, speaker=f"S{each}", **more)
        for each in days
    ]


def given(points: list[tuple[float, float]]) -> prior.Given:
    rules = {
        "weights": {"held": 10.0},
        "given": {
            "within_km": 4.0, "most": 6.0, "moved": 3.0, "moved_km": 10.0, "fought": 0.5, "deep_km": 2.0,
            "far_km": 12.0,
        },
    }  # fmt: skip
    at = np.array(points)
    apart = np.hypot(*(lattice().points[:, None] - at[None]).transpose(2, 0, 1)).astype(np.float32)
    return prior.Given(meridian(), lattice(), at, apart, rules)


def off(front: estimate.ImpliedFront) -> float:
    """The kilometres, roughly, by which a front leaves the meridian where it does so most."""
    straight = shapely.LineString([(east(0), 48.25), (east(0), 48.95)])
    return float(front.line.hausdorff_distance(straight)) * KM_EAST


def nearest(km: float) -> int:
    """The number of the point of the lattice nearest to so many km east of Bakhmut."""
    return int(np.argmin(np.hypot(lattice().points[:, 0] - km, lattice().points[:, 1])))


def test_a_given_line_speaks_by_the_way_to_it_and_for_ever() -> None:
    line, nothing = given([(0.0, 0.0)]), np.zeros(1, dtype=np.float32)
    odds = line.odds(FIRST, nothing, nothing)
    # Ground a standard error off, 4 km, is Russian-held with .8413, ground half as far with .6915.
    for km, log_odds in ((4.0, math.log(0.8413 / 0.1587)), (-2.0, math.log(0.3085 / 0.6915))):
        at = nearest(km)
        assert odds[at] == pytest.approx(log_odds * lattice().points[at, 0] / km, rel=0.05)
    assert odds[nearest(30.0)] == 6.0
    assert odds[nearest(-30.0)] == -6.0
    assert line.odds(LATER, nothing, nothing).tolist() == odds.tolist()


def test_what_is_said_against_a_given_line_takes_from_it_on_that_side_alone() -> None:
    place = tuple(lattice().points[nearest(12.0)])
    line, nothing = given([place]), np.zeros(1, dtype=np.float32)
    whole = line.odds(FIRST, nothing, nothing)
    taken = line.odds(FIRST, np.array([-10.0], dtype=np.float32), nothing)
    assert taken[nearest(12.0)] == pytest.approx(whole[nearest(12.0)] / 4)
    assert taken[nearest(-10.0)] == whole[nearest(-10.0)]
    # Six fights twelve km deep weigh as three such claims.
    fought = line.odds(FIRST, nothing, np.array([6.0], dtype=np.float32))
    assert fought[nearest(12.0)] == pytest.approx(whole[nearest(12.0)] / 10, rel=1e-3)
    # Who held it is said to hold it.
    assert line.odds(FIRST, np.array([10.0], dtype=np.float32), nothing).tolist() == whole.tolist()


def test_a_fight_says_nothing_by_the_line_and_less_far_from_it() -> None:
    moves = given([(2.0, 0.0), (-3.0, 0.0), (4.0, 0.0), (-12.0, 0.0), (24.0, 0.0)]).moves
    assert moves.tolist() == pytest.approx([0.0, 0.5, 1.0, 1.0, np.exp(-1)], abs=0.02)


def test_a_claim_that_leaves_a_place_to_its_holder_says_nothing_of_the_ground_beyond_the_line() -> None:
    line = given([(1.0, 0.0)])
    reach = np.ones((len(lattice().points), 1), dtype=np.float32)
    confirmed = line.spread(reach, np.array([5.0], dtype=np.float32))
    assert set(confirmed[lattice().points[:, 0] > 0]) == {5.0}
    assert set(confirmed[lattice().points[:, 0] < 0]) == {0.0}
    taken = line.spread(reach, np.array([-5.0], dtype=np.float32))
    assert set(taken) == {-5.0}


def test_a_given_line_stands_for_as_long_as_nothing_is_said() -> None:
    for on in (FIRST, LATER):
        assert off(drawn(on=on)) < 1.5


@pytest.mark.parametrize(
    "claims",
    [
        said(1.0, "repel", 1, 5),
        said(-1.0, "repel", -1, 5),
        said(-1.0, "hold", -1),
        said(-8.0, "repel", -1),
        said(8.0, "advance", -1),
        said(-10.0, "fight", 0),
    ],
)
def test_a_given_line_stays_where_nothing_speaks_against_it(claims: list[dict[str, object]]) -> None:
    assert off(drawn(*claims)) < 1.5


@pytest.mark.parametrize("event", ["take", "withdraw"])
def test_a_given_line_moves_where_a_place_behind_it_is_taken_or_left(event: str) -> None:
    front = drawn(*said(-5.0, event, 1))
    assert side_at(front, east(-5.0), NORTH) == "Russia"
    assert side_at(front, east(-2.0), NORTH) == "Russia"  # what lies between goes with it
    assert side_at(front, east(-9.0), NORTH) == "Ukraine"
    assert side_at(front, east(-5.0), NORTH + 0.15) == "Ukraine"


def test_a_given_line_goes_back_where_the_other_side_takes_a_place_again() -> None:
    again = day("2022-10-01")
    back = [
        claim(east(-5.0), NORTH, "hold", -1, day=again, known=again, speaker=f"S{each}") for each in range(3)
    ]
    assert side_at(drawn(*said(-5.0, "take", 1), *back), east(-5.0), NORTH) == "Ukraine"


def test_the_eve_gives_way_to_time_and_a_given_line_does_not() -> None:
    rules = reference.read_toml("front_evidence.toml")
    eve = start.eve()
    line = prior.Eve(eve, lattice(), np.zeros((1, 2)), rules)
    nothing = np.zeros(1, dtype=np.float32)
    bakhmut = nearest(0.0)
    first, later = line.odds(eve.day, nothing, nothing), line.odds(day("2022-06-24"), nothing, nothing)
    assert first[bakhmut] == pytest.approx(rules["eve"]["other_per_km"] * eve.distance[bakhmut])
    assert first[bakhmut] < later[bakhmut] < 0
