"""The pages of an edition, each as the values its template needs; the words are those of the dashboard."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import filtering, sentences, timeline
from bakhmut_data.comparing import subjects
from bakhmut_data.front import contradictions, reference_places
from bakhmut_data.headlines import headlines
from bakhmut_data.publishing import front_days, small_map
from bakhmut_data.publishing.grids import positions_of
from bakhmut_data.publishing.material import Material, alone, pairs_of
from bakhmut_data.store import comparing, counting, selections
from bakhmut_data.tables import schemas
from bakhmut_data.wording import cells, confidence, evidence, method
from bakhmut_data.wording.headings import HEADINGS, PAGES

MENU = {part: name for part, name in PAGES.items() if part != "add"}  # which needs a server
MOST_LISTED = 5_000  # claims on one page; the tables beside it have all
Row = Mapping[Any, Any]


def heading(name: str) -> dict[str, str]:
    """The heading of a page by its name in the menu, and the sentence below it."""
    title, lede = HEADINGS[name]
    return {"heading": title, "lede": lede}


def overview(material: Material) -> dict[str, Any]:
    """What the documents argue about and agree on, the day of which most is said, and pairs that differ."""
    taken, of = positions_of(material), list(material.sources)
    found = headlines.find_headlines(taken, material.lined_up, material.subjects, of)
    kinds = [(headlines.DISPUTED, found.disputed)]
    if len(of) > 1:  # one outlet agrees with itself, and is always alone
        kinds += [(headlines.AGREED, found.agreed), (headlines.ALONE, found.alone)]
    others = [subject for subject in material.subjects if subject.kind != "position"]
    figures_of_battle = selections.Selection(only=(("kind", ("figure",)), ("measure", cells.COMPARED)))
    extremes = comparing.extremes(material.store, figures_of_battle, cells.MOST_EXTREMES)
    return {
        "counts": _counts(material),
        "findings": [
            {
                "title": title,
                "none": headlines.NONE[title],
                "found": [
                    {
                        "sentence": each.sentence,
                        "voices": each.voices,
                        "claims": [material.shown(material.by_id[claim]) for claim in each.claims],
                    }
                    for each in some
                ],
            }
            for title, some in kinds
        ],
        "as_found": headlines.FOUND,
        "pairs_found": pairs_of(subjects.headline_disagreements(others), material),
        "pairs_note": cells.PAIRS,
        "extremes": [
            {
                "title": cells.thing_counted(measure, about, unit),
                "note": "",
                "cells": [[alone(claim)] for claim in rows.to_dict("records")],
            }
            for measure, about, unit, rows in extremes
        ],
        "picture": _best_day(material),
        "caption": small_map.CAPTION,
        "sides": small_map.SIDES,
    }


def front(material: Material) -> dict[str, Any]:
    """The estimated front of each day, who is said to hold what, and what the reference has."""
    period = front_days.fronts()
    control = material.of_kind("control")
    against = {}
    if control:
        ruled_out = contradictions.find_contradictions(pd.DataFrame(control))
        against = {each.claim_id: each.reference for each in ruled_out}
    rows = [_held(material, claim, against) for claim in control]
    return {
        "picture": _best_day(material) or {**front_days.draw(period, period.first), "says": ""},
        "caption": small_map.CAPTION,
        "sides": small_map.SIDES,
        "changes": front_days.changes(period),
        "months": [
            {"day": day.isoformat(), "title": sentences.days(day, day)}
            for day in front_days.month_ends(period)
        ],
        "dated": sorted((row for row in rows if row["first"]), key=lambda row: (row["first"], row["last"])),
        "undated": [row for row in rows if not row["first"]],
        "places": [
            {
                "name": place.name,
                "states": [
                    {
                        "since": sentences.days(state.since, state.since),
                        "holder": small_map.SIDES.get(state.controller, state.controller),
                        "confidence": state.confidence,
                        "source": state.source,
                    }
                    for state in place.states
                ],
            }
            for place in reference_places.read_places()
        ],
    }


def days(material: Material) -> dict[str, Any]:
    """The claims in the order of the days they speak for, by month, then those without a day."""
    counted = material.claims[material.claims["claim"]]
    dated = timeline.date_claims(counted)
    undated = counted[~counted["claim_id"].isin(dated["claim_id"])].head(MOST_LISTED)
    by_month = itertools.groupby(
        dated.head(MOST_LISTED).to_dict("records"), key=lambda claim: f"{claim['first']:%B %Y}"
    )
    return {
        "months": [
            {"title": month, "claims": [material.shown(claim) for claim in claims]}
            for month, claims in by_month
        ],
        "undated": [material.shown(claim) for claim in undated.to_dict("records")],
        "cut": max(len(dated) - MOST_LISTED, 0),
    }


def figures(material: Material) -> dict[str, Any]:
    """The numbers by what they measure and in which unit, each with its bounds and who says so."""
    measures = list(reference.read_toml("labels.toml")["measure"])

    def group_of(row: Row) -> tuple[int, str, str]:
        measure = str(row["measure"])
        return measures.index(measure) if measure in measures else len(measures), measure, str(row["unit"])

    rows = sorted(material.of_kind("figure"), key=group_of)
    groups = []
    for (_, measure, unit), some in itertools.groupby(rows, key=group_of):
        ordered = sorted(some, key=lambda row: (str(row["about"]), _least(row), str(row["claim_id"])))
        counted = sentences.unit_name(unit, 2) or "numbers"
        title = f"{sentences.label('measure', measure).capitalize()}, in {counted}"
        groups.append(
            {
                "title": f"{title}: {sentences.count(len(ordered), 'claim')}",
                "name": f"{measure}-{unit}",
                "rows": [_figure(material, row) for row in ordered],
            }
        )
    return {"groups": groups, "letters": confidence.LETTERS}


def documents(material: Material) -> dict[str, Any]:
    """The documents with what is known of each."""
    return {
        "documents": [
            {
                "id": document_id,
                "source": row["source"],
                "headline": evidence.headline(row) or row["name"],
                "published": sentences.publication(row),
                "genre": "" if pd.isna(row["genre"]) else row["genre"],
                "words": f"{row['words']:,}",
                "found": f"{row['found']:,}",
            }
            for document_id, row in material.documents.items()
        ],
        "texts": evidence.NO_TEXT,
    }


def document(material: Material, document_id: str) -> dict[str, Any]:
    """A document with its facts and each of its claims in reading order, with what each is traced by."""
    row = material.documents[document_id]
    claims = material.claims[material.claims["document_id"] == document_id]
    published = sentences.publication(row)
    return {
        "heading": evidence.headline(row) or str(row["name"]),
        "heading_name": str(row["name"]),
        "lede": f"{sentences.shorten(str(row['source']))}, {published}",
        "facts": evidence.document_facts(row),
        "note": evidence.NO_TEXT,
        "generated": evidence.WITHOUT_DOCUMENTS,
        "claims": [
            {
                **material.shown(claim),
                "kind_words": sentences.label("kind", claim["kind"]),
                "facts": [fact for fact in evidence.claim_facts(claim, row) if str(fact[1])],
                "marks": confidence.marks(claim),
                "rule": str(claim["rule"]),
                "rule_words": confidence.rule_words(claim),
                "read": "" if claim["claim"] else evidence.READ,
            }
            for claim in claims.to_dict("records")
        ],
    }


def how(material: Material) -> dict[str, Any]:
    """How the tables are made, how good they are, what columns mean, and the files beside the pages."""
    rows = {name: len(frame) for name, frame in (*material.tables.items(), *material.beside.items())}
    columns = {**schemas.SCHEMAS, **schemas.BESIDE}
    return {
        "method": method.METHOD,
        "made": method.columns_made(),
        "measured": method.measured(material.folder / "quality.json"),
        "meaning": method.MEANING,
        "not_measured": method.NOT_MEASURED,
        "read": method.documents_read(material.documents.values()),
        "texts": method.TEXTS,
        "licences": method.LICENCES,
        "files": [(name, f"{number:,}") for name, number in rows.items()],
        "columns": [(name, len(columns[name]), method.columns_of(name, columns[name])) for name in rows],
    }


def _best_day(material: Material) -> dict[str, Any] | None:
    """The map of the day for which most claims speak, and how many; None where none speaks for one."""
    period = front_days.fronts()
    spans = counting.spans(material.store, selections.Selection(), "happened")
    found = small_map.best_documented(spans, period.first, period.last)
    if found is None:
        return None
    day, number = found
    return {**front_days.draw(period, day.date()), "says": small_map.spoken_of(day, number)}


def _counts(material: Material) -> str:
    """How many claims there are, of which kinds, in a few sentences."""
    places = material.tally.by["place"].index
    named = filtering.Filters(search=str(places[0]) if len(places) else "")
    most = counting.number(material.store, selections.Selection(filters=named))
    return "".join(words for words, _ in cells.counts(material.tally, most))


def _held(material: Material, claim: Row, against: Mapping[str, str]) -> dict[str, Any]:
    """A claim of who holds a place, with the days it can speak for as ISO dates, "" for unknown."""
    first = sentences.day(claim["earliest"]) or sentences.day(claim["latest"])
    last = sentences.day(claim["latest"]) or first
    return {
        **material.shown(claim),
        "first": str(first or ""),
        "last": str(last or ""),
        "status": sentences.label("status", claim["status"]),
        "against": against.get(str(claim["claim_id"]), ""),
    }


def _figure(material: Material, row: Row) -> dict[str, Any]:
    return {
        **material.shown(row),
        "low": "" if pd.isna(row["low"]) else sentences.number(row["low"]),
        "high": "" if pd.isna(row["high"]) else sentences.number(row["high"]),
        "about": sentences.label("about", row["about"]),
        "voice": sentences.voice(row),
        "sure": confidence.brief(row),
    }


def _least(row: Row) -> float:
    ends = [float(row[end]) for end in ("low", "high") if not pd.isna(row[end])]
    return min(ends, default=float("inf"))
