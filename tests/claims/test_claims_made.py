"""How rows of the tables become claims, and how claims are counted, value by value."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any, get_args

import pandas as pd
import pytest

from bakhmut_data import records, reference
from bakhmut_data.claims import files, filtering, frame, sentences
from bakhmut_data.claims.filtering import Counts, Filters
from tests import made_claims as made
from tests import worked
from tests.oracle import claims as oracle
from tests.worked import day, days


@functools.cache
def worked_claims() -> pd.DataFrame:
    return claims_of(dates=[])


def claims_of(**more: list[dict[str, Any]]) -> pd.DataFrame:
    """The claims of the worked tables with `more` rows; those without are made once."""
    if not more:
        return worked_claims().copy()
    marks = frame.build_claims(worked.worked_tables(**more))
    return marks[marks["claim"]]


def test_claims_come_by_document_and_in_reading_order_with_ids_of_their_place() -> None:
    claims = claims_of()
    ids = [document["document_id"] for document in worked.ROWS["documents"]]
    assert claims["claim_id"].tolist() == [
        *(f"{ids[0]}-{place}" for place in ("f0-2", "f3-5", "c6-8")),
        *(f"{ids[1]}-{place}" for place in ("f0-2", "f3-5", "c6-8")),
        *(f"{ids[2]}-{place}" for place in ("f0-2", "s3-5", "c6-8", "c9-11")),
    ]


def test_the_second_claim_of_one_span_has_a_number() -> None:
    again = [made.control(worked.POST, "p2", "Ukraine") for _ in range(2)]
    found = claims_of(control=again)
    same = found.loc[found["start"].eq(6) & (found["source"] == "Post"), "claim_id"]
    assert [each.partition("-c6-8")[2] for each in same] == ["", ".2", ".3"]


def test_a_claim_has_the_topic_of_its_kind_or_measure() -> None:
    more = [
        made.figure(worked.POST, "p4", low=1, high=1, measure=measure) for measure in ("force_size", "age")
    ]
    found = claims_of(figures=more).set_index("kind")["topic"]
    assert set(found["control"]) == {"control"}
    assert found["statement"] == "control"
    assert set(found["figure"]) == {"casualties", "forces", "other"}


def test_a_side_is_that_of_the_speaker_wherever_it_is_known() -> None:
    ivanov = {"speaker": "General Ivanov"}
    more = [
        made.control(worked.POST, "p4", "Russia", **ivanov),
        made.control(worked.POST, "p5", "Russia", speaker="Nobody known"),
    ]
    found = claims_of(control=more)
    sides = found[found["start"].isin([12, 15])]["side"].tolist()
    assert sides == ["Russia", sentences.NO_SIDE]


def test_a_copy_tells_the_story_of_its_original() -> None:
    ids = [document["document_id"] for document in worked.ROWS["documents"]]
    marks = frame.build_claims(worked.worked_tables(), {ids[2]: ids[0]})
    assert dict(zip(marks["document_id"], marks["original_id"], strict=True)) == {
        ids[0]: ids[0],
        ids[1]: ids[1],
        ids[2]: ids[0],
    }


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(earliest=day("2023-03-02")), 3),
        (Filters(earliest=day("2023-03-04")), 3),  # 2 to 4 March reaches into it
        (Filters(earliest=day("2023-03-05")), 2),
        (Filters(latest=day("2023-03-02")), 5),
        (Filters(latest=day("2023-03-01")), 4),
        (Filters(earliest=day("2022-11-01"), latest=day("2022-12-01")), 2),
        (Filters(date="published", earliest=day("2023-03-05")), 7),
        (Filters(date="published", latest=day("2023-03-05")), 6),
        (Filters(search="bakhmut post"), 1),
        (Filters(search="one"), 3),  # the title of the Post's document
        (Filters(sides=("Russia",)), 2),
        (Filters(sides=("Russia", "Ukraine"), sources=("Daily",)), 2),
    ],
)
def test_filters_leave_the_claims_that_meet_them(filters: Filters, left: int) -> None:
    assert len(oracle.narrow_claims(claims_of(), filters)) == left


def test_claims_are_counted_by_source_and_day() -> None:
    counted = oracle.count_by_day(claims_of(), "happened")
    found = [(row["source"], f"{row['day']:%Y-%m-%d}", row["claims"]) for row in counted.to_dict("records")]
    assert found == [
        ("Daily", "2022-12-01", 1), ("Daily", "2023-03-19", 2), ("Post", "2022-10-01", 1),
        ("Post", "2023-03-01", 1), ("Times", "2022-11-01", 1), ("Times", "2023-03-02", 1),
    ]  # fmt: skip
    assert counted["claim_id"][1].endswith("-f0-2")  # the first of two
    published = oracle.count_by_day(claims_of(), "published")
    assert published["claims"].tolist() == [4, 3, 3]


def test_counts_and_their_summary() -> None:
    claims = claims_of()
    whole = oracle.count_claims(claims, "happened")
    assert whole == Counts(claims=10, sources=3, documents=3, undated=3)
    assert oracle.count_claims(claims, "published").undated == 0
    filters = Filters(sources=("Post",))
    left = oracle.count_claims(oracle.narrow_claims(claims, filters), "happened")
    one = filtering.summarise(whole, left, filters)
    assert one == "3 of 10 claims, 1 of 3 sources, 1 of the claims names no day"
    several = filtering.summarise(whole, whole, Filters())
    assert several == "10 of 10 claims, 3 of 3 sources, 3 of the claims name no day"
    dated = Filters(date="published", latest=day("2023-03-05"))
    assert filtering.summarise(whole, whole, dated) == (
        "10 of 10 claims, 3 of 3 sources, published by 5 March 2023, "
        "3 of the claims have no known day of publication"
    )


def test_a_facet_counts_months_by_the_first_day() -> None:
    counts = oracle.count_facets(claims_of(), Filters())
    assert list(counts["month"].items()) == [("2022-10", 1), ("2022-11", 1), ("2022-12", 1), ("2023-03", 4)]
    assert counts["source"].to_dict() == {"Daily": 4, "Post": 3, "Times": 3}
    assert counts["side"].to_dict() == {"the outlet itself": 7, "Russia": 2, "Ukraine": 1}
    narrowed = oracle.count_facets(claims_of(), Filters(sources=("Post",), earliest=day("2023-01-01")))
    assert narrowed["source"].to_dict() == {"Daily": 2, "Post": 1, "Times": 1}
    assert narrowed["month"].to_dict() == {"2022-10": 1, "2023-03": 1}


def test_a_claim_with_one_end_has_that_day_twice() -> None:
    more = made.figure(worked.POST, "p4", low=1, high=1, place_id="soledar", **days("-", "2023-01-05"))
    found = claims_of(figures=[more])
    first, last = frame.claim_days(found, "happened")
    opened = found["latest"].isna() != found["earliest"].isna()
    ends = [
        (f"{one:%Y-%m-%d}", f"{other:%Y-%m-%d}")
        for one, other in zip(first[opened], last[opened], strict=True)
    ]
    assert ends == [("2023-01-05", "2023-01-05"), ("2023-03-19", "2023-03-19")]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_a_spreadsheet_would_compute_is_quoted(start: str) -> None:
    named = claims_of().head(1).assign(speaker=f"{start}1+1")
    written = files.claims_csv(named).decode()
    assert f"'{start}1+1" in written
    assert "'Post" not in written


@pytest.mark.parametrize(
    ("values", "filters", "notes"),
    [
        ({"src": ["Post", "Post"]}, Filters(sources=("Post",)), 0),
        ({"src": [""]}, Filters(), 0),
        ({"by": ["published"]}, Filters(date="published"), 0),
        ({"by": ["published", "x"]}, Filters(date="published"), 0),
        ({"q": ["  two   words "]}, Filters(search="two words"), 0),
        ({"q": ["a" * 201]}, Filters(search="a" * 200), 0),
        (
            {"from": ["2023-03"], "to": ["2023-03"]},
            Filters(earliest=day("2023-03-01"), latest=day("2023-03-31")),
            0,
        ),
        (
            {"from": ["2023-05-02"], "to": ["2023-05-01"]},
            Filters(earliest=day("2023-05-01"), latest=day("2023-05-02")),
            1,
        ),
        ({"to": ["x"]}, Filters(), 1),
        ({"side": ["West", "Mars"]}, Filters(sides=("West",)), 1),
    ],
)
def test_an_address_gives_filters(values: dict[str, list[str]], filters: Filters, notes: int) -> None:
    request = filtering.read_filters(values, ["Post", "Times"])
    assert request.filters == filters
    assert len(request.notes) == notes


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sources", ("Post",)),
        ("sides", ("Russia",)),
        ("earliest", dt.date(2023, 3, 1)),
        ("latest", dt.date(2023, 3, 1)),
        ("search", "a"),
    ],
)
def test_any_filter_makes_a_selection_active(field: str, value: object) -> None:
    chosen = Filters(**{field: value})  # type: ignore[arg-type]
    assert chosen.active
    assert chosen.dated is (field in {"earliest", "latest"})
    assert filtering.without(chosen, field) == Filters()
    assert not Filters(date="published").active


def test_outlets_are_named_by_publisher_title_or_file() -> None:
    more = [
        made.document("a.txt", "a", title="T"),
        made.document("b.txt", "b", title="T"),
        made.document("c.txt", "c"),
        made.document("d.txt", "d", publisher="P" * 70),
    ]
    names = frame.outlets(worked.worked_tables(documents=more).documents).tolist()[3:]
    second = made.document("b.txt", "b")["document_id"][:4]
    assert names == [
        "unknown publisher (T)",
        f"unknown publisher (T) {second}",
        "unknown publisher (c.txt)",
        "P" * 59 + "…",
    ]


@pytest.mark.parametrize(
    "word",
    # Outlet, title, speaker, side, place, measure, topic, whose, holder, cue and words of a mark.
    ["daily", "one", "petrenko", "itself", "bakhmut", "wounded", "casualties", "ukraine", "said"],
)
def test_every_column_that_readers_see_is_searched(word: str) -> None:
    claims = claims_of()
    columns = [
        "source",
        "title",
        "speaker",
        "side",
        "place",
        "measure",
        "topic",
        "about",
        "controller",
        "cue",
    ]
    seen = claims[columns].astype("str").apply(lambda column: column.str.casefold().str.contains(word))
    found = oracle.narrow_claims(claims, Filters(search=word))
    assert found["claim_id"].tolist() == claims.loc[seen.any(axis=1), "claim_id"].tolist()
    assert 0 < len(found) < len(claims)


def test_a_search_finds_the_words_of_a_mark() -> None:
    marks = frame.build_claims(worked.worked_tables())
    assert len(oracle.narrow_claims(marks, Filters(search="p0"))) == 1


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ({"src": ["Nobody"]}, "No source is called “Nobody”; it was left out."),
        ({"side": ["Mars"]}, "No speaker side is called “Mars”; it was left out."),
        ({"by": ["never"]}, "No kind of date is called “never”; it was left out."),
        ({"from": ["x"]}, "“x” is no first day (2023, 2023-03 or 2023-03-08); it was left out."),
        ({"to": ["y"]}, "“y” is no last day (2023, 2023-03 or 2023-03-08); it was left out."),
        (
            {"from": ["2023-05"], "to": ["2023-03"]},
            "The last day was before the first day; both were exchanged.",
        ),
    ],
)
def test_what_is_left_out_of_an_address_is_said(values: dict[str, list[str]], note: str) -> None:
    assert filtering.read_filters(values, ["Post"]).notes == (note,)


def test_claims_have_what_is_known_of_their_document_and_place() -> None:
    claim = claims_of().iloc[0]
    document = worked.ROWS["documents"][0]
    assert (claim["file"], claim["sha256"], claim["order"]) == ("post.txt", document["sha256"], 0)
    assert (claim["place_kind"], claim["latitude"], claim["longitude"]) == ("settlement", 48.68, 38.09)
    assert (claim["kind"], claim["row"], claim["surface"], claim["rule"]) == ("figure", 0, "p0", "test")
    said = claims_of().set_index("kind").loc["statement"]
    assert (said["directness"], said["cue"]) == ("indirect", "said")


HELD = {"question": "hold", "answer": "hold", "place_id": "bakhmut"}
SAID_IT = {"speaker": "General Ivanov", "speaker_side": "Russia"}


def position(text: str, word: int, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {**HELD, **more}
    return made.position(text, text.split()[word], **row)


def test_a_position_in_an_outlets_own_voice_is_a_claim_with_the_days_on_which_it_was_taken() -> None:
    said = {"said_earliest": day("2023-03-01"), "said_latest": day("2023-03-02")}
    found = claims_of(positions=[position(worked.POST, 4, **said)])
    own = found[found["kind"] == "position"].iloc[0]
    assert own["claim_id"].endswith("-p12-14")
    assert (own["earliest"], own["latest"]) == (pd.Timestamp("2023-03-01"), pd.Timestamp("2023-03-02"))
    assert (own["topic"], own["side"], own["stands"]) == (
        "hold_or_withdraw", sentences.OUTLET_ITSELF, "Bakhmut is to be held",
    )  # fmt: skip
    assert sentences.line(own.to_dict()) == "Bakhmut is to be held; said by the outlet itself, Post"


def test_what_is_read_from_a_statement_is_counted_once_as_the_statement() -> None:
    before = claims_of()
    more = [
        position(worked.DAILY, 1, **SAID_IT),
        position(worked.DAILY, 1, question="value", answer="matters", **SAID_IT),
    ]
    marks = frame.build_claims(worked.worked_tables(positions=more))
    found = marks[marks["claim"]]
    assert len(found) == len(before)
    assert set(marks.loc[marks["kind"] == "position", "claim"]) == {False}
    statement = found[found["kind"] == "statement"].iloc[0].to_dict()
    assert statement["stands"] == "Bakhmut is to be held; Bakhmut matters militarily"
    assert sentences.describe(statement) == (
        "Reported on who holds what (“said”): Bakhmut is to be held; Bakhmut matters militarily"
    )
    assert sentences.describe(statement, "Soledar").endswith("matters militarily; Soledar")


def test_a_speakers_position_outside_of_statements_is_a_claim() -> None:
    other = {**SAID_IT, "speaker": "Nobody known"}  # another speaker than that of the statement
    found = claims_of(positions=[position(worked.DAILY, 4, **SAID_IT), position(worked.DAILY, 1, **other)])
    assert (found["kind"] == "position").sum() == 2
    assert found.loc[found["kind"] == "statement", "stands"].isna().all()


def test_files_of_claims_have_question_and_answer() -> None:
    found = claims_of(positions=[position(worked.POST, 4)])
    rows = files.claims_csv(found).decode().splitlines()
    assert ",hold,hold,Bakhmut is to be held," in next(row for row in rows if ",position," in row)


@pytest.mark.parametrize(
    ("question", "answer", "place", "line"),
    [
        ("value", "little", ("Bakhmut", "settlement"), "Bakhmut matters little militarily"),
        ("value", "little", (None, None), "the place matters little militarily"),
        ("losses", "both", (None, None), "both sides’ losses are heavy"),
        ("losses", "both", ("Bakhmut", "settlement"), "both sides’ losses are heavy at Bakhmut"),
        ("losses", "both", ("Ukraine", "country"), "both sides’ losses are heavy in Ukraine"),
    ],
)
def test_a_position_says_what_is_held_of_the_place_or_of_the_war(
    question: str, answer: str, place: tuple[str | None, str | None], line: str
) -> None:
    stand = {"kind": "position", "question": question, "answer": answer}
    claim = {**stand, "place": place[0], "place_kind": place[1]}
    assert sentences.describe(claim) == line


def test_every_answer_of_the_table_has_words() -> None:
    labels = reference.read_toml("labels.toml")
    asked = {row["question"] for row in reference.read_toml("positions.toml")["stand"]} | {"losses"}
    assert asked == set(labels["question"]) == set(labels["question_topic"]) == set(labels["stand"])
    assert {name: list(words) for name, words in labels["stand"].items()} == {
        name: list(words) for name, words in labels["answer"].items()
    }
    assert {answer for words in labels["answer"].values() for answer in words} == set(
        get_args(records.Answer)
    )
