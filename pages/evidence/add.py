"""Documents of the reader's own, for this visit."""

from __future__ import annotations

import html

import streamlit as st

from bakhmut_data.sandbox import client
from pages.shared.panels.documents import add
from pages.shared.state import uploads

if uploads.are_allowed():
    add.draw_added()
    add.draw_forms()
    client.LOADED.prepare()  # so that what is added next is read at once
else:
    st.html(f'<p class="note">{html.escape(add.SWITCHED_OFF)}</p>')
