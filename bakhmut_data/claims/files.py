"""Claims as files for other programs: CSV, JSON, Parquet, and GeoJSON or KML of those with a place."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd

from bakhmut_data import cells
from bakhmut_data.claims import sentences

DOWNLOADED = (
    "claim_id", "kind", "source", "title", "speaker", "side", "earliest", "latest", "published", "place",
    "topic", "measure", "about", "low", "high", "qualifier", "unit", "controller", "event", "status", "part",
    "question", "answer", "stands", "terms", "counts", "directness", "document_id", "start", "end", "rule",
)  # fmt: skip
KML = "http://www.opengis.net/kml/2.2"
# XML 1.0 knows no other control characters and no half characters; a reader would refuse the whole file.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def claims_csv(claims: pd.DataFrame) -> bytes:
    """Claims as CSV for a spreadsheet, with their generated lines; no cell begins a formula."""
    frame = claims[list(DOWNLOADED)].copy()
    frame["line"] = [sentences.line(claim) for claim in claims.to_dict("records")]
    return _shown(frame).to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8", "surrogatepass")


def claims_json(claims: pd.DataFrame) -> bytes:
    """An array with one object a claim, its generated line last; unknown is null, days are ISO dates."""
    return _json(list(_records(claims)))


def claims_parquet(claims: pd.DataFrame) -> bytes:
    """The columns of the CSV as one Parquet file."""
    sink = io.BytesIO()
    frame = claims[list(DOWNLOADED)].assign(line=[str(row["line"]) for row in _records(claims)])
    frame.to_parquet(sink, index=False)
    return sink.getvalue()


def claims_geojson(claims: pd.DataFrame) -> bytes:
    """A FeatureCollection with a point for each claim that has a place with coordinates."""
    features = [
        {
            "type": "Feature",
            "id": record["claim_id"],
            "geometry": {"type": "Point", "coordinates": [float(longitude), float(latitude)]},
            "properties": record,
        }
        for record, latitude, longitude in _placed(claims)
    ]
    return _json({"type": "FeatureCollection", "features": features})


def claims_kml(claims: pd.DataFrame) -> bytes:
    """A placemark for each claim that has a place with coordinates, with its days as a time span."""
    root = ET.Element("kml", xmlns=KML)
    document = ET.SubElement(root, "Document")
    ET.SubElement(document, "name").text = "Claims about Bakhmut, as reported"
    for record, latitude, longitude in _placed(claims):
        mark = ET.SubElement(document, "Placemark")
        ET.SubElement(mark, "name").text = _xml(record["place"])
        ET.SubElement(mark, "description").text = _xml(record["line"])
        known = ET.SubElement(mark, "ExtendedData")
        for name in ("claim_id", "source", "speaker", "earliest", "latest"):
            if record[name]:
                ET.SubElement(ET.SubElement(known, "Data", name=name), "value").text = _xml(record[name])
        if record["earliest"] or record["latest"]:
            span = ET.SubElement(mark, "TimeSpan")
            for tag, day in (("begin", record["earliest"]), ("end", record["latest"])):
                if day:
                    ET.SubElement(span, tag).text = day
        point = ET.SubElement(mark, "Point")
        ET.SubElement(point, "coordinates").text = f"{longitude},{latitude}"
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def formats_for(frame: pd.DataFrame) -> Iterator[tuple[str, str, Callable[[pd.DataFrame], bytes]]]:
    """Suffix, MIME type and writer of each format that a frame of claims, or of counts, can be had in."""
    if "claim_id" not in frame.columns:
        yield from COUNT_FORMATS
        return
    for suffix, mime, write in FORMATS:
        if suffix not in OF_PLACES or has_places(frame):
            yield suffix, mime, write


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its words as a spreadsheet may have them."""
    return frame.map(lambda value: cells.shown(value) if isinstance(value, str) else value)


def counts_csv(frame: pd.DataFrame) -> bytes:
    """Counts as CSV for a spreadsheet; no cell begins a formula."""
    return _shown(frame).to_csv(index=False, lineterminator="\n").encode("utf-8", "surrogatepass")


def counts_parquet(frame: pd.DataFrame) -> bytes:
    """Counts as one Parquet file."""
    sink = io.BytesIO()
    frame.to_parquet(sink, index=False)
    return sink.getvalue()


def counts_json(frame: pd.DataFrame) -> bytes:
    """Counts as an array of objects."""
    return _json(frame.to_dict("records"))


def has_places(claims: pd.DataFrame) -> bool:
    """Whether any of the claims can be put on a map."""
    return bool(claims["latitude"].notna().any())


# suffix, MIME type, writer; the last two are only for claims with places
FORMATS: tuple[tuple[str, str, Callable[[pd.DataFrame], bytes]], ...] = (
    ("csv", "text/csv", claims_csv),
    ("parquet", "application/vnd.apache.parquet", claims_parquet),
    ("json", "application/json", claims_json),
    ("geojson", "application/geo+json", claims_geojson),
    ("kml", "application/vnd.google-earth.kml+xml", claims_kml),
)
COUNT_FORMATS: tuple[tuple[str, str, Callable[[pd.DataFrame], bytes]], ...] = (
    ("csv", "text/csv", counts_csv),
    ("parquet", "application/vnd.apache.parquet", counts_parquet),
    ("json", "application/json", counts_json),
)
OF_PLACES = {"geojson", "kml"}
NAMES = {
    "csv": "CSV",
    "parquet": "Parquet",
    "json": "JSON",
    "geojson": "GeoJSON",
    "kml": "KML",
    "graphml": "GraphML",
}


def _records(claims: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for claim in claims.to_dict("records"):
        yield {**{name: _plain(claim[name]) for name in DOWNLOADED}, "line": sentences.line(claim)}


def _placed(claims: pd.DataFrame) -> Iterator[tuple[dict[str, Any], float, float]]:
    found = claims[claims["latitude"].notna() & claims["longitude"].notna()]
    yield from zip(_records(found), found["latitude"], found["longitude"], strict=True)


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return value.item() if hasattr(value, "item") else value


def _json(content: Sequence[Any] | Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n"


def _xml(text: object) -> str:
    return NOT_IN_XML.sub("�", str(text))
