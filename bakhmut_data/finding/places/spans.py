"""Where place names stand in a text: names of the gazetteer and of the language model, brought together."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from bakhmut_data.finding.places.context import (
    PLACE_LABELS,
    NameInText,
    cue_set,
    is_acceptable,
    is_capital,
    is_home_town,
    is_place_like,
    is_plausible,
    mention_of,
    model_agrees,
    name_of,
    state_names,
    tokens_of,
)
from bakhmut_data.language.analysis import Analysis, Paragraph
from bakhmut_data.reference.folding import fold_name
from bakhmut_data.reference.gazetteer import gazetteer

LONGEST_NAME = 6
GLUE = re.compile(r"[/\\|\[\](){}…—–,;:]|\.\w")
# Sure Ukrainian places of a text from which on a doubtful name with such an ending is one, too; its letters.
FEWEST_AT_HOME = 3
LEAST_LETTERS = 6
WEST = "West"
PIECE = re.compile(r"[^\W\d_][^\W_]{3,30}")


def find_mentions(analysis: Analysis) -> list[NameInText]:
    """Every place name, in reading order; the gazetteer's before the model's where they overlap."""
    people = person_names(analysis)
    found: list[NameInText] = []
    doubtful: list[NameInText] = []
    for paragraph in analysis.paragraphs:
        taken: set[int] = set()
        for source in (_state_mentions, _gazetteer_mentions, _feature_mentions, _model_mentions):
            for mention, sure in source(paragraph, people):
                whole = _with_generic_noun(mention)
                characters = range(whole.start, whole.end)
                if not sure:
                    doubtful.append(whole)
                elif taken.isdisjoint(characters):
                    taken.update(characters)
                    found.append(whole)
    return _supported(found, doubtful, people)


def _supported(
    found: list[NameInText], doubtful: list[NameInText], people: frozenset[str]
) -> list[NameInText]:
    """The sure mentions and those doubtful ones that they speak for: same name, or next in a list."""
    names = {fold_name(mention.name) for mention in found}
    ukrainian = sum(_is_at_home(mention) for mention in found)
    places = {
        (id(mention.paragraph), position)
        for mention in found
        for position in range(mention.first, mention.last)
    }
    for mention in [*doubtful, *reversed(doubtful)]:
        key, tokens = id(mention.paragraph), range(mention.first, mention.last)
        folded = fold_name(mention.name)
        if folded in people or any((key, position) in places for position in tokens):
            continue
        at_home = ukrainian >= FEWEST_AT_HOME and _is_ukrainian(mention)
        if (
            at_home
            or folded in names
            or (
                mention.candidates
                and any((key, position) in places for position in _list_neighbours(mention))
            )
        ):
            found.append(mention)
            places.update((key, position) for position in tokens)
    return sorted(found, key=lambda mention: (mention.paragraph.index, mention.start))


def _is_at_home(mention: NameInText) -> bool:
    return any(place.country == "UA" and place.kind == "settlement" for place in mention.candidates[:1])


def _is_ukrainian(mention: NameInText) -> bool:
    """Whether a name is a Ukrainian village's by its table and by its ending."""
    folded, doc = fold_name(mention.name), mention.paragraph.doc
    ukrainian = any(place.country == "UA" for place in mention.candidates)
    proper = doc[mention.last - 1].pos_ == "PROPN" and doc[mention.first].ent_type_ != "PERSON"
    return (
        ukrainian
        and proper
        and len(folded) >= LEAST_LETTERS
        and folded.endswith(tuple(cue_set("spans", "endings")))
    )


def _list_neighbours(mention: NameInText) -> Iterator[int]:
    """The tokens next to a name in a list of names, unless the name is a person's or a date's."""
    doc, first, last = mention.paragraph.doc, mention.first, mention.last
    if doc[first].ent_type_ not in ("", *PLACE_LABELS):
        return
    if last + 1 < len(doc) and doc[last].lower_ in cue_set("spans", "listing"):
        yield last + 1
    if first > 1 and doc[first - 1].lower_ in cue_set("spans", "listing"):
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


