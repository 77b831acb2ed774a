"""What the extraction reaches on annotated documents and public corpora never falls below its floors."""

import json
import os
import subprocess
import sys
import tomllib
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.needs import absent

FLOORS = tomllib.loads((ROOT / "tests" / "quality_floors.toml").read_text(encoding="utf-8"))
Scores = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Scores:
    """The scores of this commit, measured in a process of their own and so free of coverage."""
    answer = tmp_path_factory.mktemp("quality") / "quality.json"
    command = [sys.executable, "-m", "tests.evaluation", "--write", str(answer)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    scores: Scores = json.loads(answer.read_text(encoding="utf-8"))
    return scores


def test_no_score_is_below_its_floor(measured: Scores) -> None:
    below = [
        f"{part}.{row}.{measure}: {_score(measured[part][row], measure)} < {floor}"
        for part, rows in FLOORS.items()
        for row, floors in rows.items()
        for measure, floor in floors.items()
        if part in measured and _score(measured[part][row], measure) < floor
    ]
    assert below == []


@pytest.mark.usefixtures("documents_folder")
def test_the_published_scores_are_those_of_this_commit(measured: Scores) -> None:
    if measured["tables"]["documents"]["recall"] < 1 or "corpora" not in measured:
        absent("all annotated texts are needed, and the public corpora in the folder bench beside them")
    published = ROOT / "bakhmut_data" / "built" / "quality.json"
    assert json.loads(published.read_text(encoding="utf-8")) == measured, (
        "measure again: python -m tests.evaluation --write bakhmut_data/built/quality.json"
    )


def _score(row: dict[str, Any], measure: str) -> float:
    """The score of that name; a scorer's precision, recall and F1 are told by their F1."""
    value = row[measure]
    return float(value["f1"] if isinstance(value, dict) else value)
