"""Filters, the claims they leave, and counts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakhmut_data import reference
from bakhmut_data.claims import files as claims_files
from bakhmut_data.claims import filtering, frame, sentences, timeline
from bakhmut_data.store import counting, opening, selections
from bakhmut_data.tables import schemas
from bakhmut_data.tables.rows import Tables
from tests import made_claims as made
from tests.oracle import claims as oracle


@pytest.fixture(scope="module")
def all_tables() -> Tables:
    return made.small_tables()


@pytest.fixture(scope="module")
def claims(all_tables: Tables) -> pd.DataFrame:
    marks = frame.build_claims(all_tables)
    return marks[marks["claim"]]


@pytest.fixture(scope="module")
def opened(all_tables: Tables) -> opening.Store:
    return opening.store_of(all_tables)


def test_only_what_speaks_of_the_war_is_a_claim(all_tables: Tables, claims: pd.DataFrame) -> None:
    marks = frame.build_claims(all_tables)
    assert len(marks) == 9
    assert sorted(claims["kind"].unique()) == ["control", "figure", "statement"]
    assert "age" not in set(claims["measure"])


def test_two_rows_on_one_span_have_two_ids() -> None:
    twice = made.control(made.COURIER, "near Soledar", "contested")
    marks = frame.build_claims(made.small_tables(control=[twice]))
    assert marks["claim_id"].is_unique


def test_an_outlet_without_a_name_is_told_by_its_title(claims: pd.DataFrame) -> None:
    assert "unknown publisher (A post without a name)" in set(claims["source"])


def test_outlets_without_a_name_and_with_one_title_stay_apart() -> None:
    more = made.document("b.txt", "Another post.", title="A post without a name")
    names = frame.outlets(made.small_tables(documents=[more]).documents)
    assert names.is_unique


def test_a_claim_of_control_takes_the_side_of_its_speaker(claims: pd.DataFrame) -> None:
    row = claims[(claims["kind"] == "control") & claims["speaker"].notna()].iloc[0]
    assert row["side"] == "Ukraine"


def test_a_claim_without_a_speaker_is_the_outlets_own(claims: pd.DataFrame) -> None:
    assert set(claims.loc[claims["speaker"].isna(), "side"]) == {sentences.OUTLET_ITSELF}


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (filtering.Filters(), 6),
        (filtering.Filters(sources=("Gazette",)), 3),
        (filtering.Filters(sides=("Ukraine",)), 3),
        (filtering.Filters(search="petrenko"), 3),
        (filtering.Filters(search="SOLEDAR russia"), 2),
        (filtering.Filters(search="soledár"), 3),
        (filtering.Filters(search="nobody"), 0),
        (filtering.Filters(earliest=dt.date(2023, 3, 8), latest=dt.date(2023, 3, 8)), 4),
        (filtering.Filters(earliest=dt.date(2023, 3, 9)), 0),
        (filtering.Filters(date="published", earliest=dt.date(2023, 3, 9)), 3),
        (filtering.Filters(sources=("Gazette",), sides=("Russia",)), 0),
    ],
)
def test_filters_leave_what_they_name(
    claims: pd.DataFrame, opened: opening.Store, filters: filtering.Filters, left: int
) -> None:
    assert len(oracle.narrow_claims(claims, filters)) == left
    assert counting.number(opened, selections.Selection(filters=filters)) == left


def test_undated_claims_stay_until_days_are_asked_for(claims: pd.DataFrame) -> None:
    undated = claims["earliest"].isna()
    assert undated.any()
    assert oracle.narrow_claims(claims, filtering.Filters())["earliest"].isna().sum() == undated.sum()
    assert (
        oracle.narrow_claims(claims, filtering.Filters(latest=dt.date(2030, 1, 1)))["earliest"].notna().all()
    )


def test_a_facet_is_counted_under_all_filters_but_its_own(claims: pd.DataFrame) -> None:
    counts = oracle.count_facets(claims, filtering.Filters(sources=("Gazette",), sides=("Ukraine",)))
    assert counts["source"].to_dict() == {"Gazette": 3}
    assert counts["side"].to_dict() == {"Ukraine": 3}
    assert counts["month"].to_dict() == {"2023-03": 2}


def test_counts_by_day_add_up_to_the_dated_claims(claims: pd.DataFrame) -> None:
    counted = oracle.count_by_day(claims, "happened")
    assert counted["claims"].sum() == claims["earliest"].notna().sum()
    assert set(counted["claim_id"]) <= set(claims["claim_id"])


def test_the_summary_says_how_many_of_how_many(claims: pd.DataFrame) -> None:
    filters = filtering.Filters(
        sources=("Gazette",), earliest=dt.date(2023, 3, 1), latest=dt.date(2023, 3, 12)
    )
    left = oracle.narrow_claims(claims, filters)
    everything, counts = (oracle.count_claims(each, filters.date) for each in (claims, left))
    words = "2 of 6 claims, 1 of 3 sources, happened 1–12 March 2023"
    assert filtering.summarise(everything, counts, filters) == words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2023-2-9", "2023-02-09", "2023-02-09"),
        (" 2023-03-08 ", "2023-03-08", "2023-03-08"),
    ],
)
def test_days_may_be_years_and_months(text: str, first: str, last: str) -> None:
    assert str(filtering.parse_day(text, last=False)) == first
    assert str(filtering.parse_day(text, last=True)) == last


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13", "2023-02-30", "20230308", "0000-00-00", "²023"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert filtering.parse_day(text, last=True) is None


def test_nonsense_is_left_out_field_by_field_with_a_note() -> None:
    values = {"src": ["Gazette", "Nobody"], "side": ["<b>"], "by": ["never"], "from": ["x"], "to": ["2023"]}
    request = filtering.read_filters(values, ["Gazette"])
    assert request.filters == filtering.Filters(sources=("Gazette",), latest=dt.date(2023, 12, 31))
    assert len(request.notes) == 4


def test_a_range_the_wrong_way_round_is_turned() -> None:
    request = filtering.read_filters({"from": ["2023-05"], "to": ["2023-03"]}, [])
    assert (request.filters.earliest, request.filters.latest) == (dt.date(2023, 3, 1), dt.date(2023, 5, 31))
    assert request.notes


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(["src", "side", "by", "from", "to", "q", "x"]), st.lists(st.text(), max_size=3)
    )
)
def test_any_values_at_all_give_filters(values: dict[str, list[str]]) -> None:
    assert isinstance(filtering.read_filters(values, ["Gazette"]).filters, filtering.Filters)


def test_downloads_begin_no_formula() -> None:
    risky = made.statement(made.GAZETTE, "Soledar", "=HYPERLINK(1)")
    marks = frame.build_claims(made.small_tables(statements=[risky]))
    assert b"'=HYPERLINK" in claims_files.claims_csv(marks[marks["claim"]])


def test_every_claim_has_a_line_with_its_outlet_and_voice(all_tables: Tables) -> None:
    for row in frame.build_claims(all_tables).to_dict("records"):
        line = sentences.line(row)
        assert str(row["source"]) in line
        assert sentences.voice(row) in line


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "unit", "words"),
    [
        (20000, 30000, "range", "people", "20,000 to 30,000 people"),
        (1, 1, "exact", "people", "1 person"),
        (50, 50, "about", "percent", "about 50%"),
        (200, None, "more_than", "people", "more than 200 people"),
        (None, 300, "at_most", "people", "at most 300 people"),
        (300, 300, "less_than", "people", "less than 300 people"),
        (100, 9999, "vague", "people", "hundreds or thousands of people"),
        (1000, None, "vague", "people", "thousands of people"),
        (100000, None, "vague", "usd", "hundreds of thousands of US dollars"),
        (12, None, "vague", "percent", "dozens of percent"),
        (2, None, "vague", "km", "a few km"),
        (2, None, "vague", "other", "a few"),
        (300, None, "vague", "people", "several hundred people"),
        (1000000, None, "vague", "other", "millions"),
        (17, None, "vague", "people", "roughly 17 or more people"),
        (17, 9999, "vague", "people", "roughly 17 to 9,999 people"),
        (2.5, 2.5, "exact", "ratio", "2.5 to 1"),
    ],
)
def test_amounts_read_as_they_were_meant(
    low: float | None, high: float | None, qualifier: str, unit: str, words: str
) -> None:
    assert sentences.amount({"low": low, "high": high, "qualifier": qualifier, "unit": unit}) == words


@pytest.mark.parametrize(
    ("surface", "words"),
    [
        ("1:7", "1 to 7"),
        ("one to seven", "1 to 7"),
        ("1-to-7", "1 to 7"),
        ("7:1", "7 to 1"),
        ("sevenfold", "7 to 1"),
    ],
)
def test_a_ratio_keeps_the_order_of_its_text(surface: str, words: str) -> None:
    ratio = {"low": 7, "high": 7, "qualifier": "exact", "unit": "ratio", "surface": surface}
    assert sentences.amount(ratio) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2023-03-08", "2023-03-08", "8 March 2023"),
        ("2023-03-01", "2023-03-12", "1–12 March 2023"),
        ("2023-02-27", "2023-03-02", "27 February – 2 March 2023"),
        ("2022-12-31", "2023-01-01", "31 December 2022 – 1 January 2023"),
        ("2023-03-08", None, "from 8 March 2023"),
        (None, "2023-03-08", "by 8 March 2023"),
        (None, None, "undated"),
    ],
)
def test_days_read_as_a_reader_writes_them(earliest: str | None, latest: str | None, words: str) -> None:
    assert sentences.days(earliest, latest) == words


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (("2023-03-14", "2023-03-14"), "14 March 2023"),
        ((None, None), "14 March 2023"),
        (("2023-03-07", "2023-05-20"), "14 March 2023 (possibly 7 March – 20 May 2023)"),
        (("2023-03-14", None), "14 March 2023 or later"),
        (("2023-03-07", None), "14 March 2023 (possibly 7 March 2023 or later)"),
    ],
)
def test_a_publication_that_is_inferred_tells_how_far_it_may_be_off(
    window: tuple[str | None, str | None], words: str
) -> None:
    days = ["2023-03-14", *window]
    known = dict(zip(("published", "published_earliest", "published_latest"), days, strict=True))
    assert sentences.publication(known) == words


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"measure": "killed"}, "200 people killed, Russian side"),
        ({"measure": "force_size", "about": "none"}, "a force of 200 people"),
        ({"measure": "distance", "unit": "hour", "about": "none"}, "200 hours away"),
        ({"measure": "duration_other", "unit": "year", "about": "none"}, "200 years"),
        ({"measure": "attacks", "unit": "attack", "place": "Soledar"}, "200 attacks, Russian side, Soledar"),
        (
            {"measure": "equipment", "unit": "vehicle", "about": "both"},
            "200 vehicles – equipment, both sides",
        ),
        ({"kind": "statement"}, "Quoted on losses (“said”)"),
        ({"kind": "statement", "cue": None, "directness": "mixed"}, "Partly quoted on losses"),
        (
            {"kind": "control", "place": "Soledar", "part": "near"},
            "ground near Soledar Russian-held – claimed",
        ),
        (
            {"kind": "control", "place": "Soledar", "part": "about 40 percent", "share_high": 40.0},
            "Soledar Russian-held, 40% of it – claimed",
        ),
        ({"kind": "control", "place": "Soledar", "part": "north"}, "Soledar (north) Russian-held – claimed"),
        ({"kind": "date", "value": "P7M"}, "A time: 7 months"),
        ({"kind": "date", "value": "PTXH"}, "A time: some hours"),
        ({"kind": "date", "value": "PRESENT_REF"}, "A time: now"),
        ({"kind": "date", "value": "2023-W10", "earliest": "2023-03-06"}, "A date: from 6 March 2023"),
    ],
)
def test_a_claim_reads_as_a_line(changed: dict[str, Any], words: str) -> None:
    unknown = dict.fromkeys(("place", "part", "share_low", "share_high", "earliest", "latest"))
    figure = {"low": 200.0, "high": 200.0, "qualifier": "exact", "unit": "people", "about": "Russia"}
    said = {"topic": "casualties", "directness": "direct", "cue": "said"}
    held = {"controller": "Russia", "status": "claimed"}
    assert sentences.describe({"kind": "figure", **unknown, **figure, **said, **held, **changed}) == words


def test_a_statement_tells_its_numbers_before_places_they_do_not_name() -> None:
    number = {"kind": "figure", "measure": "killed", "low": 5.0, "high": 5.0, "qualifier": "exact"}
    marks: list[dict[str, Any]] = [
        {"kind": "mention", "place": "Soledar"},
        {"kind": "mention", "place": "Bakhmut"},
        {**number, "unit": "people", "about": "none", "place": "Bakhmut"},
    ]
    assert sentences.contents(marks) == "5 people killed, Bakhmut; Soledar"


@pytest.mark.parametrize("group", ["measure", "topic", "unit", "about", "qualifier", "controller", "status"])
def test_every_value_of_the_tables_has_words(group: str) -> None:
    columns = [column for table in schemas.SCHEMAS.values() for column in table]
    allowed = {value for column in columns if column.name == group for value in column.allowed}
    assert allowed
    assert allowed <= set(reference.read_toml("labels.toml")[group])


def test_lanes_hold_no_two_rows_of_one_level_on_a_day(claims: pd.DataFrame) -> None:
    first, last = frame.claim_days(claims, "happened")
    dated = claims.assign(first=first, last=last, lane=claims["source"]).dropna(subset="first")
    lanes = timeline.lay_levels(dated)
    for _, level in lanes.groupby(["lane", "level"]):
        ordered = level.sort_values("first")
        assert (ordered["first"].iloc[1:].to_numpy() > ordered["last"].iloc[:-1].to_numpy()).all()
    assert len(lanes) == len(dated)


def test_filters_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        filtering.Filters().search = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("plain", ""),
        ("\u202egnp.exe", "\u202c"),
        ("\u2067a\u202eb", "\u202c\u2069"),
        ("\u2067a\u202eb\u2069", ""),
        ("\u202aa\u202c", ""),
        ("a\u2069\u202c", ""),
    ],
)
def test_a_name_that_turns_the_direction_of_writing_turns_nothing_after_it(text: str, closed: str) -> None:
    assert sentences.shorten(text) == text + closed


@pytest.mark.parametrize(("forerunners", "drawn_from"), [(1, "2023-02-25"), (3, "2022-02-25")])
def test_few_claims_before_a_long_silence_are_not_drawn(forerunners: int, drawn_from: str) -> None:
    days = ["2022-03-01", "2023-03-01", "2023-03-08"]
    spans = pd.DataFrame({"first": pd.to_datetime(days), "last": pd.to_datetime(days)})
    window = timeline.window_of(spans.assign(claims=[forerunners, 5, 5]), filtering.Filters())
    assert window is not None
    assert window[0] == pd.Timestamp(drawn_from)
