"""The feed of the tables that all readers see, at `/feed.xml`; of what readers add nothing is in it."""

from __future__ import annotations

import asyncio
import functools
import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bakhmut_data.answers import changed
from bakhmut_data.claims import citation
from bakhmut_data.errors import TableError
from bakhmut_data.publishing import feed
from bakhmut_data.store import fetching
from bakhmut_data.tables import files
from pages.shared import options
from pages.shared.state import datasets, views

ASKED_AGAIN = "no-cache"  # kept, but asked for whether it is still the same
NO_TABLES = "There are no tables yet.\n"


@dataclass(frozen=True, slots=True)
class Written:
    """The feed of some tables: as it is, and compressed."""

    plain: bytes
    packed: bytes

    def tag(self, *, packed: bool) -> str:
        """The tag by which one of the two is known (RFC 9110, 8.8.3), which differ in their bytes."""
        return f'"{hashlib.sha256(self.plain).hexdigest()[:20]}{"-gzip" if packed else ""}"'


class Feed:
    """ASGI middleware: answers for the feed, and hands everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.address = f"{options.root()}/{feed.NAME}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request of the server."""
        if scope["type"] != "http" or scope["path"] != self.address:
            await self.app(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            refused = PlainTextResponse("Only to be read.\n", 405, {"allow": "GET, HEAD"})
            await refused(scope, receive, send)
        else:
            response = await asyncio.to_thread(_answer, scope)
            await response(scope, receive, send)


def _answer(scope: Scope) -> Response:
    """The feed, 304 for who has it, or 503 where there are no tables."""
    asked = Headers(scope=scope)
    host = asked.get("host", "")
    base = f"{scope.get('scheme', 'http')}://{host}{options.root()}/" if host else ""
    try:
        folder = datasets.tables_folder()
        written = write(folder, datasets.stamp(folder), base)
    except TableError:
        return PlainTextResponse(NO_TABLES, 503)
    packed = "gzip" in asked.get("accept-encoding", "")
    headers = {
        "etag": written.tag(packed=packed),
        "cache-control": ASKED_AGAIN,
        "vary": "Accept-Encoding",
    }
    known = {each.strip().removeprefix("W/") for each in asked.get("if-none-match", "").split(",")}
    if known & {"*", written.tag(packed=True), written.tag(packed=False)}:
        return Response(status_code=304, headers=headers)
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(written.packed if packed else written.plain, headers=headers, media_type=feed.MIME)


@functools.lru_cache(maxsize=4)
def write(folder: Path, stamp: int, base: str = "") -> Written:
    """The feed of the tables in a folder as it is asked for below an address; `TableError` without tables.

    Links are whole where the address is known: readers of feeds often pass over what they are relative to.
    """
    made = files.read_made(folder)
    place = feed.Place("" if base else "./", _link, base)
    plain = feed.write_feed(_entries(folder, stamp), citation.TITLE, made, place)
    return Written(plain, gzip.compress(plain, mtime=0))


@functools.lru_cache(maxsize=2)
def _entries(folder: Path, stamp: int) -> tuple[feed.Entry, ...]:
    """What the feed says, found anew when the stamp of the tables has changed."""
    data = datasets.load_shared(folder, stamp)
    view = views.everything(data)
    documents = fetching.first_documents(data.store, fetching.ALL).to_dict("records")
    contested = [subject for subject in view.subjects if subject.grade == "conflict"]
    builds = changed.read_builds(folder)
    return feed.entries_of(documents, contested, view.records(contested), builds)


def _link(entry: feed.Entry) -> str:
    """The page of the dashboard that shows a document, a claim in it, or one beside what others say."""
    if entry.kind == feed.CONTESTED:
        return f"compare?{urlencode({'ev': entry.claim_id})}"
    shown = {"ev": entry.claim_id} if entry.claim_id else {}
    return f"documents?{urlencode({'doc': entry.document_id, **shown})}"
