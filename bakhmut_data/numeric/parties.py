"""Whose people or things a figure counts: Russia, Ukraine, Wagner, both or none."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from spacy.tokens import Token

from bakhmut_data import reference
from bakhmut_data.analysis import Analysis, Paragraph
from bakhmut_data.numeric.reporting import Mention, counted_nouns, words
from bakhmut_data.records import About

OPPOSITE: dict[About, About] = {"Russia": "Ukraine", "Wagner": "Ukraine", "Ukraine": "Russia"}
UNOWNED = ("distance", "duration_of_battle", "duration_other", "front_length", "views")
# Paragraphs between a row and the heading of its table.
LONGEST_TABLE = 30
# Tokens before a sentence in which the side it speaks of may have been named.
CONTEXT = 60
# Characters of a heading or question.
LONGEST_HEADING = 120


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
    other_voice = sum(lower.count(word) for word in words("setting", "other_voice"))
    return Setting(is_about_war=war > 0, voice="Russia" if russian_voice > max(1, other_voice) else "Ukraine")


def with_heading(setting: Setting, mention: Mention, analysis: Analysis) -> Setting:
    """The setting with the side that the heading of a table names, for a quantity in its rows."""
    index = mention.passage.paragraph.index
    if not mention.passage.is_row:
        before = analysis.paragraphs[index - 1] if index else None
        if before is None or before.end - before.start > LONGEST_HEADING:
            return setting
        return replace(setting, heading=_side_named(before, setting))
    for paragraph in reversed(analysis.paragraphs[max(0, index - LONGEST_TABLE) : index]):
        if "|" in paragraph.doc.text or "\t" in paragraph.doc.text:
            continue
        return replace(setting, heading=_side_named(paragraph, setting))
    return setting


def _side_named(paragraph: Paragraph, setting: Setting) -> About | None:
    sides = (side_of(token, setting) for token in paragraph.doc if not _is_speaker(token))
    return next((side for side in sides if side), None)


def find_party(mention: Mention, measure: str, setting: Setting, previous: About | None) -> About:
    """The side whose people or things are counted; "none" where the text does not say."""
    noun = mention.noun()
    if measure == "losses_ratio":
        return "both"
    if measure in UNOWNED or (noun is not None and noun.lemma_ == "side"):
        return "none"
    if measure in ("age", "population"):
        side = _compared(mention, setting) if mention.quantity.form == "multiple" else None
        side = side or (None if measure == "age" and setting.voice == "Russia" else "Ukraine")
    else:
        side = _in_phrase(mention, setting) or _compared(mention, setting)
        side = side or _around(mention, measure, setting, previous)
    if measure in ("territory_share", "advance") and side in ("Wagner", None):
        side = "Russia"
    return side if side is not None and (setting.is_about_war or side == "Russia") else "none"


def _around(mention: Mention, measure: str, setting: Setting, previous: About | None) -> About | None:
    """The side that verb, sentence and context point to; how far to look depends on the measure."""
    if measure == "attacks":
        return _by_verb(mention, setting) or OPPOSITE.get(setting.voice)
    if measure in ("cost", "equipment") and mention.has_near(words("party", "aid"), 12, 12):
        return "Ukraine"
    if measure == "other":
        return _by_verb(mention, setting)
    return (
        _row_label(mention, setting)
        or _by_verb(mention, setting)
        or _nearest(mention, setting)
        or (previous if previous not in ("none", "both") else None)
        or _own(mention, setting)
        or _context(mention, setting)
        or setting.heading
        or _presumed(mention)
    )


def side_of(token: Token, setting: Setting) -> About | None:
    """The side that a word stands for; "enemy" and "our" depend on who speaks."""
    word = token.lower_
    if word in side_words():
        return None if _is_location(token) else side_words()[word]
    if word in words("party", "enemy"):
        return OPPOSITE.get(setting.voice)
    if word in words("party", "own"):
        return setting.voice
    return None


def _is_location(token: Token) -> bool:
    """Whether a country only says where, or names the war: "in Ukraine", "the invasion of Ukraine"."""
    if token.lower_ not in words("party", "countries") or token.i == 0:
        return False
    before = token.nbor(-1).lower_
    if before in words("party", "locating"):
        return True
    return (
        before in ("of", "on", "against")
        and token.i > 1
        and token.nbor(-2).lemma_.lower() in words("party", "wars")
    )


def _in_phrase(mention: Mention, setting: Setting) -> About | None:
    """A side inside the counted phrase or right after it ("11 Russian invaders", "of Wagner's")."""
    end = mention.last
    noun = mention.noun()
    if noun is not None:
        end = noun.i + 1
    found = [side for token in mention.doc[mention.first : end] if (side := side_of(token, setting))]
    if found:
        return found[-1]
    if any(token.lower_ in ("his", "their", "its") for token in mention.doc[mention.last : end]):
        return _last_named(mention, setting)
    if end < len(mention.doc) and mention.doc[end].lower_ in ("of", "for", "from", "among", "on"):
        for token in mention.doc[end + 1 : end + 6]:
            if side := side_of(token, setting):
                return side
            if token.pos_ in ("VERB", "PUNCT"):
                break
    return None


def _own(mention: Mention, setting: Setting) -> About | None:
    """Who tells in the first person counts their own."""
    begin, end = mention.bounds()
    told = any(token.lower_ in words("party", "first_person") for token in mention.doc[begin:end])
    return setting.voice if told else None


def _presumed(mention: Mention) -> About | None:
    """Civilians without any side named are those of the country fought over."""
    noun = mention.noun()
    row = counted_nouns().get(noun.lemma_.lower()) if noun is not None else None
    struck = mention.has_near(words("party", "strikes"), 16, 16)
    return "Ukraine" if struck or (row is not None and row["measure"] == "population") else None


def _compared(mention: Mention, setting: Setting) -> About | None:
    """As in "both" where the two sides are counted together or a multiple sets one against the other."""
    begin, end = mention.bounds()
    sentence = mention.doc[begin:end]
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
        if head.pos_ in ("VERB", "AUX") or head.head == head:
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
    if subject.lower_ == "they" and head.lemma_ in words("party", "assault") and setting.voice != "none":
        return OPPOSITE[setting.voice] if _is_quoted(mention) else None
    side = next(
        (s for token in subject.subtree if token.i < mention.first and (s := side_of(token, setting))), None
    )
    if side is None or head.lemma_ in words("party", "saying"):
        return None
    harms = (
        head.lemma_ in words("party", "harm")
        and not passive
        and subject.head == head
        and head.i < mention.first
    )
    return OPPOSITE.get(side) if harms else side


def _last_named(mention: Mention, setting: Setting) -> About | None:
    """The side that a possessive refers to: the last one named in the sentence, speakers included."""
    begin, _ = mention.bounds()
    sides = (side_of(token, setting) for token in reversed(mention.doc[begin : mention.first]))
    return next((side for side in sides if side), None)


def _is_quoted(mention: Mention) -> bool:
    return any(
        mark in mention.passage.text[: mention.quantity.start - mention.passage.paragraph.start]
        for mark in '“"«„'
    )


def _row_label(mention: Mention, setting: Setting) -> About | None:
    """The side before a colon in a row or list ("Russian: 284 killed, 331 wounded")."""
    begin, _ = mention.bounds()
    for i in range(mention.first - 1, begin, -1):
        if mention.doc[i].text == ":":
            return side_of(mention.doc[i - 1], setting)
    return None


def _context(mention: Mention, setting: Setting) -> About | None:
    """The side last named before the sentence, in its paragraph."""
    begin, _ = mention.bounds()
    for token in reversed(mention.doc[max(0, begin - CONTEXT) : begin]):
        side = side_of(token, setting)
        if side is not None and not _is_speaker(token):
            return side
    return None


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
        if phrase.dep_ in ("nsubj", "pobj", "nsubjpass") or phrase.head == phrase:
            break
        phrase = phrase.head
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    if {phrase.lemma_.lower(), following.lemma_.lower()} & words("party", "institutions"):
        return True
    return phrase.dep_ == "nsubj" and phrase.head.lemma_ in words("party", "saying")
