"""Claims laid out in time: lanes of a timeline, days worth drawing, days taken together."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import pandas as pd

from bakhmut_data.claims import filtering, frame

EARLY_TAIL = 0.05  # this part of the claims may lie before the window that is drawn
FORERUNNERS = 0.1  # of all claims: at most so many are left out where a long silence follows them
PADDING = pd.Timedelta(days=4)
STRETCHES = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def date_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that have a day, oldest first, with `first` and `last`."""
    first, last = frame.claim_days(claims, "happened")
    dated = claims.assign(first=first, last=last).dropna(subset=["first"])
    return dated.sort_values(["first", "last", "order", "start"])


def lay_levels(moments: pd.DataFrame) -> pd.DataFrame:
    """The rows with a `level` each: in a lane, no two rows of one level share a day."""
    dated = moments.sort_values(["first", "last", "claim_id"], ignore_index=True)
    levels: list[int] = []
    taken: dict[str, list[tuple[pd.Timestamp, int]]] = {}
    free: dict[str, list[int]] = {}
    for row in dated[["lane", "first", "last"]].to_dict("records"):
        name, start, end = str(row["lane"]), pd.Timestamp(row["first"]), pd.Timestamp(row["last"])
        open_until, spare = taken.setdefault(name, []), free.setdefault(name, [])
        while open_until and open_until[0][0] < start:
            heapq.heappush(spare, heapq.heappop(open_until)[1])
        level = heapq.heappop(spare) if spare else len(open_until)
        heapq.heappush(open_until, (end + pd.Timedelta(days=1), level))
        levels.append(level)
    return dated.assign(level=pd.Series(levels, index=dated.index, dtype="int64"))


def window_of(spans: pd.DataFrame, filters: filtering.Filters) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The days worth drawing of claims counted by `first, last, claims`, oldest first; None without any."""
    if spans.empty:
        return None
    before, first = spans["claims"].cumsum(), spans["first"]
    total, newest = int(before.iloc[-1]), pd.Timestamp(spans["last"].max())
    start = first[before > int(EARLY_TAIL * total)].iloc[0] - PADDING
    # Longer silent than all that follows: what came before belongs to another time.
    few = before - spans["claims"] <= FORERUNNERS * total
    after_silence = first[few & (first.diff() > newest - first)]
    if len(after_silence):
        start = max(start, after_silence.iloc[-1] - PADDING)
    end = newest + PADDING
    if filters.earliest:
        start = pd.Timestamp(filters.earliest)
    if filters.latest:
        end = pd.Timestamp(filters.latest)
    return start, max(end, start + PADDING)


def bin_days(counted: pd.DataFrame, day: str, by: Sequence[str], most: int) -> tuple[pd.DataFrame, str]:
    """Counts by days, taken together by the week or longer until there are at most so many rows.

    `counted` has the columns `by`, the day, `claims`, and others of which the first is kept. Also
    gives the name of the stretch: "day", "week", "month", "quarter" or "year".
    """
    binned, named = counted, "day"
    for stretch, period in STRETCHES.items():
        named = stretch
        starts = counted[day].dt.to_period(period).dt.start_time.astype("datetime64[s]")
        grouped = counted.assign(**{day: starts}).groupby([*by, day], sort=False, observed=True)
        rest = {name: "first" for name in counted.columns if name not in {*by, day, "claims"}}
        binned = grouped.agg({"claims": "sum", **rest}).reset_index()
        if len(binned) <= most:
            break
    return binned, named
