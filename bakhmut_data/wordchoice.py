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
    pattern, meanings = _lexicon()
    return tuple(
        WordChoice(found.start(), found.end(), *meanings[_key(found.group())])
        for found in pattern.finditer(text)
    )


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
def _lexicon() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    meanings = {
        _key(row["word"]): (row["concept"], row["form"]) for row in reference.read_csv("word_choices.csv")
    }
    # Longest first, or "meat" alone would be found inside "meat grinder".
    words = sorted(meanings, key=len, reverse=True)
    spelled = (r"\s{1,3}".join(re.escape(part) for part in word.split()) for word in words)
    # Every word begins with a letter: asked first, that passes quickly over spaces and digits.
    return re.compile(rf"(?<!\w)(?=[^\W\d_])(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE), meanings


def _key(word: str) -> str:
    return " ".join(word.casefold().replace("’", "'").split())
