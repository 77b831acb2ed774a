"""The plan of the house holds, and the tools that hold it bite: each rule refuses one wrong line."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.house import broken_doors

# A file of a copy of the tree, a line that is wrong in it, and words of the rule that says so.
WRONG_LAYERS = [
    ("bakhmut_data/records.py", "from bakhmut_data import claims", "One way"),
    ("bakhmut_data/claims/files.py", "from bakhmut_data.store import counting", "One way"),
    ("bakhmut_data/cellar/__init__.py", "COAL = 1", "One way"),
    ("bakhmut_data/finding/figures/finder.py", "from bakhmut_data.finding import control", "Finders"),
    ("bakhmut_data/language/analysis.py", "import plotly", "no screen"),
    ("pages/battle/front.py", "from pages.evidence import method", "Pages are on top"),
    ("pages/shared/cellar.py", "COAL = 1", "Panels draw"),
    ("pages/shared/charts/base.py", "from pages.shared.panels import claims", "Panels draw"),
    ("pages/shared/maps/front.py", "import streamlit", "Charts and maps"),
    ("pages/battle/figures.py", "import pandas", "Pages compute nothing"),
    ("bakhmut_data/claims/files.py", "import spacy", "load no language model"),
]
WRONG_DOORS = [
    ("pages/battle/front.py", "from bakhmut_data.front import field", "bakhmut_data.front"),
    ("app.py", "import bakhmut_data.finding.control.lexicon", "bakhmut_data.finding.control"),
    ("bakhmut_data/building/build.py", "from bakhmut_data.linking.spans import SpanIndex", "linking"),
    ("bakhmut_data/tables/__init__.py", f"__all__ = {list('abcdefg')}", "offers 7 names"),
]
WRONG_NAMES = [
    ("pages/battle/front.py", "import streamlit as st\nst.session_state['day'] = 1"),
    ("pages/shared/panels/front/lists.py", "import streamlit as st\nst.cache_resource(len)"),
    ("bakhmut_data/reading/documents.py", "import datetime as dt\nTODAY = dt.datetime.now(dt.UTC)"),
    ("bakhmut_data/reading/documents.py", "import datetime as dt\nTODAY = dt.date.today()"),
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, without the data."""
    copy = tmp_path_factory.mktemp("tree")
    for name in ("bakhmut_data", "pages"):
        shutil.copytree(ROOT / name, copy / name, ignore=_all_but_code)
    for name in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / name, copy)
    return copy


def _all_but_code(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not ((Path(folder) / name).is_dir() or name.endswith(".py"))]


def write(path: Path, lines: str) -> None:
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{lines}\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def _mended(tree: Path) -> object:
    before = {path: path.read_bytes() for path in tree.rglob("*.py")}
    yield
    for path in tree.rglob("*.py"):
        if path in before:
            path.write_bytes(before[path])
        else:
            path.unlink()


def _run(tree: Path, *command: str) -> tuple[int, str]:
    done = subprocess.run([*command], cwd=tree, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout + done.stderr


def _lint_imports(tree: Path) -> tuple[int, str]:
    return _run(tree, str(Path(sys.executable).parent / "lint-imports"), "--no-cache")


def test_every_folder_is_entered_by_its_door() -> None:
    assert broken_doors(ROOT) == []


def test_a_copy_of_the_tree_keeps_every_rule(tree: Path) -> None:
    status, said = _lint_imports(tree)
    assert (status, broken_doors(tree)) == (0, []), said


@pytest.mark.parametrize(("file", "line", "rule"), WRONG_LAYERS)
def test_a_wrong_import_breaks_a_layer(tree: Path, file: str, line: str, rule: str) -> None:
    write(tree / file, line)
    status, said = _lint_imports(tree)
    assert status != 0
    broken = [
        words for words in " ".join(said.split()).split("KEPT") if "BROKEN" in words or "layer" in words
    ]
    assert any(rule in words for words in broken), said


@pytest.mark.parametrize(("file", "line", "rule"), WRONG_DOORS)
def test_what_lies_behind_a_door_is_refused(tree: Path, file: str, line: str, rule: str) -> None:
    write(tree / file, line)
    assert any(rule in said for said in broken_doors(tree))


@pytest.mark.parametrize(("file", "lines"), WRONG_NAMES)
def test_a_banned_name_is_refused_outside_its_room(tree: Path, file: str, lines: str) -> None:
    write(tree / file, lines)
    status, said = _run(tree, sys.executable, "-m", "ruff", "check", "--select", "TID251", file)
    assert status == 1, said
    assert said.count("TID251") == 1
