"""Clauses whose verb says who gains a place."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from bakhmut_data.finding.control.actors import Party, actor_word, has_own_name, opponent
from bakhmut_data.finding.control.lexicon import (
    NounFrame,
    VerbFrame,
    irregular_verbs,
    plain,
    verb_frames,
    words,
)
from bakhmut_data.finding.control.lists import places_along, with_gapped, with_listed
from bakhmut_data.finding.control.places import PRONOUNS, Argument
from bakhmut_data.finding.control.reader import Clause, Match, Reader, flipped, prepositional, undone
from bakhmut_data.finding.control.shares import share_of
from bakhmut_data.finding.control.slots import place_arguments
from bakhmut_data.finding.control.status import Mood, is_negated, is_prevented, verb_mood
from bakhmut_data.records import Controller

HAVE = frozenset({"have", "'ve"})
TAKING = frozenset({"xcomp", "advcl", "acl", "relcl", "ccomp"})
QUANTITIES = frozenset({"all", "most", "both", "some", "none"})
# Tokens after the verb in which its particle may stand.
PARTICLE_REACH = 12
# Tokens before a noun in which "enough" still measures it.
DEGREE_REACH = 4


def verb_matches(verb: Token, reader: Reader) -> Iterator[Match]:
    """The matches of the first frame that the verb fills."""
    lemma = irregular_verbs().get(verb.lower_, verb.lemma_.lower())
    for frame in verb_frames().get(lemma) or verb_frames().get(verb.lower_, ()):
        if _has_particles(verb, frame):
            found = list(_frame_matches(verb, frame, reader))
            if found:
                yield from found
                return


def fixed_gainer(frame: VerbFrame | NounFrame) -> Controller | None:
    """Who gains whoever acts."""
    if frame.gains == "Russia" or frame.gains == "Ukraine" or frame.gains == "contested":  # noqa: PLR1714
        return frame.gains
    return None


def default_party(frame: VerbFrame | NounFrame, token: Token, reader: Reader) -> Party:
    """Who acts where the text does not say."""
    return reader.voice(token) if frame.default == "voice" else frame.default


def _has_particles(verb: Token, frame: VerbFrame) -> bool:
    """Whether the verb has the frame's particle, and no other ("hold down" is not "hold")."""
    if not frame.particles:
        return not any(child.dep_ == "prt" and child.lower_ not in {"up", "over"} for child in verb.rights)
    return any(
        plain(child) in frame.particles and (child.lower_ not in words("adjacent") or child.i - verb.i < 3)
        for child in verb.rights
        if child.i - verb.i < PARTICLE_REACH
    )


def _frame_matches(verb: Token, frame: VerbFrame, reader: Reader) -> Iterator[Match]:
    passive = _is_passive(verb, reader) or _is_driven(verb, frame, reader)
    subject = reader.subject(verb)
    if _is_who(subject) and frame.event == "hold" and verb.dep_ == "csubj":
        for argument in place_arguments(verb, frame, reader.objects(verb), reader):
            yield reader.match(
                argument, "contested", Clause(verb, None, "asserted", "open_question", "fight")
            )
        return
    if _is_order(verb, subject) or (passive and frame.lemma in words("active_only") and not frame.particles):
        return
    patients = _patients(verb, subject, reader, passive=passive)
    if (frame.objects and not _fits(frame, patients)) or not _is_told_so(
        verb, frame, patients, reader, passive=passive
    ):
        return
    found = place_arguments(verb, frame, patients, reader)
    if not found and frame.place == "object" and not patients and verb.head.lemma_ == "take":
        found = reader.implied(verb)  # "it took them a month to capture"
    if not found and frame.event == "withdraw" and frame.place == "any" and subject is not None:
        found = _garrison_places(subject, reader)
    found = _listed(verb, frame, patients, found, reader)
    mood = _mood(verb, frame) if found else "aim"
    agent = _agent(verb, frame, subject, reader, passive=passive)
    gainer = None if mood == "aim" else _gainer(frame, agent, patients, verb, reader)
    if gainer is None:
        return
    event = frame.event
    if mood == "struggle":
        gainer, mood, event = "contested", "asserted", "fight"
    elif is_negated(verb):
        if frame.negated == "drop" and not _has_happened(verb):
            return
        gainer = "contested" if frame.negated == "contested" else flipped(gainer)
        event = "fight" if gainer == "contested" else undone(event)
    rule = "took_time" if _took_time(verb) else f"verb_{frame.lemma}"
    clause = Clause(verb, subject, mood, rule, event, frame.part or _extent(frame, patients))
    for argument in found:
        if not _is_too_vague(argument, frame, gainer, reader):
            yield reader.match(argument, gainer, clause)


