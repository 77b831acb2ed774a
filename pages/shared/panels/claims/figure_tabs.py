"""A figure as a reader may use it: Chart, Table, Sources and Cite, with downloads of what it shows."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.store.fetching import Listed, as_list
from bakhmut_data.wording import confidence, links
from pages.shared import components
from pages.shared.panels.claims import contents, drawing, method
from pages.shared.state import address, choices, datasets, notes, views

Claims = pd.DataFrame | Listed
TABS = ("Chart", "Table", "Sources", "Cite")
SHOWN_ROWS = 200
FOUND = "only-found"  # whether the one chart that the address asks for was drawn
COUNTED = {"concept": "What it stands for", "form": "Word"}  # headings that are not the column's name
TABLE_COLUMNS = (
    ("Claim", False),
    ("Speaker", False),
    ("Side", False),
    ("Outlet", False),
    ("Speaks for", False),
    ("Published", False),
    ("Lowest", True),
    ("Highest", True),
    ("Place", False),
    ("Sure", False),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts instead of claims; the first column is what a row opens, ids are not shown.

    `draw_files` puts further files below those of the table.
    """

    rows: Callable[[], pd.DataFrame]
    draw_files: Callable[[], object] | None = None
    shown: int = SHOWN_ROWS  # of rows with long words fewer are sent


def show_tabs(
    draw: Callable[[], object],
    claims: Claims | Callable[[], Claims],
    key: str,
    title: str,
    *,
    counted: Counted | None = None,
) -> None:
    """What `draw` puts on the screen, and its claims as a table, their sources and a citation.

    Only the open tab is drawn, so that a page sends no more than is seen, and claims that are a question are
    asked for only then; the URL names the tab (`tab-KEY`) unless it is the chart. `counted` is shown as the
    table instead of the claims.
    """
    if key == address.only():
        address.mirror(FOUND, value=True)
        with st.container(key="alone"):
            st.header(title, anchor=False)
            _show_tabs(draw, claims, key, title, counted)
    else:
        _show_tabs(draw, claims, key, title, counted)


def draw_alone(draw: Callable[[], object]) -> None:
    """Draws a page, of which the style shows one chart alone where the address asks for it.

    Where the page has none of that name, all of it stays, with a note.
    """
    address.mirror(FOUND, value=False)
    draw()
    if (asked := address.only()) and not address.value_of(FOUND):
        shown = sentences.shorten(asked, 40)
        notes.add_note(address.ONLY, f"“{shown}” is no chart of this page; all of it is shown.")


def _show_tabs(
    draw: Callable[[], object],
    claims: Claims | Callable[[], Claims],
    key: str,
    title: str,
    counted: Counted | None,
) -> None:
    tab = f"tab-{key}"
    choices.note_unknown(tab, TABS, "Chart, Table, Sources, Cite")
    chart, table, sources, cite = st.tabs(TABS, key=tab, bind="query-params", on_change=address.set_values)
    with chart:
        if chart.open:
            draw()
    with table:
        if table.open:
            if counted:
                _draw_counted(counted, key, title)
            else:
                rows = _rows(claims)
                data = table_data(rows, views.current_view(), title)
                drawing.show_component(components.table, f"table-{key}", data)
                drawing.show_downloads(rows, key, title)
    with sources:
        if sources.open:
            st.html(sources_html(_rows(claims).more(), title))
    with cite:
        if cite.open:
            draw_citation(key, title)
            _draw_link(key)


def _draw_counted(counted: Counted, key: str, title: str) -> None:
    rows = counted.rows()
    data = counted_data(rows, views.current_view(), title, counted.shown)
    drawing.show_component(components.table, f"table-{key}", data)
    drawing.show_downloads(rows, key, title)
    if counted.draw_files:
        counted.draw_files()


def _rows(claims: Claims | Callable[[], Claims]) -> Listed:
    return as_list(claims() if callable(claims) else claims)


def table_data(claims: Listed, view: views.View, title: str) -> dict[str, Any]:
    """Rows for the sortable table, each cell with the value to sort by where that is not its text."""
    cut = f", the first {SHOWN_ROWS} shown" if claims.number > SHOWN_ROWS else ""
    number = sentences.count(claims.number, drawing.noun(claims.first))
    shown = claims.first.head(SHOWN_ROWS)
    inside = contents.of_listed(view, shown)
    return {
        "label": title,
        "caption": f"{number}{cut}. Choose a heading to sort, a claim to open "
        f"its evidence. Sure: {confidence.LETTERS}.",
        "columns": [{"label": label, "number": number} for label, number in TABLE_COLUMNS],
        "rows": [
            {
                "id": claim["claim_id"],
                "on": claim["claim_id"] == view.selected,
                "cells": _cells(claim, inside.get(str(claim["claim_id"]), "")),
            }
            for claim in shown.to_dict("records")
        ],
    }


