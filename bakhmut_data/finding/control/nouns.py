"""Nouns of events: the capture, the fall, the loss of a place, a withdrawal from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from bakhmut_data.finding.control.actors import QUOTES, Party, actor_word, as_party, opponent
from bakhmut_data.finding.control.gainers import default_party, fixed_gainer
from bakhmut_data.finding.control.lexicon import (
    NounFrame,
    irregular_verbs,
    noun_frames,
    plain,
    verb_frames,
    words,
)
from bakhmut_data.finding.control.lists import with_listed
from bakhmut_data.finding.control.places import PRONOUNS, Argument
from bakhmut_data.finding.control.reader import Clause, Match, Reader, flipped, prepositional, undone
from bakhmut_data.finding.control.status import Mood, is_negated, noun_mood

# Tokens before a misread verb that can open its clause.
LEAD = 4


def noun_matches(noun: Token, reader: Reader) -> Iterator[Match]:
    """The matches of an event noun, or of a verb that the parser took for a noun."""
    frame = noun_frames().get(noun.lemma_.lower()) or noun_frames().get(noun.lower_)
    found: list[Match] = []
    if frame is not None and not _is_casualties(noun) and not _belongs_to_verb(noun):
        found = list(_frame_matches(noun, frame, reader))
    yield from found or _misread_matches(noun, reader)


def _is_casualties(noun: Token) -> bool:
    return noun.lemma_ == "loss" and noun.tag_ == "NNS"


def _belongs_to_verb(noun: Token) -> bool:
    """As in "made gains": the verb speaks."""
    lemma = noun.lemma_.lower()
    frames = verb_frames().get(noun.head.lemma_.lower(), ()) if noun.dep_ == "dobj" else ()
    return any(lemma in frame.objects for frame in frames)


def _frame_matches(noun: Token, frame: NounFrame, reader: Reader) -> Iterator[Match]:
    found = _arguments(noun, frame, reader)
    mood = noun_mood(noun)
    if not found or mood == "aim" or (noun.dep_ == "attr" and is_negated(noun.head)):
        return  # "that is not a withdrawal"
    if frame.gains == "other" and not found[0].named and next(noun.lefts, None) is None:
        return  # "Retreat is not defeat"
    party = _party(noun, reader) or _conceding(noun, frame, reader) or _gaining(noun, frame, reader)
    party = party or default_party(frame, noun, reader)
    controller = fixed_gainer(frame) or (opponent(party) if frame.gains == "other" else party)
    event = frame.event
    if mood == "struggle":
        controller, mood, event = "contested", "asserted", "fight"
    elif noun.dep_ == "dobj" and noun.head.lemma_.lower() in words("conceding") and is_negated(noun.head):
        return  # "have not confirmed the liberation"
    elif _is_none(noun) or (mood == "asserted" and noun.dep_ == "dobj" and is_negated(noun.head)):
        controller, mood, event = flipped(controller), "asserted", undone(event)
    clause = Clause(noun, None, mood, f"noun_{frame.lemma}", event, frame.part)
    for argument in with_listed(found, reader):
        yield reader.match(argument, controller, clause)


def _is_none(noun: Token) -> bool:
    """As in "no withdrawal": it is the text that denies it."""
    return any(child.lower_ == "no" for child in noun.lefts)


def _party(noun: Token, reader: Reader) -> Party | None:
    """Whose event it is: "a Russian takeover", "our withdrawal", "capture by the army"."""
    for child in noun.lefts:
        word = actor_word(child)
        if word is not None and word.kind == "relative":
            return reader.party(child)
        if word is not None and (party := as_party(word.side)):
            return party
    return reader.first_party(prepositional([noun], "by"))


def _gaining(noun: Token, frame: NounFrame, reader: Reader) -> Party | None:
    """Whose gains a verb tells of: "the army consolidated its gains"."""
    spoken = frame.gains == "agent" and noun.dep_ == "dobj" and noun.head.lemma_.lower() in words("doing")
    return reader.party(reader.subject(noun.head)) if spoken else None


def _conceding(noun: Token, frame: NounFrame, reader: Reader) -> Party | None:
    """Whose loss it is where a party concedes one without saying whose."""
    verb = noun.head
    if frame.gains != "other" or verb.lemma_.lower() not in words("conceding"):
        return None
    if noun.dep_ == "dobj":
        return reader.party(reader.subject(verb))
    return reader.first_party(prepositional([verb], "by")) if noun.dep_ == "nsubjpass" else None


def _arguments(noun: Token, frame: NounFrame, reader: Reader) -> list[Argument]:
    wholes = [child for child in noun.rights if child.lower_ == "of"] if "of" in frame.links else []
    if "poss" in frame.links:
        for child in noun.lefts:
            # "its occupation of the plant" tells who occupies; "its occupation" alone what is occupied
            if wholes and child.lower_ in PRONOUNS:
                continue
            if child.dep_ in {"poss", "compound", "nmod"} and (found := reader.arguments([child])):
                return found
    for role in ("of", "from", "at"):
        if role in frame.links and (found := reader.arguments(prepositional([noun], role))):
            return _located(found, noun, reader)
    if wholes and frame.gains == "agent":
        return []  # "the seizure of the grain": what is taken is named, and is no place
    if noun.dep_ == "appos" and noun.head.lemma_.lower() in words("results"):
        return reader.implied(noun)  # "Outcome: Russian capture"
    free = "focus" in frame.links and (reader.focus.leading or not any(c.dep_ == "prep" for c in noun.rights))
    return reader.implied(noun) if free else []


def _located(found: list[Argument], noun: Token, reader: Reader) -> list[Argument]:
    """The places found, or those that say where: "the recapture of territory in the region"."""
    if any(argument.definite for argument in found):
        return found
    named = [argument for argument in reader.arguments(prepositional([noun], "at")) if argument.named]
    return [replace(argument, part=found[0].part) for argument in named] or found


def _misread_matches(noun: Token, reader: Reader) -> Iterator[Match]:
    """A verb that the parser took for a noun, behind a place: "if the town surrenders"."""
    form = plain(noun)
    if form in irregular_verbs() and noun.dep_ == "compound" and 0 < noun.i < len(noun.doc) - 1:
        yield from _misread_past(noun, reader)
    if noun.i < 2 or noun.tag_ not in {"NNS", "NN"} or not form.endswith("s"):
        return
    before = noun.nbor(-2) if noun.nbor(-1).text in QUOTES else noun.nbor(-1)
    for frame in verb_frames().get(form.removesuffix("s"), ()):
        if frame.place == "subject" and not frame.particles:
            lead = noun.doc[max(0, noun.i - LEAD) : noun.i]
            mood: Mood = "hypothetical" if any(token.lower_ in words("if") for token in lead) else "asserted"
            clause = Clause(noun, None, mood, f"verb_{frame.lemma}", frame.event)
            for argument in reader.arguments([before]):
                yield reader.match(argument, fixed_gainer(frame) or "Russia", clause)
            return


def _misread_past(noun: Token, reader: Reader) -> Iterator[Match]:
    """A past tense that the parser took for part of a name: "Kyiv's army retook Lyman"."""
    party = reader.party(noun.nbor(-1))
    frames = verb_frames().get(irregular_verbs()[plain(noun)], ())
    frame = next((frame for frame in frames if frame.place == "object" and not frame.objects), None)
    if party is None or frame is None:
        return
    clause = Clause(noun, noun.nbor(-1), "asserted", f"verb_{frame.lemma}", frame.event)
    for argument in reader.arguments([noun.nbor(1)]):
        yield reader.match(argument, party, clause)
