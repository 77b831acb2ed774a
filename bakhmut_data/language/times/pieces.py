"""The pieces of time expressions as the text writes them, before they hang on any day.

A piece knows only what its words say ("Tuesday": a weekday; "last": a direction). Joining
makes "Monday" and "night" one piece; `timexes` gives each its value.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, Literal

from bakhmut_data.language.calendars import Stretch
from bakhmut_data.language.times.tense import Tense
from bakhmut_data.language.times.words import Direction

Match = re.Match[str]
Kind = Literal[
    "point", "period", "offset", "duration", "set", "reference", "range", "edge", "part", "decade", "century",
    "edge_of", "year_before",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one stretch of text says about time; what it does not say is None."""

    kind: Kind
    start: int
    end: int
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    holiday: str | None = None
    edge: str | None = None
    direction: Direction | None = None
    unit: str | None = None
    count: float | None = None
    shift: int = 0
    base: Literal["published", "reference"] = "published"
    value: str | None = None
    until: Piece | None = None
    within: Piece | None = None


def make_piece(match: Match, rule: str, kind: Kind, **slots: Any) -> Piece:
    """A piece over the whole match, with the slots given."""
    return Piece(kind=kind, start=match.start(), end=match.end(), rule=rule, **slots)


def is_clock(piece: Piece) -> bool:
    """Whether the piece is a clock time that lacks its day."""
    return piece.kind == "point" and piece.hour is not None and not (piece.day or piece.weekday is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a piece hangs on: the day of writing, the days last named, and the verb's tense.

    `told` is what a text that tells of days by their dates alone (`chronicle`), or a sentence, last named;
    `between` is what an open day of writing can be, `day_first` how a text writes dates in digits;
    `entry` says that `published` is the day of an entry in a chronicle or diary;
    `near` says that `named` stands just before, and not as what something has gone on since.
    """

    published: dt.date | None
    reference: dt.date | None = None
    carried: dt.date | None = None
    named: Stretch | None = None
    tense: Tense | None = None
    narrated: Stretch | None = None
    chronicle: bool = False
    near: bool = False
    entry: bool = False
    between: tuple[dt.date, dt.date] | None = None
    day_first: bool = False
