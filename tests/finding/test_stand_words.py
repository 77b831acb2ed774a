"""The words of stands, without sentences about them being analysed, and the gates before the patterns.

Of `more_stands.csv` the first part was at hand when rules were made. The second was written afterwards and
no rule is made for it: what it reaches is what the rules make of words that nobody had thought of.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from bakhmut_data import gates
from bakhmut_data.finding.positions import wording

SENTENCES = Path(__file__).parent / "more_stands.csv"
TOWNS = re.compile(r"Bakhmut|Kramatorsk|Sloviansk|Chasiv Yar|Kostiantynivka|Donetsk")
LEAST = {"seen": 0.8, "kept back": 0.28}  # of the sentences


def rows() -> list[dict[str, str]]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(sentence: str) -> str:
    """A sentence by a Ukrainian speaker as patterns read it."""
    names = [(found.start(), found.end(), wording.CITY) for found in TOWNS.finditer(sentence)]
    return wording.with_pronoun(wording.plain(sentence, names, "Ukraine"))


def answers(sentence: str) -> dict[str, str]:
    text = plain(sentence)
    return {question: answer for question, answer, _ in wording.answers_by_words(text, text)}


@pytest.mark.parametrize("half", ["seen", "kept back"])
def test_stands_are_read_in_words_that_combine(half: str) -> None:
    chosen = [row for row in rows() if row["half"] == half and row["question"] != "losses"]
    right = 0
    for row in chosen:
        found = answers(row["sentence"]).get(row["question"])
        right += found == row["answer"] or (
            found in (wording.SIDE, wording.RIVAL) and row["answer"] != "none"
        )
    assert right >= LEAST[half] * len(chosen)


def test_gates_change_nothing_that_is_found() -> None:
    patterns = [each for group in wording._rules().values() for rule in group for each in rule.patterns]
    every = gates.Gates(patterns)
    for row in rows():
        text = plain(row["sentence"])
        shut = set(patterns) - every.open_for(text)
        assert [each.pattern.pattern for each in shut if each.pattern.search(text)] == []


def test_gates_find_what_the_joined_patterns_find() -> None:
    for group in wording._rules().values():
        for rule in group:
            joined = re.compile("|".join(each.pattern.pattern for each in rule.patterns))
            for row in rows():
                text = plain(row["sentence"])
                one, other = joined.search(text), gates.search(rule.patterns, text)
                assert (one and one.span()) == (other and other.span())


@pytest.mark.parametrize(
    ("sentence", "party"),
    [
        ("The garrison was shelled by Russian guns and had no rounds left", None),
        ("Ukrainian trenches were hit by the Russians", "Ukraine"),
        ("The soldiers who fight in Ukraine", None),
        ("The Russians send men into Ukraine", "Russia"),
    ],
)
def test_a_party_is_one_that_acts_and_not_where_it_happens_or_by_whom(
    sentence: str, party: str | None
) -> None:
    text = wording.plain(sentence, (), None)
    assert wording.party_before(text, len(text)) == party
