"""Persons and bodies of a document, and what their names and descriptions tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from bakhmut_data.finding.statements.who.people import given_names, names, role_words, side_words, words_of
from bakhmut_data.records import Side, Speaker

FEMALE_NAME = re.compile(r"(?:[aя]|ia|iia|ya)$")

MALE_NAMES = frozenset(
    [
        "mykola",
        "mykyta",
        "illia",
        "ilya",
        "nikita",
        "kuzma",
        "foma",
        "luka",
        "savva",
        "danila",
        "joshua",
        "ezra",
        "sasha",
        "misha",
    ]
)


TWO_DIGITS = 2
RANKS = frozenset({"general", "colonel", "major", "captain", "lieutenant", "sergeant", "corporal", "admiral"})
# General Staff, Captain America: what else a rank stands before.
BEHIND_GENERAL = frozenset(
    {"staff", "assembly", "secretary", "election", "directorate", "prosecutor", "general"}
)


@dataclass(slots=True)
class Entity:
    """Somebody or something of the document that can speak."""

    speaker: Speaker
    kind: str
    gender: str = ""
    words: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class PersonInText:
    """A place in the text where an entity is named.

    `weight`, for pronouns: 2 where it was found to speak, 1 where a sentence is about it.
    """

    start: int
    end: int
    entity: Entity
    weight: int = 0


def person_spans(doc: Doc) -> list[Span]:
    """Names of persons: the tagger's, and a given name with the capitalised word after it."""
    found = [span for span in doc.ents if span.label_ == "PERSON" and not _is_deed(span)]
    covered = {token.i for span in found for token in span}
    for token in doc[:-1]:
        if token.i not in covered and token.i + 1 not in covered and _is_titled(token):
            found.append(doc[token.i : token.i + 2])
            covered |= {token.i, token.i + 1}
    for token in doc[:-3]:
        if token.i not in covered and _is_aged(token):
            found.append(doc[token.i : token.i + 1])
            covered.add(token.i)
    for token in doc[:-1]:
        if token.i in covered or token.lower_ not in given_names() or not token.text[:1].isupper():
            continue
        following = doc[token.i + 1]
        if following.text[:1].isupper() and following.is_alpha and following.i not in covered:
            found.append(doc[token.i : following.i + 1])
        elif _is_spoken_of(token):
            found.append(doc[token.i : token.i + 1])
    return found


def _is_deed(span: Span) -> bool:
    """Whether a sentence begins with what is done rather than with a name: "Leaving Soledar would be"."""
    return len(span) > 1 and span[0].lower_.endswith("ing") and span[0].is_sent_start is True


def _is_titled(token: Token) -> bool:
    """Whether a rank stands before a name, whatever the tagger took the two for: "General Orlov"."""
    if token.lower_ not in RANKS or not token.text[:1].isupper():
        return False
    name = token.nbor(1)
    person = name.pos_ == "PROPN" and name.text.istitle() and name.is_alpha and len(name.text) > 2
    body = name.lower_ in role_words("body") or name.lower_ in BEHIND_GENERAL
    return person and not body


def _is_spoken_of(token: Token) -> bool:
    """Whether words beside a single given name make it a person's: "Hanna, who", "a medic called Roman"."""
    after = token.doc[token.i + 1 : token.i + 3].text.lower()
    return after.startswith(", who") or (token.i > 0 and token.nbor(-1).lower_ in ("called", "named"))


def _is_aged(token: Token) -> bool:
    """Whether a single name has an age beside it: "Yurii, 22, a gunner"."""
    if not token.text.istitle() or not token.is_alpha or token.nbor(1).text != ",":
        return False
    after = token.doc[token.i + 1 : token.i + 4]
    return after[1].text.isdigit() and len(after[1].text) == TWO_DIGITS and after[2].text in (",", ".")


def introduced(span: Span) -> bool:
    """Whether a single name is a person's: a given name, one with a title before it or an age behind it."""
    if span[-1].i + 3 < len(span.doc) and _is_aged(span[-1]):
        return True
    if span[0].lower_ in given_names() or span[0].lower_ in role_words("title"):
        return True
    before = span.doc[span.start - 1].lower_ if span.start > 0 else ""
    return before in role_words("title") or before in role_words("person")


