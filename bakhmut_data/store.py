"""Asks the claims of a store: filters, facets, search and counts run where the claims lie, in Parquet.

Values are bound, never written into a question; the names of columns come from the store's own list.
"""

# ruff: noqa: S608 - no value is ever written into a question; `_column` admits only the store's own columns

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import glob
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import duckdb
import pandas as pd
import pyarrow as pa

from bakhmut_data import comparison, views
from bakhmut_data.errors import TableError
from bakhmut_data.store_files import (
    CLAIM_TYPES,
    DOCUMENT_TYPES,
    ROW_TYPES,
    STAMP,
    name_documents,
    prepare,
    to_arrow,
)
from bakhmut_data.tables import Tables

MEMORY = "500MB"  # for questions under way and what DuckDB keeps of the files
THREADS = 2
FIRST_OF_LIST = 301  # claims at hand of a list: one more than are shown
MOST_IN_FILE = 100_000  # claims in a file made on demand; the tables have all
ALL = 2**62
KEPT_SEARCHES = 16  # with a number for each claim found
COLUMNS = frozenset({*ROW_TYPES, "month"})
CLAIM_COLUMNS = ", ".join(f'"{name}"' for name in CLAIM_TYPES)
LENS_COLUMNS: Mapping[comparison.Lens, str] = {
    "topic": "topic",
    "figure": "concat_ws(chr(31), measure, about)",
    "place": "place",
    "day": "coalesce(earliest, latest)",
    "words": "cue_word",
    "voices": "voice",
}
PANDAS = {pa.float64(): pd.Float64Dtype()}

Only = tuple[str, tuple[str, ...] | tuple[int, ...]]
Stretch = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which rows are asked about: what the filters leave of the claims, and of those only some.

    `marks` takes in what is no claim (dates, place names, other numbers); `only` gives columns the
    values they may have; `known` and `unknown` name columns that must have a value, or none.
    """

    filters: views.Filters = field(default_factory=views.Filters)
    marks: bool = False
    only: tuple[Only, ...] = ()
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


NOTHING = Selection(unknown=("claim_id",))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question from FROM on, the values bound in it, and the positions a search has found."""

    rows: str
    bound: list[Any]
    found: pa.Table | None = None


EVERYTHING = Asked("", [])


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a claim stands among others: the ids around it, "" at either end, and its place from 0 on.

    `place` is None for a claim that is not among them.
    """

    before: str
    after: str
    place: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Profile:
    """First and last day of publication of some claims, how many name a speaker, how many give a day."""

    earliest: dt.date | None
    latest: dt.date | None
    named: int
    dated: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Claims in an order: the first of them, how many there are, and how to get many more."""

    first: pd.DataFrame
    number: int
    more: Callable[[], pd.DataFrame]


def listed(claims: pd.DataFrame | Listed) -> Listed:
    """Claims that are all at hand as a list, and a list as it is."""
    return claims if isinstance(claims, Listed) else Listed(claims, len(claims), lambda: claims)


def open_store(folder: Path) -> Store:
    """The store that `store_files.write_store` left in a folder; `TableError` where there is none."""
    folder = folder.resolve()
    if not (folder / STAMP).is_file():
        raise TableError(f"{folder}: no claims here; build the tables again")
    connection = _connect()
    root = glob.escape(str(folder))  # a folder may be called a [b]
    connection.execute("SET allowed_directories = ?", [[f"{folder}/", f"{root}/"]])
    _lock(connection)
    for view, files in (("claims", "claims"), ("marks", "*")):
        parts = f"{root}/month=*/{files}.parquet"
        connection.read_parquet(parts, hive_partitioning=True).create_view(view)
    connection.read_parquet(f"{root}/documents.parquet").create_view("documents")
    return Store(connection)


def store_of(tables: Tables) -> Store:
    """A store of some tables in memory: for few documents, and for what must not be written anywhere."""
    connection = _connect()
    _lock(connection)
    rows = to_arrow(prepare(views.build_claims(tables)), ROW_TYPES)
    connection.register("given_rows", rows)
    connection.register("given_documents", to_arrow(name_documents(tables.documents), DOCUMENT_TYPES))
    connection.execute(
        "CREATE TABLE marks AS SELECT *, strftime(published, '%Y-%m') AS month FROM given_rows;"
        "CREATE VIEW claims AS SELECT * FROM marks WHERE claim;"
        "CREATE TABLE documents AS SELECT * FROM given_documents"
    )
    connection.unregister("given_rows")
    connection.unregister("given_documents")
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


