"""Who sides with whom: voices as a matrix ordered by agreement, and as a file of their network."""

from __future__ import annotations

import functools
from typing import Any

import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.comparing.disputes import siding
from bakhmut_data.wording import headings
from pages.shared import components
from pages.shared.panels.claims import drawing, figure_tabs
from pages.shared.state import datasets, views

FILE = "who-sides-with-whom"
NONE = 0.05  # a smaller score is drawn as neither
CLEAR = 0.3  # a smaller score is left out where there is little room
HOW = (
    "Two voices agree where they give one answer to a question, and are opposed where both answers cannot "
    "be right. Agreement less conflict, over the average number of questions the two answer: from −1 to 1. "
    "Who sides with whom stands side by side; two who answer no question in common have no mark. Few shared "
    "questions make strong marks: the number in each cell says how many there are."
)


def draw_sides(view: views.View) -> None:
    """The matrix with its ties as a table and as files; says so where nobody shares a question."""
    found = _sides(view)
    st.header(headings.SIDES, anchor=False)
    if not found.ties:
        st.html('<p class="lede">No two voices answer one question in what the filters leave.</p>')
        return
    st.html(f'<p class="status">{HOW}</p>')
    draw = functools.partial(drawing.show_component_saved, components.sides, "sides", sides_data(found, view))
    rows = figure_tabs.Counted(functools.partial(siding.ties_frame, found))
    figure_tabs.show_tabs(draw, view.positions, "sides", headings.SIDES, counted=rows)
    _draw_graphml(found)


@views.kept
def _sides(view: views.View) -> siding.Siding:
    return siding.find_sides(view.positions)


def sides_data(found: siding.Siding, view: views.View) -> dict[str, Any]:
    """For the component: the voices in their order, and a row of ties for each."""
    left_out = f" {sentences.count(found.left_out, 'voice')} more are not drawn." if found.left_out else ""
    voices = [_name(voice) for voice in found.voices]
    return {
        "label": headings.SIDES,
        "caption": f"{sentences.count(len(voices), 'voice')}.{left_out} + agree, − opposed, · neither.",
        "narrow": "Listed are clear ties; a wide screen and the table have all.",
        "credit": sentences.credit(dict.fromkeys(view.positions["source"])),
        "voices": [
            {
                "name": name,
                "own": voice.own,
                "color": view.data.colors[voice.sources[0]] if voice.own else "",
                "ties": [_cell(found, view, at, to) for to in range(len(voices))],
            }
            for at, (name, voice) in enumerate(zip(voices, found.voices, strict=True))
        ],
    }


def _name(voice: siding.Voice) -> str:
    if voice.own:
        return f"{sentences.shorten(voice.name, 40)} itself"
    side = "" if voice.side == sentences.NO_SIDE else f" ({voice.side})"
    return f"{sentences.shorten(voice.name, 40)}{side}"


def _cell(found: siding.Siding, view: views.View, at: int, to: int) -> dict[str, Any] | None:
    tie = found.tie(at, to) if at != to else None
    if tie is None:
        return None
    kind = "neither" if abs(tie.score) < NONE else "agree" if tie.score > 0 else "opposed"
    named = {"agree": "sides with", "opposed": "is opposed to", "neither": "neither sides with nor opposes"}
    one, other = (_name(found.voices[each]) for each in (at, to))
    return {
        "id": tie.claims[0],
        "kind": kind,
        "shared": tie.shared,
        "score": f"{tie.score:+.2f}".replace("-", "−"),
        "strength": round(abs(tie.score), 2),
        "weak": abs(tie.score) < CLEAR,
        "title": f"{one} {named[kind]} {other}: {sentences.count(tie.shared, 'shared question')}",
        "on": tie.claims[0] == view.selected,
    }


def _draw_graphml(found: siding.Siding) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="downloads-network"):
        st.html('<p class="status">Download the network, for Gephi or visone:</p>', width="content")
        name = f"{FILE}-{datasets.shown_version()}.graphml"
        written = functools.partial(siding.sides_graphml, found)
        drawing.show_download(name, "application/graphml+xml", written, "graphml", headings.SIDES)
