"""Downloads of the front: GeoJSON, KML and CSV of a day and of the whole period.

A file of the period holds each area and line once, with the days from which and to which it stands.
A place's `confidence` is what its row of the reference says of it (confirmed, claimed, alleged or disputed);
`verified` is false where the row's source calls itself unverified.

KML is written here, in forty lines: simplekml, last released in 2021, numbers its elements with ids that XML
forbids and that differ from file to file; fastkml, kept up, takes eight times as long for the period.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from bakhmut_data import cells
from bakhmut_data.front.contradictions import describe
from bakhmut_data.front.events import is_verified
from bakhmut_data.front.files import AREAS, LINES, ShippedFronts
from bakhmut_data.front.implied import estimate, evidence
from bakhmut_data.front.implied.files import implied_geojson
from bakhmut_data.front.reference_places import ReferencePlace, State, read_places
from bakhmut_data.reference.facts import FIRST_DAY_OF_WAR
from bakhmut_data.tables.rows import Tables

Feature = dict[str, Any]

NOTE = (
    "An estimate drawn from dated control of settlements, not a fact; a day uses only what was dated by then."
)
REFERENCE: Mapping[str, Any] = {"note": NOTE}
IMPLIED_NOTE = (
    "An estimate drawn from what documents claim, not a fact; a day uses only those published by then."
)
# Of `settlement_control.csv`, which an estimate is drawn from.
LICENCES = [
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    {
        "name": "CC-BY-SA-3.0",
        "title": "Creative Commons Attribution-ShareAlike 3.0",
        "path": "https://creativecommons.org/licenses/by-sa/3.0/",
    },
]
SOURCES = [
    {"title": "settlement_control.csv: dated control of settlements after public reports that its rows name"},
    {"title": "GeoNames (CC BY 4.0): coordinates", "path": "https://www.geonames.org"},
    {
        "title": "Wikipedia (CC BY-SA 3.0): coordinates of some places, by controlCitiesUkraine",
        "path": "https://en.wikipedia.org",
    },
]
# A front that documents imply begins with the line of contact before the invasion.
IMPLIED_START = [
    {"title": f"For the line of {FIRST_DAY_OF_WAR}, {SOURCES[0]['title']}"},
    *SOURCES[1:],
]
FIRST_IMPLIED = FIRST_DAY_OF_WAR
KEPT_DAYS = 64  # of the front that documents imply, some ten kilobytes each
NAMES = {
    "Russia": "Russian-held (estimate)",
    "Ukraine": "Ukrainian-held (estimate)",
    "contested": "Contested (estimate)",
    "front": "Front line (estimate)",
    "inner": "Inner bound of the line",
    "outer": "Outer bound of the line",
}
# KML writes colours as alpha, blue, green, red.
COLORS = {"Russia": "661c49d1", "Ukraine": "66c5782b", "contested": "667a7a7a"}
DAY_COLUMNS = (
    "place", "latitude", "longitude", "kind", "date", "controller", "held_since", "confidence",
    "verified", "source",
)  # fmt: skip
CONTRADICTION_COLUMNS = ("claim_id", "place", "reference", "line")
KML = "http://www.opengis.net/kml/2.2"


def day_features(fronts: ShippedFronts, day: dt.date) -> list[Feature]:
    """Areas and lines of a day, then a point for each place of the reference with its state."""
    drawn = fronts.geojson(day)["features"]
    return [*(_dated(feature, day, day) for feature in drawn), *_points(day)]


def period_features(
    fronts: ShippedFronts, first: dt.date | None = None, last: dt.date | None = None
) -> list[Feature]:
    """Every area and line of the period with its first and last day, then every state of every place.

    Given days, what stands on any of those from the first to the last.
    """
    first, last = first or dt.date.min, last or dt.date.max
    features = []
    for name in (*AREAS, *LINES):
        starts = [dt.date.fromisoformat(change["since"]) for change in fronts.layers[name]]
        ends = [*(start - dt.timedelta(days=1) for start in starts[1:]), fronts.last]
        for start, end in zip(starts, ends, strict=True):
            drawn = fronts.layer(name, start) if start <= last and first <= end else None
            features += [_dated(drawn, start, end)] if drawn else []
    return [*features, *_states(fronts, first, last)]


class ImpliedDays:
    """The fronts that the claims of some tables imply, day by day; what was made lately is kept.

    `read` gives the tables, once, when the first day is asked for.
    """

    def __init__(self, read: Callable[[], Tables]) -> None:
        self._fronts = functools.cache(lambda: estimate.ImpliedFronts(evidence.read_evidence(read())))
        self._kept = functools.lru_cache(maxsize=KEPT_DAYS)(self._make)
        self._lock = threading.Lock()

    def on(self, day: dt.date) -> Mapping[str, Any]:
        """The collection of a day as `implied_geojson` has it, each feature with the day as first and last.

        `ValueError` for a day before the war's first. One thread at a time makes a day; others wait.
        """
        with self._lock:
            return self._kept(day)

    def _make(self, day: dt.date) -> Mapping[str, Any]:
        whole = implied_geojson(self._fronts().on(day))
        span = {"first_day": day.isoformat(), "last_day": day.isoformat()}
        features = [{**each, "properties": {**each["properties"], **span}} for each in whole["features"]]
        return {**whole, "features": features}


def as_geojson(
    features: Iterable[Feature],
    properties: Mapping[str, Any] = REFERENCE,
    about: Mapping[str, Any] | None = None,
) -> bytes:
    """A FeatureCollection that says what it is, and what it is `about` as `meta`."""
    whole: Feature = {"type": "FeatureCollection", "properties": properties}
    whole = {**whole, **({"meta": about} if about else {}), "features": list(features)}
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def as_kml(features: Iterable[Feature], about: Mapping[str, Any] | None = None) -> bytes:
    """The same for Google Earth and its like, with time spans; its description says what it is `about`."""
    root = ET.Element("kml", xmlns=KML)
    document = ET.SubElement(root, "Document")
    ET.SubElement(document, "name").text = "Estimated front about Bakhmut"
    said = json.dumps(about, ensure_ascii=False, indent=1) if about else NOTE
    ET.SubElement(document, "description").text = said
    for feature in features:
        _placemark(document, feature)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def day_csv(day: dt.date) -> bytes:
    """One row for each place of the reference that has a state on the day."""
    return _csv(DAY_COLUMNS, (_row(place, day) for place in read_places()))


def contradictions_csv(claims: Iterable[Mapping[Any, Any]]) -> bytes:
    """One row for each claim that the reference of its day rules out, with what it has `against` it."""
    rows = (
        {**claim, "reference": claim["against"], "line": describe(claim, claim["against"])}
        for claim in claims
    )
    return _csv(CONTRADICTION_COLUMNS, ({name: row[name] for name in CONTRADICTION_COLUMNS} for row in rows))


def period_csv(fronts: ShippedFronts) -> bytes:
    """One row a day: the area and the distances of `front_measures`, empty where there is no line."""
    frame = fronts.measures()
    text: str = frame.to_csv(index=False, date_format="%Y-%m-%d")
    return text.encode()


def _row(place: ReferencePlace, day: dt.date) -> Mapping[str, object]:
    state, since = place.on(day), place.held_since(day)
    return {
        "place": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "kind": place.kind,
        "date": day,
        "controller": state.controller if state else "",
        "held_since": since.since if since else "",
        "confidence": since.confidence if since else "",
        "verified": _said(is_verified(since.source)) if since else "",
        "source": since.source if since else "",
    }


def _csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        shown = {name: cells.shown(each) if isinstance(each, str) else each for name, each in row.items()}
        writer.writerow(shown)
    return text.getvalue().encode()


def _dated(feature: Feature, first: dt.date, last: dt.date) -> Feature:
    span = {"first_day": first.isoformat(), "last_day": last.isoformat()}
    key = next(iter(feature["properties"].values()))
    return {**feature, "properties": {"name": NAMES[key], **feature["properties"], **span}}


def _points(day: dt.date) -> Iterator[Feature]:
    for place in read_places():
        since = place.held_since(day)
        if since:
            yield _point(place, since, since.since, day)


def _states(fronts: ShippedFronts, earliest: dt.date, latest: dt.date) -> Iterator[Feature]:
    for place in read_places():
        for at, state in enumerate(place.states):
            later = place.states[at + 1].since if at + 1 < len(place.states) else None
            last = later - dt.timedelta(days=1) if later else fronts.last
            if last >= state.since and last >= earliest and state.since <= latest:
                yield _point(place, state, state.since, last)


def _point(place: ReferencePlace, state: State, first: dt.date, last: dt.date) -> Feature:
    return {
        "type": "Feature",
        "properties": {
            "name": place.name,
            "kind": place.kind,
            "controller": state.controller,
            "confidence": state.confidence,
            "verified": is_verified(state.source),
            "source": state.source,
            "first_day": first.isoformat(),
            "last_day": last.isoformat(),
        },
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
    }


def _placemark(parent: ET.Element, feature: Feature) -> None:
    properties, geometry = feature["properties"], feature["geometry"]
    mark = ET.SubElement(parent, "Placemark")
    ET.SubElement(mark, "name").text = properties["name"]
    said = (f"{key}: {_said(value)}" for key, value in properties.items() if key != "name")
    ET.SubElement(mark, "description").text = "\n".join(said)
    span = ET.SubElement(mark, "TimeSpan")
    ET.SubElement(span, "begin").text = properties["first_day"]
    ET.SubElement(span, "end").text = properties["last_day"]
    if geometry["type"] == "MultiPolygon":
        style = ET.SubElement(mark, "Style")
        fill = ET.SubElement(style, "PolyStyle")
        ET.SubElement(fill, "color").text = COLORS[properties["controller"]]
        ET.SubElement(fill, "outline").text = "0"
    _shape(mark, geometry)


def _said(value: object) -> str:
    """A property in words; truth as JSON writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shape(parent: ET.Element, geometry: Mapping[str, Any]) -> None:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        _coordinates(ET.SubElement(parent, "Point"), [coordinates])
        return
    several = ET.SubElement(parent, "MultiGeometry")
    for part in coordinates:
        if kind == "MultiLineString":
            _coordinates(ET.SubElement(several, "LineString"), part)
            continue
        polygon = ET.SubElement(several, "Polygon")
        for at, ring in enumerate(part):
            bound = ET.SubElement(polygon, "innerBoundaryIs" if at else "outerBoundaryIs")
            _coordinates(ET.SubElement(bound, "LinearRing"), ring)


def _coordinates(parent: ET.Element, points: Iterable[Iterable[float]]) -> None:
    text = " ".join(
        ",".join(f"{each:g}" if each == 0 else f"{each:.4f}" for each in point) for point in points
    )
    ET.SubElement(parent, "coordinates").text = text
