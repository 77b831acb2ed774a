"""How exactly a number is meant: "about", "more than", "up to" and their kin, before and after it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import cast

from bakhmut_data import reference
from bakhmut_data.language.numbers.lexing import Token, key_at, tokenise
from bakhmut_data.language.numbers.units import Draft, unit_at
from bakhmut_data.records import Qualifier

LONGEST_PHRASE = 6
Phrase = tuple[str, ...]


def qualify(tokens: Sequence[Token], draft: Draft, floor: int) -> None:
    """Widens the draft over its qualifiers and sets the strongest; a bound is stronger than "about"."""
    found = [*_take_before(tokens, draft, floor), *_take_after(tokens, draft)]
    if draft.number.form == "vague" and draft.number.high is None:
        draft.qualifier = "vague"
    elif draft.qualifier in ("range", "vague"):
        return
    elif "about" in found and tokens[draft.first].key == "within":
        draft.qualifier = "about"
    elif found:
        draft.qualifier = next((qualifier for qualifier in found if qualifier != "about"), "about")
    elif _is_loose(tokens, draft):
        draft.qualifier = "about"


def _take_before(tokens: Sequence[Token], draft: Draft, floor: int) -> list[Qualifier]:
    phrases = _phrases("before")
    endings = _edges("before")
    found: list[Qualifier] = []
    while draft.first > floor and key_at(tokens, draft.first - 1) in endings:
        for length in range(min(LONGEST_PHRASE, draft.first - floor), 0, -1):
            qualifier = phrases.get(tuple(token.key for token in tokens[draft.first - length : draft.first]))
            if qualifier is not None:
                found.append(qualifier)
                draft.first -= length
                break
        else:
            break
    return found


def _take_after(tokens: Sequence[Token], draft: Draft) -> list[Qualifier]:
    if key_at(tokens, draft.last) not in _edges("after"):
        return []
    phrases = _phrases("after")
    for length in range(min(LONGEST_PHRASE, len(tokens) - draft.last), 0, -1):
        phrase = tuple(token.key for token in tokens[draft.last : draft.last + length])
        if phrase not in phrases or (
            phrase == ("+",) and tokens[draft.last].start > tokens[draft.last - 1].end
        ):
            continue
        draft.last += length
        if draft.unit is None and phrase == ("+",):
            draft.unit, draft.last = unit_at(tokens, draft.last)
        return [phrases[phrase]]
    return []


def _is_loose(tokens: Sequence[Token], draft: Draft) -> bool:
    """As in "a third", "one in eight", "a couple" are spoken roundly even without "about"."""
    number, opening = draft.number, tokens[draft.number_first].key
    if number.form == "vague":
        return number.high == number.low and key_at(tokens, draft.number_first + 1) == "couple"
    if number.form == "share":
        return number.low <= 0.5 and opening in ("one", "1")
    return number.form == "fraction" and opening == "a" and draft.unit is None


@functools.cache
def _phrases(position: str) -> dict[Phrase, Qualifier]:
    """Qualifiers by the tokens of their phrases (`qualifiers.csv`)."""
    rows = [row for row in reference.read_csv("qualifiers.csv") if row["position"] == position]
    return {_keys(row["phrase"]): cast("Qualifier", row["qualifier"]) for row in rows}


def _keys(phrase: str) -> Phrase:
    return tuple(token.key for token in tokenise(phrase))


@functools.cache
def _edges(position: str) -> frozenset[str]:
    """The tokens next to the number in these phrases: most words are none, which is quick to see."""
    return frozenset(phrase[-1 if position == "before" else 0] for phrase in _phrases(position))
