"""How sure the wording makes a claim of control: fact, forecast, condition, aim or denial."""

from __future__ import annotations

import functools
from itertools import islice
from typing import Literal

from spacy.tokens import Doc, Token

from bakhmut_data.finding.control.lexicon import words

# What stands between "objective" and what it is, and tokens behind it that still belong to it.
OPENERS = frozenset(":-–—")
LONGEST_OBJECTIVE = 25
# Words above a noun among which a plan or a verb is looked for.
MOST_ABOVE = 4

Mood = Literal["asserted", "claimed", "predicted", "hypothetical", "denied", "struggle", "aim"]


def is_negated(verb: Token) -> bool:
    """Whether the verb itself is denied ("has not taken", "failed to take")."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "nobody", "neither", "nor", "no-one"}:
            return True
    if any(child.lower_ in {"no", "nobody", "neither"} for child in verb.lefts if child.dep_ == "nsubj"):
        return True
    if _is_over(verb) or is_prevented(verb) or (verb.dep_ == "pcomp" and _is_afar(verb.head)):
        return True
    infinitive = any(child.tag_ == "TO" for child in verb.lefts)
    if infinitive and verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_ == "remain":
        return verb.tag_ == "VBN"  # "remains to be taken"
    if infinitive and verb.dep_ in {"xcomp", "ccomp", "acl"} and verb.head != verb:
        governor = verb.head.lemma_.lower()
        return governor in words("failing") or (governor in words("managing") and is_negated(verb.head))
    return any(c.lower_ == "no" for child in verb.rights if child.dep_ == "dobj" for c in child.lefts)


def _is_over(verb: Token) -> bool:
    """As in "were no longer there"."""
    return any(
        child.lower_ == "longer" and child.i and child.nbor(-1).lower_ == "no" for child in verb.children
    )


def is_prevented(verb: Token) -> bool:
    """As in "kept from entering", "prevented the enemy from taking"."""
    above = verb.head
    return (
        verb.dep_ == "pcomp" and above.lower_ == "from" and above.head.lemma_.lower() in words("preventing")
    )


def _is_afar(preposition: Token) -> bool:
    """As in "nowhere near taking", "far from taking"."""
    before = preposition.doc[max(0, preposition.i - 2) : preposition.i]
    return preposition.lower_ in {"near", "from"} and any(word.lower_ in words("afar") for word in before)


def verb_mood(verb: Token) -> Mood:
    """The mood of a verb's clause, from its auxiliaries, its conjunction and what governs it."""
    own = _auxiliaries(verb)
    if is_objective(verb):
        return "aim"
    mood = _conditional_mood(verb, own) or _modal_mood(verb, own) or _governed_mood(verb, own)
    return "claimed" if mood == "asserted" and _is_hearsay(verb) else mood


def is_objective(token: Token) -> bool:
    """Whether a heading or a bracket names it as what is aimed at: "(objective: capture the town)"."""
    openers = _objective_openers(token.doc)
    if not openers or token.i < openers[0]:
        return False
    lead = token.doc[max(token.sent.start, token.i - LONGEST_OBJECTIVE) : token.i]
    for before in reversed(lead):
        if before.i in openers:
            own = {"nsubj", "nsubjpass", "aux", "auxpass"}
            return all(c.i < before.i for c in token.lefts if c.dep_ in own)  # else a clause of its own
        if before.text in {".", ";"}:
            break
    return False


@functools.lru_cache(maxsize=1)  # asked for every verb of a paragraph
def _objective_openers(doc: Doc) -> tuple[int, ...]:
    """The tokens between "objective" and what it is."""
    return tuple(
        token.i
        for token in doc[1:]
        if token.text in OPENERS and token.nbor(-1).lemma_.lower() in words("objectives")
    )


def is_supposed(verb: Token) -> bool:
    """Whether an order is a condition: "Take the town and you can walk on"."""
    ordered = verb.tag_ == "VB" and not any(child.dep_ in {"nsubj", "aux"} for child in verb.lefts)
    return ordered and any(
        child.dep_ == "conj" and any(grand.tag_ == "MD" for grand in child.lefts) and _has_subject(child)
        for child in verb.rights
    )


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in verb.lefts)


def _is_hearsay(verb: Token) -> bool:
    """Whether others are said to say so, whoever they are: "reportedly", "reports say that"."""
    if any(child.lower_ in words("hearsay") for child in verb.children if child.dep_ == "advmod"):
        return True
    if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in words("speech"):
        return False
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in words("anonymous") for c in verb.head.lefts)


def _conditional_mood(verb: Token, own: set[str]) -> Mood | None:
    """The mood that a hope, a duty or a condition gives."""
    governed = verb.head != verb and verb.dep_ in {"ccomp", "acl"}
    if governed and verb.head.lemma_.lower() in words("hope"):
        return "hypothetical"
    if own & words("modal_duty"):
        # "should the town fall"
        return "hypothetical" if verb.left_edge.lower_ == "should" else "aim"
    return "hypothetical" if has_condition(verb) or is_supposed(verb) else None


