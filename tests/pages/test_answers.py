"""What a view is asked is found once for all who ask, and kept within bounds."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bakhmut_data.claims import filtering
from bakhmut_data.errors import TableError
from bakhmut_data.store import opening
from pages.shared.state import address, datasets, views
from tests.made_claims import small_tables


def made_view() -> views.View:
    tables = small_tables()
    data = datasets.Dataset(opening.store_of(tables), {}, lambda _: tables.figures, len)
    return views.everything(data)


def test_of_many_who_ask_at_once_one_finds_the_answer() -> None:
    view, found, meet = made_view(), list[str](), threading.Barrier(8)

    @views.kept
    def question(_view: views.View, about: str) -> str:
        found.append(about)
        threading.Event().wait(0.05)  # long enough for all to ask
        return about.upper()

    def ask(about: str) -> str:
        meet.wait(10)
        return question(view, about)

    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(ask, ["a", "b"] * 4))
    assert answers == ["A", "B"] * 4
    assert sorted(found) == ["a", "b"]


def test_an_answer_that_could_not_be_found_is_looked_for_again() -> None:
    view, tried = made_view(), list[int]()

    @views.kept
    def question(_view: views.View) -> int:
        tried.append(1)
        if len(tried) == 1:
            raise TableError("not yet")
        return len(tried)

    with pytest.raises(TableError, match="not yet"):
        question(view)
    assert question(view) == question(view) == 2


def test_a_view_keeps_no_more_answers_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "KEPT_ANSWERS", 3)
    view, found = made_view(), list[int]()

    @views.kept
    def question(_view: views.View, number: int) -> int:
        found.append(number)
        return number

    for number in (1, 2, 3, 4, 4, 3, 1):
        assert question(view, number) == number
    assert found == [1, 2, 3, 4, 1]
    assert len(view.answers) == 3


def test_a_picture_is_kept_for_those_who_have_no_evidence_open(monkeypatch: pytest.MonkeyPatch) -> None:
    view, drawn, opened = made_view(), list[str](), ["", "", "some-f1-2", "some-f1-2", ""]

    @views.drawn_once
    def picture(seen: views.View) -> str:
        drawn.append(seen.selected)
        return seen.selected

    for claim in opened:
        monkeypatch.setattr(address, "selected", lambda claim=claim: claim)
        assert picture(view) == claim
    assert drawn == ["", "some-f1-2", "some-f1-2"]


def test_who_filters_by_nothing_sees_what_everybody_sees() -> None:
    view = made_view()
    assert view.everything.answers is view.data.answers
    assert view.filters == filtering.Filters()
