"""Where the front was on a day, who is said to hold what, and what the documents claim."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data.wording import headings
from pages.shared.panels.claims import figure_tabs
from pages.shared.panels.front import choices, day_map, lists, measures, overview
from pages.shared.state import views

view = views.current_view()
marks, note = day_map.claim_marks(view)
choices.draw_hidden(marks, note, view.data.colors)
day = choices.day(view)
shown = choices.shown(view, day)
draw = functools.partial(
    day_map.draw_map,
    shown,
    on_rest=choices.take_rest,
    on_open=choices.take_open,
)
figure_tabs.show_tabs(
    draw,
    functools.partial(view.listed, view.selection(kind=("control",))),
    "front-control",
    headings.FRONT_CLAIMS,
)
measures.draw_measures(view, shown.line["line"])
lists.draw_contradictions(view, day)
st.header("What this map cannot show", anchor=False)
lists.draw_left_out(view)
lists.draw_refused(view)
overview.draw_overview(view, day)
lists.draw_downloads(day, shown.line["line"])
