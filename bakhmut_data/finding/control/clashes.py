"""Fighting told by nouns: "heavy fighting in the town", "continued ground assaults on the village"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from bakhmut_data.finding.control.lexicon import words
from bakhmut_data.finding.control.lists import places_along
from bakhmut_data.finding.control.reader import VERBAL, Clause, Match, Reader
from bakhmut_data.finding.control.status import Mood, is_negated, is_objective, verb_mood

# Heads above a noun among which its verb is looked for.
MOST_ABOVE = 4
# How a fight and an assault hang on the place they are for; another word tells of another thing.
FIGHT_LINKS = frozenset(
    {"in", "inside", "near", "around", "at", "outside", "along", "north", "south", "east", "west"}
)
ASSAULT_LINKS = frozenset({"on", "against", "near", "around", "in", "at", "toward", "towards"})


def clash_matches(noun: Token, reader: Reader) -> Iterator[Match]:
    """The places that are fought for: contested, and near where nobody is said to be inside."""
    lemma = noun.lemma_.lower()
    fight = lemma in words("clashes")
    if not fight and not (lemma in words("assaults") and _goes_on(noun)):
        return
    links = FIGHT_LINKS if fight else ASSAULT_LINKS
    linked = any(
        child.lower_.split("-")[0] in links or child.lower_ in words("bearings") for child in noun.rights
    )
    first = noun.left_edge
    headed = fight and first.i > noun.sent.start and first.nbor(-1).text in {":", ";"}
    if not linked and not headed:
        return
    mood = _mood(noun)
    if mood not in {"asserted", "claimed"} or any(child.lower_ == "no" for child in noun.lefts):
        return
    inside = fight and any(child.lower_ in {"in", "inside"} for child in noun.rights)
    clause = Clause(noun, None, mood, "clash", "fight", None if inside else "near")
    for argument in places_along(noun, reader) if linked else reader.named_before(noun):
        yield reader.match(argument, "contested", clause)


def _goes_on(noun: Token) -> bool:
    """Whether an assault is said to be made, not only spoken of."""
    head = noun.head
    return noun.dep_ == "dobj" and head.pos_ in VERBAL and head.lemma_.lower() in words("making")


def _mood(noun: Token) -> Mood:
    if is_objective(noun):
        return "aim"
    head = noun
    for above in islice(noun.ancestors, MOST_ABOVE):
        head = above
        if head.pos_ in VERBAL:
            return "denied" if is_negated(head) else verb_mood(head)
    return "asserted"
