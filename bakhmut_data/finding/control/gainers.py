"""Who acts in a clause about a place, and who gains by it."""

from __future__ import annotations

from spacy.tokens import Token

from bakhmut_data.finding.control.actors import Party, actor_word, has_own_name, opponent
from bakhmut_data.finding.control.lexicon import NounFrame, VerbFrame, words
from bakhmut_data.finding.control.places import PRONOUNS
from bakhmut_data.finding.control.reader import Reader, prepositional
from bakhmut_data.finding.control.status import is_prevented
from bakhmut_data.records import Controller

TAKING = frozenset({"xcomp", "advcl", "acl", "relcl", "ccomp"})


def agent_of(
    verb: Token, frame: VerbFrame, subject: Token | None, reader: Reader, *, passive: bool
) -> Token | None:
    """Who acts: the subject, the passive's "by", "it took the army", or whose ambition it is."""
    if frame.place == "subject":
        return next((head for head in prepositional([verb], "to") if reader.party(head)), None)
    if taker := _taker(verb):
        return taker
    if is_prevented(verb):
        return next((c for c in verb.head.head.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    if passive:
        return subject if frame.lemma in words("stative") else _agent_behind(verb)  # "they are dug in"
    if verb.dep_ == "acl" and subject is not None:
        return next((child for child in verb.head.lefts if child.dep_ == "poss"), None)
    return None if subject is None or is_flag(subject) or is_ring(subject) else subject


def _agent_behind(verb: Token) -> Token | None:
    """Who stands behind a passive's "by"."""
    by = (c for c in verb.rights if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"))
    return next((child for preposition in by for child in preposition.rights), None)


def gainer_of(
    frame: VerbFrame, agent: Token | None, patients: list[Token], verb: Token, reader: Reader
) -> Controller | None:
    """Who gains; None where an agent is named that is no party of the war."""
    if agent is not None and any(child.lower_ == "neither" for child in agent.lefts):
        return "contested"  # "neither army had it"
    party = reader.party(agent)
    if frame.place == "subject" or (frame.lemma == "have" and not frame.objects):
        return party or fixed_gainer(frame)
    if frame.gains in {"patient", "dative"}:
        given = frame.gains == "dative"
        receiver = reader.first_party(_receivers(verb, reader) if given else patients)
        return None if given and receiver == party else receiver
    if _is_nobody(agent, frame) or (agent is not None and _is_outsider(agent, party, frame, verb)):
        return None
    return fixed_gainer(frame) or _acting_gainer(frame, agent, patients, verb, reader)


def _acting_gainer(
    frame: VerbFrame, agent: Token | None, patients: list[Token], verb: Token, reader: Reader
) -> Party:
    """Who gains where the verb alone does not tell: the agent or its opponent."""
    party = reader.party(agent)
    word = actor_word(agent) if agent is not None else None
    if word is not None and word.kind == "pronoun" and frame.lemma in words("again"):
        party = None  # who takes back is clearer from the verb than from "it"
    if agent is None or not has_own_name(agent):
        party = _party_by_patients(frame, patients, reader) or party
    party = party or default_party(frame, verb, reader)
    return opponent(party) if frame.gains == "other" else party


def fixed_gainer(frame: VerbFrame | NounFrame) -> Controller | None:
    """Who gains whoever acts."""
    if frame.gains == "Russia" or frame.gains == "Ukraine" or frame.gains == "contested":  # noqa: PLR1714
        return frame.gains
    return None


def default_party(frame: VerbFrame | NounFrame, token: Token, reader: Reader) -> Party:
    """Who acts where the text does not say."""
    return reader.voice(token) if frame.default == "voice" else frame.default


def _taker(verb: Token) -> Token | None:
    """Whom it took so long: "it took the army a month to enter"."""
    if not took_time(verb):
        return None
    for child in verb.head.rights:
        if child.dep_ in {"dobj", "dative", "iobj", "nsubj"} and (word := actor_word(child)):
            return child if word.kind != "pronoun" else None
    return None


def took_time(verb: Token) -> bool:
    """As in "it took a month to"."""
    return verb.head.lemma_ == "take" and verb.dep_ in TAKING


def _receivers(verb: Token, reader: Reader) -> list[Token]:
    """To whom something is given: "gave Russia the whole region", "handed over to the army"."""
    beside = [child for child in verb.rights if child.dep_ in {"dative", "dobj", "iobj"}]
    given = beside[:1] if len(beside) > 1 else [child for child in beside if child.dep_ == "dative"]
    return [*given, *(head for head in prepositional([verb, *given], "to") if not reader.is_place(head))]


def _party_by_patients(frame: VerbFrame, patients: list[Token], reader: Reader) -> Party | None:
    """Who acts, as told by what is acted upon: a flag its own side, troops and attacks the other."""
    for patient in patients:
        if is_flag(patient) or is_ring(patient):
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
    if passive or took_time(verb) or frame.gains in {"Russia", "Ukraine"}:
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


def is_ring(token: Token) -> bool:
    """Whether it is what tightens of itself around a place."""
    return token.lemma_.lower() in words("rings")


def is_flag(token: Token) -> bool:
    """Whether it is what shows whose a place is."""
    return token.lemma_.lower() in words("flags")
