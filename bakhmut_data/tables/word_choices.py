"""Which of several words a text uses for the same thing, such as Kyiv or Kiev, capture or liberate."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.tables.files import read_beside, write_beside

WORDS = "words"  # the name of the file beside the tables
BEGINNING = re.compile(r"(?<!\w)[^\W\d_]{2}")  # two letters; every word of the list has them
TOKEN = re.compile(r"\w[\w'’-]{0,60}|[^\w\s]")
CLAUSE_END = re.compile(r"[.!?;:…](?:\s|$)|\n\s{0,20}\n")
NEARBY = 120  # characters in which the word that another needs must stand
TYPES = {"document_id": "str", "start": "int64", "end": "int64", "concept": "str", "form": "str"}


@dataclass(frozen=True, slots=True)
class WordChoice:
    """A word in a text that stands for a concept; `form` is the word as the list spells it."""

    start: int
    end: int
    concept: str
    form: str


def find_words(text: str) -> tuple[WordChoice, ...]:
    """Every word of the list `word_choices.csv`, in reading order; of words in one place the longest."""
    patterns, meanings = _lexicon()
    found: list[WordChoice] = []
    end = 0
    for begun in BEGINNING.finditer(text):
        pattern = patterns.get(begun.group().casefold())
        if begun.start() >= end and pattern and (word := pattern.match(text, begun.start())):
            end = word.end()
            row = meanings[_key(word.group())]
            if not row["needs"] or _has_what_it_needs(text, begun.start(), end, row["needs"]):
                found.append(WordChoice(begun.start(), end, row["concept"], row["word"]))
    return tuple(found)


@functools.cache
def groups() -> dict[str, str]:
    """The words of the list, each with the name of those that say the same, such as capture for seized."""
    return {row["word"]: row["form"] for row in reference.read_csv("word_choices.csv")}


def concepts() -> tuple[str, ...]:
    """What there are several words for, in the order of the list."""
    return tuple(dict.fromkeys(row["concept"] for row in reference.read_csv("word_choices.csv")))


def words_frame(texts: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """The choices of words in some documents, given by id and text, with the columns of `TYPES`."""
    rows = [
        (document_id, each.start, each.end, each.concept, each.form)
        for document_id, text in texts
        for each in find_words(text)
    ]
    return pd.DataFrame(rows, columns=list(TYPES)).astype(TYPES)


def document_of(word_id: str) -> str:
    """The document in which a word stands, by the word's id."""
    return word_id.rpartition("-w")[0]


def write_words(words: pd.DataFrame, folder: Path, *, with_csv: bool = False) -> None:
    """The choices of words beside the tables, as Parquet and perhaps CSV."""
    write_beside(WORDS, words, folder, with_csv=with_csv)


def read_words(folder: Path) -> pd.DataFrame:
    """The choices of words beside some tables; empty where none were looked for."""
    return read_beside(folder, WORDS).astype(TYPES)


def _has_what_it_needs(text: str, start: int, end: int, need: str) -> bool:
    """Whether one of the words that a need names stands before or after the word in its clause."""
    rule = reference.read_toml("word_choice_needs.toml")[need]
    after = CLAUSE_END.split(text[end : end + NEARBY], maxsplit=1)[0]
    ahead = [each.group() for each in TOKEN.finditer(after)]
    if _reaches(ahead, rule, frozenset(rule["stops"] + rule.get("stops_after", []))):
        return True
    before = CLAUSE_END.split(text[max(0, start - NEARBY) : start])[-1]
    behind = [each.group() for each in TOKEN.finditer(before)][::-1]
    links = rule.get("links")
    if links:
        behind = behind[1:] if behind and behind[0].endswith("ly") else behind
        if not behind or behind[0].casefold() not in links:
            return False
        behind = behind[1:]
    return _reaches(behind, rule, frozenset(rule["stops"]), rule.get("joined", ()))


def _reaches(
    tokens: list[str], rule: dict[str, Any], stops: frozenset[str], joined: Iterable[str] = ()
) -> bool:
    """Whether a word of the rule comes before a word that stops, and is not joined to another after it."""
    words = frozenset(rule["words"])
    counted = frozenset(rule.get("groups", ()))
    for at, token in enumerate(tokens[: rule["reach"]]):
        word = token.casefold().removesuffix("'s").removesuffix("’s")
        if token.casefold() in words or (rule.get("gazetteer") and (word in words or _is_place(token))):
            nouns = (each.casefold() for each in tokens[at + 1 : at + 4])
            return not joined or next((each for each in nouns if each in stops), "") not in joined
        if word in stops and not (word == "of" and at and tokens[at - 1].casefold() in counted):
            return False
    return False


def _is_place(token: str) -> bool:
    return token[0].isupper() and token.removesuffix("'s").removesuffix("’s") in _place_names()


@functools.cache
def _place_names() -> frozenset[str]:
    rows = reference.read_csv("gazetteer.csv")
    return frozenset(
        name for row in rows for name in (row["name"], *row["alternate_names"].split("|")) if " " not in name
    )


@functools.cache
def _lexicon() -> tuple[dict[str, re.Pattern[str]], dict[str, dict[str, str]]]:
    """A pattern for the words that begin with the same two letters, and the row of each word."""
    meanings = {_key(row["word"]): row for row in reference.read_csv("word_choices.csv")}
    spelled: dict[str, list[str]] = {}
    # Longest first, or "meat" alone would be found inside "meat grinder".
    for word in sorted(meanings, key=len, reverse=True):
        parts = [re.escape(part).replace("'", "['’]") for part in word.split()]
        spelled.setdefault(word[:2], []).append(r"\s{1,3}".join(parts))
    patterns = {
        letters: re.compile(rf"(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
        for letters, words in spelled.items()
    }
    return patterns, meanings


def _key(word: str) -> str:
    return " ".join(word.casefold().replace("’", "'").split())
