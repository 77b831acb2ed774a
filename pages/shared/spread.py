"""Reported numbers spread out: a panel for each source, and as-of day against day of publication."""

from __future__ import annotations

import pandas as pd

from bakhmut_data import wording
from pages.shared import charts, palette

PANEL_ROW = 20  # pixels
HEADED = 2.2  # rows that a panel's name takes
MOST_ROWS = 60  # in a panel
FEW_DAYS = 7  # an axis of so few days has no mark between two of them


def panels_chart(rows: pd.DataFrame) -> charts.Figure:
    """Small multiples: a panel for each source on one common axis, each claim from low to high."""
    panels = [(str(source), group.head(MOST_ROWS)) for source, group in rows.groupby("source", sort=False)]
    axis, edges = charts.amounts_axis(rows.to_dict("records"))
    data: list[charts.Trace] = []
    names, rules, down = [], [], 0.0
    for source, group in panels:
        names.append(charts.row_name(source, -down - 0.6, 44))
        rules.append(_rule(-down))
        y = [-down - HEADED + 0.5 - at for at in range(len(group))]
        data += charts.stretches(group.to_dict("records"), y, edges)
        down += HEADED + len(group)
    return charts.laid_out(
        [*data, *charts.legend(rows.to_dict("records"))],
        height=round(down * PANEL_ROW) + 130,
        top=54,
        credit=wording.credit(source for source, _ in panels),
        annotations=names,
        shapes=rules,
        xaxis=axis,
        yaxis={"range": [-down, 0.2]},
    )


def lag_chart(rows: pd.DataFrame) -> charts.Figure:
    """The days each number speaks for against the day it was published; on the line both are one."""
    data: list[charts.Trace] = []
    dated = rows.dropna(subset=["published", "first"])
    for side, symbol in palette.SIDE_SHAPES.items():
        group = dated[dated["side"] == side].to_dict("records")
        if not group:
            continue
        lengths = [claim["last"] - claim["first"] for claim in group]
        middle = [
            charts.moment(claim["first"] + long / 2) for claim, long in zip(group, lengths, strict=True)
        ]
        colors = [palette.SUBJECTS[str(claim["about"])] for claim in group]
        marker = {"symbol": symbol, "size": 12, "color": colors, "line": {"width": 2}}
        published = [charts.moment(claim["published"]) for claim in group]
        data.append(
            {
                **charts.points(group, middle, published, marker),  # type: ignore[arg-type]
                "error_x": {
                    "type": "data",
                    "array": [long / pd.Timedelta(milliseconds=2) for long in lengths],
                    "color": charts.GREY,
                    "thickness": 2,
                },
            }
        )
    data += charts.legend(dated.to_dict("records"))
    if len(dated):
        ends = dated["first"].min(), max(dated["last"].max(), dated["published"].max())
        days = [charts.moment(day) for day in ends]
        line = {**charts.bar(days, days, charts.GREY, "dot"), "name": "published on the day itself"}
        data.append({**line, "showlegend": True})
    few = len(dated) and (ends[1] - ends[0]).days <= FEW_DAYS
    axis = {**charts.DAYS, "showgrid": True, **({"dtick": 86_400_000} if few else {})}
    return charts.laid_out(
        data,
        height=420,
        top=70,
        credit=wording.credit(dated["source"]),
        xaxis={"title": {"text": "days the number speaks for"}, **axis},
        yaxis={
            "title": {"text": "day of publication"},
            "automargin": True,
            "visible": True,
            **axis,
        },
    )


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


def _rule(y: float) -> dict[str, object]:
    line = {"color": charts.GREY, "width": 1}
    return {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line}
