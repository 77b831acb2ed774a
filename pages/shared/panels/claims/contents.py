"""What stands inside statements, in what was found there: the sentences are their publishers'."""

from __future__ import annotations

import pandas as pd

from bakhmut_data.wording import evidence
from pages.shared.state import views

MOST_DOCUMENTS = 60  # whose marks are looked through
MOST_OF_MANY = 20  # where there are very many documents
MOST_REMEMBERED = 1_000  # documents of a dataset that is remembered whatever the filters are


def of_statements(view: views.View, claims: pd.DataFrame) -> dict[str, str]:
    """By the id of each statement among some claims: the places, numbers, holders and days inside it.

    Nothing where the statements stand in very many documents, or nothing was found inside.
    """
    documents = tuple(dict.fromkeys(claims.loc[claims["kind"] == "statement", "document_id"]))
    few = view.everything.counts.documents <= MOST_REMEMBERED
    if not 0 < len(documents) <= (MOST_DOCUMENTS if few else MOST_OF_MANY):
        return {}
    known = _known(view.everything if few else view)
    if unknown := [each for each in documents if each not in known]:
        known |= {each: {} for each in unknown} | evidence.inside_statements(view.data.store, unknown)
    return {statement: words for each in documents for statement, words in known[each].items()}


def of_listed(view: views.View, claims: pd.DataFrame) -> dict[str, str]:
    """As `of_statements`, but nothing of very many documents: lists change with every filter."""
    few = view.everything.counts.documents <= MOST_REMEMBERED
    return of_statements(view, claims) if few else {}


@views.kept
def _known(_view: views.View) -> dict[str, dict[str, str]]:
    """By document and id of each statement what stands inside it: of the documents asked for until now."""
    return {}
