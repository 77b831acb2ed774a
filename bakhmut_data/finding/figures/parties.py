"""Whose people or things a figure counts: Russia, Ukraine, Wagner, both or none."""

from __future__ import annotations

from spacy.tokens import Token

from bakhmut_data.finding.figures.passages import LONGEST_REACH, Mention, counted_nouns, words
from bakhmut_data.finding.figures.roles import (
    displaced,
    force_away,
    gained_by,
    harmed,
    home,
    hurt_side,
    is_civil,
    is_foreign,
)
from bakhmut_data.finding.figures.sides import (
    CONTEXT,
    OPPOSITE,
    Setting,
    is_source,
    is_speaker,
    naming,
    side_of,
)
from bakhmut_data.records import About

UNOWNED = ("distance", "duration_of_battle", "duration_other", "front_length", "views")
OWNED = ("killed", "wounded", "casualties", "force_size", "equipment")
HURT = ("killed", "wounded", "casualties")
# A shorter paragraph is a headline, which begins anew.
SHORTEST_TOLD = 60
# Tokens between a verb of yielding ground and how much of it.
YIELDED = 5
LONGEST_BRACKET = 4
# Tokens between a stretch of ground and the verb that tells whose it was.
REGAINED = 14


def find_party(mention: Mention, measure: str, setting: Setting, previous: About | None) -> About:
    """The side whose people or things are counted; "none" where the text does not say."""
    noun = mention.noun()
    if measure == "losses_ratio" or mention.quantity.form == "ratio":
        return "both"
    if measure == "distance":
        return force_away(mention, setting) or "none"
    if (
        measure == "other"
        and mention.quantity.unit is not None
        and mention.quantity.unit.kind in ("length", "area")
    ):
        return "none"
    if measure in UNOWNED or measure == "age" or (noun is not None and noun.lemma_ == "side"):
        return "none"
    if measure == "population":
        side = _compared(mention, setting) if mention.quantity.form == "multiple" else None
        if mention.quantity.form == "multiple":
            side = side or "both"
        side = side or home(mention, setting)
    else:
        side = _in_phrase(mention, setting) or (_in_brackets(mention, setting) if measure in OWNED else None)
        if side is None and measure != "cost" and is_foreign(mention, measure, setting):
            return "none"
        if side is not None and measure == "attacks" and _is_target(mention):
            side = OPPOSITE.get(side)
        side = side or _compared(mention, setting)
        if measure == "advance":
            side = side or previous or _regained(mention, measure, setting)
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
    if measure == "cost" and is_foreign(mention, measure, setting):
        return "Ukraine" if mention.has_near(words("party", "giving"), 6, 12) else None
    if measure == "cost" and mention.has_near(words("aside", "site"), 8, 8):
        return None
    if measure == "force_size" and mention.noun() is None and previous == "none":
        return None
    if measure == "other" and (side := gained_by(mention, setting) or harmed(mention, setting)):
        return side
    if measure in ("other", "equipment") and (owner := _by_kind(mention, measure, setting)):
        return None if owner == "none" else owner
    if measure == "other":
        return (
            displaced(mention)
            or _by_verb(mention, setting)
            or (_spoken_of(mention, setting, previous) if _may_be_owned(mention) else _some(previous))
        )
    if measure == "cost":
        return _possessor(mention, setting) or _by_verb(mention, setting) or _payer(mention, setting)
    return (
        _row_label(mention, measure, setting)
        or (_among_them(mention, previous) if measure in HURT else None)
        or (_own_losses(mention, setting) if measure in HURT else None)
        or (hurt_side(mention, setting) if measure in HURT else None)
        or (_by_weapon(mention, setting) if measure in HURT else None)
        or (_as_before(mention, previous) if measure in HURT else None)
        or _by_verb(mention, setting)
        or _nearest(mention, setting)
        or (previous if previous not in ("none", "both") else None)
        or _own(mention, setting)
        or _context(mention, setting)
        or (setting.heading if setting.heads_ground else None)
        or (setting.voice if setting.tells_own else None)
        or setting.heading
        or _presumed(mention)
        or (setting.before if measure in OWNED and _is_told(mention) else None)
    )


