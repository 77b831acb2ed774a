"""Attributions that the grammar of a sentence shows, from its dependencies."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from bakhmut_data.finding.statements.contents import (
    lost_contents,
    tail_source,
    verb_contents,
    without_source,
)
from bakhmut_data.finding.statements.cues import Cue, lexicon
from bakhmut_data.finding.statements.extents import (
    FINITE,
    after_turn,
    has_clause,
    has_that,
    has_word,
    second_cue,
    sentence_bounds,
)
from bakhmut_data.finding.statements.sources import (
    HIGHEST_CLIMB,
    SUBJECTS,
    TokenRange,
    noun_phrase,
    source_of,
    subject_of,
    subtree,
)

ASIDE = 25  # words about a source between its name and what it says
CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj"})

NOT_CUES = frozenset({"amod", "aux", "auxpass", "compound", "nmod", "case", "punct", "prep"})

CONTINUES = frozenset({"use", "go", "continue", "proceed", "begin", "start", "come"})

# Who is this to say something says it: "was quick to point out that".
QUICK = frozenset({"quick", "swift", "keen", "eager", "careful", "anxious", "first"})

# What these do with a claim that nobody is named for says whose word its denial or repeat is.
ANSWERING = frozenset(
    {"reject", "dismiss", "deny", "refute", "dispute", "rebut", "repeat", "confirm", "debunk"}
)

# What "it" does with a clause is the author's own reading: "it just highlights that …".
SHOWING = frozenset({"highlight", "underline", "underscore", "illustrate", "show", "mean", "emphasize"})

# Who does not do these thinks the opposite.
OPINIONS = frozenset({"believe", "think", "expect"})

DASHES = frozenset({"–", "—", "-", "--"})
AUTHOR = frozenset({"i", "we", "you"})
AUTHOR_OWN = frozenset({"my", "our", "your", "its"})


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution in token indices, ends exclusive."""

    cue: Cue
    cue_tokens: TokenRange
    source: TokenRange | None
    contents: tuple[TokenRange, ...]
    frame: str
    rule: str


def find_reports(doc: Doc) -> Iterator[Report]:
    """Every attribution that the dependencies of a paragraph show, cue by cue."""
    verbs, nouns, adjectives = lexicon("verb"), lexicon("noun"), lexicon("adjective")
    prepositions = lexicon("preposition")
    for token in doc:
        part = "NOUN" if _is_plural(token) else token.pos_
        if token.text == ":":
            yield from _colon_report(token)
        elif token.lower_ in prepositions:
            yield from _preposition_report(token, prepositions[token.lower_])
        elif part in ("VERB", "AUX") and token.dep_ not in NOT_CUES:
            if token.tag_ == "VBN" and token.lower_ in adjectives and _passive_subject(token) is not None:
                yield from _adjective_reports(token, adjectives[token.lower_])
            elif (cue := verb_cue(token, verbs)) is not None and _is_asserted(token):
                yield from _verb_reports(token, cue)
        elif (
            token.dep_ == "ROOT"
            and token.i + 1 < len(doc)
            and doc[token.i + 1].lower_ == "that"
            and token.lower_ in verbs
        ):
            yield from _verb_reports(token, verbs[token.lower_])
        elif part == "NOUN" and token.lemma_ in nouns:
            cue = nouns[token.lemma_]
            inside = token.dep_ in ("pobj", "pcomp") and token.head.lower_ in ("by", "in", "on", "to")
            own = "own" in cue.frames and inside
            yield from _own_report(token, cue) if own else _noun_reports(token, cue)
        elif (
            part == "ADJ" and token.lemma_ in adjectives and token.dep_ in ("acomp", "ROOT", "conj", "ccomp")
        ):
            yield from _adjective_reports(token, adjectives[token.lemma_])


def _colon_report(colon: Token) -> Iterator[Report]:
    """Of "The mayor was blunt: nothing works": what follows the colon."""
    doc, said = colon.doc, _adjective_before(colon)
    cue = _plain_word(said) if said is not None else None
    if said is None or cue is None:
        return
    verb = said.head
    subject = subject_of(verb)
    last = sentence_bounds(colon)[1]
    if subject is not None and subject.i < said.i and has_clause(doc, colon.i + 1, last):
        yield Report(
            cue,
            (verb.i, said.i + 1),
            noun_phrase(subject),
            ((colon.i + 1, last),),
            "clause",
            "adjective_colon",
        )


