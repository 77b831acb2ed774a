"""Numbers for a scraper on this machine, in the text form of Prometheus: `/metrics`.

They are for who runs the server: others get "Not Found", unless `BAKHMUT_METRICS=on` opens them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from pages.shared import options
from pages.shared.operation.runs import HEADING, Line, line

METRICS = "BAKHMUT_METRICS"
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Numbers:
    """What is counted in this process."""

    def __init__(self, line: Line) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.answers = Counter("bakhmut_answers", "Requests.", ["what", "status"], registry=self.registry)
        self.answer_seconds = self._histogram("answer", "How long an answer took.", "what")
        self.visits = Gauge("bakhmut_visits", "Visits that go on.", registry=self.registry)
        self.page_seconds = self._histogram("page", "How long a page was drawn.")
        self.wait_seconds = self._histogram("wait", "How long a page waited for its turn.")
        self.failed = Counter("bakhmut_failed_pages", "Pages that failed.", registry=self.registry)
        waiting = Gauge("bakhmut_waiting_pages", "Pages that wait for their turn.", registry=self.registry)
        waiting.set_function(lambda: line.waiting)

    def _histogram(self, name: str, says: str, *labels: str) -> Histogram:
        return Histogram(f"bakhmut_{name}_seconds", says, labels, buckets=SECONDS, registry=self.registry)

    def answered(self, what: str, status: int, seconds: float) -> None:
        """Counts an answer."""
        self.answers.labels(what, str(status)).inc()
        self.answer_seconds.labels(what).observe(seconds)

    def drawn(self, rank: int, waited: float, seconds: float) -> None:
        """Counts a page that was drawn; its heading is counted with it."""
        if rank != HEADING:
            self.wait_seconds.observe(waited)
            self.page_seconds.observe(seconds)

    def response(self) -> Response:
        """All of it, as text."""
        return Response(generate_latest(self.registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


def answer(counted: Numbers, scope: Scope, environment: Mapping[str, str] = os.environ) -> Response:
    """The numbers, for who may have them."""
    if options.is_on(METRICS, environment) or is_of_this_machine(scope):
        return counted.response()
    return PlainTextResponse("Not Found\n", 404)


def is_of_this_machine(scope: Scope) -> bool:
    """Whether a request comes from this very machine and nobody passed it on."""
    headers, client = Headers(scope=scope), scope.get("client")
    if client is None or any(name in headers for name in FORWARDED):
        return False
    try:
        return ip_address(client[0]).is_loopback
    except ValueError:
        return False


numbers = Numbers(line)
