"""The page of who stands where in a browser: by keyboard, by its link, on a phone, as a file."""

import re
from xml.etree import ElementTree as ET

from playwright.sync_api import expect

from tests.browser.access import PHONE, violations
from tests.browser.visitor import PATIENCE, Visitor, beside


def test_each_answer_of_the_grid_opens_its_evidence_by_keyboard(visitor: Visitor) -> None:
    visitor.open("/positions")
    grid = visitor.main.get_by_role("region", name="What each outlet prints on each question")
    expect(grid.get_by_role("rowheader")).to_have_count(9)
    expect(grid.get_by_role("columnheader", name="Vox")).to_be_visible()
    answer = grid.get_by_role("row", name=re.compile("matter militarily")).get_by_role("button").first
    answer.focus()
    answer.press("Enter")
    evidence = visitor.main.get_by_role("region", name="Evidence")
    expect(evidence).to_contain_text("matters militarily", timeout=PATIENCE)
    expect(evidence).to_contain_text("Question")
    expect(answer).to_have_attribute("aria-pressed", "true")


def test_why_a_cell_is_empty_unfolds_and_stays_unfolded(visitor: Visitor) -> None:
    visitor.open("/positions")
    grid = visitor.main.get_by_role("region", name="What each outlet prints on each question")
    silent = grid.get_by_role("row", name=re.compile("defenders stay")).locator("details")
    silent.locator("summary").press("Enter")
    expect(silent).to_contain_text("None of these words stands there")
    grid.get_by_role("button").first.click()
    expect(visitor.main.get_by_role("region", name="Evidence")).to_be_visible(timeout=PATIENCE)
    expect(silent.get_by_text("None of these words stands there")).to_be_visible()


def test_the_question_and_the_answer_stand_in_the_link(visitor: Visitor) -> None:
    visitor.open("/positions")
    visitor.main.get_by_role("radio", name="military value").click()
    visitor.page.wait_for_url(re.compile("qn=value"))
    visitor.settle()
    visitor.main.get_by_role("radio", name=re.compile("matters little")).click()
    visitor.page.wait_for_url(re.compile("an=little"))
    with beside(visitor) as other:
        other.open(f"/positions?{visitor.page.url.partition('?')[2]}")
        expect(other.main.get_by_role("group", name="matters little militarily")).to_have_count(1)
        expect(other.main.get_by_role("group", name="the place matters militarily")).to_have_count(0)
    # Another question has other answers, and says nothing of the one before.
    visitor.settle()
    visitor.main.get_by_role("radio", name="hold or leave").first.click()
    visitor.page.wait_for_url(re.compile("qn=hold"))
    visitor.settle()
    assert visitor.query == {"qn": ["hold"]}
    expect(visitor.main.get_by_text("is no choice for")).to_have_count(0)


def test_a_taker_of_a_debate_opens_its_evidence(visitor: Visitor) -> None:
    visitor.open("/positions?qn=hold")
    taker = visitor.main.get_by_role("group", name="the place is to be held").get_by_role("button").first
    who = taker.locator(".who").inner_text()
    taker.press("Enter")
    evidence = visitor.main.get_by_role("region", name="Evidence")
    expect(evidence).to_contain_text(re.sub(r" \(.*", "", who), timeout=PATIENCE)


def test_arrows_go_through_the_matrix_and_its_network_is_a_file(visitor: Visitor) -> None:
    visitor.open("/positions?net=sides")
    matrix = visitor.main.get_by_role("region", name="Who sides with whom, by the answers they give")
    first = matrix.get_by_role("button").first
    first.focus()
    place = first.get_attribute("data-id")
    visitor.page.keyboard.press("ArrowDown")
    focused = matrix.locator("button:focus")
    expect(focused).to_have_count(1)
    assert focused.get_attribute("data-id") != place
    visitor.page.keyboard.press("Enter")
    expect(visitor.main.get_by_role("region", name="Evidence")).to_be_visible(timeout=PATIENCE)
    with visitor.page.expect_download() as caught:
        visitor.main.get_by_role("button", name="GraphML").click()
    root = ET.fromstring(caught.value.path().read_bytes())  # noqa: S314 - our own
    voices = matrix.get_by_role("rowheader").count()
    assert len(root.findall(".//{*}node")) == voices > 5


def test_the_matrix_is_a_list_on_a_phone_and_axe_finds_nothing_to_mend(visitor: Visitor) -> None:
    visitor.open("/positions?net=sides")
    assert violations(visitor.page) == []
    visitor.page.set_viewport_size(PHONE)
    visitor.settle()
    matrix = visitor.main.get_by_role("region", name="Who sides with whom, by the answers they give")
    expect(matrix.locator("td.agree:not(.weak) .with").first).to_be_visible()
    assert visitor.main.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert violations(visitor.page) == []
