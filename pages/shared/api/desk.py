"""Where questions are answered: off the event loop, a few at a time, each within its time."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bakhmut_data import patience
from bakhmut_data.limits import Answers
from pages.shared.api.problems import Problem

Answer = TypeVar("Answer")


class Desk:
    """Answers questions in threads of its own, in the order in which they came."""

    def __init__(self, limits: Answers) -> None:
        self.limits = limits
        self._threads = ThreadPoolExecutor(limits.at_once, thread_name_prefix="api")
        self._taken = 0

    async def ask(self, question: Callable[[], Answer]) -> Answer:
        """The answer; `Problem` where too many wait, `TooSlowError` where it takes too long."""
        if self._taken >= self.limits.at_once + self.limits.waiting:
            raise Problem(503, "Too many ask at once; ask again in a few seconds.")
        self._taken += 1
        late = time.monotonic() + self.limits.milliseconds / 1000
        asked = asyncio.get_running_loop().run_in_executor(
            self._threads, functools.partial(_answer, question, late)
        )
        # Who asked may be gone before the answer is there; the turn is taken until then.
        asked.add_done_callback(self._done)
        return await asyncio.shield(asked)

    def _done(self, asked: asyncio.Future[Answer]) -> None:
        self._taken -= 1
        if not asked.cancelled():
            asked.exception()  # looked at, or asyncio would report what nobody waits for


def _answer(question: Callable[[], Answer], late: float) -> Answer:
    with patience.within(late - time.monotonic()):
        patience.check()
        answer = question()
        patience.check()
        return answer
