"""The fronts that documents imply over a period, in one file that a browser can play.

Layers are packed as those of the estimate are (`making.map_frames`): each value with the day, counted from
the first, since when it stands.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import os
import pickle
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from bakhmut_data.claims import frame
from bakhmut_data.front.estimate import front_measures
from bakhmut_data.front.geometry import STEPS, packed, square_km
from bakhmut_data.front.implied.estimate import ImpliedFront, ImpliedFronts
from bakhmut_data.front.implied.evidence import read_evidence
from bakhmut_data.front.implied.reasons import Reason
from bakhmut_data.processes import end_with
from bakhmut_data.stored import read_object
from bakhmut_data.tables.files import read_usable
from bakhmut_data.tables.rows import Tables, join_tables

READ = ("documents", "control", "statements", "figures")  # what evidence is read from, by documents
SHIPPED = "implied.json"  # beside the tables, by `making.implied`
AREAS = ("russia", "ukraine", "band", "unknown")
PATIENT = 10  # how far these days stand back behind what a reader waits for, as nice(2) counts


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be played: tables in a folder, with those of added documents, and for which days.

    `sources` are the outlets that are read, all of them where it is empty; `without` is one that is not.
    """

    folder: Path
    first: dt.date
    last: dt.date
    sources: tuple[str, ...] = ()
    without: str = ""
    added: Tables | None = None


def play(job: Job) -> dict[str, Any]:
    """The days of a job by `played_days`, with `documents`: titles by the ids of those that decide a line."""
    tables, _ = read_usable(job.folder)
    whole = tables if job.added is None else join_tables([tables, job.added])
    kept = _of_outlets(whole, job)
    days = played_days(ImpliedFronts(read_evidence(kept)), job.first, job.last)
    named = {row["document"] for row in days["reasons"]}
    titles = kept.documents.set_index("document_id")["title"].dropna().astype(str)
    return {**days, "documents": {key: title for key, title in titles.items() if key in named}}


def _of_outlets(tables: Tables, job: Job) -> Tables:
    """The tables without the documents of outlets that are not read; the claims of those others are gone."""
    if not job.sources and not job.without:
        return tables
    outlets = frame.outlets(tables.documents)
    read = [
        key
        for key, outlet in outlets.items()
        if outlet != job.without and (not job.sources or outlet in job.sources)
    ]
    return dataclasses.replace(
        tables,
        **{name: table[table["document_id"].isin(read)] for name, table in tables.items() if name in READ},
    )


def played_days(fronts: ImpliedFronts, first: dt.date, last: dt.date) -> dict[str, Any]:
    """The fronts of a period: `layers` by name, and the `reasons`, claims that are named by their number.

    Layers are `line` and `AREAS`; `stretches` of the line, each with the claims that decide it, weightiest
    first; `contradictions`, each a place with the claims for either side; how many `claims` were known; and
    `measures`, those of `front_measures` with `unknown_sq_km`, the ground of which nothing is known.
    """
    values = [*_values(fronts, first, last)]
    reasons: dict[str, dict[str, Any]] = {}
    numbers: dict[str, int] = {}

    def number(reason: Reason) -> int:
        at = numbers.setdefault(reason.claim_id, len(numbers))
        reasons.setdefault(reason.claim_id, _reason(reason))
        return at

    made: Mapping[str, Callable[[ImpliedFront], Any]] = {
        "stretches": lambda front: [
            [packed(shapely.MultiLineString([stretch.line]))[0], [number(each) for each in stretch.reasons]]
            for stretch in front.stretches
        ],
        "contradictions": lambda front: [
            [each.place, number(each.russia), number(each.ukraine)] for each in front.contradictions
        ],
        "claims": lambda front: front.claims,
        "measures": _measures,
    }
    layers: dict[str, list[list[Any]]] = {name: [] for name in (*AREAS, "line", *made)}
    for day, front in values:
        since = (day - first).days
        drawn = {name: packed(getattr(front, name)) for name in (*AREAS, "line")}
        for name, value in {**drawn, **{name: make(front) for name, make in made.items()}}.items():
            if not layers[name] or layers[name][-1][1] != value:
                layers[name].append([since, value])
    return {"steps": STEPS, "layers": layers, "reasons": list(reasons.values())}


def _measures(front: ImpliedFront) -> dict[str, float | None]:
    return {**front_measures(front), "unknown_sq_km": round(square_km(front.unknown), 1)}


def _values(fronts: ImpliedFronts, first: dt.date, last: dt.date) -> list[tuple[dt.date, ImpliedFront]]:
    """The fronts of the days on which anything changes.

    Between two days on which documents come out claims only grow older: where the front is the same at both
    ends of such a time, it is the same on the days between.
    """
    known = fronts.scales.claims["known"].dt.date
    spoken = fronts.scales.claims["day"].dt.date + dt.timedelta(days=1)  # contradictions are of one day alone
    begins = sorted({first, *(day for day in (*known, *spoken) if first < day <= last)})
    ends = [*(day - dt.timedelta(days=1) for day in begins[1:]), last]
    found: list[tuple[dt.date, ImpliedFront]] = []
    for begin, end in zip(begins, ends, strict=True):
        found += _between(fronts, (begin, fronts.on(begin)), (end, fronts.on(end)))
    return found


def _between(
    fronts: ImpliedFronts, begin: tuple[dt.date, ImpliedFront], end: tuple[dt.date, ImpliedFront]
) -> list[tuple[dt.date, ImpliedFront]]:
    apart = (end[0] - begin[0]).days
    if apart == 0 or _looks(begin[1]) == _looks(end[1]):
        return [begin]
    if apart == 1:
        return [begin, end]
    day = begin[0] + dt.timedelta(days=apart // 2)
    middle = (day, fronts.on(day))
    return _between(fronts, begin, middle) + _between(fronts, middle, end)


def _looks(front: ImpliedFront) -> list[Any]:
    decide = [[reason.claim_id for reason in stretch.reasons] for stretch in front.stretches]
    return [*(packed(getattr(front, name)) for name in (*AREAS, "line")), decide, len(front.contradictions)]


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "id": reason.claim_id,
        "place": reason.place,
        "event": reason.event,
        "side": reason.side,
        "speaker": reason.speaker,
        "outlet": reason.outlet,
        "document": reason.document_id,
        "date": reason.day.isoformat(),
    }


def digest(tables: Tables) -> str:
    """Changes when what tables say of the front does."""
    return hashlib.sha256(read_evidence(tables).to_csv(index=False).encode()).hexdigest()


def read_shipped(folder: Path, without: str) -> dict[str, Any] | None:
    """What `play` makes of a folder's tables, as it lies beside them for them; None where it does not."""
    whole = read_object(folder / SHIPPED)
    found: dict[str, Any] | None = whole.get("fronts", {}).get(without)
    return found if found and whole.get("digest") == digest(read_usable(folder)[0]) else None


def main() -> None:
    """Reads a pickled `Job` from the process that started this one, and writes what `play` makes of it."""
    end_with(os.getppid())
    os.nice(PATIENT)
    job = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the server that this is a part of
    sys.stdout.write(json.dumps(play(job), separators=(",", ":")))


if __name__ == "__main__":
    main()
