"""Fixtures that any test may ask for."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bakhmut_data.tables import files
from bakhmut_data.tables.rows import Tables
from pages.shared.state import datasets, views
from tests import made_claims
from tests.browser.server import dashboard
from tests.needs import absent

ROOT = Path(__file__).parents[1]
# Folders of tests that need no language model, no browser and no whole dashboard, and so only moments.
FAST = {"answers", "claims", "comparing", "front", "reading", "reference", "store", "tables"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of these folders as fast, the hostile ones left out; others are marked on their own.

    Files beside the folders come first: some take long, and would keep one process busy at the end.
    """
    items.sort(key=lambda item: item.path.parent != ROOT / "tests")
    for item in items:
        if item.path.parent.name in FAST and not item.get_closest_marker("hostile"):
            item.add_marker(pytest.mark.fast)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """True for files without a fast test where only those are asked for: to import them takes longer."""
    if config.option.markexpr != "fast" or not collection_path.is_file():
        return None
    may_be_fast = collection_path.parent.name in FAST
    return None if may_be_fast or "mark.fast" in collection_path.read_text(encoding="utf-8") else True


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def documents_folder() -> Path:
    """The folder with the real documents: `BAKHMUT_DOCUMENTS`, or `documents/` in the checkout."""
    named = os.environ.get("BAKHMUT_DOCUMENTS")
    folder = Path(named) if named else ROOT / "documents"
    if not folder.is_dir():
        absent(f"the documents are needed and {folder} is no folder; set BAKHMUT_DOCUMENTS to where they lie")
    if not any(folder.glob("*.txt")):
        absent(f"{folder} holds no document (*.txt)")
    return folder


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a dashboard as it ships runs, without documents, for all tests that need none of their own."""
    with dashboard(tmp_path_factory.mktemp("dashboard")) as running:
        yield running


def states(folder: Path) -> dict[str, int]:
    """When each file of a folder was last written."""
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))}


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Tables], Path]:
    """Writes tables that several tests show into a folder of their own: what shows them opens them once."""

    def write(tables: Tables) -> Path:
        folder = tmp_path_factory.mktemp("tables") / "built"
        files.write_tables(tables, folder)
        return folder

    return write


@pytest.fixture(scope="session")
def small_folder(written: Callable[[Tables], Path]) -> Path:
    """The few tables of `made_claims`, written once."""
    return written(made_claims.small_tables())


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Path]]:
    """Lets the dashboard show the tables of a folder, which the test may not change, and no documents.

    No answer that an earlier test was given is kept.
    """
    shown: dict[Path, dict[str, int]] = {}

    def tables(folder: Path) -> Path:
        monkeypatch.setattr(datasets, "TABLES", folder)
        monkeypatch.setattr(datasets, "DOCUMENTS", tmp_path / "documents")
        (tmp_path / "documents").mkdir(exist_ok=True)
        datasets.load_for_all().answers.clear()
        views.forget()
        shown[folder] = states(folder)
        return folder

    yield tables
    for folder, before in shown.items():
        assert states(folder) == before, "who changes the tables asks for own_tables"


@pytest.fixture
def shown_tables(small_folder: Path, show: Callable[[Path], Path]) -> Path:
    """The folder of the few tables that the dashboard shows in this test, which may not change them."""
    return show(small_folder)


@pytest.fixture
def own_tables(shown_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same in a folder of the test's own, which it may change."""
    built = tmp_path / "built"
    shutil.copytree(shown_tables, built)
    monkeypatch.setattr(datasets, "TABLES", built)
    return built
