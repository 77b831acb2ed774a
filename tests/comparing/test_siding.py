"""Who sides with whom: ties, order and file, from answers compared by hand."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from bakhmut_data.comparing.disputes import siding
from tests.comparing.test_positions import frame_of, ids, taken

WEST = "West"
N = {"g": siding.GRAPHML}


def says(
    name: str, word: int, answer: str, question: str = "value", source: str = "Post", **more: Any
) -> Any:
    return taken(source, word, answer, question, speaker=name, speaker_side=WEST, **more)


def tie_of(found: siding.Siding, one: str, other: str) -> siding.Tie | None:
    at = {voice.name: place for place, voice in enumerate(found.voices)}
    return found.tie(at[one], at[other])


def test_agreement_less_conflict_is_normalised_by_the_questions_the_two_answer() -> None:
    rows = frame_of(
        says("A", 0, "matters"), says("A", 1, "hold", "hold"), says("A", 2, "symbol", "symbol"),
        says("B", 0, "matters", source="Times"), says("B", 1, "leave", "hold", source="Times"),
        says("C", 3, "matters"),
    )  # fmt: skip
    found = siding.find_sides(rows)
    ab, ac, bc = (tie_of(found, *each) for each in (("A", "B"), ("A", "C"), ("B", "C")))
    assert ab is not None
    assert ac is not None
    assert bc is not None
    # One agreed, one opposed, of 3 and 2 questions; one agreed of 3 and 1, and of 2 and 1.
    assert (ab.agreement, ab.conflict, ab.shared, ab.score) == (1, 1, 2, 0)
    assert (ac.agreement, ac.conflict, ac.shared, ac.score) == (1, 0, 1, 0.5)
    assert bc.score == pytest.approx(1 / 1.5)


def test_answers_that_can_both_be_right_are_neither_agreement_nor_conflict() -> None:
    found = siding.find_sides(frame_of(says("A", 0, "hold", "hold"), says("B", 1, "either", "hold")))
    tie = tie_of(found, "A", "B")
    assert tie is not None
    assert (tie.agreement, tie.conflict, tie.shared, tie.score) == (0, 0, 1, 0)


def test_a_question_with_two_answers_of_one_voice_is_split_between_them() -> None:
    found = siding.find_sides(
        frame_of(says("A", 0, "matters"), says("A", 1, "little"), says("B", 2, "little"))
    )
    tie = tie_of(found, "A", "B")
    assert tie is not None
    assert (tie.agreement, tie.conflict, tie.score) == (0.5, 0.5, 0)


def test_one_speaker_is_one_voice_in_two_outlets_and_each_outlet_is_its_own() -> None:
    found = siding.find_sides(
        frame_of(
            says("A", 0, "matters"),
            says("A", 0, "little", source="Times"),
            taken("Post", 1, "matters"),
            taken("Times", 1, "matters"),
        )
    )
    assert {(voice.name, voice.own, voice.sources) for voice in found.voices} == {
        ("A", False, ("Post", "Times")),
        ("Post", True, ("Post",)),
        ("Times", True, ("Times",)),
    }


def test_a_speaker_who_has_the_name_of_an_outlet_is_not_the_outlet() -> None:
    found = siding.find_sides(frame_of(says("Post", 0, "matters"), taken("Post", 1, "little")))
    assert sorted(voice.own for voice in found.voices) == [False, True]
    (tie,) = found.ties.values()
    assert tie.score == -1


def test_answers_about_two_places_are_no_tie_and_lonely_voices_are_left_out() -> None:
    found = siding.find_sides(
        frame_of(says("A", 0, "hold", "hold"), says("B", 1, "hold", "hold", place_id="soledar"))
    )
    assert (found.voices, dict(found.ties), found.left_out) == ((), {}, 2)


def test_those_who_side_stand_beside_one_another() -> None:
    answers = {"A": "matters", "B": "little", "C": "matters", "D": "little", "E": "matters"}
    rows = [says(name, at, answer) for at, (name, answer) in enumerate(answers.items())]
    found = siding.find_sides(frame_of(*rows))
    order = "".join(voice.name for voice in found.voices)
    assert "BD" in order or "DB" in order
    assert order[0] in "BD" or order[-1] in "BD"  # so the others are not parted by them
    assert all(
        tie.score == (1 if answers[found.voices[at].name] == answers[found.voices[to].name] else -1)
        for (at, to), tie in found.ties.items()
    )
    assert all(at < to for at, to in found.ties)


def test_of_more_voices_those_that_share_most_questions_are_kept() -> None:
    rows = frame_of(
        says("A", 0, "matters"), says("A", 1, "hold", "hold"),
        says("B", 2, "matters"), says("B", 3, "hold", "hold"),
        says("C", 4, "matters"),
    )  # fmt: skip
    found = siding.find_sides(rows, most=2)
    assert {voice.name for voice in found.voices} == {"A", "B"}
    assert found.left_out == 1


def test_the_claims_of_a_tie_show_what_it_says() -> None:
    rows = frame_of(
        says("A", 0, "symbol", "symbol"), says("A", 1, "hold", "hold"), says("A", 2, "falls", "fall"),
        says("B", 0, "symbol", "symbol", source="Times"), says("B", 1, "leave", "hold", source="Times"),
        says("B", 2, "holds", "fall", source="Times"),
    )  # fmt: skip
    found = siding.find_sides(rows)
    tie = tie_of(found, "A", "B")
    assert tie is not None
    assert tie.score == pytest.approx(-1 / 3)
    assert tie.claims == (f"{ids('Post')}-p3-5", f"{ids('Times')}-p3-5")
    back = tie_of(found, "B", "A")
    assert back is not None
    assert back.claims == tie.claims[::-1]


def test_the_table_has_a_row_for_each_tie() -> None:
    found = siding.find_sides(frame_of(says("A", 0, "matters"), says("B", 1, "little")))
    table = siding.ties_frame(found)
    assert list(table.columns) == list(siding.TIE_COLUMNS)
    assert table.drop(columns=["left_id", "right_id", "voice", "other"]).to_dict("records") == [
        {"agreement": 0.0, "conflict": 1.0, "shared": 1, "score": -1.0}
    ]
    assert set(table.loc[0, ["voice", "other"]]) == {"A", "B"}


def test_graphml_has_voices_as_nodes_and_ties_as_edges() -> None:
    rows = frame_of(says("A <b>\x07", 0, "matters"), says("B", 1, "matters"), taken("Times", 0, "little"))
    root = ET.fromstring(siding.sides_graphml(siding.find_sides(rows)))  # noqa: S314 - our own
    nodes = {
        node.attrib["id"]: {each.attrib["key"]: each.text for each in node}
        for node in root.findall(".//g:node", N)
    }
    assert sorted(
        (node["label"], node["kind"], node["side"], node["outlets"]) for node in nodes.values()
    ) == [
        ("A <b>�", "speaker", "West", "Post"),
        ("B", "speaker", "West", "Post"),
        ("Times", "outlet in its own voice", "the outlet itself", "Times"),
    ]
    edges = {
        frozenset(nodes[edge.attrib[end]]["label"] for end in ("source", "target")): {
            each.attrib["key"]: each.text for each in edge
        }
        for edge in root.findall(".//g:edge", N)
    }
    assert edges == {
        frozenset({"A <b>�", "B"}): {"weight": "1", "conflict": "0", "score": "1", "shared": "1"},
        frozenset({"A <b>�", "Times"}): {"weight": "0", "conflict": "1", "score": "-1", "shared": "1"},
        frozenset({"B", "Times"}): {"weight": "0", "conflict": "1", "score": "-1", "shared": "1"},
    }
    declared = {key.attrib["id"]: key.attrib["attr.type"] for key in root.findall("g:key", N)}
    assert declared["weight"] == "double"
    assert {each.attrib["key"] for each in root.iter(f"{{{siding.GRAPHML}}}data")} <= set(declared)


def test_no_positions_have_no_sides() -> None:
    nothing = siding.find_sides(frame_of(says("A", 0, "matters")).head(0))
    assert (nothing.voices, nothing.left_out) == ((), 0)
    assert isinstance(siding.ties_frame(nothing), pd.DataFrame)
