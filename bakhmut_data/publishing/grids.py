"""The grids of an edition: the nine questions by outlet, each as a debate, and sources side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data.claims import sentences
from bakhmut_data.comparing import positions, retellings, subjects, voices
from bakhmut_data.comparing.disputes import findings
from bakhmut_data.publishing.material import Material, pairs_of
from bakhmut_data.store import comparing, counting
from bakhmut_data.store.selections import Selection
from bakhmut_data.wording import cells
from bakhmut_data.wording.headings import LENSES

LENSES_SHOWN: tuple[subjects.Lens, ...] = ("ground", "figure", "topic", "place", "day")
MOST_SOURCES = 12  # columns of a grid, as on the pages of the dashboard
MOST_ROWS = 40  # of sources side by side
MOST_IN_CELL = 12
# An answer has the shape and the colour of its place in the vocabulary, but that of a side which it names.
SHAPES = ("circle", "diamond", "square", "triangle")
OF_SIDES = {
    "Russia": "russia",
    "Russia_advances": "russia",
    "Ukraine": "ukraine",
    "Ukraine_attacks": "ukraine",
}


def stands(material: Material) -> dict[str, Any]:
    """Findings, the nine questions by outlet, and each question as a debate."""
    taken, of = positions_of(material), material.sources[:MOST_SOURCES]
    grid = positions.find_stands(taken, of)
    silences = positions.find_silences(counting.spoken_of(material.store, of))
    rows = [
        {
            "label": sentences.label("question", question),
            "note": cells.row_note(list(by_source.values())),
            "cells": [
                {"answers": [_answered(material, question, each) for each in stand.answers]}
                if (stand := by_source[source])
                else {"answers": [], **cells.why_empty(question, silences[question, source])}
                for source in of
            ],
        }
        for question, by_source in grid.items()
    ]
    return {
        "found": findings.find_findings(taken, of, silences),
        "grid": {"caption": cells.GRID, "title": cells.GRID_TITLE, "sources": list(of), "rows": rows},
        "own": {
            "title": cells.OWN_TITLE,
            "lines": cells.own_voices(positions.find_stands(positions.counted(taken), of), of),
        },
        "how": cells.DEBATES,
        "debates": [_debate(material, debate) for debate in positions.find_debates(taken)],
    }


def compare(material: Material) -> dict[str, Any]:
    """Sources side by side through each lens, and the claims furthest apart on what they differ about."""
    of = material.sources[:MOST_SOURCES]
    counted = material.claims[material.claims["claim"]]
    grids = []
    for lens in LENSES_SHOWN:
        rows = subjects.lay_side_by_side(counted, of, lens)
        grids.append(
            {
                "lens": lens,
                "title": f"{LENSES[lens]}, by source",
                "corner": lens.capitalize(),
                "number": sentences.count(len(rows), "row"),
                "cut": len(rows) > MOST_ROWS,
                "blank": cells.NOTHING,
                "rows": [
                    {
                        "label": sentences.days(label, label) if lens == "day" else label,
                        "note": f"{sum(map(bool, row.values()))} of {sentences.count(len(of), 'source')}",
                        "cells": [_cell(material, row[source]) for source in of],
                    }
                    for label, row in _most_shared(rows).items()
                ],
            }
        )
    said = material.claims[material.claims["kind"] == "statement"]
    words = comparing.word_choices(material.store, Selection())
    for lens, beside in (("words", cells.word_rows(words, of)), ("voices", voices.voice_rows(said, of))):
        grids.append(_beside(material, lens, beside, of))
    differing = subjects.headline_disagreements(material.subjects, MOST_ROWS)
    return {
        "grids": grids,
        "columns": list(of),
        "voices": voices.sum_up(voices.share_voices(said, of, "side"), of),
        "travels": _travels(material, said, of),
        "pairs_found": pairs_of(differing, material),
        "pairs_note": cells.PAIRS,
    }


def _beside(
    material: Material, lens: str, rows: Sequence[Mapping[str, Any]], of: Sequence[str]
) -> dict[str, Any]:
    """A grid whose cells count words or voices."""
    return {
        "lens": lens,
        "title": f"{LENSES[lens]}, by source",
        "corner": lens.capitalize(),
        "number": sentences.count(len(rows), "row"),
        "cut": len(rows) > MOST_ROWS,
        "blank": cells.BLANKS[lens],
        "rows": [
            {
                **row,
                "note": f"{sum(map(bool, row['cells']))} of {sentences.count(len(of), 'source')}",
                "cells": [
                    [{**each, **material.standing_at(str(each["id"]))} for each in cell]
                    for cell in row["cells"]
                ],
            }
            for row in rows[:MOST_ROWS]
        ],
    }


def _travels(material: Material, said: pd.DataFrame, of: Sequence[str]) -> dict[str, Any]:
    """What several sources report of one utterance: a row for each, a cell for each source."""
    told = retellings.find_told(said[said["source"].isin(list(of))], material.tables.retellings)
    reporting = [source for source in of if source in set(told["source"])]
    rows = []
    for _, some in told.groupby("utterance_id", sort=False):
        versions = some.to_dict("records")
        found = retellings.retold.compared(
            versions, [""] * len(versions)
        )  # the edition has no words of documents
        cells_of: dict[str, list[dict[str, str]]] = {source: [] for source in reporting}
        for at, version in enumerate(versions):
            shown = retellings.retold.version(version, "", found.own[at])
            cells_of[str(version["source"])].append({**shown, "document": str(version["document_id"])})
        rows.append({**retellings.retold.utterance(versions, found), "cells": list(cells_of.values())})
    return {
        "title": retellings.retold.TITLE,
        "caption": retellings.retold.HOW,
        "corner": retellings.retold.CORNER,
        "blank": retellings.retold.NO_VERSION,
        "sources": reporting,
        "rows": rows,
    }


def positions_of(material: Material) -> pd.DataFrame:
    """Who takes which side, whether or not it is counted as a claim of its own."""
    return material.claims[material.claims["kind"] == "position"]


def mark(question: str, answer: str) -> dict[str, str]:
    """The shape of an answer, and the class of its colour."""
    at = positions.answers_of(question).index(answer)
    return {"shape": SHAPES[at], "ink": OF_SIDES.get(answer, f"answer-{at}")}


def _debate(material: Material, debate: positions.Debate) -> dict[str, Any]:
    poles = [
        {
            **cells.pole(debate.question, pole),
            **mark(debate.question, pole.answer),
            "takers": [
                {
                    **cells.taker(taker),
                    "document": material.document_of(taker.claim_id),
                    "source": taker.source,
                }
                for taker in pole.takers
            ],
        }
        for pole in debate.poles
    ]
    return {**cells.debated(debate), "poles": poles}


def _answered(material: Material, question: str, found: positions.Answered) -> dict[str, Any]:
    return {
        **cells.answered(question, found),
        **mark(question, found.answer),
        "document": material.document_of(found.claim_id),
    }


def _cell(material: Material, claims: list[dict[Any, Any]]) -> list[dict[str, Any]]:
    return [
        {
            **cells.beside(claim, material.inside.get(str(claim["claim_id"]), "")),
            "document": str(claim["document_id"]),
        }
        for claim in cells.once(claims)[:MOST_IN_CELL]
    ]


def _most_shared(rows: Mapping[str, Mapping[str, list[Any]]]) -> dict[str, Mapping[str, list[Any]]]:
    """The rows to which most sources speak, in their order."""
    ranked = sorted(rows, key=lambda name: -sum(map(bool, rows[name].values())))
    kept = set(ranked[:MOST_ROWS])
    return {name: row for name, row in rows.items() if name in kept}
