"""Square kilometres and kilometres, against numbers worked out by hand."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import shapely

from bakhmut_data.front import estimate as front_estimate
from bakhmut_data.front import events, geometry
from bakhmut_data.reference.facts import CITY_HALL


def estimate(**drawn: Any) -> front_estimate.FrontEstimate:
    return dataclasses.replace(front_estimate._nothing(0), **drawn)


def lines(*points: list[tuple[float, float]]) -> shapely.MultiLineString:
    return shapely.MultiLineString(points)


def test_the_areas_of_the_box_are_square_kilometres() -> None:
    # By the closed form for the ellipsoid; tests/test_geodesy.py works it out.
    measures = front_estimate.front_measures(estimate(russia=shapely.MultiPolygon([geometry.box()])))
    assert measures["russian_sq_km"] == pytest.approx(6889, abs=1)


def test_distances_are_to_the_nearest_kilometre_not_the_nearest_degree() -> None:
    north, east = CITY_HALL
    # A tenth of a degree north is 11.1 km; 0.14 of a degree east is less: 10.3 km.
    line = lines(
        [(east - 0.1, north + 0.1), (east + 0.05, north + 0.1)], [(east + 0.14, north), (east + 0.5, north)]
    )
    assert front_estimate.front_measures(estimate(line=line))["km_to_bakhmut"] == pytest.approx(
        10.33, abs=0.02
    )


def test_a_road_that_the_line_cuts_is_no_distance_away() -> None:
    _, south, _, north = events.BOX
    middle = lines([(37.9, south), (37.9, north)])
    assert front_estimate.front_measures(estimate(line=middle))["km_to_t0504"] == 0
    assert front_estimate.front_measures(estimate())["km_to_t0504"] is None


def test_what_is_drawn_is_named_by_its_side_and_rounded_to_ten_metres() -> None:
    area = shapely.MultiPolygon([shapely.box(38.00001, 48.5, 38.2, 48.7)])
    whole = front_estimate.front_geojson(
        estimate(russia=area, contested=shapely.MultiPolygon(), line=lines([(38, 48.5), (38, 48.7)]))
    )
    assert [each["properties"] for each in whole["features"]] == [{"controller": "Russia"}, {"line": "front"}]
    assert shapely.geometry.shape(whole["features"][0]["geometry"]).bounds == (38.0, 48.5, 38.2, 48.7)
