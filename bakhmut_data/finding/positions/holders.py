"""Whose a stand is where nobody is quoted: what somebody sees in a place, bets on, advises, goes on to say.

A holder is found by the grammar of a sentence; what he holds is a clause of it, and counts like a
statement where positions are read. Who a phrase stands for, the caller knows.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from bakhmut_data import reference
from bakhmut_data.language.analysis import Analysis, Sentence
from bakhmut_data.records import Extraction, Speaker, Statement

Who = Callable[[int, int], Speaker | None]

SUBJECT = "nsubj"
CLAUSES = frozenset({"ccomp", "xcomp"})
HALF = 0.5  # of a clause; where a statement has so much of it, its speaker is known
LEAST_QUOTED = 20  # characters; a shorter quotation is a name or a single word
FARTHEST_SPEAKER = 700  # characters from a quotation without a speaker back to the last one
QUOTED = re.compile(r"“([^“”\n]{20,900})[”\n]|\"([^\"\n]{20,900})\"")
TITLE = re.compile(
    r"\s*(?:\[?\d{1,3}[\].)]\s*)?[“\"«](?P<title>[^\n”\"»]{8,200})[”\"»],? (?P<outlet>[^,\n.]{2,60})[,.]"
)
GOES_ON = re.compile(r"(?:And|But) that (?!is\b|was\b|will\b|would\b|has\b|does\b|did\b|means?\b)")
DAY = re.compile(r"\d|(?:Jan|Feb|March|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d|$)")
OUTER = ",;:–—-|"
UNNAMED = "unnamed outlet"
TITLED = "title"  # the rule of a clause that is a title in a list of sources
HOW_MANY = frozenset({"few", "many", "most", "some", "several", "no", "both", "all", "other"})


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the places of its tokens in the document."""

    sentence: Sentence

    def start(self, token: Token) -> int:
        return self.sentence.offset + token.idx

    def end(self, token: Token) -> int:
        return self.sentence.offset + token.idx + len(token)


def held_clauses(extraction: Extraction, analysis: Analysis, who: Who) -> tuple[Statement, ...]:
    """Clauses that somebody holds beside the statements, in the form of statements."""
    finder = _Finder(extraction, who)
    clauses = [*finder.titles(analysis), *finder.quotations()]
    before: Sentence | None = None
    for sentence in analysis.sentences():
        same_paragraph = before is not None and before.paragraph == sentence.paragraph
        clauses += finder.in_sentence(sentence, before if same_paragraph else None)
        before = sentence
    return tuple(clauses)


