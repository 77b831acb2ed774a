"""Where the front was on a day, who is said to hold what, and what the documents claim."""

from __future__ import annotations

import streamlit as st

from pages.shared import frame, front_choices, front_map, front_overview, front_panel

view = frame.current_view()
frame.draw_title(
    "Where the front was, and who says so",
    "Three things, told apart: an estimated line with its uncertainty, a reference of who held which "
    "settlement, and what the documents claim for the day. The estimate of a day uses only what was dated by "
    "then: no hindsight.",
)
front_choices.draw_hidden()
day = front_choices.day(view)
marks, note = view.answer("marks of the front", lambda: front_map.claim_marks(view))
front_map.draw_map(
    marks,
    front_map.Shown(day, front_choices.layers(), front_choices.place(), view.selected),
    on_rest=front_choices.take_rest,
    on_open=front_choices.take_open,
)
if note:
    st.html(f'<p class="status">{note}</p>')
front_panel.draw_measures(day)
front_panel.draw_contradictions(view, day)
st.header("What this map cannot show", anchor=False)
front_panel.draw_left_out(view)
front_overview.draw_overview(view, day)
front_panel.draw_downloads(day)
