"""Which place, which part of it and how much of it an argument speaks of."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Token

from bakhmut_data.analysis import Paragraph
from bakhmut_data.control_lexicon import words
from bakhmut_data.records import Place, Toponym

FOCUS_KINDS = frozenset({"settlement", "facility", "other"})
# Parts of a place by nature: a claim about them is one about the place they belong to.
INNER_KINDS = frozenset({"road", "river", "district"})
CAPITALS = frozenset({"Kyiv", "Moscow"})
HOME = frozenset({"UA", "Ukraine"})
LARGE = 30_000
# How far back, in characters, a place is still what is being spoken of.
NEARBY = 300
PRONOUNS = frozenset({"it", "its", "there", "itself"})
DEICTICS = frozenset({"the", "this", "that", "whole", "entire", "their", "its", "our", "no"})
LONGEST_PART = 80
KM_PER_DEGREE = 111.2
INSIDE_KM = 6.0
BREAKS = frozenset({"relcl", "acl", "advcl", "punct", "cc", "conj", "appos"})

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
    """A place as an argument names it: whole or in part; `named` where its own name stands there."""

    place: Place
    part: str | None
    first: int
    last: int
    named: bool = True


class Focus:
    """The places of a document, and which one "the city" or "it" stands for at a position."""

    def __init__(self, toponyms: Iterable[Toponym], text: str) -> None:
        located = [t for t in toponyms if t.role == "location" and t.place is not None and at_home(t.place)]
        self.by_start = {t.start: t for t in located}
        self.starts = [t.start for t in located]
        self.ends = [t.end for t in located]
        self.toponyms = located
        candidates = [t for t in located if _in_focus(t.place) and not _in_brackets(t, text)]
        counts = Counter(t.place.place_id for t in candidates if t.place and t.place.kind == "settlement")
        self.main = next((t.place for t in candidates if t.place and counts and
                          t.place.place_id == counts.most_common(1)[0][0]), None)
        # A text about one place speaks of it even where it names another in passing.
        self.dominant = bool(counts) and counts.most_common(1)[0][1] * 2 > counts.total()
        self._any = _Track(candidates)
        self._small = _Track([t for t in candidates if not self._is_large(t.place)])
        self._large = _Track([t for t in candidates if self._is_large(t.place)])

    def _is_large(self, place: Place | None) -> bool:
        return place is not None and (place.population or 0) >= LARGE

    def at(self, position: int, noun: str = "") -> Place | None:
        """The place last in focus before a position, fitting the noun that points to it."""
        if noun in words("small"):
            return self._small.before(position) or self._any.before(position) or self.main
        if noun in words("large"):
            return self.main if self._is_large(self.main) else self._large.before(position) or self.main
        return self._any.before(position) or self.main

    def implied(self, paragraph: Paragraph, position: int) -> Place | None:
        """The place a clause without any place speaks of: the paragraph's, else the document's."""
        here = [t.place for t in self.within(paragraph.start, paragraph.end) if _in_focus(t.place)]
        just_before = [t.place for t in self.within(position - NEARBY, position)]
        if not here or self.dominant or self.main in here or self.main in just_before:
            return self.main
        return self.at(position)

    def is_inside_main(self, place: Place) -> bool:
        """Whether a building or site lies in the document's main place."""
        main = self.main
        if main is None or place.kind != "facility":
            return False
        north = abs(place.latitude - main.latitude)
        east = abs(place.longitude - main.longitude) * math.cos(math.radians(main.latitude))
        return math.hypot(north, east) * KM_PER_DEGREE < INSIDE_KM

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


def _in_brackets(toponym: Toponym, text: str) -> bool:
    """Whether the name stands in round brackets: an aside, never in focus."""
    before = text[max(0, toponym.start - 60) : toponym.start]
    return before.rfind("(") > before.rfind(")")


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
    if head.lemma_.lower() in words("roads"):
        # "the artery, the road to the town": the apposition names the place
        for child in head.rights:
            if child.dep_ == "appos" and child.lemma_.lower() in words("roads"):
                return [child]
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
        return _of_toponym(named, head, paragraph, focus)
    if head.lower_ in PRONOUNS:
        return _pointing(focus.at(position), head, paragraph, None)
    inner = _all_inside(head, paragraph, focus)
    if lemma in words("generic") and inner and head.tag_ == "NNS":
        return [_argument(place, head, paragraph, None) for place in inner]
    if lemma in words("generic") and _definite(head):
        if inner:
            return [_argument(inner[0], head, paragraph, None)]
        return _pointing(focus.at(position, lemma), head, paragraph, None)
    if lemma in words("regions"):
        return [_argument(place, head, paragraph, None) for place in inner]
    if _is_part(head):
        part = _part_text(head, paragraph)
        if inner:
            return [_argument(place, head, paragraph, part) for place in inner]
        generic = _generic_inside(head)
        place = focus.at(position, generic) if generic else focus.implied(paragraph, position)
        return _pointing(place, head, paragraph, part)
    return _of_misread(head, paragraph, focus)


