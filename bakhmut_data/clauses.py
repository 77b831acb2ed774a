"""Attributions that the grammar of a sentence shows, from its dependencies."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from bakhmut_data.cues import Cue, lexicon

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj"})
CLIMB = frozenset(
    {"conj", "xcomp", "advcl", "advmod", "pcomp", "prep", "acl", "dep", "ccomp", "aux", "dobj", "attr"}
)
ADVERSATIVE = frozenset({"although", "though", "while", "whereas", "but", "amid", "even"})
HIGHEST_CLIMB = 5
LONGEST_DATELINE = 14
FARTHEST_THAT = 40
LONGEST_TAIL = 30
LONGEST_LEAD = 12
NOT_CUES = frozenset({"amod", "aux", "auxpass", "compound", "nmod", "case", "punct", "prep"})

CONTINUES = frozenset({"go", "continue", "proceed", "begin", "start", "come"})
AUTHOR = frozenset({"i", "we", "you"})

TokenRange = tuple[int, int]


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
        part = token.pos_
        if token.lower_ in prepositions:
            yield from _preposition_report(token, prepositions[token.lower_])
        elif part in ("VERB", "AUX") and token.dep_ not in NOT_CUES:
            if (cue := verb_cue(token, verbs)) is not None and _is_asserted(token):
                yield from _verb_reports(token, cue)
        elif token.dep_ == "ROOT" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "that" and token.lower_ in verbs:
            yield from _verb_reports(token, verbs[token.lower_])
        elif part == "NOUN" and token.lemma_ in nouns:
            yield from _noun_reports(token, nouns[token.lemma_])
        elif part == "ADJ" and token.lemma_ in adjectives and token.dep_ in ("acomp", "ROOT", "conj", "ccomp"):
            yield from _adjective_reports(token, adjectives[token.lemma_])


def _is_asserted(token: Token) -> bool:
    """Whether the saying is told as having happened: not denied, wished for or possible."""
    for child in token.lefts:
        if child.dep_ == "neg" or (child.dep_ == "aux" and child.tag_ == "MD"):
            return False
        if child.dep_ == "aux" and child.tag_ == "TO":
            return token.dep_ == "xcomp" and token.head.lemma_ in CONTINUES
    return True


def verb_cue(token: Token, verbs: dict[str, Cue]) -> Cue | None:
    """The lexicon's entry for a verb, with its particle or "it" where it has one."""
    lemma = token.lemma_.lower()
    for child in token.rights:
        if child.dep_ in ("prt", "advmod", "dobj", "prep") and (
            found := verbs.get(f"{lemma} {child.lower_}")
        ):
            return found
    return verbs.get(lemma)


def subject_of(token: Token) -> Token | None:
    """The word that names who says, thinks or shows; None where the sentence does not name it."""
    current = token
    if (inverted := _inverted_subject(token)) is not None:
        return inverted
    for _ in range(HIGHEST_CLIMB):
        passive = False
        for child in current.children:
            if child.dep_ in SUBJECTS:
                return child if child.dep_ != "expl" else None
            if child.dep_ == "agent":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
            passive = passive or child.dep_ in ("nsubjpass", "auxpass")
        if passive:
            return None if current is token else _passive_subject(current)
        if current.dep_ == "relcl" or (current.dep_ == "acl" and current.tag_ == "VBG"):
            return current.head
        if current.dep_ not in CLIMB or current.head is current:
            return None
        if current.dep_ == "xcomp":
            controller = next((c for c in current.head.children if c.dep_ == "dobj"), None)
            if controller is not None and controller.i < current.i:
                return controller
        current = current.head
    return None


def _inverted_subject(token: Token) -> Token | None:
    """X in "…," says X, which the parser may take for an object."""
    if any(child.dep_ in SUBJECTS or child.dep_ == "nsubjpass" for child in token.children):
        return None
    if not any(child.dep_ == "ccomp" and child.i < token.i for child in token.children):
        return None
    for child in token.rights:
        if child.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep") and child.pos_ in ("NOUN", "PROPN"):
            return child if child.ent_type_ not in ("DATE", "TIME") else None
    return None


def _passive_subject(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ == "nsubjpass"), None)


def subtree(token: Token) -> TokenRange:
    """First and one past the last token that depend on this one."""
    return token.left_edge.i, token.right_edge.i + 1


