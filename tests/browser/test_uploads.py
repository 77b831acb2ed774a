"""Readers add documents: each sees only their own, and nothing is left behind."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import dashboard
from tests.browser.visitor import PATIENCE, Visitor, reader

TEXT = (
    "On {day} March 2023 Mayor Olena Sirko said that {count} people had left Soledar.\n\n"
    "Russian forces captured Soledar, the ministry said on 4 April 2023. About {count} soldiers were killed."
)
TURNS = 4


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A dashboard, and the folder where it would put temporary files."""
    folder = tmp_path_factory.mktemp("uploads")
    scratch = folder / "scratch"
    scratch.mkdir()
    with dashboard(folder, environment={"TMPDIR": str(scratch)}) as address:
        yield address, scratch


def upload(visitor: Visitor, *files: tuple[str, str]) -> None:
    """Chooses the files and returns when they are ready to be read."""
    payload = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files]
    visitor.page.locator('input[type="file"]').set_input_files(payload)  # type: ignore[arg-type]
    for name, _ in files:
        expect(visitor.main.get_by_text(name, exact=True)).to_be_visible(timeout=PATIENCE)


def press(visitor: Visitor, name: str) -> None:
    visitor.main.get_by_role("button", name=name, exact=True).click()


def added(visitor: Visitor) -> list[str]:
    """The names in the table of what was added."""
    rows = visitor.main.locator("table.plain tbody tr td:nth-child(2)")
    return rows.all_inner_texts()


def test_files_and_a_pasted_text_are_read_counted_downloaded_and_removed(
    browser: Browser, served: tuple[str, Path]
) -> None:
    address, scratch = served
    with reader(browser, address) as visitor:
        visitor.open("/")
        visitor.page.get_by_role("link", name="Add documents").click()
        visitor.settle()
        upload(visitor, ("first.txt", TEXT.format(day=5, count=120)), ("empty.txt", " \n"))
        press(visitor, "Read and add files")
        expect(visitor.main.get_by_role("button", name="Remove 1")).to_be_visible(timeout=PATIENCE)
        assert added(visitor) == ["first.txt"]
        assert "empty.txt" in visitor.main.get_by_role("alert").inner_text()
        visitor.main.get_by_label("A pasted text").fill(TEXT.format(day=6, count=340))
        visitor.main.get_by_label("Its outlet, if known").fill("River Post")
        press(visitor, "Read and add the text")
        expect(visitor.main.get_by_role("button", name="Remove 2")).to_be_visible(timeout=PATIENCE)
        assert added(visitor) == ["first.txt", "River Post"]
        assert "not the documents you added" in visitor.page.get_by_test_id("stSidebar").inner_text()
        visitor.page.get_by_role("link", name="Method").first.click()
        visitor.settle()
        with visitor.page.expect_download() as download:
            press(visitor, "All tables (zip with datapackage.json)")
        with zipfile.ZipFile(download.value.path()) as archive:
            rows = list(csv.DictReader(io.StringIO(archive.read("documents.csv").decode())))
        assert [row["publisher"] for row in rows if row["file"] == "pasted text"] == ["River Post"]
        visitor.page.get_by_role("link", name="Add documents").click()
        press(visitor, "Remove 1")
        expect(visitor.main.get_by_role("button", name="Remove 2")).to_have_count(0, timeout=PATIENCE)
        assert added(visitor) == ["River Post"]
        visitor.page.reload()
        visitor.settle()
        assert added(visitor) == []
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("width", [1200, 390])
def test_why_a_file_is_not_taken_is_seen_beside_its_name(
    browser: Browser, served: tuple[str, Path], width: int
) -> None:
    with reader(browser, served[0]) as visitor:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.open("/add")
        upload(visitor, ("large.txt", "x" * 6_000_000))
        why = visitor.main.get_by_text("File must be 5.0MB or smaller.")
        expect(why).to_be_in_viewport(ratio=1)
        box = why.bounding_box()
        assert box is not None
        assert box["height"] >= 12  # pixels; what is for screen readers alone has one
        assert box["width"] >= 150
        press(visitor, "Read and add files")
        expect(visitor.main.get_by_text("There is no file to add")).to_be_visible(timeout=PATIENCE)


def test_two_readers_who_upload_at_once_in_turns_get_only_their_own(
    browser: Browser, served: tuple[str, Path]
) -> None:
    address, _ = served
    with reader(browser, address) as east, reader(browser, address) as west:
        both = {"east": east, "west": west}
        for visitor in both.values():
            visitor.open("/add")
        for turn in range(TURNS):
            for name, visitor in both.items():
                count = 100 + turn + 500 * (name == "west")
                upload(visitor, (f"{name}{turn}.txt", TEXT.format(day=turn + 1, count=count)))
            for visitor in both.values():
                press(visitor, "Read and add files")
            for visitor in both.values():
                last = visitor.main.get_by_role("button", name=f"Remove {turn + 1}", exact=True)
                expect(last).to_be_visible(timeout=2 * PATIENCE)
            for name, visitor in both.items():
                assert added(visitor) == [f"{name}{number}.txt" for number in range(turn + 1)]
