"""What a reported number measures: unit, measure, party, and whether it is about the war."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Token

from bakhmut_data.finding.figures.asides import is_aside
from bakhmut_data.finding.figures.counts import (
    HARM,
    REACH_AFTER,
    REACH_BEFORE,
    nearest_cue,
    noun_row,
    read_count,
)
from bakhmut_data.finding.figures.meanings import History, Meaning
from bakhmut_data.finding.figures.parties import find_party
from bakhmut_data.finding.figures.passages import Mention, words
from bakhmut_data.finding.figures.predicates import find_governor, subject_of
from bakhmut_data.finding.figures.sides import Setting, side_words
from bakhmut_data.records import About

# Characters between a figure and its conversion in brackets.
CLOSE = 24
# Shorter times are told of parts of a battle.
SHORTEST_BATTLE = {"day": 14, "week": 2, "month": 1}
# A line of so few words with minutes in it is a reading time.
SHORT_LINE = 5
AGES = range(3, 116)
# Tokens before a sentence in which the terms of its ratio may stand.
BEFORE = 40
# No way on earth is longer, in kilometres or miles.
LONGEST_WAY = 20_000


def classify(mention: Mention, setting: Setting, history: History) -> Meaning:
    """The meaning of one quantity, from its unit, noun, verbs and the figures before it."""
    history.enter(mention)
    history.asked = _asked(mention, setting)
    meaning = _converted(mention, history) or _classify(mention, setting, history)
    history.note(mention, meaning)
    return meaning


def _converted(mention: Mention, history: History) -> Meaning | None:
    """A conversion in brackets means what the figure before it means: "10 km (6 miles)"."""
    before, unit = history.mention, mention.quantity.unit
    if before is None or history.meaning is None or unit is None or mention.word(-1) != "(":
        return None
    same = before.quantity.unit is not None and before.quantity.unit.kind == unit.kind
    if not same or mention.quantity.start - before.quantity.end > CLOSE:
        return None
    return replace(history.meaning, unit=unit.contract, rule="converted")


def _classify(mention: Mention, setting: Setting, history: History) -> Meaning:
    unit, form = mention.quantity.unit, mention.quantity.form
    if _is_age(mention):
        found = Meaning(unit=unit.contract if unit else "year", measure="age", core=False, rule="age")
    elif unit is not None:
        found = replace(_BY_KIND.get(unit.kind, _other)(mention, history), unit=unit.contract)
    else:
        found = _BY_FORM.get(form, read_count)(mention, history)
    if found.measure == "other" and found.unit == "percent" and setting.heads_ground:
        found = replace(found, measure="territory_share", rule="share_in_list")
    goes_on = history.shares_stretch(mention) or (
        history.count is not None and history.count.measure == found.measure
    )
    inherited = history.count.about if history.count is not None and goes_on else None
    if history.meaning is not None and history.shares_stretch(mention) and found.measure == "advance":
        inherited = history.meaning.about if history.meaning.measure == "advance" else inherited
    return replace(
        found,
        about=_told_before(mention, found, history) or find_party(mention, found.measure, setting, inherited),
        core=found.core and setting.is_about_war and not is_aside(mention, found),
    )


def _told_before(mention: Mention, found: Meaning, history: History) -> About | None:
    """Whose a number was when it was told before: "3,000 American troops … the 3,000 troops"."""
    before = history.by_value.get((mention.quantity.low, mention.quantity.high))
    if before is None or before.measure != found.measure or found.measure != "force_size":
        return None
    return before.about if mention.word(-1) in ("the", "these", "those") else None


def _asked(mention: Mention, setting: Setting) -> Meaning | None:
    """What the question before a bare number asks for: "How many pensioners stayed? Some 300."."""
    if mention.noun() is not None or mention.quantity.unit is not None:
        return None
    begin, _ = mention.whole_stretch()
    spoken = [*setting.question, *mention.doc[max(0, begin - BEFORE) : begin]]
    many = next(
        (i for i in range(len(spoken) - 1) if spoken[i + 1].lower_ == "many" and spoken[i].lower_ == "how"),
        None,
    )
    if many is None:
        return None
    told = spoken[many + 2 : many + 10]
    lives = any(token.lemma_.lower() in words("count", "living") for token in told)
    row = next((row for token in told if (row := noun_row(token))), None)
    if row is not None and not (lives and row["unit"] == "people"):
        return Meaning(unit=row["unit"], measure=row["measure"], rule="asked")
    return Meaning(unit="people", measure="population", rule="asked") if lives else None


def _is_age(mention: Mention) -> bool:
    """As in "31-year-old", "Larisa, 63, told", "aged 24", "past eighty"."""
    unit, quantity = mention.quantity.unit, mention.quantity
    if unit is not None:
        return unit.kind == "age" and not (
            unit.name == "month" and mention.has_near(words("time", "battle"), 6, 3)
        )
    if quantity.form != "number" or quantity.high != quantity.low or int(quantity.low) not in AGES:
        return False
    opening = mention.doc[mention.first].lower_
    aged = mention.word(-1) in ("aged", "age") or (mention.word(-1) == "of" and mention.word(-2) == "age")
    if aged or (quantity.qualifier == "more_than" and opening == "past"):
        return True
    if mention.noun() is not None or mention.state() is not None:
        return False
    being = mention.word(-1) in ("is", "was", "turned", "am", "'m", "’m")
    if opening in ("older", "younger") or (being and mention.word(-2) in words("age", "aged")):
        return True
    return quantity.qualifier == "exact" and _is_apposed(mention)


def _is_apposed(mention: Mention) -> bool:
    """A bare number between commas after a name."""
    if mention.noun() is not None or mention.state() is not None or mention.first < 2:
        return False
    closed = mention.word(0) in (",", ".", ")", ";") or mention.last == len(mention.doc)
    return closed and mention.word(-1) in (",", "(") and mention.doc[mention.first - 2].pos_ == "PROPN"


def _money(_mention: Mention, _history: History) -> Meaning:
    return Meaning(unit="other", measure="cost", rule="money")


def _other(_mention: Mention, _history: History) -> Meaning:
    return Meaning(unit="other", measure="other", rule="unit")


def _length(mention: Mention, history: History) -> Meaning:
    """How far away, how far forward, or how long the front is."""
    front = words("length", "front")
    along = mention.has_near(words("length", "long"), 4, 6) and mention.has_near(front, 8, 8)
    before = history.meaning if history.shares_stretch(mention) else None
    of_front = mention.word(0) == "of" and {mention.word(i) for i in range(1, 5)} & front
    if along or of_front or {mention.word(0), mention.word(1)} & front:
        measure = "front_length"
    elif _is_pace(mention):
        measure = "advance"
    elif mention.word(0) in words("length", "extents"):
        gained = before is not None and before.measure == "advance"
        measure = (
            "advance" if gained or mention.has_near(words("length", "advance"), REACH_BEFORE, 5) else "other"
        )
    elif _is_mileage(mention):
        measure = "other"
    elif _goes_forward(mention, history):
        measure = "advance"
    elif _is_stretch(mention):
        # "400 metres of orchard" is ground, however it was come by.
        measure = "advance"
    elif mention.word(0) in ("nearer", "closer") or mention.has_near(frozenset(("nearer", "closer")), 0, 5):
        measure = "advance"
    elif mention.has_near(words("length", "away"), 1, 6):
        measure = "distance"
    elif before is not None and before.rule == "length":
        measure = before.measure
    else:
        measure = "advance" if mention.has_near(words("length", "advance"), REACH_BEFORE, 5) else "distance"
    return Meaning(unit="other", measure=measure, rule="length")


def _is_stretch(mention: Mention) -> bool:
    """As in "400 metres of orchard", not "within seven kilometres of the town", "5 km of pipe"."""
    if mention.word(0) != "of" or mention.doc[mention.first].lower_ == "within":
        return False
    following = mention.doc[mention.last + 1 : mention.last + 4]
    named = any(token.pos_ == "PROPN" or token.lower_ == "the" for token in following)
    return not named and not mention.has_near(words("length", "laid"), 0, 4)


def _is_mileage(mention: Mention) -> bool:
    """As in "has run 900,000 kilometres": what a thing has done, not where it is."""
    far = mention.quantity.low >= LONGEST_WAY
    return far or mention.has_near(words("length", "driven"), 4, 0)


def _goes_forward(mention: Mention, history: History) -> bool:
    """Whether the figure before was ground gained, and a verb of making way goes on from it."""
    gained = history.meaning is not None and history.meaning.measure == "advance"
    return gained and mention.has_near(words("length", "made"), 4, 0)


def _is_pace(mention: Mention) -> bool:
    """As in "the line moved 4 km north", "140 metres a day", but not "pushed to within 3 km"."""
    if mention.doc[mention.first].lower_ == "within" or mention.word(-1) in ("within", "to"):
        return False
    tokens = mention.doc[max(0, mention.first - 4) : mention.first]
    moved = any(token.lower_ in words("length", "moved") for token in tokens)
    rate = mention.word(0) in ("a", "per", "each", "every") and mention.word(1) in ("day", "week", "month")
    return moved or rate or mention.word(0) in ("daily", "weekly")


def _area(mention: Mention, history: History) -> Meaning:
    before = history.meaning if history.shares_stretch(mention) else None
    if before is not None and before.rule == "area":
        return replace(before, about="none")
    gained = mention.has_near(words("length", "advance") | words("length", "won"), REACH_BEFORE, REACH_AFTER)
    held = mention.has_near(words("share", "hold") | words("length", "foothold"), REACH_BEFORE, REACH_AFTER)
    land = mention.has_near(words("length", "extent"), REACH_AFTER, REACH_AFTER)
    if gained and not land:
        return Meaning(unit="other", measure="advance", rule="area")
    return Meaning(unit="other", measure="territory_share" if held and not land else "other", rule="area")


def _time(mention: Mention, _history: History) -> Meaning:
    """How long the battle has lasted, or anything else; an hour's drive is a distance."""
    name = mention.quantity.unit.contract if mention.quantity.unit is not None else ""
    by_means = mention.word(0) in ("by", "on") and mention.word(1) in words("time", "means")
    if by_means or mention.has_near(words("time", "travel"), 0, 5):
        return Meaning(unit=name, measure="distance", rule="travel")
    if mention.has_near(words("time", "reading"), 3, 2) or (
        name == "minute" and len(mention.doc) < SHORT_LINE
    ):
        return Meaning(unit=name, measure="duration_other", core=False, rule="reading_time")
    lasted = name in SHORTEST_BATTLE and mention.quantity.low >= SHORTEST_BATTLE[name]
    if lasted and (_is_battle(mention) or _is_length_of_battle(mention)):
        return Meaning(unit=name, measure="duration_of_battle", rule="battle")
    return Meaning(unit=name, measure="duration_other", rule="time")


