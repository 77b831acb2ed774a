"""What the words around a name say about it: a place's, a person's, or part of a longer name."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from bakhmut_data.language.analysis import Paragraph
from bakhmut_data.records import Place
from bakhmut_data.reference import read_csv, read_toml
from bakhmut_data.reference.folding import fold_name
from bakhmut_data.reference.gazetteer import capital_ids, gazetteer

# Letters and people of a town whose bare name is enough.
SHORTEST_TOWN = 5
LEAST_PEOPLE = 10_000
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))


@dataclass(frozen=True, slots=True)
class NameInText:
    """A place name in a paragraph: tokens `first` to `last` (exclusive) and who may bear it.

    `start` and `end` are its characters within the paragraph, which may be less than the
    tokens' ("KYIV/LVIV" is one token); `name` leaves out a generic noun that follows.
    """

    paragraph: Paragraph
    first: int
    last: int
    start: int
    end: int
    name: str
    candidates: tuple[Place, ...]
    rule: str

    @property
    def extended(self) -> bool:
        """Whether a generic noun belongs to the mention ("Donetsk airport")."""
        return self.end - self.start > len(self.name)


@functools.lru_cache(maxsize=8)
def tokens_of(doc: Doc) -> tuple[str, ...]:
    """The tokens of a paragraph as written; the search for names asks for each of them many times."""
    return tuple(token.text for token in doc)


def name_of(doc: Doc, first: int, end: int) -> str:
    """The tokens of a stretch as they are written together."""
    starts, text = _written(doc)
    return text[starts[first] : starts[end - 1] + len(tokens_of(doc)[end - 1])]


@functools.lru_cache(maxsize=8)
def _written(doc: Doc) -> tuple[tuple[int, ...], str]:
    return tuple(token.idx for token in doc), doc.text


def mention_of(
    paragraph: Paragraph, first: int, last: int, candidates: tuple[Place, ...], rule: str
) -> NameInText:
    """A mention of whole tokens."""
    name, start = name_of(paragraph.doc, first, last), paragraph.doc[first].idx
    return NameInText(paragraph, first, last, start, start + len(name), name, candidates, rule)


@functools.cache
def cue_set(table: str, name: str) -> frozenset[str]:
    """One word list of place_cues.toml."""
    return frozenset(read_toml("place_cues.toml")[table][name])


@functools.lru_cache(maxsize=20_000)
def is_capital(name: str) -> bool:
    """Whether a capital bears the name and no larger town does."""
    if not name[:1].isupper() or fold_name(name) in cue_set("exclude", "personal_names"):
        return False
    settlements = [place for place in gazetteer().candidates(name) if place.kind == "settlement"]
    return bool(settlements) and settlements[0].place_id in capital_ids()


@functools.lru_cache(maxsize=20_000)
def is_home_town(name: str) -> bool:
    """Whether a town of Ukraine bears the name and no larger one elsewhere: nothing else is called so."""
    folded = fold_name(name)
    if (
        not name[:1].isupper()
        or len(folded) < SHORTEST_TOWN
        or folded in cue_set("exclude", "personal_names")
    ):
        return False
    if folded in cue_set("exclude", "ordinary_words") or folded in cue_set("exclude", "stop_names"):
        return False
    settlements = [place for place in gazetteer().candidates(name) if place.kind == "settlement"]
    first = settlements[0] if settlements else None
    if first is None or first.country != "UA" or fold_name(first.name) != folded:
        return False
    return (first.population or 0) >= LEAST_PEOPLE and folded not in given_names()


@functools.cache
def state_names() -> dict[str, str]:
    """States and provinces by the abbreviation that newspapers write behind a town."""
    table: dict[str, str] = read_toml("place_cues.toml")["states"]
    return table


@functools.cache
def given_names() -> frozenset[str]:
    """Folded given names of people."""
    return frozenset(fold_name(row["name"]) for row in read_csv("given_names.csv"))


@functools.lru_cache(maxsize=20_000)
def is_country(name: str) -> bool:
    """Whether a country is the first to bear the name."""
    places = gazetteer().own(name) if name[:1].isupper() else ()
    return bool(places) and places[0].kind == "country"


def is_acceptable(
    doc: Doc, first: int, end: int, candidates: tuple[Place, ...], people: frozenset[str]
) -> bool:
    """Whether a name of the gazetteer is used as a place's name here."""
    folded = fold_name(name_of(doc, first, end))
    entity = entity_of(doc, first)
    label = entity.label_ if entity is not None else ""
    if folded in cue_set("exclude", "stop_names") or (label == "NORP" and doc[first].tag_ in ("JJ", "NNPS")):
        return False
    if folded in cue_set("exclude", "adjectival") and not doc[first].text[:2].isupper():
        return False
    supported = label in PLACE_LABELS or is_place_like(doc, first, end)
    numbered_road = first > 0 and doc[first - 1].lower_ == "the" and candidates[0].kind == "road"
    doubtful = folded in cue_set("exclude", "ordinary_words") or folded in cue_set(
        "exclude", "personal_names"
    )
    if doubtful and not (supported or numbered_road):
        return False
    if end - first == 1 and folded in people:
        return label in PLACE_LABELS and follows_preposition(doc, first)
    war = any(place.place_id in gazetteer().war_ids for place in candidates)
    if not war and label == "PERSON" and entity is not None and len(entity) > end - first:
        return False
    return not doc[first].is_stop or end - first > 1 or doc[first].text.isupper()


