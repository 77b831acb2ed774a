"""Who is somewhere and whose a place is: copulas, "under control", "on the verge", "fighting"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from bakhmut_data.finding.control.actors import Party, actor_word, as_party, named_party, opponent
from bakhmut_data.finding.control.lexicon import words
from bakhmut_data.finding.control.reader import (
    VERBAL,
    Clause,
    Match,
    Reader,
    object_of,
    prepositional,
    signed,
)
from bakhmut_data.finding.control.slots import places_behind
from bakhmut_data.finding.control.status import Mood, is_negated, verb_mood
from bakhmut_data.records import ControlEvent, Controller

# Tokens of a sentence in which a verb of conceding is looked for.
LONGEST_SENTENCE = 60
# Tokens of "full fire control of our troops" that can name whose it is.
LONGEST_OWNER = 12
OWNERS = frozenset({"ours", "mine", "his", "hers", "theirs"})
IN_HANDS = frozenset({("in", "hand"), ("into", "hand"), ("to", "hand"), ("under", "we"), ("under", "us")})


def copula_matches(verb: Token, reader: Reader) -> Iterator[Match]:
    """As in "is in their hands", "are in the centre", "remains Ukrainian"."""
    if verb.lemma_.lower() not in words("copulas") or (subject := reader.subject(verb)) is None:
        return
    mood = verb_mood(verb)
    if verb.sent[-1].text == "?" and mood == "asserted":
        mood = "hypothetical"
    if mood == "aim":
        return
    clause = Clause(verb, subject, mood, "copula", "hold")
    yield from _flag_matches(verb, clause, reader)
    for child in verb.rights:
        if child.dep_ == "prep":
            yield from preposition_matches(child, subject, reader, mood)
            yield from _force_matches(child, clause, reader)
        elif child.lower_ in {"out", "back"} and verb.lemma_ == "be":
            yield from _gone_matches(child, clause, reader)
        elif child.dep_ in {"acomp", "attr", "oprd"}:
            yield from _complement_matches(child, clause, reader)


def bringing_matches(verb: Token, reader: Reader) -> Iterator[Match]:
    """As in "bring the road under fire control", "have the town under siege"."""
    if verb.lemma_.lower() not in words("bringing") or (mood := verb_mood(verb)) in {"aim", "struggle"}:
        return
    things, subject = reader.objects(verb), reader.subject(verb)
    under = (child for head in (verb, *things) for child in head.rights if child.lower_ == "under")
    for preposition in islice(under, 1):
        noun = object_of(preposition)
        if noun is None or noun.lemma_.lower() not in words("rule"):
            return
        owner = reader.first_party(islice(noun.subtree, LONGEST_OWNER)) or reader.party(subject)
        clause = Clause(verb, subject, mood, "brought_under_control", "take")
        for argument in reader.arguments(things):
            if owner is not None:
                yield reader.match(argument, signed(owner, verb), clause)


def _gone_matches(where: Token, clause: Clause, reader: Reader) -> Iterator[Match]:
    """As in "the garrison is out", "on Friday we were back"."""
    subject, verb, back = clause.subject, clause.trigger, where.lower_ == "back"
    if subject is None or not _is_force(subject) or is_negated(verb):
        return
    if (party := reader.party(subject)) is None:
        return
    event: ControlEvent = "take" if back else "withdraw"
    clause = replace(clause, trigger=where, rule=where.lower_, event=event)
    behind = places_behind("at" if back else "from", [where, verb], reader)
    # "They took it, then we were back": the place of the clause before.
    implied = reader.last_place(verb) if verb.dep_ == "conj" else reader.implied(verb)
    first = reader.paragraph.token_start(subject.left_edge)
    for argument in behind or implied:
        match = reader.match(argument, party if back else opponent(party), clause)
        yield replace(match, start=min(first, match.start))


def _flag_matches(verb: Token, clause: Clause, reader: Reader) -> Iterator[Match]:
    """As in "our flags are visible over the ruins"."""
    subject = clause.subject
    shown = [child for child in verb.rights if child.lower_ in words("seen")]
    if not shown or subject is None or subject.lemma_.lower() not in words("flags") or is_negated(verb):
        return
    own: Party | None = "Russia" if subject.lemma_.lower() in words("tricolours") else None
    if (party := reader.owner(subject) or own) is not None:
        for argument in places_behind("at", [*shown, verb], reader):
            yield reader.match(argument, party, replace(clause, rule="flag_seen"))


def preposition_matches(
    preposition: Token, subject: Token, reader: Reader, mood: Mood = "asserted"
) -> Iterator[Match]:
    """What a prepositional phrase says of its subject, with or without a verb between them."""
    noun = object_of(preposition)
    if noun is None or subject.pos_ in VERBAL:
        return
    word, lemma = preposition.lower_, noun.lemma_.lower()
    clause = Clause(noun, subject, mood, "in_control", "hold")
    verb = preposition.head if preposition.head.pos_ in VERBAL else preposition
    if word == "under" and lemma in words("rule"):
        owner = reader.first_party(islice(noun.subtree, LONGEST_OWNER))
        besieged = lemma in words("siege")
        owner = owner or ("Russia" if besieged else None)
        clause = replace(clause, rule="under_control", event="surround" if besieged else "hold")
        yield from _owned(owner, verb, clause, reader)
    elif (word, lemma) in IN_HANDS or (word == "with" and verb.lemma_.lower() in words("staying")):
        yield from _owned(_keeper(noun, reader), verb, replace(clause, rule="in_hands"), reader)
    elif word == "in" and lemma in words("grip"):
        held = reader.arguments(prepositional([noun], "of"))
        if (party := reader.party(subject)) is not None:
            yield from (reader.match(argument, signed(party, verb), clause) for argument in held)
    elif word == "in" and lemma == "zone" and _is_grey(noun):
        for argument in reader.arguments([subject]):
            yield reader.match(argument, "contested", replace(clause, rule="grey_zone", event="fight"))
    elif word in {"on", "at", "by", "in"}:
        yield from _verge_matches(noun, replace(clause, rule="verge", event="take"), reader)


def _keeper(noun: Token, reader: Reader) -> Party | None:
    """Whose a place is that is "in their hands", "under us", "remains with the army"."""
    if noun.lemma_.lower() != "hand" and not _is_force(noun):
        return None
    if noun.tag_ == "PRP":
        return reader.voice(noun)
    return named_party(noun) or reader.first_party(islice(noun.subtree, LONGEST_OWNER))


def _is_grey(zone: Token) -> bool:
    return any(child.lower_ in words("grey") for child in zone.lefts)


def _owned(owner: Party | None, verb: Token, clause: Clause, reader: Reader) -> Iterator[Match]:
    if owner is not None and clause.subject is not None:
        for argument in reader.arguments([clause.subject]):
            yield reader.match(argument, signed(owner, verb), clause)


def _verge_matches(noun: Token, clause: Clause, reader: Reader) -> Iterator[Match]:
    """As in "on the verge of falling", "on a knife-edge"."""
    controller: Controller = "Russia"
    clause = replace(clause, mood="predicted")
    if any(token.lower_ in words("knife_edge") for token in (*noun.lefts, noun)):
        controller, clause = "contested", replace(clause, mood="asserted", event="fight")
    elif noun.lemma_.lower() not in words("verge") and not _is_edge_of_defeat(noun):
        return
    if clause.subject is not None:
        yield from (reader.match(place, controller, clause) for place in reader.arguments([clause.subject]))


def _is_edge_of_defeat(noun: Token) -> bool:
    """Whether an edge is one of falling, not of a city."""
    if noun.lemma_.lower() not in words("edge"):
        return False
    inner = [grand for child in noun.rights if child.lower_ == "of" for grand in child.rights]
    return any(token.dep_ == "pcomp" or token.lemma_.lower() in words("defeats") for token in inner)


def _force_matches(preposition: Token, clause: Clause, reader: Reader) -> Iterator[Match]:
    """As in "our troops are in the centre of the town"."""
    noun, subject = object_of(preposition), clause.subject
    if noun is None or subject is None or preposition.lower_ not in words("at") or not _is_force(subject):
        return
    party = reader.party(subject)
    if party is not None and clause.trigger.lemma_ in words("staying"):
        for argument in reader.arguments([noun]):
            there = replace(clause, rule="force_at", part="presence")
            yield reader.match(argument, signed(party, clause.trigger), there)


def _is_force(subject: Token) -> bool:
    word = actor_word(subject)
    if word is None or word.kind == "person":
        return False
    if word.kind == "name":
        return subject.lower_ not in words("countries")
    return subject.lower_ not in {"he", "it"}


def _complement_matches(complement: Token, clause: Clause, reader: Reader) -> Iterator[Match]:
    controller, subject = _complement_controller(complement, clause, reader), clause.subject
    if controller is not None and subject is not None:
        clause = replace(
            clause, trigger=complement, rule="complement", event=_complement_event(complement, controller)
        )
        for argument in reader.arguments([subject]):
            yield reader.match(argument, controller, clause)


def _complement_event(complement: Token, controller: Controller) -> ControlEvent:
    if controller == "contested":
        return "fight"
    return "surround" if complement.lower_ in words("surrounded") | {"open"} else "hold"


def _speaks_of_change(verb: Token) -> bool:
    """Whether a copula tells whose a place was or is by now, not what country it lies in."""
    return verb.tag_ == "VBD" or any(child.lower_ in {"again", "now", "still"} for child in verb.children)


def _complement_controller(complement: Token, clause: Clause, reader: Reader) -> Controller | None:
    """Who gains by what is said of a place: "ours", "contested", "open", "Ukrainian"."""
    lower, verb, subject = complement.lower_, clause.trigger, clause.subject
    if lower in {"contested", "disputed"} or (lower == "zone" and _is_grey(complement)):
        return "contested"
    if lower == "open":
        if subject is None or subject.lemma_.lower() not in words("roads") or is_negated(verb):
            return None
        return "Ukraine" if clause.mood == "asserted" else "Russia"
    word = actor_word(complement)
    side: Party | None = None
    if lower in OWNERS:
        side = _possessor(lower, verb, reader)
    elif lower in words("surrounded") or lower in {"occupied", "gone"}:
        doers = prepositional([complement], "by")
        side = reader.first_party(doers) or "Russia"
    elif lower == "free":
        side = "Ukraine"
    elif word is not None and (complement.tag_ == "JJ" or lower in words("countries")):
        side = as_party(word.side)
    elif complement.lemma_.lower() in words("generic") and _speaks_of_change(verb):
        side = named_party(complement)  # "was a Russian town", "is Ukrainian ground again"
    return signed(side, verb) if side else None


def _possessor(pronoun: str, verb: Token, reader: Reader) -> Party | None:
    """Whose a place is that somebody calls "ours", "his" or "theirs"."""
    source = reader.voices.sources.get(reader.paragraph.start + verb.sent.start_char)
    if pronoun in {"ours", "mine"}:
        return reader.voice(verb)
    if pronoun in {"his", "hers"}:
        return source  # "he boasts that the town is his"
    # Who concedes that a place is theirs speaks of the others.
    conceded = any(token.lemma_.lower() in words("conceding") for token in verb.sent[:LONGEST_SENTENCE])
    return (opponent(source) if conceded else source) if source else opponent(reader.voices.default)


def fighting_matches(verb: Token, reader: Reader) -> Iterator[Match]:
    """As in "fighting goes on in the town"."""
    subject = _fight(verb, reader)
    if subject is None:
        return
    mood = verb_mood(verb)
    if mood == "aim" or is_negated(verb) != (verb.lemma_.lower() in words("ending")):
        return
    if any(child.lower_ == "elsewhere" for child in verb.rights):
        return
    if any(prepositional([subject, verb], "at")):
        found = places_behind("at", [subject, verb], reader)
    else:
        where = verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.lefts)
        found = reader.arguments([reader.first_conjunct(verb.head)]) if where else []
        found = found or reader.named_before(verb)
    for argument in found:
        yield reader.match(argument, "contested", Clause(verb, subject, mood, "fighting", "fight"))


def _fight(verb: Token, reader: Reader) -> Token | None:
    """The fighting that a clause says goes on: "fighting rages", "there is fighting", "locked in battle"."""
    if verb.lemma_ == "be" and any(child.dep_ == "expl" for child in verb.lefts):
        return next((c for c in verb.rights if c.lemma_.lower() in words("fighting")), None)
    if verb.lemma_.lower() in words("locked"):
        inside = (noun for child in verb.rights if child.lower_ == "in" for noun in child.rights)
        return next((noun for noun in inside if noun.lemma_.lower() in words("fighting")), None)
    subject = reader.subject(verb) or next((c for c in verb.lefts if c.dep_ == "csubj"), None)
    if subject is None or not {subject.lemma_.lower(), subject.lower_} & words("fighting"):
        return None
    goes_on = verb.lemma_.lower() in words("persist") | words("ending")
    return subject if goes_on or any(c.lower_ in words("ongoing") for c in verb.rights) else None
