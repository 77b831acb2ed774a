"""What pages show of a few claims (extremes, words for pictures, colours), worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from bakhmut_data.claims import filtering, frame, timeline
from bakhmut_data.store import comparing, opening
from bakhmut_data.store.selections import Selection
from bakhmut_data.tables.rows import Tables
from pages.shared import palette
from pages.shared.charts import spans
from pages.shared.maps import front as front_map
from pages.shared.panels.compare import side_by_side
from pages.shared.panels.front import lists, places
from pages.shared.panels.sidebar import presets
from pages.shared.panels.timeline import alt_texts, coverage
from pages.shared.state import datasets, views
from tests import made_claims as made
from tests import worked
from tests.worked import day

pytestmark = pytest.mark.fast


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    marks = frame.build_claims(worked.worked_tables())
    return marks[marks["claim"]]


@pytest.fixture(scope="module")
def opened() -> opening.Store:
    return opening.store_of(worked.worked_tables())


@pytest.fixture(scope="module")
def folder(written: Callable[[Tables], Path]) -> Path:
    """The worked tables, written once."""
    return written(worked.worked_tables())


@pytest.fixture
def view(folder: Path, show: Callable[[Path], Path]) -> views.View:
    show(folder)
    return views.everything(datasets.load())


def test_the_least_and_the_most_are_told_apart(opened: opening.Store) -> None:
    ((measure, about, unit, rows),) = comparing.extremes(opened, Selection(), 5)
    assert (measure, about, unit) == ("killed", "Russia", "people")
    assert rows["low"].tolist() == [40, 300]
    assert rows["source"].tolist() == ["Times", "Daily"]


def test_of_equal_lows_the_least_and_the_most_are_told_by_their_highs() -> None:
    rows = worked.worked_tables()
    rows.figures.loc[rows.figures["measure"] == "killed", "low"] = pd.array([40, 40, 300], dtype="Float64")
    ((*_, found),) = comparing.extremes(opening.store_of(rows), Selection(), 5)
    assert found["high"].tolist()[:1] == [60]


def test_the_overview_puts_the_least_before_the_most(view: views.View) -> None:
    found = alt_texts.extremes(view)
    assert [title for title, _ in found] == ["Killed, Russian side, in people"]
    shown = side_by_side.least_and_most(found, view)
    assert [column["label"] for column in shown["sources"]] == ["The least", "The most"]
    ((least,), (most,)) = shown["rows"][0]["cells"]
    assert least["what"] == "40 to 60 people killed, Russian side, Soledar"
    assert least["who"] == "the outlet itself, in Times; 2–4 March 2023"
    assert most["what"] == "more than 300 people killed, Russian side, Soledar"
    assert most["who"] == "General Ivanov (Russia), in Daily; from 19 March 2023"


def test_a_disagreement_shows_both_claims_with_their_grade(view: views.View) -> None:
    shown = side_by_side.opposed(view.subjects, view)
    killed = next(row for row in shown["rows"] if row["label"].startswith("Killed"))
    assert [cell[0]["what"].split(" people")[0] for cell in killed["cells"]] == ["100", "40 to 60"]
    assert killed["note"] == "conflict: 1 pair of claims: 100 people is wholly above 40 to 60 people"


def test_the_words_of_a_chart_of_numbers_name_the_lowest_and_the_highest(claims: pd.DataFrame) -> None:
    killed = claims[claims["measure"] == "killed"].sort_values("low")
    assert alt_texts.figures_alt(killed, "Killed") == (
        "Killed: 3 claims from 3 sources, from 40 to 60 people (the outlet itself) to more than 300 people "
        "(General Ivanov (Russia))."
    )
    assert alt_texts.figures_alt(killed.head(0), "Killed") == "Killed: no numbers."


def test_the_words_of_the_timeline_name_its_fullest_day() -> None:
    spans = pd.DataFrame(
        [("2023-03-01", "2023-03-01", 2), ("2023-03-08", "2023-03-08", 5), ("2023-03-08", "2023-03-09", 1)],
        columns=["first", "last", "claims"],
    ).astype({"first": "datetime64[s]", "last": "datetime64[s]"})
    window = (pd.Timestamp("2023-03-01"), pd.Timestamp("2023-03-12"))
    assert alt_texts.timeline_alt(spans, window, (1, 2)) == (
        "Timeline of 8 dated claims, drawn 1–12 March 2023. 4 speak for one day. 3 name one day and are open "
        "on a side: 1 before it (“by”), 2 after it (“from”). Most stand on 8 March 2023 (6). The list below "
        "has them all."
    )
    assert "open on a side" not in alt_texts.timeline_alt(spans, window, (0, 0))
    assert alt_texts.timeline_alt(spans.head(0), window, (0, 0)) == "No claim has a day."


def test_what_the_timeline_leaves_out_is_counted() -> None:
    ends = ["2023-02-28", "2023-03-01", "2023-03-12", "2023-03-13"]
    spans = pd.DataFrame(
        {"first": pd.to_datetime(ends), "last": pd.to_datetime(ends), "claims": [1, 2, 4, 8]}
    )
    window = (pd.Timestamp("2023-03-01"), pd.Timestamp("2023-03-12"))
    assert alt_texts.left_out(spans, 15, window) == (
        " 9 claims before or after the drawn months: zoom out to see them."
    )
    assert alt_texts.left_out(spans.iloc[1:3], 4, window) == " 2 claims in none of these lanes."


def test_the_words_of_coverage_name_the_day_of_which_most_speak() -> None:
    counted = pd.DataFrame(
        [("Post", "2023-03-01", 3), ("Times", "2023-03-08", 2), ("Post", "2023-03-08", 2)],
        columns=["source", "day", "claims"],
    )
    assert coverage.coverage_alt(counted, 2) == (
        "7 dated claims of 2 sources; most speak for 8 March 2023 (4)."
    )


def test_the_words_of_days_against_publication_give_the_least_and_the_greatest_lag(
    claims: pd.DataFrame,
) -> None:
    dated = timeline.date_claims(claims[claims["measure"] == "killed"])
    assert spans.lag_alt(dated) == (
        "3 numbers with both days; the last day each speaks for lies 0 to 1 day before its publication. "
        "1 name one day and are open before or after it."
    )
    assert alt_texts.undated(claims[claims["kind"] == "figure"], dated) == (
        "2 claims without both days: in the list, not in the chart."
    )


def test_the_words_of_the_map_count_places_by_who_is_said_to_hold_them(
    written: Callable[[Tables], Path], show: Callable[[Path], Path]
) -> None:
    mention = {"document_id": worked.ROWS["documents"][0]["document_id"], "role": "location"}
    both = [
        {**mention, "place_id": place, "surface": "p0", "start": 0, "end": 2}
        for place in ("bakhmut", "soledar")
    ]
    show(written(worked.worked_tables(mentions=both)))
    view = views.everything(datasets.load())
    shown = places.places_on(view, day("2022-11-05"))
    assert places.holders_alt(shown, pd.Timestamp("2022-11-05")) == (
        "Map of places as reported up to 5 November 2022: 1 Russian-held, 1 named; nobody is said to hold "
        "it. Bakhmut: Russian-held, as of 1 November 2022 (2 claims)."
    )
    groups = places.place_groups(shown, "")
    assert [(group["title"], group["rows"][0]["what"]) for group in groups] == [
        ("Russian-held", "Bakhmut"),
        ("Named; nobody is said to hold it", "Soledar"),
    ]
    assert groups[0]["rows"][0]["color"] == palette.RUSSIA


def test_each_side_has_its_colour_on_maps_and_charts() -> None:
    assert palette.rgba(palette.HOLDERS["Russia"]) == [209, 73, 28, 255]  # red-orange
    assert palette.rgba(palette.HOLDERS["Ukraine"]) == [43, 120, 197, 255]  # blue
    assert palette.SUBJECTS["Russia"] == palette.RUSSIA
    assert palette.SUBJECTS["Ukraine"] == palette.UKRAINE
    assert (palette.LETTERS["Russia"], palette.LETTERS["Ukraine"]) == ("R", "U")


@pytest.mark.parametrize(("holder", "color"), [("Russia", [209, 73, 28]), ("Ukraine", [43, 120, 197])])
def test_a_place_on_the_map_has_its_holders_colour_and_stands_east_before_north(
    holder: str, color: list[int]
) -> None:
    row = {"place": "Soledar", "latitude": 48.68, "longitude": 38.09, "controller": holder, "whole": True}
    shown = pd.DataFrame([{**row, "mentions": 4, "claim_id": "c", "said": ""}])
    layer = front_map.front_map(shown, "Bakhmut", dark=False, selected="").layers[0]
    (mark,) = layer.data
    assert mark["position"] == [38.09, 48.68]
    assert mark["fill"] == [*color, 225]
    assert (mark["letter"], mark["width"]) == (holder[0], 1.5)
    assert mark["size"] == 13.4  # 7 pixels and 3.2 times the root of four mentions


def test_a_phase_counts_the_claims_that_begin_in_it_and_no_others(view: views.View) -> None:
    phases, weeks = presets.preset_groups(view)
    counts = {each["value"]: each["count"] for each in phases["values"]}
    # One claim each in October, November and December 2022; four begin between 1 and 19 March 2023.
    assert counts == {"2022-07-04/2022-12-31": 3, "2023-01-26/2023-05-14": 4}
    assert [(each["value"], each["count"]) for each in weeks["values"]][-2:] == [
        ("2023-02-27/2023-03-05", 2),
        ("2023-03-13/2023-03-19", 2),
    ]


def test_a_phase_that_is_chosen_is_marked(view: views.View) -> None:
    chosen = filtering.Filters(earliest=day("2022-07-04"), latest=day("2022-12-31"))
    phases, _ = presets.preset_groups(views.View(view.data, chosen))
    assert [(each["count"], each["on"]) for each in phases["values"]] == [(3, True), (4, False)]


def test_contradictions_nearest_to_a_day_come_first(opened: opening.Store) -> None:
    near = day("2022-11-05")  # 4 days after the Times's claim, 26 before the Daily's, 35 after the Post's
    found, number = comparing.contradicted(opened, Selection(), near, 10)
    assert found["source"].tolist() == ["Times", "Daily", "Post"]
    assert number == 3
    assert comparing.contradicted(opened, Selection(), near, 1)[0]["source"].tolist() == ["Times"]


def test_a_claim_that_speaks_for_the_day_among_others_is_nearest_of_all() -> None:
    text, word = worked.DAILY, "d4"
    through = made.control(
        text, word, "Russia", place_id="bakhmut", **worked.days("2022-10-02", "2022-12-01")
    )
    opened = opening.store_of(worked.worked_tables(control=[through]))
    found, _ = comparing.contradicted(opened, Selection(), day("2022-11-05"), 1)
    assert found["start"].tolist() == [through["start"]]


@pytest.mark.parametrize(
    ("first", "last", "days", "words"),
    [
        ("2022-11-01", "2022-11-01", -4, "4 days earlier"),
        ("2022-11-06", "2022-11-09", 1, "1 day later"),
        ("2022-10-01", "2022-12-01", 0, "speaks for 5 November"),
        (None, "2022-11-04", -1, "1 day earlier"),
    ],
)
def test_how_far_a_claim_lies_from_the_day_is_told(
    first: str | None, last: str, days: int, words: str
) -> None:
    near = day("2022-11-05")
    ends = {"earliest": first and pd.Timestamp(first), "latest": pd.Timestamp(last)}
    assert lists._days_from(ends, near) == days
    assert lists._distance(days, near) == words
