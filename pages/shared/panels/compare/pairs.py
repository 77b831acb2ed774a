"""What two voices in the chosen sources speak of, and the pairs of their claims, graded."""

from __future__ import annotations

import functools
import html
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.comparing import grading, subjects
from bakhmut_data.wording import headings
from pages.shared.panels.claims import drawing, figure_tabs
from pages.shared.state import address, choices, views

MOST_THINGS = 24
MOST_NAMED = 3  # things, in the sentence that sums up
PAIR_COLUMNS = ("left_id", "right_id", "thing", "grade", "one says", "another says", "why")
MOST_ROWS = 40  # of the table
SHOWN_PAIRS = 6  # of a thing and the grade that was chosen
UNFOLDED = 3  # pairs that stand there at once
SUMMED_UP: Mapping[grading.Grade, str] = {
    "conflict": "In conflict",
    "overlap": "Overlapping",
    "agree": "In agreement where comparable",
    "not comparable": "Not comparable",
}
MEANINGS: Mapping[str, str] = {
    "": "A pair is two claims about one thing in two sources, or what two voices in one source answer to one "
    "question. The gravest pair of each thing is shown; choose a grade for more of them.",
    "conflict": "Conflict: both cannot hold, whichever is right.",
    "overlap": "Overlap: both can hold, but they do not say quite the same.",
    "agree": "Agree: both say the same.",
    "not_comparable": "Not comparable: they speak for other days, places, parts, people or units, do not say "
    "for which, or name what is only possible or expected.",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that several voices speak of, with the pairs of claims between them, gravest first."""

    subject: subjects.Subject
    pairs: tuple[subjects.Pair, ...]


def draw_pairs(view: views.View, chosen: Sequence[str]) -> None:
    """What the chosen sources agree, overlap or conflict on, with their pairs of the grade in the address."""
    things = _things(view, tuple(chosen))
    st.header(headings.PAIRS, anchor=False)
    if not things:
        st.html('<p class="lede">These sources do not give the same measure, or speak of the same place.</p>')
        return
    _draw_things(view, chosen, things)


def _draw_things(view: views.View, chosen: Sequence[str], things: Sequence[Thing]) -> None:
    st.html(summary_html(things))
    grade = choices.pick_named("Pairs of claims", grade_names(things), key="g")
    st.html(f'<p class="status">{html.escape(meaning(things, grade))}</p>')

    def draw() -> None:
        drawing.show_rows(_groups(view, tuple(chosen), grade), "graded", headings.PAIRS, first=UNFOLDED)

    behind = functools.partial(claims_of, things, view, grade)
    counted = figure_tabs.Counted(functools.partial(pairs_frame, things, view, grade), shown=MOST_ROWS)
    figure_tabs.show_tabs(draw, behind, "pairs", headings.PAIRS, counted=counted)


def draw_too_few(view: views.View, chosen: Sequence[str], most: int) -> None:
    """Says that one source cannot be compared, and offers more of them where there are any.

    Below stands what two voices in that one source answer to one question.
    """
    left = [source for source in chosen if source in view.number_of("source").index]
    there, every = len(view.number_of("source")), len(view.data.sources)
    st.header(headings.PAIRS, anchor=False)
    if not left:
        why = "The filters leave nothing of the sources chosen."
    elif len(chosen) > 1 or there == 1 < every:
        why = f"The filters leave only one: {sentences.shorten(left[0])}."
    else:
        why = f"Here is only one: {sentences.shorten(left[0])}."
    if not chosen:
        why = "None is chosen."
    st.html(f'<p class="lede">A comparison needs at least two sources. {html.escape(why)}</p>')
    values: dict[str, object] = {"cs": [], "cs-emptied": False}
    if there < 2:
        values |= {"src": []} if view.filters.sources else address.FILTERS
    offered = there if there > 1 else every
    if offered > 1:
        which = "all sources" if offered <= most else f"the first {most} sources"
        which += "" if "q" not in values else ", without filters"
        st.button(f"Compare {which}", key="compare-more", on_click=address.set_values, kwargs=values)
    if left and (things := find_things(view.among(left), left)):
        _draw_things(view.among(left), left, things)


@views.kept
def _things(view: views.View, chosen: tuple[str, ...]) -> list[Thing]:
    return find_things(view, chosen)


@views.drawn_once
def _groups(view: views.View, chosen: tuple[str, ...], grade: str) -> list[dict[str, Any]]:
    return pair_groups(_things(view, chosen), chosen, view, grade)


def find_things(view: views.View, chosen: Sequence[str]) -> list[Thing]:
    """What the view has of which two of the chosen sources speak, conflicts first.

    Of a question, two voices in one source are enough: they may be openly opposed there.
    """
    claims = view.lined_up[view.lined_up["source"].isin(chosen)]
    sources = dict(zip(claims["claim_id"], claims["source"], strict=True))
    things = []
    for subject in view.subjects:
        pairs = tuple(
            pair
            for pair in subject.pairs
            if pair.left in sources and pair.right in sources
            if sources[pair.left] != sources[pair.right] or subject.kind == "position"
        )
        if pairs:
            things.append(Thing(subject, pairs))
    return sorted(things, key=lambda thing: subjects.GRADES.index(thing.pairs[0].grade))


def grade_names(things: Sequence[Thing]) -> dict[str, str]:
    """The grades by their names in the address, all of them first, each with its number of pairs."""
    number = Counter(pair.grade for thing in things for pair in thing.pairs)
    every = {"": f"all ({number.total():,})"}
    return every | {
        grade.replace(" ", "_"): f"{sentences.label('grade', grade)} ({number[grade]:,})"
        for grade in subjects.GRADES
    }


def summary_html(things: Sequence[Thing]) -> str:
    """Which things are in conflict and which are not, with how many of their pairs; escaped HTML."""
    said = []
    for grade, words in SUMMED_UP.items():
        named = [
            f"{title[:1].lower()}{title[1:]} ({len(pairs):,} of {sentences.count(len(thing.pairs), 'pair')})"
            for thing, pairs in _narrow(things, "")
            if pairs[0].grade == grade and (title := sentences.shorten(thing.subject.title))
        ]
        if named:
            said.append(f"<b>{words}:</b> {html.escape(sentences.some_of(named, MOST_NAMED))}.")
    return f'<p class="lede">{" ".join(said)}</p>'


def meaning(things: Sequence[Thing], grade: str) -> str:
    """What a grade means, and how much of it is shown."""
    narrowed = _narrow(things, grade)
    notes = [MEANINGS[grade]]
    if not narrowed:
        notes.append("There is no such pair.")
    if grade and any(len(pairs) > SHOWN_PAIRS for _, pairs in narrowed):
        notes.append(f"Of one thing at most {SHOWN_PAIRS} are shown, the dated and furthest apart first.")
    if len(narrowed) > MOST_THINGS:
        notes.append(f"The first {MOST_THINGS} of {len(narrowed):,} things are listed.")
    return " ".join(notes)


def pair_groups(
    things: Sequence[Thing], chosen: Sequence[str], view: views.View, grade: str
) -> list[dict[str, Any]]:
    """A group for each pair that is shown, under the thing it is about and where nothing was found on it."""
    shown = _narrow(things, grade)[:MOST_THINGS]
    records = view.records([thing.subject for thing, _ in shown])
    groups: list[dict[str, Any]] = []
    drawn: list[dict[Any, Any]] = []
    for thing, pairs in shown:
        silent = subjects.silent_on(thing.subject, chosen)
        note = f" Nothing found on this in: {sentences.some_of(silent)}." if silent else ""
        badge = f"{pairs[0].grade}: {len(pairs):,} of {sentences.count(len(thing.pairs), 'pair')} of claims"
        for at, pair in enumerate(pairs[: SHOWN_PAIRS if grade else 1]):
            drawn += [records[pair.left], records[pair.right]]
            groups.append(
                {
                    "title": "" if at else thing.subject.title,
                    "badge": badge,
                    "note": f"{pair.reason[:1].upper()}{pair.reason[1:]}.{'' if at else note}",
                }
            )
    rows = drawing.row_items(pd.DataFrame(drawn), view) if drawn else []
    return [{**group, "rows": rows[2 * at : 2 * at + 2]} for at, group in enumerate(groups)]


def pairs_frame(things: Sequence[Thing], view: views.View, grade: str) -> pd.DataFrame:
    """A row for each pair of a grade, all pairs without one: the ids of its claims, and all in words."""
    records = view.records([thing.subject for thing in things])
    rows = [
        (
            pair.left,
            pair.right,
            thing.subject.title,
            sentences.label("grade", pair.grade),
            sentences.line(records[pair.left]),
            sentences.line(records[pair.right]),
            pair.reason,
        )
        for thing in things
        for pair in thing.pairs
        if not grade or pair.grade == grade.replace("_", " ")
    ]
    return pd.DataFrame(rows, columns=list(PAIR_COLUMNS))


def claims_of(things: Sequence[Thing], view: views.View, grade: str) -> pd.DataFrame:
    """The claims of the pairs of a grade, of all pairs without one."""
    pairs = pairs_frame(things, view, grade)
    return view.lined_up[view.lined_up["claim_id"].isin({*pairs["left_id"], *pairs["right_id"]})]


def _narrow(things: Sequence[Thing], grade: str) -> list[tuple[Thing, list[subjects.Pair]]]:
    """The things that have pairs of a grade, with those; without a grade all, with their gravest pairs."""
    found = []
    for thing in things:
        wanted = grade.replace("_", " ") or thing.pairs[0].grade
        if pairs := [pair for pair in thing.pairs if pair.grade == wanted]:
            found.append((thing, pairs))
    return found
