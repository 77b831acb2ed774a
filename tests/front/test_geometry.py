"""Areas and lines on the grid of the map, from squares whose sizes are known."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from bakhmut_data.front import events, geometry

WEST, SOUTH, EAST, NORTH = events.BOX


def squares(*sides: tuple[float, float, float]) -> shapely.MultiPolygon:
    """Squares given as west, south and side."""
    return shapely.MultiPolygon([shapely.box(x, y, x + side, y + side) for x, y, side in sides])


def test_the_nodes_run_from_the_south_west_row_by_row() -> None:
    nodes = geometry.points()
    assert nodes.shape == (148 * 131, 2)
    assert nodes[0].tolist() == [WEST, SOUTH]
    assert nodes[147] == pytest.approx([EAST, SOUTH])
    assert nodes[-1] == pytest.approx([EAST, NORTH])
    assert nodes[148][1] - nodes[0][1] == pytest.approx((NORTH - SOUTH) / 130)


def test_a_field_is_above_zero_where_it_is_positive() -> None:
    longitudes = geometry.points()[:, 0]
    area = geometry.area_above_zero(longitudes - 38.0)
    assert area.bounds == pytest.approx((38.0, SOUTH, EAST, NORTH), abs=1e-4)
    assert area.area == pytest.approx((EAST - 38.0) * (NORTH - SOUTH), abs=1e-4)
    assert geometry.area_above_zero(np.full(148 * 131, -1.0)).is_empty


def test_specks_and_small_holes_are_left_out() -> None:
    # 6 / 100,000 square degrees: a side of 0.0077.
    large, small = 0.0078, 0.0077
    kept = geometry.without_specks(squares((38.0, 48.5, large), (38.2, 48.5, small)))
    assert [part.bounds[0] for part in kept.geoms] == [38.0]
    hole, speck = (
        shapely.box(x, 48.55, x + side, 48.55 + side) for x, side in ((38.05, large), (38.1, small))
    )
    whole = shapely.box(38.0, 48.5, 38.2, 48.7)
    holed = geometry.without_specks(shapely.MultiPolygon([whole - hole - speck]))
    assert holed.area == pytest.approx(0.04 - large**2)


def test_three_tiles_share_the_box() -> None:
    east, disputed = squares((38.0, 48.5, 0.2)), squares((38.15, 48.55, 0.1))
    russia, ukraine, contested = geometry.tiles(east, disputed)
    assert contested.area == pytest.approx(0.01)
    assert russia.area == pytest.approx(0.04 - 0.05 * 0.1)
    assert ukraine.area == pytest.approx((EAST - WEST) * (NORTH - SOUTH) - 0.04 - 0.05 * 0.1)


def test_a_line_is_where_an_area_ends_within_the_box() -> None:
    east = shapely.MultiPolygon([shapely.box(38.0, SOUTH, EAST, NORTH)])
    (line,) = geometry.edge_between(east).geoms
    assert sorted(line.coords) == [(38.0, SOUTH), (38.0, NORTH)]


def test_lines_that_meet_are_one_and_points_are_none() -> None:
    pieces = shapely.GeometryCollection(
        [
            shapely.LineString([(38, 48.5), (38, 48.6)]),
            shapely.LineString([(38, 48.6), (38, 48.7)]),
            shapely.Point(38, 48.5),
        ]
    )
    (line,) = geometry.lines_of(pieces).geoms
    assert line.length == pytest.approx(0.2)
    assert geometry.polygons_of(pieces).is_empty