def _is_length_of_battle(mention: Mention) -> bool:
    """As in "Fifteen weeks on, the town had not fallen", "months into the siege", and a row "Length: 58 days"."""
    if mention.word(0) in ("on", "in") and mention.word(1) == ",":
        return mention.has_near(words("time", "still"), 0, 14)
    if mention.word(0) == "into" and mention.has_near(words("time", "battle"), 0, 5):
        return True
    return mention.word(-1) == ":" and mention.word(-2) in words("time", "length")


def _is_battle(mention: Mention) -> bool:
    """Whether the time is that of the fight for a town, not of something in it."""
    since = mention.has_near(words("time", "war"), 0, 5)
    if mention.has_near(words("time", "hypothetical"), 5, 2) or mention.word(-1) == "in" or since:
        return False
    if (
        mention.word(-1) == "after"
        and mention.doc[mention.first - 1].is_sent_start
        and mention.word(0) in (",", "of")
    ):
        return True
    lasted = mention.has_near(frozenset(("last",)), 5, 0)
    fought = mention.has_near(words("time", "battle"), 25 if lasted else 10, 8)
    took = mention.has_near(words("time", "took"), 5, 0) and mention.has_near(words("time", "capture"), 0, 10)
    return fought or took


def _share(mention: Mention, history: History) -> Meaning:
    """A share of a place, of people, or of what the figure before counted."""
    complement = _complement(mention)
    cue = nearest_cue(mention, ignored=words("share", "ruin"))
    measure, rule = _share_of(mention, complement, cue, history) or _share_alone(
        mention, complement, cue, history
    )
    return Meaning(unit="percent", measure=measure, rule=rule)


