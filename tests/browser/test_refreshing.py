"""A dashboard started on documents of its own builds their tables while it already answers."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.server import dashboard
from tests.browser.visitor import PATIENCE, reader

DOCUMENTS = 20  # as many as keep a build busy until a browser has opened the page
TEXT = (
    "By Ada Stone\n\nOn {day} March 2023 the mayor said that {count} people had left Soledar. Russian forces "
    "held the village, the ministry said."
)


def test_documents_of_the_operator_are_built_with_progress_and_then_shown(
    browser: Browser, tmp_path: Path
) -> None:
    source, cache = tmp_path / "articles", tmp_path / "cache"
    source.mkdir()
    for number in range(DOCUMENTS):
        text = TEXT.format(day=number % 28 + 1, count=100 + number) * 40
        (source / f"{number}.txt").write_text(text, encoding="utf-8")
    places = {"BAKHMUT_DOCUMENTS": str(source), "BAKHMUT_CACHE": str(cache)}
    with dashboard(tmp_path, environment=places) as address, reader(browser, address) as visitor:
        visitor.open("/")
        expect(visitor.main.get_by_text("Reading the documents in articles")).to_be_visible(timeout=PATIENCE)
        assert "of 5 sources" in visitor.text
        expect(visitor.main.get_by_text(f"of {DOCUMENTS} sources").first).to_be_visible(timeout=4 * PATIENCE)
        expect(visitor.main.get_by_text("Reading the documents in articles")).to_have_count(0)
    assert any(cache.rglob("datapackage.json"))
