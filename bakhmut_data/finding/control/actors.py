"""Which side a noun phrase stands for, given who is speaking."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from spacy.tokens import Span, Token

from bakhmut_data.finding.control.lexicon import ActorWord, actor_words, words
from bakhmut_data.language.analysis import Analysis, Paragraph
from bakhmut_data.reference import read_toml

Party = Literal["Russia", "Ukraine"]
OPPONENT: dict[Party, Party] = {"Russia": "Ukraine", "Ukraine": "Russia"}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PREMODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "det", "nn"})
QUOTES = '"“”«»„'
# Verbs whose object does what follows.
FORCING = frozenset({"force", "compel", "oblige", "push", "drive", "cause", "prompt"})
FIRST_PERSON = frozenset({"we", "us", "i"})
OWN_PEOPLE = frozenset({"my", "our", "his", "her"})
PRONOUN_POSSESSIVES = frozenset({"his", "their", "its", "her"})


def opponent(party: Party) -> Party:
    """The other of the two parties."""
    return OPPONENT[party]


def document_voice(text: str) -> Party:
    """The side whose vocabulary the text uses; Ukraine's where it uses neither."""
    scores = {}
    for party, name in (("Russia", "russian_voice"), ("Ukraine", "ukrainian_voice")):
        found = _phrases(name).findall(text)
        scores[party] = len({surface.casefold() for surface in found})
    # Reporters near the front mostly quote Ukrainians: "the enemy" alone is Russia's army.
    return "Russia" if scores["Russia"] > max(1, scores["Ukraine"]) else "Ukraine"


def _phrases(name: str) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(phrase) for phrase in read_toml("control_words.toml")[name])
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)


def actor_word(token: Token) -> ActorWord | None:
    """The actor word a token is, by form or lemma."""
    known, lower = actor_words(), token.lower_
    if lower in {"defense", "defence"} and token.head.lemma_.lower() in {"force", "forces"}:
        return known["defenders"]
    if lower == "republic" and any(child.lower_ in {"people", "peoples"} for child in token.lefts):
        return known["separatists"]
    if lower == "people" and any(child.lower_ in OWN_PEOPLE for child in token.lefts):
        return known["men"]
    found = known.get(lower) or known.get(token.lemma_.lower())
    if found is None and "-" in lower:
        # "Wagner-affiliated", "Russian-backed", "Kremlin-linked"
        found = known.get(lower.split("-", 1)[0])
    return found


def subject_of(verb: Token) -> Token | None:
    """The verb's own or inherited subject."""
    for _ in range(4):
        # The nearest one, where the parser sees two.
        for child in reversed(list(verb.lefts)):
            if child.dep_ in SUBJECTS:
                return child
        for child in verb.rights:
            if child.dep_ in SUBJECTS:
                return child
        if (forced := _forced(verb)) is not None:
            return forced
        if verb.dep_ in {"conj", "xcomp", "acomp", "aux", "auxpass"} or (
            verb.dep_ == "advcl" and verb.tag_ in {"VBG", "VBN"}
        ):
            verb = verb.head
        elif verb.dep_ in {"acl", "relcl"}:
            return verb.head
        else:
            return None
    return None


def _forced(verb: Token) -> Token | None:
    """Who is made to do it: the troops of "the strike forced the troops to retreat"."""
    if verb.dep_ != "xcomp" or verb.head.lemma_.lower() not in FORCING:
        return None
    return next((child for child in verb.head.rights if child.dep_ == "dobj" and child.i < verb.i), None)


@dataclass(slots=True)
class Voices:
    """The sides met so far in reading order: whose words are read, who was named last."""

    default: Party
    starts: list[int] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    sources: dict[int, Party] = field(default_factory=dict)
    quoted: set[int] = field(default_factory=set)
    subject_starts: list[int] = field(default_factory=list)
    subject_parties: list[Party] = field(default_factory=list)

    def last_named(self, position: int) -> Party | None:
        """The side named last before a position of the text."""
        index = bisect_left(self.starts, position)
        return self.parties[index - 1] if index else None

    def last_subject(self, position: int, since: int) -> Party | None:
        """The side that last was a subject between two positions."""
        index = bisect_left(self.subject_starts, position)
        return self.subject_parties[index - 1] if index and self.subject_starts[index - 1] >= since else None


