"""Asks the claims of a store: an index finds and counts them, and those to be shown are fetched in full.

Values are bound, never written into a question; the names of columns come from the store's own list.
"""

# ruff: noqa: S608 - no value is ever written into a question; `column` admits only the store's own columns

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import glob
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from bakhmut_data import comparison, store_files, views, wordchoice
from bakhmut_data.errors import TableError
from bakhmut_data.store_asking import Asked, Selection, column, is_text
from bakhmut_data.store_counting import Counter, Neighbours
from bakhmut_data.store_files import (
    CLAIM_TYPES,
    DOCUMENT_TYPES,
    INDEX_TYPES,
    ROW_TYPES,
    STAMP,
    WORD_TYPES,
    to_arrow,
)
from bakhmut_data.tables import Tables

MEMORY = "500MB"  # for questions under way and what DuckDB keeps of the files
THREADS = 2
FIRST_OF_LIST = 301  # claims at hand of a list: one more than are shown
MOST_IN_FILE = 100_000  # claims in a file made on demand; the tables have all
MOST_NAMED = 3_000  # positions named in a question; more are joined
MANY_OUTLETS = 64  # twice as many as are compared: some may only print what another has said
ALL = 2**62
CLAIM_COLUMNS = ", ".join(f'"{name}"' for name in CLAIM_TYPES)
LENS_COLUMNS: Mapping[comparison.Lens, str] = {
    "topic": "topic",
    "figure": "concat_ws(chr(31), measure, about)",
    "place": "place",
    "day": "first",
}
NOTHING = Selection(unknown=("position",))
# What is asked is kept in two shapes, each with and without what is no claim.
VIEWS = (
    ("index", "claims", "claims"),
    ("index", "marks", "*"),
    ("rows", "claim_rows", "claims"),
    ("rows", "mark_rows", "*"),
)

# Claims that say the same in one outlet are one, then those that say the same in copies of one story;
# of each thing so many are chosen that every outlet is heard before one is heard at length.
LINED_UP = """
WITH once AS MATERIALIZED (
    SELECT subject, any_value(told) AS told, any_value(outlet) AS outlet, min(position) AS position,
        arg_min(tale, position) AS tale
    {rows} GROUP BY subject, said),
leaders AS (
    SELECT subject, tale, told, min(position) AS position, arg_min(outlet, position) AS outlet
    FROM once GROUP BY subject, tale, told),
turns AS (
    SELECT *, row_number() OVER (PARTITION BY subject, outlet ORDER BY position) AS turn FROM leaders),
chosen AS (
    SELECT * FROM turns QUALIFY row_number() OVER (PARTITION BY subject ORDER BY turn, position) <= ?),
sizes AS (
    SELECT subject, count(*) AS size, count(DISTINCT outlet) AS voices FROM chosen GROUP BY subject),
kept AS (
    SELECT subject FROM sizes
    QUALIFY sum(size * (size - 1) // 2) OVER (ORDER BY voices DESC, subject) <= ?)
SELECT once.position FROM once JOIN chosen USING (subject, tale, told) JOIN kept USING (subject)
"""

REPORTED = ("asserted", "claimed", "past")  # what is denied, expected or supposed is said of no day
SAME_TIME = 3  # days; claims so close speak for the same moment
HOLDERS = """
WITH dated AS (
    SELECT place_id, controller, part IS NULL AS whole, first, least(last, ?) AS day, position {rows}),
newest AS (
    SELECT *, count(*) OVER places AS claims, max(day) OVER places AS newest
    FROM dated WINDOW places AS (PARTITION BY place_id)),
near AS (
    SELECT *, bool_or(whole) OVER (PARTITION BY place_id) AS any_whole
    FROM newest WHERE day >= newest - CAST(? AS INTEGER))
SELECT place_id, bool_or(any_whole) AS whole,
    CASE WHEN min(controller) = max(controller) THEN min(controller) ELSE 'both' END AS controller,
    max(newest) AS day, any_value(claims) AS claims,
    arg_max(position, (first, position)) AS position
FROM near WHERE whole OR NOT any_whole GROUP BY place_id ORDER BY place_id
"""
DOCUMENTS = """
SELECT documents.*, found, originals.name AS original
FROM documents LEFT JOIN documents AS originals ON originals.document_id = documents.copy_of
JOIN (SELECT document, count(*) AS found {rows} GROUP BY document) ON document = documents."order"
WHERE ? IN ('', documents.name) ORDER BY documents."order" LIMIT ?
"""
# What makes two claims of who holds a place equal, whoever says so.
SAME_HOLDER = (
    "place_id", "controller", "status", "part", "share_low", "share_high", "first", "last",
)  # fmt: skip
UNITED = (*(view for _, view, _ in VIEWS), "documents", "words")


