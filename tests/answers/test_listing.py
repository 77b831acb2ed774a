"""Pages of rows with their number, on three outlets whose claims can be counted by hand."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from bakhmut_data.answers import listing
from bakhmut_data.claims.filtering import Filters
from bakhmut_data.store.opening import Store, store_of
from bakhmut_data.store.selections import Selection
from tests.worked import worked_tables

ALL = Selection()
EVERY = listing.Part()


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(worked_tables())


@pytest.mark.parametrize(
    ("order", "lows"),
    [("low", [10, 10, 40, 100, 300]), ("-low", [300, 100, 40, 10, 10]), ("", [100, 10, 40, 10, 300])],
)
def test_claims_come_in_the_order_asked_for_unknown_values_last(
    store: Store, order: str, lows: list[float]
) -> None:
    page = listing.claims(store, ALL, listing.Part(order=order))
    assert page.total == 10
    found = page.rows["low"]
    assert found.dropna().tolist() == lows
    assert not order or found.notna().tolist() == [True] * 5 + [False] * 5


def test_pages_follow_one_another_without_gap_or_repetition(store: Store) -> None:
    whole = listing.claims(store, ALL, EVERY).rows["claim_id"].tolist()
    pages = [listing.claims(store, ALL, listing.Part(offset=at, limit=3)) for at in (0, 3, 6, 9, 12)]
    assert [len(page.rows) for page in pages] == [3, 3, 3, 1, 0]
    assert [claim for page in pages for claim in page.rows["claim_id"]] == whole
    assert {page.total for page in pages} == {10}


def test_documents_have_the_number_of_their_claims(store: Store) -> None:
    page = listing.documents(store, ALL, listing.Part(order="-claims"))
    assert page.total == 3
    assert list(page.rows[["source", "claims"]].itertuples(index=False, name=None)) == [
        ("Daily", 4),
        ("Post", 3),
        ("Times", 3),
    ]


def test_documents_without_a_claim_are_listed_until_something_is_filtered() -> None:
    empty = {"document_id": "0" * 12, "file": "empty.txt", "language": "en", "sha256": "0" * 64}
    opened = store_of(
        worked_tables(documents=[{**empty, "characters": 1, "words": 1, "publisher": "Herald"}])
    )
    found = listing.documents(opened, ALL, EVERY)
    assert (found.total, found.rows["claims"].tolist()) == (4, [3, 3, 4, 0])
    killed = Selection(filters=Filters(search="Petrenko"))
    assert listing.documents(opened, killed, EVERY).rows["source"].tolist() == ["Post"]


def test_places_have_claims_documents_and_outlets(store: Store) -> None:
    page = listing.places(store, ALL, EVERY)
    assert page.total == 2
    assert list(page.rows.itertuples(index=False, name=None)) == [
        ("soledar", "Soledar", "settlement", 48.68, 38.09, 4, 3, 3),
        ("bakhmut", "Bakhmut", "settlement", 48.5942, 37.9989, 3, 3, 3),
    ]
    assert listing.places(store, ALL, listing.Part(order="name")).rows["name"].tolist() == [
        "Bakhmut",
        "Soledar",
    ]


def test_facets_count_outlets_and_sides_under_all_filters_but_their_own(store: Store) -> None:
    found = listing.facets(store, Filters(sources=("Daily",), latest=dt.date(2023, 3, 19)))
    assert numbers(found, "source") == {"Post": 2, "Times": 2, "Daily": 3}
    assert numbers(found, "side") == {"the outlet itself": 2, "Russia": 1}
    assert numbers(found, "kind") == {"figure": 1, "control": 2}
    assert numbers(found, "topic") == {"casualties": 1, "control": 2}
    assert numbers(found, "place") == {"Soledar": 2, "Bakhmut": 1}
    assert numbers(found, "month") == {"2022-12": 1, "2023-03": 2}


def test_no_other_word_becomes_part_of_a_question(store: Store) -> None:
    for ask in (listing.claims, listing.documents, listing.places):
        with pytest.raises(KeyError):
            ask(store, ALL, listing.Part(order="1; DROP TABLE documents"))


def numbers(facets: pd.DataFrame, name: str) -> dict[str, int]:
    rows = facets[facets["facet"] == name]
    return dict(zip(rows["value"], rows["claims"], strict=True))
