"""What these documents say, in one screen."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data.wording import cells, headings
from pages.shared.panels.claims import drawing, figure_tabs
from pages.shared.panels.compare import side_by_side
from pages.shared.panels.overview import day_map, findings
from pages.shared.panels.page import empty
from pages.shared.panels.timeline import alt_texts, counts, coverage, lanes
from pages.shared.state import views

view = views.current_view()
kind = counts.pick_kind()

if view.counts.claims == 0:
    empty.draw_empty()
else:
    counts.draw_counts(view, kind)
    if inferred := alt_texts.inferred(view.everything):
        st.html(f'<p class="status">{inferred}</p>')
    findings.draw_findings(view)
    day_map.draw_day(view)
    st.header("Numbers and ground on which they differ, or seem to", anchor=False)
    if differing := side_by_side.differences(view):
        matrix, outlets = differing
        more = ("pages/battle/compare.py", "All that can be lined up, side by side")
        drawing.show_matrix({**matrix, "caption": cells.PAIRS}, "headlines", more, outlets)
    else:
        st.html('<p class="lede">No two voices differ about the same thing in what the filters leave.</p>')

    with st.container(key="coverage-of-days"):
        title = headings.claims_chart(kind)
        st.header(title, anchor=False)
        if window := lanes.window(view):
            strip = coverage.coverage_strip(view, window, kind)
            draw = functools.partial(drawing.show_strip, strip, key="coverage")
            figure_tabs.show_tabs(draw, functools.partial(lanes.listed, view, kind), "claims", title)

    if extremes := findings.least_and_most(view):
        matrix, outlets = extremes
        st.header("The least and the most they say", anchor=False)
        more = ("pages/battle/figures.py", "All numbers, with who says them")
        drawing.show_matrix(matrix, "least-most", more, outlets)
