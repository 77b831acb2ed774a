"""Lines for a reader, generated from a claim's fields and never from a document's sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data import reference

LONGEST_NAME = 60  # characters of a title or speaker in a line
# Characters that turn the direction of writing, with what ends their work.
POP_TURN, POP_ISOLATE = "\u202c", "\u2069"
TURNING = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", POP_TURN),
    **dict.fromkeys("\u2066\u2067\u2068", POP_ISOLATE),
}
MOST_INSIDE = 4  # places, days, numbers of one statement
MOST_NAMED = 12  # outlets in one line
OUTLET_ITSELF = "the outlet itself"
NO_SIDE = "side not known"
NUMERAL = re.compile("[0-9]")
# A ratio that begins with its one, as in "1:7".
ONE_FIRST = re.compile(r"(?:1|one)(?:\s*:\s*|[- ]to[- ]|\s*[–/]\s*)(?!(?:1|one)\b)", re.IGNORECASE)
DURATION = re.compile(r"P(T?)([0-9]{1,9}(?:\.[0-9]{1,3})?|X)([YMWDHS])")

Claim = Mapping[Any, Any]


def label(group: str, value: object) -> str:
    """The wording of a table's value; the value itself where none is given, "" for unknown."""
    if _unknown(value):
        return ""
    found = reference.read_toml("labels.toml")[group].get(value)
    return str(value) if found is None else str(found)


def answer(question: object, value: object) -> str:
    """The answer to one of the nine questions in a word or three: "matters little"."""
    return str(reference.read_toml("labels.toml")["answer"][question][value])


def describe(claim: Claim, inside: str = "") -> str:
    """What is claimed, in a line without its speaker: "more than 200 people killed, Russian side".

    `inside` is what `contents` found in a statement, which comes after the sides it takes; a statement
    without either has its index terms.
    """
    words = DESCRIBERS[str(claim["kind"])](claim)
    more = _content(claim, inside)
    return f"{words}: {more}" if more else words


def gist(claim: Claim, inside: str = "") -> str:
    """What is held, without that somebody said it: of a statement sides, what is in it, or its terms."""
    return _content(claim, inside) or describe(claim)


def _content(claim: Claim, inside: str) -> str:
    """What a statement says, as far as was found; "" for other claims."""
    if claim["kind"] != "statement":
        return inside
    stands, terms = ("" if _unknown(claim.get(name)) else str(claim[name]) for name in ("stands", "terms"))
    return "; ".join(part for part in (stands, inside) if part) or terms.replace("; ", ", ")


def contents(marks: Iterable[Claim]) -> str:
    """What stands inside a statement, from what was found there: "200 people killed; Soledar", or ""."""
    places: dict[str, None] = {}
    said: dict[str, None] = {}
    when: dict[str, None] = {}
    for mark in marks:
        if mark["kind"] == "mention" and not _unknown(mark["place"]):
            places[_place(mark)] = None
        elif mark["kind"] in {"figure", "control"}:
            said[describe(mark)] = None
        elif mark["kind"] == "date" and not (_unknown(mark["earliest"]) and _unknown(mark["latest"])):
            when[days(mark["earliest"], mark["latest"])] = None
    lines = list(said)[:MOST_INSIDE]
    unnamed = [place for place in places if not any(place in line for line in lines)]
    parts = [*lines, ", ".join(unnamed[:MOST_INSIDE]), ", ".join(list(when)[:MOST_INSIDE])]
    return "; ".join(part for part in parts if part)


def attribute(claim: Claim) -> str:
    """Who says it and who printed it: "according to NATO (West), in Vox"."""
    if _unknown(claim["speaker"]):
        return f"said by {OUTLET_ITSELF}, {claim['source']}"
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
    """The reported number with its qualifier and unit: "20,000 to 30,000 people", "thousands of people".

    A ratio has its ends in the order of the text: "7 to 1", "1 to 7".
    """
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
    if qualifier == "vague":
        if words := _vague(low, high, unit):
            return words
        qualifier = "vague_open" if _unknown(high) else "about" if high == low else "vague"
    words = label("qualifier", qualifier).format(low=number(low), high=number(high))
    if unit == "ratio" and ONE_FIRST.match(str(claim.get("surface", ""))):
        return f"1 to {words}"
    unit_words = unit_name(unit, high if _unknown(low) else low if _unknown(high) else high)
    return f"{words}{'' if unit_words == '%' else ' '}{unit_words}".strip()


def _vague(low: object, high: object, unit: str) -> str:
    """What texts call an amount of no exact size: "hundreds of people", "" where there is no word for it."""
    labels = reference.read_toml("labels.toml")
    many = labels["many"].get(_least(low))
    words = many or labels["few"].get(_least(low))
    if not _unknown(high):
        # "Thousands" as an upper end was read as up to ten thousand.
        upper = labels["many"].get(_least((float(str(high)) + 1) / 10))
        many = words = f"{many} or {upper}" if many and upper else None
    if words is None:
        return ""
    noun = "percent" if unit == "percent" else unit_name(unit, None)
    return f"{words}{' of' if many and noun and unit != 'ratio' else ''} {noun}".rstrip()


def _least(value: object) -> str:
    return f"{float(str(value)):.0f}"


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
        return f"{'from' if first else 'by'} {_full(known)}"
    if first == last:
        return _full(first)
    if first.year != last.year:
        return f"{_full(first)} – {_full(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} – {_full(last)}"
    return f"{first.day}–{_full(last)}"


