"""Claims as files, against values worked out by hand."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from bakhmut_data.claims import files, frame
from tests import worked

NS = {"k": files.KML}


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    marks = frame.build_claims(worked.worked_tables())
    return marks[marks["claim"]]


def placemarks(content: bytes) -> list[ET.Element]:
    return list(ET.fromstring(content).iter(f"{{{files.KML}}}Placemark"))  # noqa: S314 - our own


def text(mark: ET.Element, path: str) -> str | None:
    found = mark.find(path, NS)
    return None if found is None else found.text


def test_the_csv_has_a_claim_in_a_line_with_every_field(claims: pd.DataFrame) -> None:
    rows = list(csv.DictReader(io.StringIO(files.claims_csv(claims).decode())))
    assert len(rows) == 10
    first = {name: value for name, value in rows[0].items() if name not in {"claim_id", "document_id"}}
    names = ("controller", "event", "status", "part", "question", "answer", "stands", "terms", "counts")
    unknown = dict.fromkeys([*names, "directness"], "")
    assert first == {
        "kind": "figure",
        "source": "Post",
        "title": "One",
        "speaker": "Colonel Petrenko",
        "side": "Ukraine",
        "earliest": "2023-03-01",
        "latest": "2023-03-01",
        "published": "2023-03-01",
        "place": "Soledar",
        "topic": "casualties",
        "measure": "killed",
        "about": "Russia",
        "low": "100.0",
        "high": "100.0",
        "qualifier": "exact",
        "unit": "people",
        **unknown,
        "start": "0",
        "end": "2",
        "rule": "test",
        "line": "100 people killed, Russian side, Soledar; according to Colonel Petrenko (Ukraine), in Post",
    }
    assert rows[6]["earliest"] == "2023-03-19"
    assert rows[6]["latest"] == rows[6]["high"] == ""


def test_the_json_of_a_claim_leaves_what_is_unknown_null(claims: pd.DataFrame) -> None:
    records = json.loads(files.claims_json(claims))
    assert records[6]["low"] == 300
    assert records[6]["high"] is records[6]["latest"] is records[6]["title"] is None
    assert (records[6]["earliest"], records[6]["published"]) == ("2023-03-19", "2023-03-20")


def test_points_of_geojson_are_east_before_north(claims: pd.DataFrame) -> None:
    features = json.loads(files.claims_geojson(claims))["features"]
    at = [(each["properties"]["place"], each["geometry"]["coordinates"]) for each in features]
    soledar, bakhmut = ("Soledar", [38.09, 48.68]), ("Bakhmut", [37.9989, 48.5942])
    assert at == [soledar, bakhmut, soledar, bakhmut, soledar, bakhmut, soledar]
    assert {each["geometry"]["type"] for each in features} == {"Point"}
    assert [each["id"] for each in features] == [each["properties"]["claim_id"] for each in features]


def test_points_of_kml_are_east_before_north_and_dated(claims: pd.DataFrame) -> None:
    marks = placemarks(files.claims_kml(claims))
    found = [
        (text(each, "k:name"), text(each, "k:Point/k:coordinates"), text(each, ".//k:begin"),
         text(each, ".//k:end"))
        for each in marks
    ]  # fmt: skip
    assert found[:3] == [
        ("Soledar", "38.09,48.68", "2023-03-01", "2023-03-01"),
        ("Bakhmut", "37.9989,48.5942", "2022-10-01", "2022-10-01"),
        ("Soledar", "38.09,48.68", "2023-03-02", "2023-03-04"),
    ]
    assert found[4] == ("Soledar", "38.09,48.68", "2023-03-19", None)


def test_a_placemark_names_its_claim_and_voice(claims: pd.DataFrame) -> None:
    mark = placemarks(files.claims_kml(claims))[0]
    known = {each.get("name"): text(each, "k:value") for each in mark.iterfind(".//k:Data", NS)}
    assert known == {
        "claim_id": claims["claim_id"].iloc[0],
        "source": "Post",
        "speaker": "Colonel Petrenko",
        "earliest": "2023-03-01",
        "latest": "2023-03-01",
    }
    assert text(mark, "k:description") == (
        "100 people killed, Russian side, Soledar; according to Colonel Petrenko (Ukraine), in Post"
    )


def test_a_claim_without_days_has_no_time_span_and_one_without_a_place_no_mark() -> None:
    rows = worked.worked_tables()
    rows.control["as_of_earliest"] = rows.control["as_of_latest"] = pd.NaT
    marks = frame.build_claims(rows)
    found = placemarks(files.claims_kml(marks[marks["kind"] == "control"]))
    assert [text(each, "k:name") for each in found] == ["Bakhmut", "Bakhmut", "Bakhmut", "Soledar"]
    assert not any(each.findall("k:TimeSpan", NS) for each in found)
    assert placemarks(files.claims_kml(marks[marks["measure"] == "wounded"])) == []


def test_what_xml_cannot_hold_is_replaced(claims: pd.DataFrame) -> None:
    named = claims.head(1).assign(speaker="a\x00b\x1fc\td")
    mark = placemarks(files.claims_kml(named))[0]
    known = {each.get("name"): text(each, "k:value") for each in mark.iterfind(".//k:Data", NS)}
    assert known["speaker"] == "a�b�c\td"


def test_counts_keep_their_order_and_take_no_row_number() -> None:
    counted = pd.DataFrame({"form": ["Kyiv", "Kiev"], "times": [3, 1]})
    assert files.counts_csv(counted) == b"form,times\nKyiv,3\nKiev,1\n"


def test_every_format_has_its_ending_its_type_and_its_bytes(claims: pd.DataFrame) -> None:
    written = {suffix: (mime, write(claims, None)[:8]) for suffix, mime, write in files.formats_for(claims)}
    assert {suffix: mime for suffix, (mime, _) in written.items()} == {
        "csv": "text/csv",
        "parquet": "application/vnd.apache.parquet",
        "json": "application/json",
        "geojson": "application/geo+json",
        "kml": "application/vnd.google-earth.kml+xml",
    }
    begun = {suffix: content for suffix, (_, content) in written.items()}
    assert begun["csv"] == b"claim_id"
    assert begun["parquet"].startswith(b"PAR1")
    assert begun["json"].startswith(b"[")
    assert begun["geojson"].startswith(b"{")
    assert begun["kml"].startswith(b"<?xml")
    about = {"title": "Some", "version": "1", "licenses": [{"name": "MIT"}]}
    known = {suffix: write(claims, about) for suffix, _, write in files.formats_for(claims)}
    assert json.loads(known["json"])["meta"] == json.loads(known["geojson"])["meta"] == about
    assert json.loads(known["json"])["data"] == json.loads(files.claims_json(claims))
    assert b"MIT" in known["kml"]
    assert b"MIT" in known["parquet"]
    assert known["csv"] == files.claims_csv(claims)
    assert set(files.NAMES) == {*begun, "graphml", "csv-metadata.json"}  # files of their own


def test_counts_have_three_formats() -> None:
    counted = pd.DataFrame({"form": ["Kyjiw é"], "times": [3]})
    written = {suffix: (mime, write(counted, None)) for suffix, mime, write in files.formats_for(counted)}
    assert written["csv"] == ("text/csv", "form,times\nKyjiw é,3\n".encode())
    assert json.loads(written["json"][1]) == [{"form": "Kyjiw é", "times": 3}]
    assert "é".encode() in written["json"][1]
    assert pd.read_parquet(io.BytesIO(written["parquet"][1])).equals(counted)


def test_the_parquet_has_the_columns_of_the_csv(claims: pd.DataFrame) -> None:
    read = pd.read_parquet(io.BytesIO(files.claims_parquet(claims)))
    head = files.claims_csv(claims).decode().splitlines()[0]
    assert list(read.columns) == head.split(",")
    assert read["low"].tolist()[0] == 100
    assert read["line"].tolist()[2] == "Bakhmut Russian-held – claimed; said by the outlet itself, Post"


def test_the_files_say_what_they_are(claims: pd.DataFrame) -> None:
    whole = json.loads(files.claims_geojson(claims))
    assert (whole["type"], whole["features"][0]["type"]) == ("FeatureCollection", "Feature")
    root = ET.fromstring(files.claims_kml(claims))  # noqa: S314 - our own
    assert root.findtext("k:Document/k:name", namespaces=NS) == "Claims about Bakhmut, as reported"
