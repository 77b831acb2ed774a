"""The side that a sentence speaks of: its subject, the nearest name, the one named before."""

from __future__ import annotations

from spacy.tokens import Token

from bakhmut_data.finding.figures.passages import LONGEST_REACH, NumberInText, words
from bakhmut_data.finding.figures.predicates import find_governor, subject_of
from bakhmut_data.finding.figures.pronouns import side_meant
from bakhmut_data.finding.figures.sides import CONTEXT, OPPOSITE, Setting, is_speaker, naming, side_of
from bakhmut_data.records import About

SINGULAR = ("it", "he", "she")
OWN_SUBJECTS = ("i", "we", "they")


def by_speaking_subject(mention: NumberInText, setting: Setting) -> About | None:
    """The side of a subject that is "I", "we", "they" or "my count": nearer than the figure before."""
    spoken = find_governor(mention)
    subject = subject_of(spoken.verb) if spoken is not None and spoken.relation != "subject" else None
    if subject is None or subject.i >= mention.first:
        return None
    owned = subject.lower_ in OWN_SUBJECTS or any(child.lower_ in ("my", "our") for child in subject.lefts)
    return by_verb(mention, setting) if owned else None


def by_verb(mention: NumberInText, setting: Setting) -> About | None:
    """The subject of the verb that governs the figure: who lost, or whose opponent was killed."""
    link, head = _verb_above(mention)
    subject = _subject_above(head)
    if head.pos_ not in ("VERB", "AUX") or subject is None or subject.i >= mention.first:
        return None
    if (side := side_meant(subject, setting)) is not None:
        return _done_to(side, subject, head, link)
    if subject.lower_ == "they" and head.lemma_ in words("party", "assault"):
        return OPPOSITE.get(setting.voice) if _is_quoted(mention) else None
    named = (s for token in subject.subtree if token.i < mention.first and (s := side_of(token, setting)))
    side = next(named, None) or (_meant_by_it(subject, setting) if subject.lower_ in SINGULAR else None)
    if side is None and subject.lemma_.lower() in words("party", "strikes"):
        return "Ukraine" if head.lemma_ in words("party", "harm") else None
    if side is None or head.lemma_ in words("party", "saying"):
        return None
    return _done_to(side, subject, head, link)


def _verb_above(mention: NumberInText) -> tuple[Token, Token]:
    """The verb that a figure hangs on, or where the way up ends, behind the last token before it."""
    head: Token = mention.noun() or mention.doc[mention.last - 1]
    link = head
    for _ in range(6):
        if head.pos_ in ("VERB", "AUX") or head.head == head:
            break
        link, head = head, head.head
    return link, head


def _subject_above(verb: Token) -> Token | None:
    """The subject of a verb, or of the one that it goes on from."""
    for _ in range(5):
        subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None or verb.dep_ not in ("conj", "xcomp", "advcl"):
            return subject
        verb = verb.head
    return None


def _done_to(side: About, subject: Token, head: Token, link: Token) -> About | None:
    """The side of what its subject has, loses or sends; the other side's of what it kills.

    `link` is what hangs on the verb: "repelled 11 attacks at a price of four dead" tells of its own dead.
    """
    passive = any(child.dep_ == "auxpass" for child in head.children)
    acts = subject.head == head or head.dep_ in ("xcomp", "conj")
    paid = link.dep_ == "prep" and link.lower_ in ("at", "for")
    harms = head.lemma_ in words("party", "harm") and not passive and acts and head.i < link.i and not paid
    return OPPOSITE.get(side) if harms else side


def _meant_by_it(pronoun: Token, setting: Setting) -> About | None:
    """The side named before "it" or "he", those who speak included: "Kyiv's army said it lost"."""
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
