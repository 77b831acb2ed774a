"""Scores tables against annotation by hand: rows are matched by their spans, then field by field.

A row found and a row written by hand are one when their spans overlap, each with one other at most and the
largest overlap first. Rows that a second annotator might not mark count neither way.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geopy.distance import great_circle

Row = dict[str, Any]
Found = Mapping[str, Sequence[Row]]
Test = Callable[[Row, Row], bool]

# How far, in km, a place found may lie from the place meant, by the kind of the latter.
NEAR_KM = {"river": 60, "road": 60, "region": 120, "country": 600, "other": 3000}
NEAR_KM |= dict.fromkeys(("settlement", "district", "facility"), 10)
DAYS_OFF = 7
LEAST_SHARED = 0.5  # of a speaker's name, where neither form holds the other
# Words of a speaker's name that do not tell one from another.
COMMON = {
    "the", "of", "a", "an", "mr", "general", "gen", "president", "minister", "government", "official",
    "officials", "group",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that differs from the annotation: a row missed or found in excess, or a field."""

    kind: str
    what: str
    start: int
    end: int
    expected: object = None
    found: object = None


@dataclass(slots=True)
class Tally:
    """What was counted for one kind of row, over all documents so far."""

    matched: int = 0
    missed: int = 0
    extra: int = 0
    right: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)

    def check(self, name: str, *, right: bool) -> None:
        """Count one field of a matched row."""
        self.seen[name] += 1
        self.right[name] += right

    def scores(self) -> Row:
        """Rows by hand and found, precision, recall, F1, and the share of rows with each field right."""
        by_hand, found = self.matched + self.missed, self.matched + self.extra
        precision = self.matched / found if found else 0.0
        recall = self.matched / by_hand if by_hand else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.matched else 0.0
        shares = {"precision": precision, "recall": recall, "f1": f1}
        shares |= {name: self.right[name] / number for name, number in self.seen.items()}
        return {
            "gold": by_hand,
            "found": found,
            **{name: round(value, 3) for name, value in shares.items()},
        }


@dataclass(frozen=True, slots=True)
class Kind:
    """How the rows of one kind are matched and what is asked of a match.

    `sure` names the annotation's mark of rows that count; `overlap` is the least overlap over union.
    """

    annotated: str
    chosen: Callable[[Row], bool] = lambda _: True
    same: Test = lambda _by_hand, _found: True
    overlap: float = 0.0
    sure: str = ""
    fields: Mapping[str, Test] = field(default_factory=dict)


def equal(name: str, other: str = "") -> Test:
    """A test that the fields of that name (`other` in the table) are equal."""
    return lambda by_hand, found: bool(by_hand[name] == found[other or name])


def either(name: str, several: str) -> Test:
    """A test that the table has the field, or any of `several` where annotators differ."""
    return lambda by_hand, found: found[name] in by_hand.get(several, (by_hand[name],))


def same_days(by_hand: Row, found: Row) -> bool:
    """Whether both intervals have the same first and last day."""
    return all(by_hand[bound] == found[bound] for bound in ("earliest", "latest"))


def same_numbers(by_hand: Row, found: Row) -> bool:
    """Whether low and high agree; a vague number has no upper bound that could be wrong."""
    return _same_number(by_hand["low"], found["low"]) and (
        by_hand["qualifier"] == "vague" or _same_number(by_hand["high"], found["high"])
    )


