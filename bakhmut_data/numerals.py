"""Single numbers in a text: digits in all groupings, number words, fractions, vague plurals."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bakhmut_data import reference
from bakhmut_data.lexing import Token, key_at

Form = Literal["number", "fraction", "share", "ratio", "multiple", "vague"]

# Longer runs of digits are identifiers; as numbers they would only cost time.
LONGEST_DIGITS = 24
GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8), "⅙": (1, 6)}
# Letters that scale a number they are written onto; "m" alone is metres unless money comes before.
SUFFIXES = {"k": 1e3, "K": 1e3, "M": 1e6, "MM": 1e6, "b": 1e9, "B": 1e9}
MONEY_SUFFIXES = {"m": 1e6, "k": 1e3, "t": 1e12}

@dataclass(frozen=True, slots=True)
class Number:
    """A number read from tokens up to index `end`; `high` None is unbounded."""

    low: float
    high: float | None
    end: int
    form: Form = "number"
    scale: float = 1.0

    def times(self, factor: float) -> Number:
        """The number multiplied by a magnitude or sign."""
        high = None if self.high is None else self.high * factor
        return Number(self.low * factor, high, self.end, self.form, max(self.scale, factor))


@functools.cache
def number_words() -> dict[str, dict[str, float]]:
    """Words by kind (unit, teen, ten, hundred, magnitude, group, plural …) with their values."""
    kinds: dict[str, dict[str, float]] = {}
    for row in reference.read_csv("number_words.csv"):
        kinds.setdefault(row["kind"], {})[row["word"]] = float(row["value"])
    return kinds


def digits_value(text: str) -> float | None:
    """The value of a number in digits; grouping marks and decimal marks told apart by their pattern."""
    if text.isdecimal():
        return float(text) if len(text) <= LONGEST_DIGITS else None
    plain = re.sub(r"[ \u00a0\u2009\u202f]", "", text)
    if len(plain) > LONGEST_DIGITS:
        return None
    if "10^" in plain:
        mantissa, power = re.split(r"[x×]10\^", plain)
        return float(mantissa) * 10.0 ** int(power)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){1,6},\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    elif re.fullmatch(r"[1-9]\d{0,2}\.000", plain):
        # Nobody writes three empty decimals; they are the thousands of other languages.
        plain = plain.replace(".", "")
    return float(plain.replace(",", ""))


def read_number(tokens: Sequence[Token], i: int, *, stop_at_and: bool = False) -> Number | None:
    """The longest number that begins at token `i`, or None; values of fractions stay below 1."""
    plain = key_at(tokens, i + 1) not in ("-", "‑") and kind_value(tokens, i + 1, "denominator") is None
    if tokens[i].kind == "number" and plain:
        return _read_cardinal(tokens, i, stop_at_and)
    for reader in (_read_vague, _read_ratio, _read_fraction, _read_half, _read_cardinal):
        number = reader(tokens, i, stop_at_and)
        if number is not None:
            return number
    return None


def kind_value(tokens: Sequence[Token], i: int, kind: str) -> float | None:
    """The value of token `i` as a number word of this kind, None if it is none."""
    if not 0 <= i < len(tokens) or tokens[i].kind != "word":
        return None
    return number_words()[kind].get(tokens[i].key)


def _read_vague(tokens: Sequence[Token], i: int, _stop: bool) -> Number | None:
    """"dozens", "tens of thousands", "a few", "several hundred", "a couple of"."""
    start = i
    if key_at(tokens, i) in ("a", "the") and key_at(tokens, i + 1) in ("few", "couple", "handful", "good", "pair"):
        i += 1
    if key_at(tokens, i) == "good":
        i += 1
    if (value := kind_value(tokens, i, "plural")) is not None:
        end = i + 1
        if key_at(tokens, end) == "of" and (more := kind_value(tokens, end + 1, "plural")) is not None:
            return Number(value * more, None, end + 2, "vague", value * more)
        return Number(value, None, end, "vague", value)
    if (value := kind_value(tokens, i, "vague")) is not None:
        if tokens[i].key == "few" and i == start:
            return None
        end = i + 1
        if (scale := _scale(tokens, end)) is not None:
            return Number(value * scale, None, end + 1, "vague", scale)
        return Number(value, None, end, "vague")
    if (value := kind_value(tokens, i, "couple")) is not None and i > start and tokens[i].key != "pair":
        end = i + 2 if key_at(tokens, i + 1) == "of" else i + 1
        scale = _scale(tokens, end) or 1.0
        return Number(value * scale, value * scale, end + (scale > 1), "vague", scale)
    if (value := kind_value(tokens, i, "plural_unit")) is not None:
        return Number(value, value, i + 1, "vague")
    return None


def _scale(tokens: Sequence[Token], i: int) -> float | None:
    """What a magnitude word at `i` multiplies by."""
    for kind in ("hundred", "magnitude", "group"):
        if (value := kind_value(tokens, i, kind)) is not None:
            return value
    return None


def _read_ratio(tokens: Sequence[Token], i: int, _stop: bool) -> Number | None:
    """"1:7", and a multiple in one word ("twice", "tenfold")."""
    token = tokens[i]
    if token.kind == "ratio" or (token.kind == "clock" and speaks_of_ratio(tokens, i)):
        sides = [float(side) for side in re.findall(r"\d+(?:\.\d+)?", token.text)]
        if len(sides) == 2 and min(sides) > 0:
            value = max(sides) / min(sides)
            return Number(value, value, i + 1, "ratio")
    if (value := kind_value(tokens, i, "multiple")) is not None:
        return Number(value, value, i + 1, "multiple")
    return None


def speaks_of_ratio(tokens: Sequence[Token], i: int) -> bool:
    """Whether a ratio has just been named, so that "1:10" is none of the clock."""
    return any(key_at(tokens, j).startswith(("ratio", "exchange")) for j in range(max(0, i - 6), i))


def _read_fraction(tokens: Sequence[Token], i: int, _stop: bool) -> Number | None:
    """"2/3", "two-thirds", "a quarter", "two thirds of a million"."""
    if tokens[i].kind == "fraction":
        above, below = GLYPHS.get(tokens[i].text) or [int(x) for x in re.findall(r"\d+", tokens[i].text)]
        return _times_million(tokens, Number(above / below, above / below, i + 1, "fraction")) if 0 < above < below else None
    j = i
    if tokens[i].key in ("a", "an"):
        above: float | None = 1.0
        j = i + 1
    elif key_at(tokens, i) == "quarter" and kind_value(tokens, i + 1, "magnitude") is not None:
        above = 1.0
    else:
        cardinal = _read_cardinal(tokens, i, True)
        if cardinal is None or cardinal.low > 99 or cardinal.low != int(cardinal.low):
            return None
        above, j = cardinal.low, cardinal.end
    hyphenated = key_at(tokens, j) in ("-", "‑")
    j += hyphenated
    below = kind_value(tokens, j, "denominator")
    if below is None or not above:
        return None
    if tokens[j].key[-1] != "s" and above > 1:
        return None
    value = above / below
    return _times_million(tokens, Number(value, value, j + 1, "fraction"))


def _times_million(tokens: Sequence[Token], number: Number) -> Number:
    """A fraction of a magnitude is a count: "a quarter of a million", "three quarters billion"."""
    j = number.end
    if key_at(tokens, j) == "of" and key_at(tokens, j + 1) == "a":
        j += 2
    scale = kind_value(tokens, j, "magnitude")
    if scale is None:
        return number
    return Number(number.low * scale, number.low * scale, j + 1, "number", scale)


def _read_half(tokens: Sequence[Token], i: int, _stop: bool) -> Number | None:
    """"half", "a half", "half a million", "half a dozen"."""
    j = i + (tokens[i].key in ("a", "one") and key_at(tokens, i + 1) == "half")
    if key_at(tokens, j) != "half":
        if tokens[i].key == "one" and key_at(tokens, i + 1) == "-" and key_at(tokens, i + 2) == "half":
            return Number(0.5, 0.5, i + 3, "fraction")
        return None
    k = j + 1 + (key_at(tokens, j + 1) in ("a", "-"))
    if (scale := _scale(tokens, k)) is not None:
        return Number(scale / 2, scale / 2, k + 1, "number", scale)
    return Number(0.5, 0.5, j + 1, "fraction")


def _read_cardinal(tokens: Sequence[Token], i: int, stop_at_and: bool) -> Number | None:
    """Digits and number words with their magnitudes: "4,000", "2.5 million", "forty-five"."""
    negative = False
    if tokens[i].key in ("minus", "negative"):
        negative, i = True, i + 1
    total, current, last, ceiling, j = 0.0, None, "", math.inf, i
    scale = 1.0
    if key_at(tokens, i) in ("a", "an"):
        if _scale(tokens, i + 1) is None:
            return None
        current, last, j = 1.0, "article", i + 1
    while j < len(tokens):
        k = _past_joint(tokens, j, last, stop_at_and)
        atom = _atom(tokens, k) if k is not None else None
        if atom is None or k is None:
            break
        kind, value = atom
        if kind in ("magnitude", "hundred", "group"):
            if value >= ceiling or (kind != "magnitude" and (current or 0) >= 100 and last != "digits"):
                break
            if kind == "hundred":
                current = (1.0 if current is None else current) * value
            else:
                total += (1.0 if current is None else current) * value
                current, ceiling = None, value
            scale = value
            if kind == "magnitude" and (more := kind_value(tokens, k + 1, "magnitude")) and value in (1e5, 1e3) and more > value:
                total, k, scale = total * more, k + 1, value * more
        elif not _fits(kind, value, last, current, ceiling, scale):
            break
        else:
            current = (current or 0.0) + value
            scale = 1.0 if kind != "suffixed" else scale
        last, j = kind, k + 1
    if last in ("", "article"):
        return None
    value = total + (current or 0.0)
    end, value, scale = _tail(tokens, j, value, scale, last)
    if key_at(tokens, end) in ("-", "‑") and _is_ordinal(tokens, end + 1) and tokens[end].start == tokens[end - 1].end:
        below = kind_value(tokens, end + 1, "denominator")
        if below is None or tokens[end + 1].key[-1] != "s":
            return Number(value, value, end) if below is not None and value < 20 else None
    value = -value if negative else value
    return Number(value, value, end, "number", scale)


def _is_ordinal(tokens: Sequence[Token], i: int) -> bool:
    return kind_value(tokens, i, "denominator") is not None or kind_value(tokens, i, "ordinal") is not None


def _past_joint(tokens: Sequence[Token], j: int, last: str, stop_at_and: bool) -> int | None:
    """The index after a hyphen or "and" that joins two number words; `j` where there is none."""
    key = key_at(tokens, j)
    if last in ("", "article"):
        return j
    if key in ("-", "‑"):
        small = kind_value(tokens, j + 1, "unit") is not None and last == "ten"
        return j + 1 if small or _scale(tokens, j + 1) is not None else None
    if key == "and":
        if stop_at_and or last not in ("hundred", "magnitude"):
            return None
        following = _atom(tokens, j + 1)
        if following is None or following[0] in ("magnitude", "hundred", "group"):
            return None
        # "three hundred and two hundred" are two numbers, "three hundred and two thousand" is one.
        after = _scale(tokens, j + 2)
        return None if after is not None and last == "hundred" and after <= 100 else j + 1
    return j


def _atom(tokens: Sequence[Token], i: int) -> tuple[str, float] | None:
    """Kind and value of one token as part of a number."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind == "number":
        value = digits_value(token.text)
        return None if value is None else ("digits", value)
    if token.kind != "word":
        return None
    for kind in ("unit", "teen", "ten", "hundred", "magnitude", "group"):
        if (value := kind_value(tokens, i, kind)) is not None:
            return kind, value
    return None


