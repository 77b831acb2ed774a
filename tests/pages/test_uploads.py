"""What a reader adds is in that reader's tables and in no other's, and can be taken away again."""

from __future__ import annotations

import io
import json
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from app import MENU
from bakhmut_data.limits import ADDED
from bakhmut_data.sandbox import client
from bakhmut_data.store import files
from bakhmut_data.tables import copies, question_words
from bakhmut_data.tables import files as tables_files
from bakhmut_data.tables.rows import tables_from_rows
from pages.shared.panels.claims import method
from pages.shared.panels.compare import side_by_side
from pages.shared.state import datasets, uploads, views
from tests import made_claims as made
from tests.pages.screen import drawn, opened, sent, words

TEXT = (
    "On {day} March 2023 Mayor Olena Sirko said that {count} people had left Soledar.\n\n"
    "Russian forces captured Soledar, the ministry said on 4 April 2023. About {count} soldiers were killed."
)

COPIED = f"{made.COURIER} The council met and closed the bridge for a week, for its northern pier had moved."


pytestmark = pytest.mark.usefixtures("shown_tables")


def adding() -> AppTest:
    """The page on which documents are added."""
    return opened("evidence/add")


def add(app: AppTest, text: str, publisher: str = "") -> AppTest:
    app.text_area(key="add-pasted").set_value(text)
    app.text_input(key="add-publisher").set_value(publisher)
    return button(app, "Read and add the text").click().run()


def button(app: AppTest, label: str) -> Button:
    return next(each for each in app.button if each.label == label)


def components(app: AppTest) -> list[Any]:
    return sent(app, "bidi_component")


def test_a_pasted_text_is_read_and_joins_the_tables_of_its_reader() -> None:
    app = add(adding(), TEXT.format(day=5, count=120), "River Post")
    assert not app.exception
    assert "River Post" in words(app)
    assert "4 of 4 sources" in words(app)
    assert uploads.NOT_IN_LINKS in words(app)
    assert "3 of 3 sources" in words(adding())


def test_files_and_citations_of_a_visit_with_added_documents_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    version = datasets.version()
    assert datasets.shown_version() == version
    assert datasets.about_shown("Some")["licenses"]
    monkeypatch.setattr(uploads, "added", lambda: ("one",))
    assert datasets.shown_version() == f"{version}-with-added"
    assert f"tables of version {version}-with-added," in datasets.cite("Some")
    about = datasets.about_shown("Some")
    assert (about["version"], about["licenses"]) == (f"{version}-with-added", [])
    assert "no licence is claimed for them" in about["note"]
    assert datasets.version() == version  # that of the feed and of the data, in which nothing added is


def test_the_downloads_of_the_method_page_hold_and_name_what_was_added() -> None:
    app = add(adding(), TEXT.format(day=5, count=120), "River Post")
    app.switch_page("pages/evidence/method.py")
    app.run()
    assert not app.exception
    cited = [json.loads(each.json)["citation"] for each in components(app) if "Copy citation" in each.json]
    assert cited
    assert all("-with-added" in each for each in cited)
    archive = zipfile.ZipFile(io.BytesIO(method.zip_bytes(made.small_tables(), {}, "1-with-added")))
    assert "LICENSE" not in archive.namelist()
    assert "LICENSE" in zipfile.ZipFile(io.BytesIO(method.zip_bytes(made.small_tables(), {}, "1"))).namelist()


def test_every_page_shows_what_was_added() -> None:
    app = add(adding(), TEXT.format(day=5, count=120), "River Post")
    for page in MENU:
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, page
        assert "4 of 4 sources" in words(app), page


def test_two_who_are_openly_opposed_in_a_pasted_text_are_a_pair_and_a_debate() -> None:
    text = (
        "Colonel Horbenko told reporters that Bakhmut has great strategic value. "
        "The analyst Peter Lund argued that the town has little military significance."
    )
    app = add(adding(), text, "River Post")
    app.switch_page("pages/battle/positions.py").run()
    assert not app.exception
    ((debate,),) = (each["debates"] for each in drawn(app, "debates"))
    assert {pole["word"]: [each["who"] for each in pole["takers"]] for pole in debate["poles"]} == {
        "matters": ["Horbenko"],
        "matters little": ["Peter Lund (independent)"],
    }
    # Its words were looked for while it was read: of losses there is none in it.
    (stands,) = drawn(app, "stands")
    outlets = [each["label"] for each in stands["sources"]]
    losses = next(row for row in stands["rows"] if row["label"] == "Whose losses are heavy?")
    assert losses["cells"][outlets.index("River Post")]["blank"] == "does not say"
    app.switch_page("pages/battle/overview.py").run()
    told = [proto.json for proto in components(app)]
    assert any("Bakhmut matters militarily" in each and "matters little" in each for each in told)


