"""Clauses and phrases that say who holds a place, matched with the frames of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from bakhmut_data.analysis import Paragraph
from bakhmut_data.control_actors import (
    OPPONENT,
    PREMODIFIERS,
    QUOTES,
    Party,
    Voices,
    actor_word,
    named_party,
    opponent,
    party_of,
    subject_of,
)
from bakhmut_data.control_lexicon import NounFrame, VerbFrame, noun_frames, plain, verb_frames, words
from bakhmut_data.control_places import Argument, Focus, arguments, share_of
from bakhmut_data.control_status import Mood, is_negated, noun_mood, verb_mood
from bakhmut_data.records import Controller

RELATIVES = frozenset({"WDT", "WP"})
VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG", "VB"})
OBJECTS = frozenset({"dobj", "oprd", "attr"})
# What the parser makes of place names it has never met.
MISREAD = frozenset({"advmod", "amod", "npadvmod", "dep", "nmod", "compound"})


@dataclass(frozen=True, slots=True)
class Match:
    """One clause about one place, before its status is known for good."""

    argument: Argument
    controller: Controller
    mood: Mood
    part: str | None
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What a match needs to know besides its own words."""

    paragraph: Paragraph
    focus: Focus
    voices: Voices

    def arguments(self, head: Token) -> list[Argument]:
        return arguments(head, self.paragraph, self.focus)

    def party(self, head: Token) -> Party | None:
        return party_of(head, self.paragraph, self.voices)

    def voice(self, token: Token) -> Party:
        source = self.voices.sources.get(self.paragraph.start + token.sent.start_char)
        return source or self.voices.default

    def implied(self, token: Token) -> list[Argument]:
        start = self.paragraph.token_start(token)
        place = self.focus.implied(self.paragraph, start)
        return [Argument(place, None, start, self.paragraph.token_end(token), named=False)] if place else []

    def last_place(self, token: Token) -> list[Argument]:
        start = self.paragraph.token_start(token)
        place = self.focus.at(start)
        return [Argument(place, None, start, self.paragraph.token_end(token), named=False)] if place else []

    def bearer(self, preposition: Token) -> Token | None:
        """What a preposition says something of without a verb, as in headlines."""
        if preposition.head == preposition:
            return next((c for c in preposition.lefts if self.is_place(c) or c.dep_ == "nsubj"), None)
        if preposition.head.pos_ not in {"VERB", "AUX"} and preposition.head.dep_ == "ROOT":
            return preposition.head
        subject = next((child for child in preposition.lefts if child.dep_ == "nsubj"), None)
        if subject is not None:
            return subject
        return preposition.head if preposition.head.pos_ not in {"VERB", "AUX"} else None

    def is_place(self, token: Token) -> bool:
        return self.focus.covering(self.paragraph.token_start(token)) is not None

    def objects(self, verb: Token) -> list[Token]:
        """The verb's objects, unknown place names that the parser took for adverbs among them."""
        if verb.tag_ == "VBG" and verb.dep_ in PREMODIFIERS and verb.head.i > verb.i and self.is_place(verb.head):
            return [verb.head]  # "Capturing Bakhmut would help", read as a kind of Bakhmut
        return [
            child
            for child in verb.rights
            if child.dep_ in OBJECTS or (child.dep_ in MISREAD and self.is_place(child))
        ]

    def subject(self, verb: Token) -> Token | None:
        """The verb's subject, its antecedent where it is a relative pronoun."""
        lefts = list(verb.lefts)
        named = [child for child in lefts if child.dep_ in {"nsubj", "nsubjpass"} and self.is_place(child)]
        if named:
            return named[-1]
        if not any(child.dep_ in {"nsubj", "nsubjpass"} for child in lefts):
            for child in lefts:
                if child.dep_ in MISREAD and self.is_place(child):
                    return child
        subject = subject_of(verb)
        if subject is not None and subject.tag_ in RELATIVES and verb.dep_ == "relcl":
            return verb.head
        return subject


