"""What each pattern of a time expression means: makers of pieces, one per kind of wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from bakhmut_data.timex_numbers import parse_count
from bakhmut_data.timex_pieces import (
    CLOCK_WORDS, DAYPARTS, DECADES, EDGES, FREQUENCIES, MONTHS, ORDINALS, REFERENCES, SEASONS, UNITS, WEEKDAYS, Direction, Piece, any_of,
)

Match = re.Match[str]


def _number(text: str | None) -> int | None:
    """The whole number written in digits, with or without an ordinal ending."""
    digits = re.match(r"\d+", text) if text else None
    return int(digits.group()) if digits else None


def _ordinal(text: str) -> int | None:
    return ORDINALS.get(text.lower()) or _number(text)


def _year(text: str | None) -> int | None:
    """A year of four digits, or of two after an apostrophe or in a numeric date."""
    if not text:
        return None
    number = int(re.sub(r"\D", "", text))
    return number + (2000 if number < 50 else 1900) if number < 100 else number


def _month(match: Match, name: str = "month") -> int | None:
    """The named month; a bare lower-case "may" or "march" is none."""
    word = match[name]
    near_digit = bool(re.search(r"\d", match.group()))
    if not word[0].isupper() and not near_digit:
        return None
    return MONTHS[word.lower()]


def _point(match: Match, rule: str, **slots: object) -> Piece:
    return Piece(kind="point", start=match.start(), end=match.end(), rule=rule, **slots)  # type: ignore[arg-type]


def make_iso(match: Match, rule: str) -> Iterator[Piece]:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return
    groups = match.groupdict()
    yield _point(
        match, rule, year=year, month=month, day=day, zone=groups.get("zone"),
        hour=_number(groups.get("hour")), minute=_number(groups.get("minute")),
    )  # fmt: skip


def make_full_date(match: Match, rule: str) -> Iterator[Piece]:
    if (month := _month(match)) is None:
        return
    groups = match.groupdict()
    day = _number(groups.get("day")) or _ordinal(groups.get("ordinal") or "")
    end = match.end() - match.group().endswith(".")
    yield replace(_point(match, rule, year=_year(groups.get("year")), month=month, day=day), end=end)


def make_day_list(match: Match, rule: str) -> Iterator[Piece]:
    """Days that share a month: "January 10 and 11", "the 3rd, 4th and 5th of May"."""
    if (month := _month(match)) is None:
        return
    year = _year(match["year"])
    numbers = [m for m in re.finditer(r"\d+(?:st|nd|rd|th)?", match["days"]) if int(_number(m.group()) or 0) <= 31]
    dash = re.fullmatch(r"\D*\d+\w*\s?[-–—]\s?\d+\w*\D*", match["days"])
    if dash and len(numbers) == 2:
        last = _point(match, rule, year=year, month=month, day=_number(numbers[1].group()))
        yield replace(last, kind="range", day=_number(numbers[0].group()), until=last)
        return
    offset = match.start("days")
    for index, number in enumerate(numbers):
        start, end = offset + number.start(), offset + number.end()
        if match.start("month") < offset and index == 0:
            start = match.start()
        if match.start("month") > offset and index == len(numbers) - 1:
            end = match.end()
        elif match["year"] and match.start("month") < offset and index == len(numbers) - 1:
            end = match.end()
        day = _number(number.group())
        yield Piece(kind="point", start=start, end=end, rule=rule, year=year, month=month, day=day)


def make_numeric(match: Match, rule: str) -> Iterator[Piece]:
    """Day, month, year with dots, dashes or slashes; the American order where slashes allow it."""
    first, second, year = int(match["first"]), int(match["second"]), _year(match["year"])
    american = match["mark"] == "/" and first <= 12
    month, day = (first, second) if american or second > 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return
    piece = _point(match, rule, year=year, month=month, day=day)
    # 05/03/2023 can also be the fifth of March; the day of writing decides.
    yield replace(piece, until=replace(piece, month=day, day=month)) if american and day <= 12 else piece


def make_day_dot_month(match: Match, rule: str) -> Iterator[Piece]:
    start, end = match.span("date")
    piece = _point(match, rule, month=int(match["month"]), day=int(match["day"]))
    yield replace(piece, start=start, end=end)


def make_month_only(match: Match, rule: str) -> Iterator[Piece]:
    if (month := _month(match)) is not None:
        end = match.end()
        # "Feb." at the end of a sentence keeps its dot only as an abbreviation before more words.
        if match.group().endswith("."):
            end -= 1
        piece = _point(match, rule, month=month, direction=_direction(match.groupdict().get("direction")))
        yield replace(piece, end=end)


def make_year_only(match: Match, rule: str) -> Iterator[Piece]:
    yield replace(_point(match, rule, year=_year(match["year"])), start=match.start("span"), end=match.end("span"))


def make_year_span(match: Match, rule: str) -> Iterator[Piece]:
    first = int(match["year"])
    text = match["last_year"]
    last = int(text) if len(text) == 4 else first - first % 100 + int(text)
    if first < last <= first + 150:
        end = _point(match, rule, year=last)
        yield replace(end, kind="range", year=first, until=end)


def make_decade(match: Match, rule: str) -> Iterator[Piece]:
    groups = match.groupdict()
    if groups.get("word"):
        first = 1900 + DECADES[match["word"].lower()]
    else:
        digits = re.sub(r"\D", "", match["digits"])
        first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    start = match.start("word") if groups.get("word") else match.start("digits")
    yield Piece(kind="decade", start=start, end=match.end(), rule=rule, year=first)


def make_century(match: Match, rule: str) -> Iterator[Piece]:
    if number := _ordinal(match["ordinal"]):
        yield Piece(kind="century", start=match.start(), end=match.end(), rule=rule, count=number)


DIRECTIONS: dict[str, Direction] = {
    "last": "last", "past": "last", "previous": "last", "preceding": "last", "this past": "last",
    "the previous": "last", "the past": "last", "the last": "last",
    "this": "this", "the current": "this", "current": "this", "the same": "this",
    "next": "next", "coming": "next", "this coming": "next", "following": "next", "the following": "next",
    "upcoming": "next", "the next": "next", "the coming": "next", "the same": "this", "that": "this",
}  # fmt: skip


def _direction(text: str | None) -> Direction | None:
    return DIRECTIONS.get(re.sub(r"\s+", " ", text.lower().strip())) if text else None


def make_weekday(match: Match, rule: str) -> Iterator[Piece]:
    word = match["weekday"]
    if not word[0].isupper() and len(word) < 6:
        return
    if len(word) < 6 and not ABBREVIATED_WEEKDAY.match(match.string, match.start("weekday")):
        return
    yield _point(match, rule, weekday=WEEKDAYS[word.lower()], direction=_direction(match["direction"]))


# "Sat", "Sun", "Mon" are weekdays only beside a date or a clock time.
ABBREVIATED_WEEKDAY = re.compile(
    rf"\w{{3,5}}\.?,?\s(?:the\s)?(?:\d{{1,2}}\b|{any_of(MONTHS)}\b|at\b|morning|afternoon|evening|night)", re.IGNORECASE
)


def make_part(match: Match, rule: str) -> Iterator[Piece]:
    groups = match.groupdict()
    code = DAYPARTS[match["part"].lower()]
    yield Piece(
        kind="part", start=match.start(), end=match.end(), rule=rule, part=code,
        direction=_direction(groups.get("direction")),
        base="reference" if re.match(r"the\s(?:next|following|previous|same)|that\b", match.group().lower()) else "published",
    )  # fmt: skip


def make_clock(match: Match, rule: str) -> Iterator[Piece]:
    groups = match.groupdict()
    if groups.get("word"):
        hour, minute = (int(x) for x in CLOCK_WORDS[match["word"].lower()].split(":"))
    else:
        hour, minute = int(match["hour"]), _number(groups.get("minute"))
    half = (groups.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour < 24 and (minute or 0) < 60:
        end = match.end()
        yield replace(_point(match, rule, hour=hour, minute=minute or 0, zone=groups.get("zone") or groups.get("zone2")), end=end)


def make_oclock(match: Match, rule: str) -> Iterator[Piece]:
    hour = parse_count(match["count"])
    if hour is not None and hour < 24:
        yield _point(match, rule, hour=int(hour), minute=0)


def _unit(word: str) -> tuple[str, int]:
    """TIMEX3 letters and how many of them the unit is worth."""
    letters = UNITS.get(word.lower()) or UNITS[word.lower().removesuffix("s")]
    factor = re.match(r"\d+", letters)
    return letters.lstrip("0123456789"), int(factor.group()) if factor else 1


def make_period(match: Match, rule: str) -> Iterator[Piece]:
    """A stretch of the calendar counted from the text's own: "last week", "the previous year"."""
    unit = match["unit"].lower()
    letters = "WE" if unit == "weekend" else _unit(unit)[0]
    if unit in ("decade", "century"):
        letters = unit
    words = (match["direction"] or "this").lower()
    shift = {"last": -1, "this": 0, "next": 1}[_direction(words) or "this"]
    base: Literal["published", "reference"] = (
        "reference" if re.search(r"previous|preceding|following|same|that", words) else "published"
    )
    yield Piece(
        kind="period", start=match.start(), end=match.end(), rule=rule, unit=letters, shift=shift, base=base,
        value=_fiscal(match.groupdict().get("fiscal")),
        edge=_edge_of((match.groupdict().get("within") or "").strip()),
        direction=None if match["direction"] is None else _direction(words) or "this",
    )  # fmt: skip




