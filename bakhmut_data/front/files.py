"""Fronts as files: GeoJSON for each date, and the days that ship, compact and the same on every machine.

The shipped file holds, for each layer, its values with the day since when they stand. A ring or a
line is a flat list of whole ten-thousandths of a degree, east and north in turn: its first point,
then the difference of each point from the one before, so that adding up gives the coordinates.
"""

from __future__ import annotations

import argparse
import bisect
import datetime as dt
import itertools
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from bakhmut_data.errors import BakhmutError, ReferenceDataError
from bakhmut_data.front.estimate import Fronts, front_geojson
from bakhmut_data.front.events import BOX as BOX  # noqa: PLC0414 - handed on
from bakhmut_data.front.events import (
    check_control,
    control_from_claims,
    control_from_tables,
    read_settlement_control,
)
from bakhmut_data.front.geometry import STEPS as STEPS  # noqa: PLC0414 - handed on
from bakhmut_data.front.implied import estimate as implied
from bakhmut_data.front.implied import evidence, start
from bakhmut_data.front.implied import files as implied_files
from bakhmut_data.paths import BUILT
from bakhmut_data.tables.files import read_usable

SHIPPED = BUILT / "front.json"
FIRST, LAST = dt.date(2022, 5, 1), dt.date(2023, 9, 30)
AREAS = {"russia": "Russia", "ukraine": "Ukraine", "contested": "contested"}  # and as controller
LINES = {"line": "front", "inner": "inner", "outer": "outer"}
MEASURES = "measures"


def add_front_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what `run_front` reads: --dates, --out, --from with --start and --why, --hindsight."""
    parser.add_argument(
        "--dates",
        type=days_between,
        required=True,
        metavar="FROM:TO",
        help="one day (2023-03-01) or the first and the last (2022-05-01:2023-09-30)",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for YYYY-MM-DD.geojson")
    parser.add_argument(
        "--from",
        dest="tables",
        type=Path,
        metavar="TABLES",
        help="folder of built tables: the front that their claims imply (default: the reference's)",
    )
    parser.add_argument(
        "--start",
        type=dt.date.fromisoformat,
        metavar="DAY",
        help="with --from: begin with the reference's line of that day (default: 24 February 2022)",
    )
    parser.add_argument(
        "--why",
        type=_point,
        metavar="LATITUDE,LONGITUDE",
        help="with --from: print the three claims that decide that point on each day",
    )
    parser.add_argument(
        "--hindsight", action="store_true", help="let the estimate of a day use what was dated later"
    )


def days_between(argument: str) -> tuple[dt.date, ...]:
    """The days from FROM to TO, both included; `ArgumentTypeError` for what is no such period."""
    first, _, last = argument.partition(":")
    try:
        start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{argument!r} is no day and no period ({error}); write YYYY-MM-DD or FROM:TO"
        ) from error
    if end < start:
        raise argparse.ArgumentTypeError(f"{argument}: the last day is before the first")
    return tuple(start + dt.timedelta(days) for days in range((end - start).days + 1))


def run_front(options: argparse.Namespace) -> int:
    """Writes the fronts asked for and prints how many; warnings go to standard error."""
    if options.tables:
        days, warnings = _run_implied(options)
    elif options.start or options.why:
        raise BakhmutError("--start and --why go with --from: they are about the front that documents imply")
    else:
        control, days = read_settlement_control(), options.dates
        refused = write_fronts(control, days, options.out, hindsight=options.hindsight)
        warnings = (*refused, *_uncovered(control, days, LAST))
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(f"{len(days)} day{'' if len(days) == 1 else 's'} in {options.out}")
    return 0


def _run_implied(options: argparse.Namespace) -> tuple[tuple[dt.date, ...], tuple[str, ...]]:
    """Writes the fronts that documents imply; the days that could be drawn, and warnings."""
    tables, faults = read_usable(options.tables)
    first = start.reference_on(options.start) if options.start else start.eve()
    days = tuple(day for day in options.dates if day >= first.day)
    claims = evidence.read_evidence(tables)
    if options.hindsight:
        claims = evidence.in_hindsight(claims)
    fronts = implied.ImpliedFronts(claims, first)
    implied_files.write_implied(fronts, days, options.out)
    for day in days if options.why else ():
        for line in implied_files.describe_reasons(fronts, day, options.why):
            print(line)
    control = control_from_tables(tables)
    early = [day for day in options.dates if day < first.day]
    return days, (
        *(f"{fault}, not used" for fault in faults),
        *check_control(control)[1],
        *([f"{_span(early)}: before {first.day}, the day of the first line; not drawn"] if early else []),
        *(warning for warning in _uncovered(control, days, None) if ": after " in warning),
    )


def _point(argument: str) -> tuple[float, float]:
    """Longitude and latitude of "LATITUDE,LONGITUDE"; `ArgumentTypeError` for what is no point."""
    try:
        latitude, longitude = (float(part) for part in argument.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{argument!r} is no point; write 48.59,38.00") from error
    return longitude, latitude


def _uncovered(control: pd.DataFrame, days: tuple[dt.date, ...], last: dt.date | None) -> Iterator[str]:
    """A sentence for the days before the table's first, and one for those after `last` or its last."""
    events, _ = check_control(control)
    if not events:
        return
    first, last = events[0].date, last or events[-1].date
    if early := [day for day in days if day < first]:
        yield f"{_span(early)}: before {first}, the first day that the table covers; nothing was known yet"
    if late := [day for day in days if day > last]:
        yield f"{_span(late)}: after {last}, the last day that the table covers; drawn from what is older"


