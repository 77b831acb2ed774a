"""A small picture of the estimated front of a day, as the paths of an SVG: no library is fetched for it."""

from __future__ import annotations

import datetime as dt
import functools
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import shapely

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.front import downloads

# Made from the base map by `python -m bakhmut_data.making.small_map`.
GROUND = reference.FOLDER / "small_map.json"
BOX = (37.7, 48.46, 38.2, 48.72)  # west, south, east, north: Bakhmut, Soledar and what lies about them
WIDTH = 560.0
EAST = math.cos(math.radians((BOX[1] + BOX[3]) / 2))  # of a degree to the north
SCALE = WIDTH / (BOX[2] - BOX[0])  # units of the picture a degree to the east
HEIGHT = round((BOX[3] - BOX[1]) * SCALE / EAST, 1)
FINEST = 0.0006  # degrees; smaller turns of a line are not seen
LINES = {"front": "front", "inner": "bound", "outer": "bound"}  # how each is drawn
SIDES = {"Russia": "Russian-held", "Ukraine": "Ukrainian-held", "contested": "contested"}
CAPTION = f"{downloads.NOTE} The line is the estimated front, the dotted ones its bounds."


def draw_day(front: Mapping[str, Any]) -> dict[str, Any]:
    """The ground, the areas by side, the line with its bounds, and names, each with what it is.

    `front` is the GeoJSON of a day (`ShippedFronts.geojson`).
    """
    areas, lines = [], []
    for feature in front["features"]:
        path = draw_path(shapely.geometry.shape(feature["geometry"]))
        kind = feature["properties"]
        if "controller" in kind and path:
            areas.append({"path": path, "side": str(kind["controller"])})
        elif path and kind["line"] in LINES:
            lines.append({"path": path, "kind": LINES[kind["line"]], "layer": str(kind["line"])})
    return {"width": WIDTH, "height": HEIGHT, "areas": areas, "lines": lines, **read_ground()}


@functools.lru_cache(maxsize=1)
def read_ground() -> dict[str, list[dict[str, Any]]]:
    """What lies on the `ground` by kind, as a path each, and the `names` of places with where they lie."""
    ground: dict[str, list[dict[str, Any]]] = json.loads(GROUND.read_text(encoding="utf-8"))
    return ground


def best_documented(spans: pd.DataFrame, first: dt.date, last: dt.date) -> tuple[pd.Timestamp, int] | None:
    """The day for which most claims speak, of it alone, and how many; the first of several, None for none.

    `spans` has claims by the days they can speak for (`counting.spans`); only days from `first` to `last`
    count.
    """
    days = spans[(spans["first"] == spans["last"]) & (spans["first"] >= pd.Timestamp(first))]
    days = days[days["first"] <= pd.Timestamp(last)]
    if days.empty:
        return None
    by_day = days.groupby("first", as_index=False)["claims"].sum()
    most = by_day.loc[by_day["claims"].idxmax()]
    return most["first"], int(most["claims"])


def spoken_of(day: pd.Timestamp, number: int) -> str:
    """How many claims speak for a day, in a sentence."""
    speak = "speaks" if number == 1 else "speak"
    return f"{sentences.count(number, 'claim')} {speak} for {sentences.days(day, day)}."


def describe(day: pd.Timestamp, measures: Mapping[Any, Any]) -> str:
    """What the picture shows, for who does not see it; `measures` are the day's (`front_measures`)."""
    words = sentences.days(day, day)
    return f"Map of the front about Bakhmut as it is estimated for {words}: {measure(measures)}."


def measure(measures: Mapping[Any, Any]) -> str:
    """The area and the distance of a day's estimate in words."""
    km = measures["km_to_bakhmut"]
    distance = "there is no line" if pd.isna(km) else f"the line lies {km:.1f} kilometres from the city hall"
    area = f"{measures['russian_sq_km']:,.0f} square kilometres are held by Russia in the estimate"
    return f"{area}, of which this map shows the middle; {distance}"


def draw_path(shape: shapely.Geometry) -> str:
    """What of a shape lies in the box, as the path of an SVG; "" for nothing."""
    seen = shapely.clip_by_rect(shapely.simplify(shape, FINEST), *BOX)
    return "".join(_parts(shapely.get_parts(seen)))


def point(east: float, north: float) -> tuple[float, float]:
    """Where a point in degrees lies in the picture."""
    return round((east - BOX[0]) * SCALE, 1), round((BOX[3] - north) * SCALE / EAST, 1)


def _parts(parts: Iterable[shapely.Geometry]) -> Iterable[str]:
    for part in parts:
        if isinstance(part, shapely.Polygon):
            for ring in (part.exterior, *part.interiors):
                yield f"{_steps(ring)}Z"
        elif isinstance(part, shapely.LineString):
            yield _steps(part)
        elif not isinstance(part, shapely.Point):
            yield from _parts(shapely.get_parts(part))


def _steps(line: shapely.LineString) -> str:
    points = [point(east, north) for east, north in shapely.get_coordinates(line)]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
