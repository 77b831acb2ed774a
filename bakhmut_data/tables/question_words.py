"""Words of the nine questions in a text, without which a document may be called silent on one."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.tables.files import read_beside, write_beside

QUESTION_WORDS = "question_words"  # the name of the file beside the tables
TYPES = {"document_id": "str", "question": "str", "word": "str", "times": "int64"}
ANY_ENDING = "*"


def looked_for() -> Mapping[str, tuple[str, ...]]:
    """The words looked for by question, in the order of the list; `*` stands for any ending."""
    words = reference.read_toml("positions.toml")["looked_for"]
    return {question: tuple(listed) for question, listed in words.items()}


def count_words(text: str) -> Counter[tuple[str, str]]:
    """How often each word of each question stands in a text, by question and word as it is listed."""
    found: Counter[tuple[str, str]] = Counter()
    for question, (pattern, words) in _patterns().items():
        for match in pattern.finditer(text):
            assert match.lastindex is not None  # each alternative is a group
            found[question, words[match.lastindex - 1]] += 1
    return found


def question_words_frame(texts: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """The words of the questions in some documents, given by id and text, with the columns of `TYPES`."""
    rows = [
        (document_id, question, word, times)
        for document_id, text in texts
        for (question, word), times in sorted(count_words(text).items())
    ]
    return pd.DataFrame(rows, columns=list(TYPES)).astype(TYPES)


def write_question_words(words: pd.DataFrame, folder: Path, *, with_csv: bool = False) -> None:
    """The words of the questions beside the tables, as Parquet and perhaps CSV."""
    write_beside(QUESTION_WORDS, words, folder, with_csv=with_csv)


def read_question_words(folder: Path) -> pd.DataFrame:
    """The words of the questions beside some tables; empty where none were looked for."""
    return read_beside(folder, QUESTION_WORDS).astype(TYPES)


@functools.cache
def _patterns() -> dict[str, tuple[re.Pattern[str], tuple[str, ...]]]:
    """For each question a pattern with a group for each of its words, and these in their order."""
    patterns = {}
    for question, listed in looked_for().items():
        # Longest first, or "loss" would be found where "loss of" stands.
        words = tuple(sorted(listed, key=len, reverse=True))
        groups = "|".join(f"({_spelled(word)})" for word in words)
        patterns[question] = (re.compile(rf"\b(?:{groups})\b", re.IGNORECASE), words)
    return patterns


def _spelled(word: str) -> str:
    """A pattern for a word or some, between which other white space may stand."""
    parts = [re.escape(part).replace(re.escape(ANY_ENDING), r"\w{0,30}") for part in word.split()]
    return r"\s{1,3}".join(parts)
