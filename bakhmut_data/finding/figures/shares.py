"""Shares, ratios and multiples: of a place, of people, or of what was counted before."""

from __future__ import annotations

from spacy.tokens import Token

from bakhmut_data.finding.figures.cues import HARM, are_joined, cue_of, nearest_cue, noun_row
from bakhmut_data.finding.figures.meanings import Meaning, NumbersBefore
from bakhmut_data.finding.figures.passages import NumberInText, words
from bakhmut_data.finding.figures.predicates import find_governor, subject_of
from bakhmut_data.finding.figures.sides import side_words

# Tokens before a sentence in which the terms of its ratio may stand.
BEFORE = 40


def read_share(mention: NumberInText, history: NumbersBefore) -> Meaning:
    """A share of a place, of people, or of what the figure before counted."""
    complement = _complement(mention)
    cue = nearest_cue(mention, ignored=words("share", "ruin"))
    measure, rule = _share_of(mention, complement, cue, history) or _share_alone(
        mention, complement, cue, history
    )
    return Meaning(unit="percent", measure=measure, rule=rule)


def _share_of(
    mention: NumberInText, complement: Token | None, cue: str | None, history: NumbersBefore
) -> tuple[str, str] | None:
    """Measure and rule where the words around tell what a share is of."""
    row = noun_row(complement)
    found: tuple[str, str] | None = None
    asked = not words("share", "polls").isdisjoint(mention.passage.words) or _is_opinion(mention, complement)
    if asked or mention.word(0) in words("share", "ruin"):
        found = "other", "poll" if asked else "ruin"
    elif _is_force(complement) and (state := _state_of(mention, cue)) is not None:
        found = state, "share_of_force"
    elif complement is not None and _is_place(complement):
        found = "territory_share", "share_of_place"
    elif (
        cue not in HARM and _is_held(mention) and (complement is None or complement.pos_ in ("PRON", "PROPN"))
    ) or mention.has_near(words("share", "conceding"), 3, 0):
        found = "territory_share", "share_held"
    elif row is not None and row["measure"] == "equipment":
        found = "equipment", "share_of_noun"
    elif (
        history.meaning is not None and history.meaning.measure == "cost" and history.shares_stretch(mention)
    ):
        found = "cost", "share_of_previous"
    elif complement is not None and complement.lower_ in words("partitive", "pronouns") and history.count:
        found = history.count.measure, "share_of_previous"
    elif mention.has_near(words("share", "odds"), 6, 6):
        found = "other", "odds"
    elif complement is not None and complement.lemma_.lower() in words("party", "unowned"):
        found = "other", "share_of_things"
    return found


def _is_opinion(mention: NumberInText, complement: Token | None) -> bool:
    """As in "15 percent of Americans think that it matters"."""
    spoken = find_governor(mention)
    people = complement is not None and complement.tag_ in ("NNS", "NNPS")
    if people and complement is not None and _is_force(complement):
        people = complement.lower_ in words("party", "abroad")
    return (
        people
        and spoken is not None
        and spoken.relation == "subject"
        and spoken.verb.lemma_ in words("share", "opinion")
    )


def _is_force(noun: Token | None) -> bool:
    """As in "half of the troops", "65 percent of its combat strength"."""
    row = noun_row(noun)
    if row is not None and noun is not None:
        return row["measure"] == "force_size" and noun.lemma_.lower() not in words("count", "anyone")
    return noun is not None and noun.lemma_.lower() in words("party", "militaries") | words(
        "ratio", "force_size"
    )


def _state_of(mention: NumberInText, cue: str | None) -> str | None:
    """What the verb tells of a share, or the nearest cue: "a third of the troops is combat ineffective"."""
    reported = find_governor(mention)
    states = (
        state for child in (reported.verb.rights if reported else ()) if (state := cue_of(child)) in HARM
    )
    begin, end = mention.bounds()
    if reported is not None and are_joined(
        list(reported.verb.doc[max(begin, reported.verb.i - 1) : end][:5])
    ):
        return "casualties"
    return next(states, cue if cue in HARM else None)


def _is_held(mention: NumberInText) -> bool:
    """Whether a share is held or taken, by the verb that governs it or a word right beside it."""
    reported = find_governor(mention)
    governed = reported is not None and reported.verb.lemma_ in words("share", "hold")
    return governed or mention.has_near(words("share", "hold"), 3, 4)


def _share_alone(
    mention: NumberInText, complement: Token | None, cue: str | None, history: NumbersBefore
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
        found = (
            "population" if cue == "population" else "other" if anyone else row["measure"],
            "share_of_noun",
        )
    elif count is not None and count.unit in ("people", "vehicle"):
        found = count.measure, "share_of_previous"
    elif before is not None and before.unit == "percent":
        found = before.measure, "share_of_previous"
    elif cue is None and complement is None and mention.has_near(words("length", "moved"), 4, 0):
        found = "territory_share", "share_gained"
    elif _is_of_what(complement) and mention.has_near(words("share", "firing"), 8, 8):
        found = "equipment", "share_fired"  # "a third of what we had fired"
    else:
        found = (
            "force_size" if _is_force(complement) else "population" if cue == "population" else "other",
            "share",
        )
    return found


def _is_of_what(complement: Token | None) -> bool:
    """As in "a third of what we had in May"."""
    return complement is not None and complement.lower_ == "what"


def _is_place(noun: Token) -> bool:
    """Whether a share is of a place; the model takes little-known towns for people and firms."""
    named = noun.text[0].isupper() and (noun.ent_type_ in ("GPE", "LOC", "FAC") or noun.pos_ == "PROPN")
    dated = noun.ent_type_ in ("DATE", "MONEY", "PERCENT", "CARDINAL", "NORP")
    if noun.lower_ in side_words() and noun.lower_ not in words("party", "countries"):
        return False
    return (named and not dated) or noun.lemma_.lower() in words("share", "places")


def _complement(mention: NumberInText) -> Token | None:
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


def _opened_with(mention: NumberInText) -> Token | None:
    """The noun of "Of the tyres that came, 15% were new"."""
    begin, _ = mention.bounds()
    if mention.passage.words[begin] != "of":
        return None
    return next(
        (t for t in mention.doc[begin + 1 : min(begin + 5, mention.first)] if t.tag_ in ("NNS", "NN")), None
    )


def read_ratio(mention: NumberInText, history: NumbersBefore) -> Meaning:
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


def _compared_before(mention: NumberInText) -> str | None:
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


def _row_of_subject(mention: NumberInText) -> dict[str, str] | None:
    """What a verb says has multiplied: "the ration of shells tripled"."""
    verb = mention.doc[mention.last - 1]
    subject = subject_of(verb) if mention.quantity.form == "multiple" and verb.pos_ == "VERB" else None
    if subject is None:
        return None
    row = noun_row(subject)
    return row or next(
        (row for token in subject.subtree if token.i > subject.i and (row := noun_row(token))), None
    )
