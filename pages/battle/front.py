"""Where the front was on a day, who is said to hold what, and what the documents claim."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data.store import fetching
from pages.shared.panels.claims import exhibit
from pages.shared.panels.front import choices, ground, lists, measures, overview
from pages.shared.state import views

view = views.current_view()
marks, note = ground.claim_marks(view)
choices.draw_hidden(marks, note)
day = choices.day(view)
draw = functools.partial(
    ground.draw_map,
    ground.Shown(day, choices.layers(), choices.place(), view.selected),
    on_rest=choices.take_rest,
    on_open=choices.take_open,
)
exhibit.show_exhibit(
    draw,
    fetching.list_claims(view.data.store, view.selection(kind=("control",))),
    "front-control",
    "Claims of who holds a place, as on the map of the front",
)
measures.draw_measures(day, coming=ground.is_coming())
lists.draw_contradictions(view, day)
st.header("What this map cannot show", anchor=False)
lists.draw_left_out(view)
lists.draw_refused(view)
overview.draw_overview(view, day)
lists.draw_downloads(day)
