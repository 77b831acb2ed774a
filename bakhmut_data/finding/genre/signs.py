"""Signs of a genre in a document's heading, its layout and its writer's own words."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bakhmut_data.language.analysis import Analysis
from bakhmut_data.records import Document, Genre, Statement
from bakhmut_data.reference import read_toml

GREETING = re.compile(r"\s*Good (?:morning|afternoon|evening)[.,!]")
HEADING_LINES, HEADING_WORDS = 8, 14
SHORT_LINE = 90  # characters; a longer one is running text
FEWEST_SENTENCES = 8
LITTLE, MUCH = 0.27, 0.4  # statements for each sentence
NEAR = 1_500  # characters of the beginning, and of the end, in which a text says what it is
QUOTED = re.compile(r"“[^”]{0,2000}”|«[^»]{0,2000}»|\"[^\"\n]{0,2000}\"|“[^”\n]*$", re.MULTILINE)
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|I've|I’ve|me|my|mine|myself)\b")
FIRST_PERSONS = re.compile(r"\b(?:we|us|our|ours|ourselves)\b")
ROMAN = re.compile(r"\b(?:World War|Part|Chapter|Phase|Article) I\b")
QUESTION_HEADING = re.compile(r"^(?:Q[:.] ?|\d{1,2}[.)] )?[A-Z“\"].{5,110}\?$")
OPENING_QUESTION = re.compile(r"^(?:[A-Z][\w’' -]{4,80}\?)(?: |$)")
ASKING_TITLE = re.compile(r"^(?:Why|How|What|Where|Who|When|Explainer|Q&A)\b", re.IGNORECASE)
NOTE = re.compile(r"\[\d{1,2}\]")
SOURCE_ENTRY = re.compile(r"^\s*(?:\[?\d{1,3}[\].)]?|[-•*])\s*[“\"«][^\n]{5,200}[”\"»]")
TIMED_ENTRY = re.compile(
    r"^(?:\[?\d{1,2}[:.h]\d{2}\]?(?: ?(?:[ap]\.?m\.?|[A-Z]{2,4}))?|\d{1,2} ?[ap]\.?m\.?(?: [A-Z]{2,4})?)"
    r"(?:\b|$)"
)
SPOKEN_LINE = re.compile(r"^[-–—] ?\S.*$", re.MULTILINE)  # translated pages open a quotation so
DATED_TITLE = re.compile(r".{3,80}\b(?:19|20)\d\d-\d\d-\d\d")
DASHED_HEADING = re.compile(r"^[–—-] [^\n]{5,90} [–—-]$")
LEAD_IN = re.compile(r"^[A-Z“\"][^.:!?\n]{5,70}: [A-Z“\"]")
ITEM = re.compile(r"^(?:[-•*▪·] ?|\d{1,2}[.)] )\S")
TURN = re.compile(r"^(?P<name>[A-Z][A-Za-z.’'-]*(?: [A-Z][A-Za-z.’'-]*){0,4}(?:, [^:\n]{2,50})?): ?(?=\S|$)")
SHOUTED_TURN = re.compile(r"^(?P<name>[A-Z][A-Z.’' -]{2,40}(?:, [^:\n]{2,50})?): ?(?=\S|$)")
DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ/ .'’-]{2,40}(?:, [A-Z][\w. ]{2,20})?(?:, | )?(?:\(|[–—-]|/|\d{1,2} |[A-Z][a-z]+ \d)"
    r"|^[A-Z][\w ,]{2,40} (?:\(?CNN\)?|\(AP\)|\(Reuters\)) ?[–—-]"
)
BYLINE = re.compile(r"^(?:By|Story|Reporting by) [A-Z]")
CREDIT = re.compile(
    r"(?:contributed to this report|press service|^Sources?: |PAP|Reuters|AFP|Associated Press)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for a genre, how strongly, by a short name without any of the text."""

    genre: Genre
    strength: float
    name: str


