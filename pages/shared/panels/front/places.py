"""Rows for the map and the list beside it, which say the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from bakhmut_data.claims import sentences
from bakhmut_data.store import comparing
from pages.shared import palette
from pages.shared.state import views

HEADINGS = {
    "Russia": "Russian-held",
    "Ukraine": "Ukrainian-held",
    "contested": "Contested",
    "both": "Said to be held by both",
    "none": "Named; nobody is said to hold it",
}


def _legend() -> str:
    keys = []
    for holder, heading in HEADINGS.items():
        color, letter = palette.HOLDERS[holder], palette.LETTERS[holder]
        style = f"background:{color}" if holder != "none" else f"border-color:{color}"
        keys.append(f'<li><span class="key" style="{style}" aria-hidden="true">{letter}</span>{heading}</li>')
    ring = '<span class="key" style="border-color:#7A7A7A" aria-hidden="true"></span>'
    keys.append(f"<li>{ring}a ring with a letter: only a part of it, or near it</li><li>Size: mentions</li>")
    return f'<ul class="legend">{"".join(keys)}</ul>'


LEGEND = _legend()


@views.kept
def places_on(view: views.View, day: dt.date) -> pd.DataFrame:
    """Every place that is named, with who is said to hold it on the day, mentions and a line on it."""
    named = comparing.places(view.data.store, view.selection()).rename(columns={"claim_id": "first_claim"})
    held = comparing.holders(view.data.store, view.selection(), day)
    shown = named.merge(held, how="left", on="place_id")
    # A country or a region is no point on the map unless somebody is said to hold it.
    shown = shown[
        shown["controller"].notna() | ~shown["place_kind"].isin(["country", "region", "river", "road"])
    ]
    shown = shown.reset_index(drop=True)
    shown["controller"] = shown["controller"].fillna("none")
    shown["whole"] = shown["whole"].eq(other=True)
    shown["claim_id"] = shown["claim_id"].fillna(shown["first_claim"])
    shown["said"] = [_said(row) for row in shown.to_dict("records")]
    return shown


def place_groups(shown: pd.DataFrame, selected: str) -> list[dict[str, Any]]:
    """The list beside the map: places by who is said to hold them, most mentioned first."""
    groups = []
    for holder, heading in HEADINGS.items():
        rows = shown[shown["controller"] == holder].sort_values(
            ["mentions", "place"], ascending=[False, True]
        )
        if len(rows):
            items = [
                {
                    "id": row["claim_id"],
                    "what": str(row["place"]),
                    "who": row["said"],
                    "when": sentences.count(int(row["mentions"]), "mention"),
                    "color": palette.HOLDERS[holder],
                    "on": row["claim_id"] == selected,
                }
                for row in rows.to_dict("records")
            ]
            groups.append({"title": heading, "badge": str(len(rows)), "rows": items})
    return groups


def holders_alt(shown: pd.DataFrame, day: pd.Timestamp) -> str:
    """What the map shows, in words."""
    counts = shown["controller"].value_counts()
    parts = [
        f"{counts[holder]} {_within(heading)}" for holder, heading in HEADINGS.items() if holder in counts
    ]
    town = shown[shown["place"] == "Bakhmut"]
    bakhmut = f" Bakhmut: {town.iloc[0]['said']}." if len(town) else ""
    return f"Map of places as reported up to {sentences.days(day, day)}: {', '.join(parts)}.{bakhmut}"


def _within(heading: str) -> str:
    """A heading inside a sentence: only the names of countries keep their capital letters."""
    return heading if heading.startswith(("Russian", "Ukrainian")) else heading.lower()


def _said(row: dict[Any, Any]) -> str:
    if row["controller"] == "none":
        return "no claim up to this day"
    words = HEADINGS[row["controller"]]
    part = "" if row["whole"] else ", in part or near it"
    number = sentences.count(int(row["claims"]), "claim")
    return f"{words}{part}, as of {sentences.days(row['day'], row['day'])} ({number})"
