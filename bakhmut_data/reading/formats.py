"""What each kind of file holds: text, HTML, PDF, Word, mail, tables of documents, archives.

Every reader takes the bytes of one file and yields its documents as `Content`; none
writes to disk. A file that is not what its name says is refused.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import email
import email.policy
import gzip
import io
import json
import logging
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
import trafilatura.settings
from charset_normalizer import from_bytes
from docx.opc.exceptions import PackageNotFoundError

from bakhmut_data.errors import DocumentError
from bakhmut_data.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One document's text, what its file states about it, and which part of the file it is."""

    text: str
    part: str = ""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    url: str | None = None  # as the file states it, whatever it is
    refused: str | None = None  # why the part is not read, while the rest of its file is
    warning: str | None = None  # what of the part is left out


Reader = Callable[[bytes, Limits], Iterator[Content]]
ARCHIVE_DEPTH = 2  # a zip within a zip is read, a third level is not
# Where a mail says on which page its text stands (RFC 5064, RFC 2557, and what newsletters write).
ADDRESS_HEADERS = ("archived-at", "content-location", "x-url", "x-original-url")
LONGEST_HEADER = 2_000  # characters of a mail's header; RFC 5322 has lines of 998 at most
STATED_BASIS = "Stated in the file."
# It speaks to the terminal of what a refusal names anyway.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_content(content: bytes, name: str, limits: Limits, depth: int = 0) -> Iterator[Content]:
    """The documents of one file, by its ending; `DocumentError` says why there is none."""
    suffix = PurePosixPath(name).suffix.lower()
    magic, kind = MAGIC.get(suffix, (b"", "text"))
    if magic and not content.startswith(magic):
        raise DocumentError(f"not a {kind} file, whatever its name says; rename or convert it")
    if suffix in {".zip", ".gz"}:
        if depth == ARCHIVE_DEPTH:
            raise DocumentError(f"an archive {depth + 1} levels deep; unpack it")
        members = _zip_members if suffix == ".zip" else _gzip_members
        for part, unpacked in members(content, name, limits):
            if not is_document(part):
                continue
            for found in read_content(unpacked, part, limits, depth + 1):
                inner = f"{part}/{found.part}" if found.part else part
                yield dataclasses.replace(found, part=inner)
        return
    yield from READERS[suffix](content, limits)


def is_document(name: str) -> bool:
    """Whether a file of that name may hold documents."""
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def decode(content: bytes) -> str:
    """The text of a file with line ends as line feeds; `DocumentError` when it is not text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    elif b"\0" in content:
        raise DocumentError("not a text file; convert it to plain text")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            guess = from_bytes(content).best()
            if guess is None:
                raise DocumentError("neither UTF-8 nor a known encoding; save it as UTF-8") from None
            text = str(guess)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def guessed_encoding(content: bytes, name: str) -> str | None:
    """The encoding a text file is taken to be in where it is neither Unicode nor binary, else None."""
    is_text = PurePosixPath(name).suffix.lower() not in MAGIC
    if not is_text or b"\0" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        guess = from_bytes(content).best()
        return guess.encoding if guess else None
    return None


def _read_text(content: bytes, _: Limits) -> Iterator[Content]:
    text = decode(content)
    if text[:500].lstrip().lower().startswith(("<!doctype html", "<html")):
        raise DocumentError("an HTML page, whatever its name says; rename it to .html")
    yield Content(text=text)


def _read_html(content: bytes, _: Limits) -> Iterator[Content]:
    """The main text of a page, without its menus, and the metadata it carries."""
    page = trafilatura.bare_extraction(
        decode(content),
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        # What the page states; a date somewhere in its text is for `publication` to judge.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(page, trafilatura.settings.Document) or not page.text:
        raise DocumentError("no main text found in the page; save the text by hand")
    yield Content(
        text=page.text,
        title=page.title,
        publisher=page.sitename,
        author=page.author,
        published=day_of(page.date),
        url=page.url,
    )


def _read_pdf(content: bytes, limits: Limits) -> Iterator[Content]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("an encrypted PDF; save it without a password")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > limits.text_characters:
                raise DocumentError(f"more than {limits.text_characters:,} characters; split it")
        info = reader.metadata
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DocumentError(f"a broken PDF ({error}); print it to a new one") from error
    text = "\n\n".join(pages)
    if not text.strip():
        raise DocumentError("a PDF without text (a scan?); recognise its text first")
    yield Content(text=text, title=(info and info.title) or None, author=(info and info.author) or None)


# What python-docx and what it stands on raise for a part that is missing, cut or no XML (a SyntaxError), or
# packed in a way that zipfile cannot unpack (NotImplementedError).
_BROKEN_WORD = (
    PackageNotFoundError, KeyError, ValueError, AttributeError, IndexError, AssertionError, SyntaxError,
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError,
)  # fmt: skip


def _read_docx(content: bytes, limits: Limits) -> Iterator[Content]:
    _refuse_bomb(content, limits)
    try:
        file = docx.Document(io.BytesIO(content))
        text = "\n\n".join(paragraph.text for paragraph in file.paragraphs)
        about = file.core_properties
        title, author = about.title or None, about.author or None
    except _BROKEN_WORD as error:
        raise DocumentError("a broken Word file; save it again") from error
    yield Content(text=text, title=title, author=author)


class _ShortHeaders(email.policy.EmailPolicy):
    """Mail whose headers are read as far as any person writes one: longer ones take hours and gigabytes."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:LONGEST_HEADER])


