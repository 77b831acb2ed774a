"""A reader who has the documents sees their sentences, and adds others only where that is allowed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import dashboard
from tests.browser.visitor import PATIENCE, Visitor, reader
from tests.test_verbatim import grams, running_text

ENOUGH = 200  # stretches of a document's text on the screen; far more than any name or title has


@pytest.fixture(scope="module")
def owner(
    browser: Browser, documents_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    """A reader at a dashboard that finds the documents, and takes no others."""
    found = {"BAKHMUT_DOCUMENTS": str(documents_folder.resolve()), "BAKHMUT_UPLOADS": "off"}
    with (
        dashboard(tmp_path_factory.mktemp("owner"), environment=found) as address,
        reader(browser, address) as visitor,
    ):
        yield visitor


def test_the_reader_of_a_document_shows_its_text_with_marks(owner: Visitor, documents_folder: Path) -> None:
    owner.open("/documents")
    mark = owner.main.locator("mark").first
    expect(mark).to_be_visible(timeout=PATIENCE)
    texts = [path.read_text(encoding="utf-8") for path in documents_folder.glob("*.txt")]
    assert any(mark.inner_text() in text for text in texts)
    assert len(grams(owner.text) & running_text(documents_folder)) > ENOUGH


def test_a_marked_span_opens_its_evidence_with_the_sentence(owner: Visitor) -> None:
    owner.open("/documents")
    owner.main.locator("mark").first.click()
    evidence = owner.main.get_by_role("region", name="Evidence")
    expect(evidence.locator("blockquote mark")).to_be_visible(timeout=PATIENCE)
    owner.page.wait_for_url(re.compile("ev="))


def test_the_operator_can_switch_adding_off(owner: Visitor) -> None:
    owner.open("/")
    expect(owner.page.get_by_role("link", name="Add documents")).to_have_count(0)
    owner.open("/add")
    assert "switched off" in owner.text
    expect(owner.page.locator('input[type="file"], textarea')).to_have_count(0)
