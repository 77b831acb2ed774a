"""How many claims of which kind there are, each number a way to the claims it counts."""

from __future__ import annotations

import dataclasses
import functools

import streamlit as st

from bakhmut_data.claims import filtering, sentences
from bakhmut_data.store import selections
from bakhmut_data.wording import cells
from pages.shared import components
from pages.shared.state import address, choices, views

BELOW, TAB = "coverage-of-days", "tab-claims"  # where the claims are listed


def pick_kind() -> str:
    """The kind of claims that the reader wants to see alone, "" for all, live in the URL."""
    with st.container(key="hidden-kind"):
        st.text_input("Kind of claims", key="kind", bind="query-params", max_chars=20)
    kind = str(address.value_of("kind") or "")
    choices.note_unknown("kind", ["", *cells.KINDS], "Kind of claims")
    return kind if kind in cells.KINDS else ""


def draw_counts(view: views.View, kind: str) -> None:
    """How many claims there are, of which kinds, and how many say who and when, with what is not counted."""
    places = view.number_of("place")
    most = str(places.index[0]) if len(places) else ""
    parts = [
        {
            "text": words,
            **({"shows": shows, "on": shows == kind, "title": "Show these claims"} if shows else {}),
        }
        for words, shows in cells.counts(view.tally, _found(view, most) if most else 0)
    ]
    components.counts(
        key="counts",
        data={"parts": parts, "below": BELOW},
        on_shows_change=functools.partial(_show, view, kind, most),
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
    if wanted in cells.KINDS:
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
