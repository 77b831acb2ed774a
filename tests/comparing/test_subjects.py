"""How claims of different voices are lined up and graded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from bakhmut_data.claims import frame
from bakhmut_data.comparing import grading
from bakhmut_data.comparing import subjects as comparing_subjects
from tests import made_claims as made

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
        "event": "hold",
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
        (figure(8, 8, "about"), figure(9, 9), "overlap"),
        (figure(30_000, 30_000, "about"), figure(20_000, 30_000, "range"), "overlap"),
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
    assert comparing_subjects.grade_pair(left, right).grade == grade
    assert comparing_subjects.grade_pair(right, left).grade == grade


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
    pair = comparing_subjects.grade_pair(figure(200, 200), figure(90, 90, **other))
    assert pair.grade == "not comparable"
    assert reason in pair.reason


@pytest.mark.parametrize("qualifier", ["about", "exact"])
def test_units_of_one_quantity_are_converted(qualifier: str) -> None:
    length = {"measure": "front_length"}
    pair = comparing_subjects.grade_pair(
        figure(10, 10, qualifier, unit="mile", **length), figure(16, 16, unit="km", **length)
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
        (control("Russia", "predicted"), control("Russia", "hypothetical"), "not comparable"),
        (control("Russia", "predicted"), control("Ukraine", "predicted"), "conflict"),
        (control("Russia", "past"), control("Ukraine"), "conflict"),
        (control("Russia", "past", earliest=None), control("Ukraine"), "not comparable"),
        (
            control("Russia", "past", earliest="2023-03-06", latest="2023-03-06"),
            control("Russia"),
            "not comparable",
        ),
        (control("Russia", part="east"), control("Ukraine"), "not comparable"),
        (control("Russia", part="near"), control("Ukraine", part="near"), "overlap"),
        (control("Russia", part="near"), control("Russia", part="surroundings"), "overlap"),
        (control("Russia", part="road"), control("Russia", part="near"), "not comparable"),
        (control("Russia", part="presence"), control("Ukraine", part="presence"), "overlap"),
        (control("Russia", part="presence"), control("Russia"), "not comparable"),
        (control("Russia", share_low=50, share_high=50), control("Russia", share_low=80), "conflict"),
        (
            control("Russia", part="half", share_low=50),
            control("Russia", part="70%", share_low=70),
            "overlap",
        ),
        (control("Russia", share_low=50, share_high=50), control("Ukraine", share_low=50), "overlap"),
        (control("Russia", share_low=80, share_high=90), control("Ukraine", share_low=50), "conflict"),
    ],
)
def test_holding_a_place_is_graded_by_holder_status_and_part(
    left: dict[str, Any], right: dict[str, Any], grade: str
) -> None:
    assert comparing_subjects.grade_pair(left, right).grade == grade


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"part": "east"}, "both call it (east) Russian-held"),
        ({"part": "surrounding area"}, "both put Russian forces around it"),
        ({"part": "near"}, "both put Russian forces near it"),
        ({"part": "road"}, "both call ground around it (road) Russian-held"),
        ({"part": "presence"}, "both put Russian forces in it"),
        ({"status": "predicted"}, "both expect it to end up Russian-held"),
        ({"status": "predicted", "part": "near"}, "both put Russian forces near it (expected)"),
        ({"status": "past"}, "both call it Russian-held (in the past)"),
        ({"status": "denied"}, "both deny that it is Russian-held"),
    ],
)
def test_agreement_says_what_both_say_of_the_place(more: dict[str, Any], reason: str) -> None:
    claim = control("Russia", **more)
    pair = comparing_subjects.grade_pair(claim, {**claim, "source": "Gazette"})
    assert (pair.grade, pair.reason) == ("agree", reason)


def test_holding_a_place_is_lined_up_apart_from_forces_there_around_it_and_to_come() -> None:
    more: list[dict[str, Any]] = [
        {},
        {"part": "eastern part"},
        {"status": "denied"},
        {"part": "presence"},
        {"part": "Surroundings"},
        {"part": "road", "status": "predicted"},
        {"status": "predicted"},
        {"status": "hypothetical"},
    ]
    rows = [
        {"measure": None, "about": None, "question": None, "status": "claimed", **control("Russia"), **each}
        for each in more
    ]
    keys = comparing_subjects.subject_keys(pd.DataFrame(rows)).tolist()
    assert [key.rpartition(comparing_subjects.BETWEEN)[2] for key in keys] == [
        *("holder", "holder", "holder", "presence", "around", "around", "outlook", "outlook"),
    ]


def test_losses_of_wagner_stand_beside_those_of_the_russian_side_ungraded() -> None:
    day = dt.date(2023, 3, 8)
    wagner = made.figure(
        made.GAZETTE, "90", low=90, high=90, about="Wagner", as_of_earliest=day, as_of_latest=day
    )
    marks = frame.build_claims(made.small_tables(figures=[wagner]))
    killed = comparing_subjects.find_subjects(marks[marks["claim"]])[0]
    assert killed.title == "Killed, Russian side and Wagner"
    reasons = {pair.reason for pair in killed.pairs if pair.grade == "not comparable"}
    assert reasons == {"one counts the Russian side, the other Wagner alone"}


@pytest.mark.parametrize("other", [{}, {"earliest": None, "latest": None}])
@pytest.mark.parametrize(
    "claim", [control("Russia"), figure(7, 7, unit="month", measure="duration_of_battle"), figure(9, 9)]
)
def test_a_claim_without_a_day_is_compared_with_no_other(
    claim: dict[str, Any], other: dict[str, Any]
) -> None:
    pair = comparing_subjects.grade_pair({**claim, "earliest": None, "latest": None}, {**claim, **other})
    assert pair.grade == "not comparable"
    assert "without a day" in pair.reason


def test_a_length_of_the_battle_implies_its_beginning() -> None:
    claim = figure(7, 7, unit="month", measure="duration_of_battle")
    assert grading.implied_start(claim) == (dt.date(2022, 7, 23), dt.date(2022, 8, 22))
    about = {**claim, "qualifier": "about", "low": 8, "high": 8}
    assert grading.implied_start(about) == (dt.date(2022, 6, 7), dt.date(2022, 8, 7))


@pytest.mark.parametrize(
    "more", [{"earliest": None, "latest": None, "published": None}, {"unit": "km"}, {"measure": "killed"}]
)
def test_without_day_or_length_nothing_is_implied(more: dict[str, Any]) -> None:
    claim = figure(7, 7, **{"unit": "month", "measure": "duration_of_battle", **more})
    assert grading.implied_start(claim) is None


@pytest.mark.parametrize(
    ("left", "right", "grade"),
    [
        ((7, "exact"), (9, "exact"), "conflict"),
        ((7, "exact"), (8, "about"), "overlap"),
        ((7, "exact"), (7, "exact"), "agree"),
        ((7, "more_than"), (9, "exact"), "overlap"),
        ((9, "more_than"), (7, "exact"), "conflict"),
        ((10, "less_than"), (7, "exact"), "overlap"),
    ],
)
def test_lengths_are_compared_by_the_beginning_they_imply(
    left: tuple[int, str], right: tuple[int, str], grade: str
) -> None:
    first, second = (
        figure(length, length, qualifier, unit="month", measure="duration_of_battle")
        for length, qualifier in (left, right)
    )
    assert comparing_subjects.grade_pair(first, second).grade == grade
    assert comparing_subjects.grade_pair(second, first).grade == grade


def test_lengths_given_on_other_days_can_imply_one_beginning() -> None:
    length = {"unit": "month", "measure": "duration_of_battle"}
    later = figure(9, 9, **length, earliest="2023-05-08", latest="2023-05-08")
    assert comparing_subjects.grade_pair(figure(7, 7, **length), later).grade in {"agree", "overlap"}


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    marks = frame.build_claims(made.small_tables())
    return marks[marks["claim"]]


def test_subjects_with_conflicts_come_first_and_say_why(claims: pd.DataFrame) -> None:
    subjects = comparing_subjects.find_subjects(claims)
    assert [subject.title for subject in subjects] == ["Killed, Russian side", "Who holds Soledar"]
    first = subjects[0].pairs[0]
    assert first.grade == "conflict"
    assert "wholly above" in first.reason
    assert comparing_subjects.headline_disagreements(subjects, limit=1) == subjects[:1]


def test_what_seems_to_differ_follows_what_does_and_agreement_is_left_out() -> None:
    grades: tuple[grading.Grade, ...] = ("not comparable", "agree", "overlap", "conflict")
    subjects = [
        comparing_subjects.Subject(
            grade, grade, ("a", "b"), ("A", "B"), (comparing_subjects.Pair("a", "b", grade, ""),)
        )
        for grade in grades
    ]
    shown = comparing_subjects.headline_disagreements(subjects)
    assert [each.grade for each in shown] == ["conflict", "overlap", "not comparable"]


def test_sources_without_a_word_on_a_subject_are_silent(claims: pd.DataFrame) -> None:
    subject = comparing_subjects.find_subjects(claims)[0]
    assert comparing_subjects.silent_on(subject, ["Gazette", "Nobody"]) == ("Nobody",)


@pytest.mark.parametrize("lens", comparing_subjects.LENSES)
def test_every_lens_gives_each_row_a_cell_for_each_source(lens: comparing_subjects.Lens) -> None:
    taken = made.position(made.COURIER, "near Soledar", "fall", "open", place_id="soledar")
    claims = frame.build_claims(made.small_tables(positions=[taken]))
    sources = ["Gazette", "The Northern Courier"]
    rows = comparing_subjects.lay_side_by_side(claims, sources, lens)
    assert rows
    assert all(list(cells) == sources for cells in rows.values())
    assert all(any(cells.values()) for cells in rows.values())


def test_nothing_lines_up_in_nothing(claims: pd.DataFrame) -> None:
    assert comparing_subjects.find_subjects(claims.head(0)) == ()
    assert comparing_subjects.implied_starts(claims.head(0)).empty


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
            for each in comparing_subjects.find_subjects(
                frame.build_claims(made.small_tables(**more), copies)
            )
            if each.title.startswith("Killed")
        )
        for copies in ({}, {copy: original})
    )
    assert len(alone.claims) - len(linked.claims) == 1
    assert alone.sources == linked.sources
    assert "East Post" in linked.sources


def test_matters_of_no_topic_come_last_whoever_speaks_of_them() -> None:
    rows = [("Gazette", "other"), ("Courier", "other"), ("Gazette", "forces")]
    claims = pd.DataFrame(rows, columns=["source", "topic"])
    assert list(comparing_subjects.lay_side_by_side(claims, ["Gazette", "Courier"], "topic")) == [
        *("troops and their strength", "other matters"),
    ]
