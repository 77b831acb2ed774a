"""Shares of who is heard, counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from bakhmut_data.claims import sentences
from bakhmut_data.comparing import voices

SAID = [
    ("Post", "Ukraine", "Petrenko"), ("Post", "Ukraine", "Petrenko"), ("Post", "Russia", "Ivanov"),
    ("Times", "West", "NATO"), ("Times", "Russia", "Ivanov"), ("Times", "Russia", "Ivanov"),
    ("Times", "Russia", "Ivanov"), ("Times", "Russia", "Popov"), ("Times", "Ukraine", "Petrenko"),
    ("Daily", "Ukraine", "Petrenko"),
]  # fmt: skip
CLAIMS = pd.DataFrame(SAID, columns=["source", "side", "speaker"]).assign(
    kind=["statement"] * 9 + ["figure"], claim_id=[str(at) for at in range(10)]
)


def test_a_share_is_of_the_statements_of_its_source() -> None:
    rows = voices.share_voices(CLAIMS, ["Times", "Post", "Daily"], "side")
    assert list(rows) == ["Ukraine", "Russia", "West"]  # in the order of sides
    assert rows["Russia"] == {
        "Times": voices.Share(4, 6, "4"),
        "Post": voices.Share(1, 3, "2"),
        "Daily": None,  # a figure is no statement
    }
    assert rows["West"]["Post"] is None


def test_speakers_come_by_how_often_they_are_heard() -> None:
    rows = voices.share_voices(CLAIMS, ["Times", "Post"], "speaker")
    assert list(rows) == ["Ivanov", "Petrenko", "NATO", "Popov"]
    assert rows["Petrenko"]["Post"] == voices.Share(2, 3, "0")


@pytest.mark.parametrize(
    ("share", "percent", "told"),
    [((1, 3), 33, "1 of 3"), ((2, 4), 50, "2 of 4"), ((3, 5), 60, "60%"), ((5, 6), 83, "83%")],
)
def test_of_five_statements_on_a_share_is_told_in_percent(
    share: tuple[int, int], percent: int, told: str
) -> None:
    found = voices.Share(*share, "c")
    assert (found.percent, found.in_words) == (percent, told)


def test_the_side_heard_most_is_told_for_each_source() -> None:
    sources = ["Times", "Post", "Daily"]
    rows = voices.share_voices(CLAIMS, sources, "side")
    assert voices.sum_up(rows, sources) == (
        "The side heard most, by share of reported statements: Times: Russia 67%; Post: Ukraine 2 of 3."
    )
    assert voices.sum_up({sentences.NO_SIDE: rows["Russia"]}, sources) == ""
