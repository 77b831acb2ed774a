"""How to cite what is shown: the version of the tables, and the words of a citation."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from bakhmut_data.stored import read_object

TITLE = "Bakhmut, as reported"
UNKNOWN = "unversioned"


def table_version(folder: Path) -> str:
    """Twelve digits that change when any table does, from the hashes in `datapackage.json`."""
    try:
        resources = read_object(folder / "datapackage.json")["resources"]
        hashes = "\n".join(str(resource["hash"]) for resource in resources)
    except (KeyError, TypeError):
        return UNKNOWN
    return hashlib.sha256(hashes.encode()).hexdigest()[:12]


def citation(what: str, version: str, on: dt.date | None = None, title: str = TITLE) -> str:
    """A citation without its link: what is shown, title, version of the tables, day of the visit if any."""
    seen = "" if on is None else f", seen on {on.day} {on:%B} {on.year}"
    return f"“{what}”, in: {title}, tables of version {version}{seen}"
