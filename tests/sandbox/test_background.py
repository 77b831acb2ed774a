"""The operator's documents get tables of their own when they are not those that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from bakhmut_data.building import build
from bakhmut_data.sandbox import background
from bakhmut_data.sandbox.background import Refresh, needs_tables
from bakhmut_data.tables import files

REPORT = "On 9 March 2023 the ministry said about 500 soldiers were killed near Bakhmut."
OTHER = "On 3 April 2023 the mayor said that 70 people had left Soledar."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    return folder


@pytest.fixture
def shipped(source: Path, tmp_path: Path) -> Path:
    build.build(source, tmp_path / "shipped")
    return tmp_path / "shipped"


def test_a_folder_of_shipped_documents_alone_keeps_the_shipped_tables(source: Path, shipped: Path) -> None:
    (source / "report.txt").rename(source / "another name.txt")
    assert not needs_tables(source, shipped)


@pytest.mark.parametrize(
    ("name", "content"), [("other.txt", OTHER), ("report.toml", 'publisher = "River Post"')]
)
def test_anything_else_in_it_needs_tables_of_its_own(
    source: Path, shipped: Path, name: str, content: str
) -> None:
    (source / name).write_text(content, encoding="utf-8")
    assert needs_tables(source, shipped)


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_no_documents_need_no_tables(folder: str, shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert not needs_tables(tmp_path / folder, shipped)


def test_a_changed_folder_is_built_beside_the_shipped_tables(
    source: Path, shipped: Path, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in shipped.iterdir() if path.is_file()}
    (source / "other.txt").write_text(OTHER, encoding="utf-8")
    refresh = Refresh(source, shipped, tmp_path / "cache")
    assert refresh.state.folder == shipped
    refresh.start()
    state = refresh.wait()
    assert (state.phase, state.line) == ("built", "")
    assert sorted(files.read_table(state.folder, "documents")["file"]) == ["other.txt", "report.txt"]
    assert {path.name: path.read_bytes() for path in shipped.iterdir() if path.is_file()} == before
    again = Refresh(source, shipped, tmp_path / "cache")
    again.start()
    assert again.wait().folder == state.folder


def test_it_looks_until_it_is_known_that_nothing_is_to_be_built(shipped: Path, tmp_path: Path) -> None:
    refresh = Refresh(tmp_path / "nowhere", shipped, tmp_path / "cache")
    seen = [refresh.state.phase]

    def needs_none(*_: Path) -> bool:
        seen.append(refresh.state.phase)
        return False

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(background, "needs_tables", needs_none)
        refresh.start()
        seen.append(refresh.wait().phase)
    assert seen == ["resting", "looking", "resting"]


def test_a_build_that_fails_is_one_line_and_the_shipped_tables_stay(
    source: Path, shipped: Path, tmp_path: Path
) -> None:
    (source / "other.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    refresh = Refresh(source, shipped, tmp_path / "cache")
    refresh.start()
    state = refresh.wait()
    assert (state.phase, state.folder) == ("failed", shipped)
    assert state.line
    assert "\n" not in state.line
