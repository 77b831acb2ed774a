"""Counts without a unit of measure: their noun, verb, label or the figure before tells what they count."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from bakhmut_data import reference
from bakhmut_data.finding.figures.meanings import History, Meaning
from bakhmut_data.finding.figures.passages import Mention, counted_nouns, words
from bakhmut_data.finding.figures.predicates import deed_of, find_governor, find_predicate

HARM = ("killed", "wounded", "casualties")
# Tokens before and after a number in which a cue still speaks of it.
REACH_BEFORE, REACH_AFTER = 14, 12
JOINED_REACH = 8
OPENING_REACH = 7
PAIR_REACH = 9
LONGEST_LABEL = 12
# Tokens from "of" to the noun of "9 of the brigade's 31 old tanks".
LONGEST_WHOLE = 8
LONGEST_GAP = 24
TIME_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_BORDERS = ("|", ":", "-", "–", "‒", "—", "\t")
_STOPS = (",", ";", ".")


def read_count(mention: Mention, history: History) -> Meaning:
    """The meaning of a plain count; surest evidence first."""
    for rule in (
        _against_each,
        _state_of_them,
        _of_whole,
        _state,
        _strength,
        _occasions,
        _caught,
        _noun,
        _label,
        _numbered,
        _inhabitants,
    ):
        found = rule(mention, history)
        if found is not None:
            return found
    return _bare_count(mention, history)


def noun_row(noun: Token | None) -> dict[str, str] | None:
    """Unit and measure of what a noun names, None for a noun of no interest."""
    if noun is None:
        return None
    rows = counted_nouns()
    # Footnote marks cling to the last word of a sentence: "car.[4]".
    word = re.split(r"[.\[(”»\"]", noun.lower_, maxsplit=1)[0]
    if noun.i and (row := rows.get(f"{noun.nbor(-1).lower_} {noun.lemma_.lower()}")):
        return row
    return rows.get(noun.lemma_.lower()) or rows.get(word) or rows.get(word.rstrip("s"))


def nearest_cue(mention: Mention, *, ignored: frozenset[str] = frozenset()) -> str | None:
    """The measure that the nearest telling word speaks for; killed and wounded together are casualties."""
    begin, end = mention.bounds()
    noun = mention.noun()
    past = noun.i + 1 if noun is not None else mention.last
    hits: list[tuple[float, str]] = []
    for i in range(max(begin, mention.first - REACH_BEFORE), min(end, past + REACH_AFTER)):
        measure = _cues().get(mention.passage.lemmas[i]) or _cues().get(mention.passage.words[i])
        if measure is None or mention.first <= i < past:
            continue
        token = mention.doc[i]
        if token.lemma_ not in ignored:
            told = i == past and token.lower_ in words("state", "states")
            hits.append((_distance(mention, token) - 2 * told, measure))
    harm = {measure for distance, measure in hits if distance < JOINED_REACH}
    if {"killed", "wounded"} <= harm and _are_joined(list(mention.doc[begin:end])):
        return "casualties"
    if not hits:
        return None
    nearest = min(hits)[1]
    if nearest in ("killed", "wounded") and _is_half_of_pair(mention, past):
        return "casualties"
    return nearest


def _is_half_of_pair(mention: Mention, past: int) -> bool:
    """Whether "dead and wounded" stand together right before the number or right after what it counts."""
    before = list(mention.doc[max(0, mention.first - PAIR_REACH) : mention.first])
    return _are_joined(before) or _are_joined(list(mention.doc[past : past + 3]))


def _against_each(mention: Mention, _history: History) -> Meaning | None:
    """As in "for each of theirs, five of ours": a ratio in two clauses."""
    begin, _ = mention.bounds()
    opening = [
        token.lower_ for token in mention.doc[max(begin, mention.first - OPENING_REACH) : mention.first]
    ]
    pairs = itertools.pairwise(opening)
    if any(first == "for" and second in ("each", "every") for first, second in pairs):
        return Meaning(unit="ratio", measure="losses_ratio", rule="for_each")
    return None


def _state(mention: Mention, _history: History) -> Meaning | None:
    """As in "284 killed"."""
    state = mention.state()
    if state is None:
        return None
    both = _are_joined(list(mention.doc[state.i : state.i + 3]))
    return Meaning(unit="people", measure="casualties" if both else _cue(state) or "other", rule="state")


def _state_of_them(mention: Mention, _history: History) -> Meaning | None:
    """As in "20,000 of them dead", "half of whom wounded"."""
    if mention.word(0) != "of" or mention.word(1) not in words("partitive", "pronouns"):
        return None
    i = mention.last + 2
    state = mention.doc[i] if i < len(mention.doc) and mention.word(2) in words("state", "states") else None
    measure = _cue(state) if state is not None else None
    return (
        Meaning(unit="people", measure=measure, rule="state_of_them") if measure in HARM and measure else None
    )


def _of_whole(mention: Mention, _history: History) -> Meaning | None:
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


def _occasions(mention: Mention, _history: History) -> Meaning | None:
    """As in "viewed 7 million times", "fired 56 times"."""
    if mention.word(0) != "times":
        return None
    if mention.has_near(words("count", "viewed"), 6, 4):
        return Meaning(unit="view", measure="views", rule="viewed")
    if mention.has_near(words("count", "fired") | words("count", "tried"), 8, 6):
        return Meaning(unit="attack", measure="attacks", rule="times_fired")
    return None


def _caught(mention: Mention, _history: History) -> Meaning | None:
    """As in "two were killed and three others arrested": people without a noun, by what became of them."""
    noun = mention.noun()
    if noun is not None and not _is_vague_people(noun):
        return None
    told = find_predicate(mention)
    caught = (
        told is not None and told.relation == "object" and told.verb.lemma_ in words("count", "captivity")
    )
    if caught or (told is None and mention.word(0) in words("count", "caught")):
        return Meaning(unit="people", measure="other", rule="fate")
    return None


def _noun(mention: Mention, history: History) -> Meaning | None:
    """What the noun names; people become killed or wounded by the words around."""
    noun = mention.noun()
    if noun is None or _is_vague_people(noun):
        return None
    row = noun_row(noun)
    if row is None and (harm := _harm_done(mention)) is not None:
        return Meaning(unit="people", measure=harm, rule="hurt")
    if row is None:
        told = mention.word(0) != "of" or (mention.quantity.form == "vague" and noun.tag_ == "NNS")
        return Meaning(unit="other", measure="other") if told else None
    if row["measure"] == "equipment" and _shares_strikes(noun):
        return Meaning(unit="attack", measure="attacks", rule="shared_noun")
    if row["unit"] == "people" and noun.lemma_.lower() in words("count", "kin"):
        return _of_kin(mention, noun, row)
    if row["measure"] == "force_size" and row["unit"] == "other" and _is_gone(mention):
        return Meaning(unit="other", measure="casualties", rule="gone")
    if row["unit"] != "people" or row["measure"] in (*HARM, "other"):
        return Meaning(unit=row["unit"], measure=row["measure"])
    return _of_people(mention, row, history)


def _is_gone(mention: Mention) -> bool:
    """Whether a unit is told to be lost: "two battalions no longer exist", "lost a whole brigade"."""
    told = find_predicate(mention)
    if told is None or told.relation == "oblique":
        return False
    lemmas = told.lemmas()
    if told.relation == "object":
        return bool(lemmas & words("count", "undone"))
    no_longer = mention.has_near(frozenset(("longer", "cease", "ceased")), 0, 6) and not lemmas.isdisjoint(
        ("exist", "cease")
    )
    return no_longer or mention.has_near(words("count", "finished"), 0, 8)


def _of_kin(mention: Mention, noun: Token, row: dict[str, str]) -> Meaning:
    """Friends and relatives: those whom somebody lost are dead; "thousands of mothers" count nothing else."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in ("lose", "bury", "mourn"):
        return Meaning(unit="people", measure="killed", rule="bereaved")
    cue = nearest_cue(mention)
    if cue in HARM and cue is not None:
        return Meaning(unit="people", measure=cue, rule="people")
    vague = mention.quantity.form == "vague"
    return Meaning(unit="people", measure="other" if vague else row["measure"], rule="kin")


