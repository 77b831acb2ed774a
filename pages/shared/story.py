"""What charts show, in words, and the order of their rows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from bakhmut_data import wording

MOST_LANES = 14


def named_lanes(lanes: pd.DataFrame) -> pd.DataFrame:
    """The claims of the lanes with most claims, topics by the names a reader knows."""
    names = lanes["lane"].map(lambda value: wording.label("topic", value))
    most = names.value_counts().head(MOST_LANES).index
    return lanes.assign(lane=names)[names.isin(most)]


def lane_order(lanes: pd.DataFrame, lane: str, sources: Sequence[str]) -> list[str]:
    """Sources in the order of the documents, other lanes with most claims first."""
    return list(sources) if lane == "source" else lanes["lane"].value_counts().index.tolist()


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
        f"Timeline of {wording.count(len(lanes), 'dated claim')}, drawn {wording.days(*window)}. {exact:,} speak for "
        f"one day. Most begin on {wording.days(day, day)} ({int(by_day.iloc[0])}). The list below has them all."
    )


def figures_alt(rows: pd.DataFrame, title: str) -> str:
    """What the figures show: how many, from how many outlets, the lowest and the highest with their voices."""
    claims = rows.dropna(subset=["low"]).to_dict("records")
    if not claims:
        return f"{title}: no numbers."
    low, high = claims[0], max(claims, key=lambda claim: float(claim["low"]))
    return (
        f"{title}: {wording.count(len(rows), 'claim')} from {wording.count(rows['source'].nunique(), 'source')}, "
        f"from {wording.amount(low)} ({wording.voice(low)}) to {wording.amount(high)} ({wording.voice(high)})."
    )


def figure_rows(figures: pd.DataFrame, measure: str) -> dict[str, pd.DataFrame]:
    """The figures of a measure by unit, most first; in each by whom they count, then by size."""
    rows = figures[figures["measure"] == measure]
    units = rows["unit"].value_counts().index
    return {
        str(unit): rows[rows["unit"] == unit].sort_values(["about", "low", "high", "claim_id"], ignore_index=True)
        for unit in units
    }
