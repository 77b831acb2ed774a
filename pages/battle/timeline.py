"""What happened when, and who reports it?"""

from __future__ import annotations

import streamlit as st

from bakhmut_data import chronology, wording
from pages.shared import charts, frame, story

view = frame.current_view()
frame.draw_title(
    "What is said to have happened when",
    "Each claim covers the days it can speak for: a short mark knows its day, a long bar does not.",
)
window = chronology.drawn_window(view.claims, view.filters)

if view.claims.empty or window is None:
    frame.draw_empty("dated claims")
else:
    lane = frame.pick("Lanes by", ["source", "topic", "place"], key="lane")
    lanes = story.named_lanes(chronology.lay_lanes(view.claims, lane))
    order = story.lane_order(lanes, lane, view.data.sources)
    published = view.claims.drop_duplicates("document_id").dropna(subset=["published"])
    st.subheader(f"Claims by the days they speak for, in lanes by {lane}", anchor=False)
    frame.show_chart(
        charts.timeline_chart(lanes, published, window, view.data.colors, order),
        key="timeline",
        alt=story.timeline_alt(lanes, window),
    )
    outside = int((~lanes["last"].ge(window[0]) | lanes["first"].gt(window[1])).sum())
    if outside:
        st.caption(f"{wording.count(outside, 'claim')} before or after these months; zoom out to see them.")
    frame.show_list(lanes, view, "dated", "Dated claims, oldest first")
    undated = view.claims[~view.claims["claim_id"].isin(lanes["claim_id"])]
    if len(undated):
        label = "Claims without a day" if lane == "source" else f"Claims without a day or without a {lane}"
        frame.show_list(undated, view, "undated", label, height=300)
