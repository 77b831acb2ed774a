"""Every page of the menu but the first has a door in `pages/`, and nothing else lies there."""

from streamlit.testing.v1 import AppTest

from tests.browser.visitor import PAGES
from tests.conftest import ROOT


def test_every_page_has_its_door_and_all_doors_are_alike() -> None:
    doors = {f"/{path.stem}": path.read_text(encoding="utf-8") for path in (ROOT / "pages").glob("*.py")}
    assert set(doors) == set(PAGES) - {"/"}
    assert len({text.replace(f"to {path}:", "to it:") for path, text in doors.items()}) == 1


def test_every_page_is_a_script_in_the_folder_of_its_section() -> None:
    scripts = {f"/{path.stem}" for path in (ROOT / "pages").glob("*/*.py") if path.parent.name != "shared"}
    assert scripts == set(PAGES) - {"/"} | {"/overview"}


def test_the_dashboard_opens_with_doors_in_place() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not app.exception
    assert len(app.title) == 1
