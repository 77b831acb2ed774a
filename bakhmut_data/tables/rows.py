"""Rows of extractions become tables: typed, validated, joined."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bakhmut_data.errors import TableError
from bakhmut_data.records import Extraction, Place
from bakhmut_data.tables.schemas import COLUMN_TYPES, PANDAS, SCHEMAS, Column


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
    positions: pd.DataFrame
    retellings: pd.DataFrame

    def items(self) -> Iterable[tuple[str, pd.DataFrame]]:
        """Name and frame of each table, in the order of `SCHEMAS`."""
        return ((name, getattr(self, name)) for name in SCHEMAS)


Row = dict[str, Any]


def build_tables(extractions: Iterable[Extraction]) -> Tables:
    """The tables of some documents, rows in reading order; `TableError` if one breaks the contract."""
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
    for position in extraction.positions:
        if position.place:
            yield position.place


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
    "positions": _spans("positions", "positions"),
}