def _modal_mood(verb: Token, own: set[str]) -> Mood | None:
    if verb.dep_ == "acl" and verb.head.lemma_.lower() in words("claims"):
        return "denied" if verb.head.head.lemma_.lower() in words("denial") else "claimed"
    if own & words("modal_hypothetical"):
        return "predicted" if is_soon(verb) or ("may" in own and _has_term(verb)) else "hypothetical"
    return "predicted" if own & words("modal_predicted") else None


def _governed_mood(verb: Token, own: set[str]) -> Mood:
    """The mood that the word above the verb gives."""
    head, dep, governor = verb.head, verb.dep_, verb.head.lemma_.lower()
    coordinated = dep == "conj" and head.pos_ in {"VERB", "AUX"} and not own - {"have", "be", "to"}
    if head == verb:
        mood: Mood = "asserted"
    elif dep == "ccomp" and governor in words("speech") and is_negated(head):
        mood = "aim"  # "did not claim that": nothing is said
    elif dep == "acomp" or coordinated or (dep in {"ccomp", "xcomp"} and governor in words("letting")):
        mood = verb_mood(head)
    elif "to" in own and governor == "remain" and "be" in own:
        mood = verb_mood(head)  # "remains to be taken"
    elif "to" in own:
        mood = _infinitive_mood(head, governor)
    elif dep == "pcomp":
        mood = _gerund_mood(head.lower_, head.head)
    elif dep in {"csubj", "compound"} and verb.tag_ == "VBG":
        mood = "hypothetical"
    elif dep == "xcomp" and verb.tag_ == "VBG" and governor in words("aims"):
        mood = "aim"
    else:
        mood = "denied" if _is_denied(verb, governor) else "asserted"
    return mood


def _is_denied(verb: Token, governor: str) -> bool:
    """As in "denied that it fell", "that it fell is untrue"."""
    if verb.dep_ == "csubj":
        return any(child.lower_ in words("denial") for child in verb.head.rights)
    if verb.dep_ not in {"ccomp", "xcomp"} or any(
        token.text == ";" for token in verb.doc[verb.i : verb.head.i]
    ):
        return False
    return governor in words("denial") or _is_too_early(verb.head)


def _is_too_early(telling: Token) -> bool:
    """As in "it is too early to say", of the verb of saying."""
    judged = telling.head
    too = judged.lower_ == "premature" or any(child.lower_ == "too" for child in judged.lefts)
    return telling.dep_ == "xcomp" and judged.lower_ in words("early") and too


def _infinitive_mood(head: Token, governor: str) -> Mood:
    """The mood of "to take": what is tried, foreseen, wanted, or "took months to" be done."""
    if governor in words("managing") or (governor == "have" and head.tag_ == "VBD"):
        return verb_mood(head)  # "had to be abandoned" has happened
    moods: tuple[tuple[str, Mood], ...] = (
        ("struggle", "struggle"),
        ("predicting", "predicted"),
        ("failing", "asserted"),
        ("hope", "hypothetical"),
    )
    return next((mood for name, mood in moods if governor in words(name)), "aim")


def _gerund_mood(preposition: str, above: Token) -> Mood:
    governor = above.lemma_.lower()
    if preposition == "from" and governor in words("preventing"):
        return verb_mood(above)
    if governor == "be" and preposition in {"near", "from"}:
        return "asserted"  # "nowhere near taking": denied by its distance
    if preposition in words("gerund_done"):
        return "asserted"
    if any(child.lower_ == "no" for child in above.lefts):
        return "aim"  # "there is no question of leaving"
    return "hypothetical" if governor in words("hope") or governor in words("actual") else "aim"


def _auxiliaries(verb: Token) -> set[str]:
    found = {child.lower_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}
    return found | {child.lemma_.lower() for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}


def has_condition(verb: Token) -> bool:
    """Whether "if" or the like opens the verb's clause."""
    for _ in range(3):
        first = next(verb.lefts, None)
        if first is not None and first.lower_ == "had" and first.is_title and verb.sent[-1].text != "?":
            return True  # "Had the town fallen"
        for child in verb.lefts:
            if child.dep_ not in {"mark", "advmod", "prep"}:
                continue
            if child.lower_ in words("if") or (child.lower_ in words("before") and _is_present(verb)):
                return True
            if child.lower_ == "when" and _is_ahead(verb):
                return True
        if verb.dep_ not in {"conj", "xcomp", "acomp"}:
            return False
        verb = verb.head
    return False


def _is_ahead(verb: Token) -> bool:
    """Whether "when the town falls" is told as still to come: "when it falls, they will leave"."""
    above = verb.head
    future = any(child.lower_ in {"will", "would", "'ll", "’ll"} for child in above.lefts)
    return verb.dep_ == "advcl" and future and verb.tag_ in {"VBZ", "VBP"}


