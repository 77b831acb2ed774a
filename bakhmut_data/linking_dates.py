"""Which days a figure, a claim or a statement speaks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bakhmut_data.records import ControlClaim, Document, Figure, Span, Statement, Timex

TIMELESS = frozenset({"age", "distance", "views", "cost", "duration_other", "front_length", "losses_ratio"})
DAY = dt.timedelta(days=1)
# How far before a time expression the words "since" or "before" may stand.
LEAD = 12


@dataclass(frozen=True, slots=True)
class Days:
    """A closed interval of days, open where None."""

    earliest: dt.date | None
    latest: dt.date | None


UNKNOWN = Days(None, None)


def days_of(span: Span, timexes: Sequence[Timex], document: Document) -> Days | None:
    """The days named nearest to a span among the times of its sentence."""
    dated = [t for t in timexes if t.earliest or t.latest]
    if not dated:
        return None
    nearest = min(dated, key=lambda timex: _distance(span, timex))
    before = document.text[max(0, nearest.start - LEAD) : nearest.start].casefold().split()
    word = before[-1] if before else ""
    if word in {"the", "this", "last"} and len(before) > 1:
        word = before[-2]
    opening = nearest.surface.casefold().split()[0] if nearest.surface else ""
    if "since" in (word, opening):
        return Days(nearest.earliest, document.published_latest or document.published)
    if "before" in (word, opening):
        return Days(None, nearest.earliest - DAY if nearest.earliest else nearest.latest)
    return Days(nearest.earliest, nearest.latest)


def _distance(span: Span, timex: Timex) -> int:
    return max(timex.start - span.end, span.start - timex.end, 0)


def said_days(timexes: Sequence[Timex], anchor: int, document: Document) -> Days:
    """The days on which words were said: the time beside the cue, or any day up to publication."""
    dated = [t for t in timexes if t.earliest or t.latest]
    if dated:
        nearest = min(dated, key=lambda timex: abs(timex.start - anchor))
        return Days(nearest.earliest, nearest.latest)
    return Days(None, document.published_latest or document.published)


def told_days(span: Figure | ControlClaim, statement: Statement | None, document: Document) -> Days:
    """The days a record speaks for when its own words name none."""
    if isinstance(span, Figure) and span.measure in TIMELESS:
        return UNKNOWN
    if statement is not None:
        return Days(statement.said_earliest, statement.said_latest)
    return Days(document.published_earliest or document.published, document.published_latest or document.published)
