"""What these documents say, in one screen."""

from __future__ import annotations

import streamlit as st

from bakhmut_data import comparison, wording
from bakhmut_data.temporal import chronology
from pages.shared import coverage, frame, showing

view = frame.current_view()
documents = view.claims["document_id"].nunique()
frame.draw_title(
    "What these documents say about the battle for Bakhmut",
    "Nothing here is a fact about the war. Everything is a claim: somebody said it, an outlet printed it, "
    "and it stands at a known place in a text.",
)

if view.claims.empty:
    frame.draw_empty()
else:
    subjects = frame.subjects()
    with st.container(horizontal=True, key="numbers"):
        for kind, noun, of, page in (
            ("figure", "figure", "", "figures"),
            ("statement", "reported statement", "", "compare"),
            ("control", "claim", " of who holds a place", "front"),
        ):
            label = wording.count(len(view.of_kind(kind)), noun)
            st.page_link(f"pages/battle/{page}.py", label=f"{label}{of}")
        st.page_link("pages/evidence/documents.py", label=wording.count(documents, "document"))

    st.header("Where they differ", anchor=False)
    found = comparison.headline_disagreements(subjects)
    records = view.records(found)
    if found:
        showing.show_rows(
            [showing.subject_group(subject, records, view) for subject in found],
            key="headlines",
            label="Disagreements",
        )
        st.page_link("pages/battle/compare.py", label="All that can be lined up, side by side")
    else:
        st.html('<p class="lede">No two voices differ about the same thing in what the filters leave.</p>')

    st.header("Who speaks of which day", anchor=False)
    if window := chronology.drawn_window(view.claims, view.filters):
        showing.show_strip(
            coverage.coverage_strip(view.claims, window, view.data.colors, view.selected), key="coverage"
        )
    showing.show_downloads(view.claims, "claims", "All claims the filters leave")
