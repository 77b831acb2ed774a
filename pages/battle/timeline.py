"""What is said to have happened when, and who reports it."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data import wording
from bakhmut_data.temporal import chronology
from pages.shared import brushing, charts, choices, exhibit, frame, showing, story

view = frame.current_view()
frame.draw_title(
    "What is said to have happened when",
    "Each claim covers the days it can speak for: a short mark knows its day, a long bar does not.",
)
window = chronology.drawn_window(view.claims, view.filters)
brushing.draw_histogram(view, key="days")

if view.claims.empty or window is None:
    frame.draw_empty("dated claims")
else:
    lane = choices.pick("Lanes by", ["source", "topic", "place"], key="lane")
    dated = chronology.date_claims(view.claims)
    lanes = story.named_lanes(chronology.lay_lanes(dated, lane), lane, view.data.sources)
    published = view.claims.drop_duplicates("document_id").dropna(subset=["published"])
    title = f"Claims by the days they speak for, in lanes by {lane}"
    st.header(title, anchor=False)
    chart = functools.partial(
        showing.show_chart,
        charts.timeline_chart(lanes, published, window, view.data.colors),
        key="timeline",
        alt=story.timeline_alt(dated, window),
        note=story.left_out(dated, lanes, window),
    )
    exhibit.show_exhibit(chart, dated, "dated", title)
    showing.show_claims(dated, view, "dated-list", "Dated claims, oldest first")
    undated = view.claims[~view.claims["claim_id"].isin(dated["claim_id"])]
    if len(undated):
        label = f"{wording.count(len(undated), 'claim')} without a day"
        showing.show_list(undated, view, "undated", label, height=300)
