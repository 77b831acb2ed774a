"""What the command for fronts writes and says, from two villages; and what is drawn about an even place."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bakhmut_data.errors import BakhmutError
from bakhmut_data.front import estimate, events, files
from bakhmut_data.front.events import CONTROL_COLUMNS
from bakhmut_data.tables import files as table_files
from tests import worked
from tests.worked import day

VILLAGE = {
    "latitude": 48.6,
    "date": "2023-03-01",
    "controller_before": None,
    "confidence": "confirmed",
    "source": "a bulletin",
    "kind": "settlement",
    "population": None,
}
WEST = {**VILLAGE, "place": "West", "longitude": 37.8, "controller_after": "Ukraine"}
EAST = {**VILLAGE, "place": "East", "longitude": 38.2, "controller_after": "Russia"}


EARLY = "before 2023-03-01, the first day that the table covers; nothing was known yet"


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(CONTROL_COLUMNS))


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[str, list[str]]:
    """What the command prints, and its warnings line by line."""
    parser = argparse.ArgumentParser()
    files.add_front_arguments(parser)
    assert files.run_front(parser.parse_args(arguments)) == 0
    told = capsys.readouterr()
    return told.out, told.err.splitlines()


@pytest.fixture
def two_villages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reference of a village of each side."""
    wrong = {**EAST, "place": "Wrong", "controller_after": "Narnia"}
    for module in (files, events):
        monkeypatch.setattr(module, "read_settlement_control", lambda: table(WEST, EAST, wrong))


@pytest.mark.usefixtures("two_villages")
def test_days_before_and_after_what_is_known_are_named_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said, warnings = run(["--dates", "2023-02-27:2023-03-02", "--out", str(tmp_path)], capsys)
    assert said == f"4 days in {tmp_path}\n"
    assert warnings == [
        "warning: Wrong (2023-03-01): controller 'Narnia' is not known, not used",
        f"warning: 2023-02-27 to 2023-02-28: {EARLY}",
    ]
    whole = json.loads((tmp_path / "2023-02-28.geojson").read_text())
    assert whole["properties"] == {
        "date": "2023-02-28",
        "hindsight": False,
        "places": 0,
        "note": "no place is known to be held by either side on this day: no front is drawn",
    }
    drawn = json.loads((tmp_path / "2023-03-01.geojson").read_text())
    assert drawn["properties"] == {"date": "2023-03-01", "hindsight": False, "places": 2, "note": None}


@pytest.mark.usefixtures("two_villages")
def test_the_reference_ends_with_the_days_that_ship(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said, warnings = run(["--dates", "2023-10-01", "--out", str(tmp_path), "--hindsight"], capsys)
    assert said == f"1 day in {tmp_path}\n"
    assert warnings[1:] == [
        "warning: 2023-10-01: after 2023-09-30, the last day that the table covers; drawn from what is older"
    ]
    assert json.loads((tmp_path / "2023-10-01.geojson").read_text())["properties"]["hindsight"] is True


@pytest.mark.usefixtures("two_villages")
def test_claims_of_tables_end_with_the_last_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table_files.write_tables(worked.worked_tables(), tmp_path / "tables")
    tables = ["--from", str(tmp_path / "tables"), "--out", str(tmp_path / "fronts"), "--hindsight"]
    _, warnings = run(["--dates", "2022-12-01:2022-12-02", *tables], capsys)
    # The last of the three claims that Bakhmut is held is of 1 December.
    assert warnings == [
        "warning: 2022-12-02: after 2022-12-01, the last day that the table covers; drawn from what is older"
    ]
    whole = json.loads((tmp_path / "fronts" / "2022-12-01.geojson").read_text())
    assert whole["properties"]["claims"] == 3


def test_a_line_to_start_from_leaves_out_the_days_before_it_and_a_point_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table_files.write_tables(worked.worked_tables(), tmp_path / "tables")
    options = ["--from", str(tmp_path / "tables"), "--out", str(tmp_path / "fronts")]
    start = ["--dates", "2023-01-09:2023-01-10", "--start", "2023-01-10", "--why", "48.5942,37.9989"]
    said, warnings = run([*options, *start], capsys)
    assert said.splitlines() == [
        "2023-01-10: no claim bears on this point",  # the Post appeared in March
        f"1 day in {tmp_path / 'fronts'}",
    ]
    assert "warning: 2023-01-09: before 2023-01-10, the day of the first line; not drawn" in warnings
    assert not (tmp_path / "fronts" / "2023-01-09.geojson").exists()
    said, _ = run([*options, "--dates", "2023-03-20", "--why", "48.5942,37.9989"], capsys)
    first = said.splitlines()[0]
    assert "hold Bakhmut (Russia), 2022-12-01, its author, Daily, document" in first


@pytest.mark.parametrize("option", [["--start", "2023-01-10"], ["--why", "48.6,38.0"]])
def test_what_goes_with_documents_is_refused_without_them(
    option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BakhmutError, match="go with --from"):
        run(["--dates", "2023-03-01", "--out", str(tmp_path), *option], capsys)


def test_an_even_place_is_drawn_as_a_disc_of_a_kilometre() -> None:
    middle = {**VILLAGE, "place": "Middle", "longitude": 38.0, "controller_after": "contested"}
    drawn = estimate.estimate_front(day("2023-03-01"), table(WEST, EAST, middle))
    # Sixteen corners: eight times the sine of a sixteenth of a turn, in square degrees of such a kilometre.
    west, south, east, north = drawn.contested.bounds
    corners = 8 * math.sin(math.pi / 8) * (east - west) / 2 * (north - south) / 2
    assert drawn.contested.area == pytest.approx(corners, rel=0.02)
    assert (north - south) * 111.2 == pytest.approx(2, abs=0.05)
    assert (east - west) * 73.7 == pytest.approx(2, abs=0.05)
    assert drawn.contested.centroid.x == pytest.approx(38.0, abs=1e-3)
    assert drawn.places == 3


def test_only_what_is_believed_about_evenly_is_contested() -> None:
    held = {
        **VILLAGE,
        "place": "Middle",
        "longitude": 38.0,
        "controller_after": "Russia",
        "date": "2023-02-20",
    }
    claimed = {**held, "controller_after": "Ukraine", "date": "2023-03-01", "confidence": "claimed"}
    # At once belief is even; a week later it stands at a half, for Ukraine.
    rows = table(WEST, EAST, held, claimed)
    assert not estimate.estimate_front(day("2023-03-01"), rows).contested.is_empty
    assert estimate.estimate_front(day("2023-03-08"), rows).contested.is_empty


def test_the_first_point_of_a_place_counts() -> None:
    moved = {**WEST, "longitude": 38.1, "date": "2023-03-05"}
    once = estimate.estimate_front(day("2023-03-08"), table(WEST, EAST))
    assert estimate.estimate_front(day("2023-03-08"), table(WEST, EAST, moved)).line.equals(once.line)
