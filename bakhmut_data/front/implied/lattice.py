"""A lattice of points that stand for the ground, with the length of border that each two of them share.

Six neighbours each, so that a line may run in any direction at nearly its true length; close together where
the front is drawn, wide apart about it, from where claims still bear on it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.interpolate import LinearNDInterpolator
from scipy.spatial import Delaunay, Voronoi

from bakhmut_data.front.events import BOX
from bakhmut_data.geodesy import KM_EAST, KM_NORTH
from bakhmut_data.reference.facts import BAKHMUT

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

REGION = (36.7, 47.8, 39.5, 49.95)  # west, south, east, north of what claims are read from
MARGIN = 0.12  # degrees about the box that are as fine as the box
FINE_KM, COARSE_KM = 2.5, 6.0
LONGEST_BORDER_KM = 15.0  # only cells at the region's edge have longer borders: they end nowhere
# A line in straight pieces between cells of six neighbours is about this much longer than it is.
STRAIGHTER = 0.95


@dataclass(frozen=True, slots=True)
class Lattice:
    """Points in kilometres east and north of Bakhmut, the area each stands for, and borders between them.

    `left` and `right` are the points either side of each border, `border` its length in km; `area` is in
    cells of the fine part.
    """

    points: Array
    area: Array
    left: Numbers
    right: Numbers
    border: Array
    triangles: Delaunay

    def read_at(self, values: Array, points: Array) -> Array:
        """Values of the lattice's points between them, linear; at its edge and beyond 0."""
        read: Array = LinearNDInterpolator(self.triangles, values, fill_value=0.0)(points)
        return read


def to_km(degrees: Array) -> Array:
    """Kilometres east and north of Bakhmut of longitudes and latitudes, one row each."""
    flat: Array = (np.asarray(degrees, dtype=float) - BAKHMUT[::-1]) * (KM_EAST, KM_NORTH)
    return flat


@functools.cache
def lattice() -> Lattice:
    """The lattice of the region."""
    west, south, east, north = BOX
    inner = to_km(np.array([(west - MARGIN, south - MARGIN), (east + MARGIN, north + MARGIN)]))
    outer = to_km(np.array([REGION[:2], REGION[2:]]))
    fine, coarse = _hexagonal(inner, FINE_KM), _hexagonal(outer, COARSE_KM)
    gap = 0.6 * COARSE_KM
    about = ((coarse <= inner[0] - gap) | (coarse >= inner[1] + gap)).any(axis=1)
    points = np.vstack([fine, coarse[about]])
    cells = Voronoi(points)
    ends = np.array(cells.ridge_vertices)
    length = np.hypot(*(cells.vertices[ends[:, 0]] - cells.vertices[ends[:, 1]]).T)
    kept = (ends >= 0).all(axis=1) & (length > 0) & (length < LONGEST_BORDER_KM)
    area = np.where(np.arange(len(points)) < len(fine), 1.0, (COARSE_KM / FINE_KM) ** 2)
    pairs = cells.ridge_points[kept].astype(np.int64)
    return Lattice(points, area, pairs[:, 0], pairs[:, 1], STRAIGHTER * length[kept], Delaunay(points))


def _hexagonal(corners: Array, step: float) -> Array:
    (west, south), (east, north) = corners
    rows = []
    for number, y in enumerate(np.arange(south, north, step * 3**0.5 / 2)):
        x = np.arange(west + (step / 2 if number % 2 else 0.0), east, step)
        rows.append(np.column_stack([x, np.full(len(x), y)]))
    return np.vstack(rows)
