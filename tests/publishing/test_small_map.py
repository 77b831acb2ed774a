"""The small map: what is drawn of a front worked out by hand, and the day of which most is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from bakhmut_data.making.small_map import build_ground
from bakhmut_data.publishing import small_map

WEST, SOUTH, EAST, NORTH = small_map.BOX


def feature(kind: str, value: str, geometry: str, coordinates: list[Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {kind: value},
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def test_the_ground_that_ships_is_what_the_base_map_gives() -> None:
    assert small_map.GROUND.read_bytes() == build_ground()


def test_the_line_of_the_front_its_bounds_and_the_areas_are_drawn() -> None:
    across = [[WEST, NORTH], [EAST, SOUTH]]
    west = [[[WEST, SOUTH], [37.95, SOUTH], [37.95, NORTH], [WEST, NORTH], [WEST, SOUTH]]]
    drawn = small_map.draw_day(
        {
            "features": [
                feature("controller", "Ukraine", "MultiPolygon", [west]),
                feature("line", "front", "MultiLineString", [across]),
                feature("line", "inner", "MultiLineString", [[[37.95, SOUTH], [37.95, NORTH]]]),
                feature("line", "outer", "MultiLineString", [[[0, 0], [1, 1]]]),
            ]
        }
    )
    height = small_map.HEIGHT
    assert drawn["lines"] == [
        {"path": f"M0 0L560 {height}", "kind": "front", "layer": "front"},
        {"path": f"M280 {height}L280 0", "kind": "bound", "layer": "inner"},
    ]
    (area,) = drawn["areas"]
    assert area["side"] == "Ukraine"
    # The middle of the box is the middle of the picture.
    assert "280 0" in area["path"]
    assert f"280 {height}" in area["path"]


def test_a_day_is_described_with_its_area_and_distance() -> None:
    day = pd.Timestamp("2023-03-09")
    assert small_map.describe(day, {"russian_sq_km": 3304.4, "km_to_bakhmut": 0.74}) == (
        "Map of the front about Bakhmut as it is estimated for 9 March 2023: 3,304 square kilometres are "
        "held by Russia in the estimate, of which this map shows the middle; the line lies 0.7 kilometres "
        "from the city hall."
    )
    assert small_map.measure({"russian_sq_km": 10.0, "km_to_bakhmut": None}).endswith("; there is no line")


@pytest.mark.parametrize(("number", "said"), [(1, "1 claim speaks"), (12, "12 claims speak")])
def test_how_many_claims_speak_for_a_day_is_said_in_a_sentence(number: int, said: str) -> None:
    assert small_map.spoken_of(pd.Timestamp("2023-03-09"), number) == f"{said} for 9 March 2023."


def test_the_best_documented_day_is_one_day_within_the_period_and_the_first_of_equals() -> None:
    spans = pd.DataFrame(
        [
            ("2022-01-01", "2022-01-01", 9),  # before the period
            ("2023-03-01", "2023-03-09", 8),  # many days
            ("2023-03-02", "2023-03-02", 4),
            ("2023-03-05", "2023-03-05", 4),
            ("2023-03-07", "2023-03-07", 3),
        ],
        columns=["first", "last", "claims"],
    ).astype({"first": "datetime64[s]", "last": "datetime64[s]"})
    first, last = dt.date(2022, 5, 1), dt.date(2023, 9, 30)
    assert small_map.best_documented(spans, first, last) == (pd.Timestamp("2023-03-02"), 4)
    assert small_map.best_documented(spans.head(2), first, last) is None
