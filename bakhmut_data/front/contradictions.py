"""Claims of who holds a place beside the reference of their day: where they cannot both be true."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bakhmut_data import reference
from bakhmut_data.claims import filtering, frame, sentences
from bakhmut_data.front import reference_places
from bakhmut_data.front.events import SAME_PLACE_DEGREES
from bakhmut_data.front.reference_places import ReferencePlace
from bakhmut_data.reference.facts import FIRST_DAY_OF_WAR

COMPARED = ("asserted", "claimed", "denied")
LONGEST = dt.timedelta(days=62)  # a claim on a longer time says nothing of any one day
SLACK = dt.timedelta(days=1)  # night fighting is dated by either day
MARGIN = 5.0  # percent
MOST = 50.0  # percent; who holds a place, without a share, holds at least this much: it may be fought for
JUDGED = [
    "place", "latitude", "longitude", "part", "controller", "event", "status", "share_low", "share_high",
    "first", "last",
]  # fmt: skip

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim that the reference of its day rules out, and what the reference says instead."""

    claim_id: str
    place: str
    day: dt.date
    reference: str


def find_contradictions(claims: pd.DataFrame) -> tuple[Contradiction, ...]:
    """The claims of control (rows of `frame.build_claims`) that no day they speak for allows, by day."""
    first, last = frame.claim_days(claims, "happened")
    dated = claims.assign(first=first, last=last).dropna(subset=["first", "latitude", "place"])
    # Many outlets print one claim: each is judged once.
    number = dated.groupby(JUDGED, dropna=False, sort=False).ngroup()
    once = ~number.duplicated()
    against = dict(zip(number[once], map(_against, dated[once].to_dict("records")), strict=True))
    found = [
        Contradiction(str(claim_id), str(place), last_day.date(), reason)
        for claim_id, place, last_day, reason in zip(
            dated["claim_id"], dated["place"], dated["last"], number.map(against), strict=True
        )
        if isinstance(reason, str)
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.place, each.claim_id)))


def describe(claim: Mapping[Any, Any], against: str) -> str:
    """A contradiction in a line: "ISW via Vox: 50% of Bakhmut Russian-held on …; reference: …"."""
    outlet = sentences.shorten(str(claim["source"]))
    speaker = "" if pd.isna(claim["speaker"]) else f"{sentences.shorten(str(claim['speaker']))} via "
    part = "" if _where(claim["part"]) == "whole" else f" ({sentences.shorten(str(claim['part']), 40)})"
    days = sentences.days(claim["earliest"], claim["latest"])
    one_day = claim["earliest"] == claim["latest"]
    denied = "denied: " if claim["status"] == "denied" else ""
    return (
        f"{speaker}{outlet}: {denied}{_amount(claim)}{claim['place']}{part} "
        f"{sentences.label('controller', claim['controller'])}{' on' if one_day else ','} {days}; "
        f"reference: {against}"
    )


def _amount(claim: Mapping[Any, Any]) -> str:
    """The share that is claimed: "50% of "; "" for all of a place."""
    low, high = (None if pd.isna(claim[key]) else float(claim[key]) for key in ("share_low", "share_high"))
    if low == high:
        return "" if low is None else f"{low:g}% of "
    if low is None or high is None:
        return f"at most {high:g}% of " if low is None else f"at least {low:g}% of "
    return f"{low:g} to {high:g}% of "


def entries_of(place: str, latitude: float, longitude: float) -> tuple[ReferencePlace, ...]:
    """The reference's entries for a place: itself, or all its parts."""
    return tuple(
        entry
        for entry in _by_name().get(filtering.fold(place), ())
        if abs(entry.latitude - latitude) < SAME_PLACE_DEGREES
        and abs(entry.longitude - longitude) < SAME_PLACE_DEGREES
    )


