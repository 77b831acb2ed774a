"""What every matcher of control claims reads: a paragraph with its places and voices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from bakhmut_data.finding.control.actors import (
    PREMODIFIERS,
    Party,
    Voices,
    modifier_party,
    opponent,
    party_of,
    subject_of,
)
from bakhmut_data.finding.control.focus import Focus
from bakhmut_data.finding.control.lexicon import words
from bakhmut_data.finding.control.places import DEICTICS, Argument, arguments
from bakhmut_data.finding.control.status import Mood, is_negated
from bakhmut_data.language.analysis import Paragraph
from bakhmut_data.records import ControlEvent, Controller, Place

RELATIVES = frozenset({"WDT", "WP"})
OBJECTS = frozenset({"dobj", "oprd", "attr"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
VERBAL = frozenset({"VERB", "AUX"})
# What the parser makes of place names it has never met.
MISREAD = frozenset({"advmod", "amod", "npadvmod", "dep", "nmod", "compound"})
OPENED = frozenset({"xcomp", "ccomp", "acomp"})
LINKS = frozenset({"prep", "prt", "advmod", "npadvmod"})
BARE_LINKS = frozenset({"prt", "advmod"})
# Movement says nothing of who holds the place itself.
MOVING: dict[ControlEvent, str] = {"advance": "near", "repel": "near"}
# What is said of a place by denying an event there.
UNDONE: dict[ControlEvent, ControlEvent] = {
    "take": "hold",
    "surround": "hold",
    "withdraw": "hold",
    "hold": "withdraw",
    "advance": "repel",
    "repel": "advance",
}
# What is said to happen beside a place with these words before it, and the part of it that they name.
ABOUT = {"near": "near", "around": "surroundings"}
BESIDE = re.compile(r"\b(near|around) [A-Z]\S*(?: [A-Z]\S*)*$")
LONGEST_BESIDE = 60  # characters
LASTING = frozenset({"hold", "take", "withdraw"})
# Positions that somebody had before.
BEFORE = frozenset({"previous", "original", "initial", "earlier", "starting", "occupied", "controlled"})
# More heads than this no clause has that says anything.
MOST_HEADS = 40


@dataclass(frozen=True, slots=True)
class Match:
    """One clause about one place; the status is that of its wording."""

    argument: Argument
    controller: Controller
    mood: Mood
    part: str | None
    start: int
    end: int
    rule: str
    event: ControlEvent


@dataclass(frozen=True, slots=True)
class Clause:
    """The words that a match was read from: the trigger and its subject."""

    trigger: Token
    subject: Token | None
    mood: Mood
    rule: str
    event: ControlEvent
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """One paragraph with the places and sides of its document."""

    paragraph: Paragraph
    focus: Focus
    voices: Voices

    def arguments(self, heads: Iterable[Token]) -> list[Argument]:
        """The places that noun phrases speak of."""
        return [argument for head in heads for argument in arguments(head, self.paragraph, self.focus)]

    def party(self, head: Token | None) -> Party | None:
        """The side that a noun phrase stands for."""
        return party_of(head, self.paragraph, self.voices) if head is not None else None

    def first_party(self, heads: Iterable[Token]) -> Party | None:
        """The first side that any of the noun phrases stands for."""
        return next((party for head in heads if (party := self.party(head))), None)

    def voice(self, token: Token) -> Party:
        """The side in whose words the token's sentence speaks."""
        source = self.voices.sources.get(self.paragraph.start + token.sent.start_char)
        return source or self.voices.default

    def owner(self, thing: Token) -> Party | None:
        """The side that a noun phrase names as a thing's owner: "enemy attacks", "the Russian flag"."""
        return modifier_party(thing, self.voice(thing))

    def implied(self, token: Token) -> list[Argument]:
        """The place that a clause without any place speaks of."""
        place = self.focus.implied(self.paragraph, self.paragraph.token_start(token))
        return self._unnamed(place, token)

    def named_before(self, token: Token) -> list[Argument]:
        """The place that the sentence names before a token, else the implied one."""
        place = self.focus.in_sentence(self.paragraph.token_start(token))
        return self._unnamed(place, token) if place else self.implied(token)

    def last_place(self, token: Token) -> list[Argument]:
        """The place named last before a token."""
        return self._unnamed(self.focus.at(self.paragraph.token_start(token)), token)

    def last_of_kind(self, token: Token, kind: str) -> list[Argument]:
        """The region or the site named last before "the peninsula" or "the facility"."""
        if not any(child.lower_ in DEICTICS for child in token.lefts):
            return []
        return self._unnamed(self.focus.last_of_kind(self.paragraph.token_start(token), kind), token)

    def _unnamed(self, place: Place | None, token: Token) -> list[Argument]:
        start, end = self.paragraph.token_start(token), self.paragraph.token_end(token)
        return [Argument(place, None, start, end, named=False)] if place else []

    def is_place(self, token: Token) -> bool:
        """Whether the token is part of a place name."""
        return self.focus.covering(self.paragraph.token_start(token)) is not None

    def objects(self, verb: Token) -> list[Token]:
        """The verb's objects, unknown place names that the parser took for adverbs among them."""
        head = verb.head
        if verb.tag_ == "VBG" and verb.dep_ in PREMODIFIERS and head.i > verb.i and self.is_place(head):
            return [head]  # "Capturing Bakhmut would help", read as a kind of Bakhmut
        found = [
            child
            for child in verb.rights
            if child.dep_ in OBJECTS or (child.dep_ in MISREAD and self.is_place(child))
        ]
        found = found or _opened(verb) or _measured(verb)
        relative = verb.dep_ == "relcl" and (
            any(c.dep_ == "dobj" and c.tag_ in RELATIVES for c in verb.lefts) or _is_bare_relative(verb)
        )
        return [self.first_conjunct(head)] if relative and not found else found

    def first_conjunct(self, last: Token) -> Token:
        """The first of the places that a relative clause speaks of."""
        while last.dep_ == "conj" and self.is_place(last) and self.is_place(last.head):
            last = last.head
        return last

    def subject(self, verb: Token) -> Token | None:
        """The verb's subject, its antecedent where it is a relative pronoun."""
        lefts = list(verb.lefts)
        named = [child for child in lefts if child.dep_ in SUBJECTS and self.is_place(child)]
        if not named and not any(child.dep_ in SUBJECTS for child in lefts):
            named = [child for child in lefts if child.dep_ in MISREAD and self.is_place(child)]
        if named:
            return named[-1]
        subject = subject_of(verb)
        if subject is None and verb.dep_ == "xcomp" and verb.head.dep_ == "acomp":
            # "is about to fall", said of a name that the parser took for an adverb
            lefts = list(verb.head.head.lefts)
            return next((child for child in lefts if child.dep_ in MISREAD and self.is_place(child)), None)
        if subject is not None and subject.tag_ in RELATIVES and verb.dep_ == "relcl":
            return verb.head
        return subject

    def bearer(self, preposition: Token) -> Token | None:
        """What a preposition says something of without a verb, as in headlines."""
        head = preposition.head
        if head == preposition:
            return next((c for c in preposition.lefts if self.is_place(c) or c.dep_ == "nsubj"), None)
        if head.pos_ not in VERBAL and head.dep_ == "ROOT":
            return head
        subject = next((child for child in preposition.lefts if child.dep_ == "nsubj"), None)
        return subject or (head if head.pos_ not in VERBAL else None)

    def match(self, argument: Argument, controller: Controller, clause: Clause) -> Match:
        """The match of a clause about a place; its span runs from the subject to the place."""
        trigger, subject = clause.trigger, clause.subject
        start = min(self.paragraph.token_start(trigger), argument.first)
        end = max(self.paragraph.token_end(trigger), argument.last)
        if subject is not None and subject.head == trigger and subject.i < trigger.i:
            start = min(start, self.paragraph.token_start(subject.left_edge))
        part = MOVING.get(clause.event) or argument.part or clause.part or self._beside(argument, clause)
        return Match(argument, controller, clause.mood, part, start, end, clause.rule, clause.event)

    def _beside(self, argument: Argument, clause: Clause) -> str | None:
        """The ground about a place that is only named to say where: "positions near the town".

        Who goes back to positions of before was beaten off, and left no place.
        """
        if clause.event == "withdraw" and not argument.named and _goes_back(clause.trigger):
            return "near"
        end = argument.last - self.paragraph.start
        found = BESIDE.search(self.paragraph.text[max(end - LONGEST_BESIDE, 0) : end])
        lasting = argument.named and clause.event in LASTING
        return ABOUT[found[1].lower()] if lasting and found else None


