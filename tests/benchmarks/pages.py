"""Times every page against a bare Streamlit page in the same browser: `python -m tests.benchmarks.pages`.

Prints when the first heading and the main picture are on the screen, as multiples of the bare page's, which
is visited in turn, and what a change of filter costs: time of the server's processor, time until its last
answer, bytes of its answers. The page's own clock tells: asked from outside, a busy page answers up to a
second late.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.server import dashboard, ended, free_port, wait_until_healthy
from tests.browser.visitor import PAGES, Visitor

BARE = """
import plotly.graph_objects as go
import streamlit as st

st.title("Bare", anchor=False)
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[1, 3, 2])))
"""
# What a reader comes to the page for; the bare page has a Plotly chart.
DRAWN = ".js-plotly-plot .scatterlayer"
PICTURES = {
    "/": ".picture .mark",
    "/front": "canvas.sheet",
    "/timeline": DRAWN,
    "/figures": DRAWN,
    "/compare": "tbody td",
    "/documents": ".picture .mark",
}
LAST = {"/front": "svg.chart"}  # what a page asks for only when its picture stands
HEADING_LIMIT, PICTURE_LIMIT = 1.25, 2.0  # times the bare page's
TIME_LIMIT, SIZE_LIMIT = 300, 60_000  # milliseconds, bytes
WORDS = ("killed", "bakhmut", "russia")
# Notes the milliseconds after which the frame with the first element of each kind is on the screen.
CLOCK = """
(wanted) => {
  const seen = (globalThis.seen = {}), met = new Set();
  const look = (root) => {
    for (const [name, selector] of Object.entries(wanted)) {
      if (met.has(name) || !root.querySelector(selector)) continue;
      met.add(name);
      requestAnimationFrame(() => setTimeout(() => { seen[name] = performance.now(); }));
    }
  };
  const all = { childList: true, subtree: true };
  const watch = (root) => new MutationObserver(() => look(root)).observe(root, all);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...how) {
    const root = attach.apply(this, how);
    watch(root);
    return root;
  };
  watch(document);
}
"""


@dataclass
class Wire:
    """The server's answers since the last question: how many bytes, and when the last came."""

    asked: float = 0.0
    answered: float = 0.0
    size: int = 0
    sockets: list[WebSocket] = field(default_factory=list)

    def listen(self, socket: WebSocket) -> None:
        """Notes everything that comes through a socket."""
        self.sockets.append(socket)
        socket.on("framesent", lambda _: self._ask())
        socket.on("framereceived", self._note)

    def _ask(self) -> None:
        self.asked, self.size = time.monotonic(), 0

    def _note(self, payload: str | bytes) -> None:
        self.answered = time.monotonic()
        self.size += len(payload)


@contextlib.contextmanager
def bare_page(folder: Path) -> Iterator[str]:
    """The address of a Streamlit page with a heading and a chart."""
    script, log, port = folder / "bare.py", folder / "bare.log", free_port()
    script.write_text(BARE, encoding="utf-8")
    options = ["--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    with ended(process):
        wait_until_healthy(f"http://127.0.0.1:{port}/_stcore/health", process, log)
        yield f"http://127.0.0.1:{port}"


def time_page(browser: Browser, address: str, picture: str) -> tuple[float, float]:
    """Seconds until the first heading and until the picture, in a browser with an empty cache."""
    # Waiting for an expression evaluates text, which the pages' own policy forbids.
    with browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.add_init_script(f"({CLOCK})({json.dumps({'heading': 'h1', 'picture': picture or 'h1'})})")
        page.goto(address, wait_until="commit")
        page.wait_for_function("globalThis.seen?.heading && globalThis.seen.picture")
        seen = page.evaluate("globalThis.seen")
        return seen["heading"] / 1000, seen["picture"] / 1000


def medians(browser: Browser, pages: Sequence[tuple[str, str]], runs: int) -> list[tuple[float, float]]:
    """The medians of both times of some pages with their pictures, visited in turn, as load comes and goes.

    The first visit warms the server and is not counted.
    """
    timed = [[time_page(browser, address, picture) for address, picture in pages] for _ in range(runs + 1)]
    visits = list(zip(*timed[1:], strict=True))
    return [
        (statistics.median(each[0] for each in visit), statistics.median(each[1] for each in visit))
        for visit in visits
    ]


def processor_seconds(address: str) -> float:
    """How long the server at an address has kept a processor busy, which other programs do not lengthen."""
    port = f"--server.port={address.rpartition(':')[2]}".encode()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            if port in (stat.parent / "cmdline").read_bytes().split(b"\0"):
                fields = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
                return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    raise RuntimeError(f"nothing serves {address}")


def time_filters(page: Page, address: str, path: str) -> tuple[float, float, int]:
    """Milliseconds by the processor and by the clock, and bytes, of a change of filter.

    The medians of the times and the largest of the answers.
    """
    wire = Wire()
    page.on("websocket", wire.listen)
    visitor = Visitor(page, address)
    visitor.open(path)
    if path in LAST:
        page.locator(LAST[path]).first.wait_for(state="attached")
    page.wait_for_timeout(1500)  # charts ask once more when they know their width
    busy, times, sizes = [], [], []
    for word in WORDS:
        before = processor_seconds(address)
        field = page.get_by_label("Search").first
        field.fill(word)
        field.press("Enter")
        page.wait_for_url(lambda url, word=word: f"q={word}" in url)  # type: ignore[misc]
        visitor.settle()
        page.wait_for_timeout(400)
        busy.append(1000 * (processor_seconds(address) - before))
        times.append(1000 * (wire.answered - wire.asked))
        sizes.append(wire.size)
    return statistics.median(busy), statistics.median(times), max(sizes)


def main() -> int:
    """Print a line for each page; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("pages", nargs="*", default=PAGES, help="paths, all unless some are named")
    options = parser.parse_args()
    runs = options.runs
    failed = False
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS) as browser,
        bare_page(Path(folder)) as bare,
        dashboard(Path(folder)) as address,
    ):
        for path in options.pages:
            both = [(bare, DRAWN), (address + path, PICTURES.get(path, ""))]
            [(heading, picture), (first, main_picture)] = medians(browser, both, runs)
            with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
                busy, spent, size = time_filters(context.new_page(), address, path)
            ratios = first / heading, main_picture / picture
            over = ratios[0] > HEADING_LIMIT or ratios[1] > PICTURE_LIMIT
            over = over or busy > TIME_LIMIT or size > SIZE_LIMIT
            failed = failed or over
            print(
                f"{path:<11} heading {first:.2f} s ({ratios[0]:.2f} times {heading:.2f} s), "
                f"picture {main_picture:.2f} s ({ratios[1]:.2f} times {picture:.2f} s), "
                f"filter {busy:.0f} ms of the server ({spent:.0f} by the clock), {size / 1000:.0f} KB"
                f"{'  over a limit' if over else ''}"
            )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
