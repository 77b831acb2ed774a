"""A question that takes too long ends, whenever its time is over."""

from __future__ import annotations

import time

import pytest

from bakhmut_data import patience
from bakhmut_data.errors import TooSlowError
from bakhmut_data.store.opening import Store, store_of
from bakhmut_data.store.selections import ask_rows
from tests.worked import worked_tables

ENDLESS = "SELECT sum(hash(a.range * b.range)) FROM range(10000000) a, range(10000000) b"


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(worked_tables())


def test_a_question_without_end_is_interrupted(store: Store) -> None:
    started = time.monotonic()
    with patience.within(0.2), pytest.raises(TooSlowError, match="ask for less"):
        ask_rows(store, ENDLESS)
    assert time.monotonic() - started < 10
    assert ask_rows(store, "SELECT count(*) FROM claims") == [(10,)]  # others are answered as before


def test_what_is_kept_of_a_store_is_asked_within_the_time_too(store: Store) -> None:
    with patience.within(0.2), pytest.raises(TooSlowError):
        store.count(ENDLESS, ())


def test_no_question_begins_when_the_time_is_over(store: Store) -> None:
    with patience.within(0):
        with pytest.raises(TooSlowError):
            ask_rows(store, "SELECT 1")
        with pytest.raises(TooSlowError):
            patience.check()


def test_questions_in_time_are_answered(store: Store) -> None:
    with patience.within(60):
        assert ask_rows(store, "SELECT 1") == [(1,)]
        patience.check()
    patience.check()
