"""How sure the wording makes a claim of control: fact, forecast, condition, aim or denial."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from bakhmut_data.control_lexicon import words

Mood = Literal["asserted", "predicted", "hypothetical", "denied", "struggle", "aim"]


def is_negated(verb: Token) -> bool:
    """Whether the verb itself is denied ("has not taken", "failed to take")."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "nobody", "neither", "nor", "no-one"}:
            return True
    if any(child.lower_ in {"no", "nobody", "neither"} for child in verb.lefts if child.dep_ == "nsubj"):
        return True
    infinitive = any(child.tag_ == "TO" for child in verb.lefts)
    if infinitive and verb.dep_ in {"xcomp", "ccomp", "acl"} and verb.head != verb:
        governor = verb.head.lemma_.lower()
        return governor in words("failing") or (governor in words("managing") and is_negated(verb.head))
    return any(c.lower_ == "no" for child in verb.rights if child.dep_ == "dobj" for c in child.lefts)


def verb_mood(verb: Token) -> Mood:
    """The mood of a verb's clause, from its auxiliaries, its conjunction and what governs it."""
    own = _auxiliaries(verb)
    governor = verb.head.lemma_.lower()
    if verb.dep_ in {"ccomp", "acl"} and governor in words("hope") and verb.head != verb:
        return "hypothetical"
    if own & words("modal_duty"):
        # "should the town fall"
        return "hypothetical" if verb.left_edge.lower_ == "should" else "aim"
    if has_condition(verb):
        return "hypothetical"
    if verb.dep_ == "acl" and verb.head.head.lemma_.lower() in words("denial"):
        return "denied"
    if own & words("modal_hypothetical"):
        return "predicted" if is_soon(verb) else "hypothetical"
    if own & words("modal_predicted"):
        return "predicted"
    return _governed_mood(verb, own)


def _governed_mood(verb: Token, own: set[str]) -> Mood:
    head, dep, governor = verb.head, verb.dep_, verb.head.lemma_.lower()
    if head == verb:
        return "asserted"
    if dep == "acomp" or (dep == "conj" and head.pos_ in {"VERB", "AUX"} and not own - {"have", "be", "to"}):
        return verb_mood(head)
    if "to" in own:
        return _infinitive_mood(head, governor)
    if dep == "pcomp":
        return _gerund_mood(head.lower_, head.head.lemma_.lower())
    if dep in {"csubj", "compound"}:
        if verb.tag_ == "VBG":
            return "hypothetical"
        return "denied" if any(child.lower_ in words("denial") for child in head.rights) else "asserted"
    if dep in {"xcomp", "ccomp"} and verb.tag_ == "VBG" and governor in words("aims"):
        return "aim"
    if dep in {"ccomp", "xcomp"} and governor in words("denial"):
        return "denied"
    return "asserted"


def _infinitive_mood(head: Token, governor: str) -> Mood:
    """The mood of "to take": what is tried, foreseen, wanted, or "took months to" be done."""
    if governor in words("struggle"):
        return "struggle"
    if governor in words("predicting"):
        return "predicted"
    if governor in words("managing"):
        return verb_mood(head)
    if governor in words("failing"):
        return "asserted"
    return "hypothetical" if governor in words("hope") else "aim"


def _gerund_mood(preposition: str, governor: str) -> Mood:
    if preposition in words("gerund_done"):
        return "asserted"
    return "hypothetical" if governor in words("hope") or governor in words("actual") else "aim"


def _auxiliaries(verb: Token) -> set[str]:
    found = {child.lower_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}
    return found | {child.lemma_.lower() for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}


def has_condition(verb: Token) -> bool:
    for _ in range(3):
        for child in verb.lefts:
            if child.dep_ in {"mark", "advmod", "prep"} and child.lower_ in words("if"):
                return True
        if verb.dep_ not in {"conj", "xcomp", "acomp"}:
            return False
        verb = verb.head
    return False


def is_soon(verb: Token) -> bool:
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
    if any(child.lower_ == "no" for child in noun.lefts):
        return "denied"
    if any(token.lower_ in words("imminent") for token in noun.doc[noun.i : noun.i + 7]):
        return "predicted"
    if head.pos_ not in {"VERB", "AUX"}:
        return "hypothetical"
    own = _auxiliaries(head)
    if own & words("modal_hypothetical") and is_soon(head):
        return "predicted"
    if own & (words("modal_hypothetical") | words("modal_predicted")) or has_condition(head):
        return "hypothetical"
    owned = any(child.dep_ in {"amod", "poss"} for child in noun.lefts)
    if noun.dep_ == "nsubj" and head.tag_ == "VBD" and (head.lemma_ != "be" or owned):
        return "asserted"
    if noun.dep_ != "dobj":
        return "hypothetical"
    if head.lemma_.lower() in words("aims"):
        return "aim"
    done = head.tag_ in {"VBD", "VBN", "VBG"} and head.lemma_.lower() in words("doing")
    return "asserted" if done else "hypothetical"