def _read_mail(content: bytes, limits: Limits) -> Iterator[Content]:
    try:
        message: Any = email.message_from_bytes(content, policy=_ShortHeaders())  # an EmailMessage
        body = message.get_body(preferencelist=("plain", "html"))
    except RecursionError as error:
        raise DocumentError("a mail of too many parts within parts; save its text") from error
    if body is None:
        raise DocumentError("a mail without text")
    try:
        text = str(body.get_content())
    except (LookupError, ValueError) as error:
        raise DocumentError(f"a mail in an unknown encoding ({error})") from error
    if body.get_content_type() == "text/html":
        text = next(_read_html(text.encode("utf-8", "replace"), limits)).text
    sender = message["from"].addresses if message["from"] else ()
    yield Content(
        text=text.replace("\r\n", "\n"),
        title=str(message["subject"] or "") or None,
        author=(sender[0].display_name or None) if sender else None,
        published=_mail_day(str(message["date"] or "")),
        url=next((str(message[name]).strip("<> ") for name in ADDRESS_HEADERS if message[name]), None),
    )


def _mail_day(header: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(header).date()
    except ValueError:
        return None


def _read_csv(content: bytes, limits: Limits) -> Iterator[Content]:
    csv.field_size_limit(limits.text_characters)
    try:
        rows = csv.DictReader(io.StringIO(decode(content)))
        if "text" not in (rows.fieldnames or ()):
            raise DocumentError("a table without a column text; name the column with the texts so")
        for number, row in enumerate(rows, start=1):
            yield _row_content(row, number)
    except csv.Error as error:
        raise DocumentError(f"a broken table ({error})") from error


def _read_jsonl(content: bytes, _: Limits) -> Iterator[Content]:
    for number, line in enumerate(decode(content).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield Content(text="", part=f"row {number}", refused=f"line {number} is not JSON ({error})")
            continue
        if isinstance(row, dict) and isinstance(row.get("text"), str):
            yield _row_content(row, number)
        else:
            yield Content(text="", part=f"row {number}", refused=f"line {number} has no field text")


def _read_parquet(content: bytes, _: Limits) -> Iterator[Content]:
    try:
        table = pq.ParquetFile(io.BytesIO(content))
        if "text" not in table.schema_arrow.names:
            raise DocumentError("a table without a column text; name the column with the texts so")
        number = 0
        for batch in table.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield _row_content(row, number)
    except (pa.ArrowException, OSError) as error:  # of what is no page of a column
        raise DocumentError(f"a broken Parquet file ({error})") from error


def _row_content(row: dict[str, object], number: int) -> Content:
    def cell(name: str) -> str | None:
        value = row.get(name)
        return str(value).strip() or None if value is not None else None

    stated = cell("published")
    published = day_of(stated)
    unread = stated is not None and published is None
    return Content(
        text=str(row.get("text") or ""),
        part=f"row {number}",
        title=cell("title"),
        publisher=cell("publisher") or _host(cell("url") or ""),
        author=cell("author"),
        published=published,
        url=cell("url"),
        warning=f"published {(stated or '')[:40]!r} is not a day (YYYY-MM-DD), left out" if unread else None,
    )


def _host(url: str) -> str | None:
    """Whose address it is: all that is known of an outlet that is not named."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def day_of(value: str | None) -> dt.date | None:
    """The day of an ISO date or time, None for anything else."""
    try:
        return dt.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


# What `zipfile` raises for what it cannot unpack: RuntimeError for a locked member or an unknown method.
_UNPACKING = (zipfile.BadZipFile, RuntimeError, ValueError, zlib.error, EOFError)


def _refuse_bomb(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, opened; `DocumentError` when it is broken or would unfold too far."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _UNPACKING as error:
        raise DocumentError("a broken archive; pack it again") from error
    size = sum(member.file_size for member in archive.infolist())
    if size > limits.unpacked_bytes or size > limits.unpacked_ratio * max(len(content), 10_000):
        raise DocumentError(f"unfolds to {size:,} bytes, more than is read; unpack it first")
    return archive


def _zip_members(content: bytes, _: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    with _refuse_bomb(content, limits) as archive:
        for member in archive.infolist():
            name = PurePosixPath(member.filename.replace("\\", "/"))
            if member.is_dir() or not is_document(name.name):
                continue
            if name.is_absolute() or ".." in name.parts:
                raise DocumentError(
                    f"its member {member.filename!r} climbs out of the archive; pack it again"
                )
            if member.file_size > limits.file_bytes:
                raise DocumentError(f"its member {name} is over {limits.file_bytes:,} bytes")
            try:
                yield name.as_posix(), archive.read(member)
            except _UNPACKING as error:
                raise DocumentError(f"its member {name} cannot be unpacked ({error})") from error


def _gzip_members(content: bytes, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    inner = PurePosixPath(name).stem
    try:
        with gzip.open(io.BytesIO(content)) as file:
            unpacked = file.read(limits.file_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DocumentError("a broken archive; pack it again") from error
    if len(unpacked) > limits.file_bytes:
        raise DocumentError(f"unfolds to more than {limits.file_bytes:,} bytes; unpack it first")
    yield inner if is_document(inner) else f"{inner}.txt", unpacked


READERS: dict[str, Reader] = {
    ".txt": _read_text,
    ".text": _read_text,
    ".md": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
    ".eml": _read_mail,
    ".csv": _read_csv,
    ".jsonl": _read_jsonl,
    ".parquet": _read_parquet,
}
MAGIC = {
    ".pdf": (b"%PDF", "PDF"),
    ".docx": (b"PK", "Word"),
    ".zip": (b"PK", "zip"),
    ".gz": (b"\x1f\x8b", "gzip"),
    ".parquet": (b"PAR1", "Parquet"),
}
SUFFIXES = frozenset({*READERS, ".zip", ".gz"})
