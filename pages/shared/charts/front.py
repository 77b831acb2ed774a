"""The measures of the front over the whole period as a Plotly figure, with the day marked."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

import pandas as pd

from bakhmut_data.claims import sentences
from pages.shared import palette
from pages.shared.charts import base

HEIGHT = 330
DAY = 86_400_000  # milliseconds, in which Plotly counts
HALVES = ((0.0, 0.46), (0.54, 1.0))  # of the width
MONTHS = {"type": "date", "showgrid": False, "tickformat": "%b\n%Y", "dtick": "M3"}
AMOUNT = {"rangemode": "tozero", "showgrid": True, "gridcolor": "rgba(128,128,128,0.25)"}
SECOND = {"xaxis": "x2", "yaxis": "y2"}
# Column, name, dash, colour: told apart by their dashes where colours cannot be seen.
DISTANCES = (
    ("km_to_bakhmut", "Bakhmut's city hall", "solid", "#8B6FB0"),
    ("km_to_t0504", "road T0504", "dash", "#B07A10"),
    ("km_to_m03", "road M03", "dot", "#009E73"),
)


def measures_chart(measures: pd.DataFrame, day: dt.date, credit: str) -> base.Figure:
    """Area under Russian control over kilometres from the line to what it threatened; a line at the day."""
    area = _daily(measures, "russian_sq_km", "%{y:,.0f} km²", palette.RUSSIA, "solid")
    lines = [
        {**_daily(measures, column, f"%{{y:.1f}} km to {name}", color, dash), "name": name, **SECOND}
        for column, name, dash, color in DISTANCES
    ]
    return base.laid_out(
        [{**area, "showlegend": False}, *lines],
        height=HEIGHT,
        top=34,
        credit=credit,
        margin={"l": 46, "r": 10, "t": 34, "b": 30},
        legend={"orientation": "h", "y": -0.22, "x": 0.54},
        hovermode="x unified",
        annotations=[
            _title("Russian-held area, km²", *HALVES[0]),
            _title("Line to …, km", *HALVES[1]),
        ],
        shapes=[_mark(day, "x"), _mark(day, "x2")],
        xaxis={"domain": HALVES[0], "anchor": "y", **MONTHS},
        xaxis2={"domain": HALVES[1], "anchor": "y2", **MONTHS},
        yaxis={"visible": True, "anchor": "x", **AMOUNT},
        yaxis2={"anchor": "x2", **AMOUNT},
    )


def _daily(measures: pd.DataFrame, column: str, said: str, color: str, dash: str) -> base.Trace:
    """A line with a value a day from the first on: the days themselves need not be sent."""
    values = measures[column].to_numpy(dtype="<f4")
    return {
        "type": "scatter",
        "mode": "lines",
        "x0": measures["date"].iloc[0].date().isoformat(),
        "dx": DAY,
        "y": {"dtype": "f4", "bdata": base64.b64encode(values.tobytes()).decode()},
        "line": {"color": color, "width": 2.2, "dash": dash},
        "hovertemplate": f"%{{x|%-d %B %Y}}: {said}<extra></extra>",
    }


def _title(text: str, left: float, right: float) -> dict[str, Any]:
    """The words above one half."""
    place = {"x": (left + right) / 2, "y": 1.0, "xref": "paper", "yref": "paper"}
    return {"text": text, "showarrow": False, "xanchor": "center", "yanchor": "bottom", **place}


def _mark(day: dt.date, axis: str) -> dict[str, Any]:
    """The line at the day in one half."""
    ends = {"x0": str(day), "x1": str(day), "y0": 0, "y1": 1}
    look = {"color": palette.CONTESTED, "width": 2}
    return {"type": "line", "xref": axis, "yref": f"y{axis[1:]} domain", **ends, "line": look}


def measures_alt(measures: pd.DataFrame, day: dt.date) -> str:
    """What the figure shows, in words: the ends, the turning point and the day."""
    area = measures["russian_sq_km"]
    rows = measures.to_dict("records")
    first, last = rows[0], rows[-1]
    now = next(row for row in rows if row["date"] == pd.Timestamp(day))
    low = min(rows, key=lambda row: float(row["km_to_bakhmut"]))
    return (
        f"Two line charts, {sentences.days(first['date'], last['date'])}. Estimated Russian-held area in the "
        f"box: from {first['russian_sq_km']:,.0f} to {last['russian_sq_km']:,.0f} km², at most "
        f"{area.max():,.0f}; {now['russian_sq_km']:,.0f} on {sentences.days(day, day)}. Distance from the "
        f"line to Bakhmut's city hall: from {first['km_to_bakhmut']:.1f} km, least "
        f"{low['km_to_bakhmut']:.1f} km on "
        f"{sentences.days(low['date'], low['date'])}. The marked day's numbers stand above; the download has "
        "every day."
    )
