"""What every page stands in: the tables read once, the filters in the URL, and the view they leave."""

from __future__ import annotations

import functools
import html
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data import comparison, tables, views, wording
from pages.shared import lists, palette, quotes

CHECKOUT = Path(__file__).parents[2]
TABLES = Path(os.environ.get("BAKHMUT_TABLES", CHECKOUT / "bakhmut_data" / "built"))
DOCUMENTS = Path(os.environ.get("BAKHMUT_DOCUMENTS", CHECKOUT / "documents"))

FILTERS: dict[str, Any] = {"src": [], "side": [], "by": "happened", "from": "", "to": "", "q": ""}
SHOWN_FACETS = 6
SHOWN_ROWS = 300


@dataclass(frozen=True, slots=True)
class Dataset:
    """The tables with everything marked in the texts, the claims among it, and the sources in order."""

    tables: tables.Tables
    marks: pd.DataFrame
    claims: pd.DataFrame
    colors: Mapping[str, str]

    @property
    def sources(self) -> tuple[str, ...]:
        """The outlets, in the order of the documents."""
        return tuple(self.colors)


@dataclass(frozen=True, slots=True)
class View:
    """What the filters leave of a dataset, and the claim whose evidence is open."""

    data: Dataset
    filters: views.Filters
    marks: pd.DataFrame
    claims: pd.DataFrame
    selected: str

    def of_kind(self, kind: str) -> pd.DataFrame:
        """The claims of one kind."""
        return self.claims[self.claims["kind"] == kind]

    def records(self) -> dict[str, dict[Any, Any]]:
        """Every claim of the view by its id."""
        return {str(row["claim_id"]): row for row in self.claims.to_dict("records")}


def load() -> Dataset:
    """The dataset as it lies on the disk, read once for all readers until it changes; never to be altered."""
    return _load(TABLES, _stamp(TABLES))


def current_view() -> View:
    """What the reader's filters leave, read from the widgets that hold them."""
    data = load()
    filters = _request().filters
    marks, claims = _narrow(TABLES, _stamp(TABLES), filters)
    return View(data, filters, marks, claims, selected())


def subjects() -> tuple[comparison.Subject, ...]:
    """What more than one voice of the current view speaks of, lined up and graded."""
    return _subjects(TABLES, _stamp(TABLES), _request().filters)


def find_text(document: Mapping[Any, Any]) -> str | None:
    """The text of a document if the reader has it."""
    return quotes.find_text(DOCUMENTS, str(document["file"]), str(document["sha256"]))


def selected() -> str:
    """The id of the claim whose evidence is open, "" for none."""
    return str(st.session_state.get("ev", ""))[:200]


def open_claim(claim_id: str) -> None:
    """A callback: shows the evidence of a claim."""
    st.session_state["ev"] = claim_id


def set_values(**values: object) -> None:
    """A callback: gives widgets new values, which the URL follows."""
    for key, value in values.items():
        st.session_state[key] = value
    st.session_state["notes"] = {}


def reset() -> None:
    """A callback: takes every filter away."""
    set_values(**FILTERS)


def draw_filters() -> None:
    """The filters in the sidebar, the same on every page and live in the URL."""
    data = load()
    _note_url(data)
    with st.container(key="hidden"):
        st.text_input("Evidence shown", key="ev", bind="query-params", max_chars=200)
    st.text_input(
        "Search",
        key="q",
        bind="query-params",
        type="search",
        max_chars=views.LONGEST_SEARCH,
        placeholder="a name, a place, a topic",
        on_change=set_values,
    )
    st.multiselect(
        "Sources", data.sources, key="src", bind="query-params", placeholder="all", on_change=set_values
    )
    st.multiselect(
        "Speaker side", views.SIDES, key="side", bind="query-params", placeholder="all", on_change=set_values
    )
    st.radio(
        "Days by when it",
        ("happened", "published"),
        key="by",
        bind="query-params",
        horizontal=True,
        on_change=set_values,
    )
    first, last = st.columns(2)
    first.text_input(
        "From", key="from", bind="query-params", max_chars=20, placeholder="2023-03-01", on_change=set_values
    )
    last.text_input(
        "To", key="to", bind="query-params", max_chars=20, placeholder="2023-03", on_change=set_values
    )
    view = current_view()
    st.html(f'<p class="status">{views.summarise(data.claims, view.claims, view.filters)}</p>')
    st.button("Reset filters", on_click=reset, disabled=not view.filters.active, width="stretch")
    lists.copy_link(
        key="copy", data={"label": "Copy link", "done": "Link copied.", "byHand": "The link to this view"}
    )
    _draw_facets(view)


