"""The ground under the small map of the front: what the base map has there, and the largest places."""

from __future__ import annotations

import json
from typing import Any

import shapely

from bakhmut_data.paths import ABOVE
from bakhmut_data.publishing.small_map import GROUND, HEIGHT, WIDTH, draw_path, point

BASEMAP = ABOVE / "assets" / "basemap"  # beside the checkout's package
KINDS = ("urban", "lakes", "roads", "railways")
MOST_NAMES = 9


def build_ground() -> bytes:
    """The file's bytes: the same on every machine for the same base map."""
    paths = {name: draw_path(shapely.union_all(_shapes(name))) for name in KINDS}
    ground = [{"path": path, "kind": kind} for kind, path in paths.items() if path]
    return (json.dumps({"ground": ground, "names": _names()}, ensure_ascii=False, indent=1) + "\n").encode()


def _names() -> list[dict[str, Any]]:
    """The largest places with where they lie; one that lies too near a larger is left out."""
    ranked = sorted(_features("places"), key=lambda feature: -feature["properties"]["pop"])
    named: list[dict[str, Any]] = []
    for feature in ranked:
        x, y = point(*feature["geometry"]["coordinates"])
        apart = all(abs(x - each["x"]) > 110 or abs(y - each["y"]) > 22 for each in named)
        if 40 < x < WIDTH - 90 and 16 < y < HEIGHT - 10 and apart and len(named) < MOST_NAMES:
            named.append({"name": feature["properties"]["name"], "x": x, "y": y})
    return named


def _shapes(name: str) -> list[shapely.Geometry]:
    return [shapely.geometry.shape(feature["geometry"]) for feature in _features(name)]


def _features(name: str) -> list[dict[str, Any]]:
    whole = json.loads((BASEMAP / f"{name}.geojson").read_text(encoding="utf-8"))
    features: list[dict[str, Any]] = whole["features"]
    return features


if __name__ == "__main__":
    GROUND.write_bytes(build_ground())
