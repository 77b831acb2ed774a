"""A quantity in its sentence, and whether it is reported or only part of a date, name or label."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from bakhmut_data import reference
from bakhmut_data.analysis import Paragraph
from bakhmut_data.numbers import Quantity

# A noun phrase of more words than this is a parser's mistake.
LONGEST_NOUN_PHRASE = 7
YEARS = range(1900, 2100)
# "several villages" says no more than a plural; "several dozen" says how many.
VAGUE_LEAST = 10


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity with its paragraph; token indices of its begin, its number and one past its end."""

    quantity: Quantity
    paragraph: Paragraph
    first: int
    number: int
    last: int

    @property
    def doc(self) -> Doc:
        return self.paragraph.doc

    def word(self, offset: int) -> str:
        """The lower-case token this far before (negative) or after (from 0) the quantity."""
        i = self.first + offset if offset < 0 else self.last + offset
        if not 0 <= i < len(self.doc):
            return ""
        word = self.doc[i].lower_
        # Footnote marks and full stops cling to words: "earlier.[0]".
        return re.split(r"[.\[(]", word, maxsplit=1)[0] or word

    @property
    def is_row(self) -> bool:
        """Whether the quantity stands in a row of a table."""
        return "|" in self.doc.text or "\t" in self.doc.text

    def bounds(self) -> tuple[int, int]:
        """Token indices of the stretch that speaks of the quantity: its sentence, or its row."""
        sentence = self.doc[self.number].sent
        if not self.is_row:
            return sentence.start, sentence.end
        begin, end = self.first, self.last
        while begin > 0 and "\n" not in self.doc[begin - 1].text:
            begin -= 1
        while end < len(self.doc) and "\n" not in self.doc[end].text:
            end += 1
        return begin, end

    def has_near(self, wanted: frozenset[str], before: int, after: int) -> bool:
        """Whether one of the words stands in the same stretch within this many tokens."""
        begin, end = self.bounds()
        left = self.doc[max(begin, self.first - before) : self.first]
        right = self.doc[self.last : min(end, self.last + after)]
        return any(token.lower_ in wanted or token.lemma_.lower() in wanted for token in (*left, *right))

    def noun(self) -> Token | None:
        """The noun that is counted ("fighters" in "50,000 experienced fighters"), None where there is none."""
        return counted_noun(self)

    def state(self) -> Token | None:
        """A participle or adjective that follows in place of a noun ("284 killed")."""
        i = self.last
        if i < len(self.doc) and self.doc[i].lower_ in words("state", "states"):
            return self.doc[i]
        return None

    def span(self) -> tuple[int, int]:
        """Begin and end in the document: the quantity and the noun or state it counts."""
        end = self.quantity.end
        token = self.noun() or self.state()
        if token is not None:
            end = max(end, self.paragraph.token_end(token))
        return self.quantity.start, end


@functools.cache
def words(table: str, key: str) -> frozenset[str]:
    """One word list of `figure_words.toml`."""
    return frozenset(reference.read_toml("figure_words.toml")[table][key])


def counted_noun(mention: Mention) -> Token | None:
    """The head of the noun phrase right after the quantity."""
    doc, i = mention.doc, mention.last
    if mention.quantity.unit is not None and mention.quantity.unit.kind not in ("index",):
        return None
    if mention.word(0) == "of" and mention.word(1) not in words("partitive", "pronouns"):
        i += 1
    head: Token | None = None
    for token in doc[i : i + LONGEST_NOUN_PHRASE]:
        if not any(letter.isalpha() for letter in token.text) and token.lower_ not in _JOINTS:
            break
        if token.pos_ in ("NOUN", "PROPN") and token.lower_ not in words("state", "states"):
            head = token
        elif head is not None and token.lower_ not in ("-", "/"):
            break
        elif token.pos_ not in ("ADJ", "VERB", "ADV", "DET") and token.lower_ not in _JOINTS:
            break
        elif token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG", "VBD"):
            break
        elif token.pos_ in ("DET", "ADV") and i == mention.last and token.lower_ not in words("partitive", "modifiers"):
            break
    return head


_JOINTS = frozenset(("-", "/", "or", "“", "”", '"', "more", "other", "of", "the", "their", "his"))


def is_reported(mention: Mention) -> bool:
    """Whether a quantity is a figure; names, labels, dates, list marks and idioms are none."""
    return not any(rule(mention) for rule in _REFUSALS)


