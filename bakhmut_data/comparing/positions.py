"""Who stands where on the nine questions: a grid by outlet, each question as a debate, and proven silence.

All are functions of a frame of positions (`frame.build_claims`, of the kind `position`). What a copy of a
document repeats is said once, but each outlet that prints it has said it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.records import Question
from bakhmut_data.tables import question_words

QUESTIONS: tuple[Question, ...] = get_args(Question)
FEWEST_TO_DIVIDE = 4  # voices; of fewer it is not said how divided they are
CITED = re.compile(
    r"(?:reviewed_)?(?:title|rejected)(?:_|$)"
)  # the rules of what an outlet prints and does not say
GROUP = re.compile(r"(?:^|[\s-])[a-z]+s$")  # how a group is named at its end: "backers", "top generals"
NEAR = 300  # characters between a group and the one of it who is named
Blank = Literal["does not say", "filtered out", "nothing found"]


@dataclass(frozen=True, slots=True)
class Answered:
    """How often an answer stands in an outlet: in its own voice, and given by people it quotes.

    `claim_id` is the first of them, the outlet's own before the others.
    """

    answer: str
    own: int
    quoted: int
    claim_id: str


@dataclass(frozen=True, slots=True)
class Stand:
    """The answers to one question in one outlet, those most given first."""

    question: Question
    source: str
    answers: tuple[Answered, ...]

    @property
    def divided(self) -> bool:
        """Whether different answers stand there."""
        return len(self.answers) > 1

    @property
    def own(self) -> tuple[str, ...]:
        """The answers that the outlet gives in its own voice, those most given first."""
        return tuple(each.answer for each in self.answers if each.own)


@dataclass(frozen=True, slots=True)
class Silence:
    """Why an outlet has no position on a question, and what that is known by.

    `blank` is "does not say" only where neither a claim about the question nor any of the words looked for
    stands in its documents. Else it is "filtered out" where filters leave none of its positions, and
    "nothing found" where there is none; `words` are those of the question that stand there.
    """

    blank: Blank
    words: tuple[str, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Taker:
    """One voice that gives an answer in an outlet: a speaker, or the outlet itself (`speaker` is None).

    `first`, `last` are the days of the first time, each None where it is not known; `claim_id` is that claim;
    `place` is what it is said of.
    """

    speaker: str | None
    side: str
    source: str
    place: str | None
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    claim_id: str
    times: int
    member: str | None = None  # who speaks for a group, where one of it is named beside it

    @property
    def own(self) -> bool:
        """Whether the outlet says it in its own voice."""
        return self.speaker is None

    @property
    def voice(self) -> str:
        """Whose voice it is: one speaker is one voice in any outlet, and each outlet's own is another."""
        return f"\x1f{self.source}" if self.speaker is None else self.member or self.speaker


@dataclass(frozen=True, slots=True)
class Pole:
    """An answer with those who give it, in order of day, those without a day last."""

    answer: str
    takers: tuple[Taker, ...]

    @property
    def voices(self) -> frozenset[str]:
        """The voices that give it."""
        return frozenset(taker.voice for taker in self.takers)


@dataclass(frozen=True, slots=True)
class Debate:
    """One question with its answers as poles, that with most voices first.

    `division` is from 0 (all voices give one answer) to 1 (as many each of the answers there are).
    """

    question: Question
    poles: tuple[Pole, ...]
    division: float

    @property
    def voices(self) -> frozenset[str]:
        """All voices that give an answer."""
        return frozenset().union(*(pole.voices for pole in self.poles))

    @property
    def place(self) -> str:
        """The place of which all answers speak, "" where they speak of several or of none."""
        named = {taker.place for pole in self.poles for taker in pole.takers} - {None}
        return str(named.pop()) if len(named) == 1 else ""


def answers_of(question: str) -> tuple[str, ...]:
    """The answers that a question can have, in the order of the vocabulary."""
    return tuple(reference.read_toml("labels.toml")["answer"][question])