def _of_people(mention: Mention, row: dict[str, str], history: History) -> Meaning:
    """People by their noun, or killed or wounded by the words around."""
    if _is_whole(mention, history):
        return Meaning(unit="people", measure=row["measure"], rule="whole")
    civil = row["measure"] == "population"
    noun = mention.noun()
    after = noun.nbor() if noun is not None and noun.i + 1 < len(noun.doc) else None
    if after is not None and after.lower_ in ("dead", "killed", "wounded") and not _is_half(after):
        joined = _are_joined(list(after.doc[after.i : after.i + 3]))
        return Meaning(
            unit="people", measure="casualties" if joined else _cue(after) or "other", rule="state"
        )
    if (fate := _fate(mention)) is not None:
        return Meaning(unit="people", measure=fate, rule="fate")
    if noun is not None and noun.dep_ in ("nsubj", "nsubjpass", "dobj"):
        if noun.head.lemma_ in words("count", "moved_out") and civil:
            return Meaning(unit="people", measure="other", rule="moved_out")
        if noun.dep_ == "nsubjpass" and _cue(noun.head) in ("killed", "wounded") and not _is_half(noun.head):
            return Meaning(unit="people", measure=_cue(noun.head) or "other", rule="people")
    cue = nearest_cue(mention, ignored=words("share", "ruin") if civil else frozenset())
    if (
        cue not in HARM
        and row["measure"] == "force_size"
        and mention.has_near(words("count", "destroyed"), 80, 80)
    ):
        # Briefings list men and machines under one verb, which may stand far away.
        wiped = mention.has_near(words("count", "wiped"), 80, 80)
        cue = "killed" if wiped and not mention.has_near(words("count", "losing"), 80, 80) else "casualties"
    if civil and cue is None and _is_anyone(mention, history):
        return Meaning(unit="people", measure="other", rule="anyone")
    return Meaning(unit="people", measure=cue if cue in HARM else row["measure"], rule="people")


