"""Reads files into Documents: text, title, publisher, author, publication date and its basis."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bakhmut_data import reference
from bakhmut_data.errors import DocumentError
from bakhmut_data.limits import Limits, limits_from
from bakhmut_data.reading import addresses, bylines, formats
from bakhmut_data.records import Document

STATED = (
    "title", "publisher", "author", "published", "published_earliest", "published_latest", "published_basis",
    "url",
)  # fmt: skip
MOST_KINDS = 8  # of files that are not read, named by their endings
READ_LANGUAGE = "en"
SHOWN_FOR_LANGUAGE = 5_000  # characters
FEWEST_FOR_LANGUAGE = 120  # characters; in less, names decide
SURE_OF_LANGUAGE = 0.95
FEWEST_FOR_SCRIPT = 20  # letters; in fewer a name may stand alone


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or a part of one, that was not read, and why; not `fatal` where its text is present anyway."""

    file: str
    reason: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


def find_files(folder: Path, limits: Limits | None = None) -> list[Path]:
    """The files of a folder that may be documents, in order; `DocumentError` when there is none."""
    limits = limits or limits_from()
    if not folder.is_dir():
        raise DocumentError(f"{folder}: no such folder; name the folder that holds the documents")
    paths = sorted(path for path in _shown_files(folder) if formats.is_document(path.name))
    if not paths:
        endings = ", ".join(sorted(formats.SUFFIXES))
        raise DocumentError(f"{folder}: holds no documents; put files there that end in {endings}")
    if len(paths) > limits.files:
        raise DocumentError(f"{folder}: {len(paths):,} files, more than the {limits.files:,} read")
    return paths


def passed_over(folder: Path) -> list[Refusal]:
    """One line about the files of a folder whose types are not read, by ending; none without such files.

    Hidden files, and side files of what is read, are none of them.
    """
    paths = list(_shown_files(folder))
    sides = {side_path(path) for path in paths if formats.is_document(path.name)}
    others = [path for path in paths if path not in sides and not formats.is_document(path.name)]
    kinds = Counter(path.suffix.lower() or "without an ending" for path in others).most_common()
    named = ", ".join(f"{kind} {number:,}" for kind, number in kinds[:MOST_KINDS])
    rest = sum(number for _, number in kinds[MOST_KINDS:])
    more = f", others {rest:,}" if rest else ""
    files = f"{len(others):,} files of types that are" if len(others) > 1 else "1 file of a type that is"
    return [Refusal(str(folder), f"{files} not read: {named}{more}", fatal=False)] if others else []


def _shown_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if not path.is_dir() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


