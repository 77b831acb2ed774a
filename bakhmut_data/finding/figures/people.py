"""People by their noun, or by what became of them: killed, wounded, caught, moved, lost as a unit."""

from __future__ import annotations

from spacy.tokens import Token

from bakhmut_data.finding.figures.cues import HARM, are_joined, cue_of, nearest_cue, noun_row
from bakhmut_data.finding.figures.meanings import Meaning, NumbersBefore
from bakhmut_data.finding.figures.passages import NumberInText, words
from bakhmut_data.finding.figures.predicates import Predicate, deed_of, find_governor, find_predicate

# Of so many of a people, all are meant.
WHOLE_PEOPLE = 1_000_000


def read_people(mention: NumberInText, row: dict[str, str], history: NumbersBefore) -> Meaning:
    """People by their noun, or killed or wounded by the words around."""
    civil = row["measure"] == "population"
    if (plain := _plainly(mention, row["measure"], history)) is not None:
        return Meaning(unit="people", measure=plain[0], rule=plain[1])
    cue = nearest_cue(mention, ignored=words("share", "ruin") if civil else frozenset())
    if (
        cue not in HARM
        and row["measure"] == "force_size"
        and mention.has_near(words("count", "destroyed"), 80, 80)
    ):
        # Briefings list men and machines under one verb, which may stand far away.
        wiped = mention.has_near(words("count", "wiped"), 80, 80)
        cue = "killed" if wiped and not mention.has_near(words("count", "losing"), 80, 80) else "casualties"
    if cue is None and not civil and _is_people(mention):
        whole = mention.quantity.low >= WHOLE_PEOPLE
        return Meaning(unit="people", measure="population" if whole else "other", rule="anyone")
    if civil and cue is None and _is_anyone(mention, history) and not _are_there(mention):
        return Meaning(unit="people", measure="other", rule="anyone")
    return Meaning(unit="people", measure=cue if cue in HARM else row["measure"], rule="people")


def _plainly(mention: NumberInText, measure: str, history: NumbersBefore) -> tuple[str, str] | None:
    """Measure and rule where a word right beside those counted tells what became of them."""
    if is_whole(mention, history):
        found = measure, "whole"
    elif _is_prisoner(mention):
        found = "other", "caught"
    elif measure == "population" and _is_treated(mention):
        found = "wounded", "treated"
    elif (state := _state_behind(mention)) is not None:
        found = state, "state"
    elif (fate := fate_of(mention)) is not None:
        found = fate, "fate"
    else:
        return None
    return found


def _is_prisoner(mention: NumberInText) -> bool:
    """As in "took 40 prisoners", not "recruited 40,000 prisoners"."""
    noun, spoken = mention.noun(), find_predicate(mention)
    caught = noun is not None and noun.lemma_.lower() in words("count", "prisoners")
    verbs = words("count", "captivity") | {"take", "hold", "return", "come"}
    if mention.word(-1) == "for" and mention.word(-2) == "exchange":
        return True
    return caught and spoken is not None and spoken.verb.lemma_ in verbs


def _is_treated(mention: NumberInText) -> bool:
    """As in "operated on 612 patients"."""
    spoken, noun = find_governor(mention), mention.noun()
    patients = noun is not None and noun.lemma_.lower() == "patient"
    return patients and spoken is not None and spoken.verb.lemma_ in ("operate", "treat")


def _state_behind(mention: NumberInText) -> str | None:
    """What a state right behind the noun tells: "40 soldiers dead"."""
    noun = mention.noun()
    after = noun.nbor() if noun is not None and noun.i + 1 < len(noun.doc) else None
    if after is None or after.lower_ not in ("dead", "killed", "wounded") or is_half(after):
        return None
    return "casualties" if are_joined(list(after.doc[after.i : after.i + 3])) else cue_of(after)


