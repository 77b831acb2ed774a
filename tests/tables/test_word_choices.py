"""Choices of words are found as whole words, the longest first, in linear time."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakhmut_data import reference
from bakhmut_data.claims import frame
from bakhmut_data.comparing import voices
from bakhmut_data.tables import word_choices
from tests import made_claims as made
from tests.timing import processor_seconds


@pytest.mark.parametrize(
    ("text", "concept", "form"),
    [
        ("They met in Kyiv.", "the capital", "Kyiv"),
        ("They met in Kiev.", "the capital", "Kiev"),
        ("The town became a meat grinder.", "what the town is", "meat grinder"),
        ("a special\nmilitary operation", "the fighting", "special military operation"),
        ("The town was LIBERATED.", "a side gaining a place", "liberated"),
        ("The village was captured", "a side gaining a place", "captured"),
        ("They hope to retake Avdiivka", "a side gaining a place", "retake"),
        ("They spoke of the fall of Soledar", "a side gaining a place", "fall"),
        ("the Horde came", "Russia's troops", "Horde"),
        ("a day of carnage", "the battle", "carnage"),
        ("the self-declared Luhansk republic", "those holding the east before 2022", "self-declared"),
        ("Guns destroyed some 40 enemy soldiers", "losses", "destroyed"),
        ("Guns neutralised hundreds of troops", "losses", "neutralised"),
        ("Two hundred servicemen were reportedly eliminated", "losses", "eliminated"),
        ("for the fallen soldiers", "losses", "fallen soldiers"),
        ("They took heavy losses", "losses", "losses"),
    ],
)
def test_a_word_is_told_by_its_concept_and_form(text: str, concept: str, form: str) -> None:
    (found,) = word_choices.find_words(text)
    assert (found.concept, found.form) == (concept, form)


@pytest.mark.parametrize("text", ["Kyivstar", "the warden warned", "shellfire", "", "😀"])
def test_a_part_of_a_word_is_none(text: str) -> None:
    assert word_choices.find_words(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "the self-proclaimed king of poker",
        "The statue was destroyed.",
        "It stood among destroyed homes of civilians",
        "A memorial to soldiers was destroyed",
        "Guns destroyed two tanks and a bridge",
        "a year of losses and fear",
        "a firm with heavy financial losses",
        "They captured 20 prisoners",
        "They seized the initiative",
        "Shells fell on Soledar",
        "last summer and fall",
    ],
)
def test_a_word_without_what_it_needs_is_not_counted(text: str) -> None:
    kept = {"losses", "a side gaining a place", "those holding the east before 2022"}
    assert not [found for found in word_choices.find_words(text) if found.concept in kept]


def test_every_need_of_a_word_is_described() -> None:
    needs = {row["needs"] for row in reference.read_csv("word_choices.csv")} - {""}
    assert needs == set(reference.read_toml("word_choice_needs.toml"))


def test_no_word_of_the_list_means_two_things() -> None:
    words = [row["word"].casefold() for row in reference.read_csv("word_choices.csv")]
    assert sorted(words) == sorted(set(words))


@given(st.text())
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for found in word_choices.find_words(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@pytest.mark.parametrize("letter", ["9", " ", '"', "a", "special ", "w ", "war ", "retake "])
def test_a_third_of_a_million_characters_pass_in_seconds(letter: str) -> None:
    text = (letter * 300_000)[:300_000]
    assert processor_seconds(lambda: word_choices.find_words(text)) < 10  # less than one is usual


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    words = word_choices.words_frame([("abc", "Kyiv or Kiev"), ("def", "nothing")])
    word_choices.write_words(words, tmp_path, with_csv=True)
    pd.testing.assert_frame_equal(word_choices.read_words(tmp_path), words)
    (tmp_path / "words.parquet").unlink()
    pd.testing.assert_frame_equal(word_choices.read_words(tmp_path), words)


def test_without_a_file_there_are_no_words(tmp_path: Path) -> None:
    assert word_choices.read_words(tmp_path).empty


def test_shares_of_voices_are_of_what_each_source_reports() -> None:
    claims = frame.build_claims(made.small_tables())
    rows = voices.share_voices(claims, ("The Northern Courier", "Gazette"), "side")
    assert rows["Ukraine"]["The Northern Courier"] is None
    share = rows["Ukraine"]["Gazette"]
    assert share
    assert (share.statements, share.of, share.percent) == (1, 1, 100)
    assert "Gazette: too few to tell (1 statement)" in voices.sum_up(
        rows, ("The Northern Courier", "Gazette")
    )


@pytest.mark.parametrize(("of", "told"), [(4, "2 of 4"), (5, "40%")])
def test_a_share_of_few_statements_is_told_without_percent(of: int, told: str) -> None:
    assert voices.Share(2, of, "abc").in_words == told
