"""Where place names stand in a text: names of the gazetteer and of the language model, brought together."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from bakhmut_data.analysis import Analysis, Paragraph
from bakhmut_data.gazetteer import capital_ids, gazetteer
from bakhmut_data.names import fold_name
from bakhmut_data.records import Place
from bakhmut_data.reference import read_toml

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
LONGEST_NAME = 6
GLUE = re.compile(r"[/\\|\[\](){}…]|\.\w")
PIECE = re.compile(r"[^\W\d_][^\W_]{3,30}")
ABBREVIATIONS = frozenset(("U.S.", "U.K.", "U.S.A.", "D.C.", "E.U.", "N.S.W.", "U.A.E.", "B.C.", "N.Y.", "L.A."))
LISTING = frozenset((",", "and", "or", "/", ";"))
CONNECTORS = frozenset(("of", "the", "de", "da", "do", "del", "la", "le", "los", "las", "el", "al", "d'", "i", "on", "upon", "am", "sur", "and", "-", "’s", "'s", ".", "no", "no.", "jos", "kwa"))


@dataclass(frozen=True, slots=True)
class Mention:
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


def _mention(paragraph: Paragraph, first: int, last: int, candidates: tuple[Place, ...], rule: str) -> Mention:
    span = paragraph.doc[first:last]
    return Mention(paragraph, first, last, span.start_char, span.end_char, span.text, candidates, rule)


@functools.cache
def cue_set(table: str, name: str) -> frozenset[str]:
    """One word list of place_cues.toml."""
    return frozenset(read_toml("place_cues.toml")[table][name])


def find_mentions(analysis: Analysis) -> list[Mention]:
    """Every place name, in reading order; the gazetteer's before the model's where they overlap."""
    people = person_names(analysis)
    found: list[Mention] = []
    doubtful: list[Mention] = []
    for paragraph in analysis.paragraphs:
        taken: set[int] = set()
        for source in (_gazetteer_mentions, _model_mentions):
            for mention, sure in source(paragraph, people):
                whole = _with_generic_noun(mention)
                characters = range(whole.start, whole.end)
                if not sure:
                    doubtful.append(whole)
                elif taken.isdisjoint(characters):
                    taken.update(characters)
                    found.append(whole)
    return _supported(found, doubtful, people)


def _supported(found: list[Mention], doubtful: list[Mention], people: frozenset[str]) -> list[Mention]:
    """The sure mentions and those doubtful ones that they speak for: same name, or next in a list."""
    names = {fold_name(mention.name) for mention in found}
    places = {(id(mention.paragraph), position) for mention in found for position in range(mention.first, mention.last)}
    for mention in [*doubtful, *reversed(doubtful)]:
        key, tokens = id(mention.paragraph), range(mention.first, mention.last)
        folded = fold_name(mention.name)
        if folded in people or any((key, position) in places for position in tokens):
            continue
        if folded in names or any((key, position) in places for position in _list_neighbours(mention)):
            found.append(mention)
            places.update((key, position) for position in tokens)
    return sorted(found, key=lambda mention: (mention.paragraph.index, mention.start))


def _list_neighbours(mention: Mention) -> Iterator[int]:
    """The tokens next to a name in a list of names, unless the name is a person's or a date's."""
    doc, first, last = mention.paragraph.doc, mention.first, mention.last
    if doc[first].ent_type_ not in ("", *PLACE_LABELS):
        return
    if last + 1 < len(doc) and doc[last].lower_ in LISTING:
        yield last + 1
    if first > 1 and doc[first - 1].lower_ in LISTING:
        yield first - 2
        if first > 2 and doc[first - 2].text == ",":
            yield first - 3


def person_names(analysis: Analysis) -> frozenset[str]:
    """Folded names of people who are named in full somewhere: "austin" after "Lloyd Austin"."""
    return frozenset(
        fold_name(entity[-1].text)
        for paragraph in analysis.paragraphs
        for entity in paragraph.doc.ents
        if entity.label_ == "PERSON" and len(entity) > 1 and not gazetteer().own(entity.text)
    )


def _gazetteer_mentions(paragraph: Paragraph, people: frozenset[str]) -> Iterator[tuple[Mention, bool]]:
    """Names of the gazetteer, and whether model or grammar speak for a place; longest first."""
    position = 0
    while position < len(paragraph.doc):
        mention, sure = _name_at(paragraph, position, people)
        if mention:
            yield mention, sure
        else:
            yield from ((inner, True) for inner in _names_within(paragraph, position))
        position = mention.last if mention and sure else position + 1


def _names_within(paragraph: Paragraph, position: int) -> Iterator[Mention]:
    """Own names glued to others in one token: "KYIV/LVIV", "Ukraine.[3]"."""
    token = paragraph.doc[position]
    if token.text.isalnum() or not GLUE.search(token.text):
        return
    for found in PIECE.finditer(token.text):
        name, start = found.group(), token.idx + found.start()
        if gazetteer().own(name) or _is_capital(name):
            places = gazetteer().candidates(name)
            yield Mention(paragraph, position, position + 1, start, start + len(name), name, places, "gazetteer")


def _name_at(paragraph: Paragraph, first: int, people: frozenset[str]) -> tuple[Mention | None, bool]:
    """The longest acceptable name that begins at a token, or else the longest doubtful one."""
    doc = paragraph.doc
    text = doc[first].text
    doubtful: Mention | None = None
    if not (text[0].isupper() or text[0].isdigit() or text.casefold() in cue_set("spans", "nouns_before")):
        return None, False
    for end in range(_furthest(doc, first), first, -1):
        if not (doc[end - 1].text[-1].isalnum() or doc[end - 1].text in ABBREVIATIONS):
            continue
        name = doc[first:end].text
        if fold_name(name) in cue_set("actors", "always"):
            return _mention(paragraph, first, end, (), "alliance"), True
        own = bool(gazetteer().own(name)) or _is_capital(name)
        capitalised = name[0].isupper() and doc[end - 1].text[0].isupper()
        candidates = gazetteer().candidates(name) if own or capitalised else ()
        if not candidates:
            continue
        mention = _mention(paragraph, first, end, candidates, "gazetteer" if own else "gazetteer_world")
        if own and _acceptable(doc, first, end, candidates, people):
            return mention, True
        if not own and _plausible(doc, first, end):
            if _acceptable(doc, first, end, candidates, people) and _model_agrees(doc, first, end):
                return mention, True
            doubtful = doubtful or mention
    return doubtful, False


def _furthest(doc: Doc, first: int) -> int:
    """Where the longest name that begins at a token could end."""
    last = min(first + LONGEST_NAME, len(doc))
    return next((end for end in range(first + 1, last) if not _may_continue(doc[end])), last)


@functools.lru_cache(maxsize=20_000)
def _is_capital(name: str) -> bool:
    """Whether a capital bears the name and no larger town does."""
    if not name[:1].isupper() or fold_name(name) in cue_set("exclude", "personal_names"):
        return False
    settlements = [place for place in gazetteer().candidates(name) if place.kind == "settlement"]
    return bool(settlements) and settlements[0].place_id in capital_ids()


def _may_continue(token: Token) -> bool:
    text = token.text
    return (
        text[0].isupper()
        or text[0].isdigit()
        or text.casefold() in CONNECTORS
        or text.casefold() in cue_set("spans", "nouns_after")
        or text in "-–‐.'’"
        or text.isalpha()
    )


def _plausible(doc: Doc, first: int, end: int) -> bool:
    """Whether a name from far away is written like a name of its own here."""
    token, name = doc[end - 1], doc[first:end].text
    folded = fold_name(name)
    if token.pos_ not in ("PROPN", "NOUN", "ADJ", "X") or len(folded) < 3 or folded in cue_set("exclude", "stop_names"):
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
    known = word in cue_set("exclude", "directions") or word in cue_set("spans", "nouns_after") or word in cue_set("spans", "nouns_before")
    if known or gazetteer().own(token.text):
        return False
    return joined or token.ent_type_ not in PLACE_LABELS


def _model_agrees(doc: Doc, first: int, end: int) -> bool:
    """Whether the language model or the words around say that this is a place."""
    entity = entity_of(doc, first)
    if entity is not None and entity.label_ in PLACE_LABELS and entity.end >= end and entity.start >= first - 1:
        return True
    exact = entity is None or (entity.end == end and entity.start >= first - 1)
    proper = exact and doc[end - 1].pos_ == "PROPN"
    return proper and _place_like(doc, first, end)


def _acceptable(doc: Doc, first: int, end: int, candidates: tuple[Place, ...], people: frozenset[str]) -> bool:
    """Whether a name of the gazetteer is used as a place's name here."""
    folded = fold_name(doc[first:end].text)
    entity = entity_of(doc, first)
    label = entity.label_ if entity is not None else ""
    if folded in cue_set("exclude", "stop_names") or (label == "NORP" and doc[first].tag_ in ("JJ", "NNPS")):
        return False
    if folded in cue_set("exclude", "adjectival") and not doc[first].text[:2].isupper():
        return False
    supported = label in PLACE_LABELS or _place_like(doc, first, end)
    numbered_road = first > 0 and doc[first - 1].lower_ == "the" and candidates[0].kind == "road"
    doubtful = folded in cue_set("exclude", "ordinary_words") or folded in cue_set("exclude", "personal_names")
    if doubtful and not (supported or numbered_road):
        return False
    if end - first == 1 and folded in people:
        return label in PLACE_LABELS and follows_preposition(doc, first)
    war = any(place.place_id in gazetteer().war_ids for place in candidates)
    if not war and label == "PERSON" and entity is not None and len(entity) > end - first:
        return False
    return not doc[first].is_stop or end - first > 1 or doc[first].text.isupper()


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


