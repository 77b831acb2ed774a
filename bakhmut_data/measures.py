"""What a reported number measures: unit, measure, whether it is about the war."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from bakhmut_data import reference
from bakhmut_data.parties import Setting, find_party
from bakhmut_data.records import About
from bakhmut_data.reporting import Mention, counted_nouns, words

PEOPLE = ("killed", "wounded", "casualties", "population", "force_size")
# Tokens before and after a number in which a cue still speaks of it.
REACH_BEFORE, REACH_AFTER = 14, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Unit, measure and party of a figure as the tables name them; `rule` names the deciding evidence."""

    unit: str
    measure: str
    about: About = "none"
    core: bool = True
    rule: str = "noun"


def classify(mention: Mention, setting: Setting, previous: Meaning | None) -> Meaning:
    """The meaning of one quantity, from its unit, noun, verbs and the figure before it."""
    unit = mention.quantity.unit
    kind = unit.kind if unit is not None else ""
    if _is_age(mention):
        found = Meaning(unit="year", measure="age", core=False, rule="age")
    elif kind in _BY_KIND:
        found = _BY_KIND[kind](mention, previous)
    elif mention.quantity.form in ("ratio", "multiple"):
        found = _ratio(mention, previous)
    elif mention.quantity.form in ("fraction", "share"):
        found = _share(mention, previous)
    elif unit is not None:
        found = Meaning(unit="other", measure="other", rule=kind)
    else:
        found = _count(mention, previous)
    core = found.core and setting.is_about_war and not _is_aside(mention, found)
    about = find_party(mention, found.measure, setting, previous.about if previous is not None else None)
    return Meaning(unit=found.unit, measure=found.measure, about=about, core=core, rule=found.rule)


def carried_over(previous: Meaning | None) -> Meaning | None:
    """What a new paragraph inherits from the figure before it."""
    return previous


# --- by unit -------------------------------------------------------------------------------------


def _is_age(mention: Mention) -> bool:
    """"31-year-old", "Larisa, 63, told", "aged 24", "past eighty"."""
    unit, quantity = mention.quantity.unit, mention.quantity
    if unit is not None:
        return unit.kind == "age"
    if quantity.form != "number" or quantity.high != quantity.low or not 1 <= quantity.low <= 115:
        return False
    if mention.word(-1) in ("aged", "age") or (mention.word(-1) == "of" and mention.word(-2) == "age"):
        return True
    if quantity.qualifier == "more_than" and mention.doc[mention.first].lower_ == "past":
        return True
    name = mention.doc[mention.first - 2] if mention.first > 1 else None
    bare = mention.noun() is None and mention.state() is None and quantity.qualifier == "exact"
    closed = mention.word(0) in (",", ".", ")", ";") or mention.last == len(mention.doc)
    return bool(bare and closed and name is not None and mention.word(-1) in (",", "(") and name.pos_ == "PROPN" and quantity.low >= 3)


def _money(mention: Mention, _previous: Meaning | None) -> Meaning:
    unit = mention.quantity.unit
    return Meaning(unit=unit.contract if unit else "other", measure="cost", rule="money")


def _length(mention: Mention, _previous: Meaning | None) -> Meaning:
    unit = mention.quantity.unit
    name = unit.contract if unit else "other"
    if _near(mention, words("length", "front"), 6, 6):
        measure = "front_length"
    elif _near(mention, words("length", "away"), 1, 6):
        measure = "distance"
    elif _near(mention, words("length", "advance"), REACH_BEFORE, 5):
        measure = "advance"
    else:
        measure = "distance"
    return Meaning(unit=name, measure=measure, rule="length")


def _area(mention: Mention, _previous: Meaning | None) -> Meaning:
    unit = mention.quantity.unit
    gained = _near(mention, words("length", "advance") | words("share", "hold"), REACH_BEFORE, REACH_AFTER)
    return Meaning(unit=unit.contract if unit else "other", measure="advance" if gained else "other", rule="area")


def _time(mention: Mention, _previous: Meaning | None) -> Meaning:
    unit = mention.quantity.unit
    name = unit.contract if unit else "other"
    if _near(mention, words("time", "travel"), 0, 5):
        return Meaning(unit=name, measure="distance", rule="travel")
    if _near(mention, words("time", "reading"), 0, 2):
        return Meaning(unit=name, measure="duration_other", core=False, rule="reading_time")
    if name in ("day", "week", "month") and _is_battle(mention):
        return Meaning(unit=name, measure="duration_of_battle", rule="battle")
    return Meaning(unit=name, measure="duration_other", rule="time")


def _is_battle(mention: Mention) -> bool:
    """Whether the time is that of the fight for a town, not of something in it."""
    if _near(mention, words("time", "hypothetical"), 5, 6):
        return False
    if mention.word(-1) == "after" and mention.doc[mention.first - 1].is_sent_start and mention.word(0) in (",", "of"):
        return True
    fought = _near(mention, words("time", "battle"), 10, 8)
    took = _near(mention, words("time", "took"), 5, 0) and _near(mention, words("time", "capture"), 0, 10)
    return fought or took


