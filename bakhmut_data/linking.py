"""Gives each figure and claim its date, place and source."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from bakhmut_data.analysis import Analysis
from bakhmut_data.linking_dates import Days, days_of, said_days, told_days
from bakhmut_data.records import (
    ControlClaim,
    Document,
    Extraction,
    Figure,
    Place,
    Span,
    Statement,
    Status,
    Timex,
    Toponym,
)

SpanT = TypeVar("SpanT", bound=Span)
# How far back an enclosing statement may have begun, in statements: reports nest two or three deep.
NESTING = 12
UNPLACED_MEASURES = frozenset({"age", "views"})
FOCUS_KINDS = frozenset({"settlement", "district", "facility", "region"})


def link(extraction: Extraction, analysis: Analysis) -> Extraction:
    """The same records with their dates, places and speakers; unknown stays None."""
    context = _Context(extraction, analysis)
    statements = tuple(context.dated_statement(statement) for statement in extraction.statements)
    context.statements = _Index(statements)
    return replace(
        extraction,
        statements=statements,
        figures=tuple(context.linked_figure(figure) for figure in extraction.figures),
        control=tuple(context.linked_claim(claim) for claim in extraction.control),
    )


class _Index(Generic[SpanT]):
    """Spans in reading order, looked up by position."""

    def __init__(self, spans: Iterable[SpanT]) -> None:
        self.spans: Sequence[SpanT] = sorted(spans, key=lambda span: (span.start, -span.end))
        self.starts = [span.start for span in self.spans]

    def within(self, start: int, end: int) -> Sequence[SpanT]:
        """The spans that begin in a stretch of the text."""
        return self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def around(self, start: int, end: int) -> SpanT | None:
        """The innermost span that holds most of a stretch."""
        last = bisect_left(self.starts, end)
        best: tuple[float, int] | None = None
        found: SpanT | None = None
        for span in self.spans[max(0, last - NESTING) : last]:
            shared = min(span.end, end) - max(span.start, start)
            if shared * 2 <= end - start:
                continue
            rank = (-shared / (end - start), span.end - span.start)
            if best is None or rank < best:
                best, found = rank, span
        return found

    def before(self, position: int) -> SpanT | None:
        """The last span that begins before a position."""
        index = bisect_right(self.starts, position)
        return self.spans[index - 1] if index else None


class _Context:
    """What linking looks up: sentences, statements, times and places of one document."""

    def __init__(self, extraction: Extraction, analysis: Analysis) -> None:
        self.document: Document = extraction.document
        self.timexes: _Index[Timex] = _Index(extraction.timexes)
        self.statements: _Index[Statement] = _Index(extraction.statements)
        located = [t for t in extraction.toponyms if t.role == "location" and _placeable(t.place)]
        self.toponyms: _Index[Toponym] = _Index(located)
        counts = Counter(t.place for t in located)
        self.main: Place | None = counts.most_common(1)[0][0] if counts else None
        bounds = [(sentence.start, sentence.end, sentence.paragraph) for sentence in analysis.sentences()]
        self.sentence_starts = [start for start, _, _ in bounds]
        self.sentence_bounds = bounds
        self.paragraphs = [(paragraph.start, paragraph.end) for paragraph in analysis.paragraphs]

    def sentence(self, position: int) -> tuple[int, int]:
        """The start and end of the sentence around a position."""
        index = bisect_right(self.sentence_starts, position) - 1
        if index < 0:
            return position, position
        start, end, _ = self.sentence_bounds[index]
        return start, max(end, position)

    def paragraph(self, position: int) -> tuple[int, int]:
        """The start and end of the paragraph around a position."""
        index = bisect_right(self.sentence_starts, position) - 1
        if index < 0:
            return position, position
        return self.paragraphs[self.sentence_bounds[index][2]]

    def dated_statement(self, statement: Statement) -> Statement:
        """The statement with the days on which it was made."""
        anchor = statement.cue_start if statement.cue_start is not None else statement.start
        start, end = self.sentence(anchor)
        outside = [t for t in self.timexes.within(start, end) if not statement.start <= t.start < statement.end]
        days = said_days(outside, anchor, self.document)
        return replace(statement, said_earliest=days.earliest, said_latest=days.latest)

    def linked_figure(self, figure: Figure) -> Figure:
        """The figure with its place, speaker and days."""
        statement = self.statements.around(figure.start, figure.end)
        days = self._days(figure, statement, told_days(figure, statement, self.document))
        return replace(
            figure,
            place=self._place(figure),
            speaker=statement.speaker if statement else None,
            speaker_side=statement.speaker_side if statement else None,
            as_of_earliest=days.earliest,
            as_of_latest=days.latest,
        )

    def linked_claim(self, claim: ControlClaim) -> ControlClaim:
        """The claim with its speaker, its days, and the status that these give it."""
        statement = self.statements.around(claim.start, claim.end)
        if claim.status in {"hypothetical", "denied"}:
            days = Days(None, None)
        else:
            days = self._days(claim, statement, told_days(claim, statement, self.document))
        return replace(
            claim,
            status=self._status(claim, statement, days),
            speaker=statement.speaker if statement else None,
            as_of_earliest=days.earliest,
            as_of_latest=days.latest,
        )

    def _days(self, span: Span, statement: Statement | None, otherwise: Days) -> Days:
        start, end = self.sentence(span.start)
        if statement is not None:
            start, end = max(start, statement.start), min(end, statement.end)
        return days_of(span, self.timexes.within(start, end), self.document) or otherwise

    def _status(self, claim: ControlClaim, statement: Statement | None, days: Days) -> Status:
        if claim.status != "asserted":
            return claim.status
        if statement is not None:
            return "denied" if _is_denial(statement) else "claimed"
        return "past" if _is_over(days, self.document) else "asserted"

    def _place(self, figure: Figure) -> Place | None:
        if figure.measure in UNPLACED_MEASURES:
            return None
        for start, end in (self.sentence(figure.start), self.paragraph(figure.start)):
            named = self.toponyms.within(start, end)
            if named:
                nearest: Callable[[Toponym], int] = lambda toponym: abs(toponym.start - figure.start)  # noqa: E731
                return min(named, key=nearest).place
        return self.main


def _placeable(place: Place | None) -> bool:
    return place is not None and place.kind in FOCUS_KINDS


def _is_denial(statement: Statement) -> bool:
    from bakhmut_data.control_lexicon import words

    first = (statement.cue or "").casefold().split()
    return any(word.rstrip("sd") in {stem.rstrip("y") for stem in words("denial")} for word in first)


def _is_over(days: Days, document: Document) -> bool:
    """Whether the days of a claim were over well before the text was published."""
    if days.latest is None or document.published is None:
        return False
    return days.latest < document.published - dt.timedelta(days=6)
