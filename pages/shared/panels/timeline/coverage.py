"""Lanes of marks for the light pictures: coverage by source and day, and places in a document."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from bakhmut_data.claims import sentences, timeline
from bakhmut_data.store import counting as store_counting
from bakhmut_data.store import fetching, selections
from pages.shared.charts import counts
from pages.shared.state import views

SMALLEST, LARGEST = 7, 22  # pixels
MOST_LANES = 24  # sources
MOST_MARKS = 1_000  # dots, and as many diamonds

Window = tuple[pd.Timestamp, pd.Timestamp]


@views.drawn_once
def coverage_strip(view: views.View, window: Window, kind: str = "") -> dict[str, Any]:
    """A lane for each source, a dot for each day it speaks for, a diamond on the days it was published.

    Of very many sources those with most claims, and of very many days weeks or months, which is said.
    """
    most_claims = set(view.number_of("source").index[:MOST_LANES])
    sources = [source for source in view.data.sources if source in most_claims]
    drawn = view.selection(
        source=sources if len(sources) < view.counts.sources else (), kind=(kind,) if kind else ()
    )
    counted = _days(view, drawn)
    published = view.publications(drawn)
    counted = counted[counted["day"].between(*window)]
    published = published[published["published"].between(*window)]
    published = published.assign(claims=published["documents"])
    days, stretch = timeline.bin_days(counted, "day", ["source"], MOST_MARKS)
    issues, issued = timeline.bin_days(published, "published", ["source"], MOST_MARKS)
    both = fetching.identify(view.data.store, pd.concat([days, issues], ignore_index=True))
    days, issues = both.head(len(days)), both.tail(len(issues))
    most = max(1, int(days["claims"].max())) if len(days) else 1
    marks: dict[str, list[dict[str, Any]]] = {source: [] for source in sources}
    unmarked = _unmarked(view, drawn, set(sources) - set(days["source"]))
    for row in days.to_dict("records"):
        label = counts.label_stretch(row["day"], stretch)
        marks[row["source"]].append(
            {
                "at": _position(row["day"], window),
                "size": round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(row["claims"] / most)),
                "id": row["claim_id"],
                "title": f"{label}: {sentences.count(row['claims'], 'claim')}",
                "on": row["claim_id"] == view.selected,
            }
        )
    for row in issues.to_dict("records"):
        label = counts.label_stretch(row["published"], issued)
        many = f": {sentences.count(row['claims'], 'document')}" if row["claims"] > 1 else ""
        marks[row["source"]].append(
            {
                "at": _position(row["published"], window),
                "size": 12,
                "shape": "hollow",
                "id": row["claim_id"],
                "title": f"Published {label}{many}",
            }
        )
    cut = (
        f" Of {sentences.count(view.counts.sources, 'source')} the {len(sources)} with most claims."
        if len(sources) < view.counts.sources
        else ""
    )
    return {
        "credit": sentences.credit(sources),
        "lanes": [
            {
                "label": source,
                "color": view.data.colors[source],
                "marks": marks[source],
                "note": unmarked.get(source, ""),
            }
            for source in sources
        ],
        "axis": _month_ticks(window),
        "caption": f"Claims by source and by the first {stretch} they speak for; size is number. "
        f"A diamond is the {issued} of publication.{_together(stretch, issued)}{cut}",
        "alt": coverage_alt(counted, len(sources)),
    }


@views.kept
def _days(view: views.View, drawn: selections.Selection) -> pd.DataFrame:
    """How many claims of each source speak for which day, whatever the kind of day filtered by."""
    return store_counting.days(view.data.store, drawn, "happened")


def _unmarked(view: views.View, drawn: selections.Selection, sources: Collection[str]) -> dict[str, str]:
    """Why sources have no dot: they are silent, name no day, or only days that are not drawn."""
    if not sources:
        return {}
    said = view.values(drawn, "source")
    dated = view.values(dataclasses.replace(drawn, known=("first",)), "source")
    notes = {}
    for source in sources:
        number = sentences.count(int(said.get(source, 0)), "claim")
        elsewhen = "only for days that are not drawn" if source in dated else "none says for which day"
        notes[source] = f"{number}, {elsewhen}" if source in said else "no such claim"
    return notes


def _together(stretch: str, issued: str) -> str:
    """Says so where days are taken together."""
    if stretch == issued == "day":
        return ""
    return " There are too many days for a mark each; they are counted together."


def coverage_alt(counted: pd.DataFrame, sources: int) -> str:
    """What the coverage picture shows, in words."""
    if counted.empty:
        return "No claim has a day in the drawn months."
    by_day = counted.groupby("day")["claims"].sum()
    day, number = by_day.idxmax(), int(by_day.max())
    return (
        f"{sentences.count(int(by_day.sum()), 'dated claim')} of {sentences.count(sources, 'source')}; "
        f"most speak for {sentences.days(day, day)} ({number:,})."
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
                "title": sentences.describe(claim),
                "on": claim["claim_id"] == selected,
            }
            for claim in found.to_dict("records")
        ]
        lanes.append(
            {"label": f"{sentences.label('kind', kind)} ({len(found)})", "color": colors[kind], "marks": bars}
        )
    ticks = [{"at": part, "label": f"{characters * part // 100:,}"} for part in (0, 25, 50, 75, 100)]
    return {
        "credit": sentences.credit(marks["source"]),
        "lanes": lanes,
        "axis": ticks,
        "caption": f"Where claims stand in the text, in characters from its beginning ({characters:,})",
        "alt": f"{sentences.count(len(marks), 'mark')} along {characters:,} characters of text.",
    }


def _position(day: pd.Timestamp, window: tuple[pd.Timestamp, pd.Timestamp]) -> float:
    return round(100 * ((day - window[0]) / (window[1] - window[0])), 2)


def _month_ticks(window: tuple[pd.Timestamp, pd.Timestamp]) -> list[dict[str, Any]]:
    months = pd.date_range(window[0], window[1], freq="MS")
    if len(months) < 2:
        months = pd.date_range(window[0], window[1], periods=3).normalize()
        return [{"at": _position(day, window), "label": f"{day.day} {day:%b %Y}"} for day in months]
    step = max(1, math.ceil(len(months) / 9))
    return [
        {"at": _position(month, window), "label": f"{month:%b %Y}" if step > 1 or at % 2 == 0 else ""}
        for at, month in enumerate(months)
        if at % step == 0
    ]
