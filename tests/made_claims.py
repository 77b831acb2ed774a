"""Tables for tests of views, comparison and pages: invented documents, no text of any real one."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from bakhmut_data.tables.rows import Tables, tables_from_rows

COURIER = "The Northern Courier says that 200 people were killed near Soledar on 8 March."
GAZETTE = "Colonel Petrenko told the Gazette that at most 90 people were killed. Soledar is ours, he said."
UNNAMED = "A post without a name claims that the battle lasted seven months."
TEXTS = {"courier.txt": COURIER, "gazette.txt": GAZETTE, "post.txt": UNNAMED}


def document(file: str, text: str, **more: Any) -> dict[str, Any]:
    """A row of the table of documents."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return {
        "document_id": sha256[:12],
        "file": file,
        "language": "en",
        "sha256": sha256,
        "characters": len(text),
        "words": len(text.split()),
        **more,
    }


def figure(text: str, surface: str, **more: Any) -> dict[str, Any]:
    """A row of the table of figures that stands where its surface does."""
    return {
        **_span(text, surface),
        "surface": surface,
        "qualifier": "exact",
        "unit": "people",
        "measure": "killed",
        "about": "Russia",
        "core": True,
        **more,
    }


def statement(text: str, surface: str, speaker: str, **more: Any) -> dict[str, Any]:
    """A row of the table of statements."""
    return {**_span(text, surface), "speaker": speaker, "kind": "indirect", "topic": "control", **more}


def control(text: str, surface: str, controller: str, **more: Any) -> dict[str, Any]:
    """A row of the table of claims of control, about Soledar unless told otherwise."""
    row = {"place_id": "soledar", "controller": controller, "event": "hold", "status": "claimed"}
    return {**_span(text, surface), **row, **more}


def position(text: str, surface: str, question: str, answer: str, **more: Any) -> dict[str, Any]:
    """A row of the table of positions, in the outlet's own voice unless told otherwise."""
    return {**_span(text, surface), "question": question, "answer": answer, **more}


def small_tables(**more: list[dict[str, Any]]) -> Tables:
    """Three outlets, one of them without a name; `more` is added to the rows of each table."""
    day = dt.date(2023, 3, 8)
    both = {"as_of_earliest": day, "as_of_latest": day}
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [
            document("courier.txt", COURIER, publisher="The Northern Courier", title="A day", published=day),
            document("gazette.txt", GAZETTE, publisher="Gazette", published=dt.date(2023, 3, 10)),
            document("post.txt", UNNAMED, title="A post without a name"),
        ],
        "places": [
            {
                "place_id": "soledar",
                "name": "Soledar",
                "kind": "settlement",
                "latitude": 48.68,
                "longitude": 38.09,
                "origin": "test",
            }
        ],
        "mentions": [
            {**_span(COURIER, "Soledar"), "surface": "Soledar", "role": "location", "place_id": "soledar"}
        ],
        "dates": [
            {
                **_span(COURIER, "8 March"),
                "surface": "8 March",
                "timex_type": "DATE",
                "value": "2023-03-08",
                "earliest": day,
                "latest": day,
            }
        ],
        "figures": [
            figure(COURIER, "200 people", low=200, high=200, place_id="soledar", **both),
            figure(
                GAZETTE,
                "at most 90 people",
                low=90,
                high=90,
                qualifier="at_most",
                speaker="Colonel Petrenko",
                speaker_side="Ukraine",
                **both,
            ),
            figure(
                UNNAMED,
                "seven months",
                low=7,
                high=7,
                unit="month",
                measure="duration_of_battle",
                about="none",
            ),
            figure(COURIER, "8", low=8, high=8, measure="age", about="none", core=False),
        ],
        "statements": [
            statement(
                GAZETTE,
                "Soledar is ours",
                "Colonel Petrenko",
                speaker_side="Ukraine",
                cue="said",
                kind="direct",
            )
        ],
        "control": [
            control(COURIER, "near Soledar", "Russia", **both),
            control(GAZETTE, "Soledar is ours", "Ukraine", speaker="Colonel Petrenko", **both),
        ],
    }
    for name, added in more.items():
        rows[name] = [*rows.get(name, []), *added]
    ruled = ("mentions", "dates", "figures", "statements", "control", "positions")
    for name in ruled:
        rows[name] = [{"rule": "test", **row} for row in rows.get(name, [])]
    return tables_from_rows(rows)


def _span(text: str, surface: str) -> dict[str, Any]:
    start = text.index(surface)
    return {
        "document_id": hashlib.sha256(text.encode()).hexdigest()[:12],
        "start": start,
        "end": start + len(surface),
    }
