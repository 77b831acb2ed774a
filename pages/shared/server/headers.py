"""What every answer says of itself: what its page may load, who may frame it, whom its links tell."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Mapping

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bakhmut_data.errors import BakhmutError
from pages.shared import options

EMBEDDED_BY = "BAKHMUT_EMBEDDED_BY"
METRICS = "BAKHMUT_METRICS"
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# A source of Content Security Policy (level 3): a host with a scheme, or one of two words.
FRAMER = re.compile(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d+)?|\*|'self'|'none'")
# Streamlit draws components from blobs and sets styles where elements stand; saved pictures are blobs too.
POLICY = (
    # Streamlit's own map compiles WebAssembly; no script is made from text by allowing that.
    "default-src 'self'; script-src 'self' blob: {scripts}; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors {framers}"
)


class Headers:
    """ASGI middleware: sets the headers of every answer, and keeps the counters of the server inside.

    `shells` are the pages whose own scripts may run.
    """

    def __init__(self, app: ASGIApp, shells: Iterable[str]) -> None:
        self.app = app
        self.headers = {
            "content-security-policy": POLICY.format(
                scripts=" ".join(sorted(script_hashes(shells))), framers=framers_from()
            ),
            "referrer-policy": "strict-origin-when-cross-origin",
            "x-content-type-options": "nosniff",
            "cross-origin-opener-policy": "same-origin-allow-popups",
        }
        self.open_metrics = options.is_on(METRICS)
        self.metrics = f"{options.root()}/_stcore/metrics"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request of the server."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        inside = scope["path"].rstrip("/") == self.metrics and not self.open_metrics
        app = PlainTextResponse("Not Found\n", 404) if inside else self.app
        await app(scope, receive, send_with_headers)


def script_hashes(shells: Iterable[str]) -> set[str]:
    """The scripts within some pages, as a policy names them."""
    return {
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for shell in shells
        for script in INLINE.findall(shell)
    }


def framers_from(environment: Mapping[str, str] = os.environ) -> str:
    """Who may show the pages in a frame: the sites that `BAKHMUT_EMBEDDED_BY` names, else this one alone.

    `BakhmutError` names what is no site.
    """
    named = environment.get(EMBEDDED_BY, "").split() or ["'self'"]
    for each in named:
        if not FRAMER.fullmatch(each):
            raise BakhmutError(f"{EMBEDDED_BY}: {each!r} is no site such as https://news.example, nor *")
    return " ".join(named)
