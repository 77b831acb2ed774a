"""Where the front was, and who is said to hold what on a day."""

from __future__ import annotations

import streamlit as st

from bakhmut_data import wording
from bakhmut_data.temporal import chronology
from pages.shared import choices, frame, maps, places, showing

view = frame.current_view()
control = view.of_kind("control")
frame.draw_title(
    "Who is said to hold what",
    "Each place as the newest claims up to the chosen day report it. A place nobody speaks of is not shown, "
    "and silence is not control.",
)
days = chronology.report_days(view.data.claims[view.data.claims["kind"] == "control"])

if control.empty or not days:
    frame.draw_empty("claims of who holds a place")
else:
    day = choices.pick_day("Day", days, key="day")
    shown = places.places_on(view.marks, control, day)
    where = choices.pick("Map view", list(maps.VIEWS), key="mv")
    said = places.holders_alt(shown, day)
    st.header(f"As reported up to {wording.days(day, day)}", anchor=False)
    st.html(places.LEGEND)
    with st.container(key="pair"):
        picture, beside = st.container(key="picture"), st.container(key="beside")
    with picture:
        deck = maps.front_map(shown, where, dark=st.context.theme.type == "dark", selected=view.selected)
        showing.show_map(deck, key="front", alt=said)
        st.caption(maps.CREDIT)
    with beside:
        showing.show_rows(
            places.place_groups(shown, view.selected), "holders", "Places on the map", height=520
        )
    st.html(places.left_out_html(view.claims, control, shown))
    showing.show_list(control, view, "control", "Every claim of who holds a place")
