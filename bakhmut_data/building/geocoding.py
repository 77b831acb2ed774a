"""Asks OpenStreetMap's Nominatim for names that the gazetteer has not; only when called for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
from geopy.exc import GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from bakhmut_data.errors import BakhmutError
from bakhmut_data.reading.documents import Refusal
from bakhmut_data.records import Place
from bakhmut_data.tables.rows import Tables, frame_from_rows

ORIGIN = "OpenStreetMap contributors (ODbL), by Nominatim"
# The service's terms allow one request a second.
SECONDS_BETWEEN = 1.0
# OpenStreetMap's address types as kinds of place; any other is "other".
KINDS = {
    "country": "country",
    "state": "region",
    "region": "region",
    "province": "region",
    "county": "district",
    "district": "district",
    "suburb": "district",
    "quarter": "district",
    "neighbourhood": "district",
    "city": "settlement",
    "town": "settlement",
    "village": "settlement",
    "hamlet": "settlement",
    "river": "river",
    "road": "road",
    "aeroway": "facility",
    "building": "facility",
    "amenity": "facility",
    "industrial": "facility",
    "railway": "facility",
}


class GeocodingError(BakhmutError):
    """The geocoder did not answer, or the cache cannot be read; the message says which name or file."""


class Geocoder(Protocol):
    """What is asked of a geopy geocoder."""

    def geocode(self, query: str, **options: Any) -> Any:
        """A location with `latitude`, `longitude` and `raw`, or None."""


def geocode_unknown(
    names: Iterable[str], cache_path: Path, *, geocoder: Geocoder | None = None
) -> dict[str, Place | None]:
    """The place of each name, None where the service knows none.

    Answers, also empty ones, are kept in the JSON file `cache_path`; a name in it is not
    asked again. `GeocodingError` where the service fails; what it answered before is kept.
    """
    cache = _read_cache(cache_path)
    wanted = list(dict.fromkeys(names))
    missing = [name for name in wanted if name not in cache]
    if missing:
        ask = _limited(geocoder or Nominatim(user_agent="bakhmut-as-reported"))
        for name in missing:
            cache[name] = _ask(ask, name)
            _write_cache(cache_path, cache)
    return {name: cache[name] for name in wanted}


def _limited(geocoder: Geocoder) -> RateLimiter:
    delay = SECONDS_BETWEEN if isinstance(geocoder, Nominatim) else 0.0
    return RateLimiter(geocoder.geocode, min_delay_seconds=delay, max_retries=0, swallow_exceptions=False)


def _ask(ask: RateLimiter, name: str) -> Place | None:
    try:
        found = ask(name, language="en", addressdetails=True)
    except GeocoderServiceError as error:
        raise GeocodingError(f"geocoding of {name!r} failed: {error}") from error
    if found is None:
        return None
    raw = found.raw
    address = raw.get("address", {})
    country = address.get("country_code")
    return Place(
        place_id=f"osm:{raw['osm_type']}/{raw['osm_id']}",
        name=raw.get("name") or name,
        kind=KINDS.get(raw.get("addresstype", ""), "other"),
        latitude=float(found.latitude),
        longitude=float(found.longitude),
        country=country.upper() if country else None,
        admin1=address.get("state"),
        origin=ORIGIN,
    )


def _read_cache(path: Path) -> dict[str, Place | None]:
    if not path.exists():
        return {}
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {name: Place(**fields) if fields else None for name, fields in stored.items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise GeocodingError(f"{path}: not a cache of geocoded names ({error})") from error


def _write_cache(path: Path, cache: dict[str, Place | None]) -> None:
    stored = {name: asdict(place) if place else None for name, place in cache.items()}
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def geocode_mentions(found: Tables, cache: Path) -> tuple[Tables, list[Refusal]]:
    """The tables with places from an online geocoder for names the gazetteer has not.

    Where it does not answer, the names stay without a place and one warning says so.
    """
    unknown = found.mentions["place_id"].isna() & (found.mentions["role"] == "location")
    names = found.mentions.loc[unknown, "surface"]
    try:
        answers = geocode_unknown(names, cache)
    except GeocodingError as error:
        return found, [Refusal("--geocode", f"{error}; names without a place stay so", fatal=False)]
    known = {name: place for name, place in answers.items() if place is not None}
    mentions = found.mentions.copy()
    mentions.loc[unknown, "place_id"] = names.map({name: place.place_id for name, place in known.items()})
    rows = [asdict(place) for place in known.values()]
    places = pd.concat([found.places, frame_from_rows("places", rows)], ignore_index=True)
    places = places.drop_duplicates("place_id").sort_values("place_id", ignore_index=True)
    return replace(found, mentions=mentions, places=places), []
