"""Signs of whose a figure is, in the words right around it: an adjective, a label, a weapon, an "own"."""

from __future__ import annotations

from bakhmut_data.finding.figures.cues import HARM
from bakhmut_data.finding.figures.passages import NumberInText, counted_nouns, gives_way, words
from bakhmut_data.finding.figures.sides import CONTEXT, OPPOSITE, Setting, is_source, naming, side_of
from bakhmut_data.finding.figures.sides_of_sentences import by_verb, last_named, nearest
from bakhmut_data.records import About

# Tokens between a verb of yielding ground and how much of it.
YIELDED = 5
LONGEST_BRACKET = 4
# Tokens between a count and "his own side".
OWN_REACH = 10
# Tokens between a stretch of ground and the verb that tells whose it was.
REGAINED = 14


def in_phrase(mention: NumberInText, measure: str, setting: Setting) -> About | None:
    """A side inside the counted phrase or right after it ("11 Russian invaders", "of Wagner's")."""
    end = mention.last
    noun = mention.noun() or mention.state()
    if noun is not None:
        end = noun.i + 1
    found = [side for token in mention.doc[mention.first : end] if (side := side_of(token, setting))]
    if found:
        return found[-1]
    if any(token.lower_ in ("his", "their", "its") for token in mention.doc[mention.last : end]):
        return last_named(mention, setting)
    joints: tuple[str, ...] = ("of", "for", "from", "among")
    if measure == "attacks":
        joints = (*joints, "on")
    if measure == "territory_share":
        joints = ()  # "18 percent of Ukraine" tells whose it is not
    if end < len(mention.doc) and mention.doc[end].lower_ in joints:
        for token in mention.doc[end + 1 : end + 6]:
            if side := side_of(token, setting):
                return side
            if token.pos_ in ("VERB", "PUNCT") or token.lower_ in ("them", "these", "those"):
                break
    return None


def right_before(mention: NumberInText, setting: Setting) -> About | None:
    """The side that stands for a noun or verb said before: "and Ukraine's 4,000", "and Ukraine a million"."""
    if mention.first < 2 or mention.quantity.form == "multiple":
        return None
    if mention.word(-1) in ("'s", "’s"):
        return side_of(mention.doc[mention.first - 2], setting)
    if mention.noun() is not None:
        return None
    gapped = mention.word(-2) in ("and", "but", ";") and mention.doc[mention.first - 1].pos_ == "PROPN"
    return side_of(mention.doc[mention.first - 1], setting) if gapped else None


def in_brackets(mention: NumberInText, setting: Setting) -> About | None:
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


def row_label(mention: NumberInText, measure: str, setting: Setting) -> About | None:
    """The side before a colon in a row or list ("Russian: 284 killed, 331 wounded").

    "Per Ukraine: 9,000 killed" names who says so, who counts the other side's dead.
    """
    colon = _colon(mention)
    if colon is None:
        return None
    side = side_of(mention.doc[colon - 1], setting)
    if not is_source(mention.doc[colon - 1]):
        return side
    return OPPOSITE.get(side or "none") if measure in HARM else None


def _colon(mention: NumberInText) -> int | None:
    """The index of the colon that ends the label of a row."""
    begin, _ = mention.bounds()
    return next((i for i in range(mention.first - 1, begin, -1) if mention.passage.words[i] == ":"), None)


def possessor(mention: NumberInText, setting: Setting) -> About | None:
    """As in "Russia's new $117 billion deal"."""
    for token in mention.doc[max(0, mention.first - 4) : mention.first]:
        owns = token.dep_ == "poss" or token.nbor().lower_ in ("'s", "’s")
        if owns and (side := side_of(token, setting)) is not None:
            return side
    return None


def by_currency(mention: NumberInText, setting: Setting) -> About | None:
    """Roubles are paid on the one side, hryvnias on the other."""
    amount = set(mention.passage.words[mention.first : mention.last])
    if amount & words("party", "hryvnia"):
        return "Ukraine"
    if not amount & words("party", "rouble"):
        return None
    named = nearest(mention, setting) or setting.before
    return named if named in ("Russia", "Wagner") else "Russia"


def own_losses(mention: NumberInText, setting: Setting) -> About | None:
    """Who tells of the dead "of his own side" counts those of the side he is of."""
    begin, end = mention.bounds()
    near = range(max(begin, mention.first - OWN_REACH), min(end - 1, mention.last + OWN_REACH))
    owns = (i for i in near if mention.passage.words[i] == "own")
    if not any(mention.passage.lemmas[i + 1] in words("party", "own_side") for i in owns):
        return None
    return next(
        (side for token in naming(mention.doc, begin, end) if (side := side_of(token, setting))), None
    )


def by_kind(mention: NumberInText, measure: str, setting: Setting) -> About | None:
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


def is_target(mention: NumberInText) -> bool:
    """Whether the side named after attacks is the attacked one: "60 attacks on our troops"."""
    noun = mention.noun()
    end = noun.i + 1 if noun is not None else mention.last
    return end < len(mention.doc) and mention.doc[end].lower_ in ("on", "against")


def regained(mention: NumberInText, setting: Setting) -> About | None:
    """Whose ground it was before: what is taken back, or in their own words freed."""
    if mention.has_near(words("party", "yielding"), YIELDED, 3) or gives_way(mention):
        return OPPOSITE.get(by_verb(mention, setting) or nearest(mention, setting) or "none")
    if mention.has_near(words("party", "freeing"), REGAINED, REGAINED):
        return setting.voice
    return "Ukraine" if mention.has_near(words("party", "regaining"), REGAINED, REGAINED) else None


def asked_of_you(setting: Setting) -> About | None:
    """As in "How much of the city is still yours?", asked of somebody of a side."""
    asked = any(token.lower_ in ("you", "your", "yours") for token in setting.question)
    return setting.voice if asked and setting.is_quoted and setting.voice != "none" else None


def own_people(mention: NumberInText, setting: Setting) -> About | None:
    """Who tells in the first person counts their own."""
    begin, end = mention.bounds()
    spoken = not words("party", "first_person").isdisjoint(mention.passage.words[begin:end])
    return setting.voice if spoken and setting.voice != "none" else None


def presumed(mention: NumberInText) -> About | None:
    """Civilians without any side named are those of the country fought over."""
    noun = mention.noun()
    row = counted_nouns().get(noun.lemma_.lower()) if noun is not None else None
    struck = mention.has_near(words("party", "strikes"), 16, 16)
    return "Ukraine" if struck or (row is not None and row["measure"] == "population") else None


def presumed_force(mention: NumberInText, setting: Setting) -> About | None:
    """A unit without any side named in a text of this war is of the side in whose words it is told."""
    noun = mention.noun()
    lemma = noun.lemma_.lower() if noun is not None else ""
    begin, end = mention.bounds()
    near = {*mention.passage.lemmas[begin:end], lemma}
    told = setting.is_about_war and setting.voice != "none"
    return setting.voice if told and not near.isdisjoint(words("party", "own_units")) else None


def compared(mention: NumberInText, setting: Setting) -> About | None:
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


def by_weapon(mention: NumberInText, setting: Setting) -> About | None:
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
