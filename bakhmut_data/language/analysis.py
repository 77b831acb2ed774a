"""The linguistic analysis of a text, made once per document and handed to every finder.

A text is cut into paragraphs before spaCy sees it: no sentence runs across a blank
line or a heading, and the cost stays linear in the text.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Span, Token
from spacy.tokens.morphanalysis import MorphAnalysis
from spacy.util import compile_infix_regex, compile_suffix_regex

from bakhmut_data.language.model import load_model
from bakhmut_data.language.transitions import quicken

TEXT = "text"  # where a paragraph keeps its text
# A wrapped text breaks lines at a fixed width; such breaks do not end a paragraph.
WRAP_WIDTHS = range(45, 121)
# A line broken by hand ends within a sentence, and the next begins in lower case.
BREAK = re.compile(r"(?<=\S)\n(?=\S)")
BROKEN = re.compile(r"(?:[^\W\d_]{2}|\b[aA]),?[ \t\r]*$")
# No heading is so long, and no broken line longer: one that no mark ends goes on in the next.
FULL_LINE = range(90, 175)
LABELLED = re.compile(r"\s*[\w ]{1,20}:")
UNENDED = re.compile(r"[\w,–—-][ \t\r]*$")
GOES_ON = re.compile(r"[ \t]*[a-z][a-z’'-]*[,.;:”\"’)]* [^|\t\n]+")
# Finders look at all of a sentence, and some at all of a paragraph, for each of its names and numbers.
LONGEST_PARAGRAPH = 4_000  # characters; a longer one is cut where a sentence ends
LONGEST_SENTENCE = 120  # tokens without a mark that may end one; no writer's sentence comes near
ENDS_SENTENCE = frozenset(".!?…;:")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s")
# No word is so long, and spaCy takes the square of the length of a run without spaces.
UNSPACED = re.compile(r"\S{500}")
# Half a character that stands alone cannot be encoded; spaCy reads a sign of the same length instead.
SURROGATE = re.compile(r"[\ud800-\udfff]")
UNREADABLE = "\ufffd"
MANY_PARAGRAPHS = 2_000
SHORT_PARAGRAPH = 15  # characters on average; a list of names has more
# English has some five characters to a word, marks and spaces included; a table of numbers has three to a
# piece. What has fewer is no language, and nothing is said in it.
PIECE = re.compile(r"\w+|[^\w\s]|\s{40}")
SHORTEST_PIECES = 2.6
FEWEST_TO_JUDGE = 200
BATCH = 64
RULER = "attribute_ruler"
# Translated pages lose the space behind a sentence: past."He, threat.- We.
GLUED = (r"(?<=[a-z])[.!?](?=[\"”][A-Z])", r"(?<=[.!?])[\"”](?=[A-Z])")
DASHED = (r"(?<=[a-z][.!?])[-–—]",)
# The pairs of tokens of the model's few rules for two ("gonna", "let's"), beside "there is".
PAIRS = {
    "ai": ("n't", "nt"),
    "gon": ("na",),
    "got": ("ta",),
    "let": ("'s",),
    "c'm": ("on",),
    "y": ("all",),
    "y'": ("all",),
}


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

    @property
    def text(self) -> str:
        """The paragraph as written; spaCy would join it anew at every call."""
        if TEXT not in self.doc.user_data:
            self.doc.user_data[TEXT] = self.doc.text
        text: str = self.doc.user_data[TEXT]
        return text

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
    model: Language = load_model()
    model.add_pipe("remembered_rules", after=RULER)
    model.disable_pipe(RULER)
    for component in ("parser", "ner"):
        quicken(model, component)
    index = cast("Lemmatizer", model.get_pipe("lemmatizer")).lookups.get_table("lemma_index")
    for part_of_speech, forms in index.items():  # lists of up to 57,000 words, which are looked through
        index[part_of_speech] = frozenset(forms)
    tokenizer = cast("Any", model.tokenizer)  # spaCy's own hints leave out what can be set
    tokenizer.infix_finditer = compile_infix_regex([*(model.Defaults.infixes or ()), *GLUED]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*(model.Defaults.suffixes or ()), *DASHED]).search
    return model


@dataclass(frozen=True, slots=True)
class Rules:
    """The model's rules for parts of speech, and what they gave each token that they tell apart.

    They cost a seventh of the analysis, and all but a few look at one token's tag, form and dependency.
    """

    ruler: AttributeRuler
    forms: frozenset[int]
    forms_in_place: frozenset[int]  # whose rules look at the dependency too
    tags_in_place: frozenset[int]
    dependencies: frozenset[int]  # that rules look at whatever the token is
    pairs: frozenset[tuple[int, int]]
    expletive: int
    given: dict[tuple[int, ...], tuple[int, MorphAnalysis, int]]

    def keys(self, rows: list[list[int]]) -> list[tuple[int, ...]]:
        """What the rules see of each token (tag, form, dependency, is it space): most of them of it alone."""
        after = [False, *(dependency == self.expletive for _, _, dependency, _ in rows)]
        return [
            (
                tag,
                form if form in self.forms else 0,
                dependency if self._counts(tag, form, dependency, is_space) else 0,
                is_space,
                after_expletive,
            )
            for (tag, form, dependency, is_space), after_expletive in zip(rows, after, strict=False)
        ]

    def _counts(self, tag: int, form: int, dependency: int, is_space: int) -> bool:
        """Whether a rule looks at the dependency of such a token."""
        in_place = form in self.forms_in_place or tag in self.tags_in_place
        return bool(in_place or is_space or dependency in self.dependencies)

    def apply(self, doc: Doc) -> Doc:
        """The document with parts of speech, and lemmas where a rule gives one."""
        rows: list[list[int]] = doc.to_array(["TAG", "LOWER", "DEP", "IS_SPACE"]).tolist()
        if any((first[1], second[1]) in self.pairs for first, second in itertools.pairwise(rows)):
            return self.ruler(doc)
        keys = self.keys(rows)
        if not self.given.keys() >= set(keys):
            self.ruler(doc)
            self.given.update(
                (key, (token.pos, token.morph, token.lemma)) for key, token in zip(keys, doc, strict=True)
            )
            return doc
        for key, token in zip(keys, doc, strict=True):
            token.pos, token.morph, lemma = self.given[key]
            if lemma:
                token.lemma = lemma
        return doc


@functools.cache
def _rules() -> Rules:
    ruler = language_model().get_pipe(RULER)
    assert isinstance(ruler, AttributeRuler)
    strings = language_model().vocab.strings
    # spaCy types the entries of a rule, patterns and numbers, together.
    rules = cast("list[dict[str, Any]]", ruler.patterns)
    patterns = [pattern for rule in rules for pattern in rule["patterns"]]
    # The second token of the rule for "there is" is seen as those of rules for one are, behind an expletive.
    conditions = [pattern[-1] for pattern in patterns if len(pattern) == 1 or "DEP" in pattern[0]]
    of_dependency = [each for each in conditions if "DEP" in each]
    of_any_form = [each for each in of_dependency if "LOWER" not in each and "IS_SPACE" not in each]
    of_some_tags = [each for each in of_any_form if not _says_what_not(each["TAG"])]
    of_other_tags = [each for each in of_any_form if _says_what_not(each["TAG"])]
    return Rules(
        ruler,
        frozenset(strings[form] for each in conditions for form in _named(each.get("LOWER"))),
        frozenset(strings[form] for each in of_dependency for form in _named(each.get("LOWER"))),
        frozenset(strings[tag] for each in of_some_tags for tag in _named(each["TAG"])),
        frozenset(strings[name] for each in of_other_tags for name in _named(each["DEP"])),
        frozenset(
            (strings.add(first), strings.add(second)) for first, those in PAIRS.items() for second in those
        ),
        strings.add("expl"),
        {},
    )


def _says_what_not(condition: str | dict[str, list[str]]) -> bool:
    """Whether a condition of a rule names what must not be."""
    return not isinstance(condition, str) and "NOT_IN" in condition


def _named(condition: str | dict[str, list[str]] | None) -> Iterator[str]:
    """The strings that a condition of a rule names."""
    if isinstance(condition, str):
        yield condition
    elif condition:
        for names in condition.values():
            yield from names


@Language.component("remembered_rules")
def _remembered_rules(doc: Doc) -> Doc:
    return _rules().apply(doc)


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
            for first, last in [(block[0][0], block[-1][1])] if _is_wrapped(block) else _joined(text, block):
                spans.extend(_trimmed(text, first, last))
            block = []
        start = end + 1
    return _regrouped(spans)


def _regrouped(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches, joined where they are so many and so short that they are no paragraphs."""
    length = sum(end - start for start, end in spans)
    if len(spans) <= MANY_PARAGRAPHS or length / len(spans) >= SHORT_PARAGRAPH:
        return spans
    joined = [spans[0]]
    for start, end in spans[1:]:
        if end - joined[-1][0] <= LONGEST_PARAGRAPH:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_wrapped(lines: list[tuple[int, int]]) -> bool:
    """Whether the lines of a block are one text broken at a fixed width."""
    widths = [end - start for start, end in lines[:-1]]
    return len(widths) > 1 and max(widths) in WRAP_WIDTHS and min(widths) > 0.6 * max(widths)


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of a block; those that a sentence runs across, broken by hand, are one."""
    joined = lines[:1]
    last = lines[0]
    for start, end in lines[1:]:
        tail = max(last[0], last[1] - 30)
        within = BROKEN.search(text, tail, last[1]) and GOES_ON.match(text, start, end)
        full = last[1] - last[0] in FULL_LINE and UNENDED.search(text, tail, last[1])
        apart = "|" in text[last[0] : end] or "\t" in text[last[0] : end] or LABELLED.match(text, start, end)
        if within or (full and not apart):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        last = start, end
    return joined


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without outer white space, in pieces the parser's time and memory can take."""
    for run in UNSPACED.finditer(text, start, end):
        yield from _pieces(text, start, run.end())
        start = run.end()
    yield from _pieces(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_PARAGRAPH:
        cut = _cut(text, start)
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _cut(text: str, start: int) -> int:
    """Where to cut a stretch that is too long: behind a sentence, else a word, else anywhere."""
    stop = start + LONGEST_PARAGRAPH
    ends = [found.end() - 1 for found in SENTENCE_END.finditer(text, start + LONGEST_PARAGRAPH // 2, stop)]
    if ends:
        return ends[-1]
    cut = text.rfind(" ", start, stop)
    return cut if cut > start else stop


def analyse(text: str) -> Analysis:
    """The paragraphs of a text that may be language, with sentences, tags, dependencies and names."""
    spans = [(start, end) for start, end in split_paragraphs(text) if _is_language(text[start:end])]
    readable = SURROGATE.sub(UNREADABLE, text)
    # What stands again word for word is read once: lines of menus and tables, text made to be slow.
    # A break within a sentence is a space to the parser, of the same length.
    distinct = dict.fromkeys(_unbroken(readable[start:end]) for start, end in spans)
    docs = language_model().pipe(map(_tokenised, distinct), batch_size=BATCH)
    read = dict(zip(distinct, docs, strict=True))
    return Analysis(
        text=text,
        paragraphs=tuple(
            Paragraph(index, start, end, read[_unbroken(readable[start:end])])
            for index, (start, end) in enumerate(spans)
        ),
    )


def _unbroken(text: str) -> str:
    """A paragraph with its line breaks as spaces, but for rows of a table."""
    return text if "|" in text or "\t" in text else BREAK.sub(" ", text)


def _is_language(text: str) -> bool:
    """Whether a paragraph can be language, as far as the length of its words tells."""
    return len(text) < FEWEST_TO_JUDGE or len(text) / len(PIECE.findall(text)) >= SHORTEST_PIECES


def _tokenised(text: str) -> Doc:
    """A paragraph in tokens, with the end of a sentence set where none is in sight."""
    doc = language_model().make_doc(text)
    if len(doc) <= LONGEST_SENTENCE:
        return doc
    begun = 0
    for token in doc:
        if token.i - begun >= LONGEST_SENTENCE:
            token.is_sent_start = True
            begun = token.i
        elif token.text in ENDS_SENTENCE:
            begun = token.i + 1
    return doc