def _share_of(
    mention: Mention, complement: Token | None, cue: str | None, history: History
) -> tuple[str, str] | None:
    """Measure and rule where the words around tell what a share is of."""
    row = noun_row(complement)
    found: tuple[str, str] | None = None
    if mention.word(0) in words("share", "ruin"):
        found = "other", "ruin"
    elif _is_force(complement) and cue in HARM:
        found = cue or "casualties", "share_of_force"
    elif complement is not None and _is_place(complement):
        found = "territory_share", "share_of_place"
    elif (
        cue not in HARM and _is_held(mention) and (complement is None or complement.pos_ in ("PRON", "PROPN"))
    ) or mention.has_near(words("share", "conceding"), 3, 0):
        found = "territory_share", "share_held"
    elif row is not None and row["measure"] == "equipment":
        found = "equipment", "share_of_noun"
    elif complement is not None and complement.lower_ in words("partitive", "pronouns") and history.count:
        found = history.count.measure, "share_of_previous"
    elif mention.has_near(words("share", "odds"), 6, 6):
        found = "other", "odds"
    elif complement is not None and complement.lemma_.lower() in words("party", "unowned"):
        found = "other", "share_of_things"
    return found


def _is_force(noun: Token | None) -> bool:
    """As in "half of the troops", "65 percent of its combat strength"."""
    row = noun_row(noun)
    if row is not None:
        return row["measure"] == "force_size"
    return noun is not None and noun.lemma_.lower() in words("party", "militaries") | words(
        "ratio", "force_size"
    )