def _is_told_so(
    verb: Token, frame: VerbFrame, patients: list[Token], reader: Reader, *, passive: bool
) -> bool:
    """Whether a verb of many meanings is meant as the frame has it: "have it", "were seen in"."""
    if frame.lemma == "have" and not frame.objects:
        owned = any(reader.is_place(patient) or patient.lower_ == "it" for patient in patients)
        return owned and verb.dep_ not in {"aux", "auxpass"}
    if frame.lemma in words("moving_off") and frame.event == "withdraw":
        subject = reader.subject(verb)
        word = actor_word(subject) if subject is not None else None
        return word is not None and word.kind != "person" and reader.party(subject) is not None
    if frame.place == "from" and frame.gains == "agent":
        return passive or bool(patients)  # "from there they could drive on"
    return passive or frame.gains != "patient" or frame.part != "presence"


def _garrison_places(subject: Token, reader: Reader) -> list[Argument]:
    """The place whose soldiers move off: "the garrison of the town"."""
    if subject.lemma_.lower() not in words("soldiers"):
        return []
    return [argument for argument in reader.arguments(prepositional([subject], "of")) if argument.named]


def _listed(
    verb: Token, frame: VerbFrame, patients: list[Token], found: list[Argument], reader: Reader
) -> list[Argument]:
    """The places found with those listed beside them; of beaten attacks all that the clause names."""
    if frame.event in {"take", "hold", "withdraw"}:
        return with_gapped(with_listed(found, reader), verb, reader)
    if frame.event != "repel":
        return with_listed(found, reader)
    first = min((verb, *(patient.left_edge for patient in patients)), key=lambda token: token.i)
    return places_along(verb, reader, reader.paragraph.token_start(first)) or found


def _patients(verb: Token, subject: Token | None, reader: Reader, *, passive: bool) -> list[Token]:
    """What the verb acts upon: its objects, the passive's subject, the flag that flies."""
    objects = reader.objects(verb)
    if subject is None and passive and verb.i > 1:
        # "in the area of the village attacks were repelled", read as a kind of attack
        subject = next((t for t in verb.doc[max(0, verb.i - 3) : verb.i] if _is_attack(t)), None)
    if subject is not None and (passive or (not objects and (_is_flag(subject) or _is_ring(subject)))):
        return [_whole_of(subject)]
    return objects


def _whole_of(part: Token) -> Token:
    """The roads of "three of the four roads"; any other phrase as it is."""
    if part.like_num or part.lower_ in QUANTITIES:
        links = [child for child in part.rights if child.lower_ in {"of", "out"}]
        things = [thing for link in links for child in link.children for thing in (child, *child.rights)]
        return next((thing for thing in things if thing.lemma_.lower() in words("roads")), part)
    return part


def _is_attack(token: Token) -> bool:
    return token.tag_ == "NNS" and token.lemma_.lower() in words("attacks")


def _is_ring(token: Token) -> bool:
    """Whether it is what tightens of itself around a place."""
    return token.lemma_.lower() in words("rings")


def _is_flag(token: Token) -> bool:
    return token.lemma_.lower() in words("flags")


def _is_order(verb: Token, subject: Token | None) -> bool:
    if _is_forbidden(verb) or _is_asked(verb, subject):
        return True
    auxiliaries = {child.lower_ for child in verb.lefts if child.dep_ == "aux"}
    return verb.tag_ == "VB" and subject is None and auxiliaries <= {"do"}


def _is_who(subject: Token | None) -> bool:
    return subject is not None and subject.lower_ == "who"


def _is_asked(verb: Token, subject: Token | None) -> bool:
    """Whether a question asks who does it: "Who controls the town?"."""
    return _is_who(subject) and verb.sent[-1].text == "?"


def _is_forbidden(verb: Token) -> bool:
    """Whether it is a bare "do not …", as orders and advice are quoted, however the parser joins them."""
    if verb.i < 2 or verb.nbor(-1).lower_ not in {"not", "n't", "n’t"} or verb.nbor(-2).lower_ != "do":
        return False
    return verb.i == 2 or verb.nbor(-3).is_punct or verb.nbor(-3).is_quote


