"""Days worth drawing, lanes and stretches of days, from a few claims counted by hand."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from bakhmut_data.claims import filtering, frame, timeline
from tests import worked


def spans(*rows: tuple[str, int]) -> pd.DataFrame:
    """So many claims for each day."""
    frame = pd.DataFrame(rows, columns=["first", "claims"]).astype({"first": "datetime64[s]"})
    return frame.assign(last=frame["first"])


def window(
    *rows: tuple[str, int], earliest: dt.date | None = None, latest: dt.date | None = None
) -> tuple[str, str]:
    filters = filtering.Filters(earliest=earliest, latest=latest)
    found = timeline.window_of(spans(*rows), filters)
    assert found is not None
    return found[0].date().isoformat(), found[1].date().isoformat()


def test_claims_are_in_the_order_of_their_days_and_undated_ones_left_out() -> None:
    marks = frame.build_claims(worked.worked_tables())
    dated = timeline.date_claims(marks[marks["claim"]])
    assert dated["first"].dt.strftime("%Y-%m-%d").tolist() == [
        *("2022-10-01", "2022-11-01", "2022-12-01", "2023-03-01", "2023-03-02", "2023-03-19", "2023-03-19"),
    ]
    assert dated["last"].dt.strftime("%Y-%m-%d").tolist()[4:6] == ["2023-03-04", "2023-03-19"]
    assert dated["kind"].tolist()[-2:] == ["figure", "control"]  # of one day, in reading order


def test_four_days_are_drawn_either_side() -> None:
    assert window(("2023-03-01", 1), ("2023-03-08", 1)) == ("2023-02-25", "2023-03-12")
    assert window(("2023-03-08", 1)) == ("2023-03-04", "2023-03-12")


def test_the_earliest_twentieth_may_lie_before_what_is_drawn() -> None:
    assert window(("2023-01-01", 1), ("2023-03-01", 9), ("2023-06-01", 10))[0] == "2023-02-25"  # 1 of 20
    assert window(("2023-01-01", 1), ("2023-03-01", 9), ("2023-06-01", 9))[0] == "2022-12-28"  # 1 of 19


@pytest.mark.parametrize(
    ("last", "few", "drawn_from"),
    [
        ("2023-03-31", 1, "2023-02-25"),  # silent for 59 days, then 30
        ("2023-05-01", 1, "2022-12-28"),  # silent for 59 days, then 61
        ("2023-03-31", 2, "2022-12-28"),  # 2 of 12 are more than a tenth
    ],
)
def test_what_lies_before_a_silence_longer_than_all_that_follows_is_not_drawn(
    last: str, few: int, drawn_from: str
) -> None:
    assert window(("2023-01-01", few), ("2023-03-01", 5), (last, 5))[0] == drawn_from


def test_days_asked_for_are_those_drawn() -> None:
    days = (("2023-03-01", 1), ("2023-03-08", 1))
    first, last = dt.date(2023, 3, 5), dt.date(2023, 3, 20)
    assert window(*days, earliest=first, latest=last) == ("2023-03-05", "2023-03-20")
    assert window(*days, earliest=first) == ("2023-03-05", "2023-03-12")
    # At least four days are drawn.
    assert window(*days, earliest=first, latest=first) == ("2023-03-05", "2023-03-09")
    assert timeline.window_of(spans(), filtering.Filters()) is None


def levels(*rows: tuple[str, str, str]) -> list[int]:
    """Levels of rows given as lane, first and last day of March, in the order of their days."""
    frame = pd.DataFrame(rows, columns=["lane", "first", "last"])
    for end in ("first", "last"):
        frame[end] = pd.to_datetime("2023-03-" + frame[end]).astype("datetime64[s]")
    frame["claim_id"] = [str(at) for at in range(len(frame))]
    laid = timeline.lay_levels(frame)
    return [int(level) for level in laid["level"]]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", "01", "01"), ("a", "01", "01")], [0, 1]),
        ([("a", "01", "04"), ("a", "04", "05")], [0, 1]),  # the fourth is a day of both
        ([("a", "01", "04"), ("a", "05", "06")], [0, 1]),  # a day is left free between
        ([("a", "01", "04"), ("a", "06", "07")], [0, 0]),
        ([("a", "01", "04"), ("b", "02", "03")], [0, 0]),  # another lane
        ([("a", "01", "09"), ("a", "02", "03"), ("a", "05", "06")], [0, 1, 1]),
        ([("a", "01", "02"), ("a", "01", "09"), ("a", "05", "06"), ("a", "05", "07")], [0, 1, 0, 2]),
    ],
)
def test_rows_that_share_a_day_lie_on_levels_of_their_own(
    rows: list[tuple[str, str, str]], expected: list[int]
) -> None:
    assert levels(*rows) == expected


COUNTED = pd.DataFrame(
    [
        ("Post", "2023-03-01", 2, "a"), ("Post", "2023-03-03", 1, "b"), ("Post", "2023-03-06", 4, "c"),
        ("Times", "2023-03-03", 8, "d"), ("Times", "2023-04-01", 1, "e"),
    ],
    columns=["source", "day", "claims", "claim_id"],
).astype({"day": "datetime64[s]"})  # fmt: skip


@pytest.mark.parametrize(
    ("most", "stretch", "rows"),
    [
        (
            4,
            "week",
            [
                ("Post", "2023-02-27", 3, "a"), ("Post", "2023-03-06", 4, "c"),
                ("Times", "2023-02-27", 8, "d"), ("Times", "2023-03-27", 1, "e"),
            ],
        ),
        (
            3,
            "month",
            [
                ("Post", "2023-03-01", 7, "a"), ("Times", "2023-03-01", 8, "d"),
                ("Times", "2023-04-01", 1, "e"),
            ],
        ),
        (2, "year", [("Post", "2023-01-01", 7, "a"), ("Times", "2023-01-01", 9, "d")]),
        (1, "year", [("Post", "2023-01-01", 7, "a"), ("Times", "2023-01-01", 9, "d")]),
    ],
)  # fmt: skip
def test_days_are_taken_together_until_there_are_few_enough(
    most: int, stretch: str, rows: list[tuple[str, str, int, str]]
) -> None:
    binned, named = timeline.bin_days(COUNTED, "day", ["source"], most)
    found = [
        (row["source"], f"{row['day']:%Y-%m-%d}", row["claims"], row["claim_id"])
        for row in binned.to_dict("records")
    ]
    assert named == stretch
    assert found == rows


def test_few_enough_days_stand_alone() -> None:
    binned, named = timeline.bin_days(COUNTED, "day", ["source"], 5)
    assert (named, binned["claims"].tolist()) == ("day", [2, 1, 4, 8, 1])