def _same_number(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-6)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are of the same speaker or place: both absent, or much the same words."""
    if not one or not other:
        return not one and not other
    first, second = _telling_words(one), _telling_words(other)
    shared = first & second
    return bool(shared) and len(shared) / min(len(first), len(second)) >= LEAST_SHARED


def _telling_words(name: str) -> set[str]:
    words = set(re.findall(r"\w+", name.casefold()))
    return words - COMMON or words


def resolved(by_hand: Row, found: Row) -> bool:
    """Whether the place found lies where the place meant does."""
    if found["latitude"] is None:
        return False
    apart = great_circle((by_hand["lat"], by_hand["lon"]), (found["latitude"], found["longitude"])).km
    return bool(apart <= NEAR_KM[by_hand["kind"]])


def same_speaker(by_hand: Row, found: Row) -> bool:
    """Whether both give the same speaker, or none."""
    return same_name(by_hand["speaker"], found["speaker"])


KINDS: dict[str, Kind] = {
    "places": Kind("places", lambda row: row["role"] == "location", fields={"resolved": resolved}),
    "actors": Kind("metonyms", lambda row: row["role"] == "actor"),
    "dates": Kind(
        "dates",
        fields={
            "timex_type": equal("type", "timex_type"),
            "value": equal("value"),
            "earliest+latest": same_days,
        },
    ),
    "figures": Kind(
        "figures",
        fields={
            "low+high": same_numbers,
            "qualifier": equal("qualifier"),
            "unit": equal("unit"),
            "measure": equal("measure"),
            "about": lambda by_hand, found: by_hand["about"] == (found["about"] or "none"),
            "speaker": same_speaker,
        },
    ),
    "statements": Kind(
        "statements",
        overlap=0.4,
        sure="agreed",
        fields={"speaker": same_speaker, "topic": either("topic", "topics"), "kind": equal("kind")},
    ),
    "control": Kind(
        "control",
        same=lambda by_hand, found: same_name(by_hand["place"], found["name"]),
        sure="agreed",
        fields={
            "controller": equal("controller"),
            "status": either("status", "statuses"),
            "speaker": same_speaker,
        },
    ),
    "positions": Kind(
        "positions",
        same=equal("question"),
        sure="firm",
        fields={"answer": either("answer", "answers"), "speaker": same_speaker},
    ),
}
TABLES = {"places": "mentions", "actors": "mentions"}  # other kinds are tables of their name


class Scoring:
    """Scores over all documents handed to `add`, of the kinds that the tables have."""

    def __init__(self, tables: Found) -> None:
        kinds = [kind for kind in KINDS if TABLES.get(kind, kind) in tables]
        self._tables = tables
        self._places = {place["place_id"]: place for place in tables["places"]}
        self._tallies = {kind: Tally() for kind in ("documents", *kinds)}

    def scores(self) -> dict[str, Row]:
        """Of documents and of each kind of row, as `Tally.scores` has them."""
        return {kind: tally.scores() for kind, tally in self._tallies.items()}

    def pass_over(self) -> None:
        """Count an annotated document whose text is not there: in the row of documents alone."""
        self._tallies["documents"].missed += 1

    def add(self, annotation: Mapping[str, Any], document: Row) -> list[Fault]:
        """Count one document of the tables; what differs from its annotation."""
        meta = self._tallies["documents"]
        meta.matched += 1
        # A text that does not give its day is no test of it.
        if best := annotation["document"]["published_best"]:
            meta.check("published_within_7_days", right=_within_days(best, document["published"]))
        kinds = [kind for kind in self._tallies if kind in KINDS and KINDS[kind].annotated in annotation]
        return [
            fault
            for kind in kinds
            for fault in self._count(
                kind, annotation[KINDS[kind].annotated], self._rows(kind, document["document_id"])
            )
        ]

    def _rows(self, kind: str, document_id: str) -> list[Row]:
        """The rows of a document, each with the name and the coordinates of its place."""
        unknown = {"name": None, "latitude": None, "longitude": None}
        return [
            {**(self._places.get(row.get("place_id"), unknown)), **row}
            for row in self._tables[TABLES.get(kind, kind)]
            if row["document_id"] == document_id and KINDS[kind].chosen(row)
        ]

    def _count(self, kind: str, by_hand: list[Row], found: list[Row]) -> Iterator[Fault]:
        rules, tally = KINDS[kind], self._tallies[kind]
        pairs = match(by_hand, found, rules.same, rules.overlap)
        matched = [(by_hand[i], found[j]) for i, j in pairs if by_hand[i].get(rules.sure, True)]
        missed = _others(by_hand, {i for i, _ in pairs})
        missed = [row for row in missed if row.get(rules.sure, True)]
        extra = _others(found, {j for _, j in pairs})
        tally.matched += len(matched)
        tally.missed += len(missed)
        tally.extra += len(extra)
        yield from (Fault(kind, "missed", row["start"], row["end"]) for row in missed)
        yield from (Fault(kind, "extra", row["start"], row["end"]) for row in extra)
        for one, other in matched:
            wrong = [name for name, test in rules.fields.items() if not test(one, other)]
            for name in rules.fields:
                tally.check(name, right=name not in wrong)
            if len(rules.fields) > 1:
                tally.check("all_right", right=not wrong)
            for name in wrong:
                yield Fault(kind, name, one["start"], one["end"], _shown(one, name), _shown(other, name))


def match(by_hand: list[Row], found: list[Row], same: Test, overlap: float) -> list[tuple[int, int]]:
    """Indices of the rows that are one: each in one pair at most, the largest overlap over union first."""
    candidates = []
    for i, one in enumerate(by_hand):
        for j, other in enumerate(found):
            shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
            union = max(one["end"], other["end"]) - min(one["start"], other["start"])
            if shared > 0 and shared / union >= overlap and same(one, other):
                candidates.append((shared / union, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(candidates, reverse=True):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def _others(rows: list[Row], taken: set[int]) -> list[Row]:
    return [row for at, row in enumerate(rows) if at not in taken]


def _within_days(best: str, found: str | None) -> bool:
    if found is None:
        return False
    return abs((dt.date.fromisoformat(best) - dt.date.fromisoformat(found)).days) <= DAYS_OFF


def _shown(row: Row, name: str) -> list[object]:
    """What a row has in a field, or in the fields that a test looks at together."""
    return [row.get(part) for part in name.split("+")]
