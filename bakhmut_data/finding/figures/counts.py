"""Counts without a unit of measure: their noun, verb, label or the figure before tells what they count."""

from __future__ import annotations

import itertools
from dataclasses import replace

from spacy.tokens import Token

from bakhmut_data.finding.figures.cues import HARM, REACH_BEFORE, are_joined, cue_of, nearest_cue, noun_row
from bakhmut_data.finding.figures.meanings import Meaning, NumbersBefore
from bakhmut_data.finding.figures.passages import NumberInText, words
from bakhmut_data.finding.figures.people import (
    harm_done,
    is_gone,
    is_vague_people,
    is_whole,
    read_caught,
    read_kin,
    read_people,
)

OPENING_REACH = 9
# A bare number that takes up a ratio is no larger, one that takes up money no smaller.
GREATEST_RATIO, LEAST_MONEY = 20, 1000
LONGEST_LABEL = 12
# So many people are nowhere; "billions" that are sent are money.
MOST_PEOPLE = 1e9
# Tokens from "of" to the noun of "9 of the brigade's 31 old tanks".
LONGEST_WHOLE = 8
LONGEST_GAP = 24
TIME_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_BORDERS = ("|", ":", "-", "–", "‒", "—", "\t")
_STOPS = (",", ";", ".")


def read_count(mention: NumberInText, history: NumbersBefore) -> Meaning:
    """The meaning of a plain count; surest evidence first."""
    for rule in (
        _against_each,
        _state_of_them,
        _of_whole,
        _state,
        _strength,
        _occasions,
        read_caught,
        _ones,
        _noun,
        read_label,
        _numbered,
        _inhabitants,
    ):
        found = rule(mention, history)
        if found is not None:
            return found
    return _bare_count(mention, history)


def _against_each(mention: NumberInText, _history: NumbersBefore) -> Meaning | None:
    """As in "for each of theirs, five of ours": a ratio in two clauses."""
    begin, _ = mention.bounds()
    opening = [
        token.lower_ for token in mention.doc[max(begin, mention.first - OPENING_REACH) : mention.first]
    ]
    pairs = itertools.pairwise(opening)
    if any(first == "for" and second in ("each", "every") for first, second in pairs):
        shot = not words("ratio", "equipment").isdisjoint(token.lower() for token in opening)
        return Meaning(unit="ratio", measure="equipment" if shot else "losses_ratio", rule="for_each")
    return None


def _state(mention: NumberInText, _history: NumbersBefore) -> Meaning | None:
    """As in "284 killed"."""
    state = mention.state()
    if state is None:
        return None
    both = are_joined(list(mention.doc[state.i : state.i + 3]))
    return Meaning(unit="people", measure="casualties" if both else cue_of(state) or "other", rule="state")


def _state_of_them(mention: NumberInText, _history: NumbersBefore) -> Meaning | None:
    """As in "20,000 of them dead", "half of whom wounded"."""
    if mention.word(0) != "of" or mention.word(1) not in words("partitive", "pronouns"):
        return None
    i = mention.last + 2
    state = mention.doc[i] if i < len(mention.doc) and mention.word(2) in words("state", "states") else None
    measure = cue_of(state) if state is not None else None
    return (
        Meaning(unit="people", measure=measure, rule="state_of_them") if measure in HARM and measure else None
    )


def _of_whole(mention: NumberInText, _history: NumbersBefore) -> Meaning | None:
    """As in "9 of its 31 tanks": the noun stands once, behind the second number."""
    if mention.word(0) != "of" or mention.noun() is not None:
        return None
    after = mention.doc[mention.last + 1 : mention.last + LONGEST_WHOLE]
    number = next((token for token in after if token.like_num), None)
    row = next(
        (row for token in after if number is not None and token.i > number.i and (row := noun_row(token))),
        None,
    )
    if row is None or row["unit"] == "people":
        return None
    return Meaning(unit=row["unit"], measure=row["measure"], rule="of_whole")


def _occasions(mention: NumberInText, _history: NumbersBefore) -> Meaning | None:
    """As in "viewed 7 million times", "fired 56 times"."""
    if mention.word(0) != "times":
        return None
    if mention.has_near(words("count", "viewed"), 6, 4):
        return Meaning(unit="view", measure="views", rule="viewed")
    if mention.has_near(words("count", "fired") | words("count", "tried"), 8, 6):
        return Meaning(unit="attack", measure="attacks", rule="times_fired")
    return None