def noun_phrase(token: Token) -> TokenRange:
    """The phrase of a source, without a clause that only a wrong parse could hang on it."""
    start, end = subtree(token)
    for child in token.rights:
        if child.dep_ in ("ccomp", "parataxis", "conj") and child.pos_ in ("VERB", "AUX"):
            end = min(end, child.left_edge.i)
    return start, end


def _cue_tokens(token: Token) -> TokenRange:
    """The verb with its auxiliaries, negation and particle, where they touch."""
    start = end = token.i
    for child in token.children:
        if child.dep_ in ("aux", "auxpass", "neg", "advmod") and child.i < token.i and token.i - child.i < 4:
            if not any(t.dep_ in SUBJECTS for t in token.doc[child.i : token.i]):
                start = min(start, child.i)
        elif child.dep_ == "prt" and child.i == token.i + 1:
            end = child.i
    return start, end + 1


def _source(token: Token) -> TokenRange | None:
    subject = subject_of(token)
    if token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "NNS") and (subject is None or subject.head is not token):
        beside = _beside(token)
        if beside is not None and (subject is None or beside.dep_ not in ("pobj", "dobj")):
            subject = beside
    return noun_phrase(subject) if subject is not None else None


def _beside(token: Token) -> Token | None:
    """The noun right before a verb whose subject the parser lost; past what stands between commas."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "mark") for child in token.children):
        return None
    index = token.i - 1
    while index >= 0 and (token.doc[index].pos_ in ("AUX", "ADV", "PART") or token.doc[index].is_space):
        index -= 1
    if index > 0 and token.doc[index].text == ",":
        opening = next((i for i in range(index - 1, max(-1, index - 25), -1) if token.doc[i].text == ","), None)
        index = opening - 1 if opening is not None else index - 1
    if index < 0 or token.doc[index].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    head = token.doc[index]
    while head.dep_ == "compound" and head.head.i < token.i:
        head = head.head
    if head.ent_type_ in ("DATE", "TIME") or head.right_edge.i >= token.i:
        return None
    return head


def _verb_reports(token: Token, cue: Cue) -> Iterator[Report]:
    """What a verb of the lexicon brings in; the surest frame alone."""
    for frame, contents in itertools.chain(_verb_contents(token, cue), _lost_contents(token, cue)):
        cue_tokens = _cue_tokens(token)
        source = _source(token)
        if source is None and contents[-1][1] == cue_tokens[0] and frame == "clause":
            contents, source = _without_source(token.doc, contents[-1])
        if frame == "before":
            source = _tail_source(token, contents[0][1], source)
        if frame in ("that", "before") and (source is None or source[0] < contents[0][1] <= token.i):
            return
        if source is not None and token.doc[source[0]].lower_ in AUTHOR and source[1] - source[0] == 1:
            return
        if source is not None and any(a < source[1] and source[0] < b for a, b in contents):
            source = None
        yield Report(cue, cue_tokens, source, contents, frame, f"verb_{frame}")
        return


def _without_source(doc: Doc, content: TokenRange) -> tuple[tuple[TokenRange, ...], TokenRange | None]:
    """A clause and the name after its last comma, which a wrong parse took into it."""
    comma = next((i for i in range(content[1] - 1, content[0], -1) if doc[i].text == ","), None)
    if comma is None or not _is_source_only(doc, comma + 1, content[1]) or comma + 1 >= content[1]:
        return (content,), None
    return ((content[0], comma),), (comma + 1, content[1])


def _tail_source(token: Token, comma: int, source: TokenRange | None) -> TokenRange | None:
    """The source between the comma and the sentence's end: X in ", declared on Friday X"."""
    if source is not None and source[1] > comma:
        return max(source[0], comma + 1), source[1]
    _, last = _sentence_bounds(token)
    for other in token.doc[token.i + 1 : last]:
        if other.pos_ in ("NOUN", "PROPN") and other.ent_type_ not in ("DATE", "TIME") and other.dep_ != "compound":
            start, end = noun_phrase(other)
            return max(start, token.i + 1), min(end, last)
    return None