def test_the_comparison_takes_the_added_document_in() -> None:
    app = add(adding(), TEXT.format(day=5, count=120), "River Post")
    app.switch_page("pages/battle/compare.py")
    app.run()
    assert not app.exception
    assert "River Post" in app.multiselect(key="cs-shown").value


def test_added_sources_come_with_the_first_five_others_and_never_more_than_twelve(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = views.everything(datasets.load())
    others = [f"outlet {at}" for at in range(9)]

    def usual(*added: str) -> list[str]:
        monkeypatch.setattr(views, "added_sources", lambda _: frozenset(added))
        return side_by_side.usual_sources(view, [*others, *added], 12)

    assert usual() == others[:5]
    assert usual("mine") == [*others[:5], "mine"]
    many = [f"mine {at}" for at in range(14)]
    assert usual(*many) == many[:12]
    assert usual(*many[:9]) == [*others[:3], *many[:9]]


def test_a_claim_of_an_added_document_is_shown_in_its_sentence() -> None:
    app = add(adding(), TEXT.format(day=5, count=120), "River Post")
    found = app.session_state["shelf"].found[0].tables.figures.iloc[0]
    app.session_state["ev"] = f"{found['document_id']}-f{found['start']}-{found['end']}"
    app.run()
    assert f"<mark>{found['surface']}</mark>" in words(app)


def test_an_added_document_can_be_removed() -> None:
    app = add(adding(), TEXT.format(day=5, count=120), "River Post")
    app.multiselect(key="src").set_value(["River Post"])
    app.run()
    button(app, "Remove 1").click().run()
    assert not app.exception
    assert "3 of 3 sources" in words(app)
    assert app.session_state["src"] == []


def test_a_text_that_is_there_already_is_named_and_not_added() -> None:
    app = add(adding(), made.COURIER)
    assert "Not added" in words(app)
    assert "here already" in words(app)
    assert "3 of 3 sources" in words(app)


def test_a_day_that_is_none_is_named() -> None:
    app = adding()
    app.text_area(key="add-pasted").set_value(TEXT)
    app.text_input(key="add-day").set_value("yesterday")
    button(app, "Read and add the text").click().run()
    assert "is no day" in words(app)
    assert app.text_area(key="add-pasted").value == TEXT
    app.text_input(key="add-day").set_value("2023-03-08")
    button(app, "Read and add the text").click().run()
    assert "4 of 4 sources" in words(app)
    assert app.text_area(key="add-pasted").value == ""


def test_a_text_of_no_words_is_named() -> None:
    app = adding()
    button(app, "Read and add the text").click().run()
    assert "no text to add" in words(app)


def test_the_operator_can_switch_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAKHMUT_UPLOADS", "off")
    app = adding()
    assert not app.exception
    assert "switched off" in words(app)
    assert not app.text_area


def test_the_largest_file_that_can_be_uploaded_is_never_spooled_to_the_disk() -> None:
    import_module("app")
    largest = st.get_option("server.maxUploadSize") * 1_000_000
    assert largest == ADDED.file_bytes
    assert MultiPartParser.spool_max_size > largest


def test_readers_in_turn_get_only_their_own() -> None:
    readers = {"East Post": adding(), "West Post": adding()}
    for name, app in readers.items():
        add(app, TEXT.format(day=5, count=len(name) + ord(name[0])), name)
    for name, app in readers.items():
        app.run()
        assert [each.document["publisher"] for each in app.session_state["shelf"].found] == [name]
        assert "4 of 4 sources" in words(app)


@pytest.mark.parametrize("stored", [True, False])
def test_an_added_copy_of_a_story_is_linked_to_it_and_counted_once(own_tables: Path, *, stored: bool) -> None:
    original = made.document("x", made.COURIER)
    copies.write_signatures({original["document_id"]: copies.text_signature(COPIED)}, own_tables)
    if stored:
        files.write_store(tables_files.read_tables(own_tables), own_tables)
    text = f"{COPIED} Read more."
    copy = made.document("copy.txt", text, publisher="East Post")
    says = made.figure(
        text,
        "200 people",
        low=200,
        high=200,
        place_id="soledar",
        rule="test",
        document_id=copy["document_id"],
    )
    app = adding()
    app.session_state["shelf"] = uploads.Shelf(
        (
            client.Found(
                tables_from_rows({"documents": [copy], "figures": [says]}),
                text,
                question_words.question_words_frame([(str(copy["document_id"]), text)]),
            ),
        )
    )
    app.switch_page("pages/evidence/documents.py").run()
    app.selectbox(key="doc-named").set_value("East Post").run()
    assert not app.exception
    assert "Nearly the same text as" in words(app)
    assert "The Northern Courier: A day" in words(app)
