"""Sets claims of a store beside one another: what lines up, who holds what, the least and the most, words."""

# ruff: noqa: S608 - no value is ever written into a question; `column` admits only the store's own columns

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from bakhmut_data.claims import filtering, frame
from bakhmut_data.comparing import subjects
from bakhmut_data.store import counting, fetching
from bakhmut_data.store.opening import Store
from bakhmut_data.store.selections import (
    Asked,
    Selection,
    ask_frame,
    ask_rows,
    by_source,
    column,
    outlet_names,
    select,
)

LENS_KINDS: Mapping[subjects.Lens, str] = {"position": "position", "figure": "figure", "ground": "control"}
MANY_OUTLETS = 64  # twice as many as are compared: some may only print what another has said
LENS_COLUMNS: Mapping[subjects.Lens, str] = {
    "position": "question",
    "ground": "subject",
    "topic": "topic",
    "figure": "concat_ws(chr(31), measure, about)",
    "place": "place",
    "day": "first",
}

# Claims that say the same in one outlet are one, then those that say the same in copies of one text;
# of each thing so many are chosen that every outlet is heard before one is heard at length.
LINED_UP = """
WITH once AS MATERIALIZED (
    SELECT subject, any_value(content) AS content, any_value(outlet) AS outlet, min(position) AS position,
        arg_min(original, position) AS original
    {rows} GROUP BY subject, said),
leaders AS (
    SELECT subject, original, content, min(position) AS position, arg_min(outlet, position) AS outlet
    FROM once GROUP BY subject, original, content),
turns AS (
    SELECT *, row_number() OVER (PARTITION BY subject, outlet ORDER BY position) AS turn FROM leaders),
chosen AS (
    SELECT * FROM turns QUALIFY row_number() OVER (PARTITION BY subject ORDER BY turn, position) <= ?),
sizes AS (
    SELECT subject, count(*) AS size, count(DISTINCT outlet) AS voices FROM chosen GROUP BY subject),
kept AS (
    SELECT subject FROM sizes
    QUALIFY sum(size * (size - 1) // 2) OVER (ORDER BY voices DESC, subject) <= ?)
SELECT once.position FROM once JOIN chosen USING (subject, original, content) JOIN kept USING (subject)
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
# What makes two claims of who holds a place equal, whoever says so.
SAME_HOLDER = (
    "place_id", "controller", "event", "status", "part", "share_low", "share_high", "first", "last",
)  # fmt: skip

WORDS = """(
SELECT document_id, start, "end", concept, form, source, outlet, ("order", start) AS stands,
    concat(document_id, '-w', start, '-', "end") AS word_id
FROM words JOIN documents ON document = "order" WHERE document IN (SELECT document {rows}))
"""


def extremes(store: Store, selection: Selection, limit: int) -> list[tuple[str, str, str, pd.DataFrame]]:
    """The least and most claimed by measure, subject, unit and place, first what most sources give."""
    asked = select(store, dataclasses.replace(selection, known=(*selection.known, "low")))
    rows = ask_rows(
        store,
        "SELECT measure, about, unit, arg_min(position, {'low': low, 'high': high, 'at': position}), "
        "arg_max(position, {'low': low, 'high': high, 'at': position}) "
        f"{asked.rows} GROUP BY 1, 2, 3, place HAVING min(low) < max(low) "
        "ORDER BY count(DISTINCT outlet) DESC, 1, 2, 3, place LIMIT ?",
        asked,
        after=[limit],
    )
    found = fetching.fetch(store, (position for row in rows for position in row[3:]))  # both of each in turn
    return [(*row[:3], found.iloc[[2 * at, 2 * at + 1]]) for at, row in enumerate(rows)]


def lined_up(store: Store, filters: filtering.Filters) -> pd.DataFrame:
    """The claims that `subjects.find_subjects` would choose of all that the filters leave.

    With each comes what says the same in a copy of its document. Of a thing that very many outlets speak
    of, only what each says first is looked at.
    """
    asked = select(store, Selection(filters=filters, stands=True, known=("subject",)))
    firsts = ask_rows(
        store, f"SELECT subject, outlet, min(position) {asked.rows} GROUP BY 1, 2 ORDER BY 3", asked
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
    rows = ask_rows(
        store,
        LINED_UP.format(rows=f"{asked.rows} AND ({' OR '.join(among)})"),
        asked,
        after=[*few, subjects.LARGEST_GROUP, subjects.MOST_PAIRS],
    )
    return fetching.fetch(store, sorted(row[0] for row in rows), table="stands")


def side_by_side(
    store: Store, selection: Selection, lens: subjects.Lens, rows: int, each: int
) -> tuple[pd.DataFrame, int]:
    """The claims to lay side by side under a lens, and how many rows there are in all.

    Of the rows that most sources speak to (days: the first) at most `rows`, and in each at most
    `each` claims of a source; `number` says how many the source has there, `rank` which row it is.
    """
    asked = select(store, seen_by(selection, lens))
    key = LENS_COLUMNS[lens]
    order = "seen" if lens == "day" else "count(DISTINCT outlet) DESC, count(*) DESC, seen"
    found = ask_frame(
        store,
        f"WITH asked AS (SELECT position, outlet, {key} AS seen {asked.rows} AND {key} IS NOT NULL), "
        f"ranked AS (SELECT seen, row_number() OVER (ORDER BY {order}) AS rank, "
        "count(*) OVER () AS rows FROM asked GROUP BY seen QUALIFY rank <= ?) "
        "SELECT position, rank, rows, count(*) OVER (PARTITION BY seen, outlet) AS number "
        "FROM asked JOIN ranked USING (seen) "
        "QUALIFY row_number() OVER (PARTITION BY seen, outlet ORDER BY position) <= ? ORDER BY position",
        asked,
        after=[rows, each],
    )
    claims = fetching.fetch(store, found["position"].tolist(), table=seen_by(selection, lens).table)
    number = 0 if found.empty else int(found["rows"].iloc[0])
    return claims.assign(rank=found["rank"], number=found["number"]), number


def seen_by(selection: Selection, lens: subjects.Lens) -> Selection:
    """What of a selection a lens can see: of the positions also those that are read in statements."""
    kind = LENS_KINDS.get(lens)
    only = (*selection.only, ("kind", (kind,))) if kind else selection.only
    return dataclasses.replace(selection, only=only, stands=lens == "position")


def held(store: Store, selection: Selection, most: int) -> tuple[pd.DataFrame, int]:
    """The dated claims of who holds what, equal ones once, and how many of them are not given.

    Of an index's columns, with `claim_id`, `source` and the days `first` and `last`; `equal` says how
    many are the same. Given are at most so many: where there are more, claims of different voices that
    say the same are one, those said most often. Oldest first.
    """
    asked = select(store, dataclasses.replace(selection, known=(*selection.known, "first")))
    voiced = ("speaker", "side", "outlet")
    number = counting.number(store, selection)
    same, order = ((*SAME_HOLDER, *voiced), "first DESC") if number <= most else (SAME_HOLDER, "equal DESC")
    rest = [f"any_value({name}) AS {name}" for name in ("place", "latitude", "longitude", "against")]
    rest += [f"arg_min({name}, position) AS {name}" for name in voiced if name not in same]
    found = ask_frame(
        store,
        f"SELECT {', '.join(map(column, same))}, {', '.join(rest)}, min(position) AS position, "
        f"count(*) AS equal, sum(count(*)) OVER () AS number {asked.rows} "
        f"GROUP BY {', '.join(map(column, same))} ORDER BY {order}, min(position) LIMIT ?",
        asked,
        after=[most],
    )
    left_out = int(found["number"].max() - found["equal"].sum()) if len(found) else 0
    sources = outlet_names(store, found["outlet"])
    given = fetching.identify(store, found.assign(source=sources, kind="control"))
    return given.sort_values(["first", "claim_id"], ignore_index=True), left_out


def places(store: Store, selection: Selection) -> pd.DataFrame:
    """The places with coordinates that are named, with their `mentions` and the first of them.

    `place_id, place, place_kind, latitude, longitude, mentions, claim_id`.
    """
    # A position has the place of which it is asked, whether or not it is named there.
    named = tuple(kind for kind, *_ in frame.KINDS if kind != "position")
    where = dataclasses.replace(
        selection, marks=True, known=("place_id", "latitude"), only=(*selection.only, ("kind", named))
    )
    asked = select(store, where)
    rows = ask_rows(
        store, f"SELECT place_id, count(*), min(position) {asked.rows} GROUP BY 1 ORDER BY 1", asked
    )
    found = fetching.fetch(store, (row[2] for row in rows), table="marks")
    columns = ["place_id", "place", "place_kind", "latitude", "longitude", "claim_id"]
    return found[columns].assign(mentions=[row[1] for row in rows])


def holders(store: Store, selection: Selection, on: dt.date) -> pd.DataFrame:
    """Who is said to hold each place by the newest claims up to a day, one row a place.

    `place_id, controller, whole, day, claims, claim_id`. Claims a few days apart count as one moment;
    when they differ, the controller is "both". `whole` is false where only a part of the place is
    spoken of.
    """
    reported = dataclasses.replace(selection, only=(("kind", ("control",)), ("status", REPORTED)))
    asked = select(store, reported)
    rows = HOLDERS.format(rows=f"{asked.rows} AND latitude IS NOT NULL AND first <= ?")
    return fetching.identify(store, ask_frame(store, rows, asked, before=[on], after=[on, SAME_TIME]))


def contradicted(store: Store, selection: Selection, near: dt.date, limit: int) -> tuple[pd.DataFrame, int]:
    """The claims that the reference of the front rules out, nearest to a day first, and their number.

    `against` says what the reference has instead.
    """
    asked = select(store, dataclasses.replace(selection, known=(*selection.known, "against")))
    rows = ask_rows(
        store,
        f"SELECT position, against, count(*) OVER () {asked.rows} "
        "ORDER BY greatest(date_diff('day', ?, first), date_diff('day', last, ?), 0), position LIMIT ?",
        asked,
        after=[near, near, limit],
    )
    found = fetching.fetch(store, (row[0] for row in rows))
    against = pd.Series([row[1] for row in rows], dtype="str")
    return found.assign(against=against), rows[0][2] if rows else 0


def word_choices(store: Store, selection: Selection) -> pd.DataFrame:
    """How often each source uses which word in the documents of a selection, in order of appearance.

    `concept, form, source, times, word_id` (of the first).
    """
    words, asked = _words(store, selection)
    found = ask_frame(
        store,
        f"SELECT concept, form, outlet, count(*) AS times, arg_min(word_id, stands) AS word_id "
        f"FROM {words} GROUP BY 1, 2, 3 ORDER BY min(stands)",
        asked,
    )
    return by_source(store, found, [])


def word(
    store: Store, selection: Selection, word_id: str
) -> tuple[dict[str, Any], fetching.Neighbours] | None:
    """A word in a document of the selection, and where it stands among the same choices there."""
    words, asked = _words(store, selection)
    found = ask_frame(
        store, f"SELECT * EXCLUDE (stands, outlet) FROM {words} WHERE word_id = ?", asked, after=[word_id]
    )
    if found.empty:
        return None
    word: dict[str, Any] = {str(name): value for name, value in found.iloc[0].items()}
    rows = ask_rows(
        store,
        f"SELECT word_id FROM {words} WHERE concept = ? AND form = ? ORDER BY stands",
        asked,
        after=[word["concept"], word["form"]],
    )
    return word, fetching.stands_among([row[0] for row in rows], word_id)


def _words(store: Store, selection: Selection) -> tuple[str, Asked]:
    """What stands after FROM in a question about choices of words, and the values bound there."""
    asked = select(store, dataclasses.replace(selection, marks=True))
    return WORDS.format(rows=asked.rows), asked
