"""Which side of the war a word stands for, and what the whole text tells about sides."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from bakhmut_data import reference
from bakhmut_data.finding.figures.columns import BORDER, Cells, read_headings
from bakhmut_data.finding.figures.countries import NOWHERE, Countries
from bakhmut_data.finding.figures.passages import Passage, words
from bakhmut_data.language.analysis import Analysis, Paragraph
from bakhmut_data.records import About

OPPOSITE: dict[About, About] = {"Russia": "Ukraine", "Wagner": "Ukraine", "Ukraine": "Russia"}
# Paragraphs between a row and the heading of its table.
LONGEST_TABLE = 30
# Tokens before a sentence in which the side it speaks of may have been named.
CONTEXT = 60
# Paragraphs back in which the side that a text goes on about may have been named.
EARLIER = 3
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b")
# Who says "I" or "we" once in so many characters tells a story of their own.
TELLS_OWN = 120
# So many signs of a parliament or of a relief body show that "we" are of neither side.
FEWEST_OUTSIDE = 2
# Characters of a heading or question.
LONGEST_HEADING = 120
# Tokens of a question.
LONGEST_QUESTION = 30
LIST_LINE = re.compile(r"\W{0,4}(?:\d{1,2} )?[^\W\d][\w ,/()'’+&-]{1,70}\s?[–‒—:-]\s?(?:[a-z.~]{1,13} )?\d")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole text tells: whether it is about this war, and in whose words."""

    is_about_war: bool
    voice: About
    heading: About | None = None
    before: About | None = None
    tells_own: bool = False
    is_quoted: bool = False
    heads_ground: bool = False
    question: tuple[Token, ...] = ()
    columns: Cells = ()
    countries: Countries = NOWHERE


@functools.cache
def side_words() -> dict[str, About]:
    """Words that name a side (`side_words.csv`)."""
    return {row["word"]: row["side"] for row in reference.read_csv("side_words.csv")}  # type: ignore[misc]


def read_setting(text: str, countries: Countries = NOWHERE) -> Setting:
    """Whether a text is about the war in Ukraine, and who is "we" in it: Ukraine, Russia or an outsider."""
    lower = text.lower()
    first_person = sum(1 for _ in FIRST_PERSON.finditer(text))
    return Setting(
        is_about_war=countries.has_home or any(word in lower for word in words("setting", "war")),
        countries=countries,
        voice=_voice(lower),
        tells_own=first_person * TELLS_OWN > len(text),
    )


def _voice(lower: str) -> About:
    """Who "we" are in a text in lower case: an outsider, Russia in its official terms, else Ukraine."""
    if sum(word in lower for word in words("setting", "outside")) >= FEWEST_OUTSIDE:
        return "none"
    russian = sum(lower.count(word) for word in words("setting", "russian_voice"))
    other = sum(lower.count(word) for word in words("setting", "other_voice"))
    return "Russia" if russian > max(1, other) else "Ukraine"


def with_heading(setting: Setting, passage: Passage, analysis: Analysis) -> Setting:
    """The setting with the sides that the heading of a table or list and the paragraphs before name."""
    index = passage.paragraph.index
    above = analysis.paragraphs[index - 1] if index else None
    asked = (
        tuple(above.doc[-LONGEST_QUESTION:])
        if above is not None and above.doc.text.rstrip().endswith("?")
        else ()
    )
    columns = read_headings(analysis, index) if BORDER in passage.text else ()
    setting = replace(setting, before=_side_before(analysis, index, setting), question=asked, columns=columns)
    if not passage.is_row:
        furthest = max(0, index - LONGEST_TABLE)
        if _is_list_line(passage.paragraph, analysis):
            while index > furthest and _is_list_line(analysis.paragraphs[index - 1], analysis):
                index -= 1
        before = analysis.paragraphs[index - 1] if index else None
        if before is None or before.end - before.start > LONGEST_HEADING:
            return setting
        ground = before is not above or _is_list_line(passage.paragraph, analysis) or bool(asked)
        return replace(
            setting, heading=_side_named(before, setting), heads_ground=ground and _speaks_of_ground(before)
        )
    for paragraph in reversed(analysis.paragraphs[max(0, index - LONGEST_TABLE) : index]):
        if "|" in paragraph.text or "\t" in paragraph.text:
            continue
        return replace(setting, heading=_side_named(paragraph, setting))
    return setting


def _speaks_of_ground(heading: Paragraph) -> bool:
    """As in "How much of the town is Russian", "Ukraine's part of it"."""
    return any(
        token.lower_ in words("share", "of_ground") or token.lemma_.lower() in words("share", "hold")
        for token in heading.doc
    )


