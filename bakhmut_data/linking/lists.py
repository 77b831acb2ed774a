"""Lists of all the losses of the war: each line a total since it began, and in brackets the last day's."""

from __future__ import annotations

import re
from bisect import bisect_right

from bakhmut_data.language.analysis import Analysis, Paragraph
from bakhmut_data.linking.dates import DAY, Days, phrases, present, war_began
from bakhmut_data.records import Document, Figure, Timex

LINE = re.compile(r"\s{0,3}\||\W{0,4}[^\W\d][\w ,/()'’+&-]{1,70}?\s?[–‒—:|-]\s?(?:[a-z.~]{1,13} )?~?\d")
# A list is given up after so many lines; so many paragraphs above it can say what it counts.
LONGEST_LIST = 60
ABOVE = 3


class Lists:
    """The lines of a document's loss lists, looked up by position."""

    def __init__(self, document: Document, analysis: Analysis, timexes: tuple[Timex, ...]) -> None:
        self.document = document
        self.paragraphs = analysis.paragraphs
        self.starts = [paragraph.start for paragraph in analysis.paragraphs]
        self.timexes = timexes
        self.until: dict[int, Days | None] = {}

    def days(self, figure: Figure) -> Days | None:
        """The days a line's figure counts; None for a figure in no list of all the war's losses."""
        number = bisect_right(self.starts, figure.start) - 1
        if (
            number < 0
            or figure.measure not in phrases("listed")
            or not self._is_line(self.paragraphs[number])
        ):
            return None
        first = number
        while first > 0 and number - first < LONGEST_LIST and self._is_line(self.paragraphs[first - 1]):
            first -= 1
        if first not in self.until:
            self.until[first] = self._counted(first)
        days = self.until[first]
        if days is None or days.latest is None:
            return days
        grown = self.document.text[max(0, figure.start - 1) : figure.start + 1]
        return Days(days.latest - DAY, days.latest) if "+" in grown or "(" in grown else days

    def _is_line(self, paragraph: Paragraph) -> bool:
        return LINE.match(self.document.text, paragraph.start, paragraph.end) is not None

    def _counted(self, first: int) -> Days | None:
        """From the war's first day to the day that the lines above the list name, or its publication."""
        above = self.paragraphs[max(0, first - ABOVE) : first + 1]
        if not above:
            return None
        start, end = above[0].start, above[-1].end
        text = self.document.text[start:end].casefold()
        dated = [t for t in self.timexes if start <= t.start < end and t.earliest is not None]
        since = any(t.earliest == war_began() for t in dated)
        if not since and not any(phrase in text for phrase in phrases("since_war")):
            return None
        if not any(phrase in text for phrase in phrases("totals")) and "loss" not in text:
            return None
        # The day last named above a list is that of the list; a stamp further up is that of the text.
        later = [t.earliest for t in dated if t.earliest is not None and t.earliest > war_began()]
        return Days(war_began(), later[-1] if later else present(self.document).latest)
