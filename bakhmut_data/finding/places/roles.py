"""What a place's name stands for: the place, its government or army, or neither."""

from __future__ import annotations

from itertools import islice
from typing import Literal

from spacy.tokens import Doc, Span, Token

from bakhmut_data.finding.places.context import PLACE_LABELS, NameInText, cue_set, is_country
from bakhmut_data.finding.places.exclusions import is_office_holder, is_part_of_other_name
from bakhmut_data.records import Role
from bakhmut_data.reference.folding import fold_name
from bakhmut_data.reference.gazetteer import capital_ids

Part = Literal["country", "capital", "seat", "place", "always", "proclaimed"]
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
OBJECTS = frozenset(("dobj", "dative", "obj", "iobj"))
MODIFIERS = frozenset(("compound", "nmod", "amod"))
FARTHEST = 40
LONGEST_DATELINE = 8
HYPHENS = frozenset("-‐‑–")
DATELINE_ENDS = frozenset(",/(—–-.")


def role_of(mention: NameInText) -> Role | None:
    """The name's role; None where it is part of another name or a mere adjective."""
    part = part_of(mention)
    if part == "always":
        owner = (
            mention.last < len(mention.paragraph.doc) and mention.paragraph.doc[mention.last].tag_ == "POS"
        )
        return None if owner and is_office_holder(mention) else "actor"
    if part in ("country", "capital") and _is_one_of_two(mention):
        return "actor"
    if is_part_of_other_name(mention, country=part == "country"):
        return None
    if part == "place":
        return "location"
    return _proclaimed_role(mention) if part == "proclaimed" else _governed_role(mention, part)


def part_of(mention: NameInText) -> Part:
    """Which kind of actor the name could be at all."""
    ids = {place.place_id for place in mention.candidates}
    settlements = [place.place_id for place in mention.candidates if place.kind == "settlement"]
    kinds = [place.kind for place in mention.candidates]
    tests: tuple[tuple[bool, Part], ...] = (
        (fold_name(mention.name) in cue_set("actors", "always"), "always"),
        (bool(ids & cue_set("actors", "seats")), "seat"),
        (bool(ids & cue_set("exclude", "proclaimed")), "proclaimed"),
        (kinds[:1] == ["country"], "country"),
        (not mention.extended and bool(settlements) and settlements[0] in capital_ids(), "capital"),
    )
    return next((part for holds, part in tests if holds), "place")


def _is_one_of_two(mention: NameInText) -> bool:
    """As in "the Russia-Ukraine crisis", "anti-Kyiv": governments, unless it is their border."""
    doc, first, last = mention.paragraph.doc, mention.first, mention.last
    ahead = last + 1 < len(doc) and doc[last].text in HYPHENS and is_country(doc[last + 1].text)
    behind = first > 1 and doc[first - 1].text in HYPHENS and is_country(doc[first - 2].text)
    if first > 1 and doc[first - 1].text in HYPHENS and doc[first - 2].lower_ in ("anti", "pro"):
        return True
    if not ahead and not behind:
        return False
    rest = doc[last + 2 : last + 4] if ahead else doc[last : last + 2]
    return not any(token.lemma_.lower() in cue_set("actors", "bordering") for token in rest)


def _proclaimed_role(mention: NameInText) -> Role | None:
    """A self-proclaimed republic is a place after a locative preposition, an actor as a subject."""
    token = mention.paragraph.doc[mention.last - 1]
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "of":
        return "location" if head.head.lower_ in cue_set("actors", "place_of") else None
    if token.dep_ == "pobj" and head.lower_ in cue_set("actors", "locative_prepositions"):
        return "location"
    if token.dep_ == "compound":
        return None
    return "actor" if token.dep_ in SUBJECTS else "location"


def _governed_role(mention: NameInText, part: Part) -> Role:
    """The role by the word that governs the name."""
    doc, last = mention.paragraph.doc, mention.last
    if _follows_direction(mention) or (part == "capital" and _is_apposed(mention)):
        return "location"
    glued = not doc[last - 1].whitespace_
    if glued and last + 1 < len(doc) and doc[last].text in "-‐–" and doc[last + 1].text[0].islower():
        # "Moscow-backed" but "Kyiv-based".
        return "location" if doc[last + 1].lower_ == "based" else "actor"
    if _after_place(mention) or _is_dateline(mention):
        return "location"
    if last < len(doc) and doc[last].lower_ in cue_set("actors", "actor_compounds"):
        return "actor"
    return _dependency_role(_first_conjunct(doc[mention.first : last].root), part)