def publication(document: Mapping[Any, Any]) -> str:
    """When a document was published: "14 March 2023 (possibly 7 March – 20 May 2023)", "… or later"."""
    likeliest = days(document["published"], document["published"])
    earliest, latest = document["published_earliest"], document["published_latest"]
    window = days(earliest, latest)
    if _unknown(latest) and not _unknown(earliest):
        first = days(earliest, earliest)
        return f"{likeliest} or later" if first == likeliest else f"{likeliest} (possibly {first} or later)"
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
    """The text on one line, cut with an ellipsis when it is longer; what it turns around ends with it."""
    flat = " ".join(text[: longest * 4].split())
    return _turned_back(flat if len(flat) <= longest else f"{flat[: longest - 1].rstrip()}…")


def _turned_back(text: str) -> str:
    """A text after which the direction of writing is that of before it (UAX #9, explicit formatting)."""
    opened: list[str] = []
    for character in text:
        if (closing := TURNING.get(character)) is not None:
            opened.append(closing)
        elif character == POP_ISOLATE and POP_ISOLATE in opened:
            del opened[len(opened) - 1 - opened[::-1].index(POP_ISOLATE) :]
        elif character == POP_TURN and opened and opened[-1] == POP_TURN:
            opened.pop()
    return text + "".join(reversed(opened))


def fates(claim: Claim) -> str:
    """What became of those counted in losses that are more than killed and wounded; "" for all others."""
    if _unknown(claim.get("counts")):
        return ""
    *others, last = str(claim["counts"]).split("; ")
    return " or ".join([", ".join(others), last] if others else [last])


def _figure(claim: Claim) -> str:
    measure, many = label("measure", claim["measure"]), amount(claim)
    # "11 attacks – attacks" would say it twice.
    usual = "{amount}" if measure == unit_name(str(claim["unit"]), 2) else f"{{amount}} – {measure}"
    if fate := fates(claim):
        usual = f"{{amount}} {fate}"
    else:
        usual = reference.read_toml("labels.toml")["figure"].get(claim["measure"], usual)
    parts = [usual.format(amount=many)]
    if claim["about"] != "none":
        parts.append(label("about", claim["about"]))
    return ", ".join(parts) + _at(claim)


def _statement(claim: Claim) -> str:
    words = f"{label('directness', claim['directness']).capitalize()} on {label('topic', claim['topic'])}"
    cue = "" if _unknown(claim["cue"]) else shorten(str(claim["cue"]), 30)
    return f"{words} (“{cue[:1].lower()}{cue[1:]}”)" if cue else words


def _control(claim: Claim) -> str:
    low, high = claim["share_low"], claim["share_high"]
    ends = [number(end) for end in (low, high) if not _unknown(end)]
    share = f", {' to '.join(dict.fromkeys(ends))}% of it" if ends else ""
    return f"{_held(claim, shared=bool(share))}{share} – {label('status', claim['status'])}"


def _held(claim: Claim, *, shared: bool) -> str:
    """Which part of a place somebody holds; what is `shared` in percent needs no "(about 50 percent)"."""
    part = "" if _unknown(claim["part"]) else shorten(str(claim["part"]), 40)
    usual = "{place} {held}" if not part or (shared and NUMERAL.search(part)) else "{place} ({part}) {held}"
    labels = reference.read_toml("labels.toml")
    moved = labels["movement"].get(claim.get("event")) if claim["controller"] in labels["adjective"] else None
    return str(moved or labels["part"].get(part, usual)).format(
        place=_place(claim),
        part=part,
        held=label("controller", claim["controller"]),
        side=label("adjective", claim["controller"]),
    )


def _position(claim: Claim) -> str:
    """The side that is taken, of the place or of the war: "Bakhmut matters militarily"."""
    labels = reference.read_toml("labels.toml")
    place = "the place" if _unknown(claim["place"]) else _place(claim)
    words = str(labels["stand"][claim["question"]][claim["answer"]])
    limit = str(claim.get("rule")).partition("_limited_")[2]
    return words.format(place=place, where=_where(claim)) + (f" ({labels['limit'][limit]})" if limit else "")


def _date(claim: Claim) -> str:
    value = str(claim["value"])
    if not (_unknown(claim["earliest"]) and _unknown(claim["latest"])):
        return f"A date: {days(claim['earliest'], claim['latest'])}"
    vague = label("vague_time", value)
    return f"A time: {duration(value) or shorten(vague)}"


def duration(value: str) -> str:
    """A TIMEX3 duration in words: "7 months", "some weeks"; "" for what is none."""
    found = DURATION.fullmatch(value)
    if not found:
        return ""
    of_day, many, letter = found.groups()
    unit = label("duration", f"{of_day or ''}{letter}")
    return f"some {unit}s" if many == "X" else f"{number(many)} {unit}{'' if many == '1' else 's'}"


def _mention(claim: Claim) -> str:
    if _unknown(claim["place"]):
        return (
            "A place name that no known place has"
            if claim["role"] == "location"
            else "A place name for a government or army"
        )
    return f"A mention of {_place(claim)}"


def _place(claim: Claim) -> str:
    return "A place" if _unknown(claim["place"]) else shorten(str(claim["place"]))


def _at(claim: Claim) -> str:
    return "" if _unknown(claim["place"]) else f", {_place(claim)}"


def _where(claim: Claim) -> str:
    """Where something is so: " at Bakhmut", " in Ukraine", or ""."""
    if _unknown(claim["place"]):
        return ""
    return f" {'in' if claim.get('place_kind') in {'country', 'region'} else 'at'} {_place(claim)}"


def _full(value: dt.date) -> str:
    return f"{value.day} {value:%B} {value.year}"


def _unknown(value: object) -> bool:
    return bool(pd.isna(value))  # type: ignore[call-overload]


DESCRIBERS = {
    "figure": _figure,
    "statement": _statement,
    "control": _control,
    "position": _position,
    "date": _date,
    "mention": _mention,
}
