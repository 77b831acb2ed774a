"""The front that documents imply on a day, from the claims known by then: an estimate, never a fact.

Where no claim is near and the ground could be either side's, the estimate says so (`unknown`). The band
between `inner` and `outer` is made to hold the true line nine times in ten.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import csr_matrix

from bakhmut_data.front.geometry import (
    area_above_zero,
    box,
    edge_between,
    points,
    polygons_of,
    tiles,
)
from bakhmut_data.front.implied.cut import Held, cheapest_division, without_islands
from bakhmut_data.front.implied.lattice import Array, Lattice, to_km
from bakhmut_data.front.implied.prior import Rules
from bakhmut_data.front.implied.reasons import Contradiction, Stretch, contradictions_on, stretches_of
from bakhmut_data.front.implied.start import Start, crossings_of, distance_to, eve, on_river
from bakhmut_data.front.implied.weighing import Scales, Weighed

SMOOTHINGS = 2  # of the division, so that its line does not follow the edges of cells
KEPT = 0.4  # of a cell's own value in each


@dataclass(frozen=True, slots=True)
class ImpliedFront:
    """Who holds what in the box on a day by the documents; degrees, WGS 84.

    `russia` and `ukraine` cover the box; `band` is where the line may lie: `inner` bounds what is
    Russian-held even if the evidence were as much worse for Russia as it may be, `outer` likewise for
    Ukraine; `unknown` is the part of the band that no claim is near. `claims` is how many were known.
    """

    day: dt.date
    russia: shapely.MultiPolygon
    ukraine: shapely.MultiPolygon
    band: shapely.MultiPolygon
    unknown: shapely.MultiPolygon
    line: shapely.MultiLineString
    inner: shapely.MultiLineString
    outer: shapely.MultiLineString
    stretches: tuple[Stretch, ...]
    contradictions: tuple[Contradiction, ...]
    claims: int


class ImpliedFronts:
    """The fronts of many days from one table of `read_evidence`, from one start line."""

    def __init__(self, claims: pd.DataFrame, start: Start | None = None, rules: Rules | None = None) -> None:
        self.scales = Scales(claims, start or eve(), rules)
        self._grid = to_km(points())
        ground = self.scales.ground
        size = len(ground.points)
        pairs = np.r_[ground.left, ground.right], np.r_[ground.right, ground.left]
        shared = csr_matrix((np.r_[ground.border, ground.border], pairs), shape=(size, size))
        self._mean = shared.multiply(1 / np.asarray(shared.sum(axis=1))).tocsr()
        self._river = np.where(on_river(), self.scales.rules["weights"]["river"], 1.0)

    def on(self, day: dt.date) -> ImpliedFront:
        """The front as the documents known by the day imply it; `ValueError` before the start line's day."""
        if day < self.scales.start.day:
            raise ValueError(f"{day}: before {self.scales.start.day}, the day of the first line")
        weighed = self.scales.weigh(day)
        shift, about_km = self._band(day)
        middle = self.distance(self.divide(weighed, 0.0))
        low = np.minimum(self.distance(self.divide(weighed, -shift)), middle) - about_km
        high = np.maximum(self.distance(self.divide(weighed, shift)), middle) + about_km
        fields = self.scales.ground.read_at(np.column_stack([middle, low, high]), self._grid)
        east, sure, may_be = (area_above_zero(field) for field in fields.T)
        russia, ukraine, _ = tiles(east, shapely.MultiPolygon())
        line, band = edge_between(east), polygons_of(may_be.difference(sure))
        return ImpliedFront(
            day=day,
            russia=russia,
            ukraine=ukraine,
            band=band,
            unknown=self._unknown(band, day),
            line=line,
            inner=edge_between(sure),
            outer=edge_between(may_be),
            stretches=stretches_of(line, self.scales, weighed),
            contradictions=contradictions_on(self.scales.claims, day),
            claims=len(weighed.rows),
        )

    def _band(self, day: dt.date) -> tuple[float, float]:
        """By how much evidence may be off on each cell, and by how many km a line."""
        start, rules = self.scales.start, self.scales.rules
        if not start.given:
            return rules["band"]["shift"], rules["band"]["about_km"]
        band = rules["band_given"]
        moved = math.hypot(band["within_km"], math.sqrt(band["drift"] * (day - start.day).days))
        return band["shift"], min(moved, band["about_km"])

    def divide(self, weighed: Weighed, shift: float) -> Held:
        """The cheapest division, with evidence for Russia stronger by `shift` on each cell."""
        ground, cost = self.scales.ground, weighed.cost
        held = cheapest_division(ground, weighed.evidence + shift * ground.area, cost, self._river)
        return without_islands(ground, held, weighed.support, self.scales.rules["islands"]["least"])

    def distance(self, held: Held) -> Array:
        """At each point the km to the line of a division, positive on Russian-held ground.

        Where the start line still stands, it is kept as it was.
        """
        ground, start = self.scales.ground, self.scales.start
        field = np.where(held, 1.0, -1.0)
        for _ in range(SMOOTHINGS):
            field = KEPT * field + (1 - KEPT) * (self._mean @ field)
        if start.given:
            field = np.where(_unmoved(ground, held, start.distance), start.distance, field)
        side = np.where(field > 0, 1.0, -1.0)
        far: Array = side * distance_to(crossings_of(ground, field), ground.points)
        return far

    def _unknown(self, band: shapely.Geometry, day: dt.date) -> shapely.MultiPolygon:
        rule = self.scales.rules["information"]
        claims = self.scales.claims
        recent = (claims["known"] <= pd.Timestamp(day)).to_numpy() & (
            self.scales.days_before(day) <= rule["days"]
        )
        near = np.unique(self.scales.about[recent])
        apart = self.scales.apart[:, near].min(axis=1, initial=np.inf)
        far = self.scales.ground.read_at(np.minimum(apart, 10 * rule["km"]) - rule["km"], self._grid)
        return polygons_of(area_above_zero(far).intersection(band).intersection(box()))


def _unmoved(ground: Lattice, held: Held, distance: Array) -> Held:
    """Points that are held as at the start, as are all their neighbours and theirs."""
    moved = held != (distance > 0)
    for _ in range(2):
        beside = np.zeros(len(moved), dtype=bool)
        beside[ground.left] |= moved[ground.right]
        beside[ground.right] |= moved[ground.left]
        moved = moved | beside
    still: Held = ~moved
    return still
