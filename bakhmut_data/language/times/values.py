"""What a time expression's piece means on a given day: TIMEX3 type, value, first and last day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bakhmut_data.language import calendars
from bakhmut_data.language.calendars import Stretch
from bakhmut_data.language.times.periods import period_stretch, shift_day
from bakhmut_data.language.times.pieces import Anchor, Piece
from bakhmut_data.language.times.points import point_stretch
from bakhmut_data.language.times.words import plain
from bakhmut_data.records import TimexType

SHORT = 10  # days: early, mid or late in a month


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
    stretch = READERS.get(piece.kind, point_stretch)(piece, anchor)
    if stretch is None:
        return None
    if piece.edge == "week_of_day" and stretch.earliest:
        return Reading("DATE", calendars.week_stretch(stretch.earliest))
    if piece.hour is None and piece.part is None:
        return Reading("DATE", stretch)
    return Reading("TIME", stretch if piece.kind == "part" else _with_time(piece, stretch))


def _with_time(piece: Piece, stretch: Stretch) -> Stretch:
    """The day with its clock time or part of the day; a night across two days is the first one's."""
    day = stretch.value.split("/")[0]
    first = stretch.earliest
    if piece.hour is not None:
        zone = "Z" if plain(piece.zone or "").strip(" (") in ("z", "utc", "gmt") else ""
        return Stretch(f"{day}T{piece.hour:02d}:{piece.minute or 0:02d}{zone}", first, stretch.latest)
    if piece.shift and first:
        first = calendars.add_days(first, piece.shift) or first
        day = first.isoformat()
    return Stretch(f"{day}T{piece.part}", first, _end_of_part(piece, stretch.latest))


def _end_of_part(piece: Piece, day: dt.date | None) -> dt.date | None:
    """The day on which a part of a day ends: a night goes on into the next."""
    return calendars.add_days(day, 1) if day is not None and piece.part == "NI" else day


def _decade(piece: Piece, _: Anchor) -> Stretch | None:
    return calendars.decade_stretch(piece.year or 0, piece.edge)


def _century(piece: Piece, _: Anchor) -> Stretch | None:
    number = int(piece.count or 0)
    return calendars.century_stretch(number) if 0 < number < 100 else None


def _range(piece: Piece, anchor: Anchor) -> Stretch | None:
    until = piece.until
    # Bare months in a range look to the nearest year: "until" marks them.
    marked = piece if piece.month and not piece.day else None
    first = point_stretch(replace(piece, kind="point", until=marked, part=None), anchor)
    last = point_stretch(until, anchor) if until else None
    if first is None or last is None:
        return None
    if last.latest and first.earliest and last.latest < first.earliest and until and not until.year:
        last = point_stretch(replace(until, year=last.latest.year + 1), anchor) or last
    return Stretch(f"{first.value}/{last.value}", first.earliest, last.latest)


def _year_before(_: Piece, anchor: Anchor) -> Stretch | None:
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
        day = calendars.add_days(day, -1) or day
    if piece.direction == "next":
        day = calendars.add_days(day, 1) or day
    return Stretch(f"{day.isoformat()}T{piece.part}", day, _end_of_part(piece, day))


def _offset(piece: Piece, anchor: Anchor) -> Stretch | None:
    base = anchor.published if piece.base == "published" else anchor.reference or anchor.published
    if piece.base == "reference" and piece.shift == 0:
        base = anchor.reference or anchor.carried or anchor.published
    if (
        piece.base == "reference"
        and anchor.reference is None
        and anchor.named
        and _is_near(piece, anchor.named)
    ):
        base = anchor.named.earliest
    if base is None:
        blank = {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX"}
        return Stretch(blank.get(piece.unit or "", "XXXX-XX-XX"))
    if piece.count is None:
        return Stretch("PAST_REF" if piece.shift < 0 else "FUTURE_REF")
    if piece.day:
        base = calendars.add_days(base, piece.day) or base
    return shift_day(base, piece.unit or "D", piece.count * piece.shift)


def _is_near(piece: Piece, named: Stretch) -> bool:
    """Whether a stretch is short enough beside a distance to count from: "a week before early May"."""
    if named.earliest is None or named.latest is None or piece.unit in ("M", "Y"):
        return piece.unit in ("M", "Y")
    return piece.unit == "W" and (named.latest - named.earliest).days <= SHORT


READERS: dict[str, Callable[[Piece, Anchor], Stretch | None]] = {
    "range": _range,
    "decade": _decade,
    "century": _century,
    "year_before": _year_before,
    "part": _part,
    "offset": _offset,
    "period": period_stretch,
}