def follows_preposition(doc: Doc, first: int) -> bool:
    """Whether "in", "near", "from" or the like stands before, with or without an article."""
    before = first - 1
    if before >= 0 and doc[before].lower_ == "the":
        before -= 1
    return before >= 0 and doc[before].lower_ in cue_set("actors", "locative_prepositions")


def follows_kind(doc: Doc, first: int) -> bool:
    """Whether "the village of" or the like stands before."""
    return first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in cue_set("spans", "of_nouns")


def beside_generic_noun(doc: Doc, first: int, end: int) -> bool:
    """Whether "river", "village of" or the like stands by the name."""
    after = doc[end].lower_ if end < len(doc) else ""
    before = doc[first - 1].lower_ if first else ""
    return after in cue_set("spans", "nouns_after") or before in cue_set("spans", "nouns_before")


def _model_mentions(paragraph: Paragraph, people: frozenset[str]) -> Iterator[tuple[Mention, bool]]:
    """Names the language model takes for places and the gazetteer has under this or no spelling."""
    doc = paragraph.doc
    for entity in doc.ents:
        if entity.label_ not in PLACE_LABELS:
            continue
        first, end = _trimmed(doc, entity.start, entity.end)
        if first >= end or not doc[first].text[0].isupper():
            continue
        name = doc[first:end].text
        folded = fold_name(name)
        single = end - first == 1
        if folded in cue_set("exclude", "stop_names") or (single and (folded in people or len(folded) < 3)):
            continue
        if folded in cue_set("exclude", "ordinary_words") or doc[end - 1].pos_ not in ("PROPN", "NOUN", "NUM"):
            continue
        candidates = gazetteer().candidates(name)
        rule = "model_gazetteer"
        if not candidates:
            candidates, rule = gazetteer().similar(name), "model_spelling"
        mention = _mention(paragraph, first, end, candidates, rule if candidates else "model")
        yield mention, bool(candidates or _place_like(doc, first, end)) and _plausible(doc, first, end)