def _percent(mention: Mention, previous: Meaning | None) -> Meaning:
    return _share(mention, previous)


def _other_unit(mention: Mention, _previous: Meaning | None) -> Meaning:
    unit = mention.quantity.unit
    return Meaning(unit=unit.contract if unit else "other", measure="other", rule="unit")


_BY_KIND: dict[str, Callable[[Mention, Meaning | None], Meaning]] = {
    "money": _money,
    "length": _length,
    "area": _area,
    "time": _time,
    "percent": _percent,
    "weight": _other_unit,
    "volume": _other_unit,
    "speed": _other_unit,
    "temperature": _other_unit,
    "angle": _other_unit,
    "information": _other_unit,
    "power": _other_unit,
    "frequency": _other_unit,
}


def _share(mention: Mention, previous: Meaning | None) -> Meaning:
    """A share of a place, of people, or of what the figure before counted."""
    complement = _complement(mention)
    if complement is not None and complement.lemma_.lower() in words("share", "places"):
        return Meaning(unit="percent", measure="territory_share", rule="share_of_place")
    if complement is not None and complement.ent_type_ in ("GPE", "LOC", "FAC") and complement.text[0].isupper():
        return Meaning(unit="percent", measure="territory_share", rule="share_of_place")
    cue = _nearest_cue(mention)
    if _near(mention, words("share", "hold"), 8, 8) and cue not in ("killed", "wounded", "casualties"):
        return Meaning(unit="percent", measure="territory_share", rule="share_held")
    noun = counted_nouns().get(complement.lemma_.lower()) if complement is not None else None
    if cue in ("killed", "wounded", "casualties"):
        return Meaning(unit="percent", measure=cue, rule="share_cue")
    if noun is not None:
        return Meaning(unit="percent", measure=noun["measure"], rule="share_of_noun")
    if previous is not None and previous.unit in ("people", "vehicle") and _continues(mention):
        return Meaning(unit="percent", measure=previous.measure, rule="share_of_previous")
    if cue is not None:
        return Meaning(unit="percent", measure=cue, rule="share_cue")
    return Meaning(unit="percent", measure="other", rule="share")


def _continues(mention: Mention) -> bool:
    """Whether the figure goes on about the one before: in one sentence or right after it."""
    return True


def _complement(mention: Mention) -> Token | None:
    """The noun after "of" ("of the city", "of it" is the pronoun), or the noun right after a half."""
    doc, i = mention.doc, mention.last
    if mention.word(0) in ("of", "in"):
        i += 1
    elif mention.quantity.unit is not None:
        return None
    head: Token | None = None
    for token in doc[i : i + 8]:
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            head = token
        elif head is not None or token.pos_ not in ("DET", "ADJ", "NUM", "VERB", "PART"):
            break
    return head


def _ratio(mention: Mention, previous: Meaning | None) -> Meaning:
    """Losses against losses, or a multiple of what is being counted."""
    text = mention.doc[mention.first : mention.last].text.lower()
    if mention.quantity.form == "ratio" and (" for " in text or _near(mention, words("ratio", "losses"), 30, 12)):
        return Meaning(unit="ratio", measure="losses_ratio", rule="loss_ratio")
    noun = mention.noun() if mention.word(0) not in ("as",) else None
    for token in mention.doc[mention.last : mention.last + 5]:
        noun = noun or (token if token.lemma_.lower() in counted_nouns() else None)
    row = counted_nouns().get(noun.lemma_.lower()) if noun is not None else None
    if row is not None:
        return Meaning(unit="ratio", measure=row["measure"], rule="multiple_of_noun")
    if mention.quantity.form == "ratio":
        return Meaning(unit="ratio", measure="losses_ratio", rule="ratio")
    cue = _nearest_cue(mention)
    if previous is not None:
        return Meaning(unit="ratio", measure=previous.measure, rule="multiple_of_previous")
    return Meaning(unit="ratio", measure=cue or "other", rule="multiple")


# --- counts --------------------------------------------------------------------------------------


@functools.cache
def _cues() -> dict[str, str]:
    return {row["lemma"]: row["measure"] for row in reference.read_csv("measure_cues.csv")}


def _count(mention: Mention, previous: Meaning | None) -> Meaning:
    """A plain count: its noun gives the unit, verbs tell the dead from the living."""
    state = mention.state()
    if state is not None:
        measure = _cues().get(state.lemma_.lower()) or _cues().get(state.lower_, "other")
        return Meaning(unit="people", measure=measure, rule="state")
    noun = mention.noun()
    row = _row(noun)
    if row is None and noun is not None and mention.word(0) != "of":
        return Meaning(unit="other", measure="other", rule="noun")
    if row is not None and row["unit"] != "people":
        return Meaning(unit=row["unit"], measure=row["measure"], rule="noun")
    if row is not None and row["measure"] in ("killed", "wounded", "casualties", "other"):
        return Meaning(unit="people", measure=_refined(mention, row["measure"]), rule="noun")
    row_before = _table_row(mention)
    if row is None and row_before is not None:
        return row_before
    cue = _nearest_cue(mention)
    if row is not None:
        measure = cue if cue in ("killed", "wounded", "casualties") else row["measure"]
        return Meaning(unit="people", measure=measure or row["measure"], rule="people")
    return _bare_count(mention, previous, cue)


