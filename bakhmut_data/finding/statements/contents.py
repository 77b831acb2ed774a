"""What a verb of the lexicon brings in, in token indices."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from bakhmut_data.finding.statements.cues import Cue, lexicon
from bakhmut_data.finding.statements.extents import (
    FINITE,
    after_turn,
    before_conjunction,
    clause_range,
    follows,
    has_clause,
    has_that,
    has_word,
    is_finite,
    reaches,
    sentence_bounds,
    until_said,
    until_turn,
)
from bakhmut_data.finding.statements.sources import SUBJECTS, TokenRange, noun_phrase, said_in, subtree

FARTHEST_THAT = 40
LONGEST_TAIL = 30
TELLING = frozenset({"report", "assess", "attitude", "opinion"})
# What goes on with a noun that somebody asks for or warns of.
BENEFICIARY = frozenset({"for", "from", "between", "against", "with"})
LONGEST_LEAD = 12
# The object of these is who listens.
ADDRESSING = frozenset({"tell", "inform", "assure", "reassure", "remind", "warn", "advise", "brief"})


def verb_contents(token: Token, cue: Cue) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    """Frames and contents that the grammar gives a verb, surest first."""
    children = list(token.children)
    frames = cue.frames
    says = "clause" in frames or "quote" in frames or cue.lemma in ("speak", "talk")
    has_object = bool(frames & {"fact", "object"}) and any(child.dep_ == "dobj" for child in children)
    if says and not has_object and cue.kind == "report" and (after_colon := _after_colon(token)) is not None:
        yield "clause", (after_colon,)
    if says and (around := _head_clause(token, cue)) is not None:
        yield "around", around
    for child in sorted(children, key=lambda c: c.i < token.i):
        if child.dep_ == "ccomp":
            if not (reaches(child, token) if child.i < token.i else follows(child, token)):
                continue
            if is_finite(child) and says:
                yield "clause", (clause_range(child, token),)
            elif frames & {"infinitive", "complement", "gerund", "clause"}:
                yield "infinitive", (clause_range(child, token),)
        elif child.dep_ == "xcomp" and frames & {"infinitive", "gerund", "complement"}:
            dobj = next((c for c in children if c.dep_ == "dobj" and token.i < c.i < child.i), None)
            start = subtree(dobj)[0] if dobj is not None else subtree(child)[0]
            end = until_said(token.doc, child.i, subtree(child)[1])
            yield "infinitive", ((start, until_turn(token.doc, start, end)),)
    yield from _object_contents(token, cue, children)


def _object_contents(
    token: Token, cue: Cue, children: list[Token]
) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    """Contents that are a noun phrase or hang on a preposition."""
    frames = cue.frames
    dobj = next((c for c in children if c.dep_ == "dobj" and c.i > token.i), None) or _misread_name(
        token, cue
    )
    for child in children:
        if child.dep_ in ("oprd", "attr") and dobj is not None and _is_called(child, cue):
            named = child if dobj.pos_ == "PRON" else dobj
            yield "complement", ((subtree(named)[0], max(subtree(child)[1], subtree(dobj)[1])),)
        elif child.dep_ == "prep" and child.i > token.i:
            yield from _after_preposition(token, cue, child, dobj)
        elif child.dep_ == "advcl" and child.i > token.i and (start := _asked_for(child, cue)) is not None:
            yield "said", ((start, subtree(child)[1]),)
    yield from _hung_on_object(cue, dobj)
    if dobj is not None and (start := _amount(cue, dobj)) is not None:
        yield "put", ((start, until_turn(token.doc, start, subtree(token)[1])),)
    if dobj is not None and "fact" in frames and dobj.lower_ not in ("this", "that", "so", "them"):
        clause = next((c for c in dobj.rights if c.dep_ in ("acl", "ccomp") and has_that(c)), None)
        if clause is not None or dobj.lemma_ not in lexicon("noun"):
            shown = next((c for c in children if c.dep_ == "oprd"), None)
            yield "fact", ((subtree(clause or dobj)[0], subtree(shown or clause or dobj)[1]),)
    if dobj is not None and frames & {"object", "complement"} and dobj.pos_ != "PRON":
        yield "object", (subtree(dobj),)
    passive = next((c for c in children if c.dep_ == "nsubjpass"), None)
    if passive is not None and "object" in frames and any(c.dep_ == "agent" for c in children):
        spoken = "fact" in frames and passive.pos_ == "NOUN"
        yield ("fact" if spoken else "passive"), (subtree(passive),)


def _misread_name(verb: Token, cue: Cue) -> Token | None:
    """The name that the parser took for an adverb between a verb and what it calls it."""
    called = next((c for c in verb.rights if c.dep_ == "oprd" and _is_called(c, cue)), None)
    if called is None:
        return None
    between = (c for c in verb.rights if c.i < called.i and c.dep_ in ("advmod", "npadvmod", "dep"))
    return next((c for c in between if c.is_title), None)


def _is_called(complement: Token, cue: Cue) -> bool:
    """Whether what a thing is called says something of it; a bare name is only its name."""
    bare = complement.pos_ == "PROPN" and complement.left_edge is complement.right_edge
    return "complement" in cue.frames and not bare


def _asked_for(clause: Token, cue: Cue) -> int | None:
    """Where what is asked for begins in "called for the bridge to be rebuilt"."""
    mark = next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ in cue.said), None)
    return mark.i + 1 if mark is not None else None


def _hung_on_object(cue: Cue, dobj: Token | None) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    """Contents of "accused them of lying" and "described X as Y" that a parse gave to the object."""
    if dobj is None or not (cue.said or "as" in cue.frames):
        return
    for inner in dobj.subtree:
        if inner.dep_ != "prep" or inner.i < dobj.i:
            continue
        if inner.lower_ in cue.said and any(c.dep_ == "pcomp" for c in inner.children):
            yield "said", ((inner.i + 1, subtree(inner)[1]),)
        elif inner.lower_ == "as" and "as" in cue.frames:
            yield "as", ((subtree(dobj)[0], subtree(inner)[1]),)


def _amount(cue: Cue, dobj: Token) -> int | None:
    """Where the number begins that somebody gives: "put the dead at 30", "make it 30"."""
    if cue.lemma == "make it":
        return dobj.i + 1 if any(t.like_num for t in dobj.doc[dobj.i + 1 : dobj.i + 2]) else None
    return _put_at(dobj) if "put" in cue.frames else None


def _put_at(counted: Token) -> int | None:
    """Where the number begins at which somebody puts "the number of those killed"."""
    for token in counted.subtree:
        number = next((c for c in token.rights if c.dep_ == "pobj" and c.like_num), None)
        if token.lower_ == "at" and number is not None:
            return token.i + 1
    return None


def _after_preposition(
    token: Token, cue: Cue, preposition: Token, dobj: Token | None
) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    """Contents of "describe X as Y", "put X at N" and "speak of X"."""
    word = preposition.lower_
    if word == "as" and "as" in cue.frames and dobj is not None:
        yield "as", ((subtree(dobj)[0], subtree(preposition)[1]),)
    elif word in ("at", "under", "above", "over") and "put" in cue.frames and dobj is not None:
        start = preposition.i + 1
        yield "put", ((start, until_turn(token.doc, start, _own_end(token))),)
    elif word in cue.prepositions:
        inner = next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
        if inner is not None:
            said = word in cue.said and inner.pos_ != "PRON"
            start, end = subtree(inner)[0], _own_end(inner)
            yield ("said" if said else "preposition"), ((start, _with_beneficiary(token, end)),)


def _own_end(head: Token) -> int:
    """Where a phrase ends before a finite verb that is joined to it: "of lying and announces that …"."""
    joined = [c for c in head.rights if c.dep_ == "conj" and c.tag_ in FINITE]
    end = subtree(head)[1]
    return min(end, before_conjunction(joined[0])) if joined and head.tag_ != "VBP" else end


def _with_beneficiary(cue: Token, end: int) -> int:
    """Where what is called for ends, with whom it is for: "safe ways for those in the cellars"."""
    following = next((c for c in cue.rights if c.i == end), None)
    if following is None or following.dep_ != "prep" or following.lower_ not in BENEFICIARY:
        return end
    times = any(c.ent_type_ in ("DATE", "TIME") for c in following.rights)
    return end if times else subtree(following)[1]


def _head_clause(token: Token, cue: Cue) -> tuple[TokenRange, ...] | None:
    """The clause around an inserted "he said" or "as he said", in one or two pieces."""
    head = token.head
    if head is token or head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return None
    named = any(child.dep_ in SUBJECTS for child in token.children)
    if not named and (cue.kind not in TELLING or said_in(token) is None):
        return None
    as_clause = token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in token.children)
    if not (as_clause or token.dep_ == "parataxis") or any(c.dep_ == "ccomp" for c in token.children):
        return None
    if as_clause and _only_names(token, cue):
        return None
    left, right = subtree(head)
    start, end = subtree(token)
    pieces = tuple((a, b) for a, b in ((left, start), (end, right)) if has_word(token.doc, a, b))
    return pieces or None


def _only_names(token: Token, cue: Cue) -> bool:
    """Whether an "as" clause holds all that it says: "as the locals call it", "as they repeat warnings"."""
    objects = (c for c in token.rights if c.dep_ in ("dobj", "xcomp") and c.pos_ != "PRON")
    return "complement" in cue.frames or any(objects)


def _after_colon(token: Token) -> TokenRange | None:
    """What follows "he said on Monday:", to the end of its sentence."""
    doc = token.doc
    _, last = sentence_bounds(token)
    for other in doc[token.i + 1 : min(last, token.i + LONGEST_LEAD)]:
        if other.text == ":":
            start = other.i + 1
            if start < last and not doc[start].is_quote and has_clause(doc, start, last):
                return start, last
            return None
        if other.pos_ in ("VERB", "AUX") or other.text in (";", ".") or other.is_quote:
            return None
    return None


def lost_contents(token: Token, cue: Cue) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    """Contents that the parser hung elsewhere: a "that" further on, or what stands before ", says X."."""
    if "clause" not in cue.frames or cue.kind not in ("report", "assess", "opinion", "order"):
        return
    if (
        token.tag_ == "VBN"
        and token.dep_ in ("acl", "relcl")
        and not any(c.dep_ == "aux" for c in token.children)
    ):
        return
    doc = token.doc
    _, last = sentence_bounds(token)
    for following in doc[token.i + 1 : min(last, token.i + FARTHEST_THAT)]:
        if (
            following.is_quote
            or following.text in (";", ":")
            or following.tag_ in ("VBD", "VBZ", "VBP", "MD")
        ):
            break
        opens = following.lower_ == "that" and following.tag_ in ("IN", "WDT") and following.i + 2 < last
        if opens and (following.dep_ == "mark" or following.i - token.i <= 2):
            yield "that", ((following.i, until_turn(doc, following.i, last)),)
            return
    yield from _contents_before(token, cue)


def _contents_before(token: Token, cue: Cue) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    """What stands before ", says X." where the parser did not see it as said."""
    doc = token.doc
    first, last = sentence_bounds(token)
    if cue.kind != "report" or "quote" not in cue.frames or token.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return
    if any(other.is_quote for other in doc[token.i : last]):
        return
    if last - token.i > LONGEST_TAIL or not has_clause(doc, first, token.i) or _has_own_object(token):
        return
    comma = next((i for i in range(token.i - 1, first, -1) if doc[i].text == ","), None)
    apposed = _before_apposition(token, first) if comma == token.i - 1 else None
    if apposed is not None:
        yield "before", ((after_turn(doc, first, apposed), apposed),)
    elif comma is not None and (comma == token.i - 1 or _is_source_only(doc, comma + 1, token.i)):
        yield "before", ((after_turn(doc, first, comma), comma),)


def _has_own_object(token: Token) -> bool:
    """Whether a verb's own object, no listener, stands behind it: "X began a new phase"."""
    named = token.lemma_ not in ADDRESSING and any(c.dep_ in SUBJECTS for c in token.lefts)
    clause = token.dep_ == "relcl" or any(c.lower_ in ("which", "something", "who") for c in token.lefts)
    return clause or (named and any(c.dep_ in ("dobj", "xcomp", "ccomp", "oprd") for c in token.rights))


