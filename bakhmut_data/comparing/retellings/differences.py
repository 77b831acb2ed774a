"""What versions of one utterance have in common, and what each has alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bakhmut_data.language.stems import WORD, content_stems

Part = tuple[str, bool]  # words, and whether no other version has them


@dataclass(frozen=True, slots=True)
class Compared:
    """The versions of an utterance: each in parts, and the index terms of all and of each alone."""

    parts: tuple[tuple[Part, ...], ...]
    shared: tuple[str, ...]
    own: tuple[tuple[str, ...], ...]


def compare_versions(
    texts: Sequence[str], terms: Sequence[Sequence[str]], documents: Sequence[str]
) -> Compared:
    """The versions set against one another: their words, "" where a text is not there, and their terms.

    A word is a version's own where no other of the `documents` has its stem; words that carry no meaning are
    nobody's own.
    """
    named = [{term: frozenset(content_stems(term)) for term in each} for each in terms]
    holders: dict[str, set[str]] = defaultdict(set)
    for text, each, document in zip(texts, named, documents, strict=True):
        for stem in content_stems(text) if text else set().union(*each.values()):
            holders[stem].add(document)
    shared = {term for each in named for term, stems in each.items() if stems and _least(stems, holders) > 1}
    own = tuple(
        tuple(term for term, stems in each.items() if stems and _least(stems, holders) == 1) for each in named
    )
    parts = tuple(_parts(text, holders) if all(texts) else ((text, False),) for text in texts)
    return Compared(parts, tuple(sorted(shared, key=str.casefold)), own)


def _least(stems: Collection[str], holders: Mapping[str, Collection[str]]) -> int:
    """In how many documents the rarest of some stems stands."""
    return min(len(holders[stem]) for stem in stems)


def _parts(text: str, holders: Mapping[str, Collection[str]]) -> tuple[Part, ...]:
    """A text in stretches that are its own and stretches that are not, in reading order."""
    parts: list[Part] = []
    last = 0
    for word in WORD.finditer(text):
        stems = content_stems(word.group())
        if stems and _least(stems, holders) == 1:
            if word.start() > last:
                parts.append((text[last : word.start()], False))
            parts.append((word.group(), True))
            last = word.end()
    if last < len(text):
        parts.append((text[last:], False))
    return tuple(parts)