def matches(paragraph: Paragraph, focus: Focus, voices: Voices) -> Iterator[Match]:
    """Every match of one paragraph, in reading order."""
    reader = Reader(paragraph, focus, voices)
    for token in paragraph.doc:
        if token.pos_ in {"VERB", "AUX"} or token.tag_ in VERB_TAGS or token.dep_ == "advcl":
            found = list(_verb_matches(token, reader)) or list(_copula_matches(token, reader))
            yield from found or _fighting_matches(token, reader)
        elif token.pos_ in {"NOUN", "PROPN"}:
            yield from list(_noun_matches(token, reader)) or _misread_matches(token, reader)
        elif token.lower_ in {"under", "on", "in"} and (bearer := reader.bearer(token)) is not None:
            if token.lower_ == "under":
                yield from _under_matches(token, bearer, reader)
            elif token.lower_ == "on":
                yield from _verge_matches(token, bearer, reader)
            else:
                yield from _in_control_matches(token, bearer, reader)


# --- verbs -----------------------------------------------------------------------------------------------


def _verb_matches(verb: Token, reader: Reader) -> Iterator[Match]:
    for frame in verb_frames().get(verb.lemma_.lower(), ()):
        if not _has_particles(verb, frame):
            continue
        found = list(_frame_matches(verb, frame, reader))
        if found:
            yield from found
            return


def _has_particles(verb: Token, frame: VerbFrame) -> bool:
    """Whether the verb has the frame's particle, and no other ("hold down" is not "hold")."""
    if frame.particles:
        return any(
            plain(child) in frame.particles and (child.lower_ not in words("adjacent") or child.i - verb.i < 3)
            for child in verb.rights
            if child.i - verb.i < 12
        )
    return not any(child.dep_ == "prt" and child.lower_ != "up" for child in verb.rights)


def _is_passive(verb: Token, reader: Reader) -> bool:
    auxiliaries = [child for child in verb.lefts if child.dep_ in {"aux", "auxpass"}]
    if any(child.dep_ == "auxpass" for child in auxiliaries):
        return True
    if any(child.dep_ == "nsubjpass" for child in verb.lefts):
        return True
    if verb.tag_ != "VBN" or any(child.lemma_ in {"have", "'ve"} for child in auxiliaries):
        return False
    return not (verb.dep_ == "conj" and not _is_passive(verb.head, reader)) and not reader.objects(verb)


