"""Gives each figure and claim its date, place and source."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bakhmut_data.finding.control import CAPITALS, at_home, words
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.linking.dates import (
    DAY,
    Days,
    days_around,
    days_of,
    is_background,
    phrases,
    present,
    said_days,
    war_days,
)
from bakhmut_data.linking.history import OVER, History
from bakhmut_data.linking.lists import Lists
from bakhmut_data.linking.sources import Sources
from bakhmut_data.linking.spans import SpanIndex
from bakhmut_data.linking.topics import THOUGHT_OF, Topics
from bakhmut_data.records import (
    About,
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
from bakhmut_data.reference.gazetteer import gazetteer

PLACE_KINDS = frozenset({"settlement", "district", "facility", "region"})
# A place in front of a figure is as near as one this much further behind it.
IN_FRONT = 20
# Characters of a sentence, to either side, in which what belongs to a record is looked for.
REACH = 600
# Characters beside a statement that still say what it is about.
BESIDE = 100
# Sentences back in which the place that "there" points to may be named.
NEAR_SENTENCES = 1
# Characters at the head of a text that name the command whose bulletin it is.
OPENING = 400
# Characters between a figure and the next sentence, which may go on from it.
NEXT = 200
# So many times its listed inhabitants nobody says of a town.
CROWDED = 3
# Losses of one side above this are no one town's.
MOST_LOST = 50_000
# No one town has a front of so many kilometres or miles.
LONGEST_FRONT = 100
# "a welder from Poltava", and what a place lies beside: "north of the regional capital, Donetsk".
ORIGIN = re.compile(r"(?:, |— ?|\b)an? [\w -]{3,40} from $", re.IGNORECASE)
BEARING = re.compile(
    r"\b(?:north|south|east|west|\w{4,5}-?(?:east|west)|miles|km|kilomet(?:re|er)s)"
    r" of (?:the [\w ,-]{0,40})?$"
)
CITATION = re.compile(r"\s*(?:\[?\d{1,3}[\].)]|\^)\s[^\n“\"«‘']{0,80}[“\"«‘'][^\n]{5,300}\d{4}")
POINTING = re.compile(r"(?:It|The (?:city|town|village|settlement)) (?:is|was|lies|lay|sits|stands)\b")
# What explains a name between two commas: "the town, which lies 5 km from the border, …".
EXPLAINED = re.compile(r"\b[A-Z][\w’'-]+(?:, (?:which (?:is|lies|stands|sits) )?| \()$")
CLOSED = re.compile(r" (?:\([^)\n]{0,30}\) )?(?:away )?from (?:[^,.;:()\n]|\([^)\n]{0,30}\)){0,80}[,.)]")
# What turns from somebody's words back to the text's own.
TURNS = re.compile(r"[;:.”\"]|\b(?:but|although|though|while|whereas)\b")
# Rules of claims that are made in passing ("Russian-held").
IN_PASSING = "attribute_"
# What a speaker tells of is of an earlier episode when it was over for so long; a longer time is no day.
# What goes on now is not past, whatever day stands beside it.
GOING_ON = re.compile(r"\b(?:now|still)\b|\b(?:is|are) \w+ing\b")
LONG_OVER = dt.timedelta(days=200)
LONGEST_TOLD = dt.timedelta(days=8)


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
        located = [
            toponym
            for toponym in extraction.toponyms
            if toponym.role == "location" and _placeable(toponym.place)
            if not _is_compared(toponym, self.document.text)
        ]
        self.toponyms: SpanIndex[Toponym] = SpanIndex(located)
        self.claims: SpanIndex[ControlClaim] = SpanIndex(extraction.control)
        self.figures: SpanIndex[Figure] = SpanIndex(extraction.figures)
        self.main = _main_place(located)
        self.country = _country(extraction.toponyms, self.main)
        self.windows = [t.start for t in extraction.timexes if _is_past_day(t)]
        self.horizon = _horizon(extraction)
        self.history = History(extraction, analysis, _dominant_place(located))
        self.lists = Lists(extraction.document, analysis, extraction.timexes)
        self.sentences = [(sentence.start, sentence.end) for sentence in analysis.sentences()]
        self.paragraphs = analysis.paragraphs
        self.paragraph_starts = [paragraph.start for paragraph in analysis.paragraphs]
        self.sentence_starts = [start for start, _ in self.sentences]
        self.dated = self._dated(extraction.statements, Topics(extraction))
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
        around = days_around(figure, statement, self.document)
        listed = self.lists.days(figure)
        counted = listed or war_days(figure, start, end, around, self.document)
        days = counted or around
        if counted is None and figure.measure not in phrases("timeless"):
            days = self._days(figure, statement, self._briefed(figure, statement, around) or around)
        speaker: Speaker | None = None
        if statement is not None and (
            counted is None or listed is not None or statement.kind != "indirect" or not is_background(figure)
        ):
            if statement.kind == "direct" or not self._is_aside_of_text(figure, statement):
                speaker = Speaker(name=statement.speaker, side=statement.speaker_side)
        elif counted is None or listed is not None:
            speaker = (
                self._sourced_within(figure, start)
                or self._sourced_before(figure, start)
                or self.sources.of(figure)
            )
        if counted is None and self._is_thought_of(figure):
            days = Days(None, None)
        place = self._place(figure, (start, end))
        if place is not None and _is_beyond(figure, place):
            place = self.country
        if (before := self._continued(figure, start, end)) is not None:
            place, days = before.place, Days(before.as_of_earliest, before.as_of_latest)
        linked = replace(
            figure,
            about=self._holder(figure),
            place=place,
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
        if claim.rule.startswith(IN_PASSING) and not self._is_quoted(claim, statement):
            statement = None  # reporters describe a place in words of their own
        days = Days(None, None)
        if claim.status != "hypothetical" and not self._is_contradicted(claim):
            days = self._days(claim, statement, days_around(claim, statement, self.document))
        status = self._status(claim, statement, days)
        before = self.history.days(claim) if status == "asserted" and days == present(self.document) else None
        if status in {"asserted", "claimed"} and _was_taken_before(claim):
            status = "past"
        if before is not None:
            status, days = "past", before
        return replace(
            claim,
            status=status,
            speaker=statement.speaker if statement else None,
            as_of_earliest=days.earliest,
            as_of_latest=days.latest,
        )

    def _is_aside_of_text(self, figure: Figure, statement: Statement) -> bool:
        """Whether a distance only explains a name: "a house in Siversk, 14 km from the front, burned"."""
        if figure.measure != "distance":
            return False
        before = self.document.text[max(statement.start, figure.start - BESIDE) : figure.start]
        after = self.document.text[figure.end : figure.end + BESIDE]
        return EXPLAINED.search(before) is not None and CLOSED.match(after) is not None

    def _sourced_before(self, figure: Figure, start: int) -> Speaker | None:
        """Whoever closed the sentence before, of losses only: "…, the staff reported. Two women were hurt."."""
        before = self.statements.within(start - REACH, start)
        last = before[-1] if before else None
        if (
            last is None
            or last.cue_start is None
            or last.cue_end is None
            or figure.measure not in phrases("losses")
        ):
            return None
        between = self.document.text[last.cue_end : start]
        ends = last.cue_start >= last.end and re.fullmatch(r"[^.!?\n]{0,60}\.\s?", between) is not None
        return Speaker(name=last.speaker, side=last.speaker_side) if ends and not _is_denial(last) else None

    def _sourced_within(self, figure: Figure, start: int) -> Speaker | None:
        """Whoever said what stands before in the sentence, where no other word of source follows.

        As in "the presidency said one woman was killed and two more injured".
        """
        if figure.measure in phrases("asides"):
            return None
        before = [
            statement
            for statement in self.statements.within(start, figure.start)
            if statement.end <= figure.start
        ]
        if not before or before[-1].cue_start is None or not start <= before[-1].cue_start < before[-1].start:
            return None
        between = self.document.text[before[-1].end : figure.start]
        if TURNS.search(between) or len(between) > NEXT or _is_denial(before[-1]):
            return None
        return Speaker(name=before[-1].speaker, side=before[-1].speaker_side)

    def _is_quoted(self, claim: ControlClaim, statement: Statement | None) -> bool:
        """Whether a claim stands within the quotation marks of a statement."""
        if statement is None or statement.kind != "mixed":
            return statement is not None and statement.kind == "direct"
        before = self.document.text[statement.start : claim.start]
        opened = sum(map(before.count, "“«„")) - sum(map(before.count, "”»"))
        return opened > 0 or before.count('"') % 2 == 1

    def _is_contradicted(self, claim: ControlClaim) -> bool:
        """Whether "it took them a year to take the town" stands in a text by which it has not fallen."""
        return claim.rule == "took_time" and any(
            other.place == claim.place and other.part is None and other.controller != claim.controller
            for other in self.claims.spans
            if other.status not in THOUGHT_OF
        )

    def _dated(self, statements: tuple[Statement, ...], topics: Topics) -> tuple[Statement, ...]:
        """The statements with the days on which they were made; "he added" has those of before."""
        dated: list[Statement] = []
        for statement in map(topics.name_topic, statements):
            anchor = statement.cue_start if statement.cue_start is not None else statement.start
            start, end = self.sentence(anchor)
            outside = [
                t for t in self.timexes.within(start, end) if not self.statements.around(t.start, t.end)
            ]
            days = said_days(outside, anchor, self.document)
            before = dated[-1] if dated else None
            if days.earliest is None and before is not None and before.speaker == statement.speaker:
                days = Days(before.said_earliest, before.said_latest)
            dated.append(replace(statement, said_earliest=days.earliest, said_latest=days.latest))
        return tuple(dated)

    def _days(self, span: Span, statement: Statement | None, around: Days) -> Days:
        start, end = self.sentence(span.start)
        if statement is not None:
            start, end = max(start, statement.start), min(end, statement.end)
        own = days_of(span, self.timexes.within(start, end), self.document, around)
        return own or self._cited(span) or around

    def _holder(self, figure: Figure) -> About:
        """Whose share of a place or whose advance it is, as the claim around it says."""
        held = figure.measure in phrases("held")
        claim = self.claims.around(figure.start, figure.end) if held else None
        if claim is None or claim.controller == "contested" or claim.status == "denied":
            return figure.about
        return claim.controller

    def _is_thought_of(self, figure: Figure) -> bool:
        """Whether a figure belongs to what might happen: "10,000 men could be trapped"."""
        claim = self.claims.around(figure.start, figure.end)
        return claim is not None and claim.status == "hypothetical"

    def _cited(self, span: Span) -> Days | None:
        """Any day up to that of the source whose title holds a record, in a list of sources."""
        text = self.document.text
        line = text.rfind("\n", max(0, span.start - REACH), span.start) + 1
        end = text.find("\n", span.end, span.end + REACH)
        if CITATION.match(text, line) is None:
            return None
        after = self.timexes.within(span.end, end if end >= 0 else span.end + REACH)
        days = [t.latest for t in after if t.timex_type == "DATE" and t.earliest and t.earliest == t.latest]
        return Days(None, days[0]) if days else None

    def _continued(self, figure: Figure, start: int, end: int) -> Figure | None:
        """The figure before that "six more were hurt" goes on from, if nothing new is named."""
        before = self.sources.last
        if before is None or start - before.end > NEXT or "\n" in self.document.text[before.end : start]:
            return None
        more = not set(phrases("more")).isdisjoint(figure.surface.casefold().split())
        anew = self.timexes.within(start, end) or self.toponyms.within(start, end)
        return before if more and not anew and before.unit == figure.unit == "people" else None

    def _briefed(self, figure: Figure, statement: Statement | None, around: Days) -> Days | None:
        """The past day, of which a command's briefing speaks throughout though it says so once."""
        speaker = statement.speaker if statement is not None else self.document.text[:OPENING]
        if around.latest is None or figure.measure not in phrases("briefed"):
            return None
        said = bool(self.windows) and self.windows[0] < figure.start
        if any(name in speaker for name in phrases("commands" if said else "daily")):
            return Days(around.latest - DAY, around.latest)
        return None

    def _status(self, claim: ControlClaim, statement: Statement | None, days: Days) -> Status:
        if claim.status != "asserted":
            return claim.status
        said: Status = "asserted" if statement is None else "claimed"
        if statement is not None and _is_denial(statement):
            return "denied"
        if days.latest is None or self.horizon is None or GOING_ON.search(claim.surface):
            return said
        over = OVER if statement is None and not days.lasting else LONG_OVER
        return "past" if days.latest < self.horizon - over else said

    def _place(self, figure: Figure, sentence: tuple[int, int]) -> Place | None:
        """The place of the claim or name beside the figure in its sentence, else the document's."""
        if figure.measure in phrases("placeless"):
            return None
        if self.lists.days(figure) is not None:
            return self.country
        claim = self.claims.around(figure.start, figure.end)
        if claim is not None:
            return claim.place
        if named := self._named_in(sentence, figure):
            before = [toponym for toponym in named if toponym.start < figure.start]
            if figure.measure == "distance" and before:
                named = before
            elif figure.measure == "distance" and POINTING.match(self.document.text, sentence[0]):
                return self._just_named(sentence[0]) or self.main
            return min(named, key=lambda toponym: _distance(figure, toponym)).place
        return None if figure.measure in phrases("loose") else self._place_around(figure, sentence)

    def _place_around(self, figure: Figure, sentence: tuple[int, int]) -> Place | None:
        """The place of a figure whose sentence names none."""
        lowered = self.document.text[slice(*sentence)].casefold()
        if _is_everywhere(lowered) or _is_of_the_war(figure):
            return self.country
        if figure.measure in phrases("settled") and not any(
            phrase in lowered for phrase in phrases("living")
        ):
            goes_on = "\n" not in self.document.text[max(0, sentence[0] - 2) : sentence[0]]
            return self._just_named(sentence[0]) if goes_on else None
        return self._just_named(sentence[0]) or self.main

    def _named_in(self, sentence: tuple[int, int], figure: Figure) -> Sequence[Toponym]:
        """The places of a figure's sentence; what is counted of this war lies at home."""
        named = [t for t in self.toponyms.within(*sentence) if not self._is_aside(t, figure)]
        home = [toponym for toponym in named if toponym.place is not None and at_home(toponym.place)]
        return home if figure.core else named

    def _is_beside(self, toponym: Toponym) -> bool:
        """Whether a name only says where another place, or somebody, is to be found."""
        before = self.document.text[max(0, toponym.start - BESIDE) : toponym.start]
        spoken = toponym.place != self.main and toponym.place is not None and toponym.place.name in CAPITALS
        return spoken or ORIGIN.search(before) is not None or BEARING.search(before) is not None

    def _is_aside(self, toponym: Toponym, figure: Figure) -> bool:
        """Whether a name says where somebody speaks, comes from, or what a place lies north of."""
        text, place = self.document.text, toponym.place
        before = text[max(0, toponym.start - BESIDE) : toponym.start]
        if figure.measure == "distance":
            return place is not None and place.kind == "region" and toponym.start < figure.start
        return self._is_beside(toponym) and (toponym.end < figure.start or BEARING.search(before) is None)

    def _just_named(self, position: int) -> Place | None:
        """The one settlement of the sentence before, or of a heading above, that "there" points to."""
        index = bisect_right(self.sentences, (position, -1))
        for start, end in reversed(self.sentences[max(0, index - NEAR_SENTENCES) : index]):
            settlements = {
                toponym.place
                for toponym in self.toponyms.within(start, end)
                if toponym.place is not None and toponym.place.kind == "settlement"
                if not self._is_beside(toponym)
            }
            if settlements:
                return settlements.pop() if len(settlements) == 1 else None
        return None


