"""Reads what was written about a battle: where, when, how many, and who says so.

    from bakhmut_data import extract
    extract("Kyiv, 9 March 2023. About 500 soldiers were killed near Bakhmut, officials said.").figures

`extract` and `read_document` read one document; `build` reads a folder into tables, `read_tables` reads
those (without a folder: the tables that ship); `open_store` asks many claims; `estimate_front` draws the
front of a day.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bakhmut_data.building.build import build
    from bakhmut_data.extraction import extract
    from bakhmut_data.front.estimate import estimate_front
    from bakhmut_data.reading.documents import read_document
    from bakhmut_data.store.opening import open_store
    from bakhmut_data.tables.files import read_tables

__all__ = ["build", "estimate_front", "extract", "open_store", "read_document", "read_tables"]

_HOMES = {
    "build": "building.build",
    "estimate_front": "front.estimate",
    "extract": "extraction",
    "open_store": "store.opening",
    "read_document": "reading.documents",
    "read_tables": "tables.files",
}


def __getattr__(name: str) -> Any:
    # Late, so that reading tables does not load a language model.
    if name in _HOMES:
        return getattr(importlib.import_module(f"bakhmut_data.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
