"""Plotly figures from frames; every mark carries its claim's id, and every word is escaped.

A figure is written as the browser takes it, for Plotly's classes would check each value at every visit.
"""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data.claims import sentences
from bakhmut_data.comparing import grading
from pages.shared import palette

Figure = dict[str, Any]  # `data` and `layout`
Trace = dict[str, Any]
Claim = Mapping[Any, Any]

ROW_HEIGHT = 58  # pixels of a figure with its two lines of words
LINE_HEIGHT = 15  # pixels of each more line
LONGEST_LINE = 64  # characters: as many as a phone has room for
MOST_ROWS = 120
LOG_FROM = 60  # a largest number so many times the smallest is drawn on a log axis
GREY = "#8A8A8A"
DAYS = {"type": "date", "tickformat": "%-d %b %Y"}  # an axis of days
EDGE = {"width": 1, "color": "rgba(128,128,128,0.9)"}  # of a mark that is filled


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
    data += [scatter("markers", starts, [-at for at in chosen], marker=ring)] if chosen else []
    data += legend(claims)
    data.append(_lines(claims, edges[0]))
    return laid_out(
        data,
        height=_row_height(claims) * len(claims) + 130,
        top=44,
        credit=sentences.credit(claim["source"] for claim in claims),
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
    data.append(_lines(claims, moment(starts["start_first"].min()) if claims else 0))
    return laid_out(
        data,
        height=_row_height(claims) * len(claims) + 100,
        top=10,
        credit=sentences.credit(starts["source"]),
        xaxis={"title": {"text": "first day of the battle that the length implies"}, **DAYS},
        yaxis={"range": [0.75 - len(claims), 0.9]},
    )


def points(
    claims: Sequence[Claim],
    x: Sequence[Any],
    y: Sequence[Any],
    marker: Mapping[str, Any],
    words_of: Callable[[Claim], str] | None = None,
) -> Trace:
    """A mark for each claim, which opens its evidence; what it says (or `words_of` it) is at the pointer."""
    return scatter(
        "markers",
        x,
        y,
        customdata=[str(claim["claim_id"]) for claim in claims],
        hovertext=[(words_of or hover)(claim) for claim in claims],
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
    return scatter("lines", x, y, line=line, opacity=0.75)


def key(symbol: str, name: str, color: str = GREY) -> Trace:
    """An entry of the legend, grey where it is for a shape: colour says something else."""
    marker = {
        "symbol": symbol,
        "size": 11,
        "color": color,
        "line": {"width": 4 if symbol.startswith("line") else 2},
    }
    return {**scatter("markers", [None], [None], marker=marker), "name": name, "showlegend": True}


def legend(claims: Sequence[Claim]) -> list[Trace]:
    """An entry for the shape of each side that speaks, and one for the colour of each that is counted."""
    spoken, counted = ({claim[name] for claim in claims} for name in ("side", "about"))
    sides = [key(shape, f"speaker: {side}") for side, shape in palette.SIDE_SHAPES.items() if side in spoken]
    subjects = [
        (sentences.label("about", about), palette.SUBJECTS[about])
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
    interval = grading.figure_interval(plain)
    return (0.0, math.inf) if interval is None else (interval.low, interval.high)


def amounts_axis(claims: Sequence[Claim]) -> tuple[dict[str, Any], tuple[float, float]]:
    """An axis on which every known end has room, in steps of ten where they lie far apart; and its ends."""
    ends = [end for claim in claims for end in bounds(claim) if math.isfinite(end) and end > 0]
    log = bool(ends) and max(ends) / min(ends) >= LOG_FROM
    left, right = (min(ends) / 1.6, max(ends) * 2.2) if log else (0.0, max(ends, default=0) * 1.12 or 1.0)
    unit = sentences.unit_name(str(claims[0]["unit"]), 2) if claims else ""
    unit = f"so many {unit}" if unit == "to 1" else unit
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
    words = f"{sentences.line(claim)}. Speaks for {spoken_for(claim)}."
    if claim.get("claims", 1) > 1:
        words += f" With {sentences.count(claim['claims'] - 1, 'more claim')} of the kind for the same days."
    return wrapped(words)


def wrapped(words: str) -> str:
    """Words in lines of a length to be read beside the pointer, escaped."""
    return "<br>".join(html.escape(line, quote=False) for line in textwrap.wrap(words, 60))


def spoken_for(claim: Claim) -> str:
    """The days a claim can speak for, with a word on an end that is not known."""
    first, last = sentences.day(claim["earliest"]), sentences.day(claim["latest"])
    days = sentences.days(first, last)
    if (first is None) == (last is None):
        return days
    return f"a time {days}: how long {'before' if first is None else 'after'} that day is not said"


def escape(words: str, longest: int) -> str:
    """Words as Plotly shows them: it reads a few HTML tags in every text."""
    return html.escape(sentences.shorten(words, longest), quote=False)


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


def scatter(mode: str, x: Sequence[Any], y: Sequence[Any], **look: Any) -> Trace:
    """A trace without an entry in the legend and without words at the pointer, unless its look says so."""
    return {"type": "scatter", "mode": mode, "x": x, "y": y, "showlegend": False, "hoverinfo": "skip", **look}


def _row_height(claims: Sequence[Claim]) -> int:
    """Pixels of a row, with room for the words of the longest."""
    most = max((len(_words(claim)) for claim in claims), default=2)
    return ROW_HEIGHT + LINE_HEIGHT * (most - 2)


def _lines(claims: Sequence[Claim], x: Any) -> Trace:
    """Lines of words above each row: how many, and who says so."""
    return scatter(
        "text",
        [x] * len(claims),
        [0.14 - at for at in range(len(claims))],
        textposition="top right",
        customdata=[str(claim["claim_id"]) for claim in claims],
        text=["<br>".join(_words(claim)) for claim in claims],
    )


def _words(claim: Claim) -> list[str]:
    """The lines of words above a row, escaped: nothing of a voice or an outlet is cut."""
    said = textwrap.wrap(f"{sentences.voice(claim)}, {claim['source']}", LONGEST_LINE)
    amount = escape(_counted(claim), LONGEST_LINE)
    return [f"<b>{amount}</b>", *(html.escape(line, quote=False) for line in said)]


def _counted(claim: Claim) -> str:
    """How many of whom, for else colour alone would say it; and what became of them where that is unusual."""
    whose = "" if claim["about"] == "none" else f", {sentences.label('about', claim['about'])}"
    return f"{sentences.amount(claim)} {sentences.fates(claim)}".rstrip() + whose