@dataclass(frozen=True, slots=True)
class Listed:
    """Claims in an order: the first of them, how many there are, and how to get many more."""

    first: pd.DataFrame
    number: int
    more: Callable[[], pd.DataFrame]


def listed(claims: pd.DataFrame | Listed) -> Listed:
    """Claims that are all at hand as a list, and a list as it is."""
    return claims if isinstance(claims, Listed) else Listed(claims, len(claims), lambda: claims)


def open_store(
    folder: Path, added: Tables | None = None, copies: Mapping[str, str] = views.NO_COPIES
) -> Store:
    """The store that `store_files.write_store` left in a folder; `TableError` where there is none.

    Claims of the tables `added` follow those in the folder; `copies` has the originals of their
    documents by id.
    """
    folder = folder.resolve()
    if not (folder / STAMP).is_file():
        raise TableError(f"{folder}: no claims here; build the tables again")
    connection = _connect()
    root = glob.escape(str(folder))  # a folder may be called a [b]
    connection.execute("SET allowed_directories = ?", [[f"{folder}/", f"{root}/"]])
    _lock(connection)
    stored = "stored_" if added else ""
    for shape, view, files in VIEWS:
        found = f"{root}/{shape}/month=*/{files}.parquet"
        connection.read_parquet(found, hive_partitioning=True).create_view(f"{stored}{view}")
    for view in ("documents", "words"):
        connection.read_parquet(f"{root}/{view}.parquet").create_view(f"{stored}{view}")
    if added:
        _add(connection, added, copies, wordchoice.words_frame(()))
        for view in UNITED:
            union = f"SELECT * FROM stored_{view} UNION ALL BY NAME SELECT * FROM added_{view}"
            connection.execute(f"CREATE VIEW {view} AS {union}")
    return Store(connection, ("stored_marks", "added_marks") if added else ("marks",))


def store_of(
    tables: Tables, copies: Mapping[str, str] = views.NO_COPIES, words: pd.DataFrame | None = None
) -> Store:
    """A store of some tables in memory: for few documents, and for what must not be written anywhere."""
    connection = _connect()
    _lock(connection)
    _add(connection, tables, copies, wordchoice.words_frame(()) if words is None else words)
    for view in UNITED:
        connection.execute(f"CREATE VIEW {view} AS SELECT * FROM added_{view}")
    return Store(connection)


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
    connection: duckdb.DuckDBPyConnection, tables: Tables, copies: Mapping[str, str], words: pd.DataFrame
) -> None:
    """Makes the views `added_…` of some tables, numbered on from what is stored."""
    rows = store_files.prepare(tables, copies)
    documents = store_files.name_documents(tables.documents, copies)
    known, begins = _numbering(connection, documents)
    documents["outlet"] = documents["source"].map(known)
    rows["outlet"] = rows["source"].map(known)
    documents["order"] += begins["order"]
    rows["position"] += begins["position"]
    for name in ("order", "document"):
        rows[name] += begins["order"]
    month = rows["published"].dt.strftime("%Y-%m").astype("str")
    for name, given, types in (
        ("index", rows.assign(month=month), {**INDEX_TYPES, "month": "string", "claim": "boolean"}),
        ("rows", rows.assign(month=month), {**ROW_TYPES, "month": "string"}),
        ("documents", documents, DOCUMENT_TYPES),
        ("words", store_files.number_words(words, documents), WORD_TYPES),
    ):
        connection.register("given", to_arrow(given, types))
        connection.execute(f"CREATE TABLE added_{name} AS SELECT * FROM given")
        connection.unregister("given")
    for shape, view, files in VIEWS:
        columns = "* EXCLUDE (claim)" if shape == "index" else "*"
        where = "" if files == "*" else " WHERE claim"
        connection.execute(f"CREATE VIEW added_{view} AS SELECT {columns} FROM added_{shape}{where}")


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


