"""Grades how two claims about the same thing fit together, and says why in one line.

Whether they can contradict each other depends on what they speak of, place, days, units and bounds.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import sentences

Claim = Mapping[Any, Any]
Grade = Literal["agree", "overlap", "conflict", "not comparable"]
Scope = Literal["holder", "presence", "around", "outlook"]

ABOUT = 0.1  # "about 100" is read as 90 to 110, but as one more or less at least: "about 8" as 7 to 9
WHOLE = 100.0  # percent of a place
SAME_SITUATION = 31  # days; a month later a question that hangs on the day is another one
BARE = 0.5  # a bare length stands for half a unit either way: "7 months" for 6.5 to 7.5
NEARBY_DAYS = 3  # claims of so few days, with so few days between them, speak for the same moment
SHARED_DAYS = 0.5  # longer windows must share this part of the days they cover together
LOWER_BOUNDS, UPPER_BOUNDS = frozenset({"more_than", "at_least"}), frozenset({"less_than", "at_most"})
AMOUNT = "amount"  # in words


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed stretch of numbers; infinite where the claim leaves it open."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether the two share a number."""
        return self.low <= other.high and other.low <= self.high

    @property
    def width(self) -> float:
        """How many times its low end its high end is; infinite from nothing."""
        return self.high / self.low if self.low > 0 else math.inf

    def holds(self, other: Interval) -> bool:
        """Whether the other lies inside this one."""
        return self.low <= other.low and other.high <= self.high


def grade_claims(left: Claim, right: Claim) -> tuple[Grade, str]:
    """How two claims that are lined up fit together, and why."""
    return COMPARED[str(left["kind"])](left, right)


def scope_of(claim: Claim) -> Scope:
    """What a claim of control speaks of: who holds a place or will, is in it, or holds what is around."""
    return find_scope(_part(claim), str(claim["status"]))


@functools.lru_cache(maxsize=4096)
def find_scope(part: str, status: str) -> Scope:
    """The scope of a claim about a part of a place, "" for the whole of it."""
    compared = reference.read_toml("labels.toml")["compared"]
    words = part.casefold()
    if set(words.replace("-", " ").split()) & set(compared["around"]):
        return "around"
    if words in compared["presence"]:
        return "presence"
    return "outlook" if status in {"predicted", "hypothetical"} else "holder"


def figure_interval(claim: Claim, margin: float = 0.0) -> Interval | None:
    """The numbers a figure allows, in the first unit of its quantity; None where it gives no number.

    A bare number is read with a margin of so much of its own unit either way.
    """
    low, high = number_of(claim["low"]), number_of(claim["high"])
    known = low if low is not None else high
    if known is None:
        return None
    qualifier, factor = claim["qualifier"], unit_of(str(claim["unit"]))[1]
    if qualifier in LOWER_BOUNDS:
        return Interval(known * factor, math.inf)
    if qualifier in UPPER_BOUNDS:
        return Interval(0.0, (high if high is not None else known) * factor)
    if qualifier == "about" and low == high:
        return Interval(max(known - _slack(known), 0.0) * factor, (known + _slack(known)) * factor)
    if qualifier == "exact" and low == high:
        return Interval((known - margin) * factor, (known + margin) * factor)
    upper = math.inf if high is None else high * factor
    return Interval(0.0 if low is None else low * factor, upper)


def implied_start(claim: Claim) -> tuple[dt.date, dt.date] | None:
    """The first and last day on which the battle began if it lasted as long as a figure says.

    None without a length or a day. A bare number stands for half a unit either way, "about" for a whole
    unit either way: "seven months" began 6.5 to 7.5 months before, "about eight" 7 to 9.
    """
    latest = sentences.day(claim["latest"]) or sentences.day(claim["published"])
    quantity, factor = unit_of(str(claim["unit"]))
    length = _length(claim)
    if claim["measure"] != "duration_of_battle" or quantity != "day" or latest is None or length is None:
        return None
    earliest = sentences.day(claim["earliest"]) or latest
    try:
        return earliest - dt.timedelta(days=round(length.high * factor)), latest - dt.timedelta(
            days=round(max(length.low * factor, 0))
        )
    except OverflowError:
        return None