def _verb_contents(token: Token, cue: Cue) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    children = list(token.children)
    frames = cue.frames
    says = "clause" in frames or "quote" in frames or cue.lemma in ("speak", "talk")
    if says and cue.kind == "report" and (after_colon := _after_colon(token)) is not None:
        yield "clause", (after_colon,)
    if says and (around := _head_clause(token)) is not None:
        yield "around", around
    for child in sorted(children, key=lambda c: c.i < token.i):
        if child.dep_ == "ccomp":
            if not (_reaches(child, token) if child.i < token.i else _follows(child, token)):
                continue
            if _is_finite(child) and says:
                yield "clause", (_clause_range(child, token),)
            elif frames & {"infinitive", "complement", "gerund", "clause"}:
                yield "infinitive", (_clause_range(child, token),)
        elif child.dep_ == "xcomp" and frames & {"infinitive", "gerund", "complement"}:
            dobj = next((c for c in children if c.dep_ == "dobj" and token.i < c.i < child.i), None)
            start = subtree(dobj)[0] if dobj is not None else subtree(child)[0]
            yield "infinitive", ((start, _until_turn(token.doc, start, subtree(child)[1])),)
    yield from _object_contents(token, cue, children)


def _after_colon(token: Token) -> TokenRange | None:
    """What follows "he said on Monday:", to the end of its sentence."""
    doc = token.doc
    _, last = _sentence_bounds(token)
    for other in doc[token.i + 1 : min(last, token.i + LONGEST_LEAD)]:
        if other.text == ":":
            start = other.i + 1
            if start < last and not doc[start].is_quote and _has_clause(doc, start, last):
                return start, last
            return None
        if other.pos_ in ("VERB", "AUX") or other.text in (";", ".") or other.is_quote:
            return None
    return None


def _lost_contents(token: Token, cue: Cue) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    """Contents that the parser hung elsewhere: a "that" further on, or what stands before ", says X."."""
    if "clause" not in cue.frames or cue.kind not in ("report", "assess", "opinion", "order"):
        return
    if token.tag_ == "VBN" and token.dep_ in ("acl", "relcl") and not any(c.dep_ == "aux" for c in token.children):
        return
    doc = token.doc
    first, last = _sentence_bounds(token)
    for following in doc[token.i + 1 : min(last, token.i + FARTHEST_THAT)]:
        if following.is_quote or following.text in (";", ":") or following.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            break
        if following.lower_ == "that" and following.tag_ in ("IN", "WDT") and following.i + 2 < last:
            if following.dep_ == "mark" or following.i - token.i <= 2:
                yield "that", ((following.i, _until_turn(doc, following.i, last)),)
                return
    if cue.kind != "report" or "quote" not in cue.frames or token.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return
    if last - token.i > LONGEST_TAIL or not _has_clause(doc, first, token.i):
        return
    comma = next((i for i in range(token.i - 1, first, -1) if doc[i].text == ","), None)
    if comma is not None and (comma == token.i - 1 or _is_source_only(doc, comma + 1, token.i)):
        yield "before", ((_after_turn(doc, first, comma), comma),)