def _noun(mention: NumberInText, history: NumbersBefore) -> Meaning | None:
    """What the noun names; people become killed or wounded by the words around."""
    noun = mention.noun()
    if noun is None or is_vague_people(noun):
        return None
    row = noun_row(noun)
    if row is None:
        return _unlisted(mention, noun)
    if row["unit"] != "people":
        return _things(mention, noun, row)
    if noun.lemma_.lower() in words("count", "kin"):
        return read_kin(mention, noun, row)
    if row["measure"] in (*HARM, "other"):
        return Meaning(unit="people", measure=row["measure"])
    return read_people(mention, row, history)


def _ones(mention: NumberInText, history: NumbersBefore) -> Meaning | None:
    """As in "1,812 Russian tanks and 477 Ukrainian ones"."""
    noun = mention.noun()
    if noun is None or noun.lower_ not in ("ones", "one") or history.count is None:
        return None
    return replace(history.count, rule="previous")


def _unlisted(mention: NumberInText, noun: Token) -> Meaning | None:
    """What a noun of no list names: people where they are killed or hurt, else something else."""
    if (harm := harm_done(mention)) is not None:
        return Meaning(unit="people", measure=harm, rule="hurt")
    spoken = mention.word(0) != "of" or (mention.quantity.form == "vague" and noun.tag_ == "NNS")
    return Meaning(unit="other", measure="other") if spoken else None


def _things(mention: NumberInText, noun: Token, row: dict[str, str]) -> Meaning:
    """Weapons, attacks, units of troops; a unit may be told to be lost."""
    if row["measure"] == "equipment" and _shares_strikes(noun):
        return Meaning(unit="attack", measure="attacks", rule="shared_noun")
    if row["measure"] == "force_size" and is_gone(mention):
        return Meaning(unit="other", measure="casualties", rule="gone")
    return Meaning(unit=row["unit"], measure=row["measure"])


def _shares_strikes(noun: Token) -> bool:
    """As in "5 missile and 15 air strikes": the strikes are said once."""
    after = noun.doc[noun.i + 1 : noun.i + 5]
    if noun.tag_ == "NNS" or len(after) < 3 or after[0].lower_ not in ("and", ",") or not after[1].like_num:
        return False
    return any((row := noun_row(token)) is not None and row["unit"] == "attack" for token in after[2:])


def _strength(mention: NumberInText, _history: NumbersBefore) -> Meaning | None:
    """As in "a 40-strong unit"."""
    strong = "strong" in (mention.word(0), mention.word(1)) and mention.word(0) in ("-", "‑", "strong")
    return Meaning(unit="people", measure="force_size", rule="strength") if strong else None


def read_label(mention: NumberInText, _history: NumbersBefore) -> Meaning | None:
    """A number after its label: "| tanks | 3,511 | (+5) |", "aircraft – 304 (+0)", "Killed: 40"."""
    label = _label_words(mention)
    for token in label:
        if cue_of(token) in ("killed", "wounded"):
            return Meaning(unit="people", measure=cue_of(token) or "other", rule="label")
    for token in label:
        row = noun_row(token)
        if row is not None:
            cue = nearest_cue(mention) if row["unit"] == "people" else None
            return Meaning(unit=row["unit"], measure=cue if cue in HARM else row["measure"], rule="label")
    return None


def _label_words(mention: NumberInText) -> list[Token]:
    """The words to the left of a dash, colon or cell border before the number."""
    doc, i, parted = mention.doc, mention.first - 1, False
    floor = max(0, mention.first - LONGEST_GAP)
    while i >= floor and not any(letter.isalpha() for letter in doc[i].text):
        if doc[i].text in _STOPS or "\n" in doc[i].text:
            return []
        parted = parted or doc[i].text in (*_BORDERS, "(")
        i -= 1
    end = i + 1
    while (
        i >= max(0, end - LONGEST_LABEL)
        and (doc[i].text not in (*_BORDERS, *_STOPS) or _is_hyphen(doc[i]))
        and "\n" not in doc[i].text
    ):
        i -= 1
    return [token for token in doc[i + 1 : end] if token.is_alpha] if parted else []


