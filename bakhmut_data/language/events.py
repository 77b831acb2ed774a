"""Publicly known dated events, told from the words of a sentence; data in `reference/events.csv`."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass
from typing import Literal, cast

from bakhmut_data.reference import read_csv

ENOUGH_MENTIONS = 3
# In a text of no more than so many characters, one mention is enough.
SHORT_TEXT = 2500
FEWEST_WORDS = 4
# Letters of a word by which events are looked up.
OPENING = 5
SIZES = (2, 3, 4, 5)
WORD_START = re.compile(r"(?<!\w)\w")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Event:
    """A known event: all of its patterns must be found in a sentence that mentions it.

    A `scheduled` one was known ahead, one in the `background` is spoken of for years.
    """

    name: str
    kind: Literal["event", "scheduled", "background", "battle"]
    patterns: tuple[re.Pattern[str], ...]
    words: tuple[tuple[str, ...], ...]
    earliest: dt.date
    latest: dt.date

    def may_be_in(self, folded: str) -> bool:
        """Whether a text in lower case holds the letters of one word of each pattern: quicker than those."""
        return all(any(word in folded for word in group) for group in self.words)

    def is_in(self, text: str) -> bool:
        """Whether all patterns are found in a text."""
        return all(pattern.search(text) for pattern in self.patterns)


@functools.cache
def known_events() -> tuple[Event, ...]:
    """The events of the reference table."""
    return tuple(
        Event(
            name=row["event"],
            kind=cast("Literal['event', 'scheduled', 'background', 'battle']", row["kind"]),
            patterns=tuple(
                re.compile(rf"\b(?:{'|'.join(map(re.escape, group.split('|')))})", re.IGNORECASE)
                for group in row["words"].split(";")
            ),
            words=tuple(tuple(group.casefold().split("|")) for group in row["words"].split(";")),
            earliest=dt.date.fromisoformat(row["earliest"]),
            latest=dt.date.fromisoformat(row["latest"]),
        )
        for row in read_csv("events.csv")
    )


@functools.cache
def _by_opening() -> dict[str, tuple[Event, ...]]:
    """The events by the first letters of a word that one of them needs: few are looked at closely."""
    events: dict[str, list[Event]] = {}
    for event in known_events():
        if event.kind != "battle":
            for opening in {word[:OPENING] for word in event.words[0]}:
                events.setdefault(opening, []).append(event)
    return {opening: tuple(group) for opening, group in events.items()}


@functools.lru_cache(maxsize=256)  # every time of a sentence asks for its events
def mentioned_events(sentence: str) -> tuple[Event, ...]:
    """The events a sentence speaks of, in the order of the table."""
    folded = sentence.casefold()
    openings = {folded[i.start() : i.start() + size] for i in WORD_START.finditer(folded) for size in SIZES}
    by_opening = _by_opening()
    possible = {
        event.name: event for key in openings for event in by_opening.get(key, ()) if event.may_be_in(folded)
    }
    found = [event for event in possible.values() if event.is_in(sentence)]
    return tuple(sorted(found, key=lambda event: (event.earliest, event.name)))


def discussed_battle(text: str) -> Event | None:
    """The battle a text is mainly about: the one named most often, in a long text three times or more.

    A name by itself, without a sentence around it, tells of no battle.
    """
    if len(WORD.findall(text, 0, SHORT_TEXT)) < FEWEST_WORDS:
        return None
    folded = text.casefold()
    battles = [event for event in known_events() if event.kind == "battle" and event.may_be_in(folded)]
    counts = {event.name: sum(1 for _ in event.patterns[0].finditer(text)) for event in battles}
    best = max(battles, key=lambda event: counts[event.name], default=None)
    least = 1 if len(text) <= SHORT_TEXT else ENOUGH_MENTIONS
    return best if best is not None and counts[best.name] >= least else None
