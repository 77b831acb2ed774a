"""Times the front and leaves each settlement out in turn: `python -m tests.benchmarks.front`.

Not a test: it prints figures for the method page. A place left out is predicted from the others;
only places within 10 km of one on the other side are counted, as the rest is trivial. With `--browser`
it plays the page in Chromium instead, and prints how often a second the browser shows another day, and a
picture at all, with the load of the machine, on which both hang.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from bakhmut_data.front.estimate import Fronts
from bakhmut_data.front.events import BOX, ControlEvent, read_settlement_control
from bakhmut_data.front.field import Belief, Kriging, beliefs
from bakhmut_data.geodesy import KM_EAST, KM_NORTH
from tests.browser.conftest import ARGUMENTS
from tests.browser.server import dashboard
from tests.browser.visitor import PATIENCE, reader

FIRST, LAST = dt.date(2022, 5, 20), dt.date(2023, 9, 30)
NEAR_KM = 10.0


# The busiest stretches of the period, and a quiet one.
PLAYED_FROM = ("2022-06-01", "2023-01-05", "2022-10-01")
PLAYED = 6000  # milliseconds, at the fastest speed: 20 days a second
COUNT = """(box, time) => new Promise((done) => {
  const days = new Set(), start = performance.now();
  let frames = 0;
  const count = (now) => {
    frames += 1; days.add(box.textContent);
    if (now - start < time) requestAnimationFrame(count);
    else done([days.size, frames].map((number) => 1000 * number / (now - start)));
  };
  requestAnimationFrame(count);
})"""


def main() -> None:
    """Prints the figures that are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--browser", action="store_true", help="play the page in Chromium")
    if parser.parse_args().browser:
        play()
    else:
        estimate()


def estimate() -> None:
    """Prints the time of all days and of one, and the share of left-out places that come out right."""
    fronts = Fronts(read_settlement_control())
    days = [FIRST + dt.timedelta(days) for days in range((LAST - FIRST).days + 1)]
    begun, times = time.process_time(), []
    for day in days:
        start = time.perf_counter()
        fronts.on(day)
        times.append(time.perf_counter() - start)
    seconds = time.process_time() - begun
    print(
        f"{len(days)} days in {seconds:.1f} s of a core; one in {1000 * seconds / len(days):.0f} ms of it, "
        f"{1000 * statistics.median(times):.0f} ms by the clock (median) at load {os.getloadavg()[0]:.1f}"
    )
    right = [leave_each_out(fronts.events, day) for day in days[::60]]
    tried = np.concatenate(right)
    print(f"left-out places on the right side: {tried.mean():.3f} of {len(tried)}")


def play() -> None:
    """Prints how many days and how many pictures a second the browser shows while it plays."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS) as browser,
        dashboard(Path(folder)) as address,
        reader(browser, address) as visitor,
    ):
        for day in PLAYED_FROM:
            visitor.open(f"/front?day={day}")
            visitor.page.locator(".front .map[data-drawn]").wait_for(timeout=PATIENCE)
            visitor.page.locator("svg.chart").first.wait_for(timeout=PATIENCE)
            visitor.page.wait_for_timeout(3000)  # the chart below the map is still being drawn
            visitor.page.get_by_label("Days a second").select_option("20")
            visitor.page.get_by_role("button", name="Play", exact=True).click()
            visitor.page.wait_for_timeout(1000)
            days, frames = visitor.page.locator(".front .date").evaluate(COUNT, PLAYED)
            visitor.page.get_by_role("button", name="Pause", exact=True).click()
            print(
                f"from {day}: {days:.1f} days and {frames:.1f} frames a second, load {os.getloadavg()[0]:.1f}"
            )


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
