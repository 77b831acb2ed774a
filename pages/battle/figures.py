"""How many, says who, about whom? Ranges side by side, never summed."""

from __future__ import annotations

import streamlit as st

from bakhmut_data import reference, wording
from pages.shared import charts, choices, frame, palette, showing, story

view = frame.current_view()
figures = view.of_kind("figure")
frame.draw_title(
    "How many, says who, about whom",
    "One row a claim, from its lowest to its highest number, with its speaker and outlet. "
    "Numbers of different sides are never added up or averaged.",
)

if figures.empty:
    frame.draw_empty("figures")
else:
    everywhere = set(view.data.claims.loc[view.data.claims["kind"] == "figure", "measure"])
    names = {
        name.replace("_", " "): name
        for name in reference.read_toml("labels.toml")["measure"]
        if name in everywhere
    }
    measure = names[choices.pick("Measure", list(names), key="m")]
    st.html(palette.subject_legend())
    groups = story.figure_rows(figures, measure)
    if not groups:
        frame.draw_empty(f"figures of this measure ({wording.label('measure', measure)})")
    for unit, rows in groups.items():
        title = (
            f"{wording.label('measure', measure).capitalize()}, in {wording.unit_name(unit, 2) or 'numbers'}"
        )
        st.header(f"{title}: {wording.count(len(rows), 'claim')}", anchor=False)
        showing.show_chart(
            charts.figures_chart(rows, view.selected),
            key=f"figures-{measure}-{unit}",
            alt=story.figures_alt(rows, title),
        )
        showing.show_list(rows, view, f"list-{measure}-{unit}", f"{title}, as a list")
