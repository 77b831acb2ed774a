"""The timeline's picture of single claims: the days each can speak for, open where an end is not known."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from bakhmut_data.claims import sentences, timeline
from pages.shared import palette
from pages.shared.charts import base as charts_base

BEFORE, AFTER = "before", "after"  # on which side of the day that is known an end is open
PUBLISHED = "publication"  # the kind and the lane of documents among claims
LEVEL_HEIGHT = 15  # pixels of a level in a lane
TAIL = 0.06  # of the drawn days: the length of a tail, and the room at either edge
NOON = pd.Timedelta(hours=12)
DAY = pd.Timedelta(days=1)
ARROWS = {BEFORE: "triangle-left", AFTER: "triangle-right"}

Window = tuple[pd.Timestamp, pd.Timestamp]


def lay_claims(rows: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Rows with `lane, first, last, open`, with a `level` each and what is drawn in `begins` and `ends`.

    No two rows of one level in a lane lie over one another.
    """
    drawn = stretch(rows, tail_of(window))
    kept = drawn.rename(columns={"first": "known_first", "last": "known_last"})
    # The arrow at a tail's end needs room beside the next mark.
    taken = stretch(rows, tail_of(window) * 1.5)
    laid = timeline.lay_levels(kept.assign(first=taken["begins"], last=taken["ends"]))
    return laid.drop(columns=["first", "last"]).rename(columns={"known_first": "first", "known_last": "last"})


