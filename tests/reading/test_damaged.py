"""Whatever is in a file: it ends in a document or in one clear line, and the next file is read."""

from __future__ import annotations

import dataclasses
import gzip
import io
import random
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bakhmut_data.building import build
from bakhmut_data.limits import Limits, limits_from
from bakhmut_data.reading import documents
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.reading.guard import GUARD, Guard
from bakhmut_data.reading.limited import Item, read_limited
from bakhmut_data.records import Document
from tests.reading.test_formats import page, pdf

pytestmark = pytest.mark.hostile
SENTENCE = "On 9 March 2023 the ministry said about 500 soldiers were killed near Bakhmut."
LIMITS = Limits(file_seconds=30, file_memory=1_000_000_000)
CHANGED = 15  # files made of each valid one
SEED = 20230309


def word() -> bytes:
    file, sink = docx.Document(), io.BytesIO()
    file.add_paragraph(SENTENCE)
    file.core_properties.title = "A day"
    file.save(sink)
    return sink.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A Word file in which one part is another."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, content if member.filename == name else old.read(member))
    return sink.getvalue()


def entities(root: str) -> bytes:
    """XML whose few entities stand for terabytes."""
    defined = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 50}">' for n in range(1, 8))
    return f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "{"x" * 1000}">{defined}]>{root}'.encode()


def mail(headers: bytes) -> bytes:
    return headers + b"\nFrom: a@b.example\n\n" + SENTENCE.encode()


def parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": [SENTENCE], "published": ["2023-03-09"]}), sink)
    return sink.getvalue()


