"""Lists of places in one clause, beyond what the parser joins: "near A, B and C; and south of D near E"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from bakhmut_data.finding.control.places import INNER_KINDS, Argument
from bakhmut_data.finding.control.reader import Reader
from bakhmut_data.records import Toponym

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENING = frozenset({"acl", "advcl", "relcl"})
LISTED = frozenset({"settlement", "facility"})
SIDE = r"(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?(?: outskirts| edge| part| side)?)"
# "northeast of A near B": A only tells where B lies; so does the A of "B (4 km west of A)".
BEARING = re.compile(
    rf"\b{SIDE}(?: and {SIDE})* of (?:the )?(?:city of |town of |village of )?$", re.IGNORECASE
)
DISTANCE = re.compile(
    r"\d ?(?:km|kilomet(?:er|re)s?|miles?|m|mi)(?: (?:further|just|due|away|to the))* "
    rf"{SIDE}(?:[\w ,]{{0,30}}{SIDE})? of $"
    r"|\b(?:axis|vicinity) (?:of|towards?) $",
    re.IGNORECASE,
)
# Where an attack near one place is headed; where no place comes before, it is the place fought for.
HEADED = re.compile(r"\bdirection (?:of|towards?) $", re.IGNORECASE)
NEARER = re.compile(
    r"^(?: city)?,? (?:near|around|at|in|towards?|in the (?:vicinity|area|direction) of) (?:the )?$",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"\b(?:from|via|through|out of|"
    r"(?:highway|road|route|railway|lines?)(?: leading)? (?:to|towards?|between)) $",
    re.IGNORECASE,
)
# What may stand between two names of one list.
LINK = re.compile(
    r"^(?: city)?(?:,| and| or|, and|, or| &|/| as well as|, as well as)"
    r"(?: also)?(?: (?:near|in|around|at|on|the (?:village|town|city|settlement|hamlet)s?(?: of)?))? $",
    re.IGNORECASE,
)
# "the peninsula and the city of Sevastopol": kinds that are told apart may stand in one list.
OWN_KIND = re.compile(r" the (?:village|town|city|settlement|region|province) of $", re.IGNORECASE)
# What may stand between two places of one verb, and behind the second: a time of its own.
GAP = re.compile(
    r"^ (?:on|in|by|before|after|at|that|this|last|the|within) [^,.;:]{2,40}"
    r"(?:,| and|, and|, then| and then) $"
)
THEN = re.compile(
    r"^ (?:on|in|by|before|after|at dawn|at night|a|two|three|the (?:next|same|following)|"
    r"that|this|last|next|within)\b"
)
# Characters before a name in which its bearing stands.
LEAD = 70
MOST_LISTED = 30


def with_listed(found: Sequence[Argument], reader: Reader) -> list[Argument]:
    """The places found and those that the list goes on with, where the parser lost the thread."""
    known = {argument.place for argument in found}
    result = list(found)
    for argument in found:
        if not argument.named:
            continue
        for toponym, link in _list_after(argument, reader):
            place = toponym.place
            alike = place is not None and (place.kind == argument.place.kind or OWN_KIND.search(link))
            if place is not None and alike and place not in known:
                known.add(place)
                result.append(replace(argument, place=place, last=toponym.end))
    return result


def _list_after(argument: Argument, reader: Reader) -> Iterator[tuple[Toponym, str]]:
    """The names behind an argument's last name, with what parts each from the one before: a comma, "and"."""
    inside = reader.focus.within(argument.first, argument.last)
    if not inside:
        return
    last = inside[-1]
    for toponym in reader.focus.within(last.end, reader.paragraph.end)[:MOST_LISTED]:
        between = reader.focus.text[last.end : toponym.start]
        if not LINK.match(between) or _is_subject(toponym, reader):
            return
        yield toponym, between
        last = toponym


def with_gapped(found: Sequence[Argument], verb: Token, reader: Reader) -> list[Argument]:
    """The places found, and those of a verb that is not said again: "freed A at dawn and B before dark"."""
    named = [
        argument
        for argument in found
        if argument.named and argument.first > reader.paragraph.token_start(verb)
    ]
    if not named:
        return list(found)
    known, result = {argument.place for argument in found}, list(found)
    text, last = reader.focus.text, named[-1].last
    for toponym in reader.focus.within(last, _clause_end(verb, reader))[:MOST_LISTED]:
        place = toponym.place
        if place is None or place.kind not in LISTED or not GAP.match(text[last : toponym.start]):
            break
        if _is_subject(toponym, reader) or not THEN.match(text[toponym.end : toponym.end + LEAD]):
            break
        if place not in known:
            known.add(place)
            result.append(Argument(place, None, toponym.start, toponym.end))
        last = toponym.end
    return result


def _is_subject(toponym: Toponym, reader: Reader) -> bool:
    """Whether a new clause begins with the name: "holds A and B is lost"."""
    paragraph = reader.paragraph
    span = paragraph.doc.char_span(
        toponym.start - paragraph.start, toponym.end - paragraph.start, alignment_mode="expand"
    )
    return span is None or span.root.dep_ in {"nsubj", "nsubjpass"}


def places_along(trigger: Token, reader: Reader, first: int | None = None) -> list[Argument]:
    """All places that a clause names behind its trigger, without those that only tell where these lie."""
    start = reader.paragraph.token_start(trigger) if first is None else first
    named = [
        toponym
        for toponym in reader.focus.within(start, _clause_end(trigger, reader))
        if toponym.place is not None and toponym.place.kind in LISTED
    ]
    named = [toponym for toponym in named if toponym.start not in reader.focus.aside] or named
    exact = [toponym for toponym in named if not _is_bearing(toponym, named, reader.focus.text)]
    return [
        Argument(toponym.place, None, toponym.start, toponym.end)
        for toponym in exact
        if toponym.place is not None and toponym.place.kind not in INNER_KINDS
    ]


def _is_bearing(toponym: Toponym, named: list[Toponym], text: str) -> bool:
    """Whether a name only tells where another lies, or where somebody came from."""
    before = text[max(0, toponym.start - LEAD) : toponym.start]
    if AWAY.search(before):
        return True
    if len(named) > 1 and (DISTANCE.search(before) or (toponym is not named[0] and HEADED.search(before))):
        return True
    if not BEARING.search(before):
        return False
    after = next((other for other in named if other.start > toponym.start), None)
    return after is not None and NEARER.match(text[toponym.end : after.start]) is not None


def _is_aim(to: Token) -> bool:
    """As in "in an effort to", "in order to": what follows is meant, not done."""
    lead = [token.lower_ for token in to.doc[max(0, to.i - 3) : to.i]]
    return lead[-2:] == ["in", "order"] or (
        lead[:1] == ["in"] and len(lead) > 1 and lead[1] in {"an", "a", "its", "their"}
    )


def _clause_end(trigger: Token, reader: Reader) -> int:
    """Where the next clause begins, or the sentence ends."""
    sentence = trigger.sent
    for token in trigger.doc[trigger.i + 1 : sentence.end]:
        finite = token.tag_ in FINITE and token.pos_ in {"VERB", "AUX"}
        if token.tag_ == "TO" and (token.head.dep_ == "advcl" or _is_aim(token)):
            return reader.paragraph.token_start(token)
        apart = token.i and (token.nbor(-1).is_punct or token.nbor(-1).lower_ == "both")
        if finite or (apart and token.dep_ in OPENING and token.tag_ in {"VBN", "VBG"}):
            first = token.left_edge if token.left_edge.i > trigger.i else token
            return reader.paragraph.token_start(first)
    return reader.paragraph.token_end(sentence[-1])
