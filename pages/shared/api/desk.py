"""Where questions are answered: off the event loop, a few at a time, each within its time."""

from __future__ import annotations

import asyncio
import functools
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv6Address, ip_address
from typing import TypeVar

from bakhmut_data import patience
from bakhmut_data.limits import Answers
from pages.shared.api.problems import Problem

Answer = TypeVar("Answer")
NETWORK = 8  # bytes of an IPv6 address that name who asks; the rest a client chooses (RFC 4291, 2.5.4)


class Desk:
    """Answers questions in threads of its own, in the order in which they came, a few of one client."""

    def __init__(self, limits: Answers) -> None:
        self.limits = limits
        self._threads = ThreadPoolExecutor(limits.at_once, thread_name_prefix="api")
        self._taken: Counter[str] = Counter()  # by client; who has none is not in it

    async def ask(self, question: Callable[[], Answer], client: str) -> Answer:
        """The answer; `Problem` where too many wait, of this client or of all, `TooSlowError` when late."""
        if self._taken[client] >= self.limits.of_one:
            raise Problem(503, f"You ask more than {self.limits.of_one} questions at once; wait for answers.")
        if self._taken.total() >= self.limits.at_once + self.limits.waiting:
            raise Problem(503, "Too many ask at once; ask again in a few seconds.")
        self._taken[client] += 1
        late = time.monotonic() + self.limits.milliseconds / 1000
        asked = asyncio.get_running_loop().run_in_executor(
            self._threads, functools.partial(_answer, question, late)
        )
        # Who asked may be gone before the answer is there; the turn is taken until then.
        asked.add_done_callback(functools.partial(self._done, client))
        return await asyncio.shield(asked)

    def _done(self, client: str, asked: asyncio.Future[Answer]) -> None:
        self._taken[client] -= 1
        if not self._taken[client]:
            del self._taken[client]
        if not asked.cancelled():
            asked.exception()  # looked at, or asyncio would report what nobody waits for


def client_of(address: str) -> str:
    """Who asks, of an address as the server has it: of an IPv6 address the network."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return known.packed[:NETWORK].hex() if isinstance(known, IPv6Address) else address


def _answer(question: Callable[[], Answer], late: float) -> Answer:
    with patience.within(late - time.monotonic()):
        patience.check()
        answer = question()
        patience.check()
        return answer
