"""The words of time expressions, typed, and what single words mean."""

from __future__ import annotations

import re
from typing import Literal, cast

from bakhmut_data.reference import read_toml

Direction = Literal["last", "this", "next"]

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
EDGES: dict[str, str] = WORDS["edges"]
DIRECTIONS: dict[str, str] = WORDS["directions"]
REFERENCES: dict[str, str] = {
    phrase: value for value, phrases in WORDS["references"].items() for phrase in phrases
}

# What a pattern without case takes for an apostrophe, i, s and k.
LOOK_ALIKES = str.maketrans("’ıſ", "'is", "\u0307")


def plain(text: str) -> str:
    """The words in lower case with single spaces and straight apostrophes."""
    return " ".join(text.lower().translate(LOOK_ALIKES).split())


def leading_number(text: str | None) -> int | None:
    """The whole number at the start, with or without an ordinal ending."""
    digits = re.match(r"\d+", text) if text else None
    return int(digits.group()) if digits else None


def ordinal_number(text: str) -> int | None:
    """The number of an ordinal in letters or digits."""
    return ORDINALS.get(plain(text)) or leading_number(text)


def year_number(text: str | None) -> int | None:
    """A year of four digits, or of two after an apostrophe or in a numeric date."""
    if not text:
        return None
    number = int(re.sub(r"\D", "", text))
    return number + (2000 if number < 50 else 1900) if number < 100 else number


def direction_of(text: str | None) -> Direction | None:
    """Where words such as "last", "the coming" or "this" point."""
    return cast("Direction | None", DIRECTIONS.get(plain(text))) if text else None


def edge_of(text: str | None) -> str | None:
    """Which part words such as "the beginning of" mean."""
    return EDGES.get(plain(text)) if text else None


def unit_letters(word: str) -> tuple[str, int]:
    """TIMEX3 letters of a unit in singular or plural, and how many of them it is worth."""
    letters = UNITS.get(plain(word)) or UNITS[plain(word).removesuffix("s")]
    factor = re.match(r"\d+", letters)
    return letters.lstrip("0123456789"), int(factor.group()) if factor else 1


def duration_value(count: float | None, letters: str, factor: int = 1) -> str:
    """The TIMEX3 value of so many units; X for a vague number."""
    time = "T" if letters.startswith("T") else ""
    unit = letters.removeprefix("T")
    if count is None:
        vague = {10: "DE", 100: "CE"}.get(factor, unit)
        return f"P{time}X{vague}"
    if letters == "Y" and count == 0.5:
        return f"P{6 * factor}M"
    if letters == "TH" and count < 1:
        return f"PT{60 * count:g}M"
    return f"P{time}{count * factor:g}{unit}"
