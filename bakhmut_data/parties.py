"""Whose people or things a figure counts: Russia, Ukraine, Wagner, both or none."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from spacy.tokens import Token

from bakhmut_data import reference
from bakhmut_data.records import About
from bakhmut_data.reporting import Mention, words

OPPOSITE: dict[About, About] = {"Russia": "Ukraine", "Wagner": "Ukraine", "Ukraine": "Russia"}
NEUTRAL = ("distance", "duration_of_battle", "duration_other", "front_length", "views", "other")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole text tells: whether it is about this war, and in whose words."""

    is_about_war: bool
    voice: About
    headings: tuple[tuple[int, About], ...] = ()


@functools.cache
def side_words() -> dict[str, About]:
    """Words that name a side (`side_words.csv`)."""
    return {row["word"]: row["side"] for row in reference.read_csv("side_words.csv")}  # type: ignore[misc]


def read_setting(text: str) -> Setting:
    """Whether a text is about the war in Ukraine, and whether it speaks in Russian official terms."""
    lower = text.lower()
    war = sum(lower.count(word) for word in words("setting", "war"))
    russian_voice = sum(lower.count(word) for word in words("setting", "russian_voice"))
    return Setting(is_about_war=war > 0, voice="Russia" if russian_voice > 1 else "Ukraine")


def find_party(mention: Mention, measure: str, setting: Setting, previous: About | None) -> About:
    """The side whose people or things are counted; "none" where the text does not say."""
    if measure == "losses_ratio":
        return "both"
    if measure in ("distance", "duration_of_battle", "duration_other", "front_length", "views"):
        return "none"
    if measure in ("age", "population"):
        return "Ukraine" if setting.is_about_war and not (measure == "age" and setting.voice == "Russia") else "none"
    return (
        _in_phrase(mention, setting)
        or _both(mention)
        or _by_verb(mention, measure, setting)
        or _nearest(mention, measure, setting)
        or _inherited(mention, measure, previous)
        or _default(measure, setting)
    )


def side_of(token: Token, setting: Setting) -> About | None:
    """The side that a word stands for; "enemy" and "our" depend on who speaks."""
    word = token.lower_
    if word in side_words():
        return side_words()[word]
    if word in words("party", "enemy"):
        return OPPOSITE.get(setting.voice)
    if word in words("party", "own"):
        return setting.voice
    return None


def _in_phrase(mention: Mention, setting: Setting) -> About | None:
    """A side inside the counted phrase or right after it ("11 Russian invaders", "of Wagner's")."""
    end = mention.last
    noun = mention.noun()
    if noun is not None:
        end = noun.i + 1
    found = [side for token in mention.doc[mention.first : end] if (side := side_of(token, setting))]
    if found:
        return found[-1]
    if end < len(mention.doc) and mention.doc[end].lower_ in ("of", "for", "from", "among", "on"):
        for token in mention.doc[end + 1 : end + 6]:
            if side := side_of(token, setting):
                return side
            if token.pos_ in ("VERB", "PUNCT"):
                break
    return None


def _both(mention: Mention) -> About | None:
    sentence = mention.doc[mention.number].sent.text.lower()
    return "both" if any(phrase in sentence for phrase in words("party", "both")) else None


def _by_verb(mention: Mention, measure: str, setting: Setting) -> About | None:
    """The subject of the verb that governs the figure: who lost, or whose opponent was killed."""
    head: Token = mention.noun() or mention.doc[mention.last - 1]
    for _ in range(6):
        if head.pos_ in ("VERB", "AUX") or head.head is head:
            break
        head = head.head
    if head.pos_ not in ("VERB", "AUX"):
        return None
    passive = any(child.dep_ == "auxpass" for child in head.children)
    subject = next((child for child in head.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None and head.dep_ in ("conj", "xcomp", "advcl") and head.head.pos_ == "VERB":
        subject = next((child for child in head.head.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i >= mention.first:
        return None
    side = next((s for token in subject.subtree if token.i < mention.first and (s := side_of(token, setting))), None)
    if side is None or head.lemma_ in words("party", "saying"):
        return None
    harms = head.lemma_ in words("party", "harm") and not passive
    return OPPOSITE.get(side) if harms else side


def _nearest(mention: Mention, measure: str, setting: Setting) -> About | None:
    """The nearest side named in the sentence, those who only speak left out."""
    sentence = mention.doc[mention.number].sent
    best: tuple[float, About] | None = None
    for token in sentence:
        side = side_of(token, setting)
        if side is None or _is_speaker(token):
            continue
        distance = mention.first - token.i if token.i < mention.first else 2.0 * (token.i - mention.last) + 4
        if best is None or distance < best[0]:
            best = (distance, side)
    return best[1] if best is not None else None


def _is_speaker(token: Token) -> bool:
    """Whether a side's name stands for who says the number, not for whom it counts."""
    phrase = token
    for _ in range(4):
        if phrase.dep_ in ("nsubj", "pobj", "nsubjpass") or phrase.head is phrase:
            break
        phrase = phrase.head
    if phrase.lemma_.lower() in words("party", "institutions"):
        return True
    return phrase.dep_ == "nsubj" and phrase.head.lemma_ in words("party", "saying")


def _inherited(mention: Mention, measure: str, previous: About | None) -> About | None:
    return previous if previous not in (None, "none", "both") else None


def _default(measure: str, setting: Setting) -> About:
    if measure in ("territory_share", "advance", "attacks") and setting.is_about_war:
        return "Russia"
    return "none"
