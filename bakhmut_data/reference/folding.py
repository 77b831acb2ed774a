"""Place names made comparable: one folded form for the look-up."""

from __future__ import annotations

import functools
import re
import unicodedata

APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼʻ`´ʹ′", ""))
SPECIAL = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
JOINERS = re.compile(r"[\s.\-‐‑–—_]+")


@functools.lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """Lower case without accents, apostrophes and dots, spaces for hyphens: "Chasiv-Yar" is "chasiv yar"."""
    lowered = name.casefold().translate(APOSTROPHES).translate(SPECIAL)
    if not lowered.isascii():
        # Cyrillic й and ї are letters of their own, not accents.
        lowered = "".join(
            letter if "Ѐ" <= letter <= "ӿ" else _without_marks(letter)
            for letter in unicodedata.normalize("NFC", lowered)
        )
    return JOINERS.sub(" ", lowered).strip()


def _without_marks(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in decomposed if not unicodedata.combining(part))


# Pairs in which transliterations of Ukrainian and Russian differ; vowels carry little.
SAME_SOUNDS = (
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "c"),
    ("ch", "c"),
    ("sh", "s"),
    ("kh", "h"),
    ("zh", "z"),
    ("ts", "c"),
    ("ph", "f"),
)
SAME_LETTERS = str.maketrans({"g": "h", "w": "v", "q": "k", "x": "k", "j": ""} | dict.fromkeys("aeiouy'", ""))


def skeleton(folded: str) -> str:
    """The consonants of a folded name, one letter a sound: "klishchiivka" and "kleshcheyevka" are "klsvk"."""
    for written, sound in SAME_SOUNDS:
        folded = folded.replace(written, sound)
    letters = folded.translate(SAME_LETTERS)
    return "".join(letter for before, letter in zip(" " + letters, letters, strict=False) if letter != before)


def within_one_edit(one: str, other: str) -> bool:
    """Whether one letter put in, left out or changed makes the two names equal."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    return one[start + (len(one) == len(other)) :] == other[start + 1 :]
