"""Whether the server can show its tables, for who watches it."""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path

import duckdb

from bakhmut_data import checking
from bakhmut_data.errors import TableError
from bakhmut_data.store import fetching
from bakhmut_data.store import files as store_files
from pages.shared.state import datasets

STORE_BROKEN = "the store of claims is damaged; start the server again, and it is made anew"


def condition() -> dict[str, object]:
    """Whether the tables that are shown can be asked (`ok`), with what they are, or `why` not."""
    folder, changed = datasets.shown()
    facts: dict[str, object] = {"ok": False, "build": datasets.build_state().phase}
    try:
        data = datasets.load_shared(folder, changed)
        fault = (
            "" if datasets.is_being_built(folder) else _fault(folder, _written(folder), stored=data.on_disk)
        )
        if not fault:
            fetching.first_documents(data.store, 1)  # a question that is not kept
            documents = data.number_of("documents")
    except TableError as error:
        fault = str(error)
    except duckdb.Error:
        fault = STORE_BROKEN
    if fault:
        there = folder.is_dir() and any(folder.iterdir())
        return {**facts, "tables": "broken" if there else "none", "why": datasets.without_paths(fault)}
    store = "on disk" if data.on_disk else "in memory"
    return {**facts, "ok": True, "tables": datasets.version(), "documents": documents, "store": store}


def _written(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when any file of the tables or of the store does: names, times and sizes."""
    found = []
    for path in sorted([*folder.glob("*.*"), *(folder / store_files.FOLDER).rglob("*.*")]):
        with contextlib.suppress(OSError):  # replaced at this moment
            facts = path.stat()
            found.append((str(path), facts.st_mtime_ns, facts.st_size))
    return tuple(found)


@functools.lru_cache(maxsize=2)
def _fault(folder: Path, _as_written: tuple[tuple[str, int, int], ...], *, stored: bool) -> str:
    """What is broken in the files of a folder, "" for nothing: all are read, once as long as none changes."""
    try:
        checking.check_tables(folder)
    except TableError as error:
        return str(error)
    return STORE_BROKEN if stored and not store_files.is_sound(folder) else ""
