"""The map of the front in a real browser: it plays, stands in the address, and reads without a mouse."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from pages.shared import palette
from tests.browser.access import PHONE, violations
from tests.browser.conftest import program
from tests.browser.visitor import PATIENCE, SCREEN, Visitor, beside, reader, visit
from tests.conftest import ROOT

MAP = re.compile("^Map of the front, moved by the arrow keys")
LEAST_FRAMES = 10  # a second
LEAST_FOLLOWED = 4
OF_DOCUMENTS = "3,045 km²"  # Russian-held on 20 March 2023, as the shipped documents imply
PLAYED = 4000  # milliseconds
CHARTS = ".st-key-front-measures svg.chart"
# Frames that the page shows while it plays, and days among them.
COUNT = """(box, time) => new Promise((done) => {
  const days = new Set(), start = performance.now();
  let frames = 0;
  const count = () => {
    frames += 1; days.add(box.textContent);
    if (performance.now() - start < time) requestAnimationFrame(count);
    else done({frames: 1000 * frames / (performance.now() - start), days: days.size});
  };
  requestAnimationFrame(count);
})"""


# How often what stands beside a played map follows it, in a second: the list, and the numbers below.
FOLLOW = """(box, time) => new Promise((done) => {
  const start = performance.now();
  const list = box.querySelector(".side");
  const numbers = [...document.querySelectorAll(".st-key-front-numbers *")];
  const root = numbers.find((each) => each.shadowRoot).shadowRoot;
  const seen = { list: 0, numbers: 0, days: new Set() };
  const heed = (name) => new MutationObserver(() => {
    seen[name] += 1;
    if (name === "numbers") seen.days.add(root.querySelector("dl").getAttribute("aria-label"));
  });
  const observers = [heed("list"), heed("numbers")];
  observers[0].observe(list, { childList: true });
  observers[1].observe(root, { childList: true, subtree: true });
  setTimeout(() => {
    observers.forEach((each) => each.disconnect());
    const second = (performance.now() - start) / 1000;
    done({list: seen.list / second, numbers: seen.numbers / second, days: seen.days.size});
  }, time);
})"""


# Goes back in the moment in which the address has the day: before the run that wrote it is over.
BACK_AT_ONCE = """(day) => new Promise((done) => {
  const look = () => {
    if (!location.search.includes(day)) return setTimeout(look, 1);
    history.back(); done();
  };
  look();
})"""


# Leads the tab to an address as Back and Forward do: without loading the page anew.
LEAD = """(query) => {
  History.prototype.pushState.call(history, history.state, "", `/front${query}`);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}"""
START = "?day=2023-03-08"


def date(page: Page) -> Locator:
    return page.locator(".front .date")


def colors(page: Page) -> set[tuple[int, int, int]]:
    """The colours of many pixels of the map as the reader sees it."""
    page.locator(".front .map").scroll_into_view_if_needed()
    shown = Image.open(io.BytesIO(page.locator(".front .map").screenshot())).convert("RGB")
    return {(red, green, blue) for red, green, blue in np.asarray(shown)[::2, ::2].reshape(-1, 3).tolist()}


def near(seen: set[tuple[int, int, int]], wanted: str) -> bool:
    """Whether a colour is among those seen, but for what smooth edges change of it."""
    rgb = [int(wanted[at : at + 2], 16) for at in (1, 3, 5)]
    return any(max(abs(a - b) for a, b in zip(color, rgb, strict=True)) <= 12 for color in seen)


def opened(visitor: Visitor, query: str = "") -> Page:
    """The front page with its map drawn, and the charts below it."""
    visitor.open(f"/front{query}")
    expect(visitor.page.locator(".front .map[data-drawn]")).to_be_visible(timeout=PATIENCE)
    expect(visitor.page.locator(CHARTS)).to_be_visible(timeout=PATIENCE)
    visitor.settle()
    return visitor.page


def opened_plainly(visitor: Visitor, query: str = "") -> Page:
    """The same without WebGL, which is half of the work: for all in which the picture has no part."""
    visitor.draw_plainly()
    return opened(visitor, query)


def led(page: Page, query: str, day: str) -> Page:
    """The front in a tab that has it open, led to an address whose day reads so."""
    page.evaluate(LEAD, query)
    expect(date(page)).to_have_text(day, timeout=PATIENCE)
    return page


@pytest.fixture(scope="module")
def drawn_once(context: BrowserContext, address: str) -> Iterator[Visitor]:
    """A tab with the front drawn by WebGL, whose beginning is more work than most that is looked at in it."""
    with visit(context, address) as visiting:
        visiting.page.emulate_media(color_scheme="light")
        opened(visiting, START)
        yield visiting


@pytest.fixture
def drawn(drawn_once: Visitor) -> Iterator[Page]:
    """That tab, led back to its first address; its reader met no problem when the test ends."""
    led(drawn_once.page, START, "8 March 2023")
    drawn_once.settle()
    yield drawn_once.page
    assert drawn_once.problems == []


def test_the_map_plays_smoothly_without_a_word_to_the_server(drawn: Page) -> None:
    page = led(drawn, "?day=2022-06-01", "1 June 2022")
    page.get_by_label("Days a second").select_option("20")
    sent: list[object] = []
    page.on("request", lambda request: sent.append(request.url))
    able = date(page).evaluate(COUNT, PLAYED // 2)["frames"]
    page.get_by_role("button", name="Play", exact=True).click()
    seen = date(page).evaluate(COUNT, PLAYED)
    assert sent == []
    page.get_by_role("button", name="Pause", exact=True).click()
    # A machine that is busy with other things may not be able to show a still page so often.
    least = min(LEAST_FRAMES, able / 4)
    assert seen["frames"] >= least
    assert seen["days"] >= least
    page.wait_for_url(re.compile(r"day=2022-(0[6-9]|1)"))


def test_all_that_speaks_of_a_line_names_the_one_that_is_chosen(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-03-20&gained=30")
    numbers = page.locator(".st-key-front-numbers section")
    held = "estimated Russian-held, of 6,890 km² that are mapped"
    expect(numbers).to_have_count(1)
    expect(numbers).to_contain_text("Reference, 20 March 2023")
    expect(numbers.locator("div", has_text=held).locator("dd")).to_have_text("3,351 km²")
    page.get_by_label("Front line").select_option("both")
    ours = page.locator('.st-key-front-numbers [data-line="documents"]')
    expect(ours).to_contain_text("These documents, 20 March 2023")
    expect(ours.locator("div", has_text=held).locator("dd")).to_have_text(OF_DOCUMENTS, timeout=PATIENCE)
    expect(ours.locator("div", has_text="nothing is known").locator("dd")).to_have_text("3,635 km²")
    expect(ours.locator("div", has_text="against 30 days before").locator("dd")).to_have_text("+1,257 km²")
    shown = page.locator(".front .side section").first
    expect(shown.locator("li").nth(0)).to_contain_text("Reference: 3,351 km² Russian-held")
    expect(shown.locator("li").nth(1)).to_contain_text(f"These documents: {OF_DOCUMENTS} Russian-held")
    values = page.locator(f"{CHARTS} .value").first
    expect(values).to_have_text(f"20 March 2023: reference 3,351 km², documents {OF_DOCUMENTS}")
    expect(page.locator(CHARTS)).to_have_attribute("aria-label", re.compile("Reference: .*These documents: "))
    page.get_by_label("Front line").select_option("documents")
    expect(numbers).to_have_count(1)
    expect(page.locator(CHARTS)).to_have_attribute("aria-label", re.compile("^(?!.*Reference).*documents: "))
    # The browser drew the line at once; the server's answer, which the address tells of, draws the tabs anew.
    page.wait_for_url("**fl=documents*")
    visitor.settle()
    page.get_by_role("tab", name="Table").nth(1).click()
    table = page.locator(".st-key-front-measures-table table")
    expect(table.locator("caption")).to_contain_text("as these documents imply", timeout=PATIENCE)
    expect(table.locator("tbody td bdi").first).to_have_text("These documents")


def test_files_are_of_the_line_that_is_chosen(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-03-20&fl=both")
    expect(page.locator('.st-key-front-numbers [data-line="documents"] dd').first).to_have_text(
        OF_DOCUMENTS, timeout=PATIENCE
    )
    with page.expect_download() as picture:
        page.locator(".st-key-picture-front-measures").get_by_role("button", name="SVG").click()
    drawn = picture.value.path().read_text(encoding="utf-8")
    assert "Reference; These documents. Estimates, not facts" in re.sub(r"</text>\s*<text[^>]*>", " ", drawn)
    page.get_by_role("tab", name="Table").nth(1).click()
    with page.expect_download() as file:
        page.locator(".st-key-front-measures-table").get_by_role("button", name="CSV").click()
    assert file.value.suggested_filename.startswith("front-measures-both-")
    rows = list(csv.DictReader(io.StringIO(file.value.path().read_text(encoding="utf-8"))))
    of_day = {row["line"]: row for row in rows if row["date"] == "2023-03-20"}
    assert set(of_day) == {"Reference", "These documents"}
    assert float(of_day["Reference"]["russian_sq_km"]) == pytest.approx(3351, abs=0.5)
    assert float(of_day["These documents"]["russian_sq_km"]) == pytest.approx(3045, abs=0.5)
    assert (of_day["Reference"]["claims_known"], of_day["These documents"]["claims_known"]) == ("", "21")
    assert of_day["Reference"]["origin"].startswith("Bakhmut, as reported; tables of version ")
    with page.expect_download() as shapes:
        page.locator(".st-key-front-documents-files").get_by_text("GeoJSON (this day)").click()
    collection = json.loads(shapes.value.path().read_text(encoding="utf-8"))
    assert collection["properties"]["line"] == "These documents"
    areas = [each["properties"].get("controller") for each in collection["features"]]
    assert areas[:2] == ["Russia", "Ukraine"]
    saved(page, "Picture of this day", "front-both-2023-03-20.png")
    page.get_by_label("Front line").select_option("documents")
    saved(page, "Picture of this day", "front-documents-2023-03-20.png")


def test_the_list_and_the_numbers_of_both_lines_follow_a_played_map(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-02-01&fl=both")
    expect(page.locator(".st-key-front-numbers dl")).to_have_count(2, timeout=PATIENCE)
    able = date(page).evaluate(COUNT, PLAYED // 4)["frames"]
    page.get_by_role("button", name="Play", exact=True).click()
    seen = page.locator(".front").evaluate(FOLLOW, PLAYED)
    page.get_by_role("button", name="Pause", exact=True).click()
    least = min(LEAST_FOLLOWED, able / 4)
    assert seen["list"] >= least
    assert seen["numbers"] >= least
    assert seen["days"] >= least
    now = date(page).inner_text()
    numbers = page.locator(".st-key-front-numbers dl").first
    expect(numbers).to_have_attribute("aria-label", f"Reference, {now}")


def test_a_link_restores_day_layers_place_and_view(drawn: Page, visitor: Visitor) -> None:
    page = drawn
    page.get_by_label("Uncertainty").uncheck()
    page.get_by_label("Find a settlement").fill("Klishch")
    page.locator('.front [data-id="place Klishchiivka"]').click()
    page.wait_for_url(re.compile(r"at=Klishchiivka&.*2C10\.40"))
    page.get_by_role("button", name="Bring the map nearer").click()
    page.wait_for_url(re.compile(r"mv=[0-9.%C]*2C11\.15"))
    again = opened_plainly(visitor, page.url.partition("/front")[2])
    expect(date(again)).to_have_text("8 March 2023")
    expect(again.get_by_label("Uncertainty")).not_to_be_checked()
    expect(again.locator('.front [data-id="place Klishchiivka"]')).to_have_attribute("aria-pressed", "true")
    again.wait_for_url(page.url)


def test_back_and_forward_go_through_the_days(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-05-16")
    page.get_by_role("button", name="The next change of hands").click()
    expect(date(page)).to_have_text("20 May 2023")
    page.evaluate(BACK_AT_ONCE, "day=2023-05-20")
    expect(date(page)).to_have_text("16 May 2023", timeout=PATIENCE)
    page.go_forward()
    expect(date(page)).to_have_text("20 May 2023", timeout=PATIENCE)


def test_arrow_keys_go_from_day_to_day_on_the_slider_and_move_the_map_without_history(drawn: Page) -> None:
    page = led(drawn, "?day=2023-01-16", "16 January 2023")
    slider = page.get_by_role("slider", name="Day", exact=True)
    slider.press("ArrowRight")
    expect(date(page)).to_have_text("17 January 2023")
    assert slider.get_attribute("aria-valuetext") == "17 January 2023"
    page.wait_for_url(re.compile("day=2023-01-17"))
    before = page.evaluate("history.length")
    canvas = page.locator('.front canvas[role="img"]')
    canvas.focus()
    for _ in range(3):
        canvas.press("ArrowRight")
    page.wait_for_url(re.compile("mv="))
    assert page.evaluate("history.length") == before


def test_every_stretch_of_the_documents_line_says_why_and_leads_to_its_evidence(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-03-20")
    page.get_by_label("Front line").select_option("documents")
    stretches = page.locator('.front [data-id^="stretch "]')
    expect(stretches).not_to_have_count(0, timeout=PATIENCE)
    expect(page.locator(".front .choice p")).to_contain_text("from 21 claims that were known by then")
    stretches.nth(2).focus()
    page.keyboard.press("Enter")
    reasons = page.locator('.front .reasons [data-id^="reason "]')
    expect(reasons).to_have_count(3)
    expect(stretches.nth(2)).to_have_attribute("aria-pressed", "true")
    page.wait_for_url(re.compile("fl=documents.*why=48"))
    with beside(visitor) as other:
        again = opened_plainly(other, page.url.partition("/front")[2])
        expect(again.locator('.front .reasons [data-id^="reason "]')).to_have_count(3, timeout=PATIENCE)
        again.locator('.front .reasons [data-id^="reason "]').first.click()
        expect(other.main.get_by_role("region", name="Evidence")).to_be_visible(timeout=PATIENCE)


def test_without_an_outlet_the_line_is_another(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-03-20&fl=documents")
    said = page.locator(".front .choice p")
    expect(said).to_contain_text("from 21 claims", timeout=PATIENCE)
    page.get_by_label("Leave out").select_option("Vox")
    expect(said).to_contain_text("from 11 claims", timeout=PATIENCE)
    page.wait_for_url(re.compile("wo=Vox"))
    page.get_by_label("Front line").select_option("reference")
    expect(page.get_by_label("Leave out")).to_be_hidden()
    page.wait_for_url(re.compile(r"^(?!.*(wo=Vox|fl=documents))"))


def test_the_documents_line_follows_a_played_map(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-02-01&fl=documents&gained=7")
    expect(page.locator(".front .choice p")).to_contain_text("no claims", timeout=PATIENCE)
    page.get_by_label("Days a second").select_option("20")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".front .choice p")).to_contain_text("from 21 claims", timeout=PATIENCE)
    page.get_by_role("button", name="Pause", exact=True).click()


def test_days_that_are_chosen_by_keys_narrow_the_claims_and_stand_in_the_link(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-03-08")
    timeline = page.locator(".front .claims")
    said = timeline.get_by_role("status")
    expect(said).to_have_text("On the map: 6 claims for 8 March 2023.")
    for _ in range(4):
        timeline.get_by_label("From: claims on the map").press("ArrowLeft")
    timeline.get_by_label("To: claims on the map").press("ArrowRight")
    expect(said).to_have_text("On the map: 17 claims for 4 March 2023 to 9 March 2023.")
    documents = page.locator(".front .side section", has_text="Documents, 4 March 2023 to 9 March 2023")
    expect(documents.locator(".badge")).to_have_text(re.compile(r"^1[0-9]$"))
    timeline.get_by_label("Stacked by").select_option("says")
    page.wait_for_url(re.compile(r"cd=2023-03-04\.\.2023-03-09.*cb=says|cb=says.*cd=2023-03-04"))
    with beside(visitor) as other:
        again = opened_plainly(other, page.url.partition("/front")[2])
        expect(again.locator(".front .claims").get_by_role("status")).to_contain_text("17 claims for 4 March")
        expect(again.get_by_label("Stacked by")).to_have_value("says")
        expect(again.locator(".front [data-id=span]")).to_have_value("stretch")
        again.get_by_role("button", name="Only the day shown").click()
        expect(again.locator(".front .claims").get_by_role("status")).to_contain_text("6 claims for 8 March")
        again.wait_for_url(re.compile(r"^(?!.*cd=)"))


def test_days_are_drawn_with_the_mouse_and_a_phase_is_chosen_from_a_list(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-03-08")
    timeline = page.locator(".front .claims")
    box = timeline.locator(".plot").bounding_box()
    assert box
    timeline.locator(".plot").scroll_into_view_if_needed()
    box = timeline.locator(".plot").bounding_box() or box
    along = [box["x"] + share * box["width"] for share in (0.5, 0.7)]
    page.mouse.move(along[0], box["y"] + 50)
    page.mouse.down()
    page.mouse.move(along[1], box["y"] + 50, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile(r"cd=2023-01-\d\d\.\.2023-04-\d\d"))
    expect(timeline.get_by_role("status")).to_contain_text("21 claims for")
    timeline.locator("[data-id=span]").select_option(label="The city: all its days")
    page.wait_for_url(re.compile(r"cd=2023-01-26\.\.2023-05-14"))


def test_days_are_drawn_with_a_finger_on_a_phone(browser: Browser, address: str) -> None:
    with reader(browser, address, viewport=PHONE, has_touch=True) as visitor:
        page = opened_plainly(visitor, "?day=2023-03-08")
        plot = page.locator(".front .claims .plot")
        plot.scroll_into_view_if_needed()
        box = plot.bounding_box()
        assert box
        session = page.context.new_cdp_session(page)
        y = box["y"] + 50
        for kind, share in (("touchStart", 0.5), ("touchMove", 0.6), ("touchMove", 0.7), ("touchEnd", None)):
            points = [] if share is None else [{"x": box["x"] + share * box["width"], "y": y}]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_url(re.compile(r"cd=2023-01-\d\d\.\.2023-0[45]-\d\d"))
        assert page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_a_day_shows_its_places_on_the_map_and_a_place_its_days(drawn: Page) -> None:
    page = drawn
    page.locator(".front .map").scroll_into_view_if_needed()
    ringed = page.locator(".front .map").get_attribute("data-ringed")
    assert ringed in {None, "0"}
    plot = page.locator(".front .plot")
    plot.focus()
    plot.press("ArrowLeft")
    expect(plot).to_have_attribute("aria-valuetext", re.compile(r"^8 March 2023: 5 claims \(Vox"))
    expect(page.locator(".front .map")).to_have_attribute("data-ringed", "1")
    plot.press("ArrowRight")
    expect(plot).to_have_attribute("aria-valuetext", re.compile("^9 March 2023: "))
    plot.press("Enter")
    expect(date(page)).to_have_text("9 March 2023")
    page.locator(".front .map").scroll_into_view_if_needed()
    box = page.locator(".front .map").bounding_box()
    assert box
    # Where Bakhmut's city hall lies from the middle of the first view.
    page.mouse.move(box["x"] + box["width"] / 2 - 41.5, box["y"] + box["height"] / 2 + 36.8)
    said = page.locator(".front .claims").get_by_role("status")
    expect(said).to_contain_text(re.compile(r"^Bakhmut.*: \d+ claims, "))
    expect(plot.locator(".pointer")).not_to_have_count(0)
    # A pointer that rests on the map would be told of again when the list scrolls below it.
    page.mouse.move(0, 0)
    expect(said).to_have_text("On the map: 12 claims for 9 March 2023.")
    page.locator('.front [data-id="place Klishchiivka"]').focus()
    expect(said).to_have_text("Klishchiivka: no claim has a day in this time.")
    expect(plot.locator(".pointer")).to_have_count(0)


def test_a_phase_sets_its_first_day(visitor: Visitor) -> None:
    page = opened_plainly(visitor)
    page.get_by_role("button", name="Soledar", exact=True).click()
    expect(date(page)).to_have_text("1 January 2023")
    expect(page.get_by_role("button", name="Soledar", exact=True)).to_have_attribute("aria-pressed", "true")


def test_a_claim_in_the_list_opens_its_evidence(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-03-08")
    documents = page.locator(".front .side section").filter(has_text="Documents on this day")
    documents.locator("button.row").first.click()
    expect(visitor.main.get_by_role("region", name="Evidence")).to_be_visible(timeout=PATIENCE)
    page.wait_for_url(re.compile("ev="))


def test_the_day_is_told_by_sides_sources_and_measures(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-05-20")
    expect(page.locator('.front [data-id^="place "]').first).to_contain_text("since 20 May 2023")
    words = visitor.text
    for said in ("Changed hands on this day", "Reported by", "line to the road T0504", "no hindsight"):
        assert said in words


def saved(page: Page, button: str, name: str) -> bytes:
    """The picture that a button saves under that name."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename == name
    content = download.value.path().read_bytes()
    assert content.startswith(b"\x89PNG")
    return content


