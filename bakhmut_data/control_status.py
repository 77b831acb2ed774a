"""How sure the wording makes a claim of control: fact, forecast, condition, aim or denial."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from bakhmut_data.control_lexicon import words

Mood = Literal["asserted", "predicted", "hypothetical", "denied", "struggle", "aim"]
CLAUSES = frozenset({"advcl", "ccomp", "xcomp", "acl", "relcl", "conj", "ROOT", "parataxis", "pcomp", "csubj"})


def is_negated(verb: Token) -> bool:
    """Whether the verb itself is denied ("has not taken", "failed to take")."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "nobody", "neither", "nor", "no-one"}:
            return True
    return any(child.lower_ in {"no", "nobody", "neither"} for child in verb.lefts if child.dep_ == "nsubj")


def verb_mood(verb: Token) -> Mood:
    """The mood of a verb's clause, from its auxiliaries, its conjunction and what governs it."""
    own = _auxiliaries(verb)
    if _has_condition(verb):
        return "hypothetical"
    if own & words("modal_hypothetical"):
        return "predicted" if _soon(verb) else "hypothetical"
    if own & words("modal_predicted"):
        return "predicted"
    return _governed_mood(verb, own)


def _governed_mood(verb: Token, own: set[str]) -> Mood:
    head, dep = verb.head, verb.dep_
    lemma = head.lemma_.lower()
    infinitive = "to" in own or any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.lefts)
    if dep == "conj":
        return verb_mood(head) if not own - {"have", "be"} and head.pos_ in {"VERB", "AUX"} else "asserted"
    if infinitive:
        if lemma in {"try", "attempt", "struggle"}:
            return "struggle"
        if lemma in words("struggle"):
            return "struggle"
        if lemma in words("predicting"):
            return "predicted"
        if lemma in {"take"} or lemma in {"manage", "succeed", "appear", "seem", "continue", "begin", "start"}:
            return "asserted" if lemma == "take" else verb_mood(head)
        if lemma in words("hope") and lemma not in words("aims"):
            return "hypothetical"
        return "aim"
    if dep in {"xcomp", "pcomp", "csubj", "pobj"} and verb.tag_ == "VBG":
        if lemma in {"continue", "keep", "start", "begin", "be", "report", "see"}:
            return "asserted"
        return "hypothetical" if dep == "csubj" or lemma not in words("aims") else "aim"
    if dep in {"ccomp", "acl"} and lemma in words("hope"):
        return "hypothetical"
    if dep == "ccomp" and lemma in words("denial"):
        return "denied"
    if dep == "csubj" and verb.tag_ == "VBG":
        return "hypothetical"
    return "asserted"


def _auxiliaries(verb: Token) -> set[str]:
    found = {child.lower_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}
    return found | {child.lemma_.lower() for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}


def _has_condition(verb: Token) -> bool:
    for _ in range(3):
        for child in verb.lefts:
            if child.dep_ in {"mark", "advmod", "prep"} and child.lower_ in words("if"):
                return True
        if verb.dep_ not in {"conj", "xcomp"}:
            return False
        verb = verb.head
    return False


def _soon(verb: Token) -> bool:
    near = verb.doc[max(0, verb.i - 6) : verb.i + 8]
    return any(token.lower_ in words("soon") for token in near)


def noun_mood(noun: Token) -> Mood:
    """The mood of an event noun: an event that has happened, or one thought of."""
    head = noun.head
    for _ in range(4):
        if head.lemma_.lower() in words("struggle") and noun.dep_ in {"pobj", "dobj"}:
            return "struggle"
        if head.lemma_.lower() in words("actual") or head.lower_ in words("actual"):
            return "asserted"
        if head.pos_ in {"VERB", "AUX"} or head.head == head:
            break
        head = head.head
    if head.pos_ not in {"VERB", "AUX"}:
        return "hypothetical"
    own = _auxiliaries(head)
    if head.lemma_.lower() in words("aims"):
        return "aim" if noun.dep_ == "dobj" else "hypothetical"
    if own & words("modal_hypothetical") or own & words("modal_predicted") or _has_condition(head):
        return "hypothetical"
    if noun.dep_ == "dobj" and head.tag_ in {"VBD", "VBN", "VBG"} and head.lemma_.lower() in words("doing"):
        return "asserted"
    return "hypothetical"
