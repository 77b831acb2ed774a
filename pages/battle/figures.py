"""How many, says who, about whom? Ranges side by side, never summed."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data import reference, wording
from pages.shared import amounts, choices, exhibit, frame, showing

view = frame.current_view()

if "figure" not in view.number_of("kind"):
    frame.draw_empty("figures")
else:
    everywhere = amounts.measures(view)
    left = amounts.left(view)
    names = {
        measure: f"{name} ({left.get(measure, 0):,})"
        for measure, name in reference.read_toml("labels.toml")["measure"].items()
        if measure in everywhere
    }
    measure = choices.pick_named("Measure", names, key="m")
    arranged = choices.pick_named("Arranged", amounts.ARRANGEMENTS, key="a")
    groups = amounts.in_units(view, measure)
    if not groups:
        frame.draw_empty(f"figures of this measure ({wording.label('measure', measure)})")
    for unit, rows in groups.items():
        title = (
            f"{wording.label('measure', measure).capitalize()}, in {wording.unit_name(unit, 2) or 'numbers'}"
        )
        st.header(f"{title}: {wording.count(rows.number, 'claim')}", anchor=False)
        picture = amounts.picture(view, rows, arranged, title)
        chart = functools.partial(
            showing.show_chart,
            picture.figure,
            key=f"figures-{measure}-{unit}",
            alt=picture.alt,
            note=picture.note,
        )
        exhibit.show_exhibit(chart, rows, f"{measure}-{unit}", title)
        look = showing.Look(
            note="The dots stand for outlets, as beside the filters; the chart's colours for who is counted."
        )
        showing.show_claims(rows, view, f"list-{measure}-{unit}", f"{title}, as a list", look)
