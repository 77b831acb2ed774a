"""Whether a time expression looks back or ahead, from the verb it belongs to."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Span, Token

from bakhmut_data.reference import read_toml

Tense = Literal["past", "present", "future"]
WORDS = read_toml("timexes.toml")["tense"]
AHEAD = frozenset(WORDS["ahead"])
PLANNED = frozenset(WORDS["planned"])
PERFECT = frozenset({"have", "be"})


def find_tense(span: Span) -> Tense | None:
    """The tense of the verb that governs a time expression; None where no verb does."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if before == "since":
        return "past"
    verb = _governing_verb(span)
    tense = _tense(verb) if verb is not None else None
    if before in ("until", "till", "by") and tense != "past":
        return "future"
    return tense


def _governing_verb(span: Span) -> Token | None:
    node = span.root
    for _ in range(12):
        if node.pos_ in ("VERB", "AUX") and node not in span and node.dep_ not in ("aux", "auxpass"):
            return node
        if node.head is node:
            return None
        node = node.head
    return None


def _tense(verb: Token) -> Tense | None:
    for _ in range(6):
        auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
        words = {child.lower_ for child in auxiliaries}
        if words & AHEAD or verb.lower_ in AHEAD:
            return "future"
        planned = verb.lower_ in PLANNED
        if planned and not words & {"had", "was", "were"} and verb.tag_ == "VBN":
            return "future"
        if verb.tag_ == "VBD":
            return "past"
        if verb.tag_ == "VBN":
            return "past"
        if any(child.tag_ == "VBD" for child in auxiliaries):
            return "past"
        if verb.tag_ in ("VBZ", "VBP") or any(child.tag_ in ("VBZ", "VBP") for child in auxiliaries):
            return "past" if any(child.lemma_ == "have" for child in auxiliaries) else "present"
        if verb.tag_ == "VB" and verb.head.lemma_ in PLANNED:
            return "future"
        if verb.head is verb:
            return None
        verb = verb.head
    return None
