"""Times the front that documents imply: `python -m tests.benchmarks.implied`.

Not a test: it prints how long claims of a table take to be read, one day to be drawn, and a year of days. The
claims are made up: places, kinds and days at random, most near a line that moves.
"""

from __future__ import annotations

import datetime as dt
import time

import numpy as np
import pandas as pd

from bakhmut_data.front.implied import estimate, evidence

CLAIMS, PLACES, YEAR = 100_000, 400, 365
FIRST = dt.date(2022, 5, 1)
EVENTS = ("hold", "take", "advance", "repel", "withdraw", "fight")


def main() -> None:
    """Prints seconds of one core."""
    claims = made_claims(np.random.default_rng(1))
    started = time.process_time()
    fronts = estimate.ImpliedFronts(claims)
    print(f"{len(claims):,} claims set up: {time.process_time() - started:.2f} s of a core")
    days = [FIRST + dt.timedelta(number) for number in range(YEAR)]
    for name, some in (("the last day", days[-1:]), ("every tenth day of a year, each", days[::10])):
        started = time.process_time()
        for day in some:
            fronts.on(day)
        print(f"{name}: {(time.process_time() - started) / len(some):.3f} s of a core")


def made_claims(random: np.random.Generator) -> pd.DataFrame:
    """Claims at random on places about the line, of every day of a year."""
    where = np.column_stack([random.uniform(37.5, 38.5, PLACES), random.uniform(48.3, 48.9, PLACES)]).round(4)
    place, day = random.integers(0, PLACES, CLAIMS), random.integers(0, YEAR, CLAIMS)
    side = np.where(where[place, 0] > 38.2 - day / YEAR / 5, 1, -1)
    event = np.array(EVENTS)[random.integers(0, len(EVENTS), CLAIMS)]
    days = pd.to_datetime(FIRST) + pd.to_timedelta(day, unit="D")
    holder = np.select([np.isin(event, ["hold", "take", "repel"]), event == "advance"], [side, -side], 0)
    frame = pd.DataFrame(
        {
            "claim_id": [f"d{number}-c0-9" for number in range(CLAIMS)],
            "document_id": [f"d{number}" for number in range(CLAIMS)],
            "start": 0, "place_id": place.astype(str), "place": place.astype(str),
            "longitude": where[place, 0], "latitude": where[place, 1], "radius": 0.0, "event": event,
            "side": side, "holder": holder, "exact": True, "trust": 1.0, "speaker": "S", "outlet": "O",
            "day": days, "known": days,
        }
    )  # fmt: skip
    return frame[evidence.COLUMNS]


if __name__ == "__main__":
    main()
