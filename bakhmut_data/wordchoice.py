"""Which of several words a text uses for the same thing, such as Kyiv or Kiev, capture or liberate."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from bakhmut_data import reference, tables

WORDS = "words"  # the name of the file beside the tables
BEGINNING = re.compile(r"(?<!\w)[^\W\d_]{2}")  # two letters; every word of the list has them
COLUMNS = ("document_id", "start", "end", "concept", "form")
TYPES = {"document_id": "str", "start": "int64", "end": "int64", "concept": "str", "form": "str"}


@dataclass(frozen=True, slots=True)
class WordChoice:
    """A word in a text that stands for a concept in one of its forms."""

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
            found.append(WordChoice(word.start(), end, *meanings[_key(word.group())]))
    return tuple(found)


def concepts() -> tuple[str, ...]:
    """What there are several words for, in the order of the list."""
    return tuple(dict.fromkeys(row["concept"] for row in reference.read_csv("word_choices.csv")))


def words_frame(texts: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """The choices of words in some documents, given by id and text, under the names of `COLUMNS`."""
    rows = [
        (document_id, each.start, each.end, each.concept, each.form)
        for document_id, text in texts
        for each in find_words(text)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(TYPES)


def write_words(words: pd.DataFrame, folder: Path, *, with_csv: bool = False) -> None:
    """The choices of words beside the tables, as Parquet and perhaps CSV."""
    sink = io.BytesIO()
    words.to_parquet(sink, index=False)
    files = {f"{WORDS}.parquet": sink.getvalue()}
    if with_csv:
        files[f"{WORDS}.csv"] = words.to_csv(index=False, lineterminator="\n").encode()
    tables.replace_files(folder, files)


def read_words(folder: Path) -> pd.DataFrame:
    """The choices of words beside some tables; empty where none were looked for."""
    parquet, text = folder / f"{WORDS}.parquet", folder / f"{WORDS}.csv"
    if parquet.exists():
        return pd.read_parquet(parquet).astype(TYPES)
    if text.exists():
        return pd.read_csv(text, dtype={"document_id": "str"}).astype(TYPES)
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in TYPES.items()})


@functools.cache
def _lexicon() -> tuple[dict[str, re.Pattern[str]], dict[str, tuple[str, str]]]:
    """A pattern for the words that begin with the same two letters, and what each word stands for."""
    meanings = {
        _key(row["word"]): (row["concept"], row["form"]) for row in reference.read_csv("word_choices.csv")
    }
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
