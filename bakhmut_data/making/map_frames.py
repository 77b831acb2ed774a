"""The shipped fronts, places and phases in one file that a browser can play.

Layers are packed as in the shipped fronts, but for days, which count from `first`. The inner and the
outer line are given as the polygons between them, the band of uncertainty.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from bakhmut_data import reference
from bakhmut_data.front import reference_places
from bakhmut_data.front.estimate import roads
from bakhmut_data.front.files import AREAS, BOX, MEASURES, STEPS, ShippedFronts, read_shipped
from bakhmut_data.paths import ABOVE

FRAMES = ABOVE / "assets" / "front" / "frames.json"  # beside the checkout's package
# Held since 2014, whatever is believed of the rest: sides are told by counting lines from here.
CORNER = (BOX[2], BOX[1])


def build_frames(fronts: ShippedFronts) -> bytes:
    """The file's bytes: the same on every machine for the same fronts and reference tables."""
    layers = {name: _changes(fronts, name) for name in (*AREAS, "line", MEASURES)}
    whole = {
        "first": fronts.first.isoformat(),
        "days": (fronts.last - fronts.first).days + 1,
        "steps": STEPS,
        "box": BOX,
        "layers": {**layers, "band": _bands(_changes(fronts, "inner"), _changes(fronts, "outer"))},
        "places": [_place(place) for place in reference_places.read_places()],
        "phases": [
            {
                "name": row["phase"],
                "first": _index(fronts, row["first"]),
                "last": _index(fronts, row["last"]),
                "view": [float(row[key]) for key in ("latitude", "longitude", "zoom")],
            }
            for row in reference.read_csv("phases.csv")
        ],
        "roads": [
            {"name": name, "path": shapely.get_coordinates(road).tolist()} for name, road in roads().items()
        ],
    }
    return (json.dumps(whole, separators=(",", ":"), ensure_ascii=False) + "\n").encode()


def band_between(inner: shapely.MultiLineString, outer: shapely.MultiLineString) -> list[shapely.Polygon]:
    """The parts of the box outside the inner line and inside the outer one, as seen from its corner."""
    edges = shapely.unary_union([inner, outer, shapely.box(*BOX).exterior])
    between = []
    for face in shapely.get_parts(shapely.polygonize([edges])):
        way = shapely.LineString([face.representative_point(), CORNER])
        if _crossings(way, inner) % 2 == 1 and _crossings(way, outer) % 2 == 0:
            between.append(face)
    return [part for part in shapely.get_parts(shapely.union_all(between)) if not part.is_empty]


def _place(place: reference_places.ReferencePlace) -> dict[str, Any]:
    return {
        "name": place.name,
        "label": place.label,
        "at": [place.longitude, place.latitude],
        "kind": place.kind,
        "size": place.size,
        "rows": [
            [state.since.isoformat(), state.controller, state.confidence, state.source]
            for state in place.states
        ],
    }


def _changes(fronts: ShippedFronts, name: str) -> list[list[Any]]:
    return [[_index(fronts, change["since"]), change["value"]] for change in fronts.layers[name]]


def _index(fronts: ShippedFronts, day: str) -> int:
    return (dt.date.fromisoformat(day) - fronts.first).days


def _bands(inner: Sequence[Any], outer: Sequence[Any]) -> list[list[Any]]:
    """The band from each day on which one of its lines moves."""
    bands: list[list[Any]] = []
    for day in sorted({day for day, _ in (*inner, *outer)}):
        value = _packed(band_between(_lines_on(inner, day), _lines_on(outer, day)))
        if not bands or bands[-1][1] != value:
            bands.append([day, value])
    return bands


def _lines_on(changes: Sequence[Any], day: int) -> shapely.MultiLineString:
    value = [value for since, value in changes if since <= day][-1]
    return shapely.MultiLineString([np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / STEPS for steps in value])


def _crossings(way: shapely.LineString, lines: shapely.MultiLineString) -> int:
    met = shapely.get_parts(shapely.intersection(way, lines))
    return sum(isinstance(part, shapely.Point) and not part.is_empty for part in met)


def _packed(polygons: Iterable[shapely.Polygon]) -> list[list[list[int]]]:
    return [[_steps(ring) for ring in (part.exterior, *part.interiors)] for part in polygons]


def _steps(ring: shapely.LinearRing) -> list[int]:
    whole = np.rint(shapely.get_coordinates(ring) * STEPS).astype(np.int64)
    return [int(step) for step in np.diff(whole, axis=0, prepend=[[0, 0]]).ravel()]


if __name__ == "__main__":
    FRAMES.write_bytes(build_frames(read_shipped()))
