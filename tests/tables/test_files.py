"""The tables keep their contract on the way to disk and back."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

from bakhmut_data.errors import TableError
from bakhmut_data.records import Document, Extraction, Figure, Place, Toponym
from bakhmut_data.tables import files
from bakhmut_data.tables.rows import build_tables, frame_from_rows, tables_from_rows
from bakhmut_data.tables.schemas import SCHEMAS

SOLEDAR = Place(
    place_id="own:soledar", name="Soledar", kind="settlement", latitude=48.68, longitude=38.09, origin="own"
)
TEXT = "In Soledar 40 people stayed."
EXTRACTION = Extraction(
    document=Document(
        document_id="abc", file="a.txt", text=TEXT, sha256="abc", published=dt.date(2023, 1, 16)
    ),
    toponyms=(Toponym(start=3, end=10, surface="Soledar", rule="gazetteer", role="location", place=SOLEDAR),),
    figures=(
        Figure(
            start=11,
            end=20,
            surface="40 people",
            rule="number_unit",
            low=40.0,
            high=None,
            qualifier="exact",
            unit="people",
            measure="population",
            place=SOLEDAR,
        ),
    ),
)


def test_every_table_has_the_columns_of_its_schema_even_without_rows() -> None:
    for name, frame in tables_from_rows({}).items():
        assert list(frame.columns) == [column.name for column in SCHEMAS[name]]


def test_extracted_tables_begin_with_their_span_and_end_with_their_rule() -> None:
    for name in ("mentions", "dates", "figures", "statements", "control", "positions"):
        columns = [column.name for column in SCHEMAS[name]]
        assert columns[:3] == ["document_id", "start", "end"]
        assert columns[-1] == "rule"


@pytest.mark.parametrize("with_csv", [False, True])
def test_tables_read_back_as_they_were_written(tmp_path: Path, *, with_csv: bool) -> None:
    built = build_tables([EXTRACTION])
    files.write_tables(built, tmp_path, with_csv=with_csv)
    if with_csv:
        for path in tmp_path.glob("*.parquet"):
            path.unlink()
    back = files.read_tables(tmp_path)
    for name, frame in built.items():
        pd.testing.assert_frame_equal(frame, getattr(back, name))


def test_unknown_stays_null_in_csv(tmp_path: Path) -> None:
    files.write_tables(build_tables([EXTRACTION]), tmp_path, with_csv=True)
    header, row = (tmp_path / "figures.csv").read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert (cells["low"], cells["high"], cells["speaker"]) == ("40", "", "")


def test_places_hold_only_what_is_mentioned() -> None:
    built = build_tables([EXTRACTION])
    assert list(built.places["place_id"]) == ["own:soledar"]
    assert list(built.figures["place_id"]) == ["own:soledar"]


def test_a_value_outside_the_contract_is_refused_by_name() -> None:
    row = {"place_id": "x", "name": "X", "kind": "planet", "latitude": 0.0, "longitude": 0.0, "origin": "own"}
    with pytest.raises(TableError, match=r"places\.kind: 'planet'"):
        frame_from_rows("places", [row])


def test_a_missing_value_of_a_required_column_is_refused_by_name() -> None:
    with pytest.raises(TableError, match=r"places\.place_id"):
        frame_from_rows("places", [{}])


def test_a_folder_without_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="build the tables first"):
        files.read_tables(tmp_path)


@pytest.mark.parametrize(
    ("table", "column", "value"), [("documents", "published", "2023-02-31"), ("figures", "low", "many")]
)
def test_a_value_of_a_wrong_type_is_named_and_its_row_can_be_left_out(
    tmp_path: Path, table: str, column: str, value: str
) -> None:
    files.write_tables(build_tables([EXTRACTION]), tmp_path, with_csv=True)
    (tmp_path / f"{table}.parquet").unlink()
    path = tmp_path / f"{table}.csv"
    frame = pd.read_csv(path, dtype="str")
    pd.concat([frame, frame.assign(**{column: value})]).to_csv(path, index=False)
    with pytest.raises(TableError, match=rf"{table}\.csv, row 2: {column} '{value}' is not a "):
        files.read_table(tmp_path, table)
    usable, [fault] = files.read_usable(tmp_path)
    assert (len(getattr(usable, table)), fault.startswith(f"{table}.csv, row 2: ")) == (1, True)


def test_a_table_that_is_no_parquet_is_named(tmp_path: Path) -> None:
    (tmp_path / "control.parquet").write_bytes(b"nothing of the kind")
    with pytest.raises(TableError, match=r"control\.parquet: cannot be read"):
        files.read_table(tmp_path, "control")


def test_the_data_package_describes_every_column(tmp_path: Path) -> None:
    files.write_tables(build_tables([EXTRACTION]), tmp_path, with_csv=True)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    described = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    assert described == {name: [column.name for column in columns] for name, columns in SCHEMAS.items()}
    assert all(f["description"] for r in package["resources"] for f in r["schema"]["fields"])


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_a_folder_from_before_there_were_positions_is_read_without_any(tmp_path: Path, suffix: str) -> None:
    files.write_tables(build_tables([EXTRACTION]), tmp_path, with_csv=True)
    for path in tmp_path.glob("*.parquet" if suffix == "csv" else "*.csv"):
        path.unlink()
    (tmp_path / f"positions.{suffix}").unlink()
    read = files.read_tables(tmp_path)
    assert list(read.positions.columns) == [column.name for column in SCHEMAS["positions"]]
    assert (len(read.positions), len(read.figures)) == (0, 1)
    assert files.count_rows(tmp_path, "positions") == 0


def test_writing_without_csv_removes_the_csv_of_an_older_build(tmp_path: Path) -> None:
    built = build_tables([EXTRACTION])
    files.write_tables(built, tmp_path, with_csv=True)
    files.write_tables(built, tmp_path)
    assert not list(tmp_path.glob("*.csv"))


def test_a_failed_replacement_leaves_the_old_files(tmp_path: Path) -> None:
    files.replace_files(tmp_path, {"a": b"old"})
    with pytest.raises(TypeError):
        files.replace_files(tmp_path, {"a": b"new", "b": "not bytes"})  # type: ignore[dict-item]
    assert (tmp_path / "a").read_bytes() == b"old"