def _was_taken_before(claim: ControlClaim) -> bool:
    """Whether a place is said to be taken that was taken before the invasion, whatever its date."""
    taken = claim.event == "take" and claim.controller == "Russia" and not claim.rule.startswith(IN_PASSING)
    return taken and claim.place.name in phrases("taken_before")


def _horizon(extraction: Extraction) -> dt.date | None:
    """The newest day of which a text tells: what ended long before it is an earlier episode."""
    published = extraction.document.published
    known = [
        timex.latest
        for timex in extraction.timexes
        if timex.timex_type == "DATE" and timex.latest is not None and timex.earliest is not None
        if timex.latest - timex.earliest < LONGEST_TOLD and (published is None or timex.latest <= published)
    ]
    return max(known, default=published or extraction.document.published_latest)


def _dominant_place(located: list[Toponym]) -> Place | None:
    """The place that is half of all that a text names, or more; beside it others are asides."""
    main = _main_place(located)
    named = [t for t in located if t.place is not None and t.place.kind == "settlement"]
    return main if sum(t.place == main for t in named) * 2 >= len(named) else None


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


def _is_past_day(timex: Timex) -> bool:
    """As in "over the past day", "in the last 24 hours"."""
    recent = not set(phrases("recent")).isdisjoint(timex.surface.casefold().split())
    return timex.value in ("P1D", "PT24H") and (recent or timex.value == "PT24H")