def _agent(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next(iter(child.rights), None)
    return None


def _prepositional(heads: list[Token], role: str) -> list[Token]:
    """What follows the prepositions of a role under any of the heads, chains ("out of") included."""
    found: list[Token] = []
    queue = list(heads)
    for head in queue:
        if len(queue) > 40:
            break
        children = [*head.lefts, *head.rights] if head in heads and head.pos_ in {"VERB", "AUX"} else head.rights
        for child in children:
            if child.lower_ == "there" and child.dep_ in {"advmod", "pcomp"}:
                found.append(child)
            is_link = child.dep_ in {"prep", "prt", "advmod", "npadvmod"} or child.tag_ == "IN"
            if is_link and child.dep_ != "mark" and (child.lower_ in words(role) or child.dep_ in {"prt", "advmod"}):
                objects = [grand for grand in child.rights if grand.dep_ in {"pobj", "pcomp", "advmod"}]
                found.extend(objects)
                queue.append(child)
                queue.extend(grand for grand in objects if grand.dep_ == "pobj" and head in heads)
    return found


def _place_arguments(verb: Token, frame: VerbFrame, patients: list[Token], reader: Reader) -> list[Argument]:
    """The places in the slot where the frame expects them."""
    if frame.place == "subject":
        subject = reader.subject(verb)
        if subject is None or subject.i > verb.i or reader.objects(verb):
            return []
        if subject.lower_ in {"it", "this", "that"} and frame.gains == "Ukraine":
            return []  # "it stands to reason"
        found = [a for a in reader.arguments(subject) if a.named or a.part is None]
        if verb.dep_ == "relcl" and any(a.place.kind == "region" for a in found):
            return reader.last_place(verb)  # "the village in the region, which fell"
        return found
    if frame.place in {"at", "from", "to"}:
        return _behind(frame.place, verb, patients, reader)
    found = _in_objects(frame, patients, reader)
    if frame.place == "object":
        encircled = frame.part == "surroundings" and any(reader.party(patient) for patient in patients)
        if not found and encircled:
            return [a for a in _behind("at", verb, patients, reader) if a.named]
        road = any(patient.lemma_.lower() in words("roads") for patient in patients)
        if found and not road and not any(argument.named for argument in found):
            # "retake territory near two cities": the preposition hangs on the verb
            return _with_part([a for a in _behind("at", verb, [], reader) if a.named], found) or found
        return found
    roles = ("from", "at") if frame.gains == "other" else ("at", "from")
    if not any(argument.named for argument in found):
        found = next((f for role in roles if (f := _behind(role, verb, patients, reader))), found)
    return found or reader.implied(verb)


def _in_objects(frame: VerbFrame, patients: list[Token], reader: Reader) -> list[Argument]:
    return [
        argument
        for patient in patients
        if (frame.place == "object" or patient.lemma_.lower() not in frame.objects) and not (frame.place == "any" and reader.party(patient))
        for argument in reader.arguments(patient)
    ]


def _behind(role: str, verb: Token, patients: list[Token], reader: Reader) -> list[Argument]:
    """The places behind prepositions; a bearing ("south of the city") only where nothing else is named."""
    heads = _prepositional([verb, *patients], role)
    found = [(head, argument) for head in heads for argument in reader.arguments(head)]
    exact = [argument for head, argument in found if not _is_bearing(head)]
    named = [argument for argument in exact if argument.named]
    return named or exact or [argument for _, argument in found]


def _is_bearing(head: Token) -> bool:
    return head.head.lower_ == "of" and head.head.head.lower_ in words("bearings")


def _with_part(places: list[Argument], parts: list[Argument]) -> list[Argument]:
    return [replace(argument, part=argument.part or parts[0].part) for argument in places]


def _frame_matches(verb: Token, frame: VerbFrame, reader: Reader) -> Iterator[Match]:
    passive = _is_passive(verb, reader)
    subject = reader.subject(verb)
    if verb.tag_ == "VB" and subject is None and not any(c.dep_ == "aux" for c in verb.lefts):
        return  # an order
    if passive and frame.lemma in words("active_only") and not frame.particles:
        return
    patients = [subject] if passive and subject is not None else reader.objects(verb)
    if frame.objects and not _fits(frame, patients):
        return
    taker = _taker(verb)
    found = _place_arguments(verb, frame, patients, reader)
    if not found and frame.place == "object" and not patients and verb.head.lemma_ == "take":
        found = reader.implied(verb)
    if not found:
        return
    agent = taker or (_agent(verb) if passive else subject)
    if agent is not None and verb.dep_ == "acl" and not passive:
        agent = next((child for child in verb.head.lefts if child.dep_ == "poss"), None)
    if frame.place == "subject":
        agent = next((h for h in _prepositional([verb], "to") if reader.party(h)), None)
    mood = _mood(verb, frame)
    gainer = _gainer(frame, agent, patients, verb, reader)
    if mood == "aim" or gainer is None:
        return
    if mood == "struggle":
        gainer, mood = "contested", "asserted"
    elif is_negated(verb):
        if frame.negated == "drop" and not _has_happened(verb):
            return
        gainer = "contested" if frame.negated == "contested" else _flipped(gainer)
    for argument in found:
        if frame.place == "at" and gainer == "contested" and argument.part and not argument.named:
            continue
        if frame.part == "near" and argument.place.kind == "region":
            continue
        yield _match(argument, gainer, mood, frame.part, verb, subject, reader, f"verb_{frame.lemma}")


def _has_happened(verb: Token) -> bool:
    """Whether a negated verb tells what was not done, not what one will not do."""
    clauses = [verb, verb.head] if verb.dep_ in {"xcomp", "ccomp"} else [verb]
    return any(
        child.lemma_ in {"have", "'ve"} or child.lower_ == "did" for clause in clauses for child in clause.lefts
    )


def _taker(verb: Token) -> Token | None:
    """Whom it took so long: "it took the army a month to enter"."""
    if verb.head.lemma_ != "take" or verb.dep_ not in {"xcomp", "advcl", "acl", "relcl", "ccomp"}:
        return None
    for child in verb.head.rights:
        if child.dep_ in {"dobj", "dative", "iobj", "nsubj"} and (word := actor_word(child)):
            return child if word.kind != "pronoun" else None
    return None


def _fits(frame: VerbFrame, patients: list[Token]) -> bool:
    if "share" in frame.objects:
        return any(share_of(_phrase(patient)) for patient in patients)
    return any(
        token.lemma_.lower() in frame.objects or token.lower_ in frame.objects
        for patient in patients
        for token in (patient, *patient.lefts, *(c for c in patient.rights if c.dep_ == "conj"))
    )


def _phrase(head: Token) -> str:
    return head.doc[head.left_edge.i : min(head.right_edge.i + 1, head.i + 12)].text


def _mood(verb: Token, frame: VerbFrame) -> Mood:
    mood = verb_mood(verb)
    if mood in {"asserted", "predicted"} and verb.sent.text.rstrip().endswith("?"):
        return "hypothetical"
    if frame.lemma in words("conditional_only") and mood not in {"hypothetical", "predicted"}:
        return "aim"
    if frame.gains == "contested" and frame.lemma in words("struggle_verbs"):
        ongoing = verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in verb.lefts)
        return mood if ongoing or verb.tag_ in {"VBZ", "VBP"} else "aim"
    return mood


