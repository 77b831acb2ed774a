"""Whose people or things a figure counts: Russia, Ukraine, Wagner, both or none."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from spacy.tokens import Token

from bakhmut_data import reference
from bakhmut_data.analysis import Analysis
from bakhmut_data.records import About
from bakhmut_data.reporting import Mention, words

OPPOSITE: dict[About, About] = {"Russia": "Ukraine", "Wagner": "Ukraine", "Ukraine": "Russia"}
# Paragraphs between a row and the heading of its table.
LONGEST_TABLE = 30


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole text tells: whether it is about this war, and in whose words."""

    is_about_war: bool
    voice: About
    heading: About | None = None


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


def with_heading(setting: Setting, mention: Mention, analysis: Analysis) -> Setting:
    """The setting with the side that the heading of a table names, for a quantity in its rows."""
    if not mention.is_row:
        return setting
    index = mention.paragraph.index
    for paragraph in reversed(analysis.paragraphs[max(0, index - LONGEST_TABLE) : index]):
        if "|" in paragraph.doc.text or "\t" in paragraph.doc.text:
            continue
        side = next((s for token in paragraph.doc if not _is_speaker(token) and (s := side_of(token, setting))), None)
        return replace(setting, heading=side)
    return setting


def find_party(mention: Mention, measure: str, setting: Setting, previous: About | None) -> About:
    """The side whose people or things are counted; "none" where the text does not say."""
    if measure == "losses_ratio":
        return "both"
    if measure in ("distance", "duration_of_battle", "duration_other", "front_length", "views"):
        return "none"
    if measure in ("age", "population"):
        return "Ukraine" if setting.is_about_war and not (measure == "age" and setting.voice == "Russia") else "none"
    side = _in_phrase(mention, setting) or _compared(mention, setting)
    if side is None and measure == "attacks":
        side = OPPOSITE.get(setting.voice)
    elif side is None and measure == "cost" and mention.has_near(words("party", "aid"), 12, 12):
        side = "Ukraine"
    elif side is None and measure == "other":
        side = _by_verb(mention, setting)
    elif side is None:
        inherited = previous if previous not in ("none", "both") else None
        side = _by_verb(mention, setting) or _nearest(mention, setting) or inherited or setting.heading
    if not setting.is_about_war and side != "Russia":
        return "none"
    if measure in ("territory_share", "advance"):
        return "Russia" if side in ("Wagner", None) else side
    return side or "none"


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


def _compared(mention: Mention, setting: Setting) -> About | None:
    """"both" where the two sides are counted together or a multiple sets one against the other."""
    sentence = mention.doc[mention.number].sent
    lower = sentence.text.lower()
    if any(phrase in lower for phrase in words("party", "both")):
        return "both"
    if mention.quantity.form == "multiple" and mention.has_near(frozenset(("as", "than")), 0, 5):
        sides = {side for token in sentence if (side := side_of(token, setting))}
        return "both" if len(sides) > 1 else None
    return None


def _by_verb(mention: Mention, setting: Setting) -> About | None:
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
    harms = head.lemma_ in words("party", "harm") and not passive and subject.head is head and head.i < mention.first
    return OPPOSITE.get(side) if harms else side


def _nearest(mention: Mention, setting: Setting) -> About | None:
    """The nearest side named in the sentence, those who only speak left out."""
    begin, end = mention.bounds()
    best: tuple[float, About] | None = None
    for token in mention.doc[begin:end]:
        side = side_of(token, setting)
        if side is None or _is_speaker(token):
            continue
        # What stands before a number owns it more often than what comes after.
        before = token.i < mention.first
        distance = mention.first - token.i if before else 2.0 * (token.i - mention.last) + 4
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
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    if {phrase.lemma_.lower(), following.lemma_.lower()} & words("party", "institutions"):
        return True
    return phrase.dep_ == "nsubj" and phrase.head.lemma_ in words("party", "saying")
