"""How claims are asked for: a selection becomes a question to DuckDB, whose values are bound in it.

Values are never written into a question; the names of columns come from the store's own list.
"""

# ruff: noqa: S608 - no value is ever written into a question; `column` admits only the store's own columns

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from bakhmut_data.claims import filtering
from bakhmut_data.store.files import ROW_TYPES

KEPT_ANSWERS = 64  # a few numbers each
KEPT_SEARCHES = 16  # with a bit for each claim
COLUMNS = frozenset({*ROW_TYPES, "month"})
PANDAS = {pa.float64(): pd.Float64Dtype()}

Only = tuple[str, tuple[str, ...] | tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which claims are asked about: what the filters leave, and of those only some.

    `marks` takes in what is no claim (dates, place names, other numbers); `only` gives columns the
    values they may have; `known` and `unknown` name columns that must have a value, or none.
    """

    filters: filtering.Filters = field(default_factory=filtering.Filters)
    marks: bool = False
    only: tuple[Only, ...] = ()
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question from FROM on, and the values bound in it."""

    rows: str
    bound: list[Any]


class Asker:
    """Claims as the views `claims` and `marks`, asked by many readers at once, never changed."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._found = functools.lru_cache(maxsize=KEPT_SEARCHES)(self._search)
        # Parts of a page ask for the same numbers.
        self._answered = functools.lru_cache(maxsize=KEPT_ANSWERS)(self._answer)
        # Claims know their outlet by its number.
        sql = "SELECT source, any_value(outlet) FROM documents GROUP BY source ORDER BY 2"
        self._outlets: dict[str, int] = dict(self.rows(sql))
        self._end: int = self.rows("SELECT coalesce(max(position), 0) + 1 FROM marks")[0][0]

    def forget(self) -> None:
        """Forgets what was answered: for measurements."""
        self._found.cache_clear()
        self._answered.cache_clear()

    def sources(self) -> tuple[str, ...]:
        """The outlets, in the order of the documents."""
        return tuple(self._outlets)

    def asked(self, selection: Selection) -> Asked:
        """What stands in a question from FROM on, and the values bound there."""
        parts, values = self._conditions(selection)
        words = tuple(filtering.fold(selection.filters.search).split())
        table = "marks" if selection.marks else "claims"
        if selection.marks:  # few are asked for, once; what is no claim is not worth searching in whole
            parts.extend("contains(folded, ?)" if is_text(word) else "false" for word in words)
            values.extend(filter(is_text, words))
        if not words or selection.marks:
            return Asked(f"FROM {table} WHERE {' AND '.join(parts)}", values)
        # A bit for each position is looked up in a third of the time that a join takes.
        parts.append("get_bit(CAST(? AS BIT), position) = 1")
        return Asked(f"FROM {table} WHERE {' AND '.join(parts)}", [*values, self._found(words)])

    def rows(
        self, sql: str, asked: Asked | None = None, *, before: Sequence[Any] = (), after: Sequence[Any] = ()
    ) -> list[tuple[Any, ...]]:
        """The answer to a question as rows; `before` and `after` are bound around what `asked` binds."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, _bind(asked, before, after)).fetchall()

    def counted(self, counts: str, selection: Selection, rest: str = "") -> tuple[tuple[Any, ...], ...]:
        """What is counted of a selection, asked once for all parts of a page: few numbers."""
        return self._answered(counts, selection, rest)

    def frame(
        self, sql: str, asked: Asked | None = None, *, before: Sequence[Any] = (), after: Sequence[Any] = ()
    ) -> pd.DataFrame:
        """The answer to a question as a frame with the types of `tables.Tables`."""
        with self._connection.cursor() as cursor:
            table = cursor.sql(sql, params=_bind(asked, before, after)).to_arrow_table()
        frame: pd.DataFrame = table.to_pandas(types_mapper=PANDAS.get, date_as_object=False)
        return frame.astype(dict.fromkeys(frame.columns[frame.dtypes.map(_is_date)], "datetime64[s]"))

    def named(self, outlets: Iterable[int]) -> list[str]:
        """The names of outlets given by number."""
        names = {number: name for name, number in self._outlets.items()}
        return [names[number] for number in outlets]

    def _numbers(self, sources: Sequence[object]) -> list[int]:
        return [self._outlets.get(str(source), -1) for source in sources]

    def _answer(self, counts: str, selection: Selection, rest: str) -> tuple[tuple[Any, ...], ...]:
        asked = self.asked(selection)
        return tuple(self.rows(f"SELECT {counts} {asked.rows} {rest}", asked))

    def _search(self, words: tuple[str, ...]) -> bytes:
        """A bit for each position: 1 where every word stands in the claim."""
        found = np.zeros(self._end, np.bool_)
        if all(map(is_text, words)):
            where = " AND ".join("contains(folded, ?)" for _ in words)
            with self._connection.cursor() as cursor:
                asked = cursor.sql(f"SELECT position FROM claims WHERE {where}", params=list(words))
                found[asked.to_arrow_table().column(0).to_numpy()] = True
        return np.packbits(found).tobytes()

    def _conditions(self, selection: Selection) -> tuple[list[str], list[Any]]:
        """The conditions of a selection, and the values bound in them."""
        filters = selection.filters
        parts = ["true"]
        values: list[Any] = []
        for name, allowed in (("source", filters.sources), ("side", filters.sides), *selection.only):
            if allowed:
                parts.append(f"{column(name)} IN ({', '.join('?' for _ in allowed)})")
                values.extend(self._numbers(allowed) if name == "source" else allowed)
        parts.extend(f"{column(name)} IS NOT NULL" for name in selection.known)
        parts.extend(f"{column(name)} IS NULL" for name in selection.unknown)
        for part, value in _days(filters):
            parts.append(part)
            values.append(value)
        return parts, values


def _bind(asked: Asked | None, before: Sequence[Any], after: Sequence[Any]) -> list[Any]:
    """All values of a question in their order."""
    return [*before, *(asked.bound if asked else ()), *after]


def column(name: str) -> str:
    """A column of the index as it stands in a question; `KeyError` for any other name."""
    if name == "source":  # known by its number
        return '"outlet"'
    if name not in COLUMNS:
        raise KeyError(name)
    return f'"{name}"'


def day(which: filtering.WhichDate) -> str:
    """The column with the first day of a claim."""
    return "published" if which == "published" else "first"


def is_text(word: str) -> bool:
    """Whether a word can stand in a file: half a character cannot."""
    return not any("\ud800" <= letter <= "\udfff" for letter in word)


def _days(filters: filtering.Filters) -> Iterator[tuple[str, Any]]:
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


def _is_date(dtype: object) -> bool:
    return str(dtype).startswith("datetime64")
