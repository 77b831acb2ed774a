"""When a text was published, from what the text itself says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from bakhmut_data.finding.published.evidence import ALWAYS, SOFT, Days, Evidence, collect_evidence
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.records import Document

# A day named in the running text was a few days old when most texts appeared.
USUAL_DELAY = dt.timedelta(days=4)
WEEK = dt.timedelta(days=7)
# An interval so short dates the text by its middle.
SHORT = dt.timedelta(days=45)


def date_document(document: Document, analysis: Analysis) -> Document:
    """The document with its publication interval inferred, unchanged where it is known.

    The evidence is weighed surest first; what contradicts surer evidence is left aside.
    Without anything that pins a day, `published` stays None.
    """
    if document.published is not None:
        return document
    weighed = _weigh(collect_evidence(analysis))
    if weighed is None:
        return document
    return replace(
        document,
        published=weighed.best,
        published_earliest=weighed.earliest,
        published_latest=weighed.latest,
        published_basis=weighed.basis,
    )


@dataclass(frozen=True, slots=True)
class _Weighed:
    best: dt.date | None
    earliest: dt.date | None
    latest: dt.date | None
    basis: str


def _weigh(evidence: list[Evidence]) -> _Weighed | None:
    allowed: Days = ALWAYS
    used: list[Evidence] = []
    for item in sorted(evidence, key=lambda item: -item.strength):
        narrowed = _intersect(allowed, item.days)
        if narrowed and (item.strength > SOFT or len(allowed) > 1):
            if narrowed != allowed:
                used.append(item)
            allowed = narrowed
    if not used:
        return None
    pinned = [item for item in used if item.pins]
    first, last = allowed[0]
    basis = _sentence(used)
    if not pinned:
        closed = len(allowed) == 1
        if closed and last - first <= SHORT:
            return _Weighed(first + (last - first) / 2, first, last, basis)
        earliest = first if first > ALWAYS[0][0] else None
        return _Weighed(None, earliest, last if closed and last < ALWAYS[0][1] else None, basis)
    named = next((item.best for item in pinned if item.best), None)
    if named and len(allowed) > 1:
        soon = tuple(stretch for stretch in allowed if stretch[0] <= named + WEEK)
        allowed = soon[:1] or allowed
        first, last = allowed[0]
    if len(allowed) > 1 and not _one_season(allowed):
        # The year is open: a day without its year says nothing.
        return None
    best = next((item.best for item in pinned if item.best and _holds(allowed, item.best)), None)
    if best is None:
        best = min(first + USUAL_DELAY, last) if pinned[0].delayed else first
    return _Weighed(best, first, allowed[-1][1] if allowed[-1][1] < ALWAYS[0][1] else None, basis)


def _one_season(days: Days) -> bool:
    return (days[-1][1] - days[0][0]).days <= 60


def _holds(days: Days, day: dt.date) -> bool:
    return any(first <= day <= last for first, last in days)


def _intersect(left: Days, right: Days) -> Days:
    """The days in both; stretches in order."""
    common: list[tuple[dt.date, dt.date]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        first, last = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if first <= last:
            common.append((first, last))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return tuple(common)


def _sentence(used: list[Evidence]) -> str:
    reasons = list(dict.fromkeys(item.reason for item in used))[:4]
    text = "; ".join(reasons)
    return f"{text[0].upper()}{text[1:]}."
