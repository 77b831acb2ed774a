"""Who holds a place, told without a verb: "Vuhledar – Russian", "And Vuhledar? Russia's"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from bakhmut_data.finding.control.actors import Party, actor_word, as_party
from bakhmut_data.finding.control.reader import Clause, Match, Reader

VERBS = frozenset({"VERB", "AUX"})
# Tokens before and behind a dash or a colon that such a line has at most.
LONGEST_NAME = 4
LONGEST_ANSWER = 8
DASHES = frozenset({"–", "—", "-", ":"})


def verbless_matches(sentence: Span, before: Span | None, reader: Reader) -> Iterator[Match]:
    """The place of a line that has no verb, or of the question that it answers."""
    if len(sentence) > LONGEST_NAME + LONGEST_ANSWER or any(token.pos_ in VERBS for token in sentence):
        return
    mark = next((token for token in sentence[1:] if token.text in DASHES), None)
    if mark is not None and reader.is_place(mark.nbor(-1)) and mark.i - sentence.start <= LONGEST_NAME:
        yield from _said(_party(sentence[mark.i - sentence.start + 1 :]), mark.nbor(-1), mark, reader)
    elif before is not None and before[-1].text == "?" and len(before) <= LONGEST_ANSWER:
        asked = next((token for token in reversed(list(before)) if reader.is_place(token)), None)
        owned = sentence[0].nbor() if len(sentence) > 1 else None
        if asked is not None and owned is not None and owned.tag_ == "POS":
            yield from _said(_party(sentence[:1]), asked, sentence[0], reader)


def _said(party: Party | None, place: Token, trigger: Token, reader: Reader) -> Iterator[Match]:
    if party is None:
        return
    start, end = reader.paragraph.token_start(trigger), reader.paragraph.token_end(trigger.sent[-1])
    for argument in reader.arguments([place]):
        match = reader.match(argument, party, Clause(trigger, None, "asserted", "verbless", "hold"))
        yield Match(
            match.argument,
            party,
            match.mood,
            None,
            min(start, argument.first) if trigger.sent == place.sent else start,
            end,
            match.rule,
            match.event,
        )


def _party(words: Span) -> Party | None:
    """The side whose adjective or possessive opens the words: "Russian", "Ukraine's, since October"."""
    first = next((token for token in words if token.is_alpha), None)
    word = actor_word(first) if first is not None else None
    after = words[first.i - words.start + 1] if first is not None and first.i + 1 < words.end else None
    alone = after is None or after.is_punct or after.tag_ == "POS"
    return as_party(word.side) if word is not None and word.kind == "name" and alone else None
