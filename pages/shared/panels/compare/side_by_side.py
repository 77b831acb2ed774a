"""Rows of sources side by side."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data.claims import filtering, sentences
from bakhmut_data.comparing import positions, voices
from bakhmut_data.comparing import subjects as comparing_subjects
from bakhmut_data.store import comparing, selections
from bakhmut_data.wording import cells as wording_cells
from pages.shared.panels.claims import contents
from pages.shared.panels.compare import cells as cells_of
from pages.shared.panels.compare import words
from pages.shared.panels.documents import texts
from pages.shared.state import views

SHOWN_IN_CELL = 3
MOST_IN_CELL = 12
WORDS_FILTERED = (
    "Words are counted in whole documents. Of the filters, only sources apply to them: side, days and search "
    "leave out documents in which nothing fits, but no word of the others."
)
USUAL = 5  # sources that are compared at first, beside those of added documents
MOST_COMPARED = 1_500  # claims laid side by side; of more, those that say most of the sources
MANY_IN_CELL = 6  # where they are more
MOST_LENGTHS = 300
MOST_STARTS = 60  # that are drawn; more are in the table
SHOWN_ROWS = 40
UNFOLDED = {"words": 6, "voices": 6}  # rows that stand there at once; of claims, which are higher, fewer
UNFOLDED_CLAIMS = 3


def usual_sources(view: views.View, there: Sequence[str], most: int) -> list[str]:
    """The sources that are compared until a reader chooses: of added documents, and the first others."""
    added = views.added_sources(view)
    own = [source for source in there if source in added][:most]
    others = [source for source in there if source not in added][: min(USUAL, most - len(own))]
    return [source for source in there if source in {*own, *others}]


def compared(view: views.View, chosen: Sequence[str], lens: str) -> tuple[pd.DataFrame, str]:
    """The claims of the chosen sources that a lens lays out, and a sentence where not all are."""
    selection = view.selection(source=chosen)
    seen = next((each for each in comparing.LENS_COLUMNS if each == lens), None)
    if seen and seen in comparing.LENS_KINDS:
        selection = comparing.seen_by(selection, seen)
        number = view.number(selection)
    else:
        number = int(view.number_of("source").reindex(list(chosen)).sum())
    if number <= MOST_COMPARED or seen is None:
        found = view.first_claims(selection, MOST_COMPARED)
        cut = f"Of {number:,} claims of these sources the first {MOST_COMPARED:,} are laid side by side."
        return found, cut if number > MOST_COMPARED else ""
    found, rows = _first_of_rows(view, selection, seen)
    return found, (
        f"Of {number:,} claims of these sources, in {sentences.count(rows, 'row')}, those of the rows are "
        f"laid side by side that most of the sources speak to, at most {MANY_IN_CELL} of a source in each: "
        "filters or fewer sources bring the others."
    )


def lengths(view: views.View, chosen: Sequence[str]) -> pd.DataFrame:
    """How long the battle lasted, as the chosen sources have it."""
    selection = view.selection(source=chosen, measure=("duration_of_battle",))
    return view.first_claims(selection, MOST_LENGTHS)


@views.kept
def _first_of_rows(
    view: views.View, selection: selections.Selection, lens: comparing_subjects.Lens
) -> tuple[pd.DataFrame, int]:
    """The first claims of the rows that most sources speak to, and how many rows there are in all."""
    return comparing.side_by_side(view.data.store, selection, lens, SHOWN_ROWS, MANY_IN_CELL)


def matrix(
    view: views.View, rows: list[dict[str, Any]], chosen: Sequence[str], lens: str, only: str = ""
) -> dict[str, Any]:
    """The chosen sources as columns, what the lens sees as rows, and in words where nothing was found."""
    columns = [
        {"label": source, "color": view.data.colors[source], **_no_day(rows, at, lens)}
        for at, source in enumerate(chosen)
    ]
    if only:
        rows = [row for row in rows if row["label"] == only]
    number, rows = sentences.count(len(rows), "row"), rows[:SHOWN_ROWS]
    notes = [f"{number}, {sentences.count(len(chosen), 'source')}, at most {MOST_IN_CELL} claims in a cell."]
    if number != sentences.count(len(rows), "row"):
        notes.append(f"Here are the first {SHOWN_ROWS}.")
    for row in rows:
        spoken = sum(bool(cell) for cell in row["cells"])
        row["note"] = f"{spoken} of {sentences.count(len(chosen), 'source')}"
    notes += _fold(rows, lens)
    if lens == "position":
        notes.append(wording_cells.PROOF)
    return {
        "caption": " ".join(notes),
        "corner": lens.capitalize(),
        "blank": wording_cells.BLANKS.get(lens, wording_cells.NOTHING),
        "shown": SHOWN_IN_CELL if lens not in {"words", "voices"} else MOST_IN_CELL,
        "sources": columns,
        "rows": rows,
    }


def _fold(rows: list[dict[str, Any]], lens: str) -> list[str]:
    """Marks all rows but the first as `folded`, of days all but those most sources speak for; says so if any.

    A row with the claim whose evidence is open is not folded.
    """
    first = len(positions.QUESTIONS) if lens == "position" else UNFOLDED.get(lens, UNFOLDED_CLAIMS)
    if lens == "topic":  # matters of no topic, which come last, are never among the first
        named = sum(row["label"] != sentences.label("topic", comparing_subjects.OTHER) for row in rows)
        first = min(first, named or len(rows))
    ranked = sorted(rows, key=lambda row: -sum(map(bool, row["cells"]))) if lens == "day" else rows
    for row in ranked[first:]:
        row["folded"] = not any(item["on"] for cell in row["cells"] for item in cell)
    if not any(row.get("folded") for row in rows):
        return []
    which = f"first {first}" if lens in UNFOLDED else f"{first} rows to which most sources speak"
    return [f"Shown at once are the {which}."]


def _no_day(rows: Sequence[Mapping[str, Any]], at: int, lens: str) -> dict[str, str]:
    """The blank of a source no claim of which names a day: it may speak for the same days all the same."""
    silent = lens == "day" and not any(row["cells"][at] for row in rows)
    return {"blank": "no day known"} if silent else {}


@views.drawn_once
def differences(view: views.View) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """For the matrix: numbers and ground on which two voices differ most, and the outlets of their claims."""
    others = [subject for subject in view.subjects if subject.kind != "position"]
    found = comparing_subjects.headline_disagreements(others)
    if not found:
        return None
    claims = view.records(found)
    ends = (claims[end] for each in found for end in (each.pairs[0].left, each.pairs[0].right))
    return opposed(found, view), tuple(str(claim["source"]) for claim in ends)


@views.drawn_once
def starts(view: views.View, chosen: tuple[str, ...]) -> pd.DataFrame:
    """When the battle began, as its length implies, by the chosen sources."""
    return comparing_subjects.implied_starts(lengths(view, chosen))


def opposed(subjects: Sequence[comparing_subjects.Subject], view: views.View) -> dict[str, Any]:
    """For the matrix: a row for each subject, with the two claims that are furthest apart."""
    records = view.records(subjects)
    rows = []
    for subject in subjects:
        pair = subject.pairs[0]
        cells = [[_printed(records[claim], view)] for claim in (pair.left, pair.right)]
        rows.append({"label": subject.title, "note": wording_cells.pair_note(subject), "cells": cells})
    return _two_columns("About", ("One says", "Another says"), rows, "")


def least_and_most(extremes: Sequence[tuple[str, pd.DataFrame]], view: views.View) -> dict[str, Any]:
    """For the matrix: a row for each thing counted, with its lowest and its highest number."""
    rows = [
        {
            "label": title,
            "note": "",
            "cells": [[_printed(claim, view)] for claim in claims.to_dict("records")],
        }
        for title, claims in extremes
    ]
    return _two_columns("Number", ("The least", "The most"), rows, "")


def _two_columns(
    corner: str, names: Sequence[str], rows: list[dict[str, Any]], caption: str
) -> dict[str, Any]:
    columns = [{"label": name, "color": "transparent"} for name in names]
    data = {"caption": caption, "corner": corner, "blank": wording_cells.NOTHING, "shown": 1}
    return {**data, "sources": columns, "rows": rows}


def cut_note(view: views.View, chosen: Sequence[str], lens: str) -> str:
    """A sentence where not all claims of the chosen sources are laid side by side; words are all counted."""
    return "" if lens == "words" else compared(view, chosen, lens)[1]


def filters_note(view: views.View, lens: str) -> str:
    """Which filters apply to words, as HTML; claims follow all of them."""
    if lens != "words":
        return ""
    others = filtering.without(view.filters, "sources").active
    look = 'class="note" role="note"' if others else 'class="status"'
    return f"<p {look}>{WORDS_FILTERED}</p>"


def lens_rows(view: views.View, chosen: Sequence[str], lens: str) -> list[dict[str, Any]]:
    """What a lens sees: a label and a cell for each source."""
    return [dict(row) for row in _lens_rows(view, tuple(chosen), lens, texts.changed())]


@views.drawn_once
def _lens_rows(view: views.View, chosen: tuple[str, ...], lens: str, _changed: int) -> list[dict[str, Any]]:
    """The same, with the texts that are there."""
    if lens == "words":
        return wording_cells.word_rows(words.counted(view, chosen), chosen, view.selected)
    claims = compared(view, chosen, lens)[0]
    if lens == "voices":
        return voices.voice_rows(claims, chosen, view.selected)
    seen: comparing_subjects.Lens = next(each for each in comparing_subjects.LENSES if each == lens)
    inside = contents.of_statements(view, claims)
    rows = comparing_subjects.lay_side_by_side(claims, chosen, seen)
    shown = [
        claim
        for cells in rows.values()
        for source in chosen
        for claim in wording_cells.once(cells[source])[:MOST_IN_CELL]
    ]
    printed = cells_of.words_printed(view, shown)
    silences = positions.find_silences(view.spoken_of(tuple(chosen))) if lens == "position" else {}
    return [
        {
            "label": sentences.days(label, label) if lens == "day" else label,
            "cells": [
                [
                    cells_of.item(claim, view, inside, printed)
                    for claim in wording_cells.once(cells[source])[:MOST_IN_CELL]
                ]
                for source in chosen
            ],
            **({"blanks": cells_of.blanks(cells, chosen, silences)} if silences else {}),
        }
        for label, cells in rows.items()
    ]


def behind(view: views.View, chosen: Sequence[str], lens: str, only: str) -> pd.DataFrame:
    """The claims that stand behind the rows of a lens, or behind one of them."""
    claims = compared(view, chosen, lens)[0]
    if lens == "voices":
        said = claims[claims["kind"] == "statement"]
        return said[("Side: " + said["side"] == only) | (said["speaker"] == only)] if only else said
    if lens == "words":
        return claims
    seen: comparing_subjects.Lens = next(each for each in comparing_subjects.LENSES if each == lens)
    names = pd.Series(
        [comparing_subjects.lens_value(claim, seen) for claim in claims.to_dict("records")],
        index=claims.index,
    )
    if lens == "day":
        names = names.map(lambda day: sentences.days(day, day) if day else "")
    return claims[names == only] if only else claims[names != ""]


def voices_html(view: views.View, chosen: Sequence[str]) -> str:
    """The side heard most in each source, as escaped HTML."""
    claims = compared(view, chosen, "voices")[0]
    return html.escape(voices.sum_up(voices.share_voices(claims, chosen, "side"), chosen))


def _printed(claim: Mapping[Any, Any], view: views.View) -> dict[str, Any]:
    """A claim in a cell that no outlet heads."""
    return {**wording_cells.alone(claim), "on": claim["claim_id"] == view.selected}