def _is_of_the_war(figure: Figure) -> bool:
    """Whether so many were lost, or a front is so long, that only the whole war can be meant."""
    if figure.measure == "front_length":
        return figure.unit in ("km", "mile") and (figure.low or 0) >= LONGEST_FRONT
    return figure.measure in phrases("losses") and (figure.low or 0) >= MOST_LOST and figure.unit == "people"


def _is_beyond(figure: Figure, place: Place) -> bool:
    """Whether a figure counts many more people, or their families, than ever lived in a place."""
    people = place.population or 0
    counted = figure.measure in phrases("settled") or (figure.measure, figure.unit) == ("other", "other")
    return counted and people > 0 and (figure.low or 0) > CROWDED * people


def _is_everywhere(sentence: str) -> bool:
    """Whether a sentence counts on all fronts; "killed in the city since the invasion" counts in one town."""
    if any(phrase in sentence for phrase in phrases("everywhere")):
        return True
    since = any(phrase in sentence for phrase in phrases("since_war"))
    return since and not any(phrase in sentence for phrase in phrases("the_town"))


def _placeable(place: Place | None) -> bool:
    return place is not None and place.kind in PLACE_KINDS


def _is_compared(toponym: Toponym, text: str) -> bool:
    """Whether a place is only what another is likened to, as in "much like the siege of Mariupol, …"."""
    before = text[max(0, toponym.start - BESIDE) : toponym.start].casefold()
    clause = re.split(r"[,.;:()\n]", before)[-1].lstrip()
    return clause.startswith(phrases("likened")) or any(phrase in clause for phrase in phrases("compared"))


def _distance(figure: Figure, toponym: Toponym) -> int:
    if toponym.start >= figure.end:
        return toponym.start - figure.end
    return figure.start - toponym.end + IN_FRONT


def _is_denial(statement: Statement) -> bool:
    cue = (statement.cue or "").casefold().split()
    return any(word in words("denying") for word in cue)