class Store:
    """Claims as the views `claims`, `marks` and `documents`, asked by many readers at once, never changed."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._found = functools.lru_cache(maxsize=KEPT_SEARCHES)(self._search)

    def count(self, selection: Selection) -> views.Counts:
        """How many claims the selection holds; a claim is without a day by the kind of day filtered by."""
        asked = self._asked(selection)
        day = _day(selection.filters.date)
        sql = (
            f"SELECT count(*), count(DISTINCT outlet), count(DISTINCT document_id), count({day}) {asked.rows}"
        )
        claims, sources, documents, dated = self._rows(sql, asked)[0]
        return views.Counts(claims, sources, documents, claims - dated)

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
        asked = self._asked(selection)
        ordered = ", ".join(f"{_column(name)} ASC NULLS LAST" for name in (*order, "position"))
        if limit is None and not order:  # sorted outside, where wide rows do not count against the limit
            rows_as_read = self._frame(f"SELECT {CLAIM_COLUMNS}, position {asked.rows}", asked)
            return rows_as_read.sort_values("position", ignore_index=True).drop(columns="position")
        if limit is None:
            return self._frame(f"SELECT {CLAIM_COLUMNS} {asked.rows} ORDER BY {ordered}", asked)
        # Sorting narrow rows and fetching few wide ones takes a small part of the memory and time.
        sql = f"SELECT position, month {asked.rows} ORDER BY {ordered} LIMIT ? OFFSET ?"
        rows = self._rows(sql, asked, after=[limit, offset])
        found = self._at(rows, marks=selection.marks)
        places = {position: place for place, (position, _) in enumerate(sorted(rows))}
        return found.iloc[[places[position] for position, _ in rows]].reset_index(drop=True)

    def listed(self, selection: Selection, order: Sequence[str] = (), *, number: int | None = None) -> Listed:
        """The first few hundred claims of a selection, their number (asked for unless given), and more."""
        first = self.claims(selection, order=order, limit=FIRST_OF_LIST)
        if len(first) < FIRST_OF_LIST:
            return listed(first)
        known = self.count(selection).claims if number is None else number
        return Listed(first, known, lambda: self.claims(selection, order=order, limit=MOST_IN_FILE))

    def claim(self, claim_id: str) -> dict[str, object] | None:
        """The claim of that id as a mapping, None when there is none."""
        found = self.claims(self._one(claim_id))
        return None if found.empty else {str(key): value for key, value in found.iloc[0].items()}

    def neighbours(self, selection: Selection, claim_id: str) -> Neighbours:
        """The claims before and after one among those selected, in reading order."""
        one = self._asked(self._one(claim_id))
        at = (self._rows(f"SELECT position {one.rows}", one) or [(-1,)])[0][0]
        asked = self._asked(selection)
        number, before, after, place, found = self._rows(
            "SELECT count(*), max(position) FILTER (position < ?), min(position) FILTER (position > ?), "
            f"count(*) FILTER (position < ?), count(*) FILTER (position = ?) {asked.rows}",
            asked,
            before=[at] * 4,
        )[0]
        if not found:
            return Neighbours("", "", None, number)
        around = Selection(marks=selection.marks, only=(("position", tuple(_known(before, after))),))
        ids = self.claims(around)["claim_id"].tolist() if _known(before, after) else []
        return Neighbours("" if before is None else ids[0], "" if after is None else ids[-1], place, number)

    def facets(self, filters: views.Filters) -> dict[str, pd.Series[int]]:
        """Claims per source, side and month, each counted under all filters but its own."""
        day = _day(filters.date)
        freed = {name: views.without(filters, f"{name}s") for name in ("source", "side")}
        counts = {name: self.values(Selection(filters=left), name) for name, left in freed.items()}
        asked = self._asked(Selection(filters=views.without(filters, "earliest", "latest")))
        month = f"SELECT strftime({day}, '%Y-%m'), count(*)"
        sql = f"{month} {asked.rows} AND {day} IS NOT NULL GROUP BY 1 ORDER BY 1"
        return {**counts, "month": _series(self._rows(sql, asked))}

    def values(self, selection: Selection, column: str) -> pd.Series[int]:
        """How many claims have each value of a column, most frequent first, unknown left out."""
        asked = self._asked(selection)
        name = _column(column)
        order = "count(*) DESC, min(position)"
        sql = f"SELECT {name}, count(*) {asked.rows} AND {name} IS NOT NULL GROUP BY 1 ORDER BY {order}"
        return _series(self._rows(sql, asked))

    def days(self, selection: Selection, which: views.WhichDate, every: Stretch = "day") -> pd.DataFrame:
        """Claims per source and day on which they begin: `source, day, claims, claim_id` (of the first).

        `every` takes the days of a week, month or year together under the first of them.
        """
        asked = self._asked(selection)
        day = _day(which)
        return self._frame(
            f"SELECT source, CAST(date_trunc(?, {day}) AS DATE) AS day, count(*) AS claims, "
            f"arg_min(claim_id, position) AS claim_id {asked.rows} AND {day} IS NOT NULL "
            "GROUP BY 1, 2 ORDER BY 1, 2",
            asked,
            before=[every],
        )

    def publications(self, selection: Selection, every: Stretch = "day") -> pd.DataFrame:
        """Days of publication by source: `source, published, documents, claim_id` (of the first)."""
        asked = self._asked(selection)
        return self._frame(
            "SELECT source, CAST(date_trunc(?, published) AS DATE) AS published, "
            "count(DISTINCT document_id) AS documents, arg_min(claim_id, position) AS claim_id "
            f"{asked.rows} AND published IS NOT NULL GROUP BY 1, 2 ORDER BY min(position)",
            asked,
            before=[every],
        )

    def coverage(self, selection: Selection, which: views.WhichDate) -> pd.DataFrame:
        """Claims per source (rows, in order of appearance) and month (columns), last the undated."""
        asked = self._asked(selection)
        counted = self._frame(
            f"SELECT source, coalesce(strftime({_day(which)}, '%Y-%m'), 'undated') AS month, "
            f"count(*) AS claims, min(position) AS at {asked.rows} GROUP BY 1, 2",
            asked,
        )
        order = counted.groupby("source")["at"].min().sort_values().index
        table = counted.pivot_table(index="source", columns="month", values="claims", fill_value=0)
        return table.astype("int64").reindex(order)[sorted(table.columns)]

    def moments(self, selection: Selection, lane: str, most: int) -> pd.DataFrame:
        """Claims of one kind that speak for the same days, in the `most` lanes with most of them.

        `lane, first, last, kind, claims, sources, position`: the number of claims, 1 or more sources
        (2 for several), where the first claim stands; oldest first.
        """
        dated = dataclasses.replace(selection, known=(*selection.known, "first", lane))
        lanes = tuple(self.values(dated, lane).index[:most])
        asked = self._asked(dataclasses.replace(dated, only=(*selection.only, (lane, lanes or ("",)))))
        return self._frame(
            f"SELECT {_column(lane)} AS lane, first, last, kind, count(*) AS claims, "
            "CASE WHEN min(outlet) = max(outlet) THEN 1 ELSE 2 END AS sources, min(position) AS position "
            f"{asked.rows} GROUP BY 1, 2, 3, 4 ORDER BY first, last, position",
            asked,
        )

    def profile(self, selection: Selection) -> Profile:
        """When the claims were published, how many name a speaker, and how many give a day."""
        asked = self._asked(selection)
        sql = f"SELECT min(published), max(published), count(speaker), count(first) {asked.rows}"
        return Profile(*self._rows(sql, asked)[0])

    def extremes(self, selection: Selection, limit: int) -> list[tuple[str, str, str, pd.DataFrame]]:
        """The lowest and the highest claim by measure, subject and unit; first what most sources give."""
        asked = self._asked(dataclasses.replace(selection, known=(*selection.known, "low")))
        rows = self._rows(
            "SELECT measure, about, unit, arg_min(position, {'low': low, 'high': high, 'at': position}), "
            "arg_max(position, {'low': low, 'high': high, 'at': position}) "
            f"{asked.rows} GROUP BY 1, 2, 3 HAVING min(low) < max(low) "
            "ORDER BY count(DISTINCT outlet) DESC, 1, 2, 3 LIMIT ?",
            asked,
            after=[limit],
        )
        # Fetched together and told apart again: at has them in reading order.
        wanted = sorted({position for row in rows for position in row[3:]})
        place = {position: at for at, position in enumerate(wanted)}
        found = self.at(wanted)
        return [(*row[:3], found.iloc[[place[row[3]], place[row[4]]]]) for row in rows]

    def spans(self, selection: Selection, which: views.WhichDate) -> pd.DataFrame:
        """The claims by the days they can speak for: `first, last, claims`, oldest first."""
        asked = self._asked(selection)
        first, last = ("published", "published") if which == "published" else ("first", "last")
        return self._frame(
            f"SELECT {first} AS first, {last} AS last, count(*) AS claims {asked.rows} "
            f"AND {first} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
            asked,
        )

    def ids(self, positions: Iterable[int]) -> pd.Series[str]:
        """The ids of the claims at some positions, by position."""
        wanted = tuple(sorted(int(position) for position in positions))
        asked = self._asked(Selection(only=(("position", wanted),)) if wanted else NOTHING)
        rows = self._rows(f"SELECT position, claim_id {asked.rows} ORDER BY 1", asked)
        return pd.Series([row[1] for row in rows], index=[row[0] for row in rows], dtype="str")

    def number_bins(self, selection: Selection, steps: int) -> pd.DataFrame:
        """Figures by whom they count, the speaker's side and size: `about, side, bin, claims, sources, ...`.

        A bin reaches from 10**(bin / steps) to the next; unknown for numbers that are not above 0.
        `claim_id` is the first claim's.
        """
        asked = self._asked(selection)
        number = "CASE WHEN coalesce(low, high) > 0 THEN coalesce(low, high) END"
        return self._frame(
            f"SELECT about, side, CAST(floor(log10({number}) * ?) AS INTEGER) AS bin, count(*) AS claims, "
            f"count(DISTINCT outlet) AS sources, arg_min(claim_id, position) AS claim_id {asked.rows} "
            "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            asked,
            before=[steps],
        )

    def lined_up(self, filters: views.Filters) -> pd.DataFrame:
        """The claims that `comparison.find_subjects` would choose of all that the filters leave."""
        asked = self._asked(Selection(filters=filters, known=("subject",)))
        most = comparison.LARGEST_GROUP
        groups = self._rows(
            "SELECT subject, least(count(DISTINCT said), ?), least(count(DISTINCT outlet), ?) AS voices "
            f"{asked.rows} GROUP BY subject ORDER BY voices DESC, subject",
            asked,
            before=[most, most],
        )
        subjects = comparison.within_budget((subject, size) for subject, size, _ in groups)
        if not subjects:
            return self.claims(NOTHING)
        asked = self._asked(Selection(filters=filters, only=(("subject", tuple(subjects)),)))
        chosen = self._rows(
            "WITH once AS (SELECT subject, outlet, min(position) AS position "
            f"{asked.rows} GROUP BY subject, outlet, said), turns AS (SELECT subject, position, "
            "row_number() OVER (PARTITION BY subject, outlet ORDER BY position) AS turn FROM once) "
            "SELECT position FROM turns "
            "QUALIFY row_number() OVER (PARTITION BY subject ORDER BY turn, position) <= ?",
            asked,
            after=[most],
        )
        return self.at(row[0] for row in chosen)

    def at(self, positions: Iterable[int]) -> pd.DataFrame:
        """The claims at some positions, in reading order."""
        return self._at([(int(position), None) for position in positions], marks=False)

    def _at(self, rows: Sequence[tuple[int, str | None]], *, marks: bool) -> pd.DataFrame:
        """The rows at some positions; where all their months are known, no other folder is read."""
        if not rows:
            return self.claims(NOTHING)
        positions = tuple(sorted(position for position, _ in rows))
        months = {month for _, month in rows}
        only: list[Only] = [("position", positions)]
        if None not in months:
            only.append(("month", tuple(sorted(month for month in months if month))))
        return self.claims(Selection(marks=marks, only=tuple(only)))

    def side_by_side(
        self, selection: Selection, lens: comparison.Lens, rows: int, each: int
    ) -> tuple[pd.DataFrame, int]:
        """The claims to lay side by side under a lens, and how many rows there are in all.

        Of the rows that most sources speak to (days: the first) at most `rows`, and in each at most
        `each` claims of a source; `number` says how many the source has there, `rank` which row it is.
        """
        only = (*selection.only, ("kind", ("figure",))) if lens == "figure" else selection.only
        asked = self._asked(dataclasses.replace(selection, only=only))
        key = LENS_COLUMNS[lens]
        order = "seen" if lens == "day" else "count(DISTINCT outlet) DESC, count(*) DESC, seen"
        found = self._frame(
            f"WITH asked AS (SELECT position, outlet, {key} AS seen {asked.rows} AND {key} IS NOT NULL), "
            f"ranked AS (SELECT seen, row_number() OVER (ORDER BY {order}) AS rank, "
            "count(*) OVER () AS rows FROM asked GROUP BY seen QUALIFY rank <= ?) "
            "SELECT position, rank, rows, count(*) OVER (PARTITION BY seen, outlet) AS number "
            "FROM asked JOIN ranked USING (seen) "
            "QUALIFY row_number() OVER (PARTITION BY seen, outlet ORDER BY position) <= ? ORDER BY position",
            asked,
            after=[rows, each],
        )
        claims = self.at(found["position"])
        number = 0 if found.empty else int(found["rows"].iloc[0])
        return claims.assign(rank=found["rank"], number=found["number"]), number

    def sources(self) -> tuple[str, ...]:
        """The outlets, in the order of the documents."""
        sql = 'SELECT source FROM documents GROUP BY source ORDER BY min("order")'
        return tuple(row[0] for row in self._rows(sql, EVERYTHING))

    def document(self, document_id: str) -> dict[str, object] | None:
        """A document's row of its table with its outlet and its name, None where there is none."""
        asked = Asked("FROM documents WHERE document_id = ?", [document_id])
        found = self._frame("SELECT * " + asked.rows, asked)
        return None if found.empty else {str(key): value for key, value in found.iloc[0].items()}

    def documents(self, selection: Selection, limit: int = ALL, *, named: str = "") -> pd.DataFrame:
        """The documents in which something selected stands, in their order, with the number `found` in each.

        With a name, the document of that name alone.
        """
        asked = self._asked(selection)
        return self._frame(
            "SELECT documents.*, found FROM documents JOIN (SELECT document_id, count(*) AS found "
            f"{asked.rows} GROUP BY document_id) USING (document_id) WHERE ? IN ('', name) "
            'ORDER BY documents."order" LIMIT ?',
            asked,
            after=[named, limit],
        )

    def first_documents(self, limit: int) -> pd.DataFrame:
        """The first documents of all, in their order, with the number of claims `found` in each."""
        asked = Asked("", [], None)
        return self._frame(
            'WITH few AS (SELECT * FROM documents ORDER BY "order" LIMIT ?), counted AS ('
            "SELECT document_id, count(*) AS found FROM claims "
            "WHERE document_id IN (SELECT document_id FROM few) GROUP BY 1) "
            "SELECT few.*, coalesce(found, 0) AS found FROM few LEFT JOIN counted USING (document_id) "
            'ORDER BY "order"',
            asked,
            before=[limit],
        )

    def of_document(self, document_id: str, kinds: Sequence[str] = ()) -> Selection:
        """Everything marked in a document: its month is looked up, so that one folder alone is read."""
        asked = Asked("FROM documents WHERE document_id = ?", [document_id])
        rows = self._rows(f"SELECT strftime(published, '%Y-%m') {asked.rows}", asked)
        only: tuple[Only, ...] = (("document_id", (document_id,)), ("kind", tuple(kinds)))
        if rows and rows[0][0]:
            return Selection(marks=True, only=(*only, ("month", (rows[0][0],))))
        return Selection(marks=True, only=only, unknown=("month",))

    def _one(self, claim_id: str) -> Selection:
        if not _is_text(claim_id):
            return NOTHING
        found = self.of_document(claim_id.rsplit("-", 2)[0])
        return dataclasses.replace(found, only=(*found.only, ("claim_id", (claim_id,))))

    def _asked(self, selection: Selection) -> Asked:
        """What stands in a question from FROM on, and the values bound there."""
        parts, values = _conditions(selection)
        words = tuple(views.fold(selection.filters.search).split())
        table = "marks" if selection.marks else "claims"
        if not words:
            return Asked(f"FROM {table} WHERE {' AND '.join(parts)}", values)
        parts.append("position IN (SELECT position FROM found)")
        return Asked(f"FROM {table} WHERE {' AND '.join(parts)}", values, self._found(words, table))

    def _search(self, words: tuple[str, ...], table: str) -> pa.Table:
        """The positions of all rows of a view in which every word stands."""
        if not all(map(_is_text, words)):
            return pa.table({"position": pa.array([], pa.int64())})
        where = " AND ".join("contains(folded, ?)" for _ in words)
        sql = f"SELECT CAST(position AS INTEGER) AS position FROM {table} WHERE {where}"
        with self._connection.cursor() as cursor:
            found: pa.Table = cursor.sql(sql, params=list(words)).to_arrow_table()
        return found

    def _rows(
        self, sql: str, asked: Asked, *, before: Sequence[Any] = (), after: Sequence[Any] = ()
    ) -> list[tuple[Any, ...]]:
        with self._connection.cursor() as cursor:
            if asked.found is not None:
                cursor.register("found", asked.found)
            return cursor.execute(sql, [*before, *asked.bound, *after]).fetchall()

    def _frame(
        self, sql: str, asked: Asked, *, before: Sequence[Any] = (), after: Sequence[Any] = ()
    ) -> pd.DataFrame:
        with self._connection.cursor() as cursor:
            if asked.found is not None:
                cursor.register("found", asked.found)
            table = cursor.sql(sql, params=[*before, *asked.bound, *after]).to_arrow_table()
        frame: pd.DataFrame = table.to_pandas(types_mapper=PANDAS.get, date_as_object=False)
        return frame.astype(dict.fromkeys(frame.columns[frame.dtypes.map(_is_date)], "datetime64[s]"))


