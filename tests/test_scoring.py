"""The measure of quality itself: what counts as found, as right, and as neither."""

from typing import Any

import pytest

from tests.scoring import Scoring, match, same_name, same_numbers

pytestmark = pytest.mark.fast

Row = dict[str, Any]


def span(start: int, end: int, **more: Any) -> Row:
    return {"start": start, "end": end, "document_id": "d", **more}


def date(start: int, value: str, **more: Any) -> Row:
    return span(start, start + 5, value=value, earliest=value, latest=value, timex_type="DATE", **more)


def scores(by_hand: dict[str, list[Row]], **found: list[Row]) -> dict[str, Row]:
    """The scores of one document, published a week before the day that was annotated."""
    scoring = Scoring({"places": [], **found})
    annotation = {"document": {"published_best": "2023-03-08"}, **by_hand}
    scoring.add(annotation, {"document_id": "d", "published": "2023-03-01"})
    return scoring.scores()


def test_each_row_is_matched_once_and_the_largest_overlap_first() -> None:
    by_hand, found = [span(0, 10), span(10, 20)], [span(8, 20), span(0, 10), span(0, 9)]
    assert sorted(match(by_hand, found, lambda _one, _other: True, 0)) == [(0, 1), (1, 0)]


def test_rows_that_only_touch_are_two() -> None:
    assert match([span(0, 10)], [span(10, 20)], lambda _one, _other: True, 0) == []


def test_fields_are_counted_on_the_rows_found_in_both() -> None:
    by_hand = [{**date(at, "2023-03-08"), "type": "DATE"} for at in (0, 10, 20, 30)]
    found = [date(0, "2023-03-08"), date(10, "2023-03-07"), date(50, "2023-03-08")]
    assert scores({"dates": by_hand}, dates=found)["dates"] == {
        "gold": 4,
        "found": 3,
        "precision": 0.667,
        "recall": 0.5,
        "f1": 0.571,
        "timex_type": 1.0,
        "value": 0.5,
        "earliest+latest": 0.5,
        "all_right": 0.5,
    }


def test_rows_that_a_second_annotator_might_not_mark_count_neither_way() -> None:
    fields = {"speaker": None, "topic": "control", "kind": "direct"}
    by_hand = [span(0, 10, agreed=False, **fields), span(20, 30, agreed=False, **fields)]
    row = scores({"statements": by_hand}, statements=[span(0, 10, **fields)])["statements"]
    assert (row["gold"], row["found"]) == (0, 0)


@pytest.mark.parametrize(("found", "share"), [("2023-03-01", 1.0), ("2023-02-28", 0.0), (None, 0.0)])
def test_a_day_of_publication_is_right_within_a_week(found: str | None, share: float) -> None:
    scoring = Scoring({"places": []})
    scoring.add({"document": {"published_best": "2023-03-08"}}, {"document_id": "d", "published": found})
    assert scoring.scores()["documents"]["published_within_7_days"] == share


def test_a_place_is_resolved_within_ten_kilometres() -> None:
    places = [
        {"place_id": "near", "name": "Bakhmut", "latitude": 48.67, "longitude": 38.0},
        {"place_id": "far", "name": "Bakhmut", "latitude": 48.70, "longitude": 38.0},
    ]
    by_hand = [span(at, at + 7, lat=48.60, lon=38.0, kind="settlement") for at in (0, 10)]
    mentions = [span(0, 7, place_id="near", role="location"), span(10, 17, place_id="far", role="location")]
    scoring = Scoring({"places": places, "mentions": mentions})
    scoring.add({"document": {"published_best": None}, "places": by_hand}, {"document_id": "d"})
    assert scoring.scores()["places"]["resolved"] == 0.5


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("General Syrskyi", "Oleksandr Syrskyi", True),
        ("Ukrainian officials", "Ukrainian government", True),
        ("Ukrainian officials", "Russian officials", False),
        (None, None, True),
        ("Oleksandr Syrskyi", None, False),
    ],
)
def test_names_of_a_speaker_are_compared_by_the_words_that_tell_people_apart(
    *, one: str | None, other: str | None, same: bool
) -> None:
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("qualifier", "high", "same"), [("exact", None, False), ("vague", None, True), ("exact", 90.0, True)]
)
def test_a_vague_number_has_no_upper_bound_to_be_wrong(
    *, qualifier: str, high: float | None, same: bool
) -> None:
    by_hand = {"low": 20, "high": 90, "qualifier": qualifier}
    assert same_numbers(by_hand, {"low": 20.0, "high": high}) is same
