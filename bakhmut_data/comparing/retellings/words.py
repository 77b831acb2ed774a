"""What each statement says as numbers, by which versions of one utterance are found without any text.

A word is the CRC-32 of its stem, in ascending order: which words a statement has can be compared, but
not read, nor in which order they stood. `via` is from whom the document has the statement.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bakhmut_data.language.stems import content_stems
from bakhmut_data.reference import read_csv
from bakhmut_data.tables.files import read_beside, write_beside
from bakhmut_data.tables.schemas import COLUMN_TYPES, PANDAS

STATEMENT_WORDS = "statement_words"  # the name of the file beside the tables
TYPES = {name: PANDAS[kind] for name, kind in COLUMN_TYPES[STATEMENT_WORDS].items()}
# How far the words around a statement that name its outlet may stand from it.
REACH = 250
SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]{0,2}\s+(?=[A-Z“\"(‘])|\n")
ASIDE = re.compile(r"[.!?]?[\"”’]?\s?\([^()\n]{2,60}\)")
BEFORE_OUTLET = re.compile(
    r"\b(?:told|tells?|telling|to|with|by|for|per|as|from|in|on|via|citing|cites?|cited|quotes?|quoting|quoted)"
    r" (?:the )?(?:[a-z]+ (?:newspaper|magazine|agency|broadcaster|channel|site) )?$"
)
AFTER_OUTLET = re.compile(
    r"(?:[’']s?)? ?(?:\([A-Z]{2,5}\) ?)?"
    r"(?:interpretation|report|quot|cit|wr[io]t|sa(?:id|ys)|correspondent|interview|journalist|that\b)"
)

Words = NDArray[np.uint32]


def hashed(words: Iterable[str]) -> Words:
    """The numbers of some words, each once, in ascending order."""
    return np.array(sorted({zlib.crc32(word.encode()) for word in words}), np.uint32)


def words_of(text: str) -> tuple[Words, Words]:
    """The numbers of a text's stems, and of its pairs of stems that follow one another."""
    stems = content_stems(text)
    return hashed(stems), hashed(map(" ".join, pairwise(stems)))


def statement_words_frame(texts: Iterable[tuple[str, str]], statements: pd.DataFrame) -> pd.DataFrame:
    """The words of the statements (a table of them) in some documents, given by id and text."""
    rows: list[tuple[Any, ...]] = []
    for document_id, text in texts:
        said = statements[statements["document_id"] == document_id]
        for start, end in zip(said["start"].astype(int), said["end"].astype(int), strict=True):
            via = outlet_beside(text, start, end) or _enclosing(said, start, end)
            rows.append((document_id, start, end, *words_of(text[start:end]), via))
    return pd.DataFrame(rows, columns=list(TYPES)).astype(TYPES)


def outlet_beside(text: str, start: int, end: int) -> str | None:
    """The outlet that the words around a statement name as the one it was told to or taken from."""
    for first, last in _around(text, start, end):
        for named in _outlet_pattern().finditer(text, first, last):
            before, after = text[first : named.start()], text[named.end() : last]
            if BEFORE_OUTLET.search(before) or AFTER_OUTLET.match(after):
                return _outlets()[named.group()]
    return None


def read_statement_words(folder: Path) -> pd.DataFrame:
    """The words of the statements in a folder's tables; empty where none were counted."""
    return read_beside(folder, STATEMENT_WORDS)


def write_statement_words(words: pd.DataFrame, folder: Path, *, with_csv: bool = False) -> None:
    """The words of statements beside the tables, as Parquet and perhaps CSV (eight hex digits a number)."""
    write_beside(STATEMENT_WORDS, words, folder, with_csv=with_csv)


def _around(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What is left of the sentence around a stretch: before it, and behind it with an aside."""
    first = max(0, start - REACH)
    for ended in SENTENCE_END.finditer(text, first, start):
        first = ended.end()
    if aside := ASIDE.match(text, end):
        return [(first, start), (end, aside.end())]
    if text[end - 1] in ".!?":
        return [(first, start)]
    closing = SENTENCE_END.search(text, end, end + REACH)
    return [(first, start), (end, closing.start() if closing else min(len(text), end + REACH))]


def _enclosing(said: pd.DataFrame, start: int, end: int) -> str | None:
    """The outlet whose own words hold a statement."""
    around = said[
        (said["start"] <= start) & (said["end"] >= end) & (said["end"] - said["start"] > end - start)
    ]
    named = set(_outlets().values())
    return next((str(speaker) for speaker in around["speaker"] if speaker in named), None)


@functools.cache
def _outlets() -> dict[str, str]:
    """The names of outlets by each of their spellings."""
    media = [row for row in read_csv("speakers.csv") if row["kind"] == "media"]
    return {
        name: row["name"] for row in media for name in (row["name"], *filter(None, row["aliases"].split("|")))
    }


@functools.cache
def _outlet_pattern() -> re.Pattern[str]:
    names = sorted(_outlets(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
