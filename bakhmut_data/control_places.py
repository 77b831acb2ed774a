"""Which place, which part of it and how much of it an argument speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from bakhmut_data.analysis import Paragraph
from bakhmut_data.control_lexicon import words
from bakhmut_data.records import Place, Toponym

FOCUS_KINDS = frozenset({"settlement", "district", "facility", "other"})
LINEAR_KINDS = frozenset({"road", "river"})
CAPITALS = frozenset({"Kyiv", "Moscow"})
HOME = frozenset({"UA", "Ukraine"})
LARGE = 50_000
PRONOUNS = frozenset({"it", "its", "there", "itself"})
DEICTICS = frozenset({"the", "this", "that", "whole", "entire", "their", "its", "our", "no"})
LONGEST_PART = 80

FRACTIONS = {"half": 50.0, "two-third": 66.67, "two-thirds": 66.67, "three-quarter": 75.0, "third": 33.33}
PERCENT = re.compile(
    r"\b(\d{1,3}(?:[.,]\d{1,2})?)(?:\s?(?:-|–|to|and)\s?(\d{1,3}(?:[.,]\d{1,2})?))?\s?(?:%|per\s?cent\b|percent\b)",
    re.IGNORECASE,
)
FRACTION = re.compile(
    r"\b(?:(two|three|four|one|a)[- ])?(half|thirds?|quarters?|fifths?|tenths?)\b"
    r"(?!\s+(?:of\s+)?(?:the\s+)?(?:month|year|week|day|kilomet|km|mile|hour))",
    re.IGNORECASE,
)
COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "": 1}
PARTS_OF = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


@dataclass(frozen=True, slots=True)
class Argument:
    """A place as an argument names it: whole or in part."""

    place: Place
    part: str | None
    first: int
    last: int


class Focus:
    """The places of a document, and which one "the city" or "it" stands for at a position."""

    def __init__(self, toponyms: Iterable[Toponym]) -> None:
        located = [t for t in toponyms if t.role == "location" and t.place is not None and at_home(t.place)]
        self.by_start = {t.start: t for t in located}
        self.starts = [t.start for t in located]
        self.ends = [t.end for t in located]
        self.toponyms = located
        candidates = [t for t in located if _in_focus(t.place)]
        counts = Counter(t.place.place_id for t in candidates if t.place and t.place.kind == "settlement")
        self.main = next((t.place for t in candidates if t.place and counts and
                          t.place.place_id == counts.most_common(1)[0][0]), None)
        self._any = _Track(candidates)
        self._small = _Track([t for t in candidates if not self._is_large(t.place)])
        self._large = _Track([t for t in candidates if self._is_large(t.place)])

    def _is_large(self, place: Place | None) -> bool:
        return place is not None and (place == self.main or (place.population or 0) >= LARGE)

    def at(self, position: int, noun: str = "") -> Place | None:
        """The place last in focus before a position, fitting the noun that points to it."""
        if noun in words("small"):
            return self._small.before(position) or self._any.before(position) or self.main
        if noun in words("large"):
            return self._large.before(position) or self.main
        return self._any.before(position) or self.main

    def within(self, start: int, end: int) -> list[Toponym]:
        """The places named in a stretch of the text."""
        return self.toponyms[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def covering(self, start: int) -> Toponym | None:
        """The place name a character stands in."""
        index = bisect_left(self.starts, start + 1) - 1
        return self.toponyms[index] if index >= 0 and self.ends[index] > start else None


class _Track:
    """Place names in reading order, looked up by position."""

    def __init__(self, toponyms: list[Toponym]) -> None:
        self.starts = [t.start for t in toponyms]
        self.places = [t.place for t in toponyms]

    def before(self, position: int) -> Place | None:
        index = bisect_left(self.starts, position)
        return self.places[index - 1] if index else None


def at_home(place: Place) -> bool:
    """Whether the place lies in Ukraine: a claim about any other is another war's."""
    return place.country in HOME


def _in_focus(place: Place | None) -> bool:
    return place is not None and place.kind in FOCUS_KINDS and place.name not in CAPITALS


