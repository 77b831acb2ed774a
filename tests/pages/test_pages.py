"""Every page opens: with filters, nonsense or hostile words, nothing left, with and without documents."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from bakhmut_data.claims import frame, timeline
from bakhmut_data.store import fetching
from bakhmut_data.tables import files
from pages.shared.api import routes
from pages.shared.charts import base
from pages.shared.charts import spans as charts_spans
from pages.shared.maps import front
from pages.shared.panels.claims import figures
from pages.shared.panels.documents import texts as document_texts
from pages.shared.panels.timeline import coverage, lanes
from pages.shared.state import datasets, views
from tests import made_claims as made
from tests.conftest import ROOT
from tests.hostile import HOSTILE, hostile_tables
from tests.pages.screen import drawn, opened, sent, words

PAGES = {
    "battle/overview": "What these documents say about Bakhmut",
    "battle/front": "Where the front was, and who says so",
    "battle/timeline": "What is said to have happened when",
    "battle/figures": "How many, says who, about whom",
    "battle/positions": "Who stands where on what is argued about",
    "battle/compare": "Sources side by side",
    "evidence/documents": "One document, and where its claims stand",
    "evidence/method": "How this was made",
}


pytestmark = pytest.mark.usefixtures("shown_tables")


def test_a_visit_draws_its_page_without_making_the_server_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("the server's addresses are made once, when it starts")

    monkeypatch.setattr(routes, "routes", refuse)
    app = opened()
    assert [each.value for each in app.exception] == []
    assert PAGES["battle/overview"] in [each.value for each in app.title]


def claim_id(kind: str) -> str:
    """The id of the first claim of a kind."""
    marks = views.everything(datasets.load()).claims
    return str(marks.loc[marks["kind"] == kind, "claim_id"].iloc[0])


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_its_heading_and_how_much_it_shows(page: str) -> None:
    app = opened(page)
    assert not app.exception
    assert [title.value for title in app.title] == [PAGES[page]]
    assert "6 of 6 claims, 3 of 3 sources" in words(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_follows_the_filters_of_the_address(page: str) -> None:
    app = opened(page, src="Gazette", from_="2023-03", to="2023-03-31", q="petrenko")
    assert not app.exception
    assert "2 of 6 claims, 1 of 3 sources, happened 1–31 March 2023" in words(app)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_left_is_said_and_can_be_widened(page: str) -> None:
    app = opened(page, q="nobody says this")
    assert not app.exception
    assert "0 of 6 claims" in words(app)
    if page not in {"battle/front", "evidence/method"}:  # these show what is not filtered, too
        assert any(button.key == "widen-all" for button in app.button)


def test_claims_of_another_kind_are_not_told_to_be_nothing() -> None:
    app = opened("battle/figures", q="gazette", side="Ukraine", from_="2024")
    assert "The filters leave nothing to show on this page" in words(app)
    app = opened("battle/figures", q="northern", src="The Northern Courier", m="duration_of_battle")
    assert "The filters leave 2 claims, but no figures of this measure" in words(app)
    assert [link.label for link in sent(app, "page_link")][-1] == "See the 2 claims in the overview"


@pytest.mark.parametrize(("page", "value"), list(zip(PAGES, HOSTILE, strict=True)))
def test_nonsense_in_the_address_opens_the_page_all_the_same(page: str, value: str) -> None:
    keys = ("src", "side", "by", "from_", "to", "q", "ev", "day", "mv", "lane", "m", "cs", "lens", "doc", "k")
    app = opened(page, **dict.fromkeys(keys, value[:300]))
    assert not app.exception
    assert "<script" not in words(app)
    assert "<img" not in words(app)


def test_what_is_left_out_of_an_address_is_named() -> None:
    app = opened("battle/overview", src=["Gazette", "Nobody"], from_="yesterday", side="Neutral", ev="x-f1-2")
    for named in ("Nobody", "yesterday", "Neutral", "x-f1-2"):
        assert re.search(rf'role="note">[^<]*{named}', words(app))
    assert "3 of 6 claims" in words(app)
    assert (app.text_input(key="from").value, app.text_input(key="ev").value) == ("", "")


def test_a_long_day_that_is_none_is_named_once() -> None:
    app = opened("battle/overview", from_="yesterday" * 9)
    assert words(app).count('role="note"') == 1
    assert app.text_input(key="from").value == ""


def test_the_number_beside_a_place_is_that_of_the_claims_it_opens(own_tables: Path) -> None:
    small = made.small_tables()
    titles = pd.Series(["A day", "Soledar today", None], dtype="str")
    files.write_tables(dataclasses.replace(small, documents=small.documents.assign(title=titles)), own_tables)
    parts = drawn(opened(), "counts")[0]["parts"]
    told = next(part["text"] for part in parts if part.get("shows") == "place")
    assert told == "Soledar (5)"
    assert "5 of 6 claims" in words(opened("battle/overview", q="Soledar"))


@pytest.mark.parametrize(("stated", "told"), [(True, False), (False, True)])
def test_days_of_publication_that_are_inferred_are_told(
    own_tables: Path, *, stated: bool, told: bool
) -> None:
    documents = (small := made.small_tables()).documents
    latest = documents["published"] if stated else documents["published"] + pd.Timedelta(days=3)
    dated = documents.assign(published_earliest=documents["published"], published_latest=latest)
    files.write_tables(dataclasses.replace(small, documents=dated), own_tables)
    assert ("For 2 of 3 documents the day of publication is not stated" in words(opened())) == told


def test_a_document_in_the_address_is_told_by_its_id() -> None:
    view = views.everything(datasets.load())
    named = fetching.documents(view.data.store, view.selection()).set_index("document_id")["name"]
    app = opened("evidence/documents", doc=named.index[-1])
    assert 'role="note"' not in words(app)
    chosen = app.selectbox(key="doc-named")
    assert chosen.value == named.iloc[-1]
    chosen.set_value(chosen.options[0]).run()
    assert app.text_input(key="doc").value == named.index[0]
    assert re.search(r'role="note">[^<]*Gazette', words(opened("evidence/documents", doc="Gazette")))


@pytest.mark.parametrize("arranged", figures.ARRANGEMENTS)
def test_an_arrangement_of_figures_has_a_short_name_in_the_address(arranged: str) -> None:
    app = opened("battle/figures", a=arranged, m="killed")
    assert not app.exception
    assert 'role="note"' not in words(app)
    assert {" ", ","}.isdisjoint(arranged)


def test_an_option_of_a_page_that_does_not_exist_is_named() -> None:
    app = opened("battle/compare", lens="mirror")
    assert re.search(r'role="note">[^<]*mirror', words(app))


@pytest.mark.parametrize("named", ["duration_of_battle", "duration of battle"])
def test_a_measure_in_the_address_keeps_its_name_whatever_readers_see(named: str) -> None:
    app = opened("battle/figures", m=named)
    assert 'role="note"' not in words(app)
    assert any("Length of the battle" in header.value for header in app.header) or "No figures" in words(app)


@pytest.mark.parametrize("kind", ["", *frame.CLAIM_KINDS])
def test_a_source_without_a_dot_says_why(kind: str) -> None:
    view = views.everything(datasets.load())
    window = lanes.window(view)
    assert window
    for lane in coverage.coverage_strip(view, window, kind)["lanes"]:
        dots = [mark for mark in lane["marks"] if mark.get("shape") != "hollow"]
        assert bool(dots) != bool(lane["note"])


def test_each_dot_of_a_table_has_a_letter_that_the_caption_explains() -> None:
    table = drawn(opened("battle/timeline", **{"tab-dated": "Table"}), "table")[0]
    cells = {" ".join(row["cells"][-1][0].split()) for row in table["rows"]}
    assert "S○ D● N● P●" in cells
    assert "S● D● F◐ P●" in cells
    for letter in {mark[0] for cell in cells for mark in cell.split()}:
        assert re.search(rf"[:,] {letter} [a-z]", table["caption"])


def test_the_day_of_which_most_is_said_has_a_small_map_and_a_link_that_keeps_the_filters() -> None:
    app = opened("battle/overview", q="soledar")
    (data,) = drawn(app, "daymap")
    assert "as it is estimated for 8 March 2023" in data["alt"]
    assert {area["side"] for area in data["areas"]} >= {"Russia", "Ukraine"}
    assert '3 claims speak for 8 March 2023. <a href="front?q=soledar&amp;day=2023-03-08"' in words(app)
    assert drawn(opened("battle/overview", q="nobody says this"), "daymap") == []


def test_the_words_have_files_of_their_own_beside_the_tables() -> None:
    keys = [button.key for button in opened("evidence/method").get("download_button")]
    beside = ("words", "question_words")
    assert keys[-4:] == [f"{name}-{suffix}" for name in beside for suffix in ("csv", "parquet")]


def test_claims_without_a_day_are_listed_where_no_other_is_left() -> None:
    app = opened("battle/timeline", q="seven months")
    assert "None of the claims that the filters leave says for which day" in words(app)
    assert not any(button.key == "widen-all" for button in app.button)


def test_a_reset_takes_every_filter_away() -> None:
    app = opened("battle/overview", src="Gazette", q="petrenko", from_="2023")
    next(button for button in app.button if button.label == "Reset filters").click().run()
    assert "6 of 6 claims" in words(app)


@pytest.mark.parametrize(
    ("page", "kind"), list(zip(PAGES, 3 * ("figure", "statement", "control"), strict=False))
)
def test_evidence_opens_on_every_page(page: str, kind: str) -> None:
    app = opened(page, ev=claim_id(kind))
    assert not app.exception
    body = words(app)
    assert 'aria-label="Evidence"' in body
    assert claim_id(kind) in body
    assert "readers who have the document" in body


@pytest.mark.parametrize(
    ("kind", "also"),
    [("statement", "1 claim of who holds a place"), ("control", ""), ("figure", "")],
)
def test_evidence_names_other_claims_of_the_same_words(kind: str, also: str) -> None:
    body = words(opened("battle/overview", ev=claim_id(kind)))
    assert ("The same words also count as" in body) == bool(also)
    assert f"also count as {also}." in body or not also
    assert "(rule <code>test</code>)" in body


def test_evidence_goes_on_to_the_next_claim_and_closes() -> None:
    order = views.everything(datasets.load()).claims["claim_id"].tolist()
    app = opened("battle/overview", ev=order[0])
    app.button(key="ev-next").click().run()
    assert app.session_state["ev"] == order[1]
    app.button(key="ev-close").click().run()
    assert 'aria-label="Evidence"' not in words(app)


def test_a_reader_with_the_document_sees_the_sentence_with_its_span_marked() -> None:
    (datasets.DOCUMENTS / "another name.txt").write_text(made.COURIER, encoding="utf-8")
    body = words(opened("battle/overview", ev=claim_id("figure")))
    assert "says that <mark>200 people</mark> were killed" in body


def test_a_document_that_was_changed_is_not_quoted() -> None:
    (datasets.DOCUMENTS / "courier.txt").write_text(made.COURIER + " More.", encoding="utf-8")
    assert "<mark>" not in words(opened("battle/overview", ev=claim_id("figure")))


def test_without_documents_a_document_is_shown_as_positions() -> None:
    app = opened("evidence/documents")
    assert "its publisher. Read it where it appeared: “A day”, in The Northern Courier, 8 March" in words(app)
    assert "BAKHMUT_" not in words(app)
    assert not any("bakhmut_reader" in str(proto) for proto in sent(app, "bidi_component"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents whose every name is hostile, and their tables."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "texts").mkdir()
    files.write_tables(hostile_tables(folder / "texts"), folder / "built")
    return folder


@pytest.mark.parametrize(("page", "at"), [(page, at) for at, page in enumerate(PAGES)])
def test_words_of_documents_are_shown_as_typed(
    page: str, at: int, hostile: Path, show: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    show(hostile / "built")
    monkeypatch.setattr(datasets, "DOCUMENTS", hostile / "texts")
    claims = views.everything(datasets.load()).claims
    app = opened(page, ev=str(claims.loc[claims["file"] == f"{at}.txt", "claim_id"].iloc[0]))
    assert not app.exception
    shown = words(app) + "".join(proto.spec for proto in sent(app, "plotly_chart"))
    assert "<script" not in shown
    assert "<img" not in shown
    assert "people</mark>" in shown
    # Markdown is interpreted, so that no document's word may be in it.
    assert not any("alert(1)" in element.value or ":red[" in element.value for element in app.markdown)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("battle/timeline", "plotly_chart"),
        ("battle/figures", "plotly_chart"),
    ],
)
def test_every_picture_has_words_for_those_who_cannot_see_it(page: str, kind: str) -> None:
    pictures = sent(opened(page), kind)
    assert pictures
    assert all(len(picture.alt) > 20 for picture in pictures)


def test_the_map_asks_no_other_host_for_anything() -> None:
    for style in (ROOT / "assets" / "basemap").glob("style_*.json"):
        sources = json.loads(style.read_text())["sources"].values()
        assert all((ROOT / source["data"].replace("app/static", "static")).is_file() for source in sources)


@pytest.mark.parametrize("named", front.VIEWS)
@pytest.mark.parametrize("dark", [True, False])
def test_a_map_without_places_is_still_a_map(named: str, *, dark: bool) -> None:
    columns = ["place", "latitude", "longitude", "controller", "whole", "mentions", "claim_id", "said"]
    empty = views.everything(datasets.load()).claims.head(0).reindex(columns=columns)
    assert front.front_map(empty, named, dark=dark, selected="").layers


def test_figures_are_drawn_one_row_a_claim_and_never_added() -> None:
    claims = views.everything(datasets.load()).claims
    rows = claims[claims["measure"] == "killed"]
    drawn = base.figures_chart(rows, "")
    ids = {point for trace in drawn["data"] for point in trace.get("customdata", ())}
    assert ids == set(rows["claim_id"])


def test_long_names_of_speakers_and_outlets_are_told_whole() -> None:
    claims = views.everything(datasets.load()).claims
    rows = claims[claims["measure"] == "killed"].assign(
        source="A Center for the Analysis of Policy in Europe (CAPE)",
        speaker="Ministry of defence intelligence",
    )
    drawn = base.figures_chart(rows, "")
    text = next(trace for trace in drawn["data"] if trace["mode"] == "text")["text"][0]
    assert "Ministry of defence intelligence" in (flat := text.replace("<br>", " "))
    assert "Policy in Europe (CAPE)" in flat
    assert all(len(line) <= base.LONGEST_LINE for line in text.split("<br>")[1:])


def test_losses_that_count_deserters_say_so_beside_the_number() -> None:
    claims = views.everything(datasets.load()).claims
    rows = claims[claims["measure"] == "killed"].assign(counts="deserted; killed; wounded")
    text = next(each for each in base.figures_chart(rows, "")["data"] if each["mode"] == "text")["text"][0]
    assert text.startswith("<b>200 people deserted, killed or wounded, Russian side</b>")


def test_days_against_publication_name_their_numbers_and_open_ends() -> None:
    claims = timeline.date_claims(views.everything(datasets.load()).claims)
    rows = claims[claims["measure"] == "killed"].assign(published_earliest=pd.Timestamp("2023-03-07"))
    rows[["latest", "published_latest"]] = pd.NaT
    figure = charts_spans.lag_chart(rows)
    assert figure is not None
    drawn = figure["data"]
    labels = next(trace for trace in drawn if trace["mode"] == "text")["text"]
    assert any("200 people, The" in label for label in labels)
    symbols = {symbol for trace in drawn for symbol in trace.get("marker", {}).get("symbol", []) if symbol}
    assert {"triangle-up", "triangle-right"} <= symbols
    assert f"{len(rows)} name one day and are open" in charts_spans.lag_alt(rows)
    assert charts_spans.lag_chart(rows.head(0)) is None


def test_numbers_without_both_days_are_said_not_to_be_drawn() -> None:
    app = opened("battle/figures", m="duration_of_battle", a="day")
    assert not app.exception
    assert not sent(app, "plotly_chart")
    assert "No number has both a day and a day of publication. 1 claim without both days" in words(app)
    assert len(sent(opened("battle/figures", m="killed", a="day"), "plotly_chart")) == 1


def test_a_mark_of_the_timeline_stands_in_the_lane_of_its_source() -> None:
    view = views.everything(datasets.load())
    window = lanes.window(view)
    assert window
    figure = lanes.timeline(view, "source", window).figure
    names = sorted((note["y"], note["text"]) for note in figure["layout"]["annotations"])
    sources = view.claims.set_index("claim_id")["source"]
    drawn = [trace for trace in figure["data"] if "customdata" in trace and max(trace["y"]) < 0]
    assert drawn
    for trace in drawn:
        for claim, y in zip(trace["customdata"], trace["y"], strict=True):
            assert next(name for height, name in names if height >= y) == f"<b>{sources[claim]}</b>"


def test_the_timeline_tells_ends_that_are_not_known(own_tables: Path) -> None:
    by = made.figure(made.UNNAMED, "seven", low=7, high=7, as_of_latest=dt.date(2023, 3, 9))
    small = made.small_tables(figures=[by])
    latest = pd.Series([None, "2023-03-20", None], dtype="datetime64[s]")
    documents = small.documents.assign(
        published_earliest=small.documents["published"], published_latest=latest
    )
    files.write_tables(dataclasses.replace(small, documents=documents), own_tables)
    view = views.everything(datasets.load())
    window = lanes.window(view)
    assert window
    figure = lanes.timeline(view, "source", window).figure
    arrows = [
        trace for trace in figure["data"] if "triangle-left" in trace.get("marker", {}).get("symbol", [])
    ]
    assert "by 9 March 2023" in arrows[0]["hovertext"][0]
    names = {trace.get("name", "") for trace in figure["data"]}
    assert any("open on that side" in name for name in names)
    stars = next(trace for trace in figure["data"] if trace.get("marker", {}).get("symbol") == "star-diamond")
    assert stars["hovertext"][1] == "Gazette, published 10 March 2023 (possibly 10–20 March 2023)"
    assert stars["x"][0] == "2023-03-08T12:00:00"  # as claims of that day
    assert lanes.one_sided(view) == (1, 0)


@pytest.mark.parametrize("text", ["", "One. Two. Three.", "word " * 1000, "no end"])
def test_a_quote_is_made_of_the_text_alone(text: str) -> None:
    for start in range(0, len(text), max(1, len(text) // 7)):
        quote = document_texts.cut_quote(text, start, min(len(text), start + 3))
        assert quote.span == text[start : start + 3]
        assert quote.before.strip("…") in text
        assert quote.after.strip("…") in text


def test_segments_give_back_the_text() -> None:
    marks = frame.build_claims(made.small_tables())
    found = marks[marks["file"] == "gazette.txt"].to_dict("records")
    segments = document_texts.cut_segments(made.GAZETTE, found, offset=0, titles={}, selected="")
    assert "".join(segment["text"] for segment in segments) == made.GAZETTE
    assert {segment["id"] for segment in segments if "id" in segment} <= {row["claim_id"] for row in found}


def test_without_tables_the_page_says_how_to_build_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datasets, "TABLES", tmp_path / "nowhere")
    app = opened()
    assert not app.exception
    assert app.title[0].value == "No tables yet"
