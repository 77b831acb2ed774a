"""How a text speaks of the war: as feared, as begun, or as so many days, weeks or months old."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import Any

from bakhmut_data.finding.published.evidence import DAY, LAST, Evidence
from bakhmut_data.language.times.expressions import ordinal_number
from bakhmut_data.reference import read_csv, read_toml
from bakhmut_data.reference.facts import FIRST_DAY_OF_WAR

# Characters to either side of a mention in which words say that it is none.
AROUND = 60
NEARS = re.compile(r"\b(?:about to|near(?:s|ing)|approach(?:es|ing)|soon|prepar\w+ to)\b", re.IGNORECASE)
INDEFINITE = re.compile(r"\b(?:an?|any|another|new|no)\s$", re.IGNORECASE)
LONG = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
THE_WAR = (
    r"(?:the\s|its\s|russia['’]s\s|this\s|vladimir\sputin['’]s\s|moscow['’]s\s)?(?:[\w-]{1,30}\s){0,3}?"
    r"(?:war|invasion|aggression|operation|resistance|conflict)\b"
)
AGES = (
    re.compile(rf"\bday\s(?P<nth>\d{{2,4}})\sof\s{THE_WAR}", re.IGNORECASE),
    re.compile(
        rf"\b(?P<nth>\d{{1,4}}(?:st|nd|rd|th)|\d{{2,4}}|[a-z]{{1,20}}(?:-[a-z]{{1,20}})?)\)?\s(?:[a-z]{{1,20}}\s)?(?P<unit>day|week|month|year)\sof\s{THE_WAR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{THE_WAR}[^.!?]{{0,60}}?\b(?:in|enter(?:s|ed|ing)?|reach(?:es|ed|ing)?|on)\s(?:its|the|a|their)\s"
        r"(?P<nth>\d{1,4}(?:st|nd|rd|th)|[a-z]{1,20}(?:-[a-z]{1,20})?)\s(?:[a-z]{1,20}\s)?(?P<unit>day|week|month|year)\b",
        re.IGNORECASE,
    ),
)


def _topic(words: str) -> re.Pattern[str]:
    """Names of the land and the sides, and of every settlement at the front."""
    names = {
        row["name"]
        for row in read_csv("gazetteer.csv")
        if row["kind"] == "settlement" and row["country"] == "UA"
    }
    return re.compile(rf"\b(?:{words}|{'|'.join(map(re.escape, sorted(names)))})")


@functools.cache
def _words() -> dict[str, Any]:
    words = read_toml("published.toml")["war"]
    unreal = "|".join(map(re.escape, words["unreal"]))
    return {
        "mention": re.compile(words["mention"], re.IGNORECASE),
        "sure": re.compile(words["sure"], re.IGNORECASE),
        "unreal": re.compile(rf"\b(?:{unreal})\b", re.IGNORECASE),
        "topic": _topic(words["topic"]),
        "periods": words["periods"],
        "feared_from": words["feared_from"],
    }


def find_war(text: str) -> Iterator[Evidence]:
    """Whether the invasion is a fact or a fear, and how long it has gone on."""
    words = _words()
    begins = FIRST_DAY_OF_WAR
    if not words["topic"].search(text):
        return
    for first, last in words["periods"]:
        yield Evidence(kind="war_period", days=((first, last),), reason="it is about the war in Ukraine")
    real, feared = _counted(text, words["mention"]), _counted(text, words["mention"], feared=True)
    sure = _counted(text, words["sure"])
    if sure > feared // 2 or (real > 2 * feared and real > 1):
        reason = f"it knows of the full-scale invasion ({begins})"
        yield Evidence(kind="after_war", days=((begins, LAST),), reason=reason)
    elif feared and not sure:
        days = ((words["feared_from"], begins - DAY),)
        yield Evidence(kind="before_war", days=days, reason="an invasion of Ukraine is only feared")
    yield from _ages(text, begins)


def _counted(text: str, pattern: re.Pattern[str], *, feared: bool = False) -> int:
    """How often a text speaks of the invasion as of a fact, or of a fear."""
    count = 0
    for found in pattern.finditer(text):
        around = text[max(0, found.start() - AROUND) : found.end() + AROUND]
        unreal = _words()["unreal"].search(around) or INDEFINITE.search(around[:AROUND])
        count += "2014" not in around and bool(unreal) is feared
    return count


def _ages(text: str, begins: dt.date) -> Iterator[Evidence]:
    """Day 374 of the war, counted as in Ukraine: 24 February 2022 is the first."""
    for pattern in AGES:
        for found in pattern.finditer(text):
            unit = (found.groupdict().get("unit") or "day").lower()
            number = ordinal_number(found["nth"])
            if not number or (unit == "day" and number > 3000) or (unit != "day" and number > 150):
                continue
            reason = f"it counts {' '.join(found.group().split())}"
            if unit == "day":
                first = begins + (number - 1) * DAY
                yield Evidence(kind="day_of_war", days=((first, first + DAY),), reason=reason)
            elif unit in ("month", "year"):
                yield from _turn(text, found, begins + round((number - 1) * LONG[unit]) * DAY, unit, reason)
            else:
                first = begins + round((number - 1) * LONG[unit]) * DAY
                last = begins + round(number * LONG[unit]) * DAY
                yield Evidence(kind="week_of_war", days=((first - DAY, last + DAY),), reason=reason)
            break


def _turn(text: str, found: re.Match[str], first: dt.date, unit: str, reason: str) -> Iterator[Evidence]:
    """A month or year of the war: "in its third year" is any day of it, "enters" one of its first."""
    last = first + round(LONG[unit]) * DAY
    slack = {"month": 4, "year": 30}[unit] * DAY
    days = (first - slack, last + slack)
    if NEARS.search(text[max(0, found.start() - AROUND) : found.end()]):
        days = (first - 16 * DAY, first)
    elif re.search(r"\benter", found.group(), re.IGNORECASE):
        days = (first - 8 * DAY, first + 25 * DAY)
    yield Evidence(kind="week_of_war", days=(days,), reason=reason)