def find_stands(positions: pd.DataFrame, sources: Sequence[str]) -> dict[Question, dict[str, Stand | None]]:
    """The answers to each question in each outlet, None where none stands there; all nine questions.

    Of documents in one outlet that copy one another, the first counts.
    """
    found = positions[positions["source"].isin(list(sources))]
    cells: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in _once(found.to_dict("records"), ("source", "original_id")):
        cells.setdefault((str(row["question"]), str(row["source"])), []).append(row)
    return {
        question: {
            source: _stand(question, source, cells[question, source]) if (question, source) in cells else None
            for source in sources
        }
        for question in QUESTIONS
    }


def find_debates(positions: pd.DataFrame) -> tuple[Debate, ...]:
    """Each question to which an answer is given, most divided first; those of few voices come last."""
    return debates_of(counted(positions).to_dict("records"))


def counted(positions: pd.DataFrame) -> pd.DataFrame:
    """The positions without titles that outlets cite, and without words that are rejected there."""
    return positions[~positions["rule"].astype("str").str.match(CITED)]


def find_members(rows: Sequence[dict[Any, Any]]) -> dict[str, str]:
    """Per position of a group who speaks for it: one of its side, named beside it, with the same answer.

    Of "Kyiv's backers warn that it may fall; the head of NATO says …" there is one voice, not two.
    """
    members: dict[str, str] = {}
    spoken = [row for row in rows if not pd.isna(row["speaker"])]
    named = [row for row in spoken if not GROUP.search(str(row["speaker"]))]
    for row in spoken:
        if GROUP.search(str(row["speaker"])):
            same = ("document_id", "question", "answer", "side")
            near = [
                each for each in named
                if all(each[name] == row[name] for name in same) and abs(each["start"] - row["start"]) < NEAR
            ]  # fmt: skip
            if near:
                nearest = min(near, key=lambda each: abs(each["start"] - row["start"]))
                members[str(row["claim_id"])] = str(nearest["speaker"])
    return members


def debates_of(positions: Sequence[dict[Any, Any]]) -> tuple[Debate, ...]:
    """The debates of positions as `find_debates`, which are rows already.

    How divided voices are is the entropy of their answers over the most there could be (Shannon 1948; as a
    measure of variation between answers, Wilcox 1973, "HRel"). A voice with several answers has a part
    in each.
    """
    by_question: dict[str, list[dict[Any, Any]]] = {}
    for row in _once(positions, ("original_id",)):
        by_question.setdefault(str(row["question"]), []).append(row)
    debates = [_debate(question, by_question[question]) for question in QUESTIONS if question in by_question]

    def most_divided(debate: Debate) -> tuple[bool, float, int]:
        voices = len(debate.voices)
        return voices < FEWEST_TO_DIVIDE, -debate.division, -voices

    return tuple(sorted(debates, key=most_divided))


def find_silences(spoken: pd.DataFrame) -> dict[tuple[str, str], Silence]:
    """By question and source why a cell without a position is empty (`counting.spoken_of`)."""
    silences = {}
    for row in spoken.to_dict("records"):
        words = tuple(word for word in str(row["words"]).split("; ") if word)
        blank: Blank = "nothing found"
        if row["positions"]:
            blank = "filtered out"
        elif row["looked"] and not row["claims"] and not words:
            blank = "does not say"
        silences[str(row["question"]), str(row["source"])] = Silence(blank, words, int(row["claims"]))
    return silences


def held(question: str, answer: str, place: str = "") -> str:
    """What those say who give an answer, of a place or of whatever place: "the place matters militarily"."""
    words = str(reference.read_toml("labels.toml")["stand"][question][answer])
    return words.format(place=place or "the place", where="")


def words_of(question: str) -> tuple[str, ...]:
    """The words looked for before a document is called silent on a question, "…" for any ending."""
    words = question_words.looked_for()[question]
    return tuple(word.replace(question_words.ANY_ENDING, "…") for word in words)


