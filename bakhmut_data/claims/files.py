"""Claims as files for other programs: CSV, JSON, Parquet, and GeoJSON or KML of those with a place."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bakhmut_data import cells
from bakhmut_data.claims import sentences

DOWNLOADED = (
    "claim_id", "kind", "source", "title", "speaker", "side", "earliest", "latest", "published", "place",
    "topic", "measure", "about", "low", "high", "qualifier", "unit", "controller", "event", "status", "part",
    "question", "answer", "stands", "terms", "counts", "directness", "document_id", "start", "end", "rule",
)  # fmt: skip
LINED = (*DOWNLOADED, "line")  # with what each says in words
KML = "http://www.opengis.net/kml/2.2"
# What a file says of itself: title, version, licence, sources, and how many rows there are.
About = Mapping[str, Any] | None
# XML 1.0 knows no other control characters and no half characters; a reader would refuse the whole file.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def claims_csv(claims: pd.DataFrame, columns: Sequence[str] = LINED) -> bytes:
    """Claims as CSV for a spreadsheet, with their generated lines; no cell begins a formula."""
    frame = claims[[name for name in columns if name != "line"]].copy()
    if "line" in columns:
        lines = [sentences.line(claim) for claim in claims.to_dict("records")]
        frame.insert(list(columns).index("line"), "line", lines)
    return _shown(frame).to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8", "surrogatepass")


def claims_json(claims: pd.DataFrame, columns: Sequence[str] = LINED, about: About = None) -> bytes:
    """An array with one object a claim, its generated line last; unknown is null, days are ISO dates.

    With what they are `about` it is an object of that as `meta` and the array as `data`.
    """
    return _rows_json(list(_records(claims, columns)), about)


def claims_parquet(claims: pd.DataFrame, columns: Sequence[str] = LINED, about: About = None) -> bytes:
    """The columns of the CSV as one Parquet file, which may say what it is about as its metadata."""
    known = [name for name in columns if name != "line"]
    frame = claims[known].copy()
    if "line" in columns:
        lines = [str(row["line"]) for row in _records(claims, ("line",))]
        frame.insert(list(columns).index("line"), "line", lines)
    return counts_parquet(frame, about)


def claims_geojson(claims: pd.DataFrame, columns: Sequence[str] = LINED, about: About = None) -> bytes:
    """A FeatureCollection with a point for each claim that has a place with coordinates."""
    found = _placed(claims)
    features = [
        _point(identity, place, record)
        for identity, place, record in zip(
            found["claim_id"], _coordinates(found), _records(found, columns), strict=True
        )
    ]
    return _json(_collection(features, about))


def places_geojson(places: pd.DataFrame, columns: Sequence[str], about: About = None) -> bytes:
    """A FeatureCollection with a point for each place of a frame that has coordinates."""
    found = _placed(places)
    features = [
        _point(identity, place, {name: _plain(row[name]) for name in columns})
        for identity, place, row in zip(
            found["place_id"], _coordinates(found), found.to_dict("records"), strict=True
        )
    ]
    return _json(_collection(features, about))


def claims_kml(claims: pd.DataFrame, about: About = None) -> bytes:
    """A placemark for each claim that has a place with coordinates, with its days as a time span."""
    root = ET.Element("kml", xmlns=KML)
    document = ET.SubElement(root, "Document")
    ET.SubElement(document, "name").text = "Claims about Bakhmut, as reported"
    if about:
        ET.SubElement(document, "description").text = _xml(json.dumps(about, ensure_ascii=False, indent=1))
    found = _placed(claims)
    for record, (longitude, latitude) in zip(_records(found), _coordinates(found), strict=True):
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


def formats_for(frame: pd.DataFrame) -> Iterator[Format]:
    """Each format that a frame of claims, or of counts, can be had in."""
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


def counts_parquet(frame: pd.DataFrame, about: About = None) -> bytes:
    """Counts as one Parquet file, which may say what it is about as its metadata."""
    sink = io.BytesIO()
    table = pa.Table.from_pandas(frame, preserve_index=False)
    if about:
        said = {b"about": json.dumps(about, ensure_ascii=False).encode()}
        table = table.replace_schema_metadata({**(table.schema.metadata or {}), **said})
    pq.write_table(table, sink)
    return sink.getvalue()


def counts_json(frame: pd.DataFrame, about: About = None) -> bytes:
    """Counts as an array of objects; with what they are `about` as `claims_json`."""
    rows = [{name: _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]
    return _rows_json(rows, about)


def has_places(claims: pd.DataFrame) -> bool:
    """Whether any of the claims can be put on a map."""
    return bool(claims["latitude"].notna().any())


# Suffix, MIME type, and what writes rows with what the file is about; CSV has no place for that.
Format = tuple[str, str, Callable[[pd.DataFrame, About], bytes]]
# The last two are only for claims with places.
FORMATS: tuple[Format, ...] = (
    ("csv", "text/csv", lambda claims, _: claims_csv(claims)),
    ("parquet", "application/vnd.apache.parquet", lambda claims, about: claims_parquet(claims, about=about)),
    ("json", "application/json", lambda claims, about: claims_json(claims, about=about)),
    ("geojson", "application/geo+json", lambda claims, about: claims_geojson(claims, about=about)),
    ("kml", "application/vnd.google-earth.kml+xml", claims_kml),
)
COUNT_FORMATS: tuple[Format, ...] = (
    ("csv", "text/csv", lambda rows, _: counts_csv(rows)),
    ("parquet", "application/vnd.apache.parquet", counts_parquet),
    ("json", "application/json", counts_json),
)
OF_PLACES = {"geojson", "kml"}
NAMES = {
    "csv-metadata.json": "About the CSV",  # before json, in which it ends too
    "csv": "CSV",
    "parquet": "Parquet",
    "json": "JSON",
    "geojson": "GeoJSON",
    "kml": "KML",
    "graphml": "GraphML",
}


def _records(claims: pd.DataFrame, columns: Sequence[str] = LINED) -> Iterator[dict[str, Any]]:
    for claim in claims.to_dict("records"):
        yield {name: sentences.line(claim) if name == "line" else _plain(claim[name]) for name in columns}


def _rows_json(rows: list[Any], about: About) -> bytes:
    return _json({"meta": about, "data": rows} if about else rows)


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["latitude"].notna() & frame["longitude"].notna()]


def _coordinates(placed: pd.DataFrame) -> Iterator[tuple[float, float]]:
    """Longitude and latitude, in the order of GeoJSON and KML."""
    for longitude, latitude in zip(placed["longitude"], placed["latitude"], strict=True):
        yield float(longitude), float(latitude)


def _point(identity: object, place: tuple[float, float], properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": list(place)}
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": properties}


def _collection(features: list[dict[str, Any]], about: About) -> dict[str, Any]:
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    return {**collection, **({"meta": about} if about else {}), "features": features}


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