def share_of(text: str) -> tuple[float, float] | None:
    """The share of a place an argument names, in percent."""
    if found := PERCENT.search(text):
        low = float(found[1].replace(",", "."))
        high = float(found[2].replace(",", ".")) if found[2] else low
        return (low, high) if high <= 100 else None
    if found := FRACTION.search(text):
        unit = PARTS_OF[found[2].lower().rstrip("s") if found[2].lower() != "half" else "half"]
        share = round(100 * COUNTS[(found[1] or "").lower()] / unit, 2)
        return (share, share) if share <= 100 else None
    return None


def arguments(head: Token, paragraph: Paragraph, focus: Focus) -> list[Argument]:
    """The places a noun phrase speaks of; empty where it speaks of no place."""
    return [argument for item in _coordinated(head) for argument in _of_head(item, paragraph, focus)]


def _coordinated(head: Token) -> list[Token]:
    """The head and its conjuncts."""
    found = [head]
    for token in found:
        if len(found) > 30:
            break
        found.extend(child for child in token.rights if child.dep_ in {"conj", "appos"} and child.i > token.i
                     and (child.dep_ == "conj" or child.pos_ == "PROPN"))
    return found


def _of_head(head: Token, paragraph: Paragraph, focus: Focus) -> list[Argument]:
    position = paragraph.token_start(head)
    lemma = head.lemma_.lower()
    named = focus.covering(position)
    if named is not None and named.place is not None:
        if named.place.kind in LINEAR_KINDS:
            fallback = focus.at(position)
            return [_argument(fallback, head, paragraph, named.surface)] if fallback else []
        if named.place.kind == "country":
            return []
        return [_argument(named.place, head, paragraph, None)]
    if head.lower_ in PRONOUNS:
        place = focus.at(position)
        return [_argument(place, head, paragraph, None)] if place else []
    if lemma in words("generic") and _definite(head):
        inner = _named_inside(head, paragraph, focus)
        place = inner or focus.at(position, lemma)
        return [_argument(place, head, paragraph, None)] if place else []
    if lemma in words("parts") or head.lower_ in words("parts") or lemma.endswith(("third", "half")):
        part = _part_text(head, paragraph)
        inner_all = _all_inside(head, paragraph, focus)
        if inner_all:
            return [_argument(place, head, paragraph, part) for place in inner_all]
        place = focus.at(position, _generic_inside(head))
        return [_argument(place, head, paragraph, part)] if place else []
    return []


def _definite(head: Token) -> bool:
    return any(child.lower_ in DEICTICS or child.dep_ == "poss" for child in head.lefts) or any(
        child.lower_ == "of" for child in head.rights
    )


def _named_inside(head: Token, paragraph: Paragraph, focus: Focus) -> Place | None:
    """ "the city of Bakhmut", "the Bakhmut fortress" """
    found = _all_inside(head, paragraph, focus)
    return found[0] if found else None


def _all_inside(head: Token, paragraph: Paragraph, focus: Focus) -> list[Place]:
    start = paragraph.token_start(head.left_edge)
    end = paragraph.token_end(_short_right_edge(head))
    found = [t for t in focus.within(start, end) if t.place is not None and t.place.kind != "country"]
    settlements = [t.place for t in found if t.place is not None and t.place.kind not in LINEAR_KINDS]
    if head.lemma_.lower() in words("roads"):
        # A road is named by where it leads; the claim is about the first place named.
        return settlements[:1]
    return list(dict.fromkeys(settlements))


def _short_right_edge(head: Token) -> Token:
    """The phrase's last token before any relative clause."""
    last = head
    for child in head.rights:
        if child.dep_ in {"relcl", "acl", "advcl", "punct", "cc", "conj", "appos"}:
            break
        last = _short_right_edge(child) if child.i - head.i < 40 else child
    return last


def _generic_inside(head: Token) -> str:
    for child in head.subtree:
        if child.lemma_.lower() in words("generic"):
            return child.lemma_.lower()
    return ""


def _part_text(head: Token, paragraph: Paragraph) -> str:
    start = paragraph.token_start(head.left_edge)
    end = paragraph.token_end(_short_right_edge(head))
    text = paragraph.doc.text[start - paragraph.start : end - paragraph.start]
    return " ".join(text.split())[:LONGEST_PART]


def _argument(place: Place, head: Token, paragraph: Paragraph, part: str | None) -> Argument:
    return Argument(
        place, part, paragraph.token_start(head.left_edge), paragraph.token_end(_short_right_edge(head))
    )
