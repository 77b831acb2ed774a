"""Who sides with whom: voices by the answers they share and those in which they are opposed.

The affiliation network of discourse network analysis (Leifeld 2017, "Discourse Network Analysis", Oxford
Handbook of Political Networks, chapter 12): voices are tied to what they hold. Two voices agree where they
give one answer to a question and are in conflict where they give opposed ones; conflict is subtracted from
agreement, and the difference divided by the average number of questions that the two answer, so that who
speaks of much does not side with everybody.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster import hierarchy
from scipy.spatial import distance

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.claims.files import NOT_IN_XML
from bakhmut_data.comparing.subjects import subject_keys

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
MOST_VOICES = 24  # in a matrix that can be read
OWN = "\x1f"  # begins the name of an outlet's own voice, as no speaker's does
TIE_COLUMNS = (
    "left_id", "right_id", "voice", "other", "agreement", "conflict", "shared", "score",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker in whatever outlets, or an outlet in its own voice, with what it holds.

    `held` has its answers by question (and place, where it is asked of one), each with its first claim.
    """

    name: str
    own: bool
    side: str
    sources: tuple[str, ...]
    held: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Tie:
    """How far two voices side: in how many questions they agree, and in how many they are opposed.

    A question with several answers of one voice is split between them, so both are sums of parts. `score`
    is from -1 (opposed in all) to 1 (agreed in all); `claims` are the two that show it best.
    """

    agreement: float
    conflict: float
    shared: int
    score: float
    claims: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Siding:
    """Voices, those who side beside one another, and the ties of those who share a question.

    `ties` are by the places of two voices in that order, the lower first; `left_out` counts voices that
    answer no question that another does, or are more than can be shown.
    """

    voices: tuple[Voice, ...]
    ties: Mapping[tuple[int, int], Tie]
    left_out: int

    def tie(self, one: int, other: int) -> Tie | None:
        """The tie of two voices, None where they share no question; its claims are in the order asked for."""
        found = self.ties.get((min(one, other), max(one, other)))
        if found is None or one < other:
            return found
        return Tie(found.agreement, found.conflict, found.shared, found.score, found.claims[::-1])


def find_sides(positions: pd.DataFrame, most: int = MOST_VOICES) -> Siding:
    """Who sides with whom in some positions: the `most` voices that answer most of what others answer.

    Voices are ordered by average linkage of their scores, with the leaves turned so that neighbours are as
    near as can be (Bar-Joseph and others 2001).
    """
    voices = _voices(positions)
    asked = pd.Series([question for voice in voices for question in voice.held], dtype="str").value_counts()
    common = frozenset(asked[asked > 1].index)
    sharing = [voice for voice in voices if common & set(voice.held)]
    sharing.sort(key=lambda voice: -len(common & set(voice.held)))
    shown = sharing[:most]
    ties = {
        (at, to): tie
        for at, to in itertools.combinations(range(len(shown)), 2)
        if (tie := _tie(shown[at], shown[to]))
    }
    order = _order(len(shown), ties)
    place = {old: new for new, old in enumerate(order)}
    turned = Siding(tuple(shown), ties, len(voices) - len(shown))
    placed = {
        (place[at], place[to]): tie
        for at, to in itertools.permutations(range(len(shown)), 2)
        if place[at] < place[to] and (tie := turned.tie(at, to))
    }
    return Siding(tuple(shown[old] for old in order), placed, turned.left_out)


def ties_frame(siding: Siding) -> pd.DataFrame:
    """A row for each two voices that share a question, with the ids of two claims that show their tie."""
    rows = [
        (
            *tie.claims,
            siding.voices[at].name,
            siding.voices[to].name,
            round(tie.agreement, 3),
            round(tie.conflict, 3),
            tie.shared,
            round(tie.score, 3),
        )
        for (at, to), tie in sorted(siding.ties.items())
    ]
    return pd.DataFrame(rows, columns=list(TIE_COLUMNS))


