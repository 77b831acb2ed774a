"""What the server gives before a visit begins: each page's shell, and the files that no visit changes.

Streamlit's own shell calls every page "Streamlit", which is what a shared link would show, and looks for the
server below the page's address first. Its scripts go out as they lie on the disk, three megabytes before the
first heading. Here a page has its name, and what never changes is compressed once and kept in memory.
"""

from __future__ import annotations

import asyncio
import functools
import gzip
import html
import mimetypes
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from bakhmut_data.claims import citation
from bakhmut_data.publishing import feed
from pages.shared import browser_modules, options
from pages.shared.paths import ASSETS
from pages.shared.server import linked_words

STREAMLIT = Path(file_util.get_static_dir())
SMALLER = {".css", ".geojson", ".js", ".json"}  # files that compression makes smaller
KEPT = "public, immutable, max-age=31536000"  # a year, where the address names the version
ASKED_AGAIN = "no-cache"

STOCK = "<title>Streamlit</title>"
# Fetched while Streamlit's own scripts are, which come first: what is drawn with them then need not wait.
PRELOADED = '<link rel="modulepreload" fetchpriority="low" href="./{address}" />'
# The server is where the page's address ends without the page's own name, below whatever prefix.
SHELL = """<title>{title}</title>
    <meta name="description" content="{says}" />
    <meta property="og:type" content="website" />
    <meta property="og:title" content="{heading}" />
    <meta property="og:description" content="{finding}" />
    <meta property="og:image" content="{image}" />
    <meta name="twitter:card" content="summary_large_image" />
    <link rel="alternate" type="application/atom+xml" title="{site}" href="{feed}" />
    <link rel="alternate" type="application/json+oembed" title="{heading}" href="{embedding}" />
    {data}
    {modules}
    <script>
      window.__streamlit ??= {{
        BACKEND_BASE_URL: location.origin + location.pathname.replace(/{name}\\/?$/, ""),
      }};
    </script>"""
AS_DATA = '<link rel="alternate" type="{media}" title="{title}" href="{address}" />'

# In a shell, where the addresses of the picture of the very view, of how to embed it and of its data belong,
# which only a request tells.
IMAGE, EMBEDDING, DATA = "the-picture-of-this-view", "how-to-embed-this-view", "the-data-of-this-view"
HEADING, FINDING = "the-title-of-this-view", "the-finding-of-this-view"
LONGEST_QUERY = 1_500  # of a view that can be embedded; of a longer one, the page is
OfView = Callable[[str, str], str]  # an address below the server, of a page's name and a query
Data = Callable[[str, str], Sequence[tuple[str, str, str]]]  # MIME type, title, address below the server
Embedding = Callable[[str], str]  # its address below the server, of the whole address of a view


@dataclass(frozen=True, slots=True)
class OfViews:
    """Of a view, where its picture is that a pasted link shows, how to embed it, its data; and its words."""

    picture: OfView
    embedding: Embedding
    data: Data
    words: linked_words.Words


def kept_words(
    make: Callable[[str, str], linked_words.Found | None], shown: Callable[[], object]
) -> linked_words.Words:
    """The words of views, as `make` gives them of a page and a query, kept while the same is `shown`."""
    return linked_words.Words(make, shown)


