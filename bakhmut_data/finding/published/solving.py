"""Which days the evidence leaves: every day pays what speaks against it, the cheapest days remain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bakhmut_data.finding.published.evidence import DAY, FIRST, LAST, Evidence

COUNT = (LAST - FIRST).days + 1
# Days that cost so little more than the cheapest are possible, too.
TOLERANCE = 1.0
# Possible days further apart than this tell no day.
WIDEST = 17
# An open end so far away is none.
FAR = 365 * 8
REASONS = 4
DISTANCES = frozenset({"event_ago", "event_distance"})
Costs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Solution:
    """The likeliest day, if the evidence tells one, and the days it allows; open where None."""

    best: dt.date | None
    earliest: dt.date | None
    latest: dt.date | None
    basis: str


def solve(evidence: Sequence[Evidence], weekday_costs: Sequence[float]) -> Solution | None:
    """The days that agree best with all evidence; None where nothing narrows them."""
    if not evidence:
        return None
    costs = _costs(evidence)
    costs += np.resize(np.roll(weekday_costs, -FIRST.weekday()), COUNT)
    near = np.flatnonzero(costs <= costs.min() + TOLERANCE)
    first, last = int(near[0]), int(near[-1])
    best = _likeliest(costs, evidence)
    used = [item for item in evidence if _holds(item, FIRST + best * DAY)]
    if last - first < WIDEST and any(item.pins for item in used):
        return Solution(_day(best), _day(first), _day(last), _sentence(used))
    return _bounds([item for item in evidence if item.bounds], costs)


def _bounds(evidence: Sequence[Evidence], costs: Costs) -> Solution | None:
    """The days that the text allows, the likeliest where they are few; None where it bounds nothing."""
    if not evidence:
        return None
    firm = _costs(evidence)
    allowed = np.flatnonzero(firm <= firm.min() + TOLERANCE)
    earliest = int(allowed[0]) if allowed[0] > 0 else None
    latest = int(allowed[-1]) if allowed[-1] < COUNT - 1 else None
    used = [item for item in evidence if _holds(item, _day(int(allowed[0])))]
    few = earliest is not None and latest is not None and latest - earliest < WIDEST
    best = int(allowed[0] + costs[allowed[0] : allowed[-1] + 1].argmin()) if few else None
    return Solution(
        None if best is None else _day(best),
        None if earliest is None else _day(earliest),
        None if latest is None else _day(latest),
        _sentence(used),
    )


def _likeliest(costs: Costs, evidence: Sequence[Evidence]) -> int:
    """The cheapest day; of several in a row the first, or the middle where an event is so far away."""
    first = int(costs.argmin())
    row = first
    while row + 1 < COUNT and costs[row + 1] == costs[first]:
        row += 1
    surest = max(
        (item for item in evidence if item.pins and _holds(item, _day(first))), key=_strength, default=None
    )
    return (first + row) // 2 if surest is not None and surest.kind in DISTANCES else first


def _strength(item: Evidence) -> float:
    return item.strength


def _costs(evidence: Sequence[Evidence]) -> Costs:
    """What each day pays."""
    steps = np.zeros(COUNT + 1)
    for item in evidence:
        steps[0] += item.strength
        for first, last in item.days:
            begin, end = max(0, (first - FIRST).days), min(COUNT, (last - FIRST).days + 1)
            if begin < end:
                steps[begin] -= item.strength
                steps[end] += item.strength
    # Sums of many steps are exact to a millionth and no further.
    return np.round(np.cumsum(steps)[:COUNT], 6)


def _day(number: int) -> dt.date:
    return FIRST + number * DAY


def _holds(item: Evidence, day: dt.date) -> bool:
    return any(first <= day <= last for first, last in item.days)


def _sentence(used: Sequence[Evidence]) -> str:
    surest = sorted(used, key=lambda item: -item.strength)
    reasons = list(dict.fromkeys(item.reason for item in surest))[:REASONS]
    text = "; ".join(reasons) or "the evidence is at odds"
    return f"{text[0].upper()}{text[1:]}."
