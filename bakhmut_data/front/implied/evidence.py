"""What claims of control say of the front: at which point, for which side, and known since which day."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

import numpy as np
import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import frame
from bakhmut_data.front.implied.lattice import REGION
from bakhmut_data.geodesy import WGS84
from bakhmut_data.reference.facts import FIRST_DAY_OF_WAR
from bakhmut_data.tables.rows import Tables

LETTER = "c"  # of claims of control, in their ids
SIDES = {"Russia": 1, "Ukraine": -1}
PEOPLE_PER_SQ_KM = 2000.0  # how densely towns of the Donbas are built
COLUMNS = [
    "claim_id", "document_id", "start", "place_id", "place", "longitude", "latitude", "radius", "event",
    "side", "holder", "exact", "trust", "speaker", "outlet", "day", "known",
]  # fmt: skip
DISTANCE = re.compile(r"(\d+(?:\.\d+)?) ?(km|kilomet(?:er|re)s?|miles?)\b", re.IGNORECASE)
BEARING = re.compile(r"\b(?:(north|south)[ -]?(east|west)?|(east|west))(?:ern)?\b", re.IGNORECASE)
AZIMUTHS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
    "west": 270.0, "northwest": 315.0,
}  # fmt: skip
KM_PER_MILE = 1.609344
FARTHEST_KM = 40.0  # a bearing over a longer way tells where something lies, not where the front is


def read_evidence(tables: Tables) -> pd.DataFrame:
    """The claims that bear on the front, columns `COLUMNS`, one row for each place, day and speaker.

    `side` is 1 where the claim is to Russia's advantage, -1 to Ukraine's, 0 to neither; `holder` is the side
    that holds the point if the claim is true, 0 where it does not say; `exact` is false where the claim is
    about ground near the point only. `radius` is the place's in km, `trust` weighs the speaker,
    `day` is the last that the claim speaks for and `known` that of its document. Denied, predicted and
    hypothetical claims are no evidence, nor is what nobody can date or locate.
    """
    rules = reference.read_toml("front_evidence.toml")
    claims = tables.control.assign(claim_id=frame.claim_ids(tables.control, LETTER))
    claims = claims[claims["status"].isin(rules["statuses"]) & claims["event"].isin(rules["events"])]
    claims = claims.merge(_places(tables.places, rules["kinds"]), on="place_id")
    claims = claims.merge(_documents(tables.documents), on="document_id")
    claims = claims[claims["known"].notna()]
    claims["place"], claims["event"] = claims["name"].astype(str), claims["event"].astype(str)
    said = claims["as_of_latest"]
    # What is said of a day to come is no report of it.
    claims["day"] = said.where(said.notna() & (said <= claims["known"]), claims["known"])
    claims = claims[claims["day"] >= pd.Timestamp(FIRST_DAY_OF_WAR)]
    claims["side"] = claims["controller"].map(SIDES).fillna(0).astype(int)
    claims["trust"] = _trust(claims, _sides_of_speakers(tables), rules["trust"])
    located = _located(claims, rules)
    return _once(located).reset_index(drop=True)[COLUMNS]


def in_hindsight(claims: pd.DataFrame) -> pd.DataFrame:
    """The same claims, each known since the day that it speaks for, however late its document came."""
    return claims.assign(known=claims["day"])


def _places(places: pd.DataFrame, kinds: list[str]) -> pd.DataFrame:
    west, south, east, north = REGION
    near = places["longitude"].between(west, east) & places["latitude"].between(south, north)
    found = places.loc[
        near & places["kind"].isin(kinds), ["place_id", "name", "longitude", "latitude"]
    ].copy()
    people = {row["place_id"]: float(row["population"] or 0) for row in reference.read_csv("gazetteer.csv")}
    found["radius"] = np.sqrt(found["place_id"].map(people).fillna(0.0) / PEOPLE_PER_SQ_KM / math.pi)
    return found


def _documents(documents: pd.DataFrame) -> pd.DataFrame:
    known = documents[["document_id", "publisher", "published"]]
    return known.rename(columns={"publisher": "outlet", "published": "known"})


def _sides_of_speakers(tables: Tables) -> dict[str, str]:
    """The side of each speaker, from what else they say: claims of control do not carry it."""
    told = pd.concat([tables.statements, tables.figures])[["speaker", "speaker_side"]].dropna()
    once = told.drop_duplicates("speaker")
    return dict(zip(once["speaker"].astype(str), once["speaker_side"].astype(str), strict=True))


def _trust(claims: pd.DataFrame, sides: dict[str, str], trust: dict[str, float]) -> np.ndarray[Any, Any]:
    """What one side admits weighs more than what the other boasts of; a claim to nobody's gain is neither."""
    speaks = claims["speaker"].map(sides).map(SIDES).fillna(0).to_numpy(dtype=int)
    agree = speaks * claims["side"].to_numpy()
    return np.where(agree > 0, trust["own"], np.where(agree < 0, trust["admitted"], 1.0))


def _located(claims: pd.DataFrame, rules: dict[str, Any]) -> pd.DataFrame:
    """Claims with the point that their part names, whether it is exact, and who would hold it."""
    parts = claims["part"].astype("object").where(claims["part"].notna(), "")
    whole = parts.isin(rules["whole"])
    claims = claims.assign(exact=whole, holder=0)
    moved = {part: _offset(str(part)) for part in parts.unique() if part}
    for part, (azimuth, km) in ((part, offset) for part, offset in moved.items() if offset):
        rows = parts == part
        reach = np.maximum(claims.loc[rows, "radius"], 1.0) if km is None else np.full(int(rows.sum()), km)
        east, north = claims.loc[rows, "longitude"], claims.loc[rows, "latitude"]
        there = WGS84.fwd(east, north, np.full(len(reach), azimuth), 1000 * np.asarray(reach, dtype=float))
        claims.loc[rows, "longitude"], claims.loc[rows, "latitude"] = there[0], there[1]
        claims.loc[rows, "exact"] = True
    event, side = claims["event"], claims["side"]
    holds = event.isin(rules["holding"]) & claims["exact"]
    stands = event.map(rules["standing"]).fillna(0)
    claims["holder"] = np.where(holds, side, side * stands).astype(int)
    return claims


def _offset(part: str) -> tuple[float, float | None] | None:
    """Azimuth and kilometres from a place's middle; no kilometres for its edge on that side.

    None without a bearing, with two of them, or with a way too long to be the front's.
    """
    bearings = {"".join(group.lower() for group in found if group) for found in BEARING.findall(part)}
    if len(bearings) != 1:
        return None
    azimuth = AZIMUTHS[bearings.pop()]
    distance = DISTANCE.search(part)
    if distance is None:
        return azimuth, None
    km = float(distance[1]) * (KM_PER_MILE if distance[2].lower().startswith("mile") else 1.0)
    return (azimuth, km) if km <= FARTHEST_KM else None


def _once(claims: pd.DataFrame) -> pd.DataFrame:
    """One speaker whom five outlets print is one claim; what outlets say themselves is one each day, too."""
    same = ["place_id", "longitude", "latitude", "event", "side", "holder", "exact", "speaker", "day"]
    return claims.sort_values(["known", "document_id", "start"], kind="stable").drop_duplicates(same)


def days_of(days: np.ndarray[Any, Any], day: dt.date) -> np.ndarray[Any, Any]:
    """How many days before `day` each of some days is."""
    ages: np.ndarray[Any, Any] = (np.datetime64(day, "D") - days).astype(float)
    return ages
