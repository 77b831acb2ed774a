"""What these documents say, in one screen."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data import comparison, wording
from pages.shared import coverage, exhibit, frame, lanes, showing, story

view = frame.current_view()
documents = view.counts.documents
frame.draw_title(
    "What these documents say about the battle for Bakhmut",
    "Nothing here is a fact about the war. Everything is a claim: somebody said it, an outlet printed it, "
    "and it stands at a known place in a text.",
)

if view.counts.claims == 0:
    frame.draw_empty()
else:
    subjects = frame.subjects()
    with st.container(horizontal=True, key="numbers"):
        for kind, noun, of, page in (
            ("figure", "figure", "", "figures"),
            ("statement", "reported statement", "", "compare"),
            ("control", "claim", " of who holds a place", "front"),
        ):
            label = wording.count(int(view.number_of("kind").get(kind, 0)), noun)
            st.page_link(f"pages/battle/{page}.py", label=f"{label}{of}")
        st.page_link("pages/evidence/documents.py", label=wording.count(documents, "document"))

    st.html(f'<p class="lede">{story.overview_html(view)}</p>')
    found = comparison.headline_disagreements(subjects)
    records = view.records(found)
    with st.container(key="pair"):
        differ, numbers = st.container(key="differ"), st.container(key="extremes")
    with differ:
        st.header("Where they differ", anchor=False)
        if found:
            showing.show_rows(
                [showing.subject_group(subject, records, view) for subject in found],
                key="headlines",
                label="Disagreements",
            )
        else:
            st.html(
                '<p class="lede">No two voices differ about the same thing in what the filters leave.</p>'
            )
        st.page_link("pages/battle/compare.py", label="All that can be lined up, side by side")
    with numbers:
        st.header("The least and the most they say", anchor=False)
        groups = [
            {"title": title, "rows": showing.row_items(rows, view)} for title, rows in story.extremes(view)
        ]
        if groups:
            showing.show_rows(groups, key="least-most", label="The least and the most")
        else:
            st.html('<p class="lede">No two numbers of one measure in what the filters leave.</p>')
        st.page_link("pages/battle/figures.py", label="All numbers, with who says them")

    st.header("Who speaks of which day", anchor=False)
    if window := lanes.window(view):
        strip = functools.partial(showing.show_strip, coverage.coverage_strip(view, window), key="coverage")
        exhibit.show_exhibit(strip, lanes.listed(view), "claims", "Claims by source and day")