def _is_source_only(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing but a name or a role stands between a comma and its verb."""
    return all(t.pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PRON", "AUX", "PART", "ADP", "ADV") for t in doc[start:end])


def _sentence_bounds(token: Token) -> TokenRange:
    """The sentence around a token; a footnote mark ("city.[3]") ends one as well."""
    sentence = token.sent
    first, last = sentence.start, sentence.end
    for other in sentence:
        if ".[" in other.text:
            if other.i < token.i:
                first = other.i + 1
            elif other.i > token.i:
                last = other.i + 1
                break
    while first < token.i and token.doc[first].is_punct and not token.doc[first].is_quote:
        first += 1
    return first, last


def _object_contents(
    token: Token, cue: Cue, children: list[Token]
) -> Iterator[tuple[str, tuple[TokenRange, ...]]]:
    """Contents that are a noun phrase or hang on a preposition."""
    frames = cue.frames
    dobj = next((c for c in children if c.dep_ == "dobj" and c.i > token.i), None)
    for child in children:
        if child.dep_ in ("oprd", "attr") and dobj is not None and "complement" in frames:
            yield "complement", ((subtree(dobj)[0], max(subtree(child)[1], subtree(dobj)[1])),)
        elif child.dep_ == "prep" and child.i > token.i:
            if child.lower_ == "as" and "as" in frames and dobj is not None:
                yield "as", ((subtree(dobj)[0], subtree(child)[1]),)
            elif child.lower_ in ("at", "under", "above", "over") and "put" in frames and dobj is not None:
                yield "put", ((child.i + 1, _until_turn(token.doc, child.i + 1, subtree(token)[1])),)
            elif child.lower_ in cue.prepositions:
                inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
                if inner is not None:
                    yield "preposition", (subtree(inner),)
    if dobj is not None and "fact" in frames:
        clause = next((c for c in dobj.rights if c.dep_ in ("acl", "ccomp") and _has_that(c)), None)
        if clause is not None or dobj.lemma_ not in lexicon("noun"):
            shown = next((c for c in children if c.dep_ == "oprd"), None)
            yield "fact", ((subtree(clause or dobj)[0], subtree(shown or clause or dobj)[1]),)
    if dobj is not None and frames & {"object", "complement"} and dobj.pos_ != "PRON":
        yield "object", (subtree(dobj),)
    passive = next((c for c in children if c.dep_ == "nsubjpass"), None)
    if passive is not None and "object" in frames and any(c.dep_ == "agent" for c in children):
        yield "passive", (subtree(passive),)


def _reaches(clause: Token, cue: Token) -> bool:
    """Whether nothing stronger than a comma parts a clause from the "he said" after it."""
    return not any(t.text in (":", ";") or t.is_sent_start for t in cue.doc[clause.right_edge.i + 1 : cue.i + 1]) and (
        cue.doc[clause.right_edge.i].text not in (":", ";")
    )


def _follows(clause: Token, cue: Token) -> bool:
    """Whether no semicolon parts a cue from the clause after it."""
    return not any(t.text == ";" for t in cue.doc[cue.i + 1 : clause.i])


def _has_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in ("that", "whether") for child in clause.children)


def _is_finite(token: Token) -> bool:
    """Whether a clause has a finite verb or is said without any ("A disaster, he said")."""
    if token.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return True
    if any(child.tag_ in ("MD", "VBD", "VBP", "VBZ") for child in token.children if child.dep_.startswith("aux")):
        return True
    return token.pos_ not in ("VERB", "AUX") and any(c.dep_ in SUBJECTS or c.dep_ == "mark" for c in token.children)


def _clause_range(clause: Token, cue: Token) -> TokenRange:
    """The clause as far as it does not run across its own cue."""
    start, end = subtree(clause)
    if clause.i < cue.i < end:
        end = min(cue.left_edge.i if cue.left_edge.i > clause.i else cue.i, cue.i)
    if clause.i < cue.i:
        start = _after_turn(clause.doc, start, end)
    elif start <= cue.i < clause.i:
        start = cue.i + 1
    return start, _until_turn(clause.doc, start, end) if cue.i < start else end


def _after_turn(doc: Doc, start: int, end: int) -> int:
    """Where reported speech before its cue begins: after a dateline, a semicolon or a colon."""
    quoted = False
    first = start
    for token in doc[start:end]:
        if token.is_quote:
            quoted = not quoted
        elif quoted or token.i + 1 >= end:
            continue
        elif (token.text in (";", ":") and _has_clause(doc, token.i + 1, end)) or _ends_dateline(token, start):
            first = token.i + 1
    return first


def _ends_dateline(token: Token, start: int) -> bool:
    """Whether a dash ends "KYIV, March 6 (Agency) -"."""
    if token.text not in ("-", "–", "—", "--") or token.i - start > LONGEST_DATELINE:
        return False
    return token.doc[start].is_upper and (token.nbor(-1).text == ")" or token.i - start <= 2)


def _until_turn(doc: Doc, start: int, end: int) -> int:
    """Where the author takes over again: at a semicolon, or a comma and "although"."""
    quoted = False
    for token in doc[start:end]:
        if token.is_quote:
            quoted = not quoted
        elif not quoted and token.i > start:
            following = doc[token.i + 1].lower_ if token.i + 1 < end else ""
            if token.text == ";" or (token.text == "," and following in ADVERSATIVE):
                return token.i
            if token.lower_ == "amid" or (token.lower_ == "as" and token.head.dep_ == "advcl" and token.dep_ == "mark"):
                return token.i
            if token.text == ":" and (_has_clause(doc, token.i + 1, end) or _goes_on(doc, end)):
                return token.i
    return end


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether the sentence has more after a content than its closing mark."""
    return end + 1 < len(doc) and not doc[end].is_sent_start and not doc[end + 1].is_sent_start


def _has_clause(doc: Doc, start: int, end: int) -> bool:
    return any(t.dep_ in SUBJECTS or t.dep_ == "nsubjpass" for t in doc[start:end]) and not (start < end and doc[start].is_quote)


def _head_clause(token: Token) -> tuple[TokenRange, ...] | None:
    """The clause around an inserted "he said" or "as he said", in one or two pieces."""
    head = token.head
    if head is token or head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return None
    if not any(child.dep_ in SUBJECTS for child in token.children):
        return None
    as_clause = token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in token.children)
    if token.dep_ != "parataxis" and not as_clause:
        return None
    if any(child.dep_ == "ccomp" for child in token.children):
        return None
    left, right = subtree(head)
    start, end = subtree(token)
    pieces = tuple((a, b) for a, b in ((left, start), (end, right)) if _has_word(token.doc, a, b))
    return pieces or None


