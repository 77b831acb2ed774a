"""The static edition of a few invented documents: its pages, links, data, and how it is written."""

from __future__ import annotations

import ast
import dataclasses
import hashlib
import json
import re
import tomllib
from pathlib import Path

import lxml.html
import pandas as pd
import pytest

from bakhmut_data.__main__ import main
from bakhmut_data.comparing import positions
from bakhmut_data.errors import BakhmutError
from bakhmut_data.publishing import edition, grids
from bakhmut_data.publishing.rendering import read_template
from bakhmut_data.tables import files, word_choices
from pages.shared import palette
from tests import made_claims as made
from tests.conftest import ROOT
from tests.pages.test_retellings import tables as retold_tables
from tests.publishing.editions import broken_links, links_of, pages_of

HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(2)>"
COURIER, GAZETTE = (
    made.document(name, made.TEXTS[name])["document_id"] for name in ("courier.txt", "gazette.txt")
)


def tables_in(folder: Path, **columns: list[str | None]) -> Path:
    """The small tables in a folder, with other columns of their documents."""
    tables = made.small_tables(positions=[made.position(made.COURIER, "killed", "value", "matters")])
    typed = {name: pd.Series(values, dtype="str") for name, values in columns.items()}
    tables = dataclasses.replace(tables, documents=tables.documents.assign(**typed))
    files.write_tables(tables, folder, with_csv=True)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tables_in(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="module")
