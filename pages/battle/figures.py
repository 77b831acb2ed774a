"""How many, says who, about whom? Ranges side by side, never summed."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.wording import headings
from pages.shared.panels.claims import drawing, figure_tabs, figures
from pages.shared.panels.page import empty
from pages.shared.state import choices, views

view = views.current_view()

if "figure" not in view.number_of("kind"):
    empty.draw_empty("figures")
else:
    everywhere = figures.measures(view)
    left = figures.left(view)
    names = {
        measure: f"{name} ({left.get(measure, 0):,})"
        for measure, name in reference.read_toml("labels.toml")["measure"].items()
        if measure in everywhere
    }
    measure = choices.pick_named("Measure", names, key="m")
    arranged = choices.pick_named("Arranged", figures.ARRANGEMENTS, key="a")
    groups = figures.in_units(view, measure)
    if not groups:
        empty.draw_empty(f"figures of this measure ({sentences.label('measure', measure)})")
    for unit, rows in groups.items():
        title = headings.figures_chart(measure, unit)
        st.header(f"{title}: {sentences.count(rows.number, 'claim')}", anchor=False)
        picture = figures.picture(view, rows, arranged, title)
        chart = functools.partial(figures.draw_picture, picture, f"figures-{measure}-{unit}")
        figure_tabs.show_tabs(chart, rows, f"{measure}-{unit}", title)
        look = drawing.Look(
            note="The dots stand for outlets, as beside the filters; the chart's colours for who is counted."
        )
        drawing.show_claims(rows, view, f"list-{measure}-{unit}", f"{title}, as a list", look)
