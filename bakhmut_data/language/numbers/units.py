"""Units of measure written after or before a number, ages and currencies among them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bakhmut_data import reference
from bakhmut_data.language.numbers.cardinals import MONEY_SUFFIXES, Number, kind_value
from bakhmut_data.language.numbers.lexing import Token, key_at, tokenise
from bakhmut_data.language.numbers.numerals import read_number
from bakhmut_data.records import Qualifier

LONGEST_UNIT = 4
MINUS = ("-", "−")
HYPHENS = ("-", "‑", "\u00ad")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_QUOTES = ("“", "”", '"')
_SMALLER = {
    "dollar": {"cent": 0.01},
    "united states dollar": {"cent": 0.01},
    "pound": {"pence": 0.01},
    "foot": {"inch": 1 / 12},
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure as in `units.csv`: its dimension, and its name and size in the tables."""

    name: str
    kind: str
    contract: str
    factor: float = 1.0


@dataclass(slots=True)
class Draft:
    """A quantity while it is read, in token indices; `last` and `number_last` are one past.

    `first` moves left over qualifiers, `bare_first` stays at the number or its currency.
    """

    first: int
    number_first: int
    number_last: int
    last: int
    number: Number
    unit: Unit | None = None
    qualifier: Qualifier = "exact"
    bare_first: int = 0


def unit_at(tokens: Sequence[Token], i: int) -> tuple[Unit | None, int]:
    """The longest unit that begins at token `i`, and the index after it."""
    if key_at(tokens, i) not in _edges()[0]:
        return None, i
    for length in range(min(LONGEST_UNIT, len(tokens) - i), 0, -1):
        unit = _lookup(tokens[i : i + length])
        if unit is not None:
            return unit, i + length
    return None, i


def currency_before(tokens: Sequence[Token], i: int, floor: int) -> tuple[Unit | None, int]:
    """The currency written before the number at `i`, and the index where it begins."""
    if key_at(tokens, i - 1) not in _edges()[1]:
        return None, i
    for length in range(min(LONGEST_UNIT, i - floor), 0, -1):
        unit = _lookup(tokens[i - length : i])
        if unit is not None and unit.kind == "money" and _may_precede(tokens[i - 1], tokens[i - length]):
            return unit, i - length
    return None, i


def take_unit(tokens: Sequence[Token], draft: Draft) -> None:
    """Adds the unit after the number to the draft, with magnitudes of money ("$2.5m") and ages."""
    if draft.unit is not None:
        _complete_money(tokens, draft)
        return
    k = _past_link(tokens, draft)
    unit, end = unit_at(tokens, k)
    if unit is None or (unit.kind == "index" and draft.number.form == "fraction"):
        return
    if tokens[k].text == "m" and _counts_things(tokens, end):
        # "2.3m views" and "1.2m tonnes" are millions; metres are not of anything countable or weighed.
        draft.number = draft.number.times(1e6)
        draft.number_last = draft.last = end
        draft.unit, draft.last = unit_at(tokens, end)
        return
    if unit.kind == "money" and _opens_next(tokens, k, end):
        return
    j = draft.last
    draft.unit, draft.last = unit, end + (k > j and tokens[j].key in _BRACKETS)
    scale = kind_value(tokens, draft.last, "magnitude")
    if unit.kind == "money" and scale is not None and draft.number.scale == 1:
        draft.number, draft.last = draft.number.times(scale), draft.last + 1
    if draft.number.form == "fraction" and unit.kind != "percent":
        draft.number = replace(draft.number, form="number")
    add_smaller_unit(tokens, draft)
    _take_age(tokens, draft)


