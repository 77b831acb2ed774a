"""What linking looks up in one document: sentences, places, times, claims; read once and never changed."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bakhmut_data.finding.control import CAPITALS, at_home, words
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.linking.dates import Days, days_of, phrases
from bakhmut_data.linking.history import Episodes
from bakhmut_data.linking.lists import Lists
from bakhmut_data.linking.spans import SpanIndex
from bakhmut_data.records import (
    ControlClaim,
    Document,
    Extraction,
    Figure,
    Place,
    Span,
    Statement,
    Timex,
    Toponym,
)
from bakhmut_data.reference.gazetteer import gazetteer

PLACE_KINDS = frozenset({"settlement", "district", "facility", "region"})
# Characters of a sentence, to either side, in which what belongs to a record is looked for.
REACH = 600
# Characters beside a record that still say what it is about.
BESIDE = 100
# Sentences back in which the place that "there" points to may be named.
NEAR_SENTENCES = 1
# A longer time is no day told of.
LONGEST_TOLD = dt.timedelta(days=8)
# "a welder from Poltava", and what a place lies beside: "north of the regional capital, Donetsk".
ORIGIN = re.compile(r"(?:, |— ?|\b)an? [\w -]{3,40} from $", re.IGNORECASE)
BEARING = re.compile(
    r"\b(?:north|south|east|west|\w{4,5}-?(?:east|west)|miles|km|kilomet(?:re|er)s)"
    r" of (?:the [\w ,-]{0,40})?$"
)
CITATION = re.compile(r"\s*(?:\[?\d{1,3}[\].)]|\^)\s[^\n“\"«‘']{0,80}[“\"«‘'][^\n]{5,300}\d{4}")


@dataclass(frozen=True, slots=True)
class Setting:
    """One document as linking sees it; `main` is the place it is about, `horizon` its newest day."""

    document: Document
    sentences: Sequence[tuple[int, int]]
    timexes: SpanIndex[Timex]
    toponyms: SpanIndex[Toponym]
    claims: SpanIndex[ControlClaim]
    main: Place | None
    country: Place | None
    horizon: dt.date | None
    history: Episodes
    lists: Lists

    def sentence(self, position: int) -> tuple[int, int]:
        """The start and end of the sentence or table row around a position, cut where it is endless."""
        index = bisect_right(self.sentences, position, key=_start) - 1
        if index < 0:
            return position, position
        start, end = self.sentences[index]
        start, end = max(start, position - REACH), min(end, position + REACH)
        text = self.document.text
        if "|" in text[start:end]:
            start = max(start, text.rfind("\n", start, position) + 1)
            line_end = text.find("\n", position, end)
            end = line_end if line_end >= 0 else end
        return start, max(end, position)

    def days_in_sentence(self, span: Span, statement: Statement | None, around: Days) -> Days:
        """The days named beside a record in its sentence, else of the source it is cited from."""
        start, end = self.sentence(span.start)
        if statement is not None:
            start, end = max(start, statement.start), min(end, statement.end)
        own = days_of(span, self.timexes.within(start, end), self.document, around)
        return own or self._cited(span) or around

    def just_named(self, position: int) -> Place | None:
        """The one settlement of the sentence before, or of a heading above, that "there" points to."""
        index = bisect_right(self.sentences, (position, -1))
        for start, end in reversed(self.sentences[max(0, index - NEAR_SENTENCES) : index]):
            settlements = {
                toponym.place
                for toponym in self.toponyms.within(start, end)
                if toponym.place is not None and toponym.place.kind == "settlement"
                if not self.is_beside(toponym)
            }
            if settlements:
                return settlements.pop() if len(settlements) == 1 else None
        return None

    def is_beside(self, toponym: Toponym) -> bool:
        """Whether a name only says where another place, or somebody, is to be found."""
        before = self.document.text[max(0, toponym.start - BESIDE) : toponym.start]
        spoken = toponym.place != self.main and toponym.place is not None and toponym.place.name in CAPITALS
        return spoken or ORIGIN.search(before) is not None or BEARING.search(before) is not None

    def is_aside(self, toponym: Toponym, figure: Figure) -> bool:
        """Whether a name says where somebody speaks, comes from, or what a place lies north of."""
        before = self.document.text[max(0, toponym.start - BESIDE) : toponym.start]
        if figure.measure == "distance":
            place = toponym.place
            return place is not None and place.kind == "region" and toponym.start < figure.start
        return self.is_beside(toponym) and (toponym.end < figure.start or BEARING.search(before) is None)

    def _cited(self, span: Span) -> Days | None:
        """Any day up to that of the source whose title holds a record, in a list of sources."""
        text = self.document.text
        line = text.rfind("\n", max(0, span.start - REACH), span.start) + 1
        end = text.find("\n", span.end, span.end + REACH)
        if CITATION.match(text, line) is None:
            return None
        after = self.timexes.within(span.end, end if end >= 0 else span.end + REACH)
        days = [t.latest for t in after if t.timex_type == "DATE" and t.earliest and t.earliest == t.latest]
        return Days(None, days[0]) if days else None


def read_setting(extraction: Extraction, analysis: Analysis) -> Setting:
    """The setting of one document, from what the finders found in it."""
    document = extraction.document
    located = [
        toponym
        for toponym in extraction.toponyms
        if toponym.role == "location" and _placeable(toponym.place)
        if not _is_compared(toponym, document.text)
    ]
    main = _main_place(located)
    return Setting(
        document=document,
        sentences=[(sentence.start, sentence.end) for sentence in analysis.sentences()],
        timexes=SpanIndex(extraction.timexes),
        toponyms=SpanIndex(located),
        claims=SpanIndex(extraction.control),
        main=main,
        country=_country(extraction.toponyms, main),
        horizon=_horizon(extraction),
        history=Episodes(extraction, analysis, _dominant_place(located)),
        lists=Lists(document, analysis, extraction.timexes),
    )


def is_denial(statement: Statement) -> bool:
    """Whether a statement reports what its speaker denies."""
    cue = (statement.cue or "").casefold().split()
    return any(word in words("denying") for word in cue)


def _start(sentence: tuple[int, int]) -> int:
    return sentence[0]


def _horizon(extraction: Extraction) -> dt.date | None:
    """The newest day of which a text tells: what ended long before it is an earlier episode."""
    published = extraction.document.published
    known = [
        timex.latest
        for timex in extraction.timexes
        if timex.timex_type == "DATE" and timex.latest is not None and timex.earliest is not None
        if timex.latest - timex.earliest < LONGEST_TOLD and (published is None or timex.latest <= published)
    ]
    return max(known, default=published or extraction.document.published_latest)


def _dominant_place(located: list[Toponym]) -> Place | None:
    """The place that is half of all that a text names, or more; beside it others are asides."""
    main = _main_place(located)
    named = [t for t in located if t.place is not None and t.place.kind == "settlement"]
    return main if sum(t.place == main for t in named) * 2 >= len(named) else None


def _main_place(located: list[Toponym]) -> Place | None:
    """The settlement a text names most, or whatever it names most."""
    settlements = [t for t in located if t.place is not None and t.place.kind == "settlement"]
    counts = Counter(t.place for t in settlements or located)
    return counts.most_common(1)[0][0] if counts else None


def _country(toponyms: tuple[Toponym, ...], main: Place | None) -> Place | None:
    """The country that the text's main place lies in, where the text names it or it is Ukraine."""
    if main is None or not at_home(main):
        return None
    named = (
        t.place for t in toponyms if t.place is not None and t.place.kind == "country" and at_home(t.place)
    )
    return next(named, None) or next(iter(gazetteer().own("Ukraine")), None)


def _placeable(place: Place | None) -> bool:
    return place is not None and place.kind in PLACE_KINDS


def _is_compared(toponym: Toponym, text: str) -> bool:
    """Whether a place is only what another is likened to, as in "much like the siege of Mariupol, …"."""
    before = text[max(0, toponym.start - BESIDE) : toponym.start].casefold()
    clause = re.split(r"[,.;:()\n]", before)[-1].lstrip()
    return clause.startswith(phrases("likened")) or any(phrase in clause for phrase in phrases("compared"))
