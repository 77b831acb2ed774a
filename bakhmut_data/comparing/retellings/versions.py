"""Whether two statements of one speaker report the same utterance, and what ties them.

A wrong link is worse than none: two statements count as one utterance only where more than their subject is
the same: most of their words, a rare phrase, or the stand taken on a day that both name.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bakhmut_data import reference
from bakhmut_data.language.stems import content_stems

Key = tuple[str, int, int]  # document, start, end
Stand = tuple[str, str | None, str]  # question, place, answer

# A night belongs to two days, and so does a distant time zone.
NIGHT = dt.timedelta(days=1)
A_WEEK = dt.timedelta(days=7)
# Weights are natural logarithms: of so many sentences one has the word.
SENTENCES, RAREST = 10_000.0, 5.0
# In so few statements a word may stand because they report the same.
A_FEW = 6
TELLING = 3.0  # one sentence in twenty
RARE = 4.0  # one in fifty-five
RARE_PHRASE = 6.0  # one in four hundred
# The share of the shorter version's weight that the other has too, and that weight, for which words suffice.
SAME_WORDS, SAME_WEIGHT = 0.5, 14.0
NEARLY_ALL, MUCH_WEIGHT = 0.75, 20.0
WITH_PHRASE, PHRASE_WEIGHT = 0.3, 8.0
ON_THE_DAY, DAY_WEIGHT = 1 / 3, 6.0


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which something can have been said, ends included; `dated` where the text names them.

    Days shared by two versions keep the longer of the two spans in `within`.
    """

    first: dt.date
    last: dt.date
    dated: bool
    within: dt.timedelta = dt.timedelta(0)

    def shared(self, other: Days) -> Days | None:
        """The days of both, a night between them allowed for; None where they have none in common."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        if first > last + NIGHT:
            return None
        within = max(self.last - self.first, other.last - other.first)
        return Days(min(first, last), max(first, last), self.dated and other.dated, within)


@dataclass(frozen=True, slots=True)
class Version:
    """One statement as it is compared; its words are numbers (`words`).

    `quoted` where words of the speaker's own stand in it; `original` is the document, or the one it copies;
    `days` None where nothing tells them.
    """

    key: Key
    speaker: str
    person: bool
    quoted: bool
    original: str
    publisher: str | None
    published: dt.date | None
    days: Days | None
    stems: frozenset[int]
    pairs: frozenset[int]
    terms: tuple[str, ...]
    stands: frozenset[Stand]
    via: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """Two versions of one utterance, how much of the shorter one both have, and what ties them."""

    first: Key
    second: Key
    similarity: float
    basis: str


class Weights:
    """How much a word tells: the rarer in reports of the war, and in the documents at hand, the more."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self._own: dict[int, int] = {}
        self._number = 0
        for version in versions:
            self._number += 1
            for stem in version.stems | version.pairs:
                self._own[stem] = self._own.get(stem, 0) + 1

    def of(self, stem: int) -> float:
        """The weight of a word or a pair of words, by its number."""
        here = SENTENCES * (self._own.get(stem, 0) - A_FEW) / self._number
        return math.log(SENTENCES / max(RAREST, common_stems().get(stem, 0.0), here))

    def sum(self, stems: Iterable[int]) -> float:
        """The weight of some words together."""
        return math.fsum(map(self.of, stems))


@functools.cache
def common_stems() -> Mapping[int, float]:
    """In how many of ten thousand sentences a common stem, or pair of stems, stands, by its number."""
    rows = reference.read_csv("common_stems.csv")
    return {zlib.crc32(row["stem"].encode()): float(row["in_10000"]) for row in rows}


def link_versions(one: Version, other: Version, weights: Weights) -> Link | None:
    """What ties two statements of one voice; None where they may be of different utterances."""
    days = one.days.shared(other.days) if one.days and other.days else None
    if not _may_be_one(one, other, days):
        return None
    stems = one.stems & other.stems
    shared = weights.sum(stems)
    least = _least(one, other, weights)
    likeness = _Likeness(stems, shared, shared / least if least else 0.0)
    reason = _words(one, other, likeness, days)
    if reason is None and one.key[0] != other.key[0] and one.person and days is not None:
        reason = _phrase(one, other, likeness, weights) or _stand(one, other, likeness, weights, days)
    return _link(one, other, likeness.share, days, reason) if reason else None


