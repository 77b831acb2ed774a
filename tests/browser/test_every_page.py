"""What holds on every page: it reads well by machine, in both themes, on a phone, and asks no other host."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bakhmut_data.wording import headings
from tests.browser.access import PHONE, violations
from tests.browser.visitor import PAGES, PATIENCE, SCREEN, Visitor, reader
from tests.test_verbatim import grams, running_text

WIDER = "e => e.scrollWidth - e.clientWidth"
EVERY = (*PAGES, "/add")


@pytest.fixture(scope="module")
def tabs(browser: Browser, address: str) -> Iterator[dict[str, Visitor]]:
    """By theme one tab for all pages, whose reader prefers it; where it is dark there is no WebGL."""
    with (
        reader(browser, address, color_scheme="light") as light,
        reader(browser, address, color_scheme="dark") as dark,
    ):
        dark.draw_plainly()
        yield {"light": light, "dark": dark}


@pytest.fixture(scope="module", params=itertools.product(EVERY, ["light", "dark"]), ids="-".join)
def opened(request: pytest.FixtureRequest, tabs: dict[str, Visitor]) -> tuple[Visitor, bool]:
    """The tab, at one page after the other, and whether it is looked at at a desk: else on a phone.

    Each page is looked at in one theme at a desk and in the other on a phone, and what stands around every
    page in all four ways. In the light each is opened by its address, in the dark from the menu.
    """
    path, theme = request.param
    visitor = tabs[theme]
    visitor.page.set_viewport_size(SCREEN)
    if theme == "light" or not visitor.page.url.startswith(visitor.address):
        visitor.open(path)
    else:
        named = headings.PAGES[path.strip("/")]
        visitor.page.get_by_role("link", name=named, exact=True).click()
        visitor.page.wait_for_url(f"{visitor.address}{path}")
        title, _ = headings.HEADINGS[named]
        expect(visitor.main.get_by_role("heading", level=1)).to_have_text(title, timeout=PATIENCE)
        visitor.settle()
    return visitor, (theme == "light") == (EVERY.index(path) % 2 == 0)


def test_every_page_has_one_title_and_no_error(opened: tuple[Visitor, bool]) -> None:
    visitor, _ = opened
    expect(visitor.main.get_by_role("heading", level=1)).to_have_count(1)
    expect(visitor.page.get_by_test_id("stException")).to_have_count(0)
    assert visitor.problems == []


def test_without_the_documents_no_page_shows_a_sentence(
    opened: tuple[Visitor, bool], documents_folder: Path
) -> None:
    assert grams(opened[0].text) & running_text(documents_folder) == set()


def test_print_shows_dark_words_on_white_and_no_controls(opened: tuple[Visitor, bool]) -> None:
    visitor, _ = opened
    visitor.page.emulate_media(media="print")
    try:
        expect(visitor.page.get_by_test_id("stSidebar")).to_be_hidden()
        heading = visitor.main.get_by_role("heading", level=1).first
        color = heading.evaluate("e => getComputedStyle(e).color")
        ground = visitor.page.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).backgroundColor")
        assert sum(int(part) for part in re.findall(r"\d+", color)[:3]) < 200
        assert ground == "rgb(255, 255, 255)"
        assert len(visitor.page.pdf()) > 5_000
    finally:
        visitor.page.emulate_media(media="null")


def test_axe_finds_nothing_to_mend_and_a_phone_never_scrolls_sideways(opened: tuple[Visitor, bool]) -> None:
    visitor, at_a_desk = opened
    if not at_a_desk:
        visitor.page.set_viewport_size(PHONE)
        expect(visitor.page.get_by_role("button", name="Menu and filters")).to_be_visible()
        visitor.settle()
        assert visitor.page.locator("html").evaluate(WIDER) <= 0
        assert visitor.main.evaluate(WIDER) <= 0
    assert violations(visitor.page) == []
