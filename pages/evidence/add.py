"""Documents of the reader's own, for this visit."""

from __future__ import annotations

import html

import streamlit as st

from pages.shared import adding, frame, uploads

frame.draw_title("Add documents", adding.PROMISE if uploads.are_allowed() else "Read what you bring along.")
if uploads.are_allowed():
    adding.draw_added()
    adding.draw_forms()
else:
    st.html(f'<p class="note">{html.escape(adding.SWITCHED_OFF)}</p>')
