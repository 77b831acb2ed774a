"""Whether a time expression looks back or ahead, from the verb it belongs to."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Span, Token

from bakhmut_data.reference import read_toml

Tense = Literal["past", "present", "future"]
WORDS = read_toml("timexes.toml")["tense"]
UNREAL = frozenset(WORDS["unreal"])
AHEAD = frozenset(WORDS["ahead"])
PLANNED = frozenset(WORDS["planned"])
SHARES = frozenset(WORDS["shares"])
SCHEDULED = frozenset(WORDS["scheduled"])


def find_tense(span: Span) -> Tense | None:
    """The tense of the verb that governs a time expression; None where no verb does."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if before == "since":
        return "past"
    verb = governing_verb(span)
    tense = _tense(verb) if verb is not None else None
    if before in ("until", "till", "by") and tense != "past":
        return "future"
    if before == "as" and span.start > 2 and span.doc[span.start - 2].lower_ in ("soon", "early"):
        return "future"  # "as soon as Wednesday"
    if (
        before in ("about", "for", "of")
        and not _is_share(span)
        and span.root.lower_ != "today"
        and tense == "past"
    ):
        return None
    return "past" if tense == "perfect" else tense


def _is_share(span: Span) -> bool:
    """Whether a time is taken in part: "most of the autumn", "the end of June"."""
    return span.start > 1 and span.doc[span.start - 2].lower_ in SHARES


def governing_verb(span: Span) -> Token | None:
    """The verb that a time expression belongs to."""
    node = span.root
    for _ in range(12):
        if node.pos_ in ("VERB", "AUX") and node not in span and node.dep_ not in ("aux", "auxpass"):
            return node
        if node.head is node:
            return None
        node = node.head
    return None


def _tense(verb: Token) -> Tense | Literal["perfect"] | None:
    """The tense of a verb or, where it has none of its own, of the verb above it."""
    for _ in range(6):
        if tense := _own_tense(verb):
            return tense
        if verb.head is verb:
            return None
        verb = verb.head
    return None


def _own_tense(verb: Token) -> Tense | Literal["perfect"] | None:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    finite = next((child.tag_ for child in auxiliaries if child.tag_ in ("VBD", "VBZ", "VBP")), verb.tag_)
    planned = verb.lower_ in PLANNED and verb.tag_ == "VBN" and finite != "VBD"
    aimed = verb.tag_ == "VB" and verb.head.lemma_ in PLANNED
    due = _is_due(verb) or any(map(_is_due, verb.children))
    if words & UNREAL and any(child.lower_ == "have" for child in auxiliaries) and verb.tag_ == "VBN":
        return "past"  # "should have left in February"
    if words & AHEAD or {"to", "be"} <= words or planned or aimed or due:
        return "future"
    if any(child.lemma_ == "have" and child.tag_ in ("VBZ", "VBP") for child in auxiliaries):
        return "perfect"
    if finite in ("VBD", "VBN"):
        return "past"
    if finite not in ("VBZ", "VBP"):
        return None
    return "future" if verb.lemma_ in SCHEDULED else "present"


def _is_due(verb: Token) -> bool:
    """Whether a verb says what is to be done: "is to visit"."""
    over = verb.head
    return verb.tag_ == "VB" and verb.dep_ == "xcomp" and over.lemma_ == "be" and over.tag_ in ("VBZ", "VBP")
