"""How far off and which way a text says that a place lies: "Zaitseve (8 km southeast of Bakhmut)"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bakhmut_data.finding.places.context import NameInText
from bakhmut_data.geodesy import WGS84
from bakhmut_data.records import Place

KM_PER_MILE = 1.609344
# All that stands between a name and the place that the way leads from.
BETWEEN = re.compile(
    r"[\s,(–—-]*(?:(?:which|that) (?:is|are|lies|lie) |located |situated |lying )?(?P<several>both |all )?"
    r"(?:just |only )?(?P<within>within |less than |under |up to )?"
    r"(?:about |approximately |roughly |around |some |over |a )*"
    r"(?P<far>\d+(?:\.\d+)?)[ -]?(?P<unit>km|kilomet(?:er|re)s?|miles?)\b(?: radius)? ?(?:to the )?"
    r"(?P<along>north|south)?[ -]?(?P<aside>east|west)?\w* ?(?:of|from) (?:the )?(?:\w+ outskirts of )?",
    re.IGNORECASE,
)
AZIMUTHS = {
    ("north", ""): 0.0, ("north", "east"): 45.0, ("", "east"): 90.0, ("south", "east"): 135.0,
    ("south", ""): 180.0, ("south", "west"): 225.0, ("", "west"): 270.0, ("north", "west"): 315.0,
}  # fmt: skip
# What is said is rounded: how far from there a place may lie, in km and as a share of the way.
SLACK_KM, SHARE = 3.0, 0.25
ASIDE = 60.0  # degrees from the bearing of what is only said to lie within some distance


@dataclass(frozen=True, slots=True)
class Way:
    """A way of some kilometres that leads from the mention with the number `origin`.

    `azimuth` is None where none is told; `within` where the kilometres are the most that it may be.
    """

    origin: int
    km: float
    azimuth: float | None
    within: bool

    def fits(self, origin: Place, place: Place) -> float:
        """How well a place lies where the way leads to from its origin: 1 at the very point, 0 far off."""
        azimuth, _, metres = WGS84.inv(origin.longitude, origin.latitude, place.longitude, place.latitude)
        off = abs(metres / 1000 - self.km)
        if self.within:
            aside = 0.0 if self.azimuth is None else abs((azimuth - self.azimuth + 180) % 360 - 180)
            off = max(metres / 1000 - self.km, 0.0) if aside <= ASIDE else math.inf
        elif self.azimuth is not None:
            there = WGS84.fwd(origin.longitude, origin.latitude, self.azimuth, 1000 * self.km)
            off = WGS84.inv(there[0], there[1], place.longitude, place.latitude)[2] / 1000
        return math.exp(-((off / (SLACK_KM + SHARE * self.km)) ** 2))


def ways_to(mentions: Sequence[NameInText], before: Callable[[int], Sequence[int]]) -> list[Way | None]:
    """The way that is told to each mention; one told of "both" or "all" of a list is each of theirs.

    `before` gives the mentions listed beside one.
    """
    ways: list[Way | None] = [None] * len(mentions)
    for index in range(len(mentions) - 1):
        mention, origin = mentions[index], mentions[index + 1]
        if mention.paragraph is not origin.paragraph or mention.end > origin.start:
            continue
        found = BETWEEN.fullmatch(mention.paragraph.text[mention.end : origin.start])
        if not found:
            continue
        ways[index] = _way(found, index + 1)
        at = index
        while found["several"] and at - 1 in before(at):
            at -= 1
            ways[at] = ways[index]
    return ways


def _way(found: re.Match[str], origin: int) -> Way:
    km = float(found["far"]) * (KM_PER_MILE if found["unit"].lower().startswith("mile") else 1.0)
    bearing = ((found["along"] or "").lower(), (found["aside"] or "").lower())
    return Way(origin, km, AZIMUTHS.get(bearing), within=bool(found["within"]))
