"""Words of documents and of addresses are data: shown as typed, run by nothing, breaking no layout."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from bakhmut_data.tables import files
from tests import made_claims
from tests.browser.access import PHONE
from tests.browser.server import dashboard
from tests.browser.visitor import PAGES, SCREEN, Visitor, beside, reader
from tests.hostile import HOSTILE, hostile_tables

NAMED = (
    "src",
    "side",
    "by",
    "from",
    "to",
    "q",
    "ev",
    "day",
    "lane",
    "m",
    "a",
    "cs",
    "lens",
    "row",
    "doc",
    "k",
)
SHORT = HOSTILE[:-1]
WIDER = "e => e.scrollWidth - e.clientWidth"
# Words of which a browser could make something; of the others only the server could.
ACTIVE = [at for at, word in enumerate(HOSTILE) if not word.startswith((":red", "{{"))]


def shown_well(visitor: Visitor) -> None:
    """Nothing ran, no error is shown, nothing scrolls sideways."""
    expect(visitor.page.get_by_test_id("stException")).to_have_count(0)
    assert visitor.page.locator("img[src='x'], a[href^='javascript']").count() == 0
    assert visitor.page.locator("html").evaluate(WIDER) <= 0
    assert visitor.main.evaluate(WIDER) <= 0


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard of documents whose every name is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    texts, built = folder / "texts", folder / "tables"
    texts.mkdir()
    files.write_tables(hostile_tables(texts), built)
    found = {"BAKHMUT_TABLES": str(built), "BAKHMUT_DOCUMENTS": str(texts)}
    with dashboard(folder, environment=found) as address:
        yield address


def without_dialogs(visitor: Visitor) -> Visitor:
    """The visitor, to whom a message box is a problem."""
    visitor.page.on("dialog", lambda box: visitor.problems.append(f"dialog: {box.message}"))
    return visitor


@pytest.fixture(scope="module")
def desk(browser: Browser, hostile: str) -> Iterator[Visitor]:
    """A reader of hostile documents at a desk, who never sees a message box."""
    with reader(browser, hostile) as visitor:
        yield without_dialogs(visitor)


@pytest.fixture(scope="module")
def plainly(desk: Visitor) -> Iterator[Visitor]:
    """The same in a tab of its own that has no WebGL."""
    with beside(desk) as visitor:
        visitor.draw_plainly()
        yield without_dialogs(visitor)


@pytest.mark.parametrize("path", PAGES)
def test_hostile_documents_are_shown_as_typed_at_a_desk_and_on_a_phone(desk: Visitor, path: str) -> None:
    desk.open(path)
    shown_well(desk)
    if path in {"/", "/timeline", "/figures", "/compare"}:
        assert "<script>alert(1)</script>" in desk.text
    desk.page.set_viewport_size(PHONE)
    try:
        expect(desk.page.get_by_role("button", name="Menu and filters")).to_be_visible()
        desk.settle()
        shown_well(desk)
    finally:
        desk.page.set_viewport_size(SCREEN)


@pytest.mark.parametrize("at", ACTIVE)
def test_hostile_evidence_is_shown_as_typed_in_its_document(desk: Visitor, at: int) -> None:
    text, surface = f"{HOSTILE[at]} said {at} people came.", f"{at} people"
    row = made_claims.figure(text, surface)
    desk.open(f"/documents?ev={row['document_id']}-f{row['start']}-{row['end']}")
    shown_well(desk)
    expect(desk.main.get_by_role("region", name="Evidence").locator("blockquote mark")).to_have_text(surface)
    assert HOSTILE[at][:60].splitlines()[-1] in desk.text


@pytest.mark.parametrize("path", ["/", "/front", "/compare", "/documents"])
def test_a_hostile_address_opens_the_page_all_the_same(plainly: Visitor, path: str) -> None:
    query = [(name, value) for name in NAMED for value in SHORT]
    plainly.open(f"{path}?{urlencode([*query, ('src', HOSTILE[-1]), ('q', HOSTILE[-1])])}")
    shown_well(plainly)
