"""Findings in sentences, each with those who say so and its first claims, which open their evidence."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data.headlines import headlines
from pages.shared.panels.claims import drawing
from pages.shared.panels.compare import side_by_side
from pages.shared.panels.timeline import alt_texts
from pages.shared.state import views

UNFOLDED = {"disputed": 3, "agreed": 2, "alone": 3}  # that stand there at once
CUT = f"Of very many positions the first {views.KEPT_POSITIONS:,} are counted."


def draw_findings(view: views.View) -> None:
    """What is argued about, agreed on and reported by one outlet alone, under what the filters leave."""
    found = view.headlines
    if not any((found.disputed, found.agreed, found.alone)):
        return
    listed = _listed(view)
    many = len(view.positions) == views.KEPT_POSITIONS
    for key, title, some in (
        ("disputed", headlines.DISPUTED, found.disputed),
        ("agreed", headlines.AGREED, found.agreed),
        ("alone", headlines.ALONE, found.alone),
    ):
        # One outlet agrees with itself, and is always alone.
        if key != "disputed" and view.counts.sources < 2:
            continue
        st.header(title, anchor=False)
        if some:
            drawing.show_rows(listed[key], f"findings-{key}", title, first=UNFOLDED[key])
        else:
            st.html(f'<p class="status">{headlines.NONE[title]}</p>')
        if key == "alone" or (key == "disputed" and many):
            st.html(f'<p class="status">{headlines.FOUND if key == "alone" else CUT}</p>')
    st.page_link("pages/battle/compare.py", label="All that can be lined up, side by side", width="content")


@views.drawn_once
def least_and_most(view: views.View) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """For the matrix: the lowest and the highest numbers, and the outlets of their claims; None for none."""
    extremes = alt_texts.extremes(view)
    outlets = tuple(str(source) for _, rows in extremes for source in rows["source"])
    return (side_by_side.least_and_most(extremes, view), outlets) if extremes else None


@views.drawn_once
def _listed(view: views.View) -> dict[str, list[dict[str, Any]]]:
    """The groups of the three lists."""
    found = view.headlines
    lists = {"disputed": found.disputed, "agreed": found.agreed, "alone": found.alone}
    claims = _claims(view, itertools.chain(*lists.values()))
    return {key: groups(some, claims, view) for key, some in lists.items()}


def groups(
    found: Iterable[headlines.Headline], claims: pd.DataFrame, view: views.View
) -> list[dict[str, Any]]:
    """For the list: a group for each finding, with the claims that are the first of its sides."""
    rows = {row["id"]: row for row in drawing.row_items(claims, view)}
    return [
        {
            "title": each.sentence,
            "badge": "",
            "note": each.voices,
            "rows": [rows[claim] for claim in each.claims if claim in rows],
        }
        for each in found
    ]


def _claims(view: views.View, found: Iterable[headlines.Headline]) -> pd.DataFrame:
    """The claims behind some findings."""
    wanted = {claim for each in found for claim in each.claims}
    frames = [each[each["claim_id"].isin(wanted)] for each in (view.positions, view.lined_up)]
    return pd.concat(frames).drop_duplicates("claim_id")
