"""The Frictionless description (Data Package v1) of tables as they are written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from bakhmut_data.tables.rows import Tables
from bakhmut_data.tables.schemas import SCHEMAS, Column

# Of the release, not of the clock: the same documents give the same bytes on every day.
VERSION, CREATED = "0.2.0", "2026-11-30T00:00:00Z"
LICENCES = [{"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}]
SOURCES = [
    {"title": "The documents that the table documents names; they belong to their publishers"},
    {"title": "GeoNames (CC BY 4.0): places and coordinates", "path": "https://www.geonames.org"},
]


def data_package(tables: Tables, files: Mapping[str, bytes], suffix: str) -> dict[str, Any]:
    """The description of all tables as written."""
    resources = [
        data_resource(name, SCHEMAS[name], files[name], suffix, len(frame)) for name, frame in tables.items()
    ]
    return {
        "profile": "data-package",
        "name": "bakhmut-as-reported",
        "title": "What was written about the Battle of Bakhmut",
        "description": "Claims found in documents, never facts about the war; offsets are Python indices.",
        "version": VERSION,
        "created": CREATED,
        "licenses": LICENCES,
        "sources": SOURCES,
        "resources": resources,
    }


def data_resource(
    name: str, columns: Sequence[Column], written: bytes, suffix: str, rows: int
) -> dict[str, Any]:
    """The description of one table as written."""
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
