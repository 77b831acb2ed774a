"""Plotly figures from frames; every mark carries its claim's id, and every word is escaped."""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from bakhmut_data import comparison, wording
from pages.shared import palette

LEVEL_HEIGHT = 15  # pixels of a level in a lane
ROW_HEIGHT = 46  # pixels of a figure with its line of words
MOST_ROWS = 120
LOG_FROM = 60  # a largest number so many times the smallest is drawn on a log axis
GREY = "#8A8A8A"


def timeline_chart(
    lanes: pd.DataFrame,
    published: pd.DataFrame,
    window: tuple[pd.Timestamp, pd.Timestamp],
    colors: Mapping[str, str],
) -> go.Figure:
    """Claims as intervals of the days they can speak for, in the lanes of the column `lane`.

    `lanes` is what `chronology.lay_lanes` makes; `published` has `source, published, claim_id`.
    """
    heights, names, base = {}, [], 1.6
    for lane in lanes["lane"].cat.remove_unused_categories().cat.categories:
        heights[lane] = base
        names.append(lane)
        base += float(lanes.loc[lanes["lane"] == lane, "level"].max()) + 2.2
    placed = lanes.assign(y=-(lanes["lane"].map(heights).astype(float) + lanes["level"]))
    figure = go.Figure()
    for source, group in placed.groupby("source", sort=False):
        _add_intervals(figure, group, colors.get(str(source), GREY))
    for kind, symbol in palette.KIND_SHAPES.items():
        _add_marks(figure, placed[placed["kind"] == kind], symbol, colors)
        figure.add_trace(key(symbol, wording.label("kind", kind)))
    figure.add_trace(_publication_marks(published, colors))
    figure.add_trace(key("star-diamond", "day of publication"))
    for name, y in (("Published", 0.9), *((lane, -(heights[lane] - 1.1)) for lane in names)):
        figure.add_annotation(
            text=f"<b>{escape(str(name), 48)}</b>",
            x=0,
            xref="x domain",
            y=y,
            showarrow=False,
            xanchor="left",
            yanchor="middle",
            font_size=12,
        )
    figure.update_yaxes(visible=False, range=[-base, 1.6])
    figure.update_xaxes(range=[window[0], window[1]], showgrid=True)
    return laid_out(figure, height=round(max(base * LEVEL_HEIGHT, 120)) + 110, top=54)


def figures_chart(rows: pd.DataFrame, selected: str) -> go.Figure:
    """One row a claim from its low to its high end; colour for whom it counts, shape for the speaker's side.

    `rows` has the columns of a claim in the order to be drawn; nothing is added up.
    """
    rows = rows.head(MOST_ROWS)
    claims = rows.to_dict("records")
    spans = [bounds(claim) for claim in claims]
    ends = [end for span in spans for end in span if math.isfinite(end) and end > 0]
    log = bool(ends) and max(ends) / min(ends) >= LOG_FROM
    left, right = axis(ends, log=log)
    figure = go.Figure()
    for at, (claim, (low, high)) in enumerate(zip(claims, spans, strict=True)):
        color = palette.SUBJECTS[str(claim["about"])]
        open_end = math.isinf(high)
        edge = right if open_end else high
        start = max(low, left)
        if edge > start:
            figure.add_trace(bar(start, edge, -at, color, dash="dot" if open_end or low < left else "solid"))
        if claim["claim_id"] == selected:
            figure.add_trace(
                go.Scatter(
                    x=[start],
                    y=[-at],
                    mode="markers",
                    hoverinfo="skip",
                    showlegend=False,
                    marker={"size": 22, "symbol": "circle-open", "color": palette.CONTESTED, "line_width": 3},
                )
            )
    for side, symbol in palette.SIDE_SHAPES.items():
        if side in set(rows["side"]):
            _add_ends(figure, claims, spans, side, (left, right))
            figure.add_trace(key(symbol, f"speaker: {side}"))
    figure.add_trace(
        go.Scatter(
            x=[left] * len(claims),
            y=[0.36 - at for at in range(len(claims))],
            mode="text",
            hoverinfo="skip",
            textposition="middle right",
            showlegend=False,
            customdata=rows["claim_id"],
            text=[
                f"<b>{escape(wording.amount(claim), 44)}</b>  {escape(_short_voice(claim), 52)}"
                for claim in claims
            ],
        )
    )
    unit = wording.unit_name(str(claims[0]["unit"]), 2) if claims else ""
    title = f"{unit or 'number'}{' (each step of the axis is ten times the last)' if log else ''}"
    figure.update_yaxes(visible=False, range=[0.8 - len(claims), 0.75])
    figure.update_xaxes(
        title_text=title,
        type="log" if log else "linear",
        automargin=True,
        range=[math.log10(left), math.log10(right)] if log else [left, right],
    )
    return laid_out(figure, height=ROW_HEIGHT * len(claims) + 130, top=44)


