"""What a document contains, and where in it."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data import wording
from pages.shared import coverage, exhibit, frame, quotes, reading, showing

view = frame.current_view()
choices = reading.document_choices(view)

if not choices:
    frame.draw_empty("documents")
else:
    frame.follow("doc", reading.document_of(view))
    document = reading.pick_document(choices)
    if cut := reading.cut_html(view, choices):
        st.html(cut)
    st.html(reading.document_html(document))
    kinds = reading.pick_kinds()
    found = reading.marks_in(document, kinds, view)
    length = int(document["characters"])
    st.header("Where its claims stand", anchor=False)
    lanes = coverage.position_strip(found, length, kinds, reading.COLORS, view.selected)
    strip = functools.partial(showing.show_strip, lanes, key="positions")
    exhibit.show_exhibit(strip, found, "marks", f"Where claims stand in {document['name']}")
    text = frame.find_text(document)
    if text:
        st.header("The text, as its publisher printed it", anchor=False)
        offset = reading.pick_part(len(text))
        titles = {str(row["claim_id"]): wording.describe(row) for row in found.to_dict("records")}
        segments = quotes.cut_segments(
            text, found.to_dict("records"), offset=offset, titles=titles, selected=view.selected
        )
        showing.show_reader(
            {"segments": segments, "at": view.selected, "lang": document["language"]}, key="reader"
        )
    else:
        st.html(reading.no_text_html(document))
    if counted := reading.counted_html(found):
        st.html(counted)
    heading = "What was found in it, in reading order"
    look = showing.Look(height=680, kinds=reading.COLORS)
    showing.show_list(found, view, "document-claims", heading, look)
