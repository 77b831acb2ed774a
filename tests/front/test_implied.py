"""The line that claims imply, from villages whose outcome can be seen by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from scipy.spatial import Delaunay

from bakhmut_data.front import files
from bakhmut_data.front.implied import cut, estimate, evidence, lattice, reasons, start, weighing
from bakhmut_data.front.implied import files as implied_files
from tests.worked import day

DAY = day("2022-08-01")
# The line of contact of 2015 runs along 48.4 N between 38.0 and 38.2 E; all of these lie north of it.
NORTHERN, WESTERN = 48.62, 37.7


def claim(longitude: float, latitude: float, event: str, side: int, **more: Any) -> dict[str, Any]:
    """A claim on a village that is named after its point."""
    holder = side if event in {"hold", "take", "repel"} else -side if event == "advance" else 0
    place = f"{latitude:.2f} N {longitude:.2f} E"
    return {
        "claim_id": "d1-c7-19", "document_id": "d1", "start": 7, "place_id": place, "place": place,
        "longitude": longitude, "latitude": latitude, "radius": 0.0, "event": event, "side": side,
        "holder": holder, "exact": True, "trust": 1.0, "speaker": "General Ivanov",
        "outlet": "Post", "day": DAY, "known": DAY, **more,
    }  # fmt: skip


def table(*claims: dict[str, Any]) -> pd.DataFrame:
    made = pd.DataFrame(claims, columns=evidence.COLUMNS)
    return made.astype({"day": "datetime64[s]", "known": "datetime64[s]", "holder": int, "side": int})


def drawn(*claims: dict[str, Any], on: dt.date = DAY) -> estimate.ImpliedFront:
    return estimate.ImpliedFronts(table(*claims)).on(on)


def side_at(front: estimate.ImpliedFront, longitude: float, latitude: float) -> str:
    return "Russia" if front.russia.covers(shapely.Point(longitude, latitude)) else "Ukraine"


# A row of villages along 38.15 E, north of the line of contact, where attacks fail day by day.
BEATEN_OFF = [claim(38.15, latitude, "repel", -1) for latitude in np.arange(48.42, 48.96, 0.04)]


def test_without_claims_the_line_of_the_eve_stands_and_the_rest_is_unknown() -> None:
    front = drawn(on=day("2022-02-25"))
    assert front.claims == 0
    assert side_at(front, 38.3, 48.3) == "Russia"  # Horlivka's rear
    assert side_at(front, 38.0, 48.6) == "Ukraine"  # Bakhmut
    known = shapely.LineString([(38.02, 48.391), (38.06, 48.405), (38.105, 48.406), (38.14, 48.408)])
    assert known.hausdorff_distance(front.line.intersection(known.envelope.buffer(0.02))) < 0.03
    assert not front.unknown.is_empty
    assert all(stretch.reasons == () for stretch in front.stretches)


def test_the_ground_behind_a_fight_is_the_attackers_and_before_it_the_defenders() -> None:
    front = drawn(*BEATEN_OFF)
    assert side_at(front, 38.05, 48.6) == "Ukraine"
    assert side_at(front, 38.15, 48.6) == "Ukraine"  # it stands
    assert side_at(front, 38.3, 48.6) == "Russia"  # nobody said when it fell
    # The attacker is within a few kilometres.
    assert front.line.distance(shapely.Point(38.15, 48.6)) * 73.7 < 6


def test_one_claim_against_its_neighbourhood_is_dropped_and_several_are_not() -> None:
    alone = claim(WESTERN, NORTHERN, "take", 1)
    assert side_at(drawn(*BEATEN_OFF, alone), WESTERN, NORTHERN) == "Ukraine"
    several = [
        claim(WESTERN + east, NORTHERN + north, "hold", 1, speaker=f"S{number}", trust=2.0)
        for number in range(8)
        for east in (-0.03, 0.0, 0.03)
        for north in (-0.02, 0.0, 0.02)
    ]
    assert side_at(drawn(*BEATEN_OFF, *several), WESTERN, NORTHERN) == "Russia"


def test_a_claim_holds_where_nothing_newer_speaks_and_yields_where_something_does() -> None:
    taken = [claim(38.0 + 0.05 * step, 48.43, "hold", 1, speaker=f"S{step}") for step in range(4)]
    assert side_at(drawn(*taken, on=day("2022-09-01")), 38.1, 48.43) == "Russia"
    later = day("2022-08-25")
    retaken = [
        claim(38.0 + 0.05 * step, 48.43, "hold", -1, speaker=f"S{step}", day=later, known=later)
        for step in range(4)
    ]
    assert side_at(drawn(*taken, *retaken, on=day("2022-08-24")), 38.1, 48.43) == "Russia"
    assert side_at(drawn(*taken, *retaken, on=day("2022-09-01")), 38.1, 48.43) == "Ukraine"


def test_land_that_nobody_speaks_of_is_not_lost_for_claims_far_from_it() -> None:
    taken = [claim(38.0 + 0.05 * step, 48.43, "hold", 1, speaker=f"S{step}") for step in range(4)]
    front = drawn(*taken, on=day("2022-09-01"))
    assert not front.line.is_empty
    assert side_at(front, 37.45, 48.6) == "Ukraine"


def test_what_is_not_yet_known_moves_nothing() -> None:
    before = drawn(*BEATEN_OFF, on=DAY - dt.timedelta(1))
    assert before.claims == 0
    assert side_at(before, 38.3, 48.6) == "Ukraine"


def test_the_band_holds_the_line_and_what_no_claim_is_near_is_unknown() -> None:
    front = drawn(*BEATEN_OFF)
    assert front.inner.distance(front.line) > 0
    fought = shapely.Point(38.15, 48.6)
    assert not front.unknown.covers(fought)
    assert front.unknown.disjoint(fought.buffer(0.1))


def test_areas_cover_the_box_without_overlap() -> None:
    front = drawn(*BEATEN_OFF)
    assert front.russia.area + front.ukraine.area == pytest.approx(1.2 * 0.7, abs=1e-6)
    assert front.russia.intersection(front.ukraine).area == pytest.approx(0, abs=1e-9)


def test_a_stretch_says_which_claims_decide_it() -> None:
    far = claim(37.5, 48.3, "repel", -1, speaker="Somebody else", document_id="d2")
    fronts = estimate.ImpliedFronts(table(*BEATEN_OFF, far))
    weighed = fronts.scales.weigh(DAY)
    found = reasons.reasons_at((38.17, 48.62), fronts.scales, weighed)
    # Villages lie every 4.4 km from south to north: the nearest three count, the nearest of them most.
    assert found[0].place == "48.62 N 38.15 E"
    assert {reason.place[:7] for reason in found} == {"48.58 N", "48.62 N", "48.66 N"}
    assert (found[0].speaker, found[0].outlet, found[0].document_id, found[0].start) == (
        "General Ivanov", "Post", "d1", 7,
    )  # fmt: skip
    assert found[0].share > found[1].share >= found[2].share > 0.05
    said = list(implied_files.describe_reasons(fronts, DAY, (38.17, 48.62)))
    assert len(said) == 3
    assert "repel 48.62 N 38.15 E (Ukraine), 2022-08-01, General Ivanov, Post, document d1 at 7" in said[0]


def test_documents_of_one_day_that_contradict_each_other_are_both_shown() -> None:
    one = claim(38.0, 48.6, "take", 1)
    other = claim(38.0, 48.6, "hold", -1, speaker="Colonel Petrenko", document_id="d2")
    yesterday = claim(38.1, 48.6, "hold", -1, day=DAY - dt.timedelta(1))
    (found,) = reasons.contradictions_on(table(one, other, yesterday, claim(38.1, 48.6, "take", 1)), DAY)
    assert (found.russia.document_id, found.ukraine.document_id) == ("d1", "d2")
    assert found.place == "48.60 N 38.00 E"


def test_the_file_of_a_day_names_areas_stretches_and_reasons() -> None:
    whole = implied_files.implied_geojson(drawn(*BEATEN_OFF))
    assert whole["properties"]["claims"] == len(BEATEN_OFF)
    kinds = [feature["properties"] for feature in whole["features"]]
    assert [kind["controller"] for kind in kinds if "controller" in kind] == ["Russia", "Ukraine"]
    stretches = [kind for kind in kinds if kind.get("line") == "front"]
    assert max(len(kind["why"]) for kind in stretches) == 3
    assert {kind["line"] for kind in kinds if "line" in kind} == {"front", "inner", "outer"}


# Starting from a line of the reference


def test_a_given_line_is_kept_where_nothing_is_said() -> None:
    first = day("2023-01-15")
    front = estimate.ImpliedFronts(table(), start.reference_on(first)).on(first)
    shipped = files.read_shipped().geojson(first)["features"]
    russia = next(
        shapely.geometry.shape(each["geometry"])
        for each in shipped
        if each["properties"].get("controller") == "Russia"
    )
    # A strip of some 300 m along a front of 120 km is five thousandths of the box.
    assert front.russia.symmetric_difference(russia).area / (1.2 * 0.7) < 0.02


def test_a_day_before_the_first_line_is_refused() -> None:
    fronts = estimate.ImpliedFronts(table(), start.reference_on(day("2023-01-15")))
    with pytest.raises(ValueError, match="before 2023-01-15"):
        fronts.on(day("2023-01-14"))


# The division itself

# Three cells in a row, the middle one's borders a kilometre each.
ROW = lattice.Lattice(
    points=np.array([(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]),
    area=np.ones(3),
    left=np.array([0, 1]),
    right=np.array([1, 2]),
    border=np.array([1.0, 1.0]),
    triangles=Delaunay(np.array([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])),
)


@pytest.mark.parametrize(
    ("odds", "held"),
    [
        # The middle cell goes with its neighbours unless it outweighs both its borders.
        ((-5.0, 1.0, -5.0), (False, False, False)),
        ((-5.0, 3.0, -5.0), (False, True, False)),
        ((5.0, 0.1, -5.0), (True, True, False)),
        ((5.0, -0.1, -5.0), (True, False, False)),
    ],
)
def test_a_cell_is_outvoted_by_its_borders(odds: tuple[float, ...], held: tuple[bool, ...]) -> None:
    found = cut.cheapest_division(ROW, np.array(odds), np.ones(3), np.ones(2))
    assert tuple(found) == held


def test_a_border_runs_where_it_is_cheaper() -> None:
    cheap_west = cut.cheapest_division(ROW, np.array([5.0, 0.0, -5.0]), np.array([0.1, 0.1, 1.0]), np.ones(2))
    assert tuple(cheap_west) == (True, False, False)
    cheap_east = cut.cheapest_division(ROW, np.array([5.0, 0.0, -5.0]), np.ones(3), np.array([1.0, 0.2]))
    assert tuple(cheap_east) == (True, True, False)


@pytest.mark.parametrize(("least", "held"), [(4.0, True), (6.0, False)])
def test_ground_cut_off_stays_only_where_enough_speaks_for_it(least: float, *, held: bool) -> None:
    longer = lattice.Lattice(
        points=np.column_stack([np.arange(5.0), np.zeros(5)]),
        area=np.ones(5),
        left=np.arange(4),
        right=np.arange(1, 5),
        border=np.ones(4),
        triangles=ROW.triangles,
    )
    divided = np.array([True, True, False, True, False])
    support = np.array([1.0, 1.0, -9.0, 5.0, -9.0])
    kept = cut.without_islands(longer, divided, support, least)
    assert kept[3] == held


def test_newer_claims_for_the_other_side_are_counted_for_each_claim() -> None:
    # Of point 0: Russia 9 days ago, Ukraine 5 and 5 days ago, Russia 1 day ago; of point 1 one claim.
    at, age = np.array([0, 0, 0, 0, 1]), np.array([9.0, 5.0, 5.0, 1.0, 2.0])
    holder = np.array([1.0, -1.0, -1.0, 1.0, -1.0])
    assert weighing._newer_against(at, age, holder).tolist() == [2, 1, 1, 0, 0]


def test_the_line_between_two_points_is_where_a_field_is_nought() -> None:
    crossings = start.crossings_of(ROW, np.array([3.0, -1.0, -2.0]))
    assert crossings.tolist() == [[0.75, 0.0]]
    assert start.distance_to(crossings, ROW.points).tolist() == [0.75, 0.25, 1.25]
