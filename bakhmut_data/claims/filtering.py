"""What a reader asks to see: filters, read from the raw values of an address; what they leave, in words."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from bakhmut_data.claims import sentences
from bakhmut_data.records import Side

WhichDate = Literal["happened", "published"]
SIDES: tuple[str, ...] = (*get_args(Side), sentences.OUTLET_ITSELF, sentences.NO_SIDE)
LONGEST_SEARCH = 200  # characters
EXCHANGED = "The last day was before the first day; both were exchanged."


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader asked to see; an empty field leaves everything in."""

    sources: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    date: WhichDate = "happened"
    earliest: dt.date | None = None
    latest: dt.date | None = None
    search: str = ""

    @property
    def dated(self) -> bool:
        """Whether a range of days is asked for."""
        return self.earliest is not None or self.latest is not None

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.sources or self.sides or self.dated or self.search)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims there are, from how many sources and documents, and how many have no day."""

    claims: int
    sources: int
    documents: int
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Filters read from outside, with one note for each field that made no sense."""

    filters: Filters
    notes: tuple[str, ...] = field(default=())


def read_filters(values: Mapping[str, Sequence[str]], sources: Iterable[str]) -> Request:
    """Filters from the raw values of a URL (`src side by from to q`), nonsense left out field by field."""
    notes: list[str] = []
    known = set(sources)
    chosen = _known(values.get("src", ()), known, "source", notes)
    sides = _known(values.get("side", ()), set(SIDES), "speaker side", notes)
    by = _known(values.get("by", ())[:1], set(get_args(WhichDate)), "kind of date", notes)
    written = [" ".join(values.get(end, ())[:1]) for end in ("from", "to")]
    first, last = order_days(*written)
    if [first, last] != written:
        notes.append(EXCHANGED)
    earliest = _day(first, "first day", notes, last=False)
    latest = _day(last, "last day", notes, last=True)
    return Request(
        filters=Filters(
            sources=chosen,
            sides=sides,
            date="published" if by == ("published",) else "happened",
            earliest=earliest,
            latest=latest,
            search=" ".join(" ".join(values.get("q", ())[:1])[:LONGEST_SEARCH].split()),
        ),
        notes=tuple(notes),
    )


def order_days(first: str, last: str) -> tuple[str, str]:
    """Two days as they are written, exchanged where the last is before the first."""
    earliest, latest = parse_day(first, last=False), parse_day(last, last=True)
    return (last, first) if earliest and latest and latest < earliest else (first, last)


def parse_day(text: str, *, last: bool) -> dt.date | None:
    """The first (or last) day of "2023", "2023-03" or "2023-03-08"; None for anything else."""
    found = re.fullmatch(r"([12][0-9]{3})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?", text.strip()[:20])
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return dt.date(year, 12, 31) if last else dt.date(year, 1, 1)
        if day is None:
            return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        return dt.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None


def summarise(everything: Counts, left: Counts, filters: Filters) -> str:
    """How many of how many claims are left: "34 of 210 claims, 4 of 5 sources, 1–12 March 2023"."""
    parts = [
        f"{left.claims:,} of {sentences.count(everything.claims, 'claim')}",
        f"{left.sources:,} of {sentences.count(everything.sources, 'source')}",
    ]
    if filters.dated:
        parts.append(f"{filters.date} {sentences.days(filters.earliest, filters.latest)}")
    if left.undated:
        parts.append(f"{left.undated:,} of the claims {_without_day(left.undated, filters.date)}")
    return ", ".join(parts)


def _without_day(number: int, date: WhichDate) -> str:
    """What so many claims lack."""
    if date == "published":
        return f"{'has' if number == 1 else 'have'} no known day of publication"
    return f"{'names' if number == 1 else 'name'} no day"


def fold(text: str) -> str:
    """The text as searching compares it: no case, no accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def without(filters: Filters, *names: str) -> Filters:
    """The filters with some fields empty."""
    values = {name: getattr(filters, name) for name in Filters.__dataclass_fields__ if name not in names}
    return Filters(**values)


def _known(values: Sequence[str], known: set[str], what: str, notes: list[str]) -> tuple[str, ...]:
    notes.extend(
        f"No {what} is called “{sentences.shorten(value, 40)}”; it was left out."
        for value in values
        if value not in known and value
    )
    return tuple(dict.fromkeys(value for value in values if value in known))


def _day(text: str, what: str, notes: list[str], *, last: bool) -> dt.date | None:
    found = parse_day(text, last=last)
    if text.strip() and found is None:
        notes.append(
            f"“{sentences.shorten(text, 40)}” is no {what} (2023, 2023-03 or 2023-03-08); it was left out."
        )
    return found
