"""The map of places as reported, to lie over the base map; no request leaves the server."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pydeck as pdk

from pages.shared import palette

CREDIT = "Base map: Natural Earth; © OpenStreetMap contributors (ODbL); GSHHG (LGPL); GeoNames (CC BY 4.0)"
# Name, latitude, longitude, zoom: the views a reader can link to.
VIEWS = {
    "Bakhmut": (48.60, 37.98, 9.3),
    "Donetsk region": (48.3, 37.9, 7.4),
    "Ukraine": (48.4, 32.4, 4.4),
}
SMALLEST = 0.65  # of which the square is left of a mark where all of the country is seen
FONT = "Source Sans, Source Sans Pro, sans-serif"


def front_map(places: pd.DataFrame, named: str, *, dark: bool, selected: str) -> pdk.Deck:
    """Places with who is said to hold them: colour and letter for the holder, size for mentions.

    `places` has `place, latitude, longitude, controller, whole, mentions, claim_id`; a place that is only
    in part spoken of is a ring. The claim that is selected has a second ring.
    """
    latitude, longitude, zoom = VIEWS[named]
    ink, halo = (
        ([226, 229, 235, 255], [18, 22, 28, 235]) if dark else ([44, 44, 50, 255], [252, 251, 248, 235])
    )
    shrunk = min(1.0, max(SMALLEST, zoom / 9))
    rows = [_mark(row, selected, shrunk=shrunk) for row in places.to_dict("records")]
    layers = [
        pdk.Layer(
            "ScatterplotLayer",
            rows,
            id="places",
            get_position="position",
            get_radius="size",
            radius_units=pdk.types.String("pixels"),
            get_fill_color="fill",
            get_line_color="line",
            stroked=True,
            line_width_units=pdk.types.String("pixels"),
            get_line_width="width",
            pickable=True,
        ),
        pdk.Layer(
            "TextLayer",
            rows,
            id="letters",
            get_position="position",
            get_text="letter",
            get_size="letter_size",
            get_color="ink",
            font_family=pdk.types.String(FONT),
            font_weight=700,
            character_set=pdk.types.String("auto"),
        ),
        pdk.Layer(
            "TextLayer",
            _labelled(rows, zoom),
            id="names",
            get_position="position",
            get_text="place",
            get_size=13,
            get_color=ink,
            get_pixel_offset="offset",
            font_family=pdk.types.String(FONT),
            font_weight=600,
            font_settings={"sdf": True, "radius": 8, "cutoff": 0.2},
            outline_width=4,
            outline_color=halo,
            character_set=pdk.types.String("auto"),
        ),
    ]
    return pdk.Deck(
        layers,
        initial_view_state=pdk.ViewState(
            latitude=latitude, longitude=longitude, zoom=zoom, max_zoom=13, min_zoom=4
        ),
        map_provider=None,
    )


def _mark(row: dict[Any, Any], selected: str, *, shrunk: float) -> dict[str, Any]:
    holder = str(row["controller"])
    color = palette.HOLDERS[holder]
    size = 7 + 3.2 * math.sqrt(int(str(row["mentions"])))
    size = min(size, 30.0) * shrunk**2 * (0.45 if holder == "none" else 1)
    chosen = row["claim_id"] == selected
    whole = bool(row["whole"]) and holder != "none"
    return {
        "place": row["place"],
        "position": [row["longitude"], row["latitude"]],
        "size": round(size, 1),
        "fill": palette.rgba(color, 225 if whole else 70),
        "line": [250, 204, 60, 255] if chosen else palette.rgba(color) if not whole else [255, 255, 255, 230],
        "width": 4 if chosen else 2.5 if not whole else 1.5,
        "letter": palette.LETTERS[holder],
        "letter_size": round(max(11, size * 0.95)),
        "ink": [255, 255, 255, 255] if whole else palette.rgba(color),
        "offset": [0, -round(size) - 9],
        "said": row["said"],
        "claim_id": row["claim_id"],
    }


def _labelled(rows: list[dict[str, Any]], zoom: float) -> list[dict[str, Any]]:
    """The rows whose names fit without touching at the view's zoom, biggest marks first."""
    scale = 512 * 2**zoom / 360
    taken: list[tuple[float, float, float, float]] = []
    kept = []
    for row in sorted(rows, key=lambda row: -float(str(row["size"]))):
        longitude, latitude = row["position"]
        x = longitude * scale
        y = -math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))) * scale
        half = len(str(row["place"])) * 3.6 + 6
        size = float(str(row["size"]))
        box = (x - half, y - size - 18, x + half, y - size - 1)
        if any(
            box[0] < right and left < box[2] and box[1] < low and high < box[3]
            for left, high, right, low in taken
        ):
            continue
        taken += [box, (x - size, y - size, x + size, y + size)]
        kept.append(row)
    return kept
