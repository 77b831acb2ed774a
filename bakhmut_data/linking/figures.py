"""Who says a figure, where and of which days; in reading order, for one figure goes on from another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bakhmut_data.linking.dates import DAY, Days, days_around, is_background, phrases, war_days
from bakhmut_data.linking.figure_places import place_of
from bakhmut_data.linking.setting import BESIDE, REACH, Setting, is_denial
from bakhmut_data.linking.sources import Repeats, Sources
from bakhmut_data.linking.spans import SpanIndex
from bakhmut_data.records import About, Extraction, Figure, Place, Speaker, Statement, Timex

# Characters at the head of a text that name the command whose bulletin it is.
OPENING = 400
# Characters between a figure and the next sentence, which may go on from it.
NEXT = 200
# What explains a name between two commas: "the town, which lies 5 km from the border, …".
EXPLAINED = re.compile(r"\b[A-Z][\w’'-]+(?:, (?:which (?:is|lies|stands|sits) )?| \()$")
CLOSED = re.compile(r" (?:\([^)\n]{0,30}\) )?(?:away )?from (?:[^,.;:()\n]|\([^)\n]{0,30}\)){0,80}[,.)]")
# What turns from somebody's words back to the text's own.
TURNS = re.compile(r"[;:.”\"]|\b(?:but|although|though|while|whereas)\b")
# A part of what was counted before, in so many characters behind its number.
OF_THEM = re.compile(r"\bof (?:them|whom|which|those|these)\b")
BESIDE_PART = 10
# "He" or "it", somebody's word taken up, gives a figure: "of his own he names", "it reckons that".
STILL_GIVES = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)(?: \w+ly| also| then| now| further)?"
    r" (?:gives?|gave|names?|named|puts?|lists?|listed|reckons?|reckoned|counts|counted|speaks of|spoke of)\b"
    r"(?! (?:up|out|in|back|to|way|off)\b)[^.;:?!]*$"
)
# What goes on behind who said it.
SAID_ON = re.compile(
    r"[^,.;:\n]{0,40}, (?:and|or|having|with|including|of whom|of which|among them)\b[^.\n]{0,80}$"
)
SENTENCE_END = re.compile(r"[.!?][”\"’)]?(?:\s|$)")
NO_DAYS = Days(None, None)


@dataclass(frozen=True, slots=True)
class _Case:
    """A figure with what stands around it, and the figure that was linked before it."""

    figure: Figure
    sentence: tuple[int, int]
    statement: Statement | None
    around: Days  # of the statement, else of the document
    listed: Days | None  # of the table or list that it stands in
    of_war: Days | None  # of the war as a whole, where it counts all of that
    before: Figure | None
    setting: Setting
    statements: SpanIndex[Statement]
    past_day: int | None  # where the text first says that it speaks of the past day


def link_figures(
    extraction: Extraction, setting: Setting, statements: SpanIndex[Statement], sources: Sources
) -> tuple[Figure, ...]:
    """The figures with their speakers, places and days, in the order of the text."""
    past_day = next((timex.start for timex in extraction.timexes if _is_past_day(timex)), None)
    repeats = Repeats()
    linked: list[Figure] = []
    for figure in extraction.figures:
        before = linked[-1] if linked else None
        case = _case(figure, before, setting, statements, past_day)
        found = _link(case, sources, repeats)
        repeats.keep(found)
        linked.append(found)
    return tuple(linked)


def _case(
    figure: Figure,
    before: Figure | None,
    setting: Setting,
    statements: SpanIndex[Statement],
    past_day: int | None,
) -> _Case:
    sentence = setting.sentence(figure.start)
    statement = statements.around(figure.start, figure.end)
    around = days_around(figure, statement, setting.document)
    listed = setting.lists.days(figure)
    of_war = None if listed else war_days(figure, *sentence, around, setting.document)
    return _Case(figure, sentence, statement, around, listed, of_war, before, setting, statements, past_day)


def _link(case: _Case, sources: Sources, repeats: Repeats) -> Figure:
    goes_on = _goes_on_from(case)
    days = Days(goes_on.as_of_earliest, goes_on.as_of_latest) if goes_on else _days(case)
    place: Place | None = goes_on.place if goes_on else place_of(case.figure, case.sentence, case.setting)
    speaker = _speaker(case, sources, repeats)
    return replace(
        case.figure,
        about=_holder(case),
        place=place,
        speaker=speaker.name if speaker else None,
        speaker_side=speaker.side if speaker else None,
        as_of_earliest=days.earliest,
        as_of_latest=days.latest,
    )


def _holder(case: _Case) -> About:
    """Whose share of a place or whose advance it is, as the claim around it says."""
    figure = case.figure
    held = figure.measure in phrases("held") and (figure.measure != "advance" or figure.about == "none")
    claim = case.setting.claims.around(figure.start, figure.end) if held else None
    if claim is None or claim.controller == "contested" or claim.status == "denied":
        return figure.about
    return claim.controller


def _goes_on_from(case: _Case) -> Figure | None:
    """The figure before that "six more were hurt" goes on from, if nothing new is named."""
    before, (start, end), text = case.before, case.sentence, case.setting.document.text
    if before is None or start - before.end > NEXT or "\n" in text[before.end : start]:
        return None
    more = not set(phrases("more")).isdisjoint(case.figure.surface.casefold().split())
    anew = case.setting.timexes.within(start, end) or case.setting.toponyms.within(start, end)
    return before if more and not anew and before.unit == case.figure.unit == "people" else None


# --- days: the first rule that answers has its way


def _days(case: _Case) -> Days:
    return next(days for rule in DAY_RULES if (days := rule(case)) is not None)


def _supposed(case: _Case) -> Days | None:
    """None for what might happen: "10,000 men could be trapped"."""
    claim = case.setting.claims.around(case.figure.start, case.figure.end)
    return NO_DAYS if claim is not None and claim.status == "hypothetical" else None


def _timeless(case: _Case) -> Days | None:
    return case.around if case.figure.measure in phrases("timeless") else None


def _in_sentence(case: _Case) -> Days | None:
    around = _briefed(case) or case.around
    return case.setting.days_in_sentence(case.figure, case.statement, around)


DAY_RULES: tuple[Callable[[_Case], Days | None], ...] = (
    lambda case: case.listed,
    lambda case: case.of_war,
    _supposed,
    _timeless,
    _in_sentence,
)


def _briefed(case: _Case) -> Days | None:
    """The past day, of which a command's briefing speaks throughout though it says so once."""
    speaker = case.statement.speaker if case.statement else case.setting.document.text[:OPENING]
    if case.around.latest is None or case.figure.measure not in phrases("briefed"):
        return None
    said = case.past_day is not None and case.past_day < case.figure.start
    if any(name in speaker for name in phrases("commands" if said else "daily")):
        return Days(case.around.latest - DAY, case.around.latest)
    return None