def _of_toponym(named: Toponym, head: Token, paragraph: Paragraph, focus: Focus) -> list[Argument]:
    if named.place is None or named.place.kind == "country":
        return []
    if named.place.kind in INNER_KINDS or focus.is_inside_main(named.place):
        whole = focus.implied(paragraph, named.start)
        return _pointing(whole, head, paragraph, named.surface)
    return [_argument(named.place, head, paragraph, None)]


def _of_misread(head: Token, paragraph: Paragraph, focus: Focus) -> list[Argument]:
    """ "to take Bakhmut rages on": a verb that the parser took for a noun of which the name is part."""
    if head.tag_ not in {"NNS", "NN"} or head.lemma_.lower() not in words("persist") | words("holding"):
        return []
    if head.i == 0:
        return []
    before = head.nbor(-1)
    named = focus.covering(paragraph.token_start(before))
    return _of_toponym(named, before, paragraph, focus) if named is not None else []


def _is_part(head: Token) -> bool:
    lemma = head.lemma_.lower()
    if lemma not in words("parts") and head.lower_ not in words("parts") and not lemma.endswith(("third", "half")):
        return False
    inside = head.doc[head.left_edge.i : min(head.right_edge.i, head.i + 8) + 1]
    return not any(token.lemma_.lower() in words("time") for token in inside)


def _definite(head: Token) -> bool:
    lefts = [child.lower_ for child in head.lefts]
    return (
        any(word in DEICTICS for word in lefts)
        # "A Ukrainian city is about to fall": headlines name it in the next line
        or "ukrainian" in lefts
        or any(child.dep_ == "poss" for child in head.lefts)
        or any(child.lower_ == "of" for child in head.rights)
    )


def _all_inside(head: Token, paragraph: Paragraph, focus: Focus) -> list[Place]:
    start = paragraph.token_start(head.left_edge)
    end = paragraph.token_end(_short_right_edge(head))
    found = [t for t in focus.within(start, end) if t.place is not None and t.place.kind != "country"]
    settlements = [t.place for t in found if t.place is not None and t.place.kind not in INNER_KINDS]
    if head.lemma_.lower() in words("roads"):
        if any(t.place is not None and t.place.kind == "road" for t in found):
            return []
        # A road is named by where it leads; the claim is about the first place named.
        return settlements[:1]
    return list(dict.fromkeys(settlements))


def _short_right_edge(head: Token) -> Token:
    """The phrase's last token before any relative clause."""
    last = head
    for child in head.rights:
        if child.dep_ in BREAKS:
            break
        last = _list_right_edge(child) if child.i - head.i < 40 else child
    return last


def _list_right_edge(token: Token) -> Token:
    """The same for what hangs on the head, where a list of names goes on."""
    last = token
    for child in token.rights:
        if child.dep_ in BREAKS and child.dep_ not in {"punct", "cc", "conj"}:
            break
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
            break
        if child.dep_ not in {"punct", "cc"}:
            last = _list_right_edge(child) if child.i - token.i < 40 else child
    return last


def _generic_inside(head: Token) -> str:
    for child in islice(head.subtree, 60):
        if child.lemma_.lower() in words("generic"):
            return child.lemma_.lower()
    return ""


def _part_text(head: Token, paragraph: Paragraph) -> str:
    start = paragraph.token_start(head.left_edge)
    end = paragraph.token_end(_short_right_edge(head))
    text = paragraph.doc.text[start - paragraph.start : end - paragraph.start]
    return " ".join(text.split())[:LONGEST_PART]


def _argument(
    place: Place, head: Token, paragraph: Paragraph, part: str | None, *, named: bool = True
) -> Argument:
    start = paragraph.token_start(head.left_edge)
    return Argument(place, part, start, paragraph.token_end(_short_right_edge(head)), named)


def _pointing(place: Place | None, head: Token, paragraph: Paragraph, part: str | None) -> list[Argument]:
    """The argument of a phrase that points to a place without naming it."""
    return [_argument(place, head, paragraph, part, named=False)] if place else []
