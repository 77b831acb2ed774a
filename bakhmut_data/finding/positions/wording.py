"""Which answers a stretch of text gives, by its words (`reference/positions.toml`).

Patterns read a plain form of the stretch: small letters, and RU, UA and CITY for whatever names the two
parties and the settlements, so that a rule is about the language and not about one place.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bakhmut_data import gates, reference
from bakhmut_data.gates import Gated
from bakhmut_data.records import Question

Party = Literal["Russia", "Ukraine"]
MARKS = {"Russia": "RU", "Ukraine": "UA"}
CITY = "CITY"
# Questions whose words mean something else too often, even in a text about the battle for a town.
ALWAYS_NEED = frozenset({"momentum", "after"})
SIDE = "side"  # an answer that names the party which the words speak of
RIVAL = "rival"  # an answer that names the other party than the one that has more
OWN = re.compile(r"\b(?:we|our|ours|us(?!\.))\b")
OURS = re.compile(r"\bour (?:guys|boys|troops|soldiers|men|forces|defenders|units|fighters|army)\b")
RIVALS = re.compile(r"\b(?:the )?(?:enem(?:y|ies)(?:'s)?|ukronazis?|nationalists|nazis|banderites)\b")
THEY = re.compile(r"\b(?:they|them|their|theirs)\b")
QUOTES = re.compile(r'[“”"„«»]')
# "It" that stands for nothing: "it is important that", "it remains to be seen".
PRONOUN = re.compile(r"\bit\b(?!(?: \w+){1,5} (?:to|that|if|whether|where|how|who|when)\b)")
NAMES_TOWN = re.compile(r"\bCITY\b|\b(?:city|town|capital|fortress)\b")
# A party that acts; in "in Ukraine" the name is a place.
MARKED = re.compile(r"(?<!\bin )(?<!\binto )(?<!\bacross )\b(RU|UA)\b")
DOER = re.compile(r"\bby (?:the )?$")  # before the one who did it, who is not spoken of


@dataclass(frozen=True, slots=True)
class Rule:
    """An answer that holds where one of the patterns is found, with all of `needs` and none of `bars`."""

    question: Question
    answer: str
    patterns: tuple[Gated, ...]
    needs: tuple[re.Pattern[str], ...]
    bars: re.Pattern[str] | None

    def find(self, text: str, opened: set[Gated], sentence: str, *, of_battle: bool) -> re.Match[str] | None:
        """Where the words stand; None where they do not, or where the sentence has not what they need."""
        found = gates.search([each for each in self.patterns if each in opened], text)
        if found is None or (self.bars and self.bars.search(text)):
            return None
        if of_battle and self.question not in ALWAYS_NEED:
            return found
        return found if all(need.search(sentence) for need in self.needs) else None


def plain(text: str, names: Iterable[tuple[int, int, str]], side: str | None) -> str:
    """A stretch in small letters, with RU, UA and CITY for names (start, end, mark) and for "we"."""
    pieces, position = [], 0
    for start, end, mark in names:
        if start >= position:
            pieces += [text[position:start].lower(), mark]
            position = end
    pieces.append(text[position:].lower())
    joined = "".join(pieces).replace("\n", " ").replace("’", "'").replace("‘", "'")
    joined = QUOTES.sub("", joined)
    if side == "Russia":  # whose "enemy" and "our soldiers" are the other ones
        joined = RIVALS.sub("UA", OURS.sub("RU", joined))
    for mark, pattern in _parties():
        joined = pattern.sub(mark, joined)
    return OWN.sub(MARKS[side], joined) if side in MARKS else joined


def names_a_town(text: str) -> bool:
    """Whether a plain text speaks of a town, which "it" may then stand for."""
    return bool(NAMES_TOWN.search(text))


def with_pronoun(text: str) -> str:
    """A plain text near the name of a town, with IT for the pronoun that may stand for it."""
    return PRONOUN.sub("IT", text)


def answers_by_words(
    text: str, sentence: str, *, of_battle: bool = False
) -> Iterator[tuple[Question, str, int]]:
    """Of each question the first answer that a plain stretch gives, and where its words end."""
    unconditional = _conditions().sub(" ", text)
    opened = _gates().open_for(text)
    opened_unconditional = opened if unconditional == text else _gates().open_for(unconditional)
    for question, rules in _rules().items():
        # What stands under a condition is no forecast; what follows from it answers another question.
        read, may_match = (unconditional, opened_unconditional) if question == "fall" else (text, opened)
        for rule in rules:
            if found := rule.find(read, may_match, sentence, of_battle=of_battle):
                yield question, rule.answer, found.end()
                break


def side_of_role(text: str) -> Party | None:
    """The party of whoever is introduced in a plain text by rank, unit or army."""
    found = _roles().search(text)
    return _party(found.group("party")) if found else None


def speaks_of(topic: str, text: str) -> bool:
    """Whether words of a list of `[losses]` or `[focus]` stand in a plain text."""
    return bool(_topics()[topic].search(text))


def party_of_losses(text: str) -> tuple[bool, Party | None]:
    """Whether a plain text speaks of heavy losses, and the party named nearest to them."""
    found = _topics()["heavy"].search(text)
    if found is None:
        return False, None
    distances = [
        (max(found.start() - mark.end(), mark.start() - found.end(), 0), mark.start(), mark[1])
        for mark in MARKED.finditer(text)
    ]
    return True, _party(min(distances)[2]) if distances else None


def party_before(text: str, end: int) -> Party | None:
    """The party named last before a position of a plain text, None where none is."""
    marks = [mark for mark in MARKED.finditer(text, 0, end) if not DOER.search(text, 0, mark.start())]
    return _party(marks[-1][1]) if marks else None


def party_most_named(text: str) -> Party | None:
    """The party named more often in a plain text, None where both are as often or neither is."""
    marks = MARKED.findall(text)
    difference = marks.count("RU") - marks.count("UA")
    return None if difference == 0 else _party("RU" if difference > 0 else "UA")


def _party(mark: str) -> Party:
    return "Russia" if mark == "RU" else "Ukraine"


@functools.cache
def _lists() -> dict[str, Any]:
    return reference.read_toml("positions.toml")


@functools.cache
def _rules() -> dict[Question, tuple[Rule, ...]]:
    rules: dict[Question, list[Rule]] = {}
    for stand in _lists()["stand"]:
        rule = Rule(
            stand["question"],
            stand["answer"],
            tuple(gates.gated(_filled(each, _groups())) for each in stand["any"]),
            tuple(_pattern([need]) for need in stand.get("needs", ())),
            _pattern(stand["bars"]) if "bars" in stand else None,
        )
        rules.setdefault(rule.question, []).append(rule)
    return {question: tuple(group) for question, group in rules.items()}


@functools.cache
def _gates() -> gates.Gates:
    return gates.Gates(each for group in _rules().values() for rule in group for each in rule.patterns)


@functools.cache
def _topics() -> dict[str, re.Pattern[str]]:
    lists = {**_lists()["losses"], **_lists()["focus"]}
    return {topic: _pattern(patterns) for topic, patterns in lists.items()}


@functools.cache
def _roles() -> re.Pattern[str]:
    return _pattern(_lists()["roles"]["any"])


@functools.cache
def _conditions() -> re.Pattern[str]:
    return _pattern(_lists()["condition"]["any"])


@functools.cache
def _parties() -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = _lists()["names"]
    return tuple((mark, re.compile(rf"\b(?:the )?(?:{names[mark]})\b")) for mark in ("RU", "UA"))


@functools.cache
def _groups() -> tuple[tuple[str, str], ...]:
    groups: dict[str, str] = {}
    for name, words in _lists()["words"].items():  # a group may be made of groups that stand before it
        groups[name] = _filled(words, tuple(groups.items()))
    return tuple(groups.items())


def _pattern(alternatives: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_filled("|".join(alternatives), _groups()))


def _filled(pattern: str, groups: Iterable[tuple[str, str]]) -> str:
    for name, words in groups:
        pattern = pattern.replace(f"<{name}>", f"(?:{words})")
    return pattern
