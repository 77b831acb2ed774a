"""Where the front was on a day, who is said to hold what, and what the documents claim."""

from __future__ import annotations

import functools

import streamlit as st

from pages.shared import (
    exhibit,
    frame,
    front_choices,
    front_map,
    front_measures,
    front_overview,
    front_panel,
)

view = frame.current_view()
marks, note = view.answer("marks of the front", lambda: front_map.claim_marks(view))
front_choices.draw_hidden(marks, note)
day = front_choices.day(view)
draw = functools.partial(
    front_map.draw_map,
    front_map.Shown(day, front_choices.layers(), front_choices.place(), view.selected),
    on_rest=front_choices.take_rest,
    on_open=front_choices.take_open,
)
exhibit.show_exhibit(
    draw,
    view.data.store.listed(view.selection(kind=("control",))),
    "front-control",
    "Claims of who holds a place, as on the map of the front",
)
front_measures.draw_measures(day, coming=front_map.is_coming())
front_panel.draw_contradictions(view, day)
st.header("What this map cannot show", anchor=False)
front_panel.draw_left_out(view)
front_panel.draw_refused(view)
front_overview.draw_overview(view, day)
front_panel.draw_downloads(day)
