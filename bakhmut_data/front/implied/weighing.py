"""What the claims known by a day weigh at each point of the ground, and what a border costs there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from bakhmut_data import reference
from bakhmut_data.front.implied.evidence import days_of
from bakhmut_data.front.implied.lattice import Array, Lattice, lattice, to_km
from bakhmut_data.front.implied.prior import Rules, prior_of
from bakhmut_data.front.implied.start import Start

FRESH = 0.02  # fights whose weight has sunk below say no more where the ground behind them is
STEP_KM = 10.0  # over which the way to the other side is looked for
ONSET_KM = 3.0  # from a fight to where the ground behind it is behind it
FAINT = 1e-12  # keeps a way without length from being divided by nothing


@dataclass(frozen=True, slots=True)
class Weighed:
    """At each point the log-odds for Russia and a border's cost per km; `support` are the claims alone.

    `rows` are the claims that were known, `at` the point each of them is about, and `held`, `near`, `behind`
    what each adds at its point, to the ease of a border and to the ground behind it; `held_about`,
    `near_about`, `behind_about` spread that over the ground, a column for each point, and `fought` says which
    points have a column in the last.
    """

    evidence: Array
    support: Array
    cost: Array
    rows: npt.NDArray[np.int64]
    at: npt.NDArray[np.int64]
    held: Array
    near: Array
    behind: Array
    fought: npt.NDArray[np.int64]
    behind_about: npt.NDArray[np.float32]


class Scales:
    """Weighs the claims of one table, by any day, against one start."""

    def __init__(self, claims: pd.DataFrame, start: Start, rules: Rules | None = None) -> None:
        self.rules: Rules = rules or reference.read_toml("front_evidence.toml")
        self.ground: Lattice = lattice()
        self.start = start
        # What a given line was drawn from is in it.
        self.claims = claims[claims["day"] > pd.Timestamp(start.day)] if start.given else claims
        points = to_km(self.claims[["longitude", "latitude"]].to_numpy(dtype=float)).round(3)
        self.points, about = np.unique(points, axis=0, return_inverse=True)
        self.about = about.ravel()
        self._set_up()

    def _set_up(self) -> None:
        """What does not change from day to day."""
        weights = self.rules["weights"]
        radius = np.zeros(len(self.points))
        radius[self.about] = self.claims["radius"].to_numpy(dtype=float)
        self._narrow = 1 / (1 + weights["wide"] * radius)
        # East and north, a row for each point that claims are about, from which those of fights are picked.
        self._ways = (self.ground.points.T[:, None] - self.points.T[..., None]).astype(np.float32)
        self.apart: npt.NDArray[np.float32] = np.hypot(*self._ways).T.copy()
        self.prior = prior_of(self.start, self.ground, self.points, self.apart, self.rules)
        self.held_about = _bell(self.apart, weights["place_km"])
        self.near_about = _bell(self.apart, weights["fighting_km"])
        self._way_about = _bell(self.apart, weights["way_km"])
        events = self.claims["event"].to_numpy()
        holding = np.isin(events, self.rules["holding"]) & (self.claims["holder"] != 0).to_numpy()
        by_event = {"take": "taken", "withdraw": "left", "hold": "held"}
        full = np.zeros(len(events))
        for event, weight in by_event.items():
            full[holding & (events == event)] = weights[weight]
        full[events == "repel"], full[events == "advance"] = weights["beaten_off"], weights["moved_towards"]
        self._holding = holding
        self._full = full * self.claims["trust"].to_numpy(dtype=float)
        self._held_days = (self.rules["given"] if self.start.given else weights)["held_days"]
        self._fading = np.where(holding, self._held_days, weights["standing_days"])
        self._fighting = np.isin(events, self.rules["fighting"])
        self._holder = self.claims["holder"].to_numpy(dtype=float)
        self._trust = self.claims["trust"].to_numpy(dtype=float)
        self._known = self.claims["known"].to_numpy()
        self._days = self.claims["day"].to_numpy(dtype="datetime64[D]")

    def days_before(self, day: dt.date) -> Array:
        """How many days before a day each claim speaks for."""
        return days_of(self._days, day)

    def weigh(self, day: dt.date) -> Weighed:
        """All claims of documents known by the day."""
        weights = self.rules["weights"]
        rows = np.flatnonzero(self._known <= np.datetime64(day))
        at, holder = self.about[rows], self._holder[rows]
        age = self.days_before(day)[rows]
        held = holder * self._full[rows] * np.exp(-age / self._fading[rows])
        held *= weights["contradicted"] ** _newer_against(at, age, holder)
        held *= self._narrow[at]
        fights = self._fighting[rows] * self._narrow[at]
        near = fights * np.exp(-age / weights["fighting_days"])
        fought = fights * self._trust[rows]
        behind = fought * self.prior.moves[at] * np.exp(-age / weights["behind_days"])
        by_holder = self._summed(at, held)
        support = self.prior.spread(self.held_about, by_holder)
        support = weights["most"] * np.tanh(support / weights["most"])
        by_point = self._summed(at, behind)
        fresh = np.flatnonzero(by_point > FRESH)
        behind_about = self._behind(fresh, self._way(at, age, holder, rows))
        most = weights["behind_most"]
        support = support + most * np.tanh(weights["behind"] * (behind_about @ by_point[fresh]) / most)
        ease = weights["easier"] * (self.near_about @ self._summed(at, near))
        return Weighed(
            evidence=support * self.ground.area + self.prior.odds(day, by_holder, self._summed(at, fought)),
            support=support * self.ground.area,
            cost=weights["border"] / (1 + ease),
            rows=rows,
            at=at,
            held=held,
            near=near,
            behind=behind,
            fought=fresh,
            behind_about=behind_about,
        )

    def _summed(self, at: npt.NDArray[np.int64], values: Array) -> npt.NDArray[np.float32]:
        return np.bincount(at, values, len(self.points)).astype(np.float32)

    def _way(
        self, at: npt.NDArray[np.int64], age: Array, holder: Array, rows: npt.NDArray[np.int64]
    ) -> Array:
        """At each point of the lattice how much of the ground about is Russian-held, roughly."""
        weights = self.rules["weights"]
        held = weights["way_held"] * np.exp(-age / self._held_days)
        standing = weights["way_standing"] * np.exp(-age / weights["way_standing_days"])
        about = self._summed(at, holder * np.where(self._holding[rows], held, standing))
        from_start = np.tanh(self.start.distance / weights["way_start_km"])
        ways: Array = weights["way_start"] * from_start + self._way_about @ about
        return ways

    def _behind(self, fought: npt.NDArray[np.int64], way: Array) -> npt.NDArray[np.float32]:
        """For each point of fighting the ground behind it: positive Russia's, negative Ukraine's."""
        weights = self.rules["weights"]
        points = self.points[fought]
        steps = np.array([(STEP_KM, 0.0), (-STEP_KM, 0.0), (0.0, STEP_KM), (0.0, -STEP_KM)])
        read = self.ground.read_at(way, (points[None] + steps[:, None]).reshape(-1, 2)).reshape(4, -1)
        slope = np.column_stack([read[0] - read[1], read[2] - read[3]])
        slope = (slope / (np.hypot(*slope.T)[:, None] + FAINT)).astype(np.float32)
        (east, north), (to_east, to_north) = self._ways[:, fought], slope.T[..., None]
        along = east * to_east + north * to_north
        aside = east * to_north - north * to_east
        far = np.abs(along)
        width = weights["fighting_km"] + weights["widening"] * far
        about = np.exp(-(aside**2) / (2 * width**2) - far / weights["behind_km"])
        own, other = np.float32(-weights["behind_own"]), np.float32(1.0)
        sides = np.where(along > 0, other, own) * (1 - np.exp(-far / ONSET_KM))
        behind: npt.NDArray[np.float32] = (about * sides).astype(np.float32).T
        return behind


def _bell(apart: npt.NDArray[np.float32], width: float) -> npt.NDArray[np.float32]:
    bell: npt.NDArray[np.float32] = np.exp(-(apart**2) / np.float32(2 * width**2))
    return bell


def _newer_against(at: npt.NDArray[np.int64], age: Array, holder: Array) -> Array:
    """For each claim how many newer ones on its point say that the other side holds it."""
    order = np.lexsort((age, at))  # by point, newest first
    point, days = at[order], age[order]
    another = np.r_[True, point[1:] != point[:-1]][: len(order)]
    later = another | np.r_[True, days[1:] != days[:-1]][: len(order)]
    numbers = np.arange(len(order))
    # Of each the first of its point, and of its point and day.
    start, first = (np.maximum.accumulate(np.where(begins, numbers, 0)) for begins in (another, later))
    against = np.zeros(len(at))
    for side in (1.0, -1.0):
        seen = np.r_[0.0, np.cumsum(holder[order] == side)]
        # Newer: of the same point, before the first of the same day.
        newer = seen[first] - seen[start]
        against[order] += np.where(holder[order] == -side, newer, 0.0)
    return against
