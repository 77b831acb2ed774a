"""Makers of pieces for dates, parts of the day and clock times: what each pattern's match says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bakhmut_data.language.times.numbers import parse_count
from bakhmut_data.language.times.pieces import Match, Piece, make_piece
from bakhmut_data.language.times.words import (
    CLOCK_WORDS,
    DAYPARTS,
    DECADES,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    direction_of,
    leading_number,
    ordinal_number,
    plain,
    year_number,
)

# "Sat", "Sun", "Mon" are weekdays only beside a date or a clock time.
ABBREVIATED_WEEKDAY = re.compile(
    rf"\w{{3,5}}\.?,?\s(?:the\s)?(?:\d{{1,2}}\b|(?:{'|'.join(MONTHS)})\b|at\b|morning|afternoon|evening|night)",
    re.IGNORECASE,
)


REFERRING = re.compile(r"the\s(?:next|following|previous|same)|that\b", re.IGNORECASE)


def _month(match: Match, name: str = "month") -> int | None:
    """The named month; a bare lower-case "may" or "march" is none."""
    word = match[name]
    near_digit = bool(re.search(r"\d", match.group()))
    if not word[0].isupper() and not near_digit:
        return None
    return MONTHS[plain(word)]


def make_iso(match: Match, rule: str) -> Iterator[Piece]:
    """“2023-03-16”, with or without a time."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return
    groups = match.groupdict()
    yield make_piece(
        match, rule, "point", year=year, month=month, day=day, zone=groups.get("zone"),
        hour=leading_number(groups.get("hour")), minute=leading_number(groups.get("minute")),
    )  # fmt: skip


def make_full_date(match: Match, rule: str) -> Iterator[Piece]:
    """A day or month named in letters, with or without its year."""
    if (month := _month(match)) is None:
        return
    groups = match.groupdict()
    day = leading_number(groups.get("day")) or ordinal_number(groups.get("ordinal") or "")
    end = match.end() - match.group().endswith(".")
    yield replace(
        make_piece(match, rule, "point", year=year_number(groups.get("year")), month=month, day=day), end=end
    )


def make_day_list(match: Match, rule: str) -> Iterator[Piece]:
    """Days that share a month: "January 10 and 11", "the 3rd, 4th and 5th of May"."""
    if (month := _month(match)) is None:
        return
    year = year_number(match["year"])
    numbers = [
        m
        for m in re.finditer(r"\d+(?:st|nd|rd|th)?", match["days"])
        if int(leading_number(m.group()) or 0) <= 31
    ]
    dash = re.fullmatch(r"\D*\d+\w*\s?[-–—]\s?\d+\w*\D*", match["days"])
    if dash and len(numbers) == 2:
        last = make_piece(
            match, rule, "point", year=year, month=month, day=leading_number(numbers[1].group())
        )
        yield replace(last, kind="range", day=leading_number(numbers[0].group()), until=last)
        return
    offset = match.start("days")
    for index, number in enumerate(numbers):
        start, end = offset + number.start(), offset + number.end()
        if match.start("month") < offset and index == 0:
            start = match.start()
        if (match.start("month") > offset and index == len(numbers) - 1) or (
            match["year"] and match.start("month") < offset and index == len(numbers) - 1
        ):
            end = match.end()
        day = leading_number(number.group())
        yield Piece(kind="point", start=start, end=end, rule=rule, year=year, month=month, day=day)


def make_numeric(match: Match, rule: str) -> Iterator[Piece]:
    """Day, month, year with dots, dashes or slashes; the American order where slashes allow it."""
    first, second, year = int(match["first"]), int(match["second"]), year_number(match["year"])
    american = match["mark"] == "/" and first <= 12
    month, day = (first, second) if american or second > 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return
    piece = make_piece(match, rule, "point", year=year, month=month, day=day)
    # 05/03/2023 can also be the fifth of March; the day of writing decides.
    yield replace(piece, until=replace(piece, month=day, day=month)) if american and day <= 12 else piece


def make_day_dot_month(match: Match, rule: str) -> Iterator[Piece]:
    """“(16.02)”: day and month in the dotted order."""
    start, end = match.span("date")
    piece = make_piece(match, rule, "point", month=int(match["month"]), day=int(match["day"]))
    yield replace(piece, start=start, end=end)


