"""From a field on a grid to valid polygons and lines on whole ten-thousandths of a degree."""

from __future__ import annotations

import functools
import itertools
from typing import Any, cast

import contourpy
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from bakhmut_data import geodesy
from bakhmut_data.front.events import BOX

Array = npt.NDArray[np.float64]

NODES_ACROSS, NODES_UP = 148, 131  # a node every 600 m
GRID = 0.0001  # degrees; ten metres, far below what is known
STEPS = round(1 / GRID)  # of one degree
SMOOTH = 0.0008  # degrees; bends smaller than this are the grid's, not the front's
LEAST_SQ_DEGREES = 6e-5  # half a square kilometre; smaller specks say nothing
EDGE = 0.05  # degrees; a parallel in pieces this long is within 0.4 m of the shortest way


@functools.cache
def box() -> shapely.Polygon:
    """The map's box in degrees."""
    return shapely.box(*BOX)


@functools.cache
def axes() -> tuple[Array, Array]:
    """Longitudes of the grid's columns, latitudes of its rows."""
    west, south, east, north = BOX
    return np.linspace(west, east, NODES_ACROSS), np.linspace(south, north, NODES_UP)


@functools.cache
def points() -> Array:
    """Longitude and latitude of every node, row by row from the south."""
    east, north = np.meshgrid(*axes())
    return np.column_stack([east.ravel(), north.ravel()])


def area_above_zero(field: Array) -> shapely.MultiPolygon:
    """Where a field on `points()` is positive, smoothed and without specks."""
    generator = contourpy.contour_generator(
        *axes(), field.reshape(NODES_UP, NODES_ACROSS), fill_type=contourpy.FillType.OuterOffset
    )
    rings, offsets = cast("tuple[list[Array], list[npt.NDArray[np.uint32]]]", generator.filled(0.0, np.inf))
    polygons = [
        shapely.Polygon(ring[at[0] : at[1]], [ring[a:b] for a, b in itertools.pairwise(at[1:])])
        for ring, at in zip(rings, offsets, strict=True)
    ]
    return without_specks(_on_grid(shapely.simplify(shapely.MultiPolygon(polygons), SMOOTH)))


def _on_grid(area: BaseGeometry) -> shapely.MultiPolygon:
    valid = area if area.is_valid else shapely.make_valid(area)
    return polygons_of(shapely.set_precision(valid, GRID).intersection(box()))


def without_specks(area: shapely.MultiPolygon) -> shapely.MultiPolygon:
    """The polygons that are large enough to mean something, without the holes that are not."""
    kept = [
        shapely.Polygon(part.exterior, [hole for hole in part.interiors if _large(shapely.Polygon(hole))])
        for part in area.geoms
        if _large(part)
    ]
    return polygons_of(shapely.union_all(kept))


def _large(polygon: shapely.Polygon) -> bool:
    return bool(polygon.area >= LEAST_SQ_DEGREES)


def polygons_of(geometry: BaseGeometry) -> shapely.MultiPolygon:
    """The polygons in a geometry of any type, in one order whatever order they were made in."""
    parts = [part for part in _flat(geometry) if isinstance(part, shapely.Polygon) and not part.is_empty]
    return shapely.MultiPolygon(shapely.normalize(shapely.MultiPolygon(parts)))


def lines_of(geometry: BaseGeometry) -> shapely.MultiLineString:
    """The lines in a geometry, merged where they meet, in one order."""
    parts = [part for part in _flat(geometry) if isinstance(part, shapely.LineString) and not part.is_empty]
    merged = shapely.line_merge(shapely.MultiLineString(parts))
    flat = [part for part in _flat(merged) if not part.is_empty]
    return shapely.MultiLineString(shapely.normalize(shapely.MultiLineString(flat)))


def _flat(geometry: BaseGeometry) -> list[BaseGeometry]:
    if hasattr(geometry, "geoms"):
        return [part for member in geometry.geoms for part in _flat(member)]
    return [geometry]


def tiles(east: shapely.MultiPolygon, cut_out: shapely.MultiPolygon) -> tuple[shapely.MultiPolygon, ...]:
    """The box in three: `east` and the rest, both without `cut_out`, and `cut_out`; no gap, no overlap.

    Faces between shared edges are handed out whole: areas cut from one another one by one would
    each be rounded by itself.
    """
    edges = shapely.union_all([box().boundary, east.boundary, cut_out.boundary], grid_size=GRID)
    faces = [face for face in shapely.polygonize(_flat(edges)).geoms if not face.is_empty]
    kinds: tuple[list[BaseGeometry], ...] = ([], [], [])
    for face in faces:
        inside = face.representative_point()
        kinds[2 if cut_out.contains(inside) else 0 if east.contains(inside) else 1].append(face)
    return tuple(polygons_of(shapely.coverage_union_all(kind)) for kind in kinds)


def edge_between(area: shapely.MultiPolygon) -> shapely.MultiLineString:
    """The boundary of an area in the box without the box's own edges."""
    return lines_of(area.boundary.difference(box().boundary))


def packed(geometry: shapely.MultiPolygon | shapely.MultiLineString) -> list[Any]:
    """Polygons as lists of rings, lines as they are: flat lists of whole steps of `GRID`.

    Each begins with a point, and goes on with the difference of each point from the one before.
    """
    if isinstance(geometry, shapely.MultiLineString):
        return [_steps(line) for line in geometry.geoms]
    return [[_steps(ring) for ring in (part.exterior, *part.interiors)] for part in geometry.geoms]


def _steps(line: BaseGeometry) -> list[int]:
    whole = np.rint(shapely.get_coordinates(line) * STEPS).astype(np.int64)
    return [int(step) for step in np.diff(whole, axis=0, prepend=[[0, 0]]).ravel()]


def square_km(area: BaseGeometry) -> float:
    """Area of polygons whose edges are straight on the map."""
    return geodesy.square_km(shapely.segmentize(shapely.orient_polygons(area), EDGE))
