"""The estimated front: whatever the table, its sides tile the box, and no day knows the future."""

import datetime as dt
import functools
import json
from typing import Any

import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bakhmut_data import reference
from bakhmut_data.front.estimate import FrontEstimate, Fronts, estimate_front, front_geojson, front_measures
from bakhmut_data.front.events import BOX, CONTROL_COLUMNS, read_settlement_control
from bakhmut_data.front.geometry import GRID, box

DAY = dt.date(2023, 3, 1)
WEST, EAST = ("Westville", 48.6, 37.8), ("Eastville", 48.6, 38.2)


def row(
    place: tuple[str, float, float],
    after: str,
    day: str = "2022-02-24",
    confidence: str = "confirmed",
    source: str = "a bulletin",
) -> dict[str, Any]:
    values = (place[0], place[1], place[2], day, None, after, confidence, source, "settlement", None)
    return dict(zip(CONTROL_COLUMNS, values, strict=True))


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(CONTROL_COLUMNS))


TWO_SIDES = (row(WEST, "Ukraine"), row(EAST, "Russia"))

longitudes = st.integers(374000, 386000).map(lambda whole: whole / 10000)
latitudes = st.integers(482500, 489500).map(lambda whole: whole / 10000)
rows = st.builds(
    row,
    st.tuples(st.sampled_from("ABCDEFGHIJ"), latitudes, longitudes),
    st.sampled_from(["Russia", "Ukraine", "contested"]),
    st.dates(dt.date(2022, 2, 1), dt.date(2023, 6, 1)).map(dt.date.isoformat),
    st.sampled_from(["confirmed", "claimed", "disputed"]),
    st.sampled_from(["a bulletin", "general knowledge, unverified"]),
)
tables = st.lists(rows, max_size=20).map(lambda made: table(*made))
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@functools.cache
def reference_fronts() -> Fronts:
    return Fronts(read_settlement_control())


def drawn(estimate: FrontEstimate) -> dict[str, Any]:
    return {**front_geojson(estimate), "properties": None}


@given(tables)
@few
def test_the_sides_tile_the_box_whatever_the_table(control: pd.DataFrame) -> None:
    estimate = estimate_front(DAY, control)
    sides = [estimate.russia, estimate.ukraine, estimate.contested]
    assert all(side.is_valid for side in sides)
    assert sum(side.area for side in sides) == pytest.approx(box().area, abs=1e-9)
    assert shapely.union_all(sides).symmetric_difference(box()).area < 1e-9


@given(tables)
@few
def test_the_front_ends_at_the_edge_of_the_box_or_is_closed(control: pd.DataFrame) -> None:
    estimate = estimate_front(DAY, control)
    for line in (estimate.line, estimate.inner, estimate.outer):
        ends = [shapely.Point(end) for part in line.geoms for end in (part.coords[0], part.coords[-1])]
        counts = {end.wkb: sum(other.equals(end) for other in ends) for end in ends}
        assert all(counts[end.wkb] % 2 == 0 or box().boundary.distance(end) < GRID for end in ends)


@given(tables)
@few
def test_the_front_does_not_cross_itself(control: pd.DataFrame) -> None:
    assert all(part.is_simple for part in estimate_front(DAY, control).line.geoms)


@given(tables)
@few
def test_no_day_knows_the_future(control: pd.DataFrame) -> None:
    past = control[control["date"].map(str) <= DAY.isoformat()]
    later = control[control["date"].map(str) > DAY.isoformat()]
    moved = later.assign(controller_after="Russia", confidence="confirmed")
    now = drawn(estimate_front(DAY, past))
    assert drawn(estimate_front(DAY, pd.concat([past, moved]))) == now


@given(tables)
@few
def test_the_order_of_the_rows_does_not_matter(control: pd.DataFrame) -> None:
    one = control.drop_duplicates("place")
    assert drawn(estimate_front(DAY, one)) == drawn(estimate_front(DAY, one.iloc[::-1]))


def test_an_empty_table_says_so_instead_of_drawing_a_line() -> None:
    estimate = estimate_front(DAY, table())
    assert estimate.line.is_empty
    assert estimate.note
    assert "no front is drawn" in estimate.warnings[0]


def test_a_table_of_contested_places_draws_no_line() -> None:
    estimate = estimate_front(DAY, table(row(WEST, "contested"), row(EAST, "contested")))
    assert estimate.contested.equals(box())
    assert estimate.note


@pytest.mark.parametrize(("side", "share"), [("Russia", 1.0), ("Ukraine", 0.0)])
def test_a_table_of_one_side_gives_it_the_box(side: str, share: float) -> None:
    estimate = estimate_front(DAY, table(row(WEST, side), row(EAST, side)))
    assert estimate.line.is_empty
    assert estimate.russia.area / box().area == pytest.approx(share)


def test_the_front_lies_about_half_way_between_two_villages() -> None:
    estimate = estimate_front(DAY, table(*TWO_SIDES))
    along = shapely.LineString([(37.8, 48.6), (38.2, 48.6)]).intersection(estimate.line)
    assert along.centroid.x == pytest.approx(38.0, abs=0.01)


def test_a_duplicate_row_changes_nothing() -> None:
    once, twice = (estimate_front(DAY, table(*TWO_SIDES * times)) for times in (1, 2))
    assert drawn(once) == drawn(twice)


