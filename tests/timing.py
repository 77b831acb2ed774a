"""How long a call works, with nothing else on the machine counted; and what comes to hold in time."""

import gc
import time
from collections.abc import Callable


def processor_seconds(call: Callable[[], object]) -> float:
    """Seconds of processor that a call takes in this process."""
    # Going through all that lies in memory takes longer than a short text, and comes when it likes.
    gc.disable()
    try:
        started = time.process_time()
        call()
        return time.process_time() - started
    finally:
        gc.enable()


def growth(seconds_for: Callable[[int], float], length: int) -> float:
    """How many times as long four times the length takes: 4 where it is linear, 16 where it is quadratic.

    What takes less than a twentieth of a second for the fourth counts as that: it tells nothing.
    """
    return seconds_for(length) / max(seconds_for(length // 4), 0.05)


def becomes(holds: Callable[[], bool], patience: float = 25.0) -> bool:
    """Whether it comes to hold within so many seconds."""
    end = time.monotonic() + patience
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True
