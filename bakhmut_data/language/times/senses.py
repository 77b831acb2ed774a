"""Whether words that can mean a time do so here: not the verb "may", "a second army", "2000 men"."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable

from spacy.tokens import Doc, Span, Token

from bakhmut_data.language.analysis import Paragraph
from bakhmut_data.language.times.pieces import Piece
from bakhmut_data.language.times.words import WORDS

Sense = Callable[[Piece, Span, str], bool]
SENSES: dict[str, list[str]] = WORDS["senses"]
TITLES = frozenset(SENSES["titles"])
QUANTIFIERS = frozenset(SENSES["quantifiers"])
BEFORE_YEARS = frozenset(SENSES["before_years"])
DEFINITE = frozenset(SENSES["definite_dayparts"])
BEFORE_DAYPARTS = frozenset(SENSES["before_dayparts"])


@functools.lru_cache(maxsize=4)
def _token_starts(doc: Doc) -> list[int]:
    return [token.idx for token in doc]


def span_of(paragraph: Paragraph, piece: Piece) -> Span:
    """The tokens a piece touches, at least one."""
    starts = _token_starts(paragraph.doc)
    first = max(0, bisect.bisect_right(starts, piece.start) - 1)
    return paragraph.doc[first : max(first + 1, bisect.bisect_left(starts, piece.end))]


def is_time(paragraph: Paragraph, piece: Piece) -> bool:
    """Whether the words of a piece mean a time."""
    sense = SENSES_OF_RULES.get(piece.rule) or SENSES_OF_KINDS.get(piece.kind)
    if sense is None or piece.direction is not None:
        return True
    text = paragraph.text
    return sense(piece, span_of(paragraph, piece), text[max(0, piece.start - 30) : piece.end + 10])


def is_definite(span: Span) -> bool:
    """Whether a bare part of the day stands as a time: "the morning", "at dawn", not "night sights"."""
    following = _after(span)
    if span[-1].dep_ == "compound" and following is not None and following.pos_ == "NOUN":
        return False
    if span.text.lower() in DEFINITE:
        return True
    return span[0].lower_ == "the" or _word_before(span) in BEFORE_DAYPARTS


def _before(span: Span) -> Token | None:
    return span.doc[span.start - 1] if span.start else None


def _after(span: Span) -> Token | None:
    return span.doc[span.end] if span.end < len(span.doc) else None


def _word_before(span: Span) -> str:
    before = _before(span)
    return before.lower_ if before is not None else ""


def _is_free(_: Piece, span: Span, __: str) -> bool:
    """Whether a bare plural stands alone: "for weeks", not "on our best days"."""
    before = _before(span)
    return (
        before is None or span[0].lower_ == "the" or before.pos_ in ("ADP", "SCONJ", "VERB", "AUX", "PUNCT")
    )


def _is_duration(_: Piece, span: Span, __: str) -> bool:
    """Not an ordinal ("a second army") nor a fraction ("three quarters of the city")."""
    unit = span[-1].lower_
    ordinal = unit == "second" and span[0].lower_ in ("a", "the", "second")
    following = _after(span)
    of_it = following is not None and following.lower_ == "of"
    spell = unit.startswith("quarter") and re.search(r"consecutive|straight|last|past|next", span.text)
    return not ordinal and not (unit.startswith("quarter") and (of_it or len(span) < 3) and not spell)


def _is_month(_: Piece, span: Span, __: str) -> bool:
    """Not a verb ("may") nor part of a person's name ("Mr May")."""
    before, word = _before(span), span[-1]
    following = _after(span)
    opens = word.lower_ in VERBS and span[0].is_sent_start and len(span) == 1
    if opens and following is not None and following.pos_ in AFTER_VERBS:
        return False  # "March or stay at home"
    if before is not None and (before.lower_.rstrip(".") in TITLES or before.ent_type_ == "PERSON"):
        return False
    return word.pos_ in ("PROPN", "NOUN", "NUM", "ADJ") and word.ent_type_ not in ("PERSON", "ORG")


def _is_war_day(piece: Piece, span: Span, _: str) -> bool:
    """Whether a counted day is one of the war: "in its 68th day", never "its third day of talks"."""
    return (piece.count or 0) >= FEWEST_WAR_DAYS and WAR.search(span[0].sent.text) is not None


