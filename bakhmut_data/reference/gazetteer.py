"""Looks places up by name or id: the project's own tables first, then the world's settlements."""

from __future__ import annotations

import bisect
import functools
import lzma
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bakhmut_data.errors import ReferenceDataError
from bakhmut_data.records import Place
from bakhmut_data.reference import FOLDER, read_csv
from bakhmut_data.reference.folding import fold_name, skeleton, within_one_edit

WAR_TABLE = "gazetteer.csv"
TABLES = (WAR_TABLE, "place_countries.csv", "place_regions.csv")
WORLD_ORIGIN = "GeoNames (CC BY 4.0)"
KINDS = frozenset(("settlement", "district", "facility", "region", "country", "river", "road", "other"))
SHORTEST_FUZZY = 6


@dataclass(frozen=True, slots=True)
class World:
    """The places of `world.txt.xz` as lines, sorted by GeoNames id, and its sorted names."""

    places: list[str]
    names: list[str]

    def lines(self, folded: str) -> list[str]:
        """The lines of the places that bear a folded name."""
        index = bisect.bisect_left(self.names, folded + "\t")
        if index == len(self.names):
            return []
        name, _, numbers = self.names[index].partition("\t")
        return [self.places[int(number)] for number in numbers.split(",")] if name == folded else []

    def begins(self, folded: str) -> bool:
        """Whether a folded name begins so."""
        index = bisect.bisect_left(self.names, folded)
        return index < len(self.names) and self.names[index].startswith(folded)

    def line(self, geonames_id: int) -> str | None:
        """The line of one place."""
        index = bisect.bisect_left(self.places, geonames_id, key=lambda line: int(line.partition("\t")[0]))
        found = index < len(self.places) and self.places[index].startswith(f"{geonames_id}\t")
        return self.places[index] if found else None


class Gazetteer:
    """Places by name; case, accents, apostrophes and hyphens make no difference."""

    def __init__(self, tables: Iterable[str] = TABLES) -> None:
        self.by_id: dict[str, Place] = {}
        self.war_ids: set[str] = set()
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._beginnings: set[str] = set()
        self._by_skeleton: dict[str, list[tuple[str, Place]]] = defaultdict(list)
        for table in tables:
            for number, row in enumerate(read_csv(table), start=2):
                self._add(table, number, row)

    def _add(self, table: str, number: int, row: dict[str, str]) -> None:
        place = _own_place(table, number, row)
        if place.place_id in self.by_id:
            raise ReferenceDataError(f"{table}:{number}: {place.place_id} stands twice")
        self.by_id[place.place_id] = place
        for name in {fold_name(name) for name in (place.name, *row["alternate_names"].split("|"))} - {""}:
            self._by_name[name].append(place)
            if table == WAR_TABLE:
                self._by_skeleton[skeleton(name)].append((name, place))
            self._beginnings.update(name[:at] for at in range(1, len(name) + 1))
        if table == WAR_TABLE:
            self.war_ids.add(place.place_id)

    def own(self, name: str) -> tuple[Place, ...]:
        """The places of the project's own tables that bear the name."""
        return tuple(self._by_name.get(fold_name(name), ()))

    def begins(self, folded: str) -> bool:
        """Whether the folded name of any place begins so."""
        return folded in self._beginnings or read_world().begins(folded)

    @functools.lru_cache(maxsize=20_000)  # noqa: B019 -- the one gazetteer lives as long as the program
    def candidates(self, name: str) -> tuple[Place, ...]:
        """All places that bear the name: own ones, then the world's, most populous first."""
        own = self.own(name)
        known = {place.place_id for place in own}
        world = [_world_place(line) for line in read_world().lines(fold_name(name))]
        others = {self.by_id.get(place.place_id, place) for place in world if place.place_id not in known}
        return own + tuple(sorted(others, key=lambda place: (-(place.population or 0), place.place_id)))

    @functools.lru_cache(maxsize=20_000)  # noqa: B019 -- the one gazetteer lives as long as the program
    def similar(self, name: str) -> tuple[Place, ...]:
        """Places of the war spelled nearly so: another transliteration, or one letter off."""
        folded = fold_name(name)
        if len(folded) < SHORTEST_FUZZY:
            return ()
        key = skeleton(folded)
        near = {place for other, place in self._by_skeleton.get(key, ()) if other[0] == folded[0]}
        near = near or {
            place
            for other, places in self._by_name.items()
            if abs(len(other) - len(folded)) <= 1 and other[0] == folded[0] and within_one_edit(folded, other)
            for place in places
            if place.place_id in self.war_ids
        }
        return tuple(sorted(near, key=lambda place: place.place_id))


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once."""
    return Gazetteer()


@functools.cache
def capital_ids() -> frozenset[str]:
    """The ids of the capitals under whose names governments are known."""
    return frozenset(
        place.place_id
        for row in read_csv("place_countries.csv")
        for name in filter(None, row["capital"].split("|"))
        for place in _towns(name, row["country"])[:1]
    )


def _towns(name: str, country: str) -> list[Place]:
    places = gazetteer().candidates(name)
    return [place for place in places if place.kind == "settlement" and place.country == country]


def place_by_id(place_id: str) -> Place | None:
    """The place with an id such as "geonames:713174" or "own:zabakhmutka", or None."""
    own = gazetteer().by_id.get(place_id)
    if own is not None:
        return own
    found = re.fullmatch(r"geonames:(\d{1,9})", place_id)
    line = read_world().line(int(found[1])) if found else None
    return _world_place(line) if line else None


@functools.cache
def read_world() -> World:
    """The world's settlements and regions, unpacked once (about half a second, 100 MB)."""
    places, _, names = (
        lzma.decompress((FOLDER / "world.txt.xz").read_bytes()).decode("utf-8").partition("\n\n")
    )
    return World(places.split("\n"), names.split("\n"))


def _own_place(table: str, number: int, row: dict[str, str]) -> Place:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError as error:
        raise ReferenceDataError(f"{table}:{number}: {error}") from error
    if row["kind"] not in KINDS or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ReferenceDataError(f"{table}:{number}: no such kind or position")
    return Place(
        place_id=row["place_id"],
        name=row["name"],
        kind=row["kind"],
        latitude=latitude,
        longitude=longitude,
        country=row["country"] or None,
        admin1=row["admin1"] or None,
        population=int(row["population"]) if row["population"] else None,
        origin=row["origin"],
    )


def _world_place(line: str) -> Place:
    geonames_id, name, kind, latitude, longitude, country, admin1, population = line.split("\t")
    return Place(
        place_id=f"geonames:{geonames_id}",
        name=name,
        kind=kind,
        latitude=float(latitude),
        longitude=float(longitude),
        country=country or None,
        admin1=admin1 or None,
        population=int(population) or None,
        origin=WORLD_ORIGIN,
    )
