"""Who holds the land between settlements: a Gaussian-process field on signed, dated control.

Russia is +1, Ukraine -1, contested 0; the front is where the field is 0. The field is the kriging
mean under an exponential covariance with an unknown constant mean, so a lone settlement keeps the
land up to about half-way to the next one. A barrier (a river, the line of contact of 2015) weakens
the covariance of what lies on its two sides, so a front without villages comes to lie on it.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.linalg import cho_factor, cho_solve
from shapely.ops import split
from threadpoolctl import ThreadpoolController

from bakhmut_data import reference
from bakhmut_data.errors import ReferenceDataError
from bakhmut_data.front.events import REGION, ControlEvent
from bakhmut_data.geodesy import KM_EAST, KM_NORTH
from bakhmut_data.reference.facts import FIRST_DAY_OF_WAR

Array = npt.NDArray[np.float64]
Row = tuple[dt.date, float, str, bool]  # of a place: what belief in it is judged by

RANGE_KM = 60.0  # of the covariance; beyond about 20 the front hardly depends on it
ACROSS = {"river": 0.75, "contact line": 0.6}  # covariance kept across a barrier
NOISE = 0.02  # variance of a fresh confirmed row: a point is not a whole settlement
NOISE_OLD = 0.05  # of a row of half a year ago and older: less binding than its fresh neighbours
OLD_DAYS = 180
# Matrices this small are solved fastest by one thread: several wait for one another on a busy machine.
LINEAR_ALGEBRA = ThreadpoolController()
PEOPLE_PER_SQ_KM = 2000.0  # how densely towns of the Donbas are built
RING = 6  # points that stand for the built-up area of a town
RING_FROM_KM = 0.8  # smaller places are points

# How much a row moves belief at once, after a week and after two without contradiction.
TRUST = {
    "confirmed": (1.0, 1.0, 1.0),
    "claimed": (0.5, 0.75, 0.9),
    "alleged": (0.3, 0.45, 0.6),
    "disputed": (0.1, 0.15, 0.2),
}
# After how many days without contradiction a row excludes the state before it.
CERTAIN_AFTER = {"confirmed": 0, "claimed": 45, "alleged": 90, "disputed": 120}
UNVERIFIED_DAYS = 30  # by how much a day from general knowledge may be off
HINDSIGHT_DAYS = (-12, -8, -4, 0, 4, 8, 12)  # with hindsight a capture is the middle of a move


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of a place, -1 to 1; the least and most that some claim makes of it."""

    value: float
    low: float
    high: float
    old: bool


def beliefs(events: Sequence[ControlEvent], day: dt.date) -> dict[str, Belief]:
    """Belief in each place that has a row by `day`; rows of later days are not looked at."""
    by_place: dict[str, list[ControlEvent]] = {}
    for event in events:
        if event.date <= day:
            by_place.setdefault(event.place, []).append(event)
    # Half of the places have the same rows: who held them on the eve.
    judged: dict[tuple[Row, ...], Belief] = {}
    found = {}
    for place, known in by_place.items():
        rows = tuple((event.date, event.side, event.confidence, event.verified) for event in known)
        if rows not in judged:
            judged[rows] = _belief(known, day)
        found[place] = judged[rows]
    return found


def beliefs_in_hindsight(events: Sequence[ControlEvent], day: dt.date) -> dict[str, Belief]:
    """Beliefs averaged over the weeks about `day`, premature claims left out."""
    sure = _without_premature_claims(events)
    views = [beliefs(sure, day + dt.timedelta(days)) for days in HINDSIGHT_DAYS]
    return {
        place: Belief(
            value=float(np.mean([view[place].value for view in views if place in view])),
            low=min(view[place].low for view in views if place in view),
            high=max(view[place].high for view in views if place in view),
            old=views[-1][place].old,
        )
        for place in views[-1]
    }


def _without_premature_claims(events: Sequence[ControlEvent]) -> list[ControlEvent]:
    """The events without the claims that a confirmed row of the same side follows."""
    last = {(event.place, event.side): event.date for event in events if event.confidence == "confirmed"}
    return [
        event
        for event in events
        if event.confidence == "confirmed"
        or (event.confidence != "disputed" and last.get((event.place, event.side), event.date) <= event.date)
    ]