def article_unit(tokens: Sequence[Token], i: int) -> Draft | None:
    """As in "a kilometre", "a fortnight", "an hour's drive": one unit, where it is a measure at all."""
    if tokens[i].key not in ("a", "an", "one"):
        return None
    if _is_troop(tokens, i):
        return Draft(i, i, i + 1, i + 1, Number(1.0, 1.0, i + 1), None, bare_first=i)
    j = i + 1
    while key_at(tokens, j) in (*_QUOTES, "whole", "full", "good", "mere"):
        j += 1
    unit, end = unit_at(tokens, j)
    if (
        unit is None
        or key_at(tokens, i - 1) in ("per", "than", "not", "every", "single", "never")
        or kind_value(tokens, i - 1, "unit") is not None
    ):
        return None
    key = tokens[j].key
    is_time = unit.kind == "time" and (key in ("fortnight", "decade", "century") or _is_measure(tokens, end))
    is_length = unit.kind in ("length", "area") and key.isalpha() and len(key) > 2 and key != "foot"
    if not (is_time or is_length) or key_at(tokens, end) in HYPHENS:
        return None
    draft = Draft(i, i, end, end, Number(1.0, 1.0, end), unit, bare_first=i)
    add_smaller_unit(tokens, draft)
    return draft


def _is_troop(tokens: Sequence[Token], i: int) -> bool:
    """As in "about a platoon", "up to a company of riflemen": a unit of troops as an amount."""
    troops = reference.read_toml("figure_words.toml")["troops"]
    if key_at(tokens, i - 1) not in troops["measured"]:
        return False
    noun = key_at(tokens, i + 1)
    return noun in troops["units"] or (noun in troops["also_firms"] and key_at(tokens, i + 2) == "of")


