"""Stretches of the calendar counted from a day: "last week", "three months ago", "late May"."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bakhmut_data import calendars
from bakhmut_data.calendars import Stretch
from bakhmut_data.timex_pieces import Piece
from bakhmut_data.timex_tense import Tense


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a piece hangs on: the day of writing, the day last named, and the verb's tense."""

    published: dt.date | None
    reference: dt.date | None = None
    carried: dt.date | None = None
    named: Stretch | None = None
    tense: Tense | None = None


def shift_day(base: dt.date, unit: str, count: float) -> Stretch | None:
    """The day, ISO week, month or year so many units away from a day."""
    if abs(count) > 100_000:
        return None
    if unit in ("TS", "TM", "TH"):
        hours = count * {"TS": 1 / 3600, "TM": 1 / 60, "TH": 1}[unit]
        day = calendars.add_days(base, int(hours / 24))
        return calendars.day_stretch(day) if day else None
    if unit in ("D", "W"):
        day = calendars.add_days(base, round(count * (7 if unit == "W" else 1)))
        return (
            None
            if day is None
            else calendars.week_stretch(day)
            if unit == "W"
            else calendars.day_stretch(day)
        )
    if unit in ("M", "Q"):
        day = calendars.add_months(base, round(count * (3 if unit == "Q" else 1)))
        if day is None:
            return None
        if unit == "Q":
            return calendars.quarter_stretch(day.year, (day.month + 2) // 3)
        return calendars.month_stretch(day.year, day.month)
    year = base.year + round(count)
    if count != round(count):
        day = calendars.add_months(base, round(12 * count))
        return calendars.month_stretch(day.year, day.month) if day else None
    return calendars.year_stretch(year) if dt.MINYEAR < year < dt.MAXYEAR else None


def period_stretch(piece: Piece, anchor: Anchor) -> Stretch | None:
    base = (anchor.reference if piece.base == "reference" else None) or anchor.published
    unit = piece.unit or "Y"
    if base is None:
        return Stretch(
            {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")
        )
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = base.year - base.year % size + size * piece.shift
        return calendars.decade_stretch(first) if size == 10 else calendars.century_stretch(first // 100 + 1)
    if unit == "WE":
        return _weekend(piece, base, anchor.tense)
    if unit == "W":
        day = calendars.add_days(base, 7 * piece.shift)
        return _cut_week(calendars.week_stretch(day), piece, base) if day else None
    moved = shift_day(base, unit, piece.shift)
    if piece.value == "FY":
        return Stretch(f"FY{base.year + piece.shift}")
    if moved is None or moved.earliest is None:
        return moved
    return narrow_edge(moved, unit, piece, base)


def _weekend(piece: Piece, base: dt.date, tense: Tense | None) -> Stretch:
    """A weekend; without "last" or "next" the one that is on or was last, or comes next."""
    if piece.direction in ("last", "next") or base.weekday() >= 5:
        day = calendars.add_days(base, 7 * piece.shift) or base
        if piece.direction == "last" and base.weekday() < 5:
            day = calendars.add_days(base, -7) or base
        return calendars.weekend_stretch(day)
    ahead = tense == "future" or (piece.direction == "this" and tense != "past" and base.weekday() >= 2)
    return calendars.weekend_stretch(base if ahead else calendars.add_days(base, -7) or base)


def _cut_week(week: Stretch, piece: Piece, base: dt.date) -> Stretch:
    if piece.edge == "earlier" and week.earliest and week.earliest <= base:
        return Stretch(week.value, week.earliest, base)
    if piece.edge == "later" and week.latest and base <= week.latest:
        return Stretch(week.value, base, week.latest)
    return week


def narrow_edge(stretch: Stretch, unit: str, piece: Piece, base: dt.date | None) -> Stretch:
    """The early, middle or late part of a month, year or season, or its first or last weeks."""
    first, last, edge = stretch.earliest, stretch.latest, piece.edge
    if first is None or last is None or edge is None:
        return stretch
    if edge == "earlier" and base and first <= base <= last:
        return Stretch(stretch.value, first, base)
    if edge == "later" and base and first <= base <= last:
        return Stretch(stretch.value, base, last)
    if edge == "half":
        if unit == "Y":
            return calendars.half_stretch(first.year, piece.half or 1)
        middle = first + (last - first) / 2
        return (
            Stretch(stretch.value, first, middle) if piece.half == 1 else Stretch(stretch.value, middle, last)
        )
    if edge == "weeks" and piece.within:
        return _weeks(stretch, first, last, piece.within)
    if unit == "M":
        return calendars.month_stretch(first.year, first.month, edge)
    if unit == "Y":
        return calendars.year_stretch(first.year, edge)
    return stretch


def _weeks(stretch: Stretch, first: dt.date, last: dt.date, weeks: Piece) -> Stretch:
    """The first, second or last so many days or weeks of a stretch."""
    days = round((weeks.count or 1) * (7 if weeks.unit == "W" else 1))
    if weeks.shift < 0:
        start = max(first, last - dt.timedelta(days=days - 1))
        return (
            _one_week(start)
            if weeks.unit == "W" and weeks.count == 1
            else Stretch(stretch.value, start, last)
        )
    start = first + dt.timedelta(days=days * (weeks.shift - 1))
    if weeks.unit == "W" and weeks.count == 1 and (last - first).days > 27:
        return _one_week(start)
    return Stretch(stretch.value, start, min(last, start + dt.timedelta(days=days - 1)))


def _one_week(start: dt.date) -> Stretch:
    """The seven days from a day, valued as the ISO week most of them lie in."""
    week = calendars.week_stretch(start + dt.timedelta(days=3))
    return Stretch(week.value, start, start + dt.timedelta(days=6))
