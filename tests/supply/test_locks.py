"""The locks that are installed from say the same as the ranges, and nothing of where files come from."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tests.supply.locks import DASHBOARD, TESTS, Locked, read_lock

pytestmark = pytest.mark.fast
RANGES = {DASHBOARD: ("requirements.txt",), TESTS: ("requirements.txt", "tests/requirements.txt")}
RENEW = "run: bash .streamlit/lock.sh"


def by_name(lock: Path) -> dict[str, list[Locked]]:
    found: dict[str, list[Locked]] = {}
    for each in read_lock(lock):
        found.setdefault(each.name, []).append(each)
    return found


def ranges(lock: Path) -> list[Requirement]:
    lines = [line for file in RANGES[lock] for line in (ROOT / file).read_text(encoding="utf-8").splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("lock", RANGES, ids=lambda lock: lock.parent.name)
def test_every_range_is_locked_in_a_version_that_fits(lock: Path) -> None:
    locked = by_name(lock)
    for wanted in ranges(lock):
        found = locked.get(str(canonicalize_name(wanted.name)), [])
        assert found, f"{wanted} is not locked; {RENEW}"
        for each in found:
            assert wanted.specifier.contains(each.version), f"{each.requirement} for {wanted}; {RENEW}"


@pytest.mark.parametrize("lock", RANGES, ids=lambda lock: lock.parent.name)
def test_every_locked_package_has_sums(lock: Path) -> None:
    assert not [each.name for each in read_lock(lock) if not each.sums]


@pytest.mark.parametrize("lock", RANGES, ids=lambda lock: lock.parent.name)
def test_a_lock_names_no_host_and_no_folder(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--find-links|--extra|--trusted|@ |(?<=\s)/\w", text)


def test_the_tests_run_on_what_the_dashboard_runs_on() -> None:
    tests = by_name(TESTS)
    for name, locked in by_name(DASHBOARD).items():
        assert {each.version for each in locked} == {each.version for each in tests[name]}, f"{name}; {RENEW}"


def test_the_commands_install_from_the_locks() -> None:
    start, run, image = (
        (ROOT / name).read_text(encoding="utf-8")
        for name in (".streamlit/start.sh", "tests/run.sh", "Dockerfile")
    )
    assert 'prepare_environment "$PWD/.venv" .streamlit/requirements.lock' in start
    assert 'prepare_environment "$(cd .venv-test && pwd -P)" tests/requirements.lock' in run
    assert "--require-hashes --requirement .streamlit/requirements.lock" in image
    assert "--require-hashes" in (ROOT / ".streamlit" / "environment.sh").read_text(encoding="utf-8")


def test_a_lock_is_read_line_by_line(tmp_path: Path) -> None:
    one, other = "a" * 64, "b" * 64
    text = (
        f"# made\nSome_Thing==1.2 ; python_full_version < '3.12' \\\n    --hash=sha256:{one} \\\n"
        f"    --hash=sha256:{other}\n    # via streamlit\n"
    )
    (tmp_path / "a.lock").write_text(text, encoding="utf-8")
    (found,) = read_lock(tmp_path / "a.lock")
    assert (found.name, found.version, found.sums) == ("some-thing", "1.2", (one, other))
    assert not found.requirement.marker or not found.requirement.marker.evaluate(
        {"python_full_version": "3.13.0"}
    )
    (tmp_path / "b.lock").write_text(f"thing==1 --hash=md5:{one}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="thing"):
        read_lock(tmp_path / "b.lock")


def test_a_file_that_is_not_the_locked_one_is_not_installed(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.lock"
    wrong.write_text(f"tblib==3.2.2 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    (tmp_path / "tblib-3.2.2-py3-none-any.whl").write_bytes(b"no wheel of theirs")
    command = ["-m", "pip", "install", "--require-hashes", "--no-index", "--find-links", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, *command, "--target", str(tmp_path / "to"), "--requirement", str(wrong)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr
