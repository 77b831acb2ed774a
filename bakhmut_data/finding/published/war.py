"""How a text speaks of the war: as feared, as begun, or as so many days, weeks or months old."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import Any

from bakhmut_data.finding.published.evidence import DAY, LAST, Evidence
from bakhmut_data.reference import read_toml
from bakhmut_data.language.times.words import ordinal_number

# Characters to either side of a mention in which words say that it is none.
AROUND = 60
INDEFINITE = re.compile(r"\b(?:an?|any|another|new)\s$", re.IGNORECASE)
LONG = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
THE_WAR = (
    r"(?:the\s|its\s|russia['’]s\s|this\s|vladimir\sputin['’]s\s|moscow['’]s\s)?(?:[\w-]+\s){0,3}?"
    r"(?:war|invasion|aggression|operation|resistance|conflict)\b"
)
AGES = (
    re.compile(rf"\bday\s(?P<nth>\d{{2,4}})\sof\s{THE_WAR}", re.IGNORECASE),
    re.compile(
        rf"\b(?P<nth>\d{{1,4}}(?:st|nd|rd|th)|\d{{2,4}}|[a-z]+(?:-[a-z]+)?)\)?\s(?:[a-z]+\s)?(?P<unit>day|week|month|year)\sof\s{THE_WAR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{THE_WAR}[^.!?]{{0,60}}?\b(?:in|enter(?:s|ed|ing)?|reach(?:es|ed|ing)?|on)\s(?:its|the|a|their)\s"
        r"(?P<nth>\d{1,4}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)\s(?:[a-z]+\s)?(?P<unit>day|week|month|year)\b",
        re.IGNORECASE,
    ),
)


@functools.cache
def _words() -> dict[str, Any]:
    words = read_toml("published.toml")["war"]
    unreal = "|".join(map(re.escape, words["unreal"]))
    return {
        "mention": re.compile(words["mention"], re.IGNORECASE),
        "sure": re.compile(words["sure"], re.IGNORECASE),
        "unreal": re.compile(rf"\b(?:{unreal})\b", re.IGNORECASE),
        "begins": words["begins"],
        "feared_from": words["feared_from"],
    }


def find_war(text: str) -> Iterator[Evidence]:
    """Whether the invasion is a fact or a fear, and how long it has gone on."""
    if not re.search(r"ukrain", text, re.IGNORECASE):
        return
    words = _words()
    begins: dt.date = words["begins"]
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
            else:
                first = begins + round((number - 1) * LONG[unit]) * DAY
                last = begins + round(number * LONG[unit]) * DAY
                slack = {"week": 1, "month": 4, "year": 40}[unit] * DAY
                yield Evidence(kind="week_of_war", days=((first - slack, last + slack),), reason=reason)
            break

