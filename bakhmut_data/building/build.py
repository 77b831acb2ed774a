"""From a folder of documents to a folder of tables, reading only what is new or changed."""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pandas as pd

from bakhmut_data.answers import changed
from bakhmut_data.building import engines, partitions
from bakhmut_data.building.changes import Reading
from bakhmut_data.building.geocoding import geocode_mentions
from bakhmut_data.building.manifest import Manifest, extractor_version, read_manifest, write_manifest
from bakhmut_data.comparing import retellings
from bakhmut_data.errors import BakhmutError, DocumentError
from bakhmut_data.reading import documents
from bakhmut_data.reading.documents import Refusal
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
from bakhmut_data.tables.rows import Tables
from bakhmut_data.tables.schemas import BESIDE, SCHEMAS

LOCK = ".building"  # held while a build writes to a folder
PARTIAL = ".partial"  # partitions of a build that is not whole yet


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: the tables, what was not read, how many documents were extracted anew."""

    tables: Tables
    refusals: tuple[Refusal, ...]
    extracted: int


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
    out.mkdir(parents=True, exist_ok=True)
    with _alone_in(out):
        return _build_alone(folder, out, options, version, files)


@contextlib.contextmanager
def _alone_in(out: Path) -> Iterator[None]:
    """Keeps other builds out of a folder; the lock of a build that was killed goes with it."""
    with (out / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BakhmutError(
                f"{out}: another build writes there; wait for it or name another folder"
            ) from error
        yield


def _build_alone(folder: Path, out: Path, options: Options, version: str, files: int) -> Built:
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
    before = changed.read_before(out)
    # From here to the new manifest the tables answer to none; a build killed here starts afresh.
    (out / tables.MANIFEST).unlink(missing_ok=True)
    tables.write_tables(merged, out, with_csv=options.with_csv)
    write_copies(copied, out, with_csv=options.with_csv)
    word_choices.write_words(words, out, with_csv=options.with_csv)
    question_words.write_question_words(asked, out, with_csv=options.with_csv)
    write_signatures(signatures, out, with_csv=options.with_csv)
    retellings.words.write_statement_words(said, out, with_csv=options.with_csv)
    beside = {
        COPIES: len(copied),
        SIGNATURES: len(signatures),
        word_choices.WORDS: len(words),
        question_words.QUESTION_WORDS: len(asked),
        retellings.words.STATEMENT_WORDS: len(said),
    }
    described = {name: (BESIDE[name], rows) for name, rows in beside.items()}
    tables.describe_beside(out, described, with_csv=options.with_csv)
    changed.write_changes(out, before, merged)
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


def _by_publication(frame: pd.DataFrame) -> pd.Series[str]:
    """The document ids, earliest publication first and undated ones last."""
    return frame.sort_values("published", kind="stable", na_position="last")["document_id"]