def make_month_only(match: Match, rule: str) -> Iterator[Piece]:
    """A bare month, or one with "last" or "next"."""
    if (month := _month(match)) is not None:
        end = match.end()
        # "Feb." at the end of a sentence keeps its dot only as an abbreviation before more words.
        if match.group().endswith("."):
            end -= 1
        piece = make_piece(
            match, rule, "point", month=month, direction=direction_of(match.groupdict().get("direction"))
        )
        yield replace(piece, end=end)


def make_month_range(match: Match, rule: str) -> Iterator[Piece]:
    """“July-August”."""
    if (month := _month(match)) is not None:
        year = year_number(match["year"])
        last = make_piece(match, rule, "point", month=MONTHS[plain(match["last"])], year=year)
        yield replace(last, kind="range", month=month, until=last)


def make_night_from(match: Match, rule: str) -> Iterator[Piece]:
    """“the night from the second to the third of May”, “the night from Friday to Saturday”."""
    if match["weekday"]:
        yield make_piece(match, rule, "point", weekday=WEEKDAYS[plain(match["weekday"])], part="NI")
    elif (month := _month(match)) is not None:
        day = ordinal_number(match["first"])
        year = year_number(match["year"])
        yield make_piece(match, rule, "point", year=year, month=month, day=day, part="NI")


def make_day_of_month(match: Match, rule: str) -> Iterator[Piece]:
    """“Since the 28th”: a day of the month spoken of."""
    groups = match.groupdict()
    day = leading_number(groups.get("day")) or ordinal_number(groups.get("ordinal") or "")
    yield Piece(kind="point", start=match.start("date"), end=match.end("date"), rule=rule, day=day)


def make_before_christ(match: Match, rule: str) -> Iterator[Piece]:
    """A year before Christ, which no calendar here reaches."""
    yield make_piece(match, rule, "reference", value=f"BC{int(match['year']):04d}")


def make_year_only(match: Match, rule: str) -> Iterator[Piece]:
    """Four digits, or two after an apostrophe."""
    yield replace(
        make_piece(match, rule, "point", year=year_number(match["year"])),
        start=match.start("span"),
        end=match.end("span"),
    )


def make_year_span(match: Match, rule: str) -> Iterator[Piece]:
    """“2014-2015”, “2015/16”."""
    first = int(match["year"])
    text = match["last_year"]
    last = int(text) if len(text) == 4 else first - first % 100 + int(text)
    if first < last <= first + 150:
        end = make_piece(match, rule, "point", year=last)
        yield replace(end, kind="range", year=first, until=end)


def make_decade(match: Match, rule: str) -> Iterator[Piece]:
    """“The 1990s”, “the nineties”."""
    groups = match.groupdict()
    if groups.get("word"):
        first = 1900 + DECADES[plain(match["word"])]
    else:
        digits = re.sub(r"\D", "", match["digits"])
        first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    start = match.start("word") if groups.get("word") else match.start("digits")
    yield Piece(kind="decade", start=start, end=match.end(), rule=rule, year=first)


def make_century(match: Match, rule: str) -> Iterator[Piece]:
    """“The 19th century”."""
    if number := ordinal_number(match["ordinal"]):
        yield make_piece(match, rule, "century", count=number)


def make_weekday(match: Match, rule: str) -> Iterator[Piece]:
    """A weekday with what points it back or ahead."""
    word = match["weekday"]
    if not word[0].isupper() and len(word) < 6:
        return
    if len(word) < 6 and not ABBREVIATED_WEEKDAY.match(match.string, match.start("weekday")):
        return
    behind, same = plain(match["behind"] or ""), plain(match["same"] or "")
    piece = make_piece(
        match,
        rule,
        "point",
        weekday=WEEKDAYS[plain(word)],
        direction=direction_of(match["direction"] or match["behind"]),
    )
    if same in ("later", "earlier"):
        piece = replace(piece, edge=same)
    elif same and match.group("same") and " on " in f" {plain(match.group())} ":
        piece = replace(piece, edge=None)
    elif same:
        piece = replace(piece, start=match.start("weekday"))
    yield replace(piece, direction="next", shift=1) if behind == "week" else piece