def packed(content: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", content)
    return sink.getvalue()


WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:document>'
NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(20_000))
DAMAGED: dict[str, Callable[[], bytes]] = {
    "cut.docx": lambda: word()[: len(word()) // 2],
    "cut at its end.docx": lambda: word()[:-30],
    "cut text.docx": lambda: with_part("word/document.xml", b'<w:document xmlns:w="x"><w:body>'),
    "cut properties.docx": lambda: with_part("docProps/core.xml", b"<cp:core"),
    "cut types.docx": lambda: with_part("[Content_Types].xml", b"<Types"),
    "entities.docx": lambda: with_part("word/document.xml", entities(WORD.format("&e7;"))),
    "nested.eml": lambda: NESTED + b"Content-Type: text/plain\n\nhello\n",
    "no codec.eml": lambda: b"Content-Type: text/plain; charset=idna\n\nhello\n",
}
READ: dict[str, Callable[[], bytes]] = {
    "subject of words.eml": lambda: mail(b"Subject: " + b"=?utf-8?q?a?= " * 310_000),
    "subject.eml": lambda: mail(b"Subject: " + b"a " * 2_200_000),
    "senders.eml": lambda: mail(b"To: " + b"a <a@b>, " * 500_000),
}
VALID: dict[str, Callable[[], bytes]] = {
    "a.txt": SENTENCE.encode,
    "a.html": page,
    "a.pdf": lambda: pdf(SENTENCE),
    "a.docx": word,
    "a.eml": lambda: mail(b"Subject: A day\nDate: Thu, 09 Mar 2023 10:00:00 +0200"),
    "a.csv": f'text,published\n"{SENTENCE}",2023-03-09\n'.encode,
    "a.jsonl": f'{{"text": "{SENTENCE}"}}\n'.encode,
    "a.parquet": parquet,
    "a.zip": lambda: packed(SENTENCE.encode()),
    "a.txt.gz": lambda: gzip.compress(SENTENCE.encode()),
}


def changed(content: bytes, chosen: random.Random) -> bytes:
    """The bytes of a file after something befell them."""
    part = slice(*sorted(chosen.choices(range(len(content) + 1), k=2)))
    befell: list[Callable[[], bytes]] = [
        lambda: content[: part.start],
        lambda: content[: part.start] + content[part.stop :],
        lambda: content[: part.stop] + content[part],
        lambda: content[: part.start] + chosen.randbytes(part.stop - part.start) + content[part.stop :],
        lambda: content[: part.start] + b"\0" * chosen.randint(1, 50) + content[part.start :],
        lambda: bytes(chosen.choice(range(256)) if chosen.random() < 0.01 else each for each in content),
    ]
    return chosen.choice(befell)()


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """The model of languages, once here: each fork would load it anew."""
    documents.detect_language("")


def read(name: str, content: bytes, limits: Limits = LIMITS) -> list[Item]:
    return list(read_limited(lambda: documents.read_bytes(content, name, limits=limits), name, limits))


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_damaged_is_one_clear_line(name: str) -> None:
    (refusal,) = list(documents.read_bytes(DAMAGED[name](), name, limits=LIMITS))
    assert isinstance(refusal, Refusal)
    assert refusal.fatal
    assert "\n" not in refusal.reason


@pytest.mark.parametrize("name", READ)
def test_a_mail_with_endless_headers_is_read_in_little_time_and_memory(name: str) -> None:
    started = time.monotonic()
    (document,) = read(name, READ[name](), Limits(file_seconds=30, file_memory=300_000_000))
    assert isinstance(document, Document)
    assert document.text == SENTENCE
    assert len(document.title or "") <= 2_000
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("name", VALID)
def test_a_file_that_anything_befell_ends_in_documents_or_lines_that_name_it(name: str) -> None:
    chosen = random.Random(f"{SEED} {name}")  # noqa: S311 - no secret
    valid = VALID[name]()
    assert any(isinstance(item, Document) for item in read(name, valid))
    for _ in range(CHANGED):
        content = changed(valid, chosen)
        items = read(name, content)
        assert items or not content.strip(), content
        for item in items:
            assert item.file.startswith(name)
            if isinstance(item, Refusal):
                assert "\n" not in item.reason
                assert "its reader ended" not in item.reason, (content, item)


def _forever() -> Iterator[Item]:
    while True:
        time.sleep(0.01)
    yield Refusal("", "")


def _greedy() -> Iterator[Item]:
    held = [bytearray(10_000_000) for _ in range(10_000)]
    yield Refusal("", str(len(held)))


def _broken() -> Iterator[Item]:
    yield Refusal("part", "was read", fatal=False)
    raise ZeroDivisionError


def _killed() -> Iterator[Item]:
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
    while True:
        pass
    yield Refusal("", "")


@pytest.mark.parametrize(
    ("reader", "word"),
    [(_forever, "within 1 seconds"), (_greedy, "GB of memory"), (_broken, "status 1"), (_killed, "SIG")],
)
def test_a_reader_that_fails_is_a_line_and_no_more(reader: Callable[[], Iterator[Item]], word: str) -> None:
    limits = dataclasses.replace(LIMITS, file_seconds=1 if reader is _forever else 20)
    items = list(read_limited(reader, "a.txt", limits))
    assert isinstance(items[-1], Refusal)
    assert items[-1].file == "a.txt"
    assert word in items[-1].reason
    assert len(items) == 1 + (reader is _broken)


def test_a_build_goes_on_after_every_damaged_file(tmp_path: Path) -> None:
    source = tmp_path / "documents"
    source.mkdir()
    for name, content in DAMAGED.items():
        (source / name).write_bytes(content())
    (source / "whole.txt").write_text(SENTENCE, encoding="utf-8")
    built = build.build(source, tmp_path / "tables")
    assert list(built.tables.documents["file"]) == ["whole.txt"]
    assert sorted(refusal.file for refusal in built.refusals) == sorted(DAMAGED)


def test_a_reading_process_that_was_ended_is_started_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    guard = Guard()
    for _ in range(2):
        (document,) = guard.read_file(tmp_path / "a.txt", "a.txt", raw=True, limits=limits_from())
        assert isinstance(document, Document)
        assert document.text == SENTENCE
        assert guard._process is not None
        guard._process.kill()
        guard._process.wait()
    guard.close()


def test_a_document_comes_back_from_its_reader_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(VALID["a.eml"]())
    here = list(documents.read_file(path, "a.eml", raw=False, limits=LIMITS))
    assert GUARD.read_file(path, "a.eml", raw=False, limits=LIMITS) == here
    assert isinstance(here[0], Document)
    assert f"{here[0].published}" == "2023-03-09"
