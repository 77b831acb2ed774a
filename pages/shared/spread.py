"""Reported numbers spread out: a panel for each source, and as-of day against day of publication."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from bakhmut_data import wording
from pages.shared import charts, palette

PANEL_ROW = 20  # pixels
MOST_ROWS = 60  # in a panel


def panels_chart(rows: pd.DataFrame) -> go.Figure:
    """Small multiples: a panel for each source on one common axis, each claim from low to high."""
    groups = [(str(source), group.head(MOST_ROWS)) for source, group in rows.groupby("source", sort=False)]
    spans = [charts.bounds(claim) for claim in rows.to_dict("records")]
    ends = [end for span in spans for end in span if math.isfinite(end) and end > 0]
    log = bool(ends) and max(ends) / min(ends) >= charts.LOG_FROM
    left, right = charts.axis(ends, log=log)
    sizes = [len(group) + 1 for _, group in groups]
    figure = make_subplots(
        rows=len(groups),
        shared_xaxes=True,
        row_heights=sizes,
        vertical_spacing=min(0.3 / len(groups), 0.08),
    )
    for at, (source, group) in enumerate(groups, start=1):
        _add_panel(figure, at, group, (left, right))
        figure.add_annotation(
            text=f"<b>{charts.escape(source, 44)}</b>",
            x=0,
            y=1,
            xref="x domain" if at == 1 else f"x{at} domain",
            yref="y domain" if at == 1 else f"y{at} domain",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font_size=12,
        )
        figure.update_yaxes(visible=False, range=[-len(group), 0.7], row=at, col=1)
    figure.update_xaxes(
        type="log" if log else "linear",
        range=[math.log10(left), math.log10(right)] if log else [left, right],
        showgrid=True,
    )
    _add_legend(figure, rows)
    unit = wording.unit_name(str(rows["unit"].iloc[0]), 2)
    step = " (each step of the axis is ten times the last)" if log else ""
    figure.update_xaxes(title_text=f"{unit or 'number'}{step}", row=len(groups), col=1)
    charts.laid_out(figure, height=sum(sizes) * PANEL_ROW + 34 * len(groups) + 130, top=76)
    return figure.update_layout(legend={"yref": "container", "y": 0.99, "yanchor": "top"})


def lag_chart(rows: pd.DataFrame) -> go.Figure:
    """The days each number speaks for against the day it was published; on the line both are one."""
    figure = go.Figure()
    dated = rows.dropna(subset=["published", "first"])
    for side, symbol in palette.SIDE_SHAPES.items():
        group = dated[dated["side"] == side].to_dict("records")
        if not group:
            continue
        figure.add_trace(
            go.Scatter(
                x=[claim["first"] + (claim["last"] - claim["first"]) / 2 for claim in group],
                y=[claim["published"] for claim in group],
                error_x={
                    "type": "data",
                    "array": [
                        (claim["last"] - claim["first"]) / pd.Timedelta(milliseconds=2) for claim in group
                    ],
                    "color": charts.GREY,
                    "thickness": 2,
                },
                mode="markers",
                name=f"speaker: {side}",
                customdata=[claim["claim_id"] for claim in group],
                hovertext=[charts.hover(claim) for claim in group],
                hoverinfo="text",
                marker={"symbol": symbol, "size": 12, "color": _colors(group), "line_width": 2},
            )
        )
    if len(dated):
        days = [dated["first"].min(), max(dated["last"].max(), dated["published"].max())]
        figure.add_trace(
            go.Scatter(
                x=days,
                y=days,
                mode="lines",
                name="published on the day itself",
                line={"color": charts.GREY, "dash": "dot", "width": 1},
                hoverinfo="skip",
            )
        )
    figure.update_xaxes(title_text="days the number speaks for", showgrid=True)
    figure.update_yaxes(title_text="day of publication", showgrid=True, automargin=True)
    return charts.laid_out(figure, height=420, top=70)


def lag_alt(rows: pd.DataFrame) -> str:
    """What the picture of days against publication shows, in words."""
    dated = rows.dropna(subset=["published", "first"])
    if dated.empty:
        return "No number has both a day and a day of publication."
    late = (dated["published"] - dated["last"]).dt.days
    return (
        f"{wording.count(len(dated), 'number')} with both days; the last day each speaks for lies "
        f"{int(late.min())} to {wording.count(int(late.max()), 'day')} before its publication."
    )


def _add_panel(figure: go.Figure, at: int, group: pd.DataFrame, edges: tuple[float, float]) -> None:
    left, right = edges
    x: list[float] = []
    y: list[float] = []
    found: list[dict[Any, Any]] = []
    symbols: list[str] = []
    for row, claim in enumerate(group.to_dict("records")):
        low, high = charts.bounds(claim)
        start, end = max(low, left), min(high, right)
        color = palette.SUBJECTS[str(claim["about"])]
        if end > start:
            dash = "dot" if math.isinf(high) or low < left else "solid"
            figure.add_trace(charts.bar(start, end, -row, color, dash), row=at, col=1)
        for edge in dict.fromkeys((start, end)):
            x.append(edge)
            y.append(-row)
            found.append(claim)
            open_end = edge == end and math.isinf(high)
            symbols.append("triangle-right" if open_end else palette.SIDE_SHAPES[str(claim["side"])])
    figure.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="markers",
            showlegend=False,
            cliponaxis=False,
            customdata=[claim["claim_id"] for claim in found],
            hovertext=[charts.hover(claim) for claim in found],
            hoverinfo="text",
            marker={"symbol": symbols, "size": 11, "color": _colors(found), "line_width": 2},
        ),
        row=at,
        col=1,
    )


def _add_legend(figure: go.Figure, rows: pd.DataFrame) -> None:
    for side, symbol in palette.SIDE_SHAPES.items():
        if side in set(rows["side"]):
            figure.add_trace(charts.key(symbol, f"speaker: {side}"), row=1, col=1)


def _colors(claims: list[dict[Any, Any]]) -> list[str]:
    return [_color(claim) for claim in claims]


def _color(claim: Mapping[Any, Any]) -> str:
    return palette.SUBJECTS[str(claim["about"])]