def _fiscal(word: str | None) -> str | None:
    return "FY" if word and word.lower() in ("fiscal", "financial") else None


def _edge_of(text: str) -> str | None:
    return EDGES.get(re.sub(r"\s+", " ", text.lower())) if text else None


def make_edge(match: Match, rule: str) -> Iterator[Piece]:
    yield Piece(kind="edge", start=match.start(), end=match.end(), rule=rule, edge=_edge_of(match["edge"] or match["edge2"]))


def make_week_of(match: Match, rule: str) -> Iterator[Piece]:
    """The first (three) week(s) of what follows."""
    number = _ordinal(match["ordinal"]) if match["ordinal"].lower() != "last" else -1
    count = parse_count(match["count"]) if match["count"] else 1
    if number in (1, 2, 3, 4, 5, -1) and count:
        yield Piece(
            kind="edge", start=match.start(), end=match.end(), rule=rule, edge="weeks", shift=number or 1, count=count,
            unit=_unit(match["unit"])[0],
        )  # fmt: skip


def make_season(match: Match, rule: str) -> Iterator[Piece]:
    yield _point(
        match, rule, season=SEASONS[match["season"].lower()], year=_year(match.groupdict().get("year")),
        direction=_direction(match.groupdict().get("direction")),
    )  # fmt: skip