def _place_like(doc: Doc, first: int, end: int) -> bool:
    """Whether the words around say that a name is a place's."""
    token = doc[end - 1]
    stricken = token.dep_ == "dobj" and token.head.lemma_ in cue_set("spans", "only_places")
    return (
        stricken
        or follows_preposition(doc, first)
        or follows_kind(doc, first)
        or beside_generic_noun(doc, first, end)
    )


def _trimmed(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """An entity without article, possessive ending and line breaks."""
    while first < end and (doc[first].lower_ in ("the", "a", "an") or doc[first].is_space or doc[first].is_punct):
        first += 1
    while end > first and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return first, end


def _with_generic_noun(mention: Mention) -> Mention:
    """The mention with the generic noun that belongs to the name: "Donetsk" with "airport"."""
    doc, last = mention.paragraph.doc, mention.last
    if mention.end != doc[last - 1].idx + len(doc[last - 1]):
        return mention
    countries = any(place.kind == "country" for place in mention.candidates)
    if countries or fold_name(doc[last - 1].text) in cue_set("spans", "nouns_after"):
        return mention
    for words in (3, 2, 1):
        noun = doc[last : last + words]
        if len(noun) == words and noun.text.casefold() in cue_set("spans", "nouns_after"):
            candidates = gazetteer().candidates(f"{mention.name} {noun.text}")
            return replace(mention, last=noun.end, end=noun.end_char, candidates=candidates or mention.candidates)
    return mention
