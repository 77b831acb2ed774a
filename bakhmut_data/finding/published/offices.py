"""Who holds which office in a text: presidents, ministers and commanders from when to when."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bakhmut_data.finding.published.evidence import Evidence, merge
from bakhmut_data.reference import read_csv

FORMER = r"(?<!former )(?<!ex-)(?<!then-)(?<!then )(?<!future )"
# Words between an office and its holder's surname: a country, a first name.
BETWEEN = r"(?:[, ]+(?:\w+[ .,-]+){0,2}?)"


@dataclass(frozen=True, slots=True)
class Office:
    """Who held an office from when to when."""

    pattern: re.Pattern[str]
    name: str
    earliest: dt.date
    latest: dt.date


@functools.cache
def _offices() -> tuple[Office, ...]:
    return tuple(
        Office(
            re.compile(rf"{FORMER}\b(?:{_any_of(row['titles'])}){BETWEEN}{row['name']}\w*", re.IGNORECASE),
            row["name"],
            dt.date.fromisoformat(row["earliest"]),
            dt.date.fromisoformat(row["latest"]),
        )
        for row in read_csv("office_holders.csv")
    )


def _any_of(titles: str) -> str:
    return "|".join(map(re.escape, titles.split("|")))


def find_offices(text: str) -> Iterator[Evidence]:
    """Who holds which office in the text; one of several terms may be meant."""
    folded = text.casefold()
    terms: dict[str, list[Office]] = {}
    for office in _offices():
        if office.name in folded and (found := office.pattern.search(text)):
            terms.setdefault(" ".join(found.group().split()), []).append(office)
    for named, offices in terms.items():
        days = merge(tuple(sorted((office.earliest, office.latest) for office in offices)))
        yield Evidence(kind="office", days=days, reason=f"{named} is in office")
