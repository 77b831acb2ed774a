"""Claims that say how another place changed hands before: the days that stand nowhere beside them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Span as Words

from bakhmut_data.geodesy import kilometres_between
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.linking.dates import UNKNOWN, Days
from bakhmut_data.linking.spans import SpanIndex
from bakhmut_data.records import ControlClaim, Extraction, Place, Timex

# What was over for this long when the text was published is an earlier episode.
OVER = dt.timedelta(days=5)
# Kilometres from the text's own place at which another front begins.
FAR = 60
# Sentences back, its own among them, in which the days of a claim may stand.
SENTENCES = 4
PRESENT = frozenset({"VBZ", "VBP", "MD"})


class Episodes:
    """The paragraphs of one document, asked what a claim of the past belongs to."""

    def __init__(self, extraction: Extraction, analysis: Analysis, main: Place | None) -> None:
        self.published = extraction.document.published
        self.timexes: SpanIndex[Timex] = SpanIndex(extraction.timexes)
        self.paragraphs = analysis.paragraphs
        self.starts = [paragraph.start for paragraph in analysis.paragraphs]
        self.toponyms = SpanIndex(extraction.toponyms)
        self.main = main

    def days(self, claim: ControlClaim) -> Days | None:
        """The days of a claim that speaks of an earlier episode, unknown or not; None where it does not."""
        if claim.place == self.main:
            return None
        number = bisect_right(self.starts, claim.start) - 1
        paragraph = self.paragraphs[max(0, number)]
        first, last = claim.start - paragraph.start, claim.end - paragraph.start
        clause = paragraph.doc.char_span(first, last, alignment_mode="expand")
        if clause is None:
            return None
        return self._said_before(clause, paragraph.start) or self._far_away(claim, clause)

    def _said_before(self, clause: Words, start: int) -> Days | None:
        """The past days of which the paragraph spoke before.

        As in "So it was last spring. Russia took Rubizhne": what lies between speaks of the past, too.
        """
        sentences = [sentence for sentence in clause.doc.sents if sentence.start <= clause.root.i]
        for back, sentence in enumerate(reversed(sentences[-SENTENCES:])):
            times = self.timexes.within(start + sentence.start_char, start + sentence.end_char)
            dates = [timex for timex in times if timex.timex_type == "DATE"]
            if dates and back:
                return self._past_days(dates)
            if times or not _is_past_tense(sentence):
                return None
        return None

    def _past_days(self, dates: Sequence[Timex]) -> Days | None:
        """From the first to the last of some dates, if all were over when the text was published."""
        first = [timex.earliest for timex in dates if timex.earliest]
        last = [timex.latest for timex in dates if timex.latest]
        if len(first) < len(dates) or len(last) < len(dates) or self.published is None:
            return None
        return Days(min(first), max(last)) if max(last) < self.published - OVER else None

    def _far_away(self, claim: ControlClaim, clause: Words) -> Days | None:
        """No days, for a claim of the past about a place far from the text's own.

        Nothing says when "Russia stormed" another city: surely not on the day of writing.
        """
        if self.main is None or kilometres_between(claim.place.point, self.main.point) < FAR:
            return None
        if any(toponym.place == self.main for toponym in self.toponyms.within(claim.start, claim.end)):
            return None
        tags = {token.tag_ for token in clause if token.pos_ in ("VERB", "AUX")}
        return UNKNOWN if "VBD" in tags and tags.isdisjoint(PRESENT) else None


def _is_past_tense(sentence: Words) -> bool:
    """Whether the main verb of a sentence speaks of the past."""
    verbs = [sentence.root, *(child for child in sentence.root.children if child.dep_ in ("aux", "auxpass"))]
    return any(verb.tag_ == "VBD" for verb in verbs)