def _goes_back(verb: Token) -> bool:
    """As in "withdrew to their original positions"."""
    links = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "to")
    return any(
        noun.lemma_.lower() in {"position", "line"} and any(child.lower_ in BEFORE for child in noun.lefts)
        for link in links
        if (noun := object_of(link))
    )


def _is_bare_relative(verb: Token) -> bool:
    """Whether a relative clause leaves its object out, with the pronoun: "the only city it holds"."""
    lefts = list(verb.lefts)
    named = any(child.dep_ == "nsubj" and child.tag_ not in RELATIVES for child in lefts)
    whole = not any(child.tag_ in {"WRB", "WDT", "WP", "IN"} for child in lefts)
    return named and whole and not any(child.dep_ in {"prep", "ccomp", "xcomp"} for child in verb.rights)


def prepositional(heads: list[Token], role: str) -> Iterator[Token]:
    """What follows the prepositions of a role under the heads, chains ("out of") included."""
    queue = list(heads)
    for head in queue:
        if len(queue) > MOST_HEADS:
            return
        given = head in heads
        fronted = head.lefts if given and head.pos_ in VERBAL else ()
        for child in (*fronted, *head.rights):
            if child.lower_ == "there" and child.dep_ in {"advmod", "pcomp"}:
                yield child
            elif _is_link(child, role):
                objects = [grand for grand in child.rights if grand.dep_ in {"pobj", "pcomp", "advmod"}]
                yield from objects
                queue.append(child)
                queue.extend(grand for grand in objects if grand.dep_ == "pobj" and given)


