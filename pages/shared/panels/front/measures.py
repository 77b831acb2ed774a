"""The measures of the estimated front: the day's numbers, and the period as a chart with its evidence.

The chart is Plotly's though the map above is deck.gl's, which has no axes; Plotly's maps ask other hosts.
"""

from __future__ import annotations

import datetime as dt
import functools

import pandas as pd
import streamlit as st

from bakhmut_data.claims import files, sentences
from bakhmut_data.front import downloads, reference_places
from bakhmut_data.front import files as front_files
from bakhmut_data.front.files import ShippedFronts
from bakhmut_data.reference.facts import CITY_HALL
from bakhmut_data.store import counting
from pages.shared.charts import front
from pages.shared.panels.claims import drawing, figure_tabs, method
from pages.shared.paths import ASSETS
from pages.shared.state import address, views

TITLE = "Estimated Russian-held area about Bakhmut, and kilometres from the estimated line"
MEASURES = (
    ("russian_sq_km", "{:,.0f} km²", "estimated Russian-held, of 6,890 km² that are mapped"),
    ("km_to_bakhmut", "{:.1f} km", "line to Bakhmut's city hall"),
    ("km_to_t0504", "{:.1f} km", "line to the road T0504"),
    ("km_to_m03", "{:.1f} km", "line to the road M03"),
)
TABLE_HEIGHT = 420  # pixels
STYLE = ASSETS / "front" / "numbers.css"


@functools.lru_cache(maxsize=1)
def fronts() -> ShippedFronts:
    """The days that ship, read once; never to be altered."""
    return front_files.read_shipped()


@views.kept
def reach(view: views.View) -> counting.Reach:
    """How far the claims of who holds what reach, in the time of the estimate."""
    period = fronts()
    return counting.reach(view.data.store, view.selection(kind=("control",)), period.first, period.last)


@functools.lru_cache(maxsize=1)
def measures() -> pd.DataFrame:
    """The measures of every day; never to be altered."""
    return fronts().measures()


def draw_measures(day: dt.date, *, coming: bool) -> None:
    """The day's measures as numbers, and over the whole period as a chart with its table and sources.

    While a map is `coming` the chart waits: its library keeps a browser busy for as long as a map takes.
    """
    st.header(f"How much, and how far: the estimate for {sentences.days(day, day)}", anchor=False)
    now = measures().set_index("date").loc[pd.Timestamp(day)].to_dict()
    numbers = "".join(
        f"<div><dt>{name}{_note(key, now[key], day)}</dt><dd>{_written(now[key], written)}</dd></div>"
        for key, written, name in MEASURES
    )
    st.html(STYLE)
    st.html(f'<dl class="numbers" aria-label="{sentences.days(day, day)}">{numbers}</dl>')
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
        (sentences.days(row["date"], row["date"]), *(_written(row[key], text) for key, text, _ in MEASURES))
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


def _written(value: float | None, pattern: str) -> str:
    return "no line" if pd.isna(value) else pattern.format(value)


def _note(key: str, value: float | None, day: dt.date) -> str:
    """What the number alone does not say: that a road is crossed, on which side the city hall lies."""
    if key == "km_to_bakhmut":
        holder = front_files.side_of(fronts(), day, CITY_HALL[::-1])
        return f", which lies on the {sentences.label('controller', holder)} side" if holder else ""
    return ", which it crosses" if key != "russian_sq_km" and value == 0 else ""
