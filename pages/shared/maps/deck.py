"""The layers of the map of the front as a pydeck Deck; its data comes from the day that is shown.

The browser fetches the Deck once, as a file: `python -m pages.shared.maps.deck` writes it.
"""

from __future__ import annotations

import functools
import json
from typing import Any

import pydeck as pdk

from pages.shared import palette
from pages.shared.paths import ASSETS

BASEMAP = ASSETS / "basemap"
SHIPPED = ASSETS / "front" / "decks.json"
THEMES = ("light", "dark")
BASE_URL = "app/static/basemap"
START = {"latitude": 48.63, "longitude": 38.06, "zoom": 8.9}
# Neither of the sides' colours, and seen on both grounds.
AMBER = {"light": [150, 96, 0, 255], "dark": [224, 160, 0, 255]}
FONT = "Source Sans, Source Sans Pro, sans-serif"
# Layer of the style, file, width in pixels (None for areas), dashes.
BASE: tuple[tuple[str, str, float | None, list[int] | None], ...] = (
    ("urban", "urban", None, None),
    ("sea", "sea", None, None),
    ("lakes", "lakes", None, None),
    ("rivers", "rivers", 1.4, None),
    ("roads-c", "roads", 3.4, None),
    ("roads", "roads", 2.0, None),
    ("rail", "railways", 1.1, [5, 3]),
    ("oblasts", "oblasts", 1.4, [4, 3]),
    ("borders", "borders", 2.0, None),
)


def build_decks() -> bytes:
    """The shipped file's bytes: the Deck of each theme."""
    decks = {theme: front_deck(theme) for theme in THEMES}
    return (json.dumps(decks, separators=(",", ":")) + "\n").encode()


def front_deck(theme: str) -> dict[str, Any]:
    """The Deck in deck.gl's JSON, for the light or the dark theme; `@@=` names a field of a row.

    A base layer's `data` is an address below the dashboard's own. The other layers' rows are made in
    the browser: lines `path`; places and claims `at, icon, size, offset`; names `at, text, offset`. The
    estimate's areas and lines it paints itself; `HatchExtension` hatches one of them on the screen.
    """
    layers = [
        *_base_layers(theme),
        *_estimate_layers(theme),
        *_road_layers(theme),
        *_mark_layers(theme),
    ]
    deck = pdk.Deck(layers, initial_view_state=pdk.ViewState(**START), map_provider=None)
    written: dict[str, Any] = json.loads(deck.to_json())
    return {**written, "ink": palette.INK[theme], "paper": _style(theme)["bg"]}


@functools.cache
def _style(theme: str) -> dict[str, str]:
    """The colours of the base map's layers, from its style for the theme."""
    layers = json.loads((BASEMAP / f"style_{theme}.json").read_text(encoding="utf-8"))["layers"]
    return {
        layer["id"]: next(value for key, value in layer["paint"].items() if key.endswith("-color"))
        for layer in layers
    }


def _base_layers(theme: str) -> list[pdk.Layer]:
    colors = _style(theme)
    layers = []
    for name, file, width, dashes in BASE:
        color = palette.rgba(colors[name], 110 if name == "urban" else 255)
        lines: dict[str, Any] = {"filled": False, "get_line_color": color, "get_line_width": width}
        if dashes:
            lines |= {"get_dash_array": dashes, "extensions": [_dashed()]}
        layers.append(
            pdk.Layer(
                "GeoJsonLayer",
                f"{BASE_URL}/{file}.geojson",
                id=f"base-{name}",
                line_width_units=pdk.types.String("pixels"),
                **(lines if width else {"stroked": False, "get_fill_color": color}),
            )
        )
    return layers


