"""Lines for a reader, generated from a claim's fields and never from a document's sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data import reference

LONGEST_NAME = 60  # characters of a title or speaker in a line
MOST_TOLD = 4  # places, days, numbers of one statement
MOST_NAMED = 12  # outlets in one line
OUTLET_ITSELF = "the outlet itself"
NO_SIDE = "no side given"

Claim = Mapping[Any, Any]


def label(group: str, value: object) -> str:
    """The wording of a table's value; the value itself where none is given, "" for unknown."""
    if _unknown(value):
        return ""
    found = reference.read_toml("labels.toml")[group].get(value)
    return str(value) if found is None else str(found)


def describe(claim: Claim) -> str:
    """What is claimed, in a line without its speaker: "more than 200 people killed, Russian side"."""
    return DESCRIBERS[str(claim["kind"])](claim)


def contents(marks: Iterable[Claim]) -> str:
    """What stands inside a statement, from what was found there: "Soledar; 200 people – killed", or ""."""
    places: dict[str, None] = {}
    told: dict[str, None] = {}
    when: dict[str, None] = {}
    for mark in marks:
        if mark["kind"] == "mention" and not _unknown(mark["place"]):
            places[_place(mark)] = None
        elif mark["kind"] in {"figure", "control"}:
            told[describe(mark)] = None
        elif mark["kind"] == "date" and not (_unknown(mark["earliest"]) and _unknown(mark["latest"])):
            when[days(mark["earliest"], mark["latest"])] = None
    parts = [", ".join(list(places)[:MOST_TOLD]), *list(told)[:MOST_TOLD], ", ".join(list(when)[:MOST_TOLD])]
    return "; ".join(part for part in parts if part)


def attribute(claim: Claim) -> str:
    """Who says it and who printed it: "according to NATO (West), in Vox"."""
    return f"according to {voice(claim)}, in {claim['source']}"


def voice(claim: Claim) -> str:
    """The speaker with the side it is on; the outlet itself where nobody is named."""
    if _unknown(claim["speaker"]):
        return OUTLET_ITSELF
    side = str(claim["side"])
    return shorten(str(claim["speaker"])) + (f" ({side})" if side != NO_SIDE else "")


def line(claim: Claim) -> str:
    """What is claimed, by whom, in which outlet."""
    return f"{describe(claim)}; {attribute(claim)}"


def amount(claim: Claim) -> str:
    """The reported number with its qualifier and unit: "20,000 to 30,000 people"."""
    low, high, unit = claim["low"], claim["high"], str(claim["unit"])
    qualifier = str(claim["qualifier"])
    if _unknown(low) and _unknown(high):
        return f"an amount not given in {unit_name(unit, None)}".removesuffix(" in ")
    if qualifier in {"less_than", "at_most"} and _unknown(high):
        high = low
    if qualifier not in {"less_than", "at_most"} and _unknown(low):
        low = high
    if qualifier == "range" and _unknown(high):
        qualifier = "at_least"
    if qualifier == "vague" and (_unknown(high) or high == low):
        qualifier = "vague_open" if _unknown(high) else "about"
    words = label("qualifier", qualifier).format(low=number(low), high=number(high))
    unit_words = unit_name(unit, high if _unknown(low) else low if _unknown(high) else high)
    return f"{words}{'' if unit_words == '%' else ' '}{unit_words}".strip()


def number(value: object) -> str:
    """A number as a reader writes it: thousands apart, no needless decimals, "?" for unknown."""
    if _unknown(value):
        return "?"
    return f"{float(str(value)):,.2f}".rstrip("0").rstrip(".")


def unit_name(unit: str, value: object) -> str:
    """The unit's name, in the singular for one."""
    single, several = reference.read_toml("labels.toml")["unit"].get(unit, (unit, unit))
    return str(single if not _unknown(value) and float(str(value)) == 1 else several)


