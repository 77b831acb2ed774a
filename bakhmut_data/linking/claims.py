"""Who says a claim of control, of which days, and what status these give it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import replace

from bakhmut_data.linking.dates import Days, days_around, phrases, present
from bakhmut_data.linking.history import OVER
from bakhmut_data.linking.setting import Setting, is_denial
from bakhmut_data.linking.spans import SpanIndex
from bakhmut_data.linking.topics import THOUGHT_OF
from bakhmut_data.records import ControlClaim, Statement, Status

# Rules of claims that are made in passing ("Russian-held").
IN_PASSING = "attribute_"
# What goes on now is not past, whatever day stands beside it.
GOING_ON = re.compile(r"\b(?:now|still)\b|\b(?:is|are) \w+ing\b")
# Between the attribution and what the same speaker goes on to say; the author would begin a sentence.
GOES_ON = re.compile(r"[^.!?;:\n]{0,20};[^.!?;:\n]{0,80}")
# Statements that begin before a claim's end and may be what it goes on with: one may hold another.
NESTED = 2
# What a speaker reports is of an earlier episode when it was over for so long.
LONG_OVER = dt.timedelta(days=200)


def link_claim(claim: ControlClaim, setting: Setting, statements: SpanIndex[Statement]) -> ControlClaim:
    """The claim with its speaker, its days, and the status that these give it."""
    statement = statements.around(claim.start, claim.end) or _going_on(claim, statements, setting)
    if claim.rule.startswith(IN_PASSING) and not _is_quoted(claim, statement, setting.document.text):
        statement = None  # reporters describe a place in words of their own
    days = Days(None, None)
    if claim.status != "hypothetical" and not _is_contradicted(claim, setting):
        around = days_around(claim, statement, setting.document)
        days = setting.days_in_sentence(claim, statement, around)
    status, days = _status(claim, statement, days, setting)
    return replace(
        claim,
        status=status,
        speaker=statement.speaker if statement else None,
        as_of_earliest=days.earliest,
        as_of_latest=days.latest,
    )


def _going_on(claim: ControlClaim, statements: SpanIndex[Statement], setting: Setting) -> Statement | None:
    """The statement whose words a claim goes on with around the attribution.

    As in "Ten attacks were beaten off, half of them at A, the spokesman said" and "A is ours, the spokesman
    said; its loss would hurt": the content is not all that stands before the cue.
    """
    last = bisect_left(statements.starts, claim.end)
    for statement in reversed(statements.spans[max(0, last - NESTED) : last]):
        if statement.cue_start is None or statement.cue_end is None or statement.end > statement.cue_start:
            continue
        begun = statement.start <= claim.start < statement.end and claim.end <= statement.cue_start
        between = setting.document.text[statement.cue_end : claim.start]
        if begun or (claim.start > statement.cue_end and GOES_ON.fullmatch(between)):
            return statement
    return None


def _status(
    claim: ControlClaim, statement: Statement | None, days: Days, setting: Setting
) -> tuple[Status, Days]:
    """The status of a claim, surest reason first, and its days, which an earlier episode has of its own."""
    if claim.status != "asserted":
        return _unless_taken_before(claim, claim.status), days
    if statement is not None and is_denial(statement):
        return "denied", days
    said: Status = "asserted" if statement is None else "claimed"
    if _is_over(claim, statement, days, setting):
        return "past", days
    if said == "asserted" and days == present(setting.document):
        episode = setting.history.days(claim)
        if episode is not None:
            return "past", episode
    return _unless_taken_before(claim, said), days


def _is_over(claim: ControlClaim, statement: Statement | None, days: Days, setting: Setting) -> bool:
    """Whether the days of a claim ended long before the newest of which the text tells."""
    text, published = setting.document.text, setting.document.published
    around = text[max(0, claim.start - len("are now ")) : claim.end]
    if days.latest is None or setting.horizon is None or GOING_ON.search(around):
        return False
    if published is not None and days.latest < published - LONG_OVER:
        return True
    over = OVER if statement is None and not days.lasting else LONG_OVER
    return days.latest < setting.horizon - over


def _unless_taken_before(claim: ControlClaim, status: Status) -> Status:
    """Past, for a place that was taken before the invasion, whatever day the text gives its taking."""
    taken = claim.event == "take" and claim.controller == "Russia" and not claim.rule.startswith(IN_PASSING)
    if status in {"asserted", "claimed"} and taken and claim.place.name in phrases("taken_before"):
        return "past"
    return status


def _is_quoted(claim: ControlClaim, statement: Statement | None, text: str) -> bool:
    """Whether a claim stands within the quotation marks of a statement."""
    if statement is None or statement.kind != "mixed":
        return statement is not None and statement.kind == "direct"
    before = text[statement.start : claim.start]
    opened = sum(map(before.count, "“«„")) - sum(map(before.count, "”»"))
    return opened > 0 or before.count('"') % 2 == 1


def _is_contradicted(claim: ControlClaim, setting: Setting) -> bool:
    """Whether "it took them a year to take the town" stands in a text by which it has not fallen."""
    return claim.rule == "took_time" and any(
        other.place == claim.place and other.part is None and other.controller != claim.controller
        for other in setting.claims.spans
        if other.status not in THOUGHT_OF
    )
