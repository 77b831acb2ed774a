"""One browser and one dashboard for all tests here; a tab for each test."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import dashboard
from tests.browser.visitor import Visitor, reader
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
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        absent("the browser tests need Chromium; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a dashboard without documents runs, for all tests that need no fresh one."""
    with dashboard(tmp_path_factory.mktemp("dashboard")) as running:
        yield running


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """A reader with an empty cache and a screen of 1280 by 900, who met no problem when the test ends."""
    with reader(browser, address) as visiting:
        yield visiting