def _is_clock(_: Piece, span: Span, __: str) -> bool:
    """Not the length of a video: "1:02" between sentences."""
    before, following = _before(span), _after(span)
    if not LENGTH.fullmatch(span.text) or (following is not None and following.is_punct):
        return True
    return before is not None and (before.pos_ in BEFORE_CLOCKS or before.lower_ in ("-", "–", "and", "to"))


def _is_season(piece: Piece, span: Span, around: str) -> bool:
    """Not a verb ("they spring up"); "fall" only after "in the", "since" or beside another season."""
    if piece.year or span[-1].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return bool(piece.year)
    return span[-1].lower_ != "fall" or bool(AUTUMN.search(around))


def _is_frequency(_: Piece, span: Span, __: str) -> bool:
    """Not the name of a paper: "the Daily Example"; no fraction: "a quarter"."""
    following = _after(span)
    before = _before(span)
    named = following is not None and following.is_title and not span[0].is_sent_start
    named = named or (before is not None and before.pos_ == "PROPN" and not span[0].is_sent_start)
    capital = span[0].is_title or span[0].is_upper
    return not (capital and named) and span[-1].lower_ != "quarter"


def _is_adjective(_: Piece, span: Span, __: str) -> bool:
    """Not a noun: "the current in the river"; not "at the time of" something."""
    following = _after(span)
    if span[-1].lower_ == "time" and following is not None and following.lower_ in ("of", "that", "when"):
        return False
    return span[-1].lower_ not in ("current", "recent") or span[-1].pos_ == "ADJ"


def _is_adverb(_: Piece, span: Span, __: str) -> bool:
    """Not beside a noun: "an earlier attack"."""
    following = _after(span)
    return span[-1].pos_ == "ADV" or following is None or following.is_punct


def _is_year(piece: Piece, span: Span, _: str) -> bool:
    """Whether four digits are a year: not a number of things, nor part of a name or a measure."""
    before, following = _word_before(span), _after(span)
    things = following is not None and following.tag_ in ("NNS", "NNPS")
    if things and (before in QUANTIFIERS or before == "" or before in ".;:!?("):
        return False
    if before in ("$", "€", "£", "no", "no."):
        return False
    if 1900 <= (piece.year or 0) <= 2099:
        return True
    ends = (
        following is None or following.is_punct or following.pos_ in ("ADP", "CCONJ", "VERB", "AUX", "SCONJ")
    )
    return before in BEFORE_YEARS and ends


def _is_no_name(_: Piece, span: Span, __: str) -> bool:
    """Not the name of a paper or programme: "Dnipro Today", "Trending Today USA"."""
    before, following = _before(span), _after(span)
    if before is None or before.is_punct or span[0].is_sent_start or not span[0].is_title:
        return True
    inside = following is not None and len(following) > 1 and (following.is_title or following.is_upper)
    named = before.pos_ in ("PROPN", "NOUN") and (before.is_title or before.is_upper)
    return not (inside or named or before.lower_ == "newsletter")


def _is_no_programme(_: Piece, span: Span, __: str) -> bool:
    """Not the name of a paper or broadcast: "The Evening Example"."""
    following = _after(span)
    named = following is not None and following.pos_ == "PROPN" and following.is_title
    return not (named and span[-1].is_title and len(span) > 1)


AUTUMN = re.compile(
    r"(?:spring|summer|winter|early|late|since|by|until|this|in)(?:\s(?:and|or|to|through))?\s(?:the\s)?fall\b"
    r"(?!\s(?:to|in|into)\b|\sof\s(?!\d))",
    re.IGNORECASE,
)
VERBS = frozenset({"march", "may"})
AFTER_VERBS = frozenset({"CCONJ", "ADV", "PRON", "DET", "PART"})
BEFORE_CLOCKS = frozenset({"ADP", "NOUN", "PROPN", "NUM", "VERB", "ADV"})
FEWEST_WAR_DAYS = 10
WAR = re.compile(r"\b(?:war|invasion|aggression|operation|conflict|resistance|fighting)\b", re.IGNORECASE)
LENGTH = re.compile(r"\d:[0-5]\d")
SENSES_OF_RULES: dict[str, Sense] = {
    "bare_plural": _is_free,
    "month": _is_month,
    "season": _is_season,
    "earlier": _is_adverb,
    "year": _is_year,
    "deictic": _is_no_name,
    "war_day": _is_war_day,
    "clock": _is_clock,
}
SENSES_OF_KINDS: dict[str, Sense] = {
    "duration": _is_duration,
    "reference": _is_adjective,
    "set": _is_frequency,
    "part": _is_no_programme,
}
