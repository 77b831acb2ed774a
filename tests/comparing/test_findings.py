"""Findings in sentences, each true of the positions it is made from."""

from __future__ import annotations

from typing import Any

import pytest

from bakhmut_data.comparing.disputes import findings
from bakhmut_data.comparing.positions import Silence
from tests.comparing.test_positions import IVANOV, PETRENKO, SOURCES, frame_of, taken


def found(*rows: dict[str, Any], silences: dict[tuple[str, str], Silence] | None = None) -> tuple[str, ...]:
    return findings.find_findings(frame_of(*rows), SOURCES, silences or {})


def test_what_most_outlets_print_two_answers_of_comes_first_with_those_quoted() -> None:
    lines = found(
        taken("Post", 0, "symbol", "symbol"),
        taken("Times", 0, "symbol", "symbol"),
        taken("Daily", 0, "not_symbol", "symbol"),
        taken("Post", 1, "matters", **IVANOV),
        taken("Post", 2, "little", **PETRENKO),
        taken("Times", 1, "little"),
        taken("Daily", 1, "matters"),
    )
    assert lines[0] == (
        "2 of 3 outlets print that Bakhmut matters militarily (quoting General Ivanov); "
        "2 that Bakhmut matters little militarily (quoting Colonel Petrenko)."
    )
    assert lines[1] == "2 of 3 outlets print that Bakhmut is a symbol; 1 that Bakhmut is no symbol."


@pytest.mark.parametrize("rule", ["title_value", "reviewed_title", "reviewed_rejected"])
def test_an_outlet_that_only_cites_or_rejects_an_answer_does_not_print_it(rule: str) -> None:
    first, *_ = found(
        taken("Post", 0, "matters", **IVANOV),
        taken("Post", 1, "little", **PETRENKO),
        taken("Times", 0, "little", **PETRENKO),
        taken("Daily", 0, "little", **PETRENKO, rule=rule),
    )
    assert first == (
        "2 of 3 outlets print that Bakhmut matters little militarily (quoting Colonel Petrenko); "
        "1 that Bakhmut matters militarily (quoting General Ivanov)."
    )


def test_what_all_outlets_print_is_said_of_all_and_opposed_answers_come_before_others() -> None:
    lines = found(
        *(taken(outlet, 0, "Russia", "supply") for outlet in SOURCES),
        *(taken(outlet, 1, "Ukraine", "supply", **PETRENKO) for outlet in SOURCES),
        taken("Post", 2, "symbol", "symbol"),
        taken("Times", 2, "not_symbol", "symbol"),
    )
    assert lines[0].startswith("1 of 3 outlets prints that Bakhmut is a symbol")
    assert lines[1] == (
        "All 3 outlets print that Russia is short of ammunition, people or arms; "
        "3 that Ukraine is short of ammunition, people or arms (quoting Colonel Petrenko)."
    )


def test_outlets_that_differ_in_their_own_voice_are_named() -> None:
    lines = found(
        taken("Post", 0, "hold", "hold"),
        taken("Times", 0, "leave", "hold"),
        taken("Daily", 0, "hold", "hold"),
        taken("Daily", 1, "leave", "hold"),  # says both, so it is on neither side
    )
    assert lines[1] == (
        "In their own voice outlets differ: Bakhmut is to be held (Post); Bakhmut is to be left (Times)."
    )


def test_who_is_alone_against_several_is_named_and_places_are_not_where_they_are_two() -> None:
    names = [{"speaker": name, "speaker_side": "West"} for name in "ABC"]
    lines = found(
        *(taken("Post", at, "hold", "hold", **name) for at, name in enumerate(names)),
        taken("Times", 0, "leave", "hold", **{**IVANOV, "place_id": "soledar"}),
    )
    assert (
        "General Ivanov (in Times) alone says that the place is to be left; 3 other voices answer otherwise."
        in lines
    )
    two = found(
        *(taken("Post", at, "hold", "hold", **name) for at, name in enumerate(names[:2])),
        taken("Times", 0, "leave", "hold", **IVANOV),
    )
    assert not any("alone" in line for line in two)


def test_a_question_that_most_pass_over_without_a_word_is_named() -> None:
    silent, other = Silence("does not say", (), 0), Silence("nothing found", ("vital*",), 0)
    silences = {
        ("value", "Post"): silent,
        ("value", "Times"): other,
        ("supply", "Post"): silent,
        ("supply", "Times"): silent,
    }
    lines = found(taken("Post", 0, "matters"), silences=silences)
    assert lines == ("Without a word on “Who is short of ammunition, people or arms?”: Post; Times.",)


def test_nothing_is_found_where_nobody_differs() -> None:
    assert found(taken("Post", 0, "matters"), taken("Times", 0, "matters")) == ()
    assert found() == ()
