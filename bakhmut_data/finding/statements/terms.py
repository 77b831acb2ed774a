"""Index terms: the noun phrases by which what is said can be found, of three words at most."""

from __future__ import annotations

from spacy.tokens import Span, Token

MOST_TERMS = 5
MOST_WORDS = 3
# What is counted, dated or pointed at is not what a statement is about.
LEFT_OUT = frozenset({"DET", "PRON", "NUM", "PUNCT", "SYM", "SPACE", "ADV", "PART", "CCONJ", "ADP", "AUX"})
TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "MONEY"})
EMPTY = frozenset(
    {"thing", "things", "lot", "way", "kind", "sort", "number", "part", "one", "something", "fact", "case"}
)


def terms_of(content: Span) -> str | None:
    """Up to five terms of a stretch in alphabetical order, joined by "; "; None where it has none."""
    worth: dict[str, tuple[int, int]] = {}
    for phrase in content.noun_chunks:
        words = _words(phrase)
        if words:
            term = " ".join(words)
            named = any(word[:1].isupper() for word in words)
            worth.setdefault(term, (-len(words) - named, phrase.start))
    kept = sorted(worth, key=lambda term: worth[term])[:MOST_TERMS]
    return "; ".join(sorted(kept, key=lambda term: (term.casefold(), term))) or None


def _words(phrase: Span) -> list[str]:
    """The last words of a phrase up to its head, names as they are written and others in small letters."""
    head = phrase.root
    if head.pos_ not in ("NOUN", "PROPN") or head.ent_type_ in TIMES or head.lower_ in EMPTY:
        return []
    words: list[str] = []
    for token in reversed(phrase.doc[phrase.start : head.i + 1]):
        if not _is_part(token):
            break
        words.insert(0, token.text if token.pos_ == "PROPN" or token.ent_type_ else token.lower_)
    return words[-MOST_WORDS:]


def _is_part(token: Token) -> bool:
    """Whether a word belongs to a term; what stands before a mark or a possessive does not."""
    plain = token.text.replace("-", "").replace("’", "").replace("'", "").replace(".", "")
    return token.pos_ not in LEFT_OUT and token.ent_type_ not in TIMES and plain.isalnum()
