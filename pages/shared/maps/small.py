"""A small picture of the estimated front of a day, as the paths of an SVG: no library is fetched for it."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

import shapely

from pages.shared import palette
from pages.shared.paths import ASSETS

BASEMAP = ASSETS / "basemap"
BOX = (37.7, 48.46, 38.2, 48.72)  # west, south, east, north: Bakhmut, Soledar and what lies about them
WIDTH = 560.0
EAST = math.cos(math.radians((BOX[1] + BOX[3]) / 2))  # of a degree to the north
SCALE = WIDTH / (BOX[2] - BOX[0])  # units of the picture a degree to the east
HEIGHT = round((BOX[3] - BOX[1]) * SCALE / EAST, 1)
GROUND = ("urban", "lakes", "roads", "railways")
MOST_NAMES = 9
FINEST = 0.0006  # degrees; smaller turns of a line are not seen
LINES = {"line": "front", "inner": "bound", "outer": "bound"}


def draw_day(front: Mapping[str, Any]) -> dict[str, Any]:
    """For the component: the ground, the areas by side, the line with its bounds, and names.

    `front` is the GeoJSON of a day (`ShippedFronts.geojson`).
    """
    areas, lines = [], []
    for feature in front["features"]:
        path = _path(shapely.geometry.shape(feature["geometry"]))
        kind = feature["properties"]
        if "controller" in kind and path:
            controller = str(kind["controller"])
            areas.append({"path": path, "side": controller, "color": palette.HOLDERS[controller]})
        elif path and kind["line"] in LINES:
            lines.append({"path": path, "kind": LINES[kind["line"]]})
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "ground": [{"path": path, "kind": kind} for kind, path in _ground().items()],
        "areas": areas,
        "lines": lines,
        "names": _names(),
    }


@functools.lru_cache(maxsize=1)
def _ground() -> dict[str, str]:
    """What lies on the ground by kind, as a path each; kinds of which nothing lies here are left out."""
    paths = {name: _path(shapely.union_all(_shapes(name))) for name in GROUND}
    return {name: path for name, path in paths.items() if path}


@functools.lru_cache(maxsize=1)
def _names() -> list[dict[str, Any]]:
    """The largest places with where they lie; one that lies too near a larger is left out."""
    features = json.loads((BASEMAP / "places.geojson").read_text(encoding="utf-8"))["features"]
    ranked = sorted(features, key=lambda feature: -feature["properties"]["pop"])
    named: list[dict[str, Any]] = []
    for feature in ranked:
        east, north = feature["geometry"]["coordinates"]
        x, y = _point(east, north)
        apart = all(abs(x - each["x"]) > 110 or abs(y - each["y"]) > 22 for each in named)
        if 40 < x < WIDTH - 90 and 16 < y < HEIGHT - 10 and apart and len(named) < MOST_NAMES:
            named.append({"name": feature["properties"]["name"], "x": x, "y": y})
    return named


def _shapes(name: str) -> list[shapely.Geometry]:
    features = json.loads((BASEMAP / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return [shapely.geometry.shape(feature["geometry"]) for feature in features]


def _path(shape: shapely.Geometry) -> str:
    """What of a shape lies in the box, as the path of an SVG; "" for nothing."""
    seen = shapely.clip_by_rect(shapely.simplify(shape, FINEST), *BOX)
    return "".join(_parts(shapely.get_parts(seen)))


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
    points = [_point(east, north) for east, north in shapely.get_coordinates(line)]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _point(east: float, north: float) -> tuple[float, float]:
    """Where a point in degrees lies in the picture."""
    return round((east - BOX[0]) * SCALE, 1), round((BOX[3] - north) * SCALE / EAST, 1)
