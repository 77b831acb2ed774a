"""The words of a stretch that tell what it says, without their endings; no language model is needed."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from bakhmut_data.reference import read_toml

WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’-][^\W\d_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")
# Longest first: "withdrawals" has two.
ENDINGS = (
    "ments", "ment", "ings", "ing", "ally", "als", "al", "ies", "ied", "ed", "es", "ly", "s", "e", "y",
)  # fmt: skip
SHORTEST_STEM = 4


def content_stems(text: str) -> list[str]:
    """The stems of the words that carry a meaning of their own, and the numbers, in reading order.

    Words that say the same (`same_words` of `stems.toml`) have one stem.
    """
    found = (_stem(word) for word in WORD.findall(text.casefold()))
    return [stem for stem in found if stem]


@functools.lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """The stem of a word in small letters, "" for one that says nothing by itself."""
    word = POSSESSIVE.sub("", word)
    if word[:1].isdigit():
        return word.replace(",", "")
    if word in _empty() or len(word) < 3:
        return ""
    if word in _same():
        return _same()[word]
    stem = _cut(word)
    return _same().get(stem, stem)


def _cut(word: str) -> str:
    """The word without the longest ending that leaves enough of it."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(read_toml("stems.toml")["empty"])


@functools.cache
def _same() -> Mapping[str, str]:
    """The stem that stands for each group, by its words as they are written and without their endings."""
    same: dict[str, str] = {}
    for group in read_toml("stems.toml")["same_words"]:
        first, *_ = group
        for word in group:
            same[word] = same[_cut(word)] = _cut(first)
    return same
