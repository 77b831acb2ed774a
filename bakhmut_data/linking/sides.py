"""The side of a speaker whose own name does not tell it, from what the text says of him or he of himself.

Rules in the order of how sure they are; where none has ground, the side stays unknown.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import cast

from bakhmut_data.records import Document, Side, Statement, Toponym
from bakhmut_data.reference import read_csv, read_toml

# Characters before and behind a name that describe its bearer.
BEFORE, BEHIND = 80, 120
# Descriptions read of one speaker.
MOST_NAMED = 12
SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s|\n")
DESCRIBED = re.compile(r"[,(]|\s?[—–]\s")
WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")
UNNAMED = "unnamed "
CALL_SIGN = " (call sign)"
ARMIES = ("ukraine", "russia")
HOME = frozenset({"UA", "Ukraine"})

Rule = Callable[["_Described"], Side | None]


class _Described:
    """What a document says of a speaker: the words beside his name, and all that he says."""

    def __init__(
        self, document: Document, name: str, said: Sequence[Statement], towns: frozenset[str]
    ) -> None:
        self.name = name
        self.beside = [name, *_beside(document.text, name, said)]
        self.words = " ".join(self.beside).casefold()
        # In the sentence around one without a name others are named as well.
        self.closest = name.casefold() if _is_nameless(name) else self.words
        self.said = " ".join(statement.surface for statement in said).casefold()
        self.towns = towns


def with_sides(
    statements: tuple[Statement, ...], document: Document, toponyms: Iterable[Toponym]
) -> tuple[Statement, ...]:
    """The statements with the side of each speaker that the text gives ground for."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[statement.speaker].append(statement)
    towns = frozenset(
        toponym.surface.casefold()
        for toponym in toponyms
        if toponym.place is not None and toponym.place.country in HOME and toponym.place.kind != "country"
    )
    known: dict[str, Side] = {each.speaker: each.speaker_side for each in statements if each.speaker_side}
    unknown = {
        name: _Described(document, name, spoken, towns) for name, spoken in said.items() if name not in known
    }
    for name, described in unknown.items():
        side = next((side for rule in RULES if (side := rule(described)) is not None), None)
        if side is not None:
            known[name] = side
    sided = {name: _Described(document, name, said[name], towns) for name in known if name not in unknown}
    comrades = _side_of_soldiers(unknown | sided, known)
    for name, described in unknown.items():
        if comrades is not None and name not in known and _is_soldier(described):
            known[name] = comrades
    return tuple(
        replace(each, speaker_side=known.get(each.speaker)) if each.speaker_side is None else each
        for each in statements
    )


def _is_nameless(name: str) -> bool:
    """Whether it is a role or a group rather than a name."""
    return name.startswith(UNNAMED) or not name[:1].isupper()


def _beside(text: str, name: str, said: Sequence[Statement]) -> list[str]:
    """The words beside each place where a speaker is named, or where one without a name is quoted."""
    found: list[str] = []
    if _is_nameless(name):
        for statement in said[:MOST_NAMED]:
            at = statement.cue_start if statement.cue_start is not None else statement.end
            found.append(_sentence(text, at))
        return found
    last = name.removesuffix(CALL_SIGN).split(CALL_SIGN)[0].split()[-1]
    for match in list(re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", text))[:MOST_NAMED]:
        before = SENTENCE_END.split(text[max(0, match.start() - BEFORE) : match.start()])[-1]
        behind = text[match.end() : match.end() + BEHIND]
        found.append(before)
        if DESCRIBED.match(behind):
            found.append(SENTENCE_END.split(behind)[0])
    return found


def _sentence(text: str, at: int) -> str:
    """The sentence around a place, without what is quoted in it."""
    first = max(
        (end.end() for end in SENTENCE_END.finditer(text, max(0, at - 300), at)), default=max(0, at - 300)
    )
    last = SENTENCE_END.search(text, at, at + 300)
    return re.sub(r"“[^”]*”?|\"[^\"]*\"?", " ", text[first : last.start() if last else at + 300])


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("sides.toml")[name])


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    """Any of the words of a list, longest first, whole."""
    words = sorted(_words(name), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")


@functools.cache
def _side_words() -> dict[str, Side]:
    """Adjectives and names that put whom they describe on a side."""
    rows = (row for row in read_csv("roles.csv") if row["kind"] == "side")
    return {row["word"]: cast("Side", row["side"]) for row in rows}


def _installed(described: _Described) -> Side | None:
    """Whoever an occupier put into office."""
    return "Russia" if _pattern("installed").search(described.words) else None


def _unit(described: _Described) -> Side | None:
    """Who serves in a unit that only one of the armies has, or calls so."""
    words = described.words
    of_ukraine, of_russia = (re.search(read_toml("sides.toml")[f"units_of_{army}"], words) for army in ARMIES)
    if (of_ukraine is None) == (of_russia is None) or not _is_soldier(described):
        return None
    return "Ukraine" if of_ukraine else "Russia"


def _own_words(described: _Described) -> Side | None:
    """One who says "we" and names those he fights: "we hold, the Russians have more shells"."""
    if not _is_soldier(described) or not _pattern("us").search(described.said):
        return None
    of_ukraine = len(_pattern("enemies_of_ukraine").findall(described.said))
    of_russia = len(_pattern("enemies_of_russia").findall(described.said))
    if of_ukraine == of_russia:
        return None
    return "Ukraine" if of_ukraine > of_russia else "Russia"


def _adjective(described: _Described) -> Side | None:
    """The one side that the words beside a name, or around a role, put its bearer on."""
    words = [POSSESSIVE.sub("", word) for word in WORD.findall(described.closest)]
    sides = Counter(side for word in words if (side := _side_words().get(word)) is not None)
    if len(sides) != 1 or not (_pattern("soldiers").search(described.words) or _holds_office(described)):
        return None
    return next(iter(sides))


def _holds_office(described: _Described) -> bool:
    return _pattern("offices").search(described.words) is not None


def _of_town(described: _Described) -> Side | None:
    """Who holds an office of a Ukrainian town or region, or lives or works there: its mayor, a nurse."""
    for words in described.beside:
        lower = words.casefold()
        of_town = _pattern("offices").search(lower) or _pattern("locals").search(lower)
        if of_town and any(re.search(rf"\b{re.escape(town)}\b", lower) for town in described.towns):
            return "Ukraine"
    return None


def _of_west(described: _Described) -> Side | None:
    """Who belongs to a party or a body of a Western state."""
    marked = any(re.search(read_toml("sides.toml")["west_patterns"], words) for words in described.beside)
    return "West" if marked or _pattern("west").search(described.words) else None


def _scholar(described: _Described) -> Side | None:
    """Who studies the war."""
    return "independent" if _pattern("independent").search(described.words) else None


def _is_soldier(described: _Described) -> bool:
    return _pattern("soldiers").search(described.words) is not None


def _side_of_soldiers(speakers: dict[str, _Described], known: dict[str, Side]) -> Side | None:
    """The one side on which all soldiers are of whom the text tells it."""
    sides = {known[name] for name, described in speakers.items() if name in known and _is_soldier(described)}
    return next(iter(sides)) if len(sides) == 1 else None


RULES: tuple[Rule, ...] = (_installed, _unit, _own_words, _of_west, _scholar, _adjective, _of_town)
