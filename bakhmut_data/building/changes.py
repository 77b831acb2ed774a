"""What a folder of documents holds, and what of it is new since the last build."""

from __future__ import annotations

import dataclasses
import hashlib
import math
import time
from collections.abc import Iterator
from pathlib import Path

from bakhmut_data.building import engines, partitions
from bakhmut_data.building.manifest import FileEntry, Manifest, Part
from bakhmut_data.errors import BakhmutError
from bakhmut_data.limits import Limits, limits_from
from bakhmut_data.reading import documents
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.reading.guard import GUARD
from bakhmut_data.records import Document

# Of text in a batch: some ten articles, several seconds of work, and less at first, or few documents would
# not be shared out evenly.
BATCH_CHARACTERS, FIRST_BATCH = 100_000, 20_000


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
