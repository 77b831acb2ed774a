"""Sides told by what is done: who hurt whom, who sends what, and who has nothing to do with either."""

from __future__ import annotations

from spacy.tokens import Token

from bakhmut_data.finding.figures.countries import ACROSS, HOME
from bakhmut_data.finding.figures.cues import HARM
from bakhmut_data.finding.figures.passages import NumberInText, counted_nouns, words
from bakhmut_data.finding.figures.predicates import (
    agent_of,
    find_governor,
    find_predicate,
    is_passive,
    subject_of,
)
from bakhmut_data.finding.figures.pronouns import side_meant
from bakhmut_data.finding.figures.sides import OPPOSITE, Setting, is_speaker, naming, side_of
from bakhmut_data.records import About

# Words of a subject that can name a side; a longer one is a clause of its own.
LONGEST_SUBJECT = 12
# The country fought over has fewer inhabitants.
MOST_AT_HOME = 50_000_000
PRONOUNS = ("it", "they", "he", "she", "which", "who", "that")
# What strangers may send, lose or fire on their own account.
STRANGERS = (*HARM, "cost", "force_size", "equipment", "attacks", "other")


def hurt_side(mention: NumberInText, setting: Setting) -> About | None:
    """Whose people were hurt: those of the other side than who did it; civilians are the country's."""
    if (side := harmed(mention, setting)) is not None:
        return side
    if is_civil(mention):
        return home(mention, setting)
    return None if _is_military(mention) else _attacked(mention, setting)


def endured(mention: NumberInText, setting: Setting) -> About | None:
    """Whose attacks: the other side's than that of who sees or counts them."""
    spoken = find_governor(mention)
    if spoken is None or spoken.relation != "object" or spoken.verb.lemma_ not in words("party", "enduring"):
        return None
    doer = None if is_passive(spoken.verb) else subject_of(spoken.verb)
    militaries = doer is not None and doer.lemma_.lower() in words("party", "militaries") | {"we", "defender"}
    return OPPOSITE.get(_named(doer, setting, mention) or "none") if militaries else None


def taken(mention: NumberInText, setting: Setting) -> About | None:
    """Whose prisoners: the other side's than that of who takes them."""
    noun, spoken = mention.noun(), find_predicate(mention)
    caught = noun is not None and noun.lemma_.lower() in words("count", "prisoners")
    if not caught or spoken is None or spoken.verb.lemma_ not in ("take", "capture", "hold", "seize"):
        return None
    doer = agent_of(spoken.verb) if is_passive(spoken.verb) else subject_of(spoken.verb)
    return OPPOSITE.get(_named(doer, setting, mention) or "none")


def harmed(mention: NumberInText, setting: Setting) -> About | None:
    """The other side than the one that killed or destroyed what is counted."""
    spoken = find_predicate(mention)
    if spoken is None or spoken.relation != "object" or spoken.verb.lemma_ not in words("party", "harm"):
        return None
    passive = is_passive(spoken.verb) or spoken.verb.dep_ == "acl"
    doer = agent_of(spoken.verb) or (None if passive else subject_of(spoken.verb))
    side = _named(doer, setting, mention)
    return OPPOSITE.get(side) if side is not None else None


def force_away(mention: NumberInText, setting: Setting) -> About | None:
    """The side whose force is told to be so far away: "the Russian vanguard was within 7 km"."""
    if any(token.lemma_.lower() in words("party", "stationed") for token in setting.question):
        return next((side for token in setting.question if (side := side_of(token, setting))), None)
    spoken = find_governor(mention)
    beside = mention.word(-1) in (",", "—", "–", "(")
    if beside or spoken is None or spoken.verb.lemma_ not in words("party", "standing"):
        return None
    doer = subject_of(spoken.verb)
    if doer is None or doer.head != spoken.verb or doer.i > mention.first:
        return None
    forces = doer.lemma_.lower() in words("party", "militaries") | words("party", "stationed")
    return _named(doer, setting, mention) if forces or side_of(doer, setting) is not None else None


def has_line(mention: NumberInText) -> bool:
    """Whether somebody holds or gives up a stretch of line: "we have 80 men for 3 km of trench"."""
    spoken = find_governor(mention)
    return spoken is not None and spoken.verb.lemma_ in words("party", "manning")


def displaced(mention: NumberInText) -> About | None:
    """People who had to move, and civilians whatever became of them, are the country's."""
    spoken = find_predicate(mention)
    if spoken is not None and spoken.lemmas() & words("count", "moved") and not _is_military(mention):
        return "Ukraine"
    return None


def is_civil(mention: NumberInText) -> bool:
    """Whether those counted are no soldiers."""
    noun = mention.noun()
    row = counted_nouns().get(noun.lemma_.lower()) if noun is not None else None
    if noun is not None and noun.lemma_.lower() in words("party", "remains"):
        return True
    if noun is not None and any(child.lower_ in ("civilian", "civil") for child in noun.lefts):
        return True
    return row is not None and row["measure"] == "population"


