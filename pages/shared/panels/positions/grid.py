"""The nine questions by outlet: what each prints, in its own voice or of others, and what it passes over."""

from __future__ import annotations

import functools
import html
from collections.abc import Sequence
from typing import Any

import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.comparing import positions
from bakhmut_data.comparing.disputes import findings
from bakhmut_data.wording import cells
from pages.shared import components, palette
from pages.shared.panels.claims import drawing, figure_tabs
from pages.shared.state import choices, views

MOST_SOURCES = 12
FILTERED = "In what the filters leave:"


def sources(view: views.View) -> tuple[str, ...]:
    """The outlets of the grid unless others are chosen: first those added, then those with most claims."""
    added = views.added_sources(view)
    left = sorted(view.number_of("source").index, key=lambda source: source not in added)
    return tuple(source for source in view.data.sources if source in set(left[:MOST_SOURCES]))


def findings_html(view: views.View) -> str:
    """The findings as a list of sentences, as escaped HTML."""
    of = sources(view)
    found = _findings(view, of)
    if not found:
        return '<p class="lede">No two answers to one question stand in what the filters leave.</p>'
    filters = view.filters
    narrowed = filters.sides or filters.dated or filters.search
    lead = f'<p class="status">{FILTERED}</p>' if narrowed else ""
    return f'{lead}<ul class="findings">{"".join(f"<li>{html.escape(each)}</li>" for each in found)}</ul>'


def draw_grid(view: views.View) -> None:
    """The grid with its claims as a table, their sources and citation."""
    every = [source for source in view.data.sources if source in view.number_of("source").index]
    chosen: Sequence[str] = sources(view)
    st.header(cells.GRID_TITLE, anchor=False)
    if len(every) > MOST_SOURCES:
        chosen = choices.pick_some("Sources in the grid", every, "gs", list(chosen), most=MOST_SOURCES)
    draw = functools.partial(
        drawing.show_component_saved, components.stands, "stands", grid_data(view, tuple(chosen))
    )
    behind = functools.partial(view.listed, view.selection(stands=True, kind=("position",)))
    figure_tabs.show_tabs(draw, behind, "stands", cells.GRID_TITLE)
    st.header(cells.OWN_TITLE, anchor=False)
    st.html(own_html(view, tuple(chosen)))


@views.kept
def own_html(view: views.View, of: tuple[str, ...]) -> str:
    """The outlets with the answers of their own, as an escaped list."""
    stands = positions.find_stands(positions.counted(view.positions), of)
    lines = (
        f'<li><strong dir="auto">{html.escape(source)}</strong>: {html.escape(line)}</li>'
        for source, line in cells.own_voices(stands, of)
    )
    return f'<ul class="findings">{"".join(lines)}</ul>'


@views.drawn_once
def grid_data(view: views.View, of: tuple[str, ...]) -> dict[str, Any]:
    """For the component: a row for each question, a cell for each outlet; why there are no answers, if so."""
    silences = positions.find_silences(view.spoken_of(of))
    rows = [
        {
            "label": sentences.label("question", question),
            "note": cells.row_note(list(stands.values())),
            "cells": [
                {"answers": [answer_item(view, question, each) for each in stand.answers]}
                if (stand := stands[source])
                else cells.why_empty(question, silences[question, source])
                for source in of
            ],
        }
        for question, stands in _stands(view, of).items()
    ]
    return {
        "caption": cells.GRID,
        "corner": "Question",
        "label": cells.GRID_TITLE,
        "sources": [{"label": source, "color": view.data.colors[source]} for source in of],
        "rows": rows,
        "credit": sentences.credit(of),
    }


def answer_item(view: views.View, question: str, answered: positions.Answered) -> dict[str, Any]:
    """An answer in a cell: its word and mark, how often the outlet itself gives it, how often others do."""
    return {
        **cells.answered(question, answered),
        "on": answered.claim_id == view.selected,
        **palette.answer_mark(positions.answers_of(question), answered.answer),
    }


@views.kept
def _stands(view: views.View, of: tuple[str, ...]) -> findings.Stands:
    return positions.find_stands(view.positions, of)


@views.kept
def _findings(view: views.View, of: tuple[str, ...]) -> tuple[str, ...]:
    """The findings of some outlets."""
    silences = positions.find_silences(view.spoken_of(of))
    return findings.find_findings(view.positions, of, silences)
