"""Who stands where: cells, debates, their division and silence, from positions counted by hand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from bakhmut_data.claims import frame
from bakhmut_data.comparing import positions, subjects
from bakhmut_data.comparing.positions import Answered, Silence
from bakhmut_data.store import comparing, opening
from bakhmut_data.store.selections import Selection
from tests import made_claims as made
from tests import worked
from tests.worked import day

SOURCES = ("Post", "Times", "Daily")
TEXTS = {"Post": worked.POST, "Times": worked.TIMES, "Daily": worked.DAILY}
IVANOV, PETRENKO = worked.IVANOV, worked.PETRENKO


def taken(source: str, word: int, answer: str, question: str = "value", **more: Any) -> dict[str, Any]:
    text = TEXTS[source]
    return made.position(text, text.split()[word], question, answer, **{"place_id": "bakhmut", **more})


def frame_of(*rows: dict[str, Any], copies: dict[str, str] | None = None) -> pd.DataFrame:
    """The positions of the three documents, of which no other claim is left."""
    few = worked.tables_of(
        {**{name: worked.ROWS[name] for name in ("documents", "places")}, "positions": [*rows]}
    )
    claims = frame.build_claims(few, copies or {})
    return claims[claims["kind"] == "position"]


def ids(source: str) -> str:
    return str(next(row["document_id"] for row in worked.ROWS["documents"] if row["publisher"] == source))


def test_a_cell_has_the_answers_of_the_outlet_and_of_those_it_quotes() -> None:
    rows = frame_of(
        taken("Post", 0, "matters", **IVANOV),
        taken("Post", 1, "matters"),
        taken("Post", 2, "little", **PETRENKO),
        taken("Times", 0, "little"),
    )
    stands = positions.find_stands(rows, SOURCES)
    post, times = stands["value"]["Post"], stands["value"]["Times"]
    assert post is not None
    assert times is not None
    # The outlet's own comes first, though it stands behind Ivanov's.
    assert post.answers == (
        Answered("matters", 1, 1, f"{ids('Post')}-p3-5"),
        Answered("little", 0, 1, f"{ids('Post')}-p6-8"),
    )
    assert (post.divided, post.own) == (True, ("matters",))
    assert (times.divided, times.own) == (False, ("little",))
    assert stands["value"]["Daily"] is None
    assert list(stands) == list(positions.QUESTIONS)
    assert set(stands["symbol"].values()) == {None}


def test_a_debate_has_the_speakers_of_each_side_by_day_and_a_voice_once_in_an_outlet() -> None:
    rows = frame_of(
        taken("Post", 0, "matters", said_earliest=day("2023-03-05"), **IVANOV),
        taken("Post", 1, "matters", said_latest=day("2023-03-02"), **IVANOV),
        taken("Times", 0, "matters", **PETRENKO),
        taken("Daily", 0, "matters", said_earliest=day("2023-03-01")),
        taken("Daily", 1, "little"),
    )
    (debate,) = positions.find_debates(rows)
    assert [pole.answer for pole in debate.poles] == ["matters", "little"]
    takers = debate.poles[0].takers
    assert [(each.speaker, each.source, each.times) for each in takers] == [
        (None, "Daily", 1),
        ("General Ivanov", "Post", 2),
        ("Colonel Petrenko", "Times", 1),
    ]
    assert [each.own for each in takers] == [True, False, False]
    ivanov = takers[1]
    assert ivanov.claim_id == f"{ids('Post')}-p3-5"  # that of 2 March
    assert (ivanov.first, ivanov.last) == (None, pd.Timestamp("2023-03-02"))  # by that day, not on it
    assert (ivanov.side, ivanov.place) == ("Russia", "Bakhmut")
    assert len(debate.voices) == 3


def test_division_is_the_entropy_of_voices_over_the_most_there_could_be() -> None:
    two = positions.division({"symbol": 3, "not_symbol": 1}, 2)
    assert two == pytest.approx(-(0.75 * math.log2(0.75) + 0.25 * math.log2(0.25)))
    assert positions.division({"a": 1, "b": 1}, 2) == 1
    assert positions.division({"a": 1, "b": 1}, 4) == pytest.approx(0.5)
    assert positions.division({"a": 5}, 3) == 0
    assert positions.division({}, 3) == 0


def test_a_voice_with_two_answers_has_half_a_part_in_each() -> None:
    rows = frame_of(
        taken("Post", 0, "symbol", "symbol", **IVANOV),
        taken("Post", 1, "not_symbol", "symbol", **IVANOV),
        taken("Times", 0, "symbol", "symbol"),
    )
    (debate,) = positions.find_debates(rows)
    assert debate.division == pytest.approx(positions.division({"symbol": 1.5, "not_symbol": 0.5}, 2))


def test_the_most_divided_comes_first_and_few_voices_last() -> None:
    def speaker(name: str) -> dict[str, str]:
        return {"speaker": name, "speaker_side": "West"}

    rows = frame_of(
        taken("Post", 0, "symbol", "symbol"),
        taken("Post", 1, "not_symbol", "symbol", **speaker("A")),
        *(taken("Times", at, "hold", "hold", **speaker(name)) for at, name in enumerate("ABC")),
        taken("Times", 3, "leave", "hold", **speaker("D")),
        *(taken("Daily", at, "falls", "fall", **speaker(name)) for at, name in enumerate("ABCD")),
    )
    assert [debate.question for debate in positions.find_debates(rows)] == ["hold", "fall", "symbol"]


def test_a_copy_is_said_by_each_outlet_that_prints_it_and_counted_once_in_the_debate() -> None:
    rows = frame_of(
        taken("Post", 0, "matters", **IVANOV),
        taken("Times", 0, "matters", **IVANOV),
        taken("Times", 1, "little", **PETRENKO),  # not in the original
        copies={ids("Times"): ids("Post")},
    )
    stands = positions.find_stands(rows, SOURCES)["value"]
    assert stands["Post"] is not None
    assert stands["Times"] is not None
    assert [each.answer for each in stands["Times"].answers] == ["matters", "little"]
    (debate,) = positions.find_debates(rows)
    assert [[each.source for each in pole.takers] for pole in debate.poles] == [["Post"], ["Times"]]


def test_silence_needs_neither_claim_nor_word() -> None:
    def spoken(source: str, found: int, claims: int, words: str, *, looked: bool) -> dict[str, Any]:
        row = {"source": source, "question": "value", "positions": found, "claims": claims, "words": words}
        return {**row, "looked": looked}

    silences = positions.find_silences(
        pd.DataFrame(
            [
                spoken("A", 0, 0, "", looked=True),
                spoken("B", 0, 1, "", looked=True),
                spoken("C", 0, 0, "vital*; key", looked=True),
                spoken("D", 0, 0, "", looked=False),
                spoken("E", 2, 3, "key", looked=True),
            ]
        )
    )
    assert silences == {
        ("value", "A"): Silence("does not say", (), 0),
        ("value", "B"): Silence("nothing found", (), 1),
        ("value", "C"): Silence("nothing found", ("vital*", "key"), 0),
        ("value", "D"): Silence("nothing found", (), 0),
        ("value", "E"): Silence("filtered out", ("key",), 3),
    }
    assert "strateg…" in positions.words_of("value")


def test_two_speakers_who_answer_differently_are_a_pair_from_their_document_alone() -> None:
    text = worked.POST
    said = [
        made.statement(text, word, each["speaker"], speaker_side=each["speaker_side"])
        for word, each in (("p0", IVANOV), ("p1", PETRENKO))
    ]
    rows = [taken("Post", 0, "hold", "hold", **IVANOV), taken("Post", 1, "leave", "hold", **PETRENKO)]
    tables = worked.tables_of(
        {
            "documents": worked.ROWS["documents"][:1],
            "places": worked.ROWS["places"],
            "statements": said,
            "positions": rows,
        }
    )
    lined_up = comparing.lined_up(opening.store_of(tables), Selection().filters)
    (subject,) = subjects.find_subjects(lined_up)
    assert (subject.title, subject.grade) == ("Should Bakhmut be held?", "conflict")
    (pair,) = subject.pairs
    assert {pair.left, pair.right} == {f"{ids('Post')}-p0-2", f"{ids('Post')}-p3-5"}
    assert pair.distance == 0


def test_an_outlet_in_its_own_voice_is_opposed_to_a_speaker_but_not_to_itself() -> None:
    def pairs(*rows: dict[str, Any]) -> list[int]:
        return [len(each.pairs) for each in subjects.find_subjects(frame_of(*rows))]

    assert pairs(taken("Post", 0, "hold", "hold"), taken("Post", 1, "leave", "hold")) == []
    assert pairs(taken("Post", 0, "hold", "hold"), taken("Post", 1, "leave", "hold", **IVANOV)) == [1]
    elsewhere = taken("Post", 1, "leave", "hold", **{**IVANOV, "place_id": "soledar"})
    assert pairs(taken("Post", 0, "hold", "hold"), elsewhere) == []


def test_a_group_and_the_one_of_it_who_is_named_beside_it_are_one_voice() -> None:
    backers = {"speaker": "Kyiv's backers", "speaker_side": "West"}
    minister = {"speaker": "Anna Holm", "speaker_side": "West"}
    rows = frame_of(
        taken("Post", 0, "matters", **backers),
        taken("Post", 1, "matters", **minister),
        taken("Times", 0, "matters", **backers),
    )
    (debate,) = positions.find_debates(rows)
    takers = debate.poles[0].takers
    assert {(each.speaker, each.source, each.voice) for each in takers} == {
        ("Kyiv's backers", "Post", "Anna Holm"),
        ("Anna Holm", "Post", "Anna Holm"),
        ("Kyiv's backers", "Times", "Kyiv's backers"),  # nobody of them is named there
    }
    assert len(debate.voices) == 2


@pytest.mark.parametrize("rule", ["title_value", "reviewed_title", "reviewed_rejected"])
def test_what_an_outlet_only_cites_or_rejects_is_no_part_of_a_debate(rule: str) -> None:
    rows = frame_of(taken("Post", 0, "matters", **IVANOV), taken("Times", 0, "little", **PETRENKO, rule=rule))
    (debate,) = positions.find_debates(rows)
    assert [pole.answer for pole in debate.poles] == ["matters"]
    # It stands in the outlet all the same, as given by one it quotes.
    stand = positions.find_stands(rows, SOURCES)["value"]["Times"]
    assert stand is not None
    assert [(each.answer, each.own, each.quoted) for each in stand.answers] == [("little", 0, 1)]
