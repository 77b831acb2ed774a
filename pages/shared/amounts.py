"""What the page of figures draws: a measure in its units, one by one or counted when they are many."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bakhmut_data import store, store_asking, wording
from bakhmut_data.temporal import chronology
from pages.shared import binned, charts, frame, spread, story

BY_CLAIM, BY_SOURCE, BY_DAY = "claim", "source", "day"
ARRANGEMENTS = {
    BY_CLAIM: "claim by claim",
    BY_SOURCE: "a panel for each source",
    BY_DAY: "as of when, published when",
}
ORDER = ("about", "low", "high")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what it says in words, and what it leaves out or takes together."""

    figure: charts.Figure
    alt: str
    note: str


def measures(view: frame.View) -> frozenset[str]:
    """What the figures of all documents measure, whatever the filters leave."""
    everything = view.data.everything
    figures = everything.selection(kind=("figure",))
    return frozenset(everything.answer("measures", lambda: view.data.store.values(figures, "measure")).index)


def left(view: frame.View) -> pd.Series[int]:
    """How many figures the filters leave of each measure."""
    figures = view.selection(kind=("figure",))
    return view.answer("measures left", lambda: view.data.store.values(figures, "measure"))


def in_units(view: frame.View, measure: str) -> dict[str, store.Listed]:
    """The figures of a measure by unit, most first; in each by whom they count, then by size."""
    opened = view.data.store

    def found() -> dict[str, store.Listed]:
        units = opened.values(view.selection(kind=("figure",), measure=(measure,)), "unit")
        return {
            str(unit): opened.listed(_selection(view, measure, str(unit)), ORDER, number=int(number))
            for unit, number in units.items()
        }

    return view.answer(("figures", measure), found)


def picture(view: frame.View, rows: store.Listed, arranged: str, title: str) -> Picture:
    """Figures of one measure and unit, arranged as the reader chose."""
    first = rows.first.head(charts.MOST_ROWS) if rows.number > charts.MOST_ROWS else rows.first
    cut = "" if rows.number == len(first) else f"Drawn are the first {len(first)} of {rows.number:,}."
    alt = story.figures_alt(first, title)
    if arranged == BY_SOURCE:
        return Picture(spread.panels_chart(first), alt, cut)
    if arranged == BY_DAY:
        dated = chronology.date_claims(first)
        note = " ".join(part for part in (cut, story.undated(first, dated)) if part)
        return Picture(spread.lag_chart(dated), spread.lag_alt(dated), note)
    if not cut:
        return Picture(charts.figures_chart(first, view.selected), alt, "")
    claim = first.iloc[0]
    selection, opened = _selection(view, str(claim["measure"]), str(claim["unit"])), view.data.store
    bins = view.answer(selection, lambda: opened.identify(opened.number_bins(selection, binned.STEPS)))
    note = binned.numbers_note(bins)
    words = f"{title}: {wording.count(rows.number, 'claim')}. {note}"
    outlets = view.answer(("outlets", selection), lambda: opened.values(selection, "source")).index
    unit = wording.unit_name(str(claim["unit"]), 2)
    return Picture(binned.numbers_chart(bins, unit, wording.credit(outlets)), words, note)


def _selection(view: frame.View, measure: str, unit: str) -> store_asking.Selection:
    return view.selection(kind=("figure",), measure=(measure,), unit=(unit,))
