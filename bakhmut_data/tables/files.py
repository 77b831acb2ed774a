"""Builds, validates, writes and reads the seven tables; other programs read them, so names are fixed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bakhmut_data.errors import TableError
from bakhmut_data.paths import BUILT
from bakhmut_data.records import Extraction, Place
from bakhmut_data.tables.schemas import SCHEMAS, Column

ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
PANDAS: dict[str, Any] = {
    "string": "str",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}

COPIES = "copies"  # the name of the file beside the tables
COLUMN_TYPES = {name: {column.name: column.type for column in columns} for name, columns in SCHEMAS.items()}


@dataclass(frozen=True)
class Tables:
    """One frame per table of `SCHEMAS`, with exactly its columns; unknown is NA, NaT or None.

    Dates are `datetime64[s]`, offsets and counts nullable integers.
    """

    documents: pd.DataFrame
    places: pd.DataFrame
    mentions: pd.DataFrame
    dates: pd.DataFrame
    figures: pd.DataFrame
    statements: pd.DataFrame
    control: pd.DataFrame

    def items(self) -> Iterable[tuple[str, pd.DataFrame]]:
        """Name and frame of each table, in the order of `SCHEMAS`."""
        return ((name, getattr(self, name)) for name in SCHEMAS)


Row = dict[str, Any]


def build_tables(extractions: Iterable[Extraction]) -> Tables:
    """The seven tables of some documents, rows in reading order; `TableError` if one breaks the contract."""
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    places: dict[str, Place] = {}
    for extraction in extractions:
        for name, make in ROWS.items():
            rows[name].extend(make(extraction))
        for place in places_of(extraction):
            places[place.place_id] = place
    rows["places"] = [_fields("places", place) for _, place in sorted(places.items())]
    return tables_from_rows(rows)


def places_of(extraction: Extraction) -> Iterator[Place]:
    """Every gazetteer entry that some record of a document points to, repeated as they come."""
    for toponym in extraction.toponyms:
        if toponym.place:
            yield toponym.place
    for figure in extraction.figures:
        if figure.place:
            yield figure.place
    for claim in extraction.control:
        yield claim.place


def tables_from_rows(rows: Mapping[str, list[Row]]) -> Tables:
    """Tables from one list of rows per table, validated; `TableError` names table and column."""
    frames = {name: frame_from_rows(name, rows.get(name, [])) for name in SCHEMAS}
    return Tables(**frames)


def frame_from_rows(name: str, rows: list[Row]) -> pd.DataFrame:
    """One typed frame with the columns of the table `name`."""
    columns: dict[str, pd.Series[Any]] = {}
    for column in SCHEMAS[name]:
        values = [row.get(column.name) for row in rows]
        _validate(name, column, values)
        columns[column.name] = pd.Series(values, dtype=PANDAS[column.type])
    return pd.DataFrame(columns)


def rows_of(name: str, frame: pd.DataFrame) -> list[Row]:
    """The rows of a table as JSON can hold them: days as ISO, unknown as None."""
    records: list[Row] = json.loads(frame.to_json(orient="records", date_format="iso", double_precision=15))
    dates = [column for column, kind in COLUMN_TYPES[name].items() if kind == "date"]
    return [{**row, **{date: row[date] and row[date][:10] for date in dates}} for row in records]


def join_tables(parts: Sequence[Tables]) -> Tables:
    """One set of tables from some, of different documents, in their order; each place once."""
    return Tables(**{name: join_table(name, [getattr(part, name) for part in parts]) for name in SCHEMAS})


def join_table(name: str, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One table from some of its name, of different documents, in their order; each place once."""
    joined = pd.concat(parts, ignore_index=True)
    if name != "places":
        return joined
    return joined.drop_duplicates("place_id").sort_values("place_id", ignore_index=True)


def _validate(table: str, column: Column, values: list[Any]) -> None:
    for value in values:
        if value is None:
            if column.required:
                raise TableError(f"{table}.{column.name}: a row has no value")
        elif column.allowed and value not in column.allowed:
            raise TableError(f"{table}.{column.name}: {value!r} is none of {', '.join(column.allowed)}")


def _fields(table: str, record: object, **more: object) -> Row:
    """The fields of a record that the table has a column for."""
    return {column: more.get(column, getattr(record, column, None)) for column in COLUMN_TYPES[table]}


def _document_row(extraction: Extraction) -> list[Row]:
    document = extraction.document
    size = {"characters": len(document.text), "words": len(document.text.split())}
    return [_fields("documents", document, **size)]


