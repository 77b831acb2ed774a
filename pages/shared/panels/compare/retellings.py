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

UNFOLDED = 6
MOST_STATEMENTS = 5_000  # of the sources chosen, in reading order
LONGEST_VERSION = 600  # characters
MARKED = "Marked words stand in no other source's version."


def draw_retellings(view: views.View, chosen: Sequence[str]) -> None:
    """The utterances that two or more of the chosen sources report; nothing where there are none."""
    told = _told(view, tuple(chosen))
    if told.empty:
        return
    st.header(retellings.retold.TITLE, anchor=False)
    matrix = functools.partial(
        drawing.show_matrix, _drawn(view, tuple(chosen), texts.changed()), key="travels"
    )
    figure_tabs.show_tabs(matrix, told, "travels", retellings.retold.TITLE)


@views.kept
def _told(view: views.View, chosen: tuple[str, ...]) -> pd.DataFrame:
    """The statements that are versions of an utterance of two sources, those of most sources first."""
    selection = view.selection(kind=("statement",), source=chosen)
    said = fetching.claims(view.data.store, selection, limit=MOST_STATEMENTS)
    return retellings.find_told(said, _retellings(view.everything))


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
        "caption": f"{retellings.retold.HOW} {MARKED}",
        "corner": retellings.retold.CORNER,
        "blank": retellings.retold.NO_VERSION,
        "shown": 3,
        "sources": [{"label": source, "color": view.data.colors.get(source, "")} for source in reporting],
        "rows": rows,
    }


def _row(
    view: views.View, versions: list[dict[Any, Any]], reporting: Sequence[str], *, folded: bool
) -> dict[str, Any]:
    said = [_words(view, version) for version in versions]
    compared = retellings.retold.compared(versions, said)
    cells: dict[str, list[dict[str, Any]]] = {source: [] for source in reporting}
    for at, version in enumerate(versions):
        cells[str(version["source"])].append(
            {
                **retellings.retold.version(version, said[at], compared.own[at]),
                "words": said[at],
                "parts": [list(part) for part in compared.parts[at]] if said[at] else None,
                "on": version["claim_id"] == view.selected,
            }
        )
    return {
        **retellings.retold.utterance(versions, compared),
        "folded": folded,
        "cells": list(cells.values()),
    }


def _words(view: views.View, version: dict[Any, Any]) -> str:
    """The words of a version, "" where the reader has not the document."""
    document = view.document(str(version["document_id"]))
    text = texts.find_text(document) if document is not None else None
    words = "" if text is None else " ".join(text[int(version["start"]) : int(version["end"])].split())
    return sentences.shorten(words, LONGEST_VERSION)
