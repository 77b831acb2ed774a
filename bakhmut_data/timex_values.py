"""What a time expression's piece means on a given day: TIMEX3 type, value, first and last day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from bakhmut_data import calendars
from bakhmut_data.calendars import Stretch
from bakhmut_data.records import TimexType
from bakhmut_data.timex_pieces import Piece
from bakhmut_data.timex_tense import Tense
from bakhmut_data.timex_words import EASTER_HOLIDAYS, FIXED_HOLIDAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a piece hangs on: the day of writing, the day last named, and the verb's tense."""

    published: dt.date | None
    reference: dt.date | None = None
    carried: dt.date | None = None
    named: Stretch | None = None
    tense: Tense | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A piece with its meaning."""

    timex_type: TimexType
    stretch: Stretch


def read_piece(piece: Piece, anchor: Anchor) -> Reading | None:
    """The meaning of a piece; None where the calendar has no such day."""
    if piece.kind in ("duration", "set", "reference"):
        kind: TimexType = {"duration": "DURATION", "set": "SET"}.get(piece.kind, "DATE")  # type: ignore[assignment]
        return Reading(kind, Stretch(piece.value or "PX"))
    stretch = _stretch(piece, anchor)
    if stretch is None:
        return None
    if piece.hour is not None:
        zone = "Z" if (piece.zone or "").strip(" (").upper() in ("Z", "UTC", "GMT") else ""
        value = f"{stretch.value}T{piece.hour:02d}:{piece.minute or 0:02d}{zone}"
        return Reading("TIME", Stretch(value, stretch.earliest, stretch.latest))
    if piece.edge == "week_of_day":
        return Reading("DATE", calendars.week_stretch(stretch.earliest) if stretch.earliest else stretch)
    if piece.part and piece.kind == "range":
        return Reading(
            "TIME", Stretch(f"{stretch.value.split('/')[0]}T{piece.part}", stretch.earliest, stretch.latest)
        )
    if piece.part and piece.shift and piece.kind == "point" and stretch.earliest:
        before = calendars.add_days(stretch.earliest, piece.shift) or stretch.earliest
        return Reading("TIME", Stretch(f"{before.isoformat()}T{piece.part}", before, stretch.latest))
    if piece.part and piece.kind != "part":
        return Reading("TIME", Stretch(f"{stretch.value}T{piece.part}", stretch.earliest, stretch.latest))
    return Reading("TIME" if piece.kind == "part" else "DATE", stretch)


def _stretch(piece: Piece, anchor: Anchor) -> Stretch | None:
    if piece.kind == "range":
        return _range(piece, anchor)
    if piece.kind == "decade":
        return calendars.decade_stretch(piece.year or 0, piece.edge)
    if piece.kind == "century":
        number = int(piece.count or 0)
        return calendars.century_stretch(number) if 0 < number < 100 else None
    if piece.kind == "year_before":
        return _year_before(anchor)
    if piece.kind == "part":
        return _part(piece, anchor)
    if piece.kind == "offset":
        return _offset(piece, anchor)
    if piece.kind == "period":
        return _period(piece, anchor)
    return _point(piece, anchor)


def _range(piece: Piece, anchor: Anchor) -> Stretch | None:
    until = piece.until
    # Bare months in a range look to the nearest year: "until" marks them.
    marked = piece if piece.month and not piece.day else None
    first = _point(replace(piece, kind="point", until=marked, part=None), anchor)
    last = _point(until, anchor) if until else None
    if first is None or last is None:
        return None
    if last.latest and first.earliest and last.latest < first.earliest and until and not until.year:
        last = _point(replace(until, year=last.latest.year + 1), anchor) or last
    return Stretch(f"{first.value}/{last.value}", first.earliest, last.latest)


def _year_before(anchor: Anchor) -> Stretch | None:
    """The stretch last named, a year back; the year before the day of writing without one."""
    named = anchor.named
    if named is None or named.earliest is None:
        return calendars.year_stretch(anchor.published.year - 1) if anchor.published else Stretch("XXXX")
    first, year = named.earliest, named.earliest.year - 1
    if re.fullmatch(r"\d{4}-Q\d", named.value):
        return calendars.quarter_stretch(year, (first.month + 2) // 3)
    if re.fullmatch(r"\d{4}-\d\d", named.value):
        return calendars.month_stretch(year, first.month)
    if re.fullmatch(r"\d{4}", named.value):
        return calendars.year_stretch(year)
    return calendars.month_stretch(year, first.month)


def _part(piece: Piece, anchor: Anchor) -> Stretch | None:
    """A part of the day by itself; "last night" and "overnight" began the day before."""
    day = anchor.published
    if (piece.direction is None or piece.base == "reference") and anchor.reference:
        day = anchor.reference
    if day is None:
        return Stretch(f"XXXX-XX-XXT{piece.part}")
    if piece.direction == "last":
        before = calendars.add_days(day, -1) or day
        latest = day if piece.rule == "overnight" else before
        return Stretch(f"{before.isoformat()}T{piece.part}", before, latest)
    if piece.direction == "next":
        day = calendars.add_days(day, 1) or day
    return Stretch(f"{day.isoformat()}T{piece.part}", day, day)


def _offset(piece: Piece, anchor: Anchor) -> Stretch | None:
    base = anchor.published if piece.base == "published" else anchor.reference or anchor.published
    if piece.base == "reference" and piece.shift == 0:
        base = anchor.reference or anchor.carried or anchor.published
    if base is None:
        blank = {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX"}
        return Stretch(blank.get(piece.unit or "", "XXXX-XX-XX"))
    if piece.count is None:
        return Stretch("PAST_REF" if piece.shift < 0 else "FUTURE_REF")
    if piece.day:
        base = calendars.add_days(base, piece.day) or base
    return shift_day(base, piece.unit or "D", piece.count * piece.shift)


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


def _period(piece: Piece, anchor: Anchor) -> Stretch | None:
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


def _point(piece: Piece, anchor: Anchor) -> Stretch | None:
    if piece.holiday:
        return _holiday(piece, anchor)
    if piece.season:
        return _season(piece, anchor)
    if piece.quarter:
        return _quarter(piece, anchor)
    if piece.month and piece.day:
        return _day_of_month(piece, anchor)
    if piece.month:
        return _month(piece, anchor)
    if piece.day:
        return _bare_day(piece.day, anchor)
    if piece.weekday is not None:
        return _weekday(piece, anchor)
    if piece.year:
        return narrow_edge(calendars.year_stretch(piece.year), "Y", piece, anchor.published)
    day = anchor.reference or anchor.published
    return calendars.day_stretch(day) if day else Stretch("XXXX-XX-XX")


def _year_within(piece: Piece, anchor: Anchor) -> int | None:
    """The year said in the piece or in what it stands within ("of last year")."""
    if piece.year:
        return piece.year
    if piece.within and piece.within.kind == "period" and anchor.published:
        period = _period(piece.within, anchor)
        return period.earliest.year if period and period.earliest else None
    return None


def _nearest_year(anchor: dt.date, tense: Tense | None, month: int, day: int) -> int:
    """The year that puts a month and day nearest, behind in the past tense and ahead in the future."""
    years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if dt.MINYEAR < y < dt.MAXYEAR]
    days = {
        y: calendars.make_date(y, month, day) or calendars.make_date(y, month, 28) or anchor for y in years
    }
    if tense == "past":
        return max(y for y in years if days[y] <= anchor + dt.timedelta(days=1))
    if tense == "future":
        ahead = [y for y in years if days[y] >= anchor - dt.timedelta(days=20)]
        return min(ahead, default=anchor.year)
    return min(years, key=lambda y: abs((days[y] - anchor).days))


def _day_of_month(piece: Piece, anchor: Anchor) -> Stretch | None:
    month, day = piece.month or 1, piece.day or 1
    year = _year_within(piece, anchor)
    if year is None:
        if anchor.published is None:
            return Stretch(f"XXXX-{month:02d}-{day:02d}")
        year = _nearest_year(anchor.published, anchor.tense, month, day)
    date = calendars.make_date(year, month, day)
    if piece.until and date and anchor.published and date > anchor.published and anchor.tense != "future":
        return _day_of_month(piece.until, anchor)
    return calendars.day_stretch(date) if date else None


def _bare_day(day: int, anchor: Anchor) -> Stretch | None:
    """A day of an unnamed month: the last such day, or the next in the future tense."""
    if anchor.published is None:
        return Stretch(f"XXXX-XX-{day:02d}")
    for months in (0, 1, 2) if anchor.tense == "future" else (0, -1, -2):
        month = calendars.add_months(anchor.published.replace(day=1), months)
        date = calendars.make_date(month.year, month.month, day) if month else None
        if date and (date >= anchor.published if anchor.tense == "future" else date <= anchor.published):
            return calendars.day_stretch(date)
    return None


def _month(piece: Piece, anchor: Anchor) -> Stretch | None:
    month, published = piece.month or 1, anchor.published
    year = _year_within(piece, anchor)
    if year is None:
        if published is None:
            return Stretch(f"XXXX-{month:02d}")
        year = _month_year(published, month, piece, anchor.tense)
    return narrow_edge(calendars.month_stretch(year, month), "M", piece, published)


def _month_year(published: dt.date, month: int, piece: Piece, tense: Tense | None) -> int:
    if piece.direction == "this":
        return published.year
    if piece.direction == "last":
        return published.year if month < published.month else published.year - 1
    if piece.direction == "next":
        return published.year if month > published.month else published.year + 1
    if tense == "future":
        return published.year if month >= published.month else published.year + 1
    if tense is None or (piece.kind == "point" and piece.until is not None):
        return _nearest_year(published, None, month, 15)
    # Bare months mostly look back; one that is near ahead in the present tense is ahead.
    ahead = (month - published.month) % 12
    if tense == "present" and 0 < ahead <= 3:
        return published.year + (month < published.month)
    return published.year if month <= published.month else published.year - 1


def _weekday(piece: Piece, anchor: Anchor) -> Stretch | None:
    weekday, base = piece.weekday or 0, anchor.published
    if base is None:
        return Stretch(f"XXXX-WXX-{weekday + 1}")
    if piece.within and (week := _period(piece.within, anchor)) and week.earliest:
        monday = calendars.week_stretch(week.earliest).earliest or week.earliest
        day = calendars.add_days(monday, weekday)
    elif piece.direction == "this":
        day = calendars.add_days(base, weekday - base.weekday())
    elif piece.direction == "next" or (piece.direction is None and anchor.tense == "future"):
        day = calendars.add_days(base, (weekday - base.weekday() - 1) % 7 + 1)
    else:
        back = (base.weekday() - weekday) % 7
        day = calendars.add_days(base, -(back or 7) if piece.direction == "last" else -back)
    return calendars.day_stretch(day) if day else None


def _season(piece: Piece, anchor: Anchor) -> Stretch | None:
    season, base = piece.season or "SP", anchor.published
    year = _year_within(piece, anchor)
    if year is None:
        if base is None:
            return Stretch(f"XXXX-{season}")
        year = _season_year(season, base, piece, anchor.tense)
    return calendars.season_stretch(year, season, piece.edge)


def _season_year(season: str, base: dt.date, piece: Piece, tense: Tense | None) -> int:
    """The year in which the season meant begins."""
    years = range(base.year - 2, base.year + 3)
    spans = {y: calendars.season_stretch(y, season) for y in years}
    over = [y for y in years if (end := spans[y].latest) and end < base]
    ahead = [y for y in years if (start := spans[y].earliest) and start > base]
    now = [y for y in years if y not in over and y not in ahead]
    if piece.direction == "last" or (piece.direction is None and tense == "past" and not now):
        return over[-1]
    if piece.direction == "next":
        return ahead[0]
    if now:
        return now[0]
    if piece.direction == "this":
        return base.year
    middle = {y: calendars.add_days(spans[y].earliest or base, 45) or base for y in (over[-1], ahead[0])}
    return min(middle, key=lambda y: abs((middle[y] - base).days))


def _quarter(piece: Piece, anchor: Anchor) -> Stretch | None:
    quarter, base = piece.quarter or 1, anchor.published
    year = _year_within(piece, anchor)
    if year is None:
        if base is None:
            return Stretch(f"XXXX-Q{quarter}")
        nearer = anchor.tense != "past" and 3 * quarter - 2 - base.month <= 3
        year = base.year if nearer or 3 * quarter - 2 <= base.month else base.year - 1
    return calendars.quarter_stretch(year, quarter)


def _holiday(piece: Piece, anchor: Anchor) -> Stretch | None:
    name, base = piece.holiday or "", anchor.published
    fixed = FIXED_HOLIDAYS.get(name)
    year = _year_within(piece, anchor)
    if fixed:
        month, day = (int(x) for x in fixed.split("-"))
        tense: Tense | None = {"last": "past", "next": "future"}.get(piece.direction or "", anchor.tense)  # type: ignore[assignment]
        return _day_of_month(replace(piece, month=month, day=day, year=year), replace(anchor, tense=tense))
    if year is None:
        if base is None:
            return Stretch("XXXX-XX-XX")
        year = _nearest_year(base, anchor.tense, 4, 10)
    day = calendars.add_days(calendars.easter(year), EASTER_HOLIDAYS[name])
    return calendars.day_stretch(day) if day else None
