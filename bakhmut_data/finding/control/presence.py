"""Whose soldiers are in a place, told by a noun phrase: "footage shows Ukrainian troops in the village"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from bakhmut_data.finding.control.lexicon import words
from bakhmut_data.finding.control.lists import with_listed
from bakhmut_data.finding.control.reader import Clause, Match, Reader


def presence_matches(noun: Token, reader: Reader) -> Iterator[Match]:
    """The places behind "Russian troops in", "Ukrainian positions at"."""
    if noun.lemma_.lower() not in words("soldiers"):
        return
    party = reader.owner(noun)
    if party is None:
        return
    for preposition in noun.rights:
        if preposition.dep_ != "prep" or preposition.lower_ not in {"in", "inside"}:
            continue
        heads = [child for child in preposition.rights if child.dep_ == "pobj"]
        found = [argument for argument in reader.arguments(heads) if argument.named]
        clause = Clause(noun, None, "asserted", "forces_in", "hold", "presence")
        for argument in with_listed(found, reader):
            if argument.place.kind in {"settlement", "facility"}:
                yield reader.match(argument, party, clause)
