"""The front that claims imply, packed for a browser: when it changes, who decides it, and what ships."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from bakhmut_data.claims import frame
from bakhmut_data.front.geometry import STEPS, packed, square_km
from bakhmut_data.front.implied import estimate, evidence, played
from bakhmut_data.geodesy import KM_EAST, KM_NORTH
from bakhmut_data.paths import BUILT
from bakhmut_data.reference.facts import CITY_HALL
from bakhmut_data.tables import files
from tests import made_claims
from tests.front.test_implied import BEATEN_OFF, claim, table
from tests.worked import day

FIRST, LAST = day("2022-07-30"), day("2022-08-06")
KNOWN = 2  # days from the first to that of the claims


def fronts(*claims: dict[str, object]) -> estimate.ImpliedFronts:
    return estimate.ImpliedFronts(table(*claims))


def test_lines_and_areas_are_packed_as_differences_in_ten_thousandths() -> None:
    line = shapely.MultiLineString([[(38.0, 48.5), (38.0002, 48.4999)]])
    assert packed(line) == [[380000, 485000, 2, -1]]
    area = shapely.MultiPolygon([shapely.box(38.0, 48.0, 38.0001, 48.0002)])
    ((ring,),) = packed(area)
    assert (len(ring), ring[0] in {380000, 380001}, sum(ring[2::2]), sum(ring[3::2])) == (10, True, 0, 0)


def test_the_days_change_when_documents_come_and_every_value_is_that_of_its_day() -> None:
    drawn = fronts(*BEATEN_OFF)
    made = played.played_days(drawn, FIRST, LAST)
    assert made["steps"] == STEPS
    assert made["layers"]["claims"] == [[0, 0], [KNOWN, len(BEATEN_OFF)]]
    assert {since for since, _ in made["layers"]["line"]} >= {0, KNOWN}
    for number in range((LAST - FIRST).days + 1):
        today = drawn.on(FIRST + dt.timedelta(days=number))
        for name in ("line", "russia", "unknown"):
            (value,) = [value for since, value in made["layers"][name] if since <= number][-1:]
            assert value == packed(getattr(today, name)), (name, number)


def test_the_measures_of_a_day_are_those_of_its_own_shapes() -> None:
    drawn = fronts(*BEATEN_OFF)
    made = played.played_days(drawn, FIRST, LAST)
    (value,) = [value for since, value in made["layers"]["measures"] if since <= KNOWN][-1:]
    today = drawn.on(FIRST + dt.timedelta(days=KNOWN))
    assert value["russian_sq_km"] == pytest.approx(square_km(today.russia), abs=0.05)
    assert value["unknown_sq_km"] == pytest.approx(square_km(today.unknown), abs=0.05)
    hall = shapely.Point(CITY_HALL[::-1])
    near = shapely.transform(today.line, lambda at: (at - hall.coords[0]) * (KM_EAST, KM_NORTH))
    assert value["km_to_bakhmut"] == pytest.approx(near.distance(shapely.Point(0, 0)), rel=0.02)


def test_a_stretch_names_the_claims_that_decide_it() -> None:
    south = claim(38.15, 48.42, "repel", -1, claim_id="south")
    made = played.played_days(fronts(*BEATEN_OFF[2:], south), FIRST, LAST)
    _, stretches = made["layers"]["stretches"][-1]
    decided = {made["reasons"][number]["id"] for _, numbers in stretches for number in numbers}
    assert "south" in decided
    (reason,) = [each for each in made["reasons"] if each["id"] == "south"]
    assert reason == {
        "id": "south", "place": "48.42 N 38.15 E", "event": "repel", "side": "Ukraine",
        "speaker": "General Ivanov", "outlet": "Post", "document": "d1", "date": "2022-08-01",
    }  # fmt: skip


def test_contradictions_stand_on_their_day_alone() -> None:
    one = claim(38.0, 48.6, "hold", 1, claim_id="one")
    other = claim(38.0, 48.6, "hold", -1, claim_id="other", speaker="Ms Petrenko")
    made = played.played_days(fronts(one, other), FIRST, LAST)
    ids = [each["id"] for each in made["reasons"]]
    assert made["layers"]["contradictions"] == [
        [0, []],
        [KNOWN, [["48.60 N 38.00 E", ids.index("one"), ids.index("other")]]],
        [KNOWN + 1, []],
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files.write_tables(made_claims.small_tables(), tmp_path)
    return tmp_path


def test_an_outlet_that_is_left_out_decides_nothing(folder: Path) -> None:
    tables, _ = files.read_usable(folder)
    outlets = list(dict.fromkeys(frame.outlets(tables.documents)))
    job = played.Job(folder, day("2023-03-10"), day("2023-03-10"))
    whole = played.play(job)["layers"]["claims"][-1][1]
    alone = [
        played.play(dataclasses.replace(job, sources=(outlet,)))["layers"]["claims"][-1][1]
        for outlet in outlets
    ]
    less = [
        played.play(dataclasses.replace(job, without=outlet))["layers"]["claims"][-1][1] for outlet in outlets
    ]
    assert whole == sum(alone) > 0
    assert less == [whole - each for each in alone]


def test_added_documents_are_read_with_the_others(folder: Path) -> None:
    tables, _ = files.read_usable(folder)
    job = played.Job(folder, day("2023-03-10"), day("2023-03-10"))
    whole = played.play(job)["layers"]["claims"][-1][1]
    documents = tables.documents.assign(document_id=tables.documents["document_id"] + "x")
    control = tables.control.assign(document_id=tables.control["document_id"] + "x", speaker="Captain Moroz")
    added = dataclasses.replace(tables, documents=documents, control=control)
    assert played.play(dataclasses.replace(job, added=added))["layers"]["claims"][-1][1] > whole


def test_the_front_that_ships_is_that_of_the_shipped_tables() -> None:
    whole = json.loads((BUILT / played.SHIPPED).read_text(encoding="utf-8"))
    tables = files.read_tables(BUILT)
    assert whole["digest"] == played.digest(tables), "run: python -m bakhmut_data.making.implied"
    assert list(whole["fronts"]) == ["", *dict.fromkeys(frame.outlets(tables.documents))]
    on = day("2023-03-09")
    number = (on - day("2022-05-01")).days
    today = estimate.ImpliedFronts(evidence.read_evidence(tables)).on(on)
    (line,) = [v for since, v in whole["fronts"][""]["layers"]["line"] if since <= number][-1:]
    assert line == packed(today.line)


def test_what_ships_is_not_given_for_other_tables(folder: Path) -> None:
    assert played.read_shipped(folder, "") is None
    tables, _ = files.read_usable(folder)
    text = json.dumps({"digest": played.digest(tables), "fronts": {"": {"layers": {}}}})
    (folder / played.SHIPPED).write_text(text)
    assert played.read_shipped(folder, "") == {"layers": {}}
    assert played.read_shipped(folder, "Gazette") is None
    files.write_tables(dataclasses.replace(tables, control=tables.control.iloc[:0]), folder)
    assert played.read_shipped(folder, "") is None


def test_claims_of_evidence_have_the_ids_that_pages_know() -> None:
    tables = files.read_tables(BUILT)
    known = frame.build_claims(tables)["claim_id"]
    found = evidence.read_evidence(tables)["claim_id"]
    assert len(found) > 0
    assert set(found) <= set(known)
    assert isinstance(found, pd.Series)
    assert not np.any(found.duplicated())
