"""Spans in reading order, looked up by position without going through the document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from bakhmut_data.records import Span

SpanT = TypeVar("SpanT", bound=Span)
# How far back an enclosing span may have begun, in spans: reports nest two or three deep.
NESTING = 12


class SpanIndex(Generic[SpanT]):
    """Spans sorted by their start."""

    def __init__(self, spans: Iterable[SpanT]) -> None:
        self.spans: Sequence[SpanT] = sorted(spans, key=lambda span: (span.start, -span.end))
        self.starts = [span.start for span in self.spans]

    def within(self, start: int, end: int) -> Sequence[SpanT]:
        """The spans that begin in a stretch of the text."""
        return self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def around(self, start: int, end: int) -> SpanT | None:
        """The innermost span that holds most of a stretch."""
        last = bisect_left(self.starts, end)
        held = [
            span
            for span in self.spans[max(0, last - NESTING) : last]
            if 2 * (min(span.end, end) - max(span.start, start)) > end - start
        ]
        return min(held, key=lambda span: (-_shared(span, start, end), span.end - span.start), default=None)


def _shared(span: Span, start: int, end: int) -> int:
    return min(span.end, end) - max(span.start, start)
