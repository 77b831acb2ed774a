"""Stands on nine questions, read in the words of one speaker at a time.

A stretch is the content of a statement, or what is left of a sentence without them: that is the text's own
voice. A stretch gives at most one answer to a question, unless its clauses take different sides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bakhmut_data.finding.positions import wording
from bakhmut_data.finding.positions.focus import Focus, is_at_home, is_settlement
from bakhmut_data.finding.positions.holders import TITLED, Who, held_clauses, trimmed
from bakhmut_data.finding.positions.sides import side_of_author, with_sides
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.records import Extraction, Figure, Place, Position, Question, Statement, Toponym

LOSSES = frozenset({"casualties", "killed", "wounded", "losses_ratio"})
SIDE_OF = {"Russia": "Russia", "Wagner": "Russia", "Ukraine": "Ukraine", "both": "both"}
RATIOS = (("more_russian", "Russia"), ("more_ukrainian", "Ukraine"), ("both", "both"))
OTHER: dict[str | None, wording.Party] = {"Russia": "Ukraine", "Ukraine": "Russia"}
FEWEST_LOST = 20  # people; fewer are those of an incident
LEAST = 15  # characters; what is left of a sentence between its quotations says less
LEAST_ALONE = 10  # of a whole sentence
LONGEST = 900  # characters; a longer stretch is a list or was not cut into sentences
CLAUSE = re.compile(
    r"[;—–]\s|,\s(?:and|but|while|whereas|although|though|as|with|or|yet)\s|\s(?:but|while|whereas)\s"
)
DENIED = {("fall", "falls"): "holds", ("supply", wording.SIDE): "none"}  # what a denial of a stand is
QUESTION = re.compile(r"[^?]{0,3}\?")  # at the end of a stretch: who asks takes no side
FAR = 250  # characters; behind them "it" is no longer the town that was named


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    statement: Statement | None
    sentence: tuple[int, int]


def find_positions(extraction: Extraction, analysis: Analysis, who: Who) -> tuple[Position, ...]:
    """Every stand that somebody takes, in reading order; none in a text about another war.

    `who` says which speaker a phrase of the document stands for, None where it stands for nobody.
    """
    focus = Focus(extraction.document.text, extraction.toponyms)
    if not focus.places and not any(is_at_home(each.place) for each in extraction.toponyms):
        return ()
    document, found = extraction.document, []
    marks = _marks(extraction.toponyms)
    spoken_of: wording.Party | None = None
    town_named = -FAR  # the last place in the text where a town is named
    said = (*extraction.statements, *held_clauses(extraction, analysis, who))
    statements = with_sides(document.text, said)
    home = _home(statements)
    author = side_of_author(document.text, statements)
    tolls = sorted(filter(_is_toll, extraction.figures), key=lambda each: each.start)
    starts = [each.start for each in tolls]
    for stretch in _stretches(document.text, statements, analysis):
        side = (stretch.statement.speaker_side if stretch.statement else None) or author
        sentence = _plain(document.text, *stretch.sentence, marks, side)
        if wording.names_a_town(sentence):
            town_named = stretch.end
        of_town = stretch.start - town_named < FAR
        if of_town:
            sentence = wording.with_pronoun(sentence)
        reading = _Reading(
            document.text,
            marks,
            side,
            sentence,
            tolls[max(0, bisect_left(starts, stretch.start) - 1) : bisect_left(starts, stretch.end)],
            home or spoken_of,
            of_town=of_town,
            of_battle=of_town and focus.about_a_town,
        )
        found += [
            _position(
                extraction,
                part,
                question,
                answer,
                focus.place_of(question, part.start, part.end, part.sentence),
            )
            for part, question, answer in _stands(stretch, reading)
        ]
        spoken_of = wording.party_before(sentence, len(sentence)) or spoken_of
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.question)))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known where a stretch is read."""

    text: str
    marks: Sequence[tuple[int, int, str]]
    side: str | None
    sentence: str
    tolls: Sequence[Figure]
    unnamed: wording.Party | None  # whose shortage it is where nobody is named
    of_town: bool  # "it" may be a town
    of_battle: bool  # the text is about the battle for a town, and the town was just spoken of


