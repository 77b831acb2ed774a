"""When each statement was made, and what it is about."""

from __future__ import annotations

from dataclasses import replace

from bakhmut_data.linking.dates import Days, said_days
from bakhmut_data.linking.setting import Setting
from bakhmut_data.linking.spans import SpanIndex
from bakhmut_data.linking.topics import Topics
from bakhmut_data.records import Extraction, Statement


def link_statements(extraction: Extraction, setting: Setting) -> tuple[Statement, ...]:
    """The statements with topics and the days on which they were made; "he added" has those of before."""
    topics = Topics(extraction)
    contents = SpanIndex(extraction.statements)
    linked: list[Statement] = []
    for statement in map(topics.name_topic, extraction.statements):
        days = _own_days(statement, setting, contents)
        before = linked[-1] if linked else None
        if days.earliest is None and before is not None and before.speaker == statement.speaker:
            days = Days(before.said_earliest, before.said_latest)
        linked.append(replace(statement, said_earliest=days.earliest, said_latest=days.latest))
    return tuple(linked)


def _own_days(statement: Statement, setting: Setting, contents: SpanIndex[Statement]) -> Days:
    """The days that stand beside the cue, outside of what is said, though somebody else may say all of it."""
    anchor = statement.cue_start if statement.cue_start is not None else statement.start
    beside = [
        timex
        for timex in setting.timexes.within(*setting.sentence(anchor))
        if (content := contents.around(timex.start, timex.end)) is None
        or (content is not statement and content.start <= anchor < content.end)
    ]
    return said_days(beside, anchor, setting.document)
