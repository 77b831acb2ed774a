"""Whose word a cue is: its subject, however far the parser hung it."""

from __future__ import annotations

from spacy.tokens import Token

from bakhmut_data.finding.statements.who.people import names, role_words, words_of

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})

CLIMB = frozenset(
    {
        "conj",
        "xcomp",
        "advcl",
        "advmod",
        "pcomp",
        "prep",
        "acl",
        "dep",
        "ccomp",
        "aux",
        "dobj",
        "attr",
        "acomp",
    }
)

OWN = frozenset({"nsubj", "csubj", "expl", "agent", "nsubjpass", "auxpass"})

HIGHEST_CLIMB = 5
# Tokens of a phrase, with its apposition, that opens a sentence.
LONGEST_OPENING = 25
NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
# What "they" say there, nobody in particular says.
MEDIA = frozenset({"internet", "media", "news", "newspapers", "papers", "press", "radio", "television", "tv"})
# Translated reports say where something is thought rather than by whom.
WITHIN = frozenset({"in", "at", "within", "inside"})

TokenRange = tuple[int, int]


def subject_of(token: Token) -> Token | None:
    """The word that names who says, thinks or shows; None where the sentence does not name it."""
    if (inverted := _inverted_subject(token)) is not None:
        return inverted
    current = token
    for _ in range(HIGHEST_CLIMB):
        if (own := next((c for c in current.children if c.dep_ in OWN), None)) is not None:
            # Of two subjects, the one before ended what is said: "… with Orlov, the ministry said".
            nearest = [c for c in current.lefts if c.dep_ == "nsubj"][-1:] if own.dep_ == "nsubj" else []
            nearest = _right_behind(current) or nearest
            return _named_by(*(nearest or [own]), climbed=current is not token)
        if current.dep_ == "relcl" or (
            current.dep_ == "acl" and (current.tag_ == "VBG" or _is_main(current))
        ):
            return current.head
        if current.dep_ not in CLIMB or current.head is current:
            break
        if current.dep_ == "xcomp" and (controller := _object_before(current)) is not None:
            return controller
        current = current.head
    return None


def _right_behind(verb: Token) -> list[Token]:
    """The subject of ", said Olha Lys", whatever stands before the comma."""
    if verb.i == 0 or verb.nbor(-1).text != ",":
        return []
    behind = (c for c in verb.rights if c.dep_ == "nsubj" and c.left_edge.i == verb.i + 1)
    return [c for c in behind if c.pos_ == "PROPN"][:1]


def _is_main(participle: Token) -> bool:
    """Whether a seeming participle is the verb of the sentence: "The mayor, X, reckoned …"."""
    noun = participle.head
    if noun.dep_ == "appos":
        noun = noun.head  # "A deputy of the council, X, boasted …"
    named = noun.dep_ == "ROOT" and noun.pos_ in ("NOUN", "PROPN")
    apart = participle.i > 0 and participle.doc[participle.i - 1].text == ","
    return named and apart and any(c.dep_ == "appos" and c.i < participle.i for c in noun.rights)


def _named_by(own: Token, *, climbed: bool) -> Token | None:
    """Whom a subject or agent names; of a passive, its agent, or its subject for what hangs on it."""
    if own.dep_ in ("nsubj", "csubj"):
        return own
    if own.dep_ == "expl":
        return None
    agent = next((c for c in own.head.children if c.dep_ == "agent"), None)
    if agent is not None:
        return next((c for c in agent.children if c.dep_ == "pobj"), None)
    return _passive_subject(own.head) if climbed else None


def _object_before(token: Token) -> Token | None:
    """The object of a clause's verb, which does what the infinitive after it says."""
    return next((c for c in token.head.children if c.dep_ == "dobj" and c.i < token.i), None)


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


