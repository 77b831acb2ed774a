"""Lanes of marks for the light pictures: coverage by source and day, and places in a document."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from bakhmut_data import views, wording

SMALLEST, LARGEST = 7, 22  # pixels


def coverage_strip(
    claims: pd.DataFrame, window: tuple[pd.Timestamp, pd.Timestamp], colors: Mapping[str, str], selected: str
) -> dict[str, Any]:
    """A lane for each source, a dot for each day it speaks for, a diamond on the days it was published."""
    counted = views.count_by_day(claims, "happened")
    counted = counted[counted["day"].between(*window)]
    most = max(1, int(counted["claims"].max())) if len(counted) else 1
    published = claims.drop_duplicates("document_id").dropna(subset=["published"])
    lanes = []
    for source in [name for name in colors if name in set(claims["source"])]:
        marks = [
            {
                "at": _position(row["day"], window),
                "size": round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(row["claims"] / most)),
                "id": row["claim_id"],
                "title": f"{wording.days(row['day'], row['day'])}: {wording.count(row['claims'], 'claim')}",
                "on": row["claim_id"] == selected,
            }
            for row in counted[counted["source"] == source].to_dict("records")
        ]
        marks += [
            {
                "at": _position(row["published"], window),
                "size": 12,
                "shape": "hollow",
                "id": row["claim_id"],
                "title": f"Published {wording.days(row['published'], row['published'])}",
            }
            for row in published[published["source"] == source].to_dict("records")
            if window[0] <= row["published"] <= window[1]
        ]
        lanes.append({"label": source, "color": colors[source], "marks": marks})
    return {
        "lanes": lanes,
        "axis": _month_ticks(window),
        "caption": "Claims by source and by the first day they speak for; size is number. "
        "A diamond is the day of publication.",
        "alt": coverage_alt(counted, len(lanes)),
    }


def coverage_alt(counted: pd.DataFrame, sources: int) -> str:
    """What the coverage picture shows, in words."""
    if counted.empty:
        return "No claim has a day in the drawn months."
    by_day = counted.groupby("day")["claims"].sum()
    day, number = by_day.idxmax(), int(by_day.max())
    return (
        f"{wording.count(int(by_day.sum()), 'dated claim')} of {wording.count(sources, 'source')}; "
        f"most speak for {wording.days(day, day)} ({number})."
    )


def position_strip(
    marks: pd.DataFrame, characters: int, kinds: Iterable[str], colors: Mapping[str, str], selected: str
) -> dict[str, Any]:
    """A lane for each kind of claim, a bar where each stands in the document, from beginning to end."""
    lanes = []
    for kind in kinds:
        found = marks[marks["kind"] == kind]
        bars = [
            {
                "at": round(100 * (claim["start"] + claim["end"]) / 2 / max(characters, 1), 3),
                "width": round(100 * (claim["end"] - claim["start"]) / max(characters, 1), 3),
                "size": 20,
                "shape": "bar",
                "id": claim["claim_id"],
                "title": wording.describe(claim),
                "on": claim["claim_id"] == selected,
            }
            for claim in found.to_dict("records")
        ]
        lanes.append(
            {"label": f"{wording.label('kind', kind)} ({len(found)})", "color": colors[kind], "marks": bars}
        )
    ticks = [{"at": part, "label": f"{characters * part // 100:,}"} for part in (0, 25, 50, 75, 100)]
    return {
        "lanes": lanes,
        "axis": ticks,
        "caption": f"Where claims stand in the text, in characters from its beginning ({characters:,})",
        "alt": f"{wording.count(len(marks), 'mark')} along {characters:,} characters of text.",
    }


def _position(day: pd.Timestamp, window: tuple[pd.Timestamp, pd.Timestamp]) -> float:
    return round(100 * ((day - window[0]) / (window[1] - window[0])), 2)


def _month_ticks(window: tuple[pd.Timestamp, pd.Timestamp]) -> list[dict[str, Any]]:
    months = pd.date_range(window[0], window[1], freq="MS")
    if len(months) < 2:
        months = pd.date_range(window[0], window[1], periods=3).normalize()
        return [{"at": _position(day, window), "label": f"{day.day} {day:%b}"} for day in months]
    step = max(1, math.ceil(len(months) / 9))
    return [
        {"at": _position(month, window), "label": f"{month:%b %Y}" if step > 1 or at % 2 == 0 else ""}
        for at, month in enumerate(months)
        if at % step == 0
    ]
