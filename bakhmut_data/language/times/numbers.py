"""Counts in time expressions: digits, number words and vague amounts."""

from __future__ import annotations

import functools
import re

from bakhmut_data.reference import read_toml

VAGUE = ("several", "a few", "few", "many", "a number of", "numerous", "countless", "some", "quite a few")


def _alternatives(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


@functools.cache
def number_words() -> dict[str, int]:
    """Every single number word and what it counts."""
    return dict(read_toml("timexes.toml")["numbers"])


@functools.cache
def count_pattern() -> str:
    """A pattern for one count: "24", "1,500", "2.5", "forty-four", "two and a half", "a few"."""
    word = f"(?:{_alternatives(number_words())})"
    words = rf"{word}(?:(?:[ -]|[ -]and[ -]){word}){{0,4}}"
    fraction = r"(?:[ -]and[ -](?:a[ -])?(?:half|quarter)|½)?"
    vague = "|".join(v.replace(" ", r"\s") for v in sorted(VAGUE, key=len, reverse=True))
    return (
        rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,4}}(?:\.\d{{1,2}})?{fraction}|half\sa\sdozen|(?:a\s)?couple(?:\sof)?"
        rf"|couple\sof|a\sdozen|half\san?|{vague}|{words}{fraction}|an?)"
    )


def parse_count(text: str) -> float | None:
    """The number a count stands for; None for a vague one ("several")."""
    words = text.lower().replace("½", ".5").replace(",", "").strip()
    half = 0.5 if re.search(r"and[ -](?:a[ -])?half$", words) else 0.0
    half = 0.25 if re.search(r"and[ -](?:a[ -])?quarter$", words) else half
    words = re.sub(r"[ -]and[ -](?:a[ -])?(?:half|quarter)$", "", words)
    fixed = {"half a": 0.5, "half an": 0.5, "half a dozen": 6, "a dozen": 12, "a": 1, "an": 1}
    if words in fixed:
        return fixed[words] + half
    if "couple" in words:
        return 2
    if re.fullmatch(r"\d*\.?\d+", words):
        return float(words) + half
    value = _parse_words(re.split(r"[ -]+", words))
    return None if value is None else value + half


def _parse_words(words: list[str]) -> float | None:
    total = current = 0
    known = number_words()
    for word in words:
        if word == "and":
            continue
        if word not in known:
            return None
        if known[word] in (100, 1000):
            current = max(current, 1) * known[word]
            if known[word] == 1000:
                total, current = total + current, 0
        else:
            current += known[word]
    return total + current
