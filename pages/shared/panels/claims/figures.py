"""What the page of figures draws: a measure in its units, one by one or counted when they are many."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from bakhmut_data.claims import sentences, timeline
from bakhmut_data.store import counting as store_counting
from bakhmut_data.store import fetching, selections
from pages.shared.charts import base, counts, spans
from pages.shared.panels.claims import drawing
from pages.shared.panels.timeline import alt_texts
from pages.shared.state import views

BY_CLAIM, BY_SOURCE, BY_DAY = "claim", "source", "day"
ARRANGEMENTS = {
    BY_CLAIM: "claim by claim",
    BY_SOURCE: "a panel for each source",
    BY_DAY: "as of when, published when",
}
ORDER = ("about", "low", "high")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what it says in words, and what it leaves out or takes together; no figure for nothing."""

    figure: base.Figure | None
    alt: str
    note: str


def measures(view: views.View) -> frozenset[str]:
    """What the figures of all documents measure, whatever the filters leave."""
    return frozenset(left(view.everything).index)


def left(view: views.View) -> pd.Series[int]:
    """How many figures the filters leave of each measure."""
    return view.values(view.selection(kind=("figure",)), "measure")


def in_units(view: views.View, measure: str) -> dict[str, fetching.Listed]:
    """The figures of a measure by unit, most first; in each by whom they count, then by size."""
    units = view.values(view.selection(kind=("figure",), measure=(measure,)), "unit")
    return {
        str(unit): view.listed(_selection(view, measure, str(unit)), ORDER, int(number))
        for unit, number in units.items()
    }


def draw_picture(drawn: Picture, key: str) -> None:
    """The chart; where nothing can be drawn, its words."""
    if drawn.figure is None:
        st.html(f'<p class="status">{html.escape(f"{drawn.alt} {drawn.note}".strip())}</p>')
        return
    drawing.show_chart(drawn.figure, key=key, alt=drawn.alt, note=drawn.note)


@views.drawn_once
def picture(view: views.View, rows: fetching.Listed, arranged: str, title: str) -> Picture:
    """Figures of one measure and unit, arranged as the reader chose."""
    first = rows.first.head(base.MOST_ROWS) if rows.number > base.MOST_ROWS else rows.first
    cut = "" if rows.number == len(first) else f"Drawn are the first {len(first)} of {rows.number:,}."
    alt = alt_texts.figures_alt(first, title)
    if arranged == BY_SOURCE:
        return Picture(spans.panels_chart(first), alt, cut)
    if arranged == BY_DAY:
        dated = timeline.date_claims(first)
        note = " ".join(part for part in (cut, alt_texts.undated(first, dated)) if part)
        return Picture(spans.lag_chart(dated), spans.lag_alt(dated), note)
    if not cut:
        return Picture(base.figures_chart(first, view.selected), alt, "")
    claim = first.iloc[0]
    selection = _selection(view, str(claim["measure"]), str(claim["unit"]))
    bins = _bins(view, selection)
    note = counts.numbers_note(bins)
    words = f"{title}: {sentences.count(rows.number, 'claim')}. {note}"
    outlets = view.values(selection, "source").index
    unit = sentences.unit_name(str(claim["unit"]), 2)
    return Picture(counts.numbers_chart(bins, unit, sentences.credit(outlets)), words, note)


@views.kept
def _bins(view: views.View, selection: selections.Selection) -> pd.DataFrame:
    """Figures counted by their size, each with the id of the first."""
    opened = view.data.store
    return fetching.identify(opened, store_counting.number_bins(opened, selection, counts.STEPS))


def _selection(view: views.View, measure: str, unit: str) -> selections.Selection:
    return view.selection(kind=("figure",), measure=(measure,), unit=(unit,))
