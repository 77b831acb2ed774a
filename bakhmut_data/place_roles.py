"""What a place's name stands for: the place, its government or army, or neither."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Token

from bakhmut_data.gazetteer import capital_ids
from bakhmut_data.names import fold_name
from bakhmut_data.place_spans import Mention, cue_set, entity_of
from bakhmut_data.records import Role

Part = Literal["country", "capital", "seat", "place", "always", "proclaimed"]
QUOTES = frozenset("\"“”‘’«»„")
WORKS = frozenset(("song", "songs", "film", "movie", "album", "book", "novel", "track", "clip", "video", "band", "album", "painting", "podcast", "series", "play", "poem", "hit", "documentary"))
CALL_SIGNS = frozenset(("callsign", "call sign", "call-sign", "codename", "code name", "codenamed", "nicknamed", "nickname", "surnamed"))
OFFICES = frozenset(("president", "minister", "king", "queen", "head", "leader", "emperor", "premier", "chancellor", "ambassador", "chief", "tsar"))


def role_of(mention: Mention) -> Role | None:
    """location or actor; None where the name is part of another name or a mere adjective."""
    part = part_of(mention)
    if part == "always":
        return "actor"
    if _in_other_name(mention, part):
        return None
    if part == "place":
        return "location"
    if part == "proclaimed":
        return _proclaimed_role(mention)
    return _governed_role(mention, part)


def part_of(mention: Mention) -> Part:
    """Which kind of actor the name could be at all."""
    name = fold_name(mention.name)
    if name in cue_set("actors", "always"):
        return "always"
    ids = {place.place_id for place in mention.candidates}
    if ids & cue_set("actors", "seats"):
        return "seat"
    if ids & cue_set("exclude", "proclaimed"):
        return "proclaimed"
    if mention.candidates and mention.candidates[0].kind == "country":
        return "country"
    settlements = [place for place in mention.candidates if place.kind == "settlement"]
    return "capital" if not mention.extended and settlements and settlements[0].place_id in capital_ids() else "place"


def _in_other_name(mention: Mention, part: Part) -> bool:
    """Whether the place name only helps to name an organisation, a work, an office or a person."""
    doc, first, last = mention.paragraph.doc, mention.first, mention.last
    after = doc[last] if last < len(doc) else None
    before = doc[first - 1] if first else None
    if before is not None and (before.lower_ in CALL_SIGNS or doc[max(first - 2, 0) : first].text.casefold() in CALL_SIGNS):
        return True
    if before is not None and before.lower_.rstrip(".") in cue_set("exclude", "person_titles") and before.text[0].isupper():
        return True
    if after is not None and _organisation_follows(doc, last):
        return True
    if _follows_organisation(doc, first) or _in_work_title(doc, first, last):
        return True
    if part == "country" and (_is_office(doc, first) or _is_adjective(mention)):
        return True
    return _inside_entity(mention)


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
    return noun.text[0].isupper() and noun.lower_ in cue_set("exclude", "organisations_of")


def _is_office(doc: Doc, first: int) -> bool:
    position = first - 1
    if position >= 0 and doc[position].lower_ == "the":
        position -= 1
    return position > 0 and doc[position].lower_ == "of" and doc[position - 1].lower_ in OFFICES


def _is_adjective(mention: Mention) -> bool:
    """ "US officials" and "UK Ministry" speak of no place."""
    token = mention.paragraph.doc[mention.last - 1]
    if token.head.lower_ in cue_set("actors", "place_possessions"):
        return False
    return fold_name(mention.name) in _folded_adjectival() and token.head.i > token.i and token.dep_ in ("compound", "amod", "nmod")


def _folded_adjectival() -> frozenset[str]:
    return frozenset(fold_name(name) for name in cue_set("exclude", "adjectival"))


def _in_work_title(doc: Doc, first: int, last: int) -> bool:
    """Whether the name stands in a short quoted title next to "song", "film" or the like."""
    opening = next((i for i in range(first - 1, max(first - 4, -1), -1) if doc[i].text in QUOTES), None)
    closing = next((i for i in range(last, min(last + 4, len(doc))) if doc[i].text in QUOTES), None)
    if opening is None or closing is None:
        return False
    around = [*doc[max(opening - 5, 0) : opening], *doc[closing + 1 : closing + 7]]
    return any(token.lower_ in WORKS for token in around)


def _inside_entity(mention: Mention) -> bool:
    """Whether the model sees a longer name of a person or an organisation around the place."""
    doc, first, last = mention.paragraph.doc, mention.first, mention.last
    entity = entity_of(doc, first)
    if entity is None or entity.label_ not in ("ORG", "PERSON", "PRODUCT"):
        return False
    named = [token.i for token in entity if token.text[0].isupper() and not first <= token.i < last]
    beside = first - 1 in named or last in named
    if entity.label_ == "PERSON":
        return beside
    linked = first - 1 >= entity.start and doc[first - 1].lower_ in ("of", "for", "the")
    if not named or not (beside or linked) or _is_title_case(doc) or (last < len(doc) and doc[last].tag_ == "POS"):
        return False
    # "General Staff of Ukraine" is a body of the state: the state acts in it.
    state = first > entity.start and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in cue_set("actors", "actor_of")
    return not state


def _is_title_case(doc: Doc) -> bool:
    """Whether most words are capitalised, as in a headline, where capitals make no name."""
    words = [token.text for token in doc if token.is_alpha and len(token) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _proclaimed_role(mention: Mention) -> Role | None:
    """A self-proclaimed republic is a place only after a locative preposition."""
    token = mention.paragraph.doc[mention.last - 1]
    head = token.head
    if token.dep_ == "compound":
        return None
    if token.dep_ == "pobj" and head.lower_ == "of":
        return "location" if head.head.lower_ in cue_set("actors", "place_of") else None
    if token.dep_ == "pobj" and head.lower_ in cue_set("actors", "locative_prepositions"):
        return "location"
    return "actor" if token.dep_ in ("nsubj", "agent") else "location"


def _governed_role(mention: Mention, part: Part) -> Role:
    """The role by the word that governs the name."""
    doc, last = mention.paragraph.doc, mention.last
    token = mention.paragraph.doc[mention.first : last].root
    if last + 1 < len(doc) and doc[last].text in "-‐–" and doc[last + 1].text.isalpha() and doc[last + 1].text.islower():
        return "location" if doc[last + 1].lower_ == "based" else "actor"
    if _after_place(mention) or _is_dateline(mention):
        return "location"
    return _dependency_role(token, part)


def _dependency_role(token: Token, part: Part, depth: int = 0) -> Role:
    dependency, head = token.dep_, token.head
    if dependency == "conj" and depth < 5:
        return _dependency_role(_first_conjunct(token), part, depth + 1)
    if dependency in ("nsubj", "nsubjpass", "csubj"):
        return _subject_role(token, head, part)
    if dependency == "poss":
        place = head.lower_ in cue_set("actors", "place_possessions") or head.ent_type_ in ("GPE", "LOC", "FAC")
        return "location" if place else "actor"
    if dependency in ("pobj", "pcomp"):
        return _prepositional_role(token, head, part)
    if dependency in ("dobj", "dative", "obj", "iobj"):
        return _object_role(token, head, part)
    if dependency in ("compound", "nmod", "amod"):
        before = token.nbor(-1) if token.i else token
        if before.pos_ == "ADP":
            # The parser may skip over a quotation mark: "the losses of Russia” Monitor".
            return _prepositional_role(token, before, part)
        return "actor" if part == "seat" or head.lower_ in cue_set("actors", "actor_compounds") else "location"
    return "actor" if part == "seat" else "location"


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token


def _subject_role(token: Token, verb: Token, part: Part) -> Role:
    if part == "seat":
        return "actor"
    if token.dep_ == "nsubjpass":
        return "location" if verb.lemma_ in cue_set("actors", "place_verbs") else "actor"
    if verb.lemma_ in cue_set("actors", "place_subject_verbs"):
        return "location"
    below = [child for child in verb.children if child.dep_ in ("attr", "dobj", "acomp")]
    if verb.lemma_ == "be" and any(child.lower_ in cue_set("actors", "place_predicates") for child in below):
        return "location"
    words = {word.lower_ for child in below for word in child.subtree}
    counted = verb.lemma_ in ("have", "number") and words & cue_set("actors", "population_objects")
    return "location" if counted else "actor"


def _object_role(token: Token, verb: Token, part: Part) -> Role:
    if part == "seat":
        return "location" if verb.lemma_ in ("visit", "leave", "enter", "reach", "storm", "hit", "tour") else "actor"
    if verb.lemma_ == "take":
        # "It took Kyiv two weeks" has a second object, "if they take Kyiv" has not.
        return "actor" if token.dep_ == "dative" or _noun_phrase_follows(token) or part == "country" else "location"
    if part == "capital":
        return "actor" if verb.lemma_ in cue_set("actors", "actor_object_verbs") else "location"
    return "location" if verb.lemma_ in cue_set("actors", "place_verbs") else "actor"


def _noun_phrase_follows(token: Token) -> bool:
    after = token.i + 1
    return after < len(token.doc) and (token.doc[after].pos_ in ("DET", "NUM") or token.doc[after].lower_ in ("about", "some", "nearly"))


def _prepositional_role(token: Token, preposition: Token, part: Part) -> Role:
    word, governor = preposition.lower_, preposition.head
    if part == "seat":
        near = token.doc[max(preposition.i, token.i - 4) : token.i]
        moved = word == "to" and governor.lemma_.lower() in cue_set("actors", "motion_words")
        at = word in cue_set("actors", "locative_prepositions") and word not in ("from", "between", "over")
        return "location" if len(near) and (moved or at) else "actor"
    if preposition.text == "In" and _verb_follows(token):
        return "actor"
    if word == "of":
        noun = governor if governor.pos_ in ("NOUN", "PROPN", "NUM") else token.doc[preposition.i - 1]
        return _of_role(noun, part)
    if word == "to":
        moving = governor.lemma_.lower() in cue_set("actors", "motion_words")
        return "location" if moving else "actor"
    if word in ("on", "upon", "over", "between", "from") and part == "country":
        fight = governor.lemma_.lower() in ("attack", "strike", "assault", "invasion", "war", "raid", "rain", "fall", "fly", "border")
        if word == "from":
            return "actor" if governor.lemma_ in cue_set("actors", "actor_from") else "location"
        return "location" if fight and word != "between" else "actor"
    if word in ("as", "than"):
        counted = any(other.lower_ in cue_set("actors", "population_objects") for other in token.sent)
        return "location" if counted else "actor"
    return "location" if word in cue_set("actors", "locative_prepositions") else "actor"


def _verb_follows(token: Token) -> bool:
    """"In Kiev are sure": a translated turn of phrase in which the capital's people are the subject."""
    after = token.i + 1
    return after < len(token.doc) and token.doc[after].pos_ in ("AUX", "VERB") and token.doc[after].tag_ != "VBG"


