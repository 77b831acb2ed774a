"""Makers of pieces for what is counted from another day, for durations, sets and vague references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from bakhmut_data.language.calendars import add_days
from bakhmut_data.language.times.numbers import parse_count
from bakhmut_data.language.times.pieces import Match, Piece, make_piece
from bakhmut_data.language.times.words import (
    FREQUENCIES,
    MONTHS,
    REFERENCES,
    SEASONS,
    WEEKDAYS,
    direction_of,
    duration_value,
    edge_of,
    ordinal_number,
    plain,
    unit_letters,
    year_number,
)
from bakhmut_data.reference.facts import FIRST_DAY_OF_WAR


def make_period(match: Match, rule: str) -> Iterator[Piece]:
    """A stretch of the calendar counted from the text's own: "last week", "the previous year"."""
    unit = plain(match["unit"])
    letters = "WE" if unit == "weekend" else unit_letters(unit)[0]
    if unit in ("decade", "century"):
        letters = unit
    words = (match["direction"] or "this").lower()
    shift = {"last": -1, "this": 0, "next": 1}[direction_of(words) or "this"]
    base: Literal["published", "reference"] = (
        "reference" if re.search(r"previous|preceding|following|same|that", words) else "published"
    )
    yield make_piece(match, rule, "period", unit=letters, shift=shift, base=base,
        value=_fiscal(match.groupdict().get("fiscal")),
        edge=edge_of((match.groupdict().get("within") or "").strip()),
        direction=None if match["direction"] is None else direction_of(words) or "this",
    )  # fmt: skip


def make_the_period(match: Match, rule: str) -> Iterator[Piece]:
    """“The month” by itself names none; it waits for an edge (“the middle of the month”)."""
    yield make_piece(match, rule, "edge_of", unit=unit_letters(match["unit"])[0])


def _fiscal(word: str | None) -> str | None:
    return "FY" if word and plain(word) in ("fiscal", "financial") else None


def make_edge(match: Match, rule: str) -> Iterator[Piece]:
    """“Early”, “the end of”: a part of what follows."""
    yield make_piece(match, rule, "edge", edge=edge_of(match["edge"] or match["edge2"]))


def make_week_of(match: Match, rule: str) -> Iterator[Piece]:
    """The first (three) week(s) of what follows."""
    number = ordinal_number(match["ordinal"]) if plain(match["ordinal"]) != "last" else -1
    count = parse_count(match["count"]) if match["count"] else 1
    if number in (1, 2, 3, 4, 5, -1) and count:
        yield make_piece(match, rule, "edge", edge="weeks", shift=number or 1, count=count,
            unit=unit_letters(match["unit"])[0], value="full" if match["full"] else None,
        )  # fmt: skip


def make_week_of_day(match: Match, rule: str) -> Iterator[Piece]:
    """“The week of” a day that follows."""
    yield make_piece(match, rule, "edge", edge="week_of_day")


def make_deictic(match: Match, rule: str) -> Iterator[Piece]:
    """“Today”, “yesterday”, “the day after tomorrow”, “tonight”."""
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}
    words = plain(match.group())
    days = shift.get(words, -2 if "before" in words else 2)
    if words.endswith("tonight"):
        yield make_piece(match, rule, "part", part="NI", direction="this")
        return
    yield make_piece(match, rule, "offset", unit="D", count=1, shift=days)


def make_offset(match: Match, rule: str) -> Iterator[Piece]:
    """A distance from the day of writing ("ago") or from the day last named ("earlier")."""
    word = plain(match["way"])
    letters, factor = unit_letters(match["unit"])
    back = word in ("ago", "earlier", "before", "before that", "prior", "previously", "back", "before then")
    back = back or word.startswith("before")
    base: Literal["published", "reference"] = "published"
    if word not in ("ago", "back", "from now", "hence", "from today"):
        base = "reference"
    if word.endswith(("yesterday", "tomorrow", "today")):
        base = "published"
    count = parse_count(match["count"])
    if letters.startswith("T") and base == "reference":
        value = duration_value(count, letters, factor)
        yield make_piece(match, rule, "duration", value=value, unit=letters)
        return
    extra = {"yesterday": -1, "tomorrow": 1}.get(word.rsplit(" ", 1)[-1], 0)
    if plain(match["count"]) in ("the", "a", "an", "one"):
        count = 1
    yield make_piece(match, rule, "offset", unit=letters, base=base,
        count=None if count is None else count * factor, shift=-1 if back else 1, day=extra or None,
    )  # fmt: skip


def make_neighbour(match: Match, rule: str) -> Iterator[Piece]:
    """The day next to one already named: "the day before", "the following day", "the same day"."""
    words = plain(match.group())
    shift = -1 if re.search(r"before|previous|preceding|earlier", words) else 1
    shift = 0 if re.search(r"same|that", words) else shift
    letters, factor = unit_letters(match["unit"] or match["unit2"])
    yield make_piece(match, rule, "offset", unit=letters, count=factor, shift=shift,
        base="reference",
    )  # fmt: skip


