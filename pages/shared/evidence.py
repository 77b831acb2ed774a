"""The panel that shows where a claim stands: outlet, speaker, days, rule, offsets, and its sentence."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from bakhmut_data import views, wording
from pages.shared import frame, quotes

WITHOUT_DOCUMENTS = (
    "The line above is generated from the tables. The sentence itself is shown to readers who have the "
    "document (folder documents, or BAKHMUT_DOCUMENTS)."
)


def draw_evidence() -> None:
    """The evidence of the claim that is selected; nothing where none is."""
    view = frame.current_view()
    claim = views.find_claim(view.data.marks, view.selected) if view.selected else None
    if claim is None:
        return
    st.html(evidence_html(claim, view))
    order = view.claims["claim_id"].tolist()
    at = order.index(view.selected) if view.selected in order else -1
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Previous",
            key="ev-previous",
            disabled=at <= 0,
            on_click=frame.open_claim,
            args=(order[at - 1] if at > 0 else "",),
        )
        st.button(
            "Next",
            key="ev-next",
            disabled=at + 1 >= len(order),
            on_click=frame.open_claim,
            args=(order[at + 1] if at + 1 < len(order) else "",),
        )
        st.button("Close", key="ev-close", on_click=frame.open_claim, args=("",))
    where = (
        f"{at + 1:,} of {len(order):,} in this view" if at >= 0 else "Not among the claims the filters leave"
    )
    st.html(f'<p class="status">{where}</p>')


def evidence_html(claim: Mapping[str, Any], view: frame.View) -> str:
    """The evidence as escaped HTML; every value of a document stands as text."""
    document = _document(claim, view)
    text = frame.find_text(document)
    start, end = int(claim["start"]), int(claim["end"])
    language = None if pd.isna(document["language"]) else str(document["language"])
    said = (
        quotes.quote_html(quotes.cut_quote(text, start, end), language) if text else _plain(WITHOUT_DOCUMENTS)
    )
    facts = "".join(
        f'<dt>{name}</dt><dd dir="auto">{html.escape(value)}</dd>'
        for name, value in _facts(claim, document)
        if value
    )
    link = f"?ev={quote(str(claim['claim_id']))}"
    return (
        '<section class="evidence" aria-label="Evidence">'
        f'<p class="eyebrow">Evidence: {html.escape(wording.label("kind", claim["kind"]))}</p>'
        f'<h2 dir="auto">{html.escape(wording.describe(claim))}</h2>'
        f'<p dir="auto">{html.escape(wording.attribute(claim))}</p>{said}<dl>{facts}</dl>'
        f'<p class="status"><a href="{html.escape(link)}" target="_self">Permanent link to this claim</a></p>'
        "</section>"
    )


def _facts(claim: Mapping[str, Any], document: Mapping[str, Any]) -> list[tuple[str, str]]:
    title = "" if pd.isna(document["title"]) else wording.shorten(str(document["title"]), 200)
    basis = (
        "" if pd.isna(document["published_basis"]) else wording.shorten(str(document["published_basis"]), 300)
    )
    published = wording.days(document["published"], document["published"])
    if (window := wording.days(document["published_earliest"], document["published_latest"])) not in {
        "undated",
        published,
    }:
        published += f" (between {window})"
    return [
        ("Outlet", str(claim["source"])),
        ("Headline", title),
        ("Speaker", "" if pd.isna(claim["speaker"]) else wording.shorten(str(claim["speaker"]), 200)),
        ("Side", str(claim["side"])),
        ("Speaks for", wording.days(claim["earliest"], claim["latest"])),
        ("Published", published),
        ("Date from", basis),
        ("Place", "" if pd.isna(claim["place"]) else str(claim["place"])),
        ("Characters", f"{int(claim['start']):,}–{int(claim['end']):,} of {int(document['characters']):,}"),
        ("Rule", str(claim["rule"])),
        ("Claim id", str(claim["claim_id"])),
    ]


def _document(claim: Mapping[str, Any], view: frame.View) -> dict[Any, Any]:
    documents = view.data.tables.documents
    found: dict[Any, Any] = documents[documents["document_id"] == claim["document_id"]].iloc[0].to_dict()
    return found


def _plain(text: str) -> str:
    return f'<p class="status">{html.escape(text)}</p>'
