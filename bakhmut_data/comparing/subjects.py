"""Lines up what different voices say about the same thing, and grades how well it fits together.

A voice is a speaker in an outlet. Two claims are lined up when they have the same measure
and subject, or say the same kind of thing of one place: who holds it, whose forces are in it,
who holds ground around it, whether it will change hands; or answer one question, where it is asked of a
place of one place. `grading` grades them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, get_args

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.comparing.grading import (
    AMOUNT,
    Claim,
    Grade,
    find_scope,
    grade_claims,
    implied_start,
    number_of,
    window,
)

Lens = Literal["position", "figure", "ground", "words", "voices", "topic", "place", "day"]
Name = TypeVar("Name")
LENSES: tuple[Lens, ...] = get_args(Lens)
GRADES: tuple[Grade, ...] = ("conflict", "overlap", "agree", "not comparable")

LARGEST_GROUP = 32  # claims lined up about one thing; pairs grow with its square
# Claims about one thing that agree in all of these say the same.
SAID = (
    "source", "speaker", "about", "low", "high", "qualifier", "unit", "place_id", "part", "controller",
    "status", "earliest", "latest", "share_low", "share_high", "question", "answer",
)  # fmt: skip
MOST_PAIRS = 4_000  # graded at most, the things most outlets speak of first: a tenth of a second
DAYS = ("earliest", "latest", "published")
BETWEEN = "\x1f"
KINDS = {"1": "figure", "2": "control", "3": "position"}  # by the first character of a subject's key
OTHER = "other"  # the topic of what has none


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims about the same thing by different voices."""

    left: str
    right: str
    grade: Grade
    reason: str
    distance: float = 0.0


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that more than one voice speaks of, with its pairs, conflicts first.

    `sources` are those of its claims and of their copies; `key` is what `subject_keys` gives its claims.
    """

    key: str
    title: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    pairs: tuple[Pair, ...]

    @property
    def grade(self) -> Grade:
        """The gravest grade of its pairs."""
        return self.pairs[0].grade

    @property
    def kind(self) -> str:
        """What kind of claims it lines up."""
        return KINDS[self.key[0]]

    def count(self, grade: Grade) -> int:
        """How many pairs have this grade."""
        return sum(pair.grade == grade for pair in self.pairs)


def find_subjects(claims: pd.DataFrame) -> tuple[Subject, ...]:
    """What more than one voice speaks of, that with most claims in conflict first.

    Of many thousands of claims only those are lined up that most outlets speak of.
    """
    groups = sorted(
        _groups(claims), key=lambda group: len({claim["source"] for claim in group[1]}), reverse=True
    )
    lined_up = within_budget((at, len(group)) for at, (_, group, _) in enumerate(groups))
    found = [subject for at in lined_up if (subject := _subject(*groups[at]))]
    return tuple(sorted(found, key=_weight, reverse=True))


def within_budget(sizes: Iterable[tuple[Name, int]]) -> list[Name]:
    """The first groups, given by name and number of claims, that hold no more pairs than can be graded."""
    kept: list[Name] = []
    pairs = 0
    for name, size in sizes:
        pairs += size * (size - 1) // 2
        if pairs > MOST_PAIRS:
            break
        kept.append(name)
    return kept


def headline_disagreements(subjects: Iterable[Subject], limit: int = 5) -> tuple[Subject, ...]:
    """The subjects on which voices differ or seem to, at most `limit`.

    Conflicts come first, then what overlaps, then what cannot be compared; of each that with most behind it.
    """
    differing = [each for each in subjects if each.grade != "agree"]
    return tuple(sorted(differing, key=lambda each: GRADES.index(each.grade))[:limit])


def grade_pair(left: Claim, right: Claim) -> Pair:
    """How two claims about the same thing fit together, and why."""
    grade, reason = grade_claims(left, right)
    return Pair(str(left["claim_id"]), str(right["claim_id"]), grade, reason, _distance(left, right))


def implied_starts(claims: pd.DataFrame) -> pd.DataFrame:
    """Each length of the battle with the days it implies for the start: adds `start_first, start_last`."""
    rows = [
        {**claim, "start_first": start[0], "start_last": start[1]}
        for claim in claims[claims["measure"] == "duration_of_battle"].to_dict("records")
        if (start := implied_start(claim))
    ]
    return pd.DataFrame(rows, columns=[*claims.columns, "start_first", "start_last"])


def silent_on(subject: Subject, sources: Iterable[str]) -> tuple[str, ...]:
    """The sources that say nothing about the subject."""
    return tuple(source for source in sources if source not in subject.sources)


def lay_side_by_side(
    claims: pd.DataFrame, sources: Sequence[str], lens: Lens
) -> dict[str, dict[str, list[dict[Any, Any]]]]:
    """Claims by row of the lens and by source; an empty list where a source does not say.

    Rows that most sources speak to come first, matters of no topic last; days in their order.
    """
    chosen = claims[claims["source"].isin(sources)]
    rows: dict[str, dict[str, list[dict[Any, Any]]]] = {}
    for claim in chosen.to_dict("records"):
        if name := lens_value(claim, lens):
            rows.setdefault(name, {source: [] for source in sources})[str(claim["source"])].append(claim)
    if lens == "day":
        return dict(sorted(rows.items()))

    def most_shared(item: tuple[str, dict[str, list[dict[Any, Any]]]]) -> tuple[bool, int, int, str]:
        name, cells = item[0], item[1].values()
        left_over = lens == "topic" and name == sentences.label("topic", OTHER)
        return (left_over, -sum(bool(cell) for cell in cells), -sum(len(cell) for cell in cells), name)

    return dict(sorted(rows.items(), key=most_shared))


def subject_keys(claims: pd.DataFrame) -> pd.Series[str]:
    """What each claim is lined up by, in the order of `find_subjects`; NA for what is not."""
    compared = reference.read_toml("labels.toml")["compared"]
    counted = (claims["kind"] == "figure") & claims["measure"].isin(compared["measures"])
    # What is a part of another stands beside it, if only to be seen there.
    figures = "1" + claims["measure"] + BETWEEN + claims["about"].replace(compared["beside"])
    control = claims[claims["kind"] == "control"]
    scopes = map(find_scope, control["part"].fillna(""), control["status"])
    held = "2" + control["place"] + BETWEEN + pd.Series(list(scopes), dtype="str", index=control.index)
    other = pd.concat([held, _asked(claims[claims["kind"] == "position"])])
    return figures.where(counted, other.reindex(claims.index)).astype("str")


def _asked(positions: pd.DataFrame) -> pd.Series[str]:
    """What positions are lined up by: the question, and the place of which it is asked."""
    of_place = positions["question"].isin(list(reference.read_toml("labels.toml")["question_of"]))
    place = positions["place"].fillna("").where(of_place, "")
    return ("3" + positions["question"] + BETWEEN + place).astype("str")


def lens_value(claim: Claim, lens: Lens) -> str:
    """The row a claim stands in under a lens, "" where the lens does not see it."""
    seen: dict[Lens, Callable[[], str]] = {
        "position": lambda: _asked_in(claim),
        "ground": lambda: _held(claim) if claim["kind"] == "control" else "",
        "topic": lambda: sentences.label("topic", claim["topic"]),
        "figure": lambda: _counted(claim) if claim["kind"] == "figure" else "",
        "place": lambda: "" if pd.isna(claim["place"]) else str(claim["place"]),
        "day": lambda: str(sentences.day(claim["earliest"]) or sentences.day(claim["latest"]) or ""),
        "words": lambda: "" if pd.isna(claim["cue"]) else sentences.shorten(str(claim["cue"]).casefold(), 30),
        "voices": lambda: sentences.shorten(sentences.voice(claim)),
    }
    return seen[lens]()


def _asked_in(claim: Claim) -> str:
    """The question that a position answers, whatever place it is asked of; "" for other claims."""
    return sentences.label("question", claim["question"]) if claim["kind"] == "position" else ""


def _held(claim: Claim) -> str:
    """What a claim of control says: who holds a place, is in it, holds ground around it or will hold it."""
    if pd.isna(claim["place"]):
        return ""
    things = reference.read_toml("labels.toml")["thing"]
    part = "" if pd.isna(claim["part"]) else str(claim["part"])
    return str(things[find_scope(part, str(claim["status"]))]).format(place=claim["place"])


def _counted(claim: Claim) -> str:
    """What a figure measures, and of whom."""
    about = "" if claim["about"] == "none" else f", {sentences.label('about', claim['about'])}"
    return sentences.label("measure", claim["measure"]) + about


def _groups(claims: pd.DataFrame) -> Iterator[tuple[str, list[dict[Any, Any]], tuple[str, ...]]]:
    """Key, claims and sources of each thing spoken of; what a copy repeats of its original is said once."""
    keys = subject_keys(claims)
    compared = claims[keys.notna()].assign(subject=keys.dropna())
    sources = compared.groupby("subject")["source"].unique()
    once = compared.drop_duplicates(["subject", *SAID]).drop_duplicates(["subject", "original_id", *SAID[1:]])
    # Every outlet is heard before one is heard at length.
    turns = once.assign(turn=once.groupby(["subject", "source"]).cumcount())
    turns = turns.sort_values(["subject", "turn"], kind="stable").drop(columns="turn")
    chosen = turns.groupby("subject").head(LARGEST_GROUP).to_dict("records")
    for key, group in itertools.groupby(chosen, key=lambda claim: str(claim["subject"])):
        yield key, [_prepared(claim) for claim in group], tuple(sources[key])


def _prepared(claim: dict[Any, Any]) -> dict[Any, Any]:
    """The claim with its days and its number in words, which each of its pairs needs."""
    number = {AMOUNT: sentences.amount(claim)} if claim["kind"] == "figure" else {}
    return {**claim, **{name: sentences.day(claim[name]) for name in DAYS}, **number}


def _title(key: str, group: list[dict[Any, Any]]) -> str:
    """What claims are lined up by, in words."""
    labels = reference.read_toml("labels.toml")
    if group[0]["kind"] == "control":
        return str(labels["thing"][key.rpartition(BETWEEN)[2]]).format(place=group[0]["place"])
    if group[0]["kind"] == "position":
        return ask(str(group[0]["question"]), key.rpartition(BETWEEN)[2])
    abouts = sorted({str(claim["about"]) for claim in group} - {"none"})
    named = " and ".join(sentences.label("about", about) for about in abouts)
    title = ", ".join(part for part in (sentences.label("measure", group[0]["measure"]), named) if part)
    return f"{title[:1].upper()}{title[1:]}"


def ask(question: str, place: str) -> str:
    """One of the nine questions in words, of a place where it is asked of one and the place is known."""
    labels = reference.read_toml("labels.toml")
    of_place = labels["question_of"].get(question) if place else None
    return str(of_place).format(place=place) if of_place else str(labels["question"][question])


def _subject(key: str, group: list[dict[Any, Any]], sources: tuple[str, ...]) -> Subject | None:
    pairs = [
        grade_pair(left, right)
        for left, right in itertools.combinations(group, 2)
        if _voice(left) != _voice(right)
    ]
    if not pairs:
        return None
    across = {str(claim["claim_id"]): str(claim["source"]) for claim in group}
    by_id = {str(claim["claim_id"]): claim for claim in group}

    def gravest(pair: Pair) -> tuple[int, bool, bool, float]:
        """Across outlets before within one, dated before undated, far apart before near."""
        left, right = by_id[pair.left], by_id[pair.right]
        undated = window(left) is None or window(right) is None
        return GRADES.index(pair.grade), across[pair.left] == across[pair.right], undated, -pair.distance

    pairs.sort(key=gravest)
    return Subject(key, _title(key, group), tuple(across), sources, tuple(pairs))


def _voice(claim: Claim) -> tuple[str, str]:
    return str(claim["source"]), str(claim["speaker"])


def _weight(subject: Subject) -> tuple[int, int, int]:
    """Conflicts first, then how many claims are in conflict, then how many outlets speak of it."""
    gravest = {
        claim for pair in subject.pairs if pair.grade == subject.grade for claim in (pair.left, pair.right)
    }
    return -GRADES.index(subject.grade), len(gravest), len(subject.sources)


def _distance(left: Claim, right: Claim) -> float:
    """How far apart two figures are, as the logarithm of their ratio; 0 for other claims."""
    if left["kind"] != "figure":
        return 0.0
    numbers = [number_of(claim["low"]) or number_of(claim["high"]) for claim in (left, right)]
    if not numbers[0] or not numbers[1] or min(numbers[0], numbers[1]) <= 0:
        return 0.0
    return abs(math.log(numbers[0] / numbers[1]))