def _adjective_before(colon: Token) -> Token | None:
    """The adjective for how somebody speaks that stands right before a colon."""
    before = colon.nbor(-1) if colon.i > 0 else None
    if before is None or before.dep_ not in ("acomp", "attr"):
        return None
    cue = _plain_word(before)
    return before if cue is not None and "colon" in cue.frames else None


def _plain_word(adjective: Token) -> Cue | None:
    """The entry of an adjective, also of a comparative that is taken for a noun: "blunter", "clearer"."""
    adjectives = lexicon("adjective")
    return adjectives.get(adjective.lemma_) or adjectives.get(adjective.lower_.removesuffix("er"))


def _is_plural(token: Token) -> bool:
    """Whether what is tagged as a verb is a noun, as in "boasts from X that …"."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    own = any(child.dep_ in SUBJECTS for child in token.lefts)
    return token.tag_ == "VBZ" and following == "from" and not own


def _is_asserted(token: Token) -> bool:
    """Whether the saying is told as having happened: not denied, wished for or possible."""
    if token.dep_ == "conj" and token.tag_ == "VB" and token.head.pos_ == "VERB":
        return _is_asserted(token.head)  # "must weigh and decide whether"
    for child in token.lefts:
        if child.dep_ == "neg" and _is_opposed(token):
            continue  # "He does not believe that it can be kept" is a stand
        if child.dep_ == "neg" or (child.dep_ == "aux" and child.tag_ == "MD"):
            return False
        if child.dep_ == "mark" and child.lower_ in ("if", "unless"):
            return False
        if child.dep_ == "aux" and child.tag_ == "TO":
            return token.dep_ == "xcomp" and token.head.lemma_ in CONTINUES | QUICK
    return True


def _is_opposed(token: Token) -> bool:
    """Whether somebody does not believe a clause; inside a report it is a part of what is reported."""
    clause = any(child.dep_ == "ccomp" and child.i > token.i for child in token.rights)
    return token.lemma_ in OPINIONS and clause and token.dep_ in ("ROOT", "conj")


def verb_cue(token: Token, verbs: dict[str, Cue]) -> Cue | None:
    """The lexicon's entry for a verb, with its particle or "it" where it has one."""
    lemma = token.lemma_.lower()
    called = any(child.dep_ == "oprd" for child in token.rights)
    for child in token.rights:
        if called and child.dep_ == "prep":
            continue  # "calls it a flag on a tower" calls on nobody
        beside = child.dep_ in ("prt", "advmod", "dobj", "prep", "acomp", "oprd") or child.pos_ == "ADJ"
        if beside and (found := verbs.get(f"{lemma} {child.lower_}")):
            return found
    return verbs.get(lemma)


def _cue_tokens(token: Token) -> TokenRange:
    """The verb with its auxiliaries, negation and particle, where they touch."""
    start = end = token.i
    for child in token.children:
        helps = child.dep_ in ("aux", "auxpass", "neg", "advmod") and 0 < token.i - child.i < 4
        if helps and not any(t.dep_ in SUBJECTS for t in token.doc[child.i : token.i]):
            start = min(start, child.i)
        elif child.dep_ == "prt" and child.i == token.i + 1:
            end = child.i
    return start, end + 1


def _verb_reports(token: Token, cue: Cue) -> Iterator[Report]:
    """What a verb of the lexicon brings in; the surest frame alone."""
    if token.lower_ == "asked" and token.is_sent_start:
        return  # "Asked whether …, he declined to comment": nobody named asks
    for frame, found in itertools.chain(verb_contents(token, cue), lost_contents(token, cue)):
        contents = found
        cue_tokens = _cue_tokens(token)
        source = source_of(_first_cue(token))
        if source is None and contents[-1][1] == cue_tokens[0] and frame == "clause":
            contents, source = without_source(token.doc, contents[-1])
        if frame == "before":
            source = tail_source(token, contents[0][1], source)
        if frame in ("that", "before") and (source is None or source[0] < contents[0][1] <= token.i):
            return
        if source is not None and _is_author(token.doc[source[0]]) and source[1] - source[0] == 1:
            return
        if token.lemma_ in SHOWING and any(c.lower_ in ("it", "this", "that") for c in token.lefts):
            return
        if source is not None and any(a < source[1] and source[0] < b for a, b in contents):
            source = None
        if "think" in cue.frames and frame in ("clause", "that", "around"):
            cue = replace(cue, kind="opinion")
        yield Report(cue, cue_tokens, source, contents, frame, f"verb_{frame}")
        return