def find_signs(document: Document, analysis: Analysis, statements: tuple[Statement, ...]) -> list[Sign]:
    """Every sign in a document."""
    page = _Page(document, analysis, statements)
    makers = (_labels, _announcements, _turns, _sources, _entries, _questions, _own_voice, _reporting)
    return [sign for make in makers for sign in make(page)]


class _Page:
    """A document as signs are looked for in it: its lines, and its writer's own words."""

    def __init__(self, document: Document, analysis: Analysis, statements: tuple[Statement, ...]) -> None:
        self.document, self.statements = document, statements
        self.text = document.text
        self.lines = [line.strip() for line in document.text.split("\n") if line.strip()]
        self.sentences = max(1, sum(1 for _ in analysis.sentences()))
        self.reported = len(statements) / self.sentences  # statements for each sentence

    @functools.cached_property
    def own_sentences(self) -> list[str]:
        """The sentences without what is quoted."""
        text = SPOKEN_LINE.sub("", _without(self.text, self.statements))
        text = ROMAN.sub(" ", QUOTED.sub(" ", text))
        return [part for part in SENTENCE.split(text) if len(part.split()) > 2]

    @property
    def heading(self) -> list[str]:
        """The short lines at the head, and the outlet's name."""
        lines = self.lines[:HEADING_LINES]
        short = [line for line in lines if len(line.split()) <= HEADING_WORDS and not line.endswith(".")]
        return [*short, self.document.title or "", self.document.publisher or "", self.document.author or ""]


def _without(text: str, statements: tuple[Statement, ...]) -> str:
    """The text without what others are directly quoted to say."""
    parts, last = [], 0
    for each in sorted(statements, key=lambda statement: statement.start):
        if each.kind == "direct" and each.start >= last:
            parts.append(text[last : each.start])
            last = each.end
    return " ".join([*parts, text[last:]])