def make_duration(match: Match, rule: str) -> Iterator[Piece]:
    """A count of units: "nine months", "a year and a half"."""
    groups = match.groupdict()
    letters, factor = unit_letters(match["unit"])
    text = groups.get("count")
    count = parse_count(text) if text else None
    if groups.get("extra"):
        count = (count or 1) + 0.5
    if groups.get("whole") is not None:
        count = 1
    if groups.get("quarters"):
        count, letters = (15 if groups["quarters"].lower() == "a" else 45), "TM"
    value = duration_value(count, letters, factor)
    yield make_piece(match, rule, "duration", value=value, unit=letters, count=count)


def make_bare_plural(match: Match, rule: str) -> Iterator[Piece]:
    """Units without a number: "months" is an unknown number of months."""
    letters, factor = unit_letters(match["unit"])
    value = duration_value(None, letters, factor)
    yield make_piece(match, rule, "duration", value=value, unit=letters)


def make_war_day(match: Match, rule: str) -> Iterator[Piece]:
    """The 97th day of the war, whose first is known."""
    number = ordinal_number(match["ordinal"])
    day = add_days(FIRST_DAY_OF_WAR, number - 1) if number else None
    if day:
        yield make_piece(match, rule, "point", year=day.year, month=day.month, day=day.day, count=number)


def make_year_before(match: Match, rule: str) -> Iterator[Piece]:
    """“The same month a year ago”: what was last named, a year back."""
    yield make_piece(match, rule, "year_before", unit=plain(match["unit"]))


def make_the_day(match: Match, rule: str) -> Iterator[Piece]:
    """“The day” as the day spoken of: “ended the day at 5,210”, “late in the day”."""
    start, end = match.span("the")
    yield Piece(kind="offset", start=start, end=end, rule=rule, unit="D", count=1, base="reference")


def make_between(match: Match, rule: str) -> Iterator[Piece]:
    """“Between 60 and 90 days”: two durations of one unit."""
    letters, factor = unit_letters(match["unit"])
    for group, last in (("first", match.end("first")), ("count", match.end())):
        value = duration_value(parse_count(match[group]), letters, factor)
        yield Piece(kind="duration", start=match.start(group), end=last, rule=rule, value=value, unit=letters)


def make_fiscal_year(match: Match, rule: str) -> Iterator[Piece]:
    """“Fiscal 2023”: its days differ between countries."""
    year = year_number(match["year"] or match["year2"])
    yield make_piece(match, rule, "reference", value=f"FY{year}")


def make_ellipsis(match: Match, rule: str) -> Iterator[Piece]:
    """A count whose unit stands earlier in the sentence: "seven months ..., seven more"."""
    letters, factor = unit_letters(match["unit"])
    value = duration_value(parse_count(match["count"]), letters, factor)
    yield Piece(
        kind="duration",
        start=match.start("rest"),
        end=match.end("rest"),
        rule=rule,
        value=value,
        unit=letters,
    )


def make_set(match: Match, rule: str) -> Iterator[Piece]:
    """A repetition: "every day", "weekly", "twice a week"."""
    groups = match.groupdict()
    if groups.get("frequency"):
        value = FREQUENCIES[plain(match["frequency"])]
    elif groups.get("weekday"):
        word = match["weekday"]
        value = f"XXXX-WXX-{WEEKDAYS[plain(word)] + 1}"
    elif groups.get("month"):
        value = f"XXXX-{MONTHS[match['month'].lower()]:02d}"
    elif groups.get("season"):
        value = f"XXXX-{SEASONS[match['season'].lower()]}"
    elif groups.get("part"):
        value = "P1D"
    elif groups.get("unit"):
        letters, factor = unit_letters(match["unit"])
        word = (groups.get("count") or "1").lower()
        count = {"other": 2.0, "few": None, "couple of": 2.0}.get(
            word, parse_count(word) if word != "1" else 1.0
        )
        value = duration_value(count, letters, factor)
    else:
        value = "P1WE"
    start, end = match.span("set") if "set" in groups else match.span()
    yield Piece(kind="set", start=start, end=end, rule=rule, value=value)


def make_reference(match: Match, rule: str) -> Iterator[Piece]:
    """“Now”, “recently”, “soon”."""
    words = plain(match.group())
    yield make_piece(match, rule, "reference", value=REFERENCES[words])


def make_vague_window(match: Match, rule: str) -> Iterator[Piece]:
    """“The coming days”, “recent weeks”."""
    past = re.search(r"recent|last|past|previous|ago", plain(match.group()))
    value = "PAST_REF" if past else "FUTURE_REF"
    yield make_piece(match, rule, "reference", value=value)


def make_earlier(match: Match, rule: str) -> Iterator[Piece]:
    """An adverb without a measure."""
    yield make_piece(match, rule, "reference", value="PAST_REF")