def window(claim: Claim) -> tuple[dt.date, dt.date] | None:
    """The first and last day a claim speaks for, one day twice where it knows only one; None for no day."""
    first, last = sentences.day(claim["earliest"]), sentences.day(claim["latest"])
    if first is None or last is None:
        known = first or last
        return (known, known) if known else None
    return first, last


def number_of(value: object) -> float | None:
    """The number in a cell, None for unknown."""
    return None if pd.isna(value) else float(str(value))  # type: ignore[call-overload]


def unit_of(unit: str) -> tuple[str, float]:
    """The first unit of the quantity a unit measures, and the factor into it."""
    for quantity, factors in reference.read_toml("labels.toml")["convert"].items():
        if unit in factors:
            return quantity, float(factors[unit])
    return unit, 1.0


def _slack(number: float) -> float:
    """How much more or less than a number "about" allows."""
    return max(number * ABOUT, 1.0)


def _length(claim: Claim) -> Interval | None:
    """How long the battle lasted, in the claim's own unit; of a lower bound the first unit above it."""
    low, high = number_of(claim["low"]), number_of(claim["high"])
    if claim["qualifier"] in UPPER_BOUNDS:
        most = low if high is None else high
        return None if most is None else Interval(0.0, most)
    if low is None:
        return None
    if claim["qualifier"] in LOWER_BOUNDS:
        return Interval(low, low + 1)
    high = low if high is None else high
    about = claim["qualifier"] == "about"
    return Interval(low - (_slack(low) if about else BARE), high + (_slack(high) if about else BARE))


def _compare_figures(left: Claim, right: Claim) -> tuple[Grade, str]:
    reason = _other_count(left, right) or _other_units(left, right) or _elsewhere(left, right)
    if reason or (reason := _undated(left, right)):
        return "not comparable", reason
    if left["measure"] == "duration_of_battle":
        return _compare_starts(left, right)
    if reason := _other_days(left, right):
        return "not comparable", reason
    # Whole miles and whole kilometres of one length are never the same number.
    margin = 0.0 if left["unit"] == right["unit"] else BARE
    first, second = figure_interval(left, margin), figure_interval(right, margin)
    if first is None or second is None:
        return "not comparable", "one of them gives no number"
    grade, reason = _compare_intervals(first, second, _amount(left), _amount(right))
    placed = pd.isna(left["place_id"]) == pd.isna(right["place_id"])
    return grade, reason if placed else f"{reason} (one gives no place)"


def _amount(claim: Claim) -> str:
    return str(claim[AMOUNT]) if AMOUNT in claim else sentences.amount(claim)


def _compare_intervals(first: Interval, second: Interval, left: str, right: str) -> tuple[Grade, str]:
    if not first.meets(second):
        upper, lower = (left, right) if first.low > second.high else (right, left)
        return "conflict", f"{upper} is wholly above {lower}"
    if math.isinf(first.high) and math.isinf(second.high):
        return "overlap", "both leave the upper end open, so neither contradicts the other"
    if first == second:
        return "agree", "the same number"
    if max(first.width, second.width) <= (1 + ABOUT) / (1 - ABOUT):
        return "agree", f"{left} and {right} are the same within “about”"
    return "overlap", _shared_range(first, second, left, right)


def _shared_range(first: Interval, second: Interval, left: str, right: str) -> str:
    if first.holds(second):
        return f"{right} lies within {left}"
    if second.holds(first):
        return f"{left} lies within {right}"
    return f"{left} and {right} share part of their range"


def _compare_starts(left: Claim, right: Claim) -> tuple[Grade, str]:
    first, second = implied_start(left), implied_start(right)
    if first is None or second is None:
        return "not comparable", "one of them gives no length"
    # "More than seven months" sets no day before which it cannot have begun.
    opened = [claim["qualifier"] in LOWER_BOUNDS for claim in (left, right)]
    starts = [
        f"by {sentences.days(last, last)}" if is_open else f"on {sentences.days(start, last)}"
        for is_open, (start, last) in zip(opened, (first, second), strict=True)
    ]
    words = f"a start {starts[0]} and {starts[1]}"
    if (first[0] > second[1] and not opened[0]) or (second[0] > first[1] and not opened[1]):
        return "conflict", f"they imply {words}"
    return "agree" if first == second else "overlap", f"they imply {words}, which share days"


