"""A link opens what it says for the first reader after every start."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import dashboard
from tests.browser.visitor import Visitor, reader

FILTERED = urlencode({"by": "published", "from": "2023-03-01"})


# A page of each folder: to Streamlit all are alike, and every page is opened by a link in other tests.
@pytest.mark.parametrize("path", ["/front", "/documents"])
def test_the_first_visit_of_a_fresh_dashboard_may_be_a_deep_link(
    browser: Browser, tmp_path: Path, path: str
) -> None:
    with dashboard(tmp_path) as address, reader(browser, address) as first:
        first.open(f"{path}?{FILTERED}")
        assert first.path == path
        assert first.query == {"by": ["published"], "from": ["2023-03-01"]}
        expect(first.page.get_by_label("From", exact=True)).to_have_value("2023-03-01")
        expect(first.page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(
    "query",
    [
        "src=Nobody%27s+Gazette&side=Neutral&by=never&from=yesterday&to=0000-99-99&ev=no-such-claim",
        "q=%00%F0%9F%98%80%3Cscript%3Ealert(1)%3C/script%3E&unknown=1&src=&src=",
    ],
)
def test_a_link_that_makes_no_sense_opens_the_page_all_the_same(visitor: Visitor, query: str) -> None:
    visitor.open(f"/?{query}")
    expect(visitor.page.get_by_test_id("stException")).to_have_count(0)
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    if "Nobody" in query:
        expect(visitor.main.get_by_role("note").first).to_contain_text("Nobody's Gazette")
