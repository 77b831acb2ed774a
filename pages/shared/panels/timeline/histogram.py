"""The histogram of claims a day, in which a reader draws the stretch of days to be seen."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from bakhmut_data.claims import filtering, sentences, timeline
from pages.shared import components
from pages.shared.state import address, views

MOST_BARS = 400


def draw_histogram(view: views.View, key: str) -> None:
    """Claims a day under all filters but the days; a stretch drawn in it becomes the filter of days."""
    freed = filtering.without(view.filters, "earliest", "latest")
    spans = view.spans(freed, freed.date)
    window = timeline.window_of(spans, freed)
    if window is None:
        return

    def drawn() -> None:
        if stretch := address.value_of(key).get("range"):
            address.set_values(**{end: str(stretch[end])[:10] for end in ("from", "to")})

    components.histogram(key=key, data=_histogram(view, window), on_range_change=drawn)


@views.drawn_once
def _histogram(view: views.View, window: tuple[pd.Timestamp, pd.Timestamp]) -> dict[str, Any]:
    freed = filtering.without(view.filters, "earliest", "latest")
    return histogram(view.spans(freed, freed.date), view.filters, window)


def histogram(
    spans: pd.DataFrame, filters: filtering.Filters, window: tuple[pd.Timestamp, pd.Timestamp]
) -> dict[str, Any]:
    """A bar for each day of the window, or some days `together` where it is long: its count, if chosen."""
    together = math.ceil(((window[1] - window[0]).days + 1) / MOST_BARS)
    starts = pd.date_range(window[0], window[1], freq=f"{together}D")
    bins = pd.cut(spans["first"], [*starts, starts[-1] + pd.Timedelta(days=together)], right=False)
    number = spans["claims"].groupby(bins, observed=False).sum().tolist()
    length = pd.Timedelta(days=together - 1)
    bars = [
        [int(count), int(_inside(start, start + length, filters))]
        for start, count in zip(starts, number, strict=True)
    ]
    each = "day" if together == 1 else f"{together} days"
    outside = int(spans["claims"].sum()) - sum(number)
    left_out = f" {sentences.count(outside, 'claim')} before them." if outside else ""
    return {
        "first": f"{window[0]:%Y-%m-%d}",
        "together": together,
        "bars": bars,
        "busiest": max(range(len(bars)), key=lambda at: number[at]),
        "chosen": filters.dated,
        "all": "All days",
        "label": f"Claims each {each}. Arrows choose a day, with Shift a stretch; Enter filters by it",
        "caption": f"Claims each {each}, by when it {filters.date}: draw across the bars to see those days "
        f"alone. The highest has {max(number):,}.{left_out}",
    }


def _inside(start: pd.Timestamp, end: pd.Timestamp, filters: filtering.Filters) -> bool:
    after = filters.earliest is None or end >= pd.Timestamp(filters.earliest)
    return after and (filters.latest is None or start <= pd.Timestamp(filters.latest))
