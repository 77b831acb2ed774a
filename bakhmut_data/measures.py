"""What a reported number measures: unit, measure, whether it is about the war."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from bakhmut_data import reference
from bakhmut_data.parties import Setting, find_party
from bakhmut_data.records import About
from bakhmut_data.reporting import Mention, counted_nouns, words

PEOPLE = ("killed", "wounded", "casualties", "population", "force_size")
# Tokens before and after a number in which a cue still speaks of it.
REACH_BEFORE, REACH_AFTER = 14, 12
# Characters between a figure and its conversion in brackets.
CLOSE = 24
# A number this large that returns without a noun is the one told before.
REPEATED = 13
# Shorter times are told of parts of a battle.
SHORTEST_BATTLE = {"day": 14, "week": 2}
# A line of so few words with minutes in it is a reading time.
SHORT_LINE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Unit, measure and party of a figure as the tables name them; `rule` names the deciding evidence."""

    unit: str
    measure: str
    about: About = "none"
    core: bool = True
    rule: str = "noun"


@dataclass(slots=True)
class History:
    """The figures before: the last one, the last count of its paragraph, and all by their values."""

    mention: Mention | None = None
    meaning: Meaning | None = None
    count: Meaning | None = None
    by_value: dict[tuple[float, float | None], Meaning] = field(default_factory=dict)

    def enter(self, mention: Mention) -> None:
        """Forgets the paragraph before when a new one begins."""
        if self.mention is not None and self.mention.paragraph is not mention.paragraph:
            self.mention = self.meaning = self.count = None

    def note(self, mention: Mention, meaning: Meaning) -> None:
        """Remembers a figure for those that follow."""
        self.mention, self.meaning = mention, meaning
        if meaning.unit in ("people", "vehicle", "attack", "other") and meaning.rule != "bare":
            self.count = meaning
        if meaning.rule not in ("bare", "previous") and mention.quantity.low >= REPEATED:
            self.by_value.setdefault((mention.quantity.low, mention.quantity.high), meaning)


def classify(mention: Mention, setting: Setting, history: History) -> Meaning:
    """The meaning of one quantity, from its unit, noun, verbs and the figures before it."""
    history.enter(mention)
    meaning = _converted(mention, history) or _classify(mention, setting, history)
    history.note(mention, meaning)
    return meaning


def _converted(mention: Mention, history: History) -> Meaning | None:
    """A conversion in brackets means what the figure before it means: "10 km (6 miles)"."""
    before, unit = history.mention, mention.quantity.unit
    if before is None or history.meaning is None or unit is None or mention.word(-1) != "(":
        return None
    gap = mention.quantity.start - before.quantity.end
    same = before.quantity.unit is not None and before.quantity.unit.kind == unit.kind
    if not same or gap > CLOSE:
        return None
    return replace(history.meaning, unit=unit.contract, rule="converted")


def _classify(mention: Mention, setting: Setting, history: History) -> Meaning:
    unit = mention.quantity.unit
    kind = unit.kind if unit is not None else ""
    if _is_age(mention):
        found = Meaning(unit=unit.contract if unit else "year", measure="age", core=False, rule="age")
    elif kind in _BY_KIND:
        found = _BY_KIND[kind](mention, history)
    elif mention.quantity.form in ("ratio", "multiple"):
        found = _ratio(mention, history)
    elif mention.quantity.form in ("fraction", "share"):
        found = _share(mention, history)
    else:
        found = _count(mention, history)
    core = found.core and setting.is_about_war and not _is_aside(mention, found)
    inherited = history.count if _goes_on(mention, history, found) else None
    about = find_party(mention, found.measure, setting, inherited.about if inherited is not None else None)
    return replace(found, about=about, core=core)


def _goes_on(mention: Mention, history: History, found: Meaning) -> bool:
    """Whether a figure continues the count before it: the same sentence, or the same measure."""
    if history.count is None or history.mention is None:
        return False
    return _same_stretch(mention, history) or history.count.measure == found.measure


def _same_stretch(mention: Mention, history: History) -> bool:
    return history.mention is not None and mention.bounds() == history.mention.bounds()


# --- by unit -------------------------------------------------------------------------------------


