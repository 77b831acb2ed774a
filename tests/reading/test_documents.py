"""Files become documents, or one line says why not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from bakhmut_data.errors import DocumentError
from bakhmut_data.limits import Limits
from bakhmut_data.reading import documents, formats
from bakhmut_data.records import Document


def write(folder: Path, **files: bytes) -> Path:
    for name, content in files.items():
        (folder / f"{name}.txt").write_bytes(content)
    return folder


def read(folder: Path, limits: Limits | None = None) -> list[Document | documents.Refusal]:
    limits = limits or Limits()
    found: list[Document | documents.Refusal] = []
    for path in documents.find_files(folder, limits):
        found.extend(documents.read_file(path, path.name, raw=False, limits=limits))
    return found


def test_a_text_is_read_with_its_hash_and_language(tmp_path: Path) -> None:
    [document] = read(write(tmp_path, a=b"The troops held the village on Monday."))
    assert isinstance(document, Document)
    assert (document.file, document.language, document.document_id) == ("a.txt", "en", document.sha256[:12])


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b" \n ", "empty"), (b"PK\x03\x04\0\0\0", "not a text file")],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, content: bytes, reason: str) -> None:
    good, bad = read(write(tmp_path, a=b"A good text.", b=content))
    assert isinstance(good, Document)
    assert isinstance(bad, documents.Refusal)
    assert str(bad).startswith("b.txt: ")
    assert reason in bad.reason


def test_a_second_copy_is_named_and_read_once() -> None:
    seen = documents.Seen()
    assert seen.admit("0123456789abcdef", None, "a.txt") == "0123456789ab"
    refusal = seen.admit("0123456789abcdef", None, "b.txt")
    assert isinstance(refusal, documents.Refusal)
    assert (str(refusal), refusal.fatal) == ("b.txt: same text as a.txt, read once", False)


def test_a_folder_without_documents_says_so(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="holds no documents"):
        read(tmp_path)


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such folder"):
        read(tmp_path / "nowhere")


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    [refusal] = read(write(tmp_path, a=b"Longer than ten"), limits=Limits(file_bytes=10))
    assert str(refusal) == "a.txt: 15 bytes, more than the 10 read; split it"


def test_a_text_over_the_limit_is_refused_and_named(tmp_path: Path) -> None:
    limits = Limits(text_characters=10)
    [refusal] = read(write(tmp_path, a=b"Longer than ten"), limits=limits)
    assert "15 characters, more than the 10" in str(refusal)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_give_the_same_text(encoding: str) -> None:
    assert formats.decode("Бахмут — café\r\n".encode(encoding)) == "Бахмут — café\n"


def test_an_older_encoding_is_recognised() -> None:
    sentence = "Le président a déclaré que la ville était tenue. À l’est, les combats ont continué. "
    assert "président a déclaré" in formats.decode((sentence * 5).encode("cp1252"))


def test_another_language_is_listed_as_unread() -> None:
    text = "Українські війська й надалі утримують місто, повідомили у штабі в понеділок увечері. " * 3
    [refusal] = documents.read_bytes(text.encode(), "a.txt")
    assert str(refusal) == "a.txt: in another language (uk); only English is read"


def test_the_same_text_at_two_outlets_stays_visible_twice() -> None:
    seen = documents.Seen()
    assert seen.admit("0123456789abcdef", "River Post", "a.txt") == "0123456789ab"
    assert seen.admit("0123456789abcdef", "Valley Wire", "b.txt") == "0123456789ab-2"


def test_the_same_text_with_other_facts_stated_is_of_another_outlet() -> None:
    seen = documents.Seen()
    admitted = [
        seen.admit("0123456789abcdef", None, "a.csv/row 1", "day one"),
        seen.admit("0123456789abcdef", None, "a.csv/row 2", "day two"),
    ]
    assert admitted == ["0123456789ab", "0123456789ab-2"]
    again = seen.admit("0123456789abcdef", None, "a.csv/row 3", "day two")
    assert str(again) == "a.csv/row 3: same text as a.csv/row 2, read once"


def test_files_of_types_that_are_not_read_are_counted_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "a.toml", "b.JPG", "in/c.jpg", "in/d.mp4", "in/notes.toml", "read me", ".hidden"):
        (tmp_path / name).write_text("A town.", encoding="utf-8")
    [line] = documents.passed_over(tmp_path)
    assert line.reason.startswith("5 files of types that are not read: .jpg 2, ")
    assert all(f"{kind} 1" in line.reason for kind in (".mp4", ".toml", "without an ending"))
    assert not line.fatal


def test_a_folder_of_documents_alone_passes_nothing_over(tmp_path: Path) -> None:
    assert documents.passed_over(write(tmp_path, a=b"A town.")) == []


@pytest.mark.parametrize(
    ("url", "publisher"),
    [("https://www.river.example/a?b", "river.example"), ("no address", None), ("https://[", None)],
)
def test_a_row_without_a_publisher_is_of_the_host_of_its_address(url: str, publisher: str | None) -> None:
    row = json.dumps({"text": "The troops held the village on Monday.", "url": url})
    [document] = documents.read_bytes(row.encode(), "a.jsonl")
    assert isinstance(document, Document)
    assert document.publisher == publisher


@pytest.mark.parametrize("day", ["2023-03-08", '"2023-03-08"'])
def test_a_side_file_overrides_what_the_text_shows(tmp_path: Path, day: str) -> None:
    write(tmp_path, a=b"The bridge stands.")
    (tmp_path / "a.toml").write_text(f'publisher = "River Post"\npublished = {day}\n')
    document = documents.read_document(tmp_path / "a.txt")
    assert (document.publisher, str(document.published)) == ("River Post", "2023-03-08")
    assert document.published_basis == "Stated in a.toml."


@pytest.mark.parametrize(
    ("side", "reason"),
    [
        ("publisher = ", "not TOML"),
        ('colour = "red"', "states 'colour'"),
        ('published = "8 March"', "published is not a date"),
    ],
)
def test_a_wrong_side_file_refuses_its_document(tmp_path: Path, side: str, reason: str) -> None:
    write(tmp_path, a=b"The bridge stands.")
    (tmp_path / "a.toml").write_text(side)
    with pytest.raises(DocumentError, match=reason):
        documents.read_document(tmp_path / "a.txt")


def test_an_older_encoding_is_named_and_read(tmp_path: Path) -> None:
    text = "The mayor’s office said on Monday that forty people had left the village, “for good”. " * 4
    warning, document = read(write(tmp_path, a=text.encode("cp1252")))
    assert isinstance(warning, documents.Refusal)
    assert (str(warning).startswith("a.txt: not UTF-8, read as "), warning.fatal) == (True, False)
    assert isinstance(document, Document)


def test_a_broken_line_of_a_table_is_refused_by_name() -> None:
    lines = b'{"text": "The bridge stands."}\n{\n{"text": "The bridge fell."}\n'
    first, refusal, last = documents.read_bytes(lines, "a.jsonl")
    assert str(refusal).startswith("a.jsonl/row 2: line 2 is not JSON")
    assert (first.file, last.file) == ("a.jsonl/row 1", "a.jsonl/row 3")


def test_a_day_of_a_table_that_cannot_be_read_is_named_and_its_row_is_read() -> None:
    table = b"text,published\nThe bridge stands.,8 March\nThe bridge fell.,2023-03-09\n"
    warning, first, second = documents.read_bytes(table, "a.csv")
    assert isinstance(warning, documents.Refusal)
    assert str(warning) == "a.csv/row 1: published '8 March' is not a day (YYYY-MM-DD), left out"
    assert not warning.fatal
    assert [str(each.published) for each in (first, second) if isinstance(each, Document)] == [
        "None",
        "2023-03-09",
    ]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    [refusal] = read(tmp_path)
    assert str(refusal) == "a.txt: not a regular file, or a link to nowhere; remove it"


def test_a_short_text_in_another_script_is_unread() -> None:
    [refusal] = documents.read_bytes("Город взят 12 мая, сообщили в штабе.".encode(), "a.txt")
    assert "another language" in str(refusal)
