"""The front of days as GeoJSON beside an edition's tables, each with what it is, and their description."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from bakhmut_data.answers import about
from bakhmut_data.claims import sentences
from bakhmut_data.front import downloads
from bakhmut_data.front.files import ShippedFronts


def write(period: ShippedFronts, day: dt.date, version: str) -> bytes:
    """Areas and lines of a day; places of the reference stand on the page of the front, with sources."""
    features = downloads.day_features(period, day)
    known = about.of_front(f"the front on {sentences.days(day, day)}, as estimated", version)
    drawn = (each for each in features if each["geometry"]["type"] != "Point")
    return downloads.as_geojson(drawn, about=known)


def describe(written: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Such files by their names as resources of a data package, with licences and sources of their own."""
    return [
        {
            "name": name.removesuffix(".geojson"),
            "path": name,
            "title": "Estimated front of a day: areas and lines",
            "format": "geojson",
            "mediatype": "application/geo+json",
            "encoding": "utf-8",
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "licenses": downloads.LICENCES,
            "sources": downloads.SOURCES,
        }
        for name, content in written.items()
    ]
