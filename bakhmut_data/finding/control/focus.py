"""Which place "the city", "it" or a clause without any place speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from bakhmut_data.finding.control.lexicon import words
from bakhmut_data.finding.control.sections import Sections, Track
from bakhmut_data.geodesy import kilometres_between
from bakhmut_data.language.analysis import Paragraph
from bakhmut_data.records import Place, Toponym

PRONOUNS = frozenset({"it", "its", "itself"})
FOCUS_KINDS = frozenset({"settlement", "facility", "other"})
CAPITALS = frozenset({"Kyiv", "Moscow"})
HOME_CAPITAL = "Kyiv"
HOME = frozenset({"UA", "Ukraine"})
# From so many inhabitants on, a place is a city, or at least a town.
LARGE = 30_000
TOWN = 3_000
# How far back, in characters, a place is still what is being spoken of.
NEARBY = 300
INSIDE_KM = 6.0
LONGEST_TITLE = 200  # characters
# No paragraph is longer.
FARTHEST = 4_000
# Place names before "the two villages" among which they are looked for.
MOST_LOOKED_AT = 12
# "the town" where no name follows, which "it" goes on with; somebody's origin is not spoken of.
NOUN = re.compile(
    r"\b(?:the|this|that) (?:\w+ )?(?P<noun>city|town|village|settlement|hamlet)\b(?! of\b)", re.IGNORECASE
)
ORIGIN = re.compile(r"\b(?:from|of|called) $", re.IGNORECASE)
# Where somebody writes from is not what is written about: "Kramatorsk, 4 March 2023", "KYIV, March 5".
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DATELINE = re.compile(
    rf"(?:, [A-Z][a-z]+)?,? (?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|{MONTH} \d)"
    r"|(?:, [A-Z][a-z]+)? \([A-Z]"
)
LONGEST_HEAD = 600  # characters in which a dateline stands
SENTENCE_END = re.compile(r"[.!?]\W{1,3}(?=[A-Z])|\n")


class Focus:
    """The places of a document, and which one "the city" or "it" stands for at a position."""

    def __init__(self, toponyms: Iterable[Toponym], text: str) -> None:
        located = [t for t in toponyms if t.role == "location" and t.place is not None and at_home(t.place)]
        self.starts = [t.start for t in located]
        self.ends = [t.end for t in located]
        self.toponyms = located
        candidates = [t for t in located if _in_focus(t.place) and not _in_brackets(t, text)]
        candidates = [t for t in candidates if not _is_dateline(t, text)] or candidates
        self.aside = {t.start for t in located if _in_brackets(t, text)}
        counts = Counter(t.place for t in candidates if t.place and t.place.kind == "settlement")
        # Of places named equally often the largest is spoken of.
        most = sorted(counts.items(), key=lambda item: (-item[1], -((item[0] and item[0].population) or 0)))
        self.main = most[0][0] if most else None
        # A text about one place speaks of it even where it names another in passing.
        self.dominant = bool(most) and most[0][1] * 2 > counts.total()
        self.leading = bool(most) and (most[0][1] * 4 > counts.total() or self._is_in_title(most[0][0], text))
        # A plant in the town is a part of it: "the city" after its name is the town.
        outer = [t for t in candidates if t.place and not self.is_inside_main(t.place)]
        self.text = text
        self.capital = next((t.place for t in located if t.place and t.place.name == HOME_CAPITAL), None)
        self._sections = Sections(outer, text)
        self._any = _track(outer)
        self._small = _track([t for t in outer if not self._is_large(t.place)])
        self._large = _track([t for t in outer if self._is_large(t.place)])
        self._towns = _track(
            [t for t in outer if _is_town(t.place) and not ORIGIN.search(text, max(0, t.start - 8), t.start)]
        )

    def _is_in_title(self, place: Place | None, text: str) -> bool:
        """Whether a headline, no sentence of the text, names a place."""
        end = text.find("\n", 0, LONGEST_TITLE)
        if end < 0 or text[:end].rstrip().endswith("."):
            return False
        return any(toponym.place == place for toponym in self.within(0, end))

    def _is_large(self, place: Place | None) -> bool:
        return place is not None and (place.population or 0) >= LARGE

    def at(self, position: int, noun: str = "") -> Place | None:
        """The place last in focus before a position, fitting the noun that points to it."""
        headed = self._sections.head(position) if noun not in words("small") else None
        if headed is not None:
            return self._any.before(position, self._sections.begins(position)) or headed
        return self._running(position, noun)

    def _running(self, position: int, noun: str) -> Place | None:
        """The same in running text, which no heading parts."""
        if noun == "there" and self.dominant:
            return self.main
        if noun in PRONOUNS:
            return self._pointed(position)
        if noun == "town":
            return self._town(position)
        if noun in words("small"):
            return self._small.before(position) or self._any.before(position) or self.main
        if noun in words("large"):
            return self._city(position)
        return self._any.before(position) or self.main

    def _city(self, position: int) -> Place | None:
        """What "the city" stands for: the one last named in its sentence, else a large main place."""
        last = self._any.before(position)
        if last is not None and (last == self.main or self._is_sentence_of(last, position)):
            return last
        return self.main if self._is_large(self.main) else self._large.before(position) or self.main

    def _town(self, position: int) -> Place | None:
        """What "the town" stands for: the last in its paragraph that is no village, else the main place."""
        here = self._towns.before(position, since=self._paragraph_start(position))
        if here is not None or not self.leading:
            return here or self._any.before(position) or self.main
        return self.main

    def _pointed(self, position: int) -> Place | None:
        """What "it" stands for: "the town" of just before, the place named last, or the main place."""
        first = max(self._paragraph_start(position), position - NEARBY)
        last = self._any.last(position)
        nouns = [found for found in NOUN.finditer(self.text, first, position) if found.start() > last]
        if nouns:
            return self.at(nouns[-1].start(), nouns[-1]["noun"].lower())
        if last < first and self.leading:
            return self.main
        return self._any.before(position) or self.main

    def _paragraph_start(self, position: int) -> int:
        return max(0, position - FARTHEST, self.text.rfind("\n\n", max(0, position - FARTHEST), position))

    def _is_sentence_of(self, place: Place, position: int) -> bool:
        """Whether the sentence up to a position names a large place, and not the main one."""
        first = max(0, position - NEARBY)
        ends = [found.end() for found in SENTENCE_END.finditer(self.text, first, position)]
        first = ends[-1] if ends else first
        named = [toponym.place for toponym in self.within(first, position)]
        return self._is_large(place) and place in named and self.main not in named

    def last(self, position: int, count: int) -> list[Place]:
        """So many different places named last before a position, in reading order; none where fewer are."""
        found: dict[Place, None] = {}
        for toponym in reversed(self.toponyms[: bisect_left(self.starts, position)][-MOST_LOOKED_AT:]):
            place = toponym.place if len(found) < count else None
            if place is not None and place.kind == "settlement" and not self._is_large(place):
                found.setdefault(place)
        return list(reversed(found)) if len(found) == count else []

    def implied(self, paragraph: Paragraph, position: int) -> Place | None:
        """The place a clause without any place speaks of: the paragraph's, else the document's."""
        if (headed := self._sections.head(position)) is not None:
            return headed
        just_before = [t.place for t in self.within(position - NEARBY, position)]
        if (spoken := self._site_spoken_of(position)) is not None:
            return spoken
        if self.dominant or self.main in just_before:
            return self.main
        if self.leading:
            outer = (t for t in self.within(paragraph.start, position) if t.place)
            here = [
                t.place for t in outer if t.place and not self.is_inside_main(t.place) and _in_focus(t.place)
            ]
            return self.main if not here or self.main in here else self.at(position)
        # Far from every name a clause is about the whole front, or about nothing on the map.
        return self.at(position) if any(_in_focus(place) for place in just_before) else None

    def in_sentence(self, position: int) -> Place | None:
        """The settlement that the sentence up to a position names last."""
        first = max(0, position - NEARBY)
        ends = [found.end() for found in SENTENCE_END.finditer(self.text, first, position)]
        named = [t.place for t in self.within(ends[-1] if ends else first, position) if _in_focus(t.place)]
        return named[-1] if named else None

    def _site_spoken_of(self, position: int) -> Place | None:
        """The one building or site, far from the main place, of which the sentence before tells."""
        first = max(0, position - NEARBY)
        ends = [found.end() for found in SENTENCE_END.finditer(self.text, first, position + 1)]
        if not ends:
            return None
        start = ends[-2] if len(ends) > 1 else first
        places = {toponym.place for toponym in self.within(start, position)}
        place = places.pop() if len(places) == 1 else None
        sited = place is not None and place.kind == "facility" and not self.is_inside_main(place)
        return place if sited else None

    def last_of_kind(self, position: int, kind: str) -> Place | None:
        """The place of a kind that was named last before a position, not long ago."""
        before = self.toponyms[: bisect_left(self.starts, position)][-MOST_LOOKED_AT:]
        return next((t.place for t in reversed(before) if t.place is not None and t.place.kind == kind), None)

    def is_inside_main(self, place: Place) -> bool:
        """Whether a building or site lies in the document's main place."""
        main = self.main
        if main is None or place.kind != "facility":
            return False
        return kilometres_between(place.point, main.point) < INSIDE_KM

    def within(self, start: int, end: int) -> list[Toponym]:
        """The places named in a stretch of the text."""
        return self.toponyms[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def covering(self, start: int) -> Toponym | None:
        """The place name a character stands in."""
        index = bisect_left(self.starts, start + 1) - 1
        return self.toponyms[index] if index >= 0 and self.ends[index] > start else None


def _track(toponyms: list[Toponym]) -> Track:
    return Track((toponym.start, toponym.place) for toponym in toponyms)


def at_home(place: Place) -> bool:
    """Whether the place lies in Ukraine: a claim about any other is another war's."""
    return place.country in HOME


def _is_town(place: Place | None) -> bool:
    return place is not None and (place.population or 0) >= TOWN


def _in_focus(place: Place | None) -> bool:
    return place is not None and place.kind in FOCUS_KINDS and place.name not in CAPITALS


def _is_dateline(toponym: Toponym, text: str) -> bool:
    opens = toponym.start < LONGEST_HEAD and (toponym.start == 0 or text[toponym.start - 1] == "\n")
    return opens and DATELINE.match(text, toponym.end) is not None


def _in_brackets(toponym: Toponym, text: str) -> bool:
    """Whether the name stands in round brackets: an aside, never in focus."""
    before = text[max(0, toponym.start - 60) : toponym.start]
    return before.rfind("(") > before.rfind(")")
