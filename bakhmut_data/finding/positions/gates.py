"""Patterns that are tried only where a text has a word without which they cannot be found.

Hundreds of ways of putting a stand are looked for in every sentence, and hardly any is there. Each pattern
is parsed once, by the standard library's own parser, for literal strings of which every match has one.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

KEY = 3  # characters of a literal by which a text is searched for it
# The tree that `re` itself compiles from; it has no public name.
_parser: Any = importlib.import_module("re._parser")


@dataclass(frozen=True, slots=True, eq=False)  # by identity: a pattern's own hash is made anew each time
class Gated:
    """A pattern and the literals of which its matches have one; None where it can be found without any."""

    pattern: re.Pattern[str]
    literals: frozenset[str] | None


class Gates:
    """Which of many patterns a text may match, found by one look at all that stands in it."""

    def __init__(self, patterns: Iterable[Gated]) -> None:
        self._open: set[Gated] = set()
        by_literal: dict[str, list[Gated]] = {}
        for each in patterns:
            if each.literals is None:
                self._open.add(each)
            for literal in each.literals or ():
                by_literal.setdefault(literal, []).append(each)
        self._by_key: dict[str, list[tuple[str, list[Gated]]]] = {}
        for literal, those in by_literal.items():
            self._by_key.setdefault(literal[:KEY], []).append((literal, those))

    def open_for(self, text: str) -> set[Gated]:
        """The patterns that may be found in a text; all others cannot."""
        found = set(self._open)
        for key in {text[at : at + KEY] for at in range(len(text) - KEY + 1)} & self._by_key.keys():
            for literal, those in self._by_key[key]:
                if literal in text:
                    found.update(those)
        return found


def gated(pattern: str) -> Gated:
    """The compiled pattern with its literals."""
    return Gated(re.compile(pattern), _required(_parser.parse(pattern)))


def search(patterns: Iterable[Gated], text: str) -> re.Match[str] | None:
    """What the patterns joined by "|" would find: the leftmost match, of the earliest pattern there."""
    first: re.Match[str] | None = None
    for each in patterns:
        found = each.pattern.search(text)
        if found is not None and (first is None or found.start() < first.start()):
            first = found
    return first


def _required(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Literals of which one stands in all that a parsed sequence matches; None where it has no long one."""
    sets: list[frozenset[str]] = []
    run = ""
    for code, argument in parsed:
        name = str(code)
        if name == "LITERAL":
            run += chr(argument)
            continue
        sets += _long(run)
        run = ""
        if (inner := _required_of(name, argument)) is not None:
            sets.append(inner)
    sets += _long(run)
    return min(sets, key=lambda each: (len(each), sorted(each)), default=None)


def _required_of(name: str, argument: Any) -> frozenset[str] | None:
    if name == "SUBPATTERN":
        return _required(argument[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] > 0:
        return _required(argument[2])
    if name == "BRANCH":
        branches = [_required(branch) for branch in argument[1]]
        if all(branch is not None for branch in branches):
            return frozenset().union(*(branch for branch in branches if branch is not None))
    return None


def _long(run: str) -> list[frozenset[str]]:
    return [frozenset({run})] if len(run) >= KEY else []