def is_part_of_name(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether letters are written onto the digits ("2S19", "777F"), so that they name a thing."""
    if tokens[i].kind != "number" or end >= len(tokens):
        return False
    following = tokens[end]
    if following.start != tokens[end - 1].end or following.kind not in ("word", "code"):
        return False
    if following.text in ("G", "H"):
        # "3G" and "1H" are generations and halves of a year.
        return True
    return unit_at(tokens, end)[0] is None and following.key not in MONEY_SUFFIXES


def add_smaller_unit(tokens: Sequence[Token], draft: Draft) -> None:
    """As in "a kilometre and a half", "3 dollars 50 cents", "5 ft 2 in" become one number."""
    j = draft.last
    if [key_at(tokens, k) for k in (j, j + 1, j + 2)] == [
        "and",
        "a",
        "half",
    ] and draft.number.high is not None:
        half = draft.number.low + 0.5
        draft.number = replace(draft.number, low=half, high=half)
        draft.last = draft.number_last = j + 3
        return
    shares = _SMALLER.get(draft.unit.name) if draft.unit is not None else None
    if shares is None:
        return
    joined = key_at(tokens, j) == "and"
    second = read_number(tokens, j + joined, stop_at_and=True) if j + joined < len(tokens) else None
    if second is None or second.form != "number":
        return
    unit, end = unit_at(tokens, second.end)
    if unit is None and "inch" in shares and key_at(tokens, end) == "in":
        share, end = shares["inch"], end + 1
    elif unit is not None and unit.name in shares:
        share = shares[unit.name]
    elif unit is None and "cent" in shares and second.low < 100 and not _word_at(tokens, end):
        # "15 dollars 50": what follows a currency without a unit of its own are its cents.
        share = shares["cent"]
    else:
        return
    value = draft.number.low + second.low * share
    draft.number, draft.last = replace(draft.number, low=value, high=value), end


def _complete_money(tokens: Sequence[Token], draft: Draft) -> None:
    """A magnitude and a name after an amount that began with a sign: "$2.5m", "$5 million US dollars"."""
    j = draft.number_last
    suffix = MONEY_SUFFIXES.get(key_at(tokens, j))
    if suffix is not None and tokens[j].start == tokens[j - 1].end:
        draft.number = draft.number.times(suffix)
        draft.number_last = draft.last = j + 1
    unit, end = unit_at(tokens, draft.last)
    if unit is None or draft.unit is None or unit.kind != "money" or tokens[draft.last].kind != "word":
        return
    if draft.unit.name in ("dollar", unit.name):
        draft.unit, draft.last = (unit if draft.unit.name == "dollar" else draft.unit), end


def _past_link(tokens: Sequence[Token], draft: Draft) -> int:
    """The index after what may stand between number and unit: a hyphen, "of a", "more", a bracket."""
    j, form = draft.last, draft.number.form
    key = key_at(tokens, j)
    if key in HYPHENS or (key in _BRACKETS and key_at(tokens, j + 2) == _BRACKETS[key]):
        return j + 1
    if key == "of" and form == "vague":
        return j + 1
    if form == "fraction" and key in ("a", "an"):
        return j + 1
    if form == "fraction" and key == "of" and key_at(tokens, j + 1) in ("a", "an"):
        return j + 2
    more = ("more", "additional", "full", "whole", "long", "further", "extra", "consecutive", "straight")
    return j + (key in more)


def _opens_next(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Whether a currency sign belongs to the digits that follow it ("1 $10 bill")."""
    if tokens[k].kind != "symbol" or end >= len(tokens):
        return False
    return tokens[end].kind == "number" and tokens[end].start == tokens[k].end


def _word_at(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind != "symbol"


def _counts_things(tokens: Sequence[Token], i: int) -> bool:
    """Whether a plural of something that is counted, or another unit, stands at `i`."""
    key = key_at(tokens, i)
    if len(key) > 1 and unit_at(tokens, i)[0] is not None:
        return key.isalpha() and key not in ("in", "to", "pc")
    return key == "people" or (key.endswith("s") and key[:-1] in _counted())


def _take_age(tokens: Sequence[Token], draft: Draft) -> None:
    """As in "-year-old" and "years old" turn a time into an age."""
    if draft.unit is None or draft.unit.kind != "time":
        return
    keys = [key_at(tokens, k) for k in (draft.last, draft.last + 1)]
    if keys[0] == "old":
        draft.last += 1
    elif keys == ["of", "age"] or (keys[0] in HYPHENS and keys[1] in ("old", "olds")):
        draft.last += 2
    else:
        return
    draft.unit = replace(draft.unit, kind="age")


def _is_measure(tokens: Sequence[Token], end: int) -> bool:
    """Whether "and a half" or a possessive measure ("hour's drive") follows."""
    if [key_at(tokens, k) for k in (end, end + 1, end + 2)] == ["and", "a", "half"]:
        return True
    end += 2 * (key_at(tokens, end) in ("'", "’") and key_at(tokens, end + 1) == "s")
    end += key_at(tokens, end) in _QUOTES
    return key_at(tokens, end) in reference.read_toml("figure_words.toml")["time"]["travel"]


def _may_precede(last: Token, first: Token) -> bool:
    """Whether a currency stands before numbers: signs and codes do, "pounds" and "dollars" do not."""
    if last.kind == "word" and len(last.text) == 1:
        return False
    codes = ("usd", "eur", "gbp", "rmb", "dollar", "sen", "rs", "rm")
    signed = first.kind == "symbol" and last.text.isupper()
    return last.kind == "symbol" or signed or first.text.isupper() or last.key in codes


@functools.cache
def _forms() -> dict[tuple[str, ...], Unit]:
    """Units by the tokens of their forms; a form with capitals is matched as written."""
    forms: dict[tuple[str, ...], Unit] = {}
    for row in reference.read_csv("units.csv"):
        unit = Unit(row["unit"], row["kind"], row["contract"], float(row["factor"]))
        for form in row["forms"].split("|"):
            forms.setdefault(tuple(token.text for token in tokenise(form)), unit)
    return forms


def _lookup(tokens: Sequence[Token]) -> Unit | None:
    forms = _forms()
    return forms.get(tuple(t.text for t in tokens)) or forms.get(tuple(t.key for t in tokens))


@functools.cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """First and last tokens of unit forms, in lower case: most words are neither."""
    forms = _forms()
    return frozenset(form[0].lower() for form in forms), frozenset(form[-1].lower() for form in forms)


@functools.cache
def _counted() -> frozenset[str]:
    return frozenset(row["noun"] for row in reference.read_csv("counted_nouns.csv"))
