"""Which patterns a text can match at all, told from literals that stand in it."""

from __future__ import annotations

import re

import pytest

from bakhmut_data import gates


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"\bno (?:sense|point) in staying\b", [{" in staying"}, {"no "}, {"sense", "point"}]),
        (r"\b(?:hold|holds|defend)\b", [{"hold", "holds", "defend"}]),
        (r"\bgive (?:it )?up\b", [{"give "}, {"up"}]),
        (r"(?:road )?open|shut", [{"open", "shut"}]),
        (r"\b(?:will|is) \w+", [{"will", "is"}]),
        (r"\bRU\b \w+ (?:troops|men)", [{"troops", "men"}, {"RU"}]),
        (r"\b[a-z] \w+", []),
        (r"(?!never)\w+", []),
    ],
)
def test_the_literals_without_which_a_pattern_cannot_be_found(pattern: str, literals: list[set[str]]) -> None:
    assert list(gates.gated(pattern).literals) == literals


def test_a_pattern_that_ignores_case_is_open_for_all_letters_it_takes_for_the_same() -> None:
    since = gates.gated(r"\bsince\s(?:Kyiv|noon)", re.IGNORECASE)
    every = gates.Gates([since])
    for text in ("since noon", "SINCE KYIV", "\u017fınce \u212ayiv", "S\u0130nce noon"):
        assert since.pattern.search(text)
        assert every.open_for(gates.folded(text)) == {since}
    assert every.open_for(gates.folded("Since dawn")) == set()
