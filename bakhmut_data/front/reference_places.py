"""The reference's places: who held each from which day on, and who reports it."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import itertools
from dataclasses import dataclass

from bakhmut_data import reference
from bakhmut_data.front.events import UNUSED, is_verified


@dataclass(frozen=True, slots=True)
class State:
    """A place is held by `controller` from `since` on."""

    since: dt.date
    controller: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class ReferencePlace:
    """A settlement, a part of one or a landmark, with its states, oldest first; `size` is in people."""

    name: str
    label: str
    longitude: float
    latitude: float
    kind: str
    size: float
    states: tuple[State, ...]

    def on(self, day: dt.date) -> State | None:
        """The newest state dated by the day; None before the first."""
        at = bisect.bisect(self.states, day, key=lambda state: state.since)
        return self.states[at - 1] if at else None

    def held_since(self, day: dt.date) -> State | None:
        """The state in which today's holder came to hold it: rows that only confirm it are passed over."""
        known = [state for state in self.states if state.since <= day]
        if not known:
            return None
        same = itertools.takewhile(lambda state: state.controller == known[-1].controller, reversed(known))
        return list(same)[-1]

    def change_on(self, day: dt.date) -> tuple[State, State] | None:
        """The state before and the one from this day on, where the holder changes on this day."""
        before, after = self.on(day - dt.timedelta(days=1)), self.on(day)
        if before is None or after is None or before.controller == after.controller:
            return None
        return before, after


@functools.cache
def read_places() -> tuple[ReferencePlace, ...]:
    """Every place of the reference table by name; rows said to be wrong are left out."""
    rows = [row for row in reference.read_csv("settlement_control.csv") if row["confidence"] != UNUSED]
    rows.sort(key=lambda row: (row["place"], row["date"]))
    places = []
    for name, group in itertools.groupby(rows, key=lambda row: row["place"]):
        events = list(group)
        states = tuple(
            State(
                dt.date.fromisoformat(row["date"]), row["controller_after"], row["confidence"], row["source"]
            )
            for row in events
        )
        places.append(
            ReferencePlace(
                name=name,
                label=short_name(name),
                longitude=float(events[0]["longitude"]),
                latitude=float(events[0]["latitude"]),
                kind=events[0]["kind"],
                size=max(float(row["population"] or 0) for row in events),
                states=states,
            )
        )
    return tuple(places)


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows of the reference table come from, and for which days; `verified` as their marks say."""

    source: str
    rows: int
    first: dt.date
    last: dt.date
    verified: bool


def read_sources() -> tuple[Source, ...]:
    """The sources of the reference table as it names them, those of most rows first."""
    days: dict[str, list[dt.date]] = {}
    for place in read_places():
        for state in place.states:
            days.setdefault(state.source, []).append(state.since)
    found = [
        Source(source, len(known), min(known), max(known), is_verified(source))
        for source, known in days.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.rows, each.source)))


def short_name(name: str) -> str:
    """A place's name as a map writes it: without what tells it apart in the table."""
    whole, _, part = name.partition(": ")
    return (part or whole).split(" (")[0]


def whole_name(name: str) -> str:
    """The settlement that a name of the table belongs to: "Bakhmut" for its city hall and its districts."""
    return name.partition(":")[0].partition(" (")[0].strip()
