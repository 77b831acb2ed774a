"""The filters in the sidebar, the same on every page and live in the URL, with counts beside each value."""

from __future__ import annotations

import html
import itertools
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data.claims import files, filtering, sentences
from bakhmut_data.store import fetching
from pages.shared import components
from pages.shared.panels.compare import words
from pages.shared.panels.page import heading
from pages.shared.panels.sidebar import presets
from pages.shared.paths import API
from pages.shared.state import address, datasets, notes, uploads, views

SHOWN_FACETS = 6


@dataclass(frozen=True, slots=True)
class Data:
    """Where the API has what a page shows, in which forms it has not, and what it is narrowed by, too."""

    path: str
    without: Collection[str] = ()
    choices: tuple[str, ...] = ()


CLAIMS = Data("claims")
DATA_OF = {
    page: Data(page, without=files.OF_PLACES if page == "documents" else (), choices=choices)
    for page, choices in address.DATA_OF.items()
}
SEARCH_HINT = "Looks in outlets, speakers, places, topics and marked words, not in the running text."
MOST_VALUES = 60
MOST_NAMED = 3


def draw_filters() -> None:
    """The filters in the sidebar, the same on every page and live in the URL."""
    dataset = datasets.load()
    has_nonsense = _note_url(dataset)
    exchanged = _order_days()
    with st.container(key="hidden"):
        st.text_input("Evidence shown", key="ev", bind="query-params", max_chars=200)
    st.text_input(
        "Search",
        key="q",
        bind="query-params",
        type="search",
        max_chars=filtering.LONGEST_SEARCH,
        placeholder="a speaker, a place, a topic",
        on_change=address.set_values,
    )
    st.html(f'<p class="hint">{SEARCH_HINT}</p>')
    st.multiselect(
        "Sources",
        dataset.sources,
        key="src",
        bind="query-params",
        placeholder="all",
        on_change=address.set_values,
    )
    st.multiselect(
        "Speaker side",
        filtering.SIDES,
        key="side",
        bind="query-params",
        placeholder="all",
        on_change=address.set_values,
    )
    st.radio(
        "Days by when it",
        ("happened", "published"),
        key="by",
        bind="query-params",
        horizontal=True,
        on_change=address.set_values,
    )
    first, last = st.columns(2)
    for column, label, key, example in (
        (first, "From", "from", "YYYY-MM-DD"),
        (last, "To", "to", "or YYYY-MM"),
    ):
        column.text_input(
            label,
            key=key,
            bind="query-params",
            max_chars=20,
            placeholder=example,
            on_change=address.set_values,
        )
    if has_nonsense:  # the URL has the first word on a widget, from then on the session has it
        st.rerun()
    if exchanged != _days():  # gone back, or on
        notes.drop_note("days")


def draw_left(page: str) -> None:
    """What the filters leave, how to undo and share it, and how many claims each further value has.

    `page` is the address of the page beside them.
    """
    view = views.current_view()
    st.html(f'<p class="status">{heading.summary(view)}</p>')
    st.button("Reset filters", on_click=address.reset, disabled=not view.filters.active, width="stretch")
    components.copy_link(
        key="copy", data={"label": "Copy link", "done": "Link copied.", "byHand": "The link to this view"}
    )
    st.html(data_html(page))
    if uploads.added():
        st.html(f'<p class="status">{uploads.NOT_IN_LINKS}</p>')
    groups = [group for group in _facets(view, _chosen_month()) if group["values"]]
    components.facets(
        key="facets", data={"groups": groups, "shown": SHOWN_FACETS}, on_toggle_change=_toggle_facet
    )


def data_html(page: str) -> str:
    """Links to what a page shows under the filters, as data in every form."""
    data = DATA_OF.get(page, CLAIMS)
    query = address.data_query(*data.choices)
    asked = f"?{query}" if query else ""
    links = ", ".join(
        f'<a href="{html.escape(f"{API}/{data.path}.{form}{asked}")}" target="_blank">{files.NAMES[form]}</a>'
        for form, _, _ in files.FORMATS
        if form not in data.without
    )
    about = f'<a href="{API}/" target="_blank">how to ask for more</a>'
    without = " Documents that you added are not in it." if uploads.added() else ""
    return f'<p class="status data-links">This view as data: {links}; {about}.{without}</p>'


def _chosen_month() -> str:
    """The month, or other stretch, that stands in both boxes; "" where they differ."""
    first, last = _days()
    return first if first == last else ""


