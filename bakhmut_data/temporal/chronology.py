"""Claims laid out in time: who is said to hold what on a day, lanes of a timeline, days worth drawing."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import pandas as pd

from bakhmut_data import views

REPORTED = ("asserted", "claimed", "past")  # what is denied, expected or supposed is said of no day
SAME_TIME = pd.Timedelta(days=3)  # claims so close speak for the same moment
EARLY_TAIL = 0.05  # this part of the claims may lie before the window that is drawn
PADDING = pd.Timedelta(days=4)
STRETCHES = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def report_days(control: pd.DataFrame) -> list[pd.Timestamp]:
    """The days for which somebody is said to hold a place, in order, without the early tail."""
    reported = control[control["status"].isin(REPORTED)]
    first, _ = views.claim_days(reported, "happened")
    days = sorted(pd.Timestamp(day) for day in first.dropna())
    return sorted(set(days[int(EARLY_TAIL * len(days)) :]))


def holders_on(control: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Who is said to hold each place by the newest claims up to a day.

    One row a place: `place_id, place, latitude, longitude, controller, whole, day, claims,
    claim_id`. Claims a few days apart count as one moment; when they differ, the controller
    is "both". `whole` is false where only a part of the place is spoken of.
    """
    first, last = views.claim_days(control, "happened")
    dated = control.assign(first=first, last=last)
    dated = dated[dated["status"].isin(REPORTED) & (dated["first"] <= day) & dated["latitude"].notna()]
    rows = [_holder(group.sort_values("first"), day) for _, group in dated.groupby("place_id", sort=True)]
    columns = [
        "place_id",
        "place",
        "latitude",
        "longitude",
        "controller",
        "whole",
        "day",
        "claims",
        "claim_id",
    ]
    return pd.DataFrame(rows, columns=columns)


def _holder(group: pd.DataFrame, day: pd.Timestamp) -> dict[str, object]:
    ends = group["last"].where(group["last"] <= day, day)
    newest = group[ends >= ends.max() - SAME_TIME]
    whole = newest[newest["part"].isna()]
    heard = newest if whole.empty else whole
    controllers = heard["controller"].unique()
    last = heard.iloc[-1]
    return {
        "place_id": last["place_id"],
        "place": last["place"],
        "latitude": float(last["latitude"]),
        "longitude": float(last["longitude"]),
        "controller": controllers[0] if len(controllers) == 1 else "both",
        "whole": not whole.empty,
        "day": ends.max(),
        "claims": len(group),
        "claim_id": last["claim_id"],
    }


def date_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that have a day, oldest first, with `first` and `last`."""
    first, last = views.claim_days(claims, "happened")
    dated = claims.assign(first=first, last=last).dropna(subset=["first"])
    return dated.sort_values(["first", "last", "order", "start"])


def lay_lanes(claims: pd.DataFrame, lane: str) -> pd.DataFrame:
    """One row for the claims of a kind that speak for the same days, with `lane, first, last, level`.

    `claims` is their number, `claim_id` and the other columns are the first one's, `sources` tells
    whether several outlets are among them.
    """
    dated = date_claims(claims).assign(lane=claims[lane]).dropna(subset=["lane"])
    together = dated.groupby(["lane", "first", "last", "kind"], sort=False)
    sizes = together.agg(claims=("claim_id", "size"), sources=("source", "nunique")).reset_index()
    dated = together.head(1).merge(sizes, on=["lane", "first", "last", "kind"], validate="one_to_one")
    return lay_levels(dated)


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


def drawn_window(claims: pd.DataFrame, filters: views.Filters) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The days worth drawing: the filter's, or those of all claims but the early tail; None without any."""
    first, last = views.claim_days(claims, filters.date)
    spans = pd.DataFrame({"first": first, "last": last, "claims": 1}).dropna(subset=["first"])
    return window_of(spans.sort_values("first"), filters)


def window_of(spans: pd.DataFrame, filters: views.Filters) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The days worth drawing of claims counted by `first, last, claims`, oldest first; None without any."""
    if spans.empty:
        return None
    before = spans["claims"].cumsum()
    start = spans.loc[before > int(EARLY_TAIL * before.iloc[-1]), "first"].iloc[0] - PADDING
    end = pd.Timestamp(spans["last"].max()) + PADDING
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
