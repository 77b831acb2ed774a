"""Plotly figures from frames; every mark carries its claim's id, and every word is escaped.

A figure is written as the browser takes it, for Plotly's classes would check each value at every visit.
"""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data import comparison, wording
from pages.shared import palette

Figure = dict[str, Any]  # `data` and `layout`
Trace = dict[str, Any]
Claim = Mapping[Any, Any]

LEVEL_HEIGHT = 15  # pixels of a level in a lane
ROW_HEIGHT = 58  # pixels of a figure with its two lines of words
MOST_ROWS = 120
LOG_FROM = 60  # a largest number so many times the smallest is drawn on a log axis
GREY = "#8A8A8A"
DAYS = {"type": "date", "tickformat": "%-d %b %Y"}  # an axis of days
EDGE = {"width": 1, "color": "rgba(128,128,128,0.9)"}  # of a mark that is filled


def timeline_chart(
    lanes: pd.DataFrame,
    published: pd.DataFrame,
    window: tuple[pd.Timestamp, pd.Timestamp],
    colors: Mapping[str, str],
) -> Figure:
    """Claims as intervals of the days they can speak for, in the lanes of the column `lane`.

    `lanes` is what `chronology.lay_levels` makes; `published` has `source, published, claim_id`.
    """
    heights, base = {}, 1.6
    for lane in lanes["lane"].cat.remove_unused_categories().cat.categories:
        heights[lane] = base
        base += float(lanes.loc[lanes["lane"] == lane, "level"].max()) + 2.2
    placed = lanes.assign(y=-(lanes["lane"].map(heights).astype(float) + lanes["level"]))
    data = [
        _intervals(group, colors.get(str(source), GREY))
        for source, group in placed[placed["last"] > placed["first"]].groupby("source", sort=False)
    ]
    for kind, symbol in palette.KIND_SHAPES.items():
        rows = placed[placed["kind"] == kind]
        if len(rows):
            data += [_moments(rows, symbol, colors), key(symbol, wording.label("kind", kind))]
    data += [_publications(published, colors), key("star-diamond", "day of publication")]
    if not placed["lane"].astype(str).equals(placed["source"].astype(str)):
        data += _source_keys(placed, colors)
    names = [("Published", 0.9), *((name, 1.1 - height) for name, height in heights.items())]
    return laid_out(
        data,
        height=round(max(base * LEVEL_HEIGHT, 120)) + 110,
        top=54,
        annotations=[row_name(str(name), y) for name, y in names],
        credit=wording.credit([*lanes["source"], *published["source"]]),
        xaxis={"range": [moment(day) for day in window], "showgrid": True, **DAYS},
        yaxis={"range": [-base, 1.6]},
    )


def figures_chart(rows: pd.DataFrame, selected: str) -> Figure:
    """One row a claim from its low to its high end; colour for whom it counts, shape for the speaker's side.

    `rows` has the columns of a claim in the order to be drawn; nothing is added up.
    """
    claims = rows.head(MOST_ROWS).to_dict("records")
    axis, edges = amounts_axis(claims)
    data = stretches(claims, range(0, -len(claims), -1), edges)
    chosen = [at for at, claim in enumerate(claims) if claim["claim_id"] == selected]
    ring = {"size": 22, "symbol": "circle-open", "color": palette.CONTESTED, "line": {"width": 3}}
    starts = [max(bounds(claims[at])[0], edges[0]) for at in chosen]
    data += [_scatter("markers", starts, [-at for at in chosen], marker=ring)] if chosen else []
    data += legend(claims)
    data.append(_lines(claims, edges[0], amount=44, voice=52))
    return laid_out(
        data,
        height=ROW_HEIGHT * len(claims) + 130,
        top=44,
        credit=wording.credit(claim["source"] for claim in claims),
        xaxis=axis,
        yaxis={"range": [0.75 - len(claims), 0.9]},
    )


def starts_chart(starts: pd.DataFrame, colors: Mapping[str, str]) -> Figure:
    """The days on which the battle began, as each reported length of it implies."""
    claims = starts.to_dict("records")
    data = []
    for at, claim in enumerate(claims):
        color = colors.get(str(claim["source"]), GREY)
        ends = [moment(claim["start_first"]), moment(claim["start_last"])]
        trace = points([claim] * 2, ends, [-at, -at], {"size": 11, "color": color})
        data.append({**trace, "mode": "lines+markers", "line": {"color": color, "width": 6}})
    data.append(_lines(claims, moment(starts["start_first"].min()) if claims else 0, amount=30, voice=50))
    return laid_out(
        data,
        height=ROW_HEIGHT * len(claims) + 100,
        top=10,
        credit=wording.credit(starts["source"]),
        xaxis={"title": {"text": "first day of the battle that the length implies"}, **DAYS},
        yaxis={"range": [0.75 - len(claims), 0.9]},
    )


