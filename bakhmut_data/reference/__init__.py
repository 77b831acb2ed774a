"""Words, names and coordinates as data: `reference/*.csv|toml`, each read once and typed."""

from __future__ import annotations

import csv
import functools
import tomllib
from pathlib import Path
from typing import Any

from bakhmut_data.errors import ReferenceDataError

__all__ = ["FOLDER", "facts", "folding", "gazetteer", "read_csv", "read_toml"]

FOLDER = Path(__file__).parent


@functools.cache
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a reference table; `ReferenceDataError` names a line with missing fields."""
    path = FOLDER / name
    with path.open(encoding="utf-8", newline="") as file:
        rows = tuple(csv.DictReader(file))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise ReferenceDataError(f"{path.name}:{number}: not as many fields as the header")
    return rows


@functools.cache
def read_toml(name: str) -> dict[str, Any]:
    """The tables of a reference file; `ReferenceDataError` names a file that is not TOML."""
    path = FOLDER / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ReferenceDataError(f"{path.name}: {error}") from error