def draw_status() -> None:
    """How many claims are left, for the eye and for a screen reader."""
    view = current_view()
    words = views.summarise(view.data.claims, view.claims, view.filters)
    st.html(f'<p class="status" role="status" aria-live="polite">Showing {words}.</p>')


def draw_notes() -> None:
    """A note for everything in the URL that made no sense and was left out."""
    notes = [*st.session_state.get("notes", {}).values(), *_request().notes]
    for note in dict.fromkeys(notes):
        st.html(f'<p class="note" role="note">{_escape(note)}</p>')


def draw_title(title: str, lede: str) -> None:
    """The page's heading and the sentence that says what the page shows."""
    st.title(title, anchor=False)
    st.html(f'<p class="lede">{_escape(lede)}</p>')


def draw_empty(what: str = "claims") -> None:
    """Says that the selection is empty and offers to widen it."""
    st.subheader(f"No {what} here", anchor=False)
    view = current_view()
    if not view.filters.active:
        st.html(f'<p class="lede">The documents hold no such {_escape(what)}.</p>')
        return
    st.html('<p class="lede">The filters leave nothing to show on this page. Widen them:</p>')
    with st.container(horizontal=True):
        for label, keys in (
            ("any source", ["src"]),
            ("any side", ["side"]),
            ("any day", ["from", "to"]),
            ("no search", ["q"]),
        ):
            if any(st.session_state.get(key) for key in keys):
                values = {key: FILTERS[key] for key in keys}
                st.button(label.capitalize(), key=f"widen-{keys[0]}", on_click=set_values, kwargs=values)
        st.button("Show everything", type="primary", on_click=reset, key="widen-all")


def pick(
    label: str, options: Sequence[str], key: str, *, default: str | None = None, help_: str | None = None
) -> str:
    """One of some options, live in the URL; an unknown one there is left out with a note."""
    _note_unknown(key, options, label)
    chosen = st.pills(
        label,
        options,
        key=key,
        default=default or options[0],
        required=True,
        bind="query-params",
        on_change=set_values,
        help=help_,
    )
    return str(chosen) if chosen in options else default or options[0]


def pick_one(label: str, options: Sequence[str], key: str) -> str:
    """One of many options from a list, live in the URL; an unknown one there is left out with a note."""
    _note_unknown(key, options, label)
    return str(st.selectbox(label, options, key=key, bind="query-params", on_change=set_values))


def pick_some(label: str, options: Sequence[str], key: str, default: Sequence[str], most: int) -> list[str]:
    """Some of the options, live in the URL."""
    _note_unknown(key, options, label)
    return list(
        st.multiselect(
            label,
            options,
            key=key,
            default=default,
            max_selections=most,
            bind="query-params",
            on_change=set_values,
        )
    )


def pick_several(label: str, options: Sequence[str], key: str, default: Sequence[str]) -> list[str]:
    """Any of a few options, live in the URL."""
    _note_unknown(key, options, label)
    return list(
        st.pills(
            label,
            options,
            key=key,
            default=default,
            selection_mode="multi",
            bind="query-params",
            on_change=set_values,
        )
    )


def pick_day(label: str, days: Sequence[pd.Timestamp], key: str) -> pd.Timestamp:
    """A day between the first and the last of those reported, live in the URL; the last unless chosen."""
    first, last = days[0].date(), days[-1].date()
    raw = st.query_params.get(key)
    day = views.parse_day(raw, last=False) if raw else None
    if raw and (day is None or not first <= day <= last):
        _add_note(
            key, f"“{wording.shorten(raw, 40)}” is no day between {first} and {last}; the last is shown."
        )
    chosen = st.slider(
        label, first, last, last, format="D MMM YYYY", key=key, bind="query-params", on_change=set_values
    )
    return pd.Timestamp(str(chosen))