def _estimate_layers(theme: str) -> list[pdk.Layer]:
    ink, paper = palette.rgba(palette.INK[theme]), palette.rgba(palette.PAPER[theme], 235)
    strong = 1.25 if theme == "dark" else 1.0
    amber = AMBER[theme]
    return [
        _area("ukraine", palette.UKRAINE, 44 * strong),
        _area("russia", palette.RUSSIA, 132 * strong, hatching="stripes"),
        _area("contested", palette.INK[theme], 150 * strong, hatching="cross"),
        _area("gained-russia", palette.RUSSIA, 200 * strong, hatching="counter"),
        _area("gained-ukraine", palette.UKRAINE, 200 * strong, hatching="bars"),
        _area("unknown", palette.INK[theme], 110 * strong, hatching="dashes"),
        _area("band", palette.INK[theme], 120 * strong, hatching="dots"),
        _line("edge", palette.rgba(palette.INK[theme], 120), 1.0),
        _area("between", palette.INK[theme], 170 * strong, hatching="grid"),
        _line("left-out", ink, 2.0, dashes=[1, 2.2]),
        _line("halo", paper, 6.5),
        _line("line", ink, 3.2),
        _line("implied-halo", paper, 6.5),
        _line("implied", ink, 3.2, dashes=[2.6, 1.8]),
        _line("stretch", amber, 5.5),
    ]


def _road_layers(theme: str) -> list[pdk.Layer]:
    amber = AMBER[theme]
    return [
        _line("roads-edge", palette.rgba(palette.PAPER[theme], 220), 5),
        _line("roads", amber, 2.4),
        _names("road-names", amber, theme, size=12),
    ]


def _mark_layers(theme: str) -> list[pdk.Layer]:
    ink = palette.rgba(palette.INK[theme])
    return [
        _ring("changed", ink, width=2),
        _icons("places"),
        _icons("claims"),
        _ring("chosen", [226, 160, 0, 255], width=4),
        _ring("pointed", ink, width=3.5),
        _names("names", ink, theme, size=13),
    ]


def _area(name: str, color: str, alpha: float, hatching: str | None = None) -> pdk.Layer:
    extensions = [{"@@type": "HatchExtension", "pattern": hatching}] if hatching else []
    return pdk.Layer(
        "SolidPolygonLayer",
        [],
        id=name,
        get_polygon="polygon",
        get_fill_color=palette.rgba(color, min(255, round(alpha))),
        extensions=extensions,
    )


def _line(name: str, color: list[int], width: float, dashes: list[float] | None = None) -> pdk.Layer:
    dashed = {"get_dash_array": dashes, "extensions": [_dashed()]} if dashes else {}
    return pdk.Layer(
        "PathLayer",
        [],
        id=name,
        get_path="path",
        get_color=color,
        get_width=width,
        width_units=pdk.types.String("pixels"),
        joint_rounded=True,
        cap_rounded=True,
        **dashed,
    )


def _icons(name: str) -> pdk.Layer:
    return pdk.Layer(
        "IconLayer",
        [],
        id=name,
        get_position="at",
        get_icon="icon",
        get_size="size",
        get_pixel_offset="offset",
        size_units=pdk.types.String("pixels"),
        pickable=True,
    )


def _ring(name: str, color: list[int], width: float) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer",
        [],
        id=name,
        get_position="at",
        get_radius="size",
        radius_units=pdk.types.String("pixels"),
        filled=False,
        stroked=True,
        get_line_color=color,
        line_width_units=pdk.types.String("pixels"),
        get_line_width=width,
    )


def _names(name: str, color: list[int], theme: str, size: int) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        [],
        id=name,
        get_position="at",
        get_text="text",
        get_size=size,
        get_color=color,
        get_pixel_offset="offset",
        font_family=pdk.types.String(FONT),
        font_weight=600,
        font_settings={"sdf": True, "radius": 8, "cutoff": 0.2},
        outline_width=5,
        outline_color=palette.rgba(palette.PAPER[theme], 240),
        character_set=pdk.types.String("auto"),
    )


def _dashed() -> dict[str, Any]:
    return {"@@type": "PathStyleExtension", "dash": True}


if __name__ == "__main__":
    SHIPPED.write_bytes(build_decks())
