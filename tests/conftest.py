"""Fixtures that any test may ask for."""

import os
from pathlib import Path

import pytest

from bakhmut_data.tables import files
from pages.shared.state import datasets
from tests import made_claims
from tests.needs import absent

ROOT = Path(__file__).parents[1]
# Folders of tests that need no language model, no browser and no whole dashboard, and so only moments.
FAST = {"answers", "claims", "comparing", "front", "reading", "reference", "store", "tables"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of these folders as fast; others are marked where they stand."""
    for item in items:
        if item.path.parent.name in FAST:
            item.add_marker(pytest.mark.fast)


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


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the few tables that the dashboard shows in this test; it has no documents."""
    built, documents = tmp_path / "built", tmp_path / "documents"
    files.write_tables(made_claims.small_tables(), built)
    documents.mkdir()
    monkeypatch.setattr(datasets, "TABLES", built)
    monkeypatch.setattr(datasets, "DOCUMENTS", documents)
    return built
