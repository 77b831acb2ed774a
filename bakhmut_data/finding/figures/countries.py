"""Where a figure's sentence stands: the countries of the places that are named around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from bakhmut_data.finding.figures.passages import NumberInText
from bakhmut_data.records import Toponym

# As the gazetteer writes the two countries.
HOME, ACROSS = frozenset({"UA", "Ukraine"}), frozenset({"RU", "Russia"})


@dataclass(frozen=True, slots=True)
class Countries:
    """The places of a document with their countries, in reading order."""

    starts: tuple[int, ...] = ()
    named: tuple[str, ...] = ()
    has_home: bool = False

    def around(self, mention: NumberInText) -> frozenset[str]:
        """The countries of the places in a figure's sentence, else those named before in its paragraph."""
        paragraph, (start, stop) = mention.passage.paragraph, _sentence(mention)
        return self._within(start, stop) or self._within(paragraph.start, start)

    def are_named_earlier_only(self, mention: NumberInText) -> bool:
        """Whether a text about Ukraine names no place in the figure's sentence, and none of Russia before."""
        own = self._within(*_sentence(mention))
        return self.has_home and not own and not self.around(mention) & ACROSS

    def _within(self, start: int, end: int) -> frozenset[str]:
        return frozenset(self.named[bisect_left(self.starts, start) : bisect_left(self.starts, end)])


NOWHERE = Countries()


def read_countries(toponyms: Iterable[Toponym]) -> Countries:
    """The countries of a document's places; names that stand for governments and armies are no places."""
    located = sorted(
        (toponym.start, toponym.place.country)
        for toponym in toponyms
        if toponym.role == "location" and toponym.place is not None and toponym.place.country
    )
    countries = tuple(country for _, country in located)
    return Countries(tuple(start for start, _ in located), countries, not HOME.isdisjoint(countries))


def _sentence(mention: NumberInText) -> tuple[int, int]:
    """Where a figure's sentence begins and ends in the text."""
    begin, end = mention.whole_stretch()
    paragraph, doc = mention.passage.paragraph, mention.doc
    return paragraph.token_start(doc[begin]), paragraph.token_end(doc[end - 1])
