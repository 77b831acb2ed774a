"""How many claims of which kind there are, each number a way to the claims it counts."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import streamlit as st

from bakhmut_data.claims import filtering, sentences
from bakhmut_data.store import selections
from pages.shared import components
from pages.shared.state import address, choices, views

KINDS = {
    "figure": ("figure", ""),
    "statement": ("reported statement", ""),
    "control": ("claim", " of who holds a place"),
    "position": ("position", " of an outlet in its own voice"),
}
BELOW, TAB = "coverage-of-days", "tab-claims"  # where the claims are listed


def pick_kind() -> str:
    """The kind of claims that the reader wants to see alone, "" for all, live in the URL."""
    with st.container(key="hidden-kind"):
        st.text_input("Kind of claims", key="kind", bind="query-params", max_chars=20)
    kind = str(address.value_of("kind") or "")
    choices.note_unknown("kind", ["", *KINDS], "Kind of claims")
    return kind if kind in KINDS else ""


def only(kind: str) -> str:
    """What a title says when one kind of claims is shown alone."""
    return f": {KINDS[kind][0]}s{KINDS[kind][1]}" if kind else ""


def count_kind(kind: str, number: int) -> str:
    """A number of claims of one kind: "3 claims of who holds a place"."""
    noun, of = KINDS[kind]
    return f"{sentences.count(number, noun)}{of}"


def draw_counts(view: views.View, kind: str) -> None:
    """How many claims there are, of which kinds, and how many say who and when, with what is not counted."""
    profile = view.tally.profile
    places = view.number_of("place")
    parts: list[dict[str, Any]] = [_plain(f"{sentences.count(view.counts.sources, 'source')}")]
    if profile.earliest:
        parts.append(_plain(f", published {sentences.days(profile.earliest, profile.latest)},"))
    make = "makes" if view.counts.sources == 1 else "make"
    parts.append(_plain(f" {make} {sentences.count(view.counts.claims, 'claim')}: "))
    for at, name in enumerate(KINDS):
        parts.append(_plain("" if not at else ", " if at < len(KINDS) - 1 else " and "))
        number = int(view.number_of("kind").get(name, 0))
        parts.append(_link(count_kind(name, number), name, on=name == kind))
    parts += [_plain(". "), _link(f"{profile.named:,}", "named"), _plain(" name who says it, ")]
    parts += [_link(f"{profile.dated:,}", "dated"), _plain(" say for which day.")]
    if len(places):
        parts += [
            _plain(" Most are about "),
            _link(f"{places.index[0]} ({_found(view, str(places.index[0])):,})", "place"),
            _plain("."),
        ]
    components.counts(
        key="counts",
        data={"parts": parts, "below": BELOW},
        on_shows_change=functools.partial(_show, view, kind, str(places.index[0]) if len(places) else ""),
    )
    _draw_uncounted(view)


def _draw_uncounted(view: views.View) -> None:
    """Says what is counted more than once, and how many numbers of the tables are no claims about the war."""
    marks = selections.Selection(filters=view.filters, marks=True, only=(("kind", ("figure",)),))
    every = view.number(marks)
    note = (
        "One sentence can count twice: as a statement, and as a figure or claim of who holds a place. What "
        "side a quoted speaker takes is not counted beside the statement it is read from."
    )
    if others := every - int(view.number_of("kind").get("figure", 0)):
        note += (
            f" Not counted: {sentences.count(others, 'number')} not about the war (ages, reading times …)."
        )
    st.html(f'<p class="status">{note} <a href="method" target="_self">How this is made</a></p>')


def _show(view: views.View, kind: str, place: str) -> None:
    wanted = str(address.value_of("counts").get("shows") or "")
    if wanted in KINDS:
        address.set_values(
            **{"kind": "" if wanted == kind else wanted, TAB: "Chart" if wanted == kind else "Table"}
        )
    elif wanted == "named":
        named = [side for side in filtering.SIDES if side != sentences.OUTLET_ITSELF]
        address.set_values(**{"side": named, TAB: "Table"})
    elif wanted == "dated":
        spans = view.spans(view.filters, "happened")
        address.set_values(
            **{
                "by": "happened",
                "from": f"{spans['first'].min():%Y-%m-%d}",
                "to": f"{spans['last'].max():%Y-%m-%d}",
                TAB: "Table",
            }
        )
    elif wanted == "place" and place:
        address.set_values(**{"q": place, TAB: "Table"})


def _found(view: views.View, place: str) -> int:
    """How many claims a search for a place leaves, which is what its link does."""
    searched = selections.Selection(filters=dataclasses.replace(view.filters, search=place))
    return view.number(searched)


def _plain(text: str) -> dict[str, Any]:
    return {"text": text}


def _link(text: str, shows: str, *, on: bool = False) -> dict[str, Any]:
    return {"text": text, "shows": shows, "on": on, "title": "Show these claims"}
