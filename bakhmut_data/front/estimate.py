"""The estimated front of a date, from dated control of settlements: an estimate, never a fact.

`estimate_front(day, control)` uses only what was dated by the day, unless hindsight is asked for.
Every estimate carries its uncertainty: an inner line, behind which all is Russian-held whichever
claim is believed and however far the next settlement is, and an outer line, beyond which all is
Ukrainian-held in the same sense.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from bakhmut_data import reference
from bakhmut_data.front.events import ControlEvent, check_control, read_settlement_control
from bakhmut_data.front.field import Belief, Kriging, beliefs, beliefs_in_hindsight
from bakhmut_data.front.geometry import (
    GRID,
    area_above_zero,
    box,
    edge_between,
    points,
    polygons_of,
    square_km,
    tiles,
)
from bakhmut_data.front.geometry import packed as packed  # noqa: PLC0414 - handed on
from bakhmut_data.geodesy import KM_EAST, KM_NORTH, kilometres_between
from bakhmut_data.reference.facts import CITY_HALL

SPREAD = 2.0  # standard deviations of the field between the line and the inner or outer one
CONTESTED_BELOW = 0.1  # a place is drawn as contested while belief is about even
CONTESTED_KM = 1.0  # about such a place
CONTESTED_CORNERS = 16

Judge = Callable[[Sequence[ControlEvent], dt.date], dict[str, Belief]]


@dataclass(frozen=True, slots=True)
class FrontEstimate:
    """Who holds what in the box on a day, and the lines between; degrees, WGS 84.

    The three areas cover the box and do not overlap. `note` says why nothing is drawn where no
    place is known; then all the box is contested. `warnings` name the rows that were refused.
    """

    day: dt.date
    russia: shapely.MultiPolygon
    ukraine: shapely.MultiPolygon
    contested: shapely.MultiPolygon
    line: shapely.MultiLineString
    inner: shapely.MultiLineString
    outer: shapely.MultiLineString
    places: int
    hindsight: bool = False
    note: str | None = None
    warnings: tuple[str, ...] = ()


class Measured(Protocol):
    """What has measures: Russian-held ground, and a line."""

    @property
    def russia(self) -> shapely.MultiPolygon:
        """Russian-held ground, in degrees."""

    @property
    def line(self) -> shapely.MultiLineString:
        """The line about it, in degrees."""


def estimate_front(
    day: dt.date, control: pd.DataFrame | None = None, *, hindsight: bool = False
) -> FrontEstimate:
    """The front of one day from dated control of settlements, without any from the table that ships.

    The first day of a table takes longer, as its places have to be laid out.
    """
    fronts = Fronts(control)
    return fronts.in_hindsight(day) if hindsight else fronts.on(day)


# One table's field is some 80 MB, so only the last is kept.
@functools.lru_cache(maxsize=1)
def _field_of(events: tuple[ControlEvent, ...]) -> Kriging:
    return Kriging(events, points())


class Fronts:
    """The fronts of many days from one table of dated control; `warnings` name its refused rows.

    Without a table they are those of the reference.
    """

    def __init__(self, control: pd.DataFrame | None = None) -> None:
        self.events, self.warnings = check_control(read_settlement_control() if control is None else control)
        # The first row's point counts; a later row may not move a place on the days before it.
        self._where = {event.place: (event.longitude, event.latitude) for event in reversed(self.events)}
        self._field = _field_of(self.events)
        self._drawn: dict[tuple[tuple[str, Belief], ...], FrontEstimate] = {}

    def on(self, day: dt.date) -> FrontEstimate:
        """The front as it could be told on that day."""
        return self._estimate(day, beliefs, hindsight=False)

    def in_hindsight(self, day: dt.date) -> FrontEstimate:
        """The front as later rows, too, let it appear."""
        return self._estimate(day, beliefs_in_hindsight, hindsight=True)

    def _estimate(self, day: dt.date, judge: Judge, *, hindsight: bool) -> FrontEstimate:
        held = judge(self.events, day)
        key = tuple(held.items())
        if key not in self._drawn:
            self._drawn = {key: self._draw(held)}
        return dataclasses.replace(self._drawn[key], day=day, hindsight=hindsight, warnings=self.warnings)

    def _draw(self, held: Mapping[str, Belief]) -> FrontEstimate:
        if not any(belief.value for belief in held.values()):
            return _nothing(len(held))
        fields = self._field(held, SPREAD)
        east = area_above_zero(fields.middle)
        russia, ukraine, contested = tiles(east, self._contested(held))
        return FrontEstimate(
            day=dt.date.min,
            russia=russia,
            ukraine=ukraine,
            contested=contested,
            line=edge_between(east),
            inner=edge_between(area_above_zero(fields.low)),
            outer=edge_between(area_above_zero(fields.high)),
            places=len(held),
        )

    def _contested(self, held: Mapping[str, Belief]) -> shapely.MultiPolygon:
        """A disc about each place of which belief is about even."""
        turns = [2 * math.pi * step / CONTESTED_CORNERS for step in range(CONTESTED_CORNERS)]
        wide, high = CONTESTED_KM / KM_EAST, CONTESTED_KM / KM_NORTH
        discs = [
            shapely.Polygon([(east + wide * math.cos(turn), north + high * math.sin(turn)) for turn in turns])
            for east, north in (
                self._where[place] for place, belief in held.items() if abs(belief.value) < CONTESTED_BELOW
            )
        ]
        union = shapely.union_all([shapely.set_precision(disc, GRID) for disc in discs], grid_size=GRID)
        return polygons_of(shapely.intersection(union, box(), grid_size=GRID))


def _nothing(places: int) -> FrontEstimate:
    """All the box contested: no place tells one side from the other."""
    none, no_line = shapely.MultiPolygon(), shapely.MultiLineString()
    return FrontEstimate(
        day=dt.date.min,
        russia=none,
        ukraine=none,
        contested=shapely.MultiPolygon([box()]),
        line=no_line,
        inner=no_line,
        outer=no_line,
        places=places,
        note="no place is known to be held by either side on this day: no front is drawn",
    )


def front_geojson(estimate: FrontEstimate) -> dict[str, Any]:
    """A FeatureCollection: areas with `controller`, lines with `line` (front, inner, outer)."""
    areas = {"Russia": estimate.russia, "Ukraine": estimate.ukraine, "contested": estimate.contested}
    lines = {"front": estimate.line, "inner": estimate.inner, "outer": estimate.outer}
    return {
        "type": "FeatureCollection",
        "properties": {
            "date": estimate.day.isoformat(),
            "hindsight": estimate.hindsight,
            "places": estimate.places,
            "note": estimate.note,
        },
        "features": [
            *(_feature(area, "controller", name) for name, area in areas.items() if not area.is_empty),
            *(_feature(line, "line", name) for name, line in lines.items() if not line.is_empty),
        ],
    }


def _feature(geometry: BaseGeometry, key: str, value: str) -> dict[str, Any]:
    # Outlines counter-clockwise, holes clockwise: RFC 7946, 3.1.6.
    rounded = shapely.orient_polygons(shapely.transform(geometry, lambda degrees: degrees.round(4)))
    return {"type": "Feature", "properties": {key: value}, "geometry": mapping(rounded)}


def front_measures(estimate: Measured) -> dict[str, float | None]:
    """Area under Russian control in the box (sq km) and kilometres from the line to what it threatened.

    `km_to_bakhmut` is to its city hall; `km_to_m03` and `km_to_t0504` to the stretches that supplied
    the city, 0 where the line cuts them. A distance is None where there is no line.
    """
    measures: dict[str, float | None] = {"russian_sq_km": round(square_km(estimate.russia), 1)}
    measures["km_to_bakhmut"] = _distance(estimate.line, shapely.Point(CITY_HALL[::-1]))
    for name, road in roads().items():
        measures[f"km_to_{name.lower()}"] = _distance(estimate.line, road)
    return measures


def _distance(line: shapely.MultiLineString, target: BaseGeometry) -> float | None:
    if line.is_empty:
        return None
    # Nearest in kilometres, not in degrees, which are shorter eastward than northward.
    flat = [shapely.transform(shape, lambda at: at * (KM_EAST, KM_NORTH)) for shape in (line, target)]
    near = [(point.y / KM_NORTH, point.x / KM_EAST) for point in nearest_points(*flat)]
    return round(kilometres_between(*near), 2)


@functools.cache
def roads() -> dict[str, shapely.LineString]:
    """The supply roads of Bakhmut by number."""
    path = reference.FOLDER / "front_roads.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        feature["properties"]["name"]: shapely.LineString(feature["geometry"]["coordinates"])
        for feature in features
    }
