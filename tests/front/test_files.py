"""Fronts as files, and the shipped days against the estimates they come from."""

import argparse
import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from bakhmut_data.errors import BakhmutError, ReferenceDataError
from bakhmut_data.front.downloads import day_features
from bakhmut_data.front.estimate import Fronts, estimate_front, front_geojson, front_measures
from bakhmut_data.front.events import read_settlement_control
from bakhmut_data.front.files import (
    FIRST,
    LAST,
    SHIPPED,
    add_front_arguments,
    days_between,
    read_shipped,
    run_front,
    write_fronts,
)
from tests.conftest import ROOT


def test_a_period_has_both_its_ends() -> None:
    days = days_between("2023-02-27:2023-03-01")
    assert [day.isoformat() for day in days] == ["2023-02-27", "2023-02-28", "2023-03-01"]


def test_one_day_is_a_period() -> None:
    assert days_between("2023-03-01") == (dt.date(2023, 3, 1),)


@pytest.mark.parametrize("argument", ["", "March", "2023-03-02:2023-03-01", "2023-02-30"])
def test_no_period_is_an_argument_error(argument: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"FROM:TO|before the first"):
        days_between(argument)


def test_the_command_writes_one_file_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_front_arguments(parser)
    options = parser.parse_args(["--dates", "2023-03-01:2023-03-02", "--out", str(tmp_path / "fronts")])
    assert run_front(options) == 0
    assert sorted(path.name for path in (tmp_path / "fronts").iterdir()) == [
        "2023-03-01.geojson",
        "2023-03-02.geojson",
    ]
    assert "2 days" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2021-01-01", "2021-01-01: before 2022-02-24, the first day"),
        ("2030-01-01", "2030-01-01: after 2023-09-30, the last day"),
    ],
)
def test_a_day_that_the_table_does_not_cover_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str, words: str
) -> None:
    parser = argparse.ArgumentParser()
    add_front_arguments(parser)
    run_front(parser.parse_args(["--dates", day, "--out", str(tmp_path)]))
    told = capsys.readouterr()
    assert words in told.err
    assert told.out.startswith("1 day in ")


def test_a_written_file_is_what_front_geojson_says(tmp_path: Path) -> None:
    day = dt.date(2022, 7, 1)
    write_fronts(read_settlement_control(), [day], tmp_path)
    written = json.loads((tmp_path / "2022-07-01.geojson").read_text())
    estimate = estimate_front(day, read_settlement_control())
    assert written == json.loads(json.dumps(front_geojson(estimate)))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(BakhmutError, match="taken"):
        write_fronts(read_settlement_control(), [FIRST], tmp_path / "taken")


def test_the_shipped_days_are_the_estimates_of_those_days() -> None:
    fronts, shipped = Fronts(read_settlement_control()), read_shipped()
    for day in days_between(f"{FIRST}:{LAST}")[::40]:
        made = json.loads(json.dumps(front_geojson(fronts.on(day))))
        assert shipped.geojson(day)["features"] == made["features"], day


def test_shipped_measures_have_a_row_for_each_day() -> None:
    measures = read_shipped().measures()
    assert len(measures) == (LAST - FIRST).days + 1
    last = front_measures(estimate_front(LAST, read_settlement_control()))
    assert measures.iloc[-1].drop("date").to_dict() == last


def test_the_shipped_days_are_small() -> None:
    assert SHIPPED.stat().st_size < 2_000_000


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "front.json").write_text("{")
    with pytest.raises(ReferenceDataError, match=r"front\.json"):
        read_shipped(tmp_path / "front.json")


def test_outlines_run_counter_clockwise_and_holes_clockwise() -> None:
    """RFC 7946, 3.1.6; drawn on a map of the globe, a clockwise outline is everything but its inside."""
    shipped = read_shipped()
    kinds = set()
    for day in (shipped.first, dt.date(2023, 3, 9), shipped.last):
        for collection in (shipped.geojson(day), {"features": day_features(shipped, day)}):
            kinds |= {ring for feature in collection["features"] for ring in wrongly_wound(feature)}
    assert kinds == set()


@pytest.mark.parametrize(
    "path", sorted((ROOT / "assets" / "basemap").glob("*.geojson")), ids=lambda path: path.name
)
def test_the_base_map_is_wound_the_same_way(path: Path) -> None:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert [ring for feature in features for ring in wrongly_wound(feature)] == []


def wrongly_wound(feature: dict[str, Any]) -> list[str]:
    """Where a ring runs the wrong way, by the signed area of its corners."""
    geometry = feature["geometry"]
    parts = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}.get(
        geometry["type"], []
    )
    wrong = []
    for part in parts:
        for number, ring in enumerate(part):
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
            if (area > 0) != (number == 0):
                wrong.append(f"{feature['properties']} ring {number}")
    return wrong
