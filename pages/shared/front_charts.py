"""The measures of the front over the whole period as a Plotly figure, with the day marked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from bakhmut_data import wording
from pages.shared import palette

HEIGHT = 330
DAY = 86_400_000  # milliseconds, in which Plotly counts
# Column, name, dash, colour: told apart by their dashes where colours cannot be seen.
DISTANCES = (
    ("km_to_bakhmut", "Bakhmut's city hall", "solid", "#8B6FB0"),
    ("km_to_t0504", "road T0504", "dash", "#B07A10"),
    ("km_to_m03", "road M03", "dot", "#009E73"),
)


def measures_chart(measures: pd.DataFrame, day: dt.date) -> go.Figure:
    """Area under Russian control over kilometres from the line to what it threatened; a line at the day."""
    figure = make_subplots(
        rows=1,
        cols=2,
        horizontal_spacing=0.08,
        subplot_titles=("Estimated Russian-held area in the box, km²", "Estimated line to …, km"),
    )
    figure.add_trace(
        go.Scatter(
            **_daily(measures, "russian_sq_km"),
            mode="lines",
            line={"color": palette.RUSSIA, "width": 2.2},
            name="Russian-held area",
            showlegend=False,
            hovertemplate="%{x|%-d %B %Y}: %{y:,.0f} km²<extra></extra>",
        ),
        row=1,
        col=1,
    )
    for column, name, dash, color in DISTANCES:
        figure.add_trace(
            go.Scatter(
                **_daily(measures, column),
                mode="lines",
                line={"color": color, "width": 2.2, "dash": dash},
                name=name,
                hovertemplate=f"%{{x|%-d %B %Y}}: %{{y:.1f}} km to {name}<extra></extra>",
            ),
            row=1,
            col=2,
        )
    figure.add_vline(x=str(day), line={"color": palette.CONTESTED, "width": 2})
    figure.update_yaxes(rangemode="tozero", showgrid=True, gridcolor="rgba(128,128,128,0.25)")
    figure.update_xaxes(showgrid=False, tickformat="%b\n%Y", dtick="M3")
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 46, "r": 10, "t": 34, "b": 30},
        legend={"orientation": "h", "y": -0.22, "x": 0.54},
        hovermode="x unified",
        template="none",  # the page's theme gives the look; the usual template would be sent with each day
    )
    return figure


def _daily(measures: pd.DataFrame, column: str) -> dict[str, Any]:
    """A value a day from the first on: the days themselves need not be sent."""
    start = measures["date"].iloc[0].date().isoformat()
    return {"x0": start, "dx": DAY, "y": measures[column].to_numpy(dtype="float32")}


def measures_alt(measures: pd.DataFrame, day: dt.date) -> str:
    """What the figure shows, in words: the ends, the turning point and the day."""
    area = measures["russian_sq_km"]
    rows = measures.to_dict("records")
    first, last = rows[0], rows[-1]
    now = next(row for row in rows if row["date"] == pd.Timestamp(day))
    low = min(rows, key=lambda row: float(row["km_to_bakhmut"]))
    return (
        f"Two line charts, {wording.days(first['date'], last['date'])}. Estimated Russian-held area in the "
        f"box: from {first['russian_sq_km']:,.0f} to {last['russian_sq_km']:,.0f} km², at most "
        f"{area.max():,.0f}; {now['russian_sq_km']:,.0f} on {wording.days(day, day)}. Distance from the "
        f"line to Bakhmut's city hall: from {first['km_to_bakhmut']:.1f} km, least "
        f"{low['km_to_bakhmut']:.1f} km on "
        f"{wording.days(low['date'], low['date'])}. The marked day's numbers stand above; the download has "
        "every day."
    )