def _is_too_vague(argument: Argument, frame: VerbFrame, gainer: Controller, reader: Reader) -> bool:
    """Whether the clause hardly limits the place: fighting "in most areas", attacks in a region."""
    if frame.lemma == "claim":
        return not argument.named
    if frame.place == "at" and gainer == "contested":
        return argument.part is not None and not argument.named
    if frame.event == "advance" and not argument.definite:
        return not reader.focus.leading  # movement along a whole front is movement nowhere
    return frame.event == "repel" and argument.place.kind == "region"


def _is_passive(verb: Token, reader: Reader) -> bool:
    lefts = list(verb.lefts)
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in lefts):
        return True
    if verb.tag_ != "VBN" or any(child.lemma_ in HAVE for child in lefts if child.dep_ == "aux"):
        return False
    coordinated = verb.dep_ == "conj" and verb.head.tag_ != "VBN"
    return not coordinated and not reader.objects(verb)


def _is_driven(verb: Token, frame: VerbFrame, reader: Reader) -> bool:
    """Whether a headline leaves the auxiliary out: "Russian troops pushed back from the town"."""
    moved = frame.place == "from" and frame.gains == "agent" and verb.tag_ in {"VBD", "VBN"}
    return moved and not reader.objects(verb)


def _agent(
    verb: Token, frame: VerbFrame, subject: Token | None, reader: Reader, *, passive: bool
) -> Token | None:
    """Who acts: the subject, the passive's "by", "it took the army", or whose ambition it is."""
    if frame.place == "subject":
        return next((head for head in prepositional([verb], "to") if reader.party(head)), None)
    if taker := _taker(verb):
        return taker
    if is_prevented(verb):
        kept = verb.head.head
        held = (child for child in kept.children if child.dep_ in {"dobj", "nsubjpass"})
        return next(held, None)
    if passive and frame.lemma in words("stative"):
        return subject  # "they are dug in"
    if passive:
        by = (c for c in verb.rights if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"))
        return next((child for preposition in by for child in preposition.rights), None)
    if verb.dep_ == "acl" and subject is not None:
        return next((child for child in verb.head.lefts if child.dep_ == "poss"), None)
    return None if subject is None or _is_flag(subject) or _is_ring(subject) else subject


def _taker(verb: Token) -> Token | None:
    """Whom it took so long: "it took the army a month to enter"."""
    if not _took_time(verb):
        return None
    for child in verb.head.rights:
        if child.dep_ in {"dobj", "dative", "iobj", "nsubj"} and (word := actor_word(child)):
            return child if word.kind != "pronoun" else None
    return None


def _took_time(verb: Token) -> bool:
    return verb.head.lemma_ == "take" and verb.dep_ in TAKING


def _fits(frame: VerbFrame, patients: list[Token]) -> bool:
    """Whether the verb acts upon what the frame is limited to."""
    if "share" in frame.objects:
        return any(share_of(_phrase(patient)) for patient in patients)
    return any(
        token.lemma_.lower() in frame.objects or token.lower_ in frame.objects
        for patient in patients
        for token in (patient, *patient.lefts, *_beside(patient))
    )


def _beside(patient: Token) -> Iterator[Token]:
    """What is joined to a phrase's head, or counted by it: "all of the east bank"."""
    for child in patient.rights:
        if child.dep_ == "conj":
            yield child
        elif child.lower_ == "of" and patient.lower_ in QUANTITIES:
            yield from (grand for grand in child.rights if grand.dep_ == "pobj")


def _extent(frame: VerbFrame, patients: list[Token]) -> str | None:
    """What a clause says of a place that is less than holding it: being there, or a degree of control."""
    if frame.lemma in words("presence") and frame.place == "at":
        return "presence"
    return "enough control" if any(_is_for_purpose(patient) for patient in patients) else None


def _is_for_purpose(thing: Token) -> bool:
    """As in "enough control to withdraw", which tells what can be done and not who holds a place."""
    before = thing.doc[max(thing.sent.start, thing.i - DEGREE_REACH) : thing.i]
    after = thing.doc[thing.i + 1 : min(thing.sent.end, thing.i + PARTICLE_REACH)]
    degree = any(token.lower_ in words("degree") for token in before)
    return degree and any(token.tag_ == "TO" and token.dep_ == "aux" for token in after)


def _phrase(head: Token) -> str:
    text: str = head.doc[head.left_edge.i : min(head.right_edge.i + 1, head.i + PARTICLE_REACH)].text
    return text


def _mood(verb: Token, frame: VerbFrame) -> Mood:
    mood = verb_mood(verb)
    if mood in {"asserted", "predicted"} and verb.sent[-1].text == "?":
        return "hypothetical"
    if frame.lemma == "claim" and mood == "asserted":
        return "claimed"
    if frame.lemma in words("conditional_only") and mood not in {"hypothetical", "predicted"}:
        return "aim"
    if frame.lemma in words("struggle_verbs"):
        ongoing = verb.tag_ == "VBG" and any(child.lemma_ == "be" for child in verb.lefts)
        return mood if ongoing or verb.tag_ in {"VBZ", "VBP"} else "aim"
    return mood


def _has_happened(verb: Token) -> bool:
    """Whether a negated verb tells what was not done, not what one will not do."""
    clauses = (verb, verb.head) if verb.dep_ in {"xcomp", "ccomp"} else (verb,)
    auxiliaries = (child for clause in clauses for child in clause.lefts)
    return any(child.lemma_ in HAVE or child.lower_ == "did" for child in auxiliaries)


def _gainer(
    frame: VerbFrame, agent: Token | None, patients: list[Token], verb: Token, reader: Reader
) -> Controller | None:
    """Who gains; None where an agent is named that is no party of the war."""
    if agent is not None and any(child.lower_ == "neither" for child in agent.lefts):
        return "contested"  # "neither army had it"
    party = reader.party(agent)
    if frame.lemma == "have" and not frame.objects and party is None:
        return None
    if frame.place == "subject":
        return party or fixed_gainer(frame)
    if frame.gains in {"patient", "dative"}:
        given = frame.gains == "dative"
        receiver = reader.first_party(_receivers(verb, reader) if given else patients)
        return None if given and receiver == party else receiver
    if _is_nobody(agent, frame) or (agent is not None and _is_outsider(agent, party, frame, verb)):
        return None
    if fixed := fixed_gainer(frame):
        return fixed
    word = actor_word(agent) if agent is not None else None
    if word is not None and word.kind == "pronoun" and frame.lemma in words("again"):
        party = None  # who takes back is clearer from the verb than from "it"
    if agent is None or not has_own_name(agent):
        party = _party_by_patients(frame, patients, reader) or party
    party = party or default_party(frame, verb, reader)
    return opponent(party) if frame.gains == "other" else party


def _receivers(verb: Token, reader: Reader) -> list[Token]:
    """To whom something is given: "gave Russia the whole region", "handed over to the army"."""
    beside = [child for child in verb.rights if child.dep_ in {"dative", "dobj", "iobj"}]
    given = beside[:1] if len(beside) > 1 else [child for child in beside if child.dep_ == "dative"]
    return [*given, *(head for head in prepositional([verb, *given], "to") if not reader.is_place(head))]


def _party_by_patients(frame: VerbFrame, patients: list[Token], reader: Reader) -> Party | None:
    """Who acts, as told by what is acted upon: a flag its own side, troops and attacks the other."""
    for patient in patients:
        if _is_flag(patient) or _is_ring(patient):
            return reader.owner(patient)
        if frame.place == "object" and patient.lower_ in PRONOUNS:
            continue  # "taking it": a place
        acted_on = reader.party(patient) or (reader.owner(patient) if frame.objects else None)
        if acted_on:
            return acted_on if frame.gains == "other" else opponent(acted_on)
    return None


def _is_nobody(agent: Token | None, frame: VerbFrame) -> bool:
    """Whether nobody is said to be somewhere: "in the city remain few people"."""
    unarmed = agent is None or agent.lower_ in words("countries")
    return unarmed and frame.lemma in words("presence")


def _is_outsider(agent: Token, party: Party | None, frame: VerbFrame, verb: Token) -> bool:
    """Whether the agent is nobody who gains places: no party, or a single person who travels."""
    passive = agent.dep_ == "pobj" and frame.lemma not in words("surrounding")
    if passive or _took_time(verb) or frame.gains in {"Russia", "Ukraine"}:
        return False
    if party is None and agent.lemma_.lower() in words("attacks"):
        return False  # "a counterattack drove them out"
    word = actor_word(agent)
    if party is None and (word is None or word.kind != "group"):
        return True
    if frame.lemma in words("motion"):
        lone = {"he", "she"} if frame.place == "object" else {"he", "she", "it"}
        return word is None or word.kind == "person" or agent.lower_ in lone
    return word is not None and word.kind == "person" and frame.place != "object"
