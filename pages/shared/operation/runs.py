"""Whose page is drawn now: few at a time, headings before pages, else in the order in which they came.

Streamlit draws for every visit that asks at once, and all of them share one interpreter: a hundred who open a
page together would each get theirs when all are done. One after the other, half of them wait half as long,
and nobody longer.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

AT_ONCE = 2  # one computes while the other waits for the store, which uses other cores
PATIENCE = 1.0  # seconds after which who still runs is not counted: it waits for something else than its turn
HEADING, PAGE = 0, 1  # a heading takes milliseconds, and shows a reader that the page is coming


@dataclass(eq=False)
class Line:
    """Everybody who runs or waits for it; `with line.turn():` waits, and runs."""

    at_once: int = AT_ONCE
    patience: float = PATIENCE
    note: Callable[[int, float, float], None] = lambda _rank, _waited, _ran: None  # what each turn took
    _waiting: list[tuple[int, int, threading.Event]] = field(default_factory=list)
    _running: dict[int, float] = field(default_factory=dict)  # since when, by number
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextlib.contextmanager
    def turn(self, rank: int = PAGE) -> Iterator[None]:
        """Waits until it is one's turn, which ends with the block; lower ranks go first."""
        number, called, asked = next(self._numbers), threading.Event(), time.monotonic()
        with self._lock:
            heapq.heappush(self._waiting, (rank, number, called))
            self._call()
        try:
            while not called.wait(self.patience / 2):
                with self._lock:
                    self._call()
            began = time.monotonic()
            try:
                yield
            finally:
                self.note(rank, began - asked, time.monotonic() - began)
        finally:
            with self._lock:
                self._running.pop(number, None)
                self._call()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def _call(self) -> None:
        """Calls those who may run, while the lock is held."""
        now = time.monotonic()
        busy = sum(now - since < self.patience for since in self._running.values())
        while self._waiting and busy < self.at_once:
            _, number, called = heapq.heappop(self._waiting)
            self._running[number] = now
            called.set()
            busy += 1


line = Line()
