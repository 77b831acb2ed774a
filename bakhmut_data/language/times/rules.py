"""The table of patterns that find the pieces of time expressions; data in `reference/timex_patterns.toml`."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bakhmut_data import gates
from bakhmut_data.gates import Gated
from bakhmut_data.language.times import dates, relatives, words
from bakhmut_data.language.times.numbers import count_pattern
from bakhmut_data.language.times.pieces import Match, Piece
from bakhmut_data.language.times.words import (
    DAYPARTS,
    DECADES,
    EASTER_HOLIDAYS,
    FIXED_HOLIDAYS,
    FREQUENCIES,
    MONTHS,
    ORDINALS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    WORDS,
)
from bakhmut_data.reference import read_toml

Maker = Callable[[Match, str], Iterable[Piece]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, what its match means, and the kind of word without which it cannot match."""

    name: str
    gated: Gated
    make: Maker
    needs: str


MAKERS: dict[str, Maker] = {
    function.__name__.removeprefix("make_"): function
    for function in (
        dates.make_iso,
        dates.make_full_date,
        dates.make_day_list,
        dates.make_numeric,
        dates.make_day_dot_month,
        dates.make_month_only,
        dates.make_month_range,
        dates.make_night_from,
        dates.make_before_christ,
        dates.make_weekday_beside,
        dates.make_clock_spoken,
        relatives.make_war_day,
        dates.make_day_of_month,
        dates.make_year_only,
        dates.make_year_span,
        dates.make_decade,
        dates.make_century,
        dates.make_weekday,
        dates.make_part,
        dates.make_overnight,
        dates.make_clock,
        dates.make_oclock,
        dates.make_season,
        dates.make_quarter,
        dates.make_half,
        dates.make_half_code,
        dates.make_holiday,
        relatives.make_period,
        relatives.make_the_period,
        relatives.make_edge,
        relatives.make_week_of,
        relatives.make_week_of_day,
        relatives.make_deictic,
        relatives.make_offset,
        relatives.make_neighbour,
        relatives.make_duration,
        relatives.make_bare_plural,
        relatives.make_year_before,
        relatives.make_the_day,
        relatives.make_between,
        relatives.make_fiscal_year,
        relatives.make_ellipsis,
        relatives.make_set,
        relatives.make_reference,
        relatives.make_vague_window,
        relatives.make_earlier,
    )
}
SHORT_UNITS = frozenset({"sec", "min", "hr", "h", "yr", "wk"})
ZONES: dict[str, list[str]] = WORDS["zones"]


def any_of(phrases: Iterable[str]) -> str:
    """An alternation, longest first; a space stands for any white space, ' for either apostrophe."""
    escaped = (re.escape(p).replace(r"\ ", r"\s+").replace("'", "['’]") for p in phrases)
    return "(?:" + "|".join(sorted(escaped, key=len, reverse=True)) + ")"


FRAGMENTS = {
    # A dot shortens a month's name, and ends the sentence behind one that is written out.
    "month": rf"(?P<month>{any_of(MONTHS)})\b(?:(?<![a-z]{{5}})(?<!may)(?<!june)(?<!july)\.)?",
    "weekday": rf"(?P<weekday>{any_of(WEEKDAYS)})\b",
    "season": rf"(?P<season>{any_of(SEASONS)})\b",
    "part": rf"(?P<part>{any_of(DAYPARTS)})\b",
    "unit": rf"(?P<unit>{any_of(u for u in UNITS if u not in SHORT_UNITS)})",
    "anyunit": rf"(?P<unit>{any_of(UNITS)})",
    "count": rf"(?P<count>{count_pattern()})",
    "about": rf"(?:(?:{any_of(WORDS['approximations']['words'])})\s+)?",
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th)\b)?(?![\d]|[.,:/]\d|\s?%)",
    "year": r"(?P<year>1\d{3}|20\d\d)(?![\d]|[.,]\d)",
    "ordinal": rf"(?P<ordinal>{any_of(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))",
    "ordinal_days": any_of(word for word, number in ORDINALS.items() if number <= 31 and word != "final"),
    # "on the second" is of a list as often as of a month.
    "ordinal_words": rf"(?P<ordinal>{any_of(w for w, n in ORDINALS.items() if n > 3 and w != 'final')})",
    "month_names": any_of(MONTHS),
    "zone": (
        rf"(?:\s?(?P<open>\()?(?P<zone>{any_of(ZONES['codes'])}"
        rf"|{any_of(ZONES['places'])}(?:\s(?:standard|daylight))?\stime)\b(?(open)\)))"
    ),
    "holiday": rf"(?P<holiday>{any_of([*FIXED_HOLIDAYS, *EASTER_HOLIDAYS])})",
    "short_year": r"(?P<year>\d\d)",
    "decades": any_of(DECADES),
    "weekdays": any_of(w for w in WEEKDAYS if len(w) > 5),
    "frequency": any_of(FREQUENCIES),
    "ones": any_of(w for w in WORDS["numbers"]),
    "more": count_pattern(),
    "reference": any_of(p for phrases in WORDS["references"].values() for p in phrases),
}
FRAGMENTS["zone2"] = (
    FRAGMENTS["zone"].replace("zone>", "zone2>").replace("(open)", "(open2)").replace("<open>", "<open2>")
)


