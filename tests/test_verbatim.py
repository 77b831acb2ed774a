"""The documents belong to their publishers: no running text of theirs stands in the repository."""

import re
import subprocess
from pathlib import Path

from bakhmut_data.tables.files import read_tables
from tests.conftest import ROOT

WORDS = 8  # so many in a row are running text; fewer are names and phrases anyone would use
WORD = re.compile(r"\w+")
SHIPPED = ROOT / "bakhmut_data" / "built"


def grams(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text.casefold())
    return {tuple(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1)}


def running_text(folder: Path) -> set[tuple[str, ...]]:
    """Every stretch of the documents in a folder; but a title names a work, and may be repeated."""
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in folder.rglob("*.txt"))
    titles = read_tables(SHIPPED).documents["title"].dropna()
    return set().union(*map(grams, texts)) - set().union(*map(grams, titles))


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_tracked_file_repeats_a_sentence_of_a_document(documents_folder: Path) -> None:
    known = running_text(documents_folder)
    repeated = {
        str(path.relative_to(ROOT)): min(found)
        for path in tracked_files()
        if (found := known & grams(path.read_bytes().decode("utf-8", "ignore")))
    }
    assert repeated == {}


def test_no_cell_of_the_shipped_tables_is_a_sentence_of_a_document(documents_folder: Path) -> None:
    known = running_text(documents_folder)
    repeated = [
        (table, row[column])
        for table, frame in read_tables(SHIPPED).items()
        for row in frame.to_dict("records")
        for column in row
        if column != "title" and isinstance(row[column], str) and grams(row[column]) & known
    ]
    assert repeated == []


def test_no_document_lies_in_the_repository() -> None:
    assert not [path for path in tracked_files() if path.is_relative_to(ROOT / "documents")]
