"""The store of claims: it answers as the frames do, from files that are the same for the same tables."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakhmut_data.claims import filtering, frame
from bakhmut_data.comparing import subjects
from bakhmut_data.errors import TableError
from bakhmut_data.store import comparing, counting, fetching, opening
from bakhmut_data.store import files as store_files
from bakhmut_data.store.selections import Selection
from bakhmut_data.tables import files as tables_files
from bakhmut_data.tables import question_words, word_choices
from bakhmut_data.tables.rows import Tables, tables_from_rows
from tests import made_claims as made
from tests.oracle import claims as oracle

DOCUMENTS = made.small_tables().documents.to_dict("records")
UNNAMED = "unknown publisher (A post without a name)"
DAYS = st.none() | st.dates(dt.date(2023, 1, 1), dt.date(2023, 4, 30))
FILTERS = st.builds(
    filtering.Filters,
    sources=st.lists(
        st.sampled_from(["Gazette", "The Northern Courier", "Nobody", "O'Neil; --"]), max_size=2, unique=True
    ).map(tuple),
    sides=st.lists(st.sampled_from(filtering.SIDES), max_size=2, unique=True).map(tuple),
    date=st.sampled_from(["happened", "published"]),
    earliest=DAYS,
    latest=DAYS,
    search=st.sampled_from(["", "", "petrenko", "SOLEDAR russia", "soledár", "a", "o", "killed l", "nobody"])
    | st.text(max_size=4),
)


def many_tables() -> Tables:
    """The three documents with more figures: open-ended, undated, in several months, twice the same."""
    day = dt.date(2023, 2, 27)
    more = [
        made.figure(made.COURIER, "200 people", low=low, high=high, measure=measure, about=about, **days)
        for low, high, measure, about, days in (
            (10, None, "killed", "Ukraine", {"as_of_earliest": day}),
            (None, 30, "wounded", "Russia", {"as_of_latest": dt.date(2023, 4, 1)}),
            (10, None, "killed", "Ukraine", {"as_of_earliest": day}),
            (0, 0, "killed", "both", {}),
            (1e6, 2e6, "force_size", "Russia", {"as_of_earliest": day, "as_of_latest": dt.date(2023, 3, 8)}),
        )
    ]
    positions = [
        made.position(made.COURIER, "near Soledar", "momentum", "Russia", said_earliest=day),
        made.position(
            made.GAZETTE, "Soledar is ours", "hold", "hold", speaker="Colonel Petrenko", place_id="soledar"
        ),
    ]
    return made.small_tables(figures=more, positions=positions)


@pytest.fixture(scope="module")
def marks() -> pd.DataFrame:
    return frame.build_claims(many_tables())


@pytest.fixture(scope="module")
def claims(marks: pd.DataFrame) -> pd.DataFrame:
    return marks[marks["claim"]]


@pytest.fixture(scope="module", params=["on the disk", "in memory"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> opening.Store:
    if request.param == "in memory":
        return opening.store_of(many_tables())
    return opening.open_store(store_files.write_store(many_tables(), tmp_path_factory.mktemp("a [b] 'c")))


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    """Both frames hold the same rows, whatever their row numbers."""
    pd.testing.assert_frame_equal(left.reset_index(drop=True), right.reset_index(drop=True))


@settings(deadline=None, max_examples=12)
@given(filters=FILTERS)
def test_filters_leave_what_they_leave_of_the_frame(
    asked: opening.Store, marks: pd.DataFrame, filters: filtering.Filters
) -> None:
    left = oracle.narrow_claims(marks, filters)
    same(fetching.claims(asked, Selection(filters=filters, marks=True)), left)
    same(fetching.claims(asked, Selection(filters=filters)), left[left["claim"]])
    stands = left[left["claim"] | (left["kind"] == "position")]
    same(fetching.claims(asked, Selection(filters=filters, stands=True)), stands)


@settings(deadline=None, max_examples=12)
@given(filters=FILTERS)
def test_counts_are_those_of_the_frame(
    asked: opening.Store, claims: pd.DataFrame, filters: filtering.Filters
) -> None:
    left = oracle.narrow_claims(claims, filters)
    tally = counting.tally(asked, filters)
    assert tally.counts == oracle.count_claims(left, filters.date)
    assert tally.by["place"].to_dict() == left["place"].value_counts().to_dict()
    assert tally.profile.named == left["speaker"].notna().sum()
    expected = oracle.count_facets(claims, filters)
    found = counting.facets(asked, filters, tally)
    assert {name: each.to_dict() for name, each in found.items()} == {
        name: expected[name].to_dict() for name in ("source", "side")
    }
    spans = counting.spans(
        asked, Selection(filters=filtering.without(filters, "earliest", "latest")), filters.date
    )
    months = spans["claims"].groupby(spans["first"].dt.strftime("%Y-%m")).sum()
    assert months.to_dict() == expected["month"].to_dict()


@settings(deadline=None, max_examples=8)
@given(filters=FILTERS)
def test_days_are_those_of_the_frame(
    asked: opening.Store, claims: pd.DataFrame, filters: filtering.Filters
) -> None:
    left = oracle.narrow_claims(claims, filters)
    for which in ("happened", "published"):
        days = fetching.identify(asked, counting.days(asked, Selection(filters=filters), which))
        expected = oracle.count_by_day(left, which)
        found = days[expected.columns.tolist()]
        assert found.astype("str").to_dict("list") == expected.astype("str").to_dict("list")


@settings(deadline=None, max_examples=8)
@given(filters=FILTERS)
def test_the_same_claims_are_lined_up(
    asked: opening.Store, claims: pd.DataFrame, filters: filtering.Filters
) -> None:
    left = oracle.narrow_claims(claims, filters)
    assert subjects.find_subjects(comparing.lined_up(asked, filters)) == subjects.find_subjects(left)


def test_what_a_copy_repeats_is_lined_up_in_both_and_chosen_once() -> None:
    copies = {made.document("", made.GAZETTE)["document_id"]: made.document("", made.COURIER)["document_id"]}
    again = made.figure(
        made.GAZETTE, "90 people", low=10, high=None, about="Ukraine", as_of_earliest=made_day()
    )
    first = made.figure(
        made.COURIER, "200 people", low=10, high=None, about="Ukraine", as_of_earliest=made_day()
    )
    some = made.small_tables(figures=[first, again])
    claims = frame.build_claims(some, copies)
    lined_up = comparing.lined_up(opening.store_of(some, copies), filtering.Filters())
    assert subjects.find_subjects(lined_up) == subjects.find_subjects(claims[claims["claim"]])


def test_of_many_claims_about_one_thing_every_outlet_is_heard_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subjects, "LARGEST_GROUP", 3)
    numbers = [made.figure(made.COURIER, "200 people", low=at, high=at) for at in range(9)]
    some = made.small_tables(figures=numbers)
    marks = frame.build_claims(some)
    lined_up = comparing.lined_up(
        opening.open_store(store_files.write_store(some, tmp_path)), filtering.Filters()
    )
    assert subjects.find_subjects(lined_up) == subjects.find_subjects(marks[marks["claim"]])


@pytest.mark.parametrize("lens", comparing.LENS_COLUMNS)
def test_the_same_claims_stand_side_by_side(
    asked: opening.Store, marks: pd.DataFrame, lens: subjects.Lens
) -> None:
    claims = marks[marks["kind"] == "position"] if lens == "position" else marks[marks["claim"]]
    sources = ("The Northern Courier", "Gazette")
    selection = Selection(only=(("source", sources),))
    found, rows = comparing.side_by_side(asked, selection, lens, rows=40, each=20)
    expected = subjects.lay_side_by_side(claims, sources, lens)
    laid = subjects.lay_side_by_side(found, sources, lens)
    assert rows == len(expected)
    assert {name: ids(cells) for name, cells in laid.items()} == {
        name: ids(cells) for name, cells in expected.items()
    }


def ids(cells: dict[str, list[dict[str, object]]]) -> dict[str, list[object]]:
    """The ids of the claims in the cells of a row."""
    return {source: [claim["claim_id"] for claim in cell] for source, cell in cells.items()}


def test_a_cut_comparison_says_how_much_it_has_cut(asked: opening.Store) -> None:
    found, rows = comparing.side_by_side(asked, Selection(), "topic", rows=1, each=1)
    assert rows > 1
    assert set(found["rank"]) == {1}
    assert found["number"].max() > 1
    assert found["source"].is_unique


def test_claims_come_in_pages(asked: opening.Store, claims: pd.DataFrame) -> None:
    first, second = (fetching.claims(asked, Selection(), limit=4, offset=at) for at in (0, 4))
    same(pd.concat([first, second]), claims.head(8))


def test_claims_can_be_ordered_with_the_unknown_last(asked: opening.Store, claims: pd.DataFrame) -> None:
    figures = fetching.claims(asked, Selection(only=(("kind", ("figure",)),)), order=["low"])
    expected = claims[claims["kind"] == "figure"].sort_values("low", kind="stable")
    same(figures, expected)


def test_only_the_stores_own_columns_can_be_asked_for(asked: opening.Store) -> None:
    with pytest.raises(KeyError):
        counting.values(asked, Selection(), "kind; DROP VIEW claims")


@pytest.mark.parametrize("word", ["'; DROP VIEW claims; --", "%", "\x00", "\ud800", "?"])
def test_hostile_words_are_only_words(asked: opening.Store, word: str) -> None:
    assert counting.number(asked, Selection(filters=filtering.Filters(search=word))) == 0
    assert fetching.claim(asked, word) is None


def test_each_claim_is_found_by_its_id(asked: opening.Store, marks: pd.DataFrame) -> None:
    for at, claim_id in enumerate(marks["claim_id"]):
        found = fetching.claim(asked, claim_id)
        assert found is not None
        assert str(found) == str({str(key): value for key, value in marks.iloc[at].items()})


def test_neighbours_follow_the_reading_order(asked: opening.Store, claims: pd.DataFrame) -> None:
    order = claims["claim_id"].tolist()
    found = [fetching.neighbours(asked, Selection(), claim_id) for claim_id in order]
    assert [each.before for each in found] == ["", *order[:-1]]
    assert [each.after for each in found] == [*order[1:], ""]
    assert [each.place for each in found] == list(range(len(order)))


def test_a_claim_outside_the_selection_has_no_neighbours(asked: opening.Store, claims: pd.DataFrame) -> None:
    filters = filtering.Filters(sources=("Gazette",))
    outside = claims.loc[claims["source"] != "Gazette", "claim_id"].iloc[0]
    found = fetching.neighbours(asked, Selection(filters=filters), outside)
    assert (found.before, found.after, found.place, found.number) == ("", "", None, 3)


def test_moments_hold_every_dated_claim_of_their_lanes(asked: opening.Store, claims: pd.DataFrame) -> None:
    moments = counting.moments(asked, Selection(), "topic", most=20)
    first, _ = frame.claim_days(claims, "happened")
    assert moments["claims"].sum() == first.notna().sum()
    assert counting.moments(asked, Selection(), "topic", most=1)["lane"].unique().tolist() == ["casualties"]


def test_places_are_said_to_be_held_by_the_newest_claims(asked: opening.Store) -> None:
    held = comparing.holders(asked, Selection(), dt.date(2023, 3, 8))
    assert held[["place_id", "controller", "whole"]].to_numpy().tolist() == [["soledar", "both", True]]
    assert comparing.holders(asked, Selection(), dt.date(2023, 3, 7)).empty


def test_what_is_denied_or_expected_holds_nothing() -> None:
    some = made.small_tables()
    some.control["status"] = "predicted"
    assert comparing.holders(opening.store_of(some), Selection(), dt.date(2023, 3, 8)).empty


def test_equal_claims_of_who_holds_a_place_are_one() -> None:
    again = made.control(
        made.COURIER, "Soledar on", "Russia", as_of_earliest=made_day(), as_of_latest=made_day()
    )
    opened = opening.store_of(made.small_tables(control=[again]))
    held, left_out = comparing.held(opened, Selection(only=(("kind", ("control",)),)), most=5)
    assert (sorted(held["equal"]), left_out) == ([1, 2], 0)
    assert comparing.held(opened, Selection(only=(("kind", ("control",)),)), most=1)[1] == 1


def made_day() -> dt.date:
    """The day that most of the invented claims speak for."""
    return dt.date(2023, 3, 8)


def test_named_places_come_with_their_mentions(asked: opening.Store) -> None:
    assert comparing.places(asked, Selection())[["place", "mentions"]].to_numpy().tolist() == [["Soledar", 4]]


def test_numbers_are_binned_by_size(asked: opening.Store) -> None:
    bins = counting.number_bins(asked, Selection(only=(("measure", ("killed",)),)), steps=1)
    assert bins.set_index(["about", "bin"])["claims"].get(("Ukraine", 1)) == 2
    assert bins["bin"].isna().sum() == 1


def test_words_are_counted_by_source_and_stepped_through() -> None:
    words = word_choices.words_frame(
        [
            (made.document("x.txt", text)["document_id"], "Kyiv and Kiev, Kyiv")
            for text in (made.COURIER, made.GAZETTE)
        ]
    )
    opened = opening.store_of(made.small_tables(), words=words)
    counted = comparing.word_choices(opened, Selection(only=(("source", ("Gazette",)),)))
    assert counted[["source", "form", "times"]].to_numpy().tolist() == [
        ["Gazette", "Kyiv", 2],
        ["Gazette", "Kiev", 1],
    ]
    word_id = counted["word_id"][0]
    found = comparing.word(opened, Selection(), word_id)
    assert found is not None
    assert (found[0]["form"], found[1].place, found[1].number) == ("Kyiv", 2, 4)
    assert (
        comparing.word(
            opened, Selection(filters=filtering.Filters(sources=("The Northern Courier",))), word_id
        )
        is None
    )


def test_documents_are_those_in_which_something_is_left(asked: opening.Store) -> None:
    left = fetching.documents(asked, Selection(filters=filtering.Filters(sources=("Gazette",))), 10)
    assert left["name"].tolist() == ["Gazette"]
    assert fetching.documents(asked, Selection(), 10, named="Gazette")["found"].tolist() == [3]
    assert fetching.document(asked, "nothing") is None


def test_sources_stand_in_the_order_of_the_documents(asked: opening.Store) -> None:
    assert tuple(asked.outlets)[:2] == ("The Northern Courier", "Gazette")


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    written = [store_files.write_store(many_tables(), tmp_path / name) for name in ("a", "b")]
    digests = [
        {file.relative_to(folder): hashlib.sha256(file.read_bytes()).hexdigest() for file in files(folder)}
        for folder in written
    ]
    assert digests[0] == digests[1]
    assert {path.parts[1] for path in digests[0] if len(path.parts) > 2} >= {
        "month=2023-03",
        f"month={store_files.UNDATED}",
    }


def test_no_two_kinds_of_claims_are_read_together(tmp_path: Path) -> None:
    store_files.write_store(many_tables(), tmp_path)
    parts = [
        pq.ParquetFile(file).read_row_group(at, columns=["kind"])["kind"].unique().to_pylist()
        for file in files(tmp_path / store_files.FOLDER / "rows")
        for at in range(pq.ParquetFile(file).num_row_groups)
    ]
    assert len(parts) > 3
    assert all(len(kinds) == 1 for kinds in parts)


def files(folder: Path) -> list[Path]:
    """All files below a folder."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def test_a_store_is_current_until_its_tables_change(tmp_path: Path) -> None:
    tables_files.write_tables(many_tables(), tmp_path)
    assert not store_files.is_current(tmp_path)
    store_files.write_store(many_tables(), tmp_path)
    assert store_files.is_current(tmp_path)
    tables_files.write_tables(made.small_tables(), tmp_path)
    assert not store_files.is_current(tmp_path)


