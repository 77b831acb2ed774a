"""No cell of a CSV begins a formula, whatever stands before its sign; numbers and plain words stay."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from bakhmut_data import cells
from bakhmut_data.claims import files
from bakhmut_data.front import downloads
from bakhmut_data.tables import files as tables_files

pytestmark = [pytest.mark.hostile, pytest.mark.fast]
FORMULAS = [
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1",
    "\u2060\u200d@x", "\u202e=1", "＝1+1", "＋1", "－1", "＠x", "\u200b＝1", "\u3000＝1",
]  # fmt: skip


def shown(cell: str) -> str:
    """With an apostrophe, and without a bare carriage return, after which readers of CSV begin a row."""
    return "'" + cell.replace("\r", "\n")


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_shown(cell: str) -> None:
    assert cells.shown(cell) == shown(cell)


@pytest.mark.parametrize("cell", ["", "Kyiv", "a=b", "1-2", "–5", "(=1)", " a", "'=1"])
def test_other_words_stay_as_they_are(cell: str) -> None:
    assert cells.shown(cell) == cell


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_file_of_counts_words_or_contradictions_has_one(cell: str) -> None:
    counted = files.counts_csv(pd.DataFrame({"form": [cell], "times": [-3]}))
    words = pd.DataFrame({"document_id": [cell], "start": [1], "end": [2], "concept": ["x"], "form": [cell]})
    claim = {"claim_id": "a", "place": cell, "against": cell}
    for written in (
        counted,
        tables_files.csv_bytes("words", words, cells.shown),
        downloads._csv(("place", "number"), [{"place": claim["place"], "number": -3}]),
    ):
        rows = list(csv.reader(io.StringIO(written.decode("utf-8", "surrogatepass"), newline="")))
        assert len(rows) == 2
        assert shown(cell) in rows[1]
        assert not any(cells.FORMULA.match(each) for each in rows[1] if each != "-3")