def _compare_control(left: Claim, right: Claim) -> tuple[Grade, str]:
    if reason := _other_status(left, right):
        return "not comparable", reason
    parts = {_part(left), _part(right)}
    if len(parts) > 1 and "presence" in {scope_of(left), scope_of(right)}:
        return "not comparable", "to be in a place is not to control it"
    # How far "near" reaches, and how much is surrounded, nobody says: they are no places of their own.
    vague = parts <= set(reference.read_toml("labels.toml")["compared"]["vicinity"])
    shared = all(_share(claim) for claim in (left, right))  # "half of it" and "50 percent" are one part
    if len(parts) > 1 and not vague and not shared:
        return "not comparable", "they speak of different parts of the place"
    if reason := _undated(left, right) or _earlier(left, right) or _other_days(left, right):
        return "not comparable", reason
    return _compare_controllers(left, right)


def _compare_positions(left: Claim, right: Claim) -> tuple[Grade, str]:
    """How two answers to one question fit together: what is no matter of fact is opposed all the same."""
    if reason := _elsewhere(left, right) or _other_situation(left, right):
        return "not comparable", reason
    # Claims of a frame have their words ready made, which each of many pairs needs.
    first, second = (
        str(claim["stands"]) if "stands" in claim else sentences.describe(claim) for claim in (left, right)
    )
    if left["answer"] == right["answer"]:
        return "agree", f"both say that {first}"
    words = f"one says that {first}, the other that {second}"
    opposed = reference.read_toml("labels.toml")["compared"]["opposed"][left["question"]]
    if any({left["answer"], right["answer"]} == set(poles) for poles in opposed):
        return "conflict", words
    return "overlap", f"{words}: both can hold"


def _other_situation(left: Claim, right: Claim) -> str:
    """Why two answers speak of different times; "" where they do not, or the question does not hang on it.

    Where it is not said when an answer was given, it was by the day of publication.
    """
    if left["question"] in reference.read_toml("labels.toml")["compared"]["lasting"]:
        return ""
    windows = [window(claim) or _published(claim) for claim in (left, right)]
    if windows[0] is None or windows[1] is None:
        return ""
    (first, last), (start, end) = windows[0], windows[1]
    if max((start - last).days, (first - end).days) <= SAME_SITUATION:
        return ""
    return f"they speak for different days: {sentences.days(first, last)}; {sentences.days(start, end)}"


def _published(claim: Claim) -> tuple[dt.date, dt.date] | None:
    day = sentences.day(claim["published"])
    return (day, day) if day else None


def _other_status(left: Claim, right: Claim) -> str:
    """Why what one only supposes or expects is not compared with what the other says; "" where it can be."""
    statuses = [str(left["status"]), str(right["status"])]
    if "hypothetical" in statuses:
        which = "both name" if statuses[0] == statuses[1] else "one names"
        return f"{which} it only as a possibility"
    return "one is expected, not reported" if statuses.count("predicted") == 1 else ""


def _compare_controllers(left: Claim, right: Claim) -> tuple[Grade, str]:
    same = left["controller"] == right["controller"]
    if denied := (left["status"] == "denied") + (right["status"] == "denied"):
        if not same:
            return "overlap", "they can both hold"
        return _compare_denials(denied, sentences.label("controller", left["controller"]))
    first, second = _share(left), _share(right)
    if first and second and same:
        names = [f"{sentences.number(claim['share_low'])}%" for claim in (left, right)]
        return _compare_intervals(first, second, names[0], names[1])
    if first and second and first.low + second.low <= WHOLE:
        return "overlap", "they name shares that both can hold"
    if not same or _part(left) != _part(right):
        return _compare_holders(left, right)
    return "agree", f"both {_says(left, '')}"


def _compare_denials(denied: int, held: str) -> tuple[Grade, str]:
    if denied == 1:
        return "conflict", f"one denies what the other says: {held}"
    return "agree", f"both deny that it is {held}"


def _compare_holders(left: Claim, right: Claim) -> tuple[Grade, str]:
    """How claims of different holders fit together: both can have forces in a place and ground around it."""
    words = f"one {_says(left, 's')}, the other {_says(right, 's')}"
    if "contested" not in {left["controller"], right["controller"]}:
        if scope_of(left) in {"holder", "outlook"}:
            return "conflict", words
        words += ": both can hold"
    return "overlap", words


