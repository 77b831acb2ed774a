"""The page of who stands where: its cells, debates and sides, from positions counted by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import QueryParams

from bakhmut_data.claims import filtering
from bakhmut_data.tables import question_words
from bakhmut_data.tables.rows import Tables
from bakhmut_data.wording import cells
from pages.shared import palette
from pages.shared.api import answers, endpoints, parameters
from pages.shared.panels.positions import grid
from pages.shared.state import datasets, views
from tests import made_claims as made
from tests import worked
from tests.pages.screen import drawn, opened, sent, words
from tests.pages.test_data_link import links

IVANOV, PETRENKO = worked.IVANOV, worked.PETRENKO
PAGE = "battle/positions"


def taken(text: str, word: int, question: str, answer: str, **more: Any) -> dict[str, Any]:
    return made.position(text, text.split()[word], question, answer, **{"place_id": "bakhmut", **more})


@pytest.fixture(scope="module")
def folder(written: Callable[[Tables], Path]) -> Path:
    """The three outlets with a few positions, of which the Daily has the word for one question alone."""
    built = worked.worked_tables(
        positions=[
            taken(worked.POST, 4, "value", "matters"),
            taken(worked.POST, 5, "value", "little", said_earliest=worked.day("2023-03-01"), **PETRENKO),
            taken(worked.TIMES, 4, "value", "matters", **PETRENKO),
            taken(worked.DAILY, 1, "hold", "hold", **IVANOV),
            taken(worked.DAILY, 4, "hold", "leave"),
        ]
    )
    own = written(built)
    ids = built.documents["document_id"].tolist()
    texts = ((ids[0], "They plan."), (ids[1], "They plan."), (ids[2], "A vital, vital plan."))
    question_words.write_question_words(question_words.question_words_frame(texts), own)
    return own


@pytest.fixture(autouse=True)
def tables(folder: Path, show: Callable[[Path], Path]) -> Path:
    """Those tables, shown."""
    return show(folder)


def view(**filters: Any) -> views.View:
    data = datasets.load()
    return views.View(data, filtering.Filters(**filters))


def row(data: dict[str, Any], label: str) -> list[Any]:
    cells: list[Any] = next(each for each in data["rows"] if each["label"] == label)["cells"]
    return cells


VALUE, HOLD = "Does the place matter militarily?", "Should the defenders stay?"
OF = ("Post", "Times", "Daily")


def test_a_cell_has_its_answers_with_word_shape_and_whose_voice() -> None:
    data = grid.grid_data(view(), OF)
    post, times, daily = row(data, VALUE)
    assert [(each["word"], each["who"], each["own"], each["shape"]) for each in post["answers"]] == [
        ("matters", "own voice 1", True, "circle"),
        ("matters little", "quoted 1", False, "diamond"),
    ]
    assert [each["own"] for each in times["answers"]] == [False]
    # "Vital" stands in the Daily, so it is not called silent.
    assert daily["blank"] == "nothing found"
    assert daily["why"] == "No side was read there, but words of the question (vital…)."
    assert (
        next(each for each in data["rows"] if each["label"] == VALUE)["note"] == "2 of 3 outlets, 2 answers"
    )


def test_a_proven_silence_shows_the_words_looked_for() -> None:
    post = row(grid.grid_data(view(), OF), HOLD)[0]
    assert (post["blank"], post["proven"]) == ("does not say", True)
    assert "withdr…" in post["why"]


def test_what_filters_leave_out_is_no_silence() -> None:
    cells = row(grid.grid_data(view(sides=("Ukraine",)), OF), HOLD)
    assert [cell["blank"] for cell in cells] == ["does not say", "does not say", "filtered out"]


def test_shapes_and_colours_of_answers_are_their_own() -> None:
    marks = [palette.answer_mark(("a", "b", "c", "d"), answer) for answer in "abcd"]
    assert len({mark["shape"] for mark in marks}) == len({mark["color"] for mark in marks}) == 4
    assert not {mark["color"] for mark in marks} & {*palette.SOURCES, palette.RUSSIA, palette.UKRAINE}
    assert palette.answer_mark(("Russia", "Ukraine"), "Russia")["color"] == palette.RUSSIA
    assert palette.answer_mark(("Russia", "Ukraine"), "Ukraine")["color"] == palette.UKRAINE


def test_the_page_shows_findings_grid_and_debates() -> None:
    app = opened(PAGE)
    assert not app.exception
    found = "1 of 3 outlets prints that Bakhmut matters little militarily (quoting Colonel Petrenko)"
    assert "2 of 3 outlets print that Bakhmut matters militarily (quoting Colonel Petrenko); 1 that" in words(
        app
    )
    assert found not in words(app)
    assert grid.FILTERED not in words(app)
    assert [each["label"] for each in drawn(app, "stands")[0]["sources"]] == list(OF)
    titles = [each["title"] for each in drawn(app, "debates")[0]["debates"]]
    assert titles == ["Should Bakhmut be held?", "Does Bakhmut matter militarily?"]


def test_what_each_outlet_says_itself_stands_in_a_line_and_so_does_that_nothing_was_read() -> None:
    assert grid.own_html(view(), OF) == (
        '<ul class="findings"><li><strong dir="auto">Post</strong>: military value: matters</li>'
        '<li><strong dir="auto">Times</strong>: no side was read in its own voice</li>'
        '<li><strong dir="auto">Daily</strong>: hold or leave: leave</li></ul>'
    )
    assert cells.OWN_TITLE in [each.value for each in opened(PAGE).header]


def test_under_filters_findings_say_of_what_they_are_true() -> None:
    assert grid.FILTERED in grid.findings_html(view(sides=("Ukraine",)))
    assert grid.FILTERED not in grid.findings_html(view(sources=("Post", "Times")))


def test_the_address_holds_the_question_and_the_answer() -> None:
    (data,) = drawn(opened(PAGE, qn="value", an="little"), "debates")
    (debate,) = data["debates"]
    assert [pole["word"] for pole in debate["poles"]] == ["matters little"]
    (taker,) = debate["poles"][0]["takers"]
    assert taker["who"] == "Colonel Petrenko (Ukraine)"
    assert taker["where"] == "in Post; from 1 March 2023, on Bakhmut"


def test_the_data_of_the_page_are_narrowed_by_the_question_and_the_answer() -> None:
    assert links(PAGE, qn="value", an="little")[0] == "api/v1/positions.csv?qn=value&an=little"
    data = datasets.load()
    (endpoint,) = [each for each in endpoints.endpoints(data.sources) if each.path == "positions"]
    asked = parameters.read(QueryParams(qn="value", an="little"), endpoint.taken("json"))
    given = answers.Given(data, "1", "1", asked, "positions.json", ())
    (row,) = json.loads(endpoint.answers["json"](given).body)["data"]
    assert (row["source"], row["speaker"]) == ("Post", "Colonel Petrenko")
    assert (row["question"], row["answer"]) == ("value", "little")


def test_an_answer_of_another_question_in_the_address_is_left_out_with_a_note() -> None:
    app = opened(PAGE, qn="value", an="leave")
    assert not app.exception
    assert "“leave” is no choice for “Answer”" in words(app)


def test_takers_come_by_day_and_an_outlet_in_its_own_voice_is_told_from_those_it_quotes() -> None:
    (debate,) = drawn(opened(PAGE, qn="hold"), "debates")[0]["debates"]
    takers = {
        pole["word"]: [(each["who"], each["own"]) for each in pole["takers"]] for pole in debate["poles"]
    }
    assert takers == {
        "hold": [("General Ivanov (Russia)", False)],
        "leave": [("Daily, in its own voice", True)],
    }
    assert debate["badge"] == f"2 voices, {cells.FEW}"


def test_who_sides_with_whom_is_a_matrix_with_files() -> None:
    app = opened(PAGE, net="sides")
    (data,) = drawn(app, "sides")
    names = [voice["name"] for voice in data["voices"]]
    assert set(names) == {
        "Post itself",
        "Colonel Petrenko (Ukraine)",
        "General Ivanov (Russia)",
        "Daily itself",
    }
    ties = {
        (names[at], names[to]): (tie["kind"], tie["score"], tie["shared"])
        for at, voice in enumerate(data["voices"])
        for to, tie in enumerate(voice["ties"])
        if tie
    }
    assert ties["General Ivanov (Russia)", "Daily itself"] == ("opposed", "−1.00", 1)
    # Petrenko says both, so half of him sides with the Post and half does not.
    assert ties["Post itself", "Colonel Petrenko (Ukraine)"] == ("neither", "+0.00", 1)
    assert ("Post itself", "Daily itself") not in ties
    assert [button.label for button in sent(app, "download_button")] == ["GraphML"]


def test_nobody_who_shares_a_question_has_no_matrix() -> None:
    app = opened(PAGE, net="sides", src="Times")
    assert "No two voices answer one question" in words(app)
    assert not drawn(app, "sides")


def test_a_position_read_in_a_statement_has_its_evidence_and_neighbours() -> None:
    daily = worked.ROWS["documents"][2]["document_id"]
    body = words(opened(PAGE, ev=f"{daily}-p3-5"))
    assert "Bakhmut is to be held" in body
    assert "according to General Ivanov (Russia), in Daily" in body
    assert '<dt>Question</dt><dd dir="auto">Should the defenders stay?</dd>' in body
    assert "It is read from a reported statement" in body
    assert "4 of 5 positions in this view" in body


def test_positions_have_a_table_with_their_files() -> None:
    app = opened(PAGE, **{"tab-stands": "Table"})
    (table,) = drawn(app, "table")
    assert len(table["rows"]) == 5
    assert table["caption"].startswith("5 positions")
