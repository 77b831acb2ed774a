"""The map of the front as the browser draws it: registered once, given the day, and asked what was chosen."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.store import comparing
from pages.shared import browser_modules
from pages.shared.maps import deck, front
from pages.shared.paths import ASSETS
from pages.shared.state import views

FRAMES = ASSETS / "front" / "frames.json"
LIBRARY = "app/static/vendor/deck.gl/deck.min.js"
LAYERS = ("est", "band", "ref", "doc", "roads")
TEXTS = ("place", "outlet", "what", "who", "when", "against")  # of a mark, each of them sent once
MOST_MARKS = 1_000  # claims that are sent; far more than a map can show

STYLES = [ASSETS / name for name in ("components/shared.css", "components/rows.css", "front/front.css")]

# What is sent again at every run is small: the map's own code and its days are fetched by the browser, once.
_front = st.components.v2.component("bakhmut_front", js=browser_modules.importing("front/loader.js"))
_claims = st.components.v2.component("bakhmut_front_claims", js=browser_modules.importing("front/claims.js"))


@dataclass(frozen=True, slots=True)
class Shown:
    """What the address asks the map to show: a day, layers by name, a place and a claim ("" for none).

    `line` says which front, as `choices.line` does, and which days' claims; `implied` where the front of
    the documents is found.
    """

    day: dt.date
    layers: str
    place: str
    claim: str
    line: Mapping[str, str]
    implied: Mapping[str, Any]


def send_claims(marks: Sequence[Mapping[str, Any]], note: str, colors: Mapping[str, str]) -> None:
    """Hands the claims to the map, which gets the day by itself; `note` stands above their list.

    `colors` are those of outlets.
    """
    texts = list(dict.fromkeys(str(mark[name]) for mark in marks for name in TEXTS))
    number = {text: at for at, text in enumerate(texts)}
    used = {str(mark["outlet"]): colors.get(str(mark["outlet"]), "") for mark in marks}
    rows = [{**mark, **{name: number[str(mark[name])] for name in TEXTS}} for mark in marks]
    _claims(
        key="front-claims",
        data={
            "claims": [list(row.values()) for row in rows],
            "texts": texts,
            "note": note,
            "colors": used,
        },
    )


def draw_map(shown: Shown, *, on_rest: Callable[[], None], on_open: Callable[[], None]) -> None:
    """The map with its slider, legend and list; the callbacks find what was chosen under "front"."""
    _front(
        key="front",
        data={
            "day": shown.day.isoformat(),
            "layers": shown.layers,
            "at": shown.place,
            "open": shown.claim,
            **shown.line,
            "implied": shown.implied,
            "view": deck.START,
            "library": LIBRARY,
            "styles": [address_of(path) for path in STYLES],
            "decks": address_of(deck.SHIPPED),
            "frames": address_of(FRAMES),
            "credit": f"{front.CREDIT}; drawn by deck.gl",
        },
        on_rest_change=on_rest,
        on_open_change=on_open,
    )


@views.kept
def claim_marks(view: views.View) -> tuple[list[dict[str, Any]], str]:
    """The dated claims as the map takes them, equal ones once, and a note where they are not all there."""
    control = view.selection(kind=("control",))
    held, left_out = comparing.held(view.data.store, control, MOST_MARKS)
    note = (
        f"The map has the {len(held):,} things most often said of who holds what; "
        f"{sentences.count(left_out, 'claim')} more are in the lists and tables alone."
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
        "event": claim["event"],
        "first": str(sentences.day(claim["first"])),
        "last": str(sentences.day(claim["last"])),
        "equal": equal,
        "place": str(claim["place"]) if pd.notna(claim["place"]) else "",
        "outlet": str(claim["source"]) if pd.notna(claim["source"]) else "",
        "what": sentences.describe(claim),
        "who": sentences.attribute(claim) + (f", {equal} times" if equal > 1 else ""),
        "when": sentences.days(claim["first"], claim["last"]),
        "against": "" if pd.isna(claim["against"]) else claim["against"],
    }


@functools.cache
def address_of(path: Path) -> str:
    """Where the browser finds an asset, with its version, so that a kept copy is never old."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"app/static/{path.relative_to(ASSETS)}?v={digest[:12]}"