def show_chart(figure: object, key: str, alt: str) -> None:
    """A Plotly figure whose marks open their evidence."""

    def opened() -> None:
        points = st.session_state[key]["selection"]["points"]
        data = points[0].get("customdata") if points else None
        if found := _first_text(data):
            open_claim(found)

    st.plotly_chart(
        figure,
        key=key,
        alt=alt,
        on_select=opened,
        selection_mode="points",
        config={
            "displaylogo": False,
            "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
        },
    )


def show_map(deck: object, key: str, alt: str, height: int = 520) -> None:
    """A pydeck map whose marks open their evidence."""

    def opened() -> None:
        for objects in st.session_state[key]["selection"]["objects"].values():
            if objects and (found := _first_text(objects[0].get("claim_id"))):
                open_claim(found)

    st.pydeck_chart(deck, key=key, alt=alt, height=height, on_select=opened, selection_mode="single-object")


def show_rows(groups: Iterable[Mapping[str, Any]], key: str, label: str, height: int = 0) -> None:
    """Groups of claims as a list of buttons (`title, badge, note, rows`); a row opens its evidence."""
    _component(lists.rows, key, {"groups": list(groups), "label": label, "height": height})


def show_matrix(data: Mapping[str, Any], key: str) -> None:
    """Sources side by side; every claim opens its evidence."""
    _component(lists.matrix, key, data)


def show_strip(data: Mapping[str, Any], key: str) -> None:
    """Lanes of marks along one axis; a mark opens its evidence."""
    _component(lists.strip, key, data)


def show_reader(data: Mapping[str, Any], key: str) -> None:
    """A document with marked spans; a span opens its evidence."""
    _component(lists.reader, key, data)


def row_items(claims: pd.DataFrame, view: View) -> list[dict[str, Any]]:
    """Rows for `show_rows`, at most a few hundred: what is claimed, by whom, where and for which day."""
    return [
        {
            "id": claim["claim_id"],
            "what": wording.describe(claim),
            "who": wording.attribute(claim),
            "when": wording.days(claim["earliest"], claim["latest"]),
            "color": view.data.colors.get(str(claim["source"]), ""),
            "on": claim["claim_id"] == view.selected,
        }
        for claim in claims.head(SHOWN_ROWS).to_dict("records")
    ]


def subject_group(
    subject: comparison.Subject, records: Mapping[str, dict[Any, Any]], view: View
) -> dict[str, Any]:
    """A group for `show_rows`: the two claims that are furthest apart, and why they are graded so."""
    pair = subject.pairs[0]
    claims = pd.DataFrame([records[pair.left], records[pair.right]])
    return {
        "title": subject.title,
        "badge": wording.count(subject.count(pair.grade), "pair") + f" in {pair.grade}",
        "note": f"{pair.reason[:1].upper()}{pair.reason[1:]}.",
        "rows": row_items(claims, view),
    }


def show_list(claims: pd.DataFrame, view: View, key: str, label: str, *, height: int = 420) -> None:
    """Claims as a list with a CSV download; says so when the list is cut."""
    note = (
        ""
        if len(claims) <= SHOWN_ROWS
        else f"The first {SHOWN_ROWS} of {len(claims):,}; the download has all."
    )
    tall = height if len(claims) > height // 52 else 0
    show_rows([{"title": label, "note": note, "rows": row_items(claims, view)}], key, label, tall)
    show_download(claims, key, label)


def show_download(claims: pd.DataFrame, key: str, label: str) -> None:
    """A button that downloads claims as CSV, made only when it is asked for."""
    st.download_button(
        f"Download as CSV ({wording.count(len(claims), 'row')})",
        lambda: views.claims_csv(claims),
        file_name=f"{key}.csv",
        mime="text/csv",
        key=f"{key}-csv",
        on_click="ignore",
        type="tertiary",
        help=f"{label}: one row a claim",
    )


def _component(draw: Callable[..., object], key: str, data: Mapping[str, Any]) -> None:
    def opened() -> None:
        if found := _first_text(st.session_state[key].get("open")):
            open_claim(found)

    draw(key=key, data=dict(data), on_open_change=opened)