def _some(side: About | None) -> About | None:
    """A side of the war, None for both and none."""
    return side if side not in ("none", "both") else None


def _payer(mention: Mention, setting: Setting) -> About | None:
    """The side nearest to an amount of money that is no price of the market."""
    if mention.has_near(words("party", "prices"), 12, 8):
        return None
    return _nearest(mention, setting) or _context(mention, setting)


def _may_be_owned(mention: Mention) -> bool:
    """Whether things are counted that can be somebody's: a share of opinion or a bare number is nobody's."""
    unit = mention.quantity.unit
    return mention.quantity.form in ("number", "vague") and (
        mention.noun() is not None or mention.word(1) in ("and", "or")
        if unit is None
        else unit.kind != "percent"
    )


def _spoken_of(mention: Mention, setting: Setting, previous: About | None) -> About | None:
    """The side that the sentence, the figure before or the sentences before speak of."""
    return (
        _nearest(mention, setting)
        or _some(previous)
        or (home(mention, setting) if is_civil(mention) else None)
        or _context(mention, setting)
    )


def _possessor(mention: Mention, setting: Setting) -> About | None:
    """As in "Russia's new $117 billion deal"."""
    for token in mention.doc[max(0, mention.first - 4) : mention.first]:
        owns = token.dep_ == "poss" or token.nbor().lower_ in ("'s", "’s")
        if owns and (side := side_of(token, setting)) is not None:
            return side
    return None


def _as_before(mention: Mention, previous: About | None) -> About | None:
    """The side of the figure before, for those who are counted without a word of who they are."""
    return previous if mention.noun() is None and previous not in ("none", "both") else None


def _among_them(mention: Mention, previous: About | None) -> About | None:
    """The side of the figure before, for a part of those it counts: "600 men, of whom 90 died"."""
    before = mention.passage.words[max(0, mention.first - 3) : mention.first]
    return previous if previous != "none" and not {"them", "whom", "those"}.isdisjoint(before) else None


def _is_told(mention: Mention) -> bool:
    """Whether the figure stands in running text, not in a headline."""
    return len(mention.passage.text) >= SHORTEST_TOLD


def _own_losses(mention: Mention, setting: Setting) -> About | None:
    """Who tells of the dead "of his own side" counts those of the side he is of."""
    begin, end = mention.bounds()
    owns = (i for i in range(begin, end - 1) if mention.passage.words[i] == "own")
    if not any(mention.passage.lemmas[i + 1] in words("party", "own_side") for i in owns):
        return None
    return next(
        (side for token in naming(mention.doc, begin, end) if (side := side_of(token, setting))), None
    )


def _by_weapon(mention: Mention, setting: Setting) -> About | None:
    """Whom a named side's weapons hit: those whom "Russian shelling" or "a Ukrainian strike" killed."""
    begin, end = mention.bounds()
    if not naming(mention.doc, begin, end):
        # "A Russian shell hit the stop. Four died."
        begin = max(0, begin - CONTEXT)
    for i in range(end - 1, begin, -1):
        if mention.passage.lemmas[i] not in words("party", "strikes"):
            continue
        token = mention.doc[i]
        if token.pos_ in ("NOUN", "PROPN"):
            owner = side_of(token.nbor(-1), setting) or (
                side_of(token.nbor(-2), setting) if token.i > 1 else None
            )
            if owner is not None:
                return OPPOSITE.get(owner)
    return None


def _by_kind(mention: Mention, measure: str, setting: Setting) -> About | None:
    """What the noun alone tells: targets are the enemy's, shells that land are too, towns are nobody's."""
    noun = mention.noun()
    if noun is None:
        return None
    if noun.lemma_.lower() in words("party", "unowned"):
        return "none"
    phrase = mention.passage.lemmas[mention.last : noun.i + 3]
    if measure == "other" and not words("party", "targets").isdisjoint(phrase):
        return OPPOSITE.get(setting.voice)
    lands = noun.head.lemma_ in words("party", "landing") and noun.dep_ == "nsubj"
    lands = lands or (noun.dep_ == "nsubjpass" and noun.head.lemma_ in ("fire", "launch"))
    return OPPOSITE.get(setting.voice) if lands and noun.lemma_ in words("party", "strikes") else None


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
            if token.pos_ in ("VERB", "PUNCT") or token.lower_ in ("them", "these", "those"):
                break
    return None