def _flipped(controller: Controller) -> Controller:
    return opponent(controller) if controller in OPPONENT else controller


def _gainer(
    frame: VerbFrame, agent: Token | None, patients: list[Token], verb: Token, reader: Reader
) -> Controller | None:
    """Who gains; None where an agent is named that is no party of the war."""
    party = reader.party(agent) if agent is not None else None
    if frame.place == "subject":
        return party or _fixed(frame)
    if frame.gains == "patient":
        return next((found for patient in patients if (found := reader.party(patient))), None)
    passive = agent is not None and agent.dep_ == "pobj"
    if agent is not None and frame.gains not in OPPONENT and (not passive or frame.lemma in words("surrounding")):
        if _took_time(verb):
            return frame.default if party is None and frame.default != "voice" else party
        word = actor_word(agent)
        if party is not None and word is not None and word.kind == "pronoun" and frame.lemma in words("again"):
            return _fixed(frame) or _default(frame, verb, reader)
        if (party is None and (word is None or word.kind != "group")) or _is_bystander(agent, frame):
            return None
    if fixed := _fixed(frame):
        return fixed
    if party is None:
        losers = [found for patient in patients if (found := reader.party(patient))]
        if losers:
            party = losers[0] if frame.gains == "other" else opponent(losers[0])
    party = party or _default(frame, verb, reader)
    return opponent(party) if frame.gains == "other" else party


def _fixed(frame: VerbFrame | NounFrame) -> Controller | None:
    """Who gains whoever acts."""
    return None if frame.gains in {"agent", "other", "patient"} else frame.gains  # type: ignore[return-value]


def _default(frame: VerbFrame | NounFrame, token: Token, reader: Reader) -> Party:
    """Who acts where the text does not say."""
    return reader.voice(token) if frame.default == "voice" else frame.default


def _took_time(verb: Token) -> bool:
    """Whether a dummy subject stands before the verb ("it took months to capture the town")."""
    return verb.head.lemma_ == "take" and verb.dep_ in {"xcomp", "advcl", "relcl", "ccomp"}


def _is_bystander(agent: Token, frame: VerbFrame) -> bool:
    """A single person does not gain a place by going there."""
    word = actor_word(agent)
    if frame.lemma in words("motion"):
        lone = {"he", "she"} if frame.place == "object" else {"he", "she", "it"}
        return word is None or word.kind == "person" or agent.lower_ in lone
    return word is not None and word.kind == "person" and frame.place != "object"


def _match(
    argument: Argument,
    controller: Controller,
    mood: Mood,
    part: str | None,
    trigger: Token,
    subject: Token | None,
    reader: Reader,
    rule: str,
) -> Match:
    paragraph = reader.paragraph
    start = min(paragraph.token_start(trigger), argument.first)
    end = max(paragraph.token_end(trigger), argument.last)
    if subject is not None and subject.head == trigger and subject.i < trigger.i:
        start = min(start, paragraph.token_start(subject.left_edge))
    return Match(argument, controller, mood, argument.part or part, start, end, rule)


# --- being somewhere, being someone's --------------------------------------------------------------------


def _copula_matches(verb: Token, reader: Reader) -> Iterator[Match]:
    if verb.lemma_.lower() not in words("copulas"):
        return
    subject = reader.subject(verb)
    if subject is None:
        return
    mood = verb_mood(verb)
    if verb.sent.text.rstrip().endswith("?") and mood == "asserted":
        mood = "hypothetical"
    if mood == "aim":
        return
    for child in verb.rights:
        if child.dep_ == "prep":
            yield from _copula_prepositions(verb, child, subject, mood, reader)
        elif child.dep_ in {"acomp", "attr", "oprd"}:
            yield from _complement_matches(verb, child, subject, mood, reader)