def starts_chart(starts: pd.DataFrame, colors: Mapping[str, str]) -> go.Figure:
    """The days on which the battle began, as each reported length of it implies."""
    figure = go.Figure()
    claims = starts.to_dict("records")
    for at, claim in enumerate(claims):
        color = colors.get(str(claim["source"]), GREY)
        figure.add_trace(
            go.Scatter(
                x=[claim["start_first"], claim["start_last"]],
                y=[-at, -at],
                mode="lines+markers",
                showlegend=False,
                line={"color": color, "width": 6},
                marker={"size": 11, "color": color},
                customdata=[claim["claim_id"]] * 2,
                hovertext=hover(claim),
                hoverinfo="text",
            )
        )
    first = starts["start_first"].min() if claims else None
    figure.add_trace(
        go.Scatter(
            x=[first] * len(claims),
            y=[0.36 - at for at in range(len(claims))],
            mode="text",
            hoverinfo="skip",
            showlegend=False,
            textposition="middle right",
            text=[
                f"<b>{escape(wording.amount(claim), 30)}</b>  {escape(_short_voice(claim), 50)}"
                for claim in claims
            ],
        )
    )
    figure.update_yaxes(visible=False, range=[0.8 - len(claims), 0.75])
    figure.update_xaxes(title_text="first day of the battle that the length implies")
    return laid_out(figure, height=ROW_HEIGHT * len(claims) + 100, top=10)


def _add_intervals(figure: go.Figure, group: pd.DataFrame, color: str) -> None:
    long = group[group["last"] > group["first"]]
    x: list[Any] = []
    y: list[Any] = []
    for row in long.to_dict("records"):
        x += [row["first"], pd.Timestamp(row["last"]) + pd.Timedelta(days=1), None]
        y += [row["y"], row["y"], None]
    if x:
        figure.add_trace(
            go.Scatter(
                x=x,
                y=y,
                mode="lines",
                line={"color": color, "width": 4},
                opacity=0.5,
                hoverinfo="skip",
                showlegend=False,
            )
        )


def _add_marks(figure: go.Figure, rows: pd.DataFrame, symbol: str, colors: Mapping[str, str]) -> None:
    claims = rows.to_dict("records")
    middle = [row["first"] + (row["last"] - row["first"]) / 2 + pd.Timedelta(hours=12) for row in claims]
    figure.add_trace(
        go.Scatter(
            x=middle,
            y=rows["y"],
            mode="markers",
            showlegend=False,
            customdata=rows["claim_id"],
            hovertext=[hover(claim) for claim in claims],
            hoverinfo="text",
            cliponaxis=False,
            marker={
                "symbol": symbol,
                "size": [8 + 2.2 * math.sqrt(claim["claims"] - 1) for claim in claims],
                "color": [
                    colors.get(str(claim["source"]), GREY) if claim["sources"] == 1 else GREY
                    for claim in claims
                ],
                "line": {"width": 1, "color": "rgba(128,128,128,0.9)"},
            },
        )
    )


def _publication_marks(published: pd.DataFrame, colors: Mapping[str, str]) -> go.Scatter:
    rows = published.to_dict("records")
    return go.Scatter(
        x=published["published"],
        y=[0.0] * len(rows),
        mode="markers",
        showlegend=False,
        customdata=published["claim_id"],
        hoverinfo="text",
        hovertext=[
            f"{escape(str(row['source']), 60)}, published {wording.days(row['published'], row['published'])}"
            for row in rows
        ],
        marker={
            "symbol": "star-diamond",
            "size": 13,
            "color": [colors.get(str(row["source"]), GREY) for row in rows],
            "line": {"width": 1, "color": "rgba(128,128,128,0.9)"},
        },
    )


