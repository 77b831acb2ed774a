"""Opens the claims that a store asks: files in a folder, tables in memory, or the one after the other."""

# ruff: noqa: S608 - the names of views are the ones below, the folders are bound or taken from the disk

from __future__ import annotations

import functools
import glob
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb
import numpy as np
import pandas as pd

from bakhmut_data.claims import frame
from bakhmut_data.errors import TableError
from bakhmut_data.patience import asking
from bakhmut_data.store import files as store_files
from bakhmut_data.store.files import (
    DOCUMENT_TYPES,
    QUESTION_WORD_TYPES,
    ROW_TYPES,
    STAMP,
    WORD_TYPES,
    to_arrow,
)
from bakhmut_data.tables import question_words, word_choices
from bakhmut_data.tables.rows import Tables

MEMORY = "500MB"  # for questions under way and what DuckDB keeps of the files
THREADS = 2
KEPT_ANSWERS = 64  # a few numbers each
KEPT_SEARCHES = 16  # with a bit for each claim
Table = Literal["claims", "stands", "marks"]
# What is asked, by the files it lies in: claims; also positions read in statements; also what is no claim.
VIEWS: Mapping[Table, tuple[str, ...]] = {
    "claims": ("claims",),
    "stands": ("claims", "stands"),
    "marks": ("*",),
}
BESIDE = ("documents", "words", "question_words")
UNITED = (*VIEWS, *BESIDE)


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """Claims as the views of `VIEWS` of a connection, asked by many readers at once, never changed.

    `outlets` has their numbers by name, in the order of the documents; `months` the month of each run of
    rows by the position of the first. What was searched and what was counted lately is kept.
    """

    connection: duckdb.DuckDBPyConnection
    outlets: Mapping[str, int]
    months: tuple[tuple[int, str | None], ...]
    search: functools._lru_cache_wrapper[bytes]
    count: functools._lru_cache_wrapper[tuple[tuple[Any, ...], ...]]


def open_store(
    folder: Path,
    added: Tables | None = None,
    copies: Mapping[str, str] = frame.NO_COPIES,
    asked: pd.DataFrame | None = None,
) -> Store:
    """The store that `files.write_store` left in a folder; `TableError` where there is none.

    Claims of the tables `added` follow those in the folder; `copies` has the originals of their
    documents by id, `asked` the words of the nine questions in them.
    """
    folder = folder.resolve()
    if not (folder / STAMP).is_file():
        raise TableError(f"{folder}: no claims here; build the tables again")
    connection = _connect()
    root = glob.escape(str(folder))  # a folder may be called a [b]
    connection.execute("SET allowed_directories = ?", [[f"{folder}/", f"{root}/"]])
    _lock(connection)
    stored = "stored_" if added else ""
    for table, files in VIEWS.items():
        found = [f"{root}/rows/month=*/{name}.parquet" for name in files]
        connection.read_parquet(found, hive_partitioning=True).create_view(f"{stored}{table}")
    for view in BESIDE:
        connection.read_parquet(f"{root}/{view}.parquet").create_view(f"{stored}{view}")
    if added:
        _add(connection, added, copies, asked=asked)
        for view in UNITED:
            union = f"SELECT * FROM stored_{view} UNION ALL BY NAME SELECT * FROM added_{view}"
            connection.execute(f"CREATE VIEW {view} AS {union}")
    return _store(connection, ("stored_marks", "added_marks") if added else ("marks",))


def store_of(
    tables: Tables,
    copies: Mapping[str, str] = frame.NO_COPIES,
    words: pd.DataFrame | None = None,
    asked: pd.DataFrame | None = None,
) -> Store:
    """A store of some tables in memory: for few documents, and for what must not be written anywhere.

    `words` are the choices of words in them, `asked` the words of the nine questions.
    """
    connection = _connect()
    _lock(connection)
    _add(connection, tables, copies, words=words, asked=asked)
    for view in UNITED:
        connection.execute(f"CREATE VIEW {view} AS SELECT * FROM added_{view}")
    return _store(connection, ("marks",))


def forget(store: Store) -> None:
    """Forgets what was searched and counted: for measurements."""
    store.search.cache_clear()
    store.count.cache_clear()


