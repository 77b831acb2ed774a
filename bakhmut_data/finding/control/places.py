"""Which place, and which part of it, a noun phrase speaks of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Token

from bakhmut_data.finding.control.focus import Focus
from bakhmut_data.finding.control.lexicon import words
from bakhmut_data.language.analysis import Paragraph
from bakhmut_data.records import Place, Toponym

# Parts of a place by nature: a claim about them is one about the place they belong to.
INNER_KINDS = frozenset({"road", "river", "district"})
PRONOUNS = frozenset({"it", "its", "there", "itself"})
RELATIVE_PLACES = frozenset({"where", "which"})
DEICTICS = frozenset({"the", "this", "that", "whole", "entire", "their", "its", "our", "no"})
# Words beside its noun that a part keeps.
LONGEST_PART = 3
# Tokens of "a huge swath of new territory".
LONGEST_GROUND = 8
# Tokens between a part and its bearing: "territory about 15 km northeast of".
FARTHEST_BEARING = 7
BREAKS = frozenset({"relcl", "acl", "advcl", "punct", "cc", "conj", "appos"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A place as an argument names it: whole or in part; `named` where its own name stands there."""

    place: Place
    part: str | None
    first: int
    last: int
    named: bool = True
    generic: bool = False

    @property
    def definite(self) -> bool:
        """Whether the place is named or pointed to by a noun such as "the city"."""
        return self.named or self.generic


def arguments(head: Token, paragraph: Paragraph, focus: Focus) -> list[Argument]:
    """The places a noun phrase speaks of; empty where it speaks of no place."""
    head = _antecedent(head) or head
    return [argument for item in _coordinated(head) for argument in _of_head(item, paragraph, focus)]


def _coordinated(head: Token) -> list[Token]:
    """The head and its conjuncts."""
    if head.lemma_.lower() in words("roads"):
        # "the artery, the road to the town": the apposition names the place
        for child in head.rights:
            if child.dep_ == "appos" and child.lemma_.lower() in words("roads"):
                return [child]
    found = [head]
    for token in found:
        if len(found) > 30:
            break
        found.extend(
            child
            for child in token.rights
            if child.dep_ in {"conj", "appos"}
            and child.i > token.i
            and (child.dep_ == "conj" or child.pos_ == "PROPN")
        )
    return found


def _of_head(head: Token, paragraph: Paragraph, focus: Focus) -> list[Argument]:
    position = paragraph.token_start(head)
    named = focus.covering(position)
    if named is not None:
        return _of_toponym(named, head, paragraph, focus)
    if head.lower_ in PRONOUNS:
        return _pointing(focus.at(position, head.lower_), head, paragraph, None)
    inner = _all_inside(head, paragraph, focus)
    lemma = head.lemma_.lower()
    if lemma in words("generic") and (inner or _definite(head)):
        return _of_generic(head, inner, paragraph, focus)
    named_region = lemma in words("far_regions") and inner
    if named_region or (lemma in words("regions") and (inner or lemma not in words("pointing_regions"))):
        return [_argument(place, head, paragraph, None) for place in inner]
    pointed = None if inner else _pointed_at(head, position, focus)
    if pointed is None and _is_part(head):
        return _of_part(head, inner, paragraph, focus)
    found = _pointing(pointed, head, paragraph, None, generic=True)
    return found or _of_misread(head, paragraph, focus)


def _pointed_at(head: Token, position: int, focus: Focus) -> Place | None:
    """The place of "the capital", "the peninsula", "this region"."""
    if head.lemma_.lower() == "capital":
        return focus.capital
    far = head.lemma_.lower() in words("far_regions") and _definite(head)
    return focus.last_of_kind(position, "region") if far else None


def _antecedent(relative: Token) -> Token | None:
    """What "from where" and "in which" point to."""
    if relative.lower_ not in RELATIVE_PLACES:
        return None
    for verb in islice(relative.ancestors, 4):
        if verb.dep_ == "relcl":
            return verb.head
    return None


