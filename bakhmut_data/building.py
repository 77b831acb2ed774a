"""From a folder of documents to a folder of tables."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from bakhmut_data import documents, reviews, tables
from bakhmut_data.errors import DocumentError
from bakhmut_data.extraction import extract
from bakhmut_data.records import Document, Extraction


@dataclass(frozen=True, slots=True)
class Build:
    """The tables of a folder and the files that were not read."""

    tables: tables.Tables
    refusals: tuple[documents.Refusal, ...] = field(default=())


def build(folder: Path, *, raw: bool = False, progress: bool = False) -> Build:
    """The tables of all documents of a folder; `DocumentError` when none of its files can be read.

    `raw` leaves out what people stated or corrected (`documents.toml`, `reviews.csv`).
    """
    found = list(documents.read_documents(folder, raw=raw))
    refusals = tuple(item for item in found if isinstance(item, documents.Refusal))
    readable = [item for item in found if isinstance(item, Document)]
    if not readable:
        reasons = "; ".join(str(refusal) for refusal in refusals)
        raise DocumentError(f"{folder}: none of its files can be read ({reasons})")
    bar = tqdm(readable, desc="reading", unit="document", file=sys.stderr, disable=not progress)
    return Build(tables.build_tables(_extract_all(bar, raw=raw)), refusals)


def _extract_all(found: Iterable[Document], *, raw: bool) -> Iterator[Extraction]:
    for document in found:
        extraction = extract(document)
        yield extraction if raw else reviews.review(extraction)
