"""Which place heads a section or a line of a text: "2. SOLEDAR" above it, "- Soledar: …" in front of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from bakhmut_data.records import Place, Toponym

# What may stand in a heading around the name of a place.
AROUND = re.compile(r"(?:the |area|axis|city|direction|district|front|sector|[\W\d_])*\Z", re.IGNORECASE)
MOST_AROUND = 100  # characters; in a longer run of marks names would be looked for again and again
LABEL = re.compile(r"(?:area|axis|direction|front|sector| )*: ", re.IGNORECASE)
FEWEST_HEADINGS = 2
# A heading in capitals, with few marks before its first letter, and those in its own line.
IN_CAPITALS = re.compile(
    rf"^(?:[^\w\n]|[\d_]){{0,{MOST_AROUND}}}[A-ZÀ-Þ][A-ZÀ-Þ '’/&-]{{2,50}}$", re.MULTILINE
)
LINE_END = re.compile("\n")


class Track:
    """Places where they are named, in reading order, looked up by position."""

    def __init__(self, named: Iterable[tuple[int, Place | None]]) -> None:
        pairs = list(named)
        self.starts = [start for start, _ in pairs]
        self.places = [place for _, place in pairs]

    def before(self, position: int, since: int = 0) -> Place | None:
        """The place named last before a position, no further back than another."""
        index = bisect_left(self.starts, position)
        return self.places[index - 1] if index and self.starts[index - 1] >= since else None

    def last(self, position: int) -> int:
        """Where the place named last before a position stands; -1 where there is none."""
        index = bisect_left(self.starts, position)
        return self.starts[index - 1] if index else -1


class Sections:
    """The places that head the sections and the lines of a text."""

    def __init__(self, toponyms: Sequence[Toponym], text: str) -> None:
        self._text = text
        self._line_ends = [found.start() for found in LINE_END.finditer(text)]
        self._headings = self._find_headings(toponyms)
        self._labels = {
            self._line(each.start)[0]: each.place for each in toponyms if each.place and self._is_label(each)
        }

    def head(self, position: int) -> Place | None:
        """The place that heads the line of a position, else its section; None where none does."""
        return self._labels.get(self._line(position)[0]) or self._headings.before(position)

    def begins(self, position: int) -> int:
        """Where the line or the section of a position begins."""
        return max(self._line(position)[0], self._headings.last(position))

    def _line(self, position: int) -> tuple[int, int]:
        index = bisect_left(self._line_ends, position)
        start = self._line_ends[index - 1] + 1 if index else 0
        return start, self._line_ends[index] if index < len(self._line_ends) else len(self._text)

    def _is_label(self, toponym: Toponym) -> bool:
        """Whether a name opens its line, a colon behind it."""
        opens = self._may_stand_around(self._line(toponym.start)[0], toponym.start)
        return opens and LABEL.match(self._text, toponym.end) is not None

    def _may_stand_around(self, start: int, end: int) -> bool:
        return end - start <= MOST_AROUND and AROUND.match(self._text, start, end) is not None

    def _find_headings(self, toponyms: Sequence[Toponym]) -> Track:
        """The names that are a line of their own; none where only one is, which is a title.

        Between them are the headings in capitals that name no place.
        """
        found: dict[int, tuple[int, Place | None]] = {}
        for toponym in toponyms:
            start, end = self._line(toponym.start)
            if self._may_stand_around(start, toponym.start) and self._may_stand_around(toponym.end, end):
                found[start] = toponym.start, toponym.place
        if len(found) < FEWEST_HEADINGS:
            return Track([])
        for heading in IN_CAPITALS.finditer(self._text):
            found.setdefault(heading.start(), (heading.start(), None))
        return Track(sorted(found.values(), key=lambda each: each[0]))
