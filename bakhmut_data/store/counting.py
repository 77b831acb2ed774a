"""Counts the claims of a store: facets, days, lanes and bins, in questions that read an index alone."""

# ruff: noqa: S608 - no value is ever written into a question; `column` admits only the store's own columns

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import filtering
from bakhmut_data.store.opening import Store
from bakhmut_data.store.selections import (
    Selection,
    ask_frame,
    ask_once,
    ask_rows,
    by_source,
    column,
    day,
    outlet_names,
    select,
)

Stretch = Literal["day", "week", "month", "quarter", "year"]
# How DuckDB numbers the groups of `Counter.tally`: a bit for each column that is not in them.
GROUPED = {"source": 0b0111, "side": 0b1011, "kind": 0b1101, "place": 0b1110}

# All claims of a document have its outlet and day: counting its claims first spares sorting documents apart.
PUBLICATIONS = """
WITH once AS (
    SELECT any_value(outlet) AS outlet, any_value(published) AS published, min(position) AS position
    {rows} AND published IS NOT NULL GROUP BY document)
SELECT outlet, CAST(date_trunc(?, published) AS DATE) AS published, count(*) AS documents,
    min(position) AS position
FROM once GROUP BY 1, 2
"""
# On which side of its days a claim is open, of which at least one is known.
OPEN = "CASE WHEN earliest IS NULL THEN 'before' WHEN latest IS NULL THEN 'after' ELSE '' END"


@dataclass(frozen=True, slots=True)
class Profile:
    """First and last day of publication of some claims, how many name a speaker, and how many give a day."""

    earliest: dt.date | None
    latest: dt.date | None
    named: int
    dated: int