def _stands(stretch: _Stretch, reading: _Reading) -> Iterator[tuple[_Stretch, Question, str]]:
    """The stands in a stretch; one on each question, unless its clauses take different ones."""
    whole = dict(_answers(stretch, reading))
    if not whole:
        return
    by_question: dict[Question, list[tuple[_Stretch, str]]] = {}
    clauses = list(_clauses(stretch, reading.text))
    for clause in clauses if len(clauses) > 1 else ():
        for question, answer in _answers(clause, reading):
            by_question.setdefault(question, []).append((clause, answer))
    for question, answer in whole.items():
        parts = by_question.get(question, [])
        if len({each for _, each in parts}) > 1:
            yield from ((part, question, each) for part, each in parts)
        else:
            yield stretch, question, answer


def _clauses(stretch: _Stretch, text: str) -> Iterator[_Stretch]:
    start = stretch.start
    for found in CLAUSE.finditer(text, stretch.start, stretch.end):
        if found.start() - start > LEAST and stretch.end - found.end() > LEAST:
            yield replace(stretch, start=start, end=found.start())
            start = found.end()
    yield replace(stretch, start=start)


def _marks(toponyms: Sequence[Toponym]) -> list[tuple[int, int, str]]:
    """Where settlements of the country are named, each with the mark that stands for its name."""
    return sorted(
        (toponym.start, toponym.end, wording.CITY)
        for toponym in toponyms
        if toponym.role == "location" and is_settlement(toponym.place) and is_at_home(toponym.place)
    )


def _plain(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str]], side: str | None) -> str:
    first, last = (bisect_left(marks, (position, 0, "")) for position in (start, end))
    inside = [
        (begun - start, ended - start, mark) for begun, ended, mark in marks[first:last] if ended <= end
    ]
    return wording.plain(text[start:end], inside, side)


def _home(statements: Sequence[Statement]) -> wording.Party | None:
    """The party whose people speak most in a text; whose shortage is not said is theirs."""
    sides = Counter(statement.speaker_side for statement in statements)
    if sides["Russia"] == sides["Ukraine"]:
        return None
    return "Russia" if sides["Russia"] > sides["Ukraine"] else "Ukraine"


def _stretches(text: str, statements: Sequence[Statement], analysis: Analysis) -> Iterator[_Stretch]:
    """Sentences cut where statements begin and end; of nested ones the innermost has the words."""
    waiting = deque(sorted(statements, key=lambda each: (each.start, each.end)))
    open_ones: list[Statement] = []
    for sentence in analysis.sentences():
        while waiting and waiting[0].start < sentence.end:
            open_ones.append(waiting.popleft())
        open_ones = [each for each in open_ones if each.end > sentence.start]
        bounds = (sentence.start, sentence.end)
        for start, end, statement in _cut(bounds, open_ones):
            least = (
                LEAST if statement is None and (start, end) != bounds else LEAST_ALONE * (statement is None)
            )
            if least < end - start <= LONGEST and not QUESTION.match(text, max(start, end - 3)):
                yield _Stretch(start, end, statement, bounds)


def _cut(bounds: tuple[int, int], statements: Sequence[Statement]) -> list[tuple[int, int, Statement | None]]:
    cuts = {bounds[0], bounds[1]}
    for each in statements:
        cuts |= {max(each.start, bounds[0]), min(each.end, bounds[1])}
    pieces: list[tuple[int, int, Statement | None]] = []
    for start, end in pairwise(sorted(cuts)):
        around = [each for each in statements if each.start <= start and each.end >= end]
        owner = min(around, key=lambda each: each.end - each.start, default=None)
        if pieces and pieces[-1][2] is owner:
            pieces[-1] = (pieces[-1][0], end, owner)
        else:
            pieces.append((start, end, owner))
    return pieces


