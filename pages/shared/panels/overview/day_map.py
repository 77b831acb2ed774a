"""The day of which most is said, with a small map of the front as it is estimated for that day."""

from __future__ import annotations

import functools
import html

import pandas as pd
import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.front import downloads
from pages.shared import components
from pages.shared.maps import small
from pages.shared.panels.front import measures
from pages.shared.state import address, views

TITLE = "The day of which most is said"
SIDES = (("Russia", "Russian-held"), ("Ukraine", "Ukrainian-held"), ("contested", "contested"))
LINES = "The line is the estimated front, the dotted ones its bounds."


def draw_day(view: views.View) -> None:
    """The small map under its sentence; nothing where no claim speaks for a day of the estimate."""
    found = measures.best_documented(view)
    if found is None:
        return
    day, number = found
    st.header(TITLE, anchor=False)
    words = sentences.days(day, day)
    link = html.escape(address.link("front", day=day.date().isoformat()))
    st.html(
        f'<p class="lede">{sentences.count(number, "claim")} {"speaks" if number == 1 else "speak"} for '
        f'{words}. <a href="{link}" target="_self">The front of that day, with who holds what and says '
        "so</a></p>"
    )
    near = measures.measures().set_index("date").loc[day].to_dict()
    alt = (
        f"Map of the front about Bakhmut as it is estimated for {words}: "
        f"{near['russian_sq_km']:,.0f} square kilometres are held by Russia in the mapped area; "
        f"{_distance(near['km_to_bakhmut'])}."
    )
    components.daymap(
        key="day-map",
        data={
            **_picture(day),
            "alt": alt,
            "caption": f"{downloads.NOTE} {LINES}",
            "legend": [list(each) for each in SIDES],
        },
    )


def _distance(km: float) -> str:
    if pd.isna(km):
        return "there is no line"
    return f"the line lies {km:.1f} kilometres from the city hall"


@functools.lru_cache(maxsize=32)
def _picture(day: pd.Timestamp) -> dict[str, object]:
    return small.draw_day(measures.fronts().geojson(day.date()))
