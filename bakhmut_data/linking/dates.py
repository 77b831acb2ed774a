"""Which days a figure, a claim or a statement speaks for."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bakhmut_data.records import ControlClaim, Document, Figure, Span, Statement, Timex
from bakhmut_data.reference import read_toml
from bakhmut_data.reference.facts import FIRST_DAY_OF_WAR

DAY = dt.timedelta(days=1)
# How far before a time expression the words "since" or "before" may stand.
LEAD = 24
# A publication interval wider than this dates nothing that the text calls present.
WIDEST = dt.timedelta(days=21)
# What parts a clause from the next, between a record and a time expression.
BREAK = re.compile(r"[;:—\n]|, (?:and|but|while|although|which|who)\b|\. ")
# What stands between "by" and the day it sets as the last.
BY = re.compile(
    r"\bby (?:the )?(?:(?:about|around|roughly|early|mid|late|at the latest|end of|start of) ){0,2}$"
)
LENGTH = re.compile(r"P(?:T(\d{1,3})H|(\d{1,3})([DWMY]))$")
DAYS_OF = {"D": 1, "W": 7, "M": 30, "Y": 365}
# A time behind a record belongs to it rather than one before it, a few characters nearer.
BEHIND = 12
# What sets a number against that of another time.
COMPARED = re.compile(r"\b(?:than|compared (?:with|to)|rate (?:of|in)|that of) (?:in |during |for )?$")
# How far into a sentence "before the war" still speaks of the whole of it.
OPENING = 40


@dataclass(frozen=True, slots=True)
class Days:
    """A closed interval of days, open where None; `lasting` where it goes on after them."""

    earliest: dt.date | None
    latest: dt.date | None
    lasting: bool = False


UNKNOWN = Days(None, None)


@functools.cache
def phrases(name: str) -> tuple[str, ...]:
    """A list of `linking.toml`."""
    return tuple(read_toml("linking.toml")[name])


def war_began() -> dt.date:
    """The first day of the war that texts count from."""
    return FIRST_DAY_OF_WAR


def present(document: Document) -> Days:
    """The days that "now" can mean in a text."""
    first = document.published_earliest or document.published
    last = document.published_latest or document.published
    if first is None or last is None or last - first > WIDEST:
        return UNKNOWN
    best = document.published or last
    return Days(best, best)


def days_of(span: Span, timexes: Sequence[Timex], document: Document, said: Days) -> Days | None:
    """The days that the times in a record's own clause give it."""
    once = [t for t in timexes if t.timex_type != "SET" and not _is_long_ago(t)]
    near = [t for t in _in_clause(span, once, document.text) if not _is_compared(span, t, document.text)]
    if (between := _between(near, document.text)) is not None:
        return between
    # "Today they tell what they took in 2014": the day of telling yields to one that is named.
    for timex in sorted(
        near, key=lambda timex: (timex.surface.casefold() == "today", _distance(span, timex))
    ):
        if days := _days_by(timex, document, said):
            return days
    return None


def _is_compared(span: Span, timex: Timex, text: str) -> bool:
    """Whether a time behind a record is only what it is set against: "twice the rate of the week before"."""
    return timex.start >= span.end and COMPARED.search(text[span.end : timex.start]) is not None


def _between(timexes: Sequence[Timex], text: str) -> Days | None:
    """As in "between 20 March and 20 April"."""
    for first, last in itertools.pairwise(timexes):
        joint = text[first.end : last.start].strip().casefold()
        opening = text[max(0, first.start - LEAD) : first.start].casefold().split()[-1:]
        if (opening, joint) in (
            (["between"], "and"),
            (["from"], "to"),
            (["from"], "until"),
        ) and first.earliest:
            return Days(first.earliest, last.latest)
    return None


def _is_long_ago(timex: Timex) -> bool:
    """Whether a time lies before the conflict: the year of a mayor's election dates no loss of this war."""
    return timex.latest is not None and timex.latest < read_toml("linking.toml")["conflict_began"]


def _days_by(nearest: Timex, document: Document, said: Days) -> Days | None:
    if nearest.earliest is None and nearest.latest is None:
        return _days_back(nearest, said)
    before = document.text[max(0, nearest.start - LEAD) : nearest.start].casefold().split()[-3:]
    words = {*before, *nearest.surface.casefold().split()[:1]}
    if words & set(phrases("since_words")):
        return Days(nearest.earliest, said.latest or present(document).latest)
    if words & set(phrases("before_words")):
        return Days(None, nearest.earliest - DAY if nearest.earliest else nearest.latest)
    if BY.search(document.text[max(0, nearest.start - LEAD) : nearest.start].casefold()):
        return Days(None, nearest.latest or nearest.earliest, lasting=True)
    return Days(nearest.earliest, nearest.latest)


def _in_clause(span: Span, timexes: Sequence[Timex], text: str) -> list[Timex]:
    """The times that nothing parts from a record."""
    if not timexes:
        return []
    first, last = 0, len(text)
    for broken in BREAK.finditer(text, min(timex.end for timex in timexes), span.start):
        first = broken.start() + 1
    if after := BREAK.search(text, span.end, max(timex.start for timex in timexes)):
        last = after.end() - 1
    return [timex for timex in timexes if first <= timex.end and timex.start <= last]


def _distance(span: Span, timex: Timex) -> int:
    if timex.start >= span.start:
        return max(timex.start - span.end, 0)
    return max(span.start - timex.end, 0) + BEHIND


def _days_back(timex: Timex, said: Days) -> Days | None:
    """As in "over the past day": so many days up to the day of speaking."""
    length = LENGTH.match(timex.value)
    if length is None or said.latest is None:
        return None
    if not set(timex.surface.casefold().split()) & set(phrases("recent")) and length[1] is None:
        return None
    days = -(-int(length[1]) // 24) if length[1] else int(length[2]) * DAYS_OF[length[3]]
    return Days(said.latest - days * DAY, said.latest)


def war_days(figure: Figure, start: int, end: int, said: Days, document: Document) -> Days | None:
    """The days of a figure counted before or since the beginning of the war, in the sentence given."""
    before = document.text[start : figure.start].casefold()
    after = document.text[figure.end : end].casefold().split(",")[0]
    if is_background(figure):
        opening = before[:OPENING]
        if any(phrase in after or phrase in opening for phrase in phrases("before_war")):
            return Days(None, war_began() - DAY)
    if figure.measure in phrases("repeatable") or figure.measure == "equipment":
        around = before + document.text[figure.end : end].casefold()
        if any(phrase in around for phrase in phrases("since_war")):
            return Days(war_began(), said.latest or present(document).latest)
    return None


def is_background(figure: Figure) -> bool:
    """Whether a figure is one that reporters add by themselves: how many lived there before."""
    return figure.measure in phrases("background")


def said_days(timexes: Sequence[Timex], anchor: int, document: Document) -> Days:
    """The days on which words were said: the time beside the cue, or any day up to publication."""
    dated = [t for t in timexes if t.earliest or t.latest]
    if dated:
        nearest = min(dated, key=lambda timex: abs(timex.start - anchor))
        return Days(nearest.earliest, nearest.latest)
    return Days(None, present(document).latest)


def days_around(span: Figure | ControlClaim, statement: Statement | None, document: Document) -> Days:
    """The days a record speaks for when its own words name none."""
    if isinstance(span, Figure) and span.measure in phrases("timeless"):
        return UNKNOWN
    if statement is not None:
        return Days(statement.said_earliest, statement.said_latest)
    if isinstance(span, ControlClaim) and span.status == "predicted":
        return Days(present(document).earliest, None)
    return present(document)
