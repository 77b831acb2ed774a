"""The share of a place that words name, in percent."""

from __future__ import annotations

import re

PERCENT = re.compile(
    r"\b(\d{1,3}(?:[.,]\d{1,2})?)(?:\s?(?:-|–|to|and)\s?(\d{1,3}(?:[.,]\d{1,2})?))?\s?(?:%|per\s?cent\b|percent\b)",
    re.IGNORECASE,
)
FRACTION = re.compile(
    r"\b(?:(half)|(two|three|four|one|a)[- ](half|thirds?|quarters?|fifths?|tenths?))\b"
    r"(?!\s+(?:of\s+)?(?:the\s+)?(?:month|year|week|day|kilomet|km|mile|hour))",
    re.IGNORECASE,
)
# "a third to a half", "between a quarter and a third".
ONE = r"(?:a|one|two|three|four)[- ](?:half|thirds?|quarters?|fifths?|tenths?)|half"
SPAN = re.compile(rf"\b({ONE})\s?(?:to|and|or|-|–)\s?({ONE})\b", re.IGNORECASE)
COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
PARTS_OF = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


def share_of(text: str) -> tuple[float, float] | None:
    """The share of a place an argument names, in percent."""
    if found := PERCENT.search(text):
        low = float(found[1].replace(",", "."))
        high = float(found[2].replace(",", ".")) if found[2] else low
        return (low, high) if high <= 100 else None
    if found := SPAN.search(text):
        least, most = share_of(found[1]), share_of(found[2])
        return (least[0], most[1]) if least and most and least[0] <= most[1] else None
    if found := FRACTION.search(text):
        unit = PARTS_OF[(found[1] or found[3]).lower().rstrip("s")]
        share = round(100 * COUNTS[(found[2] or "one").lower()] / unit, 2)
        return (share, share) if share <= 100 else None
    return None
