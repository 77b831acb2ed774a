"""All of Ukraine with every place that documents name: what lies beyond the box of the estimate.

It is Streamlit's own map, because nothing plays in it: its 0.8 MB are fetched only when it is opened.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from pages.shared.maps import front
from pages.shared.panels.claims import drawing
from pages.shared.panels.front import places
from pages.shared.state import views


def draw_overview(view: views.View, day: dt.date) -> None:
    """A map of far places with its list, drawn only when it is opened: it is heavy."""
    opened = st.toggle(
        "Ukraine overview: every place the documents name, far ones too", key="ov", bind="query-params"
    )
    if not opened:
        return
    shown = places.places_on(view, day)
    st.html(places.LEGEND)
    with st.container(key="pair"):
        picture, beside = st.container(key="picture"), st.container(key="beside")
    with picture:
        deck = front.front_map(shown, "Ukraine", dark=st.context.theme.type == "dark", selected=view.selected)
        drawing.show_map(deck, key="overview-map", alt=places.holders_alt(shown, pd.Timestamp(day)))
        st.caption(front.CREDIT)
    with beside:
        drawing.show_rows(
            places.place_groups(shown, view.selected), "holders", "Places on the overview", height=520
        )
