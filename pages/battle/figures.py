"""How many, says who, about whom? Ranges side by side, never summed."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data import reference, wording
from bakhmut_data.temporal import chronology
from pages.shared import charts, choices, exhibit, frame, palette, showing, spread, story

BY_CLAIM, BY_SOURCE, BY_DAY = "claim by claim", "a panel for each source", "as of when, published when"

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
    arranged = choices.pick("Arranged", (BY_CLAIM, BY_SOURCE, BY_DAY), key="a")
    st.html(palette.subject_legend())
    groups = story.figure_rows(figures, measure)
    if not groups:
        frame.draw_empty(f"figures of this measure ({wording.label('measure', measure)})")
    for unit, rows in groups.items():
        title = (
            f"{wording.label('measure', measure).capitalize()}, in {wording.unit_name(unit, 2) or 'numbers'}"
        )
        st.header(f"{title}: {wording.count(len(rows), 'claim')}", anchor=False)
        dated = chronology.date_claims(rows)
        alt = story.figures_alt(rows, title)
        if arranged == BY_SOURCE:
            picture, note = spread.panels_chart(rows), ""
        elif arranged == BY_DAY:
            picture, alt, note = spread.lag_chart(dated), spread.lag_alt(dated), story.undated(rows, dated)
        else:
            picture, note = charts.figures_chart(rows, view.selected), ""
        chart = functools.partial(
            showing.show_chart, picture, key=f"figures-{measure}-{unit}", alt=alt, note=note
        )
        exhibit.show_exhibit(chart, rows, f"figures-{measure}-{unit}-claims", title)
        showing.show_claims(rows, view, f"list-{measure}-{unit}", f"{title}, as a list")