def _before_apposition(token: Token, first: int) -> int | None:
    """The comma before a source that has commas of its own: "…, the governor, Ivan Petrenko, wrote"."""
    named = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
    if named is None or not any(child.dep_ == "appos" for child in named.rights):
        return None
    comma = named.left_edge.i - 1
    return comma if comma > first and token.doc[comma].text == "," else None


def without_source(doc: Doc, content: TokenRange) -> tuple[tuple[TokenRange, ...], TokenRange | None]:
    """A clause and the name after its last comma, which a wrong parse took into it."""
    comma = next((i for i in range(content[1] - 1, content[0], -1) if doc[i].text == ","), None)
    if comma is None or not _is_source_only(doc, comma + 1, content[1]) or comma + 1 >= content[1]:
        return (content,), None
    return ((content[0], comma),), (comma + 1, content[1])


def tail_source(token: Token, comma: int, source: TokenRange | None) -> TokenRange | None:
    """The source between the comma and the sentence's end: X in ", declared on Friday X"."""
    if source is not None and source[1] > comma:
        return max(source[0], comma + 1), source[1]
    _, last = sentence_bounds(token)
    for other in token.doc[token.i + 1 : last]:
        if (
            other.pos_ in ("NOUN", "PROPN")
            and other.ent_type_ not in ("DATE", "TIME")
            and other.dep_ != "compound"
        ):
            start, end = noun_phrase(other)
            return max(start, token.i + 1), min(end, last)
    return None


def _is_source_only(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing but a name or a role stands between a comma and its verb."""
    return all(
        t.pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PRON", "AUX", "PART", "ADP", "ADV")
        or t.dep_ in ("amod", "compound")
        for t in doc[start:end]
    )
