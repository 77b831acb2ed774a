"""Notes on what the address of a visit asked for in vain."""

from __future__ import annotations

import streamlit as st


def add_note(key: str, note: str) -> None:
    """A note on something in the URL that was left out, kept until a filter changes."""
    st.session_state.setdefault("notes", {})[key] = note


def drop_note(key: str) -> None:
    """Takes a note back."""
    st.session_state.get("notes", {}).pop(key, None)


def drop_all() -> None:
    """Takes every note back."""
    st.session_state["notes"] = {}


def are_begun() -> bool:
    """Whether the visit has had notes, or had them taken back: its first run has not."""
    return "notes" in st.session_state


def read_notes() -> tuple[str, ...]:
    """The notes, in the order in which they came."""
    return tuple(st.session_state.get("notes", {}).values())