@dataclass(frozen=True, slots=True)
class Reach:
    """How many claims have no day, how many no place with coordinates, and the latest day; None for none."""

    undated: int
    unplaced: int
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What every page gives of some claims: how many, from where and when, and the numbers `by` column.

    `by` has `source`, `side`, `kind` and `place`: the claims with each value, most frequent first.
    """

    counts: filtering.Counts
    profile: Profile
    by: Mapping[str, pd.Series[int]]


def number(store: Store, selection: Selection) -> int:
    """How many claims the selection holds."""
    return int(ask_once(store, "count(*)", selection)[0][0])


def tally(store: Store, filters: filtering.Filters) -> Tally:
    """The numbers of what the filters leave; a claim is without a day by the kind of day filtered by."""
    asked = select(store, Selection(filters=filters))
    rows = ask_rows(
        store,
        "SELECT grouping_id(outlet, side, kind, place), coalesce(side, kind, place), outlet, count(*) "
        f"{asked.rows} GROUP BY GROUPING SETS ((outlet), (side), (kind), (place)) "
        "ORDER BY 4 DESC, min(position)",
        asked,
    )
    claims, documents, named, dated, having_day, *days = ask_rows(
        store,
        f"SELECT count(*), count(DISTINCT document), count(speaker), count(first), "
        f"count({day(filters.date)}), min(published), max(published) {asked.rows}",
        asked,
    )[0]
    by = {
        name: _series([row[1], row[3]] for row in rows if row[0] == at and row[1])
        for name, at in GROUPED.items()
    }
    by_outlet = [row for row in rows if row[0] == GROUPED["source"]]
    by["source"] = _series(
        [name, row[3]]
        for name, row in zip(outlet_names(store, [row[2] for row in by_outlet]), by_outlet, strict=True)
    )
    return Tally(
        filtering.Counts(claims, len(by_outlet), documents, claims - having_day),
        Profile(days[0], days[1], named, dated),
        by,
    )


def facets(store: Store, filters: filtering.Filters, tally: Tally) -> dict[str, pd.Series[int]]:
    """Claims per source and side, each under all filters but its own; `tally` is of all filters."""
    freed = {name: filtering.without(filters, f"{name}s") for name in ("source", "side")}
    return {
        name: tally.by[name] if left == filters else values(store, Selection(filters=left), name)
        for name, left in freed.items()
    }


def values(store: Store, selection: Selection, name: str) -> pd.Series[int]:
    """How many claims have each value of a column, most frequent first, unknown left out."""
    counted = column(name)
    rows = ask_once(
        store,
        f"{counted}, count(*)",
        selection,
        f"AND {counted} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, min(position)",
    )
    names = outlet_names(store, [row[0] for row in rows]) if name == "source" else [row[0] for row in rows]
    return _series((named, row[1]) for named, row in zip(names, rows, strict=True))


def spans(store: Store, selection: Selection, which: filtering.WhichDate) -> pd.DataFrame:
    """The claims by the days they can speak for: `first, last, claims`, oldest first."""
    asked = select(store, selection)
    first, last = ("published", "published") if which == "published" else ("first", "last")
    return ask_frame(
        store,
        f"SELECT {first} AS first, {last} AS last, count(*) AS claims {asked.rows} "
        f"AND {first} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
        asked,
    )


def days(
    store: Store, selection: Selection, which: filtering.WhichDate, every: Stretch = "day"
) -> pd.DataFrame:
    """Claims per source and day on which they begin: `source, day, claims, position` (of the first).

    `every` takes the days of a week, month or year together under the first of them.
    """
    asked = select(store, selection)
    found = ask_frame(
        store,
        f"SELECT outlet, CAST(date_trunc(?, {day(which)}) AS DATE) AS day, count(*) AS claims, "
        f"min(position) AS position {asked.rows} AND {day(which)} IS NOT NULL GROUP BY 1, 2",
        asked,
        before=[every],
    )
    return by_source(store, found, ["source", "day"])


def publications(store: Store, selection: Selection, every: Stretch = "day") -> pd.DataFrame:
    """Days of publication by source: `source, published, documents, position` (of the first claim)."""
    asked = select(store, selection)
    found = ask_frame(store, PUBLICATIONS.format(rows=asked.rows), asked, after=[every])
    return by_source(store, found, ["position"])


def moments(store: Store, selection: Selection, lane: str, most: int) -> pd.DataFrame:
    """Claims of one kind that speak for the same days, in the `most` lanes with most of them.

    `lane, first, last, kind, open, claims, sources, position`: on which side of their days they are open
    ("before", "after", ""), the number of claims, 1 or more sources (2 for several), where the first
    claim stands; oldest first.
    """
    dated = dataclasses.replace(selection, known=(*selection.known, "first"))
    lanes = tuple(values(store, dated, lane).index[:most])
    asked = select(store, dataclasses.replace(dated, only=(*selection.only, (lane, lanes or ("",)))))
    found = ask_frame(
        store,
        f"SELECT {column(lane)} AS lane, first, last, kind, {OPEN} AS open, count(*) AS claims, "
        "CASE WHEN min(outlet) = max(outlet) THEN 1 ELSE 2 END AS sources, min(position) AS position "
        f"{asked.rows} GROUP BY 1, 2, 3, 4, 5 ORDER BY first, last, position",
        asked,
    )
    return found.assign(lane=outlet_names(store, found["lane"])) if lane == "source" else found


def spoken_of(store: Store, sources: Sequence[str]) -> pd.DataFrame:
    """What whole documents of some sources have on each question, whatever filters leave.

    `source, question, positions, claims, words, looked`: how many positions there are on it, how many claims
    on its topic, and its words that stand there, as they are listed, those most used first and joined by
    "; ". `looked` is true where words of some question were found in each of the documents: where there are
    none at all, nobody may have looked for any.
    """
    of_sources = Selection(filters=filtering.Filters(sources=tuple(sources)), stands=True)
    asked = select(store, of_sources)
    positions: Counter[tuple[int, str]] = Counter()
    claims: Counter[tuple[int, str]] = Counter()
    for outlet, topic, question, taken, counted in ask_rows(
        store,
        "SELECT outlet, topic, question, count(*) FILTER (kind = 'position'), count(*) FILTER (claim) "
        f"{asked.rows} GROUP BY 1, 2, 3",
        asked,
    ):
        positions[outlet, question] += taken
        claims[outlet, topic] += counted
    words = ask_rows(
        store,
        "SELECT outlet, question, string_agg(word, '; ' ORDER BY times DESC, word) FROM ("
        "SELECT outlet, question, word, sum(times) AS times FROM question_words JOIN documents "
        f'ON document = "order" WHERE outlet IN (SELECT DISTINCT outlet {asked.rows}) GROUP BY 1, 2, 3) '
        "GROUP BY 1, 2",
        asked,
    )
    standing = {(outlet, question): listed for outlet, question, listed in words}
    looked = dict(
        ask_rows(
            store,
            'SELECT outlet, bool_and("order" IN (SELECT document FROM question_words)) '
            "FROM documents GROUP BY 1",
        )
    )
    rows = []
    for source in sources:
        outlet = store.outlets.get(source, -1)
        for question, topic in reference.read_toml("labels.toml")["question_topic"].items():
            there = (positions[outlet, question], claims[outlet, topic])
            listed = standing.get((outlet, question), "")
            rows.append((source, question, *there, listed, bool(looked.get(outlet))))
    return pd.DataFrame(rows, columns=["source", "question", "positions", "claims", "words", "looked"])


def number_bins(store: Store, selection: Selection, steps: int) -> pd.DataFrame:
    """Figures by whom they count, the speaker's side and size: `about, side, bin, claims, sources, ...`.

    A bin reaches from 10**(bin / steps) to the next; unknown for numbers that are not above 0.
    `position` is the first claim's.
    """
    asked = select(store, selection)
    number = "CASE WHEN coalesce(low, high) > 0 THEN coalesce(low, high) END"
    return ask_frame(
        store,
        f"SELECT about, side, CAST(floor(log10({number}) * ?) AS INTEGER) AS bin, count(*) AS claims, "
        f"count(DISTINCT outlet) AS sources, min(position) AS position {asked.rows} "
        "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        asked,
        before=[steps],
    )


def reach(store: Store, selection: Selection, first: dt.date, last: dt.date) -> Reach:
    """How far claims reach in time and place, and the last day between two that one speaks for until."""
    asked = select(store, selection)
    sql = (
        "SELECT count(*) - count(first), count(*) - count(latitude), "
        f"max(last) FILTER (last BETWEEN ? AND ?) {asked.rows}"
    )
    return Reach(*ask_rows(store, sql, asked, before=[first, last])[0])


def _series(rows: Iterable[Sequence[Any]]) -> pd.Series[int]:
    """Numbers by what they are the number of, given in pairs."""
    found = list(rows)
    return pd.Series([row[1] for row in found], index=[row[0] for row in found], dtype="int64")
