"""How far what is said reaches, in token indices: from where, and up to what."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from bakhmut_data.finding.statements.cues import lexicon
from bakhmut_data.finding.statements.sources import SUBJECTS, TokenRange, subtree

ADVERSATIVE = frozenset({"although", "though", "while", "whereas", "amid", "even"})
LONGEST_DATELINE = 14
DASHES = frozenset({"–", "—"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
FOOTNOTES = "footnote_marks"  # where a paragraph keeps them


def sentence_bounds(token: Token) -> TokenRange:
    """The sentence around a token; a footnote mark ("city.[3]") ends one as well."""
    sentence = token.sent
    first, last = sentence.start, sentence.end
    for mark in _footnote_marks(token.doc):
        if first <= mark < token.i:
            first = mark + 1
        elif token.i < mark < last:
            last = mark + 1
            break
    while first < token.i and token.doc[first].is_punct and not token.doc[first].is_quote:
        first += 1
    return first, last


def _footnote_marks(doc: Doc) -> tuple[int, ...]:
    """The tokens that end in a footnote mark; looked for once, and nearly always there is none."""
    if FOOTNOTES not in doc.user_data:
        doc.user_data[FOOTNOTES] = tuple(token.i for token in doc if ".[" in token.text)
    marks: tuple[int, ...] = doc.user_data[FOOTNOTES]
    return marks


def reaches(clause: Token, cue: Token) -> bool:
    """Whether nothing stronger than a comma parts a clause from the "he said" after it."""
    return not any(
        t.text in (":", ";") or t.is_sent_start for t in cue.doc[clause.right_edge.i + 1 : cue.i + 1]
    ) and (cue.doc[clause.right_edge.i].text not in (":", ";"))


def follows(clause: Token, cue: Token) -> bool:
    """Whether no semicolon parts a cue from the clause after it."""
    return not any(t.text == ";" for t in cue.doc[cue.i + 1 : clause.i])


def has_that(clause: Token) -> bool:
    """Whether "that" or "whether" opens a clause."""
    return any(child.dep_ == "mark" and child.lower_ in ("that", "whether") for child in clause.children)


def is_finite(token: Token) -> bool:
    """Whether a clause has a finite verb or is said without any ("A disaster, he said")."""
    if token.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return True
    if any(
        child.tag_ in ("MD", "VBD", "VBP", "VBZ") for child in token.children if child.dep_.startswith("aux")
    ):
        return True
    return token.pos_ not in ("VERB", "AUX") and any(
        c.dep_ in SUBJECTS or c.dep_ == "mark" for c in token.children
    )


def clause_range(clause: Token, cue: Token) -> TokenRange:
    """The clause as far as it does not run across its own cue."""
    start, end = subtree(clause)
    if start > cue.i and clause.tag_ == "VB" and not any(c.dep_ in SUBJECTS for c in clause.children):
        lost = next((c for c in cue.children if c.dep_ == "dobj" and cue.i < c.i < clause.i), None)
        start = subtree(lost)[0] if lost is not None and lost.right_edge.i + 1 == start else start
    if clause.i < cue.i < end:
        end = min(cue.left_edge.i if cue.left_edge.i > clause.i else cue.i, cue.i)
    if clause.doc[end - 1].dep_ == "cc" and cue.i < clause.i:
        end = _with_lost_end(cue, end)
    again = second_cue(clause) if cue.i < clause.i else None
    if again is not None:
        end = min(end, before_conjunction(again))
    if cue.i < clause.i:
        end = _until_other_speaker(clause, start, end)
    if clause.i < cue.i:
        start = after_turn(clause.doc, start, end)
    elif start <= cue.i < clause.i:
        start = cue.i + 1
    if cue.i < start and clause.tag_ == "VB":
        end = until_said(clause.doc, clause.i, end)
    return start, until_turn(clause.doc, start, end) if cue.i < start else end


def _with_lost_end(cue: Token, end: int) -> int:
    """Where a content ends that breaks off at "and": with the sentence, unless somebody else speaks there."""
    last: int = sentence_bounds(cue)[1]
    verbs = lexicon("verb")
    others = (t for t in cue.doc[end:last] if t.tag_ in FINITE and t.lemma_.lower() in verbs)
    return end if any(others) else max(end, last)


def _until_other_speaker(clause: Token, start: int, end: int) -> int:
    """Where a content ends before a clause in which somebody else speaks: "… and others say that …"."""
    verbs = lexicon("verb")
    for verb in clause.doc[clause.i + 1 : end]:
        if verb.dep_ != "conj" or verb.tag_ not in FINITE:
            continue
        entry = verbs.get(verb.lemma_.lower())
        subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS and c.pos_ in ("NOUN", "PROPN")), None)
        if entry is None or entry.kind != "report" or subject is None:
            continue
        quoted = sum(token.is_quote for token in clause.doc[start : verb.i]) % 2
        if not quoted and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.rights):
            return before_conjunction(subject.left_edge)
    return end


def second_cue(clause: Token) -> Token | None:
    """The cue coordinated with a clause's own one: "denied that he lost and asserted that he won"."""
    if not has_that(clause):
        return None
    for child in clause.rights:
        if child.dep_ == "conj" and child.lemma_.lower() in lexicon("verb") and child.tag_ in FINITE:
            spoken = any(c.dep_ == "ccomp" and c.i > child.i and has_that(c) for c in child.children)
            if spoken and not any(c.dep_ in SUBJECTS for c in child.lefts):
                return child
    return None