def make_weekday_beside(match: Match, rule: str) -> Iterator[Piece]:
    """“the Monday after”: counted from the day last named."""
    back = plain(match["way"]) == "before"
    yield make_piece(
        match, rule, "point", weekday=WEEKDAYS[plain(match["weekday"])], base="reference",
        direction="last" if back else "next",
    )  # fmt: skip


def make_part(match: Match, rule: str) -> Iterator[Piece]:
    """A part of a day: “This morning”, “the evening”."""
    groups = match.groupdict()
    code = DAYPARTS[plain(match["part"])]
    yield make_piece(match, rule, "part", part=code,
        direction=direction_of(groups.get("direction")),
        base="reference" if REFERRING.match(match.group()) else "published",
    )  # fmt: skip


def make_overnight(match: Match, rule: str) -> Iterator[Piece]:
    """The night that ends on the day of writing."""
    yield make_piece(match, rule, "part", part="NI", direction="last")


def make_clock(match: Match, rule: str) -> Iterator[Piece]:
    """A clock time in digits, or noon and midnight."""
    groups = match.groupdict()
    minute: int | None
    if groups.get("word"):
        hour, minute = (int(x) for x in CLOCK_WORDS[plain(match["word"])].split(":"))
    else:
        hour, minute = int(match["hour"]), leading_number(groups.get("minute"))
    half = (groups.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour < 24 and (minute or 0) < 60:
        end = match.end()
        yield replace(
            make_piece(
                match,
                rule,
                "point",
                hour=hour,
                minute=minute or 0,
                zone=groups.get("zone") or groups.get("zone2"),
            ),
            end=end,
        )


def make_clock_spoken(match: Match, rule: str) -> Iterator[Piece]:
    """“half past eight”, “a quarter to six”."""
    hour = int(parse_count(match["count"]) or 0)
    part = plain(match["part"]).removeprefix("a ")
    minutes = {"half": 30, "quarter": 15}.get(part) or int(parse_count(part) or 0)
    if plain(match["way"]) == "to":
        hour, minutes = (hour - 1) % 24, 60 - minutes
    if 0 <= hour < 24 and minutes < 60:
        yield make_piece(match, rule, "point", hour=hour, minute=minutes)


def make_oclock(match: Match, rule: str) -> Iterator[Piece]:
    """“Ten o'clock”."""
    hour = parse_count(match["count"])
    if hour is not None and hour < 24:
        yield make_piece(match, rule, "point", hour=int(hour), minute=0)


def make_season(match: Match, rule: str) -> Iterator[Piece]:
    """A season with its year or direction."""
    yield make_piece(
        match, rule, "point", season=SEASONS[plain(match["season"])], year=year_number(match["year"]),
        direction=direction_of(match["direction"]),
    )  # fmt: skip


def make_quarter(match: Match, rule: str) -> Iterator[Piece]:
    """“The third quarter of 2022”, “Q3”."""
    groups = match.groupdict()
    number = ordinal_number(groups.get("ordinal") or groups.get("digit") or "")
    year = year_number(groups.get("year"))
    if number and 1 <= number <= 4:
        yield make_piece(match, rule, "point", quarter=number, year=year)


def make_half(match: Match, rule: str) -> Iterator[Piece]:
    """“The first half of” what follows."""
    half = 1 if plain(match["which"]) == "first" else 2
    yield make_piece(match, rule, "edge", edge="half", half=half)


def make_half_code(match: Match, rule: str) -> Iterator[Piece]:
    """“H2 2022”: a half of a year."""
    year = year_number(match["year"] or match["year2"])
    if year:
        yield make_piece(match, rule, "point", year=year, half=int(match["half"]), edge="half")


def make_holiday(match: Match, rule: str) -> Iterator[Piece]:
    """A holiday with its year or direction."""
    name = plain(match["holiday"])
    if match["holiday"][0].isupper():
        yield make_piece(
            match,
            rule,
            "point",
            holiday=name,
            year=year_number(match["year"]),
            direction=direction_of(match["direction"]),
        )