def test_a_store_of_nothing_answers(tmp_path: Path) -> None:
    nothing = opening.open_store(store_files.write_store(tables_from_rows({}), tmp_path))
    assert counting.tally(nothing, filtering.Filters()).counts == filtering.Counts(0, 0, 0, 0)
    assert fetching.claims(nothing, Selection()).empty
    assert comparing.lined_up(nothing, filtering.Filters()).empty


def test_a_folder_without_claims_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(TableError):
        opening.open_store(tmp_path)


def test_a_store_reads_no_other_file(asked: opening.Store, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with pytest.raises(Exception, match="Permission"), asked.connection.cursor() as cursor:
        cursor.execute("SELECT * FROM read_csv(?)", [str(secret)])


def test_of_each_question_a_source_has_positions_claims_and_words(tmp_path: Path) -> None:
    texts = (
        (row["document_id"], f"{row['file']}: a vital, vital and strategic town") for row in DOCUMENTS[:2]
    )
    words = question_words.question_words_frame(texts)
    question_words.write_question_words(words, tmp_path)
    disk = opening.open_store(store_files.write_store(many_tables(), tmp_path))
    memory = opening.store_of(many_tables(), asked=words)
    for store in (disk, memory):
        found = counting.spoken_of(store, ["Gazette", "The Northern Courier", UNNAMED, "Nobody"])
        assert len(found) == 4 * 9
        rows = {(row[0], row[1]): row[2:] for row in found.itertuples(index=False, name=None)}
        # Petrenko's position is read from his statement, of the topic "control", as is the claim of control.
        assert rows["Gazette", "hold"] == (1, 0, "", True)
        assert rows["Gazette", "fall"] == (0, 2, "", True)
        assert rows["Gazette", "value"] == (0, 0, "vital*; strateg*", True)
        assert rows["The Northern Courier", "momentum"] == (1, 2, "", True)
        assert rows[UNNAMED, "value"] == (0, 0, "", False)
        assert rows["Nobody", "value"] == (0, 0, "", False)
