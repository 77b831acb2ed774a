"""Writes the claims as Parquet, one folder a month of publication, with what asking needs ready made."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bakhmut_data import reference
from bakhmut_data.claims import filtering, frame, sentences
from bakhmut_data.comparing import subjects
from bakhmut_data.front.contradictions import find_contradictions
from bakhmut_data.stored import read_object
from bakhmut_data.tables.copies import COPIES, read_copies
from bakhmut_data.tables.question_words import QUESTION_WORDS, read_question_words
from bakhmut_data.tables.rows import Tables
from bakhmut_data.tables.schemas import ARROW, COLUMN_TYPES
from bakhmut_data.tables.word_choices import WORDS, read_words

FOLDER = "claims"  # beside the tables it is made from
STAMP = "store.json"
VERSION = 9  # of the columns below
UNDATED = "__HIVE_DEFAULT_PARTITION__"  # how partitioned Parquet names "no value"
ROWS_TOGETHER = 122_880  # with their least and greatest values known, so that others are passed over
COMPRESSION = "lz4"  # half as large again as zstd, and read in a third of the time
REFERENCES = ("settlement_control.csv", "front_claims.toml")  # what `against` is made from

CLAIM_TYPES: dict[str, str] = {
    "claim_id": "string",
    "kind": "string",
    "row": "integer",
    "claim": "boolean",
    **dict.fromkeys(frame.TEXT_COLUMNS, "string"),
    "start": "integer",
    "end": "integer",
    **{name: "number" for name in frame.NUMBER_COLUMNS if name not in {"start", "end"}},
    **dict.fromkeys(frame.DATE_COLUMNS, "date"),
    "place": "string",
    "place_kind": "string",
    "latitude": "number",
    "longitude": "number",
    "original_id": "string",
    "order": "integer",
    "source": "string",
    "title": "string",
    "file": "string",
    "sha256": "string",
    "published": "date",
    "published_earliest": "date",
    "published_latest": "date",
}
# What only a question needs. position: place in the order of all; document, outlet: number of the document
# and of its source; nth: which of the claims with one span it is; first, last: the days a claim can speak
# for; subject: what it is lined up by; said, content: one number for all claims that say the same, in one
# outlet or in any; original: one for a document and its copies; against: what the reference of the front
# says instead; folded: what is searched.
ASKED_TYPES: dict[str, str] = {
    "position": "small",
    "document": "small",
    "outlet": "small",
    "nth": "small",
    "first": "date",
    "last": "date",
    "subject": "string",
    "said": "hash",
    "content": "hash",
    "original": "hash",
    "against": "string",
    "folded": "string",
}
# What is the same in all claims of a document is kept with it, and an id is made up of what is there.
OF_DOCUMENT = (
    "document_id", "source", "title", "file", "sha256", "published_earliest", "published_latest",
)  # fmt: skip
ELSEWHERE = frozenset({*OF_DOCUMENT, "claim_id", "order", "original_id"})
ROW_TYPES: dict[str, str] = {
    **ASKED_TYPES,
    **{name: kind for name, kind in CLAIM_TYPES.items() if name not in ELSEWHERE},
    **dict.fromkeys(("row", "start", "end"), "small"),
}
DOCUMENT_TYPES: dict[str, str] = {
    **COLUMN_TYPES["documents"],
    "order": "small",
    "outlet": "small",
    "source": "string",
    "name": "string",
    "copy_of": "string",
}
QUESTION_WORD_TYPES = {"document": "small", "question": "string", "word": "string", "times": "small"}
WORD_TYPES = {"document": "small", "start": "small", "end": "small", "concept": "string", "form": "string"}
TYPES = {**ARROW, "small": pa.int32(), "hash": pa.uint64()}


def write_store(tables: Tables, folder: Path) -> Path:
    """The claims of the tables as a store in the folder of the tables; returns the store's own folder.

    The same tables give the same bytes. The old store is replaced when the new one is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder, prefix=".writing-"))
    copies = read_copies(folder)
    claims, documents = prepare(tables, copies), name_documents(tables.documents, copies)
    months = claims["published"].dt.strftime("%Y-%m").fillna(UNDATED)
    for month in sorted({*months, UNDATED}):
        rows = claims[months == month]
        into = scratch / "rows" / f"month={month}"
        into.mkdir(parents=True)
        # Most questions are about claims alone, which are the smaller part of what is marked.
        # So are positions that are read in statements: of the rest they alone are compared.
        read = ~rows["claim"] & (rows["kind"] == "position")
        for name, wanted in (("claims", rows["claim"]), ("stands", read), ("marks", ~(rows["claim"] | read))):
            some = rows[wanted]
            # And many are about one kind: the others are then passed over.
            kinds = [some[some["kind"] == kind] for kind, *_ in frame.KINDS]
            _write(kinds, ROW_TYPES, into / f"{name}.parquet")
    _write([documents], DOCUMENT_TYPES, scratch / "documents.parquet")
    words = number_words(read_words(folder), documents)
    _write([words], WORD_TYPES, scratch / "words.parquet")
    asked = number_words(read_question_words(folder), documents)
    _write([asked], QUESTION_WORD_TYPES, scratch / "question_words.parquet")
    stamp = {**_stamp(folder), "files": _hashes(scratch)}
    (scratch / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    final = folder / FOLDER
    if final.exists():
        shutil.rmtree(final)
    scratch.chmod(0o755)  # a temporary folder is its owner's alone; a store is read by a server
    scratch.rename(final)
    return final


def is_current(folder: Path) -> bool:
    """Whether the folder of the tables holds a store of this version made from these very tables."""
    stored = _stored(folder)
    return {name: stored.get(name) for name in ("version", "tables")} == _stamp(folder)


def is_sound(folder: Path) -> bool:
    """Whether the store in the folder of the tables is as it was written: every file of it is read."""
    return _stored(folder).get("files") == _hashes(folder / FOLDER)


def is_readable(folder: Path) -> bool:
    """Whether the folder of the tables holds a store of this version, if of older tables."""
    return _stored(folder).get("version") == VERSION


def is_damaged(folder: Path) -> bool:
    """Whether a store is there that does not say what it is made from."""
    return (folder / FOLDER / STAMP).is_file() and not _stored(folder)


def _stored(folder: Path) -> dict[str, Any]:
    return read_object(folder / FOLDER / STAMP)


def prepare(tables: Tables, copies: Mapping[str, str]) -> pd.DataFrame:
    """Everything marked in the texts, in reading order, with the columns of `ROW_TYPES`."""
    claims = frame.build_claims(tables, copies)
    first, last = frame.claim_days(claims, "happened")
    subject = subjects.subject_keys(claims).where(claims["claim"] | (claims["kind"] == "position"))
    compared = claims[subject.notna()]
    said = compared[list(subjects.SAID)].astype("str")
    return claims.assign(
        position=range(len(claims)),
        document=claims["order"],
        outlet=claims["source"].map(_numbered(frame.outlets(tables.documents))),
        nth=claims.groupby(["document_id", "kind", "start", "end"]).cumcount() + 1,
        first=first,
        last=last,
        subject=subject,
        said=_hashed(said),
        content=_hashed(said.drop(columns="source")),
        original=_hashed(compared[["original_id"]]),
        against=_against(claims),
        folded=_folded(claims),
    )


def name_documents(documents: pd.DataFrame, copies: Mapping[str, str]) -> pd.DataFrame:
    """The documents in their order with their outlet, what they copy, and a name that tells them apart."""
    outlets = frame.outlets(documents)
    names: dict[str, str] = {}
    for row, source in zip(documents.to_dict("records"), outlets, strict=True):
        title = "" if pd.isna(row["title"]) else f": {sentences.shorten(str(row['title']), 50)}"
        name = source if "(" in source and not title else f"{source}{title}"
        name = name if name not in names else f"{name} {str(row['document_id'])[:4]}"
        names[name if name not in names else f"{name} {row['document_id']}"] = str(row["document_id"])
    sources = documents["document_id"].map(outlets.to_dict()).astype("str")
    return documents.assign(
        order=range(len(documents)),
        outlet=sources.map(_numbered(outlets)),
        source=sources,
        copy_of=documents["document_id"].map(dict(copies)).astype("str"),
        name=pd.Series(list(names), dtype="str", index=documents.index),
    )


def number_words(words: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Words in documents, as `read_words` or `read_question_words` has them, by the number of each."""
    order = dict(zip(documents["document_id"], documents["order"], strict=True))
    numbered = words.assign(document=words["document_id"].map(order)).dropna(subset="document")
    return numbered.sort_values("document", kind="stable", ignore_index=True)


def _folded(claims: pd.DataFrame) -> pd.Series[str]:
    """What a search looks through: no word holds the line break that keeps columns apart."""
    return _joined(claims[list(frame.SEARCHED)].apply(lambda column: _each(column, filtering.fold)), "\n")


def _each(values: pd.Series[str], change: Any) -> pd.Series[str]:
    """The values changed, each different one once."""
    return values.map({value: change(str(value)) for value in values.dropna().unique()}).astype("str")


def _hashed(columns: pd.DataFrame) -> pd.Series[Any]:
    """One number for all rows that are the same in these columns of text."""
    joined = _joined(columns, subjects.BETWEEN).to_numpy(dtype=object)
    return pd.Series(pd.util.hash_array(joined, categorize=True), index=columns.index, dtype="UInt64")


def _joined(columns: pd.DataFrame, between: str) -> pd.Series[str]:
    """The text of all columns of each row, "" for unknown."""
    parts = [pa.array(columns[name], pa.large_string(), from_pandas=True) for name in columns]
    mark = pa.scalar(between, pa.large_string())
    joined = pc.binary_join_element_wise(*parts, mark, null_handling="replace", null_replacement="")
    return pd.Series(joined, index=columns.index, dtype="str")


def _against(claims: pd.DataFrame) -> pd.Series[str]:
    """What the reference of the front says instead, for claims of control that it rules out."""
    found = find_contradictions(claims[claims["claim"] & (claims["kind"] == "control")])
    return claims["claim_id"].map({each.claim_id: each.reference for each in found}).astype("str")


def _numbered(outlets: pd.Series[str]) -> dict[str, int]:
    """The outlets with their numbers, in the order of the documents."""
    return {str(name): number for number, name in enumerate(outlets.unique())}


def to_arrow(rows: pd.DataFrame, types: dict[str, str]) -> pa.Table:
    """Rows with the columns and types of a file of the store."""
    table = pa.Table.from_pandas(rows[list(types)], schema=to_schema(types), preserve_index=False)
    return table.replace_schema_metadata(None)


def to_schema(types: dict[str, str]) -> pa.Schema:
    """The columns of a file of the store."""
    return pa.schema([(name, TYPES[kind]) for name, kind in types.items()])


def _write(parts: Iterable[pd.DataFrame], types: dict[str, str], path: Path) -> None:
    """A file of rows in which no two parts are read together."""
    schema = to_schema(types)
    with pq.ParquetWriter(path, schema, compression=COMPRESSION) as file:
        for rows in parts:
            if len(rows):
                file.write_table(to_arrow(rows, types), row_group_size=ROWS_TOGETHER)


def _hashes(store: Path) -> dict[str, str]:
    """The sha256 of every file of a store but its stamp; "" of one that cannot be read."""
    found = {}
    for path in sorted(store.rglob("*.parquet")):
        try:
            found[path.relative_to(store).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            found[path.relative_to(store).as_posix()] = ""
    return found


def _stamp(folder: Path) -> dict[str, Any]:
    """What makes a store that of the tables: its version, and a hash of what it is made from."""
    made_from = [folder / "datapackage.json", *(reference.FOLDER / name for name in REFERENCES)]
    made_from += [
        folder / f"{name}.{suffix}"
        for name in (COPIES, WORDS, QUESTION_WORDS)
        for suffix in ("parquet", "csv")
    ]
    digest = hashlib.sha256()
    for path in made_from:
        digest.update(hashlib.sha256(path.read_bytes() if path.is_file() else b"").digest())
    return {"version": VERSION, "tables": digest.hexdigest()}
