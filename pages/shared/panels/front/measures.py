"""The measures of the estimated front: the shown day's numbers, and the period as a chart with its evidence.

The chart is Plotly's though the map above is deck.gl's, which has no axes; Plotly's maps ask other hosts.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from bakhmut_data.claims import files, sentences
from bakhmut_data.front import downloads, reference_places
from bakhmut_data.front import files as front_files
from bakhmut_data.front.files import ShippedFronts
from bakhmut_data.publishing import small_map
from bakhmut_data.reference.facts import CITY_HALL
from bakhmut_data.store import counting
from pages.shared import browser_modules
from pages.shared.charts import front
from pages.shared.panels.claims import drawing, figure_tabs, method
from pages.shared.paths import ASSETS
from pages.shared.state import address, views

TITLE = "Estimated Russian-held area about Bakhmut, and kilometres from the estimated line"


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
)
TABLE_HEIGHT = 420  # pixels

# The numbers follow the map while it plays, without a run of the page.
_numbers = st.components.v2.component(
    "bakhmut_front_numbers",
    css=(ASSETS / "components" / "shared.css").read_text(encoding="utf-8")
    + (ASSETS / "front" / "numbers.css").read_text(encoding="utf-8"),
    js=browser_modules.importing("front/numbers.js"),
)


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
    """The measures of every day; never to be altered."""
    return fronts().measures()


def draw_measures(day: dt.date, *, coming: bool) -> None:
    """The measures as numbers of the day that the map shows, and over the whole period as a chart.

    While a map is `coming` the chart waits: its library keeps a browser busy for as long as a map takes.
    """
    st.header("How much, and how far: the estimate for the day that the map shows", anchor=False)
    _numbers(
        key="front-numbers",
        data={"measures": [dataclasses.asdict(each) for each in MEASURES], "hall": CITY_HALL[::-1]},
    )
    chart, table, sources, cite = st.tabs(
        figure_tabs.TABS, key="tab-front-measures", on_change=address.set_values
    )
    with chart:
        if chart.open and coming:
            with st.container(height=front.HEIGHT, key="front-measures-coming", border=False):
                st.html('<p class="status">The chart comes when the map stands.</p>')
        elif chart.open:
            drawing.show_chart(
                front.measures_chart(measures(), day, _credit()),
                key="front-measures",
                alt=front.measures_alt(measures(), day),
            )
    with table:
        if table.open:
            _draw_table()
    with sources:
        if sources.open:
            with st.container(height=TABLE_HEIGHT, key="front-sources", border=False):
                st.html(_sources_html())
    with cite:
        if cite.open:
            figure_tabs.draw_citation("front-measures", TITLE)


def _draw_table() -> None:
    frame_of_days = measures()
    changed = frame_of_days.iloc[:, 1:].ne(frame_of_days.iloc[:, 1:].shift()).any(axis=1)
    rows = [
        (sentences.days(row["date"], row["date"]), *(_written(row[each.key], each) for each in MEASURES))
        for row in frame_of_days[changed].to_dict("records")
    ]
    caption = f"{TITLE}: the {len(rows)} days on which any of them changes"
    head = ("From", "Area", "To the city hall", "To the T0504", "To the M03")
    with st.container(height=TABLE_HEIGHT, key="front-measures-table", border=False):
        st.html(method.table_html(caption, head, rows, numbers=(1, 2, 3, 4)))
    with st.container(horizontal=True):
        for suffix, mime, write in (
            ("csv", "text/csv", lambda: downloads.period_csv(fronts())),
            ("json", "application/json", lambda: files.counts_json(_plain_days(frame_of_days))),
        ):
            name = f"front-measures.{suffix}"
            drawing.show_download(name, mime, write, f"front-measures-{suffix}", f"{TITLE}: one row a day")


def _plain_days(days: pd.DataFrame) -> pd.DataFrame:
    plain = days.astype(object).where(days.notna(), None)
    return plain.assign(date=days["date"].dt.strftime("%Y-%m-%d"))


@functools.lru_cache(maxsize=1)
def _credit() -> str:
    """From what the estimate is drawn, for pictures that travel alone."""
    number = len(reference_places.read_sources())
    return (
        f"An estimate, not a fact, from dated control of settlements after {number} public sources; "
        "each day uses only what was dated by then."
    )


def _sources_html() -> str:
    """The sources of the reference table, from which the estimate is drawn, those of most rows first."""
    rows = [
        (each.source, each.rows, sentences.days(each.first, each.last), "yes" if each.verified else "no")
        for each in reference_places.read_sources()
    ]
    caption = f"Sources of the reference, from which the estimate is drawn: {len(rows)}"
    head = ("Source", "Rows", "For the days", "Verified")
    return method.table_html(caption, head, rows, numbers=(1,))


def _written(value: float | None, measure: Measure) -> str:
    return "no line" if pd.isna(value) else f"{value:,.{measure.digits}f} {measure.unit}"
