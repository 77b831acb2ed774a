"""Gives each figure and claim its date, place and source."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from bakhmut_data.analysis import Analysis
from bakhmut_data.attribution.topics import topic_of
from bakhmut_data.connecting.linking_dates import (
    Days,
    days_of,
    is_background,
    phrases,
    said_days,
    told_days,
    war_days,
)
from bakhmut_data.connecting.linking_lists import Lists
from bakhmut_data.connecting.linking_sources import Sources
from bakhmut_data.connecting.linking_spans import SpanIndex
from bakhmut_data.records import (
    ControlClaim,
    Document,
    Extraction,
    Figure,
    Place,
    Span,
    Speaker,
    Statement,
    Status,
    Timex,
    Toponym,
)
from bakhmut_data.spatial.gazetteer import gazetteer
from bakhmut_data.territorial.control_focus import at_home
from bakhmut_data.territorial.control_lexicon import words

PLACE_KINDS = frozenset({"settlement", "district", "facility", "region"})
# What was over for this long when the text was published is an earlier episode.
OVER = dt.timedelta(days=5)
# A place in front of a figure is as near as one this much further behind it.
IN_FRONT = 20
# Characters of a sentence, to either side, in which what belongs to a record is looked for.
REACH = 600
# Characters beside a statement that still tell what it is about.
BESIDE = 100
# A claim that fills so much of a statement is what the statement is about.
MAIN_PART = 0.3
# Sentences back in which the place that "there" points to may be named.
NEAR_SENTENCES = 1
THOUGHT_OF = frozenset({"hypothetical", "predicted"})


def link(extraction: Extraction, analysis: Analysis) -> Extraction:
    """The same records with their dates, places and speakers; unknown stays None."""
    linker = _Linker(extraction, analysis)
    return replace(
        extraction,
        statements=linker.dated,
        control=tuple(linker.claim(claim) for claim in extraction.control),
        figures=tuple(linker.figure(figure) for figure in extraction.figures),
    )


class _Linker:
    """What linking looks up: sentences, statements, times and places of one document."""

    def __init__(self, extraction: Extraction, analysis: Analysis) -> None:
        self.document: Document = extraction.document
        self.timexes: SpanIndex[Timex] = SpanIndex(extraction.timexes)
        self.statements: SpanIndex[Statement] = SpanIndex(extraction.statements)
        located = [t for t in extraction.toponyms if t.role == "location" and _placeable(t.place)]
        self.toponyms: SpanIndex[Toponym] = SpanIndex(located)
        self.claims: SpanIndex[ControlClaim] = SpanIndex(extraction.control)
        self.figures: SpanIndex[Figure] = SpanIndex(extraction.figures)
        self.main = _main_place(located)
        self.country = _country(extraction.toponyms, self.main)
        self.lists = Lists(extraction.document, analysis, extraction.timexes)
        self.sentences = [(sentence.start, sentence.end) for sentence in analysis.sentences()]
        self.sentence_starts = [start for start, _ in self.sentences]
        self.dated = self._dated(extraction.statements)
        self.statements = SpanIndex(self.dated)
        self.sources = Sources(self.document, analysis, self.dated)

    def sentence(self, position: int) -> tuple[int, int]:
        """The start and end of the sentence or table row around a position, cut where it is endless."""
        index = bisect_right(self.sentence_starts, position) - 1
        if index < 0:
            return position, position
        start, end = self.sentences[index]
        start, end = max(start, position - REACH), min(end, position + REACH)
        text = self.document.text
        if "|" in text[start:end]:
            start = max(start, text.rfind("\n", start, position) + 1)
            line_end = text.find("\n", position, end)
            end = line_end if line_end >= 0 else end
        return start, max(end, position)

    def figure(self, figure: Figure) -> Figure:
        """The figure with its place, speaker and days."""
        start, end = self.sentence(figure.start)
        statement = self.statements.around(figure.start, figure.end)
        told = told_days(figure, statement, self.document)
        listed = self.lists.days(figure)
        counted = listed or war_days(figure, start, end, told, self.document)
        timeless = figure.measure in phrases("timeless")
        days = counted or (told if timeless else self._days(figure, statement, told))
        speaker: Speaker | None = None
        if statement is not None and (
            counted is None or listed is not None or statement.kind != "indirect" or not is_background(figure)
        ):
            speaker = Speaker(name=statement.speaker, side=statement.speaker_side)
        elif counted is None or listed is not None:
            speaker = self.sources.of(figure)
        linked = replace(
            figure,
            place=self._place(figure, (start, end)),
            speaker=speaker.name if speaker else None,
            speaker_side=speaker.side if speaker else None,
            as_of_earliest=days.earliest,
            as_of_latest=days.latest,
        )
        self.sources.remember(linked)
        return linked

    def claim(self, claim: ControlClaim) -> ControlClaim:
        """The claim with its speaker, its days, and the status that these give it."""
        statement = self.statements.around(claim.start, claim.end)
        days = Days(None, None)
        if claim.status != "hypothetical":
            days = self._days(claim, statement, told_days(claim, statement, self.document))
        return replace(
            claim,
            status=self._status(claim, statement, days),
            speaker=statement.speaker if statement else None,
            as_of_earliest=days.earliest,
            as_of_latest=days.latest,
        )

    def _dated(self, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """The statements with the days on which they were made; "he added" has those of before."""
        dated: list[Statement] = []
        for statement in statements:
            anchor = statement.cue_start if statement.cue_start is not None else statement.start
            start, end = self.sentence(anchor)
            outside = [
                t for t in self.timexes.within(start, end) if not self.statements.around(t.start, t.end)
            ]
            days = said_days(outside, anchor, self.document)
            before = dated[-1] if dated else None
            if days.earliest is None and before is not None and before.speaker == statement.speaker:
                days = Days(before.said_earliest, before.said_latest)
            topic = self._topic(statement)
            dated.append(
                replace(statement, topic=topic, said_earliest=days.earliest, said_latest=days.latest)
            )
        return tuple(dated)

    def _topic(self, statement: Statement) -> str:
        """What the statement is about, told by its words and by the claims and figures in it."""
        start, end, text = statement.start, statement.end, self.document.text
        before = text[max(0, start - BESIDE) : start].rpartition("\n")[2]
        after = text[end : end + BESIDE].partition("\n")[0]
        context = f"{before} {after}"
        found = {figure.measure for figure in self.figures.within(start, end)}
        claims = self.claims.within(start, end)
        told = [claim for claim in claims if claim.status not in THOUGHT_OF]
        if told:
            filled = sum(min(claim.end, end) - claim.start for claim in told)
            found.add("claim" if filled >= MAIN_PART * (end - start) else "claim in passing")
        elif claims:
            found.add("claim thought of")
        return topic_of(statement.surface, context, sorted(found))

    def _days(self, span: Span, statement: Statement | None, told: Days) -> Days:
        start, end = self.sentence(span.start)
        if statement is not None:
            start, end = max(start, statement.start), min(end, statement.end)
        return days_of(span, self.timexes.within(start, end), self.document, told) or told

    def _status(self, claim: ControlClaim, statement: Statement | None, days: Days) -> Status:
        if claim.status != "asserted":
            return claim.status
        if statement is not None:
            return "denied" if _is_denial(statement) else "claimed"
        published = self.document.published
        if days.latest is None or published is None or days.lasting:
            return "asserted"
        return "past" if days.latest < published - OVER else "asserted"

    def _place(self, figure: Figure, sentence: tuple[int, int]) -> Place | None:
        """The place of the claim or name beside the figure in its sentence, else the document's."""
        if figure.measure in phrases("placeless"):
            return None
        claim = self.claims.around(figure.start, figure.end)
        listed = self.lists.days(figure) is not None
        if claim is not None and not listed:
            return claim.place
        if not listed and (named := self.toponyms.within(*sentence)):
            before = [toponym for toponym in named if toponym.start < figure.start]
            if figure.measure == "distance" and before:
                named = before
            return min(named, key=lambda toponym: _distance(figure, toponym)).place
        if not listed and figure.measure in phrases("loose"):
            return None
        wide = listed or _is_everywhere(self.document.text[slice(*sentence)].casefold())
        return self.country if wide else self._just_named(sentence[0]) or self.main

    def _just_named(self, position: int) -> Place | None:
        """The one settlement of the sentence before, or of a heading above, that "there" points to."""
        index = bisect_right(self.sentences, (position, -1))
        for start, end in reversed(self.sentences[max(0, index - NEAR_SENTENCES) : index]):
            settlements = {
                toponym.place
                for toponym in self.toponyms.within(start, end)
                if toponym.place is not None and toponym.place.kind == "settlement"
            }
            if settlements:
                return settlements.pop() if len(settlements) == 1 else None
        return None


