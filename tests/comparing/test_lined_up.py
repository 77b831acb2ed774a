"""What is lined up, in which order, and how it is laid side by side, from claims counted by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from bakhmut_data.claims import frame
from bakhmut_data.comparing import subjects
from bakhmut_data.comparing.subjects import Pair, Subject
from tests import made_claims as made
from tests import worked
from tests.worked import days

EIGHTH = days("2023-03-08")


def figure(text: str, word: int, low: float, **more: Any) -> dict[str, Any]:
    at = (text, text.split()[word])
    return made.figure(*at, **{"low": low, "high": low, "place_id": "soledar", **EIGHTH, **more})


def find(*rows: dict[str, Any]) -> tuple[Subject, ...]:
    """The subjects of some figures in the three documents, of which no other claim is left."""
    nothing: dict[str, list[dict[str, Any]]] = {name: [] for name in ("figures", "statements", "control")}
    few = worked.tables_of({**worked.ROWS, **nothing, "figures": list(rows)})
    marks = frame.build_claims(few)
    return subjects.find_subjects(marks[marks["claim"]])


def spoken(subject: Subject) -> list[tuple[str, str]]:
    """The words at which the claims of each pair stand: p0 is the first of the Post."""
    words = {f"{text}"[:1]: text for text in (worked.POST, worked.TIMES, worked.DAILY)}
    known = {document["document_id"]: document["file"][0] for document in worked.ROWS["documents"]}

    def word(claim: str) -> str:
        document, _, span = claim.partition("-f")
        start = int(span.partition("-")[0])
        return words[known[document]][start : start + 2]

    return [(word(pair.left), word(pair.right)) for pair in subject.pairs]


def test_pairs_far_apart_come_before_near_ones_and_others_outlets_first() -> None:
    (killed,) = find(
        figure(worked.POST, 0, 100),
        figure(worked.POST, 1, 1000, speaker="NATO"),
        figure(worked.TIMES, 0, 200),
        figure(worked.DAILY, 0, 300),
    )
    assert [pair.grade for pair in killed.pairs] == ["conflict"] * 6
    # Ratios of 5, 3.3, 3, 2, 1.5 between outlets; of 10 within the Post.
    assert spoken(killed) == [
        ("t0", "p1"), ("d0", "p1"), ("p0", "d0"), ("p0", "t0"), ("t0", "d0"), ("p0", "p1"),
    ]  # fmt: skip
    assert killed.pairs[0].distance == pytest.approx(1.6094, abs=1e-4)  # the logarithm of 5
    assert killed.sources == ("Post", "Times", "Daily")


def test_a_voice_is_not_paired_with_itself() -> None:
    assert find(figure(worked.POST, 0, 100), figure(worked.POST, 1, 200)) == ()
    (one,) = find(figure(worked.POST, 0, 100), figure(worked.POST, 1, 200, speaker="NATO"))
    assert len(one.pairs) == 1


def test_what_one_voice_says_twice_is_lined_up_once() -> None:
    (killed,) = find(figure(worked.POST, 0, 100), figure(worked.POST, 1, 100), figure(worked.TIMES, 0, 200))
    assert spoken(killed) == [("p0", "t0")]


def test_subjects_with_more_claims_in_conflict_come_first() -> None:
    wounded = {"measure": "wounded"}
    found = find(
        figure(worked.POST, 0, 100),
        figure(worked.TIMES, 0, 200),
        *(
            figure(text, 1, low, **wounded)
            for text, low in zip((worked.POST, worked.TIMES, worked.DAILY), (1, 50, 99), strict=True)
        ),
        *(figure(text, 2, 7, measure="casualties") for text in (worked.POST, worked.TIMES, worked.DAILY)),
    )
    assert [(each.title, each.grade) for each in found] == [
        ("Wounded, Russian side", "conflict"),
        ("Killed, Russian side", "conflict"),
        ("Killed or wounded, Russian side", "agree"),
    ]
    assert [each.count("conflict") for each in found] == [3, 1, 0]


def test_claims_of_undated_pairs_come_after_dated_ones() -> None:
    undated = {"as_of_earliest": None, "as_of_latest": None}
    (killed,) = find(
        figure(worked.POST, 0, 100, **undated),
        figure(worked.TIMES, 0, 100),
        figure(worked.DAILY, 0, 100, unit="percent"),
    )
    assert [pair.grade for pair in killed.pairs] == ["not comparable"] * 3
    assert spoken(killed)[0] == ("t0", "d0")


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ([("a", 89), ("b", 9)], ["a", "b"]),  # 3,916 pairs and 36
        ([("a", 89), ("b", 14)], ["a"]),  # 3,916 and 91
        ([("a", 89), ("b", 14), ("c", 2)], ["a"]),  # nothing after the first that is too much
        ([("a", 90), ("b", 2)], []),  # 4,005
        ([("a", 1), ("b", 0)], ["a", "b"]),
    ],
)
def test_no_more_pairs_than_can_be_graded_are_lined_up(sizes: list[tuple[str, int]], kept: list[str]) -> None:
    assert subjects.within_budget(sizes) == kept


def test_the_headlines_are_five_at_most_and_the_gravest() -> None:
    grades: list[Any] = ["agree", "overlap", "conflict", "overlap", "conflict", "not comparable", "overlap"]
    every = [Subject(str(at), "", (), (), (Pair("a", "b", grade, ""),)) for at, grade in enumerate(grades)]
    assert [each.key for each in subjects.headline_disagreements(every)] == ["2", "4", "1", "3", "6"]
    assert [each.key for each in subjects.headline_disagreements(every, 1)] == ["2"]


def laid(lens: subjects.Lens, *rows: tuple[str, Any]) -> dict[str, list[int]]:
    """How many claims each of two sources has in each row of a lens, from pairs of source and value."""
    column = {"topic": "topic", "place": "place", "day": "earliest", "words": "cue"}[lens]
    claims = pd.DataFrame(rows, columns=["source", column])
    if lens == "day":
        claims["latest"] = None
    found = subjects.lay_side_by_side(claims, ["Post", "Times"], lens)
    return {name: [len(cells[source]) for source in ("Post", "Times")] for name, cells in found.items()}


def test_rows_to_which_most_sources_speak_come_first_then_the_fullest_then_by_name() -> None:
    rows = [
        ("Post", "Ash"),
        ("Post", "Elm"),
        ("Post", "Elm"),
        ("Times", "Yew"),
        ("Post", "Yew"),
        ("Post", "Box"),
    ]
    found = laid("place", *rows, ("Daily", "Oak"), ("Post", None))
    assert list(found.items()) == [("Yew", [1, 1]), ("Elm", [2, 0]), ("Ash", [1, 0]), ("Box", [1, 0])]


def test_days_come_in_their_order() -> None:
    rows = [("Post", "2023-03-08"), ("Times", "2023-03-08"), ("Post", "2022-12-01"), ("Post", "2023-03-01")]
    assert list(laid("day", *rows)) == ["2022-12-01", "2023-03-01", "2023-03-08"]


@pytest.mark.parametrize(
    ("lens", "claim", "row"),
    [
        ("topic", {"topic": "casualties"}, "losses"),
        ("figure", {"kind": "figure", "measure": "killed", "about": "Russia"}, "killed, Russian side"),
        ("figure", {"kind": "figure", "measure": "killed", "about": "none"}, "killed"),
        ("figure", {"kind": "control"}, ""),
        ("place", {"place": None}, ""),
        ("position", {"kind": "position", "question": "hold"}, "Should the defenders stay?"),
        ("position", {"kind": "figure"}, ""),
        (
            "ground",
            {"kind": "control", "place": "Soledar", "part": None, "status": "claimed"},
            "Who holds Soledar",
        ),
        (
            "ground",
            {"kind": "control", "place": "Soledar", "part": "near", "status": "claimed"},
            "Who holds ground around Soledar",
        ),
        ("ground", {"kind": "control", "place": None}, ""),
        ("ground", {"kind": "statement"}, ""),
        ("day", {"earliest": None, "latest": "2023-03-08"}, "2023-03-08"),
        ("day", {"earliest": "2023-03-01", "latest": "2023-03-08"}, "2023-03-01"),
        ("day", {"earliest": None, "latest": None}, ""),
        ("words", {"cue": "Said"}, "said"),
        ("words", {"cue": None}, ""),
        ("voices", {"speaker": "NATO", "side": "West"}, "NATO (West)"),
    ],
)
def test_a_claim_stands_in_a_row_under_a_lens(lens: subjects.Lens, claim: dict[str, Any], row: str) -> None:
    assert subjects.lens_value(claim, lens) == row


def test_only_sources_without_a_claim_are_silent() -> None:
    subject = Subject("k", "t", ("a",), ("Post",), ())
    assert subjects.silent_on(subject, ["Daily", "Post", "Times"]) == ("Daily", "Times")


def test_lengths_of_the_battle_come_with_the_days_they_imply() -> None:
    length = {"measure": "duration_of_battle", "unit": "day", "about": "none", "place_id": None}
    rows = worked.worked_tables(figures=[figure(worked.POST, 4, 10, **length)])
    marks = frame.build_claims(rows)
    found = subjects.implied_starts(marks[marks["claim"]])
    assert found[["start_first", "start_last"]].astype("str").to_numpy().tolist() == [
        ["2023-02-26", "2023-02-26"]
    ]


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        ({"low": 100, "high": 100}, {"low": 1000, "high": 1000}, 2.302585),
        ({"low": 1000, "high": 1000}, {"low": 100, "high": 100}, 2.302585),
        ({"low": None, "high": 10}, {"low": 100, "high": None}, 2.302585),
        ({"low": 0, "high": 0}, {"low": 100, "high": 100}, 0),
        ({"low": None, "high": None}, {"low": 100, "high": 100}, 0),
        ({"low": 100, "high": 900}, {"low": 100, "high": 100}, 0),
    ],
)
def test_two_figures_are_as_far_apart_as_the_logarithm_of_their_ratio(
    left: dict[str, Any], right: dict[str, Any], distance: float
) -> None:
    kind = {"kind": "figure"}
    assert subjects._distance({**kind, **left}, {**kind, **right}) == pytest.approx(distance)
    assert subjects._distance({"kind": "control"}, {"kind": "control"}) == 0
