"""Tables that cannot be read are found, by their bytes or by reading them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bakhmut_data import checking
from bakhmut_data.errors import TableError
from bakhmut_data.tables import files
from tests.made_claims import small_tables

NO_TEXT = b"\xff\xfe\x00" * 50


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
@pytest.mark.parametrize("name", ["figures", "copies"])
def test_a_table_that_cannot_be_read_is_named(tmp_path: Path, name: str, suffix: str) -> None:
    files.write_tables(small_tables(), tmp_path, with_csv=suffix == "csv")
    checking.check_tables(tmp_path)
    if suffix == "csv":
        for path in tmp_path.glob("*.parquet"):
            path.unlink()
        checking.check_tables(tmp_path)
    (tmp_path / f"{name}.{suffix}").write_bytes(NO_TEXT)
    with pytest.raises(TableError, match=name):
        checking.check_tables(tmp_path)


def test_a_table_edited_by_hand_is_read(tmp_path: Path) -> None:
    files.write_tables(small_tables(), tmp_path, with_csv=True)
    for path in tmp_path.glob("*.parquet"):
        path.unlink()
    with (tmp_path / "figures.csv").open("a", encoding="utf-8") as file:
        file.write("\n")  # other bytes, the same rows
    checking.check_tables(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"resources": 1}', NO_TEXT])
def test_a_description_that_describes_nothing_is_damaged(tmp_path: Path, content: bytes) -> None:
    files.write_tables(small_tables(), tmp_path)
    (tmp_path / files.DESCRIPTION).write_bytes(content)
    with pytest.raises(TableError, match=r"datapackage\.json: cannot be read"):
        checking.check_description(tmp_path)
    (tmp_path / files.DESCRIPTION).unlink()
    checking.check_tables(tmp_path)


def test_rows_of_a_damaged_table_are_not_counted(tmp_path: Path) -> None:
    files.write_tables(small_tables(), tmp_path)
    (tmp_path / "documents.parquet").write_bytes(NO_TEXT)
    with pytest.raises(TableError, match="documents"):
        files.count_rows(tmp_path, "documents")