def _is_date(mention: Mention) -> bool:
    """Part of a calendar date: "March 12", "12 March", "11-12 February", "2023"."""
    quantity = mention.quantity
    if quantity.unit is not None or quantity.form != "number":
        return False
    months = words("date", "months")
    after = mention.word(0)
    if not mention.doc[mention.number].text[:1].isdigit():
        return False
    text = mention.doc[mention.number].text
    if re.fullmatch(r"[0-3]?\d\.(?:0\d|1[0-2])", text) and quantity.qualifier == "exact" and mention.noun() is None:
        return True
    if quantity.low <= 31 and quantity.low == int(quantity.low):
        before = mention.doc[mention.number - 1].lower_ if mention.number else ""
        if before in months or after in months or (after == "of" and mention.word(1) in months):
            return True
        if before in (".", "and", "-", "–", "to", ",") and mention.number > 1:
            nearby = [t.lower_ for t in mention.doc[max(0, mention.number - 4) : mention.number]]
            if any(word in months for word in nearby) and mention.noun() is None:
                return True
    return _is_year(mention)


def _is_year(mention: Mention) -> bool:
    quantity = mention.quantity
    text = mention.doc.text[quantity.number_start - mention.paragraph.start : quantity.number_end - mention.paragraph.start]
    if not text[:4].isdigit() or not quantity.low.is_integer() or int(quantity.low) not in YEARS:
        return False
    if len(text) > 4 and text[4].isdigit():
        return False
    noun = mention.noun()
    counted = noun is not None and noun.lemma_.lower() in counted_nouns() and mention.doc[mention.first - 1].pos_ != "ADP"
    return not counted or quantity.qualifier == "range"


def _is_window(mention: Mention) -> bool:
    """"three days ago", "the past 24 hours", "every two days": a time, not a quantity."""
    unit = mention.quantity.unit
    if unit is None or unit.kind != "time":
        return False
    if mention.word(0) in words("window", "after") or (mention.word(0) == "from" and mention.word(1) == "now"):
        return True
    if mention.word(-1) in words("window", "before"):
        return True
    if mention.word(-1) == "past" or (mention.quantity.qualifier == "more_than" and _covers(mention, "past")):
        return True
    token = mention.doc[mention.last - 1]
    if token.is_title and not mention.doc[mention.first - 1].is_title and not mention.doc[mention.number].is_sent_start:
        return True
    if mention.quantity.low == 1 and unit.name in ("day", "night") and mention.quantity.qualifier == "exact":
        return True
    return unit.name == "hour" and mention.quantity.low in (24, 48, 72) and mention.quantity.qualifier == "exact"


def _covers(mention: Mention, word: str) -> bool:
    return any(token.lower_ == word for token in mention.doc[mention.first : mention.number])


def _is_label(mention: Mention) -> bool:
    """"Article 5", "Table 1", "No. 7", "Leopard 2", list numbers and page numbers."""
    quantity, doc = mention.quantity, mention.doc
    if quantity.unit is not None or quantity.form not in ("number", "vague", "fraction"):
        return False
    if quantity.qualifier not in ("exact", "range"):
        return False
    before = mention.word(-1)
    if before in words("label", "nouns") or (before == "." and mention.word(-2) in ("no", "nos", "vol", "p", "pp")):
        return True
    if before in ("#", "№", "§"):
        return True
    if mention.first == 0 and mention.word(0) in (".", ")", ":") and quantity.low < 100:
        return len(doc) > 2 or mention.noun() is None
    token = doc[mention.first - 1] if mention.first else None
    named = token is not None and token.pos_ == "PROPN" and token.text[:1].isupper() and token.is_alpha
    singular = mention.word(-1) in ("a", "an", "the", "its", "new", "this") and quantity.low.is_integer()
    if singular and 1 < quantity.low < 1000 and doc[mention.number].is_digit and quantity.form == "number":
        noun = mention.noun()
        if noun is None or noun.pos_ == "PROPN":
            return mention.state() is None
    named = named or (token is not None and token.text[:1].islower() and any(c.isupper() for c in token.text[1:]))
    if not named or not doc[mention.number].text[:1].isdigit() or quantity.low >= 1000 or mention.state() is not None:
        return False
    if token is not None and (token.ent_type_ in ("DATE", "GPE", "LOC") or token.lower_ in words("date", "months")):
        return mention.noun() is None and token.ent_type_ != "GPE"
    noun = mention.noun()
    return noun is None or noun.lemma_.lower() not in counted_nouns()


