"""One browser and one dashboard for all tests here; a tab for each test."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.visitor import SCREEN, Visitor, visit
from tests.needs import absent

# Graphics without a graphics card, pages put together without graphics at all (a quarter less work),
# and no request of the browser's own.
ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--disable-gpu-compositing",
    "--no-first-run",
    "--process-per-site",  # the dashboard's scripts are compiled once for all tabs of a context
]


def program() -> str:
    """The path of Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        absent("the browser tests need Chromium; on Debian: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A reader's browser, which keeps from one test to the next what it fetched and compiled.

    One tab stays open at the dashboard, or the process that has compiled its scripts ended with each test.
    """
    with browser.new_context(viewport=SCREEN) as opened:
        opened.new_page().goto(f"{address}/robots.txt")
        yield opened


@pytest.fixture
def visitor(context: BrowserContext, address: str) -> Iterator[Visitor]:
    """A reader who comes again, in a new tab of 1280 by 900, and met no problem when the test ends."""
    with visit(context, address) as visiting:
        yield visiting
