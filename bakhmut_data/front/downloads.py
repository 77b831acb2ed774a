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
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from bakhmut_data import cells
from bakhmut_data.front.contradictions import describe
from bakhmut_data.front.events import is_verified
from bakhmut_data.front.files import AREAS, LINES, ShippedFronts
from bakhmut_data.front.reference_places import ReferencePlace, State, read_places

Feature = dict[str, Any]

NOTE = (
    "An estimate drawn from dated control of settlements, not a fact; a day uses only what was dated by then."
)
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
KML = "http://www.opengis.net/kml/2.2"


def day_features(fronts: ShippedFronts, day: dt.date) -> list[Feature]:
    """Areas and lines of a day, then a point for each place of the reference with its state."""
    drawn = fronts.geojson(day)["features"]
    return [*(_dated(feature, day, day) for feature in drawn), *_points(day)]


def period_features(fronts: ShippedFronts) -> list[Feature]:
    """Every area and line of the period with its first and last day, then every state of every place."""
    keys = {**AREAS, **LINES}
    features = []
    for name, key in keys.items():
        changes = fronts.layers[name]
        starts = [dt.date.fromisoformat(change["since"]) for change in changes]
        ends = [*(start - dt.timedelta(days=1) for start in starts[1:]), fronts.last]
        for start, end in zip(starts, ends, strict=True):
            drawn = fronts.geojson(start)["features"]
            features += [_dated(each, start, end) for each in drawn if key in each["properties"].values()]
    return [*features, *_states(fronts)]


def as_geojson(features: Iterable[Feature]) -> bytes:
    """A FeatureCollection that says what it is."""
    whole = {"type": "FeatureCollection", "properties": {"note": NOTE}, "features": list(features)}
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def as_kml(features: Iterable[Feature]) -> bytes:
    """The same for Google Earth and its like, with time spans."""
    root = ET.Element("kml", xmlns=KML)
    document = ET.SubElement(root, "Document")
    ET.SubElement(document, "name").text = "Estimated front about Bakhmut"
    ET.SubElement(document, "description").text = NOTE
    for feature in features:
        _placemark(document, feature)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def day_csv(day: dt.date) -> bytes:
    """One row for each place of the reference that has a state on the day."""
    return _csv(DAY_COLUMNS, (_row(place, day) for place in read_places()))


def contradictions_csv(claims: Iterable[Mapping[Any, Any]]) -> bytes:
    """One row for each claim that the reference of its day rules out, with what it has `against` it."""
    columns = ("claim_id", "place", "reference", "line")
    rows = (
        {**claim, "reference": claim["against"], "line": describe(claim, claim["against"])}
        for claim in claims
    )
    return _csv(columns, ({name: row[name] for name in columns} for row in rows))


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


def _states(fronts: ShippedFronts) -> Iterator[Feature]:
    for place in read_places():
        for at, state in enumerate(place.states):
            later = place.states[at + 1].since if at + 1 < len(place.states) else None
            last = later - dt.timedelta(days=1) if later else fronts.last
            if last >= state.since:
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