def days(earliest: object, latest: object) -> str:
    """A span of days: "1–12 March 2023", "8 March 2023", "from 8 March 2023", "undated"."""
    first, last = day(earliest), day(latest)
    if first is None or last is None:
        known = first or last
        if known is None:
            return "undated"
        return f"{'from' if first else 'until'} {_full(known)}"
    if first == last:
        return _full(first)
    if first.year != last.year:
        return f"{_full(first)} – {_full(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} – {_full(last)}"
    return f"{first.day}–{_full(last)}"


def publication(document: Mapping[Any, Any]) -> str:
    """When a document was published: "14 March 2023 (possibly 7 March – 20 May 2023)"."""
    likeliest = days(document["published"], document["published"])
    window = days(document["published_earliest"], document["published_latest"])
    return likeliest if window in {"undated", likeliest} else f"{likeliest} (possibly {window})"


def day(value: object) -> dt.date | None:
    """The day of a table's date, None for unknown."""
    if value is None or type(value) is dt.date:  # the commonest by far when claims are compared
        return value
    if _unknown(value):
        return None
    return pd.Timestamp(str(value)).date()


def count(number_of: int, noun: str) -> str:
    """A number with its noun: "1 claim", "2,300 claims"."""
    return f"{number_of:,} {noun}{'' if number_of == 1 else 's'}"


def credit(outlets: Iterable[object]) -> str:
    """Whose claims a picture shows: "Outlets: Vox; The Times.", "" for nobody's."""
    names = list(dict.fromkeys(str(outlet) for outlet in outlets))
    return f"Outlets: {some_of(names)}." if names else ""


def some_of(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Names one after the other, at most so many of them: "Vox; The Times; and 3 more"."""
    more = [f"and {len(names) - most:,} more"] if len(names) > most else []
    return "; ".join([*names[:most], *more])


def shorten(text: str, longest: int = LONGEST_NAME) -> str:
    """The text on one line, cut with an ellipsis when it is longer."""
    flat = " ".join(text[: longest * 4].split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1].rstrip()}…"


def _figure(claim: Claim) -> str:
    measure = str(claim["measure"])
    parts = [f"{amount(claim)} – {label('measure', measure)}"]
    if claim["about"] != "none":
        parts.append(label("about", claim["about"]))
    return ", ".join(parts) + _at(claim)


def _statement(claim: Claim) -> str:
    words = f"A statement on {label('topic', claim['topic'])}, {label('directness', claim['directness'])}"
    return words if _unknown(claim["cue"]) else f"{words}, introduced by “{shorten(str(claim['cue']), 30)}”"


def _control(claim: Claim) -> str:
    part = "" if _unknown(claim["part"]) else f" ({shorten(str(claim['part']), 40)})"
    words = f"{_place(claim)}{part} {label('controller', claim['controller'])}"
    low, high = claim["share_low"], claim["share_high"]
    if not (_unknown(low) and _unknown(high)):
        ends = [number(end) for end in (low, high) if not _unknown(end)]
        words += f", {' to '.join(dict.fromkeys(ends))}% of it"
    return f"{words} – {label('status', claim['status'])}"


def _date(claim: Claim) -> str:
    return f"A date: {shorten(str(claim['value']))}"


def _mention(claim: Claim) -> str:
    if _unknown(claim["place"]):
        return (
            "A place name, not resolved"
            if claim["role"] == "location"
            else "A place name for a government or army"
        )
    return f"A mention of {_place(claim)}"


def _place(claim: Claim) -> str:
    return "A place" if _unknown(claim["place"]) else shorten(str(claim["place"]))


def _at(claim: Claim) -> str:
    return "" if _unknown(claim["place"]) else f", {_place(claim)}"


def _full(value: dt.date) -> str:
    return f"{value.day} {value:%B} {value.year}"


def _unknown(value: object) -> bool:
    return bool(pd.isna(value))  # type: ignore[call-overload]


DESCRIBERS = {
    "figure": _figure,
    "statement": _statement,
    "control": _control,
    "date": _date,
    "mention": _mention,
}
