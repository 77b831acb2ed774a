"""Three invented outlets with so few claims that every number shown of them can be worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bakhmut_data.tables.rows import Tables, tables_from_rows
from tests import made_claims as made

# Each word is a place for one claim: p0 is the first of the Post.
POST, TIMES, DAILY = (" ".join(f"{letter}{at}" for at in range(6)) for letter in "ptd")
SOLEDAR = {"place_id": "soledar", "name": "Soledar", "latitude": 48.68, "longitude": 38.09}
BAKHMUT = {"place_id": "bakhmut", "name": "Bakhmut", "latitude": 48.5942, "longitude": 37.9989}


def day(text: str) -> dt.date:
    """2023-03-08 for "2023-03-08"."""
    return dt.date.fromisoformat(text)


def days(first: str, last: str = "") -> dict[str, Any]:
    """The days a claim speaks for; one day where only one is given, an open end for "-"."""
    ends = {"as_of_earliest": first, "as_of_latest": last or first}
    return {name: None if end == "-" else day(end) for name, end in ends.items()}


def _at(text: str, word: int) -> tuple[str, str]:
    return text, text.split()[word]


def _killed(text: str, word: int, low: float, high: float | None, **more: Any) -> dict[str, Any]:
    return made.figure(*_at(text, word), low=low, high=high, place_id="soledar", **more)


def _holds_bakhmut(text: str, word: int, first: str, last: str = "") -> dict[str, Any]:
    return made.control(*_at(text, word), "Russia", place_id="bakhmut", **days(first, last))


PETRENKO = {"speaker": "Colonel Petrenko", "speaker_side": "Ukraine"}
IVANOV = {"speaker": "General Ivanov", "speaker_side": "Russia"}
ROWS: dict[str, list[dict[str, Any]]] = {
    "documents": [
        made.document("post.txt", POST, publisher="Post", title="One", published=day("2023-03-01")),
        made.document("times.txt", TIMES, publisher="Times", published=day("2023-03-05")),
        made.document("daily.txt", DAILY, publisher="Daily", published=day("2023-03-20")),
    ],
    "places": [{"kind": "settlement", "origin": "test", **each} for each in (SOLEDAR, BAKHMUT)],
    "figures": [
        _killed(POST, 0, 100, 100, **PETRENKO, **days("2023-03-01")),
        _killed(TIMES, 0, 40, 60, qualifier="range", **days("2023-03-02", "2023-03-04")),
        _killed(DAILY, 0, 300, None, qualifier="more_than", **IVANOV, **days("2023-03-19", "-")),
        made.figure(*_at(POST, 1), low=10, high=10, measure="wounded", about="Ukraine"),
        made.figure(*_at(TIMES, 1), low=10, high=10, measure="wounded", about="Ukraine"),
    ],
    "statements": [made.statement(*_at(DAILY, 1), "General Ivanov", speaker_side="Russia", cue="said")],
    # All were wrong by every account: the city was Ukrainian-held until 2023.
    "control": [
        _holds_bakhmut(POST, 2, "2022-10-01"),
        _holds_bakhmut(TIMES, 2, "2022-11-01"),
        _holds_bakhmut(DAILY, 2, "2022-12-01"),
        made.control(*_at(DAILY, 3), "Ukraine", status="predicted", **days("2023-03-19")),
    ],
}


def worked_tables(**more: list[dict[str, Any]]) -> Tables:
    """Their tables (five figures, one statement, four claims of control), with `more` rows in some."""
    return tables_of({name: [*ROWS.get(name, []), *more.get(name, [])] for name in {*ROWS, *more}})


def tables_of(rows: dict[str, list[dict[str, Any]]]) -> Tables:
    """Tables of some rows, which one rule for tests has found."""
    ruled = ("figures", "statements", "control", "positions", "mentions", "dates")
    return tables_from_rows(
        {
            name: [{"rule": "test", **row} if name in ruled else row for row in found]
            for name, found in rows.items()
        }
    )