def published(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "edition"
    edition.publish(built, out, edition.Edition())
    return out


def text_of(page: Path) -> str:
    return " ".join(lxml.html.fromstring(page.read_bytes()).find("body").text_content().split())


def test_every_page_of_the_menu_lies_where_the_dashboard_has_it(published: Path) -> None:
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    (menu,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "MENU"
    ]
    served = {script.rpartition("/")[2]: title for script, title in menu.items() if title != "Add documents"}
    found = {
        page.parent.name: lxml.html.fromstring(page.read_bytes()) for page in published.glob("*/index.html")
    }
    named = {name: page.findtext(".//title").partition(" – ")[0] for name, page in found.items()}
    first = lxml.html.fromstring((published / "index.html").read_bytes()).findtext(".//title")
    assert {**named, "overview": first.partition(" – ")[0]} == served


def test_every_link_within_leads_somewhere_and_none_leaves(published: Path) -> None:
    assert len(pages_of(published)) == 8 + 3
    assert broken_links(published) == []
    assert not [link for page in pages_of(published) for link in links_of(page) if "://" in link]


def test_a_claim_has_its_source_speaker_days_and_characters(published: Path) -> None:
    page = lxml.html.fromstring((published / "documents" / GAZETTE / "index.html").read_bytes())
    start = made.GAZETTE.index("at most 90 people")
    (claim,) = page.xpath(f"//article[@id='{GAZETTE}-f{start}-{start + 17}']")
    facts = dict(zip(claim.xpath(".//dt/text()"), claim.xpath(".//dd"), strict=True))
    said = {name: " ".join(fact.text_content().split()) for name, fact in facts.items()}
    assert claim.findtext("h3") == "At most 90 people killed, Russian side"
    assert said["Outlet"] == "Gazette"
    assert said["Speaker"] == "Colonel Petrenko"
    assert said["Side"] == "Ukraine"
    assert said["Speaks for"] == "8 March 2023"
    assert said["In the text"] == f"characters {start}–{start + 17} of {len(made.GAZETTE)}"
    assert said["Found by"].endswith("(rule test)")


def test_the_pages_say_what_the_dashboard_says(published: Path) -> None:
    overview = text_of(published / "index.html")
    assert (
        "3 sources, published 8–10 March 2023, make 7 claims: 3 figures, 1 reported statement, 2 claims of "
        "who holds a place and 1 position of an outlet in its own voice. 3 name who says it, 4 say for which "
        "day."
    ) in overview
    figures = text_of(published / "figures" / "index.html")
    assert "Killed, in people: 2 claims" in figures
    assert "Length of the battle, in months: 1 claim" in figures
    front = text_of(published / "front" / "index.html")
    assert "2 dated claims of who holds a place" in front
    positions = text_of(published / "positions" / "index.html")
    assert "1 of 3 outlets, 1 answer" in positions


def test_no_sentence_of_a_document_is_published(published: Path) -> None:
    for path in published.rglob("*"):
        if path.is_file():
            content = path.read_text(encoding="utf-8")
            assert not [text for text in made.TEXTS.values() if text in content]
            assert "Soledar is ours, he said" not in content


def test_the_data_beside_the_pages_is_described_and_whole(published: Path) -> None:
    package = json.loads((published / "data" / "datapackage.json").read_text(encoding="utf-8"))
    sums = {resource["path"]: resource["hash"] for resource in package["resources"]}
    for name, summed in sums.items():
        assert summed == f"sha256:{hashlib.sha256((published / 'data' / name).read_bytes()).hexdigest()}"
    beside = {path.name for path in (published / "data").iterdir()}
    assert set(sums) == beside - {"datapackage.json"}
    fronts = [each for each in package["resources"] if each["format"] == "geojson"]
    assert fronts
    for front in fronts:
        meta = json.loads((published / "data" / front["path"]).read_text(encoding="utf-8"))["meta"]
        assert meta["licenses"] == front["licenses"]
        assert [each["name"] for each in meta["licenses"]] == ["CC-BY-4.0", "CC-BY-SA-3.0"]
        assert meta["sources"] == front["sources"]
    assert "Parquet" not in package["description"]


def test_hostile_words_stand_as_words_and_only_addresses_of_the_web_are_links(tmp_path: Path) -> None:
    tables = tables_in(
        tmp_path / "tables",
        title=[HOSTILE, HOSTILE, HOSTILE],
        url=["javascript:alert(3)", "https://news.example/a?b=1&c=2", None],
    )
    out = tmp_path / "out"
    edition.publish(tables, out, edition.Edition(title=HOSTILE))
    for page in pages_of(out):
        parsed = lxml.html.fromstring(page.read_bytes())
        assert not parsed.xpath("//script[not(@type)]")
        assert not parsed.xpath("//*[@onerror] | //img")
        assert "javascript:" not in " ".join(links_of(page))
    gazette = lxml.html.fromstring((out / "documents" / GAZETTE / "index.html").read_bytes())
    assert gazette.findtext("body//h1") == HOSTILE
    leaving = {link.get("rel") for link in gazette.xpath("//a[@href='https://news.example/a?b=1&c=2']")}
    assert leaving == {"noopener noreferrer nofollow"}


def test_the_same_tables_give_the_same_bytes_and_replace_the_old_edition(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "edition"
    first = edition.publish(built, out, edition.Edition())
    (out / "stale.html").write_text("old", encoding="utf-8")
    assert edition.publish(built, out, edition.Edition()) == first
    written = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    assert written == set(first)
    assert [path.name for path in tmp_path.iterdir()] == ["edition"]


def test_who_is_interrupted_keeps_the_old_edition(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "edition"
    edition.publish(built, out, edition.Edition(title="Old"))
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "made":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(BakhmutError, match="the edition cannot be written \\(No space left on device\\)"):
        edition.publish(built, out, edition.Edition(title="New"))
    assert "Old" in (out / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["edition"]


def test_the_command_says_how_large_it_is_and_refuses_what_is_no_edition(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "site"
    arguments = ["publish", "--from", str(built), "--out", str(out)]
    assert main([*arguments, "--title", "Seen", "--address", "https://news.example/b"]) == 0
    assert re.fullmatch(r"\d+ files, \d\.\d\d MB in .*site\n", capsys.readouterr().out)
    page = lxml.html.fromstring((out / "front" / "index.html").read_bytes())
    assert page.find(".//link[@rel='canonical']").get("href") == "https://news.example/b/front/"

    (out / edition.MARKER).unlink()
    assert main(arguments) == 1
    assert "holds files, and no edition" in capsys.readouterr().err
    assert (out / "index.html").is_file()

    assert main(["publish", "--from", str(built), "--out", str(out / "index.html")]) == 1
    assert "a file; name a folder" in capsys.readouterr().err
    assert main(["publish", "--from", str(tmp_path / "none"), "--out", str(tmp_path / "new")]) == 1
    assert not (tmp_path / "new").exists()
    with pytest.raises(SystemExit):
        main([*arguments, "--address", "javascript:alert(1)"])


def test_a_document_whose_id_is_a_path_is_refused(tmp_path: Path) -> None:
    tables = tables_in(tmp_path / "tables", document_id=["../../evil", "b" * 12, "c" * 12])
    with pytest.raises(BakhmutError, match="is no name for a folder"):
        edition.publish(tables, tmp_path / "out", edition.Edition())
    assert not (tmp_path / "out").exists()


def test_the_colours_are_those_of_the_dashboard() -> None:
    styles = (read_template("colours.css") + read_template("edition.css")).lower()
    themes = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    light, _, dark = read_template("colours.css").lower().partition("@media")
    for style, theme in ((light, themes["light"]), (dark, themes["dark"])):
        used = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))
        keys = {"paper": "backgroundColor", "second": "secondaryBackgroundColor", "ink": "textColor"}
        keys |= {"link": "linkColor", "line": "borderColor"}
        assert {key: used[key] for key in keys} == {key: theme[name].lower() for key, name in keys.items()}
    for name, color in (
        ("russia", palette.RUSSIA),
        ("ukraine", palette.UKRAINE),
        ("contested", palette.CONTESTED),
    ):
        assert f"--{name}: {color.lower()}" in styles
    sources = re.findall(r"\.s(\d) { background: (#[0-9a-f]{6})", styles)
    assert sources == [(str(at), color.lower()) for at, color in enumerate(palette.SOURCES)]
    answers = re.findall(r"\.answer-(\d) { color: (#[0-9a-f]{6})", styles)
    assert answers == [(str(at), color.lower()) for at, color in enumerate(palette.ANSWER_COLORS)]


def test_answers_have_the_marks_of_the_dashboard() -> None:
    assert palette.ANSWER_SHAPES == grids.SHAPES
    colors = {"russia": palette.RUSSIA, "ukraine": palette.UKRAINE}
    for question in positions.QUESTIONS:
        answers = positions.answers_of(question)
        for at, answer in enumerate(answers):
            ours, served = grids.mark(question, answer), palette.answer_mark(answers, answer)
            assert ours["shape"] == served["shape"]
            assert colors.get(ours["ink"], palette.ANSWER_COLORS[at]) == served["color"]


def test_sources_are_beside_one_another_by_words_voices_and_what_travels(tmp_path: Path) -> None:
    told = retold_tables()
    files.write_tables(told, tmp_path / "tables", with_csv=True)
    ids = told.documents["document_id"].tolist()
    texts = ((ids[0], "Kiev stood. Kiev rose."), (ids[1], "Kyiv rose."), (ids[2], ""))
    word_choices.write_words(word_choices.words_frame(texts), tmp_path / "tables", with_csv=True)
    edition.publish(tmp_path / "tables", tmp_path / "out", edition.Edition())
    page = lxml.html.fromstring((tmp_path / "out" / "compare" / "index.html").read_bytes())
    assert cells_below(page, "words") == [
        ["The capital 2 of 3 sources", "Kiev 2 times", "Kyiv 1 time", "none of these words"]
    ]
    assert cells_below(page, "voices")[-1] == [
        "Lloyd Austin 3 of 3 sources",
        *["1 of 1 1 of 1 statement"] * 3,
    ]
    ((said, courier, gazette),) = cells_below(page, "travels")
    assert said == (
        "Lloyd Austin Said 6 March 2023. In common: tanks. Tied by the speaker, the days and a phrase that "
        "both quote"
    )
    assert courier.startswith("tanks; velvet staircase reported; 42 characters; taken from <img")
    assert courier.endswith("only here: velvet staircase; published 6 March 2023")
    assert gazette == "tanks quoted; 21 characters; published 6 March 2023"
    assert broken_links(tmp_path / "out") == []


def cells_below(page: lxml.html.HtmlElement, heading: str) -> list[list[str]]:
    """The words of the cells of the grid below a heading, by row."""
    rows = page.xpath(f"//h2[@id='{heading}']/following::table[1]/tbody/tr")
    return [[" ".join(" ".join(cell.itertext()).split()) for cell in row] for row in rows]
