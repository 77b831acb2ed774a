"""From a folder of documents to a folder of tables, reading only what is new or changed."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import math
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pandas as pd

from bakhmut_data.building import engines, partitions
from bakhmut_data.building.geocoding import GeocodingError, geocode_unknown
from bakhmut_data.comparing import retellings
from bakhmut_data.errors import BakhmutError, DocumentError, TableError
from bakhmut_data.limits import Limits, limits_from
from bakhmut_data.paths import PACKAGE
from bakhmut_data.reading import documents
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.reading.guard import GUARD
from bakhmut_data.records import Document
from bakhmut_data.store import files as store_files
from bakhmut_data.tables import files as tables
from bakhmut_data.tables import question_words, word_choices
from bakhmut_data.tables.copies import (
    COPIES,
    SIGNATURES,
    find_copies,
    originals,
    write_copies,
    write_signatures,
)
from bakhmut_data.tables.rows import Tables, frame_from_rows
from bakhmut_data.tables.schemas import SCHEMAS

MANIFEST = "manifest.json"
PARTIAL = ".partial"  # partitions of a build that is not whole yet
# Of text in a batch: some ten articles, several seconds of work, and less at first, or few documents would
# not be shared out evenly.
BATCH_CHARACTERS, FIRST_BATCH = 100_000, 20_000


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: the tables, what was not read, how many documents were extracted anew."""

    tables: Tables
    refusals: tuple[Refusal, ...]
    extracted: int


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file: where it is named, its text's hash, its outlet and its reading key."""

    file: str
    sha256: str
    publisher: str | None
    key: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """What one file held when it was last read."""

    digest: str
    parts: tuple[Part, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the tables were built from: the files, and the reading key of each document id."""

    files: dict[str, FileEntry] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)


@functools.cache
def extractor_version() -> str:
    """A hash of the code and the reference data; another one makes every document new."""
    digest = hashlib.sha256()
    paths = [*PACKAGE.rglob("*.py"), *(path for path in (PACKAGE / "reference").rglob("*") if path.is_file())]
    for path in sorted(paths):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


class Report(Protocol):
    """Hears how far a build is."""

    def __call__(self, done: int, files: int) -> None:
        """So many documents are done; so many files there are, of which some may hold several."""


def unreported(done: int, files: int) -> None:
    """For a build that nobody watches."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build; `raw` leaves out what people stated or corrected.

    `report` hears how far the build is; `geocode` is the cache of names asked of an online geocoder, None
    to ask for none.
    """

    raw: bool = False
    with_csv: bool = False
    report: Report = unreported
    engine: engines.Engine = engines.in_this_process
    geocode: Path | None = None


def build(folder: Path, out: Path, options: Options = Options()) -> Built:
    """Bring the tables in `out` up to date with the documents in `folder`.

    What did not change since the last build is not read again, what is gone is removed, an
    interrupted build goes on. `DocumentError` when no file can be read; the old tables then
    stay as they are.
    """
    if out.exists() and not out.is_dir():
        raise BakhmutError(f"{out}: is a file; name a folder for the tables")
    version = f"{extractor_version()}{'-raw' if options.raw else ''}{'-geocoded' if options.geocode else ''}"
    files = len(documents.find_files(folder))  # nothing is made where there is nothing to read
    partial = out / PARTIAL / version[:16]
    partial.mkdir(parents=True, exist_ok=True)
    old = read_manifest(out, version)
    reading = Reading(folder, old, partial, raw=options.raw)
    extracted = 0
    options.report(extracted, files)
    for number in options.engine(reading.batches(), partial, raw=options.raw):
        extracted += number
        options.report(extracted, files)
    if not reading.rows:
        shutil.rmtree(out / PARTIAL)
        reasons = "; ".join(str(refusal) for refusal in reading.refusals)
        raise DocumentError(f"{folder}: none of its files can be read ({reasons})")
    new = Manifest(reading.files, reading.rows)
    if new == old and not options.geocode and _is_whole(out, with_csv=options.with_csv):
        shutil.rmtree(out / PARTIAL)
        return Built(tables.read_tables(out), tuple(reading.refusals), extracted)
    sources = reading.sources(out)
    merged = partitions.merge(sources, reading.located)
    if options.geocode:
        merged, failures = geocode_mentions(merged, options.geocode)
        reading.refusals.extend(failures)
    merged_signatures = partitions.merge_signatures(sources)
    signatures = {document_id: merged_signatures[document_id] for document_id in reading.located}
    words = partitions.merge_words(sources, reading.located)
    asked = partitions.merge_question_words(sources, reading.located)
    copied = find_copies(signatures, list(_by_publication(merged.documents)))
    said = partitions.merge_statement_words(sources, reading.located)
    retold = retellings.find_retellings(merged, said, originals(copied), raw=options.raw)
    merged = dataclasses.replace(merged, retellings=retold)
    # From here to the new manifest the tables answer to none; a build killed here starts afresh.
    (out / MANIFEST).unlink(missing_ok=True)
    tables.write_tables(merged, out, with_csv=options.with_csv)
    write_copies(copied, out, with_csv=options.with_csv)
    word_choices.write_words(words, out, with_csv=options.with_csv)
    question_words.write_question_words(asked, out, with_csv=options.with_csv)
    write_signatures(signatures, out, with_csv=options.with_csv)
    retellings.words.write_statement_words(said, out, with_csv=options.with_csv)
    if not store_files.is_current(out):
        store_files.write_store(merged, out)
    write_manifest(out, version, new)
    shutil.rmtree(out / PARTIAL)
    return Built(merged, tuple(reading.refusals), extracted)


def _is_whole(out: Path, *, with_csv: bool) -> bool:
    """Whether a folder has everything that a build writes, its store current."""
    names = (
        *SCHEMAS,
        COPIES,
        word_choices.WORDS,
        question_words.QUESTION_WORDS,
        SIGNATURES,
        retellings.words.STATEMENT_WORDS,
    )
    there = [
        (out / f"{name}.parquet").is_file() and (out / f"{name}.csv").is_file() == with_csv for name in names
    ]
    return all(there) and store_files.is_current(out)


def geocode_mentions(found: Tables, cache: Path) -> tuple[Tables, list[Refusal]]:
    """The tables with places from an online geocoder for names the gazetteer has not.

    Where it does not answer, the names stay without a place and one warning says so.
    """
    unknown = found.mentions["place_id"].isna() & (found.mentions["role"] == "location")
    names = found.mentions.loc[unknown, "surface"]
    try:
        answers = geocode_unknown(names, cache)
    except GeocodingError as error:
        return found, [Refusal("--geocode", f"{error}; names without a place stay so", fatal=False)]
    known = {name: place for name, place in answers.items() if place is not None}
    mentions = found.mentions.copy()
    mentions.loc[unknown, "place_id"] = names.map({name: place.place_id for name, place in known.items()})
    rows = [dataclasses.asdict(place) for place in known.values()]
    places = pd.concat([found.places, frame_from_rows("places", rows)], ignore_index=True)
    places = places.drop_duplicates("place_id").sort_values("place_id", ignore_index=True)
    return dataclasses.replace(found, mentions=mentions, places=places), []


def _by_publication(frame: pd.DataFrame) -> pd.Series[str]:
    """The document ids, earliest publication first and undated ones last."""
    return frame.sort_values("published", kind="stable", na_position="last")["document_id"]


class Reading:
    """One pass over the files of a folder: what they hold, and what of it is new.

    `rows` gives each document's reading key by its id, `located` the file it lies in.
    """

    def __init__(self, folder: Path, old: Manifest, partial: Path, *, raw: bool) -> None:
        self._folder, self._old, self._partial, self._raw = folder, old, partial, raw
        self._limits = limits_from()
        self._seen = documents.Seen()
        self._finished = set(old.rows.items())
        for rows in partitions.finished(partial).values():
            self._finished |= set(rows.items())
        self.files: dict[str, FileEntry] = {}
        self.rows: dict[str, str] = {}
        self.located: dict[str, str] = {}
        self.refusals = documents.passed_over(folder)

    def batches(self) -> Iterator[engines.Batch]:
        """The documents that have to be extracted, some at a time, in the order of their files."""
        batch: list[Document] = []
        size = total = 0
        for document in self._new_documents():
            size += len(document.text)
            total += len(document.text)
            if total > self._limits.total_characters:
                raise BakhmutError(
                    f"{document.file}: the new texts pass {self._limits.total_characters:,} characters; "
                    "build from fewer or raise BAKHMUT_MAX_TOTAL_CHARACTERS"
                )
            batch.append(document)
            if size >= min(BATCH_CHARACTERS, max(FIRST_BATCH, total // 16)):
                yield tuple(batch)
                batch, size = [], 0
        if batch:
            yield tuple(batch)

    def _new_documents(self) -> Iterator[Document]:
        end = time.monotonic() + (self._limits.seconds or math.inf)
        for path in documents.find_files(self._folder, self._limits):
            file = path.relative_to(self._folder).as_posix()
            if time.monotonic() > end:
                late = f"not reached within {self._limits.seconds} seconds; build again to go on"
                self.refusals.append(Refusal(file, late))
                continue
            yield from self._new_in_file(path, file)

    def _new_in_file(self, path: Path, file: str) -> Iterator[Document]:
        digest = _digest(path, self._limits)
        entry = self._old.files.get(file)
        read: dict[str, Document] = {}
        if entry is None or entry.digest != digest:
            read, entry = self._read(path, file, digest)
        self.files[file] = entry
        self.refusals.extend(entry.refusals)
        for part in entry.parts:
            admitted = self._seen.admit(part.sha256, part.publisher, part.file, part.key)
            if isinstance(admitted, Refusal):
                self.refusals.append(admitted)
                continue
            self.rows[admitted] = part.key
            self.located[admitted] = part.file
            if (admitted, part.key) not in self._finished:
                read = read or self._read(path, file, digest)[0]
                yield dataclasses.replace(read[part.file], document_id=admitted)

    def _read(self, path: Path, file: str, digest: str) -> tuple[dict[str, Document], FileEntry]:
        read: dict[str, Document] = {}
        refusals: list[Refusal] = []
        for item in GUARD.read_file(path, file, raw=self._raw, limits=self._limits):
            if isinstance(item, Refusal):
                refusals.append(item)
            else:
                read[item.file] = item
        parts = [
            Part(item.file, item.sha256, item.publisher, partitions.reading_key(item))
            for item in read.values()
        ]
        return read, FileEntry(digest, tuple(parts), tuple(refusals))

    def sources(self, out: Path) -> list[tuple[Path, frozenset[str]]]:
        """The folders that hold the rows wanted, each with the ids to take from it."""
        missing = set(self.rows.items())
        sources: list[tuple[Path, frozenset[str]]] = []
        held = {out: self._old.rows, **partitions.finished(self._partial)}
        for folder, rows in held.items():
            here = missing & set(rows.items())
            missing -= here
            if here:
                sources.append((folder, frozenset(document_id for document_id, _ in here)))
        return sources


def _digest(path: Path, limits: Limits) -> str:
    """A hash of a file and its side file; of a file too large to read, of its size."""
    digest = hashlib.sha256()
    for part in (path, documents.side_path(path)):
        try:
            size = part.stat().st_size if part.is_file() else limits.file_bytes + 1
            digest.update(part.read_bytes() if size <= limits.file_bytes else str(size).encode())
        except OSError as error:
            digest.update(str(error.errno).encode())
    return digest.hexdigest()


def read_manifest(out: Path, version: str) -> Manifest:
    """What the tables in `out` were built from; nothing where they are missing or of another version."""
    try:
        stored = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        tables.read_table(out, "documents")
    except (OSError, json.JSONDecodeError, TableError):
        return Manifest()
    if stored.get("version") != version:
        return Manifest()
    files = {
        file: FileEntry(
            entry["digest"],
            tuple(Part(*part) for part in entry["parts"]),
            tuple(Refusal(*refusal) for refusal in entry["refusals"]),
        )
        for file, entry in stored["files"].items()
    }
    return Manifest(files, stored["rows"])


def write_manifest(out: Path, version: str, manifest: Manifest) -> None:
    """Keep what the tables were built from beside them."""
    stored = {"version": version, **dataclasses.asdict(manifest)}
    for entry in stored["files"].values():
        entry["parts"] = [list(part.values()) for part in entry["parts"]]
        entry["refusals"] = [list(refusal.values()) for refusal in entry["refusals"]]
    tables.replace_files(
        out, {MANIFEST: json.dumps(stored, ensure_ascii=False).encode("utf-8", "surrogatepass")}
    )