def _is_past_day(timex: Timex) -> bool:
    """As in "over the past day", "in the last 24 hours"."""
    recent = not set(phrases("recent")).isdisjoint(timex.surface.casefold().split())
    return timex.value in ("P1D", "PT24H") and (recent or timex.value == "PT24H")


# --- speakers


def _speaker(case: _Case, sources: Sources, repeats: Repeats) -> Speaker | None:
    """Whoever says the figure: its statement's speaker, else whom the text around it names."""
    own = case.statement
    whole = _said_of_whole(case)
    if whole is not None and (own is None or own.kind == "direct"):
        return whole
    of_all = case.of_war is not None
    if own is not None and (not of_all or own.kind != "indirect" or not is_background(case.figure)):
        reported = own.kind == "direct" or not _is_aside_of_text(case, own)
        return Speaker(name=own.speaker, side=own.speaker_side) if reported else None
    if of_all:
        return None
    return (
        _said_in_sentence(case)
        or _still_said(case)
        or _said_before_sentence(case)
        or sources.of(case.figure, case.before, repeats)
    )


def _is_aside_of_text(case: _Case, statement: Statement) -> bool:
    """Whether a distance only explains a name: "a house in Siversk, 14 km from the front, burned"."""
    figure, text = case.figure, case.setting.document.text
    if figure.measure != "distance":
        return False
    before = text[max(statement.start, figure.start - BESIDE) : figure.start]
    after = text[figure.end : figure.end + BESIDE]
    return EXPLAINED.search(before) is not None and CLOSED.match(after) is not None