def read_voices(analysis: Analysis) -> Voices:
    """Every named side and every sentence's source, found in one pass."""
    voices = Voices(document_voice(analysis.text))
    for paragraph in analysis.paragraphs:
        current: Party | None = None
        person: Party | None = None
        in_quote = False
        for sentence in paragraph.doc.sents:
            tokens = list(sentence)
            current = _sentence_source(tokens, person) or current
            person = _last_person(tokens) or person
            if current:
                voices.sources[paragraph.start + sentence.start_char] = current
            for token in tokens:
                if token.text in QUOTES:
                    in_quote = not in_quote if token.text == '"' else token.text in "“«„"
                elif in_quote:
                    voices.quoted.add(paragraph.token_start(token))
                party = _mentioned(token, current or voices.default)
                if party is not None:
                    voices.starts.append(paragraph.token_start(token))
                    voices.parties.append(party)
                    is_subject = _is_subject(token)
                    # "They" are never "we".
                    if is_subject and _is_group(token) and token.lower_ not in FIRST_PERSON:
                        voices.subject_starts.append(paragraph.token_start(token))
                        voices.subject_parties.append(party)
    return voices


def _is_subject(token: Token) -> bool:
    """Whether a sentence is about what the token names: not "hard for the enemy to stay"."""
    named = token if token.dep_ in SUBJECTS else token.head
    infinitive = any(child.tag_ == "TO" for child in named.head.lefts)
    return named.dep_ in SUBJECTS and not (infinitive and named.head.tag_ == "VB")


def _mentioned(token: Token, voice: Party) -> Party | None:
    """The side a token names, where it stands for people ("the Ukrainian town" does not)."""
    word = actor_word(token)
    if word is None or word.kind in {"group", "pronoun"}:
        return None
    if token.dep_ in PREMODIFIERS and not (token.dep_ == "poss" and token.tag_ in {"NN", "NNP", "NNPS"}):
        head = actor_word(token.head)
        if head is None and token.head.lemma_.lower() not in words("speakers"):
            return None
    return _relative(word, voice) if word.kind == "relative" else as_party(word.side)


def _is_group(token: Token) -> bool:
    word = actor_word(token)
    return word is not None and word.kind != "person"


def as_party(side: str) -> Party | None:
    """The side as a party of the war, if it is one."""
    if side == "Russia":
        return "Russia"
    return "Ukraine" if side == "Ukraine" else None


def _last_person(tokens: list[Token]) -> Party | None:
    """The side of the last person that a sentence is about."""
    for token in reversed(tokens):
        word = actor_word(token) if token.dep_ in SUBJECTS else None
        if word is not None and word.kind == "person" and (party := as_party(word.side)):
            return party
    return None


def _sentence_source(tokens: list[Token], person: Party | None) -> Party | None:
    """The side of whoever is reported to speak in the sentence; `person` is who "he" stands for."""
    found: Party | None = None
    for token in tokens:
        lower = token.lower_
        if token.pos_ in {"VERB", "AUX"} and token.lemma_.lower() in words("speech"):
            subject = subject_of(token)
            if subject is not None and subject.lower_ in {"he", "she"}:
                found = found or person
            else:
                found = (named_party(subject) if subject is not None else None) or found
        elif lower in {"according", "per"}:
            named = (party for child in islice(token.subtree, 15) if (party := _own_party(child)))
            found = next(named, None) or found
        elif lower == ":" and token.i - tokens[0].i < 12:
            # "Prigozhin: the town is ours"
            found = next((p for before in tokens[: token.i - tokens[0].i] if (p := _own_party(before))), None)
    return found