def test_a_river_holds_a_front_where_no_village_stands() -> None:
    north, south = ("North", 48.98, 37.8), ("South", 48.86, 37.8)
    line = estimate_front(DAY, table(row(north, "Russia"), row(south, "Ukraine"))).line
    crossing = shapely.LineString([(37.8, 48.86), (37.8, 48.95)]).intersection(line)
    features = json.loads((reference.FOLDER / "front_barriers.geojson").read_text())["features"]
    river = shapely.LineString(features[0]["geometry"]["coordinates"])
    assert crossing.centroid.distance(river) < 0.005
    assert abs(crossing.centroid.y - 48.92) > 0.01  # half-way between the villages


def test_an_unverified_claim_moves_the_uncertainty_before_it_moves_the_line() -> None:
    west, middle, east = ("West", 48.6, 37.93), ("Middle", 48.6, 38.0), ("East", 48.6, 38.07)
    held = (row(west, "Ukraine"), row(middle, "Ukraine"), row(east, "Russia"))
    fronts = Fronts(table(*held, row(middle, "Russia", DAY.isoformat(), "claimed")))
    path = shapely.LineString([(37.93, 48.6), (38.07, 48.6)])
    estimates = [fronts.on(DAY + dt.timedelta(days)) for days in (-1, 0, 21)]
    line = [path.intersection(estimate.line).centroid.x for estimate in estimates]
    outer = [path.intersection(estimate.outer).centroid.x for estimate in estimates]
    assert line[0] > line[1] > line[2]
    assert outer[0] - outer[1] > line[0] - line[1]


def test_a_place_of_even_belief_is_drawn_as_contested() -> None:
    control = table(*TWO_SIDES, row(("Middle", 48.6, 38.0), "contested", "2023-01-01"))
    assert estimate_front(DAY, control).contested.contains(shapely.Point(38.0, 48.6))


def test_hindsight_sees_a_capture_coming() -> None:
    control = table(
        *TWO_SIDES,
        row(("Middle", 48.6, 38.0), "Ukraine"),
        row(("Middle", 48.6, 38.0), "Russia", "2023-03-04"),
    )
    plain = estimate_front(DAY, control)
    assert estimate_front(DAY, control, hindsight=True).russia.area > plain.russia.area


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"latitude": None}, "unknown place"),
        ({"latitude": 38.0, "longitude": 48.6}, "swapped"),
        ({"latitude": 10.0}, "outside the map"),
        ({"date": "2023-02-30"}, "not a possible date"),
        ({"date": None}, "not a possible date"),
        ({"date": "1943-02-01"}, "not a possible date"),
        ({"controller_after": "Narnia"}, "controller"),
        ({"confidence": "certain"}, "confidence"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_used(change: dict[str, Any], said: str) -> None:
    bad = {**row(("Badville", 48.6, 38.0), "Russia"), **change}
    estimate = estimate_front(DAY, table(*TWO_SIDES, bad))
    assert [said in warning and "Badville" in warning for warning in estimate.warnings] == [True]
    assert not estimate.line.is_empty


def test_both_sides_on_one_day_are_flagged_and_leave_the_place_even() -> None:
    middle = ("Middle", 48.6, 38.0)
    control = table(*TWO_SIDES, row(middle, "Ukraine", "2023-01-01"), row(middle, "Russia", "2023-01-01"))
    estimate = estimate_front(DAY, control)
    assert "both sides on one day" in estimate.warnings[0]
    assert estimate.contested.contains(shapely.Point(38.0, 48.6))


def test_the_reference_table_is_read_without_a_warning() -> None:
    assert not reference_fronts().warnings


@pytest.mark.parametrize(
    ("day", "place", "side"),
    [
        ("2022-06-01", (38.371, 48.632), "russia"),  # Popasna
        ("2022-12-01", (38.10, 48.683), "ukraine"),  # Soledar
        ("2023-01-20", (38.10, 48.683), "russia"),
        ("2023-03-20", (38.03, 48.596), "russia"),  # Bakhmut, east of the Bakhmutka
        ("2023-03-20", (37.98, 48.589), "ukraine"),  # and its west
        ("2023-05-30", (37.98, 48.589), "russia"),
        ("2023-05-30", (37.834, 48.588), "ukraine"),  # Chasiv Yar
        ("2023-09-30", (37.9605, 48.53), "ukraine"),  # Klishchiivka
    ],
)
def test_known_days_of_the_battle_come_out(day: str, place: tuple[float, float], side: str) -> None:
    estimate = reference_fronts().on(dt.date.fromisoformat(day))
    assert getattr(estimate, side).contains(shapely.Point(place))


def test_geojson_names_the_sides_and_the_lines() -> None:
    features = front_geojson(estimate_front(DAY, table(*TWO_SIDES)))["features"]
    assert [feature["properties"] for feature in features] == [
        {"controller": "Russia"},
        {"controller": "Ukraine"},
        {"line": "front"},
        {"line": "inner"},
        {"line": "outer"},
    ]


def test_measures_are_square_kilometres_and_kilometres() -> None:
    control = table(row(("West", 48.6, 37.7), "Ukraine"), row(("East", 48.6, 38.1), "Russia"))
    measures = front_measures(estimate_front(DAY, control))
    west, south, east, north = BOX
    whole = (east - west) * (north - south) * 73.7 * 111.2
    assert 0.5 < (measures["russian_sq_km"] or 0) / whole < 0.7
    assert measures["km_to_bakhmut"] == pytest.approx(7.3, abs=0.5)
    assert measures["km_to_t0504"] == 0


def test_without_a_line_there_is_no_distance() -> None:
    measures = front_measures(estimate_front(DAY, table(row(WEST, "Russia"))))
    assert measures["km_to_bakhmut"] is None
