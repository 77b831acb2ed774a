"""Known persons and bodies by alias and by role, and the words of roles; all from tables."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import cast

from bakhmut_data import reference
from bakhmut_data.records import Side, Speaker

# A possessive ending is a word of its own, so that "Kyiv's" is found as "Kyiv".
WORD = re.compile(r"['’]s\b|[^\W_]+(?:[-.&'’](?!s\b)[^\W_]+)*")
# Titles that by themselves, without a name, are enough to know that somebody speaks.
SPEAKING_ROLES = frozenset(
    {"official", "officials", "officer", "officers", "spokesman", "spokesperson", "spokeswoman", "analysts"}
)
# Countries and armies as the name of a row or of a heading are what it counts or is about, not who says it.
COUNTED = frozenset({"Government of Ukraine", "Government of Russia", "Wagner Group"})
SPELLING = {"defense": "defence", "secretary-general": "secretary general", "vice-premier": "vice premier"}


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the table of speakers."""

    name: str
    kind: str
    side: Side | None
    gender: str
    words: frozenset[str] = frozenset()

    @property
    def speaker(self) -> Speaker:
        """The record that tables carry."""
        return Speaker(name=self.name, side=self.side)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its place, spelled as the tables spell it."""

    start: int
    end: int
    surface: str
    norm: str


@dataclass(slots=True)
class Trie:
    """Phrases by their words; `entry` where a phrase ends here."""

    entry: Known | None = None
    surface: str = ""
    branches: dict[str, Trie] = field(default_factory=dict)

    def add(self, phrase: str, entry: Known) -> None:
        """Enters a phrase; the first entry of a phrase stays."""
        node = self
        for word in words_of(phrase):
            node = node.branches.setdefault(word.norm, Trie())
        if node.entry is None:
            node.entry, node.surface = entry, phrase

    def longest(self, words: list[Word], first: int) -> tuple[int, Known] | None:
        """One past the last word of the longest phrase that begins at `first`, and its entry."""
        node, found = self, None
        for index in range(first, len(words)):
            following = node.branches.get(words[index].norm)
            if following is None:
                break
            node = following
            if node.entry is not None and _same_case(node.surface, words[first].surface):
                found = (index + 1, node.entry)
        return found


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a stretch of text, in the spelling of the tables."""
    found: list[Word] = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        surface = match.group()
        norm = surface.casefold().replace("’", "'").replace(".", "")
        parts = SPELLING.get(norm, norm).split()
        found.extend(Word(match.start(), match.end(), surface, part) for part in parts)
    return found


def _same_case(phrase: str, surface: str) -> bool:
    """A name is not a common word: "US" is not "us", "Bild" is not "build"."""
    first = phrase.split(maxsplit=1)[0]
    if first.isupper():
        return surface.replace(".", "").isupper()
    return surface[:1].isupper() or not first[:1].isupper()


@functools.cache
def names() -> Trie:
    """Persons and bodies by every alias."""
    trie = Trie()
    for row, known in _table():
        for alias in (known.name, *filter(None, row["aliases"].split("|"))):
            trie.add(alias, known)
    return trie


@functools.cache
def offices() -> Trie:
    """Persons by the office they held during the battle."""
    trie = Trie()
    for row, known in _table():
        for role in filter(None, row["roles"].split("|")):
            trie.add(role.lower(), known)
    return trie


@functools.cache
def _table() -> tuple[tuple[dict[str, str], Known], ...]:
    return tuple(
        (
            row,
            Known(
                row["name"],
                row["kind"],
                cast("Side | None", row["side"] or None),
                row["gender"],
                frozenset(word.norm for word in words_of(row["roles"])) - side_words().keys(),
            ),
        )
        for row in reference.read_csv("speakers.csv")
    )


@functools.cache
def role_words(kind: str) -> dict[str, str]:
    """Words of one kind (title, person, group, body, document, nobody) with their gender or ""."""
    return {
        row["word"].casefold(): row["gender"]
        for row in reference.read_csv("roles.csv")
        if row["kind"] == kind
    }


@functools.cache
def side_words() -> dict[str, Side]:
    """Adjectives and names that put whoever they describe on a side."""
    return {
        row["word"]: cast("Side", row["side"])
        for row in reference.read_csv("roles.csv")
        if row["kind"] == "side"
    }


@functools.cache
def given_names() -> dict[str, str]:
    """Common given names, casefolded, with the gender they tell."""
    return {row["name"].casefold(): row["gender"] for row in reference.read_csv("given_names.csv")}


@functools.cache
def employers() -> dict[str, Known]:
    """The body that a known person speaks for, by the person's name, where an office names it."""
    found: dict[str, Known] = {}
    for row, known in _table():
        words = words_of(row["roles"])
        for index in range(len(words)):
            body = names().longest(words, index)
            if body is not None and body[1].kind == "body" and body[0] - index > 1:
                found.setdefault(known.name, body[1])
    return found


def named_alone(words: list[Word]) -> Known | None:
    """Whom a phrase names, where nothing else is in it."""
    for table in (names(), offices()):
        found = table.longest(words, 0)
        if found is not None and found[0] == len(words):
            return found[1]
    return None