def is_foreign(mention: NumberInText, measure: str, setting: Setting) -> bool:
    """Whether neither side is counted: "8,500 American troops", "the alliance will send 300 men"."""
    if measure not in STRANGERS or mention.has_near(words("party", "aid"), 12, 12):
        return False
    noun = mention.noun()
    end = noun.i + 1 if noun is not None else mention.last
    phrase = list(mention.doc[mention.first : end])
    if setting.voice == "none" and _is_of_outsiders(mention, measure):
        return True
    if any(_is_stranger(token) for token in phrase):
        return True
    spoken = find_governor(mention)
    if spoken is None or spoken.relation == "subject" or spoken.verb.lemma_ in words("party", "saying"):
        return False
    doer = None if is_passive(spoken.verb) else doer_of(spoken.verb)
    if doer is None or spoken.verb.lemma_ in words("party", "harm"):
        return False
    parts = _phrase(doer, mention)
    return any(_is_stranger(token) for token in parts) and not any(side_of(token, setting) for token in parts)


def _is_of_outsiders(mention: NumberInText, measure: str) -> bool:
    """Whether those who tell, being of neither side, count what is theirs: "we keep 12 staff"."""
    noun, spoken = mention.noun(), find_governor(mention)
    if (noun is None and mention.quantity.unit is None) or is_civil(mention) or measure in HARM:
        return False
    if noun is not None and any(child.lower_ == "our" for child in noun.lefts):
        return True
    if spoken is None or spoken.relation == "subject":
        return False
    doer = doer_of(spoken.verb)
    return doer is not None and any(part.lower_ in ("we", "our") for part in (doer, *doer.lefts))


def _is_stranger(token: Token) -> bool:
    word = token.lower_
    return word in words("party", "abroad") and (word != "us" or token.text == "US")


def sent_by(mention: NumberInText, setting: Setting) -> About | None:
    """Who has, sends or loses what is counted, however far the verb stands from its subject."""
    spoken = find_governor(mention)
    if spoken is None or spoken.relation != "object" or spoken.verb.lemma_ in words("party", "harm"):
        return None
    if spoken.verb.lemma_ in words("party", "saying") or is_passive(spoken.verb):
        return None
    return _named(doer_of(spoken.verb), setting, mention)


def gained_by(mention: NumberInText, setting: Setting) -> About | None:
    """Who takes, holds or loses what is counted: "it says it has retaken dozens of villages"."""
    spoken = find_predicate(mention)
    if spoken is None or spoken.relation != "object" or spoken.verb.lemma_ not in words("party", "gaining"):
        return None
    doer = (
        agent_of(spoken.verb)
        if is_passive(spoken.verb) or spoken.verb.dep_ == "acl"
        else doer_of(spoken.verb)
    )
    return _named(doer, setting, mention)


def doer_of(verb: Token) -> Token | None:
    """Who does it; "it" is who speaks of itself: "the government said it would send"."""
    doer = subject_of(verb)
    if doer is None:
        return None
    if doer.lower_ in PRONOUNS and verb.dep_ in ("ccomp", "advcl", "conj") and verb.head != verb:
        return subject_of(verb.head) or doer
    said = doer.dep_ == "nsubj" and doer.head != verb and doer.head.lemma_ in words("party", "saying")
    if said and verb.dep_ in ("pcomp", "advcl"):
        # "Russia, despite having gathered troops, denies": a country does both, an official only speaks.
        said = doer.lemma_.lower() in words("party", "institutions")
    return None if said else doer


def _phrase(token: Token, mention: NumberInText) -> list[Token]:
    """A noun with what stands before it and hangs on it, the figure left out."""
    begin, end = (
        max(token.left_edge.i, token.i - LONGEST_SUBJECT),
        min(token.right_edge.i, token.i + LONGEST_SUBJECT),
    )
    return [part for part in token.doc[begin : end + 1] if not mention.first <= part.i < mention.last]


def _named(token: Token | None, setting: Setting, mention: NumberInText) -> About | None:
    """The side that a noun phrase names, its head first."""
    if token is None:
        return None
    if (side := side_of(token, setting) or side_meant(token, setting)) is not None:
        return side
    return next((side for part in _phrase(token, mention) if (side := side_of(part, setting))), None)


def _is_military(mention: NumberInText) -> bool:
    noun = mention.noun()
    row = counted_nouns().get(noun.lemma_.lower()) if noun is not None else None
    return row is not None and row["measure"] == "force_size" and noun is not None and noun.lemma_ != "man"


def home(mention: NumberInText, setting: Setting) -> About:
    """Whose civilians are meant: of the country that the places around lie in, else the one fought over."""
    if mention.has_near(words("party", "across_the_border"), 25, 25):
        return "Russia"
    if mention.quantity.low > MOST_AT_HOME:
        return "none"
    countries = setting.countries.around(mention)
    if not countries or countries & HOME or setting.countries.are_named_earlier_only(mention):
        return "Ukraine"
    return "Russia" if countries & ACROSS else "none"


def _attacked(mention: NumberInText, setting: Setting) -> About | None:
    """The other side than the one that attacks beside it: "five killed as Russia hits a bridge"."""
    begin, end = mention.bounds()
    for token in naming(mention.doc, begin, end):
        side = side_of(token, setting)
        if side is None or is_speaker(token):
            continue
        doer = token if token.dep_ in ("nsubj", "pobj") else token.head
        acts = doer.dep_ == "nsubj" and doer.head.lemma_ in words("party", "hitting")
        if acts and not is_passive(doer.head):
            return OPPOSITE.get(side)
    return None
