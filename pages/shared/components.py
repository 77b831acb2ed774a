"""Lists, facets and pictures drawn in the browser; each sets text as text and reports clicks to Python.

Why they are our own, where Streamlit or Plotly have something like them:

- facets: `st.pills` has no bars, no column of counts, no colour of a source; it folds nothing and reads names
  as Markdown.
- histogram: no part of a Plotly chart can be reached by keyboard; here arrows say each day's count.
- strip: Plotly is 1.4 MB, compressed, which the overview and the page of a document do without.
- cite, copy_link: they give the address as it stands in the browser, where a played map and a sorted list
  change it without a run; `st.code` has that of the last run, and fetches 0.6 MB of highlighter and font.
- picture: Plotly's `toImage` lies out of reach in Streamlit's bundle, knows no lists and names no source.
- table, rows, matrix, reader: `st.dataframe` is painted, without the reader's size of text, marked words or a
  claim behind each cell.
- daymap: a picture of a few paths in the page's own colours, where a map would be a library of 0.6 MB; and
  `st.html` leaves out SVG.
- stands, debates, sides: no table of Streamlit's has several marked answers in a cell, each with its claim.
- counts, keys: buttons within a sentence and steps of the browser's history have no like.
"""

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
daymap = _register("daymap")
stands = _register("stands")
debates = _register("debates")
sides = _register("sides")
