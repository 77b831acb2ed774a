"""Which claims of a document came, changed or went when its tables were built again.

A build writes it beside the tables; what nobody compared is not said to have changed.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from bakhmut_data.claims import citation, frame
from bakhmut_data.errors import TableError
from bakhmut_data.tables import files
from bakhmut_data.tables.rows import Tables

NAME = "changes.json"
MOST_BUILDS, MOST_DOCUMENTS, MOST_IDS = 20, 100, 20  # kept: the newest, those of most changes, the first
UNSEEN = ["rule", "surface"]  # columns whose change changes nothing that a claim says
HOW = ("added", "changed", "gone")


@dataclass(frozen=True, slots=True)
class Rows:
    """How many claims of a document came, changed or went; the ids of the first of them."""

    number: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of the claims of a document that the tables had before, too."""

    document_id: str
    added: Rows
    changed: Rows
    gone: Rows


@dataclass(frozen=True, slots=True)
class Build:
    """What changed from one version of the tables to the next, which were made at a time (RFC 3339)."""

    before: str
    after: str
    made: str
    documents: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """The tables of a folder before they are built again: their version, and what each claim says, hashed."""

    version: str
    documents: frozenset[str]
    claims: pd.DataFrame
    builds: tuple[Build, ...]


def read_before(folder: Path) -> Before | None:
    """What to compare a new build with; None where no tables are, or those of other columns."""
    if not files.is_whole(folder):
        return None
    try:
        claims = _hashed({table: files.read_table(folder, table) for _, table, _, _ in _kinds()})
        documents = files.read_table(folder, "documents")["document_id"]
    except TableError:
        return None
    return Before(citation.table_version(folder), frozenset(documents), claims, read_builds(folder))


def write_changes(folder: Path, before: Before | None, tables: Tables) -> None:
    """Notes beside new tables what changed in them; without anything to compare them with, nothing."""
    if before is None:
        (folder / NAME).unlink(missing_ok=True)
        return
    after = citation.table_version(folder)
    if after == before.version:
        return
    found = compare(before, tables)
    ranked = sorted(found, key=lambda each: -_number(each))
    build = Build(before.version, after, files.read_made(folder), tuple(ranked[:MOST_DOCUMENTS]))
    kept = [dataclasses.asdict(each) for each in (build, *before.builds[: MOST_BUILDS - 1])]
    files.replace_files(folder, {NAME: json.dumps(kept, indent=1).encode() + b"\n"})


def read_builds(folder: Path) -> tuple[Build, ...]:
    """What the builds changed that led to the tables of a folder, the newest first.

    Nothing where that is not written, or where the tables are others than those of the last build.
    """
    try:
        stored = json.loads((folder / NAME).read_text(encoding="utf-8"))
        builds = [_build(each) for each in stored]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()
    wanted, leading = citation.table_version(folder), []
    for build in builds:
        if build.after != wanted:
            break
        leading.append(build)
        wanted = build.before
    return tuple(leading)


def compare(before: Before, tables: Tables) -> tuple[Changed, ...]:
    """What changed in each document of which there were tables before, in the order of the documents."""
    now = _hashed({table: getattr(tables, table) for _, table, _, _ in _kinds()})
    both = before.claims.merge(now, on=["document_id", "claim_id"], how="outer", suffixes=("_old", "_new"))
    old, new = both["hash_old"], both["hash_new"]
    both["how"] = pd.Series(pd.NA, index=both.index, dtype="str")
    both.loc[old.notna() & new.notna() & (old != new), "how"] = "changed"
    both.loc[old.isna(), "how"] = "added"
    both.loc[new.isna(), "how"] = "gone"
    ids: dict[Any, list[str]] = (
        both[both["how"].notna()].groupby(["document_id", "how"])["claim_id"].agg(list).to_dict()
    )
    found = [
        Changed(document_id, *(_rows(ids.get((document_id, how), [])) for how in HOW))
        for document_id in map(str, tables.documents["document_id"])
        if document_id in before.documents
    ]
    return tuple(each for each in found if _number(each))


def _number(found: Changed) -> int:
    return sum(getattr(found, how).number for how in HOW)


def _kinds() -> Iterator[tuple[str, str, str, dict[str, str]]]:
    return (kind for kind in frame.KINDS if kind[0] in frame.CLAIM_KINDS)


def _hashed(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`document_id, claim_id, hash` of every claim; numbers that are about something else are none."""
    parts = []
    for _, table, letter, _ in _kinds():
        rows = tables[table]
        said = rows.drop(columns=[name for name in UNSEEN if name in rows])
        hashed = pd.DataFrame(
            {
                "document_id": rows["document_id"],
                "claim_id": frame.claim_ids(rows, letter),
                "hash": pd.util.hash_pandas_object(said, index=False).astype("UInt64"),
            }
        )
        parts.append(hashed[rows["core"].fillna(value=False).astype(bool)] if "core" in rows else hashed)
    return pd.concat(parts, ignore_index=True)


def _rows(ids: Sequence[str]) -> Rows:
    return Rows(len(ids), tuple(sorted(ids)[:MOST_IDS]))


def _build(stored: Mapping[str, Any]) -> Build:
    documents = tuple(
        Changed(
            str(each["document_id"]),
            *(Rows(int(each[how]["number"]), tuple(map(str, each[how]["ids"]))) for how in HOW),
        )
        for each in stored["documents"]
    )
    return Build(str(stored["before"]), str(stored["after"]), str(stored["made"]), documents)
