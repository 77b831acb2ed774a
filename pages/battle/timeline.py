"""What is said to have happened when, and who reports it."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.wording import headings
from pages.shared.panels.claims import drawing, figure_tabs
from pages.shared.panels.page import empty
from pages.shared.panels.timeline import alt_texts, histogram, lanes
from pages.shared.state import choices, views

BESIDE = "The tab Table lists the dated claims; each opens its evidence there, as in the chart."

view = views.current_view()
spans = view.spans(view.filters, "happened")
window = lanes.window(view)
histogram.draw_histogram(view, key="days")

undated = lanes.undated(view)
if window is None and undated.number:
    st.html('<p class="lede">None of the claims that the filters leave says for which day.</p>')
elif window is None:
    empty.draw_empty("dated claims")
else:
    lane = choices.pick("Lanes by", list(headings.LANES), key="lane")
    title = headings.dated_chart(lane)
    st.header(title, anchor=False)
    picture = lanes.timeline(view, lane, window)
    chart = functools.partial(
        drawing.show_chart,
        picture.figure,
        key="timeline",
        alt=alt_texts.timeline_alt(spans, window, lanes.one_sided(view)),
        note=picture.note,
    )
    figure_tabs.show_tabs(chart, functools.partial(lanes.dated, view, spans), "dated", title)
    st.html(f'<p class="status">{BESIDE}</p>{lanes.laneless_html(view)}')
if undated.number:
    label = f"{sentences.count(undated.number, 'claim')} without a day"
    drawing.show_list(undated, view, "undated", label, drawing.Look(height=380))
