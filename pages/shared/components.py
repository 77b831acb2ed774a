"""Lists, facets and pictures drawn in the browser; each sets text as text and reports clicks to Python."""

from __future__ import annotations

import streamlit as st

from pages.shared.paths import ASSETS

FOLDER = ASSETS / "components"


def _register(name: str, *before: str) -> st.components.v2.types.ComponentRenderer:
    """The component of that name; its script builds on those named `before` it."""
    style = (FOLDER / "shared.css").read_text(encoding="utf-8")
    own = FOLDER / f"{name}.css"
    scripts = [(FOLDER / f"{each}.js").read_text(encoding="utf-8") for each in (*before, name)]
    return st.components.v2.component(
        f"bakhmut_{name}",
        css=_short(style + own.read_text(encoding="utf-8")),
        js=_short("\n".join(scripts)),
    )


def _short(text: str) -> str:
    """The text without indentation and lines of comment: it is sent along with every change of its data."""
    lines = [line.strip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line and not line.startswith("//"))


rows = _register("rows", "arranged")
facets = _register("facets")
matrix = _register("matrix", "arranged")
strip = _register("strip")
reader = _register("reader")
copy_link = _register("copylink")
table = _register("table", "arranged")
cite = _register("cite", "captions")
picture = _register("picture", "captions")
histogram = _register("histogram")
keys = _register("keys")
counts = _register("counts")
