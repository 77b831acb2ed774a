"""What travels: utterances that several sources report, each version beside the others."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.comparing import retellings
from bakhmut_data.store import fetching
from pages.shared.panels.claims import drawing, figure_tabs
from pages.shared.panels.documents import texts
from pages.shared.state import views

TITLE = "What travels between sources"
MOST = 60  # utterances
UNFOLDED = 6
MOST_STATEMENTS = 5_000  # of the sources chosen, in reading order
LONGEST_VERSION = 600  # characters
HOW = (
    "Each row is one utterance, with a column for each source that reports it: directly or indirectly, whole "
    "or in part, from whom. Marked words stand in no other source's version."
)
LEAST_SOURCES = 2


def draw_retellings(view: views.View, chosen: Sequence[str]) -> None:
    """The utterances that two or more of the chosen sources report; nothing where there are none."""
    told = _told(view, tuple(chosen))
    if told.empty:
        return
    st.header(TITLE, anchor=False)
    matrix = functools.partial(
        drawing.show_matrix, _drawn(view, tuple(chosen), texts.changed()), key="travels"
    )
    figure_tabs.show_tabs(matrix, told, "travels", TITLE)


@views.kept
def _told(view: views.View, chosen: tuple[str, ...]) -> pd.DataFrame:
    """The statements that are versions of an utterance of two sources, those of most sources first."""
    found = _retellings(view.everything)
    selection = view.selection(kind=("statement",), source=chosen)
    said = fetching.claims(view.data.store, selection, limit=MOST_STATEMENTS)
    keys = ["document_id", "start", "end"]
    typed = found.assign(start=found["start"].astype("int64"), end=found["end"].astype("int64"))
    told = said.merge(typed, on=keys, how="inner", validate="one_to_one")
    reach = told.groupby("utterance_id")["source"].transform("nunique")
    told = told.assign(reach=reach)[reach >= LEAST_SOURCES]
    ordered = told.sort_values(
        ["reach", "utterance_id", "published"], ascending=[False, True, True], kind="stable"
    )
    return ordered[ordered["utterance_id"].isin(ordered["utterance_id"].unique()[:MOST])].reset_index(
        drop=True
    )


@views.kept
def _retellings(everything: views.View) -> pd.DataFrame:
    """The table of retellings."""
    return everything.data.read("retellings")


@views.drawn_once
def _drawn(view: views.View, chosen: tuple[str, ...], _changed: int) -> dict[str, Any]:
    """What the matrix draws, with the texts that are there."""
    return _matrix(view, _told(view, chosen), chosen)


def _matrix(view: views.View, told: pd.DataFrame, chosen: Sequence[str]) -> dict[str, Any]:
    """A row for each utterance, a cell for each source."""
    reporting = [source for source in chosen if source in set(told["source"])]
    rows = [
        _row(view, versions.to_dict("records"), reporting, folded=at >= UNFOLDED)
        for at, (_, versions) in enumerate(told.groupby("utterance_id", sort=False))
    ]
    return {
        "caption": HOW,
        "corner": "Said",
        "blank": "no version found",
        "shown": 3,
        "sources": [{"label": source, "color": view.data.colors.get(source, "")} for source in reporting],
        "rows": rows,
    }


def _row(
    view: views.View, versions: list[dict[Any, Any]], reporting: Sequence[str], *, folded: bool
) -> dict[str, Any]:
    said = [_words(view, version) for version in versions]
    terms = [
        str(version["terms"]).split("; ") if not pd.isna(version["terms"]) else [] for version in versions
    ]
    documents = [str(version["document_id"]) for version in versions]
    compared = retellings.compare_versions(said, terms, documents)
    cells: dict[str, list[dict[str, Any]]] = {source: [] for source in reporting}
    for at, version in enumerate(versions):
        cells[str(version["source"])].append(_version(view, version, said[at], compared, at))
    common = f"In common: {', '.join(compared.shared)}. " if compared.shared else ""
    return {
        "label": sentences.shorten(str(versions[0]["speaker"])),
        "note": f"{_when(versions)}. {common}{_why(str(versions[0]['basis']))}",
        "folded": folded,
        "cells": list(cells.values()),
    }


def _version(
    view: views.View, version: dict[Any, Any], said: str, compared: retellings.Compared, at: int
) -> dict[str, Any]:
    """One version as it stands in a cell: its words, or its terms where the document is not here."""
    terms = "" if pd.isna(version["terms"]) else str(version["terms"])
    how = sentences.label("directness", version["directness"])
    facts = [how, f"{len(said.split())} words" if said else f"{version['end'] - version['start']} characters"]
    if not pd.isna(version["via"]):
        facts.append(f"taken from {version['via']}")
    if compared.own[at]:
        facts.append(f"only here: {', '.join(compared.own[at])}")
    facts.append(f"published {sentences.days(version['published'], version['published'])}")
    return {
        "id": version["claim_id"],
        "what": "" if said else terms or sentences.describe(version),
        "words": said,
        "parts": [list(part) for part in compared.parts[at]] if said else None,
        "who": "; ".join(facts),
        "on": version["claim_id"] == view.selected,
    }


def _words(view: views.View, version: dict[Any, Any]) -> str:
    """The words of a version, "" where the reader has not the document."""
    document = view.document(str(version["document_id"]))
    text = texts.find_text(document) if document is not None else None
    words = "" if text is None else " ".join(text[int(version["start"]) : int(version["end"])].split())
    return sentences.shorten(words, LONGEST_VERSION)


def _when(versions: Sequence[dict[Any, Any]]) -> str:
    """The days on which it can have been said, by the version that knows them best."""
    dated = [each for each in versions if not pd.isna(each["earliest"]) and not pd.isna(each["latest"])]
    if not dated:
        return "Day not given"
    best = min(dated, key=lambda each: each["latest"] - each["earliest"])
    return f"Said {sentences.days(best['earliest'], best['latest'])}"


def _why(basis: str) -> str:
    """What ties the versions, in words: what the basis names last."""
    reason, _, _ = basis.rsplit("; ", maxsplit=1)[-1].partition(":")
    return WHY.get(reason, "")


WHY = {
    "same words": "Tied by the speaker, the days and the words",
    "same phrase": "Tied by the speaker, the days and a phrase that both quote",
    "same stand": "Tied by the speaker, the day and the stand taken",
    "reviewed": "Tied by a reviewer who read both",
}