def test_the_day_is_one_picture_and_the_period_one_with_a_map_for_every_month(drawn: Page) -> None:
    page = led(drawn, "?day=2022-07-01", "1 July 2022")
    saved(page, "Picture of this day", "front-2022-07-01.png")
    content = saved(page, "Picture of the whole period", "front-2022-05-01-2023-09-30.png")
    width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    assert min(width, height) > 3000


def test_the_days_of_a_period_are_numbered_pictures_of_one_size(drawn: Page) -> None:
    page = led(drawn, "?day=2023-03-09&fl=both&cd=2023-03-06..2023-03-12", "9 March 2023")
    expect(page.locator(".st-key-front-numbers dl")).to_have_count(2, timeout=PATIENCE)
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="Save a picture of each day (ZIP)").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
    assert download.value.suggested_filename == "front-both-2023-03-06-2023-03-12.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        pictures = [Image.open(io.BytesIO(archive.read(name))).convert("RGB") for name in names]
    assert names == [f"front-both-{at:04}-2023-03-{at + 5:02}.png" for at in range(1, 8)]
    assert len({picture.size for picture in pictures}) == 1
    assert len({picture.tobytes() for picture in pictures}) == len(pictures)
    seen = {(red, green, blue) for red, green, blue in np.asarray(pictures[2]).reshape(-1, 3).tolist()}
    for color in ("#D1491C", "#2B78C5", palette.INK["light"]):
        assert near(seen, color), color
    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_a_long_work_says_how_far_it_is_and_can_be_ended(visitor: Visitor) -> None:
    page = opened_plainly(visitor, "?day=2023-03-08")
    page.locator(".front [data-id=period]").select_option(label="All days (105 pictures, one every 5 days)")
    page.get_by_role("button", name="Save a picture of each day (ZIP)").click()
    expect(page.locator(".front .work")).to_contain_text(re.compile(r"Picture \d+ of 105"))
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("nothing is saved")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_on_paper_stand_the_day_the_map_and_its_legend(drawn: Page) -> None:
    page = drawn
    # In a browser's order: it says that it will print, then lays the page out for paper.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(date(page)).to_be_visible()
    expect(page.locator(".front fieldset.legend")).to_be_visible()
    expect(page.get_by_role("slider", name="Day", exact=True)).to_be_hidden()
    printed = page.locator(".front canvas.printed")
    expect(printed).to_be_visible()
    shown = np.asarray(Image.open(io.BytesIO(printed.screenshot())).convert("RGB"))
    seen = {(red, green, blue) for red, green, blue in shown.reshape(-1, 3).tolist()}
    for color in ("#D1491C", "#2B78C5", palette.INK["light"], "#ffffff"):
        assert near(seen, color), color
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(printed).to_have_count(0)
    expect(page.locator('.front canvas[role="img"]')).to_be_visible()


