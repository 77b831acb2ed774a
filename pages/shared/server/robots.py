"""What programs ask of any site without a link to it: where they may look, and files that are not here.

To them Streamlit gives the shell of a page, with 200, as to everybody who asks for what it does not know.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from pages.shared import options
from pages.shared.paths import ASSETS

NAME = "robots.txt"  # RFC 9309
ABSENT = ("favicon.ico", "sitemap.xml")


def routes() -> list[Route]:
    """What the server answers at these addresses."""
    return [
        Route(f"{options.root()}/{NAME}", _allow),
        *(Route(f"{options.root()}/{name}", _absent) for name in ABSENT),
    ]


async def _allow(_: Request) -> Response:
    return FileResponse(ASSETS / NAME, media_type="text/plain")


async def _absent(_: Request) -> Response:
    return PlainTextResponse("Not Found\n", 404)
