"""The nine questions by outlet: what each prints, in its own voice or of others, and what it passes over."""

from __future__ import annotations

import functools
import html
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.comparing import positions
from bakhmut_data.comparing.disputes import findings
from pages.shared import components, palette
from pages.shared.panels.claims import drawing, figure_tabs
from pages.shared.state import choices, views

TITLE = "What each outlet prints on each question"
MOST_SOURCES = 12
SHOWN_WORDS = 6  # of a question, that stand in an outlet's documents
CAPTION = (
    "A filled mark: the outlet says so in its own voice; a hollow one: only people it quotes do. Several "
    "answers in a cell stand in one outlet. “Does not say”: its documents have neither a claim about the "
    "question nor any of its words."
)
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
    st.header(TITLE, anchor=False)
    if len(every) > MOST_SOURCES:
        chosen = choices.pick_some("Sources in the grid", every, "gs", list(chosen), most=MOST_SOURCES)
    draw = functools.partial(
        drawing.show_component_saved, components.stands, "stands", grid_data(view, tuple(chosen))
    )
    behind = functools.partial(view.listed, view.selection(stands=True, kind=("position",)))
    figure_tabs.show_tabs(draw, behind, "stands", TITLE)


@views.drawn_once
def grid_data(view: views.View, of: tuple[str, ...]) -> dict[str, Any]:
    """For the component: a row for each question, a cell for each outlet; why there are no answers, if so."""
    silences = positions.find_silences(view.spoken_of(of))
    rows = []
    for question, cells in _stands(view, of).items():
        answers = {answer.answer for stand in cells.values() if stand for answer in stand.answers}
        printed = sum(stand is not None for stand in cells.values())
        rows.append(
            {
                "label": sentences.label("question", question),
                "note": f"{printed} of {sentences.count(len(of), 'outlet')}, "
                f"{sentences.count(len(answers), 'answer')}",
                "cells": [
                    {"answers": [answer_item(view, question, each) for each in stand.answers]}
                    if (stand := cells[source])
                    else _blank(question, silences[question, source])
                    for source in of
                ],
            }
        )
    return {
        "caption": CAPTION,
        "corner": "Question",
        "label": TITLE,
        "sources": [{"label": source, "color": view.data.colors[source]} for source in of],
        "rows": rows,
        "credit": sentences.credit(of),
    }


def answer_item(view: views.View, question: str, answered: positions.Answered) -> dict[str, Any]:
    """An answer in a cell: its word and mark, how often the outlet itself gives it, how often others do."""
    own = f"own voice {answered.own}" if answered.own else ""
    quoted = f"quoted {answered.quoted}" if answered.quoted else ""
    return {
        "id": answered.claim_id,
        "word": sentences.answer(question, answered.answer),
        "who": ", ".join(part for part in (own, quoted) if part),
        "own": bool(answered.own),
        "on": answered.claim_id == view.selected,
        **palette.answer_mark(positions.answers_of(question), answered.answer),
    }


def _blank(question: str, silence: positions.Silence) -> dict[str, Any]:
    """Why a cell is empty, in a word and in a sentence that can be unfolded."""
    if silence.blank == "does not say":
        looked = ", ".join(positions.words_of(question))
        return {"blank": silence.blank, "proven": True, "why": f"None of these words stands there: {looked}."}
    if silence.blank == "filtered out":
        return {"blank": silence.blank, "why": "It has positions on this, which the filters leave out."}
    parts = []
    if silence.claims:
        topic = sentences.label("topic", _topic(question))
        parts.append(f"{sentences.count(silence.claims, 'claim')} on “{topic}”")
    if silence.words:
        more = len(silence.words) - SHOWN_WORDS
        words = ", ".join(word.replace("*", "…") for word in silence.words[:SHOWN_WORDS])
        parts.append(f"words of the question ({words}{f' and {more} more' if more > 0 else ''})")
    there = " and ".join(parts)
    why = f"No side was read there, but {there}." if there else "Nobody looked for the words of the question."
    return {"blank": silence.blank, "why": why}


def _topic(question: str) -> str:
    topics: Mapping[str, str] = reference.read_toml("labels.toml")["question_topic"]
    return topics[question]


@views.kept
def _stands(view: views.View, of: tuple[str, ...]) -> findings.Stands:
    return positions.find_stands(view.positions, of)


@views.kept
def _findings(view: views.View, of: tuple[str, ...]) -> tuple[str, ...]:
    """The findings of some outlets."""
    debates = positions.find_debates(view.positions[view.positions["source"].isin(list(of))])
    silences = positions.find_silences(view.spoken_of(of))
    return findings.find_findings(_stands(view, of), debates, silences)
