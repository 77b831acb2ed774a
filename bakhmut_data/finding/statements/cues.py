"""The words that bring in what somebody says, thinks or shows, and what may follow them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from bakhmut_data import reference


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon.

    `kind` is report, assess, order, ask, judge, attitude or evidence. `frames` are what may
    hold the content: quote, clause, infinitive, object, gerund, as, complement (two
    objects), put (an object "at" a number); a verb marked think tells an opinion by a clause, and an
    attitude otherwise. `prepositions` are those after which the content may stand; what follows those of
    `said` is a statement by itself ("accused them of lying", "called for talks").
    """

    lemma: str
    kind: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    said: frozenset[str] = frozenset()


@functools.cache
def lexicon(part_of_speech: str) -> dict[str, Cue]:
    """Cues of one part of speech (verb, noun, adjective, preposition) by lemma."""
    found: dict[str, Cue] = {}
    for row in reference.read_csv("cues.csv"):
        if row["pos"] == part_of_speech:
            frames = row["frames"].split()
            prepositions = frozenset(frame[5:] for frame in frames if frame.startswith("prep:"))
            said = frozenset(frame[5:] for frame in frames if frame.startswith("said:"))
            cue = Cue(row["lemma"], row["kind"], frozenset(frames), prepositions | said, said)
            found[row["lemma"]] = cue
    return found
