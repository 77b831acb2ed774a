"""The measured quality of the tables in words and two readable tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bakhmut_data.claims import sentences
from pages.shared.panels.claims import method

Scores = Mapping[str, Mapping[str, Any]]

COUNTS = {"gold": "Rows by hand", "found": "Rows found"}
SCORES = {"precision": "Of those found, right", "recall": "Of those by hand, found", "f1": "Both together"}
MEANING = """
**Reading the first table.** People annotated thirteen documents by hand; the rules then read the same ones
without stated facts or corrections. *Of those found, right* says how often a row of a table can be trusted to
be there at all; *of those by hand, found* how much the table misses; *both together* is a mean of the two
that is low when either is. (The field calls them precision, recall and F1.) *Columns right* says, of the rows
found in both, in how many percent a column holds what people wrote. 100% would be perfect; at 90% one row in
ten is wrong or missing.

**Expect the second table on other documents.** The rules were tuned on the thirteen. The second table is of
twenty texts of other kinds (transcripts, briefings, features, letters …) that were written and annotated by
people who did not know the rules, and for which no rule was made. Topics are learned from annotated texts,
the thirteen among them: only the second table says how often they are right. So before you rely on a claim,
open its evidence and read its sentence.

**Reading the last table.** The same rules on public collections of annotated news, which they were not made
for: *both together*, by those collections' own rules of what counts as right.
"""


def quality_html(path: Path) -> str:
    """The measured quality as tables; says so where nothing was measured."""
    try:
        measured = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return '<p class="lede">The quality of these tables has not been measured.</p>'
    parts = [
        _tables("Against annotation by hand", measured.get("tables", {})),
        _tables("On texts that no rule was made for", measured.get("unseen", {})),
        _corpora(measured.get("corpora", {})),
    ]
    return "".join(parts)


def _tables(title: str, scores: Scores) -> str:
    if not scores:
        return ""
    rows = []
    for name, row in scores.items():
        columns = [
            f"{sentences.label('score', key)} {_percent(value)}"
            for key, value in row.items()
            if key not in COUNTS and key not in SCORES and isinstance(value, int | float)
        ]
        counts = [_count(row.get(key)) for key in COUNTS]
        rows.append(
            (
                sentences.label("scored", name),
                *counts,
                *(_percent(row.get(key)) for key in SCORES),
                ", ".join(columns),
            )
        )
    head = ("Rows of", *COUNTS.values(), *SCORES.values(), "Columns right")
    return method.table_html(title, head, rows, numbers=(1, 2, 3, 4, 5))


def _corpora(scores: Scores) -> str:
    rows: list[tuple[str, str, str]] = []
    for name, row in scores.items():
        scored = [(key, f1) for key, value in row.items() if (f1 := _f1(value)) is not None]
        rows.extend(
            (name if at == 0 else "", sentences.label("score", key), f"{f1:.1f}%")
            for at, (key, f1) in enumerate(scored)
        )
    if not rows:
        return ""
    head = ("Collection", "What must be right", "Both together")
    return method.table_html("On public collections", head, rows, numbers=(2,))


def _f1(value: object) -> float | None:
    """The F1 of a scorer's precision, recall and F1; None for what is no such triple."""
    return float(value["f1"]) if isinstance(value, dict) and "f1" in value else None


def _percent(value: object) -> str:
    """In whole percent, of which only all is 100."""
    if not isinstance(value, int | float):
        return "–"
    rounded = f"{100 * value:.0f}%"
    return "over 99%" if rounded == "100%" and value < 1 else rounded


def _count(value: object) -> str:
    return sentences.number(value) if isinstance(value, int | float) else "–"
