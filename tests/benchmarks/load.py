"""Many readers at once: `python -m tests.benchmarks.load --readers 100 [PAGE ...]`.

So many visits open a page at the same moment, over sockets as a browser's; then each changes a filter once at
some moment of a minute, and all leave. Prints when the first heading and the whole page had come, what a
change of filter took, who got nothing in time, and the memory of the server. `--beside CHECKOUT` does the
same with another checkout, in turn: times of a busy machine compare only within one run. Asserts nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from tests.benchmarks.pages import processor_seconds
from tests.browser.server import dashboard, megabytes, server_of
from tests.browser.visitor import PAGES
from tests.conftest import ROOT
from tests.serving.visits import named_by

PATIENCE = 120.0  # seconds until a visit counts as lost
KEPT = 3  # seconds after which a visit is over whose tab was closed
FORGOTTEN = 15.0  # seconds from then on until memory is looked at
WORDS = ("bakhmut", "soledar", "russia", "killed", "wagner", "ammunition", "zelensky", "prigozhin", "river")
DAYS = ("2022-08", "2022-11", "2023-01", "2023-02", "2023-03", "2023-04", "2023-05")


@dataclass
class Reader:
    """One visit and what it waited for, in seconds; None for what never came."""

    page: str
    heading: float | None = None
    whole: float | None = None
    filtered: float | None = None
    size: int = 0
    widgets: dict[str, str] = field(default_factory=dict)

    async def visit(
        self, address: str, opened: asyncio.Barrier, acts_after: float, chance: random.Random
    ) -> None:
        """Opens the page, waits for the others, changes a filter after so many seconds, leaves with them."""
        parts = urlsplit(address)
        arrived, started = False, time.monotonic()
        try:
            async with connect(
                f"ws://{parts.netloc}{parts.path}/_stcore/stream",
                origin=Origin(f"{parts.scheme}://{parts.netloc}"),
                subprotocols=[Subprotocol("streamlit")],
                max_size=None,
                open_timeout=PATIENCE,
                ping_interval=None,
                compression=None,
            ) as socket:
                await self._open(socket, started)
                arrived = True
                await opened.wait()
                await asyncio.sleep(acts_after)
                await self._filter(socket, chance)
                await opened.wait()
        except (TimeoutError, OSError, WebSocketException):
            if not arrived:
                await opened.wait()
            await opened.wait()

    async def _open(self, socket: ClientConnection, started: float) -> None:
        asked = BackMsg()
        asked.rerun_script.page_name = self.page.strip("/")
        await socket.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            await self._listen(socket, started)
        self.whole = time.monotonic() - started

    async def _filter(self, socket: ClientConnection, chance: random.Random) -> None:
        """Types into the search and chooses a month, as few readers do the same."""
        asked = BackMsg()
        asked.rerun_script.page_name = self.page.strip("/")
        for key, value in (("q", chance.choice(WORDS)), ("from", chance.choice(DAYS))):
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = self.widgets[key], value
        started = time.monotonic()
        await socket.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            await self._listen(socket, started)
        self.filtered = time.monotonic() - started

    async def _listen(self, socket: ClientConnection, started: float) -> None:
        """Takes messages until the page has run to its end."""
        while True:
            data = await socket.recv(decode=False)
            self.size += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                drawn = element.WhichOneof("type") or "empty"
                if drawn == "heading" and self.heading is None:
                    self.heading = time.monotonic() - started
                elif drawn == "text_input":
                    self.widgets[named_by(element.text_input.id)] = element.text_input.id


@dataclass
class Load:
    """The visits of a run, and the server's memory in megabytes before, at its highest, and after."""

    readers: list[Reader]
    before: float
    peak: float
    after: float
    busy: float  # seconds for which the server kept a processor, for all pages and filters

    def __str__(self) -> str:
        headings = [each.heading for each in self.readers if each.heading is not None]
        whole = [each.whole for each in self.readers if each.whole is not None]
        filtered = [each.filtered for each in self.readers if each.filtered is not None]
        lost = len(self.readers) - len(filtered)
        return (
            f"{len(self.readers)} readers, {lost} lost\n"
            f"  heading    {_times(headings)}\n"
            f"  whole page {_times(whole)}\n"
            f"  filter     {_times(filtered)}\n"
            f"  server     {self.busy:.1f} s of a processor; memory {self.before:.0f} MB before, "
            f"{self.peak:.0f} at most, {self.after:.0f} after; "
            f"{sum(each.size for each in self.readers) / len(self.readers) / 1000:.0f} KB each"
        )


def _times(found: Sequence[float]) -> str:
    if not found:
        return "never"
    ordered = sorted(found)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    median = statistics.median(ordered)
    return (
        f"first {ordered[0]:.2f} s, median {median:.2f}, 95 of 100 within {late:.2f}, last {ordered[-1]:.2f}"
    )


async def visit_all(address: str, pages: Sequence[str], number: int, seconds: float) -> list[Reader]:
    """So many visits at once to some pages in turn, which each act once within some seconds."""
    chance = random.Random(number)  # noqa: S311 - the same moments in each run
    readers = [Reader(pages[at % len(pages)]) for at in range(number)]
    opened = asyncio.Barrier(number)
    await asyncio.gather(
        *(each.visit(address, opened, chance.uniform(0, seconds), chance) for each in readers)
    )
    return readers


def measure(checkout: Path, pages: Sequence[str], number: int, seconds: float) -> Load:
    """One run with a server of its own, of some checkout, just started."""
    option = f"--server.disconnectedSessionTTL={KEPT}"
    with (
        tempfile.TemporaryDirectory() as folder,
        dashboard(Path(folder), option, checkout=checkout) as address,
    ):
        server = server_of(address)
        # What is loaded once is none of a visit's.
        asyncio.run(visit_all(address, pages, len(pages), 0))  # noqa: TID251
        before, started = megabytes(server), processor_seconds(address)
        readers = asyncio.run(visit_all(address, pages, number, seconds))  # noqa: TID251
        peak, busy = megabytes(server, "VmHWM"), processor_seconds(address) - started
        time.sleep(KEPT + FORGOTTEN)
        return Load(readers, before, peak, megabytes(server), busy)


def main() -> int:
    """Print a line for each run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60.0, help="within which each changes a filter")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument(
        "--beside", type=Path, default=[], action="append", help="another checkout, measured too"
    )
    parser.add_argument(
        "pages", nargs="*", default=PAGES, help="paths, opened in turn; all unless some are named"
    )
    options = parser.parse_args()
    for _ in range(options.runs):
        for checkout in (*options.beside, ROOT):
            load = measure(checkout, options.pages, options.readers, options.seconds)
            print(f"{checkout}: {load}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