def reviewed_link(one: Version, other: Version, weights: Weights) -> Link:
    """The link between two statements that a reviewer read as one utterance."""
    shared, least = weights.sum(one.stems & other.stems), _least(one, other, weights)
    days = one.days.shared(other.days) if one.days and other.days else None
    return _link(one, other, shared / least if least else 0.0, days, "reviewed")


def _link(one: Version, other: Version, share: float, days: Days | None, reason: str) -> Link:
    parts = [f"speaker: {one.speaker}"]
    if days is not None and days.dated:
        parts.append(f"said: {days.first}" if days.first == days.last else f"said: {days.first}/{days.last}")
    return Link(one.key, other.key, share, "; ".join([*parts, reason]))


def _least(one: Version, other: Version, weights: Weights) -> float:
    """The weight of the shorter version's words."""
    return min(weights.sum(one.stems), weights.sum(other.stems))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """The words of both versions, their weight, and its share of the shorter version's."""

    stems: frozenset[int]
    weight: float
    share: float


def _may_be_one(one: Version, other: Version, days: Days | None) -> bool:
    """Whether neither documents nor days nor stands speak against it."""
    if one.days and other.days and days is None:
        return False
    if one.original == other.original and (one.key[0] != other.key[0] or _overlap(one.key, other.key)):
        return False
    if _is_opposed(one, other):
        return False
    # An outlet that goes on from day to day tells new things in old words.
    goes_on = one.publisher is not None and one.publisher == other.publisher
    return not goes_on or one.published == other.published or _is_known(days)


def _overlap(one: Key, other: Key) -> bool:
    """Whether two stretches of a document share a character."""
    return one[1] < other[2] and other[1] < one[2]


def _is_known(days: Days | None) -> bool:
    """Whether both versions name one and the same day."""
    return days is not None and days.dated and days.within <= NIGHT


def _is_opposed(one: Version, other: Version) -> bool:
    """Whether the two take different sides on a question about one place."""
    asked = {stand[:2] for stand in one.stands} & {stand[:2] for stand in other.stands}
    return bool(asked) and not one.stands & other.stands


def _words(one: Version, other: Version, likeness: _Likeness, days: Days | None) -> str | None:
    """Most of the words; nearly all within a document, of a body, which says much alike, or without a day."""
    within = one.key[0] == other.key[0]
    share = SAME_WORDS if one.person and days is not None and not within else NEARLY_ALL
    weight = SAME_WEIGHT if within or _is_known(days) or share == SAME_WORDS else MUCH_WEIGHT
    if likeness.share < share or likeness.weight < weight:
        return None
    return _named("same words", one, other, likeness.stems)


def _phrase(one: Version, other: Version, likeness: _Likeness, weights: Weights) -> str | None:
    """A rare phrase of two words that both quote, and some of the rest."""
    if not (one.quoted and other.quoted) or likeness.share < WITH_PHRASE or likeness.weight < PHRASE_WEIGHT:
        return None
    rare = any(weights.of(pair) >= RARE_PHRASE for pair in one.pairs & other.pairs)
    return _named("same phrase", one, other, likeness.stems) if rare else None


def _stand(one: Version, other: Version, likeness: _Likeness, weights: Weights, days: Days) -> str | None:
    """The same stand, or a third of the words, on one day that both name; the stand and more in one week."""
    stands = sorted({(question, answer) for question, _, answer in one.stands & other.stands})
    telling = math.fsum(weight for stem in likeness.stems if (weight := weights.of(stem)) >= TELLING)
    taken = "same stand: " + ", ".join(f"{question} {answer}" for question, answer in stands)
    if _is_known(days):
        if stands and (telling or one.stands == other.stands):
            return taken
        alike = likeness.share >= ON_THE_DAY and telling and likeness.weight >= DAY_WEIGHT
        return _named("same words", one, other, likeness.stems) if alike else None
    near = days.dated and days.within <= A_WEEK
    return taken if stands and telling >= TELLING and likeness.share >= WITH_PHRASE and near else None


def _named(reason: str, one: Version, other: Version, stems: frozenset[int]) -> str:
    """The reason with the index terms that both versions have."""
    shared = [
        term
        for term in sorted({*one.terms, *other.terms}, key=str.casefold)
        if (parts := {zlib.crc32(stem.encode()) for stem in content_stems(term)}) and parts <= stems
    ]
    return f"{reason}: {', '.join(shared)}" if shared else reason
