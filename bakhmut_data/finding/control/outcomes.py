"""What came of an attack: one that fails leaves the place with its defenders."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from bakhmut_data.finding.control.actors import opponent
from bakhmut_data.finding.control.lexicon import words
from bakhmut_data.finding.control.places import Argument
from bakhmut_data.finding.control.reader import Match, Reader
from bakhmut_data.finding.control.status import is_negated, verb_mood

ENDING = frozenset({"end", "come", "result", "prove", "be", "remain"})
# What hangs on a noun that the parser took for the sentence's verb.
MISREAD_CLAUSES = frozenset({"ccomp", "conj", "advcl"})


def failure_matches(verb: Token, reader: Reader) -> Iterator[Match]:
    """As in "attempts to advance on the town failed", "an assault near it ended in failure"."""
    if not _comes_to_nothing(verb) or is_negated(verb):
        return
    attack = _attack(verb, reader)
    mood = verb_mood(verb)
    if attack is None or mood in {"aim", "hypothetical"}:
        return
    party = reader.owner(attack) or reader.first_party(attack.lefts) or "Russia"
    start = reader.paragraph.token_start(attack.left_edge)
    end = reader.paragraph.token_end(verb)
    last = reader.paragraph.token_end(max((verb, *verb.rights), key=lambda token: _reach(token, verb)))
    for toponym in reader.focus.within(start, end):
        place = toponym.place
        if place is not None and place.kind not in {"country", "region"}:
            argument = Argument(place, "near", start, max(end, last))
            yield Match(
                argument, opponent(party), mood, "near", start, max(end, last), "failed_attack", "repel"
            )


def _reach(token: Token, verb: Token) -> int:
    """How far a complement carries the clause; full stops and clauses do not."""
    return token.i if token.dep_ in {"acomp", "attr", "prep", "oprd"} and token.i - verb.i < 4 else verb.i


def _comes_to_nothing(verb: Token) -> bool:
    if verb.lemma_.lower() in words("foiled"):
        return not any(child.dep_ == "xcomp" for child in verb.rights)
    if verb.lemma_.lower() not in ENDING:
        return False
    for child in verb.rights:
        if child.dep_ in {"acomp", "oprd", "attr"} and child.lower_ in words("fruitless"):
            return True
        if child.lower_ in {"in", "to", "without"} and child.dep_ == "prep":
            nouns = {grand.lower_ for grand in child.rights}
            if nouns & words("nothing") and ("success" in nouns) == (child.lower_ == "without"):
                return True
    return False


def _attack(verb: Token, reader: Reader) -> Token | None:
    """The attack that the verb speaks of, which the parser may have taken for a verb itself."""
    subject = reader.subject(verb)
    if subject is None or subject.lemma_.lower() not in words("attacks"):
        subject = verb.head if verb.dep_ in MISREAD_CLAUSES and verb.head.i < verb.i else None
        if subject is None or subject.tag_ not in {"VBZ", "NNS", "NN"}:
            return None
    return subject if subject.lemma_.lower() in words("attacks") else None
