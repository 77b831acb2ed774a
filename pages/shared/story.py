"""What charts show, in words, and the order of their rows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from bakhmut_data import wording

MOST_LANES = 14


def named_lanes(lanes: pd.DataFrame, lane: str, sources: Sequence[str]) -> pd.DataFrame:
    """The rows of the lanes with most claims, named for a reader, in an order: sources as everywhere."""
    names = lanes["lane"].map(lambda value: wording.label("topic", value))
    counts = lanes["claims"].groupby(names).sum().sort_values(ascending=False, kind="stable")
    most = counts.index[:MOST_LANES].tolist()
    order = [source for source in sources if source in most] if lane == "source" else most
    named = lanes.assign(lane=pd.Categorical(names, order, ordered=True))
    return named[named["lane"].notna()]


def left_out(dated: pd.DataFrame, lanes: pd.DataFrame, window: tuple[pd.Timestamp, pd.Timestamp]) -> str:
    """What the timeline groups and what it leaves out, in a sentence or two."""
    outside = int((dated["last"].lt(window[0]) | dated["first"].gt(window[1])).sum())
    unlaned = len(dated) - int(lanes["claims"].sum())
    words = "Claims of one kind that speak for the same days are one mark, larger for more of them."
    if outside:
        words += f" {wording.count(outside, 'claim')} before or after the drawn months: zoom out to see them."
    if unlaned:
        words += f" {wording.count(unlaned, 'claim')} in none of these lanes."
    return words


def timeline_alt(lanes: pd.DataFrame, window: tuple[pd.Timestamp, pd.Timestamp]) -> str:
    """What the timeline shows: how many claims, where they crowd, how many know their day."""
    if lanes.empty:
        return "No claim has a day."
    by_day = lanes["first"].value_counts()
    day = by_day.index[0]
    exact = int((lanes["first"] == lanes["last"]).sum())
    return (
        f"Timeline of {wording.count(len(lanes), 'dated claim')}, drawn {wording.days(*window)}. {exact:,} "
        f"speak for one day. Most begin on {wording.days(day, day)} ({int(by_day.iloc[0])}). The list below "
        "has them all."
    )


def figures_alt(rows: pd.DataFrame, title: str) -> str:
    """What the figures show: how many, from how many outlets, the lowest and the highest with voices."""
    claims = rows.dropna(subset=["low"]).to_dict("records")
    if not claims:
        return f"{title}: no numbers."
    low, high = claims[0], max(claims, key=lambda claim: float(claim["low"]))
    return (
        f"{title}: {wording.count(len(rows), 'claim')} from "
        f"{wording.count(rows['source'].nunique(), 'source')}, from {wording.amount(low)} "
        f"({wording.voice(low)}) to {wording.amount(high)} ({wording.voice(high)})."
    )


def figure_rows(figures: pd.DataFrame, measure: str) -> dict[str, pd.DataFrame]:
    """The figures of a measure by unit, most first; in each by whom they count, then by size."""
    rows = figures[figures["measure"] == measure]
    units = rows["unit"].value_counts().index
    return {
        str(unit): rows[rows["unit"] == unit].sort_values(
            ["about", "low", "high", "claim_id"], ignore_index=True
        )
        for unit in units
    }


def undated(rows: pd.DataFrame, dated: pd.DataFrame) -> str:
    """How many rows give no day and are therefore not drawn; "" for none."""
    missing = len(rows) - len(dated.dropna(subset=["published"]))
    return (
        f"{wording.count(missing, 'claim')} without both days: in the list, not in the chart."
        if missing
        else ""
    )