@views.kept
def _facets(view: views.View, chosen_month: str) -> list[dict[str, Any]]:
    """Groups of values with their counts: sources, sides, phases, weeks and months."""
    spans = view.spans(filtering.without(view.filters, "earliest", "latest"), view.filters.date)
    counts = view.facets
    counts = {**counts, "month": spans.groupby(spans["first"].dt.strftime("%Y-%m"))["claims"].sum()}
    wanted = {"source": view.filters.sources, "side": view.filters.sides, "month": (chosen_month,)}
    groups = []
    for name, label in (("source", "Claims by source"), ("side", "by speaker side"), ("month", "by month")):
        found = counts[name].sort_index().iloc[-MOST_VALUES:] if name == "month" else counts[name]
        values = [
            {
                "value": str(value),
                "label": f"{pd.Timestamp(f'{value}-01'):%B %Y}" if name == "month" else str(value),
                "count": int(number),
                "on": value in wanted[name],
                "color": view.data.colors.get(str(value), "") if name == "source" else "",
            }
            for value, number in found.iloc[:MOST_VALUES].items()
        ]
        groups.append({"name": name, "label": label, "values": values})
    groups[2:2] = presets.preset_groups(view)
    return groups


def _toggle_facet() -> None:
    event = address.value_of("facets").get("toggle")
    if not event:
        return
    group, value = str(event["group"]), str(event["value"])
    if group in {"phase", "week"}:
        presets.toggle(value)
        return
    if group == "month":
        same = address.value_of("from") == value and address.value_of("to") == value
        address.set_values(**{"from": "" if same else value, "to": "" if same else value})
        return
    key = {"source": "src", "side": "side"}[group]
    chosen = list(address.value_of(key) or [])
    address.set_values(
        **{key: [each for each in chosen if each != value] if value in chosen else [*chosen, value]}
    )


def _order_days() -> tuple[str, str]:
    """The days as they are to stand in their boxes; the wrong way round they are exchanged, with a note."""
    ordered = filtering.order_days(*_days())
    if ordered != _days():
        for key, day in zip(("from", "to"), ordered, strict=True):
            address.mirror(key, day)
        notes.add_note("days", filtering.EXCHANGED)
    return ordered


def _days() -> tuple[str, str]:
    """The days as they stand in their boxes."""
    return str(address.value_of("from") or ""), str(address.value_of("to") or "")


def nonsense() -> list[dict[str, tuple[str, str]]]:
    """What is mended in the URL of this visit: by parameter its value and the new one, "" for none.

    Parameters that are mended only together stand together.
    """
    found: list[dict[str, tuple[str, str]]] = address.value_of("nonsense") or []
    return found


def _note_url(dataset: datasets.Dataset) -> bool:
    """Keeps notes on what the URL of a fresh visit asks for in vain: the widgets drop it without a word.

    Fields that take any word do not: whether one of them has nonsense; it is emptied in the next run.
    """
    for key, (value, instead) in itertools.chain(*(each.items() for each in nonsense())):
        held = address.value_of(key)  # no longer than the widget takes
        if held and value.startswith(held) and not instead:
            address.mirror(key, "")
    if notes.are_begun():
        return False
    address.set_values()
    raw = {key: st.query_params.get_all(key) for key in address.FILTERS}
    for at, note in enumerate(filtering.read_filters(raw, dataset.sources).notes):
        notes.add_note(f"filter-{at}", note)
    unknown = [name for name in st.query_params if not address.is_known(name)]
    if unknown:
        named = sentences.some_of([f"“{sentences.shorten(name, 40)}”" for name in unknown], MOST_NAMED)
        notes.add_note(
            "names",
            f"In the address, {named} {'means' if len(unknown) == 1 else 'mean'} nothing here; the filters "
            f"are called {', '.join(address.FILTERS)}.",
        )
    days = {key: raw[key][0] for key in ("from", "to") if raw[key]}
    mended = [{key: (day, "")} for key, day in days.items() if filtering.parse_day(day, last=True) is None]
    first, last = days.get("from", ""), days.get("to", "")
    if filtering.order_days(first, last) != (first, last):
        mended.append({"from": (first, last), "to": (last, first)})
    wanted = st.query_params.get("ev", "")
    if wanted and fetching.claim(dataset.store, wanted) is None and not words.is_known(wanted):
        notes.add_note(
            "ev",
            f"No claim has the id “{sentences.shorten(wanted, 40)}”; no evidence is shown. "
            + (uploads.PERHAPS_ADDED if uploads.are_allowed() else ""),
        )
        mended.append({"ev": (wanted, "")})
    address.mirror("nonsense", mended)
    return bool(mended)
