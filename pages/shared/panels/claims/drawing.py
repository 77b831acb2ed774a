"""Puts charts, maps and lists on the screen; a click on any mark or row opens its evidence."""

from __future__ import annotations

import functools
import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from plotly import graph_objects

from bakhmut_data.answers import csvw, listing
from bakhmut_data.claims import files, sentences
from bakhmut_data.store.fetching import MOST_IN_FILE, Listed, as_list
from bakhmut_data.store.selections import Selection
from pages.shared import components
from pages.shared.panels.claims import contents
from pages.shared.state import address, datasets, views

SHOWN_ROWS = 300
FIGURES_KEPT = 16
PIXELS_A_ROW = 15  # of a list's height: three rows are scrolled for each that is seen, no more are sent


@dataclass(frozen=True, slots=True)
class Look:
    """How a list of claims looks: pixels of its height, a note above it, colours by kind or by outlet."""

    height: int = 420
    note: str = ""
    kinds: Mapping[str, str] | None = None


USUAL = Look()


def show_chart(figure: object, key: str, alt: str, note: str = "") -> None:
    """A Plotly figure whose marks open their evidence, over a note in words of our own."""

    def opened() -> None:
        points = address.value_of(key)["selection"]["points"]
        data = points[0].get("customdata") if points else None
        if found := _first_text(data):
            address.open_claim(found)

    st.plotly_chart(
        _checked(ByIdentity(figure)),
        key=key,
        alt=alt,
        on_select=opened,
        selection_mode="points",
        config={
            "displaylogo": False,
            # Plotly's own button would save a picture that names no source.
            "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
        },
    )
    _show_saving(key)
    if note:
        st.html(f'<p class="status">{html.escape(note)}</p>')


@dataclass(frozen=True, slots=True, eq=False)
class ByIdentity:
    """A figure by itself, whatever is in it: those that a view keeps are drawn for many readers."""

    figure: object

    def __hash__(self) -> int:
        return id(self.figure)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and self.figure is other.figure


@functools.lru_cache(maxsize=FIGURES_KEPT)
def _checked(same: ByIdentity) -> graph_objects.Figure:
    """A figure as Plotly's own object, which Streamlit does not check again; that takes most of the time."""
    return graph_objects.Figure(same.figure)


def show_rows(
    groups: Iterable[Mapping[str, Any]], key: str, label: str, height: int = 0, first: int | None = None
) -> None:
    """Groups of claims as a list of buttons (`title, badge, note, rows`); a row opens its evidence.

    All but the `first` groups are folded.
    """
    data = {"groups": list(groups), "label": label, "height": height, "first": first}
    show_component(components.rows, key, data)


def show_matrix(
    data: Mapping[str, Any],
    key: str,
    more: tuple[str, str] | None = None,
    outlets: Iterable[object] | None = None,
) -> None:
    """Sources side by side; every claim opens its evidence. `more` is a page to go on to, and its words.

    `outlets` are those of its claims, unless the columns are.
    """
    credit = sentences.credit([each["label"] for each in data["sources"]] if outlets is None else outlets)
    show_component(components.matrix, key, {**data, "credit": credit})
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key=f"below-{key}"):
        _show_saving(key)
        if more:
            st.page_link(more[0], label=more[1], width="content")


def show_strip(data: Mapping[str, Any], key: str) -> None:
    """Lanes of marks along one axis; a mark opens its evidence."""
    show_component(components.strip, key, data)
    _show_saving(key)


def show_component_saved(draw: Callable[..., object], key: str, data: Mapping[str, Any]) -> None:
    """A component that opens claims, with a way to save its picture."""
    show_component(draw, key, data)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key=f"below-{key}"):
        _show_saving(key)


def show_reader(data: Mapping[str, Any], key: str) -> None:
    """A document with marked spans; a span opens its evidence."""
    show_component(components.reader, key, data)