def is_plausible(doc: Doc, first: int, end: int) -> bool:
    """Whether a name from far away is written like a name of its own here."""
    token, name = doc[end - 1], name_of(doc, first, end)
    folded = fold_name(name)
    if (
        token.pos_ not in ("PROPN", "NOUN", "ADJ", "X")
        or len(folded) < 3
        or folded in cue_set("exclude", "stop_names")
    ):
        return False
    if name.isupper() and len(name) < 6:
        return False
    before = first > 0 and _makes_one_name(doc[first - 1], joined=doc[first].ent_iob_ == "I")
    after = end < len(doc) and _makes_one_name(doc[end], joined=doc[end].ent_iob_ == "I")
    return not (before or after)


def _makes_one_name(token: Token, *, joined: bool) -> bool:
    """Whether the capitalised word beside a name makes one name with it ("Maya" with "Harden")."""
    if token.pos_ != "PROPN" or not token.text[0].isupper() or not token.is_alpha:
        return False
    word = token.lower_
    known = (
        word in cue_set("exclude", "directions")
        or word in cue_set("spans", "nouns_after")
        or word in cue_set("spans", "nouns_before")
    )
    if known or gazetteer().own(token.text):
        return False
    return joined or token.ent_type_ not in PLACE_LABELS


def model_agrees(doc: Doc, first: int, end: int) -> bool:
    """Whether the language model or the words around say that this is a place."""
    entity = entity_of(doc, first)
    if (
        entity is not None
        and entity.label_ in PLACE_LABELS
        and entity.end >= end
        and entity.start >= first - 1
    ):
        return True
    exact = entity is None or (entity.end == end and entity.start >= first - 1)
    proper = exact and doc[end - 1].pos_ == "PROPN"
    return proper and is_place_like(doc, first, end)


def is_place_like(doc: Doc, first: int, end: int) -> bool:
    """Whether the words around say that a name is a place's."""
    token = doc[end - 1]
    stricken = token.dep_ == "dobj" and token.head.lemma_ in cue_set("spans", "only_places")
    return (
        stricken
        or follows_preposition(doc, first)
        or follows_kind(doc, first)
        or beside_generic_noun(doc, first, end)
    )


def follows_preposition(doc: Doc, first: int) -> bool:
    """Whether "in", "near", "from" or the like stands before, with or without an article."""
    before = first - 1
    if before >= 0 and doc[before].lower_ == "the":
        before -= 1
    return before >= 0 and doc[before].lower_ in cue_set("actors", "locative_prepositions")


def follows_kind(doc: Doc, first: int) -> bool:
    """Whether "the village of" or the like stands before."""
    return (
        first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in cue_set("spans", "of_nouns")
    )


def beside_generic_noun(doc: Doc, first: int, end: int) -> bool:
    """Whether "river", "village of" or the like stands by the name."""
    after = doc[end].lower_ if end < len(doc) else ""
    before = doc[first - 1].lower_ if first else ""
    return after in cue_set("spans", "nouns_after") or before in cue_set("spans", "nouns_before")


def entity_of(doc: Doc, position: int) -> Span | None:
    """The named entity a token belongs to."""
    return _entities(doc)[position] if doc[position].ent_type_ else None


@functools.lru_cache(maxsize=8)
def _entities(doc: Doc) -> tuple[Span | None, ...]:
    """The named entity of each token; `doc.ents` is made anew at every look."""
    entities: list[Span | None] = [None] * len(doc)
    for entity in doc.ents:
        entities[entity.start : entity.end] = [entity] * len(entity)
    return tuple(entities)
