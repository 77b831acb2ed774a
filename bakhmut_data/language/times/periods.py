"""Stretches of the calendar counted from a day: "last week", "three months ago", "late May"."""

from __future__ import annotations

import datetime as dt

from bakhmut_data.language import calendars
from bakhmut_data.language.calendars import Stretch
from bakhmut_data.language.times.pieces import Anchor, Piece
from bakhmut_data.language.times.tense import Tense

DAYS = {"TS": 1 / 86_400, "TM": 1 / 1440, "TH": 1 / 24, "D": 1, "W": 7}
SHORTEST_MONTH = 28
UNKNOWN = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}


def shift_day(base: dt.date, unit: str, count: float) -> Stretch | None:
    """The day, ISO week, month or year so many units away from a day."""
    if abs(count) > 100_000:
        return None
    months = {"M": 1, "Q": 3, "Y": 12}.get(unit)
    if months is None:
        day = calendars.add_days(base, round(count * DAYS[unit]))
    else:
        day = calendars.add_months(base, round(count * months))
    if day is None:
        return None
    return _stretch_around(day, "M" if unit == "Y" and count % 1 else unit)


def _stretch_around(day: dt.date, unit: str) -> Stretch:
    """The week, month, quarter or year of a day; the day itself for shorter units."""
    stretches = {
        "W": lambda: calendars.week_stretch(day),
        "M": lambda: calendars.month_stretch(day.year, day.month),
        "Q": lambda: calendars.quarter_stretch(day.year, (day.month + 2) // 3),
        "Y": lambda: calendars.year_stretch(day.year),
    }
    return stretches.get(unit, lambda: calendars.day_stretch(day))()


def period_stretch(piece: Piece, anchor: Anchor) -> Stretch | None:
    """The calendar stretch so many units from the day of writing or the day last named."""
    base = (anchor.reference if piece.base == "reference" else None) or anchor.published
    unit = piece.unit or "Y"
    if piece.base == "reference" and anchor.chronicle and anchor.narrated is not None:
        base = anchor.narrated.earliest or base
    elif piece.base == "reference" and piece.shift == 0 and unit == "Y" and anchor.named is not None:
        base = anchor.named.earliest or base
    if base is None:
        return Stretch(UNKNOWN.get(unit, "XXXX"))
    if unit in ("decade", "century"):
        return _long_period(unit, base, piece.shift)
    if unit == "WE":
        return _weekend(piece, base, anchor.tense)
    if piece.value == "FY":
        return Stretch(f"FY{base.year + piece.shift}")
    moved = shift_day(base, unit, piece.shift)
    return narrow_edge(moved, unit, piece, base) if moved else None


def _long_period(unit: str, base: dt.date, shift: int) -> Stretch:
    if unit == "decade":
        return calendars.decade_stretch(base.year - base.year % 10 + 10 * shift)
    return calendars.century_stretch((base.year - 1) // 100 + 1 + shift)


def _weekend(piece: Piece, base: dt.date, tense: Tense | None) -> Stretch:
    """A weekend; without "last" or "next" the one that is on or was last, or comes next."""
    if piece.direction in ("last", "next") or base.weekday() >= 5:
        day = calendars.add_days(base, 7 * piece.shift) or base
        if piece.direction == "last" and base.weekday() < 5:
            day = calendars.add_days(base, -7) or base
        return calendars.weekend_stretch(day)
    ahead = tense == "future" or (piece.direction == "this" and tense != "past" and base.weekday() >= 2)
    return calendars.weekend_stretch(base if ahead else calendars.add_days(base, -7) or base)


def narrow_edge(stretch: Stretch, unit: str, piece: Piece, base: dt.date | None) -> Stretch:
    """The early, middle or late part of a month, year or season, or its first or last weeks."""
    first, last, edge = stretch.earliest, stretch.latest, piece.edge
    if first is None or last is None or edge is None:
        return stretch
    if edge in ("earlier", "later"):
        if base is None or not first <= base <= last:
            return stretch
        return Stretch(stretch.value, *((first, base) if edge == "earlier" else (base, last)))
    if edge == "half":
        return _half(stretch, first, last, unit, piece.half or 1)
    if edge == "weeks" and piece.within:
        return _weeks(stretch, first, last, piece.within)
    narrowed = {
        "M": calendars.month_stretch(first.year, first.month, edge),
        "Y": calendars.year_stretch(first.year, edge),
    }
    return narrowed.get(unit, stretch)


def _half(stretch: Stretch, first: dt.date, last: dt.date, unit: str, half: int) -> Stretch:
    if unit == "Y":
        return calendars.half_stretch(first.year, half)
    middle = first + (last - first) / 2
    return Stretch(stretch.value, first, middle) if half == 1 else Stretch(stretch.value, middle, last)


def _weeks(stretch: Stretch, first: dt.date, last: dt.date, weeks: Piece) -> Stretch:
    """The first, second or last so many days or weeks of a stretch."""
    days = round((weeks.count or 1) * (7 if weeks.unit == "W" else 1))
    one = weeks.unit == "W" and weeks.count == 1 and (last - first).days > SHORTEST_MONTH - 1
    if weeks.shift < 0:
        start = max(first, last - dt.timedelta(days=days - 1))
        return Stretch(stretch.value, start, last)
    if weeks.value == "full":
        # A full week begins on a Monday.
        first += dt.timedelta(days=-first.weekday() % 7)
    start = first + dt.timedelta(days=days * (weeks.shift - 1))
    if one:
        return _one_week(start)
    return Stretch(stretch.value, start, min(last, start + dt.timedelta(days=days - 1)))


def _one_week(start: dt.date) -> Stretch:
    """The seven days from a day, valued as the ISO week most of them lie in."""
    week = calendars.week_stretch(start + dt.timedelta(days=3))
    return Stretch(week.value, start, start + dt.timedelta(days=6))