def _is_anyone(mention: Mention, history: History) -> bool:
    """Whether people are told of without a word of where they live, or of others who do."""
    noun = mention.noun()
    goes_on = history.count is not None and history.count.measure == "population"
    return noun is not None and noun.lemma_.lower() in words("count", "anyone") and not goes_on


def _harm_done(mention: Mention) -> str | None:
    """What became of those who are killed or hurt, whatever they are called: "9 gendarmes were wounded"."""
    told = find_predicate(mention)
    if told is None or told.relation == "oblique":
        return None
    dies = told.relation == "subject" and told.verb.lemma_ in ("die", "perish", "drown")
    suffers = told.relation == "object" and told.verb.lemma_ in words("idiom", "hurt")
    return _cue(told.verb) if dies or suffers else None


def _fate(mention: Mention) -> str | None:
    """What became of people, told by the verb that they do or suffer: hurt, or moved, caught, gathered."""
    for told in (find_governor(mention), find_predicate(mention)):
        hurt = told is not None and told.relation == "object" and not _is_half(told.verb)
        if hurt and told is not None and (cue := _cue(told.verb)) in ("killed", "wounded"):
            return cue
    told = find_predicate(mention)
    row = noun_row(mention.noun())
    noun = mention.noun()
    peoples = noun is not None and noun.lemma_.lower() in words("count", "anyone")
    armed = row is not None and row["measure"] == "force_size" and not peoples
    fates = words("count", "captivity" if armed else "fates")
    if not armed and deed_of(mention) in words("count", "deeds"):
        return "other"
    return "other" if told is not None and told.relation != "oblique" and told.lemmas() & fates else None


def _is_half(verb: Token) -> bool:
    """Whether another harm is told beside: "were killed or wounded"."""
    return any(child.dep_ == "conj" and _cue(child) in HARM for child in verb.rights)


def _is_vague_people(noun: Token) -> bool:
    return noun.lower_ in ("others", "persons") and noun.nbor(-1).lower_ not in ("civilian", "peaceful")


