"""Distances and areas against what follows from the ellipsoid's two axes, and what is simpler than it."""

import itertools
import math
import re

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from bakhmut_data import geodesy
from bakhmut_data.front.events import BOX, REGION
from bakhmut_data.front.geometry import box, square_km
from bakhmut_data.geodesy import KM_EAST, KM_NORTH, LEAST_RADIUS_KM, Point, kilometres_between
from pages.shared.panels.front import measures

points = st.tuples(st.floats(-89, 89), st.floats(-179, 179))


@pytest.mark.parametrize(
    ("here", "there", "kilometres"),
    [
        # A degree of the equator: 6378.137 km times pi / 180.
        ((0.0, 30.0), (0.0, 31.0), 111.3195),
        # From the equator to the pole: the quarter of a meridian.
        ((0.0, 30.0), (90.0, 30.0), 10001.966),
        # A degree of the meridian about 48.6 N: 6335.439 km / (1 - e² sin² 48.6)^1.5, times pi / 180.
        ((48.1, 38.0), (49.1, 38.0), 111.2020),
    ],
)
def test_distances_are_those_of_the_ellipsoid(here: Point, there: Point, kilometres: float) -> None:
    assert kilometres_between(here, there) == pytest.approx(kilometres, rel=1e-5)


@given(points, points)
def test_there_is_as_far_as_back(here: Point, there: Point) -> None:
    assert kilometres_between(here, there) == pytest.approx(kilometres_between(there, here), abs=1e-6)


@given(points, points)
def test_no_two_points_lie_farther_apart_on_the_small_sphere(here: Point, there: Point) -> None:
    one, other = (
        (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))
        for lat, lon in (map(math.radians, point) for point in (here, there))
    )
    assert LEAST_RADIUS_KM * math.dist(one, other) <= kilometres_between(here, there) + 1e-6


def test_a_flat_degree_is_within_two_hundredths_of_the_ground_where_the_front_is_estimated() -> None:
    west, south, east, north = REGION
    corners = [
        (south + (north - south) * row / 4, west + (east - west) * column / 4)
        for row in range(5)
        for column in range(5)
    ]
    for here, there in itertools.combinations(corners, 2):
        flat = math.hypot((here[0] - there[0]) * KM_NORTH, (here[1] - there[1]) * KM_EAST)
        assert flat == pytest.approx(kilometres_between(here, there), rel=0.013)


def zone(south: float, north: float, degrees: float) -> float:
    """Square kilometres between two parallels, by the closed form for an ellipsoid."""
    major, squared = 6378.137, 0.00669437999014
    eccentricity = math.sqrt(squared)

    def below(latitude: float) -> float:
        sine = math.sin(math.radians(latitude))
        turned = eccentricity * sine
        return sine / (1 - turned**2) + math.log((1 + turned) / (1 - turned)) / (2 * eccentricity)

    return major**2 * (1 - squared) / 2 * math.radians(degrees) * (below(north) - below(south))


def test_the_mapped_box_has_the_area_between_its_parallels() -> None:
    west, south, east, north = BOX
    assert square_km(box()) == pytest.approx(zone(south, north, east - west), abs=0.001)


@pytest.mark.parametrize("turned", [False, True])
def test_a_hole_is_left_out_however_its_ring_turns(turned: bool) -> None:  # noqa: FBT001 -- a table's column
    hole = shapely.box(37.6, 48.4, 37.8, 48.6).exterior
    land = shapely.Polygon(
        shapely.box(37.5, 48.3, 38.5, 48.9).exterior, [shapely.reverse(hole) if turned else hole]
    )
    expected = zone(48.3, 48.9, 1.0) - zone(48.4, 48.6, 0.2)
    assert square_km(land) == pytest.approx(expected, abs=0.001)


def test_no_land_has_no_area() -> None:
    assert geodesy.square_km(shapely.MultiPolygon()) == 0


def test_the_front_names_the_area_that_is_mapped() -> None:
    [words] = [measure.name for measure in measures.MEASURES if measure.key == "russian_sq_km"]
    named = re.search(r"of ([\d,]+) km²", words)
    assert named
    assert int(named[1].replace(",", "")) == round(square_km(box()), -1)