class _Finder:
    def __init__(self, extraction: Extraction, who: Who) -> None:
        self.extraction, self.who = extraction, who
        self.text = extraction.document.text
        self.statements = sorted(extraction.statements, key=lambda each: each.start)
        self.starts = [each.start for each in self.statements]

    def in_sentence(self, sentence: Sentence, before: Sentence | None) -> Iterator[Statement]:
        """What the sentence says that somebody holds; `before` is the one before it in its paragraph."""
        if before and GOES_ON.match(self.text, sentence.start, sentence.end):
            yield from self._gone_on(sentence)
        view = _Sentence(sentence)
        for token in sentence.tokens:
            lemma = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX") and lemma in _words("sees"):
                yield from self._seen(token, view)
            elif token.tag_ == "VBG" and lemma in _words("says"):
                yield from self._claimed(token, view)
            elif lemma in _words("views"):
                yield from self._viewed(token, view, before)
        yield from self._said_last(view)

    def titles(self, analysis: Analysis) -> Iterator[Statement]:
        """Titles in a list of sources; each is its outlet's."""
        for paragraph in analysis.paragraphs:
            if found := TITLE.match(self.text, paragraph.start, paragraph.end):
                speaker = self._outlet(found)
                for clause in self._clause(*found.span("title"), speaker):
                    yield replace(clause, rule=TITLED)

    def _outlet(self, found: re.Match[str]) -> Speaker:
        if DAY.match(found["outlet"]):
            return Speaker(name=UNNAMED)
        return self.who(*found.span("outlet")) or Speaker(name=found["outlet"].strip())

    def quotations(self) -> Iterator[Statement]:
        """Quotations without a speaker of their own: the last who was quoted goes on."""
        for found in QUOTED.finditer(self.text):
            start, end = found.span(1 if found[1] is not None else 2)
            last = self._last_before(start)
            if (
                " " in found[0]
                and last
                and start - last.end < FARTHEST_SPEAKER
                and self.text[start].isupper()
            ):
                speaker = Speaker(name=last.speaker, side=last.speaker_side)
                if self.text.rfind(".", start, end) > start and last.kind != "indirect":
                    yield from self._clause(start, end, speaker, last)

    def _gone_on(self, sentence: Sentence) -> Iterator[Statement]:
        last = self._last_before(sentence.start)
        if last and sentence.start - last.end < FARTHEST_SPEAKER // 2:
            speaker = Speaker(name=last.speaker, side=last.speaker_side)
            yield from self._clause(sentence.start, sentence.end, speaker, last)

    def _seen(self, verb: Token, view: _Sentence) -> Iterator[Statement]:
        """What X sees or believes: the clause is X's, from its subject where it holds no other clause."""
        subject = _subject(verb)
        if subject is None or subject.i > verb.i or any(child.dep_ == "auxpass" for child in verb.children):
            return
        speaker = self._speaker(subject, view)
        if speaker is None:
            return
        clause = next((child for child in verb.children if child.dep_ in CLAUSES and child.i > verb.i), None)
        reported = clause is not None and clause.dep_ == "ccomp"
        denied = any(child.dep_ == "neg" for child in verb.children) or subject.left_edge.lower_ == "few"
        first = view.end(verb) if reported and not denied else view.start(subject.left_edge)
        advises = verb.lemma_.lower() in _words("advises")
        yield from self._clause(first, view.end(verb.right_edge), speaker, nested=advises)

    def _claimed(self, verb: Token, view: _Sentence) -> Iterator[Statement]:
        """What X did something "claiming that": what is claimed is X's."""
        if verb.dep_ not in ("advcl", "acl"):
            return
        subject = _subject(verb.head)
        speaker = self._speaker(subject, view) if subject is not None else None
        if speaker is not None:
            yield from self._clause(view.end(verb), view.end(verb.right_edge), speaker)

    def _viewed(self, noun: Token, view: _Sentence, before: Sentence | None) -> Iterator[Statement]:
        """What "X's bet is" is X's; "their bet" is of the subject of the sentence before."""
        owner = next((child for child in noun.children if child.dep_ == "poss"), None)
        if owner is None or noun.dep_ != SUBJECT or noun.head.lemma_ not in ("be", "remain"):
            return
        if owner.tag_ == "PRP$":
            subject = _subject(before.tokens.root) if before is not None else None
            speaker = self._speaker(subject, _Sentence(before)) if before and subject is not None else None
        else:
            speaker = self._speaker(owner, view)
        if speaker is not None:
            yield from self._clause(view.end(noun.head), view.sentence.end, speaker)

    def _said_last(self, view: _Sentence) -> Iterator[Statement]:
        """What stands before "…, X says." at the end of a sentence."""
        tokens = [token for token in view.sentence.tokens if not token.is_space]
        while tokens and tokens[-1].is_punct:
            tokens.pop()
        if (
            not tokens
            or tokens[-1].lemma_.lower() not in _words("says")
            or not tokens[-1].tag_.startswith("VB")
        ):
            return
        verb = tokens.pop()
        comma = next((token for token in reversed(tokens) if token.text == ","), None)
        if comma is None or not 0 < verb.i - comma.i - 1 < 14:
            return
        subject = [token for token in tokens if token.i > comma.i]
        speaker = self.who(view.start(subject[0]), view.end(subject[-1]))
        if speaker is not None:
            yield from self._clause(view.sentence.start, view.start(comma), speaker)

    def _speaker(self, head: Token, view: _Sentence) -> Speaker | None:
        """Who a noun with all that belongs to it stands for."""
        first = next((token for token in head.subtree if token.lower_ not in HOW_MANY), head)
        return self.who(view.start(min(first, head, key=lambda each: each.i)), view.end(head))

    def _last_before(self, start: int) -> Statement | None:
        number = bisect_right(self.starts, start) - 1
        return self.statements[number] if number >= 0 else None

    def _clause(
        self, start: int, end: int, speaker: Speaker, like: Statement | None = None, *, nested: bool = False
    ) -> Iterator[Statement]:
        """The clause, unless a statement has it; said when `like` was, else by the day of publication."""
        start, end = trimmed(self.text, start, end)
        around = [each for each in self.statements if each.start < end and each.end > start]
        shared = sum(min(each.end, end) - max(each.start, start) for each in around)
        if end <= start or (shared > HALF * (end - start) and not nested):
            return
        if nested and any(each.speaker == speaker.name for each in around):
            return
        document = self.extraction.document
        clause = Statement(
            start=start, end=end, surface=self.text[start:end], rule="held", kind="indirect",
            speaker=speaker.name, speaker_side=speaker.side,
            said_latest=document.published_latest or document.published,
        )  # fmt: skip
        if like is not None:
            clause = replace(clause, said_earliest=like.said_earliest, said_latest=like.said_latest)
        yield clause


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the space, the marks and the dashes about it."""
    while start < end and (text[start].isspace() or text[start] in OUTER):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in OUTER):
        end -= 1
    return start, end


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb it is joined to."""
    while True:
        found = next((child for child in verb.children if child.dep_ == SUBJECT), None)
        if found is not None or verb.dep_ not in ("conj", "xcomp"):
            return found
        verb = verb.head


@functools.cache
def _words(name: str) -> frozenset[str]:
    words: list[str] = reference.read_toml("positions.toml")["holders"][name]
    return frozenset(words)