def key(symbol: str, name: str) -> go.Scatter:
    """An entry of the legend, grey: colour says something else than shape."""
    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        name=name,
        marker={"symbol": symbol, "size": 11, "color": GREY, "line_width": 2},
    )


def bar(start: float, end: float, y: float, color: str, dash: str) -> go.Scatter:
    """A stretch of numbers as a line, dotted where an end of it is open."""
    return go.Scatter(
        x=[start, end],
        y=[y, y],
        mode="lines",
        hoverinfo="skip",
        showlegend=False,
        line={"color": color, "width": 5 if dash == "solid" else 3, "dash": dash},
        opacity=0.75,
    )


def _add_ends(
    figure: go.Figure,
    claims: list[dict[Any, Any]],
    spans: list[tuple[float, float]],
    side: str,
    edges: tuple[float, float],
) -> None:
    """The ends of each claim's interval as marks of the speaker's side; an open end is an arrow."""
    x: list[float] = []
    y: list[float] = []
    found: list[dict[Any, Any]] = []
    symbols: list[str] = []
    for at, (claim, (low, high)) in enumerate(zip(claims, spans, strict=True)):
        if claim["side"] != side:
            continue
        for end in dict.fromkeys((max(low, edges[0]), high)):
            x.append(min(end, edges[1]))
            y.append(-at)
            found.append(claim)
            symbols.append("triangle-right" if math.isinf(end) else palette.SIDE_SHAPES[side])
            if end == edges[0] > low:
                symbols[-1] = "triangle-left"
    if found:
        figure.add_trace(
            go.Scatter(
                x=x,
                y=y,
                mode="markers",
                showlegend=False,
                cliponaxis=False,
                customdata=[claim["claim_id"] for claim in found],
                hovertext=[hover(claim) for claim in found],
                hoverinfo="text",
                marker={
                    "symbol": symbols,
                    "size": 12,
                    "line": {"width": 2, "color": [palette.SUBJECTS[str(claim["about"])] for claim in found]},
                    "color": [palette.SUBJECTS[str(claim["about"])] for claim in found],
                },
            )
        )


def bounds(claim: Mapping[Any, Any]) -> tuple[float, float]:
    """The interval a figure allows in its own unit; "about" is drawn as the number itself."""
    plain = {
        **claim,
        "unit": "other",
        "qualifier": "exact" if claim["qualifier"] == "about" else claim["qualifier"],
    }
    interval = comparison.figure_interval(plain)
    return (0.0, math.inf) if interval is None else (interval.low, interval.high)


def axis(ends: list[float], *, log: bool) -> tuple[float, float]:
    """The ends of an axis on which every known end has room."""
    if not ends:
        return 0.0, 1.0
    if log:
        return min(ends) / 1.6, max(ends) * 2.2
    return 0.0, max(ends) * 1.12 or 1.0


def _short_voice(claim: Mapping[Any, Any]) -> str:
    return f"{wording.shorten(wording.voice(claim), 34)}, {wording.shorten(str(claim['source']), 24)}"


def hover(claim: Mapping[Any, Any]) -> str:
    """What stands beside the pointer over a claim, escaped."""
    words = f"{wording.line(claim)}. Speaks for {wording.days(claim['earliest'], claim['latest'])}."
    if claim.get("claims", 1) > 1:
        words += f" With {wording.count(claim['claims'] - 1, 'more claim')} of the kind for the same days."
    return "<br>".join(html.escape(line, quote=False) for line in textwrap.wrap(words, 60))


def escape(words: str, longest: int) -> str:
    """Words as Plotly shows them: it reads a few HTML tags in every text."""
    return html.escape(wording.shorten(words, longest), quote=False)


def laid_out(figure: go.Figure, *, height: int, top: int) -> go.Figure:
    """The figure with the margins and the legend of every chart here."""
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": top, "b": 40},
        dragmode="pan",
        hovermode="closest",
        bargap=0,
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0, "title": None},
    )
