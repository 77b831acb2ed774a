"""What a figure can mean, and the memory of the figures before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bakhmut_data.finding.figures.passages import NumberInText
from bakhmut_data.records import About

# A number this large that returns without a noun is the one told before.
REPEATED = 13
COUNT_UNITS = ("people", "vehicle", "attack", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Unit, measure and party of a figure as the tables name them; `rule` names the deciding evidence."""

    unit: str
    measure: str
    about: About = "none"
    core: bool = True
    rule: str = "noun"


@dataclass(slots=True)
class NumbersBefore:
    """The figures before: the last one, the last count of its paragraph, all by their values.

    `asked` is what the question before a bare number asks for.
    """

    mention: NumberInText | None = None
    meaning: Meaning | None = None
    count: Meaning | None = None
    asked: Meaning | None = None
    by_value: dict[tuple[float, float | None], Meaning] = field(default_factory=dict)

    def enter(self, mention: NumberInText) -> None:
        """Forgets the paragraph before when a new one begins."""
        if self.mention is not None and self.mention.passage is not mention.passage:
            self.mention = self.meaning = self.count = None

    def note(self, mention: NumberInText, meaning: Meaning) -> None:
        """Remembers a figure for those that follow."""
        self.mention, self.meaning = mention, meaning
        if meaning.unit in COUNT_UNITS and meaning.rule != "bare":
            self.count = meaning
        if (
            meaning.unit in COUNT_UNITS
            and meaning.rule not in ("bare", "previous")
            and mention.quantity.low >= REPEATED
        ):
            self.by_value.setdefault((mention.quantity.low, mention.quantity.high), meaning)

    def shares_stretch(self, mention: NumberInText) -> bool:
        """Whether the last figure stands in the same sentence or row."""
        return self.mention is not None and mention.whole_stretch() == self.mention.whole_stretch()