def make_quarter(match: Match, rule: str) -> Iterator[Piece]:
    groups = match.groupdict()
    number = _ordinal(groups.get("ordinal") or groups.get("digit") or "")
    year = _year(groups.get("year"))
    if number and 1 <= number <= 4:
        yield _point(match, rule, quarter=number, year=year)


def make_half(match: Match, rule: str) -> Iterator[Piece]:
    half = 1 if match["which"].lower() == "first" else 2
    yield Piece(kind="edge", start=match.start(), end=match.end(), rule=rule, edge="half", half=half)


def make_holiday(match: Match, rule: str) -> Iterator[Piece]:
    name = re.sub(r"\s+", " ", match["holiday"].lower()).replace("’", "'")
    if match["holiday"][0].isupper():
        yield _point(match, rule, holiday=name, year=_year(match["year"]), direction=_direction(match["direction"]))


def make_deictic(match: Match, rule: str) -> Iterator[Piece]:
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}
    words = re.sub(r"\s+", " ", match.group().lower())
    days = shift.get(words, -2 if "before" in words else 2)
    if words.endswith("tonight"):
        yield Piece(kind="part", start=match.start(), end=match.end(), rule=rule, part="NI", direction="this")
        return
    yield Piece(kind="offset", start=match.start(), end=match.end(), rule=rule, unit="D", count=1, shift=days)


