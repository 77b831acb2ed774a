"""Lists, facets and pictures drawn in the browser; each sets text as text and reports clicks to Python."""

from __future__ import annotations

import streamlit as st

from pages.shared import browser_modules
from pages.shared.paths import ASSETS

FOLDER = ASSETS / "components"


def _register(name: str) -> st.components.v2.types.ComponentRenderer:
    """The component that the module of that name draws, in its style."""
    style = (FOLDER / "shared.css").read_text(encoding="utf-8")
    own = FOLDER / f"{name}.css"
    return st.components.v2.component(
        f"bakhmut_{name}",
        css=_short(style + own.read_text(encoding="utf-8")),
        js=browser_modules.importing(f"components/{name}.js"),
    )


def _short(text: str) -> str:
    """The style without indentation: it is sent along with every change of its component's data."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


rows = _register("rows")
facets = _register("facets")
matrix = _register("matrix")
strip = _register("strip")
reader = _register("reader")
copy_link = _register("copylink")
table = _register("table")
cite = _register("cite")
picture = _register("picture")
histogram = _register("histogram")
keys = _register("keys")
counts = _register("counts")
