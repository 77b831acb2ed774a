"""The side that a sentence speaks of: its subject, the nearest name, the one named before."""

from __future__ import annotations

from spacy.tokens import Token

from bakhmut_data.finding.figures.passages import LONGEST_REACH, NumberInText, words
from bakhmut_data.finding.figures.sides import CONTEXT, OPPOSITE, Setting, is_speaker, naming, side_of
from bakhmut_data.records import About


def by_verb(mention: NumberInText, setting: Setting) -> About | None:
    """The subject of the verb that governs the figure: who lost, or whose opponent was killed."""
    head: Token = mention.noun() or mention.doc[mention.last - 1]
    for _ in range(6):
        if head.pos_ in ("VERB", "AUX") or head.head == head:
            break
        head = head.head
    if head.pos_ not in ("VERB", "AUX"):
        return None
    passive = any(child.dep_ == "auxpass" for child in head.children)
    subject = next((child for child in head.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    governor = head
    for _ in range(4):
        if subject is not None or governor.dep_ not in ("conj", "xcomp", "advcl"):
            break
        governor = governor.head
        subject = next((child for child in governor.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i >= mention.first:
        return None
    if subject.lower_ == "they" and head.lemma_ in words("party", "assault") and setting.voice != "none":
        return OPPOSITE[setting.voice] if _is_quoted(mention) else None
    named = (s for token in subject.subtree if token.i < mention.first and (s := side_of(token, setting)))
    side = next(named, None) or (_meant_by_it(subject, setting) if subject.lower_ == "it" else None)
    if side is None and subject.lemma_.lower() in words("party", "strikes"):
        return "Ukraine" if head.lemma_ in words("party", "harm") else None
    if side is None or head.lemma_ in words("party", "saying"):
        return None
    acts = subject.head == head or head.dep_ in ("xcomp", "conj")
    harms = head.lemma_ in words("party", "harm") and not passive and acts and head.i < mention.first
    return OPPOSITE.get(side) if harms else side


def _meant_by_it(pronoun: Token, setting: Setting) -> About | None:
    """The side named before "it", those who speak included: "Kyiv's army said it lost"."""
    tokens = reversed(naming(pronoun.doc, max(0, pronoun.i - LONGEST_REACH), pronoun.i))
    sides = (side_of(token, setting) for token in tokens if token.dep_ not in ("dobj", "pobj"))
    return next((side for side in sides if side), None)


def last_named(mention: NumberInText, setting: Setting) -> About | None:
    """The side that a possessive refers to: the last one named in the sentence, speakers included."""
    begin, _ = mention.bounds()
    sides = (side_of(token, setting) for token in reversed(naming(mention.doc, begin, mention.first)))
    return next((side for side in sides if side), None)


def _is_quoted(mention: NumberInText) -> bool:
    return any(
        mark in mention.passage.text[: mention.quantity.start - mention.passage.paragraph.start]
        for mark in '“"«„‘'
    )


def spoken_before(mention: NumberInText, setting: Setting) -> About | None:
    """The side last named before the sentence, in its paragraph."""
    begin, _ = mention.bounds()
    for token in reversed(naming(mention.doc, max(0, begin - CONTEXT), begin)):
        side = side_of(token, setting)
        if side is not None and not is_speaker(token):
            return side
    return None


def nearest(mention: NumberInText, setting: Setting) -> About | None:
    """The nearest side named in the sentence, those who only speak left out."""
    begin, end = mention.bounds()
    best: tuple[float, About] | None = None
    for token in naming(mention.doc, begin, end):
        side = side_of(token, setting)
        if side is None or is_speaker(token):
            continue
        # What stands before a number owns it more often than what comes after.
        before = token.i < mention.first
        distance = mention.first - token.i if before else 2.0 * (token.i - mention.last) + 4
        if best is None or distance < best[0]:
            best = (distance, side)
    return best[1] if best is not None else None
