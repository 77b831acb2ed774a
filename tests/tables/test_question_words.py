"""Which words of the nine questions are found in a text, and how often."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pandas as pd
import pytest

from bakhmut_data import records
from bakhmut_data.tables import question_words


def words_in(text: str, question: str) -> dict[str, int]:
    return {word: times for (of, word), times in question_words.count_words(text).items() if of == question}


def test_every_question_has_words_in_small_letters_none_of_them_twice() -> None:
    listed = question_words.looked_for()
    assert set(listed) == set(get_args(records.Question))
    for words in listed.values():
        assert len(words) == len(set(words)) > 5
        assert all(word == word.casefold() for word in words)


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Its strategic value, a strategist wrote, is small.", "value", {"strateg*": 2, "value": 1}),
        ("STRATEGIC", "value", {"strateg*": 1}),
        ("A keyboard and a worthy cause.", "value", {"worth*": 1}),
        ("They will fall\nback to the fall of rain.", "after", {"fall of": 1}),
        ("A meat\n grinder.", "losses", {"meat grinder": 1}),
        ("The loss of a town", "losses", {"loss": 1}),
        ("The weather was fine.", "supply", {}),
    ],
)
def test_words_stand_whole_in_any_case_and_across_lines(
    text: str, question: str, expected: dict[str, int]
) -> None:
    assert words_in(text, question) == expected


def test_of_words_that_begin_alike_the_longest_is_found() -> None:
    assert words_in("by the loss of men", "after") == {"loss of": 1}


def test_they_lie_beside_the_tables_and_are_read_again(tmp_path: Path) -> None:
    found = question_words.question_words_frame([("a", "vital, vital"), ("b", "nothing")])
    assert found.to_dict("records") == [
        {"document_id": "a", "question": "value", "word": "vital*", "times": 2}
    ]
    question_words.write_question_words(found, tmp_path, with_csv=True)
    pd.testing.assert_frame_equal(question_words.read_question_words(tmp_path), found)
    assert question_words.read_question_words(tmp_path / "elsewhere").empty
