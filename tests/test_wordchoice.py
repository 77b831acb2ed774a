"""Choices of words are found as whole words, the longest first, in linear time."""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakhmut_data import reference, views, voices, wordchoice
from tests import claims as made


@pytest.mark.parametrize(
    ("text", "concept", "form"),
    [
        ("They met in Kyiv.", "the capital", "Kyiv"),
        ("They met in Kiev.", "the capital", "Kiev"),
        ("The town became a meat grinder.", "what the town is", "meat grinder"),
        ("a special\nmilitary operation", "the fighting", "special military operation"),
        ("The town was LIBERATED.", "a side gaining the town", "liberate"),
        ("It was captured", "a side gaining the town", "capture"),
        ("the Horde came", "Russia's troops", "the Horde or orcs"),
    ],
)
def test_a_word_is_told_by_its_concept_and_form(text: str, concept: str, form: str) -> None:
    (found,) = wordchoice.find_words(text)
    assert (found.concept, found.form) == (concept, form)


@pytest.mark.parametrize("text", ["Kyivstar", "the warden warned", "shellfire", "", "😀"])
def test_a_part_of_a_word_is_none(text: str) -> None:
    assert wordchoice.find_words(text) == ()


def test_no_word_of_the_list_means_two_things() -> None:
    words = [row["word"].casefold() for row in reference.read_csv("word_choices.csv")]
    assert sorted(words) == sorted(set(words))


@given(st.text())
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for found in wordchoice.find_words(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@pytest.mark.parametrize("letter", ["9", " ", '"', "a", "special ", "w ", "war "])
def test_a_million_characters_pass_in_seconds(letter: str) -> None:
    start = time.monotonic()
    wordchoice.find_words((letter * 1_000_000)[:1_000_000])
    assert time.monotonic() - start < 30  # one or two where the machine is free


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    words = wordchoice.words_frame([("abc", "Kyiv or Kiev"), ("def", "nothing")])
    wordchoice.write_words(words, tmp_path, with_csv=True)
    pd.testing.assert_frame_equal(wordchoice.read_words(tmp_path), words)
    (tmp_path / "words.parquet").unlink()
    pd.testing.assert_frame_equal(wordchoice.read_words(tmp_path), words)


def test_without_a_file_there_are_no_words(tmp_path: Path) -> None:
    assert wordchoice.read_words(tmp_path).empty


def test_shares_of_voices_are_of_what_each_source_reports() -> None:
    claims = views.build_claims(made.small_tables())
    rows = voices.share_voices(claims, ("The Northern Courier", "Gazette"), "side")
    assert rows["Ukraine"]["The Northern Courier"] is None
    share = rows["Ukraine"]["Gazette"]
    assert share
    assert (share.statements, share.of, share.percent) == (1, 1, 100)
    assert "Gazette: Ukraine 100%" in voices.sum_up(rows, ("The Northern Courier", "Gazette"))
