"""Claims as files: every format holds the same claims, and no word of a document breaks a file."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from bakhmut_data.claims import citation, frame
from bakhmut_data.claims import files as claims_files
from bakhmut_data.tables import files as tables_files
from bakhmut_data.tables import package as described
from bakhmut_data.tables import question_words, word_choices
from bakhmut_data.tables.rows import Tables
from tests import made_claims as made
from tests.hostile import hostile_tables


def claims_of(built: Tables) -> pd.DataFrame:
    marks = frame.build_claims(built)
    return marks[marks["claim"]]


def test_json_and_parquet_hold_every_claim_with_its_line() -> None:
    claims = claims_of(made.small_tables())
    objects = json.loads(claims_files.claims_json(claims))
    read = pd.read_parquet(io.BytesIO(claims_files.claims_parquet(claims)))
    assert [each["claim_id"] for each in objects] == read["claim_id"].tolist() == claims["claim_id"].tolist()
    assert [each["line"] for each in objects] == read["line"].tolist()


def test_unknown_is_null_and_days_are_iso() -> None:
    objects = json.loads(claims_files.claims_json(claims_of(made.small_tables())))
    assert objects[0]["earliest"] == "2023-03-08"
    assert any(each["speaker"] is None for each in objects)


def test_only_claims_with_a_place_are_points_longitude_first() -> None:
    claims = claims_of(made.small_tables())
    features = json.loads(claims_files.claims_geojson(claims))["features"]
    assert {each["id"] for each in features} == set(claims.loc[claims["place"].notna(), "claim_id"])
    assert features[0]["geometry"]["coordinates"] == [38.09, 48.68]


def test_kml_has_a_placemark_for_each_of_them_with_its_days() -> None:
    root = ET.fromstring(claims_files.claims_kml(claims_of(made.small_tables())))  # noqa: S314
    marks = root.findall(".//{*}Placemark")
    assert len(marks) == 3
    assert marks[0].findtext(".//{*}begin") == "2023-03-08"


def test_hostile_words_leave_every_file_readable(tmp_path: Path) -> None:
    claims = claims_of(hostile_tables(tmp_path))
    json.loads(claims_files.claims_json(claims))
    ET.fromstring(claims_files.claims_kml(claims))  # noqa: S314
    assert len(pd.read_csv(io.BytesIO(claims_files.claims_csv(claims)))) == len(claims)


def test_formats_of_places_are_offered_only_where_there_are_places() -> None:
    claims = claims_of(made.small_tables())
    nowhere = claims[claims["latitude"].isna()]
    assert [suffix for suffix, _, _ in claims_files.formats_for(claims)][-2:] == ["geojson", "kml"]
    assert not claims_files.OF_PLACES & {suffix for suffix, _, _ in claims_files.formats_for(nowhere)}


def test_counts_come_as_csv_parquet_and_json() -> None:
    counted = pd.DataFrame({"word_id": ["a"], "form": ["Kyiv"], "times": [3]})
    assert [suffix for suffix, _, _ in claims_files.formats_for(counted)] == ["csv", "parquet", "json"]
    assert pd.read_parquet(io.BytesIO(claims_files.counts_parquet(counted))).equals(counted)
    assert json.loads(claims_files.counts_json(counted)) == [{"word_id": "a", "form": "Kyiv", "times": 3}]


def test_the_package_describes_every_file_that_goes_with_it() -> None:
    text = "In Kyiv. In Kiev, an important city."
    built = made.small_tables()
    urls = built.documents["file"].map({"courier.txt": "https://courier.example/a", "post.txt": "file:///a"})
    built.documents["url"] = urls.astype("str")
    texts = ((str(built.documents["document_id"].iloc[0]), text),)
    beside = {
        "words": word_choices.words_frame(texts),
        "question_words": question_words.question_words_frame(texts),
    }
    files = tables_files.package_files(built, beside, "0123456789ab")
    package = json.loads(files.pop("datapackage.json"))
    assert package["licenses"][0]["name"] == "MIT"
    added = tables_files.package_files(built, beside, "0123456789ab-with-added")
    marked = json.loads(added["datapackage.json"])
    assert "licenses" not in marked
    assert (marked["name"], marked["version"]) == (
        "bakhmut-as-reported-with-added",
        "0123456789ab-with-added",
    )
    assert "no licence is claimed for them" in marked["description"]
    assert package["version"] == "0123456789ab"
    assert package["sources"][:3] == [
        {"title": "A day – The Northern Courier", "path": "https://courier.example/a"},
        {"title": "Gazette"},
        {"title": "A post without a name"},
    ]
    assert len(package["sources"]) == 5  # with documents in general, and GeoNames
    paths = [resource["path"] for resource in package["resources"]]
    assert set(files) == {*paths, *(path.replace(".csv", ".parquet") for path in paths)}
    assert "as Parquet" in package["description"]
    for resource in package["resources"]:
        read = pd.read_csv(io.BytesIO(files[resource["path"]]))
        assert list(read.columns) == [field["name"] for field in resource["schema"]["fields"]]
        assert len(read) == resource["rows"]
        assert resource["hash"] == f"sha256:{hashlib.sha256(files[resource['path']]).hexdigest()}"
        parquet = pd.read_parquet(io.BytesIO(files[resource["path"].replace(".csv", ".parquet")]))
        assert list(parquet.columns) == list(read.columns)


def test_the_version_changes_with_any_table(tmp_path: Path) -> None:
    tables_files.write_tables(made.small_tables(), tmp_path / "a")
    tables_files.write_tables(made.small_tables(), tmp_path / "b")
    tables_files.write_tables(hostile_tables(tmp_path), tmp_path / "c")
    first, second, third = (citation.table_version(tmp_path / name) for name in "abc")
    assert first == second != third


@pytest.mark.parametrize("content", [None, b"{", b"{}", b"[]", b'{"resources": 1}', b"\xff\xfe no text"])
def test_tables_without_a_package_have_no_version(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "datapackage.json").write_bytes(content)
    assert citation.table_version(tmp_path) == citation.UNKNOWN
    assert tables_files.read_made(tmp_path) == described.CREATED
