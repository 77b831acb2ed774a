"""Whether the tables of a folder can be read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bakhmut_data.errors import TableError
from bakhmut_data.stored import read_object
from bakhmut_data.tables.files import DESCRIPTION, is_whole, read_beside, read_table
from bakhmut_data.tables.schemas import BESIDE, SCHEMAS


def check_description(folder: Path) -> None:
    """`TableError` where the description of the tables is there and describes nothing."""
    if is_whole(folder) and not _resources(folder):
        raise TableError(f"{folder / DESCRIPTION}: cannot be read; build the tables again")


def check_tables(folder: Path) -> None:
    """`TableError` names the first table that cannot be read, or their description.

    What has the hash of its description is as it was written, and is not read as a table: that takes longer.
    """
    check_description(folder)
    hashes = {str(each.get("path")): str(each.get("hash")) for each in _resources(folder)}
    for names, read in ((SCHEMAS, read_table), (BESIDE, read_beside)):
        for name in names:
            path = next((each for each in _paths(folder, name) if each.is_file()), None)
            if path is None or hashes.get(path.name) != _hash(path):
                read(folder, name)


def _resources(folder: Path) -> list[dict[str, object]]:
    found = read_object(folder / DESCRIPTION).get("resources")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _paths(folder: Path, name: str) -> tuple[Path, Path]:
    """Where a table may lie, as it is looked for."""
    return folder / f"{name}.parquet", folder / f"{name}.csv"


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    except OSError as error:
        raise TableError(f"{path}: cannot be read ({error.strerror})") from error
