"""The tables that ship are exactly what the documents and the code of this commit give."""

import subprocess
from pathlib import Path

from bakhmut_data.building import build
from bakhmut_data.front.files import SHIPPED as SHIPPED_FRONT
from bakhmut_data.front.implied import played
from bakhmut_data.making.front import build_shipped
from bakhmut_data.tables.files import read_tables
from bakhmut_data.tables.schemas import SCHEMAS
from tests.conftest import ROOT

SHIPPED = ROOT / "bakhmut_data" / "built"
# Days of the front come from the reference table, of the documents' fronts from the tables, quality from
# annotation; each has a test of its own.
MADE_OTHERWISE = {SHIPPED_FRONT.name, played.SHIPPED, "quality.json"}


def shipped_files() -> dict[str, bytes]:
    """The committed files of the folder; what a build leaves there for itself is ignored by git."""
    listed = subprocess.run(["git", "ls-files", "-z", "."], cwd=SHIPPED, capture_output=True, check=True)
    return {name: (SHIPPED / name).read_bytes() for name in listed.stdout.decode().split("\0") if name}


def test_a_build_of_the_documents_gives_the_shipped_tables_to_the_byte(
    documents_folder: Path, tmp_path: Path
) -> None:
    build.build(documents_folder, tmp_path, build.Options(with_csv=True))
    shipped = {name: content for name, content in shipped_files().items() if name not in MADE_OTHERWISE}
    different = [name for name, content in shipped.items() if (tmp_path / name).read_bytes() != content]
    assert different == [], (
        "build again: .venv/bin/python -m bakhmut_data build DOCUMENTS --out bakhmut_data/built --csv"
    )


def test_the_shipped_days_of_the_front_are_what_the_code_draws() -> None:
    assert build_shipped() == SHIPPED_FRONT.read_bytes(), "build again: python -m bakhmut_data.making.front"


def test_every_table_ships_with_rows_and_a_description() -> None:
    assert {f"{name}.csv" for name in SCHEMAS} | {"datapackage.json"} <= set(shipped_files())
    assert [name for name, frame in read_tables(SHIPPED).items() if frame.empty] == []
