"""The map of the front as the browser draws it: registered once, told the day, telling what was chosen."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data import front_frames, wording
from pages.shared import frame, front_deck, maps

FOLDER = Path(__file__).parents[2] / "assets"
LIBRARY = "app/static/vendor/deck.gl/deck.min.js"
FRAMES = "app/static/front/frames.json"
LAYERS = ("est", "band", "ref", "doc", "roads")
MOST_MARKS = 1_000  # claims that are sent; far more than a map can show


def _register() -> st.components.v2.types.ComponentRenderer:
    # Their numbers are the order in which they build on one another.
    scripts = sorted((FOLDER / "front").glob("*.js"))
    styles = (
        FOLDER / "components" / "shared.css",
        FOLDER / "components" / "rows.css",
        FOLDER / "front" / "front.css",
    )
    return st.components.v2.component(
        "bakhmut_front",
        css="\n".join(path.read_text(encoding="utf-8") for path in styles),
        js="\n".join(path.read_text(encoding="utf-8") for path in scripts),
    )


_front = _register()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the address asks the map to show: a day, layers by name, a place and a claim ("" for none)."""

    day: dt.date
    layers: str
    place: str
    claim: str


def draw_map(
    marks: Sequence[Mapping[str, Any]],
    shown: Shown,
    *,
    on_rest: Callable[[], None],
    on_open: Callable[[], None],
) -> None:
    """The map with its slider, legend and list; the callbacks find what was chosen under "front"."""
    _front(
        key="front",
        data={
            "day": shown.day.isoformat(),
            "layers": shown.layers,
            "at": shown.place,
            "open": shown.claim,
            "claims": list(marks),
            "decks": {theme: front_deck.front_deck(theme) for theme in ("light", "dark")},
            "view": front_deck.START,
            "library": LIBRARY,
            "frames": f"{FRAMES}?v={_frames_version()}",
            "credit": f"{maps.CREDIT}; drawn by deck.gl",
        },
        on_rest_change=on_rest,
        on_open_change=on_open,
    )


def claim_marks(view: frame.View) -> tuple[list[dict[str, Any]], str]:
    """The dated claims as the map takes them, equal ones once, and a note where they are not all there."""
    control = view.selection(kind=("control",))
    held, left_out = view.data.store.held(control, MOST_MARKS)
    note = (
        f"The map has the {len(held):,} things most often said of who holds what; "
        f"{wording.count(left_out, 'claim')} more are in the lists and tables alone."
        if left_out
        else ""
    )
    return [_mark(claim) for claim in held.to_dict("records")], note


def _mark(claim: Mapping[Any, Any]) -> dict[str, Any]:
    placed = pd.notna(claim["latitude"])
    equal = int(claim["equal"])
    return {
        "id": claim["claim_id"],
        "at": [round(float(claim["longitude"]), 5), round(float(claim["latitude"]), 5)] if placed else None,
        "side": claim["controller"],
        "status": claim["status"],
        "first": str(wording.day(claim["first"])),
        "last": str(wording.day(claim["last"])),
        "what": wording.describe(claim),
        "who": wording.attribute(claim) + (f", {equal} times" if equal > 1 else ""),
        "when": wording.days(claim["first"], claim["last"]),
        "against": "" if pd.isna(claim["against"]) else claim["against"],
    }


@functools.cache
def _frames_version() -> str:
    return front_frames.version()
