"""Where a verb has its place: in its object, its subject, or behind a preposition."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from bakhmut_data.finding.control.lexicon import VerbFrame, words
from bakhmut_data.finding.control.places import Argument
from bakhmut_data.finding.control.reader import Reader, prepositional


def place_arguments(verb: Token, frame: VerbFrame, patients: list[Token], reader: Reader) -> list[Argument]:
    """The places in the slot where the frame expects them; `patients` are what the verb acts upon."""
    if frame.place == "subject":
        return _in_subject(verb, frame, reader)
    if frame.place == "object":
        return _in_object(verb, frame, patients, reader)
    if frame.place == "any":
        return _anywhere(verb, frame, patients, reader)
    tried = [deed for patient in patients for deed in patient.rights if deed.dep_ == "acl"]
    found = places_behind(frame.place, [verb, *patients, *tried], reader)
    if not found and frame.place == "from" and "off" in frame.particles:
        found = reader.arguments(reader.objects(verb))  # "was knocked off the heights", read as an object
    return found


def _in_subject(verb: Token, frame: VerbFrame, reader: Reader) -> list[Argument]:
    subject = reader.subject(verb)
    if subject is None or subject.i > verb.i or (reader.objects(verb) and not frame.objects):
        return []
    if subject.lower_ in {"it", "this", "that"} and frame.gains == "Ukraine":
        return []  # "it stands to reason"
    found = [argument for argument in reader.arguments([subject]) if argument.named or argument.part is None]
    if verb.dep_ == "relcl" and any(argument.place.kind == "region" for argument in found):
        return reader.last_place(verb)  # "the village in the region, which fell"
    return found


def _in_object(verb: Token, frame: VerbFrame, patients: list[Token], reader: Reader) -> list[Argument]:
    found = reader.arguments(patients)
    if not found and frame.part == "surroundings" and reader.first_party(patients):
        # "the troops are encircled in the town"
        inside = [argument for argument in places_behind("at", [verb, *patients], reader) if argument.named]
        held = any(patient.tag_ in {"NNS", "NNPS", "PRP"} for patient in patients)
        return inside or (reader.implied(verb) if held else [])
    is_road = any(patient.lemma_.lower() in words("roads") for patient in patients)
    if not found or is_road or any(argument.definite for argument in found):
        return found
    # "retake territory near two cities": the preposition hangs on the verb
    named = [argument for argument in places_behind("at", [verb, *patients], reader) if argument.definite]
    return [replace(argument, part=argument.part or found[0].part) for argument in named] or found


def _anywhere(verb: Token, frame: VerbFrame, patients: list[Token], reader: Reader) -> list[Argument]:
    """The places in the object, behind prepositions, or left to the context."""
    acted_on = [p for p in patients if p.lemma_.lower() not in frame.objects and not reader.party(p)]
    found = reader.arguments(acted_on)
    if not any(argument.named for argument in found):
        roles = ("from", "at") if frame.gains == "other" else ("at", "from")
        behind = (places_behind(role, [verb, *patients], reader) for role in roles)
        found = next((places for places in behind if places), found)
    return found or ([] if _is_elsewhere(verb, patients, reader) else reader.implied(verb))


def _is_elsewhere(verb: Token, patients: list[Token], reader: Reader) -> bool:
    """Whether the clause tells of a country or of other places: "gains in eastern Ukraine", "elsewhere"."""
    if any(child.lower_ == "elsewhere" for child in verb.rights):
        return True
    heads = (head for role in ("at", "from") for head in prepositional([verb, *patients], role))
    return any(reader.is_place(head) or head.lemma_.lower() in {"country", "nation"} for head in heads)


def places_behind(role: str, heads: list[Token], reader: Reader) -> list[Argument]:
    """The places behind prepositions; a bearing ("south of the city") only where nothing else is named."""
    found = [(head, argument) for head in prepositional(heads, role) for argument in reader.arguments([head])]
    exact = [argument for head, argument in found if not _is_bearing(head)]
    named = [argument for argument in exact if argument.named]
    return named or exact or [argument for _, argument in found]


def _is_bearing(head: Token) -> bool:
    if head.lemma_.lower() in words("directions"):
        return True
    return head.head.lower_ == "of" and head.head.head.lower_ in words("bearings")
