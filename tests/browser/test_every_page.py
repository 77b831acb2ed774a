"""What holds on every page: it reads well by machine, in both themes, on a phone, and asks no other host."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.visitor import PAGES, SCREEN, Visitor, reader

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE: ViewportSize = {"width": 390, "height": 844}
# Streamlit gives the place where files are dropped a role that its own name contradicts.
EXCEPT = {"exclude": [['[data-testid="stFileUploaderDropzone"]']]}


@pytest.fixture(scope="module", params=["light", "dark"])
def themed(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visitor]:
    """One tab for all pages, whose reader prefers the theme."""
    with reader(browser, address, color_scheme=request.param) as visitor:
        yield visitor


@pytest.fixture(scope="module", params=[*PAGES, "/add"])
def opened(request: pytest.FixtureRequest, themed: Visitor) -> Visitor:
    """The tab, at one page after the other."""
    themed.page.set_viewport_size(SCREEN)
    themed.open(request.param)
    return themed


def violations(visitor: Visitor) -> list[tuple[str, list[str]]]:
    """What axe finds on the page as it stands, with the elements."""
    options = {"runOnly": {"type": "tag", "values": RULES}}
    found = Axe().run(visitor.page, context=EXCEPT, options=options).response["violations"]
    return [(each["id"], [node["html"][:300] for node in each["nodes"]]) for each in found]


def test_every_page_has_one_title_and_no_error(opened: Visitor) -> None:
    expect(opened.main.get_by_role("heading", level=1)).to_have_count(1)
    expect(opened.page.get_by_test_id("stException")).to_have_count(0)
    assert opened.problems == []


def test_axe_finds_nothing_to_mend(opened: Visitor) -> None:
    assert violations(opened) == []


def test_print_shows_dark_words_on_white_and_no_controls(opened: Visitor) -> None:
    opened.page.emulate_media(media="print")
    try:
        expect(opened.page.get_by_test_id("stSidebar")).to_be_hidden()
        heading = opened.main.get_by_role("heading", level=1).first
        color = heading.evaluate("e => getComputedStyle(e).color")
        ground = opened.page.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).backgroundColor")
        assert sum(int(part) for part in re.findall(r"\d+", color)[:3]) < 200
        assert ground == "rgb(255, 255, 255)"
        assert len(opened.page.pdf()) > 5_000
    finally:
        opened.page.emulate_media(media="null")


def test_a_phone_never_scrolls_sideways_and_axe_finds_nothing_to_mend_on_it(opened: Visitor) -> None:
    opened.page.set_viewport_size(PHONE)
    expect(opened.page.get_by_role("button", name="Menu and filters")).to_be_visible()
    opened.settle()
    wider = "e => e.scrollWidth - e.clientWidth"
    assert opened.page.locator("html").evaluate(wider) <= 0
    assert opened.main.evaluate(wider) <= 0
    assert violations(opened) == []