class Served:
    """ASGI middleware: answers a GET of a page or a file that it knows, and hands everything else on.

    `pages` has by the address of each page, "" for the first, its title and what it shows.
    """

    def __init__(
        self,
        app: ASGIApp,
        pages: Mapping[str, tuple[str, str]],
        views: OfViews,
    ) -> None:
        self.app = app
        self.pages, self.views = pages, views
        base = self.base = options.root()
        self.known: dict[str, Path | str] = {f"{base}/{address}": path for address, path in _files()}
        self.modules = {f"{base}/{address}": path for address, path in browser_modules.files().items()}
        self.known |= self.modules
        for name, shell in shells(pages).items():
            self.known[f"{base}/{name}"] = shell
            if name:
                self.known[f"{base}/{name}/"] = shell
        self.compressed: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request of the server."""
        address = scope["path"] if scope["type"] == "http" else ""
        if address not in self.known or not _takes_it_whole(scope):
            await (await self._plain(scope))(scope, receive, send)
            return
        known = self.known[address]
        headers = _headers(known, versioned=self._is_versioned(scope))
        if isinstance(known, str):
            await Response(_compress(await self._of_view(known, scope)), headers=headers)(
                scope, receive, send
            )
            return
        if address not in self.compressed:
            self.compressed[address] = await asyncio.to_thread(_compress, known)
        await Response(self.compressed[address], headers=headers)(scope, receive, send)

    async def _plain(self, scope: Scope) -> ASGIApp:
        """What answers who takes nothing compressed: pages and modules, known to us alone, or the server."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return self.app
        shell = self.known.get(scope["path"])
        if isinstance(shell, str):
            headers = {"cache-control": ASKED_AGAIN, "vary": "Accept-Encoding"}
            return Response(await self._of_view(shell, scope), headers=headers, media_type="text/html")
        module = self.modules.get(scope["path"])
        if module is None:
            return self.app
        return Response(module.read_bytes(), headers={"cache-control": KEPT}, media_type="text/javascript")

    async def _of_view(self, shell: str, scope: Scope) -> str:
        """The shell of a page with the words of its very view, with addresses whole as links need them."""
        page, query = (
            scope["path"].removeprefix(self.base).strip("/"),
            scope["query_string"].decode("latin-1"),
        )
        host = Headers(scope=scope).get("host", "")
        origin = f"{scope.get('scheme', 'http')}://{host}" if host else ""
        kept = f"?{query}" if query and len(query) <= LONGEST_QUERY else ""
        views, picture = self.views, self.views.picture(page, query)
        title, finding = await views.words.of(page, query, picture, Headers(scope=scope)) or self.pages[page]
        addresses = {
            IMAGE: picture,
            EMBEDDING: views.embedding(f"{origin}{self.base}/{page}{kept}"),
        }
        found = {mark: f"{origin}{self.base}/{address}" for mark, address in addresses.items()}
        found |= {HEADING: title, FINDING: finding}
        written = {mark: html.escape(words) for mark, words in found.items()}
        written[DATA] = "\n    ".join(
            AS_DATA.format(media=media, title=named, address=html.escape(f"{origin}{self.base}/{address}"))
            for media, named, address in views.data(page, query)
        )
        # All at once: a title may hold what marks a place.
        return re.sub("|".join(written), lambda mark: written[mark[0]], shell)

    def _is_versioned(self, scope: Scope) -> bool:
        """Whether the address names the version of what it leads to."""
        known = self.known[scope["path"]]
        streamlit = isinstance(known, Path) and known.is_relative_to(STREAMLIT)
        return streamlit or scope["path"] in self.modules or scope["query_string"].startswith(b"v=")


def shells(pages: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The HTML of each page by its address, as a browser, a search engine or a preview of a link gets it."""
    stock = stock_shell()
    site, address = html.escape(citation.TITLE), html.escape(f"{options.root()}/{feed.NAME}")
    written = {}
    for name, (title, says) in pages.items():
        modules = "\n    ".join(PRELOADED.format(address=each) for each in browser_modules.needed(name))
        head = SHELL.format(
            title=html.escape(title),
            says=html.escape(says),
            site=site,
            feed=address,
            modules=modules,
            name=name,
            image=IMAGE,
            embedding=EMBEDDING,
            data=DATA,
            heading=HEADING,
            finding=FINDING,
        )
        written[name] = stock.replace(STOCK, head)
    return written


@functools.cache
def stock_shell() -> str:
    """What Streamlit gives for every address that is no page."""
    return (STREAMLIT / "index.html").read_text(encoding="utf-8")


def _files() -> Iterator[tuple[str, Path]]:
    """Addresses below the server's own, with their files."""
    for folder, address in ((STREAMLIT / "static", "static"), (ASSETS, "app/static")):
        for path in folder.rglob("*"):
            if path.suffix in SMALLER:
                yield f"{address}/{path.relative_to(folder).as_posix()}", path


def _takes_it_whole(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    packed = "gzip" in headers.get("accept-encoding", "")
    return scope["method"] == "GET" and packed and "range" not in headers


def _compress(known: Path | str) -> bytes:
    body = known.encode() if isinstance(known, str) else known.read_bytes()
    return gzip.compress(body, compresslevel=6, mtime=0)


def _headers(known: Path | str, *, versioned: bool) -> dict[str, str]:
    headers = {"content-encoding": "gzip", "vary": "Accept-Encoding", "x-content-type-options": "nosniff"}
    if isinstance(known, str):
        return {**headers, "content-type": "text/html; charset=utf-8", "cache-control": ASKED_AGAIN}
    kind = mimetypes.guess_type(known.name)[0] or "application/json"
    return {**headers, "content-type": kind, "cache-control": KEPT if versioned else ASKED_AGAIN}
