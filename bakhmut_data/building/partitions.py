"""Tables of a few documents at a time, kept until a build is whole.

A partition is a folder that appears under its final name only when it is complete, so
that an interrupted build goes on where it stopped, and workers need share only a disk.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from bakhmut_data.comparing import retellings
from bakhmut_data.errors import TableError
from bakhmut_data.linking import review
from bakhmut_data.records import Document, Extraction
from bakhmut_data.tables import files as tables_files
from bakhmut_data.tables import question_words, word_choices
from bakhmut_data.tables.copies import Signature, read_signatures, text_signature, write_signatures
from bakhmut_data.tables.rows import Tables, build_tables, frame_from_rows
from bakhmut_data.tables.schemas import COLUMN_TYPES, SCHEMAS

KEYS = "keys.json"

Sources = Iterable[tuple[Path, frozenset[str]]]  # folders of tables, with the documents to take from each


def reading_key(document: Document) -> str:
    """A hash of everything extraction can depend on: the text and what is stated of it."""
    fields = dataclasses.asdict(document)
    del fields["document_id"], fields["file"], fields["text"]  # sha256 stands for the text
    return hashlib.sha256(json.dumps(fields, default=str, sort_keys=True).encode()).hexdigest()


def write_partition(documents: Sequence[Document], folder: Path, *, raw: bool) -> Path:
    """Extract some documents into a new partition of `folder`; returns its path."""
    keys = [reading_key(document) for document in documents]
    ids = [document.document_id for document in documents]
    final = folder / hashlib.sha256(json.dumps([ids, keys]).encode()).hexdigest()[:16]
    if final.exists():
        return final
    scratch = Path(tempfile.mkdtemp(dir=folder, prefix=".writing-"))
    built = build_tables(_extract_all(documents, raw=raw))
    tables_files.write_tables(built, scratch)
    write_signatures({document.document_id: text_signature(document.text) for document in documents}, scratch)
    texts = [(document.document_id, document.text) for document in documents]
    word_choices.write_words(word_choices.words_frame(texts), scratch)
    question_words.write_question_words(question_words.question_words_frame(texts), scratch)
    said = retellings.words.statement_words_frame(texts, built.statements)
    retellings.words.write_statement_words(said, scratch)
    (scratch / KEYS).write_text(json.dumps(dict(zip(ids, keys, strict=True))), encoding="utf-8")
    try:
        scratch.rename(final)
    except OSError:
        # Another worker was given the same documents and was quicker; its partition is equal.
        shutil.rmtree(scratch)
    return final


def _extract_all(documents: Iterable[Document], *, raw: bool) -> Iterator[Extraction]:
    # Here, because a build that finds nothing new need not wait for the language model.
    from bakhmut_data.extraction import extract  # noqa: PLC0415

    for document in documents:
        extraction = extract(document)
        yield extraction if raw else review(extraction)


def finished(folder: Path) -> dict[Path, dict[str, str]]:
    """The complete partitions of a folder, each with the reading key of its documents by id."""
    return {
        path.parent: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob(f"[!.]*/{KEYS}"))
    }


def merge(sources: Sources, files: dict[str, str]) -> Tables:
    """One set of tables from several: of each folder the documents named, in the order of `files`.

    `files` gives each document's id and the file it now lies in.
    """
    collected: dict[str, list[pd.DataFrame]] = {name: [] for name in SCHEMAS}
    for folder, wanted in sources:
        for name in SCHEMAS:
            frame = tables_files.read_table(folder, name)
            if name != "places":
                frame = frame[frame["document_id"].isin(wanted)]
            collected[name].append(frame)
    order = {document_id: position for position, document_id in enumerate(files)}
    merged = {name: _concat(name, frames) for name, frames in collected.items()}
    for name, frame in merged.items():
        if name != "places":
            position = frame["document_id"].map(order)
            merged[name] = frame.loc[position.sort_values(kind="stable").index].reset_index(drop=True)
    if len(merged["documents"]) != len(files):
        raise TableError("a partition of the build is missing; build again")
    merged["documents"]["file"] = pd.Series(list(files.values()), dtype="str")
    merged["places"] = _mentioned_places(merged)
    return Tables(**merged)


def merge_signatures(sources: Sources) -> dict[str, Signature]:
    """The signatures of the documents named of each folder, by id."""
    merged: dict[str, Signature] = {}
    for folder, wanted in sources:
        merged |= {name: value for name, value in read_signatures(folder).items() if name in wanted}
    return merged


def merge_words(sources: Sources, files: dict[str, str]) -> pd.DataFrame:
    """The choices of words in the documents named of each folder, in the order of `files`."""
    return _merge_beside(sources, files, word_choices.read_words)


def merge_question_words(sources: Sources, files: dict[str, str]) -> pd.DataFrame:
    """The words of the questions in the documents named of each folder, in the order of `files`."""
    return _merge_beside(sources, files, question_words.read_question_words)


def merge_statement_words(sources: Sources, files: dict[str, str]) -> pd.DataFrame:
    """The words of the statements in the documents named of each folder, in the order of `files`."""
    return _merge_beside(sources, files, retellings.words.read_statement_words)


def _merge_beside(
    sources: Sources, files: dict[str, str], read: Callable[[Path], pd.DataFrame]
) -> pd.DataFrame:
    frames = []
    for folder, wanted in sources:
        found = read(folder)
        frames.append(found[found["document_id"].isin(wanted)])
    merged = pd.concat(frames, ignore_index=True)
    order = {document_id: position for position, document_id in enumerate(files)}
    position = merged["document_id"].map(order)
    return merged.loc[position.sort_values(kind="stable").index].reset_index(drop=True)


def _concat(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([frame_from_rows(name, []), *frames], ignore_index=True)


def _mentioned_places(merged: dict[str, pd.DataFrame]) -> pd.DataFrame:
    used = pd.concat([frame["place_id"] for name, frame in merged.items() if _points_to_place(name)])
    places = merged["places"].drop_duplicates("place_id")
    return places[places["place_id"].isin(used)].sort_values("place_id").reset_index(drop=True)


def _points_to_place(name: str) -> bool:
    return name != "places" and "place_id" in COLUMN_TYPES[name]
