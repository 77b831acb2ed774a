"""Quantities in a text: a number or range with its qualifier and unit, whatever it counts.

Reads the words alone; what is a reported figure of the war is decided in `figures`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bakhmut_data import reference
from bakhmut_data.numerals import (
    MONEY_SUFFIXES,
    Form,
    Number,
    Token,
    key_at,
    kind_value,
    number_starts,
    read_number,
    speaks_of_ratio,
    tokenise,
)
from bakhmut_data.records import Qualifier

DASHES = ("-", "‑", "–", "—", "~", "−")
LONGEST_PHRASE = 6
# "hundreds, perhaps thousands": the second number, if it is vague too, is the upper bound.
HEDGES = ("perhaps", "maybe", "possibly", "even", "probably", "if", "not", "or", "to", "likely", "and")
CHANGES = frozenset(reference.read_toml("figure_words.toml")["change"]["verbs"])


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure as in `units.csv`: its dimension, and its name and size in the tables."""

    name: str
    kind: str
    contract: str
    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number or range in a text.

    `start` to `end` is all of it, qualifier and unit included; `bare_start` leaves out the
    qualifier, `number_end` the unit. Fractions and shares are below 1, ratios and multiples are
    the larger side; `high` None is unbounded. `unit` None is a plain count.
    """

    start: int
    bare_start: int
    number_start: int
    number_end: int
    end: int
    low: float
    high: float | None
    qualifier: Qualifier
    form: Form
    unit: Unit | None = None


@dataclass(slots=True)
class _Draft:
    """A quantity while it is read, in token indices; `last` is one past its last token."""

    first: int
    number_first: int
    number_last: int
    last: int
    number: Number
    unit: Unit | None = None
    qualifier: Qualifier = "exact"
    bare_first: int = 0


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every number, range, fraction, ratio and multiple in reading order, with qualifier and unit.

    Dates, clock times, ordinals, footnote marks, telephone and version numbers and names
    such as T-90 or 93rd are no quantities; plain years are left in.
    """
    tokens = tokenise(text)
    found: list[Quantity] = []
    after = 0
    for i in number_starts(tokens):
        if i < after:
            continue
        draft = _read(tokens, i, after)
        if draft is not None:
            _qualify(tokens, draft, after)
            found.append(_quantity(tokens, draft))
            after = draft.last
    return tuple(found)


def _quantity(tokens: Sequence[Token], draft: _Draft) -> Quantity:
    number = draft.number
    return Quantity(
        start=tokens[draft.first].start,
        bare_start=tokens[draft.bare_first].start,
        number_start=tokens[draft.number_first].start,
        number_end=tokens[draft.number_last - 1].end,
        end=tokens[draft.last - 1].end,
        low=number.low,
        high=number.high,
        qualifier=draft.qualifier,
        form=number.form,
        unit=draft.unit,
    )


def _read(tokens: Sequence[Token], i: int, floor: int) -> _Draft | None:
    """The quantity whose number begins at token `i`, without its qualifier."""
    between = key_at(tokens, i - 1) == "between"
    currency, first = _unit_before(tokens, i, floor)
    if between is False and currency is not None:
        between = key_at(tokens, first - 1) == "between"
    number = read_number(tokens, i, stop_at_and=between)
    if number is None:
        return _article_unit(tokens, i)
    if _is_part_of_name(tokens, i, number.end):
        return None
    draft = _Draft(first, i, number.end, number.end, number, currency, bare_first=first)
    if first == i and _is_minus(tokens, i, floor):
        draft.number = replace(number, low=-number.low, high=None if number.high is None else -number.high)
        draft.first = draft.number_first = draft.bare_first = i - 1
    _take_unit(tokens, draft)
    ratio = _read_ratio_words(tokens, draft)
    if ratio is not None:
        return ratio
    return _read_share(tokens, draft) or _read_range(tokens, draft, between=between) or draft


def _is_minus(tokens: Sequence[Token], i: int, floor: int) -> bool:
    """Whether a minus sign is written onto the digits and parted from the word before."""
    if i - 1 < floor or key_at(tokens, i - 1) not in ("-", "−") or tokens[i].kind != "number":
        return False
    glued = tokens[i - 1].end == tokens[i].start
    return glued and (i == 1 or tokens[i - 2].end < tokens[i - 1].start)


