"""What is said to have happened when, and who reports it."""

from __future__ import annotations

import streamlit as st

from bakhmut_data.temporal import chronology
from pages.shared import charts, choices, frame, showing, story

view = frame.current_view()
frame.draw_title(
    "What is said to have happened when",
    "Each claim covers the days it can speak for: a short mark knows its day, a long bar does not.",
)
window = chronology.drawn_window(view.claims, view.filters)

if view.claims.empty or window is None:
    frame.draw_empty("dated claims")
else:
    lane = choices.pick("Lanes by", ["source", "topic", "place"], key="lane")
    dated = chronology.date_claims(view.claims)
    lanes = story.named_lanes(chronology.lay_lanes(dated, lane), lane, view.data.sources)
    published = view.claims.drop_duplicates("document_id").dropna(subset=["published"])
    st.header(f"Claims by the days they speak for, in lanes by {lane}", anchor=False)
    showing.show_chart(
        charts.timeline_chart(lanes, dated, published, window, view.data.colors),
        key="timeline",
        alt=story.timeline_alt(dated, window),
    )
    st.html(f'<p class="status">{story.left_out(dated, lanes, window)}</p>')
    showing.show_list(dated, view, "dated", "Dated claims, oldest first")
    undated = view.claims[~view.claims["claim_id"].isin(dated["claim_id"])]
    if len(undated):
        showing.show_list(undated, view, "undated", "Claims without a day", height=300)
