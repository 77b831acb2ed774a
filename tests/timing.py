"""How long a call works, for tests that compare two lengths of a text: nothing else on the machine counts."""

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