def _is_part_of_name(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether letters are written onto the digits ("2S19", "777F"), so that they name a thing."""
    token = tokens[i]
    if token.kind != "number" or end >= len(tokens):
        return False
    following = tokens[end]
    if following.start != tokens[end - 1].end or following.kind not in ("word", "code"):
        return False
    return _unit_at(tokens, end)[0] is None and following.key not in MONEY_SUFFIXES


# --- units ---------------------------------------------------------------------------------


@functools.cache
def _unit_forms() -> dict[tuple[str, ...], Unit]:
    """Units by the tokens of their forms; a form with capitals is matched as written."""
    forms: dict[tuple[str, ...], Unit] = {}
    for row in reference.read_csv("units.csv"):
        unit = Unit(row["unit"], row["kind"], row["contract"], float(row["factor"]))
        for form in row["forms"].split("|"):
            forms.setdefault(tuple(token.text for token in tokenise(form)), unit)
    return forms


def _lookup_unit(tokens: Sequence[Token]) -> Unit | None:
    forms = _unit_forms()
    return forms.get(tuple(t.text for t in tokens)) or forms.get(tuple(t.key for t in tokens))


@functools.cache
def _unit_heads() -> tuple[frozenset[str], frozenset[str]]:
    """First and last tokens of unit forms, in lower case: most words are neither."""
    return (
        frozenset(form[0].lower() for form in _unit_forms()),
        frozenset(form[-1].lower() for form in _unit_forms()),
    )


def _unit_at(tokens: Sequence[Token], i: int) -> tuple[Unit | None, int]:
    """The longest unit that begins at token `i` and the index after it."""
    if key_at(tokens, i) not in _unit_heads()[0]:
        return None, i
    for length in range(min(4, len(tokens) - i), 0, -1):
        unit = _lookup_unit(tokens[i : i + length])
        if unit is not None:
            return unit, i + length
    return None, i


def _unit_before(tokens: Sequence[Token], i: int, floor: int) -> tuple[Unit | None, int]:
    """The currency written before the number at `i` and the index where it begins."""
    if key_at(tokens, i - 1) not in _unit_heads()[1]:
        return None, i
    for length in range(min(4, i - floor), 0, -1):
        unit = _lookup_unit(tokens[i - length : i])
        if unit is not None and unit.kind == "money" and _may_precede(tokens[i - 1], tokens[i - length]):
            return unit, i - length
    return None, i


def _may_precede(last: Token, first: Token) -> bool:
    """Whether a currency stands before numbers: signs and codes do, "pounds" and "dollars" do not."""
    return last.kind == "symbol" or first.text.isupper() or last.key in ("usd", "eur", "gbp", "rmb", "dollar", "sen")


def _take_unit(tokens: Sequence[Token], draft: _Draft) -> None:
    """Adds the unit after the number, with written-on magnitudes of money ("$2.5m")."""
    j = draft.number_last
    if draft.unit is not None:
        suffix = MONEY_SUFFIXES.get(key_at(tokens, j))
        if suffix is not None and tokens[j].start == tokens[j - 1].end:
            draft.number = replace(
                draft.number,
                low=draft.number.low * suffix,
                high=None if draft.number.high is None else draft.number.high * suffix,
                scale=suffix,
            )
            draft.number_last = draft.last = j + 1
        unit, end = _unit_at(tokens, draft.last)
        if unit is not None and tokens[draft.last].kind == "word" and unit.kind == "money" and draft.unit.name in ("dollar", unit.name):
            draft.unit, draft.last = (unit if draft.unit.name == "dollar" else draft.unit), end
        return
    form = draft.number.form
    k = j
    if key_at(tokens, k) in ("-", "‑", "­"):
        k += 1
    elif key_at(tokens, k) in _BRACKETS and key_at(tokens, k + 2) == _BRACKETS[key_at(tokens, k)]:
        k += 1
    elif key_at(tokens, k) == "of" and form in ("vague",):
        k += 1
    elif form == "fraction" and key_at(tokens, k) in ("a", "an", "of"):
        k += 1 + (key_at(tokens, k) == "of" and key_at(tokens, k + 1) in ("a", "an"))
    k += key_at(tokens, k) in ("more", "additional", "full", "whole", "long", "further", "extra", "consecutive", "straight") and k == j
    unit, end = _unit_at(tokens, k)
    if unit is not None and tokens[k].text == "m" and _counts_things(tokens, end):
        # "2.3m views" are millions; metres are not of anything countable.
        number = draft.number
        draft.number = replace(number, low=number.low * 1e6, high=None if number.high is None else number.high * 1e6, scale=1e6)
        draft.number_last = draft.last = end
        return
    if unit is None or (unit.kind == "index" and draft.number.form == "fraction"):
        return
    if unit.kind == "money" and tokens[k].kind == "symbol" and end < len(tokens) and tokens[end].start == tokens[k].end:
        if tokens[end].kind == "number":
            return
    draft.unit, draft.last = unit, end + (k > j and tokens[j].key in _BRACKETS)
    scale = kind_value(tokens, draft.last, "magnitude")
    if unit.kind == "money" and scale is not None and draft.number.scale == 1:
        draft.number = replace(draft.number, low=draft.number.low * scale, high=draft.number.low * scale, scale=scale)
        draft.last += 1
    if form == "fraction" and unit.kind != "percent" and (k > j or tokens[j].kind == "word"):
        draft.number = replace(draft.number, form="number")
    _add_half(tokens, draft)
    _take_age(tokens, draft)


def _counts_things(tokens: Sequence[Token], i: int) -> bool:
    """Whether a plural of something that is counted stands at `i`."""
    key = key_at(tokens, i)
    return key == "people" or (key.endswith("s") and key[:-1] in _counted())


@functools.cache
def _counted() -> frozenset[str]:
    return frozenset(row["noun"] for row in reference.read_csv("counted_nouns.csv"))


def _add_half(tokens: Sequence[Token], draft: _Draft) -> None:
    """"a kilometre and a half", "3 dollars 50 cents", "5 ft 2 in" belong to one number."""
    j = draft.last
    if [key_at(tokens, k) for k in (j, j + 1, j + 2)] == ["and", "a", "half"] and draft.number.high is not None:
        half = draft.number.low + 0.5
        draft.number = replace(draft.number, low=half, high=half)
        draft.last = draft.number_last = j + 3
        return
    share = _SMALLER.get(draft.unit.name) if draft.unit else None
    if share is None:
        return
    k = j + (key_at(tokens, j) == "and")
    second = read_number(tokens, k, stop_at_and=True) if k < len(tokens) else None
    if second is None or second.form != "number":
        return
    unit, end = _unit_at(tokens, second.end)
    if draft.unit is not None and draft.unit.name == "foot" and key_at(tokens, second.end) == "in":
        unit, end = _unit_forms()[("inch",)], second.end + 1
    if unit is None and "cent" in share and second.low < 100 and (end >= len(tokens) or tokens[end].kind == "symbol"):
        # "15 dollars 50": what follows a currency without a unit of its own are its cents.
        value = draft.number.low + second.low * (share["cent"] if second.low >= 10 or k > j else 0.1)
        draft.number, draft.last = replace(draft.number, low=value, high=value), end
    elif unit is not None and unit.name in share:
        value = draft.number.low + second.low * share[unit.name]
        draft.number, draft.last = replace(draft.number, low=value, high=value), end


_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_SMALLER = {
    "dollar": {"cent": 0.01},
    "united states dollar": {"cent": 0.01},
    "pound": {"pence": 0.01},
    "foot": {"inch": 1 / 12},
}


def _take_age(tokens: Sequence[Token], draft: _Draft) -> None:
    """"-year-old", "years old", "years of age": the unit's kind becomes age."""
    if draft.unit is None or draft.unit.kind != "time":
        return
    j = draft.last
    keys = [key_at(tokens, k) for k in range(j, j + 2)]
    if keys[0] == "old" or keys == ["of", "age"]:
        draft.last = j + (1 if keys[0] == "old" else 2)
    elif keys[0] in ("-", "‑") and keys[1] in ("old", "olds"):
        draft.last = j + 2
    else:
        return
    draft.unit = replace(draft.unit, kind="age")


def _article_unit(tokens: Sequence[Token], i: int) -> _Draft | None:
    """"a kilometre", "a fortnight", "an hour's drive": one unit, where it is a measure at all."""
    if tokens[i].key not in ("a", "an", "one"):
        return None
    j = i + 1
    while key_at(tokens, j) in ("“", "”", '"', "whole", "full", "good", "mere"):
        j += 1
    unit, end = _unit_at(tokens, j)
    if unit is None or key_at(tokens, i - 1) in ("per", "than") or kind_value(tokens, i - 1, "unit") is not None:
        return None
    token = tokens[j]
    is_time = unit.kind == "time" and (token.key in ("fortnight", "decade", "century") or _is_measure(tokens, end))
    is_length = unit.kind in ("length", "area") and token.kind == "word" and len(token.text) > 2
    if not (is_time or is_length) or token.key in ("second", "foot") or key_at(tokens, end) in ("-", "‑"):
        return None
    draft = _Draft(i, i, end, end, Number(1.0, 1.0, end), unit, bare_first=i)
    _add_half(tokens, draft)
    return draft


def _is_measure(tokens: Sequence[Token], end: int) -> bool:
    """Whether "and a half" or a possessive measure ("hour's drive") follows."""
    if [key_at(tokens, k) for k in (end, end + 1, end + 2)] == ["and", "a", "half"]:
        return True
    end += 2 * (key_at(tokens, end) in ("'", "’") and key_at(tokens, end + 1) == "s")
    end += key_at(tokens, end) in ("”", '"')
    return key_at(tokens, end) in ("drive", "walk", "ride", "march", "flight", "journey", "trip")


# --- ranges, shares and ratios ---------------------------------------------------------------


def _read_range(tokens: Sequence[Token], draft: _Draft, *, between: bool) -> _Draft | None:
    """"4-5 km", "between ten and twelve thousand", "hundreds, perhaps thousands"; None for one number."""
    joint = _joint(tokens, draft, between=between)
    if joint is None:
        return None
    currency, j = None, joint
    for length in (4, 3, 2, 1):
        unit = _lookup_unit(tokens[joint : joint + length])
        if unit is not None and unit.kind == "money" and draft.unit is not None:
            currency, j = unit, joint + length
            break
    second = read_number(tokens, j) if j < len(tokens) else None
    if second is None or _is_part_of_name(tokens, j, second.end):
        return None
    upper = _Draft(j, j, second.end, second.end, second, currency)
    _take_unit(tokens, upper)
    merged = _merge(draft, upper, between=between)
    from_word = not between and key_at(tokens, draft.first - 1) == "from"
    if from_word and draft.unit is not None and draft.unit.kind == "money" and currency is not None:
        return None
    if merged is not None and not between and key_at(tokens, draft.first - 1) == "from" and _is_change(tokens, draft):
        return None
    return merged


def _joint(tokens: Sequence[Token], draft: _Draft, *, between: bool) -> int | None:
    """The index after the words that join the two ends of a range."""
    j = draft.last
    key = key_at(tokens, j)
    vague = draft.number.form == "vague" and draft.number.high is None
    if key in ("to", "through") or (key in DASHES and _is_close(tokens, j)):
        return j + 1 + (key_at(tokens, j + 1) in ("a", "around", "about", "some", "as") and key_at(tokens, j + 2) not in ("few",))
    if key == "and" and between:
        return j + 1
    if vague and key in (",", *HEDGES, *DASHES):
        k = j
        while k < j + 4 and key_at(tokens, k) in (",", *HEDGES, *DASHES):
            k += 1
        return k if k > j + (key == ",") and kind_value(tokens, k, "plural") is not None else None
    if key == "or" and draft.number.form == "number":
        return j + 1 + (key_at(tokens, j + 1) in ("even", "perhaps", "maybe", "possibly"))
    if key == "," and tokens[draft.number_first].kind == "word" and draft.number.low % 10 == 0 and draft.number.low < 100:
        return j + 1
    if key == "and" and tokens[j - 1].key in _PLURAL_UNITS:
        return j + 1
    return None


_PLURAL_UNITS = ("twos", "threes", "fours", "fives", "sixes", "sevens", "eights")


def _is_close(tokens: Sequence[Token], j: int) -> bool:
    """Whether a dash stands between two numbers, not between two clauses."""
    if j + 1 >= len(tokens):
        return False
    before, after = tokens[j].start - tokens[j - 1].end, tokens[j + 1].start - tokens[j].end
    return before == after and before <= 1


def _merge(lower: _Draft, upper: _Draft, *, between: bool) -> _Draft | None:
    """One range of two numbers; None where they do not rise or do not count the same."""
    low, high = lower.number, upper.number
    if (low.form == "vague") != (high.form == "vague") and low.form != "number":
        return None
    if lower.unit is not None and upper.unit is not None and lower.unit.kind != upper.unit.kind:
        return None
    if lower.unit is not None and upper.unit is None and lower.unit.kind != "money":
        return None
    bottom = low.low
    if high.scale > 1 and low.scale == 1 and bottom * high.scale < high.low * (1 + 1e-9):
        bottom *= high.scale
    if high.form == "vague" and high.high is None:
        # "thousands" as an upper end reaches to the next magnitude.
        top: float | None = high.low * 10 - 1
    else:
        top = high.high
    if top is None or bottom >= top or (low.low > 1900 and high.low < 100):
        return None
    vague = low.form == "vague" and high.form == "vague" and low.high is None
    form: Form = "vague" if low.form == "vague" else ("fraction" if high.form == "fraction" else "number")
    number = Number(bottom, top, upper.last, form, high.scale)
    first = lower.first - between if lower.first else lower.first
    return _Draft(
        first, lower.number_first, upper.number_last, upper.last, number, upper.unit or lower.unit,
        "vague" if vague else "range", lower.bare_first,
    )


def _is_change(tokens: Sequence[Token], draft: _Draft) -> bool:
    """Whether a verb of change stands before "from": then the two numbers are two figures."""
    return any(key_at(tokens, k) in CHANGES for k in range(max(0, draft.first - 5), draft.first - 1))


def _read_share(tokens: Sequence[Token], draft: _Draft) -> _Draft | None:
    """"one in five", "nine out of every ten" as a share below 1."""
    number = draft.number
    if number.form != "number" or draft.unit is not None or number.low != int(number.low) or number.low < 1:
        return None
    j = draft.last
    if key_at(tokens, j) == "out" and key_at(tokens, j + 1) == "of":
        j, sure = j + 2, True
    elif key_at(tokens, j) in ("in", "-") and (key_at(tokens, j) == "in" or key_at(tokens, j + 1) == "in"):
        sure = number.low == 1 or key_at(tokens, j) == "-"
        j += 1 + 2 * (key_at(tokens, j) == "-")
    else:
        return None
    j += key_at(tokens, j) == "every"
    second = read_number(tokens, j) if j < len(tokens) and key_at(tokens, j) not in ("a", "an") else None
    if second is None or second.form != "number" or not number.low < second.low <= 1000:
        return None
    if not sure and second.low not in (3, 4, 5, 6, 8, 10, 20, 100):
        return None
    unit, _ = _unit_at(tokens, second.end)
    if unit is not None:
        return None
    value = number.low / second.low
    return _Draft(draft.first, draft.number_first, second.end, second.end, Number(value, value, second.end, "share"), None, bare_first=draft.bare_first)


def _read_ratio_words(tokens: Sequence[Token], draft: _Draft) -> _Draft | None:
    """"seven to one", "three times as many", "five soldiers for every Ukrainian"."""
    number = draft.number
    if number.form not in ("number", "vague") or (draft.unit is not None and draft.unit.kind not in ("index",)):
        return None
    j = draft.last
    hyphen = key_at(tokens, j) == "-"
    if key_at(tokens, j + hyphen) == "to":
        k = j + 1 + hyphen + (hyphen and key_at(tokens, j + 2) == "-")
        if key_at(tokens, k) in ("1", "one") and number.low >= 1 and _unit_at(tokens, k + 1)[0] is None:
            return replace_draft(draft, number.low, k + 1, "ratio")
        if number.low == 1 and k < len(tokens) and (hyphen or speaks_of_ratio(tokens, draft.number_first)):
            second = read_number(tokens, k)
            if second is not None and second.form == "number" and second.low > 1:
                return replace_draft(draft, second.low, second.end, "ratio")
    if key_at(tokens, j) == "times" and key_at(tokens, j + 1) in _COMPARING and number.low < 1000:
        comparative = key_at(tokens, j + 1) in ("more", "fewer", "less", "higher", "lower", "larger", "greater", "bigger")
        return replace_draft(draft, number.low, j + 1 + comparative, "multiple")
    for k in range(j, min(j + 6, len(tokens))):
        if tokens[k].key in (".", ";", ",", "and"):
            break
        if tokens[k].key == "for" and key_at(tokens, k + 1) in ("every", "each"):
            counterpart = read_number(tokens, k + 2) if k + 2 < len(tokens) else None
            share = counterpart.low if counterpart is not None and counterpart.low > 0 else 1.0
            end = counterpart.end if counterpart is not None else k + 2
            end += end < len(tokens) and tokens[end].kind == "word"
            return replace_draft(draft, max(number.low, share) / min(number.low, share) if number.low else 0.0, end, "ratio")
    return None


_COMPARING = frozenset(
    "as more fewer less higher lower larger greater bigger faster longer stronger smaller the that what its their his "
    "worse better over".split()
)


def replace_draft(draft: _Draft, value: float, last: int, form: Form) -> _Draft:
    """The same quantity as a ratio that reaches to token `last`."""
    high = None if draft.number.high is None else (draft.number.high if draft.number.high != draft.number.low else value)
    number = Number(value, high, last, form)
    return _Draft(draft.first, draft.number_first, last, last, number, None, draft.qualifier, draft.bare_first)


# --- qualifiers ------------------------------------------------------------------------------


@functools.cache
def _phrases(position: str) -> dict[tuple[str, ...], Qualifier]:
    rows: Iterable[dict[str, str]] = reference.read_csv("qualifiers.csv")
    found: dict[tuple[str, ...], Qualifier] = {}
    for row in rows:
        if row["position"] == position:
            found[tuple(token.key for token in tokenise(row["phrase"]))] = row["qualifier"]  # type: ignore[assignment]
    return found


def _qualify(tokens: Sequence[Token], draft: _Draft, floor: int) -> None:
    """Adds the qualifiers before and after the number; a bound is stronger than "about"."""
    found: list[Qualifier] = []
    before = _phrases("before")
    moved = True
    while moved:
        moved = False
        at = draft.first - (key_at(tokens, draft.first - 1) in ("the", "a", "all", "another") and bool(found))
        for length in range(min(LONGEST_PHRASE, at - floor), 0, -1):
            phrase = tuple(token.key for token in tokens[at - length : at])
            if phrase in before:
                found.append(before[phrase])
                draft.first, moved = at - length, True
                break
    after = _phrases("after")
    for length in range(min(LONGEST_PHRASE, len(tokens) - draft.last), 0, -1):
        phrase = tuple(token.key for token in tokens[draft.last : draft.last + length])
        if phrase in after and (phrase != ("+",) or tokens[draft.last].start == tokens[draft.last - 1].end):
            found.append(after[phrase])
            draft.last += length
            if draft.unit is None and phrase == ("+",):
                unit, end = _unit_at(tokens, draft.last)
                draft.unit, draft.last = unit, end
            break
    if draft.number.form == "vague" and draft.number.high is None:
        draft.qualifier = "vague"
    elif draft.qualifier in ("range", "vague"):
        return
    elif found:
        bounds = [q for q in found if q != "about"]
        draft.qualifier = bounds[0] if bounds else "about"
    elif _is_loose(tokens, draft):
        draft.qualifier = "about"


def _is_loose(tokens: Sequence[Token], draft: _Draft) -> bool:
    """"a third", "one in eight", "a couple" are spoken roundly even without "about"."""
    opening = tokens[draft.number_first].key
    if draft.number.form == "vague":
        return draft.number.high == draft.number.low and key_at(tokens, draft.number_first + 1) == "couple"
    if draft.number.form == "share":
        return draft.number.low <= 0.5 and opening in ("one", "1")
    return draft.number.form == "fraction" and opening == "a" and draft.unit is None
