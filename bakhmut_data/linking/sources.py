"""Whose a figure is where no reported statement holds it: tables, lists, repeats and footnotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from bakhmut_data.finding.statements import SpeakerIndex
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.linking.dates import phrases
from bakhmut_data.records import Document, Figure, Speaker, Statement

ROW = re.compile(r"\s*(?:\||[-–—•*·▪] |\d{1,2}[.)] )|[^|\n]{1,80}\|")
NOTE = re.compile(r"\[(\d{1,3})\]")
ENTRY = re.compile(r"\s*(\d{1,3})\. [“\"«][^\n]{1,200}?[”\"»] (?P<outlet>[^,\n]{2,60}),")
# What closes a line that the next one does not go on from.
ENDS, ENDS_WITHIN = frozenset('.!?:”"’»|'), re.compile(r"[.!?]\s")
# A list or table is given up after so many rows.
LONGEST_LIST = 60
LONGEST_NAME = 90
# Smaller numbers come again without being the same.
LEAST_REPEATED = 100


class Repeats:
    """Attributed figures, for when a text comes back to one of them without saying again whose it is."""

    def __init__(self) -> None:
        self._speakers: dict[tuple[float, float | None, str], Speaker] = {}

    def keep(self, figure: Figure) -> None:
        """Remembers a large figure that has a speaker; the first speaker of a number keeps it."""
        if figure.speaker and (figure.low or 0) >= LEAST_REPEATED:
            self._speakers.setdefault(_key(figure), Speaker(name=figure.speaker, side=figure.speaker_side))

    def speaker(self, figure: Figure) -> Speaker | None:
        """Who said the same number before."""
        return self._speakers.get(_key(figure))


class Sources:
    """The sources that a document's layout names, looked up by position."""

    def __init__(self, document: Document, analysis: Analysis, statements: tuple[Statement, ...]) -> None:
        self.document, self.analysis = document, analysis
        self.statements = statements
        self.statement_starts = [statement.start for statement in statements]
        self.starts = [paragraph.start for paragraph in analysis.paragraphs]
        self.notes = [(match.start(), match[1]) for match in NOTE.finditer(document.text)]
        self.note_starts = [start for start, _ in self.notes]
        self.introduced: dict[int, Speaker | None] = {}
        self._index: SpeakerIndex | None = None
        self.entries = self._read_entries()

    def of(self, figure: Figure, last: Figure | None, repeats: Repeats) -> Speaker | None:
        """The source of a figure outside all statements; None where the text itself gives it.

        `last` is the figure before it, `repeats` are those that had a source.
        """
        number = bisect_right(self.starts, figure.start) - 1
        if number < 0:
            return None
        if self._is_row(number) and (speaker := self._introduction(number)):
            return speaker
        if speaker := self._goes_on(figure, number, last) or self._in_broken_list(figure, number, last):
            return speaker
        if figure.measure not in phrases("repeatable"):
            return None
        return repeats.speaker(figure) or self._noted(figure, number)

    def _goes_on(self, figure: Figure, number: int, last: Figure | None) -> Speaker | None:
        """The command whose briefing goes on, here or from the paragraph before, to the enemy's next loss."""
        if last is None or last.speaker is None or self.starts[max(number - 1, 0)] > last.start:
            return None
        enemy = figure.about not in ("none", "both", last.speaker_side)
        briefed = enemy and {figure.measure, last.measure} <= set(phrases("briefed"))
        commands = any(command in last.speaker for command in phrases("commands"))
        return Speaker(name=last.speaker, side=last.speaker_side) if briefed and commands else None

    def _in_broken_list(self, figure: Figure, number: int, last: Figure | None) -> Speaker | None:
        """The source of the figure before, where a list goes on over lines that no mark ends."""
        if last is None or last.speaker is None or not number or last.measure != figure.measure:
            return None
        above, here = self.analysis.paragraphs[number - 1], self.analysis.paragraphs[number]
        first = self.document.text[here.start : figure.start]
        ended = self.document.text[above.start : above.end].rstrip()[-1:] in ENDS or ENDS_WITHIN.search(first)
        return (
            None if ended or last.start < above.start else Speaker(name=last.speaker, side=last.speaker_side)
        )

    @property
    def index(self) -> SpeakerIndex:
        """The document's speakers, read when first needed."""
        if self._index is None:
            self._index = SpeakerIndex(self.document, self.analysis)
        return self._index

    def _is_row(self, number: int) -> bool:
        paragraph = self.analysis.paragraphs[number]
        return ROW.match(self.document.text, paragraph.start, paragraph.end) is not None

    def _introduction(self, number: int) -> Speaker | None:
        """The source that the line above a table or list names."""
        first = number
        while first >= 0 and number - first < LONGEST_LIST and self._is_row(first):
            first -= 1
        if first < 0 or self._is_row(first):
            return None
        if first not in self.introduced:
            self.introduced[first] = self._named_source(first)
        return self.introduced[first]

    def _named_source(self, number: int) -> Speaker | None:
        paragraph = self.analysis.paragraphs[number]
        text = self.document.text[paragraph.start : paragraph.end]
        lower = text.casefold()
        for phrase in phrases("source_phrases"):
            found = lower.rfind(phrase)
            if found >= 0 and len(lower) == len(text):
                start = found + len(phrase)
                start += len(text[start:]) - len(text[start:].lstrip())
                name = re.split(r"[,;:(\n]|\. ", text[start : start + LONGEST_NAME])[0].rstrip(" .")
                if name:
                    return self.index.resolve(paragraph.start + start, paragraph.start + start + len(name))
        if text.rstrip().endswith(":"):
            return self._last_speaker(paragraph.start, paragraph.end)
        return None

    def _last_speaker(self, start: int, end: int) -> Speaker | None:
        last = bisect_left(self.statement_starts, end) - 1
        if last < 0 or self.statement_starts[last] < start:
            return None
        return Speaker(name=self.statements[last].speaker, side=self.statements[last].speaker_side)

    def _read_entries(self) -> dict[str, tuple[int, int]]:
        """Where the outlet of each numbered footnote stands."""
        entries: dict[str, tuple[int, int]] = {}
        for paragraph in self.analysis.paragraphs:
            if match := ENTRY.match(self.document.text, paragraph.start, paragraph.end):
                entries.setdefault(match[1], match.span("outlet"))
        return entries

    def _noted(self, figure: Figure, number: int) -> Speaker | None:
        """The outlet of the footnote behind a figure, where it speaks for a party of the war."""
        if not self.entries:
            return None
        paragraph = self.analysis.paragraphs[number]
        own = ENTRY.match(self.document.text, paragraph.start, paragraph.end)
        if own:
            return self._partisan(own.span("outlet"))
        index = bisect_left(self.note_starts, figure.end)
        if index == len(self.notes) or self.note_starts[index] >= paragraph.end:
            return None
        outlet = self.entries.get(self.notes[index][1])
        return self._partisan(outlet) if outlet else None

    def _partisan(self, span: tuple[int, int]) -> Speaker | None:
        speaker = self.index.resolve(*span)
        return speaker if speaker is not None and speaker.side in {"Ukraine", "Russia"} else None


def _key(figure: Figure) -> tuple[float, float | None, str]:
    return (figure.low if figure.low is not None else -1.0, figure.high, figure.unit)