def _shares_strikes(noun: Token) -> bool:
    """As in "5 missile and 15 air strikes": the strikes are said once."""
    after = noun.doc[noun.i + 1 : noun.i + 5]
    if noun.tag_ == "NNS" or len(after) < 3 or after[0].lower_ not in ("and", ",") or not after[1].like_num:
        return False
    return any((row := noun_row(token)) is not None and row["unit"] == "attack" for token in after[2:])


def _strength(mention: Mention, _history: History) -> Meaning | None:
    """As in "a 40-strong unit"."""
    strong = "strong" in (mention.word(0), mention.word(1)) and mention.word(0) in ("-", "‑", "strong")
    return Meaning(unit="people", measure="force_size", rule="strength") if strong else None


def _is_whole(mention: Mention, history: History) -> bool:
    """As in "900 of the brigade's 3,000 men": the second number is all of them."""
    before = history.mention
    if before is None or mention.first - before.last > 5:
        return False
    between = [token.lower_ for token in mention.doc[before.last : mention.first]]
    return "of" in between and not {"whom", "which", "them", "those"} & set(between)


def _label(mention: Mention, _history: History) -> Meaning | None:
    """A number after its label: "| tanks | 3,511 | (+5) |", "aircraft – 304 (+0)", "Killed: 40"."""
    label = _label_words(mention)
    for token in label:
        if _cue(token) in ("killed", "wounded"):
            return Meaning(unit="people", measure=_cue(token) or "other", rule="label")
    for token in label:
        row = noun_row(token)
        if row is not None:
            cue = nearest_cue(mention) if row["unit"] == "people" else None
            return Meaning(unit=row["unit"], measure=cue if cue in HARM else row["measure"], rule="label")
    return None


def _label_words(mention: Mention) -> list[Token]:
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


def _numbered(mention: Mention, _history: History) -> Meaning | None:
    """What "the number of soldiers in the town" counts, told "at 10,000"."""
    begin, _ = mention.bounds()
    lead = mention.doc[max(begin, mention.first - REACH_BEFORE) : mention.first]
    told = next(
        (token for token in lead if token.lemma_.lower() == "number" and token.i + 2 < len(lead.doc)), None
    )
    if told is None or told.nbor().lower_ != "of" or mention.word(-1) not in words("count", "told_at"):
        return None
    counted = next((row for token in told.doc[told.i + 2 : told.i + 6] if (row := noun_row(token))), None)
    if counted is None or counted["unit"] != "people":
        return None
    cue = nearest_cue(mention)
    return Meaning(unit="people", measure=cue if cue in HARM else counted["measure"], rule="numbered")


def _inhabitants(mention: Mention, _history: History) -> Meaning | None:
    """As in "a city of 70,000", "with a population of over 70,000"."""
    before = {mention.word(-2), mention.word(-3)}
    place = mention.word(-1) == "of" and before & words("share", "places")
    if place or (
        mention.word(-1) in ("of", "at", "was", "is", "to") and before & words("count", "inhabitants")
    ):
        return Meaning(unit="people", measure="population", rule="place_of")
    return None


def _bare_count(mention: Mention, history: History) -> Meaning:
    """A number without a noun: its verb, or what the figure before counted."""
    if _is_rhetorical(mention):
        return Meaning(unit="people", measure="other", rule="rhetorical")
    if history.asked is not None and (history.count is None or mention.word(0) != "of"):
        return history.asked
    cue = nearest_cue(mention)
    return _goes_on(mention, history, cue) or _subject(mention, history, cue) or _cued(mention, history, cue)


def _goes_on(mention: Mention, history: History, cue: str | None) -> Meaning | None:
    """As in "nine of them", "two weeks, then three more", "900 of the 3,000"."""
    if history.count is not None and (_is_of_them(mention, cue) or _is_of_whole(mention, history, cue)):
        return replace(history.count, rule="previous", core=True)
    if (unit := _unit_before(mention, history)) is not None:
        measure = "duration_other" if unit in TIME_UNITS else "distance"
        return Meaning(unit=unit, measure=measure, rule="previous")
    if history.count is not None and history.count.unit == "people" and _is_whole(mention, history):
        return Meaning(unit="people", measure="force_size", rule="whole")
    return None


