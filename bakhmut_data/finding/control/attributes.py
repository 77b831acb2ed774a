"""Who holds a place, told in passing: "Russian-held", "occupied", "the recently captured town"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from bakhmut_data.finding.control.actors import Party, actor_word, as_party, opponent
from bakhmut_data.finding.control.lexicon import words
from bakhmut_data.finding.control.lists import with_listed
from bakhmut_data.finding.control.places import Argument
from bakhmut_data.finding.control.reader import Clause, Match, Reader
from bakhmut_data.records import ControlEvent, Controller
from bakhmut_data.reference import read_csv

HYPHENS = frozenset("-‐‑–")
HYPHEN = re.compile("[-‐‑–]")
BREAK = re.compile(r"[,;:—(]")
ATTRIBUTIVE = frozenset({"amod", "compound", "nmod"})
# Words between an attribute and the name it belongs to: "occupied southern Kherson".
REACH = 4
# Tokens behind a colon in which parts are listed.
MOST_LISTED = 30
# Tokens of "non-government-controlled" before the attribute.
LEAD = 5


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a participle beside a place says of it; `default` acts where nobody is named."""

    word: str
    contested: bool
    default: str
    event: ControlEvent
    part: str | None


@functools.cache
def attributes() -> dict[str, Attribute]:
    """Participles that tell who holds a place, by form."""
    return {
        row["word"]: Attribute(
            word=row["word"],
            contested=row["gains"] == "contested",
            default=row["default"],
            event=row["event"],  # type: ignore[arg-type]
            part=row["part"] or None,
        )
        for row in read_csv("control_attributes.csv")
    }


def attribute_of(token: Token) -> Attribute | None:
    """The attribute that a token is, alone or behind a hyphen in one word."""
    found = attributes().get(HYPHEN.split(token.lower_)[-1])
    if found is None or token.dep_ in ATTRIBUTIVE or _follows_hyphen(token):
        return found
    led = token.i > 0 and token.nbor(-1).pos_ in {"ADP", "DET"}
    return found if led else None


def attribute_matches(token: Token, attribute: Attribute, reader: Reader) -> Iterator[Match]:
    """The places to which an attribute belongs."""
    found = _places(token, reader)
    controller = _controller(token, attribute, reader) if found else None
    if controller is None or any(child.dep_ == "neg" for child in token.children):
        return
    clause = Clause(token, None, "asserted", f"attribute_{attribute.word}", attribute.event, attribute.part)
    for argument in with_listed(found, reader):
        yield reader.match(argument, controller, clause)


def _follows_hyphen(token: Token) -> bool:
    return token.i > 1 and token.nbor(-1).text in HYPHENS


def _controller(token: Token, attribute: Attribute, reader: Reader) -> Controller | None:
    if attribute.contested:
        return "contested"
    if owner := _owner(token, reader):
        return owner
    if attribute.default == "voice":
        return reader.voice(token)
    return as_party(attribute.default)


def _owner(token: Token, reader: Reader) -> Party | None:
    """Who stands before the hyphen: "Kyiv-controlled", "enemy-held", "non-government-controlled"."""
    named = HYPHEN.split(token.lower_)[0] if HYPHEN.search(token.text) else ""
    before = token.nbor(-2) if _follows_hyphen(token) else None
    lead = token.doc[max(token.sent.start, token.i - LEAD) : token.i]
    lower = named or (before.lower_ if before is not None else "")
    if lower in words("government") or any(child.lower_ in words("government") for child in lead):
        return "Russia" if any(child.lower_ == "non" for child in lead) else "Ukraine"
    word = actor_word(before) if before is not None else None
    if word is None:
        word = actor_word(token) if named else next(filter(None, map(actor_word, token.lefts)), None)
    if word is None:
        return None
    if word.kind == "relative":
        voice = reader.voice(token)
        return voice if word.side == "own" else opponent(voice)
    return as_party(word.side)


def _places(token: Token, reader: Reader) -> list[Argument]:
    """The place right behind the attribute, or that of the noun it belongs to; what a colon lists."""
    if token.i + 1 < token.sent.end and token.nbor(1).text == ":":
        return _listed(token, reader)
    for after in token.doc[token.i + 1 : min(token.i + 1 + REACH, token.sent.end)]:
        if reader.is_place(after):
            return reader.arguments([after])
        if after.pos_ not in {"ADJ", "ADV", "PROPN"} and after.tag_ != "VBN":
            break
    head = token.head
    if head == token or head.i < token.i:
        return []
    if (kind := words("pointing_regions") & {head.lemma_.lower()}) or head.lemma_.lower() in words("sites"):
        found = [argument for argument in reader.arguments([head]) if argument.named]
        return found or reader.last_of_kind(head, "region" if kind else "facility")
    found = reader.arguments([head])
    if not reader.focus.leading:
        found = [argument for argument in found if argument.definite]
    start = reader.paragraph.token_start(head)
    return [replace(argument, first=start) for argument in found if _is_beside(head, argument, reader)]


def _listed(token: Token, reader: Reader) -> list[Argument]:
    """The places or parts behind a colon: "Russian-held: the centre, the station"."""
    behind = token.doc[token.i + 2 : token.i + 2 + MOST_LISTED]
    heads = [noun for noun in behind if noun.sent == behind[0].sent and noun.pos_ in {"NOUN", "PROPN"}]
    return [argument for head in heads for argument in reader.arguments([head])]


def _is_beside(head: Token, argument: Argument, reader: Reader) -> bool:
    """Whether nothing parts a noun from the place named behind it: headings run on behind commas."""
    end = reader.paragraph.token_end(head)
    inside = reader.focus.within(end, argument.last)
    return not argument.named or not inside or not BREAK.search(reader.focus.text[end : inside[0].start])