class Store(Counter):
    """Claims as the views of `VIEWS` and their `documents`, asked by many readers at once, never changed.

    In each of `parts` the rows lie by month of publication.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, parts: Sequence[str] = ("marks",)) -> None:
        super().__init__(connection)
        runs = " UNION ALL ".join(f"SELECT min(position), month FROM {part} GROUP BY month" for part in parts)
        rows = sorted(self.rows(f"SELECT * FROM ({runs})"))
        self._begins, self._months = [row[0] for row in rows], [row[1] for row in rows]

    def claims(
        self,
        selection: Selection,
        *,
        order: Sequence[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> pd.DataFrame:
        """The claims of a selection with the columns of `views.build_claims`, in reading order or another.

        Unknown values come last in every order.
        """
        asked = self.asked(selection)
        ordered = ", ".join(f"{column(name)} ASC NULLS LAST" for name in (*order, "position"))
        # Sorting narrow rows and fetching few wide ones takes a small part of the memory and time.
        sql = f"SELECT position {asked.rows} ORDER BY {ordered} LIMIT ? OFFSET ?"
        rows = self.rows(sql, asked, after=[ALL if limit is None else limit, offset])
        return self.fetch([row[0] for row in rows], marks=selection.marks)

    def fetch(self, positions: Iterable[int], *, marks: bool = False) -> pd.DataFrame:
        """The claims at some positions in full, in the order given."""
        wanted = [int(position) for position in positions]
        table = "mark_rows" if marks else "claim_rows"
        asked, named = self._at(wanted)
        found = self.frame(f"SELECT {CLAIM_COLUMNS}, position FROM {table} WHERE {named}", asked)
        return found.set_index("position").loc[wanted].reset_index(drop=True)

    def ids(self, positions: Iterable[int], *, marks: bool = False) -> pd.Series[str]:
        """The ids of the claims at some positions, by position."""
        asked, named = self._at([int(position) for position in positions])
        table = "marks" if marks else "claims"
        rows = self.rows(f"SELECT position, claim_id FROM {table} WHERE {named}", asked)
        return pd.Series([row[1] for row in rows], index=[row[0] for row in rows], dtype="str")

    def identify(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows with a `position` and the `claim_id` of the claim that stands there."""
        return rows.assign(claim_id=rows["position"].map(self.ids(rows["position"])).astype("str"))

    def listed(self, selection: Selection, order: Sequence[str] = (), *, number: int | None = None) -> Listed:
        """The first few hundred claims of a selection, their number (asked for unless given), and more."""
        first = self.claims(selection, order=order, limit=FIRST_OF_LIST)
        if len(first) < FIRST_OF_LIST:
            return listed(first)
        known = self.number(selection) if number is None else number
        return Listed(first, known, lambda: self.claims(selection, order=order, limit=MOST_IN_FILE))

    def claim(self, claim_id: str) -> dict[str, object] | None:
        """The claim of that id as a mapping, None when there is none."""
        found = self._one(claim_id).drop(columns="position")
        return None if found.empty else {str(key): value for key, value in found.iloc[0].items()}

    def neighbours(self, selection: Selection, claim_id: str) -> Neighbours:
        """The claims before and after one among those selected, in reading order."""
        one = self._one(claim_id)
        at = -1 if one.empty else int(one["position"].iloc[0])
        asked = self.asked(selection)
        number, before, after, place, found = self.rows(
            "SELECT count(*), max(position) FILTER (position < ?), min(position) FILTER (position > ?), "
            f"count(*) FILTER (position < ?), count(*) FILTER (position = ?) {asked.rows}",
            asked,
            before=[at] * 4,
        )[0]
        if not found:
            return Neighbours("", "", None, number)
        ids = self.ids([each for each in (before, after) if each is not None], marks=selection.marks)
        return Neighbours(str(ids.get(before, "")), str(ids.get(after, "")), place, number)

    def extremes(self, selection: Selection, limit: int) -> list[tuple[str, str, str, pd.DataFrame]]:
        """The least and most claimed by measure, subject, unit and place, first what most sources give."""
        asked = self.asked(dataclasses.replace(selection, known=(*selection.known, "low")))
        rows = self.rows(
            "SELECT measure, about, unit, arg_min(position, {'low': low, 'high': high, 'at': position}), "
            "arg_max(position, {'low': low, 'high': high, 'at': position}) "
            f"{asked.rows} GROUP BY 1, 2, 3, place HAVING min(low) < max(low) "
            "ORDER BY count(DISTINCT outlet) DESC, 1, 2, 3, place LIMIT ?",
            asked,
            after=[limit],
        )
        found = self.fetch(position for row in rows for position in row[3:])  # both of each in turn
        return [(*row[:3], found.iloc[[2 * at, 2 * at + 1]]) for at, row in enumerate(rows)]

    def lined_up(self, filters: views.Filters) -> pd.DataFrame:
        """The claims that `comparison.find_subjects` would choose of all that the filters leave.

        With each comes what says the same in a copy of its story. Of a thing that very many outlets speak
        of, only what each says first is looked at.
        """
        asked = self.asked(Selection(filters=filters, known=("subject",)))
        firsts = self.rows(
            f"SELECT subject, outlet, min(position) {asked.rows} GROUP BY 1, 2 ORDER BY 3", asked
        )
        heard: dict[str, list[int]] = {}
        for subject, _, position in firsts:
            heard.setdefault(subject, []).append(position)
        many = {subject: found for subject, found in heard.items() if len(found) >= MANY_OUTLETS}
        few = tuple(subject for subject in heard if subject not in many)
        among = ["false"]
        if few:
            among.append(f"subject IN ({', '.join('?' for _ in few)})")
        first = [position for found in many.values() for position in found[:MANY_OUTLETS]]
        if first:
            among.append(f"position IN ({', '.join(map(str, first))})")
        rows = self.rows(
            LINED_UP.format(rows=f"{asked.rows} AND ({' OR '.join(among)})"),
            asked,
            after=[*few, comparison.LARGEST_GROUP, comparison.MOST_PAIRS],
        )
        return self.fetch(sorted(row[0] for row in rows))

    def side_by_side(
        self, selection: Selection, lens: comparison.Lens, rows: int, each: int
    ) -> tuple[pd.DataFrame, int]:
        """The claims to lay side by side under a lens, and how many rows there are in all.

        Of the rows that most sources speak to (days: the first) at most `rows`, and in each at most
        `each` claims of a source; `number` says how many the source has there, `rank` which row it is.
        """
        only = (*selection.only, ("kind", ("figure",))) if lens == "figure" else selection.only
        asked = self.asked(dataclasses.replace(selection, only=only))
        key = LENS_COLUMNS[lens]
        order = "seen" if lens == "day" else "count(DISTINCT outlet) DESC, count(*) DESC, seen"
        found = self.frame(
            f"WITH asked AS (SELECT position, outlet, {key} AS seen {asked.rows} AND {key} IS NOT NULL), "
            f"ranked AS (SELECT seen, row_number() OVER (ORDER BY {order}) AS rank, "
            "count(*) OVER () AS rows FROM asked GROUP BY seen QUALIFY rank <= ?) "
            "SELECT position, rank, rows, count(*) OVER (PARTITION BY seen, outlet) AS number "
            "FROM asked JOIN ranked USING (seen) "
            "QUALIFY row_number() OVER (PARTITION BY seen, outlet ORDER BY position) <= ? ORDER BY position",
            asked,
            after=[rows, each],
        )
        claims = self.fetch(found["position"].tolist())
        number = 0 if found.empty else int(found["rows"].iloc[0])
        return claims.assign(rank=found["rank"], number=found["number"]), number

    def held(self, selection: Selection, most: int) -> tuple[pd.DataFrame, int]:
        """The dated claims of who holds what, equal ones once, and how many of them are not given.

        Of an index's columns, with `claim_id`, `source` and the days `first` and `last`; `equal` says how
        many are the same. Given are at most so many: where there are more, claims of different voices that
        say the same are one, those said most often. Oldest first.
        """
        asked = self.asked(dataclasses.replace(selection, known=(*selection.known, "first")))
        voiced = ("speaker", "side", "outlet")
        number = self.number(selection)
        same, order = (
            ((*SAME_HOLDER, *voiced), "first DESC") if number <= most else (SAME_HOLDER, "equal DESC")
        )
        rest = [f"any_value({name}) AS {name}" for name in ("place", "latitude", "longitude", "against")]
        rest += [f"arg_min({name}, position) AS {name}" for name in voiced if name not in same]
        found = self.frame(
            f"SELECT {', '.join(map(column, same))}, {', '.join(rest)}, min(position) AS position, "
            f"count(*) AS equal, sum(count(*)) OVER () AS number {asked.rows} "
            f"GROUP BY {', '.join(map(column, same))} ORDER BY {order}, min(position) LIMIT ?",
            asked,
            after=[most],
        )
        left_out = int(found["number"].max() - found["equal"].sum()) if len(found) else 0
        given = self.identify(found.assign(source=self.named(found["outlet"]), kind="control"))
        return given.sort_values(["first", "claim_id"], ignore_index=True), left_out

    def places(self, selection: Selection) -> pd.DataFrame:
        """The places with coordinates that are named, with their `mentions` and the first of them.

        `place_id, place, place_kind, latitude, longitude, mentions, claim_id`.
        """
        asked = self.asked(dataclasses.replace(selection, marks=True, known=("place_id", "latitude")))
        rows = self.rows(
            f"SELECT place_id, count(*), min(position) {asked.rows} GROUP BY 1 ORDER BY 1", asked
        )
        found = self.fetch((row[2] for row in rows), marks=True)
        columns = ["place_id", "place", "place_kind", "latitude", "longitude", "claim_id"]
        return found[columns].assign(mentions=[row[1] for row in rows])

    def holders(self, selection: Selection, on: dt.date) -> pd.DataFrame:
        """Who is said to hold each place by the newest claims up to a day, one row a place.

        `place_id, controller, whole, day, claims, claim_id`. Claims a few days apart count as one moment;
        when they differ, the controller is "both". `whole` is false where only a part of the place is
        spoken of.
        """
        reported = dataclasses.replace(selection, only=(("kind", ("control",)), ("status", REPORTED)))
        asked = self.asked(reported)
        rows = HOLDERS.format(rows=f"{asked.rows} AND latitude IS NOT NULL AND first <= ?")
        return self.identify(self.frame(rows, asked, before=[on], after=[on, SAME_TIME]))

    def contradicted(self, selection: Selection, near: dt.date, limit: int) -> tuple[pd.DataFrame, int]:
        """The claims that the reference of the front rules out, nearest to a day first, and their number.

        `against` says what the reference has instead.
        """
        asked = self.asked(dataclasses.replace(selection, known=(*selection.known, "against")))
        rows = self.rows(
            f"SELECT position, against, count(*) OVER () {asked.rows} "
            "ORDER BY abs(date_diff('day', last, ?)), position LIMIT ?",
            asked,
            after=[near, limit],
        )
        found = self.fetch(row[0] for row in rows)
        against = pd.Series([row[1] for row in rows], dtype="str")
        return found.assign(against=against), rows[0][2] if rows else 0

    def document(self, document_id: str) -> dict[str, object] | None:
        """A document's row of its table with its outlet and its name, None where there is none."""
        found = self.frame("SELECT * FROM documents WHERE document_id = ?", after=[document_id])
        return None if found.empty else {str(key): value for key, value in found.iloc[0].items()}

    def documents(self, selection: Selection, limit: int = ALL, *, named: str = "") -> pd.DataFrame:
        """The documents in which something selected stands, in their order, with the number `found` in each.

        `original` is the name of the document that one copies. With a name, the document of that name alone.
        """
        asked = self.asked(selection)
        return self.frame(DOCUMENTS.format(rows=asked.rows), asked, after=[named, limit])

    def first_documents(self, limit: int) -> pd.DataFrame:
        """The first documents of all, in their order, with the number of claims `found` in each."""
        return self.frame(
            'WITH few AS (SELECT * FROM documents ORDER BY "order" LIMIT ?), counted AS ('
            "SELECT document, count(*) AS found FROM claims "
            'WHERE document <= (SELECT max("order") FROM few) GROUP BY 1) '
            'SELECT few.*, coalesce(found, 0) AS found FROM few LEFT JOIN counted ON document = "order" '
            'ORDER BY "order"',
            after=[limit],
        )

    def of_documents(self, document_ids: Sequence[str]) -> Selection:
        """Everything marked in some documents."""
        orders = self.rows(
            "SELECT \"order\", strftime(published, '%Y-%m') FROM documents "
            "WHERE document_id IN (SELECT unnest(?))",
            after=[[*document_ids]],
        )
        months = tuple(sorted({month for _, month in orders if month is not None}))
        known = all(month is not None for _, month in orders)  # then no other folder is read
        only = (("document", tuple(order for order, _ in orders)), ("month", months if known else ()))
        return Selection(marks=True, only=only) if orders else NOTHING

    def of_document(self, document_id: str, kinds: Sequence[str] = ()) -> Selection:
        """Everything marked in a document: its month is looked up, so that one folder alone is read."""
        found = self.document(document_id) if is_text(document_id) else None
        if found is None:
            return NOTHING
        only = (("document", (int(str(found["order"])),)), ("kind", tuple(kinds)))
        month = _month(found)
        if month is None:
            return Selection(marks=True, only=only, unknown=("month",))
        return Selection(marks=True, only=(*only, ("month", (month,))))

    def _one(self, claim_id: str) -> pd.DataFrame:
        """The row of one claim, or of no claim."""
        document = self.document(claim_id.rsplit("-", 2)[0]) if is_text(claim_id) else None
        order, month = (-1, None) if document is None else (int(str(document["order"])), _month(document))
        return self.frame(
            f"SELECT {CLAIM_COLUMNS}, position FROM mark_rows "
            'WHERE month IS NOT DISTINCT FROM ? AND "order" = ? AND claim_id = ?',
            after=[month, order, claim_id if document else ""],
        )

    def _at(self, positions: Sequence[int]) -> tuple[Asked, str]:
        """The condition that a row stands at one of some positions, and what it binds."""
        if not positions:
            return Asked("", []), "false"
        # Whole folders are passed over by their month, then stretches of rows by their positions.
        months = {self._months[bisect.bisect(self._begins, position) - 1] for position in positions}
        known = sorted(month for month in months if month is not None)
        parts = [f"month IN ({', '.join('?' for _ in known)})"] if known else []
        parts.extend(["month IS NULL"] if None in months else [])
        named = "?" if len(positions) <= MOST_NAMED else "SELECT unnest(?)"
        bound: list[Any] = [*positions] if len(positions) <= MOST_NAMED else [list(positions)]
        among = ", ".join(named for _ in bound)
        return Asked("", [*known, *bound]), f"({' OR '.join(parts)}) AND position IN ({among})"


def _month(document: Mapping[str, Any]) -> str | None:
    return None if pd.isna(document["published"]) else f"{document['published']:%Y-%m}"