def _is_compound(mention: Mention) -> bool:
    """"one-sided", "two-storey", "half-destroyed", and calibres ("155-mm")."""
    unit = mention.quantity.unit
    if unit is not None:
        return unit.name in ("millimetre", "centimetre")
    text = mention.paragraph.doc.text
    end = mention.quantity.end - mention.paragraph.start
    hyphen = text[end : end + 1] in ("-", "‑") and text[end + 1 : end + 2].isalpha()
    if not hyphen:
        return False
    word = text[end + 1 : end + 20].split(" ")[0].split("-")[0].strip(".,;:)”\"'").lower()
    return word not in words("label", "compounds")


def _is_idiom(mention: Mention) -> bool:
    """"one of the", "no one", "the two", "in half", "a third man", "twice wounded"."""
    quantity = mention.quantity
    text = mention.doc[mention.number : mention.last].text.lower()
    before, after = mention.word(-1), mention.word(0)
    if text in ("one", "one more") and quantity.qualifier == "exact":
        return not _is_counting_one(mention)
    if quantity.form == "multiple" and " " not in text and "-" not in text:
        return text in ("double", "triple", "twice", "thrice", "quadruple") and after not in words("ratio", "objects")
    if quantity.form == "vague" and text.split()[0] == "several" and quantity.low < VAGUE_LEAST:
        return True
    if before == "at" and text == "sixes and sevens":
        return True
    noun = mention.noun()
    if noun is not None and noun.lemma_.lower() in words("idle", "nouns") and quantity.low < 100:
        return True
    if text in ("half", "a half"):
        return before in ("in", "first", "second", "latter", "other", "by", "that", "this", "whose") or after in ("past", "way", "time")
    if quantity.form == "fraction" and text.startswith("a "):
        following = mention.doc[mention.last] if mention.last < len(mention.doc) else None
        return following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    definite = before in ("the", "these", "those", "its", "both", "all", "other") and quantity.low <= 10
    if definite and quantity.form == "number" and quantity.unit is None and mention.doc[mention.number].is_alpha:
        return True
    if text[:1].isalpha() and mention.doc[mention.number].text[:1].isupper() and quantity.form == "number":
        return _is_title(mention)
    return False


def _is_counting_one(mention: Mention) -> bool:
    """Whether "one" counts: a unit, people or things follow, or it is said to be hurt or to live."""
    if mention.quantity.unit is not None:
        return mention.quantity.unit.kind != "time" or mention.quantity.unit.name in ("year", "month", "week", "hour")
    noun = mention.noun()
    if mention.word(0) == "of":
        return mention.word(1) in ("ours", "theirs")
    if noun is not None:
        row = counted_nouns().get(noun.lemma_.lower())
        if row is None or row["measure"] not in ("killed", "wounded", "force_size", "population", "equipment"):
            return False
        if row["measure"] == "equipment" and row["unit"] == "vehicle":
            return True
    head = mention.doc[mention.number].head
    while head.pos_ not in ("VERB", "AUX") and head.head is not head:
        head = head.head
    return head.lemma_ in ("die", "kill", "wound", "injure", "hurt") or mention.state() is not None


def _is_title(mention: Mention) -> bool:
    """A capitalised number word inside a sentence belongs to a name ("Group of Seven")."""
    token = mention.doc[mention.number]
    if token.is_sent_start or mention.first == 0 or mention.word(-1) in ("“", '"', "'", "‘", ":", "-", "–", "—", "•", "*"):
        return False
    capitals = sum(t.is_title for t in token.sent if t.is_alpha)
    return capitals < 0.6 * sum(t.is_alpha for t in token.sent)


def _is_article_rate(mention: Mention) -> bool:
    """"$10 a mile", "a day": the article means "per"."""
    token = mention.doc[mention.number]
    if token.lower_ not in ("a", "an") or mention.quantity.unit is None or mention.quantity.form != "number":
        return False
    before = mention.doc[mention.first - 1] if mention.first else None
    return before is not None and before.pos_ in ("NOUN", "NUM", "SYM") and mention.quantity.qualifier == "exact"


@functools.cache
def counted_nouns() -> dict[str, dict[str, str]]:
    """What is counted, by lemma: unit, measure and side (`counted_nouns.csv`)."""
    return {row["noun"]: row for row in reference.read_csv("counted_nouns.csv")}


_REFUSALS = (_is_date, _is_window, _is_label, _is_compound, _is_idiom, _is_article_rate)
