"""Quantities in a text: a number or range with its qualifier and unit, whatever it counts.

Reads the words alone; what is a reported figure of the war is decided in `figures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bakhmut_data.language.numbers.cardinals import Form, Number, kind_value
from bakhmut_data.language.numbers.lexing import Token, key_at, tokenise
from bakhmut_data.language.numbers.numerals import number_starts, read_number
from bakhmut_data.language.numbers.qualifiers import qualify
from bakhmut_data.language.numbers.ranges import read_range, read_ratio, read_share
from bakhmut_data.language.numbers.units import (
    HYPHENS,
    MINUS,
    Draft,
    Unit,
    article_unit,
    currency_before,
    is_part_of_name,
    take_unit,
    unit_at,
)
from bakhmut_data.records import Qualifier

LAST_HOUR = 12
# Units that are said once for two numbers, and what stands between these.
SHARED_KINDS = ("time", "length", "area", "percent", "weight")
JOINTS = (" and ", " or ", " to ", ", ", " and then ")
# "Every second …" of these tells how often, not how large a part.
NO_PART = (
    "time",
    "night",
    "morning",
    "evening",
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
)
# What may follow a clock time; another word is counted by it.
AFTER_CLOCK = (
    "in",
    "on",
    "at",
    "and",
    "or",
    "when",
    "that",
    "this",
    "a",
    "p",
    "by",
    "but",
    "as",
    "she",
    "he",
    "they",
    "o",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number or range in a text.

    `start` to `end` is all of it, qualifier and unit included; `bare_start` leaves out the
    qualifier, `number_end` the unit. Fractions and shares are below 1, ratios and multiples are
    the larger side; `high` None is unbounded. `unit` None is a plain count.
    """

    start: int
    bare_start: int
    number_start: int
    number_end: int
    end: int
    low: float
    high: float | None
    qualifier: Qualifier
    form: Form
    unit: Unit | None = None


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every number, range, fraction, ratio and multiple in reading order, with qualifier and unit.

    Dates, clock times, ordinals, footnote marks, telephone and version numbers and names
    such as T-90 or 93rd are no quantities; plain years are left in.
    """
    tokens = tokenise(text)
    found: list[Quantity] = []
    after = 0
    for i in number_starts(tokens):
        if i >= after and (spoken := _past_spoken_clock(tokens, i)) is not None:
            after = spoken
        draft = _read(tokens, i, after) if i >= after else None
        if draft is not None:
            qualify(tokens, draft, after)
            quantity = _quantity(tokens, draft)
            if found and _shares_unit(text, found[-1], quantity):
                found[-1] = replace(found[-1], unit=quantity.unit)
            found.append(quantity)
            after = draft.last
    return tuple(found)


def _shares_unit(text: str, first: Quantity, second: Quantity) -> bool:
    """As in "6 and 8 days", "from 60 to 71 percent": the unit is said once for both."""
    if first.unit is not None or second.unit is None or second.unit.kind not in SHARED_KINDS:
        return False
    bare = first.form == second.form == "number" and first.end == first.number_end
    year = text[first.number_start : first.number_end].isdigit() and 1900 <= first.low < 2100
    return bare and not year and text[first.end : second.start] in JOINTS


def _read(tokens: Sequence[Token], i: int, floor: int) -> Draft | None:
    """The quantity whose number begins at token `i`, without its qualifier."""
    currency, first = currency_before(tokens, i, floor)
    between = key_at(tokens, first - 1) == "between" and first > floor
    if (every := _every_nth(tokens, i, floor)) is not None:
        return every
    number = read_number(tokens, i, stop_at_and=between)
    if number is None:
        return article_unit(tokens, i)
    if (fold := _past_fold(tokens, number.end)) is not None and number.form == "number":
        return Draft(i, i, fold, fold, replace(number, end=fold, form="multiple"), bare_first=i)
    if is_part_of_name(tokens, i, number.end):
        return None
    draft = Draft(first, i, number.end, number.end, number, currency, bare_first=first)
    if first == i and _is_minus(tokens, i, floor):
        draft.number = number.times(-1)
        draft.first = draft.number_first = draft.bare_first = i - 1
    take_unit(tokens, draft)
    return (
        read_ratio(tokens, draft)
        or read_share(tokens, draft)
        or read_range(tokens, draft, between=between)
        or draft
    )


def _past_fold(tokens: Sequence[Token], end: int) -> int | None:
    """The index after what makes a number a multiple: "3x", "ten-fold"."""
    key = key_at(tokens, end)
    if key == "x" and tokens[end].start == tokens[end - 1].end:
        return end + 1
    dashed = end + (key in HYPHENS)
    return dashed + 1 if dashed > end and key_at(tokens, dashed) == "fold" else None


def _every_nth(tokens: Sequence[Token], i: int, floor: int) -> Draft | None:
    """As in "every fourth" as a share; "every second day" is a time."""
    nth = kind_value(tokens, i, "denominator") or kind_value(tokens, i, "ordinal")
    if (
        nth is None
        or nth < 2
        or i == floor
        or key_at(tokens, i - 1) != "every"
        or tokens[i].key.endswith("s")
    ):
        return None
    unit, _ = unit_at(tokens, i + 1)
    moment = nth == 2 and key_at(tokens, i + 1) == "of"
    if unit is not None or moment or key_at(tokens, i + 1) in NO_PART:
        return None
    return Draft(i - 1, i - 1, i + 1, i + 1, Number(1 / nth, 1 / nth, i + 1, "share"), bare_first=i - 1)


def _past_spoken_clock(tokens: Sequence[Token], i: int) -> int | None:
    """The index after "twenty to nine", "quarter past six"; "ten to twelve" rises and is a range."""
    i += tokens[i].key == "a" and key_at(tokens, i + 1) == "quarter"
    minutes = kind_value(tokens, i, "teen") or kind_value(tokens, i, "ten") or kind_value(tokens, i, "unit")
    if tokens[i].key in ("quarter", "half"):
        minutes = 15 if tokens[i].key == "quarter" else 30
    hour = kind_value(tokens, i + 2, "unit") or kind_value(tokens, i + 2, "teen")
    if minutes not in (5, 10, 15, 20, 25, 30) or hour is None or hour > LAST_HOUR:
        return None
    joint = key_at(tokens, i + 1)
    if joint == "to" and not 1 < hour < minutes:
        return None
    counted = i + 3 < len(tokens) and tokens[i + 3].kind == "word" and tokens[i + 3].key not in AFTER_CLOCK
    return i + 3 if joint in ("to", "past") and not counted else None


def _is_minus(tokens: Sequence[Token], i: int, floor: int) -> bool:
    """Whether a minus sign is written onto the digits and parted from the word before."""
    if i - 1 < floor or key_at(tokens, i - 1) not in MINUS or tokens[i].kind != "number":
        return False
    glued = tokens[i - 1].end == tokens[i].start
    return glued and (i == 1 or tokens[i - 2].end < tokens[i - 1].start)


def _quantity(tokens: Sequence[Token], draft: Draft) -> Quantity:
    return Quantity(
        start=tokens[draft.first].start,
        bare_start=tokens[draft.bare_first].start,
        number_start=tokens[draft.number_first].start,
        number_end=tokens[draft.number_last - 1].end,
        end=tokens[draft.last - 1].end,
        low=draft.number.low,
        high=draft.number.high,
        qualifier=draft.qualifier,
        form=draft.number.form,
        unit=draft.unit,
    )
