"""The genre of a document by the signs of its layout and its language, and which of them were found.

Each sign speaks for one genre, with a strength. What no other genre has enough signs of is news, where
somebody reports something in it, or it says where and when it was written.
"""

from __future__ import annotations

from collections import defaultdict

from bakhmut_data.finding.genre.signs import Sign, find_signs
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.records import Document, Genre, Statement

ENOUGH = 2.0
# Of two genres that have as many signs the first: a list of sources shows more than a tone.
ORDER: tuple[Genre, ...] = ("transcript", "aggregation", "bulletin", "opinion", "explainer", "news", "other")
# What reads like none of the others is other where it has not so many words, or nobody says anything.
FEWEST_WORDS = 30


def find_genre(
    document: Document, analysis: Analysis, statements: tuple[Statement, ...]
) -> tuple[Genre, str]:
    """The genre of a document, and the short names of the signs found for it, joined by "; "."""
    signs = find_signs(document, analysis, statements)
    strength: dict[Genre, float] = defaultdict(float)
    for sign in signs:
        strength[sign.genre] += sign.strength
    genre = max(ORDER, key=lambda each: strength[each])
    if strength[genre] < ENOUGH or genre == "news":
        genre = "news" if strength["news"] or statements else "other"
    if len(document.text.split()) < FEWEST_WORDS and not statements:
        genre = "other"
    return genre, _basis(genre, signs)


def _basis(genre: Genre, signs: list[Sign]) -> str:
    """The signs of a genre, strongest first."""
    own = sorted((sign for sign in signs if sign.genre == genre), key=lambda sign: -sign.strength)
    if own:
        return "; ".join(sign.name for sign in own)
    return "statements reported" if genre == "news" else "no sign of another genre"
