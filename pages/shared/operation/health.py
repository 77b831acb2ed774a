"""Whether the server can show its tables: `/health`, 200 or 503 with a few facts in JSON; and its numbers.

Streamlit's own `/_stcore/health` says only that the process answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.shared.operation import metrics

FAILING = 503


@dataclass
class HealthAndNumbers:
    """ASGI middleware: answers those who run the server.

    `condition` looks whether the tables can be asked and says so as `ok`, with other facts; it may take a
    moment.
    """

    app: ASGIApp
    base: str
    condition: Callable[[], dict[str, object]]
    numbers: metrics.Numbers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request of the server."""
        path = scope["path"] if scope["type"] == "http" else ""
        if path not in {f"{self.base}/health", f"{self.base}/metrics"}:
            await self.app(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            await PlainTextResponse("Method Not Allowed\n", 405)(scope, receive, send)
        elif path.endswith("health"):
            await (await self._health())(scope, receive, send)
        else:
            await metrics.answer(self.numbers, scope)(scope, receive, send)

    async def _health(self) -> Response:
        facts = await asyncio.to_thread(self.condition)
        return JSONResponse(facts, 200 if facts["ok"] else FAILING, headers={"cache-control": "no-store"})
