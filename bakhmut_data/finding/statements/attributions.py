"""The record of an attribution: who, by which word, is the source of what."""

from __future__ import annotations

from dataclasses import dataclass

from bakhmut_data.records import StatementKind

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content of one attribution; offsets in the document's text.

    `contents` are in reading order, more than one where the cue stands in the middle or a
    quotation goes on after it; quotation marks are inside. `source` is None where the text
    names none ("it is thought that"). `cue_kind` is the lexicon's class of the cue, `frame`
    what holds the content (quote, clause, infinitive, object …). `nested` marks an
    attribution made inside a quotation, by whoever is quoted.
    """

    source: Stretch | None
    cue: Stretch
    contents: tuple[Stretch, ...]
    kind: StatementKind
    cue_kind: str
    frame: str
    rule: str
    nested: bool = False

    @property
    def start(self) -> int:
        """Where the first stretch of content begins."""
        return self.contents[0][0]

    @property
    def end(self) -> int:
        """Where the last stretch of content ends."""
        return self.contents[-1][1]
