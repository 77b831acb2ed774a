"""What charts show, in words, and the order of their rows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from bakhmut_data.claims import sentences
from bakhmut_data.store import comparing
from bakhmut_data.wording import cells
from pages.shared.state import views

MOST_LANES = 14
MOST_DOCUMENTS = 1_000  # whose days of publication are looked at


def named_lanes(lanes: pd.DataFrame, lane: str, sources: Sequence[str]) -> pd.DataFrame:
    """The rows of the lanes with most claims, named for a reader, in an order: sources as everywhere."""
    names = lanes["lane"].map(lambda value: sentences.label("topic", value))
    counts = lanes["claims"].groupby(names).sum().sort_values(ascending=False, kind="stable")
    most = counts.index[:MOST_LANES].tolist()
    order = [source for source in sources if source in most] if lane == "source" else most
    named = lanes.assign(lane=pd.Categorical(names, order, ordered=True))
    return named[named["lane"].notna()]


def left_out(spans: pd.DataFrame, in_lanes: int, window: tuple[pd.Timestamp, pd.Timestamp]) -> str:
    """What the timeline leaves out, in a sentence or two; `in_lanes` claims stand in its lanes."""
    outside = spans["last"].lt(window[0]) | spans["first"].gt(window[1])
    number, elsewhere = int(spans.loc[outside, "claims"].sum()), int(spans["claims"].sum()) - in_lanes
    words = ""
    if number:
        words += (
            f" {sentences.count(number, 'claim')} before or after the drawn months: zoom out to see them."
        )
    if elsewhere:
        words += f" {sentences.count(elsewhere, 'claim')} in none of these lanes."
    return words


def timeline_alt(
    spans: pd.DataFrame, window: tuple[pd.Timestamp, pd.Timestamp], one_sided: tuple[int, int]
) -> str:
    """What the timeline shows: how many claims, where they crowd, how many know their day.

    `one_sided` is how many are open before, and how many after the day they name.
    """
    if spans.empty:
        return "No claim has a day."
    by_day = spans.groupby("first")["claims"].sum()
    day = by_day.idxmax()
    exact = int(spans.loc[spans["first"] == spans["last"], "claims"].sum())
    before, after = one_sided
    opened = (
        f" {before + after:,} name one day and are open on a side: {before:,} before it (“by”), "
        f"{after:,} after it (“from”)."
        if before or after
        else ""
    )
    return (
        f"Timeline of {sentences.count(int(spans['claims'].sum()), 'dated claim')}, drawn "
        f"{sentences.days(*window)}. {exact - before - after:,} speak for one day.{opened} Most stand on "
        f"{sentences.days(day, day)} ({int(by_day.max()):,}). The list below has them all."
    )


def figures_alt(rows: pd.DataFrame, title: str) -> str:
    """What the figures show: how many, from how many outlets, the lowest and the highest with voices."""
    claims = rows.dropna(subset=["low"]).to_dict("records")
    if not claims:
        return f"{title}: no numbers."
    low, high = claims[0], max(claims, key=lambda claim: float(claim["low"]))
    return (
        f"{title}: {sentences.count(len(rows), 'claim')} from "
        f"{sentences.count(rows['source'].nunique(), 'source')}, from {sentences.amount(low)} "
        f"({sentences.voice(low)}) to {sentences.amount(high)} ({sentences.voice(high)})."
    )


@views.kept
def inferred(view: views.View) -> str:
    """How many days of publication are inferred from the texts, in a sentence; "" for none."""
    first = view.first_documents(view.selection(), MOST_DOCUMENTS)
    known = first.dropna(subset=["published"])
    # What a text or file states is one day; what follows from it is a span, open where its end is not known.
    window = known["published_earliest"].notna() | known["published_latest"].notna()
    exact = known["published_earliest"].eq(known["published_latest"])
    number = int((window & ~exact).sum())
    if not number:
        return ""
    of = f"the first {len(first):,}" if view.counts.documents > len(first) else f"{len(first):,}"
    return (
        f"For {number:,} of {of} documents the day of publication is not stated but inferred from the text, "
        "and may be days or weeks off; the page Documents says how."
    )


def undated(rows: pd.DataFrame, dated: pd.DataFrame) -> str:
    """How many rows give no day and are therefore not drawn; "" for none."""
    missing = len(rows) - len(dated.dropna(subset=["published"]))
    return (
        f"{sentences.count(missing, 'claim')} without both days: in the list, not in the chart."
        if missing
        else ""
    )


@views.kept
def extremes(view: views.View) -> list[tuple[str, pd.DataFrame]]:
    """The lowest and the highest claim of what most sources give of the same side, in one unit."""
    found = comparing.extremes(
        view.data.store, view.selection(kind=("figure",), measure=cells.COMPARED), cells.MOST_EXTREMES
    )
    return [(cells.thing_counted(measure, about, unit), rows) for measure, about, unit, rows in found]