def _first_cue(token: Token) -> Token:
    """The cue whose source a coordinated second one shares; else the cue itself."""
    clause = token.head
    coordinated = token.dep_ == "conj" and clause.dep_ == "ccomp" and second_cue(clause) == token
    return clause.head if coordinated else token


def _is_author(token: Token) -> bool:
    return token.lower_ in AUTHOR and token.text != "US"


def _governing_clause(token: Token) -> Token:
    """The verb of the clause that a prepositional phrase belongs to."""
    current = token.head
    for _ in range(HIGHEST_CLIMB * 3):
        if current.head is current or (
            current.pos_ in ("VERB", "AUX")
            and current.dep_ in CLAUSAL
            and any(c.dep_ in SUBJECTS for c in current.children)
        ):
            break
        current = current.head
    return current


def _preposition_report(token: Token, cue: Cue) -> Iterator[Report]:
    """Of "According to X" and "per X": the clause around it."""
    holder = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    noun = next((c for c in (holder or token).children if c.dep_ == "pobj"), None)
    if noun is None or (token.lower_ == "according" and holder is None):
        return
    if token.lower_ == "per" and not (noun.pos_ == "PROPN" or any(c.lower_ == "the" for c in noun.children)):
        return
    clause = _governing_clause(token)
    left, right = subtree(clause)
    start, end = token.i, noun_phrase(noun)[1]
    pieces = _around(token, (left, right), (start, end))
    if pieces:
        last = holder.i if holder is not None else token.i
        yield Report(cue, (start, last + 1), noun_phrase(noun), pieces, "clause", "according_to")


def _noun_reports(token: Token, cue: Cue) -> Iterator[Report]:
    """Of nouns: "X's claim that …", "reports by X that …"."""
    source = _noun_source(token)
    clause = _noun_clause(token) if "clause" in cue.frames else None
    contents: tuple[TokenRange, ...] = () if clause is None else (subtree(clause),)
    if clause is None and source is not None and "clause" in cue.frames:
        contents = _noun_content(token, source)
    if not contents:
        return
    word = token
    if source is None and token.dep_ == "dobj" and token.head.lemma_ in ANSWERING:
        word, source = token.head, source_of(token.head)  # "rejected claims that …" are its own words
    elif source is None and (verb := _said_at(token)) is not None:
        word, source = verb, source_of(verb)
    yield Report(cue, (word.i, word.i + 1), source, contents, "noun_clause", "noun_clause")


def _said_at(noun: Token) -> Token | None:
    """The verb of saying whose clause a parse gave to the occasion: "said at a briefing that"."""
    if noun.dep_ != "pobj" or noun.head.dep_ != "prep" or noun.head.lower_ not in ("at", "in", "during"):
        return None
    verb = noun.head.head
    cue = lexicon("verb").get(verb.lemma_.lower())
    spoken = cue is not None and "clause" in cue.frames and not any(c.dep_ == "ccomp" for c in verb.children)
    return verb if spoken and verb.pos_ == "VERB" else None


def _noun_clause(token: Token) -> Token | None:
    """The clause that a noun governs."""
    for child in token.rights:
        is_clause = child.dep_ in ("acl", "ccomp", "relcl") and child.pos_ in ("VERB", "AUX")
        if is_clause and (has_that(child) or _is_narrated(child)):
            return child
    return None


