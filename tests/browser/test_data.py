"""The page on which the data can be tried: for everybody, with scripts off, on a phone, in the dark."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.access import PHONE, violations
from tests.browser.visitor import Visitor


@pytest.fixture
def without_scripts(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/api/v1")
        yield page


def test_a_form_asks_for_data_without_any_script(without_scripts: Page) -> None:
    page = without_scripts
    documents = page.get_by_role("region", name="documents")
    documents.get_by_label("fields").fill("source,claims")
    documents.get_by_label("limit").fill("2")
    documents.get_by_role("button", name="JSON").click()
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["limit"], asked["fields"]) == (["2"], ["source,claims"])
    whole = json.loads(page.locator("body").inner_text())
    assert [list(each) for each in whole["data"]] == [["source", "claims"]] * 2


def test_every_form_as_it_stands_has_an_answer(without_scripts: Page) -> None:
    page = without_scripts
    start = page.url
    number = page.locator("form").count()
    assert number == 9
    for at in range(number):
        page.goto(start)
        form = page.locator("form").nth(at)
        for needed in form.locator("input[type=text][required]").all():  # a link to a page
            needed.fill(urljoin(start, "/timeline"))
        form.get_by_role("button", name=re.compile("JSON|PNG")).first.click()
        assert page.url.startswith(start)
        if "preview.png" in page.url:
            assert page.locator("img").evaluate("image => [image.naturalWidth, image.naturalHeight]") == [
                *(1200, 630),
            ]
        elif "oembed.json" in page.url:
            assert json.loads(page.locator("body").inner_text())["version"] == "1.0"
        else:
            assert json.loads(page.locator("body").inner_text())["meta"]["licenses"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend_and_a_phone_never_scrolls_sideways(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(viewport=PHONE, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{address}/api/v1/")
        expect(page.get_by_role("heading", name="The claims as data")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_view_as_data_opens_from_a_page(visitor: Visitor) -> None:
    visitor.open("/timeline?side=Ukraine")
    link = visitor.page.get_by_role("link", name="GeoJSON", exact=True)
    expect(link).to_have_attribute("href", "api/v1/claims.geojson?side=Ukraine")
    answer = visitor.page.request.get(link.evaluate("link => link.href"))
    assert answer.status == 200
    sides = {each["properties"]["side"] for each in answer.json()["features"]}
    assert sides == {"Ukraine"}
