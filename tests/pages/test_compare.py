"""Sources side by side, graded pairs of claims, and the findings of the overview that rest on them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from bakhmut_data.comparing import voices
from bakhmut_data.store import fetching
from bakhmut_data.tables import files, question_words, word_choices
from pages.shared.panels.compare import side_by_side
from pages.shared.panels.compare import words as compare_words
from pages.shared.state import datasets, views
from tests import made_claims as made
from tests.pages.screen import drawn, opened, sent, words

pytestmark = pytest.mark.usefixtures("shown_tables")


def test_the_graded_pairs_stand_before_the_sources_side_by_side() -> None:
    app = opened("battle/compare")
    assert [header.value for header in app.header][:2] == [
        "Where they agree, overlap and conflict",
        "Where they stand on what is argued about, by source",
    ]
    assert "<b>In conflict:</b> killed, Russian side (1 of 1 pair); who holds Soledar (1 of 1" in words(app)


@pytest.mark.parametrize(
    ("grade", "titles", "meaning"),
    [
        ("", ["Killed, Russian side", "Who holds Soledar", "Wounded, Russian side"], "A pair is two claims"),
        ("conflict", ["Killed, Russian side", "Who holds Soledar"], "both cannot hold"),
        ("overlap", [], "There is no such pair"),
        ("not_comparable", ["Wounded, Russian side"], "they speak for other days"),
    ],
)
def test_a_grade_in_the_address_leaves_its_pairs_alone(
    grade: str, titles: list[str], meaning: str, own_tables: Path
) -> None:
    days = (dt.date(2023, 1, 8), dt.date(2023, 3, 8))
    wounded = [
        made.figure(text, words, measure="wounded", low=9, high=9, as_of_earliest=day, as_of_latest=day)
        for text, words, day in zip((made.COURIER, made.GAZETTE), ("200", "90"), days, strict=True)
    ]
    files.write_tables(made.small_tables(figures=wounded), own_tables)
    app = opened("battle/compare", g=grade)
    assert [group["title"] for group in drawn(app, "rows")[0]["groups"]] == titles
    assert meaning in words(app)
    assert 'role="note"' not in words(app)


def with_positions(own_tables: Path, *, more: str = "Ammunition.") -> None:
    """The small tables with two positions; in `more` words of questions are looked for, too."""
    rows = [
        made.position(made.COURIER, "near Soledar", "value", "matters", place_id="soledar"),
        made.position(
            made.GAZETTE,
            "Colonel Petrenko",
            "value",
            "little",
            place_id="soledar",
            speaker="Colonel Petrenko",
            speaker_side="Ukraine",
        ),
    ]
    files.write_tables(made.small_tables(positions=rows), own_tables)
    asked = question_words.question_words_frame(
        (str(made.document("", each)["document_id"]), f"{each} {more}") for each in made.TEXTS.values()
    )
    question_words.write_question_words(asked, own_tables)


def test_a_cell_of_positions_says_what_is_held_and_why_others_are_empty(own_tables: Path) -> None:
    with_positions(own_tables)
    app = opened("battle/compare")
    assert not app.exception
    data = drawn(app, "matrix")[0]
    (row,) = data["rows"]
    assert row["label"] == "Does the place matter militarily?"
    columns = [source["label"] for source in data["sources"]]
    cells = dict(zip(columns, row["cells"], strict=True))
    courier, gazette = cells["The Northern Courier"], cells["Gazette"]
    assert [(each["what"], each["words"]) for each in courier] == [("Soledar matters militarily", "")]
    assert courier[0]["who"] == "the outlet itself; undated"
    assert [each["what"] for each in gazette] == ["Soledar matters little militarily"]
    # The post has no word of the question (a list of words for each) and no claim about it.
    (blank,) = [each for each in row["blanks"] if each]
    assert blank["text"] == "does not say"
    assert "strateg…" in blank["words"]


@pytest.mark.parametrize("query", [{}, {"cs": "Gazette"}])
def test_two_voices_opposed_in_one_source_are_a_pair(query: dict[str, Any], own_tables: Path) -> None:
    colonel = {"speaker": "Colonel Petrenko", "speaker_side": "Ukraine", "place_id": "soledar"}
    rows = [
        made.position(made.GAZETTE, "Colonel Petrenko", "value", "little", **colonel),
        made.position(made.GAZETTE, "90", "value", "matters", place_id="soledar"),
    ]
    files.write_tables(made.small_tables(positions=rows), own_tables)
    groups = drawn(opened("battle/compare", **query), "rows")[0]["groups"]
    (pair,) = [group for group in groups if group["title"] == "Does Soledar matter militarily?"]
    assert [row["what"] for row in pair["rows"]] == [
        *("Soledar matters little militarily", "Soledar matters militarily"),
    ]


def test_a_document_with_a_word_of_the_question_is_not_called_silent(own_tables: Path) -> None:
    with_positions(own_tables, more="The town has great strategic value.")
    (row,) = drawn(opened("battle/compare"), "matrix")[0]["rows"]
    (blank,) = [each for each in row["blanks"] if each]
    assert blank == {"text": "nothing found", "more": "words that stand there", "words": "strateg…, value"}


def test_a_reader_with_the_documents_sees_the_words_in_each_cell(
    own_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_positions(own_tables)
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "courier.txt").write_text(made.COURIER, encoding="utf-8")
    monkeypatch.setattr(datasets, "DOCUMENTS", folder)
    (row,) = drawn(opened("battle/compare", cs=["The Northern Courier", "Gazette"]), "matrix")[0]["rows"]
    assert [[each["words"] for each in cell] for cell in row["cells"]] == [["near Soledar"], [""]]


@pytest.mark.parametrize("lens", ["figure", "ground", "topic", "place", "day"])
def test_what_was_not_found_under_another_lens_is_not_called_silence(lens: str) -> None:
    app = opened("battle/compare", lens=lens)
    assert not app.exception
    assert drawn(app, "matrix")[0]["blank"] == "nothing found"
    assert "does not say" not in json.dumps(drawn(app, "matrix"))


def test_the_overview_states_its_findings_with_their_claims(own_tables: Path) -> None:
    with_positions(own_tables)
    app = opened()
    assert [header.value for header in app.header][:3] == [
        *("What they argue about", "What they agree on", "What only one of them reports"),
    ]
    (group,) = drawn(app, "rows")[0]["groups"]
    assert group["title"] == (
        "One of three outlets prints that Soledar matters militarily, one that Soledar matters little "
        "militarily."
    )
    assert group["note"] == (
        "Matters: in its own voice The Northern Courier. Matters little: Colonel Petrenko (Ukraine)."
    )
    assert [row["what"] for row in group["rows"]] == [
        *("Soledar matters militarily", "Soledar matters little militarily"),
    ]


def test_the_findings_are_true_of_one_source(own_tables: Path) -> None:
    with_positions(own_tables)
    app = opened("battle/overview", src="Gazette")
    assert not app.exception
    titles = [header.value for header in app.header]
    assert "What they agree on" not in titles
    assert "What only one of them reports" not in titles


def test_the_graded_pairs_are_a_table_with_both_claims_and_files() -> None:
    app = opened("battle/compare", g="conflict", **{"tab-pairs": "Table"})
    assert not app.exception
    table = drawn(app, "table")[0]
    assert [column["label"] for column in table["columns"]] == [
        *("Thing", "Grade", "One says", "Another says", "Why"),
    ]
    assert [row["cells"][0][0] for row in table["rows"]] == ["Killed, Russian side", "Who holds Soledar"]
    assert fetching.claim(datasets.load().store, table["rows"][0]["id"])
    assert [proto.label for proto in sent(app, "download_button")] == [
        "CSV",
        "Parquet",
        "JSON",
        "About the CSV",
    ]


def test_the_sources_compared_follow_the_filters_until_some_are_chosen() -> None:
    app = opened("battle/compare", src="Gazette")
    assert app.multiselect(key="cs-shown").value == ["Gazette"]
    next(button for button in app.button if button.label == "Reset filters").click().run()
    every = datasets.load().sources
    assert app.multiselect(key="cs-shown").value == list(every)
    app.multiselect(key="cs-shown").set_value(list(every[1:])).run()
    assert app.multiselect(key="cs").value == list(every[1:])
    app.multiselect(key="cs-shown").set_value([]).run()
    assert app.multiselect(key="cs-shown").value == app.multiselect(key="cs").value == []
    assert "A comparison needs at least two sources. None is chosen." in words(app)
    app.multiselect(key="cs-shown").set_value(list(every[1:])).run()
    assert app.multiselect(key="cs-shown").value == list(every[1:])
    app.multiselect(key="cs-shown").set_value([]).run()
    app.button(key="compare-more").click().run()
    assert app.multiselect(key="cs-shown").value == list(every)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"cs": "Gazette"}, "Here is only one: Gazette."),
        ({"src": "Gazette"}, "The filters leave only one: Gazette."),
        (
            {"src": "Gazette", "cs": ["Gazette", "The Northern Courier"]},
            "The filters leave only one: Gazette.",
        ),
        ({"q": "gazette", "cs": "The Northern Courier"}, "The filters leave nothing of the sources chosen."),
    ],
)
def test_a_comparison_of_one_source_asks_for_another(query: dict[str, Any], why: str) -> None:
    app = opened("battle/compare", **query)
    assert f"A comparison needs at least two sources. {why}" in words(app)
    app.button(key="compare-more").click().run()
    assert "A comparison needs" not in words(app)
    assert len(app.multiselect(key="cs-shown").value) == 3


def test_an_emptied_choice_of_sources_in_the_address_is_the_usual_one() -> None:
    app = opened("battle/compare", cs="")
    assert app.multiselect(key="cs-shown").value == list(datasets.load().sources)
    assert 'role="note"' not in words(app)


def test_the_words_say_that_they_follow_the_sources_alone() -> None:
    told = "Words are counted in whole documents. Of the filters, only sources apply"
    assert f'class="status">{told}' in words(opened("battle/compare", lens="words", src="Gazette"))
    assert f'role="note">{told}' in words(opened("battle/compare", lens="words", side="Ukraine"))
    assert told not in words(opened("battle/compare"))


def test_of_fewer_than_three_statements_no_side_is_heard_most() -> None:
    few, enough = voices.Share(2, 2, ""), voices.Share(2, 3, "")
    told = voices.sum_up({"Russia": {"Gazette": few, "Vox": enough}}, ["Gazette", "Vox"])
    assert told.endswith(": Gazette: too few to tell (2 statements); Vox: Russia 2 of 3.")


def test_matters_of_no_topic_come_last_and_are_folded() -> None:
    view = views.everything(datasets.load())
    for topics in (["losses", "other matters"], ["a", "b", "losses", "other matters"], ["other matters"]):
        rows = [{"label": topic, "cells": [[{"on": False}]] * 3} for topic in topics]
        data = side_by_side.matrix(view, rows, view.data.sources, "topic")
        shown = [row["label"] for row in data["rows"] if not row.get("folded")]
        assert shown == ([topic for topic in topics if topic != "other matters"] or topics)[:3]


def test_rows_are_folded_but_for_the_first_and_that_of_the_open_evidence() -> None:
    view = views.everything(datasets.load())
    spoken = [[1], [2, 1], [1], [1], [3, 2, 1], [1]]
    rows = [
        {"label": str(at), "cells": [[{"on": at == 5}] for _ in cells] + [[]] * (3 - len(cells))}
        for at, cells in enumerate(spoken)
    ]
    for lens, folded in (("topic", ["3", "4"]), ("day", ["2", "3"]), ("voices", [])):
        copies = [{**row, "cells": row["cells"]} for row in rows]
        data = side_by_side.matrix(view, copies, view.data.sources, lens)
        assert [row["label"] for row in data["rows"] if row.get("folded")] == folded


def test_the_words_lens_offers_every_place_where_a_word_stands(own_tables: Path) -> None:
    texts = ((files.read_tables(own_tables).documents["document_id"].iloc[0], "In Kyiv. In Kiev."),)
    word_choices.write_words(word_choices.words_frame(texts), own_tables)
    app = opened("battle/compare", lens="words", **{"tab-rows": "Table"})
    assert not app.exception
    names = [proto.label for proto in sent(app, "download_button")]
    assert names == ["CSV", "Parquet", "JSON", "About the CSV", "CSV", "Parquet", "JSON"]
    view = views.everything(datasets.load())
    assert compare_words.places_of(view, view.data.sources)["form"].tolist() == ["Kyiv", "Kiev"]
    assert compare_words.places_of(view, ["Gazette"]).empty


def test_a_source_that_names_no_day_is_told_from_one_that_is_silent() -> None:
    rows = [
        {"label": "1 March 2023", "cells": [["a claim"], [], []]},
        {"label": "2 March", "cells": [[], ["one"], []]},
    ]
    view = views.everything(datasets.load())
    columns = side_by_side.matrix(view, rows, view.data.sources, "day", "1 March 2023")["sources"]
    assert [column.get("blank") for column in columns] == [None, None, "no day known"]
