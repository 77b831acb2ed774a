"""Points of the calendar that lack something, completed from a day: "Tuesday", "12 March", "spring"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from bakhmut_data.language import calendars
from bakhmut_data.language.calendars import Stretch
from bakhmut_data.language.times.periods import narrow_edge, period_stretch
from bakhmut_data.language.times.pieces import Anchor, Piece
from bakhmut_data.language.times.tense import Tense
from bakhmut_data.language.times.words import EASTER_HOLIDAYS, FIXED_HOLIDAYS

LONGEST_MONTH = 31
ORTHODOX = "orthodox"  # the value of a feast that is reckoned so
# Months ahead that a month without a verb can be.
SOON_MONTHS = 3


def point_stretch(piece: Piece, anchor: Anchor) -> Stretch | None:
    """The days a point means: what it lacks is filled in from the day of writing, by tense."""
    for slot, reader in READERS.items():
        if getattr(piece, slot) is not None:
            return reader(piece, anchor)
    if piece.year:
        return narrow_edge(calendars.year_stretch(piece.year), "Y", piece, anchor.published)
    day = anchor.reference or anchor.published
    return calendars.day_stretch(day) if day else Stretch("XXXX-XX-XX")


def _year_within(piece: Piece, anchor: Anchor) -> int | None:
    """The year said in the piece or in what it stands within ("of last year")."""
    if piece.year:
        return piece.year
    if piece.within and piece.within.kind == "period" and anchor.published:
        period = period_stretch(piece.within, anchor)
        return period.earliest.year if period and period.earliest else None
    return None


def _nearest_year(anchor: dt.date, tense: Tense | None, month: int, day: int) -> int:
    """The year that puts a month and day nearest, behind in the past tense and ahead in the future."""
    years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if dt.MINYEAR < y < dt.MAXYEAR]
    days = {
        y: calendars.make_date(y, month, day) or calendars.make_date(y, month, 28) or anchor for y in years
    }
    if tense == "past":
        behind = [y for y in years if days[y] <= anchor + dt.timedelta(days=1)]
        return max(behind, default=anchor.year)
    if tense == "future":
        ahead = [y for y in years if days[y] >= anchor - dt.timedelta(days=20)]
        return min(ahead, default=anchor.year)
    return min(years, key=lambda y: abs((days[y] - anchor).days))


def _day_of_month(piece: Piece, anchor: Anchor) -> Stretch | None:
    month, day = piece.month or 1, piece.day or 1
    year = _year_within(piece, anchor)
    if piece.until and anchor.day_first:
        return _day_of_month(piece.until, anchor)
    if year is None:
        if anchor.published is None:
            return Stretch(f"XXXX-{month:02d}-{day:02d}")
        year = _nearest_year(anchor.published, anchor.tense, month, day)
    date = calendars.make_date(year, month, day)
    if piece.until and date and anchor.published and date > anchor.published and anchor.tense != "future":
        return _day_of_month(piece.until, anchor)
    return calendars.day_stretch(date) if date else None


def _bare_day(piece: Piece, anchor: Anchor) -> Stretch | None:
    """A day of an unnamed month: the last such day, or the next in the future tense."""
    day = piece.day or 1
    if anchor.published is None:
        return Stretch(f"XXXX-XX-{day:02d}")
    if piece.within and (period := period_stretch(piece.within, anchor)) and period.earliest:
        named = calendars.make_date(period.earliest.year, period.earliest.month, day)
        return calendars.day_stretch(named) if named else None
    if narrated := _day_of_named(day, anchor):
        return narrated
    if anchor.entry:
        return _day_near(day, anchor.published)
    for months in (0, 1, 2) if anchor.tense == "future" else (0, -1, -2):
        month = calendars.add_months(anchor.published.replace(day=1), months)
        date = calendars.make_date(month.year, month.month, day) if month else None
        if date and (date >= anchor.published if anchor.tense == "future" else date <= anchor.published):
            return calendars.day_stretch(date)
    return None


def _day_near(day: int, entry: dt.date) -> Stretch | None:
    """The day of that number nearest to the day of an entry, which tells of what goes before and after it."""
    months = (calendars.add_months(entry.replace(day=1), shift) for shift in (-1, 0, 1))
    dates = (calendars.make_date(month.year, month.month, day) for month in months if month)
    nearest = min((date for date in dates if date), key=lambda date: abs(date - entry), default=None)
    return calendars.day_stretch(nearest) if nearest else None


def _day_of_named(day: int, anchor: Anchor) -> Stretch | None:
    """The day of a month told of before: "fell in the second week of January, the other on the 19th"."""
    named, published = anchor.named, anchor.published
    if named is None or named.earliest is None or named.latest is None:
        return None
    if not anchor.near or anchor.tense == "future":
        return None
    within = (named.latest - named.earliest).days <= LONGEST_MONTH and named.earliest != named.latest
    date = calendars.make_date(named.earliest.year, named.earliest.month, day) if within else None
    return calendars.day_stretch(date) if date and published and date <= published else None


def _month(piece: Piece, anchor: Anchor) -> Stretch | None:
    if piece.day:
        return _day_of_month(piece, anchor)
    month, published = piece.month or 1, anchor.published
    year = _year_within(piece, anchor)
    if year is None:
        if published is None:
            return Stretch(f"XXXX-{month:02d}")
        year = _month_year(published, month, piece, anchor.tense)
    return narrow_edge(calendars.month_stretch(year, month), "M", piece, published)


def _month_year(published: dt.date, month: int, piece: Piece, tense: Tense | None) -> int:
    """The year of a bare month. Most look back; one near ahead in the present tense is ahead."""
    year, gap = published.year, month - published.month
    if piece.direction == "this":
        return year
    if piece.direction:
        return year - (gap >= 0) if piece.direction == "last" else year + (gap <= 0)
    if piece.until is not None and tense != "past":
        return _nearest_year(published, None, month, 15)
    if tense is None:
        # Without a verb a month looks back, unless it is soon.
        return year + (gap < 0) if gap % 12 <= SOON_MONTHS else year - (gap > 0)
    if tense == "future" or (tense == "present" and 0 < gap % 12 <= 3):
        return year + (gap < 0)
    return year - (gap > 0)


def _weekday(piece: Piece, anchor: Anchor) -> Stretch | None:
    weekday, base = piece.weekday or 0, anchor.published
    if piece.base == "reference":
        base = anchor.reference or base
    if (
        anchor.chronicle
        and anchor.narrated is not None
        and anchor.narrated.earliest == anchor.narrated.latest
    ):
        # A story goes on from the day last named.
        base, piece = anchor.narrated.earliest or base, replace(piece, direction=piece.direction or "next")
    if base is None:
        return Stretch(f"XXXX-WXX-{weekday + 1}")
    if piece.within and (week := period_stretch(piece.within, anchor)) and week.earliest:
        monday = calendars.week_stretch(week.earliest).earliest or week.earliest
        day = calendars.add_days(monday, weekday)
    elif piece.direction == "this":
        day = calendars.add_days(base, weekday - base.weekday())
    elif piece.edge and weekday == base.weekday():
        day = base  # "later on Saturday", written on a Saturday
    elif piece.direction == "next":
        day = calendars.add_days(base, (weekday - base.weekday() - 1) % 7 + 1 + 7 * piece.shift)
    elif piece.direction is None and anchor.tense == "future":
        # What is to happen on the day of writing is told by its weekday, too.
        day = calendars.add_days(base, (weekday - base.weekday()) % 7)
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
    sunday = calendars.easter_sunday(year, orthodox=piece.value == ORTHODOX)
    feast = calendars.add_days(sunday, EASTER_HOLIDAYS[name]) if sunday else None
    return calendars.day_stretch(feast) if feast else None


# In this order: a season or holiday may have a year, a month may have a day.
READERS: dict[str, Callable[[Piece, Anchor], Stretch | None]] = {
    "holiday": _holiday,
    "season": _season,
    "quarter": _quarter,
    "month": _month,
    "day": _bare_day,
    "weekday": _weekday,
}
