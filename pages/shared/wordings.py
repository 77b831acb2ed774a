"""Choices of words side by side, and the evidence of one word in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from bakhmut_data import wordchoice, wording
from pages.shared import frame

WORD_ID = re.compile(r"([0-9a-f]{4,64})-w([0-9]{1,9})-([0-9]{1,9})")


def matrix_rows(view: frame.View, chosen: Sequence[str]) -> list[dict[str, Any]]:
    """A row for each concept, a cell for each source: its words with how often they stand there."""
    words = _of_view(view)
    words = words[words["source"].isin(chosen)]
    rows = []
    for concept in wordchoice.concepts():
        of_concept = words[words["concept"] == concept]
        if of_concept.empty:
            continue
        cells = []
        for source in chosen:
            said = of_concept[of_concept["source"] == source]
            forms = said.groupby("form", sort=False).agg(n=("word_id", "size"), first=("word_id", "first"))
            forms = forms.sort_values("n", ascending=False, kind="stable")
            cells.append(
                [
                    {
                        "id": form["first"],
                        "what": str(name),
                        "who": wording.count(int(form["n"]), "time"),
                        "on": form["first"] == view.selected,
                    }
                    for name, form in forms.iterrows()
                ]
            )
        rows.append({"label": f"{concept[:1].upper()}{concept[1:]}", "cells": cells})
    return rows


def find_word(view: frame.View) -> dict[str, Any] | None:
    """The word whose evidence is open, with the ids of the same choice before and after it; None for none."""
    if not WORD_ID.fullmatch(view.selected):
        return None
    words = _of_view(view)
    found = words[words["word_id"] == view.selected]
    if found.empty:
        return None
    word: dict[str, Any] = {str(name): value for name, value in found.iloc[0].items()}
    same = words[(words["concept"] == word["concept"]) & (words["form"] == word["form"])]
    return {**word, "order": same["word_id"].tolist()}


def is_known(word_id: str) -> bool:
    """Whether a word of some document has this id."""
    found = WORD_ID.fullmatch(word_id)
    if not found:
        return False
    words = frame.words()
    same = (words["document_id"] == found[1]) & (words["start"] == int(found[2]))
    return bool((same & (words["end"] == int(found[3]))).any())


def table_of(view: frame.View, chosen: Sequence[str]) -> pd.DataFrame:
    """How often each source uses each word: `word_id` of the first, `concept`, `form`, `source`, `times`."""
    words = _of_view(view)
    words = words[words["source"].isin(chosen)]
    counted = words.groupby(["concept", "form", "source"], sort=False)["word_id"].agg(["first", "size"])
    renamed = counted.reset_index().rename(columns={"first": "word_id", "size": "times"})
    return renamed[["word_id", "concept", "form", "source", "times"]]


def _of_view(view: frame.View) -> pd.DataFrame:
    """The words of the documents that the filters leave, with their outlet and an id."""
    left = view.data.store.documents(view.selection(marks=True))
    outlet = left.set_index("document_id")["source"]
    words = frame.words()
    words = words[words["document_id"].isin(outlet.index)]
    ids = words["document_id"] + "-w" + words["start"].astype("str") + "-" + words["end"].astype("str")
    return words.assign(source=words["document_id"].map(outlet), word_id=ids)