def _is_age(mention: Mention) -> bool:
    """"31-year-old", "Larisa, 63, told", "aged 24", "past eighty"."""
    unit, quantity = mention.quantity.unit, mention.quantity
    if unit is not None:
        return unit.kind == "age" and not (unit.name == "month" and mention.has_near(words("time", "battle"), 6, 3))
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


def _money(mention: Mention, _history: History) -> Meaning:
    unit = mention.quantity.unit
    return Meaning(unit=unit.contract if unit else "other", measure="cost", rule="money")


def _length(mention: Mention, history: History) -> Meaning:
    unit = mention.quantity.unit
    name = unit.contract if unit else "other"
    along = mention.has_near(words("length", "long"), 4, 6) and mention.has_near(words("length", "front"), 8, 8)
    if along or mention.word(0) in words("length", "front") or mention.word(1) in words("length", "front"):
        measure = "front_length"
    elif mention.has_near(words("length", "away"), 1, 6):
        measure = "distance"
    elif history.meaning is not None and history.meaning.rule == "length" and _same_stretch(mention, history):
        measure = history.meaning.measure
    elif mention.has_near(words("length", "advance"), REACH_BEFORE, 5):
        measure = "advance"
    else:
        measure = "distance"
    return Meaning(unit=name, measure=measure, rule="length")


def _area(mention: Mention, _history: History) -> Meaning:
    unit = mention.quantity.unit
    gained = mention.has_near(words("length", "advance") | words("share", "hold"), REACH_BEFORE, REACH_AFTER)
    return Meaning(unit=unit.contract if unit else "other", measure="advance" if gained else "other", rule="area")


def _time(mention: Mention, _history: History) -> Meaning:
    unit = mention.quantity.unit
    name = unit.contract if unit else "other"
    if mention.has_near(words("time", "travel"), 0, 5):
        return Meaning(unit=name, measure="distance", rule="travel")
    if mention.has_near(words("time", "reading"), 0, 2) or (name == "minute" and len(mention.doc) < SHORT_LINE):
        return Meaning(unit=name, measure="duration_other", core=False, rule="reading_time")
    long = mention.quantity.low >= SHORTEST_BATTLE.get(name, 1)
    if name in ("day", "week", "month") and long and _is_battle(mention):
        return Meaning(unit=name, measure="duration_of_battle", rule="battle")
    return Meaning(unit=name, measure="duration_other", rule="time")


def _is_battle(mention: Mention) -> bool:
    """Whether the time is that of the fight for a town, not of something in it."""
    since = mention.has_near(words("time", "war"), 0, 5)
    if mention.has_near(words("time", "hypothetical"), 5, 2) or mention.word(-1) == "in" or since:
        return False
    if mention.word(-1) == "after" and mention.doc[mention.first - 1].is_sent_start and mention.word(0) in (",", "of"):
        return True
    lasted = mention.has_near(frozenset(("last",)), 5, 0)
    fought = mention.has_near(words("time", "battle"), 25 if lasted else 10, 8)
    took = mention.has_near(words("time", "took"), 5, 0) and mention.has_near(words("time", "capture"), 0, 10)
    return fought or took


def _percent(mention: Mention, history: History) -> Meaning:
    return _share(mention, history)


def _other_unit(mention: Mention, _history: History) -> Meaning:
    unit = mention.quantity.unit
    return Meaning(unit=unit.contract if unit else "other", measure="other", rule="unit")


