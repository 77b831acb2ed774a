"""A quantity in its sentence: the words around it, the noun it counts, the stretch that speaks of it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from bakhmut_data import reference
from bakhmut_data.language.analysis import Paragraph
from bakhmut_data.language.numbers.quantities import Quantity

# A noun phrase of more words than this is a parser's mistake.
LONGEST_NOUN_PHRASE = 7
# Tokens on either side of a number; a longer sentence is a list or a mistake, and would cost time.
LONGEST_REACH = 80
# Tokens before a length in which "gave up" or "fell back" may stand.
REACH_OF_WAY = 5
_CLINGING = re.compile(r"[.\[(]")
_JOINTS = frozenset(("-", "/", "or", "“", "”", '"', "more", "other", "of", "the", "their", "his"))


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A paragraph with what many figures ask for: each token's begin, sentence or row, form and lemma."""

    paragraph: Paragraph
    text: str
    offsets: tuple[int, ...]
    stretches: tuple[tuple[int, int], ...]
    is_row: bool
    words: tuple[str, ...]
    lemmas: tuple[str, ...]


@dataclass(frozen=True)
class NumberInText:
    """A quantity with its passage; token indices of its begin, its number and one past its end."""

    quantity: Quantity
    passage: Passage
    first: int
    number: int
    last: int

    @property
    def doc(self) -> Doc:
        """The analysed paragraph."""
        return self.passage.paragraph.doc

    def word(self, offset: int) -> str:
        """The lower-case token this far before (negative) or after (from 0) the quantity."""
        i = self.first + offset if offset < 0 else self.last + offset
        if not 0 <= i < len(self.passage.words):
            return ""
        word = self.passage.words[i]
        # Footnote marks and full stops cling to words: "earlier.[0]".
        return word if word.isalnum() else _CLINGING.split(word, maxsplit=1)[0] or word

    def whole_stretch(self) -> tuple[int, int]:
        """Token indices of the sentence or table row that the quantity stands in."""
        return self.passage.stretches[self.number]

    def bounds(self) -> tuple[int, int]:
        """The same, as far as it can speak of this quantity."""
        begin, end = self.whole_stretch()
        return max(begin, self.first - LONGEST_REACH), min(end, self.last + LONGEST_REACH)

    def has_near(self, wanted: frozenset[str], before: int, after: int) -> bool:
        """Whether one of the words stands in the same stretch within this many tokens."""
        begin, end = self.bounds()
        left = slice(max(begin, self.first - before), self.first)
        right = slice(self.last, min(end, self.last + after))
        known = (self.passage.words, self.passage.lemmas)
        return any(not wanted.isdisjoint(forms[side]) for forms in known for side in (left, right))

    def noun(self) -> Token | None:
        """The noun that is counted ("fighters" in "50,000 trained fighters"), None where there is none."""
        return self._noun

    @functools.cached_property
    def _noun(self) -> Token | None:
        if self.quantity.unit is not None and self.quantity.unit.kind != "index":
            return None
        i = self.last + (self.word(0) == "of" and self.word(1) not in words("partitive", "pronouns"))
        if self.quantity.form == "number" and self.word(0) in words("partitive", "determiners"):
            # "By noon on the 16th 300 the road": another phrase begins.
            return None
        head: Token | None = None
        for token in self.doc[i : i + LONGEST_NOUN_PHRASE]:
            if len(token.text) > 1 and token.text[0] in ".,;)":
                # Lists without spaces glue the next item to its comma.
                break
            listed = (
                token.i == i and token.lower_.removesuffix("s") in counted_nouns() and token.pos_ == "VERB"
            )
            if (token.pos_ in ("NOUN", "PROPN") or listed) and _names_something(token):
                head = token
                if ")" in token.text or ";" in token.text:
                    break
            elif head is not None and token.tag_ in ("VBN", "VBD") and token.nbor(-1).text in ("-", "‑"):
                # "US-made" only modifies what follows.
                head = None
            elif not (head is None and _is_hyphenated(token)) and not _may_modify(
                token, is_first=token.i == self.last, has_head=head is not None
            ):
                break
        return head

    def state(self) -> Token | None:
        """A participle or adjective that follows in place of a noun ("284 killed")."""
        if self.last < len(self.passage.words) and self.passage.words[self.last] in words("state", "states"):
            return self.doc[self.last]
        return None

    def span(self) -> tuple[int, int]:
        """Begin and end in the document: the quantity and the noun or state it counts."""
        token = self.noun() or self.state()
        end = self.passage.paragraph.token_end(token) if token is not None else 0
        return self.quantity.start, max(end, self.quantity.end)


