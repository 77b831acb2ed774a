"""What a few invented claims come to, in sentences worked out by hand, under filters that leave little."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from bakhmut_data.claims import filtering, frame
from bakhmut_data.comparing import subjects
from bakhmut_data.headlines import headlines
from bakhmut_data.headlines.headlines import Headlines
from bakhmut_data.store import comparing, fetching, opening
from bakhmut_data.store.selections import Selection
from tests import made_claims as made
from tests import worked
from tests.worked import day

pytestmark = pytest.mark.fast

OUTLETS = ("Post", "Times", "Daily")
TEXTS = {"Post": worked.POST, "Times": worked.TIMES, "Daily": worked.DAILY}
IVANOV, PETRENKO = worked.IVANOV, worked.PETRENKO
MATTERS = [
    ("Post", 0, "matters", IVANOV),
    ("Post", 1, "little", PETRENKO),
    ("Times", 0, "little", {}),
    ("Daily", 0, "little", PETRENKO),
]


def document_of(source: str) -> str:
    rows = worked.ROWS["documents"]
    return str(next(row["document_id"] for row in rows if row["publisher"] == source))


def taken(
    source: str, word: int, answer: str, speaker: dict[str, Any], question: str = "value", **more: Any
) -> dict[str, Any]:
    text = TEXTS[source]
    place = {"place_id": "bakhmut"}
    return made.position(text, text.split()[word], question, answer, **{**place, **speaker, **more})


def found(
    rows: Sequence[dict[str, Any]],
    outlets: Sequence[str] = OUTLETS,
    copies: dict[str, str] | None = None,
    **others: list[dict[str, Any]],
) -> Headlines:
    """The headlines of some positions and other claims, where a filter leaves these outlets."""
    few = {name: worked.ROWS[name] for name in ("documents", "places")}
    tables = worked.tables_of({**few, "positions": [*rows], **others})
    store = opening.store_of(tables, copies or {})
    left = filtering.Filters(sources=tuple(outlets))
    lined_up = comparing.lined_up(store, left)
    taken_sides = Selection(filters=left, stands=True, only=(("kind", ("position",)),))
    positions = fetching.claims(store, taken_sides)
    return headlines.find_headlines(positions, lined_up, subjects.find_subjects(lined_up), outlets)


def said(kind: Sequence[headlines.Headline]) -> list[str]:
    return [each.sentence for each in kind]


def test_what_is_disputed_is_counted_by_outlets_with_the_voices_of_each_side() -> None:
    (dispute,) = found([taken(*row) for row in MATTERS]).disputed
    assert dispute.sentence == (
        "All three outlets print that Bakhmut matters little militarily, one that Bakhmut matters "
        "militarily; one prints both."
    )
    assert dispute.voices == (
        "Matters little: Colonel Petrenko (Ukraine); in its own voice Times. "
        "Matters: General Ivanov (Russia)."
    )
    assert dispute.claims == (f"{document_of('Post')}-p3-5", f"{document_of('Post')}-p0-2")


def test_one_outlet_left_prints_both() -> None:
    left = found([taken(*row) for row in MATTERS], ["Post"])
    assert said(left.disputed) == [
        "Post prints both that Bakhmut matters militarily and that Bakhmut matters little militarily."
    ]
    assert (left.agreed, left.alone) == ((), ())


def test_nothing_left_says_nothing() -> None:
    assert found([], []) == Headlines((), (), ())
    assert found([]) == Headlines((), (), ())


def test_what_only_a_copy_repeats_is_printed_twice_and_agreed_on_by_nobody() -> None:
    copies = {document_of("Times"): document_of("Post")}
    rows = [taken("Post", 0, "symbol", IVANOV, "symbol"), taken("Times", 0, "symbol", IVANOV, "symbol")]
    left = found(rows, ["Post", "Times"], copies)
    assert (left.disputed, left.agreed, left.alone) == ((), (), ())
    both = [taken("Post", 1, "not_symbol", {}, "symbol"), taken("Times", 1, "not_symbol", {}, "symbol")]
    (dispute,) = found([*rows, *both], ["Post", "Times"], copies).disputed
    assert dispute.sentence == (
        "Both outlets print that Bakhmut is a symbol, two that Bakhmut is no symbol; two print both."
    )
    assert said(found(rows, ["Post", "Times"]).agreed) == [
        "Both outlets print that Bakhmut is a symbol; none of them prints the opposite."
    ]


def test_two_outlets_agree_where_none_prints_the_opposite_whatever_others_leave_open() -> None:
    rows = [
        taken("Post", 0, "falls", IVANOV, "fall"),
        taken("Times", 0, "falls", {}, "fall"),
        taken("Daily", 0, "open", {}, "fall"),
    ]
    left = found(rows)
    assert said(left.agreed) == [
        "Two of three outlets print that Bakhmut is expected to fall; none of them prints the opposite."
    ]
    assert left.disputed == ()
    opposite = taken("Daily", 1, "holds", {}, "fall")
    assert found([*rows, opposite]).agreed == ()


def test_answers_that_can_stand_beside_one_another_are_agreed_on_only_alone() -> None:
    rows = [taken("Post", 0, "talks", {}, "next"), taken("Times", 0, "talks", {}, "next")]
    assert said(found(rows).agreed) == ["Two of three outlets print that talks are to come next."]
    assert found([*rows, taken("Daily", 0, "goes_on", {}, "next")]).agreed == ()


def test_answers_of_other_months_are_no_dispute_where_the_question_hangs_on_the_day() -> None:
    rows = [
        taken("Post", 0, "Russia", IVANOV, "momentum", said_earliest=day("2022-05-01")),
        taken("Times", 0, "Ukraine", PETRENKO, "momentum", said_earliest=day("2022-11-01")),
    ]
    assert found(rows).disputed == ()
    near = {**rows[1], "said_earliest": day("2022-05-20")}
    assert len(found([rows[0], near]).disputed) == 1


def test_an_answer_stands_alone_against_several_or_where_nobody_else_takes_a_side() -> None:
    left = found([*(taken(*row) for row in MATTERS), taken("Daily", 2, "leave", PETRENKO, "hold")])
    assert said(left.alone) == [
        "Only Post prints that Bakhmut matters militarily.",
        "Only Daily prints that Bakhmut is to be left.",
    ]


def test_places_of_one_name_in_a_question_are_kept_apart() -> None:
    rows = [taken("Post", 0, "falls", {}, "fall"), taken("Times", 0, "holds", {}, "fall")]
    assert len(found(rows).disputed) == 1
    elsewhere = {**rows[1], "place_id": "soledar"}
    assert found([rows[0], elsewhere]).disputed == ()


def test_numbers_of_one_outlet_and_the_same_of_several_are_told_apart() -> None:
    dated = {"as_of_earliest": day("2023-03-01"), "as_of_latest": day("2023-03-01"), "place_id": "soledar"}
    same = [
        made.figure(worked.POST, "p0", low=100, high=100, **PETRENKO, **dated),
        made.figure(worked.TIMES, "t0", low=100, high=100, **dated),
    ]
    lone = made.figure(worked.DAILY, "d0", low=7, high=7, measure="wounded", **IVANOV, **dated)
    left = found([], figures=[*same, lone])
    assert said(left.agreed) == ["Post and Times say the same: 100 people killed, Russian side, Soledar."]
    assert left.agreed[0].voices == "Colonel Petrenko (Ukraine); the outlet itself."
    assert said(left.alone) == [
        "Only Daily gives a number for this: 7 people wounded, Russian side, Soledar."
    ]
    assert found([], ["Daily"], figures=[*same, lone]).alone == ()


@pytest.mark.parametrize(
    ("number", "words"), [(0, "none"), (1, "one"), (12, "twelve"), (13, "13"), (1300, "1,300")]
)
def test_small_numbers_are_words(number: int, words: str) -> None:
    assert headlines.count(number) == words


def test_the_frames_are_not_changed() -> None:
    rows = [taken(*row) for row in MATTERS]
    tables = worked.tables_of(
        {**{name: worked.ROWS[name] for name in ("documents", "places")}, "positions": rows}
    )
    claims = frame.build_claims(tables)
    before = claims.copy()
    headlines.find_headlines(claims[claims["kind"] == "position"], claims, (), OUTLETS)
    pd.testing.assert_frame_equal(claims, before)


def test_what_people_are_quoted_on_against_one_another_comes_first() -> None:
    told = [taken(source, 2, "falls", {}, "fall") for source in ("Post", "Times")]
    told += [taken(source, 3, "holds", {}, "fall") for source in ("Post", "Times")]
    assert said(found([*told, taken(*MATTERS[0]), taken(*MATTERS[1])]).disputed) == [
        (
            "One of three outlets prints that Bakhmut matters militarily, "
            "one that Bakhmut matters little militarily; one prints both."
        ),
        (
            "Two of three outlets print that Bakhmut is expected to fall, two that Bakhmut holds; "
            "two print both."
        ),
    ]


def test_a_named_speaker_is_shown_before_one_whose_name_is_not_given() -> None:
    unnamed = {"speaker": "unnamed officer", "speaker_side": "Ukraine"}
    rows = [taken("Post", 0, "matters", unnamed), taken("Post", 1, "matters", IVANOV), taken(*MATTERS[2])]
    (headline,) = found(rows).disputed
    shown = {claim["claim_id"]: claim for claim in frame.build_claims(worked.tables_of(
        {**{name: worked.ROWS[name] for name in ("documents", "places")}, "positions": rows}
    )).to_dict("records")}  # fmt: skip
    assert IVANOV["speaker"] in {shown[claim]["speaker"] for claim in headline.claims}


def test_what_an_outlet_cites_as_a_title_or_rejects_is_nothing_that_it_prints() -> None:
    rows = [
        taken("Post", 0, "matters", IVANOV),
        taken("Times", 0, "little", PETRENKO, rule="reviewed_rejected"),
        taken("Daily", 0, "little", PETRENKO, rule="title_value"),
    ]
    headlines_found = found(rows)
    assert headlines_found.disputed == ()
    assert said(headlines_found.alone) == ["Only Post prints that Bakhmut matters militarily."]
