"""Words that tell what became of those counted, and what their nouns name."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from spacy.tokens import Token

from bakhmut_data import reference
from bakhmut_data.finding.figures.passages import NumberInText, counted_nouns, words

HARM = ("killed", "wounded", "casualties")
# Tokens before and after a number in which a cue still speaks of it.
REACH_BEFORE, REACH_AFTER = 14, 12
JOINED_REACH = 8
PAIR_REACH = 9


def noun_row(noun: Token | None) -> dict[str, str] | None:
    """Unit and measure of what a noun names, None for a noun of no interest."""
    if noun is None:
        return None
    rows = counted_nouns()
    # Footnote marks cling to the last word of a sentence: "car.[4]".
    word = re.split(r"[.\[(”»\"]", noun.lower_, maxsplit=1)[0]
    if noun.i and (row := rows.get(f"{noun.nbor(-1).lower_} {noun.lemma_.lower()}")):
        return row
    return rows.get(noun.lemma_.lower()) or rows.get(word) or rows.get(word.rstrip("s"))


def nearest_cue(mention: NumberInText, *, ignored: frozenset[str] = frozenset()) -> str | None:
    """The measure that the nearest telling word speaks for; killed and wounded together are casualties."""
    begin, end = mention.bounds()
    noun = mention.noun()
    past = noun.i + 1 if noun is not None else mention.last
    hits: list[tuple[float, str]] = []
    for i in range(max(begin, mention.first - REACH_BEFORE), min(end, past + REACH_AFTER)):
        measure = _cues().get(mention.passage.lemmas[i]) or _cues().get(mention.passage.words[i])
        if measure is None or mention.first <= i < past:
            continue
        token = mention.doc[i]
        if token.lemma_ not in ignored:
            spoken = i == past and token.lower_ in words("state", "states")
            hits.append((_distance(mention, token) - 2 * spoken, measure))
    harm = {measure for distance, measure in hits if distance < JOINED_REACH}
    if {"killed", "wounded"} <= harm and are_joined(list(mention.doc[begin:end])):
        return "casualties"
    if not hits:
        return None
    nearest = min(hits)[1]
    if nearest in ("killed", "wounded") and _is_half_of_pair(mention, past):
        return "casualties"
    return nearest


def _is_half_of_pair(mention: NumberInText, past: int) -> bool:
    """Whether "dead and wounded" stand together right before the number or right after what it counts."""
    before = list(mention.doc[max(0, mention.first - PAIR_REACH) : mention.first])
    return are_joined(before) or are_joined(list(mention.doc[past : past + 3]))


@functools.cache
def _cues() -> dict[str, str]:
    return {row["lemma"]: row["measure"] for row in reference.read_csv("measure_cues.csv")}


def cue_of(token: Token) -> str | None:
    """The measure that a word speaks for, None for most words."""
    return _cues().get(token.lemma_.lower()) or _cues().get(token.lower_)


def are_joined(tokens: Sequence[Token]) -> bool:
    """As in "killed and wounded", "killed or injured" count together."""
    return any(
        joint.lower_ in ("or", "and", "/", "&") and cue_of(before) in HARM and cue_of(after) in HARM
        for before, joint, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _distance(mention: NumberInText, token: Token) -> float:
    """Tokens between a cue and the number; clause borders and other numbers count more."""
    before = token.i < mention.first
    between = mention.doc[token.i + 1 : mention.first] if before else mention.doc[mention.last : token.i]
    cost = float(len(between))
    for passed in between:
        if passed.lower_ in (",", ";", ":", "—", "–", "and", "but", "|"):
            cost += 3
        elif passed.like_num:
            cost += 6
    head = mention.doc[mention.last - 1].head
    return cost - 3 if token in (head, head.head) else cost