def _state_mentions(paragraph: Paragraph, _: frozenset[str]) -> Iterator[tuple[NameInText, bool]]:
    """Abbreviated states behind their towns: "Gainesville, Ga."."""
    doc, texts, states = paragraph.doc, tokens_of(paragraph.doc), state_names()
    for i, text in enumerate(texts):
        name = states.get(text)
        if name is None or i < 2 or texts[i - 1] != "," or not texts[i - 2][0].isupper():
            continue
        places = (place for place in gazetteer().candidates(name) if place.kind in ("region", "settlement"))
        candidates = tuple(place for place in places if place.country in ("US", "CA"))
        yield (
            mention_of(paragraph, i, i + 1, candidates[:1], "state"),
            bool(candidates) and doc[i - 2].is_alpha,
        )


def _gazetteer_mentions(paragraph: Paragraph, people: frozenset[str]) -> Iterator[tuple[NameInText, bool]]:
    """Names of the gazetteer, and whether model or grammar speak for a place; longest first."""
    position, tokens = 0, len(paragraph.doc)
    while position < tokens:
        mention, sure = _name_at(paragraph, position, people)
        if mention:
            yield mention, sure
        else:
            yield from ((inner, True) for inner in _names_within(paragraph, position))
        position = mention.last if mention and sure else position + 1


def _names_within(paragraph: Paragraph, position: int) -> Iterator[NameInText]:
    """Own names glued to others in one token: "KYIV/LVIV", "Ukraine.[3]"."""
    text = tokens_of(paragraph.doc)[position]
    if text.isalnum() or not GLUE.search(text):
        return
    for found in PIECE.finditer(text):
        name, start = found.group(), paragraph.doc[position].idx + found.start()
        if gazetteer().own(name) or is_capital(name) or is_home_town(name):
            places = gazetteer().candidates(name)
            yield NameInText(
                paragraph, position, position + 1, start, start + len(name), name, places, "gazetteer"
            )


def _name_at(paragraph: Paragraph, first: int, people: frozenset[str]) -> tuple[NameInText | None, bool]:
    """The longest acceptable name that begins at a token, or else the longest doubtful one."""
    doc, texts = paragraph.doc, tokens_of(paragraph.doc)
    text = texts[first]
    doubtful: NameInText | None = None
    if not (text[0].isupper() or text[0].isdigit() or text.casefold() in cue_set("spans", "nouns_before")):
        return None, False
    furthest = _furthest(texts, first)
    if furthest > first + 1 and not _begins_a_name(fold_name(name_of(doc, first, first + 2))):
        furthest = first + 1
    for end in range(furthest, first, -1):
        if not (texts[end - 1][-1].isalnum() or texts[end - 1] in cue_set("spans", "abbreviations")):
            continue
        name = name_of(doc, first, end)
        if fold_name(name) in cue_set("actors", "always") and (name != WEST or _is_alliance(doc, first)):
            return mention_of(paragraph, first, end, (), "alliance"), True
        mention = _known_mention(paragraph, first, end)
        if mention is None:
            continue
        if is_acceptable(doc, first, end, mention.candidates, people) and (
            mention.rule == "gazetteer" or (is_plausible(doc, first, end) and model_agrees(doc, first, end))
        ):
            return mention, True
        doubtful = doubtful or (mention if is_plausible(doc, first, end) else None)
    return doubtful or _misspelt(paragraph, first), doubtful is None


@functools.lru_cache(maxsize=20_000)
def _begins_a_name(folded: str) -> bool:
    """Whether a name that is looked for can begin with two tokens, of a place or of an alliance."""
    return gazetteer().begins(folded) or any(name.startswith(folded) for name in cue_set("actors", "always"))


def _is_alliance(doc: Doc, first: int) -> bool:
    """Whether "West" stands for western governments: "the West said", not "the West Bank", "the West of"."""
    articled = first > 0 and doc[first - 1].lower_ == "the"
    after = doc[first + 1] if first + 1 < len(doc) else None
    return articled and (
        after is None or (after.pos_ not in ("PROPN", "NOUN", "ADJ") and after.lower_ != "of")
    )


def _known_mention(paragraph: Paragraph, first: int, end: int) -> NameInText | None:
    """The tokens as a name of the gazetteer, if it has it."""
    name = name_of(paragraph.doc, first, end)
    own = bool(gazetteer().own(name)) or is_capital(name) or is_home_town(name)
    capitalised = name[0].isupper() and tokens_of(paragraph.doc)[end - 1][0].isupper()
    candidates = gazetteer().candidates(name) if own or capitalised else ()
    return (
        mention_of(paragraph, first, end, candidates, "gazetteer" if own else "gazetteer_world")
        if candidates
        else None
    )