def _of_generic(head: Token, inner: list[Place], paragraph: Paragraph, focus: Focus) -> list[Argument]:
    """As in "the city of Bakhmut", "the villages of Opytne and Sil", "the town"."""
    if head.tag_ == "NNS":
        position = paragraph.token_start(head)
        places = inner or focus.last(position, _how_many(head))
        return [_argument(place, head, paragraph, None, named=bool(inner)) for place in places]
    if inner:
        return [_argument(inner[0], head, paragraph, None)]
    if _is_of_unknown(head):
        return []
    place = focus.at(paragraph.token_start(head), head.lemma_.lower())
    return _pointing(place, head, paragraph, None, generic=True)


def _is_of_unknown(head: Token) -> bool:
    """Whether a name follows that is no place known: "the village of Victory" is not the last one named."""
    of = (child for child in head.rights if child.lower_ == "of" and child.i == head.i + 1)
    return any(grand.dep_ == "pobj" and grand.text[:1].isupper() for child in of for grand in child.rights)


def _how_many(head: Token) -> int:
    """How many places "the two villages" and "both towns" point back to; 0 where it is not said."""
    counts = {"two": 2, "both": 2, "three": 3, "four": 4}
    return next((counts[child.lower_] for child in head.lefts if child.lower_ in counts), 0)


def _of_part(head: Token, inner: list[Place], paragraph: Paragraph, focus: Focus) -> list[Argument]:
    """As in "the east of Bakhmut", "half of it", "its streets"."""
    part = _part_text(head)
    if inner:
        return [_argument(place, head, paragraph, part) for place in inner]
    if _is_of_things(head) or _is_of_country(head, paragraph, focus):
        return []
    beside = _beside(head, paragraph, focus)
    if beside is not None:
        return [replace(argument, part=part) for argument in _of_toponym(beside, head, paragraph, focus)]
    if _is_vague(head, focus):
        return []
    generic, position = _generic_inside(head), paragraph.token_start(head)
    place = focus.at(position, generic) if generic else focus.implied(paragraph, position)
    return _pointing(place, head, paragraph, part, generic=bool(generic))


def _is_of_country(head: Token, paragraph: Paragraph, focus: Focus) -> bool:
    """Whether a part is one of the whole country: "a swath of Ukraine", "Ukrainian territory"."""
    named = focus.within(paragraph.token_start(head.left_edge), paragraph.token_end(_short_right_edge(head)))
    if any(t.place is not None and t.place.kind == "country" for t in named):
        return True
    whole = head.lemma_.lower() in words("country_parts") and not focus.dominant
    return whole and any(child.lower_ in words("own_country") for child in head.lefts)


def _is_vague(head: Token, focus: Focus) -> bool:
    """Whether ground somewhere in a text of many places is meant: "a huge swath of territory"."""
    ground = any(
        token.lemma_.lower() in words("ground") for token in (head, *islice(head.subtree, LONGEST_GROUND))
    )
    return ground and not _is_pointed_out(head) and not (focus.dominant or focus.leading)


def _is_pointed_out(head: Token) -> bool:
    return any(child.lower_ in DEICTICS or child.dep_ == "poss" for child in head.lefts)


def _is_of_things(head: Token) -> bool:
    """Whether what a part is of is no place: "80 percent of its wheat"."""
    of = (child for child in head.rights if child.lower_ == "of")
    whole = next((grand for child in of for grand in child.rights if grand.dep_ == "pobj"), None)
    if whole is None or whole.pos_ == "PROPN" or whole.lower_ in PRONOUNS:
        return False
    return not {whole.lemma_.lower(), whole.lower_} & (words("generic") | words("parts") | words("regions"))


def _beside(head: Token, paragraph: Paragraph, focus: Focus) -> Toponym | None:
    """The place a part is located by: "heights west of the village", where its name stands."""
    for token in head.doc[head.i + 1 : head.i + FARTHEST_BEARING]:
        if token.pos_ in {"VERB", "AUX"} or token.text in {",", ";", "("}:
            return None
        if token.lower_ in words("bearings") and token.i + 2 < len(head.doc) and token.nbor(1).lower_ == "of":
            return focus.covering(paragraph.token_start(token.nbor(2)))
    return None


def _of_toponym(named: Toponym, head: Token, paragraph: Paragraph, focus: Focus) -> list[Argument]:
    if named.place is None or named.place.kind == "country":
        return []
    if named.place.kind in INNER_KINDS or focus.is_inside_main(named.place):
        inside = focus.is_inside_main(named.place)
        whole = focus.main if inside else focus.implied(paragraph, named.start)
        return _pointing(whole, head, paragraph, named.surface)
    return [_argument(named.place, head, paragraph, None)]


