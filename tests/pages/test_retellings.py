"""What travels is shown with what each version has alone, and links of documents are safe."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from bakhmut_data.tables import files
from bakhmut_data.tables.rows import tables_from_rows
from bakhmut_data.wording import links
from pages.shared.panels.claims import evidence, method
from pages.shared.panels.compare import retellings
from pages.shared.panels.documents import reader, texts
from pages.shared.state import datasets, views
from tests import made_claims as made

pytestmark = pytest.mark.fast

MONDAY = dt.date(2023, 3, 6)
HERE = "https://river.example/bridge?a=1&b=2"
PLAIN = "Austin said that the bridge is a velvet staircase for tanks."
QUOTING = "“A staircase for tanks,” Austin told the Gazette. So be it."
OTHER = "Austin said that it rained."
HOSTILE = '<img src=x onerror="alert(1)">'


def tables(url: str | None = HERE) -> Any:
    """Three outlets, two of which report one utterance."""
    said = {"rule": "test", "said_earliest": MONDAY, "said_latest": MONDAY}
    cut = "the bridge is a velvet staircase for tanks"
    more = {"terms": "tanks; velvet staircase", **said}
    quoted = {**said, "kind": "direct", "terms": "tanks"}
    rows = [
        made.statement(PLAIN, cut, "Lloyd Austin", **more),
        made.statement(QUOTING, "A staircase for tanks", "Lloyd Austin", **quoted),
        made.statement(OTHER, "it rained", "Lloyd Austin", **said),
    ]
    keys = ("document_id", "start", "end")
    basis = "speaker: Lloyd Austin; said: 2023-03-06; same phrase: tanks"
    told = [
        {
            "utterance_id": "u",
            **{name: row[name] for name in keys},
            "similarity": 0.8,
            "basis": basis,
            "via": via,
        }
        for row, via in zip(rows, (HOSTILE, None), strict=False)
    ]
    papers = (("a.txt", PLAIN, "Courier"), ("b.txt", QUOTING, "Gazette"), ("c.txt", OTHER, "Post"))
    documents = [
        made.document(file, text, publisher=name, title=f"{name} {HOSTILE}", published=MONDAY, url=url)
        for file, text, name in papers
    ]
    return tables_from_rows({"documents": documents, "statements": rows, "retellings": told})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(datasets, "TABLES", tmp_path / "built")
    monkeypatch.setattr(datasets, "DOCUMENTS", tmp_path / "documents")
    return tmp_path


def view_of(folder: Path, *, with_texts: bool = False, url: str | None = HERE) -> views.View:
    files.write_tables(tables(url), folder / "built")
    (folder / "documents").mkdir()
    for name, text in (("a.txt", PLAIN), ("b.txt", QUOTING), ("c.txt", OTHER)) if with_texts else ():
        (folder / "documents" / name).write_text(text, encoding="utf-8")
    texts._find_in_folder.cache_clear()
    return views.everything(datasets.load())


CHOSEN = ("Courier", "Gazette", "Post")


def matrix(view: views.View) -> dict[str, Any]:
    return retellings._matrix(view, retellings._told(view, CHOSEN), CHOSEN)


def test_versions_stand_beside_one_another_with_their_own_words_marked(folder: Path) -> None:
    data = matrix(view_of(folder, with_texts=True))
    assert [source["label"] for source in data["sources"]] == ["Courier", "Gazette"]
    (row,) = data["rows"]
    assert row["label"] == "Lloyd Austin"
    assert row["note"].startswith(
        "Said 6 March 2023. In common: tanks. Tied by the speaker, the days and a phrase"
    )
    (first,), (second,) = row["cells"]
    assert first["words"] == "the bridge is a velvet staircase for tanks"
    assert [words for words, own in first["parts"] if own] == ["bridge", "velvet"]
    assert (second["words"], [own for _, own in second["parts"]]) == ("A staircase for tanks", [False])
    assert first["who"] == (
        f"reported; 8 words; taken from {HOSTILE}; only here: velvet staircase; published 6 March 2023"
    )
    assert second["who"] == "quoted; 4 words; published 6 March 2023"


def test_without_the_documents_terms_and_length_stand_for_the_words(folder: Path) -> None:
    (row,) = matrix(view_of(folder))["rows"]
    (first,), _ = row["cells"]
    assert (first["what"], first["words"], first["parts"]) == ("tanks; velvet staircase", "", None)
    assert first["who"].startswith("reported; 42 characters; taken from")


def test_an_utterance_of_one_chosen_source_does_not_travel(folder: Path) -> None:
    assert retellings._told(view_of(folder), ("Courier", "Post")).empty


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", 'https://a.b/"x', None])
def test_an_address_that_is_none_is_no_link(url: str | None) -> None:
    assert links.Linked(HOSTILE, url).as_html == "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;"


def test_an_address_of_the_web_is_a_link_that_tells_nothing_of_the_reader() -> None:
    assert links.Linked("A & B", HERE).as_html == (
        '<a href="https://river.example/bridge?a=1&amp;b=2" target="_blank" '
        'rel="noopener noreferrer nofollow">A &amp; B</a>'
    )


def test_a_document_is_linked_wherever_it_is_named(folder: Path) -> None:
    view = view_of(folder)
    document = view.document(str(view.claims["document_id"].iloc[0]))
    assert document is not None
    link = 'href="https://river.example/bridge?a=1&amp;b=2"'
    claim = {str(name): value for name, value in view.claims.iloc[0].items()}
    for shown in (
        reader.document_html({**document, "original": None}),
        reader.no_text_html(document),
        method.documents_html(view.everything),
        evidence.evidence_html(claim, view),
    ):
        assert link in shown
        assert HOSTILE not in shown


def test_without_an_address_nothing_is_linked(folder: Path) -> None:
    view = view_of(folder, url=None)
    document = view.document(str(view.claims["document_id"].iloc[0]))
    assert document is not None
    for shown in (reader.document_html({**document, "original": None}), reader.no_text_html(document)):
        assert "<a " not in shown
