"""Day, layers and place of the front page: in the address, checked, and told by the map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from bakhmut_data import front_places, views, wording
from pages.shared import frame, front_map, front_measures

KEYS = {"day": 10, "ly": 40, "at": 80}  # and the most characters of each in the address


def draw_hidden(marks: Sequence[Mapping[str, Any]], note: str) -> None:
    """What nobody sees: the claims for the map, and widgets that keep the address in step with it."""
    with st.container(key="hidden-front"):
        front_map.tell_claims(marks, note)
        for key, longest in KEYS.items():
            st.text_input(key, key=key, bind="query-params", max_chars=longest)


def take_rest() -> None:
    """A callback: the reader came to rest on another day, or chose layers or a place."""
    told = frame.value_of("front").get("rest") or {}
    frame.set_values(day=str(told["day"]), ly=_unless_all(str(told["layers"])), at=str(told["at"]))


def take_open() -> None:
    """A callback: shows the evidence of the claim that was clicked."""
    if claim := frame.value_of("front").get("open"):
        frame.open_claim(str(claim))


def day(view: frame.View) -> dt.date:
    """The day in the address; else the last for which documents claim something, else the last of all."""
    raw = str(frame.value_of("day") or "")
    first, last = front_measures.fronts().first, front_measures.fronts().last
    usual = front_measures.reach(view).latest or last
    asked = views.parse_day(raw, last=False) if raw else usual
    if asked is None or not first <= asked <= last:
        frame.add_note(
            "day", f"“{wording.shorten(raw, 40)}” is no day from {first} to {last}; {usual} is shown."
        )
        return usual
    return asked


def layers() -> str:
    """The layers in the address, all where it names none that is known; "none" for none."""
    raw = str(frame.value_of("ly") or "")
    known = [name for name in front_map.LAYERS if name in raw.split(",")]
    return raw if raw == "none" else ",".join(known or front_map.LAYERS)


def place() -> str:
    """The place in the address; "" with a note where the reference knows none of that name."""
    raw = str(frame.value_of("at") or "")
    if raw and not any(each.name == raw for each in front_places.read_places()):
        frame.add_note("at", f"The reference knows no place “{wording.shorten(raw, 40)}”; none is chosen.")
        return ""
    return raw


def _unless_all(chosen: str) -> str:
    return "" if chosen == ",".join(front_map.LAYERS) else chosen
