"""Charts with their table, sources, citation and files; days drawn in the histogram; embedding."""

import json
import re
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Locator, expect

from pages.shared import browser_modules
from tests.browser.visitor import PAGES, PATIENCE, Visitor, beside
from tests.timing import becomes

# The lines of a text that stands in a narrow box, as they are saved: "words at x in so many pixels".
SAVED_LINES = """async ([module, words]) => {
  const { listAsSvg } = await import(module);
  const box = document.createElement("div");
  box.style.cssText = "width: 9ch; font: 16px monospace; overflow-wrap: anywhere";
  box.textContent = words;
  document.body.append(box);
  const lines = [...listAsSvg(box).querySelectorAll("text")].map((line) => line.textContent);
  box.remove();
  return lines;
}"""
NO_QUERY = re.compile(r"^[^?]*$")
# Whether an element is what one sees at its own first corner.
UNCOVERED = """element => {
  const { left, top } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + 9, top + 9));
}"""


def tab(visitor: Visitor, name: str) -> None:
    """Opens a tab of the first figure on the page; returns when the page shows that it is open."""
    chosen = visitor.main.get_by_role("tab", name=name, exact=True).first
    chosen.click()
    expect(chosen).to_have_attribute("aria-selected", "true", timeout=PATIENCE)
    visitor.settle()


def table(visitor: Visitor) -> Locator:
    return visitor.main.get_by_role("region").filter(has=visitor.page.locator("table")).first


def test_a_heading_of_the_table_sorts_it_and_a_row_opens_its_evidence(visitor: Visitor) -> None:
    visitor.open("/timeline")
    tab(visitor, "Table")
    heading = table(visitor).get_by_role("button", name="Published")
    heading.click()
    expect(table(visitor).get_by_role("columnheader", name="Published")).to_have_attribute(
        "aria-sort", "ascending"
    )
    days = table(visitor).locator("tbody tr").evaluate_all("rows => rows.map(row => row.cells[5].innerText)")
    assert days[0].endswith("February 2023")
    assert days[-1].endswith("March 2023")
    visitor.page.wait_for_url(re.compile(r"[?&]sort=table-[\w-]+\.5a"))
    visitor.page.reload()
    expect(table(visitor).get_by_role("columnheader", name="Published")).to_have_attribute(
        "aria-sort", "ascending"
    )
    table(visitor).locator("tbody button").first.press("Enter")
    expect(visitor.main.get_by_role("region", name="Evidence")).to_be_visible(timeout=PATIENCE)


def test_the_claims_of_a_figure_come_as_files_of_every_format(visitor: Visitor) -> None:
    visitor.open("/figures")
    tab(visitor, "Table")
    for name in ("CSV", "About the CSV", "Parquet", "JSON", "GeoJSON", "KML"):
        with visitor.page.expect_download() as caught:
            visitor.main.get_by_role("button", name=name, exact=True).first.click()
        content = caught.value.path().read_bytes()
        assert len(content) > 100
        if name == "About the CSV":
            about = json.loads(content)
            assert caught.value.suggested_filename == f"{about['url']}-metadata.json"
            assert about["tableSchema"]["primaryKey"] == "claim_id"
            assert {each["dc:publisher"] for each in about["dc:source"][:-2]} >= {"Vox"}
        if name == "GeoJSON":
            point = json.loads(content)["features"][0]["geometry"]["coordinates"]
            assert 36 < point[0] < 40
            assert 47 < point[1] < 50


@pytest.mark.parametrize(
    ("path", "picture", "words"),
    [
        ("/figures", ".js-plotly-plot .main-svg", "people"),
        ("/documents", ".mark", "who holds a place"),
        ("/compare?lens=words", "tbody td", "The capital"),
    ],
)
def test_a_picture_is_saved_with_what_it_shows_and_where_it_comes_from(
    visitor: Visitor, path: str, picture: str, words: str
) -> None:
    visitor.open(path)
    visitor.main.locator(picture).first.wait_for()
    saved = {}
    for name in ("PNG", "SVG"):
        with visitor.page.expect_download(timeout=PATIENCE) as caught:
            visitor.main.get_by_role("button", name=name, exact=True).first.click()
        saved[name] = caught.value.path().read_bytes()
    assert saved["PNG"].startswith(b"\x89PNG")
    told = " ".join(ET.fromstring(saved["SVG"]).itertext())  # noqa: S314 - drawn here
    assert any(title in told for title in visitor.main.locator("h2").all_inner_texts())
    for said in (words, " claims, ", "Outlets: ", "Tables of version", visitor.page.url):
        assert said in told