def _says(claim: Claim, ending: str) -> str:
    """What a claim says of a place, after "both" or "one": "call it Russian-held"."""
    templates = reference.read_toml("labels.toml")["says"]
    part, controller = _part(claim), claim["controller"]
    scope = scope_of(claim)
    if controller == "contested" and scope == "presence":
        scope = "holder"
    usual = part in templates and controller != "contested"
    words = str(templates[part if usual else scope]).format(
        s=ending,
        it=f"it ({part})" if part and part not in templates else "it",
        held=sentences.label("controller", controller),
        side=sentences.label("adjective", controller),
    )
    of_now = claim["status"] not in {"past", "predicted"} or scope == "outlook"
    return words if of_now else f"{words} ({sentences.label('status', claim['status'])})"


def _part(claim: Claim) -> str:
    """The part of the place, in the words that stand for all that mean the same; "" for the whole."""
    part: str = "" if pd.isna(claim["part"]) else str(claim["part"]).casefold()
    return str(reference.read_toml("labels.toml")["compared"]["same_part"].get(part, part))


def _share(claim: Claim) -> Interval | None:
    low, high = number_of(claim["share_low"]), number_of(claim["share_high"])
    if low is None and high is None:
        return None
    return Interval(low or 0.0, WHOLE if high is None else high)


def _other_count(left: Claim, right: Claim) -> str:
    """Why the people counted are not the same: Wagner is part of the Russian side."""
    names = reference.read_toml("labels.toml")["compared"]["counts"]
    counted = sorted({str(left["about"]), str(right["about"])})
    if len(counted) == 1:
        return ""
    return "one counts {}, the other {}".format(*(names.get(about, about) for about in counted))


def _other_units(left: Claim, right: Claim) -> str:
    quantity, other = unit_of(str(left["unit"]))[0], unit_of(str(right["unit"]))[0]
    return "" if quantity == other else f"one counts {quantity}, the other {other}"


def _elsewhere(left: Claim, right: Claim) -> str:
    if pd.isna(left["place_id"]) or pd.isna(right["place_id"]) or left["place_id"] == right["place_id"]:
        return ""
    return f"one is about {left['place']}, the other about {right['place']}"


def _undated(left: Claim, right: Claim) -> str:
    """Why claims without a day cannot be compared; "" where both give one."""
    missing = (window(left) is None) + (window(right) is None)
    if not missing:
        return ""
    if left["kind"] == "control":
        why = "places change hands"
    elif left["measure"] == "duration_of_battle":
        why = "a length of time has no beginning"
    else:
        growing = reference.read_toml("labels.toml")["compared"]["growing"]
        why = "such a number grows" if left["measure"] in growing else "such a number changes"
    return f"{'one gives' if missing == 1 else 'both give'} no day, and without a day {why}"


def _earlier(left: Claim, right: Claim) -> str:
    """Why an earlier episode cannot be compared: only what speaks for the very days of it can be."""
    for past, other in ((left, right), (right, left)):
        if past["status"] != "past":
            continue
        days, known = window(other), sentences.day(past["earliest"]) and sentences.day(past["latest"])
        episode = window(past)
        if not (known and episode and days) or _shared(episode, days) < SHARED_DAYS:
            return "one is about an earlier time"
    return ""


def _other_days(left: Claim, right: Claim) -> str:
    """Why the days of two claims cannot be compared; "" where they can, or one has none."""
    windows = [window(claim) for claim in (left, right)]
    if windows[0] is None or windows[1] is None:
        return ""
    (first, last), (start, end) = windows[0], windows[1]
    lengths = [(last - first).days + 1, (end - start).days + 1]
    between = max((start - last).days, (first - end).days)
    if between <= NEARBY_DAYS and max(lengths) <= NEARBY_DAYS:
        return ""
    if between > 0:
        return f"they speak for different days: {sentences.days(first, last)}; {sentences.days(start, end)}"
    if _shared(windows[0], windows[1]) >= SHARED_DAYS:
        return ""
    one, other = (sentences.count(length, "day") for length in lengths)
    return f"one speaks for {one}, the other for {other}"


def _shared(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> float:
    """Which part of the days that two windows cover together they share; 0 where they are apart."""
    shared = max((min(one[1], other[1]) - max(one[0], other[0])).days + 1, 0)
    together = sum((last - first).days + 1 for first, last in (one, other)) - shared
    return shared / together if together > 0 else 0.0


COMPARED = {"control": _compare_control, "figure": _compare_figures, "position": _compare_positions}