def _is_hyphen(token: Token) -> bool:
    """Whether a dash ties two words together."""
    return token.text == "-" and token.i > 0 and not (token.whitespace_ or token.nbor(-1).whitespace_)


def _numbered(mention: NumberInText, _history: NumbersBefore) -> Meaning | None:
    """What "the number of soldiers in the town" counts, told "at 10,000"."""
    begin, _ = mention.bounds()
    lead = mention.doc[max(begin, mention.first - REACH_BEFORE) : mention.first]
    spoken = next(
        (token for token in lead if token.lemma_.lower() == "number" and token.i + 2 < len(lead.doc)), None
    )
    if spoken is None or spoken.nbor().lower_ != "of" or mention.word(-1) not in words("count", "told_at"):
        return None
    counted = next(
        (row for token in spoken.doc[spoken.i + 2 : spoken.i + 6] if (row := noun_row(token))), None
    )
    if counted is None or counted["unit"] != "people":
        return None
    cue = nearest_cue(mention)
    return Meaning(unit="people", measure=cue if cue in HARM else counted["measure"], rule="numbered")


def _inhabitants(mention: NumberInText, _history: NumbersBefore) -> Meaning | None:
    """As in "a city of 70,000", "with a population of over 70,000"."""
    before = {mention.word(-2), mention.word(-3)}
    place = mention.word(-1) == "of" and before & words("share", "places")
    if place or (
        mention.word(-1) in ("of", "at", "was", "is", "to") and before & words("count", "inhabitants")
    ):
        return Meaning(unit="people", measure="population", rule="place_of")
    return None


def _bare_count(mention: NumberInText, history: NumbersBefore) -> Meaning:
    """A number without a noun: its verb, or what the figure before counted."""
    if _is_rhetorical(mention):
        return Meaning(unit="people", measure="other", rule="rhetorical")
    if mention.quantity.low >= MOST_PEOPLE:
        paid = mention.has_near(words("party", "aid") | words("party", "giving"), 8, 8)
        return Meaning(unit="other", measure="cost" if paid else "other", rule="bare")
    if history.asked is not None and (history.count is None or mention.word(0) != "of"):
        return history.asked
    cue = nearest_cue(mention)
    if (elliptic := _elliptic(mention, history)) is not None:
        return elliptic
    return _goes_on(mention, history, cue) or _subject(mention, history, cue) or _cued(mention, history, cue)


def _elliptic(mention: NumberInText, history: NumbersBefore) -> Meaning | None:
    """What a bare number takes up: rounds that are fired, money after money, a ratio after a ratio."""
    if mention.noun() is not None or mention.state() is not None:
        return None
    verb = mention.doc[max(0, mention.first - 1)]
    if verb.pos_ == "VERB" and verb.lemma_ in words("count", "shooting"):
        return Meaning(unit="other", measure="equipment", rule="fired")
    before = history.meaning
    if before is None:
        return None
    if before.measure == "cost":
        taken_up = _takes_up_money(mention, history)
    else:
        taken_up = _takes_up_ratio(mention, before)
    return replace(before, rule="previous") if taken_up else None


def _takes_up_money(mention: NumberInText, history: NumbersBefore) -> bool:
    """As in "needs 4.8 million dollars. Donors have given 1.9 million", "100,000 and five million if"."""
    if mention.quantity.low < LEAST_MONEY:
        return False
    joined = history.shares_stretch(mention) and mention.word(-1) in ("and", "or", "to", ",")
    paid = mention.has_near(words("party", "giving") | words("count", "paid"), 3, 0)
    return joined or (paid and _closes(mention))


def _takes_up_ratio(mention: NumberInText, before: Meaning) -> bool:
    """As in "Five die for each defender, NATO reckons. Kyiv says seven"."""
    verb = mention.doc[max(0, mention.first - 1)]
    spoken = verb.lemma_ in words("party", "saying") or verb.lemma_ == "be"
    return before.unit == "ratio" and spoken and mention.quantity.low <= GREATEST_RATIO and _closes(mention)


def _closes(mention: NumberInText) -> bool:
    """Whether a number ends its clause."""
    return mention.last == len(mention.doc) or mention.word(0) in _STOPS