def _belief(known: list[ControlEvent], day: dt.date) -> Belief:
    """The rows of one place in order of date, each moving belief by its trust; one day's rows together."""
    value, low, high = 0.0, 0.0, 0.0
    groups = [list(group) for _, group in itertools.groupby(known, key=lambda event: event.date)]
    until = [group[0].date for group in groups[1:]] + [day]
    for group, end in zip(groups, until, strict=True):
        days = (end - group[0].date).days
        weights = [TRUST[event.confidence][min(days // 7, 2)] for event in group]
        side = sum(w * event.side for w, event in zip(weights, group, strict=True)) / sum(weights)
        moved = 1.0 - math.prod(1.0 - w for w in weights)
        value = value * (1.0 - moved) + side * moved
        sides = [event.side for event in group]
        certain = len(set(sides)) == 1 and sides[0] != 0 and all(_is_certain(event, days) for event in group)
        low, high = (sides[0], sides[0]) if certain else (min(low, *_reach(sides)), max(high, *_reach(sides)))
    return Belief(value, min(low, value), max(high, value), (day - known[-1].date).days >= OLD_DAYS)


def _is_certain(event: ControlEvent, days: int) -> bool:
    doubtful_days = CERTAIN_AFTER[event.confidence] + (0 if event.verified else UNVERIFIED_DAYS)
    return event.date <= FIRST_DAY_OF_WAR or days >= doubtful_days


def _reach(sides: list[float]) -> list[float]:
    """The sides that some reading gives a place; a contested one may be either's."""
    return [-1.0, 1.0] if 0.0 in sides else sides


@dataclass(frozen=True, slots=True)
class Fields:
    """The field at some points: its mean, and the least and most that any claim and distance allow."""

    middle: Array
    low: Array
    high: Array


class Kriging:
    """The field of one set of places at fixed points: set up once, evaluated for many days.

    `points` are longitudes and latitudes, one row each.
    """

    def __init__(self, events: Sequence[ControlEvent], points: Array) -> None:
        self.places, self._owner, sites = _sites(events)
        self._between = _covariance(sites, sites)
        # Sites by points: this way round the product with a few columns is three times as fast.
        self._to_points = _covariance(sites, points)
        self._nearest: dict[bytes, Array] = {}

    def __call__(self, held: Mapping[str, Belief], deviations: float) -> Fields:
        """The field under the beliefs of one day, and so many standard `deviations` either side of it."""
        own = np.array([place in held for place in self.places], dtype=bool)[self._owner]
        known = [held[self.places[index]] for index in self._owner[own]]
        values = np.array([[belief.value, belief.low, belief.high] for belief in known])
        noise = np.array([NOISE_OLD if belief.old else NOISE for belief in known])
        to_points = self._to_points if own.all() else self._to_points[own]
        with LINEAR_ALGEBRA.limit(limits=1, user_api="blas"):
            solved = cho_solve(
                cho_factor(self._between[np.ix_(own, own)] + np.diag(noise), lower=True),
                np.column_stack([values, np.ones(len(known))]),
            )
            mean = solved[:, :3].sum(axis=0) / solved[:, 3].sum()
            weights = np.ascontiguousarray((solved[:, :3] - np.outer(solved[:, 3], mean)).T)
            middle, low, high = weights @ to_points + mean[:, None]
        margin = deviations * np.sqrt(1.0 - self._strongest(own, to_points) ** 2)
        return Fields(middle, np.minimum(middle, low) - margin, np.maximum(middle, high) + margin)

    def _strongest(self, own: npt.NDArray[np.bool_], to_points: Array) -> Array:
        """The covariance of each point with the known place that tells most about it."""
        key = own.tobytes()
        if key not in self._nearest:
            self._nearest = {key: to_points.max(axis=0)}
        return self._nearest[key]


def _sites(events: Sequence[ControlEvent]) -> tuple[list[str], npt.NDArray[np.int64], Array]:
    """The places, the sites that stand for them (each with its place's index), and the sites' points."""
    first: dict[str, ControlEvent] = {}
    for event in events:
        first.setdefault(event.place, event)
    owner: list[int] = []
    sites: list[tuple[float, float]] = []
    for index, event in enumerate(first.values()):
        built_up = _built_up(event)
        owner += [index] * len(built_up)
        sites += built_up
    return list(first), np.array(owner, dtype=np.int64), np.array(sites, dtype=float).reshape(-1, 2)


def _built_up(event: ControlEvent) -> list[tuple[float, float]]:
    """The middle of a place and, for a town, a ring about its built-up area."""
    middle = (event.longitude, event.latitude)
    radius = (event.population / PEOPLE_PER_SQ_KM / np.pi) ** 0.5
    if radius < RING_FROM_KM:
        return [middle]
    turns = 2 * np.pi * np.arange(RING) / RING
    ring = zip(
        middle[0] + radius / KM_EAST * np.cos(turns),
        middle[1] + radius / KM_NORTH * np.sin(turns),
        strict=True,
    )
    return [middle, *((float(x), float(y)) for x, y in ring)]


def _covariance(left: Array, right: Array) -> Array:
    """Exponential in the distance, times what each barrier between two points leaves of it."""
    east = (left[:, None, 0] - right[None, :, 0]) * KM_EAST
    north = (left[:, None, 1] - right[None, :, 1]) * KM_NORTH
    covariance: Array = np.exp(-np.hypot(east, north) / RANGE_KM)
    for kind, side in barriers():
        separated = _within(side, left)[:, None] != _within(side, right)[None, :]
        covariance *= np.where(separated, ACROSS[kind], 1.0)
    return covariance


def _within(area: shapely.Polygon, points: Array) -> npt.NDArray[np.bool_]:
    inside: npt.NDArray[np.bool_] = shapely.contains_xy(area, points[:, 0], points[:, 1])
    return inside


@functools.cache
def barriers() -> tuple[tuple[str, shapely.Polygon], ...]:
    """Kind of each barrier and the part of the region on one side of it."""
    path = reference.FOLDER / "front_barriers.geojson"
    region = shapely.box(*REGION)
    found = []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        pieces = split(region, shapely.LineString(feature["geometry"]["coordinates"])).geoms
        if len(pieces) != 2:
            name = feature["properties"]["name"]
            raise ReferenceDataError(f"{path.name}: {name} does not cut the region in two")
        side = max(pieces, key=lambda piece: (piece.centroid.y, piece.centroid.x))
        shapely.prepare(side)
        found.append((feature["properties"]["kind"], side))
    return tuple(found)
