"""At a terminal: one clear line for a file that cannot be read, and tables that stay whole."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from bakhmut_data.__main__ import main
from bakhmut_data.building import build as building
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.tables.files import read_tables
from bakhmut_data.tables.rows import Tables
from tests.conftest import ROOT

REPORT = "By Ada Stone\n\nOn 9 March 2023 the ministry said about 500 soldiers were killed near Bakhmut.\n"
ALL_READ, NOTHING_DONE, WRONG_ARGUMENTS, SOME_REFUSED = 0, 1, 2, 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good document, `good.txt`."""
    documents = tmp_path / "reports"
    documents.mkdir()
    (documents / "good.txt").write_text(REPORT, encoding="utf-8")
    return documents


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the tables shall go."""
    return tmp_path / "tables"


def build(folder: Path, out: Path, *options: str) -> int:
    return main(["build", str(folder), "--out", str(out), *options])


def snapshot(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def complaints(captured: pytest.CaptureFixture[str]) -> list[str]:
    lines = captured.readouterr().err.replace("\r", "\n").splitlines()
    return [line for line in lines if line.startswith(("error: ", "warning: "))]


def test_a_folder_of_readable_documents_is_built_in_silence(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(folder, out) == ALL_READ
    assert complaints(capsys) == []
    assert read_tables(out).documents["file"].tolist() == ["good.txt"]


def test_progress_comes_as_lines_of_json(folder: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "other.txt").write_text(REPORT.replace("500", "700"), encoding="utf-8")
    assert build(folder, out, "--progress", "json") == ALL_READ
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert lines == [{"done": 0, "files": 2}, {"done": 2, "files": 2}]


def test_names_are_asked_of_a_geocoder_where_its_answers_shall_lie(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def geocoded(found: Tables, cache: Path) -> tuple[Tables, list[Refusal]]:
        asked.append(cache)
        return found, []

    monkeypatch.setattr(building, "geocode_mentions", geocoded)
    assert build(folder, out, "--geocode", str(folder / "cache")) == ALL_READ
    assert asked == [folder / "cache"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "text"),
        ("broken.pdf", b"%PDF-1.7\nnothing follows", "PDF"),
        ("long.txt", b"word " * 410_000, "characters"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_in_one_line_and_the_others_are_built(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, words: str
) -> None:
    (folder / name).write_bytes(content)
    assert build(folder, out) == SOME_REFUSED
    (line,) = complaints(capsys)
    assert line.startswith(f"error: {name}: ")
    assert words in line
    assert read_tables(out).documents["file"].tolist() == ["good.txt"]


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_001)  # a hole: takes no room and no time
    assert build(folder, out) == SOME_REFUSED
    (line,) = complaints(capsys)
    assert line.startswith("error: huge.txt: 50,000,001 bytes")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_document_in_another_encoding_is_read(folder: Path, out: Path, encoding: str) -> None:
    text = REPORT.replace("the ministry said", "the ministry said – “soberly”, it added – that") * 3
    (folder / "other.txt").write_bytes(text.encode(encoding))
    assert build(folder, out) == ALL_READ
    figures = read_tables(out).figures.merge(read_tables(out).documents, on="document_id")
    assert 500 in figures.loc[figures["file"] == "other.txt", "low"].tolist()


def test_a_second_copy_of_a_document_is_named_and_read_once(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "zcopy.txt").write_text(REPORT, encoding="utf-8")
    assert build(folder, out) == ALL_READ
    (line,) = complaints(capsys)
    assert line.startswith("warning: zcopy.txt: same text as good.txt")
    assert len(read_tables(out).documents) == 1


@pytest.mark.parametrize("content", [None, b""], ids=["no file at all", "only an empty file"])
def test_nothing_to_read_leaves_no_tables_and_says_so_in_one_line(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    (folder / "good.txt").unlink()
    if content is not None:
        (folder / "empty.txt").write_bytes(content)
    assert build(folder, out) == NOTHING_DONE
    (line,) = complaints(capsys)
    assert str(folder) in line
    assert not list(out.glob("*.parquet"))


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(tmp_path / "nowhere", out) == NOTHING_DONE
    (line,) = complaints(capsys)
    assert "nowhere: no such folder" in line


def test_an_output_folder_that_is_a_file_is_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    assert build(folder, tmp_path / "taken") == NOTHING_DONE
    (line,) = complaints(capsys)
    assert "taken" in line
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_a_build_that_reads_nothing_leaves_the_old_tables_as_they_were(folder: Path, out: Path) -> None:
    assert build(folder, out) == ALL_READ
    before = snapshot(out)
    (folder / "good.txt").write_bytes(b"")
    assert build(folder, out) == NOTHING_DONE
    assert snapshot(out) == before


def test_two_builds_of_the_same_documents_are_equal_to_the_byte(folder: Path, tmp_path: Path) -> None:
    assert build(folder, tmp_path / "one", "--csv") == ALL_READ
    assert build(folder, tmp_path / "two", "--csv") == ALL_READ
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bakhmut_data", *arguments]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--help"], ALL_READ),
        ([], WRONG_ARGUMENTS),
        (["build"], WRONG_ARGUMENTS),
        (["extract", "nowhere.txt"], NOTHING_DONE),
    ],
)
def test_the_exit_status_tells_and_no_traceback_is_shown(arguments: list[str], status: int) -> None:
    ended = subprocess.run(command(*arguments), cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == status
    assert "Traceback" not in ended.stderr


def test_a_build_killed_midway_leaves_the_old_tables_whole_and_the_next_one_finishes(
    folder: Path, out: Path
) -> None:
    assert build(folder, out) == ALL_READ
    before = snapshot(out)
    for number in range(400):
        (folder / f"more{number}.txt").write_text(f"Report {number}.\n\n{REPORT * 20}", encoding="utf-8")
    process = subprocess.Popen(
        command("build", str(folder), "--out", str(out)), cwd=ROOT, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not any(out.glob(".partial/*/*")):  # work has begun and cannot be done yet
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert snapshot(out) == before
    for path in folder.glob("more*.txt"):
        path.unlink()
    assert build(folder, out) == ALL_READ
    assert snapshot(out) == before
    assert not list(out.glob(".partial"))
