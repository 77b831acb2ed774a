"""What happens, for whoever runs the server: one line of JSON for each answer, visit and page that is drawn.

A line says what was asked by the kind of address, never by what a reader typed: no query, no name of a file,
no address of a reader, no text. `BAKHMUT_LOG=on` writes them to the standard output, and nothing else: what
libraries would write there becomes lines, too.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared import options
from pages.shared.operation.output import Output, facts_of

LOG = "BAKHMUT_LOG"
STREAM = "/_stcore/stream"
# Kinds of addresses; what follows them may name a visit, a file, or what somebody typed.
KINDS = ("/_stcore/upload_file", "/app/static", "/static", "/media", "/component", "/api/v1")
KNOWN = re.compile(r"/(?:health|metrics|feed\.xml|_stcore/(?:health|host-config|metrics|stream))")
ELSEWHERE = "elsewhere"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
FAILED = 500
STANDARD_OUTPUT = 1


@dataclass(frozen=True, slots=True)
class Log:
    """Where lines are written; None writes none."""

    out: TextIO | None

    def write(self, event: str, **facts: float | str) -> None:
        """One line: when in UTC, what happened, and facts about it."""
        if self.out is None:
            return
        now = dt.datetime.fromtimestamp(time.time(), tz=dt.UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, "event": event, **facts}, ensure_ascii=True)
        # Whoever read the log may be gone; readers of the pages are not.
        with contextlib.suppress(OSError):
            self.out.write(f"{line}\n")
            self.out.flush()

    def write_failure(self, event: str, error: BaseException) -> None:
        """One line with what may be said of an error."""
        self.write(event, **facts_of(error))


def log_from(environment: Mapping[str, str] = os.environ) -> Log:
    """The log that the environment asks for, with a descriptor of its own for the standard output."""
    if not options.is_on(LOG, environment):
        return Log(None)
    return Log(os.fdopen(os.dup(STANDARD_OUTPUT), "w", encoding="utf-8"))


@dataclass
class Watched:
    """ASGI middleware: notes each answer and each visit, for the log and for whoever counts them.

    `pages` are the addresses of the pages below `base`.
    """

    app: ASGIApp
    log: Log
    base: str
    pages: Collection[str]
    answered: Callable[[str, int, float], None]  # kind, status, seconds
    visits: Callable[[int], None]  # one more, one less
    clock: Callable[[], float] = field(default=time.monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, one visit, or the start of the server."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._visit(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def kind_of(self, path: str) -> str:
        """What an address asks for, in words that nobody typed."""
        if not path.startswith(f"{self.base}/"):
            return ELSEWHERE
        below = path.removeprefix(self.base)
        if below.strip("/") in self.pages:
            return f"/{below.strip('/')}"
        if KNOWN.fullmatch(below):
            return below
        return next((kind for kind in KINDS if below.startswith(f"{kind}/")), ELSEWHERE)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, status, size = self.clock(), FAILED, 0

        async def note(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, note)
        finally:
            kind, seconds = self.kind_of(scope["path"]), self.clock() - started
            self.answered(kind, status, seconds)
            method = scope["method"] if scope["method"] in METHODS else "OTHER"
            self.log.write(
                "answer", what=kind, method=method, status=status, bytes=size, ms=round(1000 * seconds)
            )

    async def _visit(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, accepted = self.clock(), False

        async def note(message: Message) -> None:
            nonlocal accepted
            if message["type"] == "websocket.accept":
                accepted = True
                self.visits(1)
                self.log.write("visit begins")
            await send(message)

        try:
            await self.app(scope, receive, note)
        finally:
            if accepted:
                self.visits(-1)
                self.log.write("visit ends", seconds=round(self.clock() - started))
            else:
                self.log.write("visit refused")


def take_over() -> None:
    """What else this process would write becomes lines of the log, where there is one."""
    if log.out is not None:
        output.take()


log = log_from()
output = Output(log.write)