def _labels(page: _Page) -> Iterator[Sign]:
    """A section, a headline or an outlet that names the genre."""
    headings = " \n ".join(page.heading).casefold()
    for genre, words in _lists("headings").items():
        found = (word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", headings))
        if named := next(found, None):
            yield Sign(genre, 1.5 if named in WEAK_LABELS else 2.5, f"heading: {named}")


# These also stand in headlines of news.
WEAK_LABELS = frozenset({"assessment", "live", "comment", "voices", "column", "perspective", "explains"})


def _announcements(page: _Page) -> Iterator[Sign]:
    """A phrase that announces how the text goes on, or that closes it; a greeting, an address."""
    ends = QUOTED.sub(" ", page.text[:NEAR] + "\n" + page.text[-NEAR:]).casefold()
    for genre, phrases in _lists("phrases").items():
        if said := next((phrase for phrase in phrases if phrase in ends), None):
            strength = 5.0 if genre == "transcript" else 1.5
            yield Sign(genre, strength, f"phrase: {said.replace('’', chr(39))}")
    if GREETING.match(page.text):
        yield Sign("bulletin", 2.0, "a greeting")


def _turns(page: _Page) -> Iterator[Sign]:
    """Lines that begin with who speaks."""
    names = [match["name"] for line in page.lines if (match := SHOUTED_TURN.match(line) or TURN.match(line))]
    speakers = {name for name in names if names.count(name) > 1}
    if len(speakers) > 1 and len(names) >= max(4, len(page.lines) // 4):
        yield Sign("transcript", 4.0, f"{len(speakers)} speakers take turns")


def _sources(page: _Page) -> Iterator[Sign]:
    """A text made of others: marks of notes, and the list that they lead to."""
    notes = len(NOTE.findall(page.text))
    entries = sum(SOURCE_ENTRY.match(line) is not None for line in page.lines)
    if notes >= 3 and entries >= 2:
        yield Sign("aggregation", 4.0, "numbered sources; their list")
    elif notes >= 3:
        yield Sign("aggregation", 2.0, "numbered sources")


def _entries(page: _Page) -> Iterator[Sign]:
    """Entries by the hour, items under headings, a list of points."""
    timed = sum(TIMED_ENTRY.match(line) is not None for line in page.lines)
    if timed >= 2:
        yield Sign("bulletin", 2.5, "entries by the hour")
    dashed = sum(DASHED_HEADING.match(line) is not None for line in page.lines)
    if dashed >= 2 and DASHED_HEADING.match(page.lines[0]):
        yield Sign("bulletin", 2.5, "items under headings")
    led = sum(LEAD_IN.match(line) is not None and TURN.match(line) is None for line in page.lines)
    if led >= 3 and led * 3 >= len(page.lines):
        yield Sign("bulletin", 1.5, "items with a lead-in")
    items = sum(ITEM.match(line) is not None and SOURCE_ENTRY.match(line) is None for line in page.lines)
    if items >= 3 and items * 5 >= len(page.lines):
        yield Sign("bulletin", 1.0, "a list of points")
    if any(DATED_TITLE.fullmatch(line) for line in (page.document.title or "", *page.lines[:2])):
        yield Sign("bulletin", 1.0, "a dated title")


def _questions(page: _Page) -> Iterator[Sign]:
    """Questions as headings, or one that a paragraph opens with and answers; a headline that asks."""
    asked = sum(QUESTION_HEADING.match(line) is not None for line in page.lines)
    if asked >= 2:
        yield Sign("explainer", 3.0, "questions as headings")
    opened = [line for line in page.lines if len(line) <= SHORT_LINE * 8 and OPENING_QUESTION.match(line)]
    if asked < 2 and opened:
        yield Sign("explainer", 1.0, "a question answered")
    title = page.document.title or (page.lines[0] if page.lines else "")
    if ASKING_TITLE.match(title) and len(title) <= 2 * SHORT_LINE and not title.endswith("."):
        yield Sign("explainer", 1.5, "a headline that asks")


def _own_voice(page: _Page) -> Iterator[Sign]:
    """How the writer speaks outside of quotations: of himself, urging, judging, asking, reporting nobody."""
    own = page.own_sentences
    few = len(own) >= FEWEST_SENTENCES and page.reported < LITTLE
    for name, least, share, strength, test in VOICES:
        number = sum(test(each) for each in own)
        if number >= least and number >= share * len(own):
            yield Sign("opinion", strength if few else strength / 2, name)
    if few:
        yield Sign("opinion", 1.0, "reports little")


def _reporting(page: _Page) -> Iterator[Sign]:
    """What a report of news has: where and when it was written, by whom, who says what."""
    if any(DATELINE.match(line) for line in page.lines[:HEADING_LINES]):
        yield Sign("news", 1.5, "dateline")
    if any(BYLINE.match(line) for line in page.lines[:HEADING_LINES]):
        yield Sign("news", 0.5, "byline")
    if CREDIT.search(page.text[-NEAR // 3 :]):
        yield Sign("news", 0.5, "agency credited")
    if page.reported >= MUCH:
        yield Sign("news", 1.5, "statements reported")


@functools.cache
def _lists(table: str) -> dict[Genre, tuple[str, ...]]:
    return {genre: tuple(words) for genre, words in read_toml("genres.toml")[table].items()}


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, read_toml("genres.toml")["judging"][name]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _has(name: str) -> Callable[[str], bool]:
    return lambda sentence: _pattern(name).search(sentence) is not None


# Name, in how many sentences of the writer's own it has to stand, in what share of them, and its strength in
# a text that reports little; in one full of statements it may be a quotation that nobody marked.
VOICES: tuple[tuple[str, int, float, float, Callable[[str], bool]], ...] = (
    ("first person", 2, 0.05, 1.5, lambda sentence: FIRST_PERSON.search(sentence) is not None),
    ("we and our", 3, 0.05, 1.0, lambda sentence: FIRST_PERSONS.search(sentence) is not None),
    ("urges", 2, 0.05, 0.5, _has("urging")),
    ("judges", 2, 0.04, 0.5, _has("words")),
    ("asks", 2, 0.03, 0.5, lambda sentence: sentence.endswith("?")),
)
