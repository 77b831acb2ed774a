"""Whom "they" and "I" mean: the side named before, or of those who speak of "us" the other one."""

from __future__ import annotations

from spacy.tokens import Token

from bakhmut_data.finding.figures.passages import words
from bakhmut_data.finding.figures.sides import CONTEXT, OPPOSITE, Setting, is_speaker, naming, side_of
from bakhmut_data.records import About


def side_meant(pronoun: Token, setting: Setting) -> About | None:
    """The side that a subject "they" or "I" stands for, None for other words and where nothing tells it."""
    word = pronoun.lower_
    if word in words("party", "first_person"):
        known = setting.voice != "none" and (setting.tells_own or setting.is_quoted)
        return setting.voice if known else None
    if word != "they":
        return None
    return named_before(pronoun, setting)


def named_before(pronoun: Token, setting: Setting) -> About | None:
    """The last side that "they" or "them" can take up; where only "we" were spoken of, the enemy."""
    doc, contrasted = pronoun.doc, setting.is_quoted
    for token in reversed(naming(doc, max(0, pronoun.i - CONTEXT), pronoun.i)):
        if token.lower_ in words("party", "own"):
            if _is_group(token.head) and token.dep_ == "poss":
                return setting.voice
            contrasted = True
        elif (side := side_of(token, setting)) is not None and not is_speaker(token):
            return side
    return OPPOSITE.get(setting.voice) if contrasted and (setting.tells_own or setting.is_quoted) else None


def _is_group(token: Token) -> bool:
    """As in "our men", whom "they" takes up."""
    return token.tag_ == "NNS" and token.lemma_.lower() in words("party", "militaries")
