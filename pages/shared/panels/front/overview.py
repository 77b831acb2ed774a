"""All of Ukraine with every place that documents name: what lies beyond the box of the estimate."""

from __future__ import annotations

import datetime as dt
import json

import pandas as pd
import streamlit as st

from pages.shared import browser_modules
from pages.shared.maps import deck, front
from pages.shared.panels.claims import drawing
from pages.shared.panels.front import day_map, places
from pages.shared.paths import ASSETS
from pages.shared.state import views

# With the library that the map above has: Streamlit's own map is another version of it.
_places = st.components.v2.component(
    "bakhmut_places_map",
    css=(ASSETS / "front" / "places_map.css").read_text(encoding="utf-8"),
    js=browser_modules.importing("front/places_map.js"),
)


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
        dark = st.context.theme.type == "dark"
        picture_of = front.front_map(shown, "Ukraine", dark=dark, selected=view.selected)
        drawing.show_component(
            _places,
            "overview-map",
            {
                "deck": json.loads(picture_of.to_json()),
                "decks": day_map.address_of(deck.SHIPPED),
                "library": day_map.LIBRARY,
                "alt": places.holders_alt(shown, pd.Timestamp(day)),
            },
        )
        st.caption(front.CREDIT)
    with beside:
        drawing.show_rows(
            places.place_groups(shown, view.selected), "holders", "Places on the overview", height=520
        )
