"""What came of an attack: one that fails leaves the place with its defenders."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from bakhmut_data.finding.control.actors import opponent
from bakhmut_data.finding.control.lexicon import words
from bakhmut_data.finding.control.lists import places_along
from bakhmut_data.finding.control.reader import VERBAL, Match, Reader
from bakhmut_data.finding.control.status import Mood, is_negated, verb_mood

ENDING = frozenset({"end", "come", "result", "prove", "be", "remain"})
# What hangs on a noun that the parser took for the sentence's verb.
MISREAD_CLAUSES = frozenset({"ccomp", "conj", "advcl"})
# Words of an attempt that can say that it fails.
LONGEST_ATTEMPT = 40


def failure_matches(verb: Token, reader: Reader) -> Iterator[Match]:
    """As in "attempts to advance on the town failed", "unsuccessfully attacked near the village"."""
    failed = _comes_to_nothing(verb)
    if not (failed or is_in_vain(verb)) or is_negated(verb):
        return
    mood = verb_mood(verb)
    if failed:
        attack = _attack(verb, reader)
        if attack is not None and mood not in {"aim", "hypothetical"}:
            yield from _beaten(attack, verb, mood, reader)
    elif mood not in {"aim", "hypothetical", "predicted"}:
        yield from _beaten(verb, verb, mood, reader)


def fruitless_matches(noun: Token, reader: Reader) -> Iterator[Match]:
    """As in "conducted localized but unsuccessful assaults near the village"."""
    if noun.lemma_.lower() not in words("attacks") or not _is_fruitless(noun):
        return
    verb = noun.head
    mood = verb_mood(verb) if verb.pos_ in VERBAL else "asserted"
    if mood not in {"aim", "hypothetical", "predicted"}:
        yield from _beaten(noun, verb if verb.pos_ in VERBAL else noun, mood, reader)


def _is_fruitless(noun: Token) -> bool:
    for child in islice(noun.lefts, LONGEST_ATTEMPT):
        beside = (grand for grand in child.rights if grand.dep_ == "conj")
        if any(token.lower_ in words("fruitless") for token in (child, *beside)):
            return True
    return False


def is_in_vain(verb: Token) -> bool:
    """As in "unsuccessfully attempted to regain", "tried without success to"."""
    if verb.lemma_.lower() not in words("attacks") | words("trying"):
        return False
    for child in verb.children:
        if child.lower_ in words("fruitlessly"):
            return True
        if child.lower_ in {"in", "to", "without"} and child.dep_ == "prep":
            nouns = {grand.lower_ for grand in child.rights}
            if nouns & {"vain", "avail"} or ("success" in nouns and child.lower_ == "without"):
                return True
    return False


def _beaten(attack: Token, verb: Token, mood: Mood, reader: Reader) -> Iterator[Match]:
    """The places of a beaten attack, for the side that was attacked."""
    named = attack.pos_ not in VERBAL
    party = (reader.owner(attack) or reader.first_party(attack.lefts)) if named else None
    party = party or reader.party(reader.subject(verb)) or "Russia"
    first = reader.paragraph.token_start(attack.left_edge if attack.left_edge.i < attack.i else attack)
    start = min(first, reader.paragraph.token_start(verb))
    found = places_along(max(attack, verb, key=lambda token: token.i), reader, first)
    end = reader.paragraph.token_end(verb)
    last = reader.paragraph.token_end(max((verb, *verb.rights), key=lambda token: _reach(token, verb)))
    for argument in found:
        stop = max(end, last, argument.last)
        yield Match(argument, opponent(party), mood, "near", start, stop, "failed_attack", "repel")


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
