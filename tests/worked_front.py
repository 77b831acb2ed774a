"""Five days of a front and a few places, small enough to work out by hand what is told of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bakhmut_data.front.files import ShippedFronts
from bakhmut_data.front.reference_places import ReferencePlace, State
from tests.worked import day

FIRST, SECOND, LAST = day("2023-01-01"), day("2023-01-03"), day("2023-01-05")


def square(west: float, south: float, side: float) -> list[int]:
    """A square's ring as a shipped file has it: its first point, then steps, in 1/10,000 of a degree."""
    step = round(side * 10_000)
    return [round(west * 10_000), round(south * 10_000), step, 0, 0, step, -step, 0, 0, -step]


OUTLINE, HOLE = square(38.0, 48.5, 0.2), square(38.05, 48.55, 0.05)
MOVED = square(38.0, 48.5, 0.3)
WEST = square(37.5, 48.5, 0.2)
LINE = [380000, 485000, 0, 2000]


def since(*values: tuple[dt.date, Any]) -> tuple[dict[str, Any], ...]:
    return tuple({"since": start.isoformat(), "value": value} for start, value in values)


def measured(area: float, city: float) -> dict[str, float]:
    return {"russian_sq_km": area, "km_to_bakhmut": city, "km_to_m03": 3.0, "km_to_t0504": 0.0}


FRONTS = ShippedFronts(
    first=FIRST,
    last=LAST,
    layers={
        "russia": since((FIRST, [[OUTLINE, HOLE]]), (SECOND, [[MOVED]])),
        "ukraine": since((FIRST, [[WEST]])),
        "contested": since((FIRST, [])),
        "line": since((FIRST, [LINE])),
        "inner": since((FIRST, [LINE])),
        "outer": since((FIRST, [LINE])),
        "measures": since((FIRST, measured(300, 9.5)), (SECOND, measured(700, 4.25))),
    },
)


def state(since: str, controller: str, confidence: str = "confirmed", source: str = "a bulletin") -> State:
    return State(day(since), controller, confidence, source)


def place(name: str, *states: State, latitude: float = 48.6, longitude: float = 38.1) -> ReferencePlace:
    return ReferencePlace(name, name, longitude, latitude, "settlement", 0.0, states)


TOWN = place(
    "Town",
    state("2022-02-24", "Ukraine"),
    state("2022-12-20", "Russia", "claimed", "a channel, unverified"),
    state("2023-01-02", "Russia"),
    state("2023-01-04", "Ukraine", source="a map"),
)
VILLAGE = place("Village", state("2023-01-05", "contested"), latitude=48.7, longitude=38.2)