def _copula_prepositions(
    verb: Token, prep: Token, subject: Token, mood: Mood, reader: Reader
) -> Iterator[Match]:
    noun = next((child for child in prep.rights if child.dep_ == "pobj"), None)
    if noun is None:
        return
    lemma = noun.lemma_.lower()
    if prep.lower_ == "under":
        yield from _under_matches(prep, subject, reader, mood)
    elif prep.lower_ == "in" and lemma in {"control", "possession"}:
        yield from _in_control_matches(prep, subject, reader, mood)
    elif prep.lower_ == "in" and lemma == "hand":
        owner = named_party(noun) or next((p for t in noun.subtree if (p := reader.party(t))), None)
        if owner:
            for argument in reader.arguments(subject):
                yield _match(argument, _signed(owner, verb), mood, None, noun, subject, reader, "in_hands")
    elif prep.lower_ in {"on", "at", "by", "in"} and lemma in words("verge") | words("knife_edge"):
        yield from _verge_matches(prep, subject, reader)
    elif prep.lower_ in words("at") and verb.lemma_ in {"be", "remain", "stay"} and _is_force(subject):
        party = reader.party(subject)
        if party:
            for argument in reader.arguments(noun):
                yield _match(argument, _signed(party, verb), mood, None, verb, subject, reader, "force_at")


def _verge_matches(prep: Token, subject: Token, reader: Reader) -> Iterator[Match]:
    """ "on the verge of falling", "on a knife-edge" """
    noun = next((child for child in prep.rights if child.dep_ == "pobj"), None)
    if noun is None:
        return
    balanced = any(t.lower_ in words("knife_edge") for t in (*noun.lefts, noun))
    if not balanced and noun.lemma_.lower() not in words("verge"):
        return
    controller: Controller = "contested" if balanced else "Russia"
    mood: Mood = "asserted" if balanced else "predicted"
    for argument in reader.arguments(subject):
        yield _match(argument, controller, mood, None, noun, subject, reader, "verge")


def _in_control_matches(
    prep: Token, subject: Token, reader: Reader, mood: Mood = "asserted"
) -> Iterator[Match]:
    """ "troops in control of the town" """
    noun = next((child for child in prep.rights if child.dep_ == "pobj"), None)
    if noun is None or noun.lemma_.lower() not in {"control", "possession"}:
        return
    party = reader.party(subject)
    if party is None:
        return
    for head in _prepositional([noun], "of"):
        for argument in reader.arguments(head):
            yield _match(argument, _signed(party, prep.head), mood, None, noun, subject, reader, "in_control")


def _is_force(subject: Token) -> bool:
    word = actor_word(subject)
    if word is None:
        return False
    return word.kind in {"group", "relative", "pronoun"} and subject.lower_ not in {"he", "it"} or (
        word.kind == "name" and subject.lower_ not in words("countries")
    )


def _signed(party: Party, verb: Token) -> Controller:
    return opponent(party) if is_negated(verb) else party


def _complement_matches(
    verb: Token, complement: Token, subject: Token, mood: Mood, reader: Reader
) -> Iterator[Match]:
    lower = complement.lower_
    controller: Controller | None = None
    word = actor_word(complement)
    if lower == "ours":
        controller = _signed(reader.voice(verb), verb)
    elif lower in {"contested", "disputed"}:
        controller = "contested"
    elif lower == "open" and subject.lemma_.lower() in words("roads"):
        controller = None if is_negated(verb) else "Ukraine" if mood == "asserted" else "Russia"
    elif word is not None and word.side in OPPONENT and complement.tag_ == "JJ":
        controller = _signed(word.side, verb)
    elif lower in words("surrounded"):
        controller = _signed("Russia", verb)
    elif lower == "free":
        controller = _signed("Ukraine", verb)
    if controller is None:
        return
    for argument in reader.arguments(subject):
        yield _match(argument, controller, mood, None, complement, subject, reader, f"is_{lower}")