def _follows_direction(mention: NameInText) -> bool:
    """As in "eastern Ukraine", which no government is called."""
    doc, first, last = mention.paragraph.doc, mention.first, mention.last
    before = doc[first - 1].lower_ if first else ""
    ahead = last < len(doc) and doc[last].lower_ in cue_set("actors", "actor_compounds")
    return before in cue_set("exclude", "directions") and not ahead


def _is_apposed(mention: NameInText) -> bool:
    """As in "the capital Kyiv", "several cities including Kyiv"."""
    doc, first = mention.paragraph.doc, mention.first
    if first < 2:
        return False
    before, lead = doc[first - 1].lower_, doc[first - 2]
    named = before in ("capital", "city") and lead.pos_ in ("DET", "ADJ", "PART")
    return named or (before == "including" and lead.lemma_.lower() in ("city", "town", "place"))


def _first_conjunct(token: Token) -> Token:
    # A table read as one sentence may string thousands of names together.
    for _ in range(FARTHEST):
        if token.dep_ != "conj" or token.head is token:
            break
        token = token.head
    return token


def _near(token: Token) -> Span:
    """The tokens around, within the sentence's usual reach."""
    return token.doc[max(token.i - FARTHEST, token.sent.start) : token.i + FARTHEST]


def _dependency_role(token: Token, part: Part) -> Role:
    dependency, head = token.dep_, token.head
    before = token.nbor(-1) if token.i else token
    if dependency in SUBJECTS:
        role = _subject_role(token, head, part)
    elif dependency in OBJECTS:
        role = _object_role(token, head, part)
    elif dependency in ("pobj", "pcomp"):
        role = _prepositional_role(token, head, part)
    elif dependency in MODIFIERS and before.pos_ == "ADP":
        # The parser may run past a quotation mark: "the losses of Russia” Monitor".
        role = _prepositional_role(token, before, part)
    else:
        role = "actor" if _is_possessor_or_modifier_of_actor(token, part) else "location"
    return role


def _is_possessor_or_modifier_of_actor(token: Token, part: Part) -> bool:
    """True of "Ukraine's generals", "the Kiev regime", "a Kremlin aide"; not of "Ukraine's east"."""
    head = token.head.lower_
    if token.dep_ == "poss":
        return head not in cue_set("actors", "place_possessions") and token.head.ent_type_ not in PLACE_LABELS
    return part == "seat" or (token.dep_ in MODIFIERS and head in cue_set("actors", "actor_compounds"))


def _subject_role(token: Token, verb: Token, part: Part) -> Role:
    below = [child for child in verb.children if child.dep_ in ("attr", "dobj", "acomp")]
    described = verb.lemma_ == "be" and any(
        child.lower_ in cue_set("actors", "place_predicates") for child in below
    )
    counted = verb.lemma_ in ("have", "number") and any(
        word.lower_ in cue_set("actors", "population_objects")
        for child in below
        for word in islice(child.subtree, FARTHEST)
    )
    suffering = token.dep_ == "nsubjpass" and verb.lemma_ in cue_set("actors", "place_verbs")
    lying = token.dep_ != "nsubjpass" and verb.lemma_ in cue_set("actors", "place_subject_verbs")
    place = part != "seat" and (described or counted or suffering or lying)
    return "location" if place else "actor"


def _object_role(token: Token, verb: Token, part: Part) -> Role:
    if part == "seat":
        place = verb.lemma_ in cue_set("actors", "seat_verbs")
    elif verb.lemma_ == "take":
        # "It took Kyiv two weeks" has a second object, "if they take Kyiv" has not.
        place = part == "capital" and token.dep_ != "dative" and not _noun_phrase_follows(token)
    elif part == "capital":
        place = verb.lemma_ not in cue_set("actors", "actor_object_verbs")
    else:
        place = verb.lemma_ in cue_set("actors", "place_verbs")
    return "location" if place else "actor"


