"""Which claims speak of one moment and one number, at the borders of what counts as the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bakhmut_data.comparing import grading
from bakhmut_data.comparing.grading import Interval

Row = dict[str, Any]


def killed(low: float | None, high: float | None, qualifier: str = "exact", **more: Any) -> Row:
    """So many killed near Soledar on 8 March."""
    return {
        "kind": "figure",
        "measure": "killed",
        "about": "Russia",
        "unit": "people",
        "place": "Soledar",
        "low": low,
        "high": high,
        "qualifier": qualifier,
        "place_id": "soledar",
        "published": "2023-03-09",
        "earliest": "2023-03-08",
        "latest": "2023-03-08",
        **more,
    }


def days(first: str, last: str) -> dict[str, str]:
    return {"earliest": f"2023-03-{first}", "latest": f"2023-03-{last}"}


def grade(left: Row, right: Row) -> tuple[str, str]:
    """The grade, which is the same whichever comes first, and the reason as it stands."""
    found = grading.grade_claims(left, right)
    assert grading.grade_claims(right, left)[0] == found[0]
    return found


# One moment


@pytest.mark.parametrize(
    ("left", "right", "comparable"),
    [
        # Days up to three apart are one moment.
        (days("08", "08"), days("11", "11"), True),
        (days("08", "08"), days("12", "12"), False),
        (days("06", "08"), days("11", "13"), True),
        (days("06", "08"), days("12", "12"), False),
        (days("05", "08"), days("11", "11"), False),  # four days are more than a moment
        # Longer times must share half of the days they cover together.
        (days("01", "04"), days("03", "04"), True),  # 2 of 4
        (days("01", "05"), days("04", "05"), False),  # 2 of 5
        (days("01", "08"), days("05", "12"), False),  # 4 of 12
        (days("01", "08"), days("03", "10"), True),  # 6 of 10
        (days("01", "10"), days("10", "19"), False),  # 1 of 19
    ],
)
def test_claims_speak_for_one_time_when_their_days_are_near_or_mostly_shared(
    left: dict[str, str], right: dict[str, str], *, comparable: bool
) -> None:
    found, _ = grade(killed(9, 9, **left), killed(9, 9, **right))
    assert (found != "not comparable") is comparable


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (days("08", "08"), days("12", "12"), "they speak for different days: 8 March 2023; 12 March 2023"),
        (days("01", "05"), days("04", "05"), "one speaks for 5 days, the other for 2 days"),
    ],
)
def test_days_that_cannot_be_compared_are_told(
    left: dict[str, str], right: dict[str, str], reason: str
) -> None:
    assert grade(killed(9, 9, **left), killed(9, 9, **right))[1] == reason


# Of the eight days of the episode the other claim speaks for five, four and three.
@pytest.mark.parametrize(
    ("last", "found"), [("06", "conflict"), ("05", "conflict"), ("04", "not comparable")]
)
def test_an_earlier_episode_is_compared_with_what_speaks_for_half_of_its_days(last: str, found: str) -> None:
    held = {"kind": "control", "part": None, "share_low": None, "share_high": None}
    past = {**held, "controller": "Russia", "status": "past", **days("01", "08")}
    other = {**held, "controller": "Ukraine", "status": "claimed", **days("02", last)}
    assert grade(past, other)[0] == found


def held(controller: str, status: str = "claimed", **more: Any) -> Row:
    """A claim of who holds Soledar on 8 March."""
    return {
        "kind": "control",
        "controller": controller,
        "status": status,
        "part": None,
        "place": "Soledar",
        "share_low": None,
        "share_high": None,
        "earliest": "2023-03-08",
        "latest": "2023-03-08",
        **more,
    }


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (
            held("Russia"),
            held("Ukraine", "predicted"),
            ("not comparable", "one is expected, not reported"),
        ),
        (
            held("Russia", "hypothetical"),
            held("Ukraine", "hypothetical"),
            ("not comparable", "both name it only as a possibility"),
        ),
        (
            held("Russia", "hypothetical"),
            held("Ukraine", "predicted"),
            ("not comparable", "one names it only as a possibility"),
        ),
        (
            held("Russia", part="presence"),
            held("Ukraine"),
            ("not comparable", "to be in a place is not to control it"),
        ),
        (
            held("Russia", part="east"),
            held("Ukraine", part="west"),
            ("not comparable", "they speak of different parts of the place"),
        ),
        (
            held("Russia", earliest=None, latest=None),
            held("Ukraine"),
            ("not comparable", "one gives no day, and without a day places change hands"),
        ),
        (
            held("Russia", "past", earliest=None),
            held("Ukraine"),
            ("not comparable", "one is about an earlier time"),
        ),
        (
            held("Russia"),
            held("Ukraine"),
            ("conflict", "one calls it Russian-held, the other calls it Ukrainian-held"),
        ),
        (
            held("Russia", part="near"),
            held("Ukraine", part="near"),
            (
                "overlap",
                "one puts Russian forces near it, the other puts Ukrainian forces near it: both can hold",
            ),
        ),
        (held("Russia"), held("Ukraine", "denied"), ("overlap", "they can both hold")),
        (
            held("Russia"),
            held("Russia", "denied"),
            ("conflict", "one denies what the other says: Russian-held"),
        ),
        (
            held("Russia", "denied"),
            held("Russia", "denied"),
            ("agree", "both deny that it is Russian-held"),
        ),
        (
            held("Russia", share_low=50, share_high=50),
            held("Russia", share_low=80, share_high=90),
            ("conflict", "80% is wholly above 50%"),
        ),
        (
            held("Russia", share_low=40, share_high=40),
            held("Ukraine", share_low=60, share_high=60),
            ("overlap", "they name shares that both can hold"),
        ),
        (
            held("Russia", share_low=41, share_high=41),
            held("Ukraine", share_low=60, share_high=60),
            ("conflict", "one calls it Russian-held, the other calls it Ukrainian-held"),
        ),
    ],
)
def test_two_claims_of_a_place_are_graded_with_a_reason(
    left: Row, right: Row, found: tuple[str, str]
) -> None:
    assert grade(left, right) == found


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (("2023-03-01", "2023-03-04"), ("2023-03-03", "2023-03-06"), 2 / 6),
        (("2023-03-01", "2023-03-04"), ("2023-03-01", "2023-03-04"), 1),
        (("2023-03-01", "2023-03-04"), ("2023-03-05", "2023-03-06"), 0),
        (("2023-03-01", "2023-03-10"), ("2023-03-05", "2023-03-05"), 0.1),
    ],
)
def test_two_times_share_a_part_of_the_days_they_cover(
    one: tuple[str, str], other: tuple[str, str], share: float
) -> None:
    windows = [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in (one, other)]
    assert grading._shared(windows[0], windows[1]) == pytest.approx(share)
    assert grading._shared(windows[1], windows[0]) == pytest.approx(share)


@pytest.mark.parametrize(
    ("figure", "allowed"),
    [
        (killed(200, 200), (200, 200)),
        (killed(200, 200, "about"), (180, 220)),
        (killed(8, 8, "about"), (7, 9)),
        (killed(0.5, 0.5, "about"), (0, 1.5)),
        (killed(200, 300, "range"), (200, 300)),
        (killed(200, 200, "more_than"), (200, float("inf"))),
        (killed(200, None, "at_least"), (200, float("inf"))),
        (killed(200, 200, "at_most"), (0, 200)),
        (killed(None, 200, "less_than"), (0, 200)),
        (killed(None, 200, "range"), (0, 200)),
        (killed(1000, None, "vague"), (1000, float("inf"))),
        (killed(2, 2, unit="mile"), (3.218688, 3.218688)),
        (killed(2, 3, "range", unit="mile"), (3.218688, 4.828032)),
        (killed(10, 10, "about", unit="mile"), (9 * 1.609344, 11 * 1.609344)),
    ],
)
def test_a_figure_allows_numbers(figure: Row, allowed: tuple[float, float]) -> None:
    found = grading.figure_interval(figure)
    assert found is not None
    assert (found.low, found.high) == pytest.approx(allowed)


def test_a_bare_number_is_read_with_a_margin_of_its_own_unit() -> None:
    found = grading.figure_interval(killed(2, 2, unit="mile"), 0.5)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((1.5 * 1.609344, 2.5 * 1.609344))
    assert grading.figure_interval(killed(None, None)) is None


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (killed(200, 200), killed(90, 90), ("conflict", "200 people is wholly above 90 people")),
        (killed(90, 90), killed(200, 200), ("conflict", "200 people is wholly above 90 people")),
        (killed(200, 200), killed(200, 200), ("agree", "the same number")),
        (
            killed(200, 200, "about"),
            killed(210, 210, "about"),
            ("agree", "about 200 people and about 210 people are the same within “about”"),
        ),
        (
            killed(100, 300, "range"),
            killed(200, 200),
            ("overlap", "200 people lies within 100 to 300 people"),
        ),
        (
            killed(200, 200),
            killed(100, 300, "range"),
            ("overlap", "200 people lies within 100 to 300 people"),
        ),
        (
            killed(100, 300, "range"),
            killed(200, 400, "range"),
            ("overlap", "100 to 300 people and 200 to 400 people share part of their range"),
        ),
        (
            killed(100, 100, "more_than"),
            killed(200, 200, "more_than"),
            ("overlap", "both leave the upper end open, so neither contradicts the other"),
        ),
        (killed(None, None), killed(9, 9), ("not comparable", "one of them gives no number")),
        (
            killed(9, 9),
            killed(9, 9, place_id=None),
            ("agree", "the same number (one gives no place)"),
        ),
        (
            killed(9, 9),
            killed(9, 9, earliest=None, latest=None),
            ("not comparable", "one gives no day, and without a day such a number grows"),
        ),
        (
            killed(9, 9, measure="force_size"),
            killed(9, 9, measure="force_size", earliest=None, latest=None),
            ("not comparable", "one gives no day, and without a day such a number changes"),
        ),
    ],
)
def test_two_numbers_are_graded_with_a_reason(left: Row, right: Row, found: tuple[str, str]) -> None:
    assert grade(left, right) == found


@pytest.mark.parametrize(
    ("one", "other", "meet", "holds"),
    [((1, 2), (2, 3), True, False), ((1, 2), (3, 4), False, False), ((1, 4), (2, 3), True, True),
     ((1, 4), (1, 4), True, True), ((2, 4), (1, 3), True, False)],
)  # fmt: skip
def test_intervals_meet_where_they_share_a_number(
    one: tuple[float, float], other: tuple[float, float], *, meet: bool, holds: bool
) -> None:
    left, right = Interval(*one), Interval(*other)
    assert left.meets(right) is right.meets(left) is meet
    assert left.holds(right) is holds


def test_the_width_of_an_interval_is_how_many_times_its_low_its_high_is() -> None:
    assert Interval(2, 6).width == 3
    assert Interval(0, 6).width == float("inf")


# The beginning that a length implies


@pytest.mark.parametrize(
    ("length", "start"),
    [
        (("week", 2, 2, "exact"), ("2023-02-18", "2023-02-26")),  # 1.5 to 2.5 weeks are 10 to 18 days
        (("day", 10, 10, "exact"), ("2023-02-26", "2023-02-26")),
        (("day", 10, 12, "range"), ("2023-02-24", "2023-02-26")),
        (("day", 10, None, "more_than"), ("2023-02-25", "2023-02-26")),
        (("day", 10, 10, "at_most"), ("2023-02-26", "2023-03-08")),
        (("day", None, 10, "less_than"), ("2023-02-26", "2023-03-08")),
        (("day", 20, 20, "about"), ("2023-02-14", "2023-02-18")),
    ],
)
def test_a_length_implies_the_first_and_last_day_of_a_beginning(
    length: tuple[str, float | None, float | None, str], start: tuple[str, str]
) -> None:
    unit, low, high, qualifier = length
    claim = killed(low, high, qualifier, unit=unit, measure="duration_of_battle")
    found = grading.implied_start(claim)
    assert found is not None
    assert tuple(each.isoformat() for each in found) == start


def test_a_length_without_a_day_counts_back_from_its_publication() -> None:
    claim = killed(10, 10, unit="day", measure="duration_of_battle", earliest=None, latest=None)
    assert grading.implied_start(claim) == (dt.date(2023, 2, 27), dt.date(2023, 2, 27))
    early = {**claim, "earliest": "2023-03-01", "latest": "2023-03-08"}
    assert grading.implied_start(early) == (dt.date(2023, 2, 19), dt.date(2023, 2, 26))


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ((10, "exact"), (20, "exact"), "conflict: on 26 February 2023 and on 16 February 2023"),
        (
            (10, "exact"),
            (10, "exact"),
            "agree: on 26 February 2023 and on 26 February 2023, which share days",
        ),
        (
            (20, "about"),
            (18, "exact"),
            "overlap: on 14–18 February 2023 and on 18 February 2023, which share days",
        ),
        (
            (10, "more_than"),
            (20, "exact"),
            "overlap: by 26 February 2023 and on 16 February 2023, which share days",
        ),
        ((20, "more_than"), (10, "exact"), "conflict: by 16 February 2023 and on 26 February 2023"),
        # Half a day more or less, rounded to even days: 24 to 26 February share one with the 26th.
        (
            (10, "exact"),
            (11, "exact"),
            "overlap: on 26 February 2023 and on 24–26 February 2023, which share days",
        ),
        ((10, "exact"), (13, "exact"), "conflict: on 26 February 2023 and on 22–24 February 2023"),
    ],
)
def test_lengths_are_compared_by_the_start_they_imply(
    left: tuple[int, str], right: tuple[int, str], found: str
) -> None:
    length = {"unit": "day", "measure": "duration_of_battle"}
    claims = [killed(days, days, qualifier, **length) for days, qualifier in (left, right)]
    grade_found, reason = grade(*claims)
    assert f"{grade_found}: {reason.removeprefix('they imply a start ')}" == found


# Positions


def stand(question: str, answer: str, **more: Any) -> Row:
    """An answer about Soledar, given on no known day in a document of 9 March."""
    return {
        "kind": "position",
        "question": question,
        "answer": answer,
        "place": "Soledar",
        "place_id": "soledar",
        "published": "2023-03-09",
        "earliest": None,
        "latest": None,
        **more,
    }


@pytest.mark.parametrize(
    ("question", "left", "right", "expected"),
    [
        ("value", "matters", "little", "conflict"),
        ("value", "matters", "disputed", "overlap"),
        ("value", "little", "little", "agree"),
        ("hold", "hold", "leave", "conflict"),
        ("hold", "leave", "either", "overlap"),
        ("fall", "falls", "holds", "conflict"),
        ("fall", "falls", "open", "overlap"),
        ("momentum", "Russia", "neither", "conflict"),
        # Both can be short of men, lose heavily, or come next.
        ("supply", "Russia", "Ukraine", "overlap"),
        ("losses", "Russia", "Ukraine", "overlap"),
        ("next", "talks", "Russia_advances", "overlap"),
    ],
)
def test_answers_to_one_question_fit_together_as_they_can_both_be_right(
    question: str, left: str, right: str, expected: str
) -> None:
    assert grade(stand(question, left), stand(question, right))[0] == expected


def test_the_reason_says_what_each_holds() -> None:
    found = grading.grade_claims(stand("hold", "hold"), stand("hold", "leave"))
    assert found == ("conflict", "one says that Soledar is to be held, the other that Soledar is to be left")


@pytest.mark.parametrize(
    ("question", "earliest", "latest", "expected"),
    [
        ("momentum", "2023-04-09", "2023-04-09", "conflict"),  # 31 days after the other was published
        ("momentum", "2023-04-10", "2023-04-10", "not comparable"),
        ("momentum", "2023-02-01", "2023-02-06", "conflict"),
        ("momentum", "2023-02-01", "2023-02-05", "not comparable"),
    ],
)
def test_what_changes_with_time_is_compared_within_a_month(
    question: str, earliest: str, latest: str, expected: str
) -> None:
    later = stand(question, "Russia", earliest=earliest, latest=latest)
    assert grade(stand(question, "Ukraine"), later)[0] == expected


def test_what_a_place_is_worth_does_not_hang_on_the_day() -> None:
    later = {"earliest": "2023-06-01", "latest": "2023-06-01"}
    assert grade(stand("value", "little"), stand("value", "matters", **later))[0] == "conflict"


def test_answers_about_two_places_are_not_compared() -> None:
    other = {"place": "Bakhmut", "place_id": "bakhmut"}
    found, reason = grade(stand("momentum", "Russia"), stand("momentum", "Ukraine", **other))
    assert (found, reason) == ("not comparable", "one is about Soledar, the other about Bakhmut")
