"""What a document contains, and where in it."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.wording import headings
from pages.shared.panels.claims import drawing, figure_tabs
from pages.shared.panels.documents import reader, texts
from pages.shared.panels.page import empty
from pages.shared.panels.timeline import coverage
from pages.shared.state import address, views

view = views.current_view()
choices = reader.document_choices(view)

if not choices:
    empty.draw_empty("documents")
else:
    address.follow("doc", reader.document_of(view))
    document = reader.pick_document(choices)
    if cut := reader.cut_html(view, choices):
        st.html(cut)
    st.html(reader.document_html(document))
    kinds = reader.pick_kinds()
    found = reader.marks_in(document, kinds, view)
    length = int(document["characters"])
    st.header("Where its claims stand", anchor=False)
    lanes = coverage.position_strip(found, length, kinds, reader.COLORS, view.selected)
    strip = functools.partial(drawing.show_strip, lanes, key="positions")
    figure_tabs.show_tabs(strip, found, "marks", f"{headings.MARKS} {document['name']}")
    text = texts.find_text(document)
    if text:
        st.header("The text, as its publisher printed it", anchor=False)
        offset = reader.pick_part(len(text))
        titles = {str(row["claim_id"]): sentences.describe(row) for row in found.to_dict("records")}
        segments = texts.cut_segments(
            text, found.to_dict("records"), offset=offset, titles=titles, selected=view.selected
        )
        drawing.show_reader(
            {"segments": segments, "at": view.selected, "lang": document["language"]}, key="reader"
        )
    else:
        st.html(reader.no_text_html(document))
    if counted := reader.counted_html(found):
        st.html(counted)
    heading = "What was found in it, in reading order"
    look = drawing.Look(height=680, kinds=reader.COLORS)
    drawing.show_list(found, view, "document-claims", heading, look)
