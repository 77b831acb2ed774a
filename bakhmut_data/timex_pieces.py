"""The pieces of time expressions as the text writes them, before they hang on any day.

A piece knows only what its words say ("Tuesday": a weekday; "last": a direction). Joining
makes "Monday" and "night" one piece; `timexes` gives each its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bakhmut_data.reference import read_toml
from bakhmut_data.timex_numbers import count_pattern

Kind = Literal[
    "point", "period", "offset", "duration", "set", "reference", "range", "edge", "part", "decade", "century",
    "edge_of", "year_before",
]
Direction = Literal["last", "this", "next"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one stretch of text says about time; what it does not say is None."""

    kind: Kind
    start: int
    end: int
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    holiday: str | None = None
    edge: str | None = None
    direction: Direction | None = None
    unit: str | None = None
    count: float | None = None
    shift: int = 0
    base: Literal["published", "reference"] = "published"
    value: str | None = None
    until: Piece | None = None
    within: Piece | None = None


WORDS = read_toml("timexes.toml")
MONTHS: dict[str, int] = WORDS["months"]
WEEKDAYS: dict[str, int] = WORDS["weekdays"]
SEASONS: dict[str, str] = WORDS["seasons"]
DAYPARTS: dict[str, str] = WORDS["dayparts"]
CLOCK_WORDS: dict[str, str] = WORDS["clock_words"]
UNITS: dict[str, str] = WORDS["units"]
ORDINALS: dict[str, int] = WORDS["ordinals"]
DECADES: dict[str, int] = WORDS["decades"]
FREQUENCIES: dict[str, str] = WORDS["frequencies"]
FIXED_HOLIDAYS: dict[str, str] = WORDS["holidays"]
EASTER_HOLIDAYS: dict[str, int] = WORDS["easter"]

SHORT_UNITS = frozenset({"sec", "min", "hr", "h", "yr", "wk"})
REFERENCES: dict[str, str] = {
    phrase: value for value, phrases in WORDS["references"].items() for phrase in phrases
}
EDGES = {
    "early": "early", "beginning": "early", "start": "early", "onset": "early", "first days": "early",
    "mid": "mid", "middle": "mid", "late": "late", "end": "late", "close": "late", "last days": "late",
    "final days": "late", "dying days": "late", "opening days": "early", "first few days": "early",
    "earlier": "earlier", "later": "later", "mid-to-late": "late", "early to mid": "early",
}  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest first; a space stands for any white space, ' for either apostrophe."""
    escaped = (re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in words)
    return "(?:" + "|".join(sorted(escaped, key=len, reverse=True)) + ")"


def compile_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.format_map(PARTS), re.IGNORECASE)


PARTS = {
    "month": rf"(?P<month>{any_of(MONTHS)})\b(?:(?<![a-z]{{5}})\.)?",
    "weekday": rf"(?P<weekday>{any_of(WEEKDAYS)})\b",
    "season": rf"(?P<season>{any_of(SEASONS)})\b",
    "part": rf"(?P<part>{any_of(DAYPARTS)})\b",
    "unit": rf"(?P<unit>{any_of(u for u in UNITS if u not in SHORT_UNITS)})",
    "anyunit": rf"(?P<unit>{any_of(UNITS)})",
    "count": rf"(?P<count>{count_pattern()})",
    "about": rf"(?:(?:{any_of(WORDS['approximations']['words'])})\s+)?",
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th)\b)?(?![\d]|[.,:/]\d|\s?%)",
    "year": r"(?P<year>1\d{3}|20\d\d)(?![\d]|[.,]\d)",
    "ordinal": rf"(?P<ordinal>{any_of(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))",
    "last": r"(?P<last>last|past|previous|preceding)",
    "zone": (
        r"(?:\s?(?P<open>\()?(?P<zone>Z|UTC|GMT|(?:B|E|C|M|P)[SD]T|[ECMP]T|CES?T|EES?T|WES?T|MSK|IST|AEST|AEDT|JST|TRT|AZT|AMT"
        r"|(?:local|Kyiv|Kiev|Moscow|London|eastern)(?:\s(?:standard|daylight))?\stime)\b(?(open)\)))"
    ),
    "holiday": rf"(?P<holiday>{any_of([*FIXED_HOLIDAYS, *EASTER_HOLIDAYS])})",
    "short_year": r"(?P<year>\d\d)",
    "decades": any_of(DECADES),
    "weekdays": any_of(w for w in WEEKDAYS if len(w) > 5),
    "frequency": any_of(FREQUENCIES),
    "ones": any_of(w for w in WORDS["numbers"]),
    "more": count_pattern().replace("(?P<count>", "(?:"),
    "reference": any_of(p for phrases in WORDS["references"].values() for p in phrases),
}
PARTS["zone2"] = PARTS["zone"].replace("zone>", "zone2>").replace("(open)", "(open2)").replace("<open>", "<open2>")
