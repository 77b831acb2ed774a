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
        # Looked for once: a speech of many pages may hold many figures.
        self._says_we = [_says_we(each) for each in self._statements]

    def within(self, setting: Setting, mention: NumberInText) -> Setting:
        """The setting with the voice of whoever is quoted around a figure, innermost first."""
        start, end = mention.quantity.start, mention.quantity.end
        last = bisect_right(self._starts, start)
        for at in reversed(range(max(0, last - LONGEST_NEST), last)):
            each = self._statements[at]
            if each.end < end:
                continue
            if each.speaker_side is None:
                setting = replace(setting, is_quoted=setting.is_quoted or self._says_we[at])
                continue
            party = PARTIES.get(each.speaker_side)
            if party is not None:
                return replace(setting, voice=party, is_quoted=each.kind == "direct" or setting.is_quoted)
            if each.kind == "direct":
                return replace(setting, voice="none")
        return setting


def _says_we(statement: Statement) -> bool:
    """Whether somebody of unknown side speaks of themselves in their own words."""
    quoted = statement.kind == "direct" and statement.speaker_side is None
    return quoted and FIRST_PERSON.search(statement.surface) is not None