def points(claims: Sequence[Claim], x: Sequence[Any], y: Sequence[float], marker: Mapping[str, Any]) -> Trace:
    """A mark for each claim, which opens its evidence; what it says stands beside the pointer."""
    return _scatter(
        "markers",
        x,
        y,
        customdata=[str(claim["claim_id"]) for claim in claims],
        hovertext=[hover(claim) for claim in claims],
        hoverinfo="text",
        cliponaxis=False,
        marker=dict(marker),
    )


def stretches(claims: Sequence[Claim], y: Iterable[float], edges: tuple[float, float]) -> list[Trace]:
    """Each claim from its low to its high end, with marks of the speaker's side at both.

    An end that is open is an arrow, and its line is dotted.
    """
    left, right = edges
    lines: dict[tuple[str, str], Trace] = {}
    found: list[Claim] = []
    marks: list[tuple[float, float, str, str]] = []
    for claim, at in zip(claims, y, strict=True):
        low, high = bounds(claim)
        color, symbol = palette.SUBJECTS[str(claim["about"])], palette.SIDE_SHAPES[str(claim["side"])]
        start, end = max(low, left), min(high, right)
        if end > start:
            dash = "dot" if math.isinf(high) or low < left else "solid"
            line = lines.setdefault((color, dash), bar([], [], color, dash))
            line["x"] += [start, end, None]
            line["y"] += [at, at, None]
        for edge in dict.fromkeys((start, end)):
            opened = "triangle-right" if edge == end and math.isinf(high) else symbol
            found.append(claim)
            marks.append((edge, at, "triangle-left" if edge == left > low else opened, color))
    if not marks:
        return []
    across, down, symbols, colors = (list(each) for each in zip(*marks, strict=True))
    marker = {"symbol": symbols, "size": 12, "color": colors, "line": {"width": 2, "color": colors}}
    return [*lines.values(), points(found, across, down, marker)]


def bar(x: list[Any], y: list[Any], color: str, dash: str) -> Trace:
    """Stretches of numbers as lines, dotted and thinner where an end of them is open."""
    line = {"color": color, "width": 5 if dash == "solid" else 3, "dash": dash}
    return _scatter("lines", x, y, line=line, opacity=0.75)


def key(symbol: str, name: str, color: str = GREY) -> Trace:
    """An entry of the legend, grey where it is for a shape: colour says something else."""
    marker = {
        "symbol": symbol,
        "size": 11,
        "color": color,
        "line": {"width": 4 if symbol.startswith("line") else 2},
    }
    return {**_scatter("markers", [None], [None], marker=marker), "name": name, "showlegend": True}


def legend(claims: Sequence[Claim]) -> list[Trace]:
    """An entry for the shape of each side that speaks, and one for the colour of each that is counted."""
    spoken, counted = ({claim[name] for claim in claims} for name in ("side", "about"))
    sides = [key(shape, f"speaker: {side}") for side, shape in palette.SIDE_SHAPES.items() if side in spoken]
    subjects = [
        (wording.label("about", about), palette.SUBJECTS[about])
        for about in palette.SUBJECTS
        if about in counted
    ]
    return sides + [key("line-ew-open", f"counted: {name}", color) for name, color in subjects]


def row_name(name: str, y: float, longest: int = 48) -> dict[str, Any]:
    """The name of a row or lane, at its left end."""
    return {
        "text": f"<b>{escape(name, longest)}</b>",
        "x": 0,
        "xref": "x domain",
        "y": y,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "font": {"size": 12},
    }


def bounds(claim: Claim) -> tuple[float, float]:
    """The interval a figure allows in its own unit; "about" is drawn as the number itself."""
    plain = {
        **claim,
        "unit": "other",
        "qualifier": "exact" if claim["qualifier"] == "about" else claim["qualifier"],
    }
    interval = comparison.figure_interval(plain)
    return (0.0, math.inf) if interval is None else (interval.low, interval.high)


def amounts_axis(claims: Sequence[Claim]) -> tuple[dict[str, Any], tuple[float, float]]:
    """An axis on which every known end has room, in steps of ten where they lie far apart; and its ends."""
    ends = [end for claim in claims for end in bounds(claim) if math.isfinite(end) and end > 0]
    log = bool(ends) and max(ends) / min(ends) >= LOG_FROM
    left, right = (min(ends) / 1.6, max(ends) * 2.2) if log else (0.0, max(ends, default=0) * 1.12 or 1.0)
    unit = wording.unit_name(str(claims[0]["unit"]), 2) if claims else ""
    title = f"{unit or 'number'}{' (each step of the axis is ten times the last)' if log else ''}"
    axis = {
        "title": {"text": title},
        **({"dtick": 1} if log else {}),
        "type": "log" if log else "linear",
        "automargin": True,
        "showgrid": True,
        # What lies on the very edge would be left out where logarithms are rounded.
        "range": [math.log10(left) - 0.001, math.log10(right)] if log else [left, right],
    }
    return axis, (left, right)


