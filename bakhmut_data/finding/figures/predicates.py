"""What is said of a figure: the verb that governs it, and who does what that verb tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from bakhmut_data.finding.figures.passages import NumberInText

Relation = Literal["subject", "object", "oblique"]

# Words between a number and the verb that governs it, and between a verb and what names its subject.
CLIMB = 7
_INSIDE = (
    "nummod",
    "compound",
    "amod",
    "quantmod",
    "nmod",
    "poss",
    "conj",
    "appos",
    "npadvmod",
    "det",
    "attr",
)
_PASSED = (*_INSIDE, "pobj", "prep", "agent", "dobj")
_VERBAL = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, and whether what is counted does it or suffers it."""

    verb: Token
    relation: Relation

    def lemmas(self) -> frozenset[str]:
        """The verb and those that go on from it: "asked to be evacuated"."""
        further = (child for child in self.verb.rights if child.dep_ in ("xcomp", "ccomp"))
        return frozenset(
            token.lemma_.lower()
            for token in (self.verb, *further)
            if token.pos_ in _VERBAL or token == self.verb
        )


def find_predicate(mention: NumberInText) -> Predicate | None:
    """The verb that tells what became of those counted; what modifies their noun comes first."""
    noun = mention.noun()
    token = noun or mention.doc[mention.last - 1]
    return _modifier(token) or _governor(token)


def find_governor(mention: NumberInText) -> Predicate | None:
    """The verb of the clause that a figure stands in."""
    return _governor(mention.noun() or mention.doc[mention.last - 1])


def deed_of(mention: NumberInText) -> str:
    """The noun of what is done to those counted: "deportation" of "the deportation of 52 children"."""
    noun = mention.noun()
    for token in (noun, mention.doc[mention.last - 1]):
        if token is not None and token.dep_ == "pobj" and token.head.lower_ == "of":
            return token.head.head.lemma_.lower()
    return ""


def _modifier(noun: Token) -> Predicate | None:
    """As in "soldiers captured at the gate", "people who had fled"."""
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            return Predicate(child, "object")
        if child.dep_ == "relcl" and child.pos_ in _VERBAL:
            for part in child.lefts:
                if part.tag_ in ("WP", "WDT") and part.dep_ in ("nsubj", "nsubjpass"):
                    return Predicate(child, "object" if part.dep_ == "nsubjpass" else "subject")
    return None


def _governor(token: Token) -> Predicate | None:
    for _ in range(CLIMB):
        head = token.head
        if token.dep_ in ("nsubj", "nsubjpass") and head.pos_ in _VERBAL:
            suffers = token.dep_ == "nsubjpass" or (head.tag_ == "VBN" and not _has_helper(head))
            return Predicate(head, "object" if suffers else "subject")
        if token.dep_ in ("dobj", "dative", "oprd") and head.pos_ in _VERBAL:
            return Predicate(head, "object")
        if token.dep_ not in _PASSED or head == token:
            return None
        token = head.head if token.dep_ == "pobj" else head
        if token.pos_ in _VERBAL:
            return Predicate(token, "oblique")
    return None


def _has_helper(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") for child in verb.lefts)


def subject_of(verb: Token) -> Token | None:
    """Who does what a verb tells; "having sent", "to send" and "lost" take that of the verb above."""
    token = verb
    for _ in range(CLIMB):
        for child in token.lefts:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj"):
                relative = child.tag_ in ("WP", "WDT") and token.dep_ == "relcl"
                return token.head if relative else child
        if token.dep_ == "acl" and token.tag_ == "VBG":
            return token.head
        if token.head == token or token.dep_ not in (
            "conj",
            "xcomp",
            "advcl",
            "pcomp",
            "prep",
            "acl",
            "ccomp",
        ):
            return None
        token = token.head
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            return token
    return None


def agent_of(verb: Token) -> Token | None:
    """Who did it, behind "by"."""
    for child in verb.rights:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            return next((part for part in child.rights if part.dep_ == "pobj"), None)
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb tells what was done to its subject."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.lefts)
