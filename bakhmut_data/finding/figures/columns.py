"""What a number of a table counts by the heading of its column: "| Town | Killed | Injured |"."""

from __future__ import annotations

import itertools

from spacy.tokens import Span, Token

from bakhmut_data.finding.figures.cues import cue_of, noun_row
from bakhmut_data.finding.figures.meanings import Meaning
from bakhmut_data.finding.figures.passages import NumberInText
from bakhmut_data.language.analysis import Analysis

BORDER = "|"
# Lines of a table between a row and its headings.
LONGEST_TABLE = 40
FEWEST_COLUMNS = 2

Cells = tuple[Span, ...]


def read_headings(analysis: Analysis, index: int) -> Cells:
    """The cells of the first line of the table around a paragraph; none where they hold numbers."""
    first = index
    for above in range(index, max(-1, index - LONGEST_TABLE), -1):
        if BORDER not in analysis.paragraphs[above].doc.text:
            break
        first = above
    doc = analysis.paragraphs[first].doc
    line_end = next((token.i + 1 for token in doc if "\n" in token.text), len(doc))
    cells = _cells(doc[:line_end])
    numbers = any(token.like_num for token in doc[:line_end])
    return () if numbers or len(cells) < FEWEST_COLUMNS else cells


def _cells(line: Span) -> Cells:
    """The stretches between the borders of a line; what its outer borders leave empty is no cell."""
    borders = [token.i for token in line if token.text == BORDER]
    if not borders:
        return ()
    doc, edges = line.doc, [line.start - 1, *borders, line.end]
    cells = [doc[left + 1 : right] for left, right in itertools.pairwise(edges)]
    return tuple(cells[1:] if borders[0] == line.start else cells)


def heading_of(mention: NumberInText, headings: Cells) -> Span | None:
    """The heading of the column that a number stands in; None for a row that has other columns."""
    begin, end = mention.whole_stretch()
    line = mention.doc[begin:end]
    if not headings or (headings[0].doc is line.doc and headings[0].start < end and headings[0].end > begin):
        return None
    at = next((i for i, cell in enumerate(_cells(line)) if cell.start <= mention.number < cell.end), None)
    return headings[at] if at is not None and at < len(headings) else None


def read_column(mention: NumberInText, heading: Span | None) -> Meaning | None:
    """The meaning that the heading of its column gives to a number without noun or unit of its own."""
    if heading is None or mention.noun() is not None or mention.state() is not None:
        return None
    for token in heading:
        if cue_of(token) in ("killed", "wounded"):
            return Meaning(unit="people", measure=cue_of(token) or "other", rule="column")
    row = next((row for token in reversed(list(heading)) if (row := noun_row(token))), None)
    return Meaning(unit=row["unit"], measure=row["measure"], rule="column") if row is not None else None


def is_of_ground(heading: Span | None, gained: frozenset[str]) -> bool:
    """Whether the heading of a column of lengths tells that they were gained: "advance, week"."""
    return heading is not None and any(_plain(token) in gained for token in heading)


def _plain(token: Token) -> str:
    return token.lemma_.lower()