def hover(claim: Claim) -> str:
    """What stands beside the pointer over a claim, escaped."""
    words = f"{wording.line(claim)}. Speaks for {wording.days(claim['earliest'], claim['latest'])}."
    if claim.get("claims", 1) > 1:
        words += f" With {wording.count(claim['claims'] - 1, 'more claim')} of the kind for the same days."
    return "<br>".join(html.escape(line, quote=False) for line in textwrap.wrap(words, 60))


def escape(words: str, longest: int) -> str:
    """Words as Plotly shows them: it reads a few HTML tags in every text."""
    return html.escape(wording.shorten(words, longest), quote=False)


def moment(when: object) -> str:
    """A day, or a time of it, as Plotly's axes take it."""
    return (when if isinstance(when, pd.Timestamp) else pd.Timestamp(str(when))).isoformat()


def laid_out(data: Sequence[Trace], *, height: int, top: int, credit: str, **layout: Any) -> Figure:
    """A figure with the margins and the legend of every chart here; `credit` stands below saved pictures."""
    return {
        "data": list(data),
        "layout": {
            "template": {},  # or one of several kilobytes is sent along
            "meta": {"credit": credit},
            "height": height,
            "margin": {"l": 8, "r": 8, "t": top, "b": 40},
            "dragmode": "pan",
            "hovermode": "closest",
            "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0},
            **layout,
            "yaxis": {"visible": False, **layout.get("yaxis", {})},
        },
    }


def _scatter(mode: str, x: Sequence[Any], y: Sequence[Any], **look: Any) -> Trace:
    return {"type": "scatter", "mode": mode, "x": x, "y": y, "showlegend": False, "hoverinfo": "skip", **look}


def _intervals(group: pd.DataFrame, color: str) -> Trace:
    x: list[Any] = []
    y: list[Any] = []
    for row in group.to_dict("records"):
        x += [moment(row["first"]), moment(row["last"] + pd.Timedelta(days=1)), None]
        y += [row["y"], row["y"], None]
    return _scatter("lines", x, y, line={"color": color, "width": 4}, opacity=0.5)


def _moments(rows: pd.DataFrame, symbol: str, colors: Mapping[str, str]) -> Trace:
    claims = rows.to_dict("records")
    half = pd.Timedelta(hours=12)
    marker = {
        "symbol": symbol,
        "size": [round(8 + 2.2 * math.sqrt(claim["claims"] - 1), 1) for claim in claims],
        # Of several outlets: hollow, for each colour is one outlet's.
        "color": [
            colors.get(str(claim["source"]), GREY) if claim["sources"] == 1 else "rgba(0,0,0,0)"
            for claim in claims
        ],
        "line": {**EDGE, "width": [1 if claim["sources"] == 1 else 2 for claim in claims]},
    }
    middle = [moment(row["first"] + (row["last"] - row["first"]) / 2 + half) for row in claims]
    return points(claims, middle, rows["y"].tolist(), marker)


def _source_keys(placed: pd.DataFrame, colors: Mapping[str, str]) -> list[Trace]:
    """Entries of the legend for colours, where no lane is named after its outlet."""
    drawn = set(placed.loc[placed["sources"] == 1, "source"])
    names = [(name, color) for name, color in colors.items() if name in drawn]
    keys = [key("line-ew-open", escape(name, 30), color) for name, color in names[: len(palette.SOURCES)]]
    if more := len(names) - len(keys):
        keys.append(key("line-ew-open", f"{more:,} more outlets, in these colours again"))
    return [*keys, key("circle-open", "hollow: several outlets")] if (placed["sources"] > 1).any() else keys


def _publications(published: pd.DataFrame, colors: Mapping[str, str]) -> Trace:
    rows = published.to_dict("records")
    look = {"symbol": "star-diamond", "size": 13, "line": EDGE}
    return _scatter(
        "markers",
        [moment(row["published"]) for row in rows],
        [0] * len(rows),
        customdata=[str(row["claim_id"]) for row in rows],
        hoverinfo="text",
        hovertext=[
            f"{escape(str(row['source']), 60)}, published {wording.days(row['published'], row['published'])}"
            for row in rows
        ],
        marker={**look, "color": [colors.get(str(row["source"]), GREY) for row in rows]},
    )


def _lines(claims: Sequence[Claim], x: Any, *, amount: int, voice: int) -> Trace:
    """Two lines of words above each row: how many, and who says so."""
    return _scatter(
        "text",
        [x] * len(claims),
        [0.44 - at for at in range(len(claims))],
        textposition="middle right",
        customdata=[str(claim["claim_id"]) for claim in claims],
        text=[
            f"<b>{escape(_counted(claim), amount)}</b><br>{escape(_short_voice(claim), voice)}"
            for claim in claims
        ],
    )


def _counted(claim: Claim) -> str:
    """How many of whom, for colour alone would tell it."""
    whose = "" if claim["about"] == "none" else f", {wording.label('about', claim['about'])}"
    return wording.amount(claim) + whose


def _short_voice(claim: Claim) -> str:
    return f"{wording.shorten(wording.voice(claim), 34)}, {wording.shorten(str(claim['source']), 24)}"