def _conditions(selection: Selection) -> tuple[list[str], list[Any]]:
    """The conditions of a selection, and the values bound in them."""
    filters = selection.filters
    parts = ["true"]
    values: list[Any] = []
    for name, allowed in (("source", filters.sources), ("side", filters.sides), *selection.only):
        if allowed:
            parts.append(f"{_column(name)} IN ({', '.join('?' for _ in allowed)})")
            values.extend(allowed)
    parts.extend(f"{_column(name)} IS NOT NULL" for name in selection.known)
    parts.extend(f"{_column(name)} IS NULL" for name in selection.unknown)
    for part, value in _days(filters):
        parts.append(part)
        values.append(value)
    return parts, values


def _days(filters: views.Filters) -> Iterator[tuple[str, Any]]:
    """The conditions on days; by publication, whole folders are passed over."""
    published = filters.date == "published"
    first, last = ("published", "published") if published else ("first", "last")
    if filters.earliest:
        yield f"{last} >= ?", filters.earliest
        if published:
            yield "month >= ?", f"{filters.earliest:%Y-%m}"
    if filters.latest:
        yield f"{first} <= ?", filters.latest
        if published:
            yield "month <= ?", f"{filters.latest:%Y-%m}"


def _day(which: views.WhichDate) -> str:
    return "published" if which == "published" else "first"


def _column(name: str) -> str:
    if name not in COLUMNS:
        raise KeyError(name)
    return f'"{name}"'


def _known(*values: int | None) -> list[int]:
    return [value for value in values if value is not None]


def _series(rows: Sequence[tuple[Any, ...]]) -> pd.Series[int]:
    return pd.Series([row[1] for row in rows], index=[row[0] for row in rows], dtype="int64")


def _is_text(word: str) -> bool:
    """Whether a word can stand in a file: half a character cannot."""
    return not any("\ud800" <= letter <= "\udfff" for letter in word)


def _is_date(dtype: object) -> bool:
    return str(dtype).startswith("datetime64")