def _noun_content(token: Token, source: TokenRange) -> tuple[TokenRange, ...]:
    """What a noun tells without governing it: "its estimate was that …", "boasts from X that …"."""
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        spoken = next((c for c in token.head.rights if c.dep_ == "ccomp" and has_that(c)), None)
        return (subtree(spoken),) if spoken is not None else ()
    after = _content_after(token.doc, source[1], sentence_bounds(token)[1]) if source[0] > token.i else None
    return (after,) if after is not None else ()


def _content_after(doc: Doc, position: int, last: int) -> TokenRange | None:
    """The clause of "boasts from X, the founder of Y, that …", which parsers give to the verb before."""
    for word in doc[position : min(last, position + ASIDE)]:
        begins = word.i == position or doc[word.i - 1].text == ","
        if begins and word.lower_ == "that" and word.dep_ == "mark":
            return word.i, subtree(word.head)[1]
        if word.tag_ in FINITE or word.tag_ == "MD":
            return None
    return None


def _is_narrated(clause: Token) -> bool:
    """Whether "that" before a subject, read as a relative, opens what is told."""
    first = clause.left_edge
    following = first.doc[first.i + 1] if first.i + 1 < len(first.doc) else first
    return first.lower_ == "that" and first.tag_ == "WDT" and following.pos_ not in ("VERB", "AUX")


def _around(token: Token, clause: TokenRange, cue: TokenRange) -> tuple[TokenRange, ...]:
    """What a clause holds before and after its cue, within the sentence; nothing from before a colon."""
    first, last = sentence_bounds(token)
    left, right = max(clause[0], first), min(clause[1], last)
    if cue[0] > left and token.doc[cue[0] - 1].text in (":", ";"):
        left = cue[0]
    if cue[1] < right and token.doc[cue[1]].text == ";":
        # "…, according to the mayor; she adds that …": what stands before it is the mayor's.
        left, right = after_turn(token.doc, first, cue[0]), cue[1]
    # "…, according to the ministry – weeks after the fire": the author's own words.
    if cue[0] > left and cue[1] < right and token.doc[cue[1]].text in DASHES:
        right = cue[1]
    return tuple((a, b) for a, b in ((left, cue[0]), (cue[1], right)) if has_word(token.doc, a, b))


def _own_report(token: Token, cue: Cue) -> Iterator[Report]:
    """Of "by X's count", "in her words" and "in the opinion of X": the clause around it."""
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    start, end = token.head.i, token.i + 1
    if owner is None:
        of = next((c for c in token.rights if c.lower_ == "of"), None)
        owner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        end = noun_phrase(owner)[1] if owner is not None else end
    if owner is None or owner.lower_ in AUTHOR_OWN or token.head.lower_ == "to":
        return
    cue = replace(cue, kind="assess") if cue.kind == "attitude" else cue
    left, right = subtree(_governing_clause(token.head))
    pieces = _around(token, (left, right), (start, end))
    if pieces:
        yield Report(cue, (start, end), noun_phrase(owner), pieces, "clause", "by_own_count")


def _passive_subject(token: Token) -> Token | None:
    """The subject of "is convinced"."""
    return next((child for child in token.lefts if child.dep_ == "nsubjpass"), None)


def _noun_source(token: Token) -> TokenRange | None:
    for child in token.children:
        if child.dep_ in ("poss", "nsubj"):
            return noun_phrase(child)
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return noun_phrase(inner)
        if child.dep_ == "agent":
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return noun_phrase(inner)
    if token.dep_ == "dobj" and token.head.lemma_ in (
        "make",
        "issue",
        "give",
        "offer",
        "repeat",
        "express",
        "voice",
    ):
        return source_of(token.head)
    return None


def _adjective_reports(token: Token, cue: Cue) -> Iterator[Report]:
    """Of "X is sure that …"."""
    subject = _passive_subject(token) or subject_of(token.head if token.dep_ == "acomp" else token)
    if subject is None or subject.lower_ in ("it", "this", "that", "there", "what"):
        return
    clause = next((c for c in token.rights if c.dep_ in ("ccomp", "advcl")), None)
    if clause is not None and "clause" in cue.frames:
        start = token.head.i if token.dep_ == "acomp" and token.head.i < token.i else token.i
        yield Report(
            cue, (start, token.i + 1), noun_phrase(subject), (subtree(clause),), "clause", "adjective_clause"
        )
