"""A reader in a real browser, who notes everything that goes wrong."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
)

PAGES = ("/", "/front", "/timeline", "/figures", "/positions", "/compare", "/documents", "/method")

# Components keep their content in shadow roots, which the text of an element leaves out.
READ_ALL = """
function read(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (["STYLE", "SCRIPT"].includes(node.nodeName)) return "";
  return [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(read).join(" ");
}
"""
# What a browser without WebGL answers the map, which then draws with a canvas alone.
WITHOUT_WEBGL = """
const whole = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith("webgl") ? null : whole.call(this, kind, ...more);
};
"""
PATIENCE = 45_000  # milliseconds; graphics are drawn by the processor here
SCREEN: ViewportSize = {"width": 1280, "height": 900}
HOME = {"127.0.0.1", "localhost"}


@contextlib.contextmanager
def reader(browser: Browser, address: str, **settings: Any) -> Iterator["Visitor"]:
    """A visitor with an empty cache, who must have met no problem when the block ends.

    `settings` are those of a browser context; the screen is 1280 by 900 unless they say otherwise.
    """
    with (
        browser.new_context(**{"viewport": SCREEN, **settings}) as context,
        visit(context, address) as visitor,
    ):
        yield visitor


@contextlib.contextmanager
def beside(visitor: "Visitor") -> Iterator["Visitor"]:
    """A second visitor in a new tab of the same browser."""
    with visit(visitor.page.context, visitor.address) as other:
        yield other


@contextlib.contextmanager
def visit(context: BrowserContext, address: str) -> Iterator["Visitor"]:
    """A visitor in a new tab, who must have met no problem when the block ends."""
    with context.new_page() as page:
        visitor = Visitor(page, address)
        yield visitor
    assert visitor.problems == []


@dataclass
class Visitor:
    """One tab at one dashboard; `problems` are console errors, exceptions and requests to other hosts."""

    page: Page
    address: str
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda error: self.problems.append(f"exception: {error}"))
        self.page.on("request", self._note_request)
        self.page.on("websocket", lambda socket: self._note_address(socket.url))

    def open(self, path: str) -> None:
        """Goes to a page of the dashboard, as a reader with a link does."""
        self.page.goto(f"{self.address}{path}", wait_until="domcontentloaded")
        self.settle()

    def draw_plainly(self) -> None:
        """Takes WebGL from the pages that this tab opens: drawn by the processor it is half of the work."""
        self.page.add_init_script(WITHOUT_WEBGL)

    def settle(self) -> None:
        """Returns when the page's script has run to its end and nothing on the screen is stale."""
        self.page.locator(
            '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
            '[data-test-script-state="notRunning"]'
        ).wait_for()
        # By its element: to look for a role takes the styles of everything on the page, at every look.
        expect(self.main.locator("h1").first).to_be_visible(timeout=PATIENCE)
        expect(self.page.locator('[data-testid="stSkeleton"], [data-stale="true"]')).to_have_count(
            0, timeout=PATIENCE
        )

    @property
    def main(self) -> Locator:
        """The page without menu and filters."""
        return self.page.get_by_test_id("stMain")

    @property
    def text(self) -> str:
        """Every word on the page, those in components too."""
        words: str = self.main.evaluate(f"element => {{ {READ_ALL} return read(element); }}")
        return words

    @property
    def query(self) -> dict[str, list[str]]:
        """The parameters of the address."""
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def path(self) -> str:
        """The address below the dashboard's own."""
        return urlsplit(self.page.url).path.removeprefix(urlsplit(self.address).path)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _note_request(self, request: Request) -> None:
        self._note_address(request.url)

    def _note_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HOME:
            self.problems.append(f"foreign request: {url}")