def _store(connection: duckdb.DuckDBPyConnection, parts: Sequence[str]) -> Store:
    """The store of a connection; in each of `parts`, names of views, the rows lie by month of publication."""

    def ask(sql: str) -> list[tuple[Any, ...]]:
        with asking(connection) as cursor:
            return cursor.execute(sql).fetchall()

    runs = " UNION ALL ".join(f"SELECT min(position), month FROM {part} GROUP BY month" for part in parts)
    [(end,)] = ask("SELECT coalesce(max(position), 0) + 1 FROM marks")
    return Store(
        connection,
        # Claims know their outlet by its number.
        dict(ask("SELECT source, any_value(outlet) FROM documents GROUP BY source ORDER BY 2")),
        tuple((row[0], row[1]) for row in sorted(ask(f"SELECT * FROM ({runs})"))),
        functools.lru_cache(maxsize=KEPT_SEARCHES)(functools.partial(_search, connection, end)),
        # Parts of a page ask for the same numbers.
        functools.lru_cache(maxsize=KEPT_ANSWERS)(functools.partial(_count, connection)),
    )


def _search(connection: duckdb.DuckDBPyConnection, end: int, words: tuple[str, ...]) -> bytes:
    """A bit for each position: 1 where every word stands in the claim."""
    found = np.zeros(end, np.bool_)
    where = " AND ".join("contains(folded, ?)" for _ in words)
    with asking(connection) as cursor:
        asked = cursor.sql(f"SELECT position FROM stands WHERE {where}", params=list(words))
        found[asked.to_arrow_table().column(0).to_numpy()] = True
    return np.packbits(found).tobytes()


def _count(
    connection: duckdb.DuckDBPyConnection, sql: str, bound: tuple[Any, ...]
) -> tuple[tuple[Any, ...], ...]:
    with asking(connection) as cursor:
        return tuple(cursor.execute(sql, list(bound)).fetchall())


def _connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": THREADS,
            "memory_limit": MEMORY,
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    connection.execute("SET parquet_metadata_cache = true")
    connection.execute("SET preserve_insertion_order = false")  # every answer that has an order asks for it
    return connection


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _add(
    connection: duckdb.DuckDBPyConnection,
    tables: Tables,
    copies: Mapping[str, str],
    *,
    words: pd.DataFrame | None = None,
    asked: pd.DataFrame | None = None,
) -> None:
    """Makes the views `added_…` of some tables, numbered on from what is stored."""
    rows = store_files.prepare(tables, copies)
    documents = store_files.name_documents(tables.documents, copies)
    known, begins = _numbering(connection, documents)
    documents["outlet"] = documents["source"].map(known)
    rows["outlet"] = rows["source"].map(known)
    documents["order"] += begins["order"]
    rows["position"] += begins["position"]
    rows["document"] += begins["order"]
    month = rows["published"].dt.strftime("%Y-%m").astype("str")
    words = word_choices.words_frame(()) if words is None else words
    asked = question_words.question_words_frame(()) if asked is None else asked
    for name, given, types in (
        ("rows", rows.assign(month=month), {**ROW_TYPES, "month": "string"}),
        ("documents", documents, DOCUMENT_TYPES),
        ("words", store_files.number_words(words, documents), WORD_TYPES),
        ("question_words", store_files.number_words(asked, documents), QUESTION_WORD_TYPES),
    ):
        connection.register("given", to_arrow(given, types))
        connection.execute(f"CREATE TABLE added_{name} AS SELECT * FROM given")
        connection.unregister("given")
    connection.execute("CREATE VIEW added_marks AS SELECT * FROM added_rows")
    connection.execute("CREATE VIEW added_claims AS SELECT * FROM added_rows WHERE claim")
    stands = "SELECT * FROM added_rows WHERE claim OR kind = 'position'"
    connection.execute(f"CREATE VIEW added_stands AS {stands}")


def _numbering(
    connection: duckdb.DuckDBPyConnection, documents: pd.DataFrame
) -> tuple[dict[str, int], dict[str, int]]:
    """The numbers of the outlets of some documents, and those with which documents and rows begin."""
    known: dict[str, int] = {}
    begins = {"order": 0, "position": 0}
    stored = "SELECT count(*) FROM duckdb_views() WHERE view_name = 'stored_marks'"
    if connection.execute(stored).fetchall() != [(0,)]:
        known = dict(connection.execute("SELECT DISTINCT source, outlet FROM stored_documents").fetchall())
        [(order,)] = connection.execute('SELECT max("order") FROM stored_documents').fetchall()
        [(position,)] = connection.execute("SELECT max(position) FROM stored_marks").fetchall()
        begins = {
            "order": 0 if order is None else order + 1,
            "position": 0 if position is None else position + 1,
        }
    for source in documents["source"]:
        known.setdefault(str(source), len(known))
    return known, begins
