"""Numbers as texts write them: cardinals, fractions, ratios, and vague words such as "dozens"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from bakhmut_data import reference
from bakhmut_data.language.numbers.cardinals import (
    ARTICLES,
    HYPHENS,
    Number,
    kind_value,
    magnitude_at,
    number_words,
    read_cardinal,
    written_fraction,
)
from bakhmut_data.language.numbers.lexing import Token, key_at

LARGEST_NUMERATOR = 9999
# Words that announce a ratio.
RATIO_WORDS = ("ratio", "exchange", "odds", "relation", "proportion", "outnumber")


def read_number(tokens: Sequence[Token], i: int, *, stop_at_and: bool = False) -> Number | None:
    """The longest number that begins at token `i`, or None; values of fractions stay below 1."""
    plain = key_at(tokens, i + 1) not in HYPHENS and kind_value(tokens, i + 1, "denominator") is None
    if tokens[i].kind != "number" or not plain:
        for reader in (_read_plural, _read_few, _read_couple, _read_ratio, _read_fraction, _read_half):
            number = reader(tokens, i)
            if number is not None:
                return number
    return read_cardinal(tokens, i, stop_at_and=stop_at_and)


def speaks_of_ratio(tokens: Sequence[Token], i: int) -> bool:
    """Whether a ratio has just been named, so that "1:10" is none of the clock."""
    return any(key_at(tokens, j).startswith(RATIO_WORDS) for j in range(max(0, i - 6), i))


def number_starts(tokens: Sequence[Token]) -> Iterator[int]:
    """The indices at which a number may begin."""
    words = {word for kind in number_words().values() for word in kind} | {"a", "an", "minus", "negative"}
    following = words | _unit_openings()
    for i, token in enumerate(tokens):
        if token.kind in ("number", "ratio", "fraction", "clock") or (
            token.key in words and (token.key not in ARTICLES or key_at(tokens, i + 1) in following)
        ):
            yield i


@functools.cache
def _unit_openings() -> frozenset[str]:
    """What may follow the article of a measure: first words of units, and words and quotes before them."""
    forms = (form for row in reference.read_csv("units.csv") for form in row["forms"].split("|"))
    troops = reference.read_toml("figure_words.toml")["troops"]
    return frozenset(
        (*(form.split(" ")[0].lower() for form in forms), *troops["units"], *troops["also_firms"])
    ) | {
        "“",
        "”",
        '"',
        "whole",
        "full",
        "good",
        "mere",
    }


def _read_plural(tokens: Sequence[Token], i: int) -> Number | None:
    """As in "dozens", "tens of thousands"; "sixes" of "sixes and sevens"."""
    value = kind_value(tokens, i, "plural")
    if value is None:
        value = kind_value(tokens, i, "plural_unit")
        return None if value is None else Number(value, value, i + 1, "vague")
    more = kind_value(tokens, i + 2, "plural") if key_at(tokens, i + 1) == "of" else None
    if more is not None:
        return Number(value * more, None, i + 3, "vague", value * more)
    return Number(value, None, i + 1, "vague", value)


def _read_few(tokens: Sequence[Token], i: int) -> Number | None:
    """As in "a few", "a few hundred", "several dozen", "a good handful"."""
    j = _past_article(tokens, i)
    value = kind_value(tokens, j, "vague")
    if value is None or (tokens[j].key == "few" and j == i):
        return None
    scale = magnitude_at(tokens, j + 1)
    return Number(value * (scale or 1.0), None, j + 1 + (scale is not None), "vague", scale or 1.0)


def _read_couple(tokens: Sequence[Token], i: int) -> Number | None:
    """As in "a couple of", "a couple of dozen"."""
    j = _past_article(tokens, i)
    value = kind_value(tokens, j, "couple") if j > i else None
    if value is None:
        return None
    end = j + 1 + (key_at(tokens, j + 1) == "of")
    scale = magnitude_at(tokens, end)
    value *= scale or 1.0
    return Number(value, value, end + (scale is not None), "vague", scale or 1.0)


def _past_article(tokens: Sequence[Token], i: int) -> int:
    i += tokens[i].key in ("a", "the")
    return i + (key_at(tokens, i) == "good")


def _read_ratio(tokens: Sequence[Token], i: int) -> Number | None:
    """As in "1:7", and a multiple in one word ("twice", "tenfold")."""
    token = tokens[i]
    if token.kind == "ratio" or (token.kind == "clock" and speaks_of_ratio(tokens, i)):
        sides = [float(side) for side in re.findall(r"\d+(?:\.\d+)?", token.text)]
        value = max(sides) / min(sides) if len(sides) == 2 and min(sides) > 0 else None
        return None if value is None else Number(value, value, i + 1, "ratio")
    value = kind_value(tokens, i, "multiple")
    return None if value is None else Number(value, value, i + 1, "multiple")


def _read_fraction(tokens: Sequence[Token], i: int) -> Number | None:
    """As in "2/3", "two-thirds", "a quarter", "two thirds of a million"."""
    if tokens[i].kind == "fraction":
        share = written_fraction(tokens[i])
        return None if share is None else _of_magnitude(tokens, Number(share, share, i + 1, "fraction"))
    counted = _numerator(tokens, i)
    if counted is None:
        return None
    numerator, j = counted
    j += key_at(tokens, j) in HYPHENS
    denominator = kind_value(tokens, j, "denominator")
    if denominator is None or (numerator > 1 and not tokens[j].key.endswith("s")):
        return None
    value = numerator / denominator
    return _of_magnitude(tokens, Number(value, value, j + 1, "fraction"))


def _numerator(tokens: Sequence[Token], i: int) -> tuple[float, int] | None:
    """How many parts, and the index after it: an article, a whole number, nothing before "quarter"."""
    if tokens[i].key in ARTICLES:
        return 1.0, i + 1
    if tokens[i].key == "quarter" and kind_value(tokens, i + 1, "magnitude") is not None:
        return 1.0, i
    cardinal = read_cardinal(tokens, i, stop_at_and=True)
    if cardinal is None or not cardinal.low.is_integer() or not 1 <= cardinal.low <= LARGEST_NUMERATOR:
        return None
    return cardinal.low, cardinal.end


def _of_magnitude(tokens: Sequence[Token], number: Number) -> Number:
    """A fraction of a magnitude is a count: "a quarter of a million", "three quarters billion"."""
    j = number.end
    if key_at(tokens, j) == "of" and key_at(tokens, j + 1) == "a":
        j += 2
    scale = kind_value(tokens, j, "magnitude")
    if scale is None:
        return number
    return Number(number.low * scale, number.low * scale, j + 1, "number", scale)


def _read_half(tokens: Sequence[Token], i: int) -> Number | None:
    """As in "half", "a half", "one-half", "half a million", "half a dozen"."""
    j = i
    if tokens[i].key in ("a", "one"):
        j += 1 + (key_at(tokens, i + 1) in HYPHENS)
    if key_at(tokens, j) != "half":
        return None
    k = j + 1 + (key_at(tokens, j + 1) in ("a", "-"))
    scale = magnitude_at(tokens, k)
    if scale is not None:
        return Number(scale / 2, scale / 2, k + 1, "number", scale)
    return Number(0.5, 0.5, j + 1, "fraction")
