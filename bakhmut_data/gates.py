"""Patterns that are tried only where a text has words without which they cannot be found.

Hundreds of ways of putting a stand or a time are looked for in every sentence, and hardly any is there. Each
pattern is parsed once, by the standard library's own parser, for literals of which every match has some.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

KEY = 3  # characters of a literal by which a text is searched for it; what is shorter is looked for by itself
SHORTEST = 2  # characters of a literal that tells anything
# Words that hardly a sentence is without.
EVERYWHERE = frozenset(
    ["a", "an", "and", "for", "in", "into", "is", "more", "of", "on", "that", "the", "to", "with"]
)
# The tree that `re` itself compiles from; it has no public name.
_parser: Any = importlib.import_module("re._parser")
# What `re.IGNORECASE` takes for the same letter, and `str.lower` does not.
ODD_LETTERS = str.maketrans({"ı": "i", "İ": "i", "ſ": "s", "\u212a": "k"})

Clauses = tuple[frozenset[str], ...]  # of each of these sets one literal stands in every match


@dataclass(frozen=True, slots=True, eq=False)  # by identity: a pattern's own hash is made anew each time
class Gated:
    """A pattern and the literals its matches have, one of each set; no sets where it needs none.

    The literals of a pattern that ignores case are those of `folded` text.
    """

    pattern: re.Pattern[str]
    literals: Clauses


class Gates:
    """Which of many patterns a text may match, found by one look at all that stands in it."""

    def __init__(self, patterns: Iterable[Gated]) -> None:
        self._open: set[Gated] = set()
        self._by_first: dict[str, list[Gated]] = {}
        self._short: set[str] = set()
        self._by_key: dict[str, set[str]] = {}
        for each in patterns:
            if not each.literals:
                self._open.add(each)
                continue
            for literal in each.literals[0]:
                self._by_first.setdefault(literal, []).append(each)
            for literal in frozenset().union(*each.literals):
                if len(literal) < KEY:
                    self._short.add(literal)
                else:
                    self._by_key.setdefault(literal[:KEY], set()).add(literal)

    def open_for(self, text: str) -> set[Gated]:
        """The patterns that may be found in a text; all others cannot."""
        present = set(self._literals_in(text))
        found = set(self._open)
        for literal in present & self._by_first.keys():
            for each in self._by_first[literal]:
                if not any(present.isdisjoint(those) for those in each.literals):
                    found.add(each)
        return found

    def _literals_in(self, text: str) -> Iterator[str]:
        for literal in self._short:
            if literal in text:
                yield literal
        for key in {text[at : at + KEY] for at in range(len(text) - KEY + 1)} & self._by_key.keys():
            for literal in self._by_key[key]:
                if literal in text:
                    yield literal


def folded(text: str) -> str:
    """A text in which the literals of patterns that ignore case are looked for."""
    return (text if text.isascii() else text.translate(ODD_LETTERS)).lower()


def gated(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Gated:
    """The compiled pattern with its literals, those that tell most first."""
    clauses = set(_required(_parser.parse(pattern, flags)))
    if flags & re.IGNORECASE:
        clauses = {frozenset(map(folded, those)) for those in clauses}
    return Gated(re.compile(pattern, flags), tuple(sorted(clauses, key=_vagueness)))


def search(patterns: Iterable[Gated], text: str) -> re.Match[str] | None:
    """What the patterns joined by "|" would find: the leftmost match, of the earliest pattern there."""
    first: re.Match[str] | None = None
    for each in patterns:
        found = each.pattern.search(text)
        if found is not None and (first is None or found.start() < first.start()):
            first = found
    return first


def _required(parsed: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """The sets of literals of each of which one stands in all that a parsed sequence matches."""
    run = ""
    for code, argument in parsed:
        name = str(code)
        if name == "LITERAL":
            run += chr(argument)
            continue
        yield from _long(run)
        run = ""
        yield from _required_of(name, argument)
    yield from _long(run)


def _required_of(name: str, argument: Any) -> Iterator[frozenset[str]]:
    if name == "SUBPATTERN":
        yield from _required(argument[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] > 0:
        yield from _required(argument[2])
    if name == "BRANCH":
        branches = [min(_required(branch), key=_vagueness, default=None) for branch in argument[1]]
        if all(branch is not None for branch in branches):
            yield frozenset().union(*(branch for branch in branches if branch is not None))


def _vagueness(literals: frozenset[str]) -> tuple[bool, int, list[str]]:
    """An order of sets of literals: those first that fewest texts have, as far as number and length tell."""
    vague = any(len(literal) < KEY or literal.strip() in EVERYWHERE for literal in literals)
    return vague, len(literals), sorted(literals)


def _long(run: str) -> Iterator[frozenset[str]]:
    if len(run) >= SHORTEST:
        yield frozenset({run})
