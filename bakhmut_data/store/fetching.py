"""Fetches claims and documents of a store: those to be shown, in full and in an order."""

# ruff: noqa: S608 - no value is ever written into a question; `column` admits only the store's own columns

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from bakhmut_data.store.counting import Counter, Neighbours
from bakhmut_data.store.files import CLAIM_TYPES, OF_DOCUMENT
from bakhmut_data.store.selections import Asked, Selection, column, is_text

FIRST_OF_LIST = 301  # claims at hand of a list: one more than are shown
MOST_IN_FILE = 100_000  # claims in a file made on demand; the tables have all
ALL = 2**62
NOTHING = Selection(unknown=("position",))
WITH_DOCUMENTS = '{table} AS rows JOIN documents ON rows.document = documents."order"'
# As `views.build_claims` makes it: the kinds are told apart by their first letters.
CLAIM_ID = """concat(
    documents.document_id, '-', rows.kind[1], rows."start", '-', rows."end",
    CASE WHEN nth > 1 THEN concat('.', nth) END)"""
MADE_UP = {
    "claim_id": CLAIM_ID,
    "story": "coalesce(documents.copy_of, documents.document_id)",
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


@dataclass(frozen=True, slots=True)
class Listed:
    """Claims in an order: the first of them, how many there are, and how to get many more."""

    first: pd.DataFrame
    number: int
    more: Callable[[], pd.DataFrame]


def listed(claims: pd.DataFrame | Listed) -> Listed:
    """Claims that are all at hand as a list, and a list as it is."""
    return claims if isinstance(claims, Listed) else Listed(claims, len(claims), lambda: claims)


class Fetcher(Counter):
    """Claims in full, by what is selected, by id or position, and the documents they stand in.

    In each of `parts`, names of views, the rows lie by month of publication.
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
        asked = self._at(wanted, marks=marks)
        found = self.frame(f"SELECT {SHOWN}, position {asked.rows}", asked)
        return found.set_index("position").loc[wanted].reset_index(drop=True)

    def ids(self, positions: Iterable[int], *, marks: bool = False) -> pd.Series[str]:
        """The ids of the claims at some positions, by position."""
        asked = self._at([int(position) for position in positions], marks=marks)
        rows = self.rows(f"SELECT position, {CLAIM_ID} {asked.rows}", asked)
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
            f"SELECT {SHOWN}, position FROM {WITH_DOCUMENTS.format(table='marks')} "
            f"WHERE month IS NOT DISTINCT FROM ? AND document = ? AND {CLAIM_ID} = ?",
            after=[month, order, claim_id if document else ""],
        )

    def _at(self, positions: Sequence[int], *, marks: bool) -> Asked:
        """The rows at some positions with their documents."""
        # Whole folders are passed over by their month.
        months = {self._months[bisect.bisect(self._begins, position) - 1] for position in positions}
        known = sorted(month for month in months if month is not None)
        parts = [f"month IN ({', '.join('?' for _ in known)})"] if known else []
        parts.extend(["month IS NULL"] if None in months else [])
        table = WITH_DOCUMENTS.format(table="marks" if marks else "claims")
        where = f"({' OR '.join(parts) or 'false'}) AND position IN (SELECT unnest(CAST(? AS INTEGER[])))"
        return Asked(f"FROM {table} WHERE {where}", [*known, list(positions)])


def _month(document: Mapping[str, Any]) -> str | None:
    return None if pd.isna(document["published"]) else f"{document['published']:%Y-%m}"
