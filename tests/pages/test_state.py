"""What a visit keeps: answers by what was asked, and notes until a filter changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bakhmut_data.claims.filtering import Filters
from bakhmut_data.store import counting, opening
from pages.shared.state import datasets, uploads, views
from tests import worked

pytestmark = pytest.mark.fast


@pytest.fixture
def view() -> views.View:
    opened = opening.store_of(worked.worked_tables())
    return views.View(datasets.Dataset(opened, {}, lambda _: worked.worked_tables().figures, len), Filters())


def test_two_questions_about_one_selection_have_two_answers(view: views.View) -> None:
    figures = view.selection(kind=("figure",))
    number, first = view.number(figures), view.first_claims(figures, 2)
    assert number == counting.number(view.data.store, figures)
    assert len(first) == 2
    assert len(view.first_claims(figures, 1)) == 1


def test_a_question_is_asked_once_of_a_view_and_anew_of_another(view: views.View) -> None:
    asked: list[tuple[str, str]] = []

    @views.kept
    def question(of: views.View, word: str, *, side: str = "") -> str:
        asked.append((word, side))
        return f"{word}{side}{len(of.filters.sources)}"

    assert [question(view, "a"), question(view, "a"), question(view, "a", side="b")] == ["a0", "a0", "ab0"]
    assert question(view.among(["Times"]), "a") == "a1"
    assert asked == [("a", ""), ("a", "b"), ("a", "")]


def test_all_views_of_a_dataset_share_what_was_asked_of_all_its_claims(view: views.View) -> None:
    narrowed = view.among(["Times"])
    assert narrowed.counts.sources == 1
    assert narrowed.everything.counts.sources == 3
    assert narrowed.everything.tally is view.everything.tally


def test_few_answers_stay_on_a_shelf_and_none_when_its_documents_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf, asked = uploads.Shelf(), []
    monkeypatch.setattr(uploads, "shelf", lambda: shelf)

    @uploads.kept
    def question(number: int) -> Path:
        asked.append(number)
        return Path(str(number))

    for number in [*range(uploads.ANSWERS_KEPT), 0]:
        assert question(number) == Path(str(number))
    assert asked == list(range(uploads.ANSWERS_KEPT))
    question(uploads.ANSWERS_KEPT)  # the oldest goes
    question(0)
    assert asked[-2:] == [uploads.ANSWERS_KEPT, 0]
    shelf.put(())
    question(1)
    assert asked[-1] == 1


def test_views_under_filters_are_let_go_and_asked_for_anew() -> None:
    asked = (datasets.tables_folder(), 0, Filters(search="river"))
    first = views._view(*asked)
    assert views._view(*asked) is first
    views.forget()
    assert views._view(*asked) is not first
