"""Makes the README's picture from a dashboard that has no documents: `python -m tests.browser.screenshot`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.server import dashboard
from tests.browser.visitor import reader
from tests.conftest import ROOT

PICTURE = ROOT / "assets" / "screenshot.png"

if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS) as browser,
        dashboard(Path(folder)) as address,
        reader(browser, address, color_scheme="light") as visitor,
    ):
        visitor.open("/")
        visitor.page.screenshot(path=PICTURE)
        print(PICTURE.relative_to(ROOT))
