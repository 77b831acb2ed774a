"""How claims are asked for: a selection becomes a question to DuckDB, whose values are bound in it.

Values are never written into a question; the names of columns come from the store's own list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from bakhmut_data.claims import filtering
from bakhmut_data.patience import asking
from bakhmut_data.store.files import ROW_TYPES
from bakhmut_data.store.opening import Store, Table

ASKABLE = frozenset({*ROW_TYPES, "month"})
PANDAS = {pa.float64(): pd.Float64Dtype()}

Only = tuple[str, tuple[str, ...] | tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which claims are asked about: what the filters leave, and of those only some.

    `stands` takes in the positions that are read in the words of statements, which count as those; `marks`
    these and what is no claim (dates, place names, other numbers). `only` gives columns the values they may
    have; `known` and `unknown` name columns that must have a value, or none.
    """

    filters: filtering.Filters = field(default_factory=filtering.Filters)
    stands: bool = False
    marks: bool = False
    only: tuple[Only, ...] = ()
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def table(self) -> Table:
        """What is asked: the claims alone, or more."""
        return "marks" if self.marks else "stands" if self.stands else "claims"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question from FROM on, and the values bound in it."""

    rows: str
    bound: list[Any]


def select(store: Store, selection: Selection) -> Asked:
    """What stands in a question from FROM on, and the values bound there."""
    parts, values = _conditions(store, selection)
    words = tuple(filtering.fold(selection.filters.search).split())
    if selection.marks:  # few are asked for, once; what is no claim is not worth searching in whole
        parts.extend("contains(folded, ?)" if is_text(word) else "false" for word in words)
        values.extend(filter(is_text, words))
    elif not all(map(is_text, words)):
        parts.append("false")
    elif words:  # a bit for each position is looked up in a third of the time that a join takes
        parts.append("get_bit(CAST(? AS BIT), position) = 1")
        values.append(store.search(words))
    return Asked(f"FROM {selection.table} WHERE {' AND '.join(parts)}", values)


def ask_rows(
    store: Store,
    sql: str,
    asked: Asked | None = None,
    *,
    before: Sequence[Any] = (),
    after: Sequence[Any] = (),
) -> list[tuple[Any, ...]]:
    """The answer to a question as rows; `before` and `after` are bound around what `asked` binds."""
    with asking(store.connection) as cursor:
        return cursor.execute(sql, _bind(asked, before, after)).fetchall()


def ask_once(store: Store, counts: str, selection: Selection, rest: str = "") -> tuple[tuple[Any, ...], ...]:
    """What is counted of a selection, asked once for all parts of a page: few numbers."""
    asked = select(store, selection)
    return store.count(f"SELECT {counts} {asked.rows} {rest}", tuple(asked.bound))


def ask_frame(
    store: Store,
    sql: str,
    asked: Asked | None = None,
    *,
    before: Sequence[Any] = (),
    after: Sequence[Any] = (),
) -> pd.DataFrame:
    """The answer to a question as a frame with the types of `tables.Tables`."""
    with asking(store.connection) as cursor:
        table = cursor.sql(sql, params=_bind(asked, before, after)).to_arrow_table()
    frame: pd.DataFrame = table.to_pandas(types_mapper=PANDAS.get, date_as_object=False)
    return frame.astype(dict.fromkeys(frame.columns[frame.dtypes.map(_is_date)], "datetime64[s]"))


def outlet_names(store: Store, outlets: Iterable[int]) -> list[str]:
    """The names of outlets given by number."""
    names = {number: name for name, number in store.outlets.items()}
    return [names[number] for number in outlets]


def by_source(store: Store, found: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """The rows with the names of their outlets for the numbers, in an order."""
    named = found.assign(
        source=pd.Series(outlet_names(store, found["outlet"]), dtype="str", index=found.index)
    )
    named = named[["source", *(name for name in found.columns if name != "outlet")]]
    return named.sort_values(order, ignore_index=True) if order else named


def _numbers(store: Store, sources: Sequence[object]) -> list[int]:
    return [store.outlets.get(str(source), -1) for source in sources]


def _conditions(store: Store, selection: Selection) -> tuple[list[str], list[Any]]:
    """The conditions of a selection, and the values bound in them."""
    filters = selection.filters
    parts = ["true"]
    values: list[Any] = []
    for name, allowed in (("source", filters.sources), ("side", filters.sides), *selection.only):
        if allowed:
            parts.append(f"{column(name)} IN ({', '.join('?' for _ in allowed)})")
            values.extend(_numbers(store, allowed) if name == "source" else allowed)
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
    if name not in ASKABLE:
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
