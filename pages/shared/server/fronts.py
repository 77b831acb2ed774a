"""The fronts that documents imply, at an address each: made off the pages, once for all who see the same.

A process of its own makes the days when they are first asked for, one such process at a time; what ships with
the tables is at hand. An address is offered by the page that shows the map, and leads nowhere else.
"""

from __future__ import annotations

import asyncio
import dataclasses
import gzip
import hashlib
import json
import pickle
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bakhmut_data.front.implied import played
from bakhmut_data.paths import ABOVE
from pages.shared import options

FOLDER = "implied"  # of the addresses
MOST_OFFERED, MOST_KEPT, MOST_WAITING = 500, 48, 6
LONGEST = 900.0  # seconds
LATER = "Too many fronts are being drawn; try again in a minute.\n"
FAILED = "The front could not be drawn from these documents.\n"
MAKE = "from bakhmut_data.front.implied import played; played.main()"


@dataclass(frozen=True, slots=True)
class Offered:
    """What an address leads to: the job, None once it is over, and the outlets that may be left out of it."""

    job: Callable[[], played.Job | None]
    outlets: frozenset[str]


_offered: OrderedDict[str, Offered] = OrderedDict()


def offer(key: str, outlets: Iterable[str], job: Callable[[], played.Job | None]) -> str:
    """Where, below the dashboard's own address, the browser finds what is played of a job.

    `key` tells jobs from one another; where documents were added, it is their reader's alone.
    """
    name = hashlib.sha256(key.encode()).hexdigest()[:32]
    _offered[name] = Offered(job, frozenset(outlets))
    _offered.move_to_end(name)
    while len(_offered) > MOST_OFFERED:
        _offered.popitem(last=False)
    return f"{FOLDER}/{name}.json"


class Fronts:
    """ASGI middleware: answers a GET of an address that was offered; `?without=OUTLET` leaves one out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.folder = f"{options.root()}/{FOLDER}/"
        self.made: OrderedDict[tuple[str, str], asyncio.Task[bytes]] = OrderedDict()
        self.turn = asyncio.Semaphore(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request of the server."""
        path = scope["path"] if scope["type"] == "http" else ""
        if not path.startswith(self.folder) or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        self._forget()
        name = path.removeprefix(self.folder).removesuffix(".json")
        offered = _offered.get(name)
        job = offered.job() if offered else None
        without = parse_qs(scope["query_string"].decode("latin-1")).get("without", [""])[0]
        if offered is None or job is None or (without and without not in offered.outlets):
            await PlainTextResponse("Not Found\n", 404)(scope, receive, send)
            return
        answer = await self._answer(name, without, job, packed=_takes_gzip(scope))
        await answer(scope, receive, send)

    def _forget(self) -> None:
        """What was made of documents that a reader has taken back goes with them."""
        over = [name for name, offered in _offered.items() if offered.job() is None]
        for name in over:
            del _offered[name]
        for key in [key for key in self.made if key[0] not in _offered]:
            self.made.pop(key).cancel()

    async def _answer(self, name: str, without: str, job: played.Job, *, packed: bool) -> Response:
        key = (name, without)
        if key not in self.made:
            if sum(not task.done() for task in self.made.values()) >= MOST_WAITING:
                return PlainTextResponse(LATER, 503, {"retry-after": "60"})
            self.made[key] = asyncio.create_task(self._make(dataclasses.replace(job, without=without)))
            while len(self.made) > MOST_KEPT:
                self.made.popitem(last=False)
        task = self.made[key]
        self.made.move_to_end(key)
        try:
            # Whoever leaves meanwhile does not take it from those who wait on.
            body = await asyncio.shield(task)
        except FrontError:
            self.made.pop(key, None)
            return PlainTextResponse(FAILED, 500)
        headers = {"cache-control": "private, max-age=3600", "vary": "Accept-Encoding"}
        if packed:
            return Response(
                body, headers={**headers, "content-encoding": "gzip"}, media_type="application/json"
            )
        return Response(gzip.decompress(body), headers=headers, media_type="application/json")

    async def _make(self, job: played.Job) -> bytes:
        if job.added is None and not job.sources:
            shipped = await asyncio.to_thread(played.read_shipped, job.folder, job.without)
            if shipped is not None:
                return _packed(json.dumps(shipped, separators=(",", ":")).encode())
        async with self.turn:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", MAKE),
                cwd=ABOVE,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
            try:
                async with asyncio.timeout(LONGEST):
                    made, _ = await process.communicate(pickle.dumps(job))
            except TimeoutError as error:
                process.kill()
                raise FrontError from error
        if process.returncode:
            raise FrontError
        return await asyncio.to_thread(_packed, made)


class FrontError(Exception):
    """The process that was to make a front ended without one."""


def _packed(text: bytes) -> bytes:
    return gzip.compress(text, mtime=0)


def _takes_gzip(scope: Scope) -> bool:
    return "gzip" in Headers(scope=scope).get("accept-encoding", "")
