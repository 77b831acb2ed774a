"""The panel that shows where a claim stands: outlet, speaker, days, rule, offsets, and its sentence."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.store import fetching, selections
from bakhmut_data.wording import cells, confidence, links
from bakhmut_data.wording import evidence as wording
from pages.shared.panels.claims import contents, drawing
from pages.shared.panels.compare import words as compare_words
from pages.shared.panels.documents import texts
from pages.shared.state import address, views

SHOWN_OTHERS = 3  # claims that are set beside the one that is open


def draw_evidence() -> None:
    """The evidence of the claim or word that is selected; nothing where none is."""
    view = views.current_view()
    if not view.selected:
        return
    if found := compare_words.find_word(view):
        word, beside = found
        st.html(word_html(word, view))
        _draw_steps(beside, "of this choice of words")
        return
    claim = view.claim(view.selected)
    if claim is None:
        return
    st.html(evidence_html(claim, view))
    if claim["kind"] == "position":
        near = _neighbours(view, view.selected, view.selection(stands=True, kind=("position",)))
        _draw_steps(near, "positions in this view", "positions")
    else:
        _draw_steps(_neighbours(view, view.selected, view.selection()), "in this view")
    _draw_others(view)


def evidence_html(claim: Mapping[str, Any], view: views.View) -> str:
    """The evidence as escaped HTML; every value of a document stands as text."""
    document = _document(claim, view)
    inside = contents.of_statements(view, pd.DataFrame([claim])).get(str(claim["claim_id"]), "")
    described = sentences.describe(claim, inside)
    heading = (
        f'<h2 dir="auto">{html.escape(described[:1].upper() + described[1:])}</h2>'
        f'<p dir="auto">{html.escape(sentences.attribute(claim))}</p>'
    )
    marks = "".join(
        f'<li><span aria-hidden="true">{shape}</span> {name}: <bdi>{html.escape(words)}</bdi></li>'
        for shape, name, words in confidence.marks(claim)
    )
    body = (
        f'{_said(claim, document)}<ul class="marks" aria-label="How sure it is">{marks}</ul>'
        f"{_also_html(claim, view)}<dl>{_listed(wording.claim_facts(claim, document))}"
        f"<dt>Found by</dt><dd>{html.escape(confidence.rule_words(claim))} "
        f"<small>(rule <code>{html.escape(str(claim['rule']))}</code>)</small></dd></dl>"
    )
    return _panel(sentences.label("kind", claim["kind"]), heading + body, str(claim["claim_id"]))


def word_html(word: Mapping[str, Any], view: views.View) -> str:
    """The evidence of a choice of words, as escaped HTML."""
    document = _document(word, view)
    heading = (
        f"<h2>“{html.escape(word['form'])}”, for {html.escape(word['concept'])}</h2>"
        f'<p dir="auto">in {html.escape(word["source"])}</p>'
    )
    facts = [
        ("Published", sentences.publication(document)),
        ("In the text", wording.where(word, document)),
        ("Found by", "The word stands in the list of choices of words; whose word it is, is not asked."),
    ]
    body = f"{_said(word, document)}<dl>{_listed(facts)}</dl>"
    return _panel("choice of words", heading + body, str(word["word_id"]))


def _panel(kind: str, body: str, claim_id: str) -> str:
    link = html.escape(f"?ev={quote(claim_id)}")
    return (
        f'<section class="evidence" aria-label="Evidence" data-claim="{html.escape(claim_id)}">'
        f'<p class="eyebrow">Evidence: {html.escape(kind)}</p>{body}'
        f'<p class="status"><a href="{link}" target="_self">Permanent link to this evidence</a></p></section>'
    )


def _draw_steps(near: fetching.Neighbours, among: str, of: str = "claims") -> None:
    steps = (("Previous", "ev-previous", near.before), ("Next", "ev-next", near.after))
    where = (
        f"Not among the {of} the filters leave"
        if near.place is None
        else f"{near.place + 1:,} of {near.number:,} {among}"
    )
    with st.container(key="ev-steps", gap="small"):
        with st.container(horizontal=True, gap="small"):
            for label, key, target in steps:
                st.button(label, key=key, disabled=not target, on_click=address.open_claim, args=(target,))
            st.button("Close", key="ev-close", on_click=address.open_claim, args=("",))
        st.html(f'<p class="status">{where}</p>')


def _draw_others(view: views.View) -> None:
    """What others say about the same thing, gravest first, and where nothing was found on it."""
    subject = next((each for each in view.subjects if view.selected in each.claims), None)
    if subject is None:
        return
    records = view.records([subject])
    groups: list[dict[str, Any]] = []
    beside = [each for each in subject.pairs if view.selected in {each.left, each.right}]
    for pair in beside[:SHOWN_OTHERS]:
        other = pair.right if pair.left == view.selected else pair.left
        groups.append(
            {
                "title": "" if groups else f"What others say: {subject.title}",
                "badge": "" if groups else f"{sentences.count(len(beside), 'claim')} by other voices",
                "note": f"{pair.grade.capitalize()}: {pair.reason}.",
                "rows": drawing.row_items(pd.DataFrame([records[other]]), view),
            }
        )
    if groups:
        drawing.show_rows(groups, "others", "What others say")
    # Those too whose claims are left out of its pairs.
    speak = view.values(view.selection(stands=True, subject=(subject.key,)), "source").index
    silent = [source for source in view.data.sources if source not in speak]
    if silent:
        st.html(f'<p class="status">Nothing found on this in: {html.escape(sentences.some_of(silent))}.</p>')


@views.kept
def _neighbours(view: views.View, claim_id: str, among: selections.Selection) -> fetching.Neighbours:
    """The claims of a selection before and after one."""
    return fetching.neighbours(view.data.store, among, claim_id)


def _said(span: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    text = texts.find_text(document)
    if not text:
        return f'<p class="status">{html.escape(wording.WITHOUT_DOCUMENTS)}</p>'
    language = None if pd.isna(document["language"]) else str(document["language"])
    return texts.quote_html(texts.cut_quote(text, int(span["start"]), int(span["end"])), language)


def _also_html(claim: Mapping[str, Any], view: views.View) -> str:
    """Says so where the same words count as another claim too, so that totals do not puzzle."""
    if claim["kind"] not in cells.KINDS:
        return ""
    if not claim["claim"] and claim["kind"] == "position":
        return f'<p class="status">{wording.READ}</p>'
    also = _also_counted(view, str(claim["claim_id"]))
    return f'<p class="status">The same words also count as {html.escape(also)}.</p>' if also else ""


@views.kept
def _also_counted(view: views.View, claim_id: str) -> str:
    """As what else the words of a claim are counted: "a figure and a reported statement"."""
    claim = view.claim(claim_id)
    if claim is None:
        return ""
    kinds = [kind for kind in cells.KINDS if kind != claim["kind"]]
    opened = view.data.store
    marks = fetching.claims(opened, fetching.of_document(opened, str(claim["document_id"]), kinds))
    also = marks[marks["claim"] & (marks["start"] < claim["end"]) & (claim["start"] < marks["end"])]
    return " and ".join(
        cells.count_kind(kind, number) for kind in kinds if (number := int((also["kind"] == kind).sum()))
    )


def _listed(facts: Sequence[tuple[str, object]]) -> str:
    return "".join(
        f'<dt>{name}</dt><dd dir="auto">{links.as_html(value)}</dd>' for name, value in facts if str(value)
    )


def _document(span: Mapping[str, Any], view: views.View) -> dict[str, Any]:
    document_id = str(span["document_id"])
    found = view.document(document_id)
    if found is None:
        raise KeyError(document_id)
    return found