def _under_matches(
    prep: Token, subject: Token, reader: Reader, mood: Mood | None = None
) -> Iterator[Match]:
    noun = next((child for child in prep.rights if child.dep_ == "pobj"), None)
    if noun is None or noun.lemma_.lower() not in words("rule"):
        return
    if mood is None:
        if subject.pos_ in {"VERB", "AUX"}:
            return
        mood = "asserted"
    owner = next((p for t in list(noun.subtree)[:12] if (p := reader.party(t))), None)
    if owner is None and noun.lemma_.lower() in {"siege", "encirclement", "blockade"}:
        owner = "Russia"
    if owner is None:
        return
    verb = prep.head if prep.head.pos_ in {"VERB", "AUX"} else prep
    for argument in reader.arguments(subject):
        yield _match(argument, _signed(owner, verb), mood, None, noun, subject, reader, "under_control")


def _fighting_matches(verb: Token, reader: Reader) -> Iterator[Match]:
    subject = reader.subject(verb)
    if (
        subject is None
        or subject.lemma_.lower() not in words("fighting")
        or not (verb.lemma_.lower() in words("persist") or any(c.lower_ in words("ongoing") for c in verb.rights))
    ):
        return
    mood = verb_mood(verb)
    if mood == "aim" or is_negated(verb):
        return
    heads = _prepositional([subject, verb], "at")
    found = [argument for head in heads for argument in reader.arguments(head)]
    if not found and not heads:
        found = reader.implied(verb)
    for argument in found:
        yield _match(argument, "contested", mood, None, verb, subject, reader, "fighting")


# --- nouns of events -------------------------------------------------------------------------------------


def _noun_matches(noun: Token, reader: Reader) -> Iterator[Match]:
    frame = noun_frames().get(noun.lemma_.lower()) or noun_frames().get(noun.lower_)
    if frame is None or (noun.lemma_ == "loss" and noun.tag_ == "NNS"):
        return
    if noun.dep_ == "dobj" and any(
        noun.lemma_.lower() in verb_frame.objects for verb_frame in verb_frames().get(noun.head.lemma_.lower(), ())
    ):
        return  # "made gains": the verb speaks
    found = _noun_arguments(noun, frame, reader)
    mood = noun_mood(noun)
    if not found or mood == "aim":
        return
    if frame.gains == "other" and not found[0].named and next(noun.lefts, None) is None:
        return  # "Retreat is not defeat"
    party = _noun_party(noun, reader) or _default(frame, noun, reader)
    controller = _fixed(frame) or (opponent(party) if frame.gains == "other" else party)
    if mood == "struggle":
        controller, mood = "contested", "asserted"
    if mood == "denied":
        controller, mood = _flipped(controller), "asserted"
    for argument in found:
        yield _match(argument, controller, mood, frame.part, noun, None, reader, f"noun_{frame.lemma}")


def _misread_matches(noun: Token, reader: Reader) -> Iterator[Match]:
    """A verb that the parser took for a noun, behind a place: "if the town surrenders"."""
    if noun.i == 0 or noun.tag_ not in {"NNS", "NN"}:
        return
    before = noun.nbor(-1)
    if before.text in QUOTES and noun.i > 1:
        before = noun.nbor(-2)
    for frame in verb_frames().get(plain(noun).removesuffix("s"), ()):
        if frame.place == "subject" and not frame.particles and plain(noun).endswith("s"):
            lead = noun.doc[max(0, noun.i - 4) : noun.i]
            mood: Mood = "hypothetical" if any(t.lower_ in words("if") for t in lead) else "asserted"
            for argument in reader.arguments(before):
                controller = _fixed(frame) or "Russia"
                yield _match(argument, controller, mood, None, noun, None, reader, f"verb_{frame.lemma}")
            return


def _noun_party(noun: Token, reader: Reader) -> Party | None:
    for child in noun.lefts:
        word = actor_word(child)
        if word is not None and word.side in OPPONENT:
            return word.side
        if word is not None and word.kind == "relative":
            return reader.party(child)
    return next((p for h in _prepositional([noun], "by") if (p := reader.party(h))), None)


def _noun_arguments(noun: Token, frame: NounFrame, reader: Reader) -> list[Argument]:
    if "poss" in frame.links:
        for child in noun.lefts:
            if child.dep_ in {"poss", "compound", "nmod"} and (found := reader.arguments(child)):
                return found
    for role in ("of", "from", "at"):
        if role in frame.links:
            heads = _prepositional([noun], role)
            found = [argument for head in heads for argument in reader.arguments(head)]
            if found:
                return found
    return reader.implied(noun) if "focus" in frame.links else []
