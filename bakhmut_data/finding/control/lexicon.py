"""The words of control claims, typed: verbs and nouns with who gains, actors with their sides."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from bakhmut_data.records import ControlEvent
from bakhmut_data.reference import read_csv, read_toml

# The place of a verb stands in its object, its subject, or behind a preposition.
PlaceRole = Literal["object", "subject", "at", "from", "to", "any"]
# Who gains: the agent, its opponent, whom it acts upon or gives to, a fixed side, or nobody yet.
Gains = Literal["agent", "other", "patient", "dative", "Russia", "Ukraine", "contested"]
# Who gains where the text names no agent; "voice" is the side the text speaks for.
Default = Literal["Russia", "Ukraine", "voice"]
ActorKind = Literal["name", "person", "relative", "group", "pronoun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbFrame:
    """What a verb says of a place; `objects` limits it to these objects."""

    lemma: str
    particles: frozenset[str]
    objects: frozenset[str]
    place: PlaceRole
    gains: Gains
    default: Default
    part: str | None
    negated: Literal["flip", "contested", "drop"]
    event: ControlEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class NounFrame:
    """What an event noun says of a place; `links` are the ways the place hangs on it."""

    lemma: str
    links: frozenset[str]
    gains: Gains
    default: Default
    part: str | None
    event: ControlEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorWord:
    """A word for a party of the war: its side, or how the side is to be found."""

    word: str
    side: str
    kind: ActorKind


def _choices(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|")) if cell else frozenset()


@functools.cache
def verb_frames() -> dict[str, tuple[VerbFrame, ...]]:
    """Frames by verb lemma, the most demanding ones first."""
    frames: dict[str, list[VerbFrame]] = {}
    for row in read_csv("control_verbs.csv"):
        frame = VerbFrame(
            lemma=row["lemma"],
            particles=_choices(row["particle"]),
            objects=_choices(row["objects"]),
            place=row["place"],  # type: ignore[arg-type]
            gains=row["gains"],  # type: ignore[arg-type]
            default=row["default"],  # type: ignore[arg-type]
            part=row["part"] or None,
            negated=row["negated"],  # type: ignore[arg-type]
            event=row["event"],  # type: ignore[arg-type]
        )
        frames.setdefault(frame.lemma, []).append(frame)
    return {
        lemma: tuple(sorted(group, key=lambda frame: (not frame.particles, not frame.objects)))
        for lemma, group in frames.items()
    }


@functools.cache
def noun_frames() -> dict[str, NounFrame]:
    """Frames by noun lemma."""
    return {
        row["lemma"]: NounFrame(
            lemma=row["lemma"],
            links=_choices(row["links"]),
            gains=row["gains"],  # type: ignore[arg-type]
            default=row["default"],  # type: ignore[arg-type]
            part=row["part"] or None,
            event=row["event"],  # type: ignore[arg-type]
        )
        for row in read_csv("control_nouns.csv")
    }


@functools.cache
def actor_words() -> dict[str, ActorWord]:
    """Actor words by their lower-case form, the surnames of known speakers among them."""
    surnames = {
        alias.split()[-1].lower(): ActorWord(word=alias, side=row["side"], kind="person")
        for row in read_csv("speakers.csv")
        if row["kind"] == "person" and row["side"] in {"Russia", "Ukraine"}
        for alias in (row["name"], *row["aliases"].split("|"))
        if alias.strip()
    }
    return surnames | {
        row["word"]: ActorWord(word=row["word"], side=row["side"], kind=row["kind"])  # type: ignore[arg-type]
        for row in read_csv("control_actors.csv")
    }


def plain(token: Token) -> str:
    """The token's lower-case form without a footnote mark that clings to it ("off.[1")."""
    return token.lower_.split("[", 1)[0].rstrip(".") if "[" in token.lower_ else token.lower_


@functools.cache
def irregular_verbs() -> dict[str, str]:
    """The lemmas of past tenses that the parser reads as other words."""
    return dict(pair.split("=", 1) for pair in words("irregular"))


@functools.cache
def words(name: str) -> frozenset[str]:
    """A named list of `control_words.toml`."""
    return frozenset(read_toml("control_words.toml")[name])
