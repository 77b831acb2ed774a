"""A paragraph with its quotations and the attributions being put together in it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from bakhmut_data.finding.statements.attributions import Stretch
from bakhmut_data.finding.statements.cues import Cue, lexicon
from bakhmut_data.finding.statements.quotation_marks import Quote, find_quotes
from bakhmut_data.language.analysis import Paragraph

DASHES = frozenset({"-", "–", "—", "--"})
LONGEST_SPOKEN = 90  # tokens between two dashes
# The end of a word that a full stop and a dash were left hanging on.
GLUED_DASH = re.compile(r"[.!?][”\"]?[-–—]$")
TRIM_LEFT = " \t\n,.;:-–—…"

TRIM_RIGHT = " \t\n,.;:-–—…"


@dataclass(slots=True)
class Draft:
    """An attribution being put together; offsets in the document's text."""

    cue: Cue
    cue_span: Stretch
    source: Stretch | None
    contents: list[Stretch]
    frame: str
    rule: str
    nested: bool = False


@dataclass(slots=True)
class Scene:
    """A paragraph with its quotations and the drafts made so far, by cue token."""

    paragraph: Paragraph
    text: str
    quotes: list[Quote]
    starts: list[int]
    drafts: dict[int, Draft] = field(default_factory=dict)

    def token_at(self, offset: int) -> int:
        """The index of the first token that begins at or after an offset of the document."""
        return bisect.bisect_left(self.starts, offset)

    def sentence_end(self, offset: int) -> int:
        """Where the sentence around an offset ends, without its last mark."""
        token = self.paragraph.doc[max(0, self.token_at(offset) - 1)]
        last = token.sent[-1]
        return trim(self.text, offset, self.paragraph.token_end(last))[1]

    def quote_around(self, offset: int) -> Quote | None:
        """The quotation that an offset lies in."""
        index = bisect.bisect_right(self.quotes, offset, key=lambda quote: quote.start) - 1
        return self.quotes[index] if index >= 0 and offset < self.quotes[index].end else None

    def quotes_within(self, start: int, end: int) -> list[Quote]:
        """The quotations that share a character with a stretch, in reading order."""
        first = bisect.bisect_right(self.quotes, start, key=lambda quote: quote.end)
        last = bisect.bisect_left(self.quotes, end, key=lambda quote: quote.start)
        return self.quotes[first:last]


def read_scene(text: str, paragraph: Paragraph) -> Scene:
    """The scene of a paragraph, with its outermost quotations and no drafts yet."""
    starts = [paragraph.start + token.idx for token in paragraph.doc]
    quotes = find_quotes(text, paragraph.start, paragraph.end)
    quotes = sorted([*quotes, *_between_dashes(paragraph, quotes)], key=lambda quote: quote.start)
    return Scene(paragraph, text, _outermost(quotes), starts)


def _between_dashes(paragraph: Paragraph, quotes: list[Quote]) -> Iterator[Quote]:
    """What is said between dashes, as in translations: "- We stay here - he said.".

    A dash opens at the start of a paragraph or sentence, also one that no space parts from the last
    sentence ("to the end".- We …); the next one closes where a verb of saying follows.
    """
    doc, opened = paragraph.doc, None
    for token in doc:
        if token.text not in DASHES:
            if GLUED_DASH.search(token.text) and token.i + 1 < len(doc):
                opened = token
            continue
        before = doc[token.i - 1].text if token.i > 0 else "."
        if opened is not None and token.i - opened.i <= LONGEST_SPOKEN and _reports(doc, token.i + 1):
            start, end = paragraph.token_end(opened), paragraph.token_start(token)
            if not any(quote.start < end and start < quote.end for quote in quotes):
                yield Quote(start - 1, end, start, end)
            opened = None
        elif before[-1] in '.!?”"' and token.i + 1 < len(doc):
            opened = token


def _reports(doc: Doc, index: int) -> bool:
    """Whether a verb of saying stands at a token, or right after a name or pronoun there."""
    verbs = lexicon("verb")
    for token in doc[index : index + 3]:
        cue = verbs.get(token.lemma_.lower())
        if cue is not None and "quote" in cue.frames and token.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
            return True
        if token.pos_ not in ("PRON", "PROPN"):
            return False
    return False


def _outermost(quotes: list[Quote]) -> list[Quote]:
    kept: list[Quote] = []
    for quote in quotes:
        if not kept or quote.start >= kept[-1].end:
            kept.append(quote)
    return kept


def offsets(paragraph: Paragraph, tokens: tuple[int, int]) -> Stretch:
    """Token indices as offsets in the document's text."""
    doc = paragraph.doc
    return paragraph.token_start(doc[tokens[0]]), paragraph.token_end(doc[tokens[1] - 1])


def trim(text: str, start: int, end: int) -> Stretch:
    """The stretch without outer white space and punctuation."""
    while start < end and text[start] in TRIM_LEFT:
        start += 1
    while end > start and text[end - 1] in TRIM_RIGHT:
        end -= 1
    return start, end