def test_a_word_that_is_broken_is_saved_in_its_two_lines(visitor: Visitor) -> None:
    visitor.open("/method")
    module = f"{visitor.address}/{browser_modules.address('components/svg_copy.js')}"
    lines = visitor.page.evaluate(SAVED_LINES, [module, "town Russian-held unforgettable end"])
    assert lines == ["town", "Russian-", "held", "unforgett", "able end"]


def test_a_saved_matrix_has_no_buttons(visitor: Visitor) -> None:
    visitor.open("/compare?lens=words")
    unfold = visitor.main.get_by_role("button", name=re.compile("^Show all .* rows"))
    expect(unfold).to_be_visible(timeout=PATIENCE)
    with visitor.page.expect_download(timeout=PATIENCE) as caught:
        visitor.main.locator(".st-key-below-matrix").get_by_role("button", name="SVG", exact=True).click()
    told = " ".join(ET.fromstring(caught.value.path().read_bytes()).itertext())  # noqa: S314 - drawn here
    assert "Show all" not in told
    assert "Shown at once are" in told


def test_a_matrix_beside_open_evidence_breaks_no_words(visitor: Visitor) -> None:
    visitor.open("/compare")
    cell = visitor.main.locator(".st-key-matrix td").first
    expect(cell).to_have_css("display", "table-cell", timeout=PATIENCE)
    cell.get_by_role("button").first.click()
    expect(visitor.main.get_by_role("region", name="Evidence")).to_be_visible(timeout=PATIENCE)
    expect(visitor.main.locator(".st-key-matrix td").first).to_have_css("display", "block")
    box = visitor.main.locator(".st-key-matrix .scroll")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_the_open_tab_stands_in_the_address(visitor: Visitor) -> None:
    visitor.open("/documents?tab-marks=Table")
    expect(table(visitor)).to_be_visible()
    assert visitor.query == {"tab-marks": ["Table"]}
    tab(visitor, "Chart")
    visitor.page.wait_for_url(NO_QUERY)


def test_a_number_of_the_overview_shows_the_claims_it_counts(visitor: Visitor) -> None:
    visitor.open("/")
    number = visitor.main.get_by_role("button", name=re.compile("reported statements"))
    counted = number.inner_text().split()[0]
    number.click()
    visitor.page.wait_for_url(re.compile("kind=statement"))
    expect(table(visitor).locator("caption")).to_contain_text(f"{counted} claims")


def test_a_citation_holds_the_version_of_the_tables_and_a_link_to_the_same_view(visitor: Visitor) -> None:
    visitor.open("/figures?q=killed&m=killed")
    tab(visitor, "Cite")
    words = visitor.main.locator(".citation").first.inner_text()
    assert re.search(r"tables of version [0-9a-f]{12}", words)
    link = urlsplit(words.rpartition(", ")[2])
    assert parse_qs(link.query) == {"q": ["killed"], "m": ["killed"]}
    with beside(visitor) as other:
        other.open(f"{link.path}?{link.query}")
        expect(other.main.get_by_role("heading", level=2).first).to_contain_text("Killed")


def test_the_sources_of_a_figure_say_how_many_claims_name_their_speaker(visitor: Visitor) -> None:
    visitor.open("/figures")
    tab(visitor, "Sources")
    expect(visitor.main.get_by_role("columnheader", name="With a speaker").first).to_be_visible()


def test_days_drawn_in_the_histogram_become_the_filter(visitor: Visitor) -> None:
    visitor.open("/timeline")
    slider = visitor.main.get_by_role("slider", name=re.compile("Claims each day"))
    slider.focus()
    slider.press("Shift+ArrowLeft")
    slider.press("Enter")
    visitor.page.wait_for_url(re.compile(r"from=2023-.*to=2023-"))
    visitor.settle()
    first, last = (visitor.query[name][0] for name in ("from", "to"))
    assert first < last
    visitor.main.get_by_role("button", name="All days").click()
    visitor.page.wait_for_url(NO_QUERY)


def test_a_stretch_is_drawn_with_the_pointer_too(visitor: Visitor) -> None:
    visitor.open("/timeline")
    box = visitor.main.get_by_role("slider", name=re.compile("Claims each day")).bounding_box()
    assert box
    visitor.page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 20)
    visitor.page.mouse.down()
    visitor.page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 20, steps=4)
    visitor.page.mouse.up()
    visitor.page.wait_for_url(re.compile(r"from=2023-02-.*to=2023-"))


