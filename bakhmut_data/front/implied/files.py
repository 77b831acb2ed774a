"""The fronts that documents imply as files: GeoJSON for each day, with why it runs where it does."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from bakhmut_data.errors import BakhmutError
from bakhmut_data.front.implied.estimate import ImpliedFront, ImpliedFronts
from bakhmut_data.front.implied.reasons import Reason, reasons_at


def implied_geojson(front: ImpliedFront) -> dict[str, Any]:
    """A FeatureCollection: areas with `controller`, the line in stretches with `why`, inner and outer line.

    The ground of which nothing is known has `information` "none"; contradictions of the day are properties of
    the whole.
    """
    areas = {"Russia": front.russia, "Ukraine": front.ukraine}
    stretches = (
        _feature(stretch.line, {"line": "front", "why": [_reason(reason) for reason in stretch.reasons]})
        for stretch in front.stretches
    )
    bounds = {"inner": front.inner, "outer": front.outer}
    return {
        "type": "FeatureCollection",
        "properties": {
            "date": front.day.isoformat(),
            "from": "documents",
            "claims": front.claims,
            "contradictions": [
                {"place": each.place, "Russia": _reason(each.russia), "Ukraine": _reason(each.ukraine)}
                for each in front.contradictions
            ],
        },
        "features": [
            *(_feature(area, {"controller": name}) for name, area in areas.items() if not area.is_empty),
            *([] if front.unknown.is_empty else [_feature(front.unknown, {"information": "none"})]),
            *stretches,
            *(_feature(line, {"line": name}) for name, line in bounds.items() if not line.is_empty),
        ],
    }


def _feature(geometry: BaseGeometry, properties: dict[str, Any]) -> dict[str, Any]:
    rounded = shapely.transform(geometry, lambda degrees: degrees.round(4))
    # Outlines counter-clockwise and holes clockwise (RFC 7946, 3.1.6).
    rounded = shapely.orient_polygons(rounded)
    return {"type": "Feature", "properties": properties, "geometry": mapping(rounded)}


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "place": reason.place,
        "event": reason.event,
        "side": reason.side,
        "speaker": reason.speaker,
        "outlet": reason.outlet,
        "document_id": reason.document_id,
        "start": reason.start,
        "date": reason.day.isoformat(),
        "share": round(reason.share, 2),
    }


def write_implied(fronts: ImpliedFronts, days: Iterable[dt.date], out: Path) -> None:
    """Writes `out/YYYY-MM-DD.geojson` for each day; `BakhmutError` where that cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for day in days:
            text = json.dumps(implied_geojson(fronts.on(day)), separators=(",", ":"))
            (out / f"{day.isoformat()}.geojson").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise BakhmutError(f"{out}: fronts cannot be written ({error.strerror})") from error


def describe_reasons(fronts: ImpliedFronts, day: dt.date, point: tuple[float, float]) -> Iterator[str]:
    """A line for each of the claims that decide a point (longitude, latitude) on a day."""
    found = reasons_at(point, fronts.scales, fronts.scales.weigh(day))
    if not found:
        yield f"{day}: no claim bears on this point"
    for reason in found:
        said_by = f"{reason.speaker or 'its author'}, {reason.outlet or 'outlet not known'}"
        yield (
            f"{day}: {reason.share:.0%} {reason.event} {reason.place} ({reason.side}), {reason.day}, "
            f"{said_by}, document {reason.document_id} at {reason.start}"
        )
