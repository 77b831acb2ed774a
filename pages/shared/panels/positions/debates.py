"""Each question as a debate: its answers as poles, and who gives them, in order of day."""

from __future__ import annotations

from typing import Any

import streamlit as st

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.comparing import positions
from bakhmut_data.wording import cells
from pages.shared import components, palette
from pages.shared.panels.claims import drawing
from pages.shared.state import choices, views

TITLE = "Each question as a debate"
ALL, EVERY = "all", ""
UNFOLDED = 3
SHOWN_TAKERS = 12  # of a pole; the others are folded


def draw_debates(view: views.View) -> None:
    """The debates, or the one that the address names, or one answer of it."""
    found = _debates(view)
    st.header(TITLE, anchor=False)
    labels = reference.read_toml("labels.toml")
    asked = [
        question for question in labels["question_short"] if question in {each.question for each in found}
    ]
    names = {EVERY: ALL, **{question: str(labels["question_short"][question]) for question in asked}}
    chosen = choices.pick_named("Question", names, key="qn", within="an")
    answer = EVERY
    if chosen:
        (debate,) = [each for each in found if each.question == chosen]
        poles = {
            pole.answer: f"{sentences.answer(chosen, pole.answer)} ({len(pole.voices)})"
            for pole in debate.poles
        }
        answer = choices.pick_named("Answer", {EVERY: ALL, **poles}, key="an")
        found = (debate,)
    st.html(f'<p class="status">{cells.DEBATES}</p>')
    data = {
        "label": TITLE,
        "first": UNFOLDED,
        "shown": SHOWN_TAKERS,
        "debates": [debate_data(view, debate, answer) for debate in found],
        "credit": sentences.credit(dict.fromkeys(view.positions["source"])),
    }
    drawing.show_component_saved(components.debates, "debates", data)


@views.kept
def _debates(view: views.View) -> tuple[positions.Debate, ...]:
    return positions.find_debates(view.positions)


def debate_data(view: views.View, debate: positions.Debate, answer: str = EVERY) -> dict[str, Any]:
    """For the component: a question with a pole for each answer, or for one of them."""
    return {
        **cells.debated(debate),
        "poles": [
            _pole(view, debate.question, pole) for pole in debate.poles if answer in {EVERY, pole.answer}
        ],
    }


def _pole(view: views.View, question: str, pole: positions.Pole) -> dict[str, Any]:
    return {
        **cells.pole(question, pole),
        **palette.answer_mark(positions.answers_of(question), pole.answer),
        "takers": [_taker(view, taker) for taker in pole.takers],
    }


def _taker(view: views.View, taker: positions.Taker) -> dict[str, Any]:
    return {
        **cells.taker(taker),
        "color": view.data.colors[taker.source],
        "on": taker.claim_id == view.selected,
    }
