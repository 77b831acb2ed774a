"""Day, layers and place of the front page: in the address, checked, and set by the map."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from bakhmut_data.claims import filtering, sentences
from bakhmut_data.front import reference_places
from pages.shared.panels.front import day_map, implied, measures
from pages.shared.state import address, notes, views

# And the most characters of each in the address: the front that is drawn, an outlet that is left out, days
# within which gains are shaded, the point of which is asked why the line runs there, the days whose claims
# are shown, and what the timeline's stacks are parted by.
KEYS = {"day": 10, "ly": 40, "at": 80, "fl": 10, "wo": 200, "gained": 2, "why": 24, "cd": 22, "cb": 4}
LINES = ("reference", "documents", "both")
GAINED = ("7", "30")
DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
POINT = re.compile(r"-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?")


def draw_hidden(marks: Sequence[Mapping[str, Any]], note: str, colors: Mapping[str, str]) -> None:
    """What nobody sees: the claims for the map, and widgets that keep the address in step with it."""
    with st.container(key="hidden-front"):
        day_map.send_claims(marks, note, colors)
        for key, longest in KEYS.items():
            st.text_input(key, key=key, bind="query-params", max_chars=longest)


def take_rest() -> None:
    """A callback: the reader came to rest on another day, or chose layers or a place."""
    rest = address.value_of("front").get("rest") or {}
    line = str(rest["line"])
    address.set_values(
        day=str(rest["day"]),
        ly=_unless_all(str(rest["layers"])),
        at=str(rest["at"]),
        fl="" if line == LINES[0] else line,
        wo=str(rest["without"]),
        gained=str(rest["gained"]),
        why=str(rest["why"]),
        cd=str(rest["days"]),
        cb=str(rest["by"]),
    )


def take_open() -> None:
    """A callback: shows the evidence of the claim that was clicked."""
    if claim := address.value_of("front").get("open"):
        address.open_claim(str(claim))


def day(view: views.View) -> dt.date:
    """The day in the address; else that of which most is said, else the last that any claim may speak for."""
    raw = str(address.value_of("day") or "")
    first, last = measures.fronts().first, measures.fronts().last
    best = measures.best_documented(view)
    usual = best[0].date() if best else measures.reach(view).latest or last
    asked = filtering.parse_day(raw, last=False) if raw else usual
    if asked is None or not first <= asked <= last:
        notes.add_note(
            "day", f"“{sentences.shorten(raw, 40)}” is no day from {first} to {last}; {usual} is shown."
        )
        return usual
    return asked


def shown(view: views.View, day: dt.date) -> day_map.Shown:
    """What the map is asked to show on a day."""
    found = implied.offer(view)
    chosen = {**line(found["outlets"]), "days": claim_days(), "by": stacked_by()}
    return day_map.Shown(day, layers(), place(), view.selected, chosen, found)


def layers() -> str:
    """The layers in the address, all where it names none that is known; "none" for none."""
    raw = str(address.value_of("ly") or "")
    known = [name for name in day_map.LAYERS if name in raw.split(",")]
    return raw if raw == "none" else ",".join(known or day_map.LAYERS)


def line(outlets: Sequence[str]) -> dict[str, str]:
    """The front that is drawn, as the map takes it: what makes no sense in the address is left out."""
    raw = {key: str(address.value_of(key) or "") for key in ("fl", "wo", "gained", "why")}
    without = raw["wo"] if raw["wo"] in outlets else ""
    if raw["wo"] and not without:
        notes.add_note("wo", f"No outlet “{sentences.shorten(raw['wo'], 40)}” can be left out; none is.")
    return {
        "line": raw["fl"] if raw["fl"] in LINES else LINES[0],
        "without": without,
        "gained": raw["gained"] if raw["gained"] in GAINED else "",
        "why": raw["why"] if POINT.fullmatch(raw["why"]) else "",
    }


def claim_days() -> str:
    """The first and the last of the days whose claims are shown, "" for those of the map's day alone."""
    raw = str(address.value_of("cd") or "")
    found = DAYS.fullmatch(raw)
    days = [filtering.parse_day(each, last=False) for each in found.groups()] if found else []
    first, last = measures.fronts().first, measures.fronts().last
    if len(days) == 2 and all(each is not None and first <= each <= last for each in days):
        return raw
    if raw:
        notes.add_note(
            "cd", f"“{sentences.shorten(raw, 40)}” names no two days from {first} to {last}; none are chosen."
        )
    return ""


def stacked_by() -> str:
    """What the stacks of the timeline are parted by: "says", or "" for the outlet."""
    return "says" if address.value_of("cb") == "says" else ""


def place() -> str:
    """The place in the address; "" with a note where the reference knows none of that name."""
    raw = str(address.value_of("at") or "")
    if raw and not any(each.name == raw for each in reference_places.read_places()):
        notes.add_note("at", f"The reference knows no place “{sentences.shorten(raw, 40)}”; none is chosen.")
        return ""
    return raw


def _unless_all(chosen: str) -> str:
    return "" if chosen == ",".join(day_map.LAYERS) else chosen
