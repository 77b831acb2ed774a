"""What the front page shows: frames for the browser, the Deck, contradictions, downloads, the address."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from bakhmut_data import reference
from bakhmut_data.claims import frame
from bakhmut_data.front import contradictions as front_contradictions
from bakhmut_data.front import downloads, reference_places
from bakhmut_data.front.events import BOX
from bakhmut_data.front.files import read_shipped
from bakhmut_data.making import map_frames
from pages.shared.maps import deck as maps_deck
from pages.shared.panels.claims import figure_tabs
from pages.shared.panels.front import choices, day_map, lists
from tests import made_claims as made
from tests.conftest import ROOT
from tests.pages.screen import drawn, opened, words

DAY = dt.date(2023, 3, 8)
FRONTS = read_shipped()


def claim(place: str = "Bakhmut", controller: str = "Russia", **more: Any) -> dict[str, Any]:
    """A claim of control about a place of the reference, for 8 March 2023 unless told otherwise."""
    at = next(
        each for each in reference_places.read_places() if reference_places.whole_name(each.name) == place
    )
    row = {
        "claim_id": "c",
        "place": place,
        "place_id": place,
        "latitude": at.latitude,
        "longitude": at.longitude,
        "controller": controller,
        "event": "hold",
        "status": "claimed",
        "part": pd.NA,
        "share_low": pd.NA,
        "share_high": pd.NA,
        "earliest": pd.Timestamp(DAY),
        "latest": pd.Timestamp(DAY),
        "first": pd.Timestamp(DAY),
        "last": pd.Timestamp(DAY),
        "speaker": "Colonel Petrenko",
        "side": "Ukraine",
        "source": "Gazette",
        "kind": "control",
    }
    return {**row, **more}


def contradictions(*rows: dict[str, Any]) -> list[str]:
    """What the reference says against the claims."""
    return [each.reference for each in front_contradictions.find_contradictions(pd.DataFrame(rows))]


def test_the_frames_that_ship_are_built_from_the_shipped_fronts_and_the_reference() -> None:
    assert map_frames.FRAMES.read_bytes() == map_frames.build_frames(FRONTS), (
        "run: python -m bakhmut_data.making.map_frames"
    )


def test_the_band_lies_between_the_inner_and_the_outer_line() -> None:
    _, south, _, north = BOX
    inner = shapely.MultiLineString([[(38.2, south), (38.2, north)]])
    outer = shapely.MultiLineString([[(37.9, south), (37.9, north)]])
    (band,) = map_frames.band_between(inner, outer)
    assert band.equals(shapely.box(37.9, south, 38.2, north))


def test_lines_that_do_not_differ_leave_no_band() -> None:
    _, south, _, north = BOX
    line = shapely.MultiLineString([[(38.0, south), (38.0, north)]])
    assert map_frames.band_between(line, line) == []


@pytest.mark.parametrize("day", ["2022-07-01", "2023-01-16", "2023-03-08", "2023-05-21"])
def test_the_line_runs_within_its_band(day: str) -> None:
    whole = json.loads(map_frames.FRAMES.read_text(encoding="utf-8"))
    index = (dt.date.fromisoformat(day) - FRONTS.first).days
    packed = [value for since, value in whole["layers"]["band"] if since <= index][-1]
    band = shapely.union_all(
        [
            shapely.Polygon(
                *(np.cumsum(np.reshape(ring, (-1, 2)), axis=0) / whole["steps"] for ring in rings[:1])
            )
            for rings in packed
        ]
    )
    drawn = FRONTS.geojson(dt.date.fromisoformat(day))["features"]
    (line,) = [
        shapely.geometry.shape(each["geometry"])
        for each in drawn
        if each["properties"].get("line") == "front"
    ]
    assert line.intersection(band.buffer(0.002)).length > 0.97 * line.length


def test_the_phases_cover_the_period_without_gap_or_overlap() -> None:
    rows = reference.read_csv("phases.csv")
    days = [(dt.date.fromisoformat(row["first"]), dt.date.fromisoformat(row["last"])) for row in rows]
    assert days[0][0] == FRONTS.first
    assert days[-1][1] == FRONTS.last
    assert all(after[0] - before[1] == dt.timedelta(days=1) for before, after in itertools.pairwise(days))


@pytest.mark.parametrize(
    ("name", "short", "whole"),
    [
        ("Bakhmut (city hall)", "Bakhmut", "Bakhmut"),
        ("Bakhmut: Stupky (north)", "Stupky", "Bakhmut"),
        ("Klishchiivka", "Klishchiivka", "Klishchiivka"),
    ],
)
def test_names_lose_what_tells_them_apart_in_the_table(name: str, short: str, whole: str) -> None:
    assert reference_places.short_name(name) == short
    assert reference_places.whole_name(name) == whole


def test_no_state_is_known_before_its_day() -> None:
    for place in reference_places.read_places():
        for state in place.states:
            before = place.on(state.since - dt.timedelta(days=1))
            assert before is None or before.since < state.since


def test_a_place_is_held_since_its_holder_came_and_not_since_he_was_confirmed() -> None:
    west = next(place for place in reference_places.read_places() if place.name == "Soledar (west)")
    since = west.held_since(dt.date(2023, 2, 1))
    assert since is not None
    assert since.since == dt.date(2023, 1, 12)


def test_a_claim_that_the_reference_rules_out_is_told_with_it() -> None:
    (said,) = contradictions(claim(share_low=80.0, share_high=100.0))
    assert re.fullmatch(r"\d+% of it Russian-held \(\d+ of \d+ parts(, \d+ contested)?\)", said)


def test_a_claim_that_the_reference_allows_is_not_told() -> None:
    assert contradictions(claim("Chasiv Yar", "Ukraine")) == []


def test_a_settlement_without_parts_is_told_with_its_holder() -> None:
    assert contradictions(claim("Chasiv Yar", "Russia")) == ["Ukrainian-held"]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "predicted"},
        {"status": "hypothetical"},
        {"controller": "contested"},
        {"part": "near"},
        {"earliest": pd.NaT, "latest": pd.NaT},
        {"earliest": pd.Timestamp("2022-08-01")},
        {"latitude": pd.NA, "longitude": pd.NA},
        {"place": "Nowhere"},
        {"part": "the eastern part"},
        {"share_low": 40.0, "share_high": 45.0},
    ],
)
def test_a_claim_that_says_nothing_the_reference_could_rule_out_is_left_alone(change: dict[str, Any]) -> None:
    assert contradictions({**claim(), **change}) == []


def test_a_denial_contradicts_a_reference_that_says_yes() -> None:
    june = pd.Timestamp("2023-06-10")
    assert len(contradictions(claim(status="denied", earliest=june, latest=june))) == 1
    assert contradictions(claim(status="claimed", earliest=june, latest=june)) == []


def test_a_mark_tells_how_often_it_is_said_and_what_the_reference_has() -> None:
    mark = day_map._mark(claim(claim_id="a", equal=2, against="5 of 12"))
    assert (mark["id"], mark["against"], mark["first"]) == ("a", "5 of 12", "2023-03-08")
    assert mark["who"].endswith("2 times")
    assert (mark["equal"], mark["place"], mark["outlet"]) == (2, "Bakhmut", "Gazette")


def test_a_claim_without_a_place_is_a_mark_without_a_point() -> None:
    mark = day_map._mark(claim(equal=1, against=pd.NA, latitude=pd.NA, longitude=pd.NA))
    assert (mark["at"], mark["against"]) == (None, "")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            {"share_low": 50.0, "share_high": 50.0, "part": "half"},
            "Colonel Petrenko via Gazette: 50% of Bakhmut Russian-held on 8 March 2023; reference: known",
        ),
        (
            {"speaker": pd.NA, "status": "denied", "latest": pd.Timestamp("2023-03-10")},
            "Gazette: denied: Bakhmut Russian-held, 8–10 March 2023; reference: known",
        ),
        (
            {"share_low": 40.0, "share_high": 60.0, "controller": "Ukraine"},
            (
                "Colonel Petrenko via Gazette: 40 to 60% of Bakhmut Ukrainian-held on 8 March 2023; "
                "reference: known"
            ),
        ),
        (
            {"part": "the eastern part", "share_low": 70.0},
            (
                "Colonel Petrenko via Gazette: at least 70% of Bakhmut (the eastern part) Russian-held "
                "on 8 March 2023; reference: known"
            ),
        ),
    ],
)
def test_a_contradiction_is_one_line(change: dict[str, Any], line: str) -> None:
    assert front_contradictions.describe({**claim(), **change}, "known") == line


def test_contradictions_come_as_a_file() -> None:
    lines = downloads.contradictions_csv([claim(against="5 of 12")]).decode().splitlines()
    assert lines[0] == "claim_id,place,reference,line"
    assert lines[1].startswith(
        "c,Bakhmut,5 of 12,Colonel Petrenko via Gazette: Bakhmut Russian-held on 8 March"
    )


def test_the_sources_of_the_reference_are_counted_and_marked() -> None:
    sources = reference_places.read_sources()
    assert sum(each.rows for each in sources) == sum(
        len(each.states) for each in reference_places.read_places()
    )
    assert {each.verified for each in sources} == {True, False}
    assert sources[0].rows >= sources[-1].rows


def test_the_decks_that_ship_are_those_that_python_describes() -> None:
    assert maps_deck.SHIPPED.read_bytes() == maps_deck.build_decks(), "run: python -m pages.shared.maps.deck"


@pytest.mark.parametrize("theme", maps_deck.THEMES)
def test_the_deck_is_small_names_no_other_host_and_gives_every_layer_an_id(theme: str) -> None:
    deck = maps_deck.front_deck(theme)
    written = json.dumps(deck)
    assert len(written) < 12_000
    assert "http" not in written
    ids = [layer["id"] for layer in deck["layers"]]
    assert len(set(ids)) == len(ids)
    files = [layer["data"] for layer in deck["layers"] if isinstance(layer["data"], str)]
    assert files
    assert all((ROOT / "assets" / file.removeprefix("app/static/")).is_file() for file in files)


def test_the_vendored_library_is_the_one_that_its_note_names() -> None:
    folder = ROOT / "assets" / "vendor" / "deck.gl"
    library = (folder / "deck.min.js").read_bytes()
    note = (folder / "ORIGIN.md").read_text(encoding="utf-8")
    assert hashlib.sha256(library).hexdigest() in note
    assert "Permission is hereby granted" in (folder / "LICENSE").read_text(encoding="utf-8")


def test_a_days_geojson_has_areas_lines_and_every_place() -> None:
    whole = json.loads(downloads.as_geojson(downloads.day_features(FRONTS, DAY)))
    kinds = {each["geometry"]["type"] for each in whole["features"]}
    assert kinds == {"MultiPolygon", "MultiLineString", "Point"}
    assert {"Russia", "Ukraine"} <= {each["properties"].get("controller") for each in whole["features"]}
    assert all(each["properties"]["first_day"] <= "2023-03-08" for each in whole["features"])
    assert "not a fact" in whole["properties"]["note"]


def test_the_periods_kml_is_xml_with_a_span_for_each_mark() -> None:
    root = ET.fromstring(downloads.as_kml(downloads.period_features(FRONTS)))  # noqa: S314 - our own
    marks = list(root.iter(f"{{{downloads.KML}}}Placemark"))
    assert len(marks) > 500
    assert len(list(root.iter(f"{{{downloads.KML}}}TimeSpan"))) == len(marks)


def test_the_kml_of_a_day_is_the_same_each_time_and_numbers_nothing() -> None:
    first, again = (downloads.as_kml(downloads.day_features(FRONTS, DAY)) for _ in range(2))
    assert first == again
    assert b" id=" not in first


def test_the_periods_csv_has_a_row_for_every_day() -> None:
    lines = downloads.period_csv(FRONTS).decode().splitlines()
    assert lines[0].startswith("date,russian_sq_km,km_to_bakhmut")
    assert len(lines) == 1 + (FRONTS.last - FRONTS.first).days + 1


def test_the_days_csv_tells_who_holds_a_place_since_when_and_by_what_source() -> None:
    (row,) = [line for line in downloads.day_csv(DAY).decode().splitlines() if line.startswith("Khromove,")]
    assert ",Ukraine," in row


@pytest.mark.parametrize(
    ("day", "columns", "dated"),
    [(DAY, len(downloads.DAY_COLUMNS), "held_since"), (None, len(FRONTS.measures().columns), "date")],
)
def test_what_lies_beside_a_csv_of_the_front_names_licence_sources_and_columns(
    day: dt.date | None, columns: int, dated: str
) -> None:
    said = json.loads(lists._file("csv-metadata.json", day, "front.csv"))
    assert said["url"] == "front.csv"
    assert [each["@id"] for each in said["dc:license"]] == [each["path"] for each in downloads.LICENCES]
    assert said["dc:source"][0]["dc:title"].startswith("settlement_control.csv")
    described = {each["name"]: each["datatype"] for each in said["tableSchema"]["columns"]}
    assert len(described) == columns
    assert described[dated] == "date"


@pytest.mark.usefixtures("shown_tables")
def test_each_csv_of_the_page_has_what_it_is_about_beside_it() -> None:
    shown = [each.proto.label for each in front(day="2023-01-16").get("download_button")]
    assert shown.count("About the CSV") == len([each for each in shown if each.startswith("CSV")]) >= 2


def front(**query: str) -> AppTest:
    """The front page at an address."""
    return opened("battle/front", **query)


def told_map(app: AppTest) -> dict[str, Any]:
    """What the map was told."""
    (told,) = drawn(app, "front")
    return told


@pytest.mark.usefixtures("shown_tables")
def test_the_address_says_what_the_map_shows() -> None:
    app = front(day="2023-01-16", ly="est,doc", at="Klishchiivka")
    assert not app.exception
    told = told_map(app)
    assert (told["day"], told["layers"], told["at"]) == ("2023-01-16", "est,doc", "Klishchiivka")
    assert told["frames"].endswith(hashlib.sha256(map_frames.FRAMES.read_bytes()).hexdigest()[:12])


@pytest.mark.usefixtures("shown_tables")
def test_the_address_says_which_front_is_drawn_and_nonsense_is_left_out() -> None:
    told = told_map(front(fl="both", gained="30", why="48.6000,38.0000"))
    assert (told["line"], told["without"]) == ("both", "")
    assert (told["gained"], told["why"]) == ("30", "48.6000,38.0000")
    assert re.fullmatch(r"implied/[0-9a-f]{32}\.json", told["implied"]["address"])
    outlet = told["implied"]["outlets"][0]
    assert told_map(front(fl="both", wo=outlet))["without"] == outlet
    app = front(fl="best", gained="8", why="here", wo="No such outlet")
    wrong = told_map(app)
    assert [wrong[name] for name in ("line", "gained", "why", "without")] == ["reference", "", "", ""]
    assert "can be left out" in words(app)


@pytest.mark.usefixtures("shown_tables")
def test_the_address_says_which_days_claims_are_shown_and_nonsense_is_named() -> None:
    told = told_map(front(cd="2023-03-04..2023-03-09", cb="says"))
    assert (told["days"], told["by"]) == ("2023-03-04..2023-03-09", "says")
    for wrong in ("2023-03-04", "2023-02-30..2023-03-09", "2023-03-04..2031-01-01"):
        app = front(cd=wrong, cb="size")
        assert (told_map(app)["days"], told_map(app)["by"]) == ("", "")
        assert "names no two days" in words(app)


@pytest.mark.usefixtures("shown_tables")
def test_filters_of_outlets_lead_to_a_front_of_their_own() -> None:
    app = front()
    every = told_map(app)["implied"]
    one = told_map(front(src=every["outlets"][0]))["implied"]
    assert one["address"] != every["address"]
    assert one["outlets"] == every["outlets"][:1]
    assert told_map(front())["implied"] == every


@pytest.mark.usefixtures("shown_tables")
def test_a_run_of_the_page_sends_little_and_no_code_of_the_map() -> None:
    app = front(day="2023-01-16")
    elements = [each.proto for name in ("bidi_component", "plotly_chart") for each in app.get(name)]
    assert sum(each.ByteSize() for each in elements) < 55_000
    assert all(
        (ROOT / "assets" / path.removeprefix("app/static/").split("?")[0]).is_file()
        for path in (*told_map(app)["styles"], told_map(app)["decks"])
    )


@pytest.mark.usefixtures("shown_tables")
@pytest.mark.parametrize(
    ("figure", "table"), [("front-control", "table"), ("front-measures", "front_measures_table")]
)
def test_the_map_and_the_measures_come_as_table_with_sources_and_citation(figure: str, table: str) -> None:
    app = front(day="2023-01-16")
    seen = {}
    for tab in figure_tabs.TABS:
        app.session_state[f"tab-{figure}"] = tab
        assert not app.run().exception
        seen[tab] = len(drawn(app, table)), words(app).count("<table"), len(drawn(app, "cite"))
    assert seen == {"Chart": (0, 0, 0), "Table": (1, 0, 0), "Sources": (0, 1, 0), "Cite": (0, 0, 1)}


@pytest.mark.usefixtures("shown_tables")
def test_claims_that_no_front_can_use_are_counted() -> None:
    app = front()
    labels = [each.label for each in app.expander]
    assert any("if a front is drawn from these claims" in each for each in (*labels, words(app)))


@pytest.mark.usefixtures("shown_tables")
@pytest.mark.parametrize("day", ["2021-01-01", "2023-02-30", "yesterday", "<b>"])
def test_nonsense_in_the_address_is_left_out_with_a_note(day: str) -> None:
    app = front(day=day, ly="wrong", at="Nowhere")
    assert not app.exception
    told = told_map(app)
    assert (told["day"], told["layers"], told["at"]) == ("2023-03-08", ",".join(day_map.LAYERS), "")
    assert "is no day from" in words(app)
    assert "knows no place" in words(app)


@pytest.mark.usefixtures("shown_tables")
def test_the_page_says_that_no_day_knows_the_future() -> None:
    assert "no hindsight" in words(front())


def test_the_day_without_an_address_is_that_of_which_most_is_said() -> None:
    # Of the five articles 29 claims speak for 9 March alone, of no other day so many.
    assert told_map(front())["day"] == "2023-03-09"


def test_the_filters_decide_of_which_day_most_is_said() -> None:
    # Up to 8 March fifteen claims speak for 12 February alone, twelve for 8 March.
    assert told_map(front(to="2023-03-08"))["day"] == "2023-02-12"


def test_the_choice_of_all_layers_is_not_written_into_the_address() -> None:
    assert choices._unless_all(",".join(day_map.LAYERS)) == ""
    assert choices._unless_all("est") == "est"


def test_views_and_contradictions_fit_together() -> None:
    marks = frame.build_claims(made.small_tables())
    found = front_contradictions.find_contradictions(marks[marks["kind"] == "control"])
    assert {each.claim_id for each in found} <= set(marks["claim_id"])