def _is_link(token: Token, role: str) -> bool:
    if token.dep_ == "mark" or (token.dep_ not in LINKS and token.tag_ != "IN"):
        return False
    return token.lower_ in words(role) or token.dep_ in BARE_LINKS


def _opened(verb: Token) -> list[Token]:
    """What is kept open where the parser took "open" for a verb: "keeps open the road"."""
    inner = (child for child in verb.rights if child.lower_ == "open" and child.dep_ in OPENED)
    return [grand for child in inner for grand in child.rights if grand.dep_ == "dobj"]


def _measured(verb: Token) -> list[Token]:
    """The share behind what the parser took for a preposition: "hold between 80 and 85 percent"."""
    links = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ in words("measuring"))
    shares = [grand for child in links for grand in child.rights if grand.dep_ == "pobj"]
    return [share for share in shares if any(child.like_num for child in share.lefts)]


def object_of(preposition: Token) -> Token | None:
    """The noun behind a preposition."""
    return next((child for child in preposition.rights if child.dep_ == "pobj"), None)


def signed(party: Party, verb: Token) -> Party:
    """The side, or its opponent where the verb is negated."""
    return opponent(party) if is_negated(verb) else party


def undone(event: ControlEvent) -> ControlEvent:
    """What happens where an event does not: who has not taken a place leaves it held."""
    return UNDONE.get(event, event)


def flipped(controller: Controller) -> Controller:
    """Who gains where the opposite holds."""
    return controller if controller == "contested" else opponent(controller)
