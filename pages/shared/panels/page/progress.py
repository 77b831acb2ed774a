"""How far the build of the operator's documents is."""

from __future__ import annotations

import html

import streamlit as st

from pages.shared.state import datasets

SECONDS = 1.0  # between two looks at how far the build is
UNDER_WAY = ("looking", "building")


def draw_progress() -> None:
    """How far the build is, until it is done, or why it failed."""
    now, name = datasets.build_state(), datasets.DOCUMENTS.name
    if now.phase == "failed":
        line = f"The documents in “{name}” were not read: {now.line}. The tables are those from before."
        st.html(f'<p class="note" role="alert">{html.escape(line)}</p>')
    elif now.phase in UNDER_WAY:
        _draw_building(name)


@st.fragment(run_every=SECONDS)
def _draw_building(name: str) -> None:
    now = datasets.build_state()
    if now.phase not in UNDER_WAY:
        st.rerun()
    if now.phase == "looking":  # for a moment after the server's start: there may be nothing to build
        return
    done = f"{min(now.done, now.total):,} of {now.total:,} files" if now.total else "starting"
    plain = "".join(letter if letter.isalnum() or letter in " .-" else " " for letter in name)[:60]
    text = f"Reading the documents in {plain}: {done}. Until then the tables are those from before."
    st.progress(min(1.0, now.done / now.total) if now.total else 0.0, text=text)
