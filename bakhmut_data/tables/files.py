"""Writes and reads tables, Parquet or CSV; other programs read them, so names are fixed."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bakhmut_data import cells
from bakhmut_data.errors import TableError
from bakhmut_data.paths import BUILT
from bakhmut_data.stored import read_object
from bakhmut_data.tables.package import CREATED, LICENCES, SOURCES, data_package, data_resource
from bakhmut_data.tables.rows import Tables
from bakhmut_data.tables.schemas import ADDED, ARROW, BESIDE, COLUMN_TYPES, PANDAS, SCHEMAS, Column

DESCRIPTION = "datapackage.json"
ADDED_MARK = "-with-added"  # ends the version of tables together with what one reader added
ADDED_NOTE = (
    "Holds documents that a reader added to a visit, which are no part of the tables of that version; no "
    "licence is claimed for them, nor for what is taken from them."
)
MANIFEST = "manifest.json"  # of a build: what it was made from, written when all else is


def write_tables(tables: Tables, folder: Path, *, with_csv: bool = False) -> None:
    """The tables as Parquet (and CSV) with a `datapackage.json`; readers never see half a file.

    All files are written beside their places first and then renamed over the old ones,
    the package description, which holds their hashes, last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, bytes] = {}
    for name, frame in tables.items():
        files |= pair_bytes(name, frame, with_csv=with_csv)
    suffix = "csv" if with_csv else "parquet"
    package = data_package(tables, {name: files[f"{name}.{suffix}"] for name in SCHEMAS}, suffix)
    files[DESCRIPTION] = json.dumps(package, indent=2, ensure_ascii=False).encode() + b"\n"
    replace_files(folder, files)
    if not with_csv:
        for name in SCHEMAS:  # an older build's CSV would contradict the new Parquet
            (folder / f"{name}.csv").unlink(missing_ok=True)


def write_beside(name: str, frame: pd.DataFrame, folder: Path, *, with_csv: bool = False) -> None:
    """A table of other columns beside those of `SCHEMAS`: of copies, signatures or choices of words."""
    replace_files(folder, pair_bytes(name, frame, with_csv=with_csv))


def describe_beside(
    folder: Path, beside: Mapping[str, tuple[Sequence[Column], int]], *, with_csv: bool = False
) -> None:
    """Add the tables that lie beside those of `SCHEMAS`, with their columns and rows, to the description."""
    path, suffix = folder / DESCRIPTION, "csv" if with_csv else "parquet"
    package = json.loads(path.read_text(encoding="utf-8"))
    for name, (columns, rows) in beside.items():
        written = (folder / f"{name}.{suffix}").read_bytes()
        package["resources"].append(data_resource(name, columns, written, suffix, rows))
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    replace_files(folder, {DESCRIPTION: text.encode()})


def pair_bytes(name: str, frame: pd.DataFrame, *, with_csv: bool) -> dict[str, bytes]:
    """The files of a table by their names: Parquet, and CSV where it is wanted."""
    files = {f"{name}.parquet": parquet_bytes(name, frame)}
    return {**files, f"{name}.csv": csv_bytes(name, frame)} if with_csv else files


def replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """All `files` in `folder`, each replaced as a whole, in the order given.

    The last one stands for all: while the others are replaced there is none, so that whoever is interrupted
    leaves no old description of new files.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as scratch:
        for name, content in files.items():
            (Path(scratch) / name).write_bytes(content)
        if len(files) > 1:
            (folder / list(files)[-1]).unlink(missing_ok=True)
        for name in files:
            (Path(scratch) / name).replace(folder / name)


def is_whole(folder: Path) -> bool:
    """Whether all tables there are of one build: their description is taken away first, and put back last."""
    return (folder / DESCRIPTION).is_file()


def read_made(folder: Path) -> str:
    """When the tables of a folder were made (RFC 3339); of those that do not say, when this version was."""
    return str(read_object(folder / DESCRIPTION).get("created", CREATED))


def arrow_schema(name: str) -> pa.Schema:
    """The Parquet schema of the table `name`."""
    return pa.schema([(column, ARROW[kind]) for column, kind in COLUMN_TYPES[name].items()])


def parquet_bytes(name: str, frame: pd.DataFrame) -> bytes:
    """The table `name` as one Parquet file."""
    table = pa.Table.from_pandas(frame, schema=arrow_schema(name), preserve_index=False)
    sink = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(None), sink)
    return sink.getvalue()


def csv_bytes(name: str, frame: pd.DataFrame, cell: Callable[[str], str] = str) -> bytes:
    """The table `name` as CSV: UTF-8, empty fields where unknown, whole numbers without a point.

    `cell` gives what is written for a text: as it is, or, for spreadsheets, `cells.shown`.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    types = [COLUMN_TYPES[name][column] for column in frame.columns]
    for row in frame.itertuples(index=False, name=None):
        written = [_csv_value(kind, value) for kind, value in zip(types, row, strict=True)]
        pairs = zip(types, written, strict=True)
        writer.writerow([cell(value) if kind == "string" else value for kind, value in pairs])
    return text.getvalue().encode("utf-8", "surrogatepass")


