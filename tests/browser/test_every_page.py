"""What holds on every page: it reads well by machine, in both themes, on a phone, and asks no other host."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.visitor import PAGES, Visitor, reader

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module", params=["light", "dark"])
def themed(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visitor]:
    """One tab for all pages, whose reader prefers the theme."""
    with reader(browser, address, color_scheme=request.param) as visitor:
        yield visitor


@pytest.fixture(scope="module", params=PAGES)
def opened(request: pytest.FixtureRequest, themed: Visitor) -> Visitor:
    """The tab, at one page after the other."""
    themed.open(request.param)
    return themed


@pytest.fixture(scope="module")
def phone(browser: Browser, address: str) -> Iterator[Visitor]:
    """One tab for all pages on a phone."""
    with reader(browser, address, viewport=PHONE, is_mobile=True, has_touch=True) as visitor:
        yield visitor


def test_every_page_has_one_title_and_no_error(opened: Visitor) -> None:
    expect(opened.main.get_by_role("heading", level=1)).to_have_count(1)
    expect(opened.page.get_by_test_id("stException")).to_have_count(0)
    assert opened.problems == []


def test_axe_finds_nothing_to_mend(opened: Visitor) -> None:
    options = {"runOnly": {"type": "tag", "values": RULES}}
    found = Axe().run(opened.page, options=options).response["violations"]
    assert [(each["id"], [node["html"][:300] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_never_scrolls_sideways(phone: Visitor, path: str) -> None:
    phone.open(path)
    wider = "e => e.scrollWidth - e.clientWidth"
    assert phone.page.locator("html").evaluate(wider) <= 0
    assert phone.main.evaluate(wider) <= 0
