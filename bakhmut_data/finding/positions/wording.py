"""Which answer a stretch of text gives to a question, by its words (`reference/positions.toml`)."""

from __future__ import annotations

import functools
import re
from typing import Literal

from bakhmut_data import reference
from bakhmut_data.records import Question

Party = Literal["Russia", "Ukraine"]
QUESTIONS: tuple[Question, ...] = (
    "value",
    "symbol",
    "hold",
    "fall",
    "after",
    "supply",
    "momentum",
    "next",
)  # by words alone
SIDE = "side"  # an answer that names the party which the words speak of
ANY = "any"

Patterns = tuple[tuple[str, re.Pattern[str]], ...]


def answer_by_words(question: str, text: str) -> tuple[str, re.Match[str]] | None:
    """The first answer to a question whose words stand in the text, and where; None for no stand."""
    for answer, pattern in _patterns()[question]:
        if found := pattern.search(text):
            return answer, found
    return None


def speaks_of(topic: str, text: str) -> bool:
    """Whether words of a list of `[losses]` stand in the text."""
    return any(name == topic and pattern.search(text) for name, pattern in _patterns()["losses"])


def party_before(text: str, end: int) -> Party | None:
    """The party named last before a position, None where none is."""
    last: tuple[int, Party | None] = (-1, None)
    for party, pattern in _parties():
        for found in pattern.finditer(text, 0, end):
            last = max(last, (found.start(), party), key=lambda each: each[0])
    return last[1]


def party_most_named(text: str) -> Party | None:
    """The party named more often, None where both are as often or neither is."""
    numbers = {party: sum(1 for _ in pattern.finditer(text)) for party, pattern in _parties()}
    if numbers["Russia"] == numbers["Ukraine"]:
        return None
    return "Russia" if numbers["Russia"] > numbers["Ukraine"] else "Ukraine"


@functools.cache
def _patterns() -> dict[str, Patterns]:
    lists = reference.read_toml("positions.toml")
    words = lists["words"]
    return {
        question: tuple((answer, _pattern(patterns, words)) for answer, patterns in answers.items())
        for question, answers in lists.items()
        if question != "words"
    }


@functools.cache
def _parties() -> tuple[tuple[Party, re.Pattern[str]], ...]:
    words = reference.read_toml("positions.toml")["words"]
    return (
        ("Russia", re.compile(rf"\b{words['RU']}\b", re.IGNORECASE)),
        ("Ukraine", re.compile(rf"\b{words['UA']}\b", re.IGNORECASE)),
    )


def _pattern(alternatives: list[str], words: dict[str, str]) -> re.Pattern[str]:
    joined = "|".join(alternatives)
    for name, group in words.items():
        joined = joined.replace(f"{{{name}}}", group)
    return re.compile(joined, re.IGNORECASE)
