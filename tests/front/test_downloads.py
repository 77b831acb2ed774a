"""Who holds a place since when, and the files of the front, worked out from five days and two places."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import shapely

from bakhmut_data import reference
from bakhmut_data.answers import about
from bakhmut_data.front import downloads, reference_places
from bakhmut_data.front.downloads import KML
from bakhmut_data.making import map_frames
from tests.worked import day
from tests.worked_front import FIRST, FRONTS, LAST, SECOND, TOWN, VILLAGE


@pytest.fixture
def two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "read_places", lambda: (TOWN, VILLAGE))


def spans(features: list[dict[str, Any]], kind: str) -> list[tuple[str, str, str]]:
    """Name, first and last day of the features of a type."""
    return [
        (each["properties"]["name"], each["properties"]["first_day"], each["properties"]["last_day"])
        for each in features
        if each["geometry"]["type"] == kind
    ]


@pytest.mark.parametrize(
    ("on", "held_since", "newest"),
    [
        ("2022-02-23", None, None),
        ("2022-02-24", "2022-02-24", "2022-02-24"),
        ("2022-12-20", "2022-12-20", "2022-12-20"),
        ("2023-01-03", "2022-12-20", "2023-01-02"),  # the confirmation is newer than the holder
        ("2023-01-04", "2023-01-04", "2023-01-04"),
        ("2030-01-01", "2023-01-04", "2023-01-04"),
    ],
)
def test_a_place_is_held_since_its_holder_came(on: str, held_since: str | None, newest: str | None) -> None:
    held, known = TOWN.held_since(day(on)), TOWN.on(day(on))
    assert (held and held.since.isoformat(), known and known.since.isoformat()) == (held_since, newest)


@pytest.mark.parametrize(
    ("on", "change"),
    [
        ("2022-02-24", None),  # nobody is known to have held it before
        ("2022-12-20", ("Ukraine", "Russia")),
        ("2023-01-02", None),  # a confirmation changes no hands
        ("2023-01-03", None),
        ("2023-01-04", ("Russia", "Ukraine")),
    ],
)
def test_a_place_changes_hands_on_the_day_of_its_new_holder(on: str, change: tuple[str, str] | None) -> None:
    found = TOWN.change_on(day(on))
    assert (found and tuple(each.controller for each in found)) == change


@pytest.mark.usefixtures("two_places")
def test_a_days_settlements_have_their_holder_and_the_row_by_which_he_came() -> None:
    (row,) = (
        row for row in csv.DictReader(io.StringIO(downloads.day_csv(SECOND).decode())) if row["controller"]
    )
    assert row == {
        "place": "Town",
        "latitude": "48.6",
        "longitude": "38.1",
        "kind": "settlement",
        "date": "2023-01-03",
        "controller": "Russia",
        "held_since": "2022-12-20",
        "confidence": "claimed",
        "verified": "false",
        "source": "a channel, unverified",
    }


@pytest.mark.usefixtures("two_places")
def test_a_place_without_a_state_yet_has_a_row_without_a_holder() -> None:
    rows = list(csv.DictReader(io.StringIO(downloads.day_csv(SECOND).decode())))
    assert [row["place"] for row in rows] == ["Town", "Village"]
    assert {rows[1][name] for name in ("controller", "held_since", "confidence", "verified", "source")} == {
        ""
    }


def test_sources_come_with_their_rows_and_days_those_of_most_rows_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reference_places, "read_places", lambda: (TOWN, VILLAGE))
    found = [
        (each.source, each.rows, each.first.isoformat(), each.last.isoformat(), each.verified)
        for each in reference_places.read_sources()
    ]
    assert found == [
        ("a bulletin", 3, "2022-02-24", "2023-01-05", True),
        ("a channel, unverified", 1, "2022-12-20", "2022-12-20", False),
        ("a map", 1, "2023-01-04", "2023-01-04", True),
    ]


@pytest.mark.usefixtures("two_places")
def test_areas_of_the_period_follow_one_another_without_a_common_day() -> None:
    found = spans(downloads.period_features(FRONTS), "MultiPolygon")
    assert found == [
        ("Russian-held (estimate)", "2023-01-01", "2023-01-02"),
        ("Russian-held (estimate)", "2023-01-03", "2023-01-05"),
        ("Ukrainian-held (estimate)", "2023-01-01", "2023-01-05"),
    ]


@pytest.mark.usefixtures("two_places")
def test_each_area_of_the_period_has_its_own_days_shape() -> None:
    features = downloads.period_features(FRONTS)
    areas = [shapely.geometry.shape(each["geometry"]).area for each in features[:2]]
    assert areas == pytest.approx([0.04 - 0.0025, 0.09])


@pytest.mark.usefixtures("two_places")
def test_states_of_the_period_end_the_day_before_the_next() -> None:
    found = spans(downloads.period_features(FRONTS), "Point")
    assert found == [
        ("Town", "2022-02-24", "2022-12-19"),
        ("Town", "2022-12-20", "2023-01-01"),
        ("Town", "2023-01-02", "2023-01-03"),
        ("Town", "2023-01-04", "2023-01-05"),
        ("Village", "2023-01-05", "2023-01-05"),
    ]


@pytest.mark.usefixtures("two_places")
def test_lines_of_the_period_are_named_by_what_they_bound() -> None:
    assert spans(downloads.period_features(FRONTS), "MultiLineString") == [
        (name, "2023-01-01", "2023-01-05")
        for name in ("Front line (estimate)", "Inner bound of the line", "Outer bound of the line")
    ]


@pytest.mark.usefixtures("two_places")
def test_the_features_of_a_day_speak_for_that_day_and_places_since_their_holder() -> None:
    features = downloads.day_features(FRONTS, SECOND)
    assert {each[1:] for each in spans(features, "MultiPolygon")} == {("2023-01-03", "2023-01-03")}
    (point,) = (each for each in features if each["geometry"]["type"] == "Point")
    assert point["geometry"]["coordinates"] == [38.1, 48.6]
    assert point["properties"] == {
        "name": "Town",
        "kind": "settlement",
        "controller": "Russia",
        "confidence": "claimed",
        "verified": False,
        "source": "a channel, unverified",
        "first_day": "2022-12-20",
        "last_day": "2023-01-03",
    }


@pytest.mark.usefixtures("two_places")
def test_a_file_of_features_is_a_collection_that_says_what_it_is() -> None:
    whole = json.loads(downloads.as_geojson(downloads.day_features(FRONTS, FIRST)))
    assert (whole["type"], list(whole["properties"])) == ("FeatureCollection", ["note"])
    assert [each["type"] for each in whole["features"]] == ["Feature"] * 6
    assert whole["properties"]["note"].startswith("An estimate drawn from dated control")


def kml(features: list[dict[str, Any]]) -> list[ET.Element]:
    root = ET.fromstring(downloads.as_kml(features))  # noqa: S314 - our own
    return list(root.iter(f"{{{KML}}}Placemark"))


@pytest.mark.usefixtures("two_places")
def test_kml_says_under_which_licence_and_from_what_it_is() -> None:
    known = about.of_front("the front", "v1")
    root = ET.fromstring(downloads.as_kml(downloads.day_features(FRONTS, FIRST), about=known))  # noqa: S314
    said = json.loads(text(root, "Document", "description") or "")
    assert [each["path"] for each in said["licenses"]] == [
        "https://creativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org/licenses/by-sa/3.0/",
    ]
    assert said["sources"][0]["title"].startswith("settlement_control.csv")
    assert said["note"].startswith("An estimate drawn from dated control")
    assert said["version"] == "v1"


def text(mark: ET.Element, *path: str) -> str | None:
    return mark.findtext("/".join(f"{{{KML}}}{name}" for name in path))


@pytest.mark.usefixtures("two_places")
def test_in_kml_russian_held_is_red_orange_and_ukrainian_held_blue() -> None:
    marks = kml(downloads.day_features(FRONTS, FIRST))
    colors = {text(mark, "name"): text(mark, "Style", "PolyStyle", "color") for mark in marks}
    # KML counts alpha, blue, green, red.
    assert colors["Russian-held (estimate)"] == "66" + "1c" + "49" + "d1"
    assert colors["Ukrainian-held (estimate)"] == "66" + "c5" + "78" + "2b"
    assert colors["Front line (estimate)"] is colors["Town"] is None


@pytest.mark.usefixtures("two_places")
def test_in_kml_a_hole_is_an_inner_ring_and_points_are_east_before_north() -> None:
    marks = {text(mark, "name"): mark for mark in kml(downloads.day_features(FRONTS, FIRST))}
    polygon = ("MultiGeometry", "Polygon")
    russia = marks["Russian-held (estimate)"]
    assert text(russia, *polygon, "outerBoundaryIs", "LinearRing", "coordinates") == (
        "38.0000,48.5000 38.2000,48.5000 38.2000,48.7000 38.0000,48.7000 38.0000,48.5000"
    )
    assert text(russia, *polygon, "innerBoundaryIs", "LinearRing", "coordinates") == (
        "38.0500,48.5500 38.0500,48.6000 38.1000,48.6000 38.1000,48.5500 38.0500,48.5500"
    )
    assert len(list(russia.iter(f"{{{KML}}}outerBoundaryIs"))) == 1
    line = ("MultiGeometry", "LineString", "coordinates")
    assert text(marks["Front line (estimate)"], *line) == "38.0000,48.5000 38.0000,48.7000"
    assert text(marks["Town"], "Point", "coordinates") == "38.1000,48.6000"


@pytest.mark.usefixtures("two_places")
def test_in_kml_a_mark_has_its_days_and_says_what_is_known_of_it() -> None:
    marks = kml(downloads.period_features(FRONTS))
    assert [(text(mark, "TimeSpan", "begin"), text(mark, "TimeSpan", "end")) for mark in marks[:2]] == [
        ("2023-01-01", "2023-01-02"),
        ("2023-01-03", "2023-01-05"),
    ]
    town = [text(mark, "description") for mark in marks if text(mark, "name") == "Town"]
    assert town[1] == (
        "kind: settlement\ncontroller: Russia\nconfidence: claimed\nverified: false\n"
        "source: a channel, unverified\nfirst_day: 2022-12-20\nlast_day: 2023-01-01"
    )


def test_the_file_of_measures_has_each_days_own() -> None:
    rows = list(csv.DictReader(io.StringIO(downloads.period_csv(FRONTS).decode())))
    assert [(row["date"], float(row["russian_sq_km"]), float(row["km_to_bakhmut"])) for row in rows] == [
        ("2023-01-01", 300, 9.5),
        ("2023-01-02", 300, 9.5),
        ("2023-01-03", 700, 4.25),
        ("2023-01-04", 700, 4.25),
        ("2023-01-05", 700, 4.25),
    ]


@pytest.mark.parametrize(
    ("on", "area"),
    [("2022-12-01", 0.0375), ("2023-01-02", 0.0375), ("2023-01-03", 0.09), ("2024-01-01", 0.09)],
)
def test_a_day_has_the_newest_shape_and_one_outside_the_period_the_nearest(on: str, area: float) -> None:
    whole = FRONTS.geojson(day(on))
    assert whole["type"] == "FeatureCollection"
    assert shapely.geometry.shape(whole["features"][0]["geometry"]).area == pytest.approx(area)
    assert whole["properties"]["date"] == min(max(day(on), FIRST), LAST).isoformat()


def test_the_browsers_file_counts_days_from_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_places, "read_places", lambda: (TOWN,))
    phase = {
        "phase": "A",
        "first": "2023-01-03",
        "last": "2023-01-05",
        "latitude": "48.5",
        "longitude": "38.1",
    }
    monkeypatch.setattr(reference, "read_csv", lambda _: [{**phase, "zoom": "9"}])
    whole = json.loads(map_frames.build_frames(FRONTS))
    assert (whole["first"], whole["days"]) == ("2023-01-01", 5)
    assert whole["phases"] == [{"name": "A", "first": 2, "last": 4, "view": [48.5, 38.1, 9.0]}]
    assert [change[0] for change in whole["layers"]["russia"]] == [0, 2]
    (shown,) = whole["places"]
    assert shown["at"] == [38.1, 48.6]
    assert shown["rows"][1] == ["2022-12-20", "Russia", "claimed", "a channel, unverified"]
