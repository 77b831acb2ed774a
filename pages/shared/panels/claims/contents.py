"""What stands inside statements, told by what was found there: the sentences are their publishers'."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import pandas as pd

from bakhmut_data.claims import sentences
from bakhmut_data.store import store
from pages.shared.state import visit

MOST_DOCUMENTS = 60  # whose marks are looked through
MOST_OF_MANY = 20  # where there are very many documents
MOST_REMEMBERED = 1_000  # documents of a dataset that is remembered whatever the filters are


def of_statements(view: visit.View, claims: pd.DataFrame) -> dict[str, str]:
    """By the id of each statement among some claims: the places, numbers, holders and days inside it.

    Nothing where the statements stand in very many documents, or nothing was found inside.
    """
    documents = tuple(dict.fromkeys(claims.loc[claims["kind"] == "statement", "document_id"]))
    everything = view.data.everything
    few = everything.counts.documents <= MOST_REMEMBERED
    if not 0 < len(documents) <= (MOST_DOCUMENTS if few else MOST_OF_MANY):
        return {}
    keeper = everything if few else view
    unknown = tuple(each for each in documents if ("inside", each) not in keeper.answers)
    fresh = _inside(view.data.store, unknown) if unknown else {}
    found: dict[str, str] = {}
    for document in documents:
        found |= keeper.answer(("inside", document), functools.partial(_in_document, fresh, document))
    return found


def of_listed(view: visit.View, claims: pd.DataFrame) -> dict[str, str]:
    """As `of_statements`, but nothing of very many documents: lists change with every filter."""
    few = view.data.everything.counts.documents <= MOST_REMEMBERED
    return of_statements(view, claims) if few else {}


def _in_document(inside: Mapping[str, dict[str, str]], document: str) -> dict[str, str]:
    return inside.get(document, {})


def _inside(opened: store.Store, documents: Sequence[str]) -> dict[str, dict[str, str]]:
    """By document and id of each statement what stands inside it; asked for all documents at once."""
    found: dict[str, dict[str, str]] = {}
    marks = opened.claims(opened.of_documents(documents))
    for document, there in marks.groupby("document_id", sort=False):
        rows = there.to_dict("records")
        for statement in rows:
            if statement["kind"] != "statement":
                continue
            start, end = statement["start"], statement["end"]
            within = [mark for mark in rows if start <= mark["start"] and mark["end"] <= end]
            if words := sentences.contents(within):
                found.setdefault(str(document), {})[str(statement["claim_id"])] = words
    return found
