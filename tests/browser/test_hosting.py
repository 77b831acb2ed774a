"""The nginx lines of CONTRIBUTING.md, run by a real nginx: pages, links and history under a path prefix."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import answers
from tests.browser.visitor import PATIENCE, reader
from tests.serving.nginx import hosted


@pytest.fixture(scope="module")
def prefixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx with the dashboard behind it, prefix and all."""
    with hosted(tmp_path_factory.mktemp("nginx")) as found:
        yield found.address


@pytest.mark.parametrize("path", ["/", "/front", "/documents"])
def test_a_deep_link_works_behind_nginx(browser: Browser, prefixed: str, path: str) -> None:
    with reader(browser, prefixed) as visitor:
        visitor.open(f"{path}?by=published")
        assert visitor.path == path
        assert visitor.query == {"by": ["published"]}
        expect(visitor.page.get_by_role("dialog")).to_have_count(0)


def test_a_link_copied_behind_nginx_opens_the_same_claim(browser: Browser, prefixed: str) -> None:
    with reader(browser, prefixed) as visitor:
        visitor.open("/")
        visitor.main.locator("button.row").first.click()
        evidence = visitor.main.get_by_role("region", name="Evidence")
        expect(evidence).to_be_visible(timeout=PATIENCE)
        visitor.page.wait_for_url(re.compile(r"ev="))
        visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visitor.page.get_by_role("button", name="Copy link").click()
        expect(visitor.page.get_by_text("Link copied.")).to_be_visible()
        link = visitor.page.evaluate("navigator.clipboard.readText()")
        heading = evidence.get_by_role("heading").inner_text()
    assert link.startswith(f"{prefixed}/?ev=")
    with reader(browser, prefixed) as other:
        other.open(link.removeprefix(prefixed))
        expect(other.main.get_by_role("region", name="Evidence")).to_contain_text(heading, timeout=PATIENCE)


def test_pages_keep_the_prefix(browser: Browser, prefixed: str) -> None:
    with reader(browser, prefixed) as visitor:
        visitor.open("/figures")
        visitor.page.get_by_role("link", name="Method", exact=True).click()
        visitor.page.wait_for_url(f"{prefixed}/method")
        visitor.settle()
        visitor.page.go_back()
        visitor.page.wait_for_url(f"{prefixed}/figures")


def test_the_counters_of_the_server_stay_inside(prefixed: str) -> None:
    assert not answers(f"{prefixed}/_stcore/metrics")
