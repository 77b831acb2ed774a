"""What these documents say, in one screen."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data import comparison
from pages.shared import counting, coverage, exhibit, frame, lanes, showing, sidebyside, story

PAIRS = (
    "A pair is two claims about one thing by two speakers, in one source or two (Compare pairs two sources "
    "alone); the pair furthest apart is shown. Conflict: both cannot hold. Overlap: both can. Not "
    "comparable: they speak for other days or none, or count something else."
)

view = frame.current_view()
kind = counting.pick_kind()

if view.counts.claims == 0:
    frame.draw_empty()
else:
    counting.draw_counts(view, kind)
    if inferred := story.inferred(view.data.everything):
        st.html(f'<p class="status">{inferred}</p>')
    st.header("Where they differ, or seem to", anchor=False)
    if found := comparison.headline_disagreements(frame.subjects()):
        more = ("pages/battle/compare.py", "All that can be lined up, side by side")
        claims = view.records(found)
        ends = [claims[end]["source"] for each in found for end in (each.pairs[0].left, each.pairs[0].right)]
        showing.show_matrix({**sidebyside.opposed(found, view), "caption": PAIRS}, "headlines", more, ends)
    else:
        st.html('<p class="lede">No two voices differ about the same thing in what the filters leave.</p>')

    with st.container(key="coverage-of-days"):
        title = f"Who speaks of which day{counting.only(kind)}"
        st.header(title, anchor=False)
        if window := lanes.window(view):
            strip = coverage.coverage_strip(view, window, kind)
            draw = functools.partial(showing.show_strip, strip, key="coverage")
            exhibit.show_exhibit(draw, functools.partial(lanes.listed, view, kind), "claims", title)

    if extremes := story.extremes(view):
        st.header("The least and the most they say", anchor=False)
        more = ("pages/battle/figures.py", "All numbers, with who says them")
        outlets = [source for _, rows in extremes for source in rows["source"]]
        showing.show_matrix(sidebyside.least_and_most(extremes, view), "least-most", more, outlets)