def _row(noun: Token | None) -> dict[str, str] | None:
    if noun is None:
        return None
    rows = counted_nouns()
    return rows.get(noun.lemma_.lower()) or rows.get(noun.lower_) or rows.get(noun.lower_.rstrip("s"))


def _refined(mention: Mention, measure: str) -> str:
    """"30,000 casualties" of whom some are dead stay casualties."""
    return measure


def _table_row(mention: Mention) -> Meaning | None:
    """The label cell of a table row ("| tanks | 3,511 | (+5) |")."""
    doc = mention.doc
    if "|" not in doc.text and "\t" not in doc.text and ":" not in doc.text and "–" not in doc.text:
        return None
    label = [token for token in doc[: mention.first] if token.is_alpha]
    if not label or len(label) > 12:
        return None
    for token in label:
        state = _cues().get(token.lemma_.lower()) or _cues().get(token.lower_)
        if state in ("killed", "wounded"):
            return Meaning(unit="people", measure=state, rule="table_row")
    for token in reversed(label):
        row = _row(token)
        if row is not None:
            return Meaning(unit=row["unit"], measure=row["measure"], rule="table_row")
    return None


def _bare_count(mention: Mention, previous: Meaning | None, cue: str | None) -> Meaning:
    """A number without a noun: its verb, or what the figure before counted."""
    if mention.word(0) == "more" and previous is not None and previous.unit in _TIME_UNITS:
        return Meaning(unit=previous.unit, measure="duration_other", rule="previous")
    if cue is not None:
        return Meaning(unit="people", measure=cue, rule="cue")
    if previous is not None and previous.unit in ("people", "vehicle", "other", "attack"):
        return Meaning(unit=previous.unit, measure=previous.measure, rule="previous")
    if mention.quantity.low >= 100 or mention.quantity.form == "vague":
        return Meaning(unit="people", measure="other", rule="bare")
    return Meaning(unit="other", measure="other", rule="bare")


_TIME_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")


def _nearest_cue(mention: Mention) -> str | None:
    """The measure that the nearest telling word speaks for; what follows in the clause comes first."""
    doc = mention.doc
    sentence = doc[mention.number].sent
    hits: list[tuple[float, str]] = []
    for token in doc[max(sentence.start, mention.first - REACH_BEFORE) : min(sentence.end, mention.last + REACH_AFTER)]:
        measure = _cues().get(token.lemma_.lower()) or _cues().get(token.lower_)
        if measure is None or mention.first <= token.i < mention.last:
            continue
        hits.append((_distance(mention, token), measure))
    harm = {measure for distance, measure in hits if distance < 8 and measure in ("killed", "wounded", "casualties")}
    if {"killed", "wounded"} <= harm and _are_joined(mention):
        return "casualties"
    return min(hits)[1] if hits else None


def _are_joined(mention: Mention) -> bool:
    """"killed and wounded", "killed or injured" count together."""
    sentence = mention.doc[mention.number].sent
    tokens = [token.lower_ for token in sentence]
    for i in range(1, len(tokens) - 1):
        if tokens[i] in ("or", "and", "/", "&") and _cues().get(tokens[i - 1]) in _HARM and _cues().get(tokens[i + 1]) in _HARM:
            return True
    return False


_HARM = ("killed", "wounded", "casualties")


def _distance(mention: Mention, token: Token) -> float:
    """Tokens between a cue and the number; clause borders and other numbers count more."""
    between = mention.doc[token.i + 1 : mention.first] if token.i < mention.first else mention.doc[mention.last : token.i]
    cost = float(len(between))
    for passed in between:
        if passed.lower_ in (",", ";", ":", "—", "–", "and", "but", "|"):
            cost += 3
        elif passed.pos_ == "NUM" or passed.like_num:
            cost += 6
    head = mention.doc[mention.last - 1].head
    if token in (head, head.head):
        cost -= 3
    return cost


def _near(mention: Mention, wanted: frozenset[str], before: int, after: int) -> bool:
    """Whether one of the words stands in the sentence within this many tokens."""
    doc = mention.doc
    sentence = doc[mention.number].sent
    left = doc[max(sentence.start, mention.first - before) : mention.first]
    right = doc[mention.last : min(sentence.end, mention.last + after)]
    return any(token.lower_ in wanted or token.lemma_.lower() in wanted for token in (*left, *right))


def _is_aside(mention: Mention, meaning: Meaning) -> bool:
    """Numbers of private life and other wars, which the war's figures must not be mixed with."""
    if meaning.measure in ("age", "views"):
        return True
    if _near(mention, words("aside", "wars"), 25, 25):
        return True
    if meaning.measure == "duration_other":
        return _near(mention, words("aside", "private"), 8, 6)
    return False
