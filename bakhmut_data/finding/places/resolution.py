"""Which of the places that bear a name is meant: by what the text says next to it and around it."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from bakhmut_data.finding.places.context import NameInText, cue_set
from bakhmut_data.finding.places.ways import Way, ways_to
from bakhmut_data.geodesy import LEAST_RADIUS_KM, Point, kilometres_between
from bakhmut_data.records import Place
from bakhmut_data.reference.folding import fold_name
from bakhmut_data.reference.gazetteer import gazetteer

Cube = tuple[int, int, int]
NEAR_KM = 150.0
CLOSE_KM = 50.0
# Mentions before and after among which a place near by speaks for one of a name.
AROUND = 4
# Common logarithms of people, roughly: how readily each kind is meant by its bare name.
COUNTRY_WEIGHT = 8.6
REGION_WEIGHT = 7.3
WAR_WEIGHT = 5.0
REGION_DISCOUNT = 1.0
WAR_BONUS = 1.5
OWN_NAME_BONUS = 0.7
OTHER_NAME_MALUS = 1.0
CURATED_BONUS = 0.8
CURATED_MALUS = 2.5
# For lying where the text says that the place does, and near the settlements around it.
WAY_BONUS = 6.0
AMONG_BONUS = 2.5
AMONG_KM = 20.0


@dataclass(frozen=True, slots=True)
class Context:
    """What a document speaks of: share of its sure mentions by country, and where they lie.

    The points are kept by the cube of space they lie in, or a text of very many places would have each
    compared with all others; `near` remembers for which places it was found.
    """

    countries: dict[str, float]
    points: dict[Cube, list[Point]]
    near: dict[str, bool] = field(default_factory=dict)

    def is_near(self, place: Place) -> bool:
        """Whether a settlement of the document lies within NEAR_KM of a place."""
        found = self.near.get(place.place_id)
        if found is None:
            x, y, z = _cube(place.point)
            cubes = product((x - 1, x, x + 1), (y - 1, y, y + 1), (z - 1, z, z + 1))
            points = (point for cube in cubes for point in self.points.get(cube, ()))
            found = any(kilometres_between(place.point, point) < NEAR_KM for point in points)
            self.near[place.place_id] = found
        return found


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A name, the places said to hold it, those listed beside it, and the settlements named around it.

    `way` is the one told to it, if any, and `origin` the place that it leads from.
    """

    name: str
    containers: tuple[Place, ...]
    beside: tuple[Place, ...]
    nearby: tuple[Place, ...]
    way: Way | None
    origin: Place | None


def resolve(mentions: Sequence[NameInText]) -> list[Place | None]:
    """The place of each mention, or None where no gazetteer has one."""
    options = [_fitting(mention) for mention in mentions]
    containers = [_containers(mentions, index) for index in range(len(mentions))]
    names = [fold_name(mention.name) for mention in mentions]
    neighbours = [_neighbours(mentions, index) for index in range(len(mentions))]
    ways = ways_to(mentions, neighbours.__getitem__)
    chosen: list[Place | None] = [None] * len(mentions)
    for _ in range(2):
        context = _context(chosen)
        beside = [tuple(place for other in near if (place := chosen[other])) for near in neighbours]
        nearby = [_nearby(mentions, chosen, index) for index in range(len(mentions))]
        origins = [chosen[way.origin] if way else None for way in ways]
        surroundings = map(Surroundings, names, containers, beside, nearby, ways, origins)
        chosen = [
            _best(around, fitting, context) for around, fitting in zip(surroundings, options, strict=True)
        ]
    return _one_sense(mentions, chosen, containers)


def _fitting(mention: NameInText) -> tuple[Place, ...]:
    """The candidates whose kind suits the nouns around the name."""
    candidates = mention.candidates
    sure = _rivers(mention) or tuple(p for p in candidates if p.place_id in cue_set("actors", "seats"))
    if sure:
        return sure
    doc = mention.paragraph.doc
    word = doc[mention.last - 1].lower_ if mention.extended else ""
    kind = (
        doc[mention.first - 2].lower_ if mention.first > 1 and doc[mention.first - 1].lower_ == "of" else word
    )
    if kind in cue_set("spans", "administrative"):
        return (
            tuple(place for place in candidates if place.kind in ("region", "district", "country"))
            or candidates
        )
    if not any(place.kind == "region" for place in gazetteer().candidates(f"{mention.name} region")):
        return candidates
    if _speaks_of_regions(mention):
        regions = gazetteer().candidates(f"{mention.name} region")
        return tuple(place for place in regions if place.kind == "region") or candidates
    return candidates


