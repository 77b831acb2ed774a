"""Distances and areas on the ground: pyproj's, on the ellipsoid of WGS 84, in one place.

A point is latitude and longitude, in degrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyproj import Geod

if TYPE_CHECKING:  # reading documents needs distances, and no library of shapes
    from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]

WGS84 = Geod(ellps="WGS84")

# Kilometres of one degree at 48.6° N. The field of the front only compares distances, some ten million at
# once: there a degree is as long everywhere, which is within 1.3 % of the ground in its whole region.
KM_EAST, KM_NORTH = 73.72, 111.2

# No radius of curvature of the ellipsoid is smaller: on this sphere nothing lies farther apart than there.
LEAST_RADIUS_KM = 6335.4


def kilometres_between(here: Point, there: Point) -> float:
    """The shortest way between two points."""
    _, _, metres = WGS84.inv(here[1], here[0], there[1], there[0])
    return float(metres) / 1000


def square_km(area: BaseGeometry) -> float:
    """The area of polygons in degrees, longitude first, whose holes turn the other way than they do.

    Edges are the shortest ways between corners: one that is straight on a map needs corners on its way.
    """
    square_metres, _ = WGS84.geometry_area_perimeter(area)
    return abs(float(square_metres)) / 1e6