@functools.cache
def find_rules() -> tuple[Rule, ...]:
    """The rules of the reference table, in its order."""
    return tuple(
        Rule(row["name"], _compile(row["pattern"]), MAKERS[row["means"]], row["needs"])
        for row in read_toml("timex_patterns.toml")["rule"]
    )


@functools.cache
def _gates() -> gates.Gates:
    return gates.Gates(rule.gated for rule in find_rules())


def _compile(pattern: str) -> Gated:
    whole = re.sub(r"\{([a-z_]\w*)\}", lambda name: FRAGMENTS[name[1]], pattern)
    return gates.gated(whole, re.IGNORECASE | re.VERBOSE)


WORD = re.compile(r"[a-z]+")


@functools.cache
def _trigger_words() -> dict[str, frozenset[str]]:
    """The words that make each kind of rule possible; a phrase counts by its last word."""
    triggers = {
        "month": words.MONTHS, "weekday": [*words.WEEKDAYS, *(f"{w}s" for w in words.WEEKDAYS)],
        "season": words.SEASONS, "part": [*(p.split()[-1] for p in words.DAYPARTS), "overnight"],
        "clock": [*words.CLOCK_WORDS, "clock", "past", "half", "quarter"],
        "ordinal": [w.rsplit("-", 1)[-1] for w in words.ORDINALS],
        "unit": [*words.UNITS, *(f"{u}s" for u in words.UNITS), "weekend", "centuries"],
        "set": ["every", "each"],
        "frequency": [w.rsplit("-", 1)[-1] for w in words.FREQUENCIES], "decade": words.DECADES,
        "deictic": ["today", "yesterday", "tomorrow", "tonight"],
        "holiday": [w.replace("'s", "").split()[-1] for w in [*words.FIXED_HOLIDAYS, *words.EASTER_HOLIDAYS]],
        "edge": [w for phrase in words.EDGES for w in phrase.split()] + ["half"],
        "reference": ["earlier", *(w for p in words.REFERENCES for w in WORD.findall(p))],
    }  # fmt: skip
    return {kind: frozenset(words) for kind, words in triggers.items()}


def _trigger_kinds(text: str) -> frozenset[str]:
    """The kinds of rules that can match in a text at all, told from its words."""
    words = set(WORD.findall(text.lower()))
    kinds = {kind for kind, triggers in _trigger_words().items() if not words.isdisjoint(triggers)}
    return frozenset(kinds | {"digit"} if any(map(str.isdigit, text)) else kinds)


def possible_rules(text: str) -> list[tuple[int, Rule]]:
    """The rules that can match in a text at all, told from its words, each with its place in the order."""
    kinds = _trigger_kinds(text)
    opened = _gates().open_for(gates.folded(text))
    return [
        (order, rule)
        for order, rule in enumerate(find_rules())
        if rule.needs in kinds and rule.gated in opened
    ]
