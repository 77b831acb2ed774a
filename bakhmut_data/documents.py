"""Reads files into Documents: text, title, publisher, author, publication date and its basis."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import py3langid
from charset_normalizer import from_bytes

from bakhmut_data import headings, reference
from bakhmut_data.errors import DocumentError
from bakhmut_data.records import Document

SUFFIXES = frozenset({".txt", ".text", ".md"})
LARGEST_FILE = 20_000_000  # bytes; an article is some 10,000
SHOWN_FOR_LANGUAGE = 5_000  # characters


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read, and why in one line; `fatal` unless its text is present anyway."""

    file: str
    reason: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


def find_files(folder: Path) -> list[Path]:
    """The files of a folder that may be documents, in order; `DocumentError` when there is none."""
    if not folder.is_dir():
        raise DocumentError(f"{folder}: no such folder; name the folder that holds the documents")
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in path.parts)
    )
    if not paths:
        raise DocumentError(
            f"{folder}: holds no documents; put text files ({', '.join(sorted(SUFFIXES))}) there"
        )
    return paths


def read_documents(folder: Path, *, raw: bool = False) -> Iterator[Document | Refusal]:
    """Each file of a folder as a Document, or the reason why it is none, in the order of their names.

    A second copy of a text is refused, but not fatally. `raw` leaves out the facts
    stated in `reference/documents.toml`. `DocumentError` when the folder has no documents.
    """
    first_with: dict[str, str] = {}
    for path in find_files(folder):
        file = path.relative_to(folder).as_posix()
        try:
            document = read_document(path, file=file, raw=raw)
        except DocumentError as error:
            yield Refusal(file, str(error).removeprefix(f"{file}: "))
            continue
        if document.sha256 in first_with:
            yield Refusal(file, f"same text as {first_with[document.sha256]}, read once", fatal=False)
            continue
        first_with[document.sha256] = file
        yield document


def read_document(path: Path, *, file: str | None = None, raw: bool = False) -> Document:
    """One file as a Document; `DocumentError` names a file that is unreadable, empty, binary or too large."""
    file = file or path.name
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise DocumentError(f"{file}: {size:,} bytes, more than the {LARGEST_FILE:,} read; split it")
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{file}: cannot be read ({error.strerror}); check its permissions") from error
    return document_from_text(decode(content, file), file=file, raw=raw)


def decode(content: bytes, file: str) -> str:
    """The text of a file with line ends as line feeds; `DocumentError` when it is not text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    elif b"\0" in content:
        raise DocumentError(f"{file}: not a text file; convert it to plain text")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            guess = from_bytes(content).best()
            if guess is None:
                raise DocumentError(f"{file}: neither UTF-8 nor a known encoding; save it as UTF-8") from None
            text = str(guess)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentError(f"{file}: empty; remove it or fill it")
    return text


def document_from_text(text: str, *, file: str = "text", raw: bool = False) -> Document:
    """A Document with what its heading says of it and, unless `raw`, the stated facts of that text."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(
        document_id=sha256[:12], file=file, text=text, sha256=sha256, language=detect_language(text)
    )
    document = headings.describe_document(document)
    stated = {} if raw else reference.read_toml("documents.toml").get(sha256, {})
    return dataclasses.replace(document, **{field: stated[field] for field in STATED if field in stated})


STATED = (
    "title", "publisher", "author", "published", "published_earliest", "published_latest", "published_basis",
)  # fmt: skip


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language a text is mostly in, None for a text without letters."""
    if not any(character.isalpha() for character in text[:SHOWN_FOR_LANGUAGE]):
        return None
    language: str = py3langid.classify(text[:SHOWN_FOR_LANGUAGE])[0]
    return language
