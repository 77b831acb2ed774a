"""The estimated front day by day as a page of its own can show it: paths of the small map, and pictures."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any

import pandas as pd

from bakhmut_data.claims import sentences
from bakhmut_data.front import files
from bakhmut_data.front.files import AREAS, LINES, MEASURES, ShippedFronts
from bakhmut_data.publishing import small_map


@functools.lru_cache(maxsize=1)
def fronts() -> ShippedFronts:
    """The days that ship."""
    return files.read_shipped()


def month_ends(period: ShippedFronts) -> list[dt.date]:
    """The last day of each month of the period."""
    return [day.date() for day in pd.date_range(period.first, period.last, freq="ME")]


def draw(period: ShippedFronts, day: dt.date) -> dict[str, Any]:
    """The small map of a day, with what it shows in words and a line above it."""
    found = measures(period).loc[pd.Timestamp(day)].to_dict()
    shown = pd.Timestamp(day)
    return {
        **small_map.draw_day(period.geojson(day)),
        "day": day.isoformat(),
        "title": sentences.days(day, day),
        "alt": small_map.describe(shown, found),
    }


def changes(period: ShippedFronts) -> dict[str, Any]:
    """For the slider: the days, and since which of them each layer and the words of the measures stand.

    A change is the number of days from the first, and the path or the words from then on.
    """
    days = pd.date_range(period.first, period.last)
    return {
        "first": period.first.isoformat(),
        "days": [sentences.days(day, day) for day in days],
        "layers": _paths(period),
        "measures": _words(period),
    }


def _paths(period: ShippedFronts) -> dict[str, list[list[Any]]]:
    """By the name of each area and line the paths of the period, each with the day since when it stands."""
    keys = {**AREAS, **LINES}
    found: dict[str, list[list[Any]]] = {key: [] for key in keys.values()}
    moved = sorted({change["since"] for name in keys for change in period.layers[name]})
    for day in map(dt.date.fromisoformat, moved):
        drawn = small_map.draw_day(period.geojson(day))
        shapes = {
            **{area["side"]: area["path"] for area in drawn["areas"]},
            **{line["layer"]: line["path"] for line in drawn["lines"]},
        }
        for key, layer in found.items():
            path = shapes.get(key, "")
            if not layer or layer[-1][1] != path:
                layer.append([(day - period.first).days, path])
    return found


def _words(period: ShippedFronts) -> list[list[Any]]:
    by_day = measures(period)
    found: list[list[Any]] = []
    for change in period.layers[MEASURES]:
        day = dt.date.fromisoformat(change["since"])
        row: Mapping[Any, Any] = by_day.loc[pd.Timestamp(day)].to_dict()
        words = small_map.measure(row)
        if not found or found[-1][1] != words:
            found.append([(day - period.first).days, words])
    return found


def measures(period: ShippedFronts) -> pd.DataFrame:
    """The measures of every day of the period, by day."""
    return period.measures().set_index("date")