def gives_way(mention: NumberInText) -> bool:
    """Whether ground is yielded by a verb of two words: "gave up 600 metres", "fell back two miles"."""
    before = range(mention.first - REACH_OF_WAY, mention.first - 1)
    lemmas, forms = mention.passage.lemmas, mention.passage.words
    return any(
        i >= 0
        and forms[i + 1] in ("up", "back", "ground")
        and lemmas[i] in words("length", f"way_{forms[i + 1]}")
        for i in before
    )


def read_passage(paragraph: Paragraph) -> Passage:
    """A paragraph prepared for its figures; the lines of a table are its stretches."""
    doc = paragraph.doc
    text = doc.text
    is_row = "|" in text or "\t" in text
    stretches: list[tuple[int, int]] = []
    if is_row:
        breaks = [token.i + 1 for token in doc if "\n" in token.text]
        for begin, end in zip([0, *breaks], [*breaks, len(doc)], strict=True):
            stretches.extend([(begin, end)] * (end - begin))
    else:
        for sentence in doc.sents:
            stretches.extend([(sentence.start, sentence.end)] * (sentence.end - sentence.start))
    offsets = tuple(paragraph.token_start(token) for token in doc)
    forms = tuple(token.lower_ for token in doc)
    lemmas = tuple(token.lemma_.lower() for token in doc)
    return Passage(paragraph, text, offsets, tuple(stretches), is_row, forms, lemmas)


@functools.cache
def words(table: str, key: str) -> frozenset[str]:
    """One word list of `figure_words.toml`."""
    return frozenset(reference.read_toml("figure_words.toml")[table][key])


@functools.cache
def counted_nouns() -> dict[str, dict[str, str]]:
    """What is counted, by lemma: unit and measure (`counted_nouns.csv`)."""
    return {row["noun"]: row for row in reference.read_csv("counted_nouns.csv")}


def _names_something(token: Token) -> bool:
    letters = any(letter.isalpha() for letter in token.text)
    return letters and token.lower_ not in words("state", "states") | words("state", "not_nouns")


def _is_hyphenated(token: Token) -> bool:
    """Whether a token is a part of a compound such as "pick-up" in "two pick-up trucks"."""
    before = token.nbor(-1) if token.i else token
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    if token.text == "-":
        return token.i > 0 and not before.whitespace_ and not token.whitespace_ and before.is_alpha
    opens = after.text == "-" and not token.whitespace_ and not after.whitespace_
    return token.is_alpha and (opens or (before.text == "-" and not before.whitespace_ and after.is_alpha))


def _may_modify(token: Token, *, is_first: bool, has_head: bool) -> bool:
    """Whether a token can stand between a number and its noun."""
    if token.is_digit and not has_head:
        # The calibre in "two 152-mm howitzers".
        return any(part.lower_ in ("mm", "cm") for part in token.doc[token.i + 1 : token.i + 3])
    if has_head or not any(letter.isalpha() for letter in token.text):
        return token.lower_ in (("-", "/") if has_head else _JOINTS)
    if any(letter.isdigit() for letter in token.text) or token.lower_ in _JOINTS:
        # The model in "two D-20 howitzers"; plain numbers were turned away above.
        return True
    if is_first and token.pos_ in ("DET", "ADV"):
        graded = token.lower_.endswith("ly") and token.i + 1 < len(token.doc) and token.nbor().pos_ == "ADJ"
        return graded or token.lower_ in words("partitive", "modifiers")
    return token.pos_ in ("ADJ", "ADV", "DET") or (
        token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG", "VBD")
    )
