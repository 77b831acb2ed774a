"""Who is said to hold, take, lose, surround or approach a place."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from bakhmut_data.finding.control.actors import read_voices
from bakhmut_data.finding.control.attributes import attribute_matches, attribute_of
from bakhmut_data.finding.control.clashes import clash_matches
from bakhmut_data.finding.control.focus import Focus
from bakhmut_data.finding.control.lexicon import irregular_verbs
from bakhmut_data.finding.control.nouns import noun_matches
from bakhmut_data.finding.control.outcomes import failure_matches, fruitless_matches
from bakhmut_data.finding.control.phrases import (
    bringing_matches,
    copula_matches,
    fighting_matches,
    preposition_matches,
)
from bakhmut_data.finding.control.presence import presence_matches
from bakhmut_data.finding.control.reader import VERBAL, Match, Reader
from bakhmut_data.finding.control.shares import share_of
from bakhmut_data.finding.control.verbless import verbless_matches
from bakhmut_data.finding.control.verbs import open_question_matches, verb_matches
from bakhmut_data.finding.control.wordings import wording_matches
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.records import ControlClaim, Document, Status, Toponym

# A claim about one place swallows another about the same place that shares this much of its words.
SAME_CLAUSE = 0.5
VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG", "VB"})
NOMINAL = frozenset({"NOUN", "PROPN"})


def find_control(
    document: Document, analysis: Analysis, toponyms: tuple[Toponym, ...]
) -> tuple[ControlClaim, ...]:
    """Every assertion about who holds a place in Ukraine, one per place and clause, in reading order.

    The status is that of the wording; whose assertion it is, linking says.
    """
    focus = Focus(toponyms, document.text)
    if not focus.toponyms:
        return ()
    voices = read_voices(analysis)
    found: list[Match] = []
    for paragraph in analysis.paragraphs:
        reader = Reader(paragraph, focus, voices)
        here = list(_matches(reader))
        for sentence in paragraph.doc.sents:
            here.extend(wording_matches(sentence, here, reader))
        found.extend(here)
    found.sort(key=lambda match: (match.start, -match.end))
    distinct = sorted(_distinct(found), key=lambda match: (match.start, match.end))
    return tuple(_claim(match, document.text) for match in distinct)


def _matches(reader: Reader) -> Iterator[Match]:
    before = None
    for sentence in reader.paragraph.doc.sents:
        yield from verbless_matches(sentence, before, reader)
        before = sentence
    for token in reader.paragraph.doc:
        attribute = attribute_of(token)
        if attribute is not None and (spoken := list(attribute_matches(token, attribute, reader))):
            yield from spoken
        elif token.pos_ in VERBAL or token.tag_ in VERB_TAGS or token.dep_ == "advcl" or _is_past(token):
            found = list(verb_matches(token, reader)) or list(open_question_matches(token, reader))
            found = found or list(copula_matches(token, reader))
            found = found or list(bringing_matches(token, reader)) or list(fighting_matches(token, reader))
            yield from found or failure_matches(token, reader)
        elif token.pos_ in NOMINAL:
            found = list(noun_matches(token, reader)) or list(fruitless_matches(token, reader))
            found = found or list(presence_matches(token, reader))
            yield from found or clash_matches(token, reader)
        elif token.lower_ in {"under", "on", "in"} and (bearer := reader.bearer(token)) is not None:
            yield from preposition_matches(token, bearer, reader)


def _is_past(token: Token) -> bool:
    """Whether it is a past tense that the tagger took for a noun."""
    return token.lower_ in irregular_verbs() and token.dep_ != "compound"


def _distinct(found: list[Match]) -> list[Match]:
    """One match per place and clause; the first is the one with the wider clause."""
    kept: list[Match] = []
    last: dict[str, Match] = {}
    for match in found:
        place_id = match.argument.place.place_id
        before = last.get(place_id)
        if before is not None:
            overlap = min(before.end, match.end) - match.start
            if overlap > SAME_CLAUSE * min(before.end - before.start, match.end - match.start):
                continue
        last[place_id] = match
        kept.append(match)
    return kept


def _claim(match: Match, text: str) -> ControlClaim:
    surface = text[match.start : match.end]
    share = share_of(text[match.argument.first : match.argument.last]) if match.part else None
    status: Status = match.mood  # type: ignore[assignment]
    return ControlClaim(
        start=match.start,
        end=match.end,
        surface=surface,
        rule=match.rule,
        place=match.argument.place,
        part=match.part,
        controller=match.controller,
        event=match.event,
        share_low=share[0] if share else None,
        share_high=share[1] if share else None,
        status=status,
    )