def source_of(token: Token) -> TokenRange | None:
    """The phrase of a cue's source; None where the sentence names none."""
    subject = _quoted_as_saying(token) or subject_of(token)
    if token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "NNS") and (subject is None or subject.head != token):
        beside = _beside(token)
        if beside is not None and (subject is None or beside.dep_ not in ("pobj", "dobj")):
            subject = beside
    if subject is not None and subject.dep_ == "dobj" and subject.lower_ in role_words("document"):
        subject = subject_of(subject.head) or subject  # "sent a letter demanding that …"
    if subject is not None and subject.lower_ == "they" and _is_on_the_news(token):
        return None
    if subject is None or subject.lower_ == "they" or (subject.head != token and _is_inserted(token)):
        subject = said_in(token) or subject
    if subject is None:
        return _opening_phrase(token)
    start, end = noun_phrase(subject)
    # The parser may hang the verb on the name before it: "A deputy, Ivan Petrenko, boasted that …".
    if subject.i < token.i < end and (_is_main(token) or token.nbor(-1).text == ","):
        return start, token.i
    return start, end


def _opening_phrase(token: Token) -> TokenRange | None:
    """The phrase that opens a sentence, set off by a comma from its verb: "A deputy, Ivan X, boasted …"."""
    first = token.sent.start
    if token.tag_ not in ("VBD", "VBZ") or token.i - first > LONGEST_OPENING or token.i < first + 2:
        return None
    before = token.doc[first : token.i]
    named = (
        before[-1].text == "," and before[0].pos_ in NOMINAL and before[0].ent_type_ not in ("DATE", "TIME")
    )
    apposed = any(part.ent_type_ == "PERSON" for part in before)
    plain = not any(part.pos_ in ("VERB", "AUX", "SCONJ") or part.is_quote for part in before)
    return (first, token.i - 1) if named and apposed and plain else None


def _is_inserted(token: Token) -> bool:
    """As in "as noted in the ministry", whose subject is not that of the clause around it."""
    return any(child.dep_ == "mark" and child.lower_ == "as" for child in token.lefts)


def _is_on_the_news(token: Token) -> bool:
    """Whether "they" are nobody in particular: "on the news they say", "they write in the papers"."""
    places = (c for child in token.children if child.dep_ == "prep" for c in child.children)
    return any(place.dep_ == "pobj" and place.lower_ in MEDIA for place in places)


def said_in(token: Token) -> Token | None:
    """The body in or by which something is said where no one else is named: "in the ministry consider"."""
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ in WITHIN):
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            if noun is not None and (child.dep_ == "agent" or _is_body(noun)):
                return noun
    return None


def _is_body(noun: Token) -> bool:
    """Whether a noun names a body that speaks, or a capital that stands for one."""
    start, end = noun_phrase(noun)
    if noun.lower_ in role_words("body") or (noun.ent_type_ == "ORG" and end - start > 1):
        return True
    words = [word for word in words_of(noun.doc[start:end].text) if word.norm != "the"]
    known = names().longest(words, 0) if words else None
    return known is not None and known[1].kind == "body"


def _quoted_as_saying(token: Token) -> Token | None:
    """Whom somebody else quotes: "the agency quoted him as saying"."""
    verb = token.head.head if token.dep_ == "pcomp" and token.head.lower_ == "as" else token
    if verb.lemma_ not in ("quote", "cite") or not any(c.lower_ == "as" for c in verb.rights):
        return None
    return next((c for c in verb.rights if c.dep_ == "dobj"), None)


def _beside(token: Token) -> Token | None:
    """The noun right before a verb whose subject the parser lost; past what stands between commas."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "mark") for child in token.children):
        return None
    index = token.i - 1
    while index >= 0 and (token.doc[index].pos_ in ("AUX", "ADV", "PART") or token.doc[index].is_space):
        index -= 1
    if index > 0 and token.doc[index].text == ",":
        opening = next(
            (i for i in range(index - 1, max(-1, index - 25), -1) if token.doc[i].text == ","), None
        )
        if opening is not None and all(t.ent_type_ == "PERSON" for t in token.doc[opening + 1 : index]):
            return token.doc[index - 1]  # "The head of the office, Ivan Petrenko, called on …"
        index = opening - 1 if opening is not None else index - 1
    if index < 0 or token.doc[index].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    head = token.doc[index]
    while head.dep_ == "compound" and head.head.i < token.i:
        head = head.head
    if head.ent_type_ in ("DATE", "TIME") or head.right_edge.i >= token.i:
        return None
    return head