def test_who_asks_for_less_motion_gets_steps(visitor: Visitor) -> None:
    visitor.page.emulate_media(reduced_motion="reduce")
    page = opened_plainly(visitor, "?day=2023-05-16")
    expect(page.get_by_text("Your system asks for less motion")).to_be_visible()
    expect(page.get_by_label("Days a second")).to_be_hidden()
    page.get_by_role("button", name="Play", exact=True).click()
    expect(date(page)).to_have_text("20 May 2023", timeout=PATIENCE)
    expect(date(page)).to_have_text("15 June 2023", timeout=PATIENCE)
    page.get_by_role("button", name="Pause", exact=True).click()
    page.wait_for_url(re.compile("day=2023-06-15"))
    numbers = page.locator(".st-key-front-numbers dl")
    expect(numbers).to_have_attribute("aria-label", "Reference, 15 June 2023")


def test_the_map_is_whole_without_its_graphics_library(visitor: Visitor) -> None:
    visitor.page.route("**/deck.min.js", lambda route: route.abort())
    page = opened(visitor, "?day=2023-01-15")
    expect(page.locator(".front canvas.plain[role=img]")).to_have_attribute("aria-label", MAP)
    page.get_by_role("button", name="The next change of hands").click()
    expect(date(page)).to_have_text("16 January 2023")
    page.wait_for_url(re.compile(r"day=2023-01-16"))
    assert [problem for problem in visitor.problems if "deck.min.js" not in problem] == []
    visitor.problems.clear()


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Browser]:
    """A browser that has no WebGL."""
    options = ["--no-sandbox", "--disable-gpu", "--disable-3d-apis", "--disable-background-networking"]
    with browser.browser_type.launch(executable_path=program(), args=options) as launched:
        yield launched


