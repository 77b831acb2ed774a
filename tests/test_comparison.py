"""How claims of different voices are lined up and graded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from bakhmut_data import comparison, views
from tests import claims as made

DAY = {"earliest": "2023-03-08", "latest": "2023-03-08"}


def figure(low: float | None, high: float | None, qualifier: str = "exact", **more: Any) -> dict[str, Any]:
    """A claim of a number killed near one place on one day."""
    return {
        "claim_id": "f",
        "kind": "figure",
        "measure": "killed",
        "about": "Russia",
        "unit": "people",
        "low": low,
        "high": high,
        "qualifier": qualifier,
        "place_id": "soledar",
        "place": "Soledar",
        "published": "2023-03-09",
        **DAY,
        **more,
    }


def control(controller: str, status: str = "claimed", **more: Any) -> dict[str, Any]:
    """A claim of who holds a place on one day."""
    row = {
        "claim_id": "c",
        "kind": "control",
        "controller": controller,
        "status": status,
        "part": None,
        "place_id": "soledar",
        "place": "Soledar",
        "share_low": None,
        "share_high": None,
        "published": "2023-03-09",
        "source": f"{controller} Post",
    }
    return {**row, **DAY, **more}


@pytest.mark.parametrize(
    ("left", "right", "grade"),
    [
        (figure(200, 200), figure(200, 200), "agree"),
        (figure(200, 200, "about"), figure(210, 210, "about"), "agree"),
        (figure(200, 200), figure(90, 90), "conflict"),
        (figure(100, 300, "range"), figure(200, 200), "overlap"),
        (figure(100, 300, "range"), figure(250, 400, "range"), "overlap"),
        (figure(100, 300, "range"), figure(400, 500, "range"), "conflict"),
        (figure(200, 200, "more_than"), figure(90, 90, "more_than"), "overlap"),
        (figure(200, 200, "more_than"), figure(90, 90), "conflict"),
        (figure(200, 200, "at_most"), figure(90, 90), "overlap"),
        (figure(90, 90, "at_most"), figure(200, 200), "conflict"),
        (figure(100, None, "vague"), figure(5000, 5000), "overlap"),
        (figure(None, None), figure(200, 200), "not comparable"),
    ],
)
def test_numbers_are_graded_by_their_ranges_and_bounds(
    left: dict[str, Any], right: dict[str, Any], grade: str
) -> None:
    assert comparison.grade_pair(left, right).grade == grade
    assert comparison.grade_pair(right, left).grade == grade


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"unit": "percent"}, "counts"),
        ({"place_id": "kyiv", "place": "Kyiv"}, "Kyiv"),
        ({"earliest": "2023-05-01", "latest": "2023-05-01"}, "different days"),
        ({"earliest": "2022-02-24", "latest": "2023-03-08"}, "378 days"),
        ({"earliest": None, "latest": None}, "grows"),
    ],
)
def test_what_differs_in_kind_place_or_days_is_not_comparable(other: dict[str, Any], reason: str) -> None:
    pair = comparison.grade_pair(figure(200, 200), figure(90, 90, **other))
    assert pair.grade == "not comparable"
    assert reason in pair.reason


def test_units_of_one_quantity_are_converted() -> None:
    length = {"measure": "front_length"}
    pair = comparison.grade_pair(
        figure(10, 10, "about", unit="mile", **length), figure(16, 16, unit="km", **length)
    )
    assert pair.grade in {"agree", "overlap"}


@pytest.mark.parametrize(
    ("left", "right", "grade"),
    [
        (control("Russia"), control("Russia"), "agree"),
        (control("Russia"), control("Ukraine"), "conflict"),
        (control("Russia"), control("contested"), "overlap"),
        (control("Russia"), control("Russia", "denied"), "conflict"),
        (control("Ukraine"), control("Russia", "denied"), "overlap"),
        (control("Russia", "predicted"), control("Ukraine"), "not comparable"),
        (control("Russia", "hypothetical"), control("Ukraine", "hypothetical"), "not comparable"),
        (control("Russia", "past"), control("Ukraine"), "not comparable"),
        (control("Russia", part="east"), control("Ukraine"), "not comparable"),
        (control("Russia", share_low=50, share_high=50), control("Russia", share_low=80), "conflict"),
    ],
)
def test_holding_a_place_is_graded_by_holder_status_and_part(
    left: dict[str, Any], right: dict[str, Any], grade: str
) -> None:
    assert comparison.grade_pair(left, right).grade == grade


def test_an_undated_claim_of_control_speaks_of_its_publication() -> None:
    undated = control("Ukraine", earliest=None, latest=None)
    pair = comparison.grade_pair(control("Russia"), undated)
    assert pair.grade == "conflict"
    assert "no day" in pair.reason
    later = {**undated, "published": "2023-06-01"}
    assert comparison.grade_pair(control("Russia"), later).grade == "not comparable"


@pytest.mark.parametrize("other", [{"earliest": None, "latest": None}, {"source": "Gazette"}])
def test_two_undated_claims_of_control_or_one_beside_a_dated_one_are_not_compared(
    other: dict[str, Any],
) -> None:
    undated = control("Russia", source="Gazette", earliest=None, latest=None)
    pair = comparison.grade_pair(undated, control("Ukraine", **other))
    assert pair.grade == "not comparable"
    assert "without a day" in pair.reason


def test_a_length_of_the_battle_implies_its_beginning() -> None:
    claim = figure(7, 7, unit="month", measure="duration_of_battle")
    assert comparison.implied_start(claim) == (dt.date(2022, 7, 23), dt.date(2022, 8, 22))


@pytest.mark.parametrize(
    "more", [{"earliest": None, "latest": None, "published": None}, {"unit": "km"}, {"measure": "killed"}]
)
def test_without_day_or_length_nothing_is_implied(more: dict[str, Any]) -> None:
    claim = figure(7, 7, **{"unit": "month", "measure": "duration_of_battle", **more})
    assert comparison.implied_start(claim) is None


def test_lengths_are_compared_by_the_beginning_they_imply() -> None:
    length = {"unit": "month", "measure": "duration_of_battle"}
    later = {"earliest": "2023-05-08", "latest": "2023-05-08"}
    same = comparison.grade_pair(figure(7, 7, **length), figure(9, 9, **length, **later))
    assert same.grade in {"agree", "overlap"}
    assert comparison.grade_pair(figure(7, 7, **length), figure(9, 9, **length)).grade == "conflict"


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    marks = views.build_claims(made.small_tables())
    return marks[marks["claim"]]


def test_subjects_with_conflicts_come_first_and_say_why(claims: pd.DataFrame) -> None:
    subjects = comparison.find_subjects(claims)
    assert [subject.title for subject in subjects] == ["Killed, Russian side", "Who holds Soledar"]
    first = subjects[0].pairs[0]
    assert first.grade == "conflict"
    assert "wholly above" in first.reason
    assert comparison.headline_disagreements(subjects, limit=1) == subjects[:1]


def test_sources_without_a_word_on_a_subject_are_silent(claims: pd.DataFrame) -> None:
    subject = comparison.find_subjects(claims)[0]
    assert comparison.silent_on(subject, ["Gazette", "Nobody"]) == ("Nobody",)


@pytest.mark.parametrize("lens", comparison.LENSES)
def test_every_lens_gives_each_row_a_cell_for_each_source(
    claims: pd.DataFrame, lens: comparison.Lens
) -> None:
    sources = ["Gazette", "The Northern Courier"]
    rows = comparison.lay_side_by_side(claims, sources, lens)
    assert rows
    assert all(list(cells) == sources for cells in rows.values())
    assert all(any(cells.values()) for cells in rows.values())


def test_nothing_lines_up_in_nothing(claims: pd.DataFrame) -> None:
    assert comparison.find_subjects(claims.head(0)) == ()
    assert comparison.implied_starts(claims.head(0)).empty


def test_a_copy_of_a_story_is_counted_once_and_its_outlet_is_not_silent() -> None:
    day = dt.date(2023, 3, 8)
    both = {"as_of_earliest": day, "as_of_latest": day, "place_id": "soledar"}
    more = {
        "documents": [made.document("copy.txt", f"{made.COURIER} Read more.", publisher="East Post")],
        "figures": [made.figure(f"{made.COURIER} Read more.", "200 people", low=200, high=200, **both)],
    }
    copy, original = (made.document("", f"{made.COURIER}{end}")["document_id"] for end in (" Read more.", ""))
    alone, linked = (
        next(
            each
            for each in comparison.find_subjects(views.build_claims(made.small_tables(**more), copies))
            if each.title.startswith("Killed")
        )
        for copies in ({}, {copy: original})
    )
    assert len(alone.claims) - len(linked.claims) == 1
    assert alone.sources == linked.sources
    assert "East Post" in linked.sources
