"""What a reported statement is about, by a weighted lexicon."""

from __future__ import annotations

import functools
import re
from collections import Counter

from bakhmut_data import reference

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
LONGEST_TERM = 4
# The words that brought the statement in, and its neighbours, weigh less than its own.
CONTEXT_WEIGHT = 0.34


@functools.cache
def _lexicon() -> tuple[dict[str, list[tuple[str, float]]], dict[str, list[tuple[str, float]]]]:
    """Terms and, apart, stems that stand for any ending; each with topics and weights."""
    terms: dict[str, list[tuple[str, float]]] = {}
    stems: dict[str, list[tuple[str, float]]] = {}
    for row in reference.read_csv("topics.csv"):
        table = stems if row["term"].endswith("*") else terms
        table.setdefault(row["term"].rstrip("*").casefold(), []).append((row["topic"], float(row["weight"])))
    return terms, stems


@functools.lru_cache(maxsize=20_000)
def _word_topics(word: str) -> tuple[tuple[str, float], ...]:
    """Topics and weights of one word, by itself or by its longest stem."""
    terms, stems = _lexicon()
    if word in terms:
        return tuple(terms[word])
    for end in range(min(len(word), 20), 2, -1):
        if word[:end] in stems:
            return tuple(stems[word[:end]])
    return ()


def _score(text: str) -> Counter[str]:
    terms, _ = _lexicon()
    words = [word.replace("’", "'") for word in WORD.findall(text.casefold())]
    scores: Counter[str] = Counter()
    for index, word in enumerate(words):
        for length in range(2, LONGEST_TERM + 1):
            for topic, weight in terms.get(" ".join(words[index : index + length]), ()):
                scores[topic] += weight  # type: ignore[assignment]
        for topic, weight in _word_topics(word):
            scores[topic] += weight  # type: ignore[assignment]
    return scores


def topic_of(text: str, context: str = "") -> str:
    """The topic with the greatest weight in the text, its context counting less; else "other"."""
    scores = {topic: float(weight) for topic, weight in _score(text).items()}
    for topic, weight in _score(context).items():
        scores[topic] = scores.get(topic, 0.0) + CONTEXT_WEIGHT * weight
    return max(scores, key=lambda topic: scores[topic]) if scores else "other"
