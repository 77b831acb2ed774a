"""The package that `pip install .` makes, used outside the checkout with nothing but its dependencies."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEXT = "Kyiv, 9 March 2023. About 500 soldiers were killed near Bakhmut on Monday, the ministry said."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
    ]
    subprocess.run([sys.executable, *command, str(ROOT)], check=True, timeout=120)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel; it borrows the dependencies from the tests, never the checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    site = next(folder.glob("lib/python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return folder / "bin" / "python"


def run(python: Path, folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [str(python), "-I", *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_code_and_data_and_nothing_of_the_dashboard(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"bakhmut_data"}
    wanted = {"reference/gazetteer.csv", "reference/world.txt.xz", "built/figures.csv", "built/front.json"}
    wanted |= {"publishing/templates/base.html", "reference/small_map.json"}
    assert {f"bakhmut_data/{name}" for name in wanted} <= set(names)
    assert not [name for name in names if name.endswith((".parquet", ".pyc"))]


def test_a_text_is_read_outside_the_checkout(python: Path, tmp_path: Path) -> None:
    code = (
        "import json, bakhmut_data; found = bakhmut_data.extract(%r); (figure,) = found.figures; "
        "print(json.dumps([bakhmut_data.__file__, figure.low, figure.measure, figure.place.name]))"
    )
    where, *said = json.loads(run(python, tmp_path, "-c", code % TEXT))
    assert Path(where).is_relative_to(python.parents[1])
    assert said == [500, "killed", "Bakhmut"]


def test_a_folder_is_built_read_and_asked_outside_the_checkout(python: Path, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text(TEXT, encoding="utf-8")
    code = (
        "from pathlib import Path; from bakhmut_data import build, read_tables, open_store; "
        "build(Path('articles'), Path('tables')); "
        "print(len(read_tables(Path('tables')).figures), len(read_tables().documents), "
        "len(open_store(Path('tables', 'claims')).outlets))"
    )
    assert run(python, tmp_path, "-c", code).split() == ["1", "5", "1"]


def test_the_front_of_a_day_is_drawn_outside_the_checkout(python: Path, tmp_path: Path) -> None:
    code = (
        "import datetime as dt; from bakhmut_data import estimate_front; "
        "found = estimate_front(dt.date(2023, 3, 9)); print(found.places, found.line.is_empty)"
    )
    places, empty = run(python, tmp_path, "-c", code).split()
    assert int(places) > 100
    assert empty == "False"
