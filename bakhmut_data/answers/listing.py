"""Pages of rows of a store, each with the number of all: claims, documents, places, and numbers by value."""

# ruff: noqa: S608 - no value is ever written into a question; names of columns are those below

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from bakhmut_data.claims import filtering
from bakhmut_data.store import counting, fetching
from bakhmut_data.store.opening import Store
from bakhmut_data.store.selections import Asked, Selection, ask_frame, ask_rows, select
from bakhmut_data.tables.schemas import SCHEMAS

DOCUMENT_COLUMNS = ("source", *(column.name for column in SCHEMAS["documents"]), "copy_of", "claims")
PLACE_COLUMNS = ("place_id", "name", "kind", "latitude", "longitude", "claims", "documents", "sources")
FACETS = ("source", "side", "kind", "topic", "place", "month")
# By what pages may be ordered, with the columns of the store; after a minus downwards.
CLAIM_ORDERS = {
    "published": "published", "earliest": "first", "latest": "last", "source": "source",
    "speaker": "speaker", "side": "side", "place": "place", "kind": "kind", "topic": "topic",
    "measure": "measure", "low": "low", "high": "high", "controller": "controller", "question": "question",
}  # fmt: skip
DOCUMENT_ORDERS = ("title", "publisher", "published", "words", "claims")
PLACE_ORDERS = ("name", "kind", "claims", "documents", "sources")
DOCUMENTS = """
FROM documents LEFT JOIN (SELECT document, count(*) AS claims {rows} GROUP BY document)
ON document = documents."order"
"""
PLACES = """
SELECT place_id, any_value(place) AS name, any_value(place_kind) AS kind, any_value(latitude) AS latitude,
    any_value(longitude) AS longitude, count(*) AS claims, count(DISTINCT document) AS documents,
    count(DISTINCT outlet) AS sources
{rows} AND place_id IS NOT NULL GROUP BY place_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which rows of many: ordered by a column ("" for reading order), from one on, and how many."""

    order: str = ""
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and how many there are in all."""

    rows: pd.DataFrame
    total: int


def claims(store: Store, selection: Selection, part: Part) -> Page:
    """Claims of a selection with the columns of `frame.build_claims`; `order` is one of `CLAIM_ORDERS`."""
    total = counting.number(store, selection)
    sign, name = ("-" if part.order.startswith("-") else ""), part.order.removeprefix("-")
    order = [f"{sign}{CLAIM_ORDERS[name]}"] if name else []
    return Page(fetching.claims(store, selection, order=order, limit=part.limit, offset=part.offset), total)


def documents(store: Store, selection: Selection, part: Part) -> Page:
    """Documents in which claims of a selection stand, `DOCUMENT_COLUMNS`, with the number of their claims.

    Where nothing is filtered or chosen, those without a claim are there too.
    """
    asked = select(store, selection)
    rows = DOCUMENTS.format(rows=asked.rows)
    where = "WHERE claims IS NOT NULL" if selection.filters.active or selection.only else ""
    [(total,)] = ask_rows(store, f"SELECT count(*) {rows} {where}", asked)
    found = ask_frame(
        store,
        f"SELECT documents.*, coalesce(claims, 0) AS claims {rows} {where} "
        f'ORDER BY {_ordered(part.order, DOCUMENT_ORDERS)} documents."order" LIMIT ? OFFSET ?',
        asked,
        after=[part.limit, part.offset],
    )
    return Page(found[list(DOCUMENT_COLUMNS)], total)


def places(store: Store, selection: Selection, part: Part) -> Page:
    """Places that claims of a selection are about, `PLACE_COLUMNS`, those of most claims first."""
    asked = select(store, selection)
    rows = PLACES.format(rows=asked.rows)
    [(total,)] = ask_rows(store, f"SELECT count(*) FROM ({rows})", asked)
    order = f"{_ordered(part.order, PLACE_ORDERS)} claims DESC, name, place_id"
    page = Asked(f"FROM ({rows}) ORDER BY {order} LIMIT ? OFFSET ?", asked.bound)
    found = ask_frame(store, f"SELECT * {page.rows}", page, after=[part.limit, part.offset])
    return Page(found[list(PLACE_COLUMNS)], total)


def facets(store: Store, filters: filtering.Filters) -> pd.DataFrame:
    """How many claims have each value: `facet, value, claims`, most first, months in their order.

    Those of a source and a side are counted under all filters but their own, as beside the filters of a page.
    """
    tally = counting.tally(store, filters)
    numbers = {
        **counting.facets(store, filters, tally),
        "kind": tally.by["kind"],
        "topic": counting.values(store, Selection(filters=filters), "topic"),
        "place": tally.by["place"],
        "month": _months(store, filters),
    }
    rows = [(name, str(value), int(number)) for name in FACETS for value, number in numbers[name].items()]
    return pd.DataFrame(rows, columns=["facet", "value", "claims"])


def _months(store: Store, filters: filtering.Filters) -> pd.Series[int]:
    """Claims by the month in which they begin, by the kind of day that is filtered by."""
    days = counting.days(store, Selection(filters=filters), filters.date, "month")
    return days.groupby(days["day"].dt.strftime("%Y-%m"))["claims"].sum()


def _ordered(order: str, known: Sequence[str]) -> str:
    """One column of an ORDER BY with a comma behind it, "" for none; `KeyError` for what is not known."""
    name = order.removeprefix("-")
    if not name:
        return ""
    if name not in known:
        raise KeyError(name)
    return f'"{name}" {"DESC" if order.startswith("-") else "ASC"} NULLS LAST, '
