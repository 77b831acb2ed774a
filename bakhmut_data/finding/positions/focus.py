"""What a stand is about: the place that is named in it, else the town being spoken of, else the war."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from bakhmut_data.finding.positions import wording
from bakhmut_data.records import Place, Toponym

HOME = frozenset({"UA", "Ukraine"})
LEAST_NAMED = 3  # times; a town named less often is not what a text is about
LARGEST_SHARE = 0.4  # of the settlements named in it
OPENING = 300  # characters; what is named here is what a text is about
BEFORE = 60  # characters; the words before a name tell whether it is only compared with, gone to or left
OF_THE_WAR = frozenset({"next"})  # questions that a text asks of the war unless it names a place
OF_A_TOWN = frozenset({"value", "symbol", "hold", "fall", "after"})


class Focus:
    """The places of a document, by position."""

    def __init__(self, text: str, toponyms: Sequence[Toponym]) -> None:
        self.text = text
        named = [each for each in toponyms if each.role == "location" and is_at_home(each.place)]
        self.places = sorted(
            (each for each in named if each.place and each.place.kind in ("settlement", "region")),
            key=lambda each: each.start,
        )
        self.starts = [each.start for each in self.places]
        towns = Counter(each.place for each in self.places if is_settlement(each.place))
        self.main = towns.most_common(1)[0][0] if towns else None
        often = self.main is not None and towns[self.main] >= max(LEAST_NAMED, LARGEST_SHARE * towns.total())
        opens = any(each.place == self.main and each.start < OPENING for each in self.places)
        self.about_a_town = often or (opens and towns[self.main] > 1)

    def place_of(self, question: str, start: int, end: int, sentence: tuple[int, int]) -> Place | None:
        """What a stand between two positions of a sentence is about; None for the war as a whole."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        within = self.places[first:last]
        if any(each.place == self.main for each in within):
            return self.main
        meant = [each for each in within if not self._is_aside(each)]
        towns = [each for each in meant if is_settlement(each.place)]
        if towns or meant:
            return (towns or meant)[0].place
        if question in OF_A_TOWN:
            return self.main
        if (
            question in OF_THE_WAR
            or not self.about_a_town
            or wording.speaks_of("war", self.text[slice(*sentence)].lower())
        ):
            return None
        return self.main

    def _is_aside(self, toponym: Toponym) -> bool:
        before = self.text[max(0, toponym.start - BEFORE) : toponym.start]
        return wording.speaks_of("aside", before.lower())


def is_at_home(place: Place | None) -> bool:
    """Whether a place lies in the country of the war."""
    return place is not None and place.country in HOME


def is_settlement(place: Place | None) -> bool:
    """Whether a place is a town or village."""
    return place is not None and place.kind == "settlement"
