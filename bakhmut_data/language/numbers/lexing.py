"""Words, numbers and signs of a text, with what only looks like a number told apart."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from bakhmut_data import reference

# Surest first: what only looks like a number is taken out before numbers are read.
_LEXICON = r"""
    (?P<url>(?:https?://|www\.)[^\s<>"']{1,2000})
  | (?P<note>\[[0-9]{1,3}\])
  | (?P<date>(?<![\d.])(?:\d{4}(?P<s>[-/.])\d{1,2}(?P=s)\d{1,2}
      | \d{1,2}(?P<t>[-/.])\d{1,2}(?P=t)\d{2,4}
      | (?:19|20)\d{2}[-–]\d{2}(?!\d|[.,]\d|\s?%)
      | 0[1-9]\.(?:0[1-9]|1[0-2])(?!\s?%)
      | (?<=[Oo]n\s)[12]\d\.(?:0[1-9]|1[0-2]))(?![.,]?\d))
  | (?P<clock>(?<![\d:])(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?![\d:])(?:\s?[ap]\.?m\b\.?)?
      | (?<![\d.,])(?:[01]?\d|2[0-4])\.[0-5]\d\s?(?:[ap]\.?m\b\.?|[A-Z]{2,4}T\b|GMT\b|UTC\b|hrs\b)
      | (?<![\d.,])(?:0?\d|1[0-2])\s?[ap]\.?m\b\.?
      | (?<![\d.,])(?:[01]\d|2[0-4])[0-5]\d\s(?:GMT|UTC|[A-Z]{2,4}T|(?:local|Kyiv|Kiev|Moscow)\stime)\b)
  | (?P<phone>(?<!\w)\+\d{1,3}[-\s(]\(?\d[\d()\s/-]{5,20}\d
      | (?<![\w-])\d{3}-\d{3,4}(?:-\d{2,4}){0,2}-\d{4}(?!\d))
  | (?P<version>\d{1,9}(?:\.\d{1,9}){2,8}(?![\d,]))
  | (?P<event>(?<![\d/])(?:9/11|24/7|50[-/]50)(?![\d/]))
  | (?P<ordinal>\d{1,6}(?:st|nd|rd|th)\b)
  | (?P<decade>(?<!\d)(?:\d{4}|\d{2})['’]?s\b)
  | (?P<size>\d{1,5}(?:\.\d{1,3})?[x×]\d{1,5}(?:\.\d{1,3})?(?![\^\d]))
  | (?P<ratio>(?<![\d:])\d{1,3}(?:\.\d{1,2})?:\d{1,3}(?:\.\d{1,2})?(?![\d:]))
  | (?P<fraction>(?<![\d/])\d{1,3}\s?/\s?\d{1,3}(?![\d/])|[½⅓⅔¼¾⅕⅛⅙])
  | (?P<number>
      \d{1,2}(?:,\d{2}){1,4},\d{3}(?![\d,])(?:\.\d{1,9})?
      | \d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,9})?
      | \d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d|,\d)(?:\.\d{1,9})?
      | \d{1,3}(?:\.\d{3}){1,6},\d{1,9}(?![\d,])
      | \d{1,9},\d{1,2}(?![\d])(?!,\d)
      | (?<!\d)\.\d{1,12}(?!\d)
      | \d+(?:\.\d{1,12})?(?:e[+-]?\d{1,2}(?!\w)|[x×]10\^-?\d{1,2})?
    )
  | (?P<code>(?<![^\W\d_])(?!(?:CURRENCIES|(?<=\$)US)\d)[^\W\d_]{1,24}[-‑–]?\d[\w‑-]*)
  | (?P<word>[^\W\d_]+)
  | (?P<symbol>[^\w\s]|_)
"""


class Token(NamedTuple):
    """A word, number or sign; `key` is its lower case, `kind` the group of the lexicon that it matched."""

    kind: str
    text: str
    key: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """Words, numbers and signs in reading order; white space is left out."""
    tokens = []
    for match in _lexicon().finditer(text):
        word = match.group()
        tokens.append(Token(match.lastgroup or "symbol", word, word.lower(), *match.span()))
    return tokens


@functools.cache
def _lexicon() -> re.Pattern[str]:
    forms = (form for row in reference.read_csv("units.csv") for form in row["forms"].split("|"))
    codes = sorted({form.upper() for form in forms if len(form) == 3 and form.isalpha() and form.isupper()})
    return re.compile(
        _LEXICON.replace("CURRENCIES", "|".join([*codes, "USD", "EUR", "GBP", "BTC", "RM", "Rs"])), re.VERBOSE
    )


def key_at(tokens: Sequence[Token], i: int) -> str:
    """The lower-case token at `i`; empty beyond either end."""
    return tokens[i].key if 0 <= i < len(tokens) else ""