def read_kin(mention: NumberInText, noun: Token, row: dict[str, str]) -> Meaning:
    """Friends and relatives: those whom somebody lost are dead; "thousands of mothers" count nothing else."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in ("lose", "bury", "mourn"):
        return Meaning(unit="people", measure="killed", rule="bereaved")
    cue = nearest_cue(mention)
    if cue in HARM and cue is not None:
        return Meaning(unit="people", measure=cue, rule="people")
    vague = mention.quantity.form == "vague"
    return Meaning(unit="people", measure="other" if vague else row["measure"], rule="kin")


def read_caught(mention: NumberInText, _history: NumbersBefore) -> Meaning | None:
    """As in "two were killed and three others arrested": people without a noun, by what became of them."""
    noun = mention.noun()
    if noun is not None and not is_vague_people(noun):
        return None
    spoken = find_predicate(mention)
    if spoken is None:
        fated = mention.word(0) in words("count", "caught")
    elif spoken.relation != "object":
        return None
    elif spoken.verb.lemma_ in words("count", "carried"):
        return Meaning(unit="people", measure="wounded", rule="carried")
    else:
        fated = _is_brought_away(spoken.verb) or spoken.verb.lemma_ in words("count", "captivity")
    return Meaning(unit="people", measure="other", rule="fate") if fated else None


def _is_brought_away(verb: Token) -> bool:
    """As in "evacuated 167 persons", "brought out a dozen"."""
    out = any(child.dep_ == "prt" and child.lower_ in ("out", "away") for child in verb.rights)
    return verb.lemma_ in words("count", "moved_out") or (out and verb.lemma_ in ("bring", "take", "get"))


def _is_people(mention: NumberInText) -> bool:
    """As in "43 million Ukrainians": a people, not its army."""
    noun = mention.noun()
    return noun is not None and noun.lemma_.lower() in ("ukrainian", "russian", "ukrainians", "russians")


def _are_there(mention: NumberInText) -> bool:
    """As in "there are four thousand people in the cellars", "90,000 people, or half of the residents"."""
    spoken, noun = find_governor(mention), mention.noun()
    exist = spoken is not None and any(child.dep_ == "expl" for child in spoken.verb.lefts)
    if spoken is not None and spoken.relation == "subject" and spoken.verb.lemma_ == "be":
        after = spoken.verb.doc[spoken.verb.i + 1 : spoken.verb.i + 4]
        return any(token.lower_ in ("in", "inside", "underground") for token in after)
    somewhere = noun is not None and any(
        token.lower_ in ("in", "here", "there") for token in noun.doc[noun.i : noun.i + 4]
    )
    return (exist and somewhere) or mention.has_near(words("count", "inhabitants"), 0, 10)


def _is_anyone(mention: NumberInText, history: NumbersBefore) -> bool:
    """Whether people are told of without a word of where they live, or of others who do."""
    noun = mention.noun()
    goes_on = history.count is not None and history.count.measure == "population"
    return noun is not None and noun.lemma_.lower() in words("count", "anyone") and not goes_on


def harm_done(mention: NumberInText) -> str | None:
    """What became of those who are killed or hurt, whatever they are called: "9 gendarmes were wounded"."""
    spoken = find_predicate(mention)
    if spoken is None or spoken.relation == "oblique":
        return None
    dies = spoken.relation == "subject" and spoken.verb.lemma_ in ("die", "perish", "drown")
    suffers = spoken.relation == "object" and spoken.verb.lemma_ in words("idiom", "hurt")
    return cue_of(spoken.verb) if dies or suffers else None


def fate_of(mention: NumberInText) -> str | None:
    """What became of people, told by the verb that they do or suffer: hurt, or moved, caught, gathered."""
    for spoken in (find_governor(mention), find_predicate(mention)):
        hurt = spoken is not None and spoken.relation == "object" and not is_half(spoken.verb)
        if hurt and spoken is not None and (cue := cue_of(spoken.verb)) in ("killed", "wounded"):
            return cue
    spoken = find_predicate(mention)
    if spoken is not None and _goes_away(spoken, mention):
        return "other"
    row = noun_row(mention.noun())
    noun = mention.noun()
    peoples = noun is not None and noun.lemma_.lower() in words("count", "anyone")
    armed = row is not None and row["measure"] == "force_size" and not peoples
    fates = words("count", "captivity" if armed else "fates")
    if not armed and deed_of(mention) in words("count", "deeds"):
        return "other"
    return (
        "other" if spoken is not None and spoken.relation != "oblique" and spoken.lemmas() & fates else None
    )


def _goes_away(spoken: Predicate, mention: NumberInText) -> bool:
    """As in "some 200 people leave by it each week", not "the 200 people left there"."""
    leaves = spoken.relation == "subject" and spoken.verb.lemma_ == "leave" and spoken.verb.tag_ != "VBN"
    further = any(child.dep_ in ("dobj", "prep", "npadvmod") for child in spoken.verb.rights)
    return leaves and further and mention.first < spoken.verb.i


def is_half(verb: Token) -> bool:
    """Whether another harm is told beside: "were killed or wounded"."""
    return any(child.dep_ == "conj" and cue_of(child) in HARM for child in verb.rights)


def is_gone(mention: NumberInText) -> bool:
    """Whether a unit is told to be lost: "two battalions no longer exist", "lost a whole brigade"."""
    spoken = find_predicate(mention)
    if spoken is None or spoken.relation == "oblique":
        return False
    lemmas = spoken.lemmas()
    if spoken.relation == "object":
        return bool(lemmas & words("count", "undone"))
    no_longer = mention.has_near(frozenset(("longer", "cease", "ceased")), 0, 6) and not lemmas.isdisjoint(
        ("exist", "cease")
    )
    return no_longer or mention.has_near(words("count", "finished"), 0, 8)


def is_vague_people(noun: Token) -> bool:
    """As in "three others", "two persons": who they are stands elsewhere."""
    return noun.lower_ in ("others", "persons") and noun.nbor(-1).lower_ not in ("civilian", "peaceful")


def is_whole(mention: NumberInText, history: NumbersBefore) -> bool:
    """As in "900 of the brigade's 3,000 men": the second number is all of them."""
    before = history.mention
    if before is None or mention.first - before.last > 5:
        return False
    between = [token.lower_ for token in mention.doc[before.last : mention.first]]
    return "of" in between and not {"whom", "which", "them", "those"} & set(between)
