"""What stands inside statements, told by what was found there: the sentences are their publishers'."""

from __future__ import annotations

import functools

import pandas as pd

from bakhmut_data import store, wording
from pages.shared import frame

MOST_DOCUMENTS = 60  # whose marks are looked through
MOST_REMEMBERED = 1_000  # documents of a dataset that is remembered whatever the filters are


def of_statements(view: frame.View, claims: pd.DataFrame) -> dict[str, str]:
    """By the id of each statement among some claims: the places, numbers, holders and days inside it.

    Nothing where the statements stand in very many documents, or nothing was found inside.
    """
    documents = tuple(dict.fromkeys(claims.loc[claims["kind"] == "statement", "document_id"]))
    if not 0 < len(documents) <= MOST_DOCUMENTS:
        return {}
    everything = view.data.everything
    keeper = everything if everything.counts.documents <= MOST_REMEMBERED else view
    found: dict[str, str] = {}
    for document in documents:
        found |= keeper.answer(("inside", document), functools.partial(_inside, view.data.store, document))
    return found


def _inside(opened: store.Store, document: str) -> dict[str, str]:
    there = opened.claims(opened.of_document(document)).to_dict("records")
    found = {}
    for statement in there:
        if statement["kind"] != "statement":
            continue
        start, end = statement["start"], statement["end"]
        within = [mark for mark in there if start <= mark["start"] and mark["end"] <= end]
        if words := wording.contents(within):
            found[str(statement["claim_id"])] = words
    return found
