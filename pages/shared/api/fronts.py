"""Answers with the front: of a day or a period, estimated from the reference or implied by the documents."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import Any

from bakhmut_data import patience
from bakhmut_data.claims import filtering
from bakhmut_data.front import downloads
from bakhmut_data.front import files as front_files
from bakhmut_data.front.files import ShippedFronts
from bakhmut_data.limits import answers_from
from pages.shared.api.answers import Given, Written
from pages.shared.api.problems import Problem
from pages.shared.state import datasets

BASES = ("reference", "documents")
REFERENCE = "the front, estimated from dated control of settlements"
DOCUMENTS = "the front that the documents imply"


def of_day(given: Given) -> Written:
    """The front of the day in the address, with the places of the reference."""
    implied = "documents" in (given.value("from"), given.value("basis"))
    day = dt.date.fromisoformat(given.value("day"))
    return _of_period(given, *_within(day, day, implied=implied), implied=implied)


def of_period(given: Given) -> Written:
    """The front of a period; each area and line has the days from which and to which it stands."""
    implied = given.value("basis") == "documents"
    first, last = filtering.order_days(given.value("from"), given.value("to"))
    days = filtering.parse_day(first, last=False), filtering.parse_day(last, last=True)
    return _of_period(given, *_within(*days, implied=implied), implied=implied)


def _of_period(given: Given, first: dt.date, last: dt.date, *, implied: bool) -> Written:
    if implied:
        return _implied(given, first, last)
    about = given.about_front(
        REFERENCE, implied=False, first_day=str(first), last_day=str(last), basis="reference"
    )
    features = (
        downloads.day_features(shipped(), first)
        if first == last
        else downloads.period_features(shipped(), first, last)
    )
    return Written(downloads.as_geojson(features, about=about), about)


@functools.cache
def shipped() -> ShippedFronts:
    """The days that ship, read once."""
    return front_files.read_shipped()


def _within(first: dt.date | None, last: dt.date | None, *, implied: bool) -> tuple[dt.date, dt.date]:
    """The days asked for of which there is a front; `Problem` where there is none of any."""
    begin = downloads.FIRST_IMPLIED if implied else shipped().first
    end = shipped().last
    first, last = max(first or begin, begin), min(last or end, end)
    if first > last:
        raise Problem(404, f"There is no front of these days; ask for days from {begin} to {end}.")
    return first, last


def _implied(given: Given, first: dt.date, last: dt.date) -> Written:
    """The front that documents imply, day by day, of a long period the first days.

    Those that are made when the time is over are kept for who asks again.
    """
    stop = min(last, first + dt.timedelta(answers_from().implied_days - 1))
    days = _implied_days(datasets.tables_folder(), given.stamp)
    features: list[Any] = []
    known = []
    for at in range((stop - first).days + 1):
        patience.check()
        collection = days.on(first + dt.timedelta(at))
        features += collection["features"]
        known.append(collection["properties"])
    after = {"from": str(stop + dt.timedelta(1)), "to": str(last)}
    onwards: dict[str, Any] = {"next": given.address_with(after) if stop < last else None}
    about = given.about_front(
        DOCUMENTS, implied=True, first_day=str(first), last_day=str(stop), basis="documents", **onwards
    )
    properties = {"note": downloads.IMPLIED_NOTE, "days": known}
    return Written(downloads.as_geojson(features, properties, about), about)


@functools.lru_cache(maxsize=1)
def _implied_days(_folder: Path, _changed: str) -> downloads.ImpliedDays:
    return downloads.ImpliedDays(lambda: datasets.load_for_all().tables)