def division(shares: Mapping[str, float], answers: int) -> float:
    """The entropy of voices by answer over the most that so many answers can have: from 0 to 1."""
    whole = sum(shares.values())
    if answers < 2 or not whole:
        return 0.0
    parts = [share / whole for share in shares.values() if share > 0]
    return max(-sum(part * math.log(part) for part in parts) / math.log(answers), 0.0)


def _once(positions: Sequence[dict[Any, Any]], text: Sequence[str]) -> Iterator[dict[Any, Any]]:
    """The positions without those that a copy repeats: what a voice answers in one text is said once."""
    first: dict[tuple[Any, ...], Any] = {}
    for row in positions:
        speaker = None if pd.isna(row["speaker"]) else row["speaker"]
        said = (*(row[column] for column in text), speaker, row["question"], row["answer"])
        if first.setdefault(said, row["document_id"]) == row["document_id"]:
            yield row


def _stand(question: Question, source: str, rows: Sequence[dict[Any, Any]]) -> Stand:
    own = Counter(str(row["answer"]) for row in rows if pd.isna(row["speaker"]))
    quoted = Counter(str(row["answer"]) for row in rows if not pd.isna(row["speaker"]))
    ordered = sorted(rows, key=lambda row: not pd.isna(row["speaker"]))
    first = {str(row["answer"]): str(row["claim_id"]) for row in reversed(ordered)}
    answers = [
        Answered(answer, own[answer], quoted[answer], first[answer])
        for answer in answers_of(question)
        if answer in first
    ]
    return Stand(question, source, tuple(sorted(answers, key=lambda each: -(each.own + each.quoted))))


def _debate(question: Question, rows: Sequence[dict[Any, Any]]) -> Debate:
    groups: dict[tuple[str, str, str], list[dict[Any, Any]]] = {}
    members = find_members(rows)
    for row in rows:
        speaker = "" if pd.isna(row["speaker"]) else str(row["speaker"])
        groups.setdefault((str(row["answer"]), speaker, str(row["source"])), []).append(row)
    takers: dict[str, list[Taker]] = {}
    for (answer, speaker, source), group in groups.items():
        takers.setdefault(answer, []).append(_taker(speaker or None, source, group, members))
    poles = [
        Pole(answer, tuple(sorted(takers[answer], key=_by_day)))
        for answer in answers_of(question)
        if answer in takers
    ]
    answers_by_voice = Counter(voice for pole in poles for voice in pole.voices)
    shares = {pole.answer: sum(1 / answers_by_voice[voice] for voice in pole.voices) for pole in poles}
    ordered = tuple(sorted(poles, key=lambda pole: -len(pole.voices)))
    return Debate(question, ordered, division(shares, len(answers_of(question))))


def _taker(
    speaker: str | None, source: str, group: Sequence[dict[Any, Any]], members: Mapping[str, str]
) -> Taker:
    row = min(group, key=lambda each: _by_day(_days(each)))
    first, last = _days(row)
    place = None if pd.isna(row["place"]) else str(row["place"])
    # A group that also speaks without a named member beside it is a voice of its own.
    of = {members.get(str(each["claim_id"])) for each in group}
    member = next(iter(of)) if len(of) == 1 else None
    return Taker(
        speaker, str(row["side"]), source, place, first, last, str(row["claim_id"]), len(group), member
    )


def _days(row: Mapping[Any, Any]) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    first, last = (None if pd.isna(row[end]) else pd.Timestamp(row[end]) for end in ("earliest", "latest"))
    return first, last


def _by_day(days: Taker | tuple[pd.Timestamp | None, pd.Timestamp | None]) -> tuple[bool, pd.Timestamp]:
    """What days are sorted by: the first, or where only the last is known that; unknown ones last."""
    first, last = (days.first, days.last) if isinstance(days, Taker) else days
    known = first or last
    return known is None, known or pd.Timestamp.max