def test_a_phase_of_the_battle_filters_by_its_days(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.page.get_by_role("button", name=re.compile("^The city")).click()
    visitor.page.wait_for_url(re.compile(r"from=2023-01-26.*to=2023-05-14"))


def test_words_for_the_same_thing_stand_side_by_side_and_open_where_they_stand(visitor: Visitor) -> None:
    visitor.open("/compare?lens=words")
    capital = visitor.main.get_by_role("row", name=re.compile("The capital"))
    expect(capital).to_be_in_viewport(timeout=PATIENCE)
    expect(capital).to_contain_text("Kyiv")
    expect(capital).to_contain_text("Kiev")
    capital.get_by_role("button", name=re.compile("^Kiev")).first.click()
    evidence = visitor.main.get_by_role("region", name="Evidence")
    expect(evidence).to_contain_text("“Kiev”, for the capital", timeout=PATIENCE)
    visitor.page.wait_for_url(re.compile(r"ev=[0-9a-f]{12}-w"))
    visitor.page.reload()
    expect(evidence).to_contain_text("“Kiev”, for the capital", timeout=PATIENCE)


def test_evidence_opens_the_document_it_stands_in(visitor: Visitor) -> None:
    visitor.open("/timeline")
    visitor.main.locator("button.row").last.click()  # far down the page
    evidence = visitor.main.get_by_role("region", name="Evidence")
    expect(evidence.get_by_role("heading")).to_be_in_viewport(timeout=PATIENCE)
    outlet = evidence.locator("dd").first.inner_text()
    visitor.page.wait_for_url(re.compile("ev="))
    visitor.page.get_by_role("link", name="Documents", exact=True).click()
    visitor.page.wait_for_url(re.compile("/documents"))
    visitor.settle()
    expect(visitor.main.locator("table.plain td").first).to_have_text(outlet)
    visitor.page.keyboard.press("Escape")
    expect(evidence).to_have_count(0, timeout=PATIENCE)


@pytest.mark.parametrize("path", PAGES)
def test_an_embedded_page_is_the_page_alone(visitor: Visitor, path: str) -> None:
    visitor.draw_plainly()
    visitor.open(f"{path}?embed=true&q=bakhmut")
    expect(visitor.page.get_by_test_id("stSidebar")).to_be_hidden()
    link = visitor.main.get_by_role("link", name="Open this view with its filters")
    expect(link).to_have_attribute("href", "?q=bakhmut")
    heading = visitor.main.get_by_role("heading", level=1)
    for width in (1280, 390):
        visitor.page.set_viewport_size({"width": width, "height": 500})
        assert becomes(lambda: bool(heading.evaluate(UNCOVERED)))


def test_nothing_moves_for_readers_who_asked_for_stillness(visitor: Visitor) -> None:
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.open("/")
    moving = "es => es.filter(e => parseFloat(getComputedStyle(e).animationDuration) > 0.01).length"
    assert visitor.main.locator("*").evaluate_all(moving) == 0


def test_the_link_of_one_chart_shows_that_chart_alone(visitor: Visitor) -> None:
    visitor.open("/?q=bakhmut")
    tab(visitor, "Cite")
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.main.get_by_role("button", name="Copy the link of this chart alone").click()
    expect(visitor.main.get_by_text("Link copied.")).to_be_visible(timeout=PATIENCE)
    link = urlsplit(visitor.page.evaluate("navigator.clipboard.readText()"))
    assert parse_qs(link.query) == {"q": ["bakhmut"], "only": ["claims"]}
    with beside(visitor) as other:
        other.open(f"{link.path}?{link.query}&embed=true")
        headings = other.main.get_by_role("heading", level=2)
        expect(headings).to_have_text(["Who speaks of which day"])
        mark = other.main.locator(".st-key-alone .mark").first
        expect(mark).to_be_visible(timeout=PATIENCE)
        back = other.main.get_by_role("link", name="Open this view with its filters")
        expect(back).to_have_attribute("href", "?q=bakhmut")
        other.main.get_by_role("tab", name="Table", exact=True).click()
        expect(table(other)).to_be_visible(timeout=PATIENCE)


def test_a_chart_that_a_page_has_not_leaves_the_page_whole_with_a_note(visitor: Visitor) -> None:
    visitor.open("/timeline?only=<b>nowhere")
    expect(visitor.main.get_by_role("note")).to_have_text(
        "“<b>nowhere” is no chart of this page; all of it is shown.", timeout=PATIENCE
    )
    expect(visitor.main.get_by_role("heading", level=2).first).to_be_visible()
    expect(visitor.main.get_by_role("link", name="Show the whole page")).to_have_attribute("href", "?")