def _rivers(mention: NameInText) -> tuple[Place, ...]:
    """The rivers of a name that is also a town's, where an article says so: "the Dnipro"."""
    doc, first, last = mention.paragraph.doc, mention.first, mention.last
    articled = first > 0 and doc[first - 1].lower_ == "the" and not mention.extended
    if not articled or (last < len(doc) and doc[last].pos_ in ("NOUN", "PROPN", "ADJ")):
        return ()
    named = (*mention.candidates, *gazetteer().own(f"{mention.name} River"))
    return tuple(place for place in named if place.kind == "river")


def _speaks_of_regions(mention: NameInText) -> bool:
    """Whether it is "Luhansk and Donetsk regions", "regions of Donetsk", "the Donetsk front" or the like."""
    doc, position = mention.paragraph.doc, mention.last
    plural = cue_set("spans", "administrative_plural")
    if position < len(doc) and doc[position].lower_ in cue_set("spans", "sector_nouns"):
        return True
    for token in doc[position : position + 8]:
        if token.lower_ in plural:
            return True
        if not (token.text[0].isupper() or token.text in ",-" or token.lower_ in ("and", "or")):
            break
    for token in reversed(doc[max(mention.first - 8, 0) : mention.first]):
        if token.lower_ in plural:
            return True
        if not (token.text[0].isupper() or token.text in ",-" or token.lower_ in ("and", "or", "of", "the")):
            return False
    return False


def _containers(mentions: Sequence[NameInText], index: int) -> tuple[Place, ...]:
    """The places said to hold this one: "Austin, Texas", "Bilohorivka in the Donetsk Oblast"."""
    mention = mentions[index]
    found: list[Place] = []
    if index + 1 < len(mentions):
        after = mentions[index + 1]
        if after.paragraph is mention.paragraph:
            between = mention.paragraph.doc[mention.last : after.first].text.strip().casefold()
            listed = between == "," and any(
                place.kind in ("country", "region") for place in mention.candidates[:2]
            )
            if not listed and between in (
                ",",
                "in",
                "in the",
                "(",
                ", in",
                ", in the",
                "of the",
                "in eastern",
                "in northern",
                "in southern",
                "in western",
                "in central",
            ):
                found.extend(_fitting(after))
    if index:
        before = mentions[index - 1]
        if before.paragraph is mention.paragraph:
            between = mention.paragraph.doc[before.last : mention.first].text.strip().casefold()
            if between in ("'s", "’s", "'s city of", "’s city of", "'s capital", "’s capital", "city of"):
                found.extend(_fitting(before))
    return tuple(place for place in found if place.kind in ("country", "region", "district"))


def _neighbours(mentions: Sequence[NameInText], index: int) -> list[int]:
    """The mentions right before and after in a list ("Ohio, Oklahoma and Oregon")."""
    found = []
    for one, other in ((index - 1, index), (index, index + 1)):
        if one < 0 or other == len(mentions) or mentions[one].paragraph is not mentions[other].paragraph:
            continue
        between = mentions[one].paragraph.doc[mentions[one].last : mentions[other].first]
        if (
            len(between) <= 3
            and all(token.lower_ in cue_set("spans", "listing") for token in between)
            and len(between)
        ):
            found.append(one if other == index else other)
    return found


def _nearby(mentions: Sequence[NameInText], chosen: Sequence[Place | None], index: int) -> tuple[Place, ...]:
    """The settlements of other names that the paragraph names just before and after."""
    mention = mentions[index]
    around = range(max(0, index - AROUND), min(len(mentions), index + AROUND + 1))
    return tuple(
        place
        for other in around
        if (place := chosen[other]) is not None and place.kind == "settlement"
        if mentions[other].paragraph is mention.paragraph and mentions[other].name != mention.name
    )


def _best(around: Surroundings, options: tuple[Place, ...], context: Context) -> Place | None:
    if not options:
        return None
    return max(options, key=lambda place: _weight(around, place, context))