def _is_target(mention: Mention) -> bool:
    """Whether the side named after attacks is the attacked one: "60 attacks on our troops"."""
    noun = mention.noun()
    end = noun.i + 1 if noun is not None else mention.last
    return end < len(mention.doc) and mention.doc[end].lower_ in ("on", "against")


def _regained(mention: Mention, measure: str, setting: Setting) -> About | None:
    """Whose ground it was before: what is taken back, or in their own words freed."""
    if measure != "advance":
        return None
    if mention.has_near(words("party", "yielding"), YIELDED, 3):
        return OPPOSITE.get(_nearest(mention, setting) or "none")
    if mention.has_near(words("party", "freeing"), REGAINED, REGAINED):
        return setting.voice
    return "Ukraine" if mention.has_near(words("party", "regaining"), REGAINED, REGAINED) else None


def _own(mention: Mention, setting: Setting) -> About | None:
    """Who tells in the first person counts their own."""
    begin, end = mention.bounds()
    told = not words("party", "first_person").isdisjoint(mention.passage.words[begin:end])
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
        sides = {side for token in naming(mention.doc, begin, end) if (side := side_of(token, setting))}
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


def _last_named(mention: Mention, setting: Setting) -> About | None:
    """The side that a possessive refers to: the last one named in the sentence, speakers included."""
    begin, _ = mention.bounds()
    sides = (side_of(token, setting) for token in reversed(naming(mention.doc, begin, mention.first)))
    return next((side for side in sides if side), None)


def _is_quoted(mention: Mention) -> bool:
    return any(
        mark in mention.passage.text[: mention.quantity.start - mention.passage.paragraph.start]
        for mark in '“"«„‘'
    )


def _row_label(mention: Mention, measure: str, setting: Setting) -> About | None:
    """The side before a colon in a row or list ("Russian: 284 killed, 331 wounded").

    "Per Ukraine: 9,000 killed" names who says so, who counts the other side's dead.
    """
    colon = _colon(mention)
    if colon is None:
        return None
    side = side_of(mention.doc[colon - 1], setting)
    if not is_source(mention.doc[colon - 1]):
        return side
    return OPPOSITE.get(side or "none") if measure in HURT else None


def _colon(mention: Mention) -> int | None:
    """The index of the colon that ends the label of a row."""
    begin, _ = mention.bounds()
    return next((i for i in range(mention.first - 1, begin, -1) if mention.passage.words[i] == ":"), None)


def _in_brackets(mention: Mention, setting: Setting) -> About | None:
    """The side that brackets behind a row's figures name: "900 killed, 2,000 wounded (own forces)"."""
    colon, (_, end) = _colon(mention), mention.bounds()
    if colon is None:
        return None
    words_after = mention.passage.words[mention.last : end]
    part = words_after[: words_after.index(";")] if ";" in words_after else words_after
    if "(" not in part:
        return None
    opening = mention.last + part.index("(")
    inside = mention.doc[opening + 1 : opening + 1 + LONGEST_BRACKET]
    if any(token.lower_ == "own" for token in inside[:2]):
        return side_of(mention.doc[colon - 1], setting)
    return next((side for token in inside[:2] if (side := side_of(token, setting))), None)


def _context(mention: Mention, setting: Setting) -> About | None:
    """The side last named before the sentence, in its paragraph."""
    begin, _ = mention.bounds()
    for token in reversed(naming(mention.doc, max(0, begin - CONTEXT), begin)):
        side = side_of(token, setting)
        if side is not None and not is_speaker(token):
            return side
    return None


def _nearest(mention: Mention, setting: Setting) -> About | None:
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