def _of_role(governor: Token, part: Part) -> Role:
    if governor.lower_ in cue_set("actors", "actor_of"):
        return "actor"
    if governor.lower_ in cue_set("actors", "place_of") or governor.pos_ == "NUM":
        return "location"
    return "actor" if part == "seat" else "location"


def _after_place(mention: Mention) -> bool:
    """ "Chasiv Yar, Ukraine": a country or capital that tells where the name before it lies."""
    doc, first = mention.paragraph.doc, mention.first
    if first < 2 or doc[first - 1].text != ",":
        return False
    before = doc[first - 2]
    return before.ent_type_ in ("GPE", "LOC", "FAC") and before.pos_ == "PROPN" and doc[first].dep_ in ("appos", "npadvmod", "conj", "ROOT", "dep", "pobj") and _ends_there(mention)


def _ends_there(mention: Mention) -> bool:
    doc, last = mention.paragraph.doc, mention.last
    return last >= len(doc) or doc[last].is_punct or doc[last].is_space or doc[last].lower_ in ("on", "in", "as", "after", "before", "during", "where", "when")


def _is_dateline(mention: Mention) -> bool:
    """ "KYIV, March 6" or "MOSCOW/KYIV (Wire)" at the head of a paragraph."""
    doc = mention.paragraph.doc
    words = [token for token in doc[: mention.last] if token.is_alpha]
    if not words or not all(word.text.isupper() for word in words) or mention.last >= len(doc):
        return False
    if mention.end < doc[mention.last - 1].idx + len(doc[mention.last - 1]):
        return True
    return doc[mention.last].text[0] in ",/(—–-." and len(doc) > mention.last + 3
