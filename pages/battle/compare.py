"""What two to five sources say about the same topic, figure or place, and in which words."""

from __future__ import annotations

import streamlit as st

from bakhmut_data import comparison, wording
from pages.shared import charts, choices, frame, showing, sidebyside

view = frame.current_view()
frame.draw_title(
    "Sources side by side",
    "Two to five sources, row by row: what one prints and another passes over is part of the comparison.",
)
there = [source for source in view.data.sources if source in set(view.claims["source"])]

if view.claims.empty:
    frame.draw_empty()
else:
    chosen = choices.pick_some("Sources to compare", view.data.sources, "cs", there[:3], most=5) or there[:3]
    lens = choices.pick("Compare by", list(comparison.LENSES), key="lens")
    st.header(f"{sidebyside.HEADINGS[lens]}, by source", anchor=False)
    showing.show_matrix(sidebyside.matrix(view, chosen, lens), key="matrix")
    showing.show_download(
        view.claims[view.claims["source"].isin(chosen)], "compared", "Claims of these sources"
    )

    subjects = [each for each in frame.subjects() if len(set(each.sources) & set(chosen)) > 1]
    st.header("Where they agree, overlap and conflict", anchor=False)
    records = view.records(subjects)
    groups = sidebyside.graded_groups(subjects, chosen, records, view)
    if groups:
        showing.show_rows(groups, "graded", "Graded pairs")
    else:
        st.html('<p class="lede">These sources do not give the same measure, or speak of the same place.</p>')

    starts = comparison.implied_starts(view.claims[view.claims["source"].isin(chosen)])
    if len(starts):
        st.header("When the battle began, as its reported length implies", anchor=False)
        alt = "; ".join(
            f"{claim['source']}: {wording.days(claim['start_first'], claim['start_last'])}"
            for claim in starts.to_dict("records")
        )
        showing.show_chart(
            charts.starts_chart(starts, view.data.colors), key="starts", alt=f"Implied starts: {alt}."
        )
        showing.show_list(starts, view, "starts-list", "Reported lengths of the battle")
