"""On which side a speaker stands who has none by name: by introduction, else by words for the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bakhmut_data.finding.positions import wording
from bakhmut_data.records import Side, Statement

INTRODUCED = 110  # characters on either side of a name, in its sentence, in which a rank or unit stands
SENTENCE_END = re.compile(r"[.!?]\s|\n")
LEAST_NAME = 3  # letters
FEWEST_OWN = 4  # words for "we" of an author who writes of his own side


def with_sides(text: str, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements with a side for those speakers whose words or introduction give one."""
    statements = tuple(statements)
    unknown = {each.speaker for each in statements if each.speaker_side is None}
    sides = {name: _introduced(text, name) or _spoken(name, statements) for name in sorted(unknown)}
    return tuple(
        replace(each, speaker_side=sides[each.speaker])
        if each.speaker_side is None and sides[each.speaker]
        else each
        for each in statements
    )


def _introduced(text: str, name: str) -> Side | None:
    """The side of the rank, unit or army that stands beside the name."""
    last = re.sub(r"\(.*", "", name).split()[-1:]
    if not last or len(last[0]) < LEAST_NAME or not last[0][0].isupper():
        return None
    for found in re.finditer(rf"\b{re.escape(last[0])}\b", text):
        before = SENTENCE_END.split(text[max(0, found.start() - INTRODUCED) : found.start()])[-1]
        after = SENTENCE_END.split(text[found.end() : found.end() + INTRODUCED])[0]
        if side := wording.side_of_role(wording.plain(f"{before}{name}{after}", (), None)):
            return side
    return None


def _spoken(name: str, statements: Iterable[Statement]) -> Side | None:
    """Ukraine's, of one who says "we" and calls the other an enemy, or speaks of his own as soldiers do."""
    for each in statements:
        if each.speaker == name:
            words = each.surface.lower()
            if wording.speaks_of("of_russia", words):
                return None
            own = wording.speaks_of("partisan", words) or wording.speaks_of("soldier", words)
            if wording.OWN.search(words) and own:
                return "Ukraine"
    return None


def side_of_author(text: str, statements: Iterable[Statement]) -> Side | None:
    """The side of an author who says "we" outside quotations, by his other words: a letter, a diary."""
    own, position = [], 0
    for each in sorted(statements, key=lambda each: each.start):
        own.append(text[position : each.start])
        position = max(position, each.end)
    words = " ".join((*own, text[position:])).lower()
    if len(wording.OWN.findall(words)) < FEWEST_OWN:
        return None
    if wording.speaks_of("of_russia", words):
        return "Russia"
    return "Ukraine" if wording.speaks_of("partisan", words) else None