def _has_word(doc: Doc, start: int, end: int) -> bool:
    return any(not token.is_punct and not token.is_space for token in doc[start:end])


def _governing_clause(token: Token) -> Token:
    """The verb of the clause that a prepositional phrase belongs to."""
    current = token.head
    for _ in range(HIGHEST_CLIMB * 3):
        if current.head is current or (
            current.pos_ in ("VERB", "AUX") and current.dep_ in CLAUSAL and any(c.dep_ in SUBJECTS for c in current.children)
        ):
            break
        current = current.head
    return current


def _preposition_report(token: Token, cue: Cue) -> Iterator[Report]:
    """"According to X" and "per X": the clause around it."""
    holder = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    noun = next((c for c in (holder or token).children if c.dep_ == "pobj"), None)
    if noun is None or (token.lower_ == "according" and holder is None):
        return
    if token.lower_ == "per" and not (noun.pos_ == "PROPN" or any(c.lower_ == "the" for c in noun.children)):
        return
    clause = _governing_clause(token)
    left, right = subtree(clause)
    start, end = token.i, noun_phrase(noun)[1]
    pieces = tuple((a, b) for a, b in ((left, start), (end, right)) if _has_word(token.doc, a, b))
    if pieces:
        last = holder.i if holder is not None else token.i
        yield Report(cue, (start, last + 1), noun_phrase(noun), pieces, "clause", "according_to")


def _noun_reports(token: Token, cue: Cue) -> Iterator[Report]:
    """"X's claim that …", "reports by X that …", "his refusal to …"."""
    clause = frame = None
    for child in token.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.pos_ in ("VERB", "AUX") and "clause" in cue.frames:
            if _has_that(child):
                clause, frame = child, "clause"
                break
        if child.dep_ in ("acl", "xcomp") and "infinitive" in cue.frames and child.tag_ == "VB":
            clause, frame = child, "infinitive"
            break
        if child.dep_ == "prep" and child.lower_ in cue.prepositions and frame is None:
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                clause, frame = inner, "preposition"
    source = _noun_source(token)
    if clause is None or frame is None or (source is None and frame != "clause"):
        return
    yield Report(cue, (token.i, token.i + 1), source, (subtree(clause),), f"noun_{frame}", f"noun_{frame}")


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
    if token.dep_ == "dobj" and token.head.lemma_ in ("make", "issue", "give", "offer", "repeat", "express", "voice"):
        return _source(token.head)
    return None


def _adjective_reports(token: Token, cue: Cue) -> Iterator[Report]:
    """"X is sure that …", "X was critical of …"."""
    subject = subject_of(token.head if token.dep_ == "acomp" else token)
    if subject is None or subject.lower_ in ("it", "this", "that", "there", "what"):
        return
    for child in token.children:
        content = None
        if child.dep_ in ("ccomp", "advcl") and "clause" in cue.frames and child.i > token.i:
            content, frame = subtree(child), "clause"
        elif child.dep_ == "xcomp" and "infinitive" in cue.frames:
            content, frame = subtree(child), "infinitive"
        elif child.dep_ == "prep" and child.lower_ in cue.prepositions:
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                content, frame = subtree(inner), "preposition"
        if content is not None:
            start = token.head.i if token.dep_ == "acomp" and token.head.i < token.i else token.i
            yield Report(cue, (start, token.i + 1), noun_phrase(subject), (content,), frame, f"adjective_{frame}")
            return
