"""Which tables are shown: those of the operator's documents once built, until then those that ship."""

from __future__ import annotations

import contextlib
import html
import os
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st

from bakhmut_data.sandbox.background import Refresh, State

SECONDS = 1.0  # between two looks at how far the build is

_running: list[Refresh] = []


@contextlib.asynccontextmanager
async def built_at_start(source: Path, shipped: Path) -> AsyncIterator[None]:
    """Builds the documents while a server runs; not where the operator names tables (`BAKHMUT_TABLES`)."""
    if "BAKHMUT_TABLES" not in os.environ:
        _running.append(Refresh(source, shipped))
        _running[-1].start()
    try:
        yield
    finally:
        while _running:
            _running.pop().stop()


def state(shipped: Path) -> State:
    """How far the build of this server is."""
    return _running[-1].state if _running else State(shipped)


def draw(shipped: Path, source: Path) -> None:
    """How far the build is, until it is done, or why it failed."""
    now = state(shipped)
    if now.phase == "failed":
        line = (
            f"The documents in “{source.name}” were not read: {now.line}. The tables are those from before."
        )
        st.html(f'<p class="note" role="alert">{html.escape(line)}</p>')
    elif now.phase == "building":
        _draw_progress(shipped, source.name)


@st.fragment(run_every=SECONDS)
def _draw_progress(shipped: Path, name: str) -> None:
    now = state(shipped)
    if now.phase != "building":
        st.rerun()
    done = f"{min(now.done, now.total):,} of {now.total:,} files" if now.total else "starting"
    plain = "".join(letter if letter.isalnum() or letter in " .-" else " " for letter in name)[:60]
    text = f"Reading the documents in {plain}: {done}. Until then the tables are those from before."
    st.progress(min(1.0, now.done / now.total) if now.total else 0.0, text=text)
