"""Files read in a process of their own come back as tables; whatever cannot be read is named."""

from __future__ import annotations

import dataclasses
import io
import time
import zipfile
from collections.abc import Collection

import pytest

from bakhmut_data.errors import BakhmutError
from bakhmut_data.extraction import extract
from bakhmut_data.limits import ADDED, Limits, upload_limits_from
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.sandbox import client
from bakhmut_data.tables.rows import build_tables, join_tables

REPORT = "On 9 March 2023 the ministry said about 500 soldiers were killed near Bakhmut."
OTHER = "On 3 April 2023 the mayor said that 70 people had left Soledar, which Russian forces captured."
GERMAN = "Die Verwaltung teilte am Montag mit, dass die Stadt weiterhin gehalten wird. " * 4


def read(
    *files: client.File, known: Collection[str] = (), limits: Limits = ADDED
) -> tuple[list[client.Found], list[Refusal]]:
    events = list(client.read_files(files, known, limits))
    found = [event for event in events if isinstance(event, client.Found)]
    return found, [event for event in events if isinstance(event, Refusal)]


def text_file(name: str, text: str) -> client.File:
    return client.File(name, text.encode())


def test_a_file_read_files_gives_the_tables_it_gives_here() -> None:
    (found,), refusals = read(text_file("report.txt", REPORT))
    assert refusals == []
    assert found.text == REPORT
    assert found.document["file"] == "report.txt"
    here = build_tables([extract(REPORT)])
    assert len(found.tables.figures) == len(here.figures) > 0
    assert found.tables.figures["as_of_earliest"].equals(here.figures["as_of_earliest"])


def test_a_pasted_text_has_what_is_stated_of_it() -> None:
    (found,), _ = read(
        client.pasted(REPORT + " \ud800\x00", title="A day", publisher="Post", published="2023-03-10")
    )
    row = found.document
    assert (row["file"], row["title"], row["publisher"]) == ("pasted text", "A day", "Post")
    assert f"{row['published']:%Y-%m-%d}" == "2023-03-10"
    assert found.text == REPORT + " \ud800\x00"


def test_what_cannot_be_read_is_named_and_the_rest_goes_on() -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("in/other.txt", OTHER)
        archive.writestr("in/same.txt", REPORT)
    found, refusals = read(
        client.File("large.txt", b"a" * (ADDED.file_bytes + 1)),
        client.File("program.exe", b"MZ"),
        client.File("broken.pdf", b"%PDF-1.7 nothing"),
        text_file("german.txt", GERMAN),
        text_file("report.txt", REPORT),
        client.File("box.zip", box.getvalue()),
    )
    assert [each.document["file"] for each in found] == ["report.txt", "box.zip/in/other.txt"]
    reasons = {refusal.file: refusal.reason for refusal in refusals}
    assert list(reasons) == ["large.txt", "program.exe", "broken.pdf", "german.txt", "box.zip/in/same.txt"]
    for file, word in zip(
        reasons, ("bytes", "files that are", "PDF", "another language", "already"), strict=True
    ):
        assert word in reasons[file]


def test_a_text_that_is_known_is_not_read_again() -> None:
    (found,), _ = read(text_file("report.txt", REPORT))
    again, (refusal,) = read(text_file("copy.txt", REPORT), known=[str(found.document["sha256"])])
    assert again == []
    assert not refusal.fatal


@pytest.mark.parametrize(
    ("limits", "word"),
    [
        (dataclasses.replace(ADDED, files=1), "documents that can be added"),
        (dataclasses.replace(ADDED, total_characters=len(REPORT) + 5), "in all"),
    ],
)
def test_over_a_limit_the_file_is_named_and_the_rest_is_read(limits: Limits, word: str) -> None:
    found, (refusal,) = read(text_file("a.txt", REPORT), text_file("b.txt", OTHER), limits=limits)
    assert [each.document["file"] for each in found] == ["a.txt"]
    assert refusal.file == "b.txt"
    assert word in refusal.reason


def test_what_takes_too_long_is_ended_and_named() -> None:
    started = time.monotonic()
    _, refusals = read(
        text_file("long.txt", REPORT * 5_000),
        limits=dataclasses.replace(ADDED, seconds=1, total_characters=10**6),
    )
    assert time.monotonic() - started < 20
    assert [str(refusal) for refusal in refusals] == [
        "long.txt: not read within 1 seconds; add less at a time"
    ]


def test_a_reader_who_leaves_ends_the_reading() -> None:
    events = client.read_files([text_file("long.txt", REPORT * 5_000)], (), ADDED)
    assert isinstance(next(events), client.Progress)
    started = time.monotonic()
    events.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 5


def test_limits_of_what_is_added_can_be_set() -> None:
    assert upload_limits_from({}) == ADDED
    assert upload_limits_from({"BAKHMUT_UPLOAD_MAX_FILES": "3", "BAKHMUT_MAX_FILES": "9"}).files == 3
    with pytest.raises(BakhmutError, match="BAKHMUT_UPLOAD_MAX_SECONDS"):
        upload_limits_from({"BAKHMUT_UPLOAD_MAX_SECONDS": "soon"})


def test_tables_joined_hold_every_row_and_each_place_once() -> None:
    parts = [build_tables([extract(text)]) for text in (REPORT, OTHER, "Bakhmut again.")]
    joined = join_tables(parts)
    assert len(joined.figures) == sum(len(part.figures) for part in parts)
    assert joined.places["place_id"].is_unique
    assert [
        name for name, frame in joined.items() if list(frame.dtypes) != list(getattr(parts[0], name).dtypes)
    ] == []
