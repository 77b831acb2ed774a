"""Words that a name and a colon stand before: "Hanna Maliar: our troops hold the station"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bakhmut_data.finding.statements.attributions import Attribution
from bakhmut_data.finding.statements.who.people import (
    SPEAKING_ROLES,
    Word,
    names,
    offices,
    role_words,
    side_words,
    words_of,
)
from bakhmut_data.language.analysis import Analysis, Paragraph

# A bullet or a number, a name, perhaps where or when it is said, and a colon that no quotation follows.
LABEL = re.compile(
    r"(?:[>•*·▪–—-]\s{1,2}|\d{1,2}[.)]\s)?(?P<who>[^\W\d_][^\n:;,.!?()“”\"«»|]{1,60}?)"
    r"(?:\s\([^()\n]{1,40}\)|,\s[^\W\d_][^\n:;.!?“”\"|]{2,50})?:\s+(?=[^\s“”\"«„‘'])"
)
SENTENCE = re.compile(r"[.!?][”\"’)\]]{0,2}(?=\s|$)")
LONGEST_LABEL = 7  # words
FEWEST_WORDS = 3
OWN = frozenset({"i", "we", "my", "our", "us"})


def find_labelled(analysis: Analysis, paragraph: Paragraph) -> Iterator[Attribution]:
    """What the sentences of a paragraph give to somebody by a name and a colon alone."""
    text = analysis.text
    for start in _beginnings(text, paragraph):
        label = LABEL.match(text, start, paragraph.end)
        if label is None or not names_somebody(words_of(text, *label.span("who"))):
            continue
        end = _end_of_sentence(text, label.end(), paragraph.end)
        content = label.end(), end
        said = {word.norm for word in words_of(text, *content)}
        colon = text.rindex(":", label.start(), label.end())
        if len(text[slice(*content)].split()) >= FEWEST_WORDS:
            yield Attribution(
                source=label.span("who"), cue=(colon, colon + 1), contents=(content,), cue_kind="report",
                kind="direct" if said & OWN else "indirect", frame="quote", rule="label",
            )  # fmt: skip


def _beginnings(text: str, paragraph: Paragraph) -> Iterator[int]:
    """Where the sentences of a paragraph and its lines begin."""
    if ":" not in text[paragraph.start : paragraph.end]:
        return
    yield paragraph.start
    for mark in re.finditer(
        r"[.!?][”\"’)\]]{0,2}\s+(?=\S)|\n\s*(?=\S)", text[paragraph.start : paragraph.end]
    ):
        yield paragraph.start + mark.end()


def _end_of_sentence(text: str, start: int, end: int) -> int:
    """Where the sentence ends, without its mark; a list goes on over the breaks of its lines."""
    mark = SENTENCE.search(text, start, end)
    last = mark.start() if mark is not None else end
    while last > start and text[last - 1].isspace():
        last -= 1
    return last


def names_somebody(words: list[Word]) -> bool:
    """Whether a phrase is somebody known, or a role with a name behind it: "Mayor Kostenko"."""
    words = words[1:] if words and words[0].norm == "the" else words
    if not words or len(words) > LONGEST_LABEL:
        return False
    for table in (names(), offices()):
        found = table.longest(words, 0)
        if found is not None and found[0] == len(words):
            return True
    roles = role_words("title").keys() | role_words("person").keys() | SPEAKING_ROLES
    role = next((at for at, word in enumerate(words) if word.norm in roles), None)
    if role is None:
        return False
    named = [word for word in words[role + 1 :] if word.norm not in roles]
    sided = {word.norm for word in words[:role]} & side_words().keys()
    return all(word.surface[:1].isupper() for word in named) and bool(named or sided)
