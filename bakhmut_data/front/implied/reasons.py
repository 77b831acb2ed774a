"""Why a stretch of the implied front runs where it does, and what contradicts what on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from shapely.ops import substring

from bakhmut_data.front.implied.lattice import Array, to_km

if TYPE_CHECKING:
    from bakhmut_data.front.implied.weighing import Scales, Weighed

STRETCH_DEGREES = 0.15  # about ten kilometres: what one answer holds for
ABOUT_KM = 6.0  # of the middle of a stretch: what is weighed there decides it
REASONS = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """A claim that bears on a stretch: who says what of which place, where, and its share of the weight."""

    claim_id: str
    place: str
    event: str
    side: str
    speaker: str | None
    outlet: str | None
    document_id: str
    start: int
    day: dt.date
    share: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the line and the claims that decide it, weightiest first; none bear on it where empty."""

    line: shapely.LineString
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that documents of one day make of one place: it is said to be held by either side."""

    place: str
    russia: Reason
    ukraine: Reason


def stretches_of(line: shapely.MultiLineString, scales: Scales, weighed: Weighed) -> tuple[Stretch, ...]:
    """The line in stretches of about ten kilometres, with their reasons."""
    found = []
    for part in line.geoms:
        count = max(1, round(part.length / STRETCH_DEGREES))
        for number in range(count):
            piece = substring(part, number / count, (number + 1) / count, normalized=True)
            middle = piece.interpolate(0.5, normalized=True)
            found.append(Stretch(piece, reasons_at((middle.x, middle.y), scales, weighed)))
    return tuple(found)


def reasons_at(point: tuple[float, float], scales: Scales, weighed: Weighed) -> tuple[Reason, ...]:
    """The claims that weigh most within a few kilometres of a point (longitude, latitude)."""
    here = to_km(np.array([point]))[0]
    near = np.hypot(*(scales.ground.points - here).T) <= ABOUT_KM
    held = scales.held_about[near].mean(axis=0)
    eased = scales.near_about[near].mean(axis=0)
    behind = np.zeros(len(scales.points))
    behind[weighed.fought] = np.abs(weighed.behind_about[near]).mean(axis=0)
    weights, at = scales.rules["weights"], weighed.at
    weight: Array = (
        np.abs(weighed.held) * held[at]
        + weights["border"] * weights["easier"] * weighed.near * eased[at]
        + weights["behind"] * weighed.behind * behind[at]
    )
    total = float(weight.sum())
    heavy = (
        np.argpartition(-weight, REASONS)[: REASONS + 1] if len(weight) > REASONS else np.arange(len(weight))
    )
    first = heavy[np.argsort(-weight[heavy], kind="stable")][:REASONS]
    return tuple(
        _reason(scales.claims.iloc[weighed.rows[row]].to_dict(), float(weight[row]) / total)
        for row in first
        if weight[row] > 0
    )


def contradictions_on(claims: pd.DataFrame, day: dt.date) -> tuple[Contradiction, ...]:
    """The places that claims of this day give to both sides, every such claim in a pair at least once."""
    of_day = claims[(claims["day"] == pd.Timestamp(day)) & (claims["known"] <= pd.Timestamp(day))]
    sides: dict[tuple[float, float], dict[int, list[Mapping[Any, Any]]]] = {}
    for claim in of_day[of_day["holder"] != 0].to_dict("records"):
        point = (claim["longitude"], claim["latitude"])
        sides.setdefault(point, {1: [], -1: []})[claim["holder"]].append(claim)
    found = []
    for _, held in sorted(sides.items()):
        if held[1] and held[-1]:
            last = max(len(held[1]), len(held[-1]))
            for number in range(last):
                one, other = (held[side][min(number, len(held[side]) - 1)] for side in (1, -1))
                found.append(Contradiction(str(one["place"]), _reason(one, 1.0), _reason(other, 1.0)))
    return tuple(found)


def _reason(claim: Mapping[Any, Any], share: float) -> Reason:
    return Reason(
        claim_id=str(claim["claim_id"]),
        place=str(claim["place"]),
        event=str(claim["event"]),
        side={1: "Russia", -1: "Ukraine"}.get(int(claim["side"]), "contested"),
        speaker=None if pd.isna(claim["speaker"]) else str(claim["speaker"]),
        outlet=None if pd.isna(claim["outlet"]) else str(claim["outlet"]),
        document_id=str(claim["document_id"]),
        start=int(claim["start"]),
        day=claim["day"].date(),
        share=share,
    )
