"""Clauses whose verb says who gains a place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from bakhmut_data.finding.control.actors import actor_word
from bakhmut_data.finding.control.gainers import agent_of, gainer_of, is_flag, is_ring, took_time
from bakhmut_data.finding.control.lexicon import (
    VerbFrame,
    irregular_verbs,
    plain,
    verb_frames,
    words,
)
from bakhmut_data.finding.control.lists import places_along, with_gapped, with_listed
from bakhmut_data.finding.control.outcomes import is_in_vain
from bakhmut_data.finding.control.places import Argument
from bakhmut_data.finding.control.reader import Clause, Match, Reader, flipped, prepositional, undone
from bakhmut_data.finding.control.shares import share_of
from bakhmut_data.finding.control.slots import place_arguments
from bakhmut_data.finding.control.status import Mood, is_negated, is_supposed, verb_mood
from bakhmut_data.records import ControlEvent, Controller

HAVE = frozenset({"have", "'ve"})
QUANTITIES = frozenset({"all", "most", "both", "some", "none"})
# Where something is brought, not who holds it: "get supplies into the town", "leave some troops there".
BROUGHT = frozenset({("get", "at"), ("leave", "from")})
# Tokens after the verb in which its particle may stand.
PARTICLE_REACH = 12
# Tokens of "by up to two and a half kilometres".
MEASURE = 9
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
    if _is_order(verb, subject) or (passive and frame.lemma in words("active_only") and not frame.particles):
        return
    patients = _patients(verb, subject, reader, passive=passive)
    if not _is_said_so(verb, frame, patients, reader, passive=passive):
        return
    found = _places(verb, frame, patients, reader)
    mood = _mood(verb, frame) if found else "aim"
    agent = agent_of(verb, frame, subject, reader, passive=passive)
    gainer = None if mood == "aim" else gainer_of(frame, agent, patients, verb, reader)
    if gainer is None:
        return
    if mood != "struggle" and is_negated(verb) and frame.negated == "drop" and not _has_happened(verb):
        return
    if mood == "struggle" and is_in_vain(verb.head):
        gainer, mood, event = flipped(gainer), "asserted", undone(frame.event)
    else:
        gainer, mood, event = _outcome(verb, frame, gainer, mood)
    rule = "took_time" if took_time(verb) else f"verb_{frame.lemma}"
    clause = Clause(verb, subject, mood, rule, event, frame.part or _extent(frame, patients))
    for argument in found:
        if not _is_too_vague(argument, frame, gainer, reader):
            yield reader.match(argument, gainer, clause)


def _outcome(
    verb: Token, frame: VerbFrame, gainer: Controller, mood: Mood
) -> tuple[Controller, Mood, ControlEvent]:
    """Who gains, how sure and by what event, where it is struggled for or denied."""
    if mood == "struggle":
        return "contested", "asserted", "fight"
    if not is_negated(verb):
        return gainer, mood, frame.event
    if frame.negated == "contested":
        return "contested", mood, "fight"
    gainer = flipped(gainer)
    return gainer, mood, "fight" if gainer == "contested" else undone(frame.event)


def _places(verb: Token, frame: VerbFrame, patients: list[Token], reader: Reader) -> list[Argument]:
    """The places of the frame, those listed with them, or those that the context tells."""
    found = place_arguments(verb, frame, patients, reader)
    if not found and frame.place == "object" and not patients and verb.head.lemma_ == "take":
        found = reader.implied(verb)  # "it took them a month to capture"
    subject = reader.subject(verb)
    if not found and frame.event == "withdraw" and frame.place == "any" and subject is not None:
        found = _garrison_places(subject, reader)
    return _listed(verb, frame, patients, found, reader)


def open_question_matches(verb: Token, reader: Reader) -> Iterator[Match]:
    """As in "who owns the town is being settled floor by floor": nobody does."""
    subject = reader.subject(verb)
    asked = verb.dep_ in {"csubj", "csubjpass"} and subject is not None and subject.lower_ == "who"
    if not asked or not any(frame.event == "hold" for frame in verb_frames().get(verb.lemma_.lower(), ())):
        return
    for argument in reader.arguments(reader.objects(verb)):
        yield reader.match(argument, "contested", Clause(verb, None, "asserted", "open_question", "fight"))


def _is_said_so(
    verb: Token, frame: VerbFrame, patients: list[Token], reader: Reader, *, passive: bool
) -> bool:
    """Whether a verb is meant as the frame has it, by what it acts upon: "have it", "were seen in"."""
    if frame.objects and not _fits(frame, patients):
        return False
    if frame.lemma == "have" and not frame.objects:
        owned = any(reader.is_place(patient) or patient.lower_ == "it" for patient in patients)
        return owned and verb.dep_ not in {"aux", "auxpass"}
    if patients and (frame.lemma, frame.place) in BROUGHT:
        return False
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
    if subject is not None and (passive or (not objects and (is_flag(subject) or is_ring(subject)))):
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


def _is_order(verb: Token, subject: Token | None) -> bool:
    if _is_forbidden(verb) or _is_asked(verb, subject):
        return True
    auxiliaries = {child.lower_ for child in verb.lefts if child.dep_ == "aux"}
    return verb.tag_ == "VB" and subject is None and auxiliaries <= {"do"} and not is_supposed(verb)


def _is_asked(verb: Token, subject: Token | None) -> bool:
    """Whether a question asks who does it: "Who controls the town?"."""
    return subject is not None and subject.lower_ == "who" and verb.sent[-1].text == "?"


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
    return not (coordinated or reader.objects(verb) or _is_by_length(verb))


def _is_by_length(verb: Token) -> bool:
    """As in "advanced by 300 metres": how far, and not by whom."""
    by = (child for child in verb.rights if child.lower_ == "by")
    return any(
        token.lemma_.lower() in words("lengths") for child in by for token in islice(child.subtree, MEASURE)
    )


def _is_driven(verb: Token, frame: VerbFrame, reader: Reader) -> bool:
    """Whether a headline leaves the auxiliary out: "Russian troops pushed back from the town"."""
    if verb.dep_ == "conj" and verb.head.tag_ == "VBD" and reader.objects(verb.head):
        return False  # "the garrison packed its bags and drove off"
    moved = frame.place == "from" and frame.gains == "agent" and verb.tag_ in {"VBD", "VBN"}
    return moved and not reader.objects(verb)


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
