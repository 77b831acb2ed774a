"""Fetches claims and documents of a store: those to be shown, in full and in an order."""

# ruff: noqa: S608 - no value is ever written into a question; `column` admits only the store's own columns

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bakhmut_data.store import counting
from bakhmut_data.store.files import CLAIM_TYPES, OF_DOCUMENT
from bakhmut_data.store.opening import Store, Table
from bakhmut_data.store.selections import (
    Asked,
    Selection,
    ask_frame,
    ask_rows,
    column,
    is_text,
    select,
)

FIRST_OF_LIST = 301  # claims at hand of a list: one more than are shown
MOST_IN_FILE = 100_000  # claims in a file made on demand; the tables have all
ALL = 2**62
NOTHING = Selection(unknown=("position",))
WITH_DOCUMENTS = '{table} AS rows JOIN documents ON rows.document = documents."order"'
# As `frame.build_claims` makes it: the kinds differ in their first letters.
CLAIM_ID = """concat(
    documents.document_id, '-', rows.kind[1], rows."start", '-', rows."end",
    CASE WHEN nth > 1 THEN concat('.', nth) END)"""
MADE_UP = {
    "claim_id": CLAIM_ID,
    "original_id": "coalesce(documents.copy_of, documents.document_id)",
    "order": "CAST(rows.document AS BIGINT)",
    **{name: f'CAST(rows."{name}" AS BIGINT)' for name in ("row", "start", "end")},
    **{name: f"documents.{name}" for name in OF_DOCUMENT},
}
SHOWN = ", ".join(f'{MADE_UP.get(name, f"rows.{name}")} AS "{name}"' for name in CLAIM_TYPES)
DOCUMENTS = """
SELECT documents.*, found, originals.name AS original
FROM documents LEFT JOIN documents AS originals ON originals.document_id = documents.copy_of
JOIN (SELECT document, count(*) AS found {rows} GROUP BY document) ON document = documents."order"
WHERE ? IN ('', documents.name) ORDER BY documents."order" LIMIT ?
"""


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Claims in an order: the first of them, how many there are, and how to get many more."""

    first: pd.DataFrame
    number: int
    more: Callable[[], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a claim stands among others: the ids around it, "" at either end, and its place from 0 on.

    `place` is None for a claim that is not among them.
    """

    before: str
    after: str
    place: int | None
    number: int


def stands_among(order: Sequence[str], one: str) -> Neighbours:
    """Where an id stands among some."""
    if one not in order:
        return Neighbours("", "", None, len(order))
    at = order.index(one)
    before, after = "".join(order[max(at - 1, 0) : at]), "".join(order[at + 1 : at + 2])
    return Neighbours(before, after, at, len(order))


def as_list(claims: pd.DataFrame | Listed) -> Listed:
    """Claims that are all at hand as a list, and a list as it is."""
    return claims if isinstance(claims, Listed) else Listed(claims, len(claims), lambda: claims)