def _weight(around: Surroundings, place: Place, context: Context) -> float:
    """How much speaks for a place: its size, its name, what the text says around it."""
    weight = _prior(place) + _name_weight(around.name, place)
    if any(_holds(container, place) for container in around.containers):
        weight += 8
    if any(_holds(place, other) for other in around.beside):
        weight += 6
    if place.country:
        weight += 4 * context.countries.get(place.country, 0.0)
    alike = any((other.kind, other.country) == (place.kind, place.country) for other in around.beside)
    if alike and place.kind == "region":
        weight += 3
    close = any(kilometres_between(place.point, other.point) < CLOSE_KM for other in around.beside)
    if place.kind != "country":
        weight += 2 * close + 1.5 * context.is_near(place)
        far = [kilometres_between(place.point, other.point) for other in around.nearby]
        weight += 1.5 * any(km < CLOSE_KM for km in far)
        # Of two villages of one name near the others, the nearer is meant.
        weight += AMONG_BONUS * math.exp(-statistics.median(far) / AMONG_KM) if far else 0.0
    if around.way and around.origin:
        weight += WAY_BONUS * around.way.fits(around.origin, place)
    rival = around.name in cue_set("exclude", "rivals") and place.place_id in gazetteer().war_ids
    return weight - 8 * (rival and not close)


def _name_weight(name: str, place: Place) -> float:
    """Whether the name is the place's usual one."""
    weight = 0.0
    if fold_name(place.name) == name:
        weight += OWN_NAME_BONUS
    elif place.place_id not in gazetteer().by_id:
        weight -= OTHER_NAME_MALUS
    if place in gazetteer().own(name):
        weight += CURATED_BONUS
    elif place.place_id in gazetteer().by_id:
        # The world's table calls an oblast by its city's bare name, too.
        weight -= CURATED_MALUS
    return weight


def _prior(place: Place) -> float:
    if place.kind == "country":
        return COUNTRY_WEIGHT
    war = place.place_id in gazetteer().war_ids
    if place.population:
        people = math.log10(place.population)
        people = max(people + WAR_BONUS, WAR_WEIGHT) if war else people
        return people - REGION_DISCOUNT if place.kind in ("region", "district") else people
    if war:
        return REGION_WEIGHT if place.kind == "region" else WAR_WEIGHT
    return REGION_WEIGHT if place.place_id in gazetteer().by_id else 2.0


def _holds(container: Place, place: Place) -> bool:
    """Whether a country, region or district contains a place, as far as the tables tell."""
    if container.place_id == place.place_id:
        return False
    if container.kind == "country":
        return place.country is not None and container.country == place.country
    if container.country and place.country and container.country != place.country:
        return False
    if place.admin1 and fold_name(container.name) == fold_name(place.admin1):
        return True
    if place.admin1 and container.country and container.admin1 == container.name:
        return False
    reach = 60.0 if container.kind == "district" else 150.0
    return (
        place.kind != "country"
        and kilometres_between(place.point, container.point) < reach
        and not (place.admin1 and container.country == "UA")
    )


def _context(places: Sequence[Place | None]) -> Context:
    known = [place for place in places if place is not None]
    counts = Counter(place.country for place in known if place.country)
    total = sum(counts.values()) or 1
    settled = {place for place in known if place.kind == "settlement" and (place.population or 0) >= 0}
    points: dict[Cube, list[Point]] = {}
    for place in settled:
        point = (place.latitude, place.longitude)
        points.setdefault(_cube(point), []).append(point)
    return Context({country: count / total for country, count in counts.items()}, points)


def _one_sense(
    mentions: Sequence[NameInText], chosen: list[Place | None], containers: list[tuple[Place, ...]]
) -> list[Place | None]:
    """A name told apart once keeps that sense where nothing else is said."""
    spoken: dict[str, set[Place]] = {}
    for mention, place, holders in zip(mentions, chosen, containers, strict=True):
        if place is not None and any(_holds(holder, place) for holder in holders):
            spoken.setdefault(fold_name(mention.name), set()).add(place)
    result: list[Place | None] = []
    for mention, place, holders in zip(mentions, chosen, containers, strict=True):
        senses = spoken.get(fold_name(mention.name), set())
        plain = place is not None and not any(_holds(holder, place) for holder in holders)
        only = next(iter(senses)) if len(senses) == 1 else None
        same = plain and only in mention.candidates and not mention.extended
        result.append(only if same else place)
    return result


def _cube(point: Point) -> Cube:
    """The cube of space, NEAR_KM wide, that a point of the earth lies in; what is near lies in one beside."""
    latitude, longitude = map(math.radians, point)
    around = math.cos(latitude)
    sides = (around * math.cos(longitude), around * math.sin(longitude), math.sin(latitude))
    x, y, z = (math.floor(LEAST_RADIUS_KM * side / NEAR_KM) for side in sides)
    return x, y, z
