"""Who says something is on the side that the text gives ground for, and on none where it gives none."""

from __future__ import annotations

import datetime as dt

import pytest

from bakhmut_data.extraction import extract

PUBLISHED = dt.date(2023, 3, 10)


def sides(text: str) -> dict[str, str | None]:
    """The side of each speaker of a text."""
    found = extract(f"BAKHMUT, Ukraine\n\n{text}\n", published=PUBLISHED).statements
    return {statement.speaker: statement.speaker_side for statement in found}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        # What one who fights calls the others, and himself.
        (
            "“The Russians come in waves, and we have ten shells,” said Taras Hryn, a sergeant.",
            "Ukraine",
        ),
        (
            "“We took the street from the Ukrainians at dawn,” said Pavel Drozd, a platoon commander.",
            "Russia",
        ),
        # A unit that only one army has.
        ("“It is quiet,” said Taras Hryn, a gunner of the 93rd Mechanized Brigade.", "Ukraine"),
        ("“It is quiet,” said Pavel Drozd, a gunner of a motor rifle regiment.", "Russia"),
        # An office of a town, and one that an occupier gave.
        ("“It is quiet,” said Petro Hryn, the mayor of Soledar.", "Ukraine"),
        ("“It is quiet,” said Pavel Drozd, the Russian-installed mayor of Soledar.", "Russia"),
        ("“It is quiet,” said Olha Hryn, a nurse in Chasiv Yar.", "Ukraine"),
        # A party of a Western state.
        ("“It must stop,” said Rep. Walter Finch, R-Ohio.", "West"),
        # Who studies the war.
        ("“It is a stalemate,” said Walter Finch, an analyst in Vienna.", "independent"),
    ],
)
def test_the_words_beside_a_name_and_what_he_says_tell_his_side(text: str, side: str) -> None:
    assert set(sides(text).values()) == {side}


def test_a_soldier_is_on_the_side_of_the_others_who_speak() -> None:
    text = (
        "“The Russians shell us day and night,” said Taras Hryn, a sergeant.\n\n"
        "“It is quiet,” said Petro Lys, a gunner.\n\n“It is late,” said Walter Finch."
    )
    assert sides(text) == {"Taras Hryn": "Ukraine", "Petro Lys": "Ukraine", "Walter Finch": None}


@pytest.mark.parametrize(
    "text",
    [
        "“It is quiet,” said Walter Finch.",
        "“It is quiet,” said Taras Hryn, a sergeant.",
        "“Our bread is dear, and so is the Russians',” said Walter Finch, a baker abroad.",
    ],
)
def test_without_ground_a_side_is_unknown(text: str) -> None:
    assert set(sides(text).values()) == {None}