def lay_documents(published: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Documents with their days of publication, as a lane of their own."""
    return lay_claims(days_of_publication(published).assign(lane=PUBLISHED, kind=PUBLISHED), window)


def days_of_publication(published: pd.DataFrame) -> pd.DataFrame:
    """The rows with the days on which they can have been published as `first, last, open`."""
    first, last = published["published_earliest"], published["published_latest"]
    opened = pd.Series("", index=published.index)
    opened[first.isna() & last.notna()] = BEFORE
    opened[first.notna() & last.isna()] = AFTER
    return published.assign(
        open=opened, first=first.fillna(published["published"]), last=last.fillna(published["published"])
    )


def timeline_chart(
    lanes: pd.DataFrame, published: pd.DataFrame, window: Window, colors: Mapping[str, str]
) -> charts_base.Figure:
    """Claims as intervals of the days they can speak for, in the lanes of the column `lane`.

    `lanes` is what `lay_claims` makes, `published` what `lay_documents` does.
    """
    heights, base = {}, 2.4
    for lane in lanes["lane"].cat.remove_unused_categories().cat.categories:
        heights[lane] = base
        base += float(lanes.loc[lanes["lane"] == lane, "level"].max()) + 2.2
    placed = lanes.assign(y=-(lanes["lane"].map(heights).astype(float) + lanes["level"]))
    above = published.assign(y=published["level"].astype(float))
    top = float(above["y"].max()) if len(above) else 0.0
    data = [trace for rows in (placed, above) for trace in _days(rows, colors)]
    for kind, symbol in palette.KIND_SHAPES.items():
        rows = placed[placed["kind"] == kind]
        if len(rows):
            data += [_moments(rows, symbol, colors), charts_base.key(symbol, sentences.label("kind", kind))]
    data += [_publications(above, colors), charts_base.key("star-diamond", "day of publication")]
    data += end_keys(placed, above)
    if not placed["lane"].astype(str).equals(placed["source"].astype(str)):
        data += _source_keys(placed, colors)
    drawn = set(lanes.loc[(lanes["last"] >= window[0]) & (lanes["first"] <= window[1]), "lane"].astype(str))
    names = [("Published", top + 0.9)]
    for name, height in heights.items():
        label = str(name) if name in drawn else f"{sentences.shorten(str(name), 26)}: days not drawn"
        names.append((label, 1.1 - height))
    tail = tail_of(window)
    return charts_base.laid_out(
        data,
        height=round(max((base + top) * LEVEL_HEIGHT, 120)) + 110,
        top=54,
        annotations=[charts_base.row_name(str(name), y) for name, y in names],
        credit=sentences.credit([*lanes["source"], *published["source"]]),
        xaxis={
            "range": [charts_base.moment(window[0] - tail), charts_base.moment(window[1] + tail)],
            "showgrid": True,
            **charts_base.DAYS,
        },
        yaxis={"range": [-base, top + 1.6]},
    )


def stretch(rows: pd.DataFrame, tail: pd.Timedelta) -> pd.DataFrame:
    """The rows with the days from which and to which they are drawn when an open end is so long."""
    return rows.assign(
        begins=rows["first"].where(rows["open"] != BEFORE, rows["first"] - tail),
        ends=rows["last"].where(rows["open"] != AFTER, rows["last"] + tail),
    )


def tail_of(window: Window) -> pd.Timedelta:
    """How long the tail towards an open end is drawn beside so many days."""
    return max(DAY, ((window[1] - window[0]) * TAIL).round("D"))


def _days(rows: pd.DataFrame, colors: Mapping[str, str]) -> list[charts_base.Trace]:
    """Lines over all days that are possible, dotted and with an arrow towards an end that is open."""
    traces = []
    # Rows of all columns would take longer than the drawing.
    lines_of = rows[["source", "first", "last", "begins", "ends", "open", "y"]]
    for source, group in lines_of.groupby("source", sort=False):
        color = colors.get(str(source), charts_base.GREY)
        for dash, lines in (("solid", _known(group)), ("dot", _unknown(group))):
            if lines:
                x = [moment for start, end, _ in lines for moment in (start, end, None)]
                y = [height for *_, at in lines for height in (at, at, None)]
                line = {"color": color, "width": 4 if dash == "solid" else 3, "dash": dash}
                traces.append(charts_base.scatter("lines", x, y, line=line, opacity=0.5))
    opened = rows[rows["open"] != ""]
    if len(opened):
        claims = opened.to_dict("records")
        ends = [claim["begins"] if claim["open"] == BEFORE else claim["ends"] for claim in claims]
        marker = {
            "symbol": [ARROWS[claim["open"]] for claim in claims],
            "size": 9,
            "color": [colors.get(str(claim["source"]), charts_base.GREY) for claim in claims],
            "opacity": 0.7,
        }
        x = [charts_base.moment(end + NOON) for end in ends]
        words_of = _hover if claims[0]["kind"] == PUBLISHED else charts_base.hover
        traces.append(charts_base.points(claims, x, opened["y"].tolist(), marker, words_of))
    return traces


def _known(rows: pd.DataFrame) -> list[tuple[str, str, float]]:
    """Where each line between known days begins and ends, and its height."""
    return [
        (charts_base.moment(row["first"]), charts_base.moment(row["last"] + DAY), row["y"])
        for row in rows[rows["last"] > rows["first"]].to_dict("records")
    ]


def _unknown(rows: pd.DataFrame) -> list[tuple[str, str, float]]:
    """Where each tail towards an open end begins and ends, and its height."""
    return [
        (charts_base.moment(row["begins"] + NOON), charts_base.moment(row["first"] + NOON), row["y"])
        if row["open"] == BEFORE
        else (charts_base.moment(row["last"] + NOON), charts_base.moment(row["ends"] + NOON), row["y"])
        for row in rows[rows["open"] != ""].to_dict("records")
    ]


def _moments(rows: pd.DataFrame, symbol: str, colors: Mapping[str, str]) -> charts_base.Trace:
    claims = rows.to_dict("records")
    marker = {
        "symbol": symbol,
        "size": [round(8 + 2.2 * math.sqrt(claim["claims"] - 1), 1) for claim in claims],
        # Of several outlets: hollow, for each colour is one outlet's.
        "color": [
            colors.get(str(claim["source"]), charts_base.GREY) if claim["sources"] == 1 else "rgba(0,0,0,0)"
            for claim in claims
        ],
        "line": {**charts_base.EDGE, "width": [1 if claim["sources"] == 1 else 2 for claim in claims]},
    }
    middle = [charts_base.moment(row["first"] + (row["last"] - row["first"]) / 2 + NOON) for row in claims]
    return charts_base.points(claims, middle, rows["y"].tolist(), marker)


def _publications(rows: pd.DataFrame, colors: Mapping[str, str]) -> charts_base.Trace:
    documents = rows.to_dict("records")
    outlets = [colors.get(str(row["source"]), charts_base.GREY) for row in documents]
    marker = {"symbol": "star-diamond", "size": 13, "line": charts_base.EDGE, "color": outlets}
    x = [charts_base.moment(row["published"] + NOON) for row in documents]
    return charts_base.points(documents, x, rows["y"].tolist(), marker, _hover)


def _hover(document: charts_base.Claim) -> str:
    """Who published something when, and how far off that day may be, escaped."""
    number = int(document["documents"])
    words = f"{document['source']}, published {sentences.publication(document)}"
    more = f"; {sentences.count(number, 'document')}, these days are the first one's" if number > 1 else ""
    return charts_base.wrapped(words + more)


def end_keys(*drawn: pd.DataFrame) -> list[charts_base.Trace]:
    """Entries of the legend for lines and arrows, where any of `first, last, open` have them."""
    rows = pd.concat([each[["first", "last", "open"]] for each in drawn])
    keys = []
    if (rows["last"] > rows["first"]).any():
        keys.append(charts_base.key("line-ew-open", "line: some day or days of these"))
    if (rows["open"] != "").any():
        keys.append(
            charts_base.key("triangle-left", "dots and arrow: open on that side (“by”, “from” a day)")
        )
    return keys


def _source_keys(placed: pd.DataFrame, colors: Mapping[str, str]) -> list[charts_base.Trace]:
    """Entries of the legend for colours, where no lane is named after its outlet."""
    drawn = set(placed.loc[placed["sources"] == 1, "source"])
    names = [(name, color) for name, color in colors.items() if name in drawn]
    keys = [
        charts_base.key("line-ew-open", charts_base.escape(name, 30), color)
        for name, color in names[: len(palette.SOURCES)]
    ]
    if more := len(names) - len(keys):
        keys.append(charts_base.key("line-ew-open", f"{more:,} more outlets, in these colours again"))
    several = (placed["sources"] > 1).any()
    return [*keys, charts_base.key("circle-open", "an outline: several outlets")] if several else keys
