"""Figures apart from the war's own: other wars, private life, appeals, and what did not happen."""

from __future__ import annotations

from spacy.tokens import Token

from bakhmut_data.finding.figures.meanings import Meaning
from bakhmut_data.finding.figures.passages import NumberInText, words

# Words between a number and the verb of its clause.
CLIMB = 6
# Tokens of a paragraph that only asks for something; characters that open a line leading elsewhere.
LONGEST_APPEAL, LONGEST_TEASER = 60, 20


def is_aside(mention: NumberInText, meaning: Meaning) -> bool:
    """Numbers of private life and other wars, which the war's figures must not be mixed with."""
    if meaning.measure in ("age", "views") or mention.has_near(words("aside", "wars"), 25, 25):
        return True
    if mention.has_near(words("aside", "site"), 6, 6) or _is_appeal(mention) or _is_unreal(mention):
        return True
    private = meaning.measure == "duration_other" and mention.has_near(words("aside", "private"), 8, 6)
    return private and not mention.has_near(words("aside", "fighting"), 25, 25)


def _is_unreal(mention: NumberInText) -> bool:
    """As in "hundreds would have come home", "if we had had 50 tanks": what did not happen."""
    token = mention.noun() or mention.doc[mention.last - 1]
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            if _has_not_happened(token):
                return True
            if token.dep_ not in ("conj", "xcomp"):
                return False
        if token.head == token:
            return False
        token = token.head
    return False


def _has_not_happened(verb: Token) -> bool:
    """Whether a verb stands in a past conditional: "would have lost", "if they had lost"."""
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass", "mark")}
    if not helpers & {"have", "'ve", "’ve"}:
        return {"if", "had"} <= helpers
    if helpers & words("unreal", "would"):
        return True
    thought = any(token.lower_ in words("unreal", "conditions") for token in verb.sent)
    return thought and bool(helpers & words("unreal", "could"))


def _is_appeal(mention: NumberInText) -> bool:
    """Whether the paragraph asks for money or subscribers, or is the headline of another story."""
    passage = mention.passage
    asks = len(passage.words) < LONGEST_APPEAL and not words("aside", "appeals").isdisjoint(passage.words)
    return asks or passage.text[:LONGEST_TEASER].lower().startswith(tuple(words("aside", "teasers")))
