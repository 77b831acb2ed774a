"""Where a figure's sentence stands: the countries of the places that are named around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from bakhmut_data.finding.figures.passages import NumberInText
from bakhmut_data.records import Toponym

# As the gazetteer writes the two countries.
HOME, ACROSS = frozenset({"UA", "Ukraine"}), frozenset({"RU", "Russia"})


@dataclass(frozen=True, slots=True)
class Grounds:
    """The places of a document with their countries, in reading order."""

    starts: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    has_home: bool = field(default=False)

    def around(self, mention: NumberInText) -> frozenset[str]:
        """The countries of the places in a figure's sentence, else those named before in its paragraph."""
        begin, end = mention.whole_stretch()
        paragraph, doc = mention.passage.paragraph, mention.doc
        start, stop = paragraph.token_start(doc[begin]), paragraph.token_end(doc[end - 1])
        return self._within(start, stop) or self._within(paragraph.start, start)

    def is_named_earlier_only(self, mention: NumberInText) -> bool:
        """Whether a text about Ukraine names foreign places before the figure's sentence alone."""
        begin, end = mention.whole_stretch()
        paragraph, doc = mention.passage.paragraph, mention.doc
        own = self._within(paragraph.token_start(doc[begin]), paragraph.token_end(doc[end - 1]))
        return self.has_home and not own and not self.around(mention) & ACROSS

    def _within(self, start: int, end: int) -> frozenset[str]:
        return frozenset(self.countries[bisect_left(self.starts, start) : bisect_left(self.starts, end)])


NOWHERE = Grounds()


def read_grounds(toponyms: Iterable[Toponym]) -> Grounds:
    """The located places of a document; names that stand for governments and armies are no ground."""
    located = sorted(
        (toponym.start, toponym.place.country)
        for toponym in toponyms
        if toponym.role == "location" and toponym.place is not None and toponym.place.country
    )
    countries = tuple(country for _, country in located)
    return Grounds(tuple(start for start, _ in located), countries, not HOME.isdisjoint(countries))