def _misspelt(paragraph: Paragraph, first: int) -> NameInText | None:
    """A name with an ending of the region's that is nearly spelled like one of its places."""
    token = paragraph.doc[first]
    endings = tuple(cue_set("spans", "endings"))
    if (
        len(token) < 7
        or token.pos_ != "PROPN"
        or token.ent_type_ == "PERSON"
        or not token.lower_.endswith(endings)
    ):
        return None
    if not token.text[0].isupper() or not is_plausible(paragraph.doc, first, first + 1):
        return None
    candidates = gazetteer().similar(token.text)
    return mention_of(paragraph, first, first + 1, candidates, "gazetteer_spelling") if candidates else None


def _furthest(texts: tuple[str, ...], first: int) -> int:
    """Where the longest name that begins at a token could end."""
    last = min(first + LONGEST_NAME, len(texts))
    return next((end for end in range(first + 1, last) if not _may_continue(texts[end])), last)


def _may_continue(text: str) -> bool:
    return (
        text.isalpha()  # most often so
        or text[0].isupper()
        or text[0].isdigit()
        or text.casefold() in cue_set("spans", "connectors")
        or text.casefold() in cue_set("spans", "nouns_after")
        or text in "-–‐.'’"
    )


def _feature_mentions(paragraph: Paragraph, _: frozenset[str]) -> Iterator[tuple[NameInText, bool]]:
    """Streets, rivers and the like by their form: capitalised words and a generic noun."""
    doc = paragraph.doc
    for i, text in enumerate(tokens_of(doc)):
        if text.lower() not in cue_set("spans", "features") or doc[i].ent_type_ in ("ORG", "PERSON"):
            continue
        noun = doc[i]
        first = noun.i
        while first and noun.i - first < 3 and doc[first - 1].pos_ == "PROPN" and doc[first - 1].is_title:
            first -= 1
        introduced = first > 0 and doc[first - 1].pos_ in ("ADP", "DET")
        if first < noun.i and introduced:
            candidates = gazetteer().candidates(name_of(doc, first, noun.i + 1))
            yield mention_of(paragraph, first, noun.i + 1, candidates, "feature"), True


def _model_mentions(paragraph: Paragraph, people: frozenset[str]) -> Iterator[tuple[NameInText, bool]]:
    """Names the language model takes for places and the gazetteer has under this or no spelling."""
    doc = paragraph.doc
    for entity in doc.ents:
        if entity.label_ not in PLACE_LABELS:
            continue
        first, end = _trimmed(doc, entity.start, entity.end)
        if first >= end or not doc[first].text[0].isupper():
            continue
        name = name_of(doc, first, end)
        folded = fold_name(name)
        single = end - first == 1
        if folded in cue_set("exclude", "stop_names") or (single and (folded in people or len(folded) < 3)):
            continue
        if folded in cue_set("exclude", "ordinary_words") or doc[end - 1].pos_ not in (
            "PROPN",
            "NOUN",
            "NUM",
        ):
            continue
        candidates = gazetteer().candidates(name)
        rule = "model_gazetteer"
        if not candidates:
            candidates, rule = gazetteer().similar(name), "model_spelling"
        mention = mention_of(paragraph, first, end, candidates, rule if candidates else "model")
        yield mention, bool(candidates or is_place_like(doc, first, end)) and is_plausible(doc, first, end)


def _with_generic_noun(mention: NameInText) -> NameInText:
    """The mention with the generic noun that belongs to the name: "Donetsk" with "airport"."""
    doc, last = mention.paragraph.doc, mention.last
    if mention.end != doc[last - 1].idx + len(doc[last - 1]):
        return mention
    countries = any(place.kind == "country" for place in mention.candidates)
    if countries or fold_name(tokens_of(doc)[last - 1]) in cue_set("spans", "nouns_after"):
        return mention
    for end in range(min(last + 3, len(doc)), last, -1):
        noun = name_of(doc, last, end)
        if noun.casefold() in cue_set("spans", "nouns_after"):
            candidates = gazetteer().candidates(f"{mention.name} {noun}")
            stop = doc[last].idx + len(noun)
            return replace(mention, last=end, end=stop, candidates=candidates or mention.candidates)
    return mention


def _trimmed(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """An entity without article, possessive ending and line breaks."""
    while first < end and (
        doc[first].lower_ in ("the", "a", "an") or doc[first].is_space or doc[first].is_punct
    ):
        first += 1
    while end > first and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return first, end