def _said_of_whole(case: _Case) -> Speaker | None:
    """Whoever said the whole that a part is of: "more than 10,000, half of them convicts"."""
    before, text = case.before, case.setting.document.text
    if before is None or before.speaker is None or before.start < case.sentence[0]:
        return None
    part = OF_THEM.search(text[case.figure.start : case.figure.end + BESIDE_PART])
    between = text[before.end : case.figure.start]
    if part is None or TURNS.search(between):
        return None
    return Speaker(name=before.speaker, side=before.speaker_side)


def _still_said(case: _Case) -> Speaker | None:
    """The speaker of the figure before, where a pronoun goes on giving: "For his own side he gives 200"."""
    before, text = case.before, case.setting.document.text
    if before is None or before.speaker is None or case.figure.measure in phrases("asides"):
        return None
    gap = text[before.end : case.sentence[0]]
    given = STILL_GIVES.search(text[case.sentence[0] : case.figure.start])
    if given is None or len(gap) > NEXT or "\n" in gap or len(SENTENCE_END.findall(gap)) > 1:
        return None
    return Speaker(name=before.speaker, side=before.speaker_side)


def _said_in_sentence(case: _Case) -> Speaker | None:
    """Whoever said what stands before in the sentence, where no other word of source follows.

    As in "the presidency said one woman was killed and two more injured".
    """
    figure, start = case.figure, case.sentence[0]
    if figure.measure in phrases("asides"):
        return None
    last = _last(s for s in case.statements.within(start, figure.start) if s.end <= figure.start)
    if last is None or last.cue_start is None or last.cue_start < start:
        return None
    if last.cue_start > last.start:
        return _said_on(case, last)
    between = case.setting.document.text[last.end : figure.start]
    if TURNS.search(between) or len(between) > NEXT or is_denial(last):
        return None
    return Speaker(name=last.speaker, side=last.speaker_side)


def _said_on(case: _Case, last: Statement) -> Speaker | None:
    """Whoever is named in the middle of what he says: "100 men a day, the minister said, and 500 more"."""
    if last.cue_end is None or last.cue_end > case.figure.start or is_denial(last):
        return None
    between = case.setting.document.text[last.cue_end : case.figure.start]
    goes_on = SAID_ON.match(between) is not None and TURNS.search(between) is None
    return Speaker(name=last.speaker, side=last.speaker_side) if goes_on else None


def _said_before_sentence(case: _Case) -> Speaker | None:
    """Whoever closed the sentence before, of losses only: "…, the staff said. Two women were hurt."."""
    start = case.sentence[0]
    last = _last(case.statements.within(start - REACH, start))
    if last is None or last.cue_start is None or last.cue_end is None:
        return None
    if case.figure.measure not in phrases("losses") or is_denial(last):
        return None
    between = case.setting.document.text[last.cue_end : start]
    ends = last.cue_start >= last.end and re.fullmatch(r"[^.!?\n]{0,60}\.\s?", between) is not None
    return Speaker(name=last.speaker, side=last.speaker_side) if ends else None


def _last(statements: Iterable[Statement]) -> Statement | None:
    return next(reversed(list(statements)), None)