def row_items(
    claims: pd.DataFrame, view: views.View, kinds: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Rows for `show_rows`, at most a few hundred: what is claimed, by whom, where and for which day.

    The colour of a row is its outlet's, or its kind's where `kinds` have colours.
    """
    shown = claims.head(SHOWN_ROWS)
    inside = contents.of_listed(view, shown)
    return [
        {
            "id": claim["claim_id"],
            "what": sentences.describe(claim, inside.get(str(claim["claim_id"]), "")),
            "who": sentences.attribute(claim),
            "when": sentences.days(claim["earliest"], claim["latest"]),
            "color": kinds[claim["kind"]] if kinds else view.data.colors.get(str(claim["source"]), ""),
            "on": claim["claim_id"] == view.selected,
        }
        for claim in shown.to_dict("records")
    ]


def show_list(
    claims: pd.DataFrame | Listed, view: views.View, key: str, label: str, look: Look = USUAL
) -> None:
    """Claims as a list with its downloads; says so when the list is cut."""
    show_claims(claims, view, key, label, look)
    show_downloads(claims, key, label)


def show_claims(
    claims: pd.DataFrame | Listed, view: views.View, key: str, label: str, look: Look = USUAL
) -> None:
    """Claims as a list, as many as some screens of it hold; says so when it is cut."""
    shown = as_list(claims)
    most, note = min(SHOWN_ROWS, look.height // PIXELS_A_ROW), look.note
    if shown.number > most:
        note = f"{note} The first {most} of {shown.number:,}; the file has {in_file(shown)}.".strip()
    tall = look.height if shown.number > look.height // 52 else 0
    if isinstance(claims, Listed) and look.kinds is None:
        rows = _first_items(view, claims, most)
    else:
        rows = row_items(shown.first.head(most), view, look.kinds)
    show_rows([{"title": label, "note": note, "rows": rows}], key, label, tall)


@views.drawn_once
def _first_items(view: views.View, claims: Listed, most: int) -> list[dict[str, Any]]:
    """The rows of a list that the view has kept."""
    return row_items(claims.first.head(most), view)


def in_file(claims: Listed) -> str:
    """How many of some claims a file made on demand holds."""
    return "all" if claims.number <= MOST_IN_FILE else f"the first {MOST_IN_FILE:,}"


def show_downloads(claims: pd.DataFrame | Listed, key: str, title: str) -> None:
    """Buttons for every format that the claims can be had in; a file is made when it is asked for."""
    rows = as_list(claims)
    number = sentences.count(min(rows.number, MOST_IN_FILE), noun(rows.first))
    version, known = datasets.shown_version(), datasets.about_shown(title)
    of_all = "" if rows.number <= MOST_IN_FILE else f" of {rows.number:,}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"downloads-{key}"):
        st.html(f'<p class="status">Download {number}{of_all}:</p>', width="content")
        for suffix, mime, write in files.formats_for(rows.first):
            file = f"{key}-{version}.{suffix}"
            row = f"{title}: one row a {noun(rows.first)}"
            show_download(file, mime, functools.partial(_write, write, rows, known), f"{key}-{suffix}", row)
        show_about(f"{key}-{version}", functools.partial(_about_csv, rows, known=known), f"{key}-about")


def show_download(file: str, mime: str, write: Callable[[], bytes], key: str, holds: str) -> None:
    """A button for a file that is made when it is asked for, named by its format; `holds` says of what."""
    st.download_button(
        next(name for suffix, name in files.NAMES.items() if file.endswith(f".{suffix}")),
        write,
        file_name=file,
        mime=mime,
        key=key,
        on_click="ignore",
        type="tertiary",
        help=holds,
    )


def show_about(stem: str, describe: Callable[[str], bytes], key: str) -> None:
    """A button for what the CSV of that name, without its ending, says of itself, by its whole name."""
    write = functools.partial(describe, f"{stem}.csv")
    holds = "Sources, licence, version and columns of the CSV, to lie beside it"
    show_download(f"{stem}.{csvw.SUFFIX}", csvw.MIME, write, key, holds)


def noun(rows: pd.DataFrame) -> str:
    """What one of some rows is: a claim, a position, a mark that is perhaps no claim, or what is counted."""
    if "claim_id" not in rows.columns:
        return "row"
    if len(rows) and (rows["kind"] == "position").all():
        return "position"
    return "claim" if rows["claim"].all() else "mark"


def _show_saving(key: str) -> None:
    """Saves the picture of that key as a file."""
    data = {"chart": key, "name": key, "label": "Save the picture", "missing": "It is not drawn yet."}
    components.picture(key=f"picture-{key}", data=data, width="content")


def _write(
    write: Callable[[pd.DataFrame, files.About], bytes], claims: Listed, known: Mapping[str, Any]
) -> bytes:
    """A file of claims that says what it is, and how many rows it has."""
    rows = claims.more()
    return write(rows, {**known, "rows": len(rows)})


def _about_csv(claims: Listed, file: str, known: Mapping[str, Any]) -> bytes:
    """What the CSV of that name says of itself, with the documents of the rows in it."""
    rows = claims.more()
    columns = files.LINED if "claim_id" in rows else list(map(str, rows.columns))
    return about_csv(rows, columns, file, known)


def about_csv(rows: pd.DataFrame, columns: Sequence[str], file: str, known: Mapping[str, Any]) -> bytes:
    """What the CSV of that name says of itself, which has such columns of rows, and from which documents."""
    view = views.current_view()
    left = Selection(filters=view.filters)
    documents = listing.documents(view.data.store, left, listing.Part(limit=MOST_IN_FILE)).rows
    return csvw.describe(file, csvw.typed(rows, columns), known, csvw.sources_of(rows, documents))


def show_component(draw: Callable[..., object], key: str, data: Mapping[str, Any]) -> None:
    """A component of `components`; what it opens is a claim, whose evidence is shown."""

    def opened() -> None:
        if found := _first_text(address.value_of(key).get("open")):
            address.open_claim(found)

    draw(key=key, data=dict(data), on_open_change=opened)


def _first_text(data: object) -> str:
    while isinstance(data, list) and data:
        data = data[0]
    return data if isinstance(data, str) else ""
