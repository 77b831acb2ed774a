"""The reader's choices: which document, which kinds of marks, which part of a long text."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Mapping, Sequence, Sized
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.store import fetching
from bakhmut_data.wording import evidence, links
from pages.shared.panels.documents import texts
from pages.shared.state import address, choices, views

MOST_DOCUMENTS = 1_000  # to choose from
COLORS = {
    "figure": "#B35C00",
    "statement": "#2F7D5D",
    "control": "#A4478A",
    "position": "#6A5ACD",
    "date": "#5B7FA8",
    "mention": "#8A8A8A",
}


def document_choices(view: views.View) -> dict[str, dict[Any, Any]]:
    """The documents the filters leave, by their ids: the first many, and those asked for.

    Asked for are the one in the address and the one in which the open evidence stands.
    """
    # Under a search, documents are found by their claims: what is no claim is three times as much.
    opened, left = view.data.store, view.selection(marks=not view.filters.search)
    first = view.first_documents(left, MOST_DOCUMENTS)
    found = {str(row["document_id"]): row for row in first.to_dict("records")}
    for asked in (str(address.value_of("doc") or ""), document_of(view)):
        known = view.document(asked) if asked and asked not in found else None
        if known:
            one = fetching.documents(opened, left, 1, named=str(known["name"]))
            found |= {str(row["document_id"]): row for row in one.to_dict("records")}
    return found


def document_of(view: views.View) -> str:
    """The id of the document in which the open evidence stands, "" for none."""
    found = view.document(view.selected.rpartition("-")[0].rpartition("-")[0])
    return "" if found is None else str(found["document_id"])


def pick_document(found: Mapping[str, dict[Any, Any]]) -> dict[Any, Any]:
    """One of some documents by its name; the address has its id, which stays when its name changes."""
    choices.note_unknown("doc", list(found), "Document")
    with st.container(key="hidden-doc"):
        st.text_input("Document", key="doc", bind="query-params", max_chars=40)
    ids = {str(row["name"]): each for each, row in found.items()}
    chosen = found.get(str(address.value_of("doc") or "")) or next(iter(found.values()))

    def take() -> None:
        address.set_values(doc=ids[str(address.value_of("doc-named"))])

    address.mirror("doc-named", str(chosen["name"]))
    st.selectbox("Document", list(ids), key="doc-named", on_change=take)
    return chosen


def cut_html(view: views.View, named: Sized) -> str:
    """Says so where there are more documents than can be chosen from; "" otherwise."""
    if view.counts.documents <= len(named) or len(named) < MOST_DOCUMENTS:
        return ""
    return (
        f'<p class="status">The first {MOST_DOCUMENTS:,} of {view.counts.documents:,} documents are offered: '
        "filters find the others.</p>"
    )


def marks_in(document: dict[Any, Any], kinds: Sequence[str], view: views.View) -> pd.DataFrame:
    """What the filters leave of the marks of some kinds in a document, in reading order."""
    opened = view.data.store
    selection = fetching.of_document(opened, str(document["document_id"]), kinds)
    found = fetching.claims(opened, dataclasses.replace(selection, filters=view.filters))
    return found if kinds else found.head(0)


def counted_html(found: pd.DataFrame) -> str:
    """How many of the marks in a document are claims, where some are not; "" otherwise."""
    claims = int(found["claim"].sum())
    if claims == len(found):
        return ""
    return (
        f'<p class="status">{sentences.count(len(found), "mark")}, '
        f"of which {sentences.count(claims, 'claim')}: "
        "dates, place names and numbers that are not about the war (ages, reading times …) are marked in "
        "the text but counted nowhere, and positions that are read from a statement count as that.</p>"
    )


def pick_kinds() -> list[str]:
    """The kinds of marks to show, all claims unless chosen."""
    names = {kind: sentences.label("kind", kind) for kind in texts.SHOWN_KINDS}
    return choices.pick_several("Show", names, "k", ["figure", "statement", "control", "position"])


def pick_part(length: int) -> int:
    """Where the part of a long text begins that is to be read."""
    parts = range(0, length, texts.LONGEST_READING)
    if len(parts) < 2:
        return 0
    names = [f"from character {start:,}" for start in parts]
    return parts[names.index(choices.pick_one("Part of the text", names, key="part"))]


def no_text_html(document: dict[Any, Any]) -> str:
    """Why there is no text, and where a reader finds it; escaped HTML."""
    parts = [
        f"“{document['title']}”" if not pd.isna(document["title"]) else "",
        "" if pd.isna(document["author"]) else f"by {document['author']}",
        "" if pd.isna(document["publisher"]) else f"in {document['publisher']}",
        sentences.publication(document),
    ]
    known = ", ".join(sentences.shorten(part, 200) for part in parts if part and part != "undated")
    where = f" Read it where it appeared: {known}." if known else ""
    linked = (
        ""
        if pd.isna(document["url"])
        else f" {links.Linked(sentences.shorten(str(document['url']), 200), document['url']).as_html}"
    )
    return f'<p class="note" dir="auto">{html.escape(evidence.NO_TEXT + where)}{linked}</p>'


def document_html(document: dict[Any, Any]) -> str:
    """What is known of a document, as escaped HTML."""
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td dir="auto">{links.as_html(value)}</td></tr>'
        for name, value in evidence.document_facts(document)
    )
    return (
        f'<table class="plain"><caption>What is known of the document</caption><tbody>{rows}</tbody></table>'
    )
