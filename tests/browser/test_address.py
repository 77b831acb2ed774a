"""The address holds what is seen: filters, the open claim, the page; and history goes both ways."""

import re

from playwright.sync_api import Browser, Locator, expect

from tests.browser.visitor import PATIENCE, Visitor, reader


def status(visitor: Visitor) -> Locator:
    return visitor.main.get_by_role("status").first


def search(visitor: Visitor, words: str) -> None:
    """Types into the search box and waits until the page shows what is left."""
    before = status(visitor).inner_text()
    field = visitor.page.get_by_label("Search").first
    field.fill(words)
    field.press("Enter")
    expect(status(visitor)).not_to_have_text(before, timeout=PATIENCE)
    visitor.settle()


def claims(visitor: Visitor) -> Locator:
    return visitor.main.locator("button.row")


def evidence(visitor: Visitor) -> Locator:
    return visitor.main.get_by_role("region", name="Evidence")


def test_a_filter_stands_in_the_address_and_a_reload_shows_the_same(visitor: Visitor) -> None:
    visitor.open("/figures")
    search(visitor, "killed")
    assert visitor.query == {"q": ["killed"]}
    shown = visitor.text
    visitor.page.reload(wait_until="domcontentloaded")
    visitor.settle()
    assert visitor.query == {"q": ["killed"]}
    expect(visitor.page.get_by_label("Search").first).to_have_value("killed")
    assert visitor.text == shown


def test_filters_go_along_to_the_next_page(visitor: Visitor) -> None:
    visitor.open("/figures?q=killed")
    shown = status(visitor).inner_text()
    visitor.page.get_by_role("link", name="Timeline", exact=True).click()
    visitor.page.wait_for_url(re.compile(r"/timeline\?"))
    visitor.settle()
    assert visitor.query == {"q": ["killed"]}
    expect(status(visitor)).to_have_text(shown)


def test_back_closes_a_claim_and_forward_opens_it_again(visitor: Visitor) -> None:
    visitor.open("/")
    claims(visitor).first.click()
    expect(evidence(visitor)).to_be_visible(timeout=PATIENCE)
    visitor.page.wait_for_url(re.compile(r"ev="))
    heading = evidence(visitor).get_by_role("heading").inner_text()

    visitor.page.go_back()
    expect(evidence(visitor)).to_have_count(0, timeout=PATIENCE)
    assert "ev" not in visitor.query

    visitor.page.go_forward()
    expect(evidence(visitor).get_by_role("heading")).to_have_text(heading, timeout=PATIENCE)


def test_back_undoes_a_search_and_a_day_one_by_one_and_forward_does_them_again(visitor: Visitor) -> None:
    page, fields = visitor.page, ("Search", "From")
    visitor.open("/timeline")

    def seen() -> tuple[str, list[str], str]:
        visitor.settle()
        values = [page.get_by_label(field, exact=True).input_value() for field in fields]
        return page.url, values, status(visitor).inner_text()

    steps, entries = [seen()], page.evaluate("history.length")
    for field, words in zip(fields, ("killed", "2023-05"), strict=True):
        box = page.get_by_label(field, exact=True)
        box.press_sequentially(words)
        box.press("Enter")
        expect(status(visitor)).not_to_have_text(steps[-1][2], timeout=PATIENCE)
        steps.append(seen())
    assert page.evaluate("history.length") == entries + len(fields)
    for go, step in [(page.go_back, 1), (page.go_back, 0), (page.go_forward, 1), (page.go_forward, 2)]:
        go()
        expect(status(visitor)).to_have_text(steps[step][2], timeout=PATIENCE)
        assert seen() == steps[step]


def test_days_the_wrong_way_round_stand_in_order_in_the_address(visitor: Visitor) -> None:
    visitor.open("/timeline?from=2023-05&to=2023-03")
    visitor.page.wait_for_url(re.compile("from=2023-03&to=2023-05"))
    expect(visitor.page.get_by_label("From", exact=True)).to_have_value("2023-03")


def test_escape_closes_a_claim_but_not_from_a_field(visitor: Visitor) -> None:
    visitor.open("/")
    claims(visitor).first.click()
    expect(evidence(visitor)).to_be_visible(timeout=PATIENCE)
    visitor.page.get_by_label("Search", exact=True).press("Escape")
    visitor.settle()
    expect(evidence(visitor)).to_be_visible()
    claims(visitor).first.press("Escape")
    expect(evidence(visitor)).to_have_count(0, timeout=PATIENCE)


def test_back_returns_to_the_page_before_with_its_filters(visitor: Visitor) -> None:
    visitor.open("/figures?q=killed")
    title = visitor.main.get_by_role("heading", level=1).inner_text()
    visitor.page.get_by_role("link", name="Compare", exact=True).click()
    visitor.page.wait_for_url(re.compile("/compare"))
    expect(visitor.main.get_by_role("heading", level=1)).not_to_have_text(title, timeout=PATIENCE)
    visitor.settle()
    visitor.page.go_back()
    expect(visitor.main.get_by_role("heading", level=1)).to_have_text(title, timeout=PATIENCE)
    assert visitor.path == "/figures"
    assert visitor.query == {"q": ["killed"]}


def test_reset_takes_every_filter_out_of_the_address(visitor: Visitor) -> None:
    visitor.open("/figures?q=killed&by=published&from=2023-01")
    visitor.page.get_by_role("button", name="Reset filters").click()
    expect(visitor.page.get_by_label("Search").first).to_have_value("", timeout=PATIENCE)
    visitor.page.wait_for_url(re.compile(r"^[^?]*$"))


def test_a_copied_link_shows_another_reader_the_same(browser: Browser, visitor: Visitor) -> None:
    visitor.open("/figures?by=published")
    claims(visitor).first.click()
    expect(evidence(visitor)).to_be_visible(timeout=PATIENCE)
    visitor.page.wait_for_url(re.compile(r"ev="))
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.page.get_by_role("button", name="Copy link").click()
    expect(visitor.page.get_by_text("Link copied.")).to_be_visible()
    link = visitor.page.evaluate("navigator.clipboard.readText()")
    with reader(browser, visitor.address) as other:
        other.open(link.removeprefix(visitor.address))
        expect(evidence(other)).to_have_text(
            evidence(visitor).inner_text(), use_inner_text=True, timeout=PATIENCE
        )
        expect(status(other)).to_have_text(status(visitor).inner_text())
        assert other.query == visitor.query