def _noun_phrase_follows(token: Token) -> bool:
    after = token.doc[token.i + 1 : token.i + 2]
    return any(
        word.pos_ in ("DET", "NUM") or word.lower_ in cue_set("actors", "around_numbers") for word in after
    )


def _prepositional_role(token: Token, preposition: Token, part: Part) -> Role:
    word, governor = preposition.lower_, preposition.head
    cause = governor.lemma_.lower()
    locative = word in cue_set("actors", "locative_prepositions")
    handed = any(
        other.lower_ in cue_set("actors", "handed_over") for other in _near(token) if other.i < token.i
    )
    moving = word == "to" and cause in cue_set("actors", "motion_words") and not handed
    if part == "seat":
        place = moving or (locative and word not in ("from", "between", "over"))
    elif preposition.text == "In" and _verb_follows(token):
        place = False
    elif word == "of":
        noun = governor if governor.pos_ in ("NOUN", "PROPN", "NUM") else token.doc[preposition.i - 1]
        place = noun.lower_ not in cue_set("actors", "actor_of")
    elif word == "from":
        place = cause not in cue_set("actors", "actor_from")
    elif _is_suffering(word, cause):
        place = True
    elif word == "between" and part == "capital" and _are_rivals(token):
        place = cause in cue_set("actors", "ways")
    elif word == "between" and cause in cue_set("actors", "relations"):
        place = False
    elif word in ("on", "upon", "over", "between") and (part == "country" or word in ("on", "upon")):
        place = cause == "border" or (cause in cue_set("actors", "fights") and word != "between")
    elif word in ("as", "than"):
        place = any(other.lower_ in cue_set("actors", "population_objects") for other in _near(token))
    else:
        span = any(
            other.lower_ in ("from", "via") for other in token.doc[max(preposition.i - 4, 0) : preposition.i]
        )
        place = moving or locative or (word == "to" and span)
    return "location" if place else "actor"


def _is_suffering(word: str, cause: str) -> bool:
    """As in "a threat to", "an attack against", "the border with", "sailed for"."""
    ways = (
        (("against", "to"), "threats"),
        (("with",), "bordering"),
        (("for",), "leaving"),
    )
    return any(word in prepositions and cause in cue_set("actors", name) for prepositions, name in ways)


def _are_rivals(token: Token) -> bool:
    """Whether two capitals stand beside one another: "between Moscow and Kyiv" fight governments."""
    rivals = {word.lower_ for word in (token, *(c for c in token.rights if c.dep_ == "conj"))}
    return len(rivals & cue_set("actors", "rival_capitals")) > 1


def _verb_follows(token: Token) -> bool:
    """In "In Kiev are sure", a translated turn of phrase, those in the capital are the subject."""
    after = token.doc[token.i + 1 : token.i + 2]
    return any(word.pos_ in ("AUX", "VERB") and word.tag_ != "VBG" for word in after)


def _after_place(mention: NameInText) -> bool:
    """In "Chasiv Yar, Ukraine, on Monday" the country tells where the name before it lies."""
    doc, first, last = mention.paragraph.doc, mention.first, mention.last
    if first < 2 or doc[first - 1].text != "," or doc[first].dep_ in SUBJECTS:
        return False
    before = doc[first - 2]
    ends = last >= len(doc) or not doc[last].text[0].isalpha() or doc[last].pos_ in ("ADP", "SCONJ", "ADV")
    return (
        ends and before.ent_type_ in PLACE_LABELS and before.pos_ == "PROPN" and doc[last - 1].tag_ != "POS"
    )


def _is_dateline(mention: NameInText) -> bool:
    """Whether the paragraph opens "KYIV, March 6" or "MOSCOW/KYIV (Wire)"."""
    doc: Doc = mention.paragraph.doc
    if mention.last > LONGEST_DATELINE:
        return False
    words = [token for token in doc[: mention.last] if token.is_alpha]
    if mention.end < doc[mention.last - 1].idx + len(doc[mention.last - 1]):
        return doc[mention.last - 1].text.isupper()
    opening = bool(words) and all(word.text.isupper() for word in words)
    return opening and mention.last + 3 < len(doc) and doc[mention.last].text[0] in DATELINE_ENDS