_BY_KIND: dict[str, Callable[[Mention, History], Meaning]] = {
    "money": _money,
    "length": _length,
    "area": _area,
    "time": _time,
    "age": _time,
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


def _share(mention: Mention, history: History) -> Meaning:
    """A share of a place, of people, or of what the figure before counted."""
    complement = _complement(mention)
    if mention.word(0) in words("share", "ruin"):
        return Meaning(unit="percent", measure="other", rule="ruin")
    if complement is not None and complement.lemma_.lower() in words("share", "places"):
        return Meaning(unit="percent", measure="territory_share", rule="share_of_place")
    if complement is not None and complement.ent_type_ in ("GPE", "LOC", "FAC") and complement.text[0].isupper():
        return Meaning(unit="percent", measure="territory_share", rule="share_of_place")
    cue = _nearest_cue(mention, shares=True)
    if mention.has_near(words("share", "hold"), 8, 8) and cue not in ("killed", "wounded", "casualties"):
        return Meaning(unit="percent", measure="territory_share", rule="share_held")
    noun = counted_nouns().get(complement.lemma_.lower()) if complement is not None else None
    if cue in ("killed", "wounded", "casualties"):
        return Meaning(unit="percent", measure=cue, rule="share_cue")
    if noun is not None:
        return Meaning(unit="percent", measure=noun["measure"], rule="share_of_noun")
    if history.count is not None and history.count.unit in ("people", "vehicle") and mention.word(-1) != "of":
        return Meaning(unit="percent", measure=history.count.measure, rule="share_of_previous")
    if cue is not None:
        return Meaning(unit="percent", measure=cue, rule="share_cue")
    return Meaning(unit="percent", measure="other", rule="share")


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
        elif token.pos_ == "PART":
            continue
        elif head is not None or token.pos_ not in ("DET", "ADJ", "NUM", "VERB"):
            break
    return head


def _ratio(mention: Mention, history: History) -> Meaning:
    """Losses against losses, or a multiple of what is being counted."""
    text = mention.doc[mention.first : mention.last].text.lower()
    if mention.quantity.form == "ratio" and (" for " in text or mention.has_near(words("ratio", "losses"), 30, 12)):
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
    if history.meaning is not None:
        return Meaning(unit="ratio", measure=history.meaning.measure, rule="multiple_of_previous")
    return Meaning(unit="ratio", measure=cue or "other", rule="multiple")


# --- counts --------------------------------------------------------------------------------------


@functools.cache
def _cues() -> dict[str, str]:
    return {row["lemma"]: row["measure"] for row in reference.read_csv("measure_cues.csv")}


def _count(mention: Mention, history: History) -> Meaning:
    """A plain count: its noun gives the unit, verbs tell the dead from the living."""
    state = mention.state()
    if state is not None:
        measure = _cues().get(state.lemma_.lower()) or _cues().get(state.lower_, "other")
        return Meaning(unit="people", measure=measure, rule="state")
    if mention.word(0) == "times" and mention.has_near(words("count", "viewed"), 6, 4):
        return Meaning(unit="view", measure="views", rule="viewed")
    if mention.word(0) == "times" and mention.has_near(words("count", "fired"), 8, 6):
        return Meaning(unit="attack", measure="attacks", rule="times_fired")
    noun = mention.noun()
    noun = None if noun is not None and noun.lower_ in ("others", "persons") else noun
    row = _row(noun)
    if row is None and noun is not None and mention.word(0) != "of":
        return Meaning(unit="other", measure="other", rule="noun")
    if row is not None and row["unit"] != "people":
        return Meaning(unit=row["unit"], measure=row["measure"], rule="noun")
    if row is not None and row["measure"] in ("killed", "wounded", "casualties", "other"):
        return Meaning(unit="people", measure=row["measure"], rule="noun")
    if row is not None:
        cue = None if _is_whole(mention, history) else _nearest_cue(mention)
        return Meaning(unit="people", measure=cue if cue in _HARM else row["measure"], rule="people")
    return _labelled(mention) or _inhabitants(mention) or _bare_count(mention, history, _nearest_cue(mention))


def _is_whole(mention: Mention, history: History) -> bool:
    """"30,000 of Wagner's 50,000 fighters": the second number is all of them."""
    before = history.mention
    if before is None or before.paragraph is not mention.paragraph or mention.first - before.last > 5:
        return False
    return any(token.lower_ == "of" for token in mention.doc[before.last : mention.first])


def _inhabitants(mention: Mention) -> Meaning | None:
    """"a city of 70,000", "with a population of over 70,000"."""
    before = {mention.word(-2), mention.word(-3)}
    place = mention.word(-1) == "of" and before & words("share", "places")
    if place or (mention.word(-1) in ("of", "at", "was", "is", "to") and before & words("count", "inhabitants")):
        return Meaning(unit="people", measure="population", rule="place_of")
    return None


def _row(noun: Token | None) -> dict[str, str] | None:
    if noun is None:
        return None
    rows = counted_nouns()
    # Footnote marks cling to the last word of a sentence: "car.[4]".
    word = re.split(r"[.\[(]", noun.lower_, maxsplit=1)[0]
    return rows.get(noun.lemma_.lower()) or rows.get(word) or rows.get(word.rstrip("s"))


def _refined(mention: Mention, measure: str) -> str:
    """"30,000 casualties" of whom some are dead stay casualties."""
    return measure


def _labelled(mention: Mention) -> Meaning | None:
    """A number after its label: "| tanks | 3,511 | (+5) |", "aircraft – 304 (+0)", "Killed: 40"."""
    label = _label(mention)
    for token in label:
        state = _cues().get(token.lemma_.lower()) or _cues().get(token.lower_)
        if state in ("killed", "wounded"):
            return Meaning(unit="people", measure=state, rule="label")
    for token in label:
        row = _row(token)
        if row is not None:
            cue = _nearest_cue(mention) if row["unit"] == "people" else None
            return Meaning(unit=row["unit"], measure=cue if cue in _HARM else row["measure"], rule="label")
    return None


def _label(mention: Mention) -> list[Token]:
    """The words of the label to the left of a dash, colon or cell border, the first first."""
    doc, i, parted = mention.doc, mention.first - 1, False
    while i >= 0 and (not any(c.isalpha() for c in doc[i].text) or doc[i].lower_ in ("about", "approximately", "over")):
        if doc[i].text in (",", ";", ".") or "\n" in doc[i].text:
            return []
        parted = parted or doc[i].text in _BORDERS
        i -= 1
    end = i + 1
    while i >= 0 and end - i < LONGEST_LABEL and doc[i].text not in (*_BORDERS[:-1], ",", ";", ".") and "\n" not in doc[i].text:
        i -= 1
    return [token for token in doc[i + 1 : end] if token.is_alpha] if parted else []


_BORDERS = ("|", ":", "-", "–", "‒", "—", "\t", "(")
LONGEST_LABEL = 12


def _bare_count(mention: Mention, history: History, cue: str | None) -> Meaning:
    """A number without a noun: its verb, or what the figure before counted."""
    before = history.meaning
    if mention.word(0) == "more" and before is not None and before.unit in _TIME_UNITS:
        return Meaning(unit=before.unit, measure="duration_other", rule="previous")
    told = history.by_value.get((mention.quantity.low, mention.quantity.high))
    if cue not in _HARM and _is_human_subject(mention):
        return Meaning(unit="people", measure="force_size", rule="subject")
    if cue is not None and not (cue == "force_size" and history.count is not None):
        return Meaning(unit="people", measure=cue, rule="cue")
    if told is not None:
        return replace(told, rule="previous")
    if history.count is not None:
        return replace(history.count, rule="previous", core=True)
    if mention.quantity.form == "vague" and mention.quantity.high is not None:
        return Meaning(unit="people", measure="force_size", rule="people")
    if mention.quantity.low >= 100 or mention.quantity.form == "vague":
        return Meaning(unit="people", measure="other", rule="bare")
    return Meaning(unit="other", measure="other", rule="bare")


def _is_human_subject(mention: Mention) -> bool:
    """"nine came out", "we were 120", "there are forty of us"."""
    if mention.word(0) == "of" and mention.word(1) in ("us", "ours", "theirs", "my", "our"):
        return True
    if mention.word(-1) in ("were", "are", "was") and mention.word(-2) in ("we", "they"):
        return True
    token = mention.doc[mention.last - 1]
    moving = token.head.lemma_.lower() in words("count", "human")
    return moving and token.dep_ in ("nsubj", "nsubjpass") and token.head.i >= mention.last


_TIME_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")


def _nearest_cue(mention: Mention, *, shares: bool = False) -> str | None:
    """The measure that the nearest telling word speaks for; what follows in the clause comes first."""
    doc = mention.doc
    begin, end = mention.bounds()
    noun = mention.noun()
    past = noun.i + 1 if noun is not None else mention.last
    hits: list[tuple[float, str]] = []
    for token in doc[max(begin, mention.first - REACH_BEFORE) : min(end, past + REACH_AFTER)]:
        measure = _cues().get(token.lemma_.lower()) or _cues().get(token.lower_)
        if measure is None or mention.first <= token.i < past or (shares and token.lemma_ in words("share", "ruin")):
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


def _is_aside(mention: Mention, meaning: Meaning) -> bool:
    """Numbers of private life and other wars, which the war's figures must not be mixed with."""
    if meaning.measure in ("age", "views") or mention.has_near(words("aside", "wars"), 25, 25):
        return True
    private = meaning.measure == "duration_other" and mention.has_near(words("aside", "private"), 8, 6)
    return private and not mention.has_near(words("aside", "fighting"), 25, 25)
