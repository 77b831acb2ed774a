"""What all readers see first is ready before the first of them comes: the server opens its own pages.

It does so as one visit of nobody's, through the same runtime as readers, at its start and whenever other
tables are there.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field

from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.runtime import RuntimeStoppedError
from streamlit.runtime.session_manager import SessionClient

LOOKED_AT = 5.0  # seconds between two looks whether other tables are there
PATIENCE = 120.0  # seconds for a page; what is not ready then, the first reader waits for


@dataclass(eq=False)
class Nobody(SessionClient):
    """A client that reads nothing but when a page has run to its end."""

    finished: asyncio.Event = field(default_factory=asyncio.Event)

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """One message of the page."""
        if msg.WhichOneof("type") == "script_finished":
            self.finished.set()


@contextlib.asynccontextmanager
async def kept_warm(pages: Iterable[str], changed: Callable[[], object]) -> AsyncIterator[None]:
    """Opens pages, by their addresses, while a server runs: once, and again whenever `changed` answers other.

    The server answers meanwhile.
    """
    task = asyncio.create_task(_keep(tuple(pages), changed), name="warming")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def open_pages(pages: Iterable[str]) -> None:
    """Opens some pages one after the other in a visit that ends with them."""
    running, nobody = runtime.get_instance(), Nobody()
    session = running.connect_session(nobody, user_info={})
    try:
        for page in pages:
            nobody.finished.clear()
            asked = BackMsg()
            asked.rerun_script.page_name = page
            running.handle_backmsg(session, asked)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(nobody.finished.wait(), PATIENCE)
    finally:
        running.close_session(session)


async def _keep(pages: tuple[str, ...], changed: Callable[[], object]) -> None:
    seen: object = None
    with contextlib.suppress(RuntimeStoppedError):
        while True:
            if (now := await asyncio.to_thread(changed)) != seen:
                await open_pages(pages)
                if seen is None:
                    gc.collect()
                    # Streamlit collects garbage after every answer: sparing it what lives on spares a third.
                    gc.freeze()
                seen = now
            await asyncio.sleep(LOOKED_AT)