def _own_party(token: Token) -> Party | None:
    word = actor_word(token)
    return as_party(word.side) if word is not None else None


def named_party(head: Token) -> Party | None:
    """The side a noun phrase names in its own words."""
    return next((party for token in phrase_words(head) if (party := _own_party(token))), None)


def phrase_words(head: Token) -> Iterator[Token]:
    """The head, its modifiers in front, then what follows with "of", "from" or as apposition."""
    yield head
    for child in head.lefts:
        if child.dep_ in PREMODIFIERS:
            yield child
            yield from (grand for grand in child.lefts if grand.dep_ in PREMODIFIERS)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "from", "for"}:
            for inner in child.rights:
                yield inner
                yield from (grand for grand in inner.lefts if grand.dep_ in PREMODIFIERS)
        elif child.dep_ in {"appos", "nmod"}:
            yield child
            yield from (grand for grand in child.lefts if grand.dep_ in PREMODIFIERS)


def party_of(head: Token, paragraph: Paragraph, voices: Voices) -> Party | None:
    """The side a noun phrase stands for; None where it is no party of the war."""
    word = actor_word(head)
    if word is None:
        return _named_body(head)
    source = voices.sources.get(paragraph.start + head.sent.start_char)
    if word.kind == "pronoun":
        return _antecedent(head, source, paragraph, voices)
    if word.kind == "relative":
        # "militants" are whoever the speaker fights, unless the phrase says whose.
        named = named_party(head) if word.side == "militant" else None
        return named or _relative(word, source or voices.default)
    told = _named_beside(head) if word.kind == "group" else None
    if found := told or as_party(word.side) or _modified(head, source or voices.default):
        return found
    if any(child.lower_ in PRONOUN_POSSESSIVES for child in head.lefts):
        source = None
    return source or voices.last_named(paragraph.token_start(head)) or _named_in(head.sent)


def _named_body(head: Token) -> Party | None:
    """The side of a phrase around a word that is no actor itself ("the ministry in Moscow")."""
    proper = head.ent_type_ in {"ORG", "NORP", "PERSON"} or head.pos_ == "PROPN"
    return named_party(head) if proper or head.lemma_.lower() in words("speakers") else None


def modifier_party(head: Token, voice: Party) -> Party | None:
    """Whose thing a noun phrase is: "enemy attacks", "the flag of Russia"."""
    return _modified(head, voice)


def _modified(head: Token, voice: Party) -> Party | None:
    """The side that the words beside a group name: "Russian troops", "our boys"."""
    for token in phrase_words(head):
        word = actor_word(token)
        if word is not None and word.kind == "relative":
            return _relative(word, voice)
        if word is not None and (party := as_party(word.side)):
            return party
    return None


def _named_beside(head: Token) -> Party | None:
    """The side whose adjective stands before a group: "the Russian garrison"."""
    beside = (child for child in head.lefts if child.dep_ in PREMODIFIERS)
    named = (word for child in beside if (word := actor_word(child)) is not None and word.kind == "name")
    return next((party for word in named if (party := as_party(word.side))), None)


def _antecedent(head: Token, source: Party | None, paragraph: Paragraph, voices: Voices) -> Party | None:
    """Whom "they" or "it" stands for."""
    position = paragraph.token_start(head)
    if position in voices.quoted and source:
        # In someone's own words "they" are the others.
        return opponent(source)
    first = head.sent.start
    before = head.doc[first - 1].sent.start if first else first
    since = paragraph.token_start(head.doc[before])
    return voices.last_subject(position, since) or voices.last_named(position)


def has_own_name(head: Token) -> bool:
    """Whether a noun phrase itself tells its side, without the context."""
    word = actor_word(head)
    return word is not None and (word.kind != "group" or _modified(head, "Russia") is not None)


def _named_in(sentence: Span) -> Party | None:
    return next((party for token in sentence[:60] if (party := _own_party(token))), None)


def _relative(word: ActorWord, voice: Party) -> Party:
    return voice if word.side == "own" else opponent(voice)