def _is_held(mention: Mention) -> bool:
    """Whether a share is what somebody holds or takes, by the verb that governs it or a word right beside it."""
    told = find_governor(mention)
    governed = told is not None and told.verb.lemma_ in words("share", "hold")
    return governed or mention.has_near(words("share", "hold"), 3, 4)


def _share_alone(
    mention: Mention, complement: Token | None, cue: str | None, history: History
) -> tuple[str, str]:
    """Measure and rule of a share from the nearest verb or the figure before."""
    row, same = noun_row(complement), history.shares_stretch(mention)
    opens = mention.doc[mention.first].is_sent_start or same
    count = history.count if opens and mention.word(-1) != "of" else None
    before = history.meaning if same else None
    if cue in HARM and cue is not None:
        found = cue, "share_cue"
    elif row is not None:
        anyone = complement is not None and complement.lemma_.lower() in words("count", "anyone")
        lives = cue == "population" or row["measure"] != "population"
        found = row["measure"] if lives or not anyone else "other", "share_of_noun"
    elif count is not None and count.unit in ("people", "vehicle"):
        found = count.measure, "share_of_previous"
    elif before is not None and before.unit == "percent":
        found = before.measure, "share_of_previous"
    elif cue is None and complement is None and mention.has_near(words("length", "moved"), 4, 0):
        found = "territory_share", "share_gained"
    else:
        found = (
            "force_size" if _is_force(complement) else "population" if cue == "population" else "other",
            "share",
        )
    return found


def _is_place(noun: Token) -> bool:
    """Whether a share is of a place; the model takes little-known towns for people and firms."""
    named = noun.text[0].isupper() and (noun.ent_type_ in ("GPE", "LOC", "FAC") or noun.pos_ == "PROPN")
    dated = noun.ent_type_ in ("DATE", "MONEY", "PERCENT", "CARDINAL", "NORP")
    if noun.lower_ in side_words() and noun.lower_ not in words("party", "countries"):
        return False
    return (named and not dated) or noun.lemma_.lower() in words("share", "places")