def make_offset(match: Match, rule: str) -> Iterator[Piece]:
    """A distance from the day of writing ("ago") or from the day last named ("earlier")."""
    word = re.sub(r"\s+", " ", match["way"].lower())
    letters, factor = _unit(match["unit"])
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
        yield Piece(kind="duration", start=match.start(), end=match.end(), rule=rule, value=value, unit=letters)
        return
    extra = {"yesterday": -1, "tomorrow": 1}.get(word.rsplit(" ", 1)[-1], 0)
    if match["count"].lower() in ("the", "a", "an", "one"):
        count = 1
    yield Piece(
        kind="offset", start=match.start(), end=match.end(), rule=rule, unit=letters, base=base,
        count=None if count is None else count * factor, shift=-1 if back else 1, day=extra or None,
    )  # fmt: skip


def make_neighbour(match: Match, rule: str) -> Iterator[Piece]:
    """The day next to one already named: "the day before", "the following day", "the same day"."""
    words = match.group().lower()
    shift = -1 if re.search(r"before|previous|preceding|earlier", words) else 1
    shift = 0 if re.search(r"same|that", words) else shift
    letters, factor = _unit(match["unit"] or match["unit2"])
    yield Piece(
        kind="offset", start=match.start(), end=match.end(), rule=rule, unit=letters, count=factor, shift=shift,
        base="reference",
    )  # fmt: skip


def _format_count(count: float) -> str:
    return f"{count:g}"


def duration_value(count: float | None, letters: str, factor: int = 1) -> str:
    """The TIMEX3 value of so many units; X for a vague number."""
    time = "T" if letters.startswith("T") else ""
    unit = letters.removeprefix("T")
    if count is None:
        unit = {10: "DE", 100: "CE"}.get(factor, unit)
        return f"P{time}X{unit}"
    if unit == "Y" and count == 0.5:
        return f"P{_format_count(6 * factor)}M"
    if unit in ("H",) and count in (0.5, 0.25, 0.75):
        return f"PT{_format_count(60 * count)}M"
    return f"P{time}{_format_count(count * factor)}{unit}"


def make_duration(match: Match, rule: str) -> Iterator[Piece]:
    groups = match.groupdict()
    letters, factor = _unit(match["unit"])
    text = groups.get("count")
    count = parse_count(text) if text else None
    if groups.get("extra"):
        count = (count or 1) + 0.5
    if groups.get("whole") is not None:
        count = 1
    value = duration_value(count, letters, factor)
    yield Piece(
        kind="duration", start=match.start(), end=match.end(), rule=rule, value=value, unit=letters, count=count
    )


def make_year_before(match: Match, rule: str) -> Iterator[Piece]:
    """ "The same month a year ago": what was last named, a year back."""
    yield Piece(kind="year_before", start=match.start(), end=match.end(), rule=rule, unit=match["unit"].lower())


def make_the_day(match: Match, rule: str) -> Iterator[Piece]:
    """ "The day" as the day spoken of: "ended the day at 5,210", "late in the day"."""
    start, end = match.span("the")
    yield Piece(kind="offset", start=start, end=end, rule=rule, unit="D", count=1, base="reference")


def make_between(match: Match, rule: str) -> Iterator[Piece]:
    """ "Between 60 and 90 days": two durations of one unit."""
    letters, factor = _unit(match["unit"])
    for group, last in (("first", match.end("first")), ("count", match.end())):
        value = duration_value(parse_count(match[group]), letters, factor)
        yield Piece(kind="duration", start=match.start(group), end=last, rule=rule, value=value, unit=letters)


