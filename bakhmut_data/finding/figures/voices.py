"""In whose words a figure is told: a soldier's "we" is his side, whatever the text around him says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from bakhmut_data.finding.figures.passages import NumberInText
from bakhmut_data.finding.figures.sides import FIRST_PERSON, Setting
from bakhmut_data.records import About, Statement

# Sides of a speaker that have an enemy in this war; who speaks for another is no "we" of it.
PARTIES: dict[str, About] = {"Ukraine": "Ukraine", "Russia": "Russia"}
# Statements that begin before a figure and may still hold it.
LONGEST_NEST = 12


class Voices:
    """The statements of a document, each with the side that speaks in it."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = sorted(statements, key=lambda each: each.start)
        self._starts = [each.start for each in self._statements]

    def within(self, setting: Setting, mention: NumberInText) -> Setting:
        """The setting with the voice of whoever is quoted around a figure, innermost first."""
        start, end = mention.quantity.start, mention.quantity.end
        last = bisect_right(self._starts, start)
        for each in reversed(self._statements[max(0, last - LONGEST_NEST) : last]):
            if each.end < end:
                continue
            if each.speaker_side is None:
                if each.kind == "direct" and FIRST_PERSON.search(each.surface):
                    setting = replace(setting, is_quoted=True)
                continue
            party = PARTIES.get(each.speaker_side)
            if party is not None:
                return replace(setting, voice=party, is_quoted=each.kind == "direct" or setting.is_quoted)
            if each.kind == "direct":
                return replace(setting, voice="none")
        return setting
