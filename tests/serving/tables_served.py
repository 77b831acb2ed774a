"""A dashboard on the worked tables, for tests of what programs ask of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bakhmut_data.tables import files
from bakhmut_data.tables.rows import Tables
from tests.browser.server import dashboard
from tests.worked import worked_tables


@contextlib.contextmanager
def serving(
    folder: Path,
    *options: str,
    tables: Tables | None = None,
    environment: Mapping[str, str] | None = None,
    base: str = "",
) -> Iterator[str]:
    """The address of a dashboard on some tables, those worked out by hand unless others are given."""
    built = folder / "built"
    if not built.exists():
        files.write_tables(tables or worked_tables(), built)
    named = {"BAKHMUT_TABLES": str(built), **(environment or {})}
    with dashboard(folder, *options, environment=named, base=base) as address:
        yield address
