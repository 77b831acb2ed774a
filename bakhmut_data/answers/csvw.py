"""What a CSV says of itself: title, licence, version, sources and columns, as "CSV on the Web" (W3C, 2015).

It is a file of its own, `NAME.csv-metadata.json` beside `NAME.csv`, so that any program can read the CSV.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data.tables.schemas import SCHEMAS

SUFFIX = "csv-metadata.json"
MIME = "application/csvm+json"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
BOOLEAN = {"base": "boolean", "format": "True|False"}
KEYS = ("claim_id", "place_id", "document_id")  # the first of a CSV's columns that names its rows
# Columns that no table has, or that say something else here than in a table.
OURS = {
    "claim_id": "Names the claim; stays while the text and the place in it do.",
    "kind": "Of a claim: figure, statement, control or position; of a place: what it is.",
    "source": "The outlet.",
    "side": "The speaker's side.",
    "place": "The place that it is about.",
    "earliest": "First day that it speaks for.",
    "latest": "Last day that it speaks for.",
    "published": "Day on which the document was published.",
    "directness": "Whether the words are the speaker's own.",
    "stands": "What a statement is read as.",
    "line": "What is claimed, by whom and of when, in words made here.",
    "claims": "How many claims.",
    "documents": "How many documents.",
    "sources": "How many outlets.",
    "facet": "By what claims are counted.",
    "value": "Which of its values they have.",
}
Row = Mapping[Any, Any]


def describe(url: str, columns: pd.DataFrame, about: Mapping[str, Any], documents: Iterable[Row]) -> bytes:
    """The description of the CSV at an address: the `columns` are its own, in order and with their types.

    `about` is what `about.about` says of it, `documents` (`title, source, url`) are those its rows are from.
    """
    names = [str(name) for name in columns.columns]
    key = next((name for name in KEYS if name in names), None)
    described = {
        "@context": CONTEXT,
        "url": url,
        "dc:title": about["title"],
        "dc:description": about["note"],
        "dc:license": [{"@id": each["path"]} for each in about["licenses"]],
        "schema:version": about["version"],
        "dc:source": [*map(_source, documents), *map(_made_from, about["sources"])],
        "dialect": {"encoding": "utf-8", "header": True},
        "null": "",
        "tableSchema": {
            "columns": [_column(name, columns.dtypes.iloc[at]) for at, name in enumerate(names)],
            **({"primaryKey": key} if key else {}),
        },
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def sources_of(rows: pd.DataFrame, documents: pd.DataFrame) -> list[dict[Any, Any]]:
    """The documents that rows are from: those they name, or else all."""
    if "document_id" in rows:
        documents = documents[documents["document_id"].isin(rows["document_id"])]
    return documents.to_dict("records")


def typed(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The columns of a CSV with their types; those that are made when it is written are words."""
    return pd.DataFrame({name: rows[name] if name in rows else pd.Series(dtype="str") for name in columns})


def _source(document: Row) -> dict[str, Any]:
    outlet = str(document["source"])
    title: str = outlet if pd.isna(document["title"]) else str(document["title"])
    found = {"dc:title": title, "dc:publisher": outlet}
    url: str = "" if pd.isna(document["url"]) else str(document["url"])
    return {"@id": url, **found} if url.startswith(("https://", "http://")) else found


def _made_from(source: Mapping[str, str]) -> dict[str, str]:
    return {**({"@id": source["path"]} if "path" in source else {}), "dc:title": source["title"]}


def _column(name: str, dtype: Any) -> dict[str, Any]:
    known = (each.description for columns in SCHEMAS.values() for each in columns if each.name == name)
    says = OURS.get(name) or next(known, "")
    return {
        "name": name,
        "titles": name,
        "datatype": _datatype(dtype),
        **({"dc:description": says} if says else {}),
    }


def _datatype(dtype: Any) -> str | dict[str, str]:
    types = pd.api.types
    if types.is_bool_dtype(dtype):
        return BOOLEAN
    if types.is_integer_dtype(dtype):
        return "integer"
    if types.is_numeric_dtype(dtype):
        return "number"
    return "date" if types.is_datetime64_any_dtype(dtype) else "string"
