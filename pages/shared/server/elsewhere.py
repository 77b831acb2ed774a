"""Addresses that are no page: what programs ask of any site without a link to it, and what is not here.

To them Streamlit gives the shell of a page, with 200 and its own name, as to everybody who asks for what it
does not know.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared import options
from pages.shared.paths import API, ASSETS
from pages.shared.plain_page import plain_page

ROBOTS = "robots.txt"  # RFC 9309
ABSENT = ("favicon.ico", "sitemap.xml")
HTML = "text/html"
# Below these an answer in HTML is what was asked for.
OWN = (API, "app/static", "component", "media")
HEAD = '<meta name="robots" content="noindex" />'


def routes() -> list[Route]:
    """What the server answers at addresses that programs ask for."""
    return [
        Route(f"{options.root()}/{ROBOTS}", _allow),
        *(Route(f"{options.root()}/{name}", _absent) for name in ABSENT),
    ]


async def _allow(_: Request) -> Response:
    return FileResponse(ASSETS / ROBOTS, media_type="text/plain")


async def _absent(_: Request) -> Response:
    return PlainTextResponse("Not Found\n", 404)


class Elsewhere:
    """ASGI middleware: 404 and a way to the pages, where Streamlit answers with its shell for what is none.

    `pages` has the name in the menu of each page by its address, "" for the first; those are answered before.
    """

    def __init__(self, app: ASGIApp, pages: Mapping[str, str]) -> None:
        self.app = app
        root = options.root()
        self.own = tuple(f"{root}/{each}/" for each in OWN)
        links = (
            f'<li><a href="{html.escape(f"{root}/{name}")}">{html.escape(title)}</a></li>'
            for name, title in pages.items()
        )
        listed = "\n".join(links)
        main = f"<p>No page has this address. These are there:</p>\n<ul>\n{listed}\n</ul>"
        self.page = plain_page("Nothing is here", f"{root}/", HEAD, main)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request of the server."""
        if scope["type"] != "http" or scope["path"].startswith(self.own):
            await self.app(scope, receive, send)
            return
        refused = False

        async def send_what_is_here(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                refused = message["status"] in {200, 206} and kind.startswith(HTML)
                if refused:
                    answer = HTMLResponse(self.page, 404, {"cache-control": "no-store"})
                    await answer(scope, receive, send)
            if not refused:
                await send(message)

        await self.app(scope, receive, send_what_is_here)
