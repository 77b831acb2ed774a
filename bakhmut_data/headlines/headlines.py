"""What outlets argue about, what they agree on and what one alone reports, in sentences made from claims.

Each sentence counts outlets among those that it is given, so it is true under every filter, of what the
filters leave. It says what outlets print, never what is so; that one outlet alone prints something says no
more than that it was found in no other.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.comparing import grading, positions, subjects

# What stands above the findings of each kind, in their place where there are none, and below them.
DISPUTED = "What they argue about"
AGREED = "What they agree on"
ALONE = "What only one of them reports"
NONE = {
    DISPUTED: "No two opposed answers to one question stand in what the filters leave.",
    AGREED: "No two texts give the same answer, with none against it, or the same number.",
    ALONE: "Nothing stands in one outlet alone, as far as was found.",
}
FOUND = "As far as was found: a sentence that no rule reads is not counted."
MOST = 4  # headlines of a kind
MOST_NAMED = 5  # voices on a side
MOST_GRADED = 12  # claims of a side that are held against those of another
# What is asked of a position: rows of all columns would take five times as long.
NEEDED = [
    "claim_id", "document_id", "original_id", "source", "kind", "question", "answer", "speaker", "side",
    "place_id", "place", "place_kind", "earliest", "latest", "published", "start",
]  # fmt: skip
UNNAMED = "unnamed "  # as the speakers begin of whom a text tells no more
TO_AGREE = 2  # texts that say the same, of which none copies another


@dataclass(frozen=True, slots=True)
class Headline:
    """A finding: its sentence, who says so, and the claims that are the first of each side."""

    sentence: str
    voices: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headlines:
    """The findings of each kind, those of most outlets first."""

    disputed: tuple[Headline, ...]
    agreed: tuple[Headline, ...]
    alone: tuple[Headline, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """An answer to a question of one place: in which outlets and texts it stands, and who gives it."""

    words: str
    answer: str
    sources: tuple[str, ...]
    texts: int
    takers: tuple[positions.Taker, ...]
    claims: tuple[Mapping[Any, Any], ...]


def find_headlines(
    taken: pd.DataFrame,
    lined_up: pd.DataFrame,
    found: Iterable[subjects.Subject],
    sources: Sequence[str],
) -> Headlines:
    """The findings in some positions and in claims that are lined up, among these outlets.

    `taken` are positions, `lined_up` what is compared (`comparing.lined_up`) and `found` the subjects in it,
    under one filter.
    """
    groups: dict[str, list[dict[Any, Any]]] = {}
    taken = positions.counted(taken)
    for key, row in zip(subjects.subject_keys(taken), taken[NEEDED].to_dict("records"), strict=True):
        groups.setdefault(key, []).append(row)
    asked = [_sides(group) for group in groups.values()]
    names = _short(sources)
    disputed = [each for question, sides in asked if (each := _disputed(question, sides, names))]
    agreed = [each for question, sides in asked if (each := _agreed(question, sides, names))]
    alone = [each for question, sides in asked for each in _alone(question, sides, names)]
    return Headlines(
        _first(disputed),
        (*_first(agreed)[: MOST // 2], *itertools.islice(_same_claims(found, lined_up, names), MOST // 2)),
        (*_first(alone)[: MOST // 2], *itertools.islice(_lone_figures(lined_up, names), MOST // 2)),
    )


def count(number: int) -> str:
    """A number of outlets in a sentence: in words up to twelve."""
    words: list[str] = reference.read_toml("labels.toml")["small_numbers"]["words"]
    return words[number] if number < len(words) else f"{number:,}"


def _sides(group: Sequence[dict[Any, Any]]) -> tuple[str, list[Side]]:
    """A question asked of one place with its sides, that in most outlets first."""
    question = str(group[0]["question"])
    (debate,) = positions.debates_of(group)
    sides = []
    for pole in debate.poles:
        rows = [row for row in group if row["answer"] == pole.answer]
        sides.append(
            Side(
                sentences.describe(rows[0]),
                pole.answer,
                tuple(dict.fromkeys(str(row["source"]) for row in rows)),
                len({row["original_id"] for row in rows}),
                pole.takers,
                tuple(rows[:MOST_GRADED]),
            )
        )
    return question, sorted(sides, key=lambda side: -len(side.sources))


def _disputed(
    question: str, sides: Sequence[Side], names: Mapping[str, str]
) -> tuple[tuple[int, int], Headline] | None:
    """Two answers of which both cannot be right, those printed by most outlets; None without."""
    pairs = [
        (one, other) for at, one in enumerate(sides) for other in sides[at + 1 :] if _are_opposed(one, other)
    ]
    if not pairs:
        return None
    one, other = max(pairs, key=lambda pair: min(len(side.sources) for side in pair))
    both = [source for source in one.sources if source in other.sources]
    if len(names) == 1:
        sentence = f"{names[one.sources[0]]} prints both that {one.words} and that {other.words}."
    else:
        end = f"; {count(len(both))} {_print(len(both))} both" if both else ""
        sentence = (
            f"{_of(len(one.sources), len(names))} {_print(len(one.sources))} that {one.words}, "
            f"{count(len(other.sources))} that {other.words}{end}."
        )
    # First what people are quoted on against one another; what outlets themselves tell of events comes after.
    quoted = (len({taker.voice for taker in side.takers if taker.speaker}) for side in (one, other))
    rank = min(quoted), len(other.sources)
    return rank, Headline(
        _capital(sentence), _voices(question, (one, other), names), _first_claims((one, other))
    )


def _agreed(
    question: str, sides: Sequence[Side], names: Mapping[str, str]
) -> tuple[tuple[int, int], Headline] | None:
    """The answer that several texts of several outlets give, where no two answers are opposed; else None.

    Of a question to which any two answers can be right, they agree only where there is one.
    """
    opposable = bool(reference.read_toml("labels.toml")["compared"]["opposed"][question])
    side, *others = sides
    divided = any(_are_opposed(one, other) for one, other in itertools.combinations(sides, 2))
    if divided or (others and not opposable) or min(len(side.sources), side.texts) < TO_AGREE:
        return None
    number = len(side.sources)
    end = "; none of them prints the opposite" if opposable else ""
    sentence = f"{_of(number, len(names))} {_print(number)} that {side.words}{end}."
    headline = Headline(_capital(sentence), _voices(question, (side,), names), _first_claims((side,)))
    return (number, len(side.takers)), headline


def _alone(
    question: str, sides: Sequence[Side], names: Mapping[str, str]
) -> Iterator[tuple[tuple[int, int], Headline]]:
    """Answers that stand in one outlet alone, against several outlets or where nobody else takes a side."""
    if len(names) == 1:
        return
    for side in sides:
        against = [other for other in sides if _are_opposed(side, other)]
        outlets = {source for other in sides for source in other.sources}
        stands_against = max((len(other.sources) for other in against), default=0)
        if len(side.sources) == 1 and (stands_against >= TO_AGREE or outlets == set(side.sources)):
            sentence = f"Only {names[side.sources[0]]} prints that {side.words}."
            rank = stands_against, len(side.takers)
            yield rank, Headline(sentence, _voices(question, (side,), names), _first_claims((side,)))


def _same_claims(
    found: Iterable[subjects.Subject], lined_up: pd.DataFrame, names: Mapping[str, str]
) -> Iterator[Headline]:
    """What outlets say alike of a number or of who holds a place, each thing once."""
    claims = lined_up.set_index("claim_id", drop=False)
    sources = claims["source"].to_dict()
    for subject in found:
        if subject.kind == "position":
            continue
        for pair in subject.pairs:
            if pair.grade == "agree" and sources[pair.left] != sources[pair.right]:
                one, other = claims.loc[[pair.left, pair.right]].to_dict("records")
                outlets = f"{names[str(one['source'])]} and {names[str(other['source'])]}"
                same = sentences.describe(one), sentences.describe(other)
                said = same[0] if same[0] == same[1] else f"{same[0]}; {same[1]}"
                voices = "; ".join(dict.fromkeys((sentences.voice(one), sentences.voice(other))))
                yield Headline(
                    f"{outlets} say the same: {said}.", f"{_capital(voices)}.", (pair.left, pair.right)
                )
                break


def _lone_figures(lined_up: pd.DataFrame, names: Mapping[str, str]) -> Iterator[Headline]:
    """The first number of each thing that one outlet alone counts, where there is more than one outlet."""
    figures = lined_up[lined_up["kind"] == "figure"]
    if len(names) == 1 or figures.empty:
        return
    keys = subjects.subject_keys(figures)
    outlets = figures["source"].groupby(keys.to_numpy()).transform("nunique")
    lone = ~keys.duplicated().to_numpy() & (outlets == 1).to_numpy()
    for at in np.flatnonzero(lone).tolist():
        (claim,) = figures.iloc[[at]].to_dict("records")
        source = names[str(claim["source"])]
        sentence = f"Only {source} gives a number for this: {sentences.describe(claim)}."
        yield Headline(sentence, f"{_capital(sentences.voice(claim))}.", (str(claim["claim_id"]),))


def _are_opposed(one: Side, other: Side) -> bool:
    """Whether a claim of one side and one of the other cannot both be right, of one time."""
    question = one.claims[0]["question"]
    opposed = reference.read_toml("labels.toml")["compared"]["opposed"][question]
    return any({one.answer, other.answer} == set(pair) for pair in opposed) and any(
        grading.grade_claims(left, right)[0] == "conflict" for left in one.claims for right in other.claims
    )


def _voices(question: str, sides: Sequence[Side], names: Mapping[str, str]) -> str:
    """Who gives each answer: those who are quoted, then outlets in their own voice."""
    said = []
    for side in sides:
        quoted = [_speaker(taker.speaker, taker.side) for taker in side.takers if taker.speaker]
        own = [names[taker.source] for taker in side.takers if taker.own]
        groups = [sentences.some_of(list(dict.fromkeys(quoted)), MOST_NAMED)]
        if own:
            voice = "in its own voice" if len(own) == 1 else "in their own voice"
            groups.append(f"{voice} {sentences.some_of(list(dict.fromkeys(own)), MOST_NAMED)}")
        named = "; ".join(group for group in groups if group)
        said.append(f"{_capital(sentences.answer(question, side.answer))}: {named}.")
    return " ".join(said)


def _speaker(speaker: str, side: str) -> str:
    return sentences.voice({"speaker": speaker, "side": side})


def _first_claims(sides: Iterable[Side]) -> tuple[str, ...]:
    """A claim of each side: of different outlets where it can be; of a named speaker before others."""
    chosen: list[positions.Taker] = []
    for side in sides:
        taken = {taker.source for taker in chosen}
        chosen.append(
            min(side.takers, key=lambda taker: (taker.source in taken, taker.own, _is_unnamed(taker.speaker)))
        )
    return tuple(taker.claim_id for taker in chosen)


def _is_unnamed(speaker: str | None) -> bool:
    return speaker is not None and speaker.startswith(UNNAMED)


def _first(found: Iterable[tuple[tuple[int, int], Headline]]) -> tuple[Headline, ...]:
    return tuple(headline for _, headline in sorted(found, key=lambda each: each[0], reverse=True))[:MOST]


def _of(number: int, outlets: int) -> str:
    """How many of the outlets: "three of five outlets", "both outlets", "the outlet"."""
    if number == outlets:
        return "both outlets" if number == 2 else f"all {count(number)} outlets"
    return f"{count(number)} of {count(outlets)} outlets"


def _print(number: int) -> str:
    return "prints" if number == 1 else "print"


def _short(sources: Iterable[str]) -> dict[str, str]:
    return {source: sentences.shorten(source) for source in sources}


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
