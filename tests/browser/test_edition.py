"""The edition of the shipped tables, opened from a disk: without scripts, by keyboard, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from bakhmut_data.paths import BUILT
from bakhmut_data.publishing import edition
from bakhmut_data.tables import files
from tests.browser.access import PHONE, violations
from tests.browser.visitor import SCREEN
from tests.publishing.editions import broken_links, pages_of

LARGEST = 3_000_000  # bytes
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of the tables that ship, in a folder whose name has a blank."""
    out = tmp_path_factory.mktemp("published") / "an edition"
    edition.publish(BUILT, out, edition.Edition())
    return out


@pytest.fixture
def reading(request: pytest.FixtureRequest, browser: Browser, folder: Path) -> Iterator[tuple[Page, Path]]:
    """A tab that asks nothing but files and meets no error, and the folder."""
    problems: list[str] = []
    with browser.new_context(**{"viewport": SCREEN, **request.param}) as context:
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "request", lambda asked: None if asked.url.startswith("file:") else problems.append(asked.url)
        )
        page.on("requestfailed", lambda asked: problems.append(f"not found: {asked.url}"))
        yield page, folder
    assert problems == []


def speaking(day: str) -> int:
    """How many claims of the shipped table of control can speak for a day."""
    control = files.read_table(BUILT, "control")
    first = control["as_of_earliest"].fillna(control["as_of_latest"])
    last = control["as_of_latest"].fillna(control["as_of_earliest"])
    return int(((first <= pd.Timestamp(day)) & (last >= pd.Timestamp(day))).sum())


def test_the_whole_edition_is_small_and_every_link_within_it_leads_somewhere(folder: Path) -> None:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert size < LARGEST
    assert broken_links(folder) == []


@pytest.mark.parametrize("reading", [{"java_script_enabled": False}], indirect=True)
def test_every_page_is_read_without_scripts(reading: tuple[Page, Path]) -> None:
    page, home = reading
    for path in pages_of(home):
        page.goto(path.as_uri())
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("navigation", name="Pages").get_by_role("link")).to_have_count(8)
    page.goto((home / "front" / "index.html").as_uri())
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_role("img", name=re.compile("Map of the front"))).to_be_visible()
    rows = page.locator("#dated tr")
    assert rows.count() == rows.filter(visible=True).count() > 0
    page.get_by_role("link", name="31 March 2023", exact=True).click()
    expect(page.locator("text.title")).to_have_text("31 March 2023")


@pytest.mark.parametrize(
    "reading",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark", "viewport": PHONE, "reduced_motion": "reduce"},
    ],
    indirect=True,
    ids=["light", "dark on a phone"],
)
def test_axe_finds_nothing_to_mend_and_nothing_scrolls_sideways(reading: tuple[Page, Path]) -> None:
    page, home = reading
    documents = sorted(home.glob("documents/*/index.html"), key=lambda path: path.stat().st_size)
    found = {}
    for path in pages_of(home):
        page.goto(path.as_uri())
        assert page.evaluate(WIDER) <= 0, path
        if path not in documents[1:]:  # they differ in length alone, which takes axe minutes
            # Without asking for the style sheet again, which a page may not.
            found[path.parent.name] = violations(page, preload=False)
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("reading", [{}], indirect=True)
def test_the_slider_shows_the_front_and_the_claims_of_a_day_by_keyboard(
    reading: tuple[Page, Path],
) -> None:
    page, home = reading
    page.goto((home / "front" / "index.html").as_uri())
    slider, said = page.get_by_role("slider", name="Day of the estimate"), page.locator("#said")
    expect(said).to_contain_text("9 March 2023:")
    assert speaking("2023-03-09") != speaking("2022-05-01")
    expect(page.locator("#dated tr:visible")).to_have_count(speaking("2023-03-09"))
    line = page.locator("figure.day .front")
    before = line.get_attribute("d")
    slider.focus()
    page.keyboard.press("Home")
    expect(said).to_contain_text("1 May 2022:")
    assert line.get_attribute("d") != before
    expect(page.locator("#dated tr:visible")).to_have_count(speaking("2022-05-01"))
    page.keyboard.press("End")
    expect(said).to_contain_text("30 September 2023:")
    page.get_by_role("button", name="The day before").click()
    expect(said).to_contain_text("29 September 2023:")
    every_row = page.locator("#dated tr").count()
    page.get_by_role("checkbox", name="Claims for other days, too").check()
    expect(page.locator("#dated tr:visible")).to_have_count(every_row)


@pytest.mark.parametrize("reading", [{}], indirect=True)
def test_an_address_of_the_dashboard_leads_to_the_evidence(reading: tuple[Page, Path]) -> None:
    page, home = reading
    page.goto((home / "positions" / "index.html").as_uri())
    target = page.locator("table.grid td a").first.get_attribute("href")
    assert target is not None
    claim = target.partition("#")[2]
    page.goto(f"{(home / 'index.html').as_uri()}?ev={claim}")
    page.wait_for_url(f"**/documents/*/index.html#{claim}")
    expect(page.locator(f"[id='{claim}']")).to_be_in_viewport()
    document = claim.split("-")[0]
    page.goto(f"{(home / 'documents' / 'index.html').as_uri()}?doc={document}")
    page.wait_for_url(f"**/documents/{document}/index.html")


@pytest.mark.parametrize("reading", [{"color_scheme": "dark"}], indirect=True)
def test_print_is_dark_on_white_without_menu(reading: tuple[Page, Path]) -> None:
    page, home = reading
    page.goto((home / "index.html").as_uri())
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(17, 17, 17)"
    assert len(page.pdf()) > 5_000
