"""What a reported number measures: unit, measure, party, and whether it is about the war."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

from bakhmut_data.finding.figures.columns import heading_of, is_of_ground, read_column
from bakhmut_data.finding.figures.counts import read_count, read_label
from bakhmut_data.finding.figures.cues import HARM, noun_row
from bakhmut_data.finding.figures.lengths import read_area, read_length, read_time
from bakhmut_data.finding.figures.meanings import Meaning, NumbersBefore
from bakhmut_data.finding.figures.outside_the_war import is_aside
from bakhmut_data.finding.figures.parties import find_column_party, find_party
from bakhmut_data.finding.figures.passages import NumberInText, words
from bakhmut_data.finding.figures.shares import BEFORE, read_ratio, read_share
from bakhmut_data.finding.figures.sides import Setting, side_words
from bakhmut_data.records import About

# Characters between a figure and its conversion in brackets.
CLOSE = 24
AGES = range(3, 116)


def classify(mention: NumberInText, setting: Setting, history: NumbersBefore) -> Meaning:
    """The meaning of one quantity, from its unit, noun, verbs and the figures before it."""
    history.enter(mention)
    history.asked = _asked(mention, setting)
    meaning = _converted(mention, history) or _classify(mention, setting, history)
    history.note(mention, meaning)
    return meaning


def _converted(mention: NumberInText, history: NumbersBefore) -> Meaning | None:
    """A conversion in brackets means what the figure before it means: "10 km (6 miles)"."""
    before, unit = history.mention, mention.quantity.unit
    if before is None or history.meaning is None or unit is None or mention.word(-1) != "(":
        return None
    same = before.quantity.unit is not None and before.quantity.unit.kind == unit.kind
    if not same or mention.quantity.start - before.quantity.end > CLOSE:
        return None
    return replace(history.meaning, unit=unit.contract, rule="converted")


def _classify(mention: NumberInText, setting: Setting, history: NumbersBefore) -> Meaning:
    unit, form = mention.quantity.unit, mention.quantity.form
    heading = heading_of(mention, setting.columns)
    if _is_age(mention):
        found = Meaning(unit=unit.contract if unit else "year", measure="age", core=False, rule="age")
    elif unit is not None:
        found = replace(_BY_KIND.get(unit.kind, _other)(mention, history), unit=unit.contract)
        if unit.kind == "length" and is_of_ground(heading, words("length", "advance")):
            found = replace(found, measure="advance", rule="column")
    else:
        # What a row is of goes before what all rows are asked: "| tanks | 40 |" below "| | losses |".
        columned = read_column(mention, heading) if read_label(mention, history) is None else None
        found = columned or _BY_FORM.get(form, read_count)(mention, history)
    if found.measure == "other" and found.unit == "percent" and (setting.heads_ground or _of_ground(history)):
        found = replace(found, measure="territory_share", rule="share_in_list")
    goes_on = history.shares_stretch(mention) or (
        history.count is not None and history.count.measure == found.measure
    )
    inherited = history.count.about if history.count is not None and goes_on else None
    if found.measure in HARM and history.count is not None and history.count.unit == "attack":
        inherited = None  # who attacks is not who falls
    if history.meaning is not None and history.shares_stretch(mention) and found.measure == "advance":
        inherited = history.meaning.about if history.meaning.measure == "advance" else inherited
    if found.rule in ("poll", "odds", "share_of_things") and found.measure == "other":
        return replace(found, core=found.core and setting.is_about_war and not is_aside(mention, found))
    return replace(
        found,
        about=(
            _side_before(mention, found, history)
            or (find_column_party(heading, found.measure, setting) if found.rule == "column" else None)
            or find_party(mention, found.measure, setting, inherited, _told_last(history))
        ),
        core=found.core and setting.is_about_war and not is_aside(mention, found),
    )


def _told_last(history: NumbersBefore) -> About | None:
    """The side of the last count of the paragraph, whatever it measured."""
    return history.count.about if history.count is not None else None


def _of_ground(history: NumbersBefore) -> bool:
    """Whether the share before was of ground: "70 percent of the city … it was closer to half"."""
    before = history.meaning
    return before is not None and before.unit == "percent" and before.measure == "territory_share"


def _side_before(mention: NumberInText, found: Meaning, history: NumbersBefore) -> About | None:
    """Whose a number was when it was told before: "3,000 American troops … the 3,000 troops"."""
    before = history.by_value.get((mention.quantity.low, mention.quantity.high))
    if before is None or before.measure != found.measure or found.measure != "force_size":
        return None
    return before.about if mention.word(-1) in ("the", "these", "those") else None


def _asked(mention: NumberInText, setting: Setting) -> Meaning | None:
    """What the question before a bare number asks for: "How many pensioners stayed? Some 300."."""
    begin, _ = mention.whole_stretch()
    if mention.noun() is not None or mention.quantity.unit is not None:
        return None
    spoken = [*setting.question, *mention.doc[max(0, begin - BEFORE) : begin]]
    many = next(
        (i for i in range(len(spoken) - 1) if spoken[i + 1].lower_ == "many" and spoken[i].lower_ == "how"),
        None,
    )
    if many is None:
        return _asked_for_people(setting) if begin == 0 else None
    reported = spoken[many + 2 : many + 10]
    lives = any(token.lemma_.lower() in words("count", "living") for token in reported)
    row = next((row for token in reported if (row := noun_row(token))), None)
    if row is not None and not (lives and row["unit"] == "people"):
        return Meaning(unit=row["unit"], measure=row["measure"], rule="asked")
    return Meaning(unit="people", measure="population", rule="asked") if lives else None


def _asked_for_people(setting: Setting) -> Meaning | None:
    """As in "Are there civilians?", which a number without a noun answers."""
    asked = [token.lower_ for token in setting.question]
    there = any(be in ("are", "were") and there == "there" for be, there in itertools.pairwise(asked))
    rows = (noun_row(token) for token in setting.question)
    civil = there and any(row is not None and row["measure"] == "population" for row in rows)
    return Meaning(unit="people", measure="population", rule="asked") if civil else None


def _is_age(mention: NumberInText) -> bool:
    """As in "31-year-old", "Larisa, 63, told", "aged 24", "past eighty"."""
    unit, quantity = mention.quantity.unit, mention.quantity
    if unit is not None:
        return unit.kind == "age" and not (
            unit.name == "month" and mention.has_near(words("time", "battle"), 6, 3)
        )
    if quantity.form != "number" or quantity.high != quantity.low:
        return False
    young = _is_of_person(mention) and 0 < quantity.low < AGES.stop
    return young or (int(quantity.low) in AGES and _is_bare_age(mention))


def _is_bare_age(mention: NumberInText) -> bool:
    """The same of a number without a unit, from the words right beside it."""
    quantity, opening = mention.quantity, mention.doc[mention.first].lower_
    aged = mention.word(-1) in ("aged", "age") or (mention.word(-1) == "of" and mention.word(-2) == "age")
    if aged or (quantity.qualifier == "more_than" and opening == "past"):
        return True
    if mention.noun() is not None or mention.state() is not None:
        return False
    if opening in words("age", "over") and mention.doc[mention.first - 1].lemma_.lower() in words(
        "age", "persons"
    ):
        return True  # "children under twelve"
    being = mention.word(-1) in ("is", "was", "turned", "am", "'m", "’m")
    if opening in ("older", "younger") or (being and mention.word(-2) in words("age", "aged")):
        return True
    too = mention.word(0) == "is" and mention.word(1) == "too" and mention.word(2) in ("young", "old")
    return too or (quantity.qualifier == "exact" and _is_apposed(mention))


def _is_of_person(mention: NumberInText) -> bool:
    """As in "a boy of two", "a woman of 81"."""
    person = mention.word(-2) in words("age", "persons")
    if mention.word(-2) in side_words() or mention.word(-2) in words("party", "abroad"):
        person = mention.word(-3) in ("a", "an")  # "a Ukrainian of 27"
    return mention.word(-1) == "of" and person and mention.noun() is None


def _is_apposed(mention: NumberInText) -> bool:
    """A bare number between commas after a name."""
    if mention.noun() is not None or mention.state() is not None or mention.first < 2:
        return False
    closed = mention.word(0) in (",", ".", ")", ";") or mention.last == len(mention.doc)
    named = mention.doc[mention.first - 2]
    row = noun_row(named) if named.tag_ == "NN" else None
    somebody = named.pos_ == "PROPN" or (row is not None and row["unit"] == "people")
    return closed and mention.word(-1) in (",", "(") and somebody


def _money(_mention: NumberInText, _history: NumbersBefore) -> Meaning:
    return Meaning(unit="other", measure="cost", rule="money")


def _other(_mention: NumberInText, _history: NumbersBefore) -> Meaning:
    return Meaning(unit="other", measure="other", rule="unit")


_BY_KIND: dict[str, Callable[[NumberInText, NumbersBefore], Meaning]] = {
    "money": _money,
    "length": read_length,
    "area": read_area,
    "time": read_time,
    "age": read_time,
    "percent": read_share,
}
_BY_FORM: dict[str, Callable[[NumberInText, NumbersBefore], Meaning]] = {
    "ratio": read_ratio,
    "multiple": read_ratio,
    "fraction": read_share,
    "share": read_share,
}
