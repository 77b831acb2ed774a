"""The topic of a statement by a small learned model: weights of words, of what was found and of the rule.

The weights are those of a multinomial logistic regression (`reference/topic_model.csv`, written by
`bakhmut_data.making.topic_model`). A feature is a stem in the statement, in its paragraph or in the document,
or the name of something that was found; each group counts as a whole, however many words it has.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Mapping, Sequence

from bakhmut_data import reference

TOPICS = (
    "ammunition",
    "casualties",
    "control",
    "diplomacy",
    "forces",
    "hold_or_withdraw",
    "next_moves",
    "other",
    "strategic_value",
    "symbolism",
)
# How much the words of a group weigh against those of another; settled on documents left out.
GROUPS = {"said": 1.0, "found": 1.5, "near": 0.7, "text": 0.7}
WORD = re.compile(r"[a-z][a-z’'-]+")
ENDINGS = ("ings", "ing", "edly", "ed", "es", "s", "ly")
SHORTEST_STEM = 4
# A document is known by how it begins.
OPENING = 4000

Scores = tuple[float, ...]
NONE: Scores = (0.0,) * len(TOPICS)


def stems(text: str) -> list[str]:
    """The words of a text without their endings, in reading order."""
    return [_stem(word) for word in WORD.findall(text.casefold())]


@functools.lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    word = word.replace("’", "'").split("'")[0]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@functools.cache
def _weights() -> Mapping[tuple[str, str], Scores]:
    """What each feature of a group adds to each topic."""
    return {
        (row["group"], row["feature"]): tuple(float(row[topic]) for topic in TOPICS)
        for row in reference.read_csv("topic_model.csv")
    }


def group_scores(group: str, features: Iterable[str]) -> Scores:
    """What the features of one group add to each topic, in the order of `TOPICS`."""
    weights = _weights()
    known = [weights[group, feature] for feature in sorted(set(features)) if (group, feature) in weights]
    if not known:
        return NONE
    scale = GROUPS[group] / math.sqrt(len(known))
    return tuple(scale * math.fsum(column) for column in zip(*known, strict=True))


def likeliest(scores: Sequence[Scores]) -> str:
    """The topic with the greatest sum; of equals the first by name."""
    summed = [math.fsum(column) for column in zip(_weights().get(("", ""), NONE), *scores, strict=True)]
    return TOPICS[summed.index(max(summed))]
