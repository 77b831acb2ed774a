"""What each statement is about, by its words and by what else was found in it."""

from __future__ import annotations

import functools
from bisect import bisect_right
from dataclasses import replace

from bakhmut_data.finding.statements import topic_model, topic_of
from bakhmut_data.linking.spans import SpanIndex
from bakhmut_data.records import Extraction, Statement

# Characters beside a statement that still tell what it is about.
BESIDE = 100
# A claim that fills so much of a statement is what the statement is about.
MAIN_PART = 0.3
# Characters of a paragraph, to either side of a statement, that are read for its topic.
NEAR = 600
THOUGHT_OF = frozenset({"hypothetical", "predicted"})


class Topics:
    """Reads topics off the words, claims and figures of one document."""

    def __init__(self, extraction: Extraction) -> None:
        self.text = extraction.document.text
        self.claims = SpanIndex(extraction.control)
        self.figures = SpanIndex(extraction.figures)
        self.breaks = [index for index, sign in enumerate(self.text) if sign == "\n"]

    def name_topic(self, statement: Statement) -> Statement:
        """The statement with its topic; its rule says where the model and not the lexicon decided."""
        by_rule = self.by_lexicon(statement.start, statement.end)
        features = self.features(statement.start, statement.end, by_rule)
        scores = [topic_model.group_scores(group, words) for group, words in features.items()]
        topic = topic_model.likeliest([*scores, self._document_scores])
        rule = statement.rule if topic == by_rule else f"{statement.rule}_model_topic"
        return replace(statement, topic=topic, rule=rule)

    def features(self, start: int, end: int, by_rule: str) -> dict[str, list[str]]:
        """What the model knows of a stretch, by group, but for the document's own words."""
        before, after = self._paragraph(start, end)
        found = [*self.found(start, end), f"lexicon {by_rule}"]
        found += [f"status {claim.status}" for claim in self.claims.within(start, end)]
        return {
            "said": topic_model.stems(self.text[start:end]),
            "near": topic_model.stems(self.text[before:after]),
            "found": found,
        }

    def document_features(self) -> list[str]:
        """The words that a document is known by."""
        return topic_model.stems(self.text[: topic_model.OPENING])

    @functools.cached_property
    def _document_scores(self) -> topic_model.Scores:
        return topic_model.group_scores("text", self.document_features())

    def by_lexicon(self, start: int, end: int) -> str:
        """The topic that the weighted lexicon gives a stretch."""
        before = self.text[max(0, start - BESIDE) : start].rpartition("\n")[2]
        after = self.text[end : end + BESIDE].partition("\n")[0]
        return topic_of(self.text[start:end], f"{before} {after}", self.found(start, end))

    def found(self, start: int, end: int) -> list[str]:
        """Names of what was found in a stretch, as in `topic_evidence.csv`."""
        names = {figure.measure for figure in self.figures.within(start, end)}
        claims = self.claims.within(start, end)
        held = [claim for claim in claims if claim.status not in THOUGHT_OF]
        if held:
            filled = sum(min(claim.end, end) - claim.start for claim in held)
            names.add("claim" if filled >= MAIN_PART * (end - start) else "claim in passing")
        elif claims:
            names.add("claim thought of")
        return sorted(names)

    def _paragraph(self, start: int, end: int) -> tuple[int, int]:
        """The lines around a stretch, as far as they are near."""
        first, last = bisect_right(self.breaks, start - 1), bisect_right(self.breaks, end - 1)
        begins = self.breaks[first - 1] + 1 if first else 0
        ends = self.breaks[last] if last < len(self.breaks) else len(self.text)
        return max(begins, start - NEAR), min(ends, end + NEAR)