def _fits(kind: str, value: float, last: str, current: float | None, ceiling: float, scale: float) -> bool:
    """Whether a unit, teen, ten or digits may follow what has been read."""
    if last == "":
        return True
    if last in ("article", "digits") or value >= ceiling:
        return False
    if last == "magnitude":
        return kind != "digits" or value < 1000
    if last == "hundred":
        return value < 100 and value == int(value)
    if last == "ten":
        return kind == "unit" and value > 0 and current is not None and scale > 0
    return False


def _tail(tokens: Sequence[Token], j: int, value: float, scale: float, last: str) -> tuple[int, float, float]:
    """What may follow the words: a written-on suffix, decimals, "and a half"."""
    glued = j < len(tokens) and tokens[j].start == tokens[j - 1].end
    if last == "digits" and j < len(tokens) and (glued or tokens[j].text in ("k", "M")):
        suffix = SUFFIXES.get(tokens[j].text)
        if suffix is not None:
            return j + 1, value * suffix, suffix
    if key_at(tokens, j) == "point" and last != "digits":
        decimals, k = "", j + 1
        while (digit := next((v for kind in ("unit", "teen", "ten") if (v := kind_value(tokens, k, kind)) is not None), None)) is not None:
            decimals, k = decimals + str(int(digit)), k + 1
        if decimals:
            return k, value + float("0." + decimals), scale
    if key_at(tokens, j) == "and" and key_at(tokens, j + 1) in ("a", "one", "two", "three"):
        part = _bare_fraction(tokens, j + 1)
        if part is not None:
            whole = scale if scale >= 1e5 else 1.0
            end = part.end
            if whole == 1.0 and (more := kind_value(tokens, end, "magnitude")) is not None:
                return end + 1, (value + part.low) * more, more
            return end, value + part.low * whole, scale
    if last == "digits" and j < len(tokens) and tokens[j].kind == "fraction" and value == int(value):
        part = _read_fraction(tokens, j, True)
        if part is not None and part.form == "fraction":
            return j + 1, value + part.low, scale
    return j, value, scale


