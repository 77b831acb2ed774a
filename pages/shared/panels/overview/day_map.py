"""The day of which most is said, with a small map of the front as it is estimated for that day."""

from __future__ import annotations

import functools
import html
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data.publishing import small_map
from pages.shared import components, palette
from pages.shared.panels.front import measures
from pages.shared.state import address, views

TITLE = "The day of which most is said"


def draw_day(view: views.View) -> None:
    """The small map under its sentence; nothing where no claim speaks for a day of the estimate."""
    found = measures.best_documented(view)
    if found is None:
        return
    day, number = found
    st.header(TITLE, anchor=False)
    link = html.escape(address.link("front", day=day.date().isoformat()))
    st.html(
        f'<p class="lede">{small_map.spoken_of(day, number)} '
        f'<a href="{link}" target="_self">The front of that day, with who holds what and says so</a></p>'
    )
    near = measures.measures().set_index("date").loc[day].to_dict()
    shown = _picture(day)
    areas = [{**area, "color": palette.HOLDERS[area["side"]]} for area in shown["areas"]]
    components.daymap(
        key="day-map",
        data={
            **shown,
            "areas": areas,
            "alt": small_map.describe(day, near),
            "caption": small_map.CAPTION,
            "legend": [list(each) for each in small_map.SIDES.items()],
        },
    )


@functools.lru_cache(maxsize=32)
def _picture(day: pd.Timestamp) -> dict[str, Any]:
    return small_map.draw_day(measures.fronts().geojson(day.date()))
