"""Times the front and leaves each settlement out in turn: `python -m tests.benchmark_front`.

Not a test: it prints figures for the method page. A place left out is predicted from the others;
only places within 10 km of one on the other side are counted, as the rest is trivial.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping

import numpy as np

from bakhmut_data.front import Fronts
from bakhmut_data.front_control import ControlEvent, read_settlement_control
from bakhmut_data.front_field import KM_EAST, KM_NORTH, Belief, Kriging, beliefs
from bakhmut_data.front_geometry import BOX

FIRST, LAST = dt.date(2022, 5, 20), dt.date(2023, 9, 30)
NEAR_KM = 10.0


def main() -> None:
    """Prints the seconds of one core for all days and the share of left-out places that come out right."""
    fronts = Fronts(read_settlement_control())
    begun = time.process_time()
    days = [FIRST + dt.timedelta(days) for days in range((LAST - FIRST).days + 1)]
    for day in days:
        fronts.on(day)
    seconds = time.process_time() - begun
    print(f"{len(days)} days in {seconds:.1f} s, {1000 * seconds / len(days):.0f} ms a day")
    right = [leave_each_out(fronts.events, day) for day in days[::60]]
    tried = np.concatenate(right)
    print(f"left-out places on the right side: {tried.mean():.3f} of {len(tried)}")


def leave_each_out(
    events: tuple[ControlEvent, ...], day: dt.date
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each place near the other side is predicted right by the rest of the places."""
    held = {place: belief for place, belief in beliefs(events, day).items() if abs(belief.value) > 0.2}
    where = {event.place: (event.longitude, event.latitude) for event in events}
    found = []
    for place in _near_the_other_side(held, where):
        rest = [event for event in events if event.place != place]
        value = Kriging(rest, np.array([where[place]]))(held, 0.0).middle[0]
        found.append(np.sign(value) == np.sign(held[place].value))
    return np.array(found, dtype=bool)


def _near_the_other_side(held: Mapping[str, Belief], where: Mapping[str, tuple[float, float]]) -> list[str]:
    names = [
        place for place in held if BOX[0] < where[place][0] < BOX[2] and BOX[1] < where[place][1] < BOX[3]
    ]
    at = np.array([where[place] for place in names]) * (KM_EAST, KM_NORTH)
    side = np.array([held[place].value > 0 for place in names])
    apart = np.hypot(*(at[:, None] - at[None, :]).transpose(2, 0, 1))
    apart[side[:, None] == side[None, :]] = np.inf
    return [place for place, nearest in zip(names, apart.min(axis=1), strict=True) if nearest < NEAR_KM]


if __name__ == "__main__":
    main()
