"""Who reads now: few at once, and of those who wait whoever has had least goes first.

A long reading is interrupted when others wait (its process is stopped, and goes on later): so a short one
waits for a slice of it and not for all. What counts is how long a visit has been read for, in all it added.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from bakhmut_data.errors import BakhmutError

AT_ONCE = 2  # processes that read what readers add
SLICE = 2.0  # seconds for which a reading goes on though others wait
AWAY = 2.0  # seconds after which who does not ask for its turn is passed over
LONGEST_LINE = 40


class BusyError(BakhmutError):
    """So many wait that nobody else is let in."""


@dataclass(eq=False)
class Account:
    """The seconds for which a visit has been read for."""

    seconds: float = 0.0


@dataclass(eq=False)
class Turn:
    """A place in the line; `since` is when it last began to read, None while it waits."""

    line: Line
    account: Account
    queued: float
    asked: float
    since: float | None = None

    def comes(self, seconds: float) -> bool:
        """Whether it may read from now on, after waiting for it so long at most; to be asked often."""
        return self.line.ask(self, seconds)

    @property
    def cost(self) -> tuple[int, float]:
        """Less is served first: how many slices the visit has had, then who waits longest."""
        return int(self.account.seconds // self.line.slice), self.queued


@dataclass(eq=False)
class Line:
    """Everybody who reads or waits for it."""

    at_once: int = AT_ONCE
    slice: float = SLICE
    turns: list[Turn] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    @contextlib.contextmanager
    def stand(self, account: Account) -> Iterator[Turn]:
        """A place in the line until the block ends; `BusyError` where it is too long."""
        now = time.monotonic()
        turn = Turn(self, account, now, now)
        with self.changed:
            if len(self.turns) >= LONGEST_LINE:
                raise BusyError("many are adding documents now; try again in a minute")
            self.turns.append(turn)
        try:
            yield turn
        finally:
            with self.changed:
                self.turns.remove(turn)
                self.changed.notify_all()

    def ask(self, turn: Turn, seconds: float) -> bool:
        """Whether a turn may read, after waiting for it so long at most."""
        with self.changed:
            if not self._decide(turn) and seconds:
                self.changed.wait(seconds)
                self._decide(turn)
            return turn.since is not None

    def _decide(self, turn: Turn) -> bool:
        now = time.monotonic()
        if turn.since is not None:
            turn.account.seconds += now - turn.asked
        turn.asked = now
        waiting = [each for each in self.turns if each.since is None and now - each.asked < AWAY]
        reading = [each for each in self.turns if each.since is not None]
        if turn.since is None:
            if len(reading) < self.at_once and turn is min(waiting, key=_cost):
                turn.since = now
        elif now - turn.since >= self.slice:
            turn.since = now
            if len(reading) >= self.at_once and waiting and min(waiting, key=_cost).cost[0] <= turn.cost[0]:
                turn.since, turn.queued = None, now
                self.changed.notify_all()
        return turn.since is not None


def _cost(turn: Turn) -> tuple[int, float]:
    return turn.cost


LINE = Line()
