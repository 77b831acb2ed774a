"""Reported numbers in a panel for each source, and by the day they speak for against that of publication."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from bakhmut_data.claims import sentences
from pages.shared import palette
from pages.shared.charts import base, timeline

PANEL_ROW = 20  # pixels
HEADED = 2.2  # rows that a panel's name takes
MOST_ROWS = 60  # in a panel
FEW_DAYS = 7  # an axis of so few days has no mark between two of them
MOST_SPOTS = 12  # marks with words beside them
MOST_NAMED = 3  # numbers in one place
ROOM = 0.08  # of the days of publication, above them and twice below for words
SPOT_LINE = 26  # characters: half of a phone
BESIDE = "\N{NO-BREAK SPACE}" * 4  # room for the mark
UPRIGHT = {timeline.BEFORE: "triangle-down", timeline.AFTER: "triangle-up"}


def panels_chart(rows: pd.DataFrame) -> base.Figure:
    """Small multiples: a panel for each source on one common axis, each claim from low to high."""
    panels = [(str(source), group.head(MOST_ROWS)) for source, group in rows.groupby("source", sort=False)]
    axis, edges = base.amounts_axis(rows.to_dict("records"))
    data: list[base.Trace] = []
    names, rules, down = [], [], 0.0
    for source, group in panels:
        names.append(base.row_name(source, -down - 0.6, 44))
        rules.append(_rule(-down))
        y = [-down - HEADED + 0.5 - at for at in range(len(group))]
        data += base.stretches(group.to_dict("records"), y, edges)
        down += HEADED + len(group)
    return base.laid_out(
        [*data, *base.legend(rows.to_dict("records"))],
        height=round(down * PANEL_ROW) + 130,
        top=54,
        credit=sentences.credit(source for source, _ in panels),
        annotations=names,
        shapes=rules,
        xaxis=axis,
        yaxis={"range": [-down, 0.2]},
    )


def lag_chart(rows: pd.DataFrame) -> base.Figure | None:
    """The days each number speaks for against the day it was published; on the line both are one.

    None where no number has both.
    """
    dated = rows.dropna(subset=["published", "first"])
    if dated.empty:
        return None
    ends = dated["first"].min(), max(dated["last"].max(), dated["published"].max())
    tail = timeline.tail_of(ends)
    drawn = timeline.stretch(dated.assign(open=_open_sides(dated)), tail)
    printed = timeline.stretch(timeline.days_of_publication(dated), tail)
    data = [*_ranges(drawn, printed), *_ranges(printed, drawn, upright=True)]
    for side, symbol in palette.SIDE_SHAPES.items():
        group = drawn[drawn["side"] == side].to_dict("records")
        if group:
            colors = [palette.SUBJECTS[str(claim["about"])] for claim in group]
            marker = {"symbol": symbol, "size": 12, "color": colors, "line": {"width": 2}}
            data.append(_points(group, [_middle(claim) for claim in group], marker))
    data += [*base.legend(dated.to_dict("records")), *timeline.end_keys(drawn, printed)]
    days = [base.moment(day) for day in ends]
    line = {**base.bar(days, days, base.GREY, "dot"), "name": "published on the day itself"}
    data += [{**line, "showlegend": True}, *_spots(drawn)]
    top, bottom = printed["ends"].max(), printed["begins"].min()
    length = max(drawn["ends"].max(), top) - min(drawn["begins"].min(), bottom)
    room = max(top - bottom, pd.Timedelta(days=1)) * ROOM
    return _lag_figure(data, dated, [bottom - 2 * room, top + room], few=length.days <= FEW_DAYS)


def _lag_figure(
    data: list[base.Trace], dated: pd.DataFrame, upright: list[pd.Timestamp], *, few: bool
) -> base.Figure:
    axis = {**base.DAYS, "showgrid": True, **({"dtick": 86_400_000} if few else {})}
    return base.laid_out(
        data,
        height=460,
        top=70,
        credit=sentences.credit(dated["source"]),
        xaxis={"title": {"text": "days the number speaks for"}, **axis},
        yaxis={
            "title": {"text": "day of publication"},
            "automargin": True,
            "visible": True,
            "range": [base.moment(day) for day in upright],
            **axis,
        },
    )


def _open_sides(rows: pd.DataFrame) -> pd.Series[str]:
    """On which side the days of each claim are open, "" where both ends are known."""
    sides = pd.Series("", index=rows.index)
    sides[rows["earliest"].isna()] = timeline.BEFORE
    sides[rows["latest"].isna()] = timeline.AFTER
    return sides


def _middle(claim: base.Claim) -> str:
    return base.moment(claim["first"] + (claim["last"] - claim["first"]) / 2)


def _points(claims: list[dict[Hashable, Any]], x: list[str], marker: Mapping[str, Any]) -> base.Trace:
    published = [base.moment(claim["published"]) for claim in claims]
    return base.points(claims, x, published, marker, _hover)


def _hover(claim: base.Claim) -> str:
    return f"{base.hover(claim)}<br>" + base.wrapped(f"Published {sentences.publication(claim)}.")


def _ranges(days: pd.DataFrame, across: pd.DataFrame, *, upright: bool = False) -> list[base.Trace]:
    """Lines over the days that are possible, dotted and with an arrow towards an end that is open.

    `days` lie along one axis; on the other each claim stands at its day of publication, or in the middle of
    its own days where these are `upright`.
    """
    claims = days.to_dict("records")
    at = [_middle(row) if upright else base.moment(row["published"]) for row in across.to_dict("records")]
    traces = []
    for dash, begin, end in (("solid", "first", "last"), ("dot", "begins", "first"), ("dot", "last", "ends")):
        lines = [(claim, place) for claim, place in zip(claims, at, strict=True) if claim[end] > claim[begin]]
        along = [
            each for claim, _ in lines for each in (base.moment(claim[begin]), base.moment(claim[end]), None)
        ]
        beside = [each for _, place in lines for each in (place, place, None)]
        x, y = (beside, along) if upright else (along, beside)
        if lines:
            traces.append(base.bar(x, y, base.GREY, dash))
    opened = [(claim, place) for claim, place in zip(claims, at, strict=True) if claim["open"]]
    tips = [
        base.moment(claim["begins" if claim["open"] == timeline.BEFORE else "ends"]) for claim, _ in opened
    ]
    symbols = [(UPRIGHT if upright else timeline.ARROWS)[claim["open"]] for claim, _ in opened]
    places = [place for _, place in opened]
    marker = {"symbol": symbols, "size": 10, "color": base.GREY}
    ends = (places, tips) if upright else (tips, places)
    arrows = base.points([claim for claim, _ in opened], *ends, marker, _hover)
    return [*traces, arrows] if opened else traces


def _spots(drawn: pd.DataFrame) -> list[base.Trace]:
    """Which numbers of whom stand where, in words beside the marks, where there is room for that."""
    middle = drawn["first"] + (drawn["last"] - drawn["first"]) / 2
    spots = list(drawn.assign(middle=middle).groupby(["middle", "published"], sort=True))
    if not 0 < len(spots) <= MOST_SPOTS:
        return []
    half = middle.min() + (middle.max() - middle.min()) / 2
    return [
        base.scatter(
            "text",
            [base.moment(day) for (day, _), _ in spots],
            [base.moment(published) for (_, published), _ in spots],
            text=[_spot_words(group) for _, group in spots],
            textposition=["bottom right" if day <= half else "top left" for (day, _), _ in spots],
            cliponaxis=False,
        )
    ]


def _spot_words(group: pd.DataFrame) -> str:
    names = list(
        dict.fromkeys(f"{sentences.amount(row)}, {row['source']}" for row in group.to_dict("records"))
    )
    more = [f"and {len(names) - MOST_NAMED:,} more"] if len(names) > MOST_NAMED else []
    lines = [line for words in [*names[:MOST_NAMED], *more] for line in textwrap.wrap(words, SPOT_LINE)]
    return "<br>".join(f"{BESIDE}{html.escape(line, quote=False)}{BESIDE}" for line in lines)


def lag_alt(rows: pd.DataFrame) -> str:
    """What the picture of days against publication shows, in words."""
    dated = rows.dropna(subset=["published", "first"])
    if dated.empty:
        return "No number has both a day and a day of publication."
    late = (dated["published"] - dated["last"]).dt.days
    number = int((_open_sides(dated) != "").sum())
    opened = f" {number:,} name one day and are open before or after it." if number else ""
    return (
        f"{sentences.count(len(dated), 'number')} with both days; the last day each speaks for lies "
        f"{int(late.min())} to {sentences.count(int(late.max()), 'day')} before its publication.{opened}"
    )


def _rule(y: float) -> dict[str, object]:
    line = {"color": base.GREY, "width": 1}
    return {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line}