def _complement(mention: Mention) -> Token | None:
    """The noun after "of" (in "of it", the pronoun), or the noun right after a half."""
    i = mention.last
    if mention.word(0) in words("share", "lack") and mention.word(1) in ("of", "in"):
        i += 2
    elif mention.word(0) in ("of", "in"):
        i += 1
    elif mention.quantity.unit is not None:
        return _opened_with(mention)
    head: Token | None = None
    for token in mention.doc[i : i + 8]:
        if token.tag_ == "PRP$":
            continue
        if head is not None and token.tag_ in ("WDT", "WP", "PRP"):
            break
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            head = token
        elif token.pos_ == "NUM" and token.nbor(-1).pos_ == "PART":
            continue
        elif token.pos_ != "PART" and (head is not None or token.pos_ not in ("DET", "ADJ", "NUM", "VERB")):
            break
    return head


def _opened_with(mention: Mention) -> Token | None:
    """The noun of "Of the tyres that came, 15% were new"."""
    begin, _ = mention.bounds()
    if mention.passage.words[begin] != "of":
        return None
    return next(
        (t for t in mention.doc[begin + 1 : min(begin + 5, mention.first)] if t.tag_ in ("NNS", "NN")), None
    )


def _ratio(mention: Mention, history: History) -> Meaning:
    """Losses against losses, or a multiple of what is being counted."""
    text = mention.doc[mention.first : mention.last].text.lower()
    is_ratio = mention.quantity.form == "ratio"
    row = _row_of_subject(mention) or next(
        (row for token in mention.doc[mention.last : mention.last + 5] if (row := noun_row(token))), None
    )
    named = next(
        (
            name
            for name in ("equipment", "population", "force_size")
            if mention.has_near(words("ratio", name), 6, 3)
        ),
        None,
    )
    if named is not None and is_ratio:
        measure, rule = named, "ratio_of"
    elif is_ratio and (compared := _compared_before(mention)) is not None:
        measure, rule = compared, "ratio_of_before"
    elif is_ratio and (" for " in text or mention.has_near(words("ratio", "losses"), 30, 12)):
        measure, rule = "losses_ratio", "loss_ratio"
    elif row is not None:
        measure, rule = row["measure"], "multiple_of_noun"
    elif is_ratio or mention.has_near(frozenset(("loss", "losses", "casualties", "casualty")), 4, 0):
        measure, rule = "losses_ratio", "ratio"
    elif history.meaning is not None:
        measure, rule = history.meaning.measure, "multiple_of_previous"
    else:
        measure, rule = nearest_cue(mention) or "other", "multiple"
    return Meaning(unit="ratio", measure=measure, rule=rule)


def _compared_before(mention: Mention) -> str | None:
    """What the sentences before set against each other: "they outgun us. In spring it was eight to one"."""
    if mention.has_near(words("ratio", "losses"), 30, 12):
        return None
    begin, _ = mention.whole_stretch()
    spoken = mention.passage.words[max(0, begin - BEFORE) : begin]
    lemmas = mention.passage.lemmas[max(0, begin - BEFORE) : begin]
    for name in ("equipment", "force_size"):
        if not words("ratio", name).isdisjoint((*spoken, *lemmas)):
            return name
    return None


def _row_of_subject(mention: Mention) -> dict[str, str] | None:
    """What a verb says has multiplied: "the ration of shells tripled"."""
    verb = mention.doc[mention.last - 1]
    subject = subject_of(verb) if mention.quantity.form == "multiple" and verb.pos_ == "VERB" else None
    if subject is None:
        return None
    row = noun_row(subject)
    return row or next(
        (row for token in subject.subtree if token.i > subject.i and (row := noun_row(token))), None
    )


_BY_KIND: dict[str, Callable[[Mention, History], Meaning]] = {
    "money": _money,
    "length": _length,
    "area": _area,
    "time": _time,
    "age": _time,
    "percent": _share,
}
_BY_FORM: dict[str, Callable[[Mention, History], Meaning]] = {
    "ratio": _ratio,
    "multiple": _ratio,
    "fraction": _share,
    "share": _share,
}
