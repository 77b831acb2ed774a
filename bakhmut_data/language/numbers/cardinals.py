"""Cardinal numbers from digits and words: "4,000", "2.5 million", "one hundred and fifty thousand"."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bakhmut_data import reference
from bakhmut_data.language.numbers.lexing import Token, key_at

Form = Literal["number", "fraction", "share", "ratio", "multiple", "vague"]

SCALES = ("hundred", "magnitude", "group")
ATOMS = ("unit", "teen", "ten", *SCALES)
ARTICLES = ("a", "an")
HYPHENS = ("-", "‑")
# "a million and a half" is half a million more, "a hundred and a half" half of one.
SMALLEST_SHARED = 1e5
# Longer runs of digits are identifiers; as numbers they would only cost time.
LONGEST_DIGITS = 24
GLYPHS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅛": (1, 8),
    "⅙": (1, 6),
}
# Letters that scale a number they are written onto; "m" alone is metres unless money comes before.
SUFFIXES = {"k": 1e3, "K": 1e3, "M": 1e6, "MM": 1e6, "b": 1e9, "B": 1e9}
# The same, parted from the digits by a space.
SPACED = {"k": 1e3, "M": 1e6}
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


def read_cardinal(tokens: Sequence[Token], i: int, *, stop_at_and: bool) -> Number | None:
    """Digits and number words with their magnitudes: "4,000", "2.5 million", "forty-five"."""
    negative = tokens[i].key in ("minus", "negative")
    j = i + negative
    words = _Sum()
    if key_at(tokens, j) in ARTICLES:
        if magnitude_at(tokens, j + 1) is None:
            return None
        words.current, words.last, j = 1.0, "article", j + 1
    while True:
        k = _past_joint(tokens, j, words.last, stop_at_and=stop_at_and)
        atom = _atom(tokens, k) if k is not None else None
        if k is None or atom is None or not words.add(*atom):
            break
        j = k + 1
    if words.last in ("", "article"):
        return None
    value, scale, end = _tail(tokens, j, words)
    if _is_ordinal_compound(tokens, end, value):
        return None
    return Number(-value if negative else value, -value if negative else value, end, "number", scale)


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


def kind_value(tokens: Sequence[Token], i: int, kind: str) -> float | None:
    """The value of token `i` as a number word of this kind, None if it is none."""
    if not 0 <= i < len(tokens) or tokens[i].kind != "word":
        return None
    return number_words()[kind].get(tokens[i].key)


def magnitude_at(tokens: Sequence[Token], i: int) -> float | None:
    """What a magnitude word at `i` multiplies by."""
    values = (kind_value(tokens, i, kind) for kind in SCALES)
    return next((value for value in values if value is not None), None)


@dataclass(slots=True)
class _Sum:
    """A number while its words are added up; `last` is the kind of the word before."""

    total: float = 0.0
    current: float | None = None
    ceiling: float = math.inf
    scale: float = 1.0
    last: str = ""

    @property
    def value(self) -> float:
        """What the words so far amount to."""
        return self.total + (self.current or 0.0)

    def add(self, kind: str, value: float) -> bool:
        """Takes one more word; False where it cannot belong to the number."""
        if not (self._fits_scale(kind, value) if kind in SCALES else self._fits(kind, value)):
            return False
        if kind == "hundred":
            self.current = (1.0 if self.current is None else self.current) * value
        elif kind in SCALES:
            self.total += (1.0 if self.current is None else self.current) * value
            self.current, self.ceiling = None, value
        else:
            self.current = (self.current or 0.0) + value
        self.scale = value if kind in SCALES else 1.0
        self.last = kind
        return True

    def _fits_scale(self, kind: str, value: float) -> bool:
        """Magnitudes fall ("million … thousand"); "hundred" follows small numbers only."""
        if value >= self.ceiling:
            return False
        return kind == "magnitude" or (self.current or 0) < 100 or self.last == "digits"

    def _fits(self, kind: str, value: float) -> bool:
        """A unit, teen, ten or digits after what has been read."""
        if self.last == "":
            return True
        if self.last == "magnitude":
            return value < self.ceiling and (kind != "digits" or value < 1000)
        if self.last == "hundred":
            return value < 100 and value.is_integer()
        return self.last == "ten" and kind == "unit" and value > 0


def _is_ordinal_compound(tokens: Sequence[Token], end: int, value: float) -> bool:
    """Whether the number is the first part of an ordinal ("twenty-first"); "two-thirds" is none."""
    if key_at(tokens, end) not in HYPHENS or tokens[end].start != tokens[end - 1].end:
        return False
    if kind_value(tokens, end + 1, "ordinal") is not None:
        return True
    ordinal = kind_value(tokens, end + 1, "denominator") is not None
    return ordinal and value >= 20 and not tokens[end + 1].key.endswith("s")


def _past_joint(tokens: Sequence[Token], j: int, last: str, *, stop_at_and: bool) -> int | None:
    """The index after a hyphen or "and" that joins two number words; `j` where there is none."""
    key = key_at(tokens, j)
    if last in ("", "article") or key not in ("and", *HYPHENS):
        return j
    if key != "and":
        small = kind_value(tokens, j + 1, "unit") is not None and last == "ten"
        return j + 1 if small or magnitude_at(tokens, j + 1) is not None else None
    following = _atom(tokens, j + 1)
    if stop_at_and or last not in ("hundred", "magnitude") or following is None or following[0] in SCALES:
        return None
    # "three hundred and two hundred" are two numbers, "three hundred and two thousand" is one.
    after = magnitude_at(tokens, j + 2)
    return None if after is not None and last == "hundred" and after <= 100 else j + 1


def _atom(tokens: Sequence[Token], i: int) -> tuple[str, float] | None:
    """Kind and value of one token as part of a number."""
    if i >= len(tokens):
        return None
    if tokens[i].kind == "number":
        value = digits_value(tokens[i].text)
        return None if value is None else ("digits", value)
    for kind in ATOMS:
        if (found := kind_value(tokens, i, kind)) is not None:
            return kind, found
    return None


def _tail(tokens: Sequence[Token], j: int, words: _Sum) -> tuple[float, float, int]:
    """Value, magnitude and end with what may follow: a suffix, decimals, "and a half"."""
    value, scale = words.value, words.scale
    if j >= len(tokens):
        return value, scale, j
    if words.last == "digits":
        suffix = (
            SUFFIXES.get(tokens[j].text)
            if tokens[j].start == tokens[j - 1].end
            else SPACED.get(tokens[j].text)
        )
        if suffix is not None:
            return value * suffix, suffix, j + 1
        if tokens[j].kind == "fraction" and value.is_integer():
            return value + (written_fraction(tokens[j]) or 0.0), scale, j + 1
    elif tokens[j].key == "point":
        decimals, end = _decimals(tokens, j + 1)
        if decimals:
            return value + float(f"0.{decimals}"), scale, end
    if tokens[j].key == "and" and key_at(tokens, j + 1) in ("a", "one", "two", "three"):
        return _with_fraction(tokens, j, value, scale)
    return value, scale, j


def _decimals(tokens: Sequence[Token], j: int) -> tuple[str, int]:
    """The digits spoken after "point"."""
    decimals = ""
    while (atom := _atom(tokens, j)) is not None and atom[0] in ("unit", "teen", "ten"):
        decimals, j = decimals + str(int(atom[1])), j + 1
    return decimals, j


def _with_fraction(tokens: Sequence[Token], j: int, value: float, scale: float) -> tuple[float, float, int]:
    """As in "five and a half", "one million and a half", "two and a half thousand"."""
    part = _bare_fraction(tokens, j + 1)
    if part is None:
        return value, scale, j
    if scale >= SMALLEST_SHARED:
        return value + part.low * scale, scale, part.end
    more = kind_value(tokens, part.end, "magnitude")
    if more is not None:
        return (value + part.low) * more, more, part.end + 1
    return value + part.low, scale, part.end


def _bare_fraction(tokens: Sequence[Token], i: int) -> Number | None:
    """A fraction before any magnitude that follows it, which then counts the whole number."""
    if key_at(tokens, i + 1) == "half":
        return Number(0.5, 0.5, i + 2, "fraction")
    above = 1.0 if tokens[i].key == "a" else kind_value(tokens, i, "unit")
    j = i + 1 + (key_at(tokens, i + 1) == "-")
    below = kind_value(tokens, j, "denominator")
    return None if not above or below is None else Number(above / below, above / below, j + 1, "fraction")


def written_fraction(token: Token) -> float | None:
    """The value of "2/3" or "⅔"; None for what is no proper fraction."""
    digits = re.findall(r"\d+", token.text)
    above, below = GLYPHS.get(token.text) or (int(digits[0]), int(digits[1]))
    return above / below if 0 < above < below else None