def bare_name(span: Span) -> str:
    """The name without titles before and possessive after it."""
    tokens = [token for token in span if token.tag_ != "POS" and not token.is_punct]
    while tokens and (tokens[0].lower_ in role_words("title") or tokens[0].lower_ in side_words()):
        tokens = tokens[1:]
    if not tokens or not tokens[0].text[:1].isupper() or len(tokens) > 4:
        return ""
    if not tokens[-1].text[:1].isupper() or any(token.is_digit for token in tokens):
        return ""
    text: str = span.doc[tokens[0].i : tokens[-1].i + 1].text
    return text


def proper_name(head: Token) -> str:
    """The run of proper nouns that ends with a phrase's head, without titles."""
    if head.pos_ != "PROPN":
        return ""
    first = head.i
    while first > 0 and head.doc[first - 1].pos_ == "PROPN" and head.i - first < 5:
        first -= 1
    return bare_name(head.doc[first : head.i + 1])


def gender_of_name(first: str) -> str:
    """Slavic given names in -a are women's, with few exceptions; others tell nothing."""
    known = given_names().get(first, "")
    if known:
        return known
    return "f" if FEMALE_NAME.search(first) and first not in MALE_NAMES else ""


def antecedent(relative: Token) -> Span | None:
    """What "who" or "which" refers to: the head of its relative clause, without the clause."""
    current = relative
    for _ in range(4):
        if current.dep_ == "relcl":
            head = current.head
            return head.doc[head.left_edge.i : max(head.i + 1, min(current.left_edge.i, relative.i))]
        current = current.head
    return None


def apposed(head: Token, offset: int) -> bool:
    """Whether the name at an offset is in apposition to a role ("the mayor, Ivan Petrov")."""
    for child in head.subtree:
        if child.idx <= offset < child.idx + len(child.text):
            current = child
            for _ in range(4):
                if current is head:
                    return True
                if current.dep_ in ("poss", "pobj", "relcl", "dobj"):
                    return False
                current = current.head
    return False


def is_possessive(text: str, end: int) -> bool:
    """Whether a possessive ending follows a name that ends here."""
    return text[end : end + 2] in ("'s", "’s") or (
        text[end : end + 1] in ("'", "’") and text[end - 1 : end] == "s"
    )


def article(span: Span) -> str:
    """The sort of article: "a" where a phrase brings somebody new in, else "the"."""
    first = span[0].lower_
    return "a" if first in ("a", "an", "one", "another") else "the"


def role_phrase(span: Span) -> str:
    """The phrase as far as it describes: without article, relative clause and apposition."""
    head = span.root
    # "At the gate a guard said": what stands before the article belongs to the clause.
    first = max([span[0].i, *(c.i for c in head.lefts if c.dep_ == "det" and span.start <= c.i)])
    opening = span.doc[first]
    if opening.tag_ in ("DT", "PRP$") or opening.lower_ in ("a", "an", "the", "one", "another"):
        first += 1
    last = head.i + 1
    for child in head.rights:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("of", "from", "in", "with", "at", "for")
            and child.i == last
        ):
            last = min(child.right_edge.i + 1, span.end)
            break
    return (
        re.sub(r"\s+", " ", span.doc[min(first, head.i) : max(last, head.i + 1)].text)
        .replace("U.S.", "US")
        .strip()
    )


def side_of(span: Span) -> Side | None:
    """The side that the words of a description name; the backers of a country are not its own people."""
    words = words_of(span.text)
    if span.root.lower_ in role_words("ally"):
        owned = any(word.norm in side_words() and side_words()[word.norm] == "Ukraine" for word in words)
        western = any(side_words().get(word.norm) == "West" for word in words)
        return "West" if owned or western else None
    for index, word in enumerate(words):
        if word.norm in side_words():
            return side_words()[word.norm]
        known = names().longest(words, index)
        if known is not None and known[1].side is not None:
            return known[1].side
    return None