def counted_data(rows: pd.DataFrame, view: views.View, title: str, most: int) -> dict[str, Any]:
    """Rows for the sortable table of anything counted; the first column is the id of what a row opens."""
    names = [str(name) for name in rows.columns if not name.endswith("_id")]
    cut = f", the first {most} shown" if len(rows) > most else ""
    shown = rows.head(most)
    return {
        "label": title,
        "caption": f"{sentences.count(len(rows), 'row')}{cut}. Choose a heading to sort, a row to open its "
        "first evidence.",
        "columns": [
            {
                "label": COUNTED.get(name, name.capitalize()),
                "number": pd.api.types.is_numeric_dtype(rows[name]),
            }
            for name in names
        ],
        "rows": [
            {
                "id": opens,
                "on": opens == view.selected,
                "cells": [
                    [f"{value:,}", value] if isinstance(value, int) else [str(value)] for value in cells
                ],
            }
            for opens, cells in zip(
                shown.iloc[:, 0], shown[names].itertuples(index=False, name=None), strict=True
            )
        ],
    }


def sources_html(claims: pd.DataFrame, title: str) -> str:
    """The documents behind the claims: how many are from each, and how many name their speaker."""
    rows = []
    groups = claims.groupby("document_id", sort=False)
    for _, group in itertools.islice(groups, SHOWN_ROWS):
        document = group.iloc[0]
        named = int(group["speaker"].notna().sum())
        rows.append(
            (
                document["source"],
                links.Linked(_headline(document), _url(str(document["document_id"]))),
                sentences.days(document["published"], document["published"]),
                f"{len(group):,}",
                f"{named:,} ({100 * named / len(group):.0f}%)",
            )
        )
    cut = f" (the first {SHOWN_ROWS} of {groups.ngroups:,} documents)" if groups.ngroups > SHOWN_ROWS else ""
    head = ("Outlet", "Headline", "Published", "Claims", "With a speaker")
    return method.table_html(f"Sources of: {title}{cut}", head, rows, numbers=(3, 4))


def _headline(document: pd.Series[Any]) -> str:
    return "" if pd.isna(document["title"]) else sentences.shorten(str(document["title"]), 90)


def _url(document_id: str) -> object:
    """Where a document was published; None where that is not known."""
    document = views.current_view().document(document_id)
    return document["url"] if document is not None else None


def _cells(claim: dict[Any, Any], inside: str) -> list[list[Any]]:
    low, high = (None if pd.isna(claim[end]) else float(claim[end]) for end in ("low", "high"))
    speaker = "" if pd.isna(claim["speaker"]) else sentences.shorten(str(claim["speaker"]))
    place = "" if pd.isna(claim["place"]) else sentences.shorten(str(claim["place"]))
    first = sentences.day(claim["earliest"]) or sentences.day(claim["latest"])
    published = sentences.day(claim["published"])
    described = sentences.describe(claim, inside)
    return [
        [described],
        [speaker],
        [str(claim["side"])],
        [sentences.shorten(str(claim["source"]))],
        [sentences.days(claim["earliest"], claim["latest"]), str(first or "")],
        [sentences.days(claim["published"], claim["published"]), str(published or "")],
        ["" if low is None else sentences.number(low), low],
        ["" if high is None else sentences.number(high), high],
        [place],
        [confidence.brief(claim), confidence.score(claim)],
    ]


def _draw_link(key: str) -> None:
    """A button that copies the link of one chart alone."""
    data = {"label": "Copy the link of this chart alone", "done": "Link copied.", "byHand": "The link to it"}
    components.copy_link(key=f"copy-{key}", data={**data, "only": key})


def draw_citation(key: str, title: str) -> None:
    """A citation of what stands under a title, with a button that copies it."""
    components.cite(
        key=f"cite-{key}",
        data={
            "citation": datasets.cite(title),
            "label": "Copy citation",
            "done": "Citation copied.",
            "byHand": "Marked; copy it by hand.",
        },
    )
