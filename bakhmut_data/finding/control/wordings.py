"""What is said of a place in words that grammar did not find (`reference/control_phrases.toml`).

The parser knows few names of these places and often errs beside them. Where a sentence names a place and no
claim was read there, patterns look at its words alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from bakhmut_data.finding.control.actors import Party, opponent
from bakhmut_data.finding.control.places import Argument
from bakhmut_data.finding.control.reader import Match, Reader
from bakhmut_data.finding.control.status import Mood
from bakhmut_data.records import ControlEvent, Controller, Toponym
from bakhmut_data.reference import read_toml

CLAUSE_END = re.compile(r"[.;:!?]|, (?:and|but|while|whereas|although|though) ")
CONDITION = re.compile(
    r"\b(?:if|unless|would|could|may|might|should|whether|in case|were to|possible|risk)\b"
)
FORECAST = re.compile(
    r"\b(?:will|shall|likely|unlikely|expected|about to|soon|going to|poised|set to|inevitable)\b"
)
UNDONE = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|nothing|den(?:y|ies|ied)|false|untrue|without|failed to|unable|want\w*|plan\w*|order\w*"
    r"|vow\w*|tr(?:y|ies|ied|ying)|hop(?:e|es|ed|ing)|aim\w*|objective|goal|prevent\w*|try to|attempt\w*|seek\w*|until|before)\b|n['’]t\b"
)
LISTED = re.compile(
    r"(?:[,;/&]| and| or)+ (?:(?:and|in|near|at|around|toward|towards|of|the|also|(?:north|south)?(?:east|west)?(?:ern)?),? ){0,4}PLACE"
)
LONGEST = 600  # characters of a sentence; a longer one is a list or was not cut
KINDS = frozenset({"settlement", "facility"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    gains: str
    event: ControlEvent
    part: str | None
    patterns: tuple[re.Pattern[str], ...]


def wording_matches(sentence: Span, found: Iterable[Match], reader: Reader) -> Iterator[Match]:
    """The claims that the words of a sentence make about places of which none was found in it."""
    start, end = sentence.start_char + reader.paragraph.start, sentence.end_char + reader.paragraph.start
    named = [each for each in reader.focus.within(start, end) if _is_asked(each)]
    if not named or end - start > LONGEST:
        return
    if any(match.start < end and match.end > start for match in found):
        return
    text = reader.focus.text[start:end]
    plain, offsets = _plain(
        text, [(each.start - start, each.end - start) for each in named], reader, sentence
    )
    seen = set()
    for phrase in _phrases():
        for pattern in phrase.patterns:
            for match in pattern.finditer(plain):
                for place_at in _places_of(plain, match):
                    toponym = next((each for each in named if each.start - start == offsets[place_at]), None)
                    claim = _claim(phrase, match, plain, toponym, (start, offsets), reader, sentence)
                    if claim is not None and claim.argument.place not in seen:
                        seen.add(claim.argument.place)
                        yield claim


def _is_asked(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.kind in KINDS


def _plain(text: str, names: list[tuple[int, int]], reader: Reader, sentence: Span) -> tuple[str, list[int]]:
    """The sentence with marks for names and parties, and for each of its characters its place in the sentence."""
    voice = reader.voice(sentence[0])
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for start, end in [*names, (len(text), len(text))]:
        if start < position:
            continue
        _add(text[position:start].lower(), position, voice, pieces, offsets)
        if end > start:
            pieces.append("PLACE")
            offsets += [start] * len("PLACE")
        position = end
    offsets.append(len(text))
    return "".join(pieces), offsets


def _add(words: str, first: int, voice: Party, pieces: list[str], offsets: list[int]) -> None:
    last = 0
    for found in _parties().finditer(words):
        mark = {"RU": "RU", "UA": "UA", "ENEMY": _short(opponent(voice)), "OWN": _short(voice)}[
            str(found.lastgroup)
        ]
        for at in range(last, found.start()):
            pieces.append(" " if words[at] == "\n" else words[at])
            offsets.append(first + at)
        pieces.append(mark)
        offsets += [first + found.start()] * len(mark)
        last = found.end()
    for at in range(last, len(words)):
        pieces.append(" " if words[at] == "\n" else words[at])
        offsets.append(first + at)


def _short(party: Party) -> str:
    return "RU" if party == "Russia" else "UA"


def _places_of(plain: str, match: re.Match[str]) -> Iterator[int]:
    """Where the places of a match stand: that of the pattern, and those listed behind it."""
    at = plain.find("PLACE", match.start(), match.end())
    while at >= 0:
        yield at
        listed = LISTED.match(plain, at + len("PLACE"))
        at = listed.end() - len("PLACE") if listed else -1


def _claim(
    phrase: _Phrase, found: re.Match[str], plain: str, toponym: Toponym | None,
    where: tuple[int, list[int]], reader: Reader, sentence: Span,
) -> Match | None:  # fmt: skip
    if toponym is None or toponym.place is None:
        return None
    clause = plain[_clause_start(plain, found.start()) : found.end() + 25]
    mood: Mood = "asserted"
    if phrase.event != "repel" and UNDONE.search(clause[: found.end()]):
        return None
    if sentence[-1].text == "?" or CONDITION.search(clause):
        mood = "hypothetical"
    elif FORECAST.search(clause):
        mood = "predicted"
    controller = _gainer(phrase, found, reader.voice(sentence[0]))
    start, offsets = where
    first, last = start + offsets[found.start()], max(start + offsets[found.end()], toponym.end)
    argument = Argument(toponym.place, None, toponym.start, toponym.end)
    text = reader.focus.text
    while last > first and text[last - 1] in " ,;\n":
        last -= 1
    return Match(argument, controller, mood, phrase.part, first, last, f"words_{phrase.event}", phrase.event)


def _clause_start(plain: str, position: int) -> int:
    return max((found.end() for found in CLAUSE_END.finditer(plain, 0, position)), default=0)


def _gainer(phrase: _Phrase, found: re.Match[str], voice: Party) -> Controller:
    if phrase.gains == "contested":
        return "contested"
    if phrase.gains in ("party", "other"):
        party: Party = "Russia" if found["party"] == "RU" else "Ukraine"
        return party if phrase.gains == "party" else opponent(party)
    if phrase.gains == "voice":
        return voice
    return "Russia" if phrase.gains == "Russia" else "Ukraine"


@functools.cache
def _phrases() -> tuple[_Phrase, ...]:
    tables = read_toml("control_phrases.toml")
    groups: dict[str, str] = {}
    for name, words in tables["words"].items():
        groups[name] = _filled(words, groups)
    return tuple(
        _Phrase(
            row["gains"], row["event"], row.get("part"),
            tuple(re.compile(r"(?<!\w)" + _filled(each, groups)) for each in row["any"]),
        )
        for row in tables["phrase"]
    )  # fmt: skip


@functools.cache
def _parties() -> re.Pattern[str]:
    names = read_toml("control_phrases.toml")["names"]
    return re.compile("|".join(rf"(?P<{mark}>\b(?:{words})(?!\w))" for mark, words in names.items()))


def _filled(pattern: str, groups: dict[str, str]) -> str:
    for name, words in groups.items():
        pattern = pattern.replace(f"<{name}>", words)
    return pattern
