"""Which side a noun phrase stands for, given who is speaking."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from bakhmut_data.analysis import Analysis, Paragraph
from bakhmut_data.control_lexicon import ActorWord, actor_words, words
from bakhmut_data.reference import read_toml

Party = Literal["Russia", "Ukraine"]
OPPONENT: dict[Party, Party] = {"Russia": "Ukraine", "Ukraine": "Russia"}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PREMODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "det", "nn"})
QUOTES = "\"“”«»„"
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
    known = actor_words()
    found = known.get(token.lower_) or known.get(token.lemma_.lower())
    if found is None and "-" in token.lower_:
        # "Wagner-affiliated", "Russian-backed", "Kremlin-linked"
        found = known.get(token.lower_.split("-", 1)[0])
    return found


def subject_of(verb: Token) -> Token | None:
    """The verb's own or inherited subject."""
    for _ in range(4):
        for child in verb.lefts:
            if child.dep_ in SUBJECTS:
                return child
        for child in verb.rights:
            if child.dep_ in SUBJECTS:
                return child
        if verb.dep_ in {"conj", "xcomp", "aux", "auxpass"} or (
            verb.dep_ == "advcl" and verb.tag_ in {"VBG", "VBN"}
        ):
            verb = verb.head
        elif verb.dep_ in {"acl", "relcl"}:
            return verb.head
        else:
            return None
    return None


@dataclass(slots=True)
class Voices:
    """The sides met so far in reading order: whose words are read, who was named last."""

    default: Party
    starts: list[int] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    sources: dict[int, Party] = field(default_factory=dict)
    quoted: set[int] = field(default_factory=set)

    def last_named(self, position: int) -> Party | None:
        """The side named last before a position of the text."""
        index = bisect_left(self.starts, position)
        return self.parties[index - 1] if index else None


def read_voices(analysis: Analysis) -> Voices:
    """Every named side and every sentence's source, found in one pass."""
    voices = Voices(document_voice(analysis.text))
    for paragraph in analysis.paragraphs:
        current: Party | None = None
        in_quote = False
        for sentence in paragraph.doc.sents:
            for token in sentence:
                position = paragraph.token_start(token)
                if token.text in QUOTES:
                    in_quote = not in_quote if token.text == '"' else token.text in "“«„"
                if in_quote:
                    voices.quoted.add(position)
                word = actor_word(token)
                if word is not None and word.side in OPPONENT and _names_actor(token):
                    voices.starts.append(position)
                    voices.parties.append(word.side)
            current = _sentence_source(list(sentence)) or current
            if current:
                voices.sources[paragraph.start + sentence.start_char] = current
    return voices


def _names_actor(token: Token) -> bool:
    """Whether the word stands for people, not for a place ("the Ukrainian town")."""
    head = token
    if token.dep_ in PREMODIFIERS:
        head = token.head
        word = actor_word(head)
        return word is not None or head.lemma_.lower() in words("speakers")
    return head.dep_ not in {"pobj"} or actor_word(head) is not None and head.lower_ not in words("countries")


def _sentence_source(tokens: list[Token]) -> Party | None:
    """The side of whoever is reported to speak in the sentence."""
    found: Party | None = None
    for token in tokens:
        if token.lemma_.lower() in words("speech") and token.pos_ in {"VERB", "AUX"}:
            subject = subject_of(token)
            if subject is not None:
                found = named_party(subject) or found
        elif token.lower_ == "according" or (token.lower_ == "per" and token.dep_ == "prep"):
            for child in token.subtree:
                word = actor_word(child)
                if word is not None and word.side in OPPONENT:
                    found = word.side
                    break
    return found


def named_party(head: Token) -> Party | None:
    """The side a noun phrase names in its own words."""
    for token in phrase_words(head):
        word = actor_word(token)
        if word is not None and word.side in OPPONENT:
            return word.side
    return None


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
    position = paragraph.token_start(head)
    source = voices.sources.get(paragraph.start + head.sent.start_char)
    voice = source or voices.default
    if word is not None and word.kind == "relative":
        return _relative(word, voice)
    if word is not None and word.side in OPPONENT and word.kind in {"name", "person"}:
        return word.side
    if word is not None and word.kind == "pronoun":
        return _pronoun(position, source, voices)
    if word is None and head.ent_type_ not in {"ORG", "NORP", "PERSON"} and head.pos_ != "PROPN":
        return None
    for token in phrase_words(head):
        found = actor_word(token)
        if found is not None and found.side in OPPONENT:
            return found.side
        if found is not None and found.kind == "relative":
            return _relative(found, voice)
    if word is None:
        return None
    if any(child.lower_ in PRONOUN_POSSESSIVES for child in head.lefts):
        return voices.last_named(position)
    return source or voices.last_named(position)


def _relative(word: ActorWord, voice: Party) -> Party:
    if word.side == "own":
        return voice
    if word.side == "militant":
        return opponent(voice)
    return opponent(voice)


def _pronoun(position: int, source: Party | None, voices: Voices) -> Party | None:
    if position in voices.quoted and source:
        # In someone's own words "they" are the others.
        return opponent(source)
    return voices.last_named(position)