def _bare_fraction(tokens: Sequence[Token], i: int) -> Number | None:
    """A fraction before any magnitude that follows it, which then counts the whole number."""
    if key_at(tokens, i + 1) == "half":
        return Number(0.5, 0.5, i + 2, "fraction")
    above = 1.0 if tokens[i].key == "a" else kind_value(tokens, i, "unit")
    j = i + 1 + (key_at(tokens, i + 1) == "-")
    below = kind_value(tokens, j, "denominator")
    return None if not above or below is None else Number(above / below, above / below, j + 1, "fraction")


@functools.cache
def unit_openings() -> frozenset[str]:
    """What may follow the article of a measure: first words of units, and words and quotes before them."""
    forms = (form for row in reference.read_csv("units.csv") for form in row["forms"].split("|"))
    return frozenset(form.split(" ")[0].lower() for form in forms) | {"“", "”", '"', "whole", "full", "good", "mere"}


def number_starts(tokens: Sequence[Token]) -> Iterator[int]:
    """The indices at which a number may begin."""
    words = {word for kind in number_words().values() for word in kind}
    words |= {"a", "an", "minus", "negative"}
    following = words | unit_openings()
    for i, token in enumerate(tokens):
        if token.kind in ("number", "ratio", "fraction", "clock"):
            yield i
        elif token.kind == "word" and token.key in words:
            # Articles are everywhere; they open a number only before a number word or a unit.
            if token.key not in ("a", "an") or key_at(tokens, i + 1) in following:
                yield i
