"""What a text says or implies about its day of publication: stretches of days, and why."""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bakhmut_data.language import calendars
from bakhmut_data.language.analysis import Analysis, Paragraph
from bakhmut_data.language.times.expressions import find_pieces
from bakhmut_data.language.times.pieces import Piece
from bakhmut_data.language.times.senses import span_of
from bakhmut_data.language.times.tense import Tense, find_tense
from bakhmut_data.reference import read_toml

Days = tuple[tuple[dt.date, dt.date], ...]
FIRST, LAST = dt.date(1990, 1, 1), dt.date(2049, 12, 31)
YEARS = range(FIRST.year, LAST.year + 1)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Days on which the text can have appeared; `kind` is an entry of the table of strengths."""

    kind: str
    days: Days
    reason: str
    times: float = 1.0

    @property
    def strength(self) -> float:
        """What a day pays that is none of these."""
        return self.times * strengths()[self.kind]

    @property
    def pins(self) -> bool:
        """Whether it can tell a day by itself."""
        return self.kind in pinning()

    @property
    def bounds(self) -> bool:
        """Whether it bounds the days by itself, and is no mere likelihood."""
        return self.kind not in likelihoods()


@functools.cache
def likelihoods() -> frozenset[str]:
    """The kinds of evidence that only choose among days."""
    return frozenset(read_toml("published.toml")["likelihoods"]["kinds"])


@functools.cache
def strengths() -> dict[str, float]:
    """The strength of each kind of evidence."""
    return {kind: float(value) for kind, value in read_toml("published.toml")["strengths"].items()}


@functools.cache
def pinning() -> frozenset[str]:
    """The kinds of evidence that can tell a day."""
    return frozenset(read_toml("published.toml")["pins"]["kinds"])


@dataclass(frozen=True, slots=True)
class TimeInText:
    """A piece of a time expression in its paragraph and sentence."""

    paragraph: Paragraph
    piece: Piece
    sentence: str
    tense: Tense | None

    @property
    def surface(self) -> str:
        """The words of the piece on one line."""
        return " ".join(self.text[self.piece.start : self.piece.end].split())

    @property
    def text(self) -> str:
        """The paragraph that it stands in."""
        return self.paragraph.text

    @property
    def before(self) -> str:
        """The paragraph up to the piece."""
        return self.text[: self.piece.start]

    @property
    def after(self) -> str:
        """The paragraph behind the piece."""
        return self.text[self.piece.end :]


def find_mentions(analysis: Analysis) -> list[TimeInText]:
    """The pieces of every paragraph with their sentence and tense."""
    return [mention for paragraph in analysis.paragraphs for mention in _mentions_of(paragraph)]


def _mentions_of(paragraph: Paragraph) -> Iterator[TimeInText]:
    pieces = find_pieces(paragraph)
    if not pieces:
        return
    sentences = list(paragraph.doc.sents)
    ends = [sentence.end for sentence in sentences]
    for piece in pieces:
        span = span_of(paragraph, piece)
        sentence = sentences[bisect.bisect_right(ends, span.start)]
        yield TimeInText(paragraph, piece, sentence.text, find_tense(span))


def full_date(piece: Piece) -> dt.date | None:
    """The day of a piece that names year, month and day."""
    if piece.kind != "point" or not (piece.year and piece.month and piece.day):
        return None
    return calendars.make_date(piece.year, piece.month, piece.day)


def is_year_less(piece: Piece) -> bool:
    """Whether a piece names month and day and leaves the year open."""
    return piece.kind == "point" and bool(piece.month and piece.day) and not piece.year and not piece.within


def is_bare_weekday(piece: Piece) -> bool:
    """Whether a piece is a weekday and nothing else."""
    plain = piece.kind == "point" and piece.weekday is not None and not piece.day
    return plain and piece.direction is None and piece.within is None


def each_year(piece: Piece) -> Iterator[dt.date]:
    """The day of a piece that names month and day, in every year in which its weekday is right."""
    for year in YEARS:
        day = calendars.make_date(year, piece.month or 1, piece.day or 1)
        if day and (piece.weekday is None or day.weekday() == piece.weekday):
            yield day


def widen(days: Iterable[dt.date], before: int, after: int) -> Days:
    """A stretch around each day; overlapping stretches run together."""
    stretches: list[tuple[dt.date, dt.date]] = []
    for day in days:
        first, last = day - before * DAY, day + after * DAY
        if stretches and first <= stretches[-1][1] + DAY:
            stretches[-1] = (stretches[-1][0], last)
        else:
            stretches.append((first, last))
    return tuple(stretches)


def merge(days: Days) -> Days:
    """The stretches in order, those that touch made one."""
    merged: list[tuple[dt.date, dt.date]] = []
    for first, last in days:
        if merged and first <= merged[-1][1] + DAY:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def weekdays(weekday: int, after: int = 0) -> Days:
    """Every such weekday, and so many days after it."""
    first = FIRST + (weekday - FIRST.weekday()) % 7 * DAY
    count = (LAST - first).days // 7
    return tuple((first + 7 * i * DAY, first + (7 * i + after) * DAY) for i in range(count))


SOURCE = re.compile(r"^\W?\d{1,3}[.)\]]\s|https?://|[“\"].{8,}[”\"]")
PICTURE = re.compile(
    r"(?i:photo|image|getty|picture|caption|courtesy|credit)|\b(?:AFP|Reuters|REUTERS|Anadolu|EPA|AP)\b"
)


def is_source(mention: TimeInText) -> bool:
    """A date at the end of a line that cites something: numbered, linked, or a title in quotes."""
    tail = re.sub(r"(?:https?://|www\.)\S*|\b(?:accessed|retrieved)\b.*", "", mention.after)
    return len(re.findall(r"\w", tail)) <= 3 and SOURCE.search(mention.text) is not None