def _spans(table: str, field: str) -> Callable[[Extraction], list[Row]]:
    """A maker of rows for records that have a span and perhaps a place."""

    def rows(extraction: Extraction) -> list[Row]:
        records = sorted(getattr(extraction, field), key=lambda record: (record.start, record.end))
        return [
            _fields(
                table,
                record,
                document_id=extraction.document.document_id,
                **({"place_id": record.place.place_id} if getattr(record, "place", None) else {}),
            )
            for record in records
        ]

    return rows


ROWS: dict[str, Callable[[Extraction], list[Row]]] = {
    "documents": _document_row,
    "mentions": _spans("mentions", "toponyms"),
    "dates": _spans("dates", "timexes"),
    "figures": _spans("figures", "figures"),
    "statements": _spans("statements", "statements"),
    "control": _spans("control", "control"),
}


def write_tables(tables: Tables, folder: Path, *, with_csv: bool = False) -> None:
    """The tables as Parquet (and CSV) with a `datapackage.json`; readers never see half a file.

    All files are written beside their places first and then renamed over the old ones,
    the package description, which holds their hashes, last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, bytes] = {}
    for name, frame in tables.items():
        files[f"{name}.parquet"] = parquet_bytes(name, frame)
        if with_csv:
            files[f"{name}.csv"] = csv_bytes(name, frame)
    suffix = "csv" if with_csv else "parquet"
    package = data_package(tables, {name: files[f"{name}.{suffix}"] for name in SCHEMAS}, suffix)
    files["datapackage.json"] = json.dumps(package, indent=2, ensure_ascii=False).encode() + b"\n"
    replace_files(folder, files)
    if not with_csv:
        for name in SCHEMAS:  # an older build's CSV would contradict the new Parquet
            (folder / f"{name}.csv").unlink(missing_ok=True)


def replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """All `files` in `folder`, each replaced as a whole, in the order given."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as scratch:
        for name, content in files.items():
            (Path(scratch) / name).write_bytes(content)
        for name in files:
            (Path(scratch) / name).replace(folder / name)


def arrow_schema(name: str) -> pa.Schema:
    """The Parquet schema of the table `name`."""
    return pa.schema([(column.name, ARROW[column.type]) for column in SCHEMAS[name]])


def parquet_bytes(name: str, frame: pd.DataFrame) -> bytes:
    """The table `name` as one Parquet file."""
    table = pa.Table.from_pandas(frame, schema=arrow_schema(name), preserve_index=False)
    sink = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(None), sink)
    return sink.getvalue()


