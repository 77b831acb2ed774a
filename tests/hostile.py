"""Words that a careless page would run, style or break on, and documents made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bakhmut_data.tables.rows import Tables
from tests import made_claims as made

HOSTILE = [
    "<script>alert(1)</script>",
    ":red[x] **y** $x^2$",
    "[a](javascript:alert(1))",
    "\u202eevil\u202c \u200fשלום",
    "a\x07b\n\n# c",
    "{{7*7}} ${7*7} %s =1+1",
    "\"'><img src=x onerror=alert(1)>",
    "x" * 10_000,
]


def hostile_tables(documents: Path) -> Tables:
    """A document for each hostile word, with that word for every name in it; the texts lie in `documents`."""
    rows: dict[str, list[Any]] = {"documents": [], "figures": [], "statements": [], "positions": []}
    for number, value in enumerate(HOSTILE):
        text, surface = f"{value} said {number} people came.", f"{number} people"
        known = {"title": value, "publisher": value, "author": value, "published_basis": value}
        found = made.figure(text, surface, low=number, high=None, speaker=value, speaker_side="West")
        rows["documents"].append(made.document(f"{number}.txt", text, **known))
        rows["figures"].append(found)
        rows["statements"].append(made.statement(text, surface, value, cue=value[:200]))
        stand = {"speaker": value, "speaker_side": "West"} if number % 2 else {}
        answer = "hold" if number % 3 else "leave"
        rows["positions"].append(made.position(text, surface, "hold", answer, **stand))
        # Bytes, or a line's end would be rewritten on the way and the text be another.
        (documents / f"{number}.txt").write_bytes(text.encode())
    return made.small_tables(**rows)