def _subject(mention: Mention, history: History, cue: str | None) -> Meaning | None:
    """People who do something: soldiers, unless the text speaks of those who live there."""
    if cue in HARM or not _is_human_subject(mention):
        return None
    lived = mention.has_near(words("count", "inhabitants"), REACH_BEFORE, 0)
    civil = lived or (history.count is not None and history.count.measure == "population")
    return Meaning(unit="people", measure="population" if civil else "force_size", rule="subject")


def _cued(mention: Mention, history: History, cue: str | None) -> Meaning:
    """The measure of the nearest telling word, of the same number told before, or of the figure before."""
    quantity = mention.quantity
    if cue is not None and not (cue == "force_size" and history.count is not None):
        return Meaning(unit="people", measure=cue, rule="cue")
    told = history.by_value.get((quantity.low, quantity.high))
    if (before := told or history.count) is not None:
        return replace(before, rule="previous", core=True)
    in_groups = quantity.form == "vague" and quantity.high is not None
    people = quantity.low >= 100 or quantity.form == "vague"
    return Meaning(
        unit="people" if people else "other", measure="force_size" if in_groups else "other", rule="bare"
    )


def _is_rhetorical(mention: Mention) -> bool:
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


def _is_of_them(mention: Mention, cue: str | None) -> bool:
    """As in "nine of them", "16 out of 109"."""
    of_them = (
        cue not in HARM and mention.word(0) == "of" and mention.word(1) in ("them", "those", "these", "which")
    )
    return of_them or (mention.word(-1) == "of" and mention.word(-2) == "out")


def _is_of_whole(mention: Mention, history: History, cue: str | None) -> bool:
    """As in "Of the 40,000 men sent there, 15,000 remain"."""
    first = mention.doc[mention.whole_stretch()[0]].lower_
    return cue not in HARM and first == "of" and history.shares_stretch(mention)


def _unit_before(mention: Mention, history: History) -> str | None:
    """The unit of the figure before that goes on: "two weeks, then three more", "9 km away, 4 from us"."""
    if history.meaning is None:
        return None
    longer = mention.word(0) == "more" and history.meaning.unit in TIME_UNITS
    far = history.meaning.measure == "distance" and mention.word(0) in ("from", "to")
    far = far or (
        history.meaning.measure == "distance" and mention.word(-1) == "," and mention.word(0) in ("at", "by")
    )
    return history.meaning.unit if longer or (far and history.shares_stretch(mention)) else None


def _is_human_subject(mention: Mention) -> bool:
    """As in "nine came out", "we were 120", "there are forty of us"."""
    if mention.word(0) == "of" and mention.word(1) in words("party", "own") | {"theirs"}:
        return True
    if mention.word(-1) in ("were", "are", "was") and mention.word(-2) in ("we", "they"):
        return True
    token = mention.doc[mention.last - 1]
    moving = token.head.lemma_.lower() in words("count", "human")
    return moving and token.dep_ in ("nsubj", "nsubjpass") and token.head.i >= mention.last


@functools.cache
def _cues() -> dict[str, str]:
    return {row["lemma"]: row["measure"] for row in reference.read_csv("measure_cues.csv")}


def _cue(token: Token) -> str | None:
    return _cues().get(token.lemma_.lower()) or _cues().get(token.lower_)


def _are_joined(tokens: Sequence[Token]) -> bool:
    """As in "killed and wounded", "killed or injured" count together."""
    return any(
        joint.lower_ in ("or", "and", "/", "&") and _cue(before) in HARM and _cue(after) in HARM
        for before, joint, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _distance(mention: Mention, token: Token) -> float:
    """Tokens between a cue and the number; clause borders and other numbers count more."""
    before = token.i < mention.first
    between = mention.doc[token.i + 1 : mention.first] if before else mention.doc[mention.last : token.i]
    cost = float(len(between))
    for passed in between:
        if passed.lower_ in (",", ";", ":", "—", "–", "and", "but", "|"):
            cost += 3
        elif passed.like_num:
            cost += 6
    head = mention.doc[mention.last - 1].head
    return cost - 3 if token in (head, head.head) else cost