def before_conjunction(verb: Token) -> int:
    """Where the words that link a verb to the clause before it begin."""
    index: int = verb.i
    while index > 0 and (verb.doc[index - 1].dep_ in ("cc", "advmod") or verb.doc[index - 1].text == ","):
        index -= 1
    return index


def after_turn(doc: Doc, start: int, end: int) -> int:
    """Where reported speech before its cue begins: after a dateline, a semicolon or a colon."""
    quoted = False
    first = start
    for token in doc[start:end]:
        if token.is_quote:
            quoted = not quoted
        elif quoted or token.i + 1 >= end:
            continue
        elif (token.text in (";", ":") and has_clause(doc, token.i + 1, end)) or _ends_dateline(token, start):
            first = token.i + 1
    return first


def _ends_dateline(token: Token, start: int) -> bool:
    """Whether a dash ends "KYIV, March 6 (Agency) -"."""
    if token.text not in ("-", "–", "—", "--") or token.i - start > LONGEST_DATELINE:
        return False
    return token.doc[start].is_upper and (token.nbor(-1).text == ")" or token.i - start <= 2)


def until_turn(doc: Doc, start: int, end: int) -> int:
    """Where the author takes over again: at a semicolon, or a comma and "although"."""
    quoted = False
    for token in doc[start:end]:
        if token.is_quote:
            quoted = not quoted
        elif not quoted and token.i > start:
            following = doc[token.i + 1].lower_ if token.i + 1 < end else ""
            if token.text == ";" or (token.text == "," and following in ADVERSATIVE):
                return token.i
            if token.text in DASHES and token.whitespace_ and _is_only_dash(token, start, end):
                return token.i  # "… has begun – something that the mayor calls untrue"
            if token.text == "," and token.i + 1 < end and _adds(token.nbor()):
                return token.i
            if token.lower_ == "amid" or (
                token.lower_ == "as" and token.head.dep_ == "advcl" and token.dep_ == "mark"
            ):
                return token.i
            if token.text == ":" and (has_clause(doc, token.i + 1, end) or _goes_on(doc, end)):
                return token.i
    return end


def _is_only_dash(dash: Token, start: int, end: int) -> bool:
    """Whether no other dash of a content makes an aside of what stands between the two."""
    return not any(token.text in DASHES and token.i != dash.i for token in dash.doc[start:end])


def until_said(doc: Doc, start: int, end: int) -> int:
    """Where an infinitive ends before a verb that tells: "told them to leave and shut the gate"."""
    for token in doc[start : end - 1]:
        if token.lower_ == "and" and token.nbor().tag_ in ("VBD", "VBZ") and token.nbor().dep_ == "conj":
            return token.i
    return end


def _adds(token: Token) -> bool:
    """Whether a participle goes on telling what somebody says: "…, adding that …"."""
    cue = lexicon("verb").get(token.lemma_.lower()) if token.tag_ == "VBG" else None
    spoken = cue is not None and cue.kind in ("report", "assess") and "clause" in cue.frames
    return spoken and any(c.dep_ == "ccomp" and has_that(c) for c in token.rights)


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether the sentence has more after a content than its closing mark."""
    return end + 1 < len(doc) and not doc[end].is_sent_start and not doc[end + 1].is_sent_start


def has_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch outside quotation marks has a subject."""
    return any(t.dep_ in SUBJECTS or t.dep_ == "nsubjpass" for t in doc[start:end]) and not (
        start < end and doc[start].is_quote
    )


def has_word(doc: Doc, start: int, end: int) -> bool:
    """Whether more than punctuation stands between two token indices."""
    return any(not token.is_punct and not token.is_space for token in doc[start:end])