def _answers(stretch: _Stretch, reading: _Reading) -> Iterator[tuple[Question, str]]:
    text = _plain(reading.text, stretch.start, stretch.end, reading.marks, reading.side)
    if reading.of_town:
        text = wording.with_pronoun(text)
    denied = stretch.statement is not None and wording.speaks_of("denial", stretch.statement.cue or "")
    for question, words, end in wording.answers_by_words(text, reading.sentence, of_battle=reading.of_battle):
        answer: str | None = words
        if denied:
            answer = DENIED.get((question, words))
        elif words == wording.SIDE:
            answer = _party(text, end, stretch.statement) or reading.unnamed
        elif words == wording.RIVAL:
            richer = wording.party_before(text, end)
            answer = OTHER[richer] if richer else reading.unnamed
        if answer:
            yield question, answer
    if losses := _losses(text, stretch, reading.tolls, reading.side):
        yield "losses", losses


def _party(text: str, end: int, statement: Statement | None) -> wording.Party | None:
    """Whose shortage it is: the party named before, else that of the speaker, else the one named at all."""
    if party := wording.party_before(text, end):
        return party
    if statement and statement.speaker_side == "Russia":
        return "Russia"
    if statement and statement.speaker_side == "Ukraine":
        return "Ukraine"
    allied = statement is not None and statement.speaker_side == "West"  # who speaks of whom he supplies
    return wording.party_most_named(text) or ("Ukraine" if allied else None)


def _losses(text: str, stretch: _Stretch, tolls: Sequence[Figure], side: str | None) -> str | None:
    if wording.speaks_of("civilian", text):
        return None
    for topic, answer in RATIOS:
        if wording.speaks_of(topic, text):
            return answer
    counted = [toll for toll in tolls if toll.start < stretch.end and toll.end > stretch.start]
    sides = [SIDE_OF[toll.about] for toll in counted if toll.about in SIDE_OF]
    if sides and sides[0] != "both":
        return sides[0]
    heavy, party = wording.party_of_losses(text)
    if not (heavy or sides):
        return None
    # An author of whom a sentence says nothing may tell of anybody's dead.
    silent = stretch.statement is None and not wording.THEY.search(text)
    if party or silent or side not in OTHER:
        return party or wording.party_most_named(text)
    return OTHER[side] if wording.speaks_of("done", text) or wording.THEY.search(text) else side


def _is_toll(figure: Figure) -> bool:
    """Whether a figure tells of losses as a whole: one hit with two dead says nothing of who pays more."""
    few = figure.unit == "people" and figure.high is not None and figure.high < FEWEST_LOST
    return figure.measure in LOSSES and not few


def _rule(statement: Statement | None, question: Question, words: str, sentence: str) -> str:
    """What made the row: the words of a question, or those of a cited title; and what limits the stand."""
    if statement is not None and statement.rule == TITLED:
        return f"title_{question}"
    limits = [
        limit for limit in ("known", "nearly") if wording.speaks_of(limit, _plain_of(limit, words, sentence))
    ]
    return "_".join(["words", question, *(["limited", limits[0]] if limits else [])])


def _plain_of(limit: str, words: str, sentence: str) -> str:
    """Where a limit is looked for: how far somebody knows stands anywhere in his sentence."""
    return " ".join((sentence if limit == "known" else words).lower().replace("’", "'").split())


def _position(
    extraction: Extraction, stretch: _Stretch, question: Question, answer: str, place: Place | None
) -> Position:
    statement, document = stretch.statement, extraction.document
    start, end = trimmed(document.text, stretch.start, stretch.end)
    first = document.published_earliest or document.published
    last = document.published_latest or document.published
    return Position(
        start=start,
        end=end,
        surface=document.text[start:end],
        rule=_rule(statement, question, document.text[start:end], document.text[slice(*stretch.sentence)]),
        question=question,
        answer=answer,
        place=place,
        speaker=statement.speaker if statement else None,
        speaker_side=statement.speaker_side if statement else None,
        said_earliest=statement.said_earliest if statement else first,
        said_latest=statement.said_latest if statement else last,
    )
