"""Words for names, numbers, days and spans, at the borders where they change."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from bakhmut_data.claims import sentences


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "1"),
        (1000, "1,000"),
        (2.5, "2.5"),
        (2.504, "2.5"),
        (66.67, "66.67"),
        (100, "100"),
        (None, "?"),
        (0, "0"),
    ],
)
def test_numbers_are_written_as_readers_write_them(value: float | None, words: str) -> None:
    assert sentences.number(value) == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (2300, "2,300 claims")]
)
def test_a_number_comes_with_its_noun(number: int, words: str) -> None:
    assert sentences.count(number, "claim") == words


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("people", 1, "person"),
        ("people", 2, "people"),
        ("people", None, "people"),
        ("km", 1, "km"),
        ("x", 3, "x"),
    ],
)
def test_a_unit_is_singular_for_one_alone(unit: str, value: float | None, words: str) -> None:
    assert sentences.unit_name(unit, value) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        (" two \n lines ", "two lines"),
        (f"{'a' * 58} bcd", "a" * 58 + "…"),  # no space before the ellipsis
    ],
)
def test_long_names_are_cut_with_an_ellipsis(text: str, words: str) -> None:
    assert sentences.shorten(text) == words


def test_of_many_names_the_first_are_told() -> None:
    names = [f"n{at}" for at in range(13)]
    assert sentences.some_of(names[:12]) == "; ".join(names[:12])
    assert sentences.some_of(names) == f"{'; '.join(names[:12])}; and 1 more"
    assert sentences.some_of(names, 2) == "n0; n1; and 11 more"


def test_outlets_of_a_picture_are_named_once() -> None:
    assert sentences.credit(["Vox", "Times", "Vox"]) == "Outlets: Vox; Times."
    assert sentences.credit([]) == ""


@pytest.mark.parametrize(
    ("speaker", "side", "voice", "attribution"),
    [
        ("NATO", "West", "NATO (West)", "according to NATO (West), in Vox"),
        ("NATO", sentences.NO_SIDE, "NATO", "according to NATO, in Vox"),
        (None, sentences.OUTLET_ITSELF, "the outlet itself", "said by the outlet itself, Vox"),
    ],
)
def test_a_voice_is_named_with_its_side(speaker: str | None, side: str, voice: str, attribution: str) -> None:
    claim = {"speaker": speaker, "side": side, "source": "Vox"}
    assert sentences.voice(claim) == voice
    assert sentences.attribute(claim) == attribution


@pytest.mark.parametrize(
    ("value", "words"),
    [("P1M", "1 month"), ("P7M", "7 months"), ("PT24H", "24 hours"), ("PT5M", "5 minutes"),
     ("PXW", "some weeks"),
     ("P1.5Y", "1.5 years"), ("P2M3D", ""), ("2023-03", "")],
)  # fmt: skip
def test_a_length_of_time_is_told_in_words(value: str, words: str) -> None:
    assert sentences.duration(value) == words


def mark(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "place": None, "earliest": None, "latest": None, **more}


def killed(number: int) -> dict[str, Any]:
    counted = {"measure": "killed", "about": "none", "unit": "people", "qualifier": "exact"}
    return mark("figure", low=float(number), high=float(number), **counted)


def test_what_stands_in_a_statement_is_told_four_of_a_kind_at_most() -> None:
    marks = [
        *(killed(number) for number in (1, 2, 3, 4, 5)),
        *(mark("mention", place=f"P{at}") for at in range(5)),
        *(mark("date", earliest=f"2023-03-0{at}", latest=f"2023-03-0{at}") for at in range(1, 6)),
        mark("date", earliest=None, latest="2023-04-01"),
        killed(1),
    ]
    assert sentences.contents(marks) == (
        "1 person killed; 2 people killed; 3 people killed; 4 people killed; P0, P1, P2, P3; "
        "1 March 2023, 2 March 2023, 3 March 2023, 4 March 2023"
    )
    assert sentences.contents([mark("date"), mark("mention")]) == ""
    assert sentences.contents([mark("date", latest="2023-04-01")]) == "by 1 April 2023"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (50.0, 50.0, ", 50% of it"),
        (40.0, 60.0, ", 40 to 60% of it"),
        (40.0, None, ", 40% of it"),
        (None, None, ""),
    ],
)
def test_a_share_of_a_place_is_told_by_its_ends(low: float | None, high: float | None, words: str) -> None:
    claim = {"kind": "control", "place": "Soledar", "part": None, "controller": "Russia", "status": "claimed"}
    said = sentences.describe({**claim, "share_low": low, "share_high": high})
    assert said == f"Soledar Russian-held{words} – claimed"


def test_a_claim_without_a_place_or_cue_says_so_much_as_it_can() -> None:
    held = {
        "kind": "control",
        "controller": "Russia",
        "status": "claimed",
        "share_low": None,
        "share_high": None,
    }
    assert sentences.describe({**held, "place": None, "part": None}) == "A place Russian-held – claimed"
    assert sentences.describe(mark("mention", role="location")) == "A place name that no known place has"
    assert sentences.describe(mark("mention", role="actor")) == "A place name for a government or army"
    assert sentences.describe(mark("mention", place="Soledar")) == "A mention of Soledar"
    said = {"kind": "statement", "directness": "direct", "topic": "casualties", "cue": "Told us"}
    assert sentences.describe(said, "5 people killed") == "Quoted on losses (“told us”): 5 people killed"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ({"low": None, "high": None, "qualifier": "vague"}, "an amount not given in people"),
        ({"low": 200, "high": None, "qualifier": "range"}, "at least 200 people"),
        ({"low": None, "high": 300, "qualifier": "exact"}, "300 people"),
        ({"low": 1, "high": 2, "qualifier": "range"}, "1 to 2 people"),
        ({"low": 1, "high": None, "qualifier": "at_least"}, "at least 1 person"),
    ],
)
def test_an_amount_with_an_open_end_is_told(amount: dict[str, Any], words: str) -> None:
    assert sentences.amount({"unit": "people", **amount}) == words


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (None, None),
        (pd.NaT, None),
        (pd.Timestamp("2023-03-08 10:00"), "2023-03-08"),
        ("2023-03-08", "2023-03-08"),
    ],
)
def test_a_cell_holds_a_day_or_none(value: object, day: str | None) -> None:
    found = sentences.day(value)
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("advance", "Russian advance near Bakhmut"),
        ("repel", "attacks near Bakhmut held off by the Russian side"),
        ("surround", "Bakhmut surrounded by the Russian side"),
        ("hold", "ground near Bakhmut Russian-held"),
    ],
)
def test_movement_is_not_said_to_be_holding(event: str, words: str) -> None:
    claim = {
        "kind": "control", "event": event, "part": "near", "controller": "Russia", "place": "Bakhmut",
        "share_low": None, "share_high": None, "status": "claimed",
    }  # fmt: skip
    assert sentences.describe(claim) == f"{words} – claimed"


@pytest.mark.parametrize(
    ("fields", "inside", "words"),
    [
        ({"stands": "Bakhmut matters militarily"}, "", "Bakhmut matters militarily"),
        ({"stands": "Bakhmut is a symbol"}, "9 March 2023", "Bakhmut is a symbol; 9 March 2023"),
        ({"terms": "evacuation; supply road"}, "", "evacuation, supply road"),
        ({"terms": "evacuation", "stands": "Bakhmut is to be left"}, "", "Bakhmut is to be left"),
        ({"terms": "evacuation"}, "Soledar", "Soledar"),
        ({}, "", "Quoted on losses"),
    ],
)
def test_the_gist_of_a_statement_is_what_it_holds_else_its_terms(
    fields: dict[str, str], inside: str, words: str
) -> None:
    none = {"cue": None, "stands": None, "terms": None}
    said = {"kind": "statement", "directness": "direct", "topic": "casualties", **none, **fields}
    assert sentences.gist(said, inside) == words
    described = sentences.describe(said, inside)
    assert described == (words if words == "Quoted on losses" else f"Quoted on losses: {words}")


def test_the_gist_of_another_claim_is_its_line() -> None:
    taken = {"kind": "position", "question": "hold", "answer": "leave", "place": "Bakhmut"}
    assert sentences.gist(taken) == "Bakhmut is to be left"


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        (None, "300 people killed or wounded, Wagner"),
        ("deserted; killed; wounded", "300 people deserted, killed or wounded, Wagner"),
        ("captured; killed", "300 people captured or killed, Wagner"),
        ("captured", "300 people captured, Wagner"),
    ],
)
def test_losses_say_what_became_of_those_counted(counts: str | None, line: str) -> None:
    lost = {"kind": "figure", "measure": "casualties", "about": "Wagner", "unit": "people", "place": None}
    claim = {**lost, "qualifier": "exact", "low": 300, "high": 300, "counts": counts}
    assert sentences.describe(claim) == line
