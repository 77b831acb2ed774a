"""What the timeline draws: claims in lanes one by one, or counted by stretches of days when they are many."""

from __future__ import annotations

import dataclasses
import html
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from bakhmut_data.claims import sentences
from bakhmut_data.claims import timeline as claims_timeline
from bakhmut_data.store import counting, fetching, selections
from pages.shared.charts import base, counts
from pages.shared.charts import timeline as charts_timeline
from pages.shared.panels.timeline import alt_texts
from pages.shared.state import views

MOST_PUBLISHED = 300  # marks of days of publication
MOST_LANELESS = 5  # sources without a lane that are named

SINGLE = (
    "Claims of one kind that speak for the same days are one mark, larger for more of them. Dots with an "
    "arrow lead towards an end that is not known (“by 9 March”, “from 9 March”); their length says nothing."
)
# Which ends of its days a claim must have, or have not, to be open on a side.
ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "": (("earliest", "latest"), ()),
    charts_timeline.BEFORE: (("latest",), ("earliest",)),
    charts_timeline.AFTER: (("earliest",), ("latest",)),
}

Window = tuple[pd.Timestamp, pd.Timestamp]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what it leaves out or takes together, in words."""

    figure: base.Figure
    note: str


@views.kept
def window(view: views.View) -> Window | None:
    """The days worth drawing, by the kind of day that the reader filters by; None without any."""
    which = view.filters.date
    return claims_timeline.window_of(view.spans(view.filters, which), view.filters)


@views.drawn_once
def timeline(view: views.View, lane: str, window: Window) -> Picture:
    """The claims of a view in the lanes with most of them."""
    spans = view.spans(view.filters, "happened")
    opened = view.data.store
    moments = _moments(view, lane)
    published = view.publications(view.selection())
    within = int(moments["claims"].sum())
    left_out = alt_texts.left_out(spans, within, window)
    if len(moments) <= counts.MOST_MARKS and len(published) <= MOST_PUBLISHED:
        rows = charts_timeline.lay_claims(_single(view, moments), window)
        lanes = alt_texts.named_lanes(rows, lane, view.data.sources)
        documents = fetching.fetch(opened, published["position"]).assign(documents=published["documents"])
        figure = charts_timeline.timeline_chart(
            lanes, charts_timeline.lay_documents(documents, window), window, view.data.colors
        )
        return Picture(figure, SINGLE + left_out)
    bins, stretch = claims_timeline.bin_days(
        moments[["lane", "first", "claims", "position"]], "first", ["lane"], counts.MOST_MARKS
    )
    bins = fetching.identify(opened, bins).assign(label=_labels(bins, "first", stretch))
    days, each = claims_timeline.bin_days(
        published.assign(claims=published["documents"]), "published", [], MOST_PUBLISHED
    )
    days = fetching.identify(opened, days).assign(label=_labels(days, "published", each, "document"))
    lanes = alt_texts.named_lanes(bins, lane, view.data.sources)
    words = (
        f"Too many claims for one mark each ({int(spans['claims'].sum()):,}): a square counts those that "
        f"begin in one {stretch}, larger for more of them, and opens the first. "
        "A claim that is open on one side stands on the day it names."
    )
    credit = sentences.credit(view.number_of("source").index)
    figure = counts.lanes_chart(lanes, days, window, view.data.colors, credit)
    return Picture(figure, words + left_out)


def one_sided(view: views.View) -> tuple[int, int]:
    """How many claims are open before the day they name, and how many after it."""
    before, after = (
        _open(view.selection(), side) for side in (charts_timeline.BEFORE, charts_timeline.AFTER)
    )
    return view.number(before), view.number(after)


def laneless_html(view: views.View) -> str:
    """Which sources have no dated claim and so no lane, with a way to their claims, as escaped HTML."""
    selection = selections.Selection(filters=view.filters, known=("first",))
    dated = view.values(selection, "source")
    lines = []
    for source, number in (
        view.number_of("source").drop(dated.index, errors="ignore").head(MOST_LANELESS).items()
    ):
        left = fetching.documents(view.data.store, view.selection(source=(str(source),)), 1)
        address = f"documents?{urlencode({'doc': str(left['document_id'].iloc[0])})}"
        lines.append(
            f'<p class="status">{html.escape(str(source))} has no lane: none of its '
            f'<a href="{html.escape(address)}" target="_self">{sentences.count(int(number), "claim")}</a> '
            "says for which day.</p>"
        )
    return "".join(lines)


@views.kept
def _moments(view: views.View, lane: str) -> pd.DataFrame:
    """The claims of a view by the days they speak for, in the lanes with most of them."""
    return counting.moments(view.data.store, view.selection(), lane, alt_texts.MOST_LANES)


def _single(view: views.View, moments: pd.DataFrame) -> pd.DataFrame:
    """The first claim of each mark with what stands in its place, set off by the side that is `open`."""
    own = ["lane", "first", "last", "claims", "sources", "open"]
    return fetching.fetch(view.data.store, moments["position"].tolist()).assign(
        **{name: moments[name] for name in own}
    )


def _open(selection: selections.Selection, side: str) -> selections.Selection:
    known, unknown = ENDS[side]
    return dataclasses.replace(selection, known=known, unknown=unknown)


def _labels(rows: pd.DataFrame, day: str, stretch: str, noun: str = "claim") -> list[str]:
    verb = "published" if noun == "document" else "beginning"
    return [
        f"{sentences.count(int(row['claims']), noun)} {verb} {counts.label_stretch(row[day], stretch)}"
        for row in rows.to_dict("records")
    ]


def listed(view: views.View, kind: str = "") -> fetching.Listed:
    """The claims of a view, all of them or of one kind, in reading order."""
    number = int(view.number_of("kind").get(kind, 0)) if kind else view.counts.claims
    selection = view.selection(kind=(kind,)) if kind else view.selection()
    return view.listed(selection, number=number)


def dated(view: views.View, spans: pd.DataFrame) -> fetching.Listed:
    """The claims that have a day, oldest first."""
    selection = selections.Selection(filters=view.filters, known=("first",))
    number = int(spans["claims"].sum())
    return view.listed(selection, ("first", "last"), number)


def undated(view: views.View) -> fetching.Listed:
    """The claims that have no day, in reading order."""
    selection = selections.Selection(filters=view.filters, unknown=("first",))
    return view.listed(selection)
