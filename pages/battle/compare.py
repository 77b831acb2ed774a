"""What two to five sources say about the same topic, figure or place, and in which words."""

from __future__ import annotations

import functools

import streamlit as st

from bakhmut_data import comparison, wording
from pages.shared import charts, choices, exhibit, frame, graded, showing, sidebyside, wordings

MOST = 5

view = frame.current_view()
left = set(view.number_of("source").index)
there = [source for source in view.data.sources if source in left]

if not there:
    frame.draw_empty()
else:
    chosen = choices.pick_some("Sources to compare", view.data.sources, "cs", there[:MOST], most=MOST)
    heard = [each for each in chosen if each in left]
    if len(heard) > 1:
        graded.draw_pairs(view if left <= set(chosen) else view.among(heard), chosen)
    else:
        graded.draw_too_few(view, chosen, MOST)

    heading = st.empty()
    lens = choices.pick("Compare by", list(comparison.LENSES), key="lens")
    title = f"{sidebyside.HEADINGS[lens]}, by source"
    heading.header(title, anchor=False)
    if cut := sidebyside.told_cut(view, chosen, lens):
        st.html(f'<p class="note" role="note">{cut}</p>')
    if told := sidebyside.told_filters(view, lens):
        st.html(told)
    if lens == "voices":
        st.html(f'<p class="lede">{sidebyside.voices_html(view, chosen)}</p>')
    rows = sidebyside.lens_rows(view, chosen, lens)
    only = choices.pick_row("One row alone", [row["label"] for row in rows], key="row")
    data = sidebyside.matrix(view, rows, chosen, lens, only)
    matrix = functools.partial(showing.show_matrix, data, key="matrix")
    exhibit.show_exhibit(
        matrix,
        functools.partial(sidebyside.behind, view, chosen, lens, only),
        "rows",
        title,
        counted=exhibit.Counted(
            functools.partial(wordings.table_of, view, chosen),
            functools.partial(wordings.show_downloads, view, chosen),
        )
        if lens == "words"
        else None,
    )

    starts = comparison.implied_starts(sidebyside.lengths(view, chosen))
    if len(starts):
        title = "When the battle began, as its reported length implies"
        st.header(title, anchor=False)
        drawn = starts.head(sidebyside.MOST_STARTS)
        said = "; ".join(
            f"{claim['source']}: {wording.days(claim['start_first'], claim['start_last'])}"
            for claim in drawn.to_dict("records")
        )
        more = f"Drawn are the first {len(drawn)} of {len(starts)}." if len(starts) > len(drawn) else ""
        chart = functools.partial(
            showing.show_chart,
            charts.starts_chart(drawn, view.data.colors),
            key="starts-chart",
            alt=f"Implied starts: {said}.",
            note=more,
        )
        exhibit.show_exhibit(chart, starts, "starts", title)
