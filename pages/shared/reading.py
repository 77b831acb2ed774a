"""The reader's choices: which document, which kinds of marks, which part of a long text."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd

from bakhmut_data import wording
from pages.shared import choices, frame, quotes

COLORS = {
    "figure": "#B35C00",
    "statement": "#2F7D5D",
    "control": "#A4478A",
    "date": "#5B7FA8",
    "mention": "#8A8A8A",
}
NO_TEXT = (
    "The text is not here: it belongs to its publisher. Readers who have the document put it in the folder "
    "documents (or where BAKHMUT_DOCUMENTS points) and see every claim in its sentence."
)


def document_choices(view: frame.View) -> dict[str, dict[Any, Any]]:
    """The documents the filters leave, by a name that tells them apart."""
    documents = view.data.tables.documents
    left = documents[documents["document_id"].isin(view.marks["document_id"])]
    outlet = view.data.marks.drop_duplicates("document_id").set_index("document_id")["source"]
    named: dict[str, dict[Any, Any]] = {}
    for row in left.to_dict("records"):
        title = "" if pd.isna(row["title"]) else f": {wording.shorten(str(row['title']), 50)}"
        name = str(outlet[row["document_id"]])
        name = name if "(" in name and not title else f"{name}{title}"
        named[name if name not in named else f"{name} {row['document_id'][:4]}"] = row
    return named


def document_of(named: dict[str, dict[Any, Any]], selected: str) -> str:
    """The name of the document in which the open evidence stands, "" where it is not among them."""
    document_id = selected.rpartition("-")[0].rpartition("-")[0]
    return next((name for name, row in named.items() if row["document_id"] == document_id), "")


def pick_kinds() -> list[str]:
    """The kinds of marks to show, all claims unless chosen."""
    chosen = choices.pick_several("Marked", list(quotes.SHOWN_KINDS), "k", ["figure", "statement", "control"])
    return [kind for kind in quotes.SHOWN_KINDS if kind in chosen]


def pick_part(length: int) -> int:
    """Where the part of a long text begins that is to be read."""
    parts = range(0, length, quotes.LONGEST_READING)
    if len(parts) < 2:
        return 0
    names = [f"from character {start:,}" for start in parts]
    return parts[names.index(choices.pick_one("Part of the text", names, key="part"))]


def document_html(document: dict[Any, Any]) -> str:
    """What is known of a document, as escaped HTML."""
    published = wording.days(document["published"], document["published"])
    facts = [
        ("Outlet", document["publisher"]),
        ("Headline", document["title"]),
        ("Author", document["author"]),
        ("Published", published),
        ("Date from", document["published_basis"]),
        ("Length", f"{document['words']:,} words, {document['characters']:,} characters"),
        ("SHA-256", document["sha256"]),
    ]
    rows = "".join(
        f'<tr><th scope="row">{name}</th>'
        f'<td dir="auto">{html.escape(wording.shorten(str(value), 400))}</td></tr>'
        for name, value in facts
        if not pd.isna(value)
    )
    return (
        f'<table class="plain"><caption>What is known of the document</caption><tbody>{rows}</tbody></table>'
    )