def _main_place(located: list[Toponym]) -> Place | None:
    """The settlement a text names most, or whatever it names most."""
    settlements = [t for t in located if t.place is not None and t.place.kind == "settlement"]
    counts = Counter(t.place for t in settlements or located)
    return counts.most_common(1)[0][0] if counts else None


def _country(toponyms: tuple[Toponym, ...], main: Place | None) -> Place | None:
    """The country that the text's main place lies in, where the text names it or it is Ukraine."""
    if main is None or not at_home(main):
        return None
    named = (
        t.place for t in toponyms if t.place is not None and t.place.kind == "country" and at_home(t.place)
    )
    return next(named, None) or next(iter(gazetteer().own("Ukraine")), None)


def _is_everywhere(sentence: str) -> bool:
    """Whether a sentence counts on all fronts; "killed in the city since the invasion" counts in one town."""
    if any(phrase in sentence for phrase in phrases("everywhere")):
        return True
    since = any(phrase in sentence for phrase in phrases("since_war"))
    return since and not any(phrase in sentence for phrase in phrases("the_town"))


def _placeable(place: Place | None) -> bool:
    return place is not None and place.kind in PLACE_KINDS


def _distance(figure: Figure, toponym: Toponym) -> int:
    if toponym.start >= figure.end:
        return toponym.start - figure.end
    return figure.start - toponym.end + IN_FRONT


def _is_denial(statement: Statement) -> bool:
    cue = (statement.cue or "").casefold().split()
    return any(word in words("denying") for word in cue)
