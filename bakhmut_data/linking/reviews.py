"""Corrections by a reviewer: each names a text, a span, a field, its value and the reason.

They are applied after extraction, mark the row `reviewed`, and are left out when
quality is measured. Two fields are no columns: `removed` takes a row out, and `added` makes one whose
value lists its columns ("speaker=Jens Stoltenberg; kind=mixed"). A place is named by its id. Where several
rows stand on one span, the table names the one meant ("positions:question=losses"). The `rule` of a position
can only be that it is a cited `title`, or is `rejected` where it stands: neither counts for who prints it.
Lines about `retellings` tie statements of two documents, and are applied where both are at hand
(`comparing.retellings`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import typing
from typing import Any

from bakhmut_data import reference
from bakhmut_data.errors import ReferenceDataError
from bakhmut_data.records import ControlClaim, Extraction, Figure, Position, Statement, Timex
from bakhmut_data.reference.gazetteer import gazetteer

REVIEWABLE: dict[str, tuple[str, type]] = {
    "dates": ("timexes", Timex),
    "figures": ("figures", Figure),
    "statements": ("statements", Statement),
    "control": ("control", ControlClaim),
    "positions": ("positions", Position),
}

CITED = frozenset({"title", "rejected"})  # what an outlet prints and does not say
BETWEEN_DOCUMENTS = "retellings"


def review(extraction: Extraction) -> Extraction:
    """The extraction with its reviews applied; `ReferenceDataError` names a line that fits no record."""
    for number, row in enumerate(reference.read_csv("reviews.csv"), start=2):
        if row["sha256"] == extraction.document.sha256 and row["table"] != BETWEEN_DOCUMENTS:
            extraction = _apply(extraction, row, f"reviews.csv:{number}")
    return extraction


def _apply(extraction: Extraction, row: dict[str, str], where: str) -> Extraction:
    table, _, condition = row["table"].partition(":")
    if table not in REVIEWABLE:
        raise ReferenceDataError(f"{where}: table {table!r} cannot be reviewed")
    attribute, kind = REVIEWABLE[table]
    records = list(getattr(extraction, attribute))
    span = (int(row["start"]), int(row["end"]))
    if row["field"] == "added":
        records.append(_made(kind, span, row["value"], extraction.document.text, where))
        records.sort(key=lambda record: (record.start, record.end))
        return _with(extraction, attribute, records)
    meant = _condition(kind, condition, where)
    at = [
        index
        for index, record in enumerate(records)
        if (record.start, record.end) == span
        and all(getattr(record, field) == value for field, value in meant.items())
    ]
    if not at:
        raise ReferenceDataError(f"{where}: no record of {row['table']} stands at {span[0]}-{span[1]}")
    for index in at:
        if row["field"] == "removed":
            records[index] = None
            continue
        if row["field"] == "rule":
            records[index] = dataclasses.replace(records[index], rule=_rule(row["value"], where))
            continue
        value = _parse(kind, row["field"], row["value"], where)
        records[index] = dataclasses.replace(records[index], **{row["field"]: value}, rule="reviewed")
    return _with(extraction, attribute, [record for record in records if record])


def _condition(kind: type, condition: str, where: str) -> dict[str, Any]:
    """The field, with its value, by which one of the records on a span is meant; none means all of them."""
    if not condition:
        return {}
    field, _, value = condition.partition("=")
    return {field: _parse(kind, field, value, where)}


def _with(extraction: Extraction, attribute: str, records: list[Any]) -> Extraction:
    change: dict[str, Any] = {attribute: tuple(records)}
    return dataclasses.replace(extraction, **change)


def _made(kind: type, span: tuple[int, int], columns: str, text: str, where: str) -> Any:
    """A record with the columns of an `added` row."""
    values = {}
    for column in columns.split(";"):
        field, _, value = column.strip().partition("=")
        values[field] = _parse(kind, field, value, where)
    start, end = span
    try:
        return kind(start=start, end=end, surface=text[start:end], rule="reviewed", **values)
    except TypeError as error:
        raise ReferenceDataError(f"{where}: the row cannot be added ({error})") from error


def _rule(value: str, where: str) -> str:
    """The rule of a row that a reviewer marks as a cited title, or as words that are rejected there."""
    if value not in CITED:
        raise ReferenceDataError(f"{where}: {value!r} is not one of {', '.join(sorted(CITED))}")
    return f"reviewed_{value}"


def _parse(kind: type, field: str, value: str, where: str) -> Any:
    """The value as the field's own type; an empty one is unknown."""
    hints = typing.get_type_hints(kind)
    if field not in hints or field in {"start", "end", "surface", "rule"}:
        raise ReferenceDataError(f"{where}: {field!r} is not a field that can be reviewed")
    if value == "":
        return None
    if field == "place":
        known = gazetteer().by_id
        if value not in known:
            raise ReferenceDataError(f"{where}: the gazetteer has no place {value!r}")
        return known[value]
    hint = hints[field]
    options = typing.get_args(hint) or (hint,)
    if dt.date in options:
        return dt.date.fromisoformat(value)
    if float in options:
        return float(value)
    if bool in options:
        return value == "true"
    return value
