"""What a page shows where the filters leave nothing of it."""

from __future__ import annotations

import html

import streamlit as st

from bakhmut_data.claims import sentences
from pages.shared.state import address, views

SEARCHED = (
    "The search looks in outlets, headlines, speakers and their sides, places, topics, measures and in the "
    "words marked as claims, not in the running text of the documents. Every word must be found; case and "
    "accents do not matter."
)
WIDER = (("any source", ["src"]), ("any side", ["side"]), ("any day", ["from", "to"]), ("no search", ["q"]))


def draw_empty(what: str = "claims") -> None:
    """Says that the selection is empty and offers to widen it."""
    st.header(f"No {what} here", anchor=False)
    view = views.current_view()
    if not view.filters.active:
        st.html(f'<p class="lede">The documents hold no such {html.escape(what)}.</p>')
        return
    searched = f" {html.escape(SEARCHED)}" if view.filters.search else ""
    others = sentences.count(view.counts.claims, "claim") if view.counts.claims else ""
    left = f"{others}, but no {html.escape(what)}" if others else "nothing to show on this page"
    st.html(f'<p class="lede">The filters leave {left}.{searched} Widen them:</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, keys in WIDER:
            if any(address.value_of(key) for key in keys):
                values = {key: address.FILTERS[key] for key in keys}
                st.button(
                    label.capitalize(),
                    key=f"widen-{keys[0]}",
                    on_click=address.set_values,
                    kwargs=values,
                )
        st.button("Show everything", on_click=address.reset, key="widen-all")
        if others:
            st.page_link("pages/battle/overview.py", label=f"See the {others} in the overview")