def _is_present(verb: Token) -> bool:
    """Whether the clause stands in the present: "before it falls", not "before it fell"."""
    tenses = {verb.tag_, *(child.tag_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"})}
    return "VBD" not in tenses


def is_soon(verb: Token) -> bool:
    """Whether a word near the verb says that it will be soon."""
    near = verb.doc[max(0, verb.i - 6) : verb.i + 8]
    return any(token.lower_ in words("soon") for token in near)


def _has_term(verb: Token) -> bool:
    """As in "may be lost by spring"."""
    ahead = verb.doc[verb.i : min(verb.i + 6, verb.sent.end)]
    return any(
        token.lower_ == "by" and token.i + 1 < verb.sent.end and token.nbor().lower_ in words("terms")
        for token in ahead
    )


def noun_mood(noun: Token) -> Mood:
    """The mood of an event noun: an event that has happened, or one thought of."""
    if is_objective(noun) or _is_presupposed(noun):
        return "aim" if is_objective(noun) else "asserted"
    if noun.dep_ == "appos" and noun.head.lemma_.lower() in words("results"):
        return "asserted"
    head, mood = _governor(noun)
    if noun.dep_ == "dobj" and head.lemma_.lower() in words("denial"):
        return "denied"
    if mood is not None or _is_confirmed(noun, head) or any(child.lower_ == "no" for child in noun.lefts):
        return mood or "asserted"
    if any(token.lower_ in words("imminent") for token in noun.doc[noun.i : noun.i + 7]):
        return "predicted"
    return _verb_above_mood(noun, head) if head.pos_ in {"VERB", "AUX"} else "hypothetical"


def _verb_above_mood(noun: Token, head: Token) -> Mood:
    """The mood of an event noun by the verb above it."""
    own = _auxiliaries(head)
    if noun.dep_ == "dobj" and head.lemma_.lower() in words("excluding") and is_negated(head):
        return "predicted"
    if own & (words("modal_hypothetical") | words("modal_predicted")) or has_condition(head):
        return "predicted" if own & words("modal_hypothetical") and is_soon(head) else "hypothetical"
    return _plain_noun_mood(noun, head)


def _is_presupposed(noun: Token) -> bool:
    """As in "since Russia's illegal annexation of", "end the occupation of": taken for real.

    Not so with what could, will or would be: "the planned annexation", "a Russian occupation would".
    """
    if noun.lemma_.lower() not in words("lasting"):
        return False
    lefts = [child.lower_ for child in noun.lefts]
    if any(word in words("only_planned") or word in {"a", "an", "any", "no"} for word in lefts):
        return False
    for above in islice(noun.ancestors, MOST_ABOVE):
        if above.pos_ in {"VERB", "AUX"}:
            supposed = noun.dep_ == "nsubj" and bool(_auxiliaries(above) & words("modal_hypothetical"))
            return not supposed and not has_condition(above)
        if above.lemma_.lower() in words("only_planned"):
            return False
    return True


def _is_confirmed(noun: Token, head: Token) -> bool:
    """As in "the loss was confirmed by"."""
    spoken = noun.dep_ == "nsubjpass" and head.lemma_.lower() in words("conceding")
    return spoken and not has_condition(head) and not _auxiliaries(head) & words("modal_hypothetical")


def _governor(noun: Token) -> tuple[Token, Mood | None]:
    """The verb above a noun, and the mood that a noun or preposition on the way gives."""
    head = noun.head
    for _ in range(4):
        lemma = head.lemma_.lower()
        if lemma in words("struggle") and noun.dep_ in {"pobj", "dobj"}:
            return head, "struggle"
        verbal = head.pos_ in {"VERB", "AUX"}
        happened = lemma in words("actual") or head.lower_ in words("actual")
        spoken = noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ in {"about", "of"})
        if happened and (not verbal or spoken):
            return head, "asserted"
        if verbal or head.head == head:
            break
        head = head.head
    return head, None


def _plain_noun_mood(noun: Token, head: Token) -> Mood:
    """The mood of an event noun beside a verb without modal: "its capture came", "complete the capture"."""
    if noun.dep_ == "nsubj":
        owned = any(child.dep_ in {"amod", "poss"} for child in noun.lefts)
        return "asserted" if head.tag_ == "VBD" and (head.lemma_ != "be" or owned) else "hypothetical"
    if noun.dep_ == "attr" and head.tag_ == "VBD":
        return "asserted"  # "what the autumn brought was the liberation of"
    if noun.dep_ in {"dobj", "pobj"} and head.lemma_.lower() in words("aims"):
        return "aim"
    if noun.dep_ != "dobj" or head.lemma_.lower() not in words("doing"):
        return "hypothetical"
    if head.dep_ == "xcomp" and head.head.lemma_.lower() in words("managing"):
        head = head.head  # "continued to make gains"
    return "asserted" if head.tag_ in {"VBD", "VBN", "VBG", "VBZ", "VBP"} else "hypothetical"