def test_without_webgl_the_map_has_ground_marks_and_names_and_can_be_moved(
    plain: Browser, drawn: Page, address: str
) -> None:
    usual = colors(drawn)
    with reader(plain, address, color_scheme="light") as visitor:
        fetched: list[str] = []
        visitor.page.on("request", lambda request: fetched.append(request.url))
        page = opened(visitor, "?day=2023-03-08")
        assert page.evaluate("document.createElement('canvas').getContext('webgl2')") is None
        assert not [url for url in fetched if "deck.min.js" in url]
        expect(page.get_by_text("This browser has no WebGL")).to_be_visible()
        seen = colors(page)
        style = json.loads((ROOT / "assets/basemap/style_light.json").read_text(encoding="utf-8"))
        paint = {layer["id"]: layer["paint"] for layer in style["layers"]}
        ground = [paint[name]["line-color"] for name in ("roads", "rivers")]
        for color in (*ground, "#D1491C", "#2B78C5", palette.INK["light"]):
            assert near(usual, color), color
            assert near(seen, color), color
        canvas = page.locator(".front canvas.plain[role=img]")
        expect(canvas).to_have_attribute("aria-label", MAP)
        canvas.focus()
        canvas.press("ArrowRight")
        page.wait_for_url(re.compile("mv="))
        page.get_by_role("button", name="Back to the first view").click()
        page.wait_for_url(re.compile("^(?!.*mv=)"))
        box = page.locator(".front .map").bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] / 2 - 41.5, box["y"] + box["height"] / 2 + 36.8)
        page.wait_for_url(re.compile("at=Bakhmut"))
        slider = page.get_by_role("slider", name="Day", exact=True)
        slider.press("ArrowRight")
        expect(date(page)).to_have_text("9 March 2023")
        page.get_by_label("Days a second").select_option("20")
        page.get_by_role("button", name="Play", exact=True).click()
        expect(date(page)).not_to_have_text("9 March 2023")
        page.get_by_role("button", name="Pause", exact=True).click()
        saved(page, "Picture of the whole period", "front-2022-05-01-2023-09-30.png")
        assert visitor.problems == []


