"""A server that is asked to stop says goodbye, ends what it started, and ends well.

On SIGTERM uvicorn closes its sockets (browsers are told with code 1012 and come back when a server is there
again), waits for answers under way, and then ends by the signal itself, which looks like a crash to whoever
waits for it.
"""

from __future__ import annotations

import signal
from types import FrameType

import uvicorn

GRACE = 5  # seconds for answers that are under way


def stop_well() -> None:
    """Has the server of this process end with 0 on SIGTERM, a few seconds later at most.

    To be called while it starts; elsewhere, as under another server, nothing is changed.
    """
    usual = signal.getsignal(signal.SIGTERM)
    server = getattr(usual, "__self__", None)
    if not isinstance(server, uvicorn.Server):
        return
    server.config.timeout_graceful_shutdown = GRACE

    def stop(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    signal.signal(signal.SIGTERM, stop)