def russian_share(entries: Sequence[ReferencePlace], day: dt.date) -> Range | None:
    """The least and the greatest percent of the entries in Russian hands; None where one is not known."""
    holders = [state.controller for entry in entries if (state := entry.on(day))]
    if not holders or len(holders) < len(entries):
        return None
    sure, even = holders.count("Russia"), holders.count("contested")
    return 100 * sure / len(holders), 100 * (sure + even) / len(holders)


def describe_reference(entries: Sequence[ReferencePlace], day: dt.date, controller: str) -> str:
    """Who holds the entries on a day, in words; of parts how many are the controller's.

    "42% of it Russian-held (5 of 12 parts, 1 contested)".
    """
    if len(entries) > 1:
        holders = [state.controller for entry in entries if (state := entry.on(day))]
        own, open_ = holders.count(controller), holders.count("contested")
        parts = f"{own} of {len(entries)} parts" + (f", {open_} contested" if open_ else "")
        return f"{100 * own / len(entries):.0f}% of it {sentences.label('controller', controller)} ({parts})"
    state = entries[0].held_since(day)
    if state is None:
        return "not known"
    since = "" if state.since <= FIRST_DAY_OF_WAR else f" since {sentences.days(state.since, state.since)}"
    return f"{sentences.label('controller', state.controller)}{since}"


def _against(claim: Mapping[Any, Any]) -> str | None:
    """What the reference says instead on all days of the claim; None where it allows the claim."""
    said = claimed_share(claim)
    entries = entries_of(str(claim["place"]), float(claim["latitude"]), float(claim["longitude"]))
    start, end = claim["first"].date(), claim["last"].date()
    if said is None or not entries or end - start > LONGEST:
        return None
    days = _days(start - SLACK, end + SLACK)
    if any(_agree(said, russian_share(entries, day), len(entries)) for day in days):
        return None
    return describe_reference(entries, end, str(claim["controller"]))


def _days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + dt.timedelta(days=days) for days in range((last - first).days + 1))


def _agree(said: Range, held: Range | None, parts: int) -> bool:
    """Whether a share can be the reference's, which counts whole parts: between none and all it has steps."""
    if held is None:
        return True
    low, high = (MARGIN if share in {0.0, 100.0} else max(MARGIN, 100 / parts) for share in held)
    return said[0] - high <= held[1] and held[0] <= said[1] + low


def claimed_share(claim: Mapping[Any, Any]) -> Range | None:
    """The percent of a place that a claim puts in Russian hands; None where it tells nothing of that.

    A claim on a part says that some of the place is held; one on the ground around it says nothing.
    """
    controller, status = str(claim["controller"]), str(claim["status"])
    where = _where(claim["part"])
    if claim["event"] not in reference.read_toml("front_claims.toml")["holding"]:
        return None
    if status not in COMPARED or controller not in {"Russia", "Ukraine"} or where is None:
        return None
    low, high = (None if pd.isna(claim[key]) else float(claim[key]) for key in ("share_low", "share_high"))
    if low is None and high is None:
        low, high = (MOST, 100.0) if where == "whole" else (0.1 + MARGIN, 100.0)
    held: Range = (low if low is not None else 0.0, high if high is not None else 100.0)
    if status == "denied":
        # What is denied is that this much is held: less may be.
        held = (0.0, held[0])
    return held if controller == "Russia" else (100 - held[1], 100 - held[0])


def _where(part: object) -> str | None:
    """The part's direction, or "whole"; None for what lies outside the place or is not known."""
    if pd.isna(part):  # type: ignore[call-overload]
        return "whole"
    words = f" {str(part).lower()} "
    parts = reference.read_toml("front_claims.toml")["parts"]
    return next((name for name, rule in parts.items() if any(word in words for word in rule["words"])), None)


@functools.cache
def _by_name() -> Mapping[str, tuple[ReferencePlace, ...]]:
    named: dict[str, tuple[ReferencePlace, ...]] = {}
    for place in reference_places.read_places():
        name = filtering.fold(reference_places.whole_name(place.name))
        named[name] = (*named.get(name, ()), place)
    return named