def claims(
    store: Store,
    selection: Selection,
    *,
    order: Sequence[str] = (),
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """The claims of a selection with the columns of `frame.build_claims`, in reading order or another.

    A column after a minus is ordered downwards. Unknown values come last in every order.
    """
    asked = select(store, selection)
    ordered = ", ".join(
        f"{column(name.removeprefix('-'))} {'DESC' if name.startswith('-') else 'ASC'} NULLS LAST"
        for name in (*order, "position")
    )
    # Sorting narrow rows and fetching few wide ones takes a small part of the memory and time.
    sql = f"SELECT position {asked.rows} ORDER BY {ordered} LIMIT ? OFFSET ?"
    rows = ask_rows(store, sql, asked, after=[ALL if limit is None else limit, offset])
    return fetch(store, [row[0] for row in rows], table=selection.table)


def fetch(store: Store, positions: Iterable[int], *, table: Table = "claims") -> pd.DataFrame:
    """The claims at some positions in full, in the order given."""
    wanted = [int(position) for position in positions]
    asked = _at(store, wanted, table)
    found = ask_frame(store, f"SELECT {SHOWN}, position {asked.rows}", asked)
    return found.set_index("position").loc[wanted].reset_index(drop=True)


def ids(store: Store, positions: Iterable[int], *, table: Table = "claims") -> pd.Series[str]:
    """The ids of the claims at some positions, by position."""
    asked = _at(store, [int(position) for position in positions], table)
    rows = ask_rows(store, f"SELECT position, {CLAIM_ID} {asked.rows}", asked)
    return pd.Series([row[1] for row in rows], index=[row[0] for row in rows], dtype="str")


def identify(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with a `position` and the `claim_id` of the claim that stands there."""
    return rows.assign(claim_id=rows["position"].map(ids(store, rows["position"])).astype("str"))


def list_claims(
    store: Store, selection: Selection, order: Sequence[str] = (), *, number: int | None = None
) -> Listed:
    """The first few hundred claims of a selection, their number (asked for unless given), and more."""
    first = claims(store, selection, order=order, limit=FIRST_OF_LIST)
    if len(first) < FIRST_OF_LIST:
        return as_list(first)
    known = counting.number(store, selection) if number is None else number
    return Listed(first, known, lambda: claims(store, selection, order=order, limit=MOST_IN_FILE))


def claim(store: Store, claim_id: str) -> dict[str, object] | None:
    """The claim of that id as a mapping, None when there is none."""
    found = _one(store, claim_id).drop(columns="position")
    return None if found.empty else {str(key): value for key, value in found.iloc[0].items()}


def neighbours(store: Store, selection: Selection, claim_id: str) -> Neighbours:
    """The claims before and after one among those selected, in reading order."""
    one = _one(store, claim_id)
    at = -1 if one.empty else int(one["position"].iloc[0])
    asked = select(store, selection)
    number, before, after, place, found = ask_rows(
        store,
        "SELECT count(*), max(position) FILTER (position < ?), min(position) FILTER (position > ?), "
        f"count(*) FILTER (position < ?), count(*) FILTER (position = ?) {asked.rows}",
        asked,
        before=[at] * 4,
    )[0]
    if not found:
        return Neighbours("", "", None, number)
    known = ids(store, [each for each in (before, after) if each is not None], table=selection.table)
    return Neighbours(str(known.get(before, "")), str(known.get(after, "")), place, number)


def document(store: Store, document_id: str) -> dict[str, object] | None:
    """A document's row of its table with its outlet and its name, None where there is none."""
    found = ask_frame(store, "SELECT * FROM documents WHERE document_id = ?", after=[document_id])
    return None if found.empty else {str(key): value for key, value in found.iloc[0].items()}


def documents(store: Store, selection: Selection, limit: int = ALL, *, named: str = "") -> pd.DataFrame:
    """The documents in which something selected stands, in their order, with the number `found` in each.

    `original` is the name of the document that one copies. With a name, the document of that name alone.
    """
    asked = select(store, selection)
    return ask_frame(store, DOCUMENTS.format(rows=asked.rows), asked, after=[named, limit])


def first_documents(store: Store, limit: int) -> pd.DataFrame:
    """The first documents of all, in their order, with the number of claims `found` in each."""
    return ask_frame(
        store,
        'WITH few AS (SELECT * FROM documents ORDER BY "order" LIMIT ?), counted AS ('
        "SELECT document, count(*) AS found FROM claims "
        'WHERE document <= (SELECT max("order") FROM few) GROUP BY 1) '
        'SELECT few.*, coalesce(found, 0) AS found FROM few LEFT JOIN counted ON document = "order" '
        'ORDER BY "order"',
        after=[limit],
    )


def of_documents(store: Store, document_ids: Sequence[str]) -> Selection:
    """Everything marked in some documents."""
    orders = ask_rows(
        store,
        "SELECT \"order\", strftime(published, '%Y-%m') FROM documents "
        "WHERE document_id IN (SELECT unnest(?))",
        after=[[*document_ids]],
    )
    months = tuple(sorted({month for _, month in orders if month is not None}))
    known = all(month is not None for _, month in orders)  # then no other folder is read
    only = (("document", tuple(order for order, _ in orders)), ("month", months if known else ()))
    return Selection(marks=True, only=only) if orders else NOTHING


def of_document(store: Store, document_id: str, kinds: Sequence[str] = ()) -> Selection:
    """Everything marked in a document: its month is looked up, so that one folder alone is read."""
    found = document(store, document_id) if is_text(document_id) else None
    if found is None:
        return NOTHING
    only = (("document", (int(str(found["order"])),)), ("kind", tuple(kinds)))
    month = _month(found)
    if month is None:
        return Selection(marks=True, only=only, unknown=("month",))
    return Selection(marks=True, only=(*only, ("month", (month,))))


def _one(store: Store, claim_id: str) -> pd.DataFrame:
    """The row of one claim, or of no claim."""
    there = document(store, claim_id.rsplit("-", 2)[0]) if is_text(claim_id) else None
    order, month = (-1, None) if there is None else (int(str(there["order"])), _month(there))
    return ask_frame(
        store,
        f"SELECT {SHOWN}, position FROM {WITH_DOCUMENTS.format(table='marks')} "
        f"WHERE month IS NOT DISTINCT FROM ? AND document = ? AND {CLAIM_ID} = ?",
        after=[month, order, claim_id if there else ""],
    )


def _at(store: Store, positions: Sequence[int], table: Table) -> Asked:
    """The rows at some positions with their documents."""
    # Whole folders are passed over by their month.
    begins = [first for first, _ in store.months]
    months = {store.months[bisect.bisect(begins, position) - 1][1] for position in positions}
    known = sorted(month for month in months if month is not None)
    parts = [f"month IN ({', '.join('?' for _ in known)})"] if known else []
    parts.extend(["month IS NULL"] if None in months else [])
    rows = WITH_DOCUMENTS.format(table=table)
    where = f"({' OR '.join(parts) or 'false'}) AND position IN (SELECT unnest(CAST(? AS INTEGER[])))"
    return Asked(f"FROM {rows} WHERE {where}", [*known, list(positions)])


def _month(document: Mapping[str, Any]) -> str | None:
    return None if pd.isna(document["published"]) else f"{document['published']:%Y-%m}"
