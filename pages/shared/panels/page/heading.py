"""What stands above every page: its title, what the filters leave, notes, and a way out of another site."""

from __future__ import annotations

import html
from urllib.parse import urlencode

import streamlit as st

from bakhmut_data.claims import filtering
from pages.shared.state import address, datasets, notes, views


def draw_title(title: str, lede: str) -> None:
    """The page's heading and the sentence that says what the page shows."""
    st.title(title, anchor=False)
    st.html(f'<p class="lede">{html.escape(lede)}</p>')


def draw_status() -> None:
    """How many claims are left, for the eye and for a screen reader; saved pictures repeat it."""
    view = views.current_view()
    st.html(
        f'<p class="status" role="status" aria-live="polite" data-version="{datasets.version()}">'
        f"Showing {summary(view)}.</p>"
    )


def summary(view: views.View) -> str:
    """How many claims of how many the filters leave."""
    return filtering.summarise(view.everything.counts, view.counts, view.filters)


def draw_way_out() -> None:
    """A link to the whole page with the same view: where one chart is shown, or in another site's page.

    There it makes room for the page.
    """
    said = [
        (name, value)
        for name in st.query_params
        if name != address.ONLY
        for value in st.query_params.get_all(name)
    ]
    look, where = ("status embedded-note", "_blank") if st.context.is_embedded else ("status", "_self")
    words = "Open this view with its filters" if st.context.is_embedded else "Show the whole page"
    st.html(f'<p class="{look}"><a href="?{html.escape(urlencode(said))}" target="{where}">{words}</a></p>')


def draw_notes() -> None:
    """A note for everything in the URL that made no sense and was left out."""
    for note in dict.fromkeys([*notes.read_notes(), *address.request().notes]):
        st.html(f'<p class="note" role="note">{html.escape(note)}</p>')
