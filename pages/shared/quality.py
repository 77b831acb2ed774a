"""The measured quality of the tables in words and two readable tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bakhmut_data import wording
from pages.shared import describing

Scores = Mapping[str, Mapping[str, Any]]

COUNTS = {"gold": "Rows by hand", "found": "Rows found"}
SCORES = {"precision": "Of the rows found, right", "recall": "Of the rows by hand, found", "f1": "Both (F1)"}
MEANING = """
**Reading the first table.** People annotated documents by hand; the rules then read the same ones without
stated facts or corrections. *Of the rows found, right* (precision) says how often a row of a table can be
trusted to be there at all; *of the rows by hand, found* (recall) how much the table misses; *both* is their
harmonic mean. *Columns right* says, of the rows found in both, in how many percent a column holds what people
wrote. 100% would be perfect; at 90% one row in ten is wrong or missing.

**Reading the second table.** The same rules on public collections of annotated news, which they were not made
for, scored by those collections' own measures in percent. Scores named *strict* want the same first and last
character, *relaxed* ones an overlap, *end to end* ones everything about a row.
"""


def quality_html(path: Path) -> str:
    """The measured quality as tables; says so where nothing was measured."""
    try:
        measured = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return '<p class="lede">The quality of these tables has not been measured.</p>'
    parts = [_tables(measured.get("tables", {})), _corpora(measured.get("corpora", {}))]
    return "".join(parts)


def _tables(scores: Scores) -> str:
    if not scores:
        return ""
    rows = []
    for name, row in scores.items():
        columns = [
            f"{key.replace('_', ' ').replace('+', ' and ')} {_percent(value)}"
            for key, value in row.items()
            if key not in COUNTS and key not in SCORES and isinstance(value, int | float)
        ]
        counts = [_count(row.get(key)) for key in COUNTS]
        rows.append((name, *counts, *(_percent(row.get(key)) for key in SCORES), ", ".join(columns)))
    head = ("Table", *COUNTS.values(), *SCORES.values(), "Columns right")
    return describing.table_html("Against annotation by hand", head, rows, numbers=(1, 2, 3, 4, 5))


def _corpora(scores: Scores) -> str:
    rows: list[tuple[str, str, str]] = []
    for name, row in scores.items():
        told = [(key, f1) for key, value in row.items() if (f1 := _f1(value)) is not None]
        rows.extend(
            (name if at == 0 else "", f"{key.replace('_', ' ').removesuffix(' f1')}, F1", f"{f1:.1f}%")
            for at, (key, f1) in enumerate(told)
        )
    if not rows:
        return ""
    head = ("Collection", "Measure", "Score")
    return describing.table_html("On public collections", head, rows, numbers=(2,))


def _f1(value: object) -> float | None:
    """The F1 of a scorer's precision, recall and F1; None for what is no such triple."""
    return float(value["f1"]) if isinstance(value, dict) and "f1" in value else None


def _percent(value: object) -> str:
    return f"{100 * value:.0f}%" if isinstance(value, int | float) else "–"


def _count(value: object) -> str:
    return wording.number(value) if isinstance(value, int | float) else "–"
