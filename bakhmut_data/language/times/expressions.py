"""Time expressions as they are written, not yet hung on any day."""

from __future__ import annotations

import re

from bakhmut_data.language.analysis import Paragraph
from bakhmut_data.language.times.joins import join_pieces
from bakhmut_data.language.times.pieces import Piece
from bakhmut_data.language.times.rules import possible_rules
from bakhmut_data.language.times.senses import is_time
from bakhmut_data.language.times.words import ordinal_number

__all__ = ["find_pieces", "ordinal_number"]

# The numbers of a web address are no dates of the text.
ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
PIECES = "time_pieces"  # where a paragraph keeps them: publication and times both ask


def find_pieces(paragraph: Paragraph) -> list[Piece]:
    """The joined pieces of one paragraph, not yet hung on any day; they do not overlap."""
    known = paragraph.doc.user_data
    if PIECES not in known:
        known[PIECES] = _find_pieces(paragraph)
    pieces: list[Piece] = known[PIECES]
    return pieces


def _find_pieces(paragraph: Paragraph) -> list[Piece]:
    text = paragraph.text
    raw: list[tuple[int, int, int, Piece]] = []
    for order, rule in possible_rules(text):
        for match in rule.gated.pattern.finditer(text):
            raw.extend((p.start, p.start - p.end, order, p) for p in rule.make(match, rule.name))
    addresses = [address.span() for address in ADDRESS.finditer(text)]
    pieces = [
        piece
        for piece in _without_overlaps(raw)
        if is_time(paragraph, piece) and not any(a <= piece.start < b for a, b in addresses)
    ]
    return join_pieces(pieces, text)


def _without_overlaps(raw: list[tuple[int, int, int, Piece]]) -> list[Piece]:
    """The longest pieces where several overlap, the earlier rule's among equals."""
    chosen: list[Piece] = []
    taken: set[int] = set()
    for _, _, _, piece in sorted(raw, key=lambda item: (item[1], item[2], item[0])):
        if taken.isdisjoint(range(piece.start, piece.end)):
            taken.update(range(piece.start, piece.end))
            chosen.append(piece)
    return sorted(chosen, key=lambda piece: piece.start)
