"""The gazetteer: names, ids, spellings, distances, and the shipped tables' own rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakhmut_data.errors import ReferenceDataError
from bakhmut_data.reference import read_csv
from bakhmut_data.reference.folding import fold_name, skeleton, within_one_edit
from bakhmut_data.reference.gazetteer import TABLES, capital_ids, gazetteer, place_by_id


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Bakhmut", "geonames:713174"),
        ("ARTYOMOVSK", "geonames:713174"),
        ("Бахмут", "geonames:713174"),
        ("Zabakhmutka district", "own:zabakhmutka"),
        ("M-03", "own:m03"),
        ("DPR", "own:dpr"),
        ("Ukraine", "geonames:690791"),
        ("Nairobi", "geonames:184745"),
    ],
)
def test_a_name_leads_to_its_place_first(name: str, place_id: str) -> None:
    assert gazetteer().candidates(name)[0].place_id == place_id


@pytest.mark.parametrize(("name", "count"), [("Bilohorivka", 2), ("Zaitseve", 3), ("Opytne", 2)])
def test_same_named_villages_are_separate_candidates(name: str, count: int) -> None:
    assert len([place for place in gazetteer().candidates(name) if place.country == "UA"]) >= count


def test_an_unknown_name_has_no_candidates() -> None:
    assert gazetteer().candidates("Qwertyville") == ()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kleshchievka", "Klishchiivka"),
        ("Paraskovyevka", "Paraskoviivka"),
        ("Konstantynivka", "Kostiantynivka"),
    ],
)
def test_another_transliteration_is_similar(written: str, name: str) -> None:
    assert name in [place.name for place in gazetteer().similar(written)]


def test_short_words_are_similar_to_nothing() -> None:
    assert gazetteer().similar("Sold") == ()


@pytest.mark.parametrize(
    "place_id", ["geonames:713174", "own:azovstal", "geonames:2643743", "geonames:2017370"]
)
def test_an_id_leads_back_to_its_place(place_id: str) -> None:
    place = place_by_id(place_id)
    assert place is not None
    assert place.place_id == place_id


@pytest.mark.parametrize("place_id", ["geonames:1", "own:nowhere", "", "geonames:x"])
def test_an_unknown_id_has_no_place(place_id: str) -> None:
    assert place_by_id(place_id) is None


def test_capitals_are_known_by_id() -> None:
    assert {
        place.place_id
        for name in ("Kiev", "Moscow", "Washington")
        for place in gazetteer().candidates(name)[:1]
    } <= capital_ids()


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_readable_id_and_an_origin(table: str) -> None:
    for row in read_csv(table):
        assert row["place_id"].startswith(("geonames:", "own:"))
        assert row["origin"]
        assert row["name"] == row["name"].strip()


def test_ids_stand_once() -> None:
    ids = [row["place_id"] for table in TABLES for row in read_csv(table)]
    assert len(ids) == len(set(ids))


def test_a_broken_row_is_named_by_file_and_line() -> None:
    row = {**read_csv("gazetteer.csv")[0], "latitude": "north"}
    with pytest.raises(ReferenceDataError, match=r"gazetteer\.csv:7: "):
        gazetteer()._add("gazetteer.csv", 7, row)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Chasiv-Yar", "chasiv yar"),
        ("Slov’yansk", "slovyansk"),
        ("Łódź", "lodz"),
        ("U.S.", "u s"),
        ("Київ", "київ"),
    ],
)
def test_names_fold_to_letters_and_single_spaces(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold_name(text)
    assert fold_name(once) in (once, fold_name(fold_name(once)))
    assert len(skeleton(once)) <= len(once)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("bakhmut", "bakmut", True),
        ("azovstal", "avovstal", True),
        ("kyiv", "kiev", False),
        ("sumy", "sumy", True),
    ],
)
def test_one_edit_apart(one: str, other: str, near: bool) -> None:  # noqa: FBT001 -- a table's column
    assert within_one_edit(one, other) is near
