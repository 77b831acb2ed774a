"""Writes the claims as Parquet, one folder a month of publication, with what asking needs ready made."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bakhmut_data import comparison, reference, views, wording
from bakhmut_data.tables import ARROW, COLUMN_TYPES, Tables

FOLDER = "claims"  # beside the tables it is made from
STAMP = "store.json"
VERSION = 1  # of the columns below
UNDATED = "__HIVE_DEFAULT_PARTITION__"  # how partitioned Parquet names "no value"
ROWS_TOGETHER = 65_536  # rows whose least and greatest values are known; whole stretches are passed over
BETWEEN = "\x1f"

CLAIM_TYPES: dict[str, str] = {
    "claim_id": "string",
    "kind": "string",
    "row": "integer",
    "claim": "boolean",
    **dict.fromkeys(views.TEXT_COLUMNS, "string"),
    "start": "integer",
    "end": "integer",
    **{name: "number" for name in views.NUMBER_COLUMNS if name not in {"start", "end"}},
    **dict.fromkeys(views.DATE_COLUMNS, "date"),
    "place": "string",
    "place_kind": "string",
    "latitude": "number",
    "longitude": "number",
    "order": "integer",
    "source": "string",
    "title": "string",
    "file": "string",
    "sha256": "string",
    "published": "date",
    "published_earliest": "date",
    "published_latest": "date",
}
# position: place in reading order; outlet: number of the source; first, last: the days it can speak for;
# folded: what is searched; subject, said: what it is lined up by and what tells it from others there;
# voice, cue_word: rows side by side.
MADE_TYPES: dict[str, str] = {
    "position": "integer",
    "outlet": "integer",
    "first": "date",
    "last": "date",
    "folded": "string",
    "subject": "string",
    "said": "hash",
    "voice": "string",
    "cue_word": "string",
}
ROW_TYPES = {**CLAIM_TYPES, **MADE_TYPES}
DOCUMENT_TYPES: dict[str, str] = {
    **COLUMN_TYPES["documents"],
    "order": "integer",
    "source": "string",
    "name": "string",
}
TYPES = {**ARROW, "hash": pa.uint64()}


def write_store(tables: Tables, folder: Path) -> Path:
    """The claims of the tables as a store in the folder of the tables; returns the store's own folder.

    The same tables give the same bytes. The old store is replaced when the new one is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder, prefix=".writing-"))
    claims, documents = prepare(views.build_claims(tables)), name_documents(tables.documents)
    months = claims["published"].dt.strftime("%Y-%m").fillna(UNDATED)
    for month in sorted({*months, UNDATED}):
        rows = claims[months == month]
        part = scratch / f"month={month}"
        part.mkdir()
        # Most questions are about claims alone, which are the smaller part of what is marked.
        for name, wanted in (("claims", True), ("marks", False)):
            _write(rows[rows["claim"] == wanted], ROW_TYPES, part / f"{name}.parquet")
    _write(documents, DOCUMENT_TYPES, scratch / "documents.parquet")
    (scratch / STAMP).write_text(json.dumps(_stamp(folder)), encoding="utf-8")
    final = folder / FOLDER
    if final.exists():
        shutil.rmtree(final)
    scratch.chmod(0o755)  # a temporary folder is its owner's alone; a store is read by a server
    scratch.rename(final)
    return final


def is_current(folder: Path) -> bool:
    """Whether the folder of the tables holds a store of this version made from these very tables."""
    try:
        stored = json.loads((folder / FOLDER / STAMP).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return False
    return bool(stored == _stamp(folder))


def prepare(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims in reading order with what is made ready for asking: the columns of `MADE_TYPES`."""
    first, last = views.claim_days(claims, "happened")
    voices = claims[["speaker", "side"]].drop_duplicates()
    names = [wording.shorten(wording.voice(row)) for row in voices.to_dict("records")]
    voices = voices.assign(voice=pd.Series(names, dtype="str", index=voices.index))
    return claims.assign(
        position=range(len(claims)),
        outlet=pd.factorize(claims["source"])[0],
        first=first,
        last=last,
        folded=_folded(claims),
        subject=_subjects(claims),
        said=_said(claims),
        voice=claims[["speaker", "side"]].merge(voices, how="left", on=["speaker", "side"])["voice"],
        cue_word=_each(claims["cue"], lambda cue: wording.shorten(cue.casefold(), 30)),
    )


def name_documents(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents in their order with their outlet and a name for a reader that tells them apart."""
    outlets = views.outlets(documents).to_dict()
    names: dict[str, str] = {}
    for row in documents.to_dict("records"):
        source = str(outlets[str(row["document_id"])])
        title = "" if pd.isna(row["title"]) else f": {wording.shorten(str(row['title']), 50)}"
        name = source if "(" in source and not title else f"{source}{title}"
        name = name if name not in names else f"{name} {str(row['document_id'])[:4]}"
        names[name if name not in names else f"{name} {row['document_id']}"] = str(row["document_id"])
    return documents.assign(
        order=range(len(documents)),
        source=documents["document_id"].map(outlets).astype("str"),
        name=pd.Series(list(names), dtype="str", index=documents.index),
    )


def _folded(claims: pd.DataFrame) -> pd.Series[str]:
    """What a search looks through: no word holds the line break that keeps columns apart."""
    text = pd.Series("", index=claims.index, dtype="str")
    for column in views.SEARCHED:
        text = text + _each(claims[column], views.fold).fillna("") + "\n"
    return text


def _each(values: pd.Series[str], change: Any) -> pd.Series[str]:
    """The values changed, each different one once."""
    return values.map({value: change(str(value)) for value in values.dropna().unique()}).astype("str")


def _subjects(claims: pd.DataFrame) -> pd.Series[str]:
    """What each claim is lined up by, in the order of `comparison.find_subjects`; NA for what is not."""
    compared = reference.read_toml("labels.toml")["compared"]["measures"]
    counted = claims["claim"] & (claims["kind"] == "figure") & claims["measure"].isin(compared)
    held = claims["claim"] & (claims["kind"] == "control")
    figures = "1" + claims["measure"] + BETWEEN + claims["about"]
    return figures.where(counted, ("2" + claims["place"]).where(held)).astype("str")


def _said(claims: pd.DataFrame) -> pd.Series[Any]:
    """One number for all claims that say the same in the same words of a table."""
    plain = claims[list(comparison.SAID)].astype("str").fillna("")
    joined = plain.iloc[:, 0].str.cat(plain.iloc[:, 1:], sep=BETWEEN)
    return pd.Series(pd.util.hash_array(joined.to_numpy(dtype=object), categorize=True), index=claims.index)


def to_arrow(rows: pd.DataFrame, types: dict[str, str]) -> pa.Table:
    """Rows with the columns and types of a file of the store."""
    schema = pa.schema([(name, TYPES[kind]) for name, kind in types.items()])
    return pa.Table.from_pandas(rows[list(types)], schema=schema, preserve_index=False)


def _write(rows: pd.DataFrame, types: dict[str, str], path: Path) -> None:
    table = to_arrow(rows, types).replace_schema_metadata(None)
    pq.write_table(table, path, compression="zstd", row_group_size=ROWS_TOGETHER)


def _stamp(folder: Path) -> dict[str, Any]:
    """What tells whether a store is that of the tables: its version and their description's hash."""
    try:
        package = (folder / "datapackage.json").read_bytes()
    except FileNotFoundError:
        package = b""
    return {"version": VERSION, "tables": hashlib.sha256(package).hexdigest()}
