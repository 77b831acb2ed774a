"""The API answers as its description says: to what it allows, and to what it does not."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.tables_served import serving

# The parameters of all addresses are among those of these.
WIDEST = ("/claims.json", "/front.geojson", "/front/{day}.geojson")
A_FEW = "3"  # made-up questions to each address, on top


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    # Each day of the implied front is computed: of a period the first alone is enough here.
    limits = {"BAKHMUT_API_MAX_IMPLIED_DAYS": "1"}
    with serving(tmp_path_factory.mktemp("described"), environment=limits) as address:
        yield address


def checked(address: str, folder: Path, *options: str) -> tuple[int, int, str]:
    """How many operations were tested with how many questions, and what was said; fails with that."""
    program = Path(sys.executable).with_name("schemathesis")
    described = f"{address}/api/v1/openapi.json"
    same = ("--seed=1", "--generation-deterministic", "--request-timeout=60", "--no-color")
    done = subprocess.run(
        [program, "run", described, *same, *options], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-5_000:] + done.stderr[-2_000:]
    operations = re.search(r"Tested: (\d+)", done.stdout)
    questions = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert operations
    assert questions
    assert questions[1] == questions[2]
    return int(operations[1]), int(questions[1]), done.stdout


def test_every_parameter_takes_what_it_is_described_to_take_and_nothing_else(
    served: str, tmp_path: Path
) -> None:
    chosen = [f"--include-path={path}" for path in WIDEST]
    operations, questions, said = checked(served, tmp_path, "--phases=coverage", *chosen)
    assert operations == len(WIDEST)
    assert questions > 100
    assert "Missing test data" not in said


def test_every_address_answers_as_it_is_described(served: str, tmp_path: Path) -> None:
    operations, questions, _ = checked(
        served, tmp_path, "--phases=examples,fuzzing", f"--max-examples={A_FEW}"
    )
    assert operations == 34
    assert questions >= operations
