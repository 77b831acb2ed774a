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

from bakhmut_data import gates
from bakhmut_data.finding.control.actors import Party, opponent
from bakhmut_data.finding.control.places import Argument
from bakhmut_data.finding.control.reader import LASTING, Match, Reader
from bakhmut_data.finding.control.status import Mood
from bakhmut_data.gates import Gated
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
    r"\b(?:not|never|no|nor|neither|nobody|nothing|den(?:y|ies|ied)|false|untrue|without|failed to|unable"
    r"|want\w*|plan\w*|order\w*|vow\w*|tr(?:y|ies|ied|ying)|hop(?:e|es|ed|ing)|aim\w*|objective|goal"
    r"|prevent\w*|attempt\w*|seek\w*|until|before)\b|n['’]t\b"
)
LISTED = re.compile(
    r"(?:[,;/&]| and| or)+ (?:(?:and|in|near|at|around|towards?|of|the|also"
    r"|(?:north|south)?(?:east|west)?(?:ern)?),? ){0,4}PLACE"
)
# "raised the flag in A, south of B": B only tells where A lies.
LOCATING = re.compile(r", (?:just )?(?:north|south)?(?:east|west)? of PLACE")
BEHIND = 25  # characters behind a match in which "unlikely" is said of it
LONGEST = 600  # characters of a sentence; a longer one is a list or was not cut
KINDS = frozenset({"settlement", "facility"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    gains: str
    event: ControlEvent
    part: str | None
    patterns: tuple[Gated, ...]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A sentence with marks for names and parties, and where each character stands in the document."""

    text: str
    offsets: list[int]
    voice: Party
    asks: bool


def wording_matches(sentence: Span, found: Iterable[Match], reader: Reader) -> Iterator[Match]:
    """The claims that the words of a sentence make about places of which none was found in it."""
    start, end = sentence.start_char + reader.paragraph.start, sentence.end_char + reader.paragraph.start
    named = {each.start: each for each in reader.focus.within(start, end) if _is_asked(each)}
    if not named or end - start > LONGEST:
        return
    if any(match.start < end and match.end > start for match in found):
        return
    plain = _plain(start, end, list(named.values()), reader, sentence)
    seen = set()
    opened = _gates().open_for(plain.text)
    for phrase in _phrases():
        patterns = (each.pattern for each in phrase.patterns if each in opened)
        for found_words in (each for pattern in patterns for each in pattern.finditer(plain.text)):
            for at in _places_of(plain.text, found_words, exact=phrase.event in LASTING):
                toponym = named.get(plain.offsets[at])
                claim = toponym and _claim(phrase, found_words, plain, toponym, reader)
                if claim and claim.argument.place not in seen:
                    seen.add(claim.argument.place)
                    yield claim


def _is_asked(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.kind in KINDS


def _plain(start: int, end: int, named: list[Toponym], reader: Reader, sentence: Span) -> _Plain:
    text, voice = reader.focus.text, reader.voice(sentence[0])
    pieces: list[str] = []
    offsets: list[int] = []
    position = start
    for toponym in named:
        if toponym.start >= position:
            _add(text[position : toponym.start], position, voice, pieces, offsets)
            pieces.append("PLACE")
            offsets += [toponym.start] * len("PLACE")
            position = toponym.end
    _add(text[position:end], position, voice, pieces, offsets)
    offsets.append(end)
    return _Plain("".join(pieces), offsets, voice, sentence[-1].text == "?")


def _add(text: str, first: int, voice: Party, pieces: list[str], offsets: list[int]) -> None:
    """Add a stretch without names of places, in small letters, with marks for the parties."""
    words = "".join(character.lower() if len(character.lower()) == 1 else character for character in text)
    words = words.replace("\n", " ")
    last = 0
    marks = {"RU": "RU", "UA": "UA", "ENEMY": _short(opponent(voice)), "OWN": _short(voice)}
    for found in _parties().finditer(words):
        mark = marks[str(found.lastgroup)]
        pieces += [words[last : found.start()], mark]
        offsets += [*range(first + last, first + found.start()), *[first + found.start()] * len(mark)]
        last = found.end()
    pieces.append(words[last:])
    offsets += range(first + last, first + len(words))


def _short(party: Party) -> str:
    return "RU" if party == "Russia" else "UA"


def _places_of(plain: str, match: re.Match[str], *, exact: bool) -> Iterator[int]:
    """Where the places of a match stand: that of the pattern, and those listed behind it.

    Attacks are told by bearings ("near A, south of B"); where one side stands exactly, they only locate.
    """
    at = plain.find("PLACE", match.start(), match.end())
    while at >= 0:
        yield at
        listed = LISTED.match(plain, at + len("PLACE"))
        listed = None if exact and LOCATING.match(plain, at + len("PLACE")) else listed
        at = listed.end() - len("PLACE") if listed else -1


def _claim(
    phrase: _Phrase, found: re.Match[str], plain: _Plain, toponym: Toponym, reader: Reader
) -> Match | None:
    """The claim of a match about a place; None where it is denied, tried or only wanted."""
    clause_start = _clause_start(plain.text, found.start())
    if toponym.place is None or (
        phrase.event != "repel" and UNDONE.search(plain.text, clause_start, found.end())
    ):
        return None
    clause = plain.text[clause_start : found.end() + BEHIND]
    mood: Mood = "asserted"
    if plain.asks or CONDITION.search(clause):
        mood = "hypothetical"
    elif FORECAST.search(clause):
        mood = "predicted"
    start, end = plain.offsets[found.start()], max(plain.offsets[found.end()], toponym.end)
    end = start + len(reader.focus.text[start:end].rstrip(" ,;\n"))
    argument = Argument(toponym.place, None, toponym.start, toponym.end)
    rule = f"words_{phrase.event}"
    return Match(
        argument, _gainer(phrase, found, plain.voice), mood, phrase.part, start, end, rule, phrase.event
    )


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
            tuple(gates.gated(r"(?<!\w)" + _filled(each, groups)) for each in row["any"]),
        )
        for row in tables["phrase"]
    )  # fmt: skip


@functools.cache
def _gates() -> gates.Gates:
    return gates.Gates(each for phrase in _phrases() for each in phrase.patterns)


@functools.cache
def _parties() -> re.Pattern[str]:
    names = read_toml("control_phrases.toml")["names"]
    return re.compile("|".join(rf"(?P<{mark}>\b(?:{words})(?!\w))" for mark, words in names.items()))


def _filled(pattern: str, groups: dict[str, str]) -> str:
    for name, words in groups.items():
        pattern = pattern.replace(f"<{name}>", words)
    return pattern
