"""The build of the operator's documents while a server runs: which tables are shown until it is whole."""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

from bakhmut_data.sandbox.background import Refresh, State

_running: list[Refresh] = []


@contextlib.asynccontextmanager
async def built_at_start(source: Path, shipped: Path) -> AsyncIterator[None]:
    """Builds the documents while a server runs; not where the operator names tables (`BAKHMUT_TABLES`)."""
    if "BAKHMUT_TABLES" not in os.environ:
        _running.append(Refresh(source, shipped))
        _running[-1].start()
    try:
        yield
    finally:
        while _running:
            _running.pop().stop()


def state(shipped: Path) -> State:
    """How far the build of this server is."""
    return _running[-1].state if _running else State(shipped)
