"""Names of places that only help to name something else: a body, a work, an office, a disease, a person."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from bakhmut_data.finding.places.context import NameInText, cue_set, entity_of, is_home_town
from bakhmut_data.reference.folding import fold_name
from bakhmut_data.reference.gazetteer import gazetteer

# Words of "deputy prime minister".
LONGEST_OFFICE = 4
QUOTES = frozenset('"“”‘’«»„')


def is_part_of_other_name(mention: NameInText, *, country: bool) -> bool:
    """Whether the place name only helps to name an organisation, a work, an office or a person."""
    doc, first, last = mention.paragraph.doc, mention.first, mention.last
    after = doc[last] if last < len(doc) else None
    before = doc[first - 1] if first else None
    if before is not None and (
        before.lower_ in cue_set("exclude", "call_signs")
        or doc[max(first - 2, 0) : first].text.casefold() in cue_set("exclude", "call_signs")
    ):
        return True
    if (
        before is not None
        and before.lower_.rstrip(".") in cue_set("exclude", "person_titles")
        and before.text[0].isupper()
    ):
        return True
    zone = after is not None and before is not None and _is_time_zone(before, after)
    if zone or (after is not None and (_organisation_follows(doc, last) or _is_half_of_word(doc, last))):
        return True
    if _is_spoken_of(mention) or _follows_organisation(doc, first) or _in_work_title(doc, first, last):
        return True
    if country and (_is_office(doc, first) or is_office_holder(mention) or _is_adjective(mention)):
        return True
    return _inside_entity(mention)


def _is_spoken_of(mention: NameInText) -> bool:
    """Whether a name that people bear too is somebody's: "Hanna, who"."""
    spoken = mention.paragraph.doc[mention.last : mention.last + 2].text == ", who"
    return spoken and fold_name(mention.name) in cue_set("exclude", "personal_names")


def _is_half_of_word(doc: Doc, last: int) -> bool:
    """As in "US-made", "Kremlin-linked", "NATO-standard"."""
    halves = doc[last : last + 2]
    return (
        len(halves) > 1 and halves[0].text in {"-", "‑"} and halves[1].lower_ in cue_set("exclude", "halves")
    )


def _is_time_zone(before: Token, after: Token) -> bool:
    """As in "16:00 Moscow time"."""
    return after.lower_ == "time" and (
        before.text[0].isdigit() or before.lower_ in {"hrs", "am", "pm", "a.m.", "p.m."}
    )


def _organisation_follows(doc: Doc, last: int) -> bool:
    token = doc[last]
    possessive = token.tag_ == "POS"
    start = last + 1 if possessive else last
    words = doc[start : start + 2]
    if not len(words):
        return False
    names = cue_set("exclude", "organisations_after")
    things = cue_set("exclude", "things_after")
    if not possessive and (words.text.casefold() in things or words[0].lower_ in things):
        return True
    if words.text.casefold() in names:
        return True
    single = words[0]
    if possessive:
        return single.lower_ == "ministry"
    return single.lower_ in names and single.text[0].isupper()


def _follows_organisation(doc: Doc, first: int) -> bool:
    """Whether "Institute of", "Hero of" stands before the name."""
    position = first - 1
    if position >= 0 and doc[position].lower_ == "the":
        position -= 1
    if position < 1 or doc[position].lower_ not in ("of", "for"):
        return False
    noun = doc[position - 1]
    if noun.ent_type_ == "PERSON":
        return False  # "Bishop of North Carolina" may be a congressman's name
    return noun.text[0].isupper() and noun.lower_ in cue_set("exclude", "organisations_of")


def _is_office(doc: Doc, first: int) -> bool:
    listed = doc[first]
    while listed.dep_ == "conj" and listed.head.i < listed.i and listed.head.pos_ == "PROPN":
        listed = listed.head  # "the foreign ministers of Germany and France"
    position = listed.i - 1
    if position >= 0 and doc[position].lower_ == "the":
        position -= 1
    return (
        position > 0
        and doc[position].lower_ == "of"
        and doc[position - 1].lemma_.lower() in cue_set("exclude", "offices")
    )


def is_office_holder(mention: NameInText) -> bool:
    """Whether it only helps to name an office or a person: "Ukraine's foreign minister", "China's Xi"."""
    doc, last = mention.paragraph.doc, mention.last
    if last + 1 >= len(doc):
        return False
    if doc[last].tag_ != "POS":
        return doc[last].lemma_.lower() in cue_set("actors", "office_holders")
    if doc[last + 1].ent_type_ == "PERSON":
        return True
    for token in doc[last + 1 : last + 1 + LONGEST_OFFICE]:
        if token.lemma_.lower() in cue_set("actors", "office_holders"):
            return True
        if token.pos_ not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _is_adjective(mention: NameInText) -> bool:
    """Whether it is the "US" of "US officials", which speaks of no place."""
    token = mention.paragraph.doc[mention.last - 1]
    if token.head.lower_ in cue_set("actors", "place_possessions"):
        return False
    return (
        fold_name(mention.name) in _folded_adjectival()
        and token.head.i > token.i
        and token.dep_ in ("compound", "amod", "nmod")
    )


def _folded_adjectival() -> frozenset[str]:
    return frozenset(fold_name(name) for name in cue_set("exclude", "adjectival"))


def _in_work_title(doc: Doc, first: int, last: int) -> bool:
    """Whether the name stands in a short quoted title next to "song", "film" or the like."""
    opening = next((i for i in range(first - 1, max(first - 4, -1), -1) if doc[i].text in QUOTES), None)
    closing = next((i for i in range(last, min(last + 4, len(doc))) if doc[i].text in QUOTES), None)
    if opening is None or closing is None:
        return False
    around = [*doc[max(opening - 5, 0) : opening], *doc[closing + 1 : closing + 7]]
    return any(token.lower_ in cue_set("exclude", "works") for token in around)


def _inside_entity(mention: NameInText) -> bool:
    """Whether the model sees a longer name of a person or an organisation around the place."""
    doc, first, last = mention.paragraph.doc, mention.first, mention.last
    entity = entity_of(doc, first)
    if entity is None or entity.label_ not in ("ORG", "PERSON", "PRODUCT"):
        return False
    words = [token for token in entity if token.text[0].isupper() and not _names_a_place(token)]
    named = [token.i for token in words if not first <= token.i < last]
    beside = first - 1 in named or last in named
    if entity.label_ == "PERSON":
        return beside
    linked = first - 1 >= entity.start and doc[first - 1].lower_ in ("of", "for", "the")
    if (
        not named
        or not (beside or linked)
        or _is_title_case(doc)
        or (last < len(doc) and doc[last].tag_ == "POS")
    ):
        return False
    # "General Staff of Ukraine" is a body of the state: the state acts in it.
    state = (
        first > entity.start
        and doc[first - 1].lower_ == "of"
        and doc[first - 2].lower_ in cue_set("actors", "actor_of")
    )
    return not state


def _names_a_place(token: Token) -> bool:
    """Whether a word within a name speaks for a place: another place's name, "Oblasts", "City"."""
    lower = token.lower_
    generic = lower in cue_set("spans", "nouns_after") or lower in cue_set("spans", "administrative_plural")
    return (
        generic or lower in ("the", "city") or bool(gazetteer().own(token.text)) or is_home_town(token.text)
    )


def _is_title_case(doc: Doc) -> bool:
    """Whether most words are capitalised, as in a headline, where capitals make no name."""
    words = [token.text for token in doc if token.is_alpha and len(token) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