def make_fiscal_year(match: Match, rule: str) -> Iterator[Piece]:
    """ "Fiscal 2023": its days differ between countries."""
    year = _year(match["year"] or match["year2"])
    yield Piece(kind="reference", start=match.start(), end=match.end(), rule=rule, value=f"FY{year}")


def make_week_of_day(match: Match, rule: str) -> Iterator[Piece]:
    """ "The week of" a day that follows."""
    yield Piece(kind="edge", start=match.start(), end=match.end(), rule=rule, edge="week_of_day")


def make_half_code(match: Match, rule: str) -> Iterator[Piece]:
    """ "H2 2022": a half of a year."""
    year = _year(match["year"] or match["year2"])
    if year:
        yield _point(match, rule, year=year, half=int(match["half"]), edge="half")


def make_day_of_month(match: Match, rule: str) -> Iterator[Piece]:
    """ "Since the 28th": a day of the month spoken of."""
    yield Piece(kind="point", start=match.start("date"), end=match.end("date"), rule=rule, day=int(match["day"]))


def make_ellipsis(match: Match, rule: str) -> Iterator[Piece]:
    """A count whose unit stands earlier in the sentence: "seven months ..., seven more"."""
    letters, factor = _unit(match["unit"])
    value = duration_value(parse_count(match["count"]), letters, factor)
    yield Piece(kind="duration", start=match.start("rest"), end=match.end("rest"), rule=rule, value=value, unit=letters)


def make_set(match: Match, rule: str) -> Iterator[Piece]:
    groups = match.groupdict()
    if groups.get("frequency"):
        value = FREQUENCIES[match["frequency"].lower()]
    elif groups.get("weekday"):
        word = match["weekday"]
        value = f"XXXX-WXX-{WEEKDAYS[word.lower()] + 1}"
    elif groups.get("month"):
        value = f"XXXX-{MONTHS[match['month'].lower()]:02d}"
    elif groups.get("season"):
        value = f"XXXX-{SEASONS[match['season'].lower()]}"
    elif groups.get("part"):
        value = "P1D"
    elif groups.get("unit"):
        letters, factor = _unit(match["unit"])
        word = (groups.get("count") or "1").lower()
        count = {"other": 2.0, "few": None, "couple of": 2.0}.get(word, parse_count(word) if word != "1" else 1.0)
        value = duration_value(count, letters, factor)
    else:
        value = "P1WE"
    start, end = match.span("set") if "set" in groups else match.span()
    yield Piece(kind="set", start=start, end=end, rule=rule, value=value)




def make_reference(match: Match, rule: str) -> Iterator[Piece]:
    words = re.sub(r"\s+", " ", match.group().lower())
    yield Piece(kind="reference", start=match.start(), end=match.end(), rule=rule, value=REFERENCES[words])


def make_vague_window(match: Match, rule: str) -> Iterator[Piece]:
    past = re.search(r"recent|last|past|previous", match.group().lower())
    value = "PAST_REF" if past else "FUTURE_REF"
    yield Piece(kind="reference", start=match.start(), end=match.end(), rule=rule, value=value)


def make_overnight(match: Match, rule: str) -> Iterator[Piece]:
    """The night that ends on the day of writing."""
    yield Piece(kind="part", start=match.start(), end=match.end(), rule=rule, part="NI", direction="last")


def make_bare_plural(match: Match, rule: str) -> Iterator[Piece]:
    """Units without a number: "months" is an unknown number of months."""
    letters, factor = _unit(match["unit"])
    value = duration_value(None, letters, factor)
    yield Piece(kind="duration", start=match.start(), end=match.end(), rule=rule, value=value, unit=letters)


def make_earlier(match: Match, rule: str) -> Iterator[Piece]:
    """An adverb without a measure."""
    yield Piece(kind="reference", start=match.start(), end=match.end(), rule=rule, value="PAST_REF")


def make_the_period(match: Match, rule: str) -> Iterator[Piece]:
    """ "The month" by itself names none; it waits for an edge ("the middle of the month")."""
    yield Piece(kind="edge_of", start=match.start(), end=match.end(), rule=rule, unit=_unit(match["unit"])[0])
