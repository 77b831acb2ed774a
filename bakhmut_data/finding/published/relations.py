"""What dates and weekdays say together: weekdays beside days, days in a row, what is behind and ahead."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bakhmut_data.finding.published.evidence import (
    DAY,
    FIRST,
    LAST,
    YEARS,
    Evidence,
    TimeInText,
    each_year,
    full_date,
    is_bare_weekday,
    is_year_less,
    weekdays,
    widen,
)
from bakhmut_data.finding.published.stamps import is_stamp
from bakhmut_data.language import calendars
from bakhmut_data.language.events import mentioned_events
from bakhmut_data.language.times.pieces import Anchor
from bakhmut_data.language.times.tense import Tense
from bakhmut_data.language.times.values import read_piece
from bakhmut_data.reference import read_toml

WEEK = 7
# A past day without its year lies at most so many days back.
LONGEST_BACK = 180
# Days that a text tells in a row lie no further apart.
ROW = 8
# Months told in order skip no more than so many, and are so many before they date a text.
LONGEST_STEP = 4
ENOUGH_STEPS = 3
# What goes on for months is told within so many days of the last of them.
SOON_TOLD = 150


def weekday_costs(mentions: Sequence[TimeInText]) -> list[float]:
    """What each weekday costs as that of publication, by the bare weekdays that the text names."""
    table = read_toml("published.toml")["weekdays"]
    named = Counter(
        (mention.piece.weekday, mention.tense)
        for mention in mentions
        if is_bare_weekday(mention.piece) and mention.piece.weekday is not None
    )
    total = sum(named.values())
    if not total:
        return [0.0] * WEEK
    return [
        table["weight"] * sum(number * _weekday_cost(own, *name) for name, number in named.items()) / total
        for own in range(WEEK)
    ]


def _weekday_cost(own: int, weekday: int, tense: Tense | None) -> float:
    """What a bare weekday costs on a day of publication; without a clear tense it may lie behind or ahead."""
    table = read_toml("published.toml")["weekdays"]
    behind, ahead = table["past"][(own - weekday) % WEEK], table["ahead"][(weekday - own) % WEEK]
    return float(ahead if tense == "future" else behind if tense == "past" else min(behind, ahead))


def find_weekday_dates(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """A weekday beside a date without a year gives the year: "last Tuesday, 21 March"."""
    for left, right in pairwise(mentions):
        beside = left.paragraph is right.paragraph and left.piece.weekday is not None
        if not beside or not is_year_less(right.piece) or left.piece.kind != "point" or left.piece.day:
            continue
        gap = right.text[left.piece.end : right.piece.start]
        if right.tense != "future" and re.fullmatch(r",?\s\(?(?:the\s)?", gap):
            dated = replace(right.piece, weekday=left.piece.weekday)
            days = tuple((day, day + 6 * DAY) for day in each_year(dated))
            if left.piece.direction == "last":
                # Not later than the end of the week after.
                days = tuple((first + DAY, last + (6 - last.weekday()) * DAY) for first, last in days)
            reason = f"{left.surface} is {right.surface}"
            yield Evidence(kind="weekday_beside_date", days=days, reason=reason)
    for mention in mentions:
        if is_year_less(mention.piece) and mention.piece.weekday is not None and not is_stamp(mention):
            yield from _with_weekday(mention)


def _with_weekday(mention: TimeInText) -> Iterator[Evidence]:
    """A date with its weekday lies a few days back, or ahead where it is still to come."""
    days = list(each_year(mention.piece))
    if mention.tense == "future" or (mention.tense is None and not _has_verb(mention)):
        reason = f"{mention.surface} is still to come"
        yield Evidence(kind="weekday_beside_date", days=widen(days, 21, 0), reason=reason)
        yield Evidence(kind="recent_date", days=widen(days, 6, 0), reason=reason)
        return
    reason = f"it names {mention.surface}"
    yield Evidence(kind="weekday_beside_date", days=widen(days, 0, 21), reason=reason)
    yield Evidence(kind="recent_date", days=widen(days, 0, 5), reason=reason)


def _has_verb(mention: TimeInText) -> bool:
    """Whether the sentence of a mention has a verb that is more than an invitation."""
    doc, start = mention.paragraph.doc, mention.piece.start
    sentence = next((s for s in doc.sents if s.start_char <= start < s.end_char), None)
    return sentence is None or any(token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "MD") for token in sentence)


def find_yesterdays(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """“yesterday, on Friday”: a Saturday."""
    for mention in mentions:
        piece = mention.piece
        if piece.kind == "offset" and piece.weekday is not None and piece.unit == "D":
            weekday = (piece.weekday - piece.shift) % WEEK
            reason = f"it says {mention.surface}"
            yield Evidence(kind="weekday_and_yesterday", days=weekdays(weekday), reason=reason)


def find_counted_dates(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """A day both counted and named: "two weeks ago, on 19 October", "yesterday, 7 March"."""
    for left, right in pairwise(mentions):
        counted = (
            left.piece.kind == "offset" and left.piece.base == "published" and left.piece.count is not None
        )
        named = is_year_less(right.piece) or full_date(right.piece) is not None
        if not counted or not named or left.paragraph is not right.paragraph:
            continue
        if not re.fullmatch(r",?\s\(?(?:on\s)?(?:the\s)?", right.text[left.piece.end : right.piece.start]):
            continue
        size = {"D": 1, "W": 7}.get(left.piece.unit or "")
        if size is None:
            continue
        days = -left.piece.shift * round((left.piece.count or 0) * size)
        day = full_date(right.piece)
        own = [d + days * DAY for d in ([day] if day else each_year(right.piece))]
        slack = 3 if size > 1 else 0
        reason = f"{left.surface} was {right.surface}"
        yield Evidence(kind="counted_date", days=widen(own, slack, slack), reason=reason)


def find_open_dates(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """A past day without its year lies at most some months back; what names it again adds nothing."""
    spoken: set[tuple[int | None, int | None]] = set()
    for mention in mentions:
        piece = mention.piece
        day = (piece.month, piece.day)
        if not is_year_less(piece) or mention.tense != "past" or is_stamp(mention) or day in spoken:
            continue
        if _is_background(mention):
            continue
        spoken.add(day)
        days = widen(each_year(replace(piece, weekday=None)), 0, LONGEST_BACK)
        yield Evidence(kind="date_without_year", days=days, reason=f"it names {mention.surface}")


def _is_background(mention: TimeInText) -> bool:
    """Whether the day is that of an event of which texts speak for years."""
    return any(
        event.kind == "background"
        and (event.earliest.month, event.earliest.day) == (mention.piece.month, mention.piece.day)
        for event in mentioned_events(mention.sentence)
    )


def find_row_of_days(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """Several past days in a row, each named by its date, end shortly before the text appeared."""
    dated = [m for m in mentions if m.tense != "future" and (full_date(m.piece) or is_year_less(m.piece))]
    dated = [m for m in dated if not _is_background(m)]
    if any(is_bare_weekday(m.piece) for m in mentions):
        return
    points = Counter((m.piece.month, m.piece.day) for m in dated)
    if len(points) < 2:
        return
    year = next((m.piece.year for m in dated if m.piece.year), None)
    days = sorted(
        day for month, number in points if (day := calendars.make_date(year or 2024, month or 1, number or 1))
    )
    if (days[-1] - days[0]).days > ROW:
        return
    last = days[-1]
    ends = [last] if year else [d for y in YEARS if (d := calendars.make_date(y, last.month, last.day))]
    reason = f"it tells of one day after another up to {last:%-d %B}"
    yield Evidence(kind="near_days", days=widen(ends, 0, 4), reason=reason)


def find_days_ahead(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """A day in full that is still to come."""
    ahead = [(day, m) for m in mentions if m.tense == "future" and (day := full_date(m.piece))]
    if ahead:
        day, mention = min(ahead, key=lambda item: item[0])
        reason = f"{mention.surface} is still to come"
        yield Evidence(kind="day_ahead", days=((FIRST, day),), reason=reason)


def find_months_in_order(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """Past months told one after another from a dated one on: the text is a little younger than the last."""
    newest: dt.date | None = None
    steps = 0
    for mention in mentions:
        piece = mention.piece
        if piece.kind != "point" or not piece.month or mention.tense == "future" or piece.direction:
            continue
        if piece.year:
            newest, steps = calendars.make_date(piece.year, piece.month, 1), 0
        elif newest is not None:
            ahead = (piece.month - newest.month) % 12
            if ahead > LONGEST_STEP:
                return
            steps += ahead > 0
            newest = calendars.add_months(newest, ahead)
    if newest is not None and steps >= ENOUGH_STEPS:
        reason = f"it tells of one month after another up to {newest:%B %Y}"
        yield Evidence(kind="months_in_order", days=((newest, newest + SOON_TOLD * DAY),), reason=reason)


def find_holidays_ahead(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """A holiday that is still to come is at most three months away."""
    for mention in mentions:
        before = mention.before[-8:].lower()
        ahead = mention.tense == "future" or before.endswith(("by ", "before ", "until "))
        if not mention.piece.holiday or mention.piece.year or not ahead:
            continue
        days = [
            reading.stretch.earliest
            for year in YEARS
            if (reading := read_piece(replace(mention.piece, year=year), Anchor(published=None)))
            and reading.stretch.earliest
        ]
        reason = f"{mention.surface} is still ahead"
        yield Evidence(kind="holiday_ahead", days=widen(days, 90, 0), reason=reason)


def _is_over(mention: TimeInText) -> bool:
    """Whether a month or year lies behind: a bare year needs a verb that says so."""
    if mention.before[-6:].lower().endswith(("by ", "until ")):
        return False
    return mention.tense == "past" or (mention.tense is None and bool(mention.piece.month))


def find_newest_time(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """The text is no older than the newest month or year it looks back on, and rarely much younger."""
    known = [
        reading.stretch.earliest
        for m in mentions
        if m.piece.kind == "point" and m.piece.year and _is_over(m)
        and (reading := read_piece(m.piece, Anchor(published=None))) and reading.stretch.earliest
    ]  # fmt: skip
    if not known or not FIRST <= max(known) <= LAST:
        return
    newest = max(known)
    reason = f"the newest time it looks back on begins {newest}"
    yield Evidence(kind="newest_day", days=((newest, LAST),), reason=reason)
    for years in (1, 2, 4):
        late = calendars.add_months(newest, 12 * years + 6) or LAST
        yield Evidence(kind="nothing_later", days=((newest, late),), reason="nothing later is named")
