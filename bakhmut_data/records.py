"""The records that extraction passes along; frozen, and unknown is None.

Offsets are Python string indices into `Document.text`, half open:
`document.text[span.start:span.end] == span.surface`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["location", "actor"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Qualifier = Literal["exact", "about", "more_than", "at_least", "less_than", "at_most", "range", "vague"]
About = Literal["Russia", "Ukraine", "Wagner", "both", "none"]
Side = Literal["Ukraine", "Russia", "West", "independent"]
StatementKind = Literal["direct", "indirect", "mixed"]
Controller = Literal["Russia", "Ukraine", "contested"]
ControlEvent = Literal["hold", "take", "surround", "advance", "repel", "withdraw", "fight"]
Question = Literal["value", "symbol", "hold", "fall", "after", "losses", "supply", "momentum", "next"]
Answer = Literal[
    "matters", "little", "disputed", "symbol", "not_symbol", "hold", "leave", "either",
    "falls", "holds", "open", "opens_way", "changes_little", "hollow",
    "Russia", "Ukraine", "both", "none", "neither", "Russia_advances", "Ukraine_attacks", "talks", "goes_on",
]  # fmt: skip
Genre = Literal["news", "opinion", "explainer", "aggregation", "bulletin", "transcript", "other"]
Status = Literal["asserted", "claimed", "denied", "predicted", "hypothetical", "past"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text and what is known of its origin.

    `published` is the likeliest day, between `published_earliest` and
    `published_latest`; `published_basis` says in one sentence where they come from. `genre_basis` names the
    signs that `genre` is told by; `url` is where it was published, http or https.
    """

    document_id: str
    file: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    published_earliest: dt.date | None = None
    published_latest: dt.date | None = None
    published_basis: str | None = None
    language: str | None = None
    genre: Genre | None = None
    genre_basis: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document's text and the name of the rule that found it."""

    start: int
    end: int
    surface: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex(Span):
    """A time expression with its TIMEX3 value (ISO-TimeML 1.2); days where it has any."""

    timex_type: TimexType
    value: str
    earliest: dt.date | None = None
    latest: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer; degrees are WGS 84."""

    place_id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    country: str | None = None
    admin1: str | None = None
    population: int | None = None
    origin: str

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym(Span):
    """A place name in the text; `place` is None where it could not be resolved."""

    role: Role
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is the source of something: one canonical name, and a side where it has one."""

    name: str
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Span):
    """A reported number as an interval; `high` None is unbounded or unknown.

    `counts` lists what became of those counted, where it is more than the measure tells.

    The last five fields are given by linking.
    """

    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str
    measure: str
    about: About = "none"
    core: bool = True
    counts: str | None = None
    place: Place | None = None
    speaker: str | None = None
    speaker_side: Side | None = None
    as_of_earliest: dt.date | None = None
    as_of_latest: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Span):
    """What a source other than the author is reported to say; the span is the content.

    `terms` are up to five index terms of the content, joined by "; ".

    `cue` is the cue's surface ("said"), with its own offsets in the document. The two
    dates are given by linking.
    """

    speaker: str
    speaker_side: Side | None = None
    kind: StatementKind
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    topic: str = "other"
    said_earliest: dt.date | None = None
    said_latest: dt.date | None = None
    terms: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlClaim(Span):
    """Who is said to hold, take, lose, surround or approach a place.

    `part` is the part of the place the claim is limited to ("eastern part", "near",
    "presence" where a force is only said to be there, "enough control" where that suffices for
    something, None for the whole); shares are percent of the place, 0 to 100. Speaker and dates
    are given by linking.
    """

    place: Place
    part: str | None = None
    controller: Controller
    event: ControlEvent
    share_low: float | None = None
    share_high: float | None = None
    status: Status
    speaker: str | None = None
    as_of_earliest: dt.date | None = None
    as_of_latest: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Span):
    """Somebody, or the text in its own voice (speaker None), takes a side on one of nine questions.

    `place` is what the question is asked of, None for the war as a whole.
    """

    question: Question
    answer: str
    place: Place | None = None
    speaker: str | None = None
    speaker_side: Side | None = None
    said_earliest: dt.date | None = None
    said_latest: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one document, linked."""

    document: Document
    timexes: tuple[Timex, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    control: tuple[ControlClaim, ...] = ()
    positions: tuple[Position, ...] = ()
    warnings: tuple[str, ...] = field(default=())