def sides_graphml(siding: Siding) -> bytes:
    """The voices as nodes and their ties as edges of a GraphML file, as Gephi and visone read it.

    `weight` is the agreement, which is never below 0; `score` has the conflict in it.
    """
    root = ET.Element("graphml", xmlns=GRAPHML)
    keys = (
        *(("node", name, "string") for name in ("label", "kind", "side", "outlets")),
        *(("edge", name, "double") for name in ("weight", "conflict", "score")),
        ("edge", "shared", "int"),
    )
    for of, name, kind in keys:
        ET.SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", id="voices", edgedefault="undirected")
    for at, voice in enumerate(siding.voices):
        node = ET.SubElement(graph, "node", id=f"n{at}")
        kind = "outlet in its own voice" if voice.own else "speaker"
        _fill(node, label=voice.name, kind=kind, side=voice.side, outlets="; ".join(voice.sources))
    for (at, to), tie in sorted(siding.ties.items()):
        edge = ET.SubElement(graph, "edge", source=f"n{at}", target=f"n{to}")
        _fill(edge, weight=tie.agreement, conflict=tie.conflict, score=tie.score, shared=tie.shared)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _fill(element: ET.Element, **values: object) -> None:
    for name, value in values.items():
        text = f"{value:.6g}" if isinstance(value, float) else str(value)
        ET.SubElement(element, "data", key=name).text = NOT_IN_XML.sub("�", text)


def _voices(positions: pd.DataFrame) -> list[Voice]:
    """The voices in order of appearance; what they hold is keyed by what positions are lined up by."""
    known = positions.assign(
        asked=subject_keys(positions), voice=positions["speaker"].fillna(OWN + positions["source"])
    )
    voices = []
    for name, rows in known.groupby("voice", sort=False):
        held: dict[str, dict[str, str]] = {}
        for row in rows.to_dict("records"):
            held.setdefault(str(row["asked"]), {}).setdefault(str(row["answer"]), str(row["claim_id"]))
        sources = tuple(dict.fromkeys(rows["source"].astype("str")))
        own = str(name).startswith(OWN)
        sides = [side for side in rows["side"].astype("str") if side != sentences.NO_SIDE]
        side = sides[0] if sides else sentences.NO_SIDE
        voices.append(Voice(str(name).removeprefix(OWN), own, side, sources, held))
    return voices


def _tie(one: Voice, other: Voice) -> Tie | None:
    """How far two voices side; None where they share no question."""
    shared = [question for question in one.held if question in other.held]
    if not shared:
        return None
    opposed = _opposed()
    agreement = conflict = 0.0
    proofs: list[tuple[int, tuple[str, str]]] = []
    for question in shared:
        both = list(itertools.product(one.held[question].items(), other.held[question].items()))
        for (answer, claim), (another, beside) in both:
            against = frozenset({answer, another}) in opposed[_asked(question)]
            kind = 1 if answer == another else -int(against)
            agreement += (kind > 0) / len(both)
            conflict += (kind < 0) / len(both)
            proofs.append((kind, (claim, beside)))
    difference = agreement - conflict
    score = difference / ((len(one.held) + len(other.held)) / 2)
    wanted = 1 if difference > 0 else -1 if difference < 0 else 0
    claims = next((claims for kind, claims in proofs if kind == wanted), proofs[0][1])
    return Tie(agreement, conflict, len(shared), score, claims)


def _asked(key: str) -> str:
    """The question of what positions are lined up by."""
    return key[1:].partition("\x1f")[0]


def _opposed() -> Mapping[str, frozenset[frozenset[str]]]:
    lists = reference.read_toml("labels.toml")["compared"]["opposed"]
    return {question: frozenset(frozenset(poles) for poles in pairs) for question, pairs in lists.items()}


def _order(number: int, ties: Mapping[tuple[int, int], Tie]) -> Sequence[int]:
    """The order of so many voices by average linkage; as they come where there are fewer than three."""
    if number < 3:
        return range(number)
    apart: NDArray[np.float64] = np.ones((number, number)) - np.eye(number)
    for (at, to), tie in ties.items():
        apart[at, to] = apart[to, at] = 1 - tie.score
    tree = hierarchy.linkage(distance.squareform(apart), method="average", optimal_ordering=True)
    return [int(leaf) for leaf in hierarchy.leaves_list(tree)]
