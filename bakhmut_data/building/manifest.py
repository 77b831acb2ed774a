"""What the tables in a folder were built from, so that what did not change is not read again."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from bakhmut_data.errors import TableError
from bakhmut_data.paths import PACKAGE
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.stored import read_object
from bakhmut_data.tables import files as tables


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file: where it is named, its text's hash, its outlet and its reading key."""

    file: str
    sha256: str
    publisher: str | None
    key: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """What one file held when it was last read."""

    digest: str
    parts: tuple[Part, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the tables were built from: the files, and the reading key of each document id."""

    files: dict[str, FileEntry] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)


@functools.cache
def extractor_version() -> str:
    """A hash of the code and the reference data; another one makes every document new."""
    digest = hashlib.sha256()
    paths = [*PACKAGE.rglob("*.py"), *(path for path in (PACKAGE / "reference").rglob("*") if path.is_file())]
    for path in sorted(paths):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read_manifest(out: Path, version: str) -> Manifest:
    """What the tables in `out` were built from; nothing where they are missing or of another version."""
    try:
        tables.read_table(out, "documents")
    except TableError:
        return Manifest()
    stored = read_object(out / tables.MANIFEST)
    if stored.get("version") != version:
        return Manifest()
    files = {
        file: FileEntry(
            entry["digest"],
            tuple(Part(*part) for part in entry["parts"]),
            tuple(Refusal(*refusal) for refusal in entry["refusals"]),
        )
        for file, entry in stored["files"].items()
    }
    return Manifest(files, stored["rows"])


def write_manifest(out: Path, version: str, manifest: Manifest) -> None:
    """Keep what the tables were built from beside them."""
    stored = {"version": version, **dataclasses.asdict(manifest)}
    for entry in stored["files"].values():
        entry["parts"] = [list(part.values()) for part in entry["parts"]]
        entry["refusals"] = [list(refusal.values()) for refusal in entry["refusals"]]
    tables.replace_files(
        out, {tables.MANIFEST: json.dumps(stored, ensure_ascii=False).encode("utf-8", "surrogatepass")}
    )