class Seen:
    """The texts met so far, so that copies are told apart from syndication."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, str], str] = {}
        self._outlets: dict[str, int] = {}

    def admit(self, sha256: str, publisher: str | None, file: str, stated: str = "") -> str | Refusal:
        """The id of a document, numbered where another outlet has its text; a `Refusal` for a plain copy.

        Texts without a publisher are of one outlet where all else that is `stated` of them is the same.
        """
        key = (sha256, publisher or f"\0{stated}")
        if key in self._files:
            return Refusal(file, f"same text as {self._files[key]}, read once", fatal=False)
        self._files[key] = file
        number = self._outlets[sha256] = self._outlets.get(sha256, 0) + 1
        return sha256[:12] if number == 1 else f"{sha256[:12]}-{number}"


def read_file(path: Path, file: str, *, raw: bool, limits: Limits) -> Iterator[Document | Refusal]:
    """The documents of one file, which is shown as `file`, or why it, or a part of it, has none."""
    try:
        content = _read_bytes(path, limits)
        stated = {} if raw else _side_file(path)
        for item in read_bytes(content, file, raw=raw, limits=limits):
            yield dataclasses.replace(item, **stated) if isinstance(item, Document) else item
    except DocumentError as error:
        yield Refusal(file, str(error))


def read_bytes(
    content: bytes, file: str, *, raw: bool = False, limits: Limits | None = None
) -> Iterator[Document | Refusal]:
    """The documents in the bytes of a file named `file`; each part that cannot be read is a `Refusal`."""
    limits = limits or limits_from()
    if encoding := formats.guessed_encoding(content, file):
        yield Refusal(file, f"not UTF-8, read as {encoding}; save it as UTF-8 if that is wrong", fatal=False)
    try:
        for found in formats.read_content(content, file, limits):
            name = f"{file}/{found.part}" if found.part else file
            if found.warning:
                yield Refusal(name, found.warning, fatal=False)
            try:
                yield _document(found, name, raw=raw, limits=limits)
            except DocumentError as error:
                yield Refusal(name, _one_line(error))
    except DocumentError as error:
        yield Refusal(file, _one_line(error))


def _one_line(error: DocumentError) -> str:
    """What an error says, which may quote a library that speaks in paragraphs."""
    return " ".join(str(error).split())


def read_document(path: Path, *, raw: bool = False) -> Document:
    """The one document of a file; `DocumentError` names a file that has none."""
    for item in read_file(path, path.name, raw=raw, limits=limits_from()):
        if isinstance(item, Document):
            return item
        if item.fatal:
            raise DocumentError(str(item))
    raise DocumentError(f"{path.name}: holds no document")


def _read_bytes(path: Path, limits: Limits) -> bytes:
    try:
        if not path.exists() or not path.is_file():
            raise DocumentError("not a regular file, or a link to nowhere; remove it")
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise DocumentError(f"{size:,} bytes, more than the {limits.file_bytes:,} read; split it")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"cannot be read ({error.strerror}); check its permissions") from error


def side_path(path: Path) -> Path:
    """Where the facts that override those of a file are stated."""
    return path.with_suffix(".toml")


def _side_file(path: Path) -> dict[str, Any]:
    side = side_path(path)
    if not side.is_file():
        return {}
    try:
        stated = tomllib.loads(side.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"its side file {side.name} is not TOML ({error})") from error
    for field, value in stated.items():
        if field not in STATED:
            raise DocumentError(
                f"its side file {side.name} states {field!r}, which is none of {', '.join(STATED)}"
            )
        wanted = dt.date if field.startswith("published") and field != "published_basis" else str
        if wanted is dt.date and isinstance(value, str):
            stated[field] = formats.day_of(value)
        if type(stated[field]) is not wanted:
            raise DocumentError(f"its side file {side.name}: {field} is not a {wanted.__name__}")
    if "url" in stated and addresses.web_address(stated["url"]) is None:
        raise DocumentError(f"its side file {side.name}: url is no address that begins with http or https")
    return _with_interval(stated, f"Stated in {side.name}.")


def _with_interval(stated: dict[str, Any], basis: str) -> dict[str, Any]:
    """The stated facts, with the interval and basis that a stated day of publication implies."""
    if stated.get("published") is None:
        return stated
    day = stated["published"]
    return {"published_earliest": day, "published_latest": day, "published_basis": basis, **stated}


def document_from_text(text: str, *, file: str = "text", raw: bool = False) -> Document:
    """A Document with what its heading says of it and, unless `raw`, the stated facts of that text."""
    return _document(formats.Content(text=text), file, raw=raw, limits=limits_from())


def _document(found: formats.Content, file: str, *, raw: bool, limits: Limits) -> Document:
    text = found.text
    if found.refused:
        raise DocumentError(found.refused)
    if not text.strip():
        raise DocumentError("empty; remove it or fill it")
    if len(text) > limits.text_characters:
        raise DocumentError(
            f"{len(text):,} characters, more than the {limits.text_characters:,} of a document; split it"
        )
    language, probability = detect_language(text)
    if is_foreign(text, language, probability):
        raise DocumentError(f"in another language ({language or 'unnamed'}); only English is read")
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = bylines.describe_document(
        Document(document_id=sha256[:12], file=file, text=text, sha256=sha256, language=language)
    )
    own = {field: getattr(found, field) for field in ("title", "publisher", "author", "published")}
    own = {field: value for field, value in own.items() if value is not None}
    document = dataclasses.replace(document, **_with_interval(own, formats.STATED_BASIS))
    address = addresses.web_address(found.url) or addresses.pasted_address(text)
    document = dataclasses.replace(document, url=address)
    known = {} if raw else reference.read_toml("documents.toml").get(sha256, {})
    return dataclasses.replace(document, **known)


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> tuple[str | None, float]:
    """ISO 639-1 code of the language a text is likeliest in, and how sure that is, 0 to 1.

    None where no language is likelier than all others together.
    """
    language, probability = _identifier().classify(text[:SHOWN_FOR_LANGUAGE])
    return (str(language), float(probability)) if probability > 0.5 else (None, float(probability))


def is_foreign(text: str, language: str | None, probability: float) -> bool:
    """Whether a text is surely in a language that is not read; too short a text never is."""
    letters = sum(map(str.isalpha, text[:SHOWN_FOR_LANGUAGE]))
    if letters >= FEWEST_FOR_SCRIPT and sum(map(_is_latin, text[:SHOWN_FOR_LANGUAGE])) < letters / 2:
        return True
    return (
        language not in {READ_LANGUAGE, None}
        and probability >= SURE_OF_LANGUAGE
        and letters >= FEWEST_FOR_LANGUAGE
    )


def _is_latin(character: str) -> bool:
    """Whether it is a letter of the Latin script, which ends before the Greek in Unicode."""
    return character.isalpha() and character < "\u0370"
