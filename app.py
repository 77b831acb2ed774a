"""The dashboard: page settings, the menu and the filters; a page is a script below `pages/`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from bakhmut_data.errors import TableError
from pages.shared import evidence, frame

PAGES = {
    "Battle": [
        st.Page("pages/battle/overview.py", title="Overview", default=True),
        st.Page("pages/battle/front.py", title="Front"),
        st.Page("pages/battle/timeline.py", title="Timeline"),
        st.Page("pages/battle/figures.py", title="Figures"),
        st.Page("pages/battle/compare.py", title="Compare"),
    ],
    "Evidence": [
        st.Page("pages/evidence/documents.py", title="Documents"),
        st.Page("pages/evidence/method.py", title="Method"),
    ],
}

st.set_page_config(page_title="Bakhmut, as reported", layout="wide", initial_sidebar_state="auto")
st.html(Path(__file__).parent / "assets" / "style.css")
page = st.navigation(PAGES, position="top")

try:
    frame.load()
except TableError as error:
    st.title("No tables yet", anchor=False)
    st.text(f"{error}\n\npython -m bakhmut_data build DOCUMENTS --out bakhmut_data/built")
    st.stop()

with st.sidebar:
    frame.draw_filters()
with st.container(key="stage"):
    body, aside = st.container(key="body"), st.container(key="evidence")
with aside:
    evidence.draw_evidence()
with body:
    frame.draw_status()
    notes = st.container(key="notes")
    page.run()
with notes:
    frame.draw_notes()
