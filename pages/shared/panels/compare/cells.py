"""What stands in a cell of sources side by side: claims with their words, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data.claims import sentences
from bakhmut_data.comparing import grading, positions
from pages.shared.panels.claims import contents
from pages.shared.panels.documents import texts
from pages.shared.state import views

LONGEST_WORDS = 220  # characters of a claim's words in a cell
MOST_WORDS = 8  # of a question, that are named where no side was read


def item(
    claim: Mapping[Any, Any], view: views.View, inside: Mapping[str, str], printed: Mapping[str, str]
) -> dict[str, Any]:
    """A claim as it stands in a cell: its words where the reader has them, and what is held by them.

    A statement of which neither a side nor anything in it was read has its words alone, else its terms.
    """
    claim_id = str(claim["claim_id"])
    words, found = printed.get(claim_id, ""), inside.get(claim_id, "")
    start = grading.implied_start(claim) if claim["kind"] == "figure" else None
    implied = f"; implies a start on {sentences.days(*start)}" if start else ""
    times = f"; {claim['times']} times" if claim.get("times", 1) > 1 else ""
    bare = claim["kind"] == "statement" and pd.isna(claim["stands"]) and not found
    return {
        "id": claim_id,
        "what": "" if bare and words else sentences.gist(claim, found),
        "words": words,
        "who": f"{sentences.voice(claim)}; {sentences.days(claim['earliest'], claim['latest'])}"
        f"{implied}{times}",
        "on": claim_id == view.selected,
    }


def once(claims: Sequence[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """The claims of a cell, a side that one voice takes several times once, with its `times`."""
    found: dict[object, dict[Any, Any]] = {}
    for claim in claims:
        taken = claim["kind"] == "position"
        key = (sentences.voice(claim), claim["answer"], str(claim["place"])) if taken else claim["claim_id"]
        known = found.setdefault(key, {**claim, "times": 0})
        known["times"] += 1
    return list(found.values())


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
    cells: Mapping[str, Sequence[Mapping[Any, Any]]],
    chosen: Sequence[str],
    silences: Mapping[tuple[str, str], positions.Silence],
) -> list[dict[str, str] | None]:
    """Why cells of a question are empty, with what was looked for or found; None for others."""
    question = next(str(claim["question"]) for there in cells.values() for claim in there)
    return [None if cells[source] else _blank(question, silences[question, source]) for source in chosen]


def _blank(question: str, silence: positions.Silence) -> dict[str, str]:
    if silence.blank == "does not say":
        return {
            "text": silence.blank,
            "more": "words looked for",
            "words": ", ".join(positions.words_of(question)),
        }
    found = [word.replace("*", "…") for word in silence.words[:MOST_WORDS]]
    if silence.blank == "filtered out" or not found:
        return {"text": silence.blank}
    return {"text": silence.blank, "more": "words that stand there", "words": ", ".join(found)}
