"""Who stands where in a few sentences, made from the tables and true under each filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.comparing.positions import (
    QUESTIONS,
    Debate,
    Pole,
    Silence,
    Stand,
    counted,
    find_debates,
    find_stands,
    held,
)
from bakhmut_data.records import Question

MOST = 6  # findings
MOST_NAMED = 3  # speakers, or outlets, in one place
MOST_SHARED = 3  # of them about what most outlets print
ALONE = 3  # so many other voices stand against one that is alone
Stands = Mapping[Question, Mapping[str, Stand | None]]


def find_findings(
    positions: pd.DataFrame, sources: Sequence[str], silences: Mapping[tuple[str, str], Silence]
) -> tuple[str, ...]:
    """The few findings that say most: what outlets print both of, who is alone, what is passed over.

    They are true of what is given: where filters leave some of the positions of these sources, of those.
    A title that an outlet cites, and words that it rejects, are no answers that it prints.
    """
    taken = counted(positions[positions["source"].isin(list(sources))])
    stands, debates = find_stands(taken, sources), find_debates(taken)
    found = [
        *_shared(stands, debates)[:MOST_SHARED],
        *list(_own(stands, debates))[:1],
        *list(_alone(debates))[:1],
        *list(_silent(silences))[:1],
    ]
    return tuple(found[:MOST])


def _shared(stands: Stands, debates: Sequence[Debate]) -> list[str]:
    """How many outlets print which answer, quoting whom: first that of which most print opposed answers."""
    found: list[tuple[tuple[int, int], str]] = []
    for debate in debates:
        cells = [stand for stand in stands[debate.question].values() if stand]
        printed = [
            (sum(pole.answer in {each.answer for each in cell.answers} for cell in cells), pole)
            for pole in debate.poles
        ]
        printed = sorted((each for each in printed if each[0]), key=lambda each: -each[0])
        if len(printed) < 2 or len(stands[debate.question]) < 2:
            continue
        outlets = len(stands[debate.question])
        parts = [
            f"{number if at else _part(number, outlets)} that {_said(debate, pole.answer)}{_quoted(pole)}"
            for at, (number, pole) in enumerate(printed)
        ]
        counts = {pole.answer: number for number, pole in printed}
        opposed = max(
            (min(counts.get(answer, 0) for answer in poles) for poles in _opposed(debate.question)), default=0
        )
        found.append(((opposed, printed[1][0]), f"{'; '.join(parts)}."))
    return [words for _, words in sorted(found, key=lambda each: each[0], reverse=True)]


def _part(number: int, outlets: int) -> str:
    if number == outlets:
        return f"All {outlets} outlets print"
    return f"{number} of {outlets} outlets {'prints' if number == 1 else 'print'}"


def _opposed(question: str) -> list[list[str]]:
    """The pairs of answers to a question of which both cannot be right."""
    pairs: list[list[str]] = reference.read_toml("labels.toml")["compared"]["opposed"][question]
    return pairs


def _said(debate: Debate, answer: str) -> str:
    return held(debate.question, answer, debate.place)


def _quoted(pole: Pole) -> str:
    """Who is quoted for an answer, in brackets; "" where it is the outlets alone that give it."""
    names = list(dict.fromkeys(sentences.shorten(taker.speaker) for taker in pole.takers if taker.speaker))
    return f" (quoting {sentences.some_of(names, MOST_NAMED)})" if names else ""


def _own(stands: Stands, debates: Sequence[Debate]) -> Iterator[str]:
    """Outlets that take opposed sides in their own voice, where neither takes both."""
    for debate in debates:
        own = {
            source: stand.own
            for source, stand in stands[debate.question].items()
            if stand and len(stand.own) == 1
        }
        for one, other in _opposed(debate.question):
            first = [sentences.shorten(source) for source, answers in own.items() if answers[0] == one]
            second = [sentences.shorten(source) for source, answers in own.items() if answers[0] == other]
            if first and second:
                yield (
                    f"In their own voice outlets differ: {_said(debate, one)} "
                    f"({sentences.some_of(first, MOST_NAMED)}); {_said(debate, other)} "
                    f"({sentences.some_of(second, MOST_NAMED)})."
                )


def _alone(debates: Sequence[Debate]) -> Iterator[str]:
    """Voices that give an answer alone, against several others who do not give it."""
    for debate in debates:
        for pole in debate.poles:
            others = debate.voices - pole.voices
            if len(pole.voices) == 1 and len(others) >= ALONE:
                taker = pole.takers[0]
                outlet = sentences.shorten(taker.source)
                who = outlet if taker.own else f"{sentences.shorten(str(taker.speaker))} (in {outlet})"
                number = sentences.count(len(others), "other voice")
                yield f"{who} alone says that {_said(debate, pole.answer)}; {number} answer otherwise."


def _silent(silences: Mapping[tuple[str, str], Silence]) -> Iterator[str]:
    """Which outlets do not say a word on a question, the question first that most pass over."""
    by_question = {
        question: [
            source
            for (asked, source), silence in silences.items()
            if asked == question and silence.blank == "does not say"
        ]
        for question in QUESTIONS
    }
    for question, sources in sorted(by_question.items(), key=lambda item: -len(item[1])):
        if sources:
            named = sentences.some_of([sentences.shorten(source) for source in sources], MOST_NAMED)
            yield f"Without a word on “{sentences.label('question', question)}”: {named}."
