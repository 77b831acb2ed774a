"""How long questions to DuckDB may take: asked within a time, they end with it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field

import duckdb

from bakhmut_data.errors import TooSlowError

AGAIN = 0.05  # seconds; an interruption that comes before its question begins is lost


@dataclass(eq=False)
class Patience:
    """The time for some questions, and the one that is being asked."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    done: threading.Event = field(default_factory=threading.Event)
    over: bool = False
    cursor: duckdb.DuckDBPyConnection | None = None

    def watch(self, seconds: float) -> None:
        """Interrupts what is being asked once the time is over, until all is done."""
        if self.done.wait(seconds):
            return
        self.over = True
        while not self.done.wait(AGAIN):
            with self.lock:
                if self.cursor is not None:
                    self.cursor.interrupt()

    def check(self) -> None:
        """`TooSlowError` where the time is over."""
        if self.over:
            raise TooSlowError("this takes longer than an answer may; ask for less")

    def ask(self, cursor: duckdb.DuckDBPyConnection | None) -> None:
        """Names the question that is asked from now on, None for none."""
        with self.lock:
            self.cursor = cursor


_patience: ContextVar[Patience | None] = ContextVar("patience", default=None)


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Questions asked inside, by this thread, end with `TooSlowError` when the time is over."""
    patience = Patience()
    patience.over = seconds <= 0
    watching = threading.Thread(target=patience.watch, args=[max(seconds, 0.0)], daemon=True)
    watching.start()
    token = _patience.set(patience)
    try:
        yield
    finally:
        _patience.reset(token)
        patience.done.set()
        watching.join()


def check() -> None:
    """Between questions: `TooSlowError` where the time for them is over."""
    if patience := _patience.get():
        patience.check()


@contextlib.contextmanager
def asking(connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor for one question, which is interrupted when the time for it is over."""
    patience = _patience.get()
    with connection.cursor() as cursor:
        if patience is None:
            yield cursor
            return
        patience.check()
        patience.ask(cursor)
        try:
            yield cursor
        except duckdb.InterruptException:
            patience.check()
            raise
        finally:
            patience.ask(None)
