"""What visits send and what is made for them lasts no longer than they do, and is never more than fits.

Streamlit takes any number of files from a visit, keeps a visit that has ended until another one comes, and
answers to the address of a download for as long as nobody makes it look.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from bakhmut_data.limits import Held, held_from
from pages.shared import options

LOOKED_AT = 2.0  # seconds between two looks at what is held
FRAME = 100_000  # bytes around a file that is sent as a form
OVER_VISIT = "More than one visit may send at a time; add these first.\n"
OVER_SERVER = "The server holds as much as it can; try again in a few minutes.\n"


@dataclass
class Downloads:
    """Files made when they were asked for: for whom, and when."""

    manager: MediaFileManager
    limits: Held
    made: dict[str, dict[str, float]] = field(default_factory=dict)  # when, by file and visit

    def watch(self) -> None:
        """Note every file that is made from now on."""
        make = self.manager.execute_deferred

        def make_and_note(file_id: str) -> str:
            asked = self.manager._deferred_callables.get(file_id)  # noqa: SLF001 - Streamlit offers no other way
            try:
                url = make(file_id)
            except MediaFileStorageError as error:
                # What went wrong may name a path, and goes to the browser.
                raise MediaFileStorageError("The file could not be made.") from error
            if asked is not None:
                self.made.setdefault(_file_id(url), {})[asked["session_id"]] = time.monotonic()
            return url

        self.manager.execute_deferred = make_and_note  # type: ignore[method-assign]

    def is_for(self, file_id: str) -> bool:
        """Whether a file belongs to a visit that goes on."""
        with self.manager._lock:  # noqa: SLF001 - the same
            shown = self.manager._files_by_session_and_coord.items()  # noqa: SLF001
            owners = {session for session, files in shown if file_id in files.values()}
        return any(
            runtime.get_instance().is_active_session(each) for each in (*owners, *self.made.get(file_id, ()))
        )

    def drop(self) -> None:
        """Forget the files of visits that have ended, those that are old, and the oldest of too many."""
        late = time.monotonic() - self.limits.download_seconds
        for file_id, visits in list(self.made.items()):
            self.made[file_id] = {
                visit: at
                for visit, at in visits.items()
                if at > late and runtime.get_instance().is_active_session(visit)
            }
        kept = 0
        for file_id in sorted(self.made, key=self._latest, reverse=True):
            kept += self._size(file_id)
            if not self.made[file_id] or kept > self.limits.server_bytes:
                del self.made[file_id]
                with self.manager._lock:  # noqa: SLF001 - the same
                    if file_id in self.manager._file_metadata:  # noqa: SLF001
                        self.manager._delete_file(file_id)  # noqa: SLF001

    def _latest(self, file_id: str) -> float:
        return max(self.made[file_id].values(), default=0.0)

    def _size(self, file_id: str) -> int:
        file = self.manager.read_file(file_id)
        return 0 if file is None else file.content_size


@dataclass
class Uploads:
    """Files that were sent and not read yet, those on their way included."""

    manager: MemoryUploadedFileManager
    limits: Held
    coming: dict[str, int] = field(default_factory=dict)  # bytes on their way, by visit
    came: dict[tuple[str, str], float] = field(default_factory=dict)

    def refusal(self, session: str, size: int) -> tuple[int, str] | None:
        """The status and reason why so many bytes more are too many, None where they fit."""
        held = [len(file.data) for file in self.manager.file_storage.get(session, {}).values()]
        if (
            len(held) >= self.limits.visit_files
            or sum(held) + self.coming.get(session, 0) + size > self.limits.visit_bytes
        ):
            return 413, OVER_VISIT
        everywhere = sum(
            len(file.data) for files in list(self.manager.file_storage.values()) for file in files.values()
        )
        if everywhere + sum(self.coming.values()) + size > self.limits.server_bytes:
            return 503, OVER_SERVER
        return None

    @contextlib.contextmanager
    def on_its_way(self, session: str, file_id: str, size: int) -> Iterator[None]:
        """Counts a file while it is received."""
        self.coming[session] = self.coming.get(session, 0) + size
        try:
            yield
        finally:
            self.coming[session] -= size
            if not self.coming[session]:
                del self.coming[session]
            self.came[session, file_id] = time.monotonic()

    def drop(self) -> None:
        """Forget the files that nobody read in time."""
        late = time.monotonic() - self.limits.upload_seconds
        for (session, file_id), at in list(self.came.items()):
            if at < late:
                self.manager.remove_file(session, file_id)
            if file_id not in self.manager.file_storage.get(session, {}):
                del self.came[session, file_id]


@dataclass
class Ended:
    """Visits whose tab is closed: they end when nobody came back in time."""

    manager: WebsocketSessionManager
    seconds: float
    since: dict[str, tuple[AppSession, float]] = field(default_factory=dict)

    def drop(self) -> bool:
        """Ends visits, with all that is held for them; returns whether any did."""
        now = time.monotonic()
        stored = {each.session.id: each.session for each in self.manager._session_storage.list()}  # noqa: SLF001
        for name, session in stored.items():
            self.since.setdefault(name, (session, now))
        ended = False
        for name, (session, at) in list(self.since.items()):
            if self.manager.is_active_session(name):
                del self.since[name]
            elif name not in stored or now - at >= self.seconds:
                self.manager.close_session(name)
                session.shutdown()  # of one that was put away meanwhile, for others to have room
                del self.since[name]
                ended = True
        return ended


class Visits:
    """ASGI middleware: takes no more from visits than fits, and serves what was made for those that go on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        base = options.root()
        self.upload, self.media = f"{base}/_stcore/upload_file/", f"{base}/media/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request of the server."""
        path = scope["path"] if scope["type"] == "http" else ""
        if path.startswith(self.upload) and scope["method"] == "PUT":
            await self._put(scope, receive, send)
        elif path.startswith(self.media) and not holding.downloads.is_for(_file_id(path)):
            await PlainTextResponse("Not Found\n", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _put(self, scope: Scope, receive: Receive, send: Send) -> None:
        session, _, file_id = scope["path"].removeprefix(self.upload).partition("/")
        told = Headers(scope=scope).get("content-length", "")
        largest = st.get_option("server.maxUploadSize") * 1024 * 1024 + FRAME
        size = int(told) if told.isascii() and told.isdigit() else largest
        refused = holding.uploads.refusal(session, min(size, largest))
        if refused is not None:
            await _refuse(*refused, scope, receive, send)
            return
        begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        with holding.uploads.on_its_way(session, file_id, min(size, largest)):
            try:
                async with asyncio.timeout(holding.uploads.limits.receive_seconds):
                    await self.app(scope, receive, send_and_note)
            except TimeoutError:
                if not begun:
                    late = PlainTextResponse("It took too long to arrive.\n", 408, {"connection": "close"})
                    await late(scope, receive, send)


class Holding:
    """What the server of this process holds for its visits; there from when it has started."""

    uploads: Uploads
    downloads: Downloads
    ended: Ended

    def begin(self) -> None:
        """Watch the runtime of the server, which has just started."""
        running, limits = runtime.get_instance(), held_from()
        manager, sessions = running.uploaded_file_mgr, running._session_mgr  # noqa: SLF001 - as above
        assert isinstance(manager, MemoryUploadedFileManager)
        assert isinstance(sessions, WebsocketSessionManager)
        self.uploads = Uploads(manager, limits)
        self.downloads = Downloads(running.media_file_mgr, limits)
        self.downloads.watch()
        self.ended = Ended(sessions, st.get_option("server.disconnectedSessionTTL"))

    async def look(self, forget: Callable[[], object]) -> None:
        """Again and again: forget what is over; with the last visit what was kept for those to come."""
        while True:
            await asyncio.sleep(LOOKED_AT)
            if self.ended.drop():
                self.downloads.manager.remove_orphaned_files()
                if not self.ended.manager.list_sessions():
                    forget()
                gc.collect()  # a visit's parts know one another
                await asyncio.to_thread(_give_back)
            self.uploads.drop()
            self.downloads.drop()


def _give_back() -> None:
    """Returns to the system what was freed and lies between what is kept: glibc alone does so, when asked."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


holding = Holding()


@contextlib.asynccontextmanager
async def bounded(forget: Callable[[], object]) -> AsyncIterator[None]:
    """Forgets what is over while a server runs; calls `forget` when the last visit has ended."""
    holding.begin()
    looking = asyncio.create_task(holding.look(forget), name="visits")
    try:
        yield
    finally:
        looking.cancel()


async def _refuse(status: int, why: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers when the file is there, which is not kept: who still sends would not hear it."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(holding.uploads.limits.receive_seconds):
            while (await receive()).get("more_body"):
                pass
    await PlainTextResponse(why, status, {"connection": "close"})(scope, receive, send)


def _file_id(address: str) -> str:
    return PurePosixPath(address).stem
