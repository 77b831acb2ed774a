"""Each question as a debate: its answers as poles, and who gives them, in order of day."""

from __future__ import annotations

from typing import Any

import streamlit as st

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.comparing import positions, subjects
from pages.shared import components, palette
from pages.shared.panels.claims import drawing
from pages.shared.state import choices, views

TITLE = "Each question as a debate"
ALL, EVERY = "all", ""
UNFOLDED = 3
FEW = "too few to say how divided"
SHOWN_TAKERS = 12  # of a pole; the others are folded
HOW = (
    "A voice is a speaker, in any outlet, or an outlet in its own voice; who gives several answers stands "
    "under each. How divided they are is from 0 (all give one answer) to 1 (as many give each answer there "
    "is); the most divided question comes first."
)


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
    st.html(f'<p class="status">{HOW}</p>')
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
    number = len(debate.voices)
    few = number < positions.FEWEST_TO_DIVIDE
    divided = FEW if few else f"divided {debate.division:.2f}"
    return {
        "title": subjects.ask(debate.question, debate.place),
        "badge": f"{sentences.count(number, 'voice')}, {divided}",
        "poles": [
            _pole(view, debate.question, pole) for pole in debate.poles if answer in {EVERY, pole.answer}
        ],
    }


def _pole(view: views.View, question: str, pole: positions.Pole) -> dict[str, Any]:
    return {
        "word": sentences.answer(question, pole.answer),
        "held": positions.held(question, pole.answer),
        "count": sentences.count(len(pole.voices), "voice"),
        **palette.answer_mark(positions.answers_of(question), pole.answer),
        "takers": [_taker(view, taker) for taker in pole.takers],
    }


def _taker(view: views.View, taker: positions.Taker) -> dict[str, Any]:
    side = "" if taker.own or taker.side == sentences.NO_SIDE else f" ({taker.side})"
    outlet = sentences.shorten(taker.source, 40)
    who = f"{outlet}, in its own voice" if taker.own else f"{sentences.shorten(str(taker.speaker))}{side}"
    days = sentences.days(taker.first, taker.last).replace("undated", "no day given")
    times = f", {taker.times} times" if taker.times > 1 else ""
    place = f", on {taker.place}" if taker.place else ""
    return {
        "id": taker.claim_id,
        "who": who,
        "where": f"{days}{times}{place}" if taker.own else f"in {outlet}; {days}{times}{place}",
        "own": taker.own,
        "color": view.data.colors[taker.source],
        "on": taker.claim_id == view.selected,
    }