def csv_bytes(name: str, frame: pd.DataFrame) -> bytes:
    """The table `name` as CSV: UTF-8, empty fields where unknown, whole numbers without a point."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    types = [COLUMN_TYPES[name][column] for column in frame.columns]
    for row in frame.itertuples(index=False, name=None):
        writer.writerow([_csv_value(kind, value) for kind, value in zip(types, row, strict=True)])
    return text.getvalue().encode("utf-8", "surrogatepass")


def _csv_value(kind: str, value: Any) -> str:
    if pd.isna(value):
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "date":
        return f"{value:%Y-%m-%d}"
    if kind == "number":
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    return str(value)


def read_tables(folder: Path = BUILT) -> Tables:
    """The tables in a folder, without one those that ship; `TableError` says what is missing."""
    return Tables(**{name: read_table(folder, name) for name in SCHEMAS})


def read_usable(folder: Path) -> tuple[Tables, tuple[str, ...]]:
    """The tables without the rows that have a value of a wrong type, and a sentence for each such value."""
    found = {name: _read(folder, name) for name in SCHEMAS}
    frames = {name: frame for name, (frame, _) in found.items()}
    return Tables(**frames), tuple(fault for _, faults in found.values() for fault in faults)


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """One table of a folder with its typed columns; `TableError` names the first value of a wrong type."""
    frame, faults = _read(folder, name)
    if faults:
        raise TableError(f"{folder}: {faults[0]}; mend it or build the tables again")
    return frame


def _read(folder: Path, name: str) -> tuple[pd.DataFrame, list[str]]:
    """The rows of a table that have the types of its columns, and what is wrong with the others."""
    parquet, text = folder / f"{name}.parquet", folder / f"{name}.csv"
    path = parquet if parquet.exists() else text
    if not path.exists():
        raise TableError(f"{folder}: no {name}.parquet or {name}.csv; build the tables first")
    try:
        frame: pd.DataFrame = (
            pq.read_table(path).to_pandas()
            if path == parquet
            else pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""])
        )
    except (ValueError, OSError) as error:  # of pandas and Arrow alike
        raise TableError(f"{path}: cannot be read; build the tables again") from error
    if list(frame.columns) != list(COLUMN_TYPES[name]):
        raise TableError(f"{folder}: {name} has not the columns of this version; build the tables again")
    faults: dict[int, str] = {}
    for column, kind in COLUMN_TYPES[name].items():
        try:
            frame[column] = _typed(frame[column], kind)
        except (ValueError, TypeError):
            wrong = _wrong_values(frame[column], kind)
            for row in frame.index[frame[column].isin(wrong)]:
                value = frame.loc[row, column]
                faults[row] = f"{path.name}, row {row + 1}: {column} {value!r} is not a {kind}"
            frame[column] = _typed(frame[column].where(~frame[column].isin(wrong)), kind)
    return frame.drop(index=list(faults)).reset_index(drop=True), [faults[row] for row in sorted(faults)]


def _typed(series: pd.Series[Any], kind: str) -> pd.Series[Any]:
    """A column as read with its type; ValueError or TypeError where a value has another."""
    if kind == "boolean" and series.dtype != "bool":
        series = series.map({"true": True, "false": False}, na_action="ignore")
    if kind == "date":
        series = pd.to_datetime(series, format="ISO8601")
    typed: pd.Series[Any] = series.astype(PANDAS[kind])
    return typed


def _wrong_values(series: pd.Series[Any], kind: str) -> list[Any]:
    """The values of a column that have another type."""
    wrong = []
    for value in series.dropna().unique():
        try:
            _typed(pd.Series([value], dtype=series.dtype), kind)
        except (ValueError, TypeError):
            wrong.append(value)
    return wrong


def count_rows(folder: Path, name: str) -> int:
    """How many rows one table of a folder has."""
    parquet = folder / f"{name}.parquet"
    if parquet.exists():
        return int(pq.read_metadata(parquet).num_rows)
    return len(read_table(folder, name))


def write_copies(copies: pd.DataFrame, folder: Path, *, with_csv: bool = False) -> None:
    """Which documents copy which (`copies.find_copies`), beside the tables."""
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(copies, preserve_index=False).replace_schema_metadata(None), sink)
    files = {f"{COPIES}.parquet": sink.getvalue()}
    if with_csv:
        files[f"{COPIES}.csv"] = copies.to_csv(index=False, lineterminator="\n").encode()
    replace_files(folder, files)


def read_copies(folder: Path) -> dict[str, str]:
    """The original of each document that copies another; empty where none does or none was looked for."""
    for path, read in (
        (folder / f"{COPIES}.parquet", pd.read_parquet),
        (folder / f"{COPIES}.csv", pd.read_csv),
    ):
        if path.exists():
            frame = read(path)
            return dict(zip(frame["document_id"].astype(str), frame["copy_of"].astype(str), strict=True))
    return {}


def data_package(tables: Tables, files: Mapping[str, bytes], suffix: str) -> dict[str, Any]:
    """The Frictionless description (Data Package v1) of the tables as written."""
    resources = [
        data_resource(name, SCHEMAS[name], files[name], suffix, len(frame)) for name, frame in tables.items()
    ]
    return {
        "profile": "data-package",
        "name": "bakhmut-as-reported",
        "title": "What was written about the Battle of Bakhmut",
        "description": "Claims found in documents, never facts about the war; offsets are Python indices.",
        "resources": resources,
    }


def data_resource(
    name: str, columns: Sequence[Column], written: bytes, suffix: str, rows: int
) -> dict[str, Any]:
    """The Frictionless description of one table as written."""
    fields = [
        {
            "name": column.name,
            "type": column.type,
            "description": column.description,
            "constraints": {
                "required": column.required,
                **({"enum": list(column.allowed)} if column.allowed else {}),
            },
        }
        for column in columns
    ]
    return {
        "name": name,
        "path": f"{name}.{suffix}",
        "format": suffix,
        "encoding": "utf-8",
        "hash": f"sha256:{hashlib.sha256(written).hexdigest()}",
        "rows": rows,
        "schema": {"fields": fields, "missingValues": [""], **_keys(name, {each.name for each in columns})},
    }


def _keys(name: str, columns: set[str]) -> dict[str, Any]:
    primary = {"documents": "document_id", "places": "place_id"}.get(name)
    if primary:
        return {"primaryKey": primary}
    targets = {"document_id": "documents", "place_id": "places"}
    return {
        "foreignKeys": [
            {"fields": field, "reference": {"resource": target, "fields": field}}
            for field, target in targets.items()
            if field in columns
        ]
    }
