"""Pictures of many claims: counted by stretches of days or by size where marks would be too many."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import pandas as pd

from bakhmut_data.claims import sentences
from pages.shared import palette
from pages.shared.charts import base

MOST_MARKS = 2_000  # of single claims or days; above that they are counted together
LANE_HEIGHT = 34  # pixels
SMALLEST, LARGEST = 5, 24  # pixels of a mark
STEPS = 4  # bins of size for each tenfold


def lanes_chart(
    bins: pd.DataFrame,
    published: pd.DataFrame,
    window: tuple[pd.Timestamp, pd.Timestamp],
    colors: Mapping[str, str],
    credit: str,
) -> base.Figure:
    """Claims counted in lanes by the stretch of days in which they begin; a square's size is their number.

    `bins` has `lane, first, claims, claim_id, label`; `published` has `published, claims, claim_id, label`.
    """
    lanes = list(bins["lane"].cat.remove_unused_categories().cat.categories)
    most = max(1, int(bins["claims"].max()))
    data = []
    for at, lane in enumerate(lanes):
        rows = bins[bins["lane"] == lane]
        look = {"symbol": "square", "color": colors.get(str(lane), base.GREY)}
        data.append(_marks(rows["first"].map(base.moment), -at, rows, most, look))
    if len(published):
        largest = max(1, int(published["claims"].max()))
        look = {"symbol": "star-diamond", "color": base.GREY}
        data.append(_marks(published["published"].map(base.moment), 1, published, largest, look))
    names = [("Published", 1.45), *((lane, 0.45 - at) for at, lane in enumerate(lanes))]
    return base.laid_out(
        data,
        height=LANE_HEIGHT * (len(lanes) + 2) + 60,
        top=14,
        credit=credit,
        annotations=[base.row_name(str(name), y) for name, y in names],
        xaxis={"range": [base.moment(day) for day in window], "showgrid": True, **base.DAYS},
        yaxis={"range": [0.4 - len(lanes), 1.8]},
    )


def numbers_chart(bins: pd.DataFrame, unit: str, credit: str) -> base.Figure:
    """Figures counted by size, a row for whom they count and whose side says so; nothing is added up.

    `bins` is what `Store.number_bins` makes with `STEPS`; numbers not above 0 are not drawn.
    """
    drawn = bins.dropna(subset=["bin"])
    rows = list(dict.fromkeys(zip(drawn["about"], drawn["side"], strict=True)))
    most = max(1, int(drawn["claims"].max())) if len(drawn) else 1
    data, names = [], []
    for at, (about, side) in enumerate(rows):
        here = drawn[(drawn["about"] == about) & (drawn["side"] == side)]
        lows = [10 ** (number / STEPS) for number in here["bin"]]
        highs = [low * 10 ** (1 / STEPS) for low in lows]
        labels = [
            f"{sentences.count(row['claims'], 'claim')} from {sentences.number(low)} "
            f"to {sentences.number(high)}, in {sentences.count(row['sources'], 'source')}"
            for row, low, high in zip(here.to_dict("records"), lows, highs, strict=True)
        ]
        middle = [low * 10 ** (0.5 / STEPS) for low in lows]
        look = {"symbol": palette.SIDE_SHAPES[str(side)], "color": palette.SUBJECTS[str(about)]}
        data.append(_marks(middle, -at, here.assign(label=labels), most, look))
        words = f"{sentences.label('about', about) or 'nobody in particular'}; speaker: {side}"
        names.append(base.row_name(words, 0.45 - at, 60))
    title = f"{unit or 'number'} (each step of the axis is ten times the last)"
    return base.laid_out(
        data,
        height=LANE_HEIGHT * len(rows) + 110,
        top=14,
        credit=credit,
        annotations=names,
        xaxis={"type": "log", "title": {"text": title}, "automargin": True},
        yaxis={"range": [0.4 - max(1, len(rows)), 0.8]},
    )


def numbers_note(bins: pd.DataFrame) -> str:
    """That the figures are counted by size, and how many cannot be drawn so."""
    missing = int(bins.loc[bins["bin"].isna(), "claims"].sum())
    words = (
        f"Too many for one row a claim ({int(bins['claims'].sum()):,}): a mark counts the claims of one "
        "size, larger for more of them, and opens the first. Nothing is added up."
    )
    return words + (f" {sentences.count(missing, 'claim')} without a number above 0." if missing else "")


def label_stretch(day: pd.Timestamp, stretch: str) -> str:
    """A stretch of days that begins on a day, in words."""
    if stretch == "day":
        return sentences.days(day, day)
    last = day.to_period({"week": "W", "month": "M", "quarter": "Q", "year": "Y"}[stretch]).end_time
    return sentences.days(day, last.normalize())


def _marks(
    x: Iterable[object], y: float, rows: pd.DataFrame, most: int, look: Mapping[str, str]
) -> base.Trace:
    """Marks in one row that are the larger the more `claims` they stand for, of at most so many."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(x),
        "y": [y] * len(rows),
        "showlegend": False,
        "customdata": rows["claim_id"].tolist(),
        "hovertext": rows["label"].tolist(),
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            **look,
            "size": [SMALLEST + (LARGEST - SMALLEST) * math.sqrt(number / most) for number in rows["claims"]],
            "opacity": 0.85,
            "line": base.EDGE,
        },
    }
