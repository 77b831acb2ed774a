"""A killed build leaves whole tables or none that count; two at once are refused; a broken store mended."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from bakhmut_data.building import build
from bakhmut_data.claims.filtering import Filters
from bakhmut_data.errors import BakhmutError
from bakhmut_data.sandbox import background
from bakhmut_data.store import counting, files
from bakhmut_data.tables import files as tables
from bakhmut_data.tables.schemas import SCHEMAS
from pages.shared.state import datasets
from tests import made_claims

pytestmark = pytest.mark.hostile
FIRST = "On 9 March 2023 the ministry said about 500 soldiers were killed near Bakhmut."
OTHER = "On 3 April 2023 the mayor said that 70 people had left Soledar."


def built_and_killed(source: Path, out: Path, renames: int) -> None:
    """Builds in a process that is killed after so many files have been put in their places."""
    child = os.fork()
    if child == 0:
        rename, left = Path.replace, [renames]

        def counted(path: Path, to: Path) -> Path:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return rename(path, to)

        Path.replace = counted  # type: ignore[assignment,method-assign]
        build.build(source, out, build.Options(with_csv=True))
        os._exit(0)
    os.waitpid(child, 0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    return folder


def test_a_build_killed_between_two_renames_does_not_count(source: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    build.build(source, whole, build.Options(with_csv=True))
    assert background._is_whole(whole)
    (source / "other.txt").write_text(OTHER, encoding="utf-8")
    partition = len(SCHEMAS) + 3  # what extraction writes first, which is not in its place yet
    seen = set()
    for renames in range(partition - 1, partition + 25, 3):
        out = tmp_path / f"killed-{renames}"
        shutil.copytree(whole, out)
        built_and_killed(source, out, renames)
        documents = set(tables.read_table(out, "documents")["file"])
        figures = set(tables.read_table(out, "figures")["document_id"])
        counts = background._is_whole(out)
        seen.add(counts)
        if counts:
            assert len(documents) == len(figures)
            assert files.is_current(out)
        again = build.build(source, out, build.Options(with_csv=True))
        assert list(again.tables.documents["file"]) == ["first.txt", "other.txt"]
        assert background._is_whole(out)
        shutil.rmtree(out)
    assert seen == {True, False}


def test_two_builds_into_one_folder_are_refused_by_name(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"

    def meanwhile(done: int, files: int) -> None:
        assert done <= files
        with pytest.raises(BakhmutError, match=r"tables: another build writes there"):
            build.build(source, out)

    build.build(source, out, build.Options(report=meanwhile))
    assert build.build(source, out).extracted == 0


@pytest.mark.parametrize(
    "broken", ["rows/month=2023-03/claims.parquet", "documents.parquet", "words.parquet"]
)
@pytest.mark.parametrize("damage", [b"", b"PAR1 nothing"], ids=["empty", "no parquet"])
def test_a_broken_store_is_made_anew_from_its_tables(own_tables: Path, broken: str, damage: bytes) -> None:
    found = made_claims.small_tables()
    store = files.write_store(found, own_tables)
    path = store / broken if (store / broken).exists() else next(store.glob("rows/*/claims.parquet"))
    number = counting.tally(datasets.load_shared(own_tables, 1).store, Filters()).counts
    path.write_bytes(damage)
    assert counting.tally(datasets.load_shared(own_tables, 2).store, Filters()).counts == number
    assert files.is_sound(own_tables)


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\x00 no text", b"[]", b'{"version": '])
def test_a_store_whose_stamp_is_damaged_is_made_anew(own_tables: Path, damage: bytes) -> None:
    stamp = files.write_store(made_claims.small_tables(), own_tables) / files.STAMP
    number = counting.tally(datasets.load_shared(own_tables, 5).store, Filters()).counts
    stamp.write_bytes(damage)
    assert counting.tally(datasets.load_shared(own_tables, 6).store, Filters()).counts == number
    assert files.is_sound(own_tables)
    assert files.is_current(own_tables)


def test_a_broken_store_that_cannot_be_mended_is_done_without(
    own_tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.write_store(made_claims.small_tables(), own_tables)
    number = counting.tally(datasets.load_shared(own_tables, 3).store, Filters()).counts
    (store / "documents.parquet").unlink()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(files, "write_store", refuse)
    assert counting.tally(datasets.load_shared(own_tables, 4).store, Filters()).counts == number


def test_errors_that_readers_see_name_no_folder_of_the_server(own_tables: Path) -> None:
    said = f"{own_tables}: no figures.parquet or figures.csv; {own_tables.resolve()}/claims: no claims here"
    shown = datasets.without_paths(said)
    assert shown == "built: no figures.parquet or figures.csv; built/claims: no claims here"
