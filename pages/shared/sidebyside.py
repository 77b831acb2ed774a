"""Rows of sources side by side, and graded pairs among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data import comparison, wording
from pages.shared import frame, showing

HEADINGS: Mapping[str, str] = {
    "topic": "What they speak of",
    "figure": "Which numbers they give",
    "place": "Which places they speak of",
    "day": "Which days they speak for",
    "words": "Which words they report others with",
    "voices": "Whom they let speak",
}
SHOWN_IN_CELL = 3
MOST_IN_CELL = 60
SHOWN_ROWS = 40
SHOWN_PAIRS = 3


def matrix(view: frame.View, chosen: Sequence[str], lens: str) -> dict[str, Any]:
    """The chosen sources as columns, what the lens sees as rows, "does not say" where a source is silent."""
    seen: comparison.Lens = next(each for each in comparison.LENSES if each == lens)
    rows = comparison.lay_side_by_side(view.claims, chosen, seen)
    shown = list(rows.items())[:SHOWN_ROWS]
    cut = f" The first {SHOWN_ROWS} of {len(rows)} rows." if len(rows) > SHOWN_ROWS else ""
    return {
        "caption": f"{len(rows)} rows, {len(chosen)} sources.{cut}",
        "corner": lens.capitalize(),
        "blank": "does not say",
        "shown": SHOWN_IN_CELL,
        "sources": [{"label": source, "color": view.data.colors[source]} for source in chosen],
        "rows": [
            {
                "label": label,
                "cells": [
                    [_item(claim, view) for claim in cells[source][:MOST_IN_CELL]] for source in chosen
                ],
            }
            for label, cells in shown
        ],
    }


def graded_groups(
    subjects: Sequence[comparison.Subject],
    chosen: Sequence[str],
    records: Mapping[str, dict[Any, Any]],
    view: frame.View,
) -> list[dict[str, Any]]:
    """A group for each thing the chosen sources both speak of, with its gravest pairs and who is silent."""
    groups = []
    for subject in subjects:
        pairs = [
            pair
            for pair in subject.pairs
            if {str(records[pair.left]["source"]), str(records[pair.right]["source"])} <= set(chosen)
            and records[pair.left]["source"] != records[pair.right]["source"]
        ]
        if not pairs:
            continue
        silent = comparison.silent_on(subject, chosen)
        note = f" Silent on this: {', '.join(silent)}." if silent else ""
        shown = 1 if pairs[0].grade == "not comparable" else SHOWN_PAIRS
        graver = [pair for pair in pairs if pair.grade == pairs[0].grade][:shown]
        number = sum(pair.grade == pairs[0].grade for pair in pairs)
        for at, pair in enumerate(graver):
            claims = pd.DataFrame([records[pair.left], records[pair.right]])
            groups.append(
                {
                    "title": subject.title if at == 0 else "",
                    "badge": f"{pair.grade} ({number} of {len(pairs)} pairs)",
                    "note": f"{pair.reason[:1].upper()}{pair.reason[1:]}.{note if at == 0 else ''}",
                    "rows": showing.row_items(claims, view),
                }
            )
    return groups


def _item(claim: Mapping[Any, Any], view: frame.View) -> dict[str, Any]:
    return {
        "id": claim["claim_id"],
        "what": wording.describe(claim),
        "who": f"{wording.voice(claim)}; {wording.days(claim['earliest'], claim['latest'])}",
        "on": claim["claim_id"] == view.selected,
    }