def _of_misread(head: Token, paragraph: Paragraph, focus: Focus) -> list[Argument]:
    """As in "to take Bakhmut rages on": a verb that the parser took for a noun of which the name is part."""
    if head.tag_ not in {"NNS", "NN"} or head.lemma_.lower() not in words("persist") | words("holding"):
        return []
    if head.i == 0:
        return []
    before = head.nbor(-1)
    named = focus.covering(paragraph.token_start(before))
    return _of_toponym(named, before, paragraph, focus) if named is not None else []


def _is_part(head: Token) -> bool:
    lemma = head.lemma_.lower()
    known = lemma in words("parts") or head.lower_ in words("parts")
    if not known and not lemma.endswith(("third", "half")):
        return False
    inside = head.doc[head.left_edge.i : min(head.right_edge.i, head.i + 8) + 1]
    return not any(token.lemma_.lower() in words("time") for token in inside)


def _definite(head: Token) -> bool:
    return (
        _is_pointed_out(head)
        # "A Ukrainian city is about to fall": headlines name it in the next line
        or any(child.lower_ == "ukrainian" for child in head.lefts)
        or any(child.lower_ == "of" for child in head.rights)
    )


def _all_inside(head: Token, paragraph: Paragraph, focus: Focus) -> list[Place]:
    start = paragraph.token_start(head.left_edge)
    end = paragraph.token_end(_short_right_edge(head))
    found = [t for t in focus.within(start, end) if t.place is not None and t.place.kind != "country"]
    found = [t for t in found if t.start not in focus.aside] or found
    settlements = [
        focus.main if focus.main is not None and focus.is_inside_main(t.place) else t.place
        for t in found
        if t.place is not None and t.place.kind not in INNER_KINDS
    ]
    if head.lemma_.lower() in words("roads"):
        if any(t.place is not None and t.place.kind == "road" for t in found):
            return []
        # A road is named by where it leads; the claim is about the first place named.
        return settlements[:1]
    return list(dict.fromkeys(settlements))


def _short_right_edge(head: Token) -> Token:
    """The phrase's last token before any relative clause."""
    last = head
    for child in head.rights:
        if child.dep_ in BREAKS:
            break
        last = _list_right_edge(child) if child.i - head.i < 40 else child
    return last


def _list_right_edge(token: Token) -> Token:
    """The same for what hangs on the head, where a list of names goes on."""
    last = token
    for child in token.rights:
        if child.dep_ in BREAKS and child.dep_ not in {"punct", "cc", "conj"}:
            break
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
            break
        if child.dep_ not in {"punct", "cc"}:
            last = _list_right_edge(child) if child.i - token.i < 40 else child
    return last


def _generic_inside(head: Token) -> str:
    for child in islice(head.subtree, 60):
        if child.lemma_.lower() in words("generic"):
            return child.lemma_.lower()
    return ""


def _part_text(head: Token) -> str | None:
    """The part's own words, few enough to be no quotation: "eastern part", "last houses"."""
    if head.lemma_.lower() in words("holdings"):
        return None
    first = head.i
    while first > head.left_edge.i and head.i - first < LONGEST_PART:
        before = head.doc[first - 1]
        if not before.is_alpha and not before.like_num and before.text != "-":
            break
        first -= 1
    while first < head.i and head.doc[first].pos_ in {"DET", "PRON", "ADP", "PART"}:
        first += 1
    text: str = head.doc[first : head.i + 1].text
    return " ".join(text.split())


def _argument(
    place: Place, head: Token, paragraph: Paragraph, part: str | None, *, named: bool = True
) -> Argument:
    start = paragraph.token_start(head.left_edge)
    return Argument(place, part, start, paragraph.token_end(_short_right_edge(head)), named)


def _pointing(
    place: Place | None, head: Token, paragraph: Paragraph, part: str | None, *, generic: bool = False
) -> list[Argument]:
    """The argument of a phrase that points to a place without naming it."""
    if place is None:
        return []
    return [replace(_argument(place, head, paragraph, part, named=False), generic=generic)]
