"""Documents of the reader's own, for this visit."""

from __future__ import annotations

import html

import streamlit as st

from bakhmut_data import apart
from pages.shared import adding, uploads

if uploads.are_allowed():
    adding.draw_added()
    adding.draw_forms()
    apart.LOADED.prepare()  # so that what is added next is read at once
else:
    st.html(f'<p class="note">{html.escape(adding.SWITCHED_OFF)}</p>')
