"""Dated control of settlements in one shape, from the reference table or from the extracted tables."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.tables.rows import Tables

CONTROL_COLUMNS = (
    "place",
    "latitude",
    "longitude",
    "date",
    "controller_before",
    "controller_after",
    "confidence",
    "source",
    "kind",
    "population",
)
CONTROLLERS = {"russia": 1.0, "ukraine": -1.0, "contested": 0.0}
Confidence = Literal["confirmed", "claimed", "alleged", "disputed"]
CONFIDENCES: tuple[Confidence, ...] = ("confirmed", "claimed", "alleged", "disputed")
UNUSED = "doubtful"  # kept in the table for the reader, said to be wrong by its note

# West, south, east, north of what can bear on the box; further places tell nothing about its front.
BOX = (37.4, 48.25, 38.6, 48.95)  # what is drawn: west, south, east, north
REGION = (37.1, 48.05, 38.9, 49.25)
EARLIEST, LATEST = dt.date(2014, 4, 1), dt.date(2100, 1, 1)
AUTHOR = "its author"
SAME_PLACE_DEGREES = 0.15  # two entries of one name this near are one place or parts of it


@dataclass(frozen=True, slots=True)
class ControlEvent:
    """One side is said to hold a place from a day on; `side` is 1 Russia, -1 Ukraine, 0 contested."""

    date: dt.date
    place: str
    latitude: float
    longitude: float
    side: float
    confidence: Confidence
    verified: bool
    population: float


def read_settlement_control() -> pd.DataFrame:
    """The reference table of who held which settlement from when, columns `CONTROL_COLUMNS` and more."""
    frame = pd.DataFrame(reference.read_csv("settlement_control.csv"))
    for column in ("latitude", "longitude", "population"):
        frame[column] = pd.to_numeric(frame[column].replace("", None))
    return frame


def control_from_tables(tables: Tables) -> pd.DataFrame:
    """The claims of the control table in the shape of the reference table; no prediction, no hypothesis.

    A claim speaks for its `as_of_latest`, else for its document's day; where both are unknown
    the date is null, and `check_control` refuses the row by name. A place that the tables do
    not resolve is left without coordinates, and refused the same way.
    """
    return _control_from(tables.documents, tables.places, tables.control)


def control_from_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """The same from rows of `frame.build_claims`, of the kind control."""
    places = claims.dropna(subset=["place_id", "place"]).drop_duplicates("place_id")
    return _control_from(
        claims.drop_duplicates("document_id"),
        places.drop(columns="kind").rename(columns={"place": "name", "place_kind": "kind"}),
        claims.rename(columns={"latest": "as_of_latest"}),
    )


def _control_from(documents: pd.DataFrame, places_table: pd.DataFrame, control: pd.DataFrame) -> pd.DataFrame:
    rules = reference.read_toml("front_claims.toml")
    published = documents.set_index("document_id")["published"].to_dict()
    places = places_table.set_index("place_id").to_dict("index")
    names = _names(places_table)
    rows = []
    for claim in control.to_dict("records"):
        confidence = rules["confidence"].get(claim["status"])
        part = _part(claim["part"], rules["parts"])
        if confidence is None or part is None or claim["event"] not in rules["holding"]:
            continue
        place = places.get(claim["place_id"], {})
        if place.get("kind", "settlement") not in rules["kinds"]:
            continue
        day = claim["as_of_latest"]
        rows.append(
            {
                "place": _name(claim["place_id"], names, part["label"]),
                "latitude": _shift(place.get("latitude"), part["north"]),
                "longitude": _shift(place.get("longitude"), part["east"]),
                "date": published.get(claim["document_id"]) if pd.isna(day) else day,
                "controller_before": None,
                "controller_after": _holder(claim, rules),
                "confidence": confidence,
                "source": f"document {claim['document_id']}, {_or_none(claim['speaker']) or AUTHOR}",
                "kind": "city part" if part["label"] else "settlement",
                "population": None,
            }
        )
    # One speaker whom five outlets print is one claim.
    unique = {_claim_key(row): row for row in reversed(rows)}
    return pd.DataFrame(list(unique.values())[::-1], columns=list(CONTROL_COLUMNS))


def _claim_key(row: dict[str, Any]) -> tuple[str | None, ...]:
    said_by = row["source"].partition(", ")[2]
    source = row["source"] if said_by == AUTHOR else said_by
    return (row["place"], str(row["date"])[:10], row["controller_after"], row["confidence"], source)


def _names(places: pd.DataFrame) -> dict[str, str]:
    """A name for each place id, with the id where two places share the name."""
    shared = places["name"].duplicated(keep=False)
    labels = places["name"].where(~shared, places["name"] + " [" + places["place_id"] + "]")
    return dict(zip(places["place_id"], labels, strict=True))


def _name(place_id: Any, names: dict[str, str], part: str) -> str | None:
    known = _or_none(place_id)
    return None if known is None else names.get(known, known) + part


def _part(part: Any, parts: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """Where in a place a claim lies, as an offset in degrees; None where it is not in it (near, around)."""
    if part is None or pd.isna(part):
        return parts["whole"]
    words = f" {str(part).lower()} "
    return next((entry for entry in parts.values() if any(word in words for word in entry["words"])), None)


def _shift(degrees: Any, offset: float) -> float | None:
    return None if degrees is None or pd.isna(degrees) else float(degrees) + offset


def _holder(claim: dict[Any, Any], rules: dict[str, Any]) -> str:
    """Who holds the place if the claim is true; a denial speaks for the other side, a half is contested."""
    controller = str(claim["controller"])
    high = claim["share_high"]
    if not pd.isna(high) and float(high) < rules["contested_below_percent"]:
        return "contested"
    if claim["status"] == "denied":
        return str(rules["opponent"][controller])
    return controller


def _or_none(value: Any) -> str | None:
    return None if value is None or pd.isna(value) else str(value)


def check_control(control: pd.DataFrame) -> tuple[tuple[ControlEvent, ...], tuple[str, ...]]:
    """The usable rows by date and place, and a sentence for each row that was refused or corrected."""
    warnings: list[str] = []
    events: list[ControlEvent] = []
    days = _days(control["date"]) if len(control) else pd.Series(dtype="object")
    for row, day in zip(control.to_dict("records"), days, strict=True):
        event = _event({str(key): value for key, value in row.items()}, day, warnings)
        if event:
            events.append(event)
    if not events:
        warnings.append("no usable row: no front is drawn")
    events.sort(key=dataclasses.astuple)
    warnings += _contradictions(events)
    return tuple(events), tuple(warnings)


def _days(dates: pd.Series[Any]) -> pd.Series[Any]:
    """Midnight of each date; NaT for what is no date."""
    days: pd.Series[Any] = pd.to_datetime(dates.astype("object").map(str), errors="coerce", format="ISO8601")
    midnights: pd.Series[Any] = days.dt.normalize()
    return midnights


def _event(row: dict[str, Any], day: Any, warnings: list[str]) -> ControlEvent | None:
    place = _or_none(row.get("place"))
    named = (
        f"{place or 'a row without a place'} ({_or_none(row.get('date')) if pd.isna(day) else day.date()})"
    )
    side = CONTROLLERS.get(str(row.get("controller_after")).strip().lower())
    confidence = str(row.get("confidence")).strip().lower()
    if confidence == UNUSED:
        return None
    point = _point(row, named, warnings)
    if place is None or point is None:
        warnings.append(f"{named}: unknown place, not used")
    elif pd.isna(day) or not EARLIEST <= day.date() < LATEST:
        warnings.append(f"{named}: not a possible date, not used")
    elif side is None:
        warnings.append(f"{named}: controller {row.get('controller_after')!r} is not known, not used")
    elif not (REGION[0] <= point[0] <= REGION[2] and REGION[1] <= point[1] <= REGION[3]):
        warnings.append(f"{named}: {point[1]:.3f} N {point[0]:.3f} E is outside the map, not used")
    else:
        if confidence not in CONFIDENCES:
            warnings.append(f"{named}: confidence {row.get('confidence')!r} is not known, read as claimed")
            confidence = "claimed"
        return ControlEvent(
            place=place,
            longitude=point[0],
            latitude=point[1],
            date=day.date(),
            side=side,
            confidence=next(known for known in CONFIDENCES if known == confidence),
            verified=is_verified(str(row.get("source"))),
            population=_population(row),
        )
    return None


def is_verified(source: str) -> bool:
    """Whether a row was checked against what it names; its source says where it was not."""
    return "unverified" not in source


def _population(row: dict[str, Any]) -> float:
    """People of a settlement; 0 for its parts, which have rows of their own, and where unknown."""
    people = _number(row.get("population"))
    return 0.0 if row.get("kind") == "city part" or people is None else max(people, 0.0)


def _point(row: dict[str, Any], named: str, warnings: list[str]) -> tuple[float, float] | None:
    """Longitude and latitude; turned round, with a warning, where only that makes sense."""
    longitude, latitude = _number(row.get("longitude")), _number(row.get("latitude"))
    if longitude is None or latitude is None:
        return None
    west, south, east, north = REGION
    if west <= latitude <= east and south <= longitude <= north:
        warnings.append(f"{named}: latitude and longitude were swapped")
        return latitude, longitude
    return longitude, latitude


def _number(value: object) -> float | None:
    """The number that a cell holds; None for an empty one, for words and for infinity."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _contradictions(events: list[ControlEvent]) -> list[str]:
    sides: dict[tuple[str, dt.date], set[float]] = {}
    for event in events:
        sides.setdefault((event.place, event.date), set()).add(event.side)
    return [
        f"{place} ({day}): given to both sides on one day, each claim counts for its part"
        for (place, day), held in sides.items()
        if {1.0, -1.0} <= held
    ]
