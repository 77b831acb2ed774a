"""Who stands where on what is argued about: for and against, outlets in their own voice, who is silent."""

from __future__ import annotations

import streamlit as st

from pages.shared.panels.page import empty
from pages.shared.panels.positions import debates, grid, sides
from pages.shared.state import choices, views

VIEWS = {"": "The questions", "sides": "Who sides with whom"}

view = views.current_view()

if view.positions.empty:
    empty.draw_empty("positions")
elif choices.pick_named("Show", VIEWS, key="net") == "sides":
    sides.draw_sides(view)
else:
    st.html(grid.findings_html(view))
    grid.draw_grid(view)
    debates.draw_debates(view)