def _draw_facets(view: View) -> None:
    counts = views.count_facets(view.data.claims, view.filters)
    wanted = {"source": view.filters.sources, "side": view.filters.sides, "month": ()}
    chosen_month = (
        st.session_state.get("from") if st.session_state.get("from") == st.session_state.get("to") else ""
    )
    groups = []
    for name, label in (("source", "Claims by source"), ("side", "by speaker side"), ("month", "by month")):
        values = [
            {
                "value": str(value),
                "label": f"{pd.Timestamp(f'{value}-01'):%B %Y}" if name == "month" else str(value),
                "count": int(number),
                "on": value in wanted[name] or (name == "month" and value == chosen_month),
                "color": view.data.colors.get(str(value), "") if name == "source" else "",
            }
            for value, number in counts[name].items()
        ]
        if name == "month":
            values.sort(key=lambda item: str(item["value"]), reverse=True)
        groups.append({"name": name, "label": label, "values": values[:60]})
    lists.facets(key="facets", data={"groups": groups, "shown": SHOWN_FACETS}, on_toggle_change=_toggle_facet)


def _toggle_facet() -> None:
    event = st.session_state["facets"].get("toggle")
    if not event:
        return
    group, value = str(event["group"]), str(event["value"])
    if group == "month":
        same = st.session_state.get("from") == value and st.session_state.get("to") == value
        set_values(**{"from": "" if same else value, "to": "" if same else value})
        return
    key = {"source": "src", "side": "side"}[group]
    chosen = list(st.session_state.get(key, []))
    set_values(**{key: [each for each in chosen if each != value] if value in chosen else [*chosen, value]})


def _request() -> views.Request:
    values: dict[str, list[str]] = {}
    for key in FILTERS:
        value = st.session_state.get(key) or []
        values[key] = [str(each) for each in value] if isinstance(value, list) else [str(value)]
    return views.read_filters(values, load().sources)


def _note_url(data: Dataset) -> None:
    """Keeps notes on what the URL of a fresh visit asks for in vain: the widgets drop it without a word."""
    if "notes" in st.session_state:
        return
    st.session_state["notes"] = {}
    raw = {key: st.query_params.get_all(key) for key in ("src", "side", "by")}
    for at, note in enumerate(views.read_filters(raw, data.sources).notes):
        _add_note(f"filter-{at}", note)
    wanted = st.query_params.get("ev", "")
    if wanted and views.find_claim(data.marks, wanted) is None:
        _add_note("ev", f"No claim has the id “{wording.shorten(wanted, 40)}”; no evidence is shown.")


def _note_unknown(key: str, options: Sequence[str], label: str) -> None:
    for value in st.query_params.get_all(key):
        if value not in options:
            _add_note(key, f"“{wording.shorten(value, 40)}” is no choice for “{label}”; it was left out.")


def _add_note(key: str, note: str) -> None:
    st.session_state.setdefault("notes", {})[key] = note


def _first_text(data: object) -> str:
    while isinstance(data, list) and data:
        data = data[0]
    return data if isinstance(data, str) else ""


def _escape(text: str) -> str:
    return html.escape(text)


def _stamp(folder: Path) -> int:
    """Changes when the tables do."""
    files = [file.stat().st_mtime_ns for file in folder.glob("documents.*")]
    return max(files, default=0)


@functools.lru_cache(maxsize=2)
def _load(folder: Path, _changed: int) -> Dataset:
    read = tables.read_tables(folder)
    marks = views.build_claims(read)
    sources = list(dict.fromkeys(views.outlets(read.documents)))
    return Dataset(read, marks, marks[marks["claim"]], palette.source_colors(sources))


@functools.lru_cache(maxsize=64)
def _narrow(folder: Path, changed: int, filters: views.Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    marks = views.narrow_claims(_load(folder, changed).marks, filters)
    return marks, marks[marks["claim"]]


@functools.lru_cache(maxsize=32)
def _subjects(folder: Path, changed: int, filters: views.Filters) -> tuple[comparison.Subject, ...]:
    return comparison.find_subjects(_narrow(folder, changed, filters)[1])