def _is_list_line(paragraph: Paragraph, analysis: Analysis) -> bool:
    """As in "tanks – 2,940 (+5)", one line of a list."""
    return LIST_LINE.match(analysis.text, paragraph.start, paragraph.end) is not None


def _side_before(analysis: Analysis, index: int, setting: Setting) -> About | None:
    """The side last named in the few paragraphs before one, those who only speak left out."""
    for paragraph in reversed(analysis.paragraphs[max(0, index - EARLIER) : index]):
        doc = paragraph.doc
        for token in reversed(naming(doc, max(0, len(doc) - CONTEXT), len(doc))):
            if not is_speaker(token) and (side := side_of(token, setting)):
                return side
    return None


def _side_named(paragraph: Paragraph, setting: Setting) -> About | None:
    tokens = naming(paragraph.doc, 0, len(paragraph.doc))
    sides = (side_of(token, setting) for token in tokens if not is_speaker(token))
    return next((side for side in sides if side), None)


def naming(doc: Doc, begin: int, end: int) -> list[Token]:
    """The tokens of a stretch that can name a side; most can not, which need not be asked again."""
    indices = _naming_indices(doc)
    return [doc[i] for i in indices[bisect_left(indices, begin) : bisect_left(indices, end)]]


@functools.lru_cache(maxsize=64)
def _naming_indices(doc: Doc) -> tuple[int, ...]:
    known = side_words().keys() | words("party", "enemy") | words("party", "own") | {"side"}
    return tuple(token.i for token in doc if bare_word(token) in known)


def side_of(token: Token, setting: Setting) -> About | None:
    """The side that a word stands for; "enemy" and "our" depend on who speaks."""
    word = bare_word(token)
    if token.text == "US":
        return None
    if word in side_words():
        located = _is_seat(token) if word in words("party", "capitals") else _is_location(token)
        return None if located else side_words()[word]
    if word in words("party", "enemy") or _is_other_side(token):
        return OPPOSITE.get(setting.voice)
    if word in words("party", "own"):
        return setting.voice if setting.voice != "none" else None
    return None


def _is_other_side(token: Token) -> bool:
    """As in "the other side came over the embankment"."""
    return token.lower_ == "side" and token.i > 0 and token.nbor(-1).lower_ == "other"


def bare_word(token: Token) -> str:
    """The word in lower case, without the commas that a list without spaces leaves on it."""
    return token.lower_.lstrip(",;.:")


def _is_seat(token: Token) -> bool:
    """Whether a capital is a town, not those who rule there: "near Kyiv", "a Kyiv apartment block"."""
    if token.dep_ in ("nsubj", "nsubjpass", "poss"):
        return _is_location(token)
    if token.dep_ == "pobj":
        return token.head.lower_ not in words("party", "dealing")
    if token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i:
        ruling = words("party", "militaries") | words("party", "institutions") | words("party", "rule")
        return token.head.lemma_.lower() not in ruling
    return token.dep_ in ("ROOT", "appos", "dep", "npadvmod")


def _is_location(token: Token) -> bool:
    """Whether a country only says where, or names the war: "in Ukraine", "the invasion of Ukraine"."""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if following in ("'s", "’s") and token.i + 2 < len(token.doc):
        following = token.nbor(2).lower_
    if following.rstrip("s") in words("party", "borders"):
        return True
    if token.lower_ not in words("party", "countries") or token.i == 0:
        return False
    first = token
    while first.i and first.nbor(-1).lower_ in words("party", "compass"):
        first = first.nbor(-1)
    if first != token or first.i == 0:
        return first != token
    before = first.nbor(-1)
    invaded = token.dep_ == "dobj" and token.head.lemma_ in words("party", "wars")
    beside = before.lower_ == "with" and before.head.lemma_.lower() in words("party", "borders")
    if invaded or beside or before.lower_ in words("party", "locating"):
        return True
    fought = before.lower_ in ("of", "on", "against") and before.i > 0
    return fought and before.nbor(-1).lemma_.lower() in words("party", "wars")


def is_source(token: Token) -> bool:
    """Whether a name stands behind "per" or "according to"."""
    before = [other.lower_ for other in token.doc[max(0, token.i - 3) : token.i]]
    return bool({"per", "according", "source"} & set(before))


def is_speaker(token: Token) -> bool:
    """Whether a side's name stands for who says the number, not for whom it counts."""
    if is_source(token):
        return True
    phrase = token
    for _ in range(4):
        if phrase.dep_ in ("nsubj", "pobj", "nsubjpass") or phrase.head == phrase:
            break
        phrase = phrase.head
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    if {phrase.lemma_.lower(), following.lemma_.lower()} & words("party", "institutions"):
        return True
    return phrase.dep_ == "nsubj" and phrase.head.lemma_ in words("party", "saying")