def _csv_value(kind: str, value: Any) -> str:
    if kind == "signature":
        return str(value.astype(">u4").tobytes().hex())  # eight digits a number
    if pd.isna(value):
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "date":
        return f"{value:%Y-%m-%d}"
    if kind == "number":
        return str(int(value)) if float(value).is_integer() else repr(float(value))
    return str(value)


def terms() -> dict[str, Any]:
    """Under which licences the tables are, and what they are made from, as their package states it."""
    return {"licenses": LICENCES, "sources": SOURCES}


def package_files(
    tables: Tables, beside: Mapping[str, pd.DataFrame], version: str, *, with_parquet: bool = True
) -> dict[str, bytes]:
    """Every table, and those `beside` them by name, as CSV and Parquet, with `datapackage.json`, by file.

    A version that ends in `ADDED_MARK` is of tables with what a reader added, which are under no licence.
    """
    frames = {**dict(tables.items()), **beside}
    text = {name: csv_bytes(name, frame, cells.shown) for name, frame in frames.items()}
    described = {**data_package(tables, text, "csv"), "version": version}
    if version.endswith(ADDED_MARK):
        described["name"] += ADDED_MARK
        described["description"] += f" {ADDED_NOTE}"
        del described["licenses"]
    described["sources"] = [*_documents(tables.documents), *SOURCES]
    described["resources"] += [
        data_resource(name, BESIDE[name], text[name], "csv", len(frame)) for name, frame in beside.items()
    ]
    parquet = {}
    if with_parquet:
        parquet = {f"{name}.parquet": parquet_bytes(name, frame) for name, frame in frames.items()}
        described["description"] += (
            " Beside each CSV lies the same table as Parquet, with the same rows and columns."
        )
    return {
        **{f"{name}.csv": content for name, content in text.items()},
        **parquet,
        DESCRIPTION: json.dumps(described, indent=2, ensure_ascii=False).encode() + b"\n",
    }


def _documents(documents: pd.DataFrame) -> list[dict[str, str]]:
    """The documents as sources of a data package: title and outlet, and the address where it is known."""
    found = []
    for row in documents.to_dict("records"):
        named = [str(row[name]) for name in ("title", "publisher") if not pd.isna(row[name])]
        url = "" if pd.isna(row["url"]) else str(row["url"])
        path = {"path": url} if url.startswith(("https://", "http://")) else {}
        found.append({"title": " – ".join(named) or str(row["file"]), **path})
    return found


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


def read_beside(folder: Path, name: str) -> pd.DataFrame:
    """A table of other columns beside those of `SCHEMAS`, without rows where there is none."""
    return read_table(folder, name) if _is_there(folder, name) else _without_rows(name)


def _is_there(folder: Path, name: str) -> bool:
    return any((folder / f"{name}.{suffix}").exists() for suffix in ("parquet", "csv"))


def _without_rows(name: str) -> pd.DataFrame:
    return pd.DataFrame(
        {column: pd.Series(dtype=PANDAS[kind]) for column, kind in COLUMN_TYPES[name].items()}
    )


def _read(folder: Path, name: str) -> tuple[pd.DataFrame, list[str]]:
    """The rows of a table that have the types of its columns, and what is wrong with the others."""
    parquet, text = folder / f"{name}.parquet", folder / f"{name}.csv"
    path = parquet if parquet.exists() else text
    if name in ADDED and not path.exists() and _is_there(folder, "documents"):
        return _without_rows(name), []
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
    if kind == "signature" and series.dtype == "str":
        series = series.map(lambda text: np.frombuffer(bytes.fromhex(text), ">u4").astype(np.uint32))
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
        try:
            return int(pq.read_metadata(parquet).num_rows)
        except (ValueError, OSError) as error:
            raise TableError(f"{parquet}: cannot be read; build the tables again") from error
    return len(read_table(folder, name))
