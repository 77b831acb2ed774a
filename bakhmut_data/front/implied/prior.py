"""What the line that documents move says of the ground by itself, and how much newer claims leave of it.

The line of the eve of the war is soon old: ground west of it is Ukraine's until somebody speaks of it. A line
that is given for a day is trusted: each side holds what it held then, however long ago, until newer claims
say that the line has moved there.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy.special import log_ndtr

from bakhmut_data.front.implied.lattice import Array, Lattice
from bakhmut_data.front.implied.start import Start

Rules = Mapping[str, Any]
Weights = npt.NDArray[np.float32]


class Prior(Protocol):
    """The say of a start line beside that of the claims, whose weights come by the points they are about.

    `moves` is for each of these points how much a fight there says of the ground behind it.
    """

    moves: Array

    def spread(self, about: Weights, held: Weights) -> Array:
        """What `held`, the weights of who holds each point, say of the lattice's, with the reach `about`."""

    def odds(self, day: dt.date, held: Weights, fought: Weights) -> Array:
        """The log-odds for Russia at each point of the lattice by the start line, beside what claims say."""


def prior_of(start: Start, ground: Lattice, points: Array, apart: Weights, rules: Rules) -> Prior:
    """The prior of a start line for claims on some points; `apart` are their ways to the lattice's points."""
    return Given(start, ground, points, apart, rules) if start.given else Eve(start, ground, points, rules)


class Eve:
    """The line of the eve."""

    def __init__(self, start: Start, ground: Lattice, points: Array, rules: Rules) -> None:
        self._start, self._ground, self._rules = start, ground, rules["eve"]
        self.moves: Array = np.ones(len(points))

    def spread(self, about: Weights, held: Weights) -> Array:
        """As far about each point as its claims reach."""
        return np.asarray(about @ held, dtype=float)

    def odds(self, day: dt.date, held: Weights, fought: Weights) -> Array:  # noqa: ARG002 - nothing takes them away
        """East of the line they stay, west of it they fade."""
        rules, distance = self._rules, self._start.distance
        east = rules["held"] * (1 - np.exp(-np.maximum(distance, 0) / rules["held_km"]))
        west = rules["other_per_km"] * np.maximum(distance, -rules["other_most_km"])
        left = max(math.exp(-(day - self._start.day).days / rules["other_days"]), rules["other_least"])
        odds = np.where(distance > 0, east, west * left)
        odds = np.where(distance < -rules["rear_km"], -rules["rear"], odds)
        known: Array = odds * self._ground.area ** rules["area_power"]
        return known


class Given:
    """A line that is given for a day."""

    def __init__(self, start: Start, ground: Lattice, points: Array, apart: Weights, rules: Rules) -> None:
        given = rules["given"]
        self._rules, self._held = given, float(rules["weights"]["held"])
        distance = start.distance / given["within_km"]
        odds = np.clip(log_ndtr(distance) - log_ndtr(-distance), -given["most"], given["most"])
        self._odds = odds * ground.area
        self._east = start.distance > 0
        self._about = np.exp(-(apart**2) / np.float32(2 * given["moved_km"] ** 2))
        there = ground.read_at(start.distance, points)
        self._held_east = there > 0
        depth = np.abs(there)
        # By the line there is fighting wherever it is; too far from it a place was more likely misread.
        far = np.exp(-np.maximum(depth / given["far_km"] - 1, 0))
        self.moves: Array = np.clip(depth / given["deep_km"] - 1, 0, 1) * far

    def spread(self, about: Weights, held: Weights) -> Array:
        """As far as claims reach, but where they leave a point to whom it was, not beyond the line."""
        kept = (held > 0) == self._held_east
        spread = np.asarray(about @ np.where(kept, 0, held), dtype=float)
        for east in (True, False):
            confirmed = about @ np.where(kept & (self._held_east == east), held, 0)
            spread = spread + np.where(self._east == east, confirmed, 0)
        return spread

    def odds(self, day: dt.date, held: Weights, fought: Weights) -> Array:  # noqa: ARG002 - age takes nothing away
        """The line's, less of them where the other side is said to hold places or to fight deep in it."""
        taken = np.maximum(np.where(self._held_east, -held, held), 0) / self._held
        against = taken + self._rules["fought"] * self.moves * fought
        odds: Array = self._odds.copy()
        for east in (True, False):
            about = self._about @ np.where(self._held_east == east, against, 0).astype(np.float32)
            odds = np.where(self._east == east, odds / (1 + self._rules["moved"] * about), odds)
        return odds
