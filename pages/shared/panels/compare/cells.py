"""What stands in a cell of sources side by side: claims with their words, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bakhmut_data.claims import sentences
from bakhmut_data.comparing import positions
from bakhmut_data.wording import cells
from pages.shared.panels.claims import contents
from pages.shared.panels.documents import texts
from pages.shared.state import views

LONGEST_WORDS = 220  # characters of a claim's words in a cell


def item(
    claim: Mapping[Any, Any], view: views.View, inside: Mapping[str, str], printed: Mapping[str, str]
) -> dict[str, Any]:
    """A claim as it stands in a cell: its words where the reader has them, and what is held by them."""
    claim_id = str(claim["claim_id"])
    shown = cells.beside(claim, inside.get(claim_id, ""), printed.get(claim_id, ""))
    return {**shown, "on": claim_id == view.selected}


def words_printed(view: views.View, claims: Iterable[Mapping[Any, Any]]) -> dict[str, str]:
    """By their ids the words in which some claims are printed, of the documents that this reader has."""
    by_document: dict[str, list[Mapping[Any, Any]]] = {}
    for claim in claims:
        by_document.setdefault(str(claim["document_id"]), []).append(claim)
    if len(by_document) > contents.MOST_DOCUMENTS:
        return {}
    printed = {}
    for document_id, there in by_document.items():
        document = view.document(document_id)
        text = None if document is None else texts.find_text(document)
        for claim in there if text else ():
            span = texts.cut_quote(text or "", int(claim["start"]), int(claim["end"])).span
            printed[str(claim["claim_id"])] = sentences.shorten(span, LONGEST_WORDS)
    return printed


def blanks(
    found: Mapping[str, Sequence[Mapping[Any, Any]]],
    chosen: Sequence[str],
    silences: Mapping[tuple[str, str], positions.Silence],
) -> list[dict[str, str] | None]:
    """Why cells of a question are empty, with what was looked for or found; None for others."""
    question = next(str(claim["question"]) for there in found.values() for claim in there)
    return [
        None if found[source] else cells.blank_beside(question, silences[question, source])
        for source in chosen
    ]