def _span(days: list[dt.date]) -> str:
    return str(days[0]) if len(days) == 1 else f"{days[0]} to {days[-1]}"


def claims_left_out(control: pd.DataFrame) -> tuple[str, ...]:
    """Why which claim of who holds a place is left out of a front, or corrected, in a line each."""
    return check_control(control_from_claims(control))[1]


def write_fronts(
    control: pd.DataFrame, days: Iterable[dt.date], out: Path, *, hindsight: bool = False
) -> tuple[str, ...]:
    """Writes `out/YYYY-MM-DD.geojson` for each day; the warnings about the control table."""
    fronts = Fronts(control)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for day in days:
            estimate = fronts.in_hindsight(day) if hindsight else fronts.on(day)
            text = json.dumps(front_geojson(estimate), separators=(",", ":"))
            (out / f"{day.isoformat()}.geojson").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise BakhmutError(f"{out}: fronts cannot be written ({error.strerror})") from error
    return fronts.warnings


def read_shipped(path: Path = SHIPPED) -> ShippedFronts:
    """The days that ship; `ReferenceDataError` where the file is missing or broken."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        return ShippedFronts(
            first=dt.date.fromisoformat(whole["first"]),
            last=dt.date.fromisoformat(whole["last"]),
            layers={name: tuple(changes) for name, changes in whole["layers"].items()},
        )
    except (OSError, ValueError, KeyError) as error:
        raise ReferenceDataError(f"{path.name}: cannot be read ({error}); build it again") from error


@dataclass(frozen=True, slots=True)
class ShippedFronts:
    """The fronts of every day from `first` to `last`, unpacked when asked for."""

    first: dt.date
    last: dt.date
    layers: Mapping[str, tuple[dict[str, Any], ...]]

    def geojson(self, day: dt.date) -> dict[str, Any]:
        """What `front_geojson` gives for the day; the nearest shipped day for one outside the period."""
        at = min(max(day, self.first), self.last)
        drawn = (self.layer(name, at) for name in (*AREAS, *LINES))
        return {
            "type": "FeatureCollection",
            "properties": {"date": at.isoformat()},
            "features": [feature for feature in drawn if feature],
        }

    def layer(self, name: str, day: dt.date) -> dict[str, Any] | None:
        """An area or a line of a day within the period; None where there is none."""
        packed = self._value(name, day)
        if not packed:
            return None
        if name in AREAS:
            return _feature("controller", AREAS[name], "MultiPolygon", _polygons(packed))
        return _feature("line", LINES[name], "MultiLineString", _lines(packed))

    def measures(self) -> pd.DataFrame:
        """One row per day: `date` and the measures of `front_measures`."""
        days = pd.date_range(self.first, self.last, name="date", unit="s")
        changes = self.layers[MEASURES]
        frame = pd.DataFrame(
            [change["value"] for change in changes],
            index=pd.to_datetime([change["since"] for change in changes]).astype("datetime64[s]"),
        )
        return frame.reindex(days, method="ffill").reset_index()

    def _value(self, layer: str, day: dt.date) -> Any:
        changes = self.layers[layer]
        return changes[bisect.bisect(changes, day.isoformat(), key=lambda change: change["since"]) - 1][
            "value"
        ]


def _polygons(packed: list[list[list[int]]]) -> list[list[list[list[float]]]]:
    """Outlines counter-clockwise and holes clockwise (RFC 7946, 3.1.6), whichever way they were packed."""
    return [
        [
            ring if _turns_left(ring) == (number == 0) else ring[::-1]
            for number, ring in enumerate(_lines(rings))
        ]
        for rings in packed
    ]


def _turns_left(ring: list[list[float]]) -> bool:
    """Whether a closed ring runs counter-clockwise, by the sign of its area."""
    return sum(x * below - beyond * y for (x, y), (beyond, below) in itertools.pairwise(ring)) > 0


def _lines(packed: list[list[int]]) -> list[list[list[float]]]:
    return [(np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / STEPS).tolist() for steps in packed]


def _feature(key: str, value: str, kind: str, coordinates: list[Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {key: value},
        "geometry": {"type": kind, "coordinates": coordinates},
    }
