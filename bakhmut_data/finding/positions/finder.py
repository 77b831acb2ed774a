"""Stands on nine questions, read in the words of one speaker at a time.

A stretch is the content of a statement, or what is left of a sentence without them: that is the text's own
voice. A stretch gives at most one answer to a question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bakhmut_data.finding.positions import wording
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.records import Extraction, Figure, Place, Position, Question, Statement, Toponym

LOSSES = frozenset({"casualties", "killed", "wounded", "losses_ratio"})
SIDE_OF = {"Russia": "Russia", "Wagner": "Russia", "Ukraine": "Ukraine", "both": "both"}
ABOUT_A_PLACE = frozenset({"value", "symbol", "hold", "fall", "after"})
LEAST = 25  # characters; what is left of a sentence between its quotations says less
LONGEST = 600  # characters; a longer stretch is a list or was not cut into sentences
HOME = frozenset({"UA", "Ukraine"})


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    statement: Statement | None


def find_positions(extraction: Extraction, analysis: Analysis) -> tuple[Position, ...]:
    """Every stand that somebody takes, in reading order; none in a text about another war."""
    places = [toponym for toponym in extraction.toponyms if toponym.role == "location" and toponym.place]
    if not any(_is_at_home(toponym.place) for toponym in places):
        return ()
    settlements = Counter(
        toponym.place
        for toponym in places
        if toponym.place and toponym.place.kind == "settlement" and _is_at_home(toponym.place)
    )
    main = settlements.most_common(1)[0][0] if settlements else None
    found = []
    for stretch in _stretches(extraction.statements, analysis):
        text = extraction.document.text[stretch.start : stretch.end].replace("\n", " ")
        for question, answer in _answers(text, stretch, extraction.figures):
            place = _place(question, stretch, places, main)
            found.append(_position(extraction, stretch, question, answer, place))
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.question)))


def _stretches(statements: Sequence[Statement], analysis: Analysis) -> Iterator[_Stretch]:
    ordered = sorted(statements, key=lambda each: (each.start, each.end))
    first = 0
    for paragraph in analysis.paragraphs:
        for sentence in paragraph.doc.sents:
            start, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
            while first < len(ordered) and ordered[first].end <= start:
                first += 1
            position = start
            for statement in ordered[first:]:
                if statement.start >= end:
                    break
                inner = _Stretch(max(start, statement.start), min(end, statement.end), statement)
                if inner.start - position > LEAST:
                    yield _Stretch(position, inner.start, None)
                if inner.start < inner.end <= inner.start + LONGEST:
                    yield inner
                position = max(position, inner.end)
            if LEAST < end - position <= LONGEST:
                yield _Stretch(position, end, None)


def _answers(text: str, stretch: _Stretch, figures: Sequence[Figure]) -> Iterator[tuple[Question, str]]:
    for question in wording.QUESTIONS:
        found = wording.answer_by_words(question, text)
        if found is None:
            continue
        answer, words = found
        if answer == wording.SIDE:
            answer = _party(text, words.end(), stretch.statement) or ""
        if answer:
            yield question, answer
    if losses := _losses(text, stretch, figures):
        yield "losses", losses


def _party(text: str, end: int, statement: Statement | None) -> str | None:
    """Whose shortage it is: the party named before, else that of a speaker who says "we"."""
    if party := wording.party_before(text, end):
        return party
    side = statement.speaker_side if statement else None
    return side if side in ("Russia", "Ukraine") else wording.party_most_named(text)


def _losses(text: str, stretch: _Stretch, figures: Sequence[Figure]) -> str | None:
    if wording.speaks_of("civilian", text):
        return None
    counted = [
        figure
        for figure in figures
        if figure.start < stretch.end and figure.end > stretch.start and figure.measure in LOSSES
    ]
    sides = [SIDE_OF[figure.about] for figure in counted if figure.about in SIDE_OF]
    if wording.speaks_of("both", text):
        return "both"
    if sides:
        return sides[0]
    return wording.party_most_named(text) if wording.speaks_of("heavy", text) else None


def _place(question: str, stretch: _Stretch, places: Sequence[Toponym], main: Place | None) -> Place | None:
    """The settlement named in the stretch, else the one the text is about; None for the war as a whole."""
    named = [
        toponym.place
        for toponym in places
        if toponym.start < stretch.end and toponym.end > stretch.start and _is_settlement(toponym.place)
    ]
    if named:
        return named[0]
    return main if question in ABOUT_A_PLACE else None


def _position(
    extraction: Extraction, stretch: _Stretch, question: Question, answer: str, place: Place | None
) -> Position:
    statement, document = stretch.statement, extraction.document
    first = document.published_earliest or document.published
    last = document.published_latest or document.published
    return Position(
        start=stretch.start,
        end=stretch.end,
        surface=document.text[stretch.start : stretch.end],
        rule=f"words_{question}",
        question=question,
        answer=answer,
        place=place,
        speaker=statement.speaker if statement else None,
        speaker_side=statement.speaker_side if statement else None,
        said_earliest=statement.said_earliest if statement else first,
        said_latest=statement.said_latest if statement else last,
    )


def _is_at_home(place: Place | None) -> bool:
    return place is not None and place.country in HOME


def _is_settlement(place: Place | None) -> bool:
    return place is not None and place.kind == "settlement"