def nothing_to_mend(page: Page) -> None:
    assert violations(page) == []
    assert page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_axe_finds_nothing_to_mend_with_a_place_chosen_where_webgl_draws(drawn: Page) -> None:
    page = led(drawn, "?day=2023-03-09&at=Klishchiivka", "9 March 2023")
    expect(page.locator('.front [data-id="place Klishchiivka"]')).to_have_attribute("aria-pressed", "true")
    page.set_viewport_size(PHONE)
    try:
        expect(page.get_by_role("button", name="Menu and filters")).to_be_visible()
        nothing_to_mend(page)
    finally:
        page.set_viewport_size(SCREEN)


def test_axe_finds_nothing_to_mend_with_a_place_chosen_in_the_dark(visitor: Visitor) -> None:
    visitor.page.set_viewport_size(PHONE)
    visitor.page.emulate_media(color_scheme="dark")
    nothing_to_mend(opened_plainly(visitor, f"{START}&at=Klishchiivka"))


def test_the_overview_is_drawn_by_the_library_that_the_map_has(drawn: Page) -> None:
    fetched: list[str] = []
    drawn.on("request", lambda request: fetched.append(request.url))
    drawn.get_by_text("Ukraine overview").click()
    expect(drawn.locator(".places-map[data-drawn] canvas")).to_be_visible(timeout=PATIENCE)
    expect(drawn.locator(".places-map canvas")).to_have_attribute("aria-label", re.compile("Map of places"))
    assert not [url for url in fetched if re.search("deck|maplibre|mapbox", url, re.IGNORECASE)]
