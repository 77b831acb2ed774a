"""The days of writing from which a time, counted from them, reaches a known day."""

from __future__ import annotations

import datetime as dt

from bakhmut_data.finding.published.evidence import DAY, Days
from bakhmut_data.language import calendars
from bakhmut_data.language.times.pieces import Piece

UNIT_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4, "Y": 365.25}
# How many days a rounded distance can be too long or too short.
SLACK = {"D": (0, 3), "W": (4, 7), "M": (16, 25), "Y": (60, 120)}
# Nobody counts further back to a known event.
LONGEST = 4000
# Days after which a date is not named without its year, beside an event.
LONGEST_OPEN = 90


def writing_days(piece: Piece, day: dt.date, *, ahead: bool) -> Days:
    """The days of writing for which a piece is that day; none where it cannot be."""
    if piece.kind == "point" and piece.weekday is not None and not piece.day:
        return _from_weekday(piece, day, ahead=ahead)
    if piece.kind == "point" and piece.month and piece.day and not piece.year and not piece.within:
        fits = (piece.month, piece.day) == (day.month, day.day)
        return ((day, day + LONGEST_OPEN * DAY),) if fits else ()
    if piece.kind == "part" and piece.direction in ("this", "last") and piece.base == "published":
        return ((day, day + DAY * (piece.direction == "last")),)
    counted = piece.kind in ("offset", "period") and piece.base == "published"
    if counted and (piece.edge is None or piece.shift == 0):
        return _from_distance(piece, day, ahead=ahead)
    return ()


def _from_weekday(piece: Piece, day: dt.date, *, ahead: bool) -> Days:
    if day.weekday() != piece.weekday:
        return ()
    if piece.direction == "last":
        return ((day + DAY, day + 9 * DAY),)
    return ((day - 6 * DAY, day),) if ahead or piece.direction == "next" else ((day, day + 6 * DAY),)


def _from_distance(piece: Piece, day: dt.date, *, ahead: bool) -> Days:
    """“yesterday”, “two weeks ago”, “last month”, “this week”."""
    unit, count = piece.unit or "", piece.count if piece.kind == "offset" else abs(piece.shift)
    if count is None or piece.shift > 0 or count * UNIT_DAYS.get(unit, LONGEST + 1) > LONGEST:
        return ()
    if unit == "D":
        own = day + round(count if piece.shift else 0) * DAY
        return ((own, own),)
    if unit == "W":
        return _from_weeks(day, count, ahead=ahead)
    if piece.kind == "period":
        return _from_period(day, round(count), unit)
    return (about(day, count, unit),)


def _from_weeks(day: dt.date, count: float, *, ahead: bool) -> Days:
    """The week so many weeks on; a number of weeks above one is often rounded."""
    first = day - day.weekday() * DAY + round(7 * count) * DAY
    if ahead:
        return ((first, min(first + 6 * DAY, day)),)
    loose = count > 1
    return ((max(day, first - 3 * DAY * loose), first + (6 + 2 * loose) * DAY),)


def _from_period(day: dt.date, count: int, unit: str) -> Days:
    """The month or year so many on, from the day itself at the earliest."""
    own = calendars.add_months(day, count * (12 if unit == "Y" else 1))
    if own is None:
        return ()
    year = unit == "Y"
    stretch = calendars.year_stretch(own.year) if year else calendars.month_stretch(own.year, own.month)
    if stretch.earliest is None or stretch.latest is None:
        return ()
    return ((max(day, stretch.earliest), stretch.latest),)


def about(day: dt.date, count: float, unit: str) -> tuple[dt.date, dt.date]:
    """The days about so many units after a day."""
    far = day + round(count * UNIT_DAYS[unit]) * DAY
    before, after = SLACK[unit]
    return max(day, far - before * DAY), far + after * DAY
