"""The line from which documents move the front: that of the war's eve, or the reference's on a given day."""

from __future__ import annotations

import datetime as dt
import functools
import json
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree

from bakhmut_data import reference
from bakhmut_data.front.events import REGION as KNOWN
from bakhmut_data.front.events import check_control, read_settlement_control
from bakhmut_data.front.field import Kriging, barriers, beliefs
from bakhmut_data.front.implied.lattice import Array, Lattice, lattice, to_km
from bakhmut_data.geodesy import KM_EAST, KM_NORTH
from bakhmut_data.reference.facts import BAKHMUT, FIRST_DAY_OF_WAR

Marks = npt.NDArray[np.bool_]

NOWHERE_KM = 1000.0  # to a line that is not in the region
# Corners that close the ground east of the line of the eve, far outside the region.
EAST_OF_IT = ((35.0, 52.0), (44.0, 52.0), (44.0, 46.0), (37.6, 46.0))


@dataclass(frozen=True, slots=True)
class Start:
    """A first line: `distance` in km from it at each point of the lattice, positive on Russian-held ground.

    `given` is false for the line of the eve, which is all that was known when the war began.
    """

    day: dt.date
    distance: Array
    given: bool


@functools.cache
def eve() -> Start:
    """The line of contact and the state border on 24 February 2022."""
    ground = lattice()
    features = json.loads((reference.FOLDER / "front_eve.geojson").read_text(encoding="utf-8"))["features"]
    corners = to_km(np.array(features[0]["geometry"]["coordinates"]))
    line = shapely.LineString(corners)
    east = shapely.Polygon(np.vstack([corners, to_km(np.array(EAST_OF_IT))]))
    inside = shapely.contains_xy(east, ground.points[:, 0], ground.points[:, 1])
    far: Array = shapely.distance(shapely.points(ground.points), line)
    return Start(FIRST_DAY_OF_WAR, np.where(inside, far, -far), given=False)


@functools.lru_cache(maxsize=8)
def reference_on(day: dt.date) -> Start:
    """The line of the reference front on a day, and only what it knew by then."""
    ground = lattice()
    events, _ = check_control(read_settlement_control())
    degrees = ground.points / (KM_EAST, KM_NORTH) + BAKHMUT[::-1]
    west, south, east, north = KNOWN
    # Past what the reference knows its nearest settlements speak for the ground.
    degrees = np.clip(degrees, (west, south), (east, north))
    field = Kriging(events, degrees)(beliefs(events, day), 0.0).middle
    crossings = crossings_of(ground, field)
    return Start(day, np.where(field > 0, 1.0, -1.0) * distance_to(crossings, ground.points), given=True)


def crossings_of(ground: Lattice, field: Array) -> Array:
    """Where a field changes sign between neighbours, linear between them."""
    turns = (field[ground.left] > 0) != (field[ground.right] > 0)
    left, right = ground.left[turns], ground.right[turns]
    share = (field[left] / (field[left] - field[right]))[:, None]
    crossings: Array = ground.points[left] * (1 - share) + ground.points[right] * share
    return crossings


def distance_to(crossings: Array, points: Array) -> Array:
    """Kilometres from points to the nearest of some others; `NOWHERE_KM` where there is none."""
    if not len(crossings):
        return np.full(len(points), NOWHERE_KM)
    nearest: Array = cKDTree(crossings).query(points)[0]
    return nearest


@functools.cache
def on_river() -> Marks:
    """Which borders of the lattice run along a river that is hard to cross."""
    ground = lattice()
    degrees = ground.points / (KM_EAST, KM_NORTH) + BAKHMUT[::-1]
    along = [np.zeros(len(ground.left), dtype=bool)]
    for kind, side in barriers():
        if kind == "river":
            bank = _inside(side, degrees)
            along.append(bank[ground.left] != bank[ground.right])
    known = _inside(shapely.box(*KNOWN), degrees)
    marks: Marks = np.any(along, axis=0) & known[ground.left] & known[ground.right]
    return marks


def _inside(area: shapely.Polygon, points: Array) -> Marks:
    inside: Marks = shapely.contains_xy(area, points[:, 0], points[:, 1])
    return inside
