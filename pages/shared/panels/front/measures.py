"""The measures of the fronts that the map draws: the shown day's numbers, the period as charts and a table.

All are drawn in the browser, which has the days and knows the fronts that are chosen.
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.front import files as front_files
from bakhmut_data.front import reference_places
from bakhmut_data.front.files import ShippedFronts
from bakhmut_data.publishing import small_map
from bakhmut_data.reference.facts import CITY_HALL
from bakhmut_data.store import counting
from pages.shared import browser_modules
from pages.shared.panels.claims import drawing, figure_tabs, method
from pages.shared.paths import ASSETS
from pages.shared.state import address, views

TITLE = "Estimated Russian-held area about Bakhmut, and kilometres from the estimated line"
# Whose line, as the address names it.
WHOSE = {
    "reference": "by the reference",
    "documents": "as these documents imply",
    "both": "by the reference and as these documents imply",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the estimate: its unit, the digits after its point, and what it is."""

    key: str
    unit: str
    digits: int
    name: str
    crossed: str = ""  # what is added where it is nothing


MEASURES = (
    Measure("russian_sq_km", "km²", 0, "estimated Russian-held, of 6,890 km² that are mapped"),
    Measure("km_to_bakhmut", "km", 1, "line to Bakhmut's city hall"),
    Measure("km_to_t0504", "km", 1, "line to the road T0504", ", which it crosses"),
    Measure("km_to_m03", "km", 1, "line to the road M03", ", which it crosses"),
    Measure("unknown_sq_km", "km²", 0, "of which nothing is known: no claim is near"),
)
TABLE_HEIGHT = 420  # pixels
# Of a picture that travels alone.
CREDIT = (
    "Estimates, not facts: the reference's from dated control of settlements after public sources, the "
    "documents' from their claims; each day uses only what was dated by then."
)


def _register(name: str, *styles: str) -> st.components.v2.types.ComponentRenderer:
    """A component that follows the map while it plays, without a run of the page."""
    paths = [ASSETS / style for style in ("components/shared.css", *styles)]
    return st.components.v2.component(
        f"bakhmut_front_{name}",
        css="".join(path.read_text(encoding="utf-8") for path in paths),
        js=browser_modules.importing(f"front/{name}.js"),
    )


_numbers = _register("numbers", "front/numbers.css")
_chart = _register("measures_chart", "front/measures_chart.css")
_table = _register("measures_table", "components/table.css", "front/files.css")


@functools.lru_cache(maxsize=1)
def fronts() -> ShippedFronts:
    """The days that ship, read once; never to be altered."""
    return front_files.read_shipped()


@views.kept
def reach(view: views.View) -> counting.Reach:
    """How far the claims of who holds what reach, in the time of the estimate."""
    period = fronts()
    return counting.reach(view.data.store, view.selection(kind=("control",)), period.first, period.last)


@views.kept
def best_documented(view: views.View) -> tuple[pd.Timestamp, int] | None:
    """The day for which most claims speak, of it alone, in the time of the estimate; the first of several."""
    period = fronts()
    return small_map.best_documented(view.spans(view.filters, "happened"), period.first, period.last)


@functools.lru_cache(maxsize=1)
def measures() -> pd.DataFrame:
    """The measures of the reference's estimate of every day; never to be altered."""
    return fronts().measures()


def draw_measures(view: views.View, line: str) -> None:
    """The measures of the fronts that the map draws: of its day as numbers, of the whole period as charts.

    `line` is `reference`, `documents` or `both`, as in the address.
    """
    st.header("How much, and how far: the estimate for the day that the map shows", anchor=False)
    kinds = [dataclasses.asdict(each) for each in MEASURES]
    _numbers(key="front-numbers", data={"measures": kinds, "hall": CITY_HALL[::-1]})
    title = f"{TITLE}, {WHOSE[line]}"
    chart, table, sources, cite = st.tabs(
        figure_tabs.TABS, key="tab-front-measures", on_change=address.set_values
    )
    with chart:
        if chart.open:
            data = {"measures": kinds, "credit": CREDIT}
            drawing.show_component_saved(_chart, "front-measures", data)
    with table:
        if table.open:
            _table(key="front-measures-table", data={"title": title})
    with sources:
        if sources.open:
            with st.container(height=TABLE_HEIGHT, key="front-sources", border=False):
                if line != "documents":
                    st.html(_sources_html())
                if line != "reference":
                    claims = view.listed(view.selection(kind=("control",)))
                    st.html(figure_tabs.sources_html(claims.more(), "The line that these documents imply"))
    with cite:
        if cite.open:
            figure_tabs.draw_citation("front-measures", title)


def _sources_html() -> str:
    """The sources of the reference table, from which the estimate is drawn, those of most rows first."""
    rows = [
        (each.source, each.rows, sentences.days(each.first, each.last), "yes" if each.verified else "no")
        for each in reference_places.read_sources()
    ]
    caption = f"Sources of the reference, from which the estimate is drawn: {len(rows)}"
    head = ("Source", "Rows", "For the days", "Verified")
    return method.table_html(caption, head, rows, numbers=(1,))
