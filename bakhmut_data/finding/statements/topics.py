"""What a reported statement is about, by a weighted lexicon and what else was found in it.

control: who holds, takes, loses or nears a place, attacks that fail, how the fighting there stands.
casualties: dead, wounded and captured people, destroyed weapons, ratios of losses.
forces: who fights, in what number and state; ammunition: shells, weapons and their supply.
hold_or_withdraw: whether to stay or to leave, as a decision, duty or advice.
next_moves: plans, forecasts and the pace of attacks; strategic_value: what a place is worth and
what its loss would lead to; symbolism: what it stands for; diplomacy: allies, aid, talks.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable

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


@functools.cache
def _openings() -> frozenset[str]:
    """The first words of the terms of several words."""
    return frozenset(term.split(" ", 1)[0] for term in _lexicon()[0] if " " in term)


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
        for length in range(2, LONGEST_TERM + 1) if word in _openings() else ():
            for topic, weight in terms.get(" ".join(words[index : index + length]), ()):
                scores[topic] += weight  # type: ignore[assignment]
        for topic, weight in _word_topics(word):
            scores[topic] += weight  # type: ignore[assignment]
    return scores


@functools.cache
def _evidence() -> dict[str, tuple[tuple[str, float], ...]]:
    """Topics and weights by what was found in a statement."""
    table: dict[str, tuple[tuple[str, float], ...]] = {}
    for row in reference.read_csv("topic_evidence.csv"):
        table[row["found"]] = (*table.get(row["found"], ()), (row["topic"], float(row["weight"])))
    return table


def topic_of(text: str, context: str = "", found: Iterable[str] = ()) -> str:
    """The topic with the greatest weight in the text, its context counting less; else "other".

    `found` names what else was found in the text, as in `topic_evidence.csv`.
    """
    scores = {topic: float(weight) for topic, weight in _score(text).items()}
    for topic, weight in _score(context).items():
        scores[topic] = scores.get(topic, 0.0) + CONTEXT_WEIGHT * weight
    for name in found:
        for topic, more in _evidence().get(name, ()):
            scores[topic] = scores.get(topic, 0.0) + more
    return max(scores, key=lambda topic: scores[topic]) if scores else "other"