def _goes_on(mention: NumberInText, history: NumbersBefore, cue: str | None) -> Meaning | None:
    """As in "nine of them", "two weeks, then three more", "900 of the 3,000"."""
    if history.count is not None and (_is_of_them(mention, cue) or _is_of_whole(mention, history, cue)):
        return replace(history.count, rule="previous", core=True)
    if (unit := _unit_before(mention, history)) is not None:
        measure = "duration_other" if unit in TIME_UNITS else "distance"
        return Meaning(unit=unit, measure=measure, rule="previous")
    if history.count is not None and history.count.unit == "people" and is_whole(mention, history):
        lived = history.count.measure == "population"  # "31 people are left of 1,600"
        return Meaning(unit="people", measure="population" if lived else "force_size", rule="whole")
    return None


def _subject(mention: NumberInText, history: NumbersBefore, cue: str | None) -> Meaning | None:
    """People who do something: soldiers, unless the text speaks of those who live there."""
    if cue in HARM or not _is_human_subject(mention):
        return None
    lived = mention.has_near(words("count", "inhabitants"), REACH_BEFORE, 0)
    civil = lived or (history.count is not None and history.count.measure == "population")
    return Meaning(unit="people", measure="population" if civil else "force_size", rule="subject")


def _cued(mention: NumberInText, history: NumbersBefore, cue: str | None) -> Meaning:
    """The measure of the nearest telling word, of the same number told before, or of the figure before."""
    quantity = mention.quantity
    if cue is not None and not (cue == "force_size" and history.count is not None):
        return Meaning(unit="people", measure=cue, rule="cue")
    spoken = history.by_value.get((quantity.low, quantity.high))
    if (before := spoken or history.count) is not None:
        return replace(before, rule="previous", core=True)
    in_groups = quantity.form == "vague" and quantity.high is not None
    people = quantity.low >= 100 or quantity.form == "vague"
    return Meaning(
        unit="people" if people else "other", measure="force_size" if in_groups else "other", rule="bare"
    )


def _is_rhetorical(mention: NumberInText) -> bool:
    """Whether "thousands" is asked or argued about, not counted: "How many thousands must die?"."""
    if mention.quantity.form != "vague":
        return False
    begin, end = mention.whole_stretch()
    asked = mention.doc[end - 1].text == "?" and mention.word(-1) in ("many", "more", "the", "")
    head = mention.doc[mention.last - 1]
    for _ in range(4):
        if head.pos_ in ("VERB", "AUX") or head.head == head:
            break
        head = head.head
    must = any(child.lower_ in ("must", "should") and child.i >= begin for child in head.lefts)
    return asked or must


def _is_of_them(mention: NumberInText, cue: str | None) -> bool:
    """As in "nine of them", "16 out of 109"."""
    of_them = (
        cue not in HARM and mention.word(0) == "of" and mention.word(1) in ("them", "those", "these", "which")
    )
    return of_them or (mention.word(-1) == "of" and mention.word(-2) == "out")


def _is_of_whole(mention: NumberInText, history: NumbersBefore, cue: str | None) -> bool:
    """As in "Of the 40,000 men sent there, 15,000 remain"."""
    first = mention.doc[mention.whole_stretch()[0]].lower_
    return cue not in HARM and first == "of" and history.shares_stretch(mention)


def _unit_before(mention: NumberInText, history: NumbersBefore) -> str | None:
    """The unit of the figure before that goes on: "two weeks, then three more", "9 km away, 4 from us"."""
    if history.meaning is None:
        return None
    longer = mention.word(0) == "more" and history.meaning.unit in TIME_UNITS
    far = history.meaning.measure == "distance" and mention.word(0) in ("from", "to")
    far = far or (
        history.meaning.measure == "distance" and mention.word(-1) == "," and mention.word(0) in ("at", "by")
    )
    return history.meaning.unit if longer or (far and history.shares_stretch(mention)) else None


def _is_human_subject(mention: NumberInText) -> bool:
    """As in "nine came out", "we were 120", "there are forty of us"."""
    if mention.word(0) == "of" and mention.word(1) in words("party", "own") | {"theirs"}:
        return True
    if mention.word(-1) in ("were", "are", "was") and mention.word(-2) in ("we", "they"):
        return True
    token = mention.doc[mention.last - 1]
    moving = token.head.lemma_.lower() in words("count", "human")
    return moving and token.dep_ in ("nsubj", "nsubjpass") and token.head.i >= mention.last
