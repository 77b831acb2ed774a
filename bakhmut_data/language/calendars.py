"""Stretches of the calendar as TIMEX3 values with their first and last day."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
EDGE_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
EDGE_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A TIMEX3 value and the days it covers; None where it covers none that are known."""

    value: str
    earliest: dt.date | None = None
    latest: dt.date | None = None


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def add_days(day: dt.date, count: int) -> dt.date | None:
    """The day so many days later, or None beyond the calendar."""
    try:
        return day + dt.timedelta(days=count)
    except OverflowError:
        return None


def add_months(day: dt.date, count: int) -> dt.date | None:
    """The same day so many months later, cut to the month's length; None beyond the calendar."""
    try:
        return day + relativedelta(months=count)
    except (ValueError, OverflowError):
        return None


def day_stretch(day: dt.date) -> Stretch:
    """One day."""
    return Stretch(day.isoformat(), day, day)


def week_stretch(day: dt.date) -> Stretch:
    """The ISO week of a day, Monday to Sunday."""
    year, week, weekday = day.isocalendar()
    monday = add_days(day, 1 - weekday)
    return Stretch(f"{year}-W{week:02d}", monday, add_days(day, 7 - weekday))


def weekend_stretch(day: dt.date) -> Stretch:
    """Saturday and Sunday of the ISO week of a day."""
    week = week_stretch(day)
    return Stretch(f"{week.value}-WE", add_days(day, 6 - day.isoweekday()), week.latest)


def month_stretch(year: int, month: int, edge: str | None = None) -> Stretch:
    """A month, or its early, middle or late ten days."""
    first, last = EDGE_DAYS.get(edge or "", (1, 31))
    end = calendar.monthrange(year, month)[1]
    return Stretch(
        f"{year:04d}-{month:02d}", dt.date(year, month, first), dt.date(year, month, min(last, end))
    )


def year_stretch(year: int, edge: str | None = None) -> Stretch:
    """A year, or its early, middle or late four months."""
    first, last = EDGE_MONTHS.get(edge or "", (1, 12))
    end = calendar.monthrange(year, last)[1]
    return Stretch(f"{year:04d}", dt.date(year, first, 1), dt.date(year, last, end))


def season_stretch(year: int, season: str, edge: str | None = None) -> Stretch:
    """A meteorological season, or its early, middle or late month; winter ends in the next year."""
    first = dt.date(year, SEASON_MONTHS[season], 1)
    start, end = {"early": (0, 0), "mid": (1, 1), "late": (2, 2)}.get(edge or "", (0, 2))
    begin, close = add_months(first, start), add_months(first, end + 1)
    return Stretch(f"{year:04d}-{season}", begin, add_days(close, -1) if close else None)


def quarter_stretch(year: int, quarter: int) -> Stretch:
    """A quarter of a year."""
    close = add_months(dt.date(year, 3 * quarter - 2, 1), 3)
    return Stretch(
        f"{year:04d}-Q{quarter}", dt.date(year, 3 * quarter - 2, 1), add_days(close, -1) if close else None
    )


def half_stretch(year: int, half: int) -> Stretch:
    """A half of a year."""
    if half == 1:
        return Stretch(f"{year:04d}-H1", dt.date(year, 1, 1), dt.date(year, 6, 30))
    return Stretch(f"{year:04d}-H2", dt.date(year, 7, 1), dt.date(year, 12, 31))


def decade_stretch(year: int, edge: str | None = None) -> Stretch:
    """The decade that begins in a year, or its early, middle or late years."""
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(edge or "", (0, 9))
    return Stretch(f"{year // 10:03d}", dt.date(year + first, 1, 1), dt.date(year + last, 12, 31))


def century_stretch(century: int) -> Stretch:
    """A century by its number; the nineteenth is 1801 to 1900, in TIMEX3 written 18."""
    return Stretch(
        f"{century - 1:02d}", dt.date(100 * (century - 1) + 1, 1, 1), dt.date(100 * century, 12, 31)
    )


def easter_sunday(year: int, *, orthodox: bool = False) -> dt.date | None:
    """Easter Sunday of the Western or the Orthodox churches; None where neither was reckoned so."""
    try:
        return easter(year, EASTER_ORTHODOX if orthodox else EASTER_WESTERN)
    except ValueError:
        return None
