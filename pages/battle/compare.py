"""What two to twelve sources say about the same question, figure or place, and in which words."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.comparing import subjects
from bakhmut_data.wording import headings
from pages.shared.charts import base
from pages.shared.panels.claims import drawing, figure_tabs
from pages.shared.panels.compare import pairs, retellings, side_by_side, words
from pages.shared.panels.page import empty
from pages.shared.state import choices, views

MOST = 12

view = views.current_view()
left = set(view.number_of("source").index)
there = [source for source in view.data.sources if source in left]

if not there:
    empty.draw_empty()
else:
    usual = side_by_side.usual_sources(view, there, MOST)
    chosen = choices.pick_some("Sources to compare", view.data.sources, "cs", usual, most=MOST)
    heard = [each for each in chosen if each in left]
    if len(heard) > 1:
        pairs.draw_pairs(view if left <= set(chosen) else view.among(heard), chosen)
    else:
        pairs.draw_too_few(view, chosen, MOST)

    heading = st.empty()
    lens = choices.pick("Compare by", list(subjects.LENSES), key="lens")
    title = headings.rows_chart(lens)
    heading.header(title, anchor=False)
    if cut := side_by_side.cut_note(view, chosen, lens):
        st.html(f'<p class="note" role="note">{cut}</p>')
    if note := side_by_side.filters_note(view, lens):
        st.html(note)
    if lens == "voices":
        st.html(f'<p class="lede">{side_by_side.voices_html(view, chosen)}</p>')
    rows = side_by_side.lens_rows(view, chosen, lens)
    only = choices.pick_row("One row alone", [row["label"] for row in rows], key="row")
    data = side_by_side.matrix(view, rows, chosen, lens, only)
    matrix = functools.partial(drawing.show_matrix, data, key="matrix")
    figure_tabs.show_tabs(
        matrix,
        functools.partial(side_by_side.behind, view, chosen, lens, only),
        "rows",
        title,
        counted=figure_tabs.Counted(
            functools.partial(words.table_of, view, chosen),
            functools.partial(words.show_downloads, view, chosen),
        )
        if lens == "words"
        else None,
    )

    if len(heard) > 1:
        retellings.draw_retellings(view, chosen)

    starts = side_by_side.starts(view, tuple(chosen))
    if len(starts):
        st.header(headings.STARTS, anchor=False)
        drawn = starts.head(side_by_side.MOST_STARTS)
        said = "; ".join(
            f"{claim['source']}: {sentences.days(claim['start_first'], claim['start_last'])}"
            for claim in drawn.to_dict("records")
        )
        more = f"Drawn are the first {len(drawn)} of {len(starts)}." if len(starts) > len(drawn) else ""
        chart = functools.partial(
            drawing.show_chart,
            base.starts_chart(drawn, view.data.colors),
            key="starts-chart",
            alt=f"Implied starts: {said}.",
            note=more,
        )
        figure_tabs.show_tabs(chart, starts, "starts", headings.STARTS)
