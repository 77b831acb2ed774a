"""What every page stands in: the tables read once, the filters in the URL, and the view they leave."""

from __future__ import annotations

import functools
import html
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data import citing, comparison, tables, views, wordchoice
from pages.shared import palette, quotes, uploads

CHECKOUT = Path(__file__).parents[2]
TABLES = Path(os.environ.get("BAKHMUT_TABLES", CHECKOUT / "bakhmut_data" / "built"))
DOCUMENTS = Path(os.environ.get("BAKHMUT_DOCUMENTS", CHECKOUT / "documents"))

FILTERS: dict[str, Any] = {"src": [], "side": [], "by": "happened", "from": "", "to": "", "q": ""}


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

    def records(self, subjects: Iterable[comparison.Subject]) -> dict[str, dict[Any, Any]]:
        """The claims of some subjects by their ids."""
        wanted = {claim for subject in subjects for claim in subject.claims}
        found = self.claims[self.claims["claim_id"].isin(wanted)]
        return {str(row["claim_id"]): row for row in found.to_dict("records")}


def load() -> Dataset:
    """The dataset as it lies on the disk, read once for all readers until it changes; never to be altered.

    A reader who added documents gets it with them.
    """
    stamp = _stamp(TABLES)
    if not uploads.added():
        return _load(TABLES, stamp)
    return uploads.shelf().remember(
        ("data", TABLES, stamp), lambda: _dataset(uploads.extend(_load(TABLES, stamp).tables))
    )


def shipped_tables() -> tables.Tables:
    """The tables without what this reader added."""
    return _load(TABLES, _stamp(TABLES)).tables


def current_view() -> View:
    """What the reader's filters leave, read from the widgets that hold them."""
    data = load()
    filters = request().filters
    stamp = _stamp(TABLES)
    if uploads.added():
        marks, claims = uploads.shelf().remember(
            ("view", TABLES, stamp, filters), lambda: _left(data, filters)
        )
    else:
        marks, claims = _narrow(TABLES, stamp, filters)
    return View(data, filters, marks, claims, selected())


def subjects() -> tuple[comparison.Subject, ...]:
    """What more than one voice of the current view speaks of, lined up and graded."""
    stamp, view = _stamp(TABLES), current_view()
    if not uploads.added():
        return _subjects(TABLES, stamp, view.filters)
    return uploads.shelf().remember(
        ("subjects", TABLES, stamp, view.filters), lambda: comparison.find_subjects(view.claims)
    )


def version() -> str:
    """The version of the tables on the screen."""
    return _version(TABLES, _stamp(TABLES))


def words() -> pd.DataFrame:
    """Which words the documents choose (`wordchoice.COLUMNS`); of added documents none are counted."""
    return _words(TABLES, _stamp(TABLES))


def follow(key: str, value: str) -> None:
    """Gives a widget the value that goes with the open evidence, once for each evidence that opens.

    An address that names both keeps what it names.
    """
    seen = st.session_state.get(f"followed-{key}")
    if value and seen != selected() and not (seen is None and key in st.query_params):
        st.session_state[key] = value
    st.session_state[f"followed-{key}"] = selected()


def find_text(document: Mapping[Any, Any]) -> str | None:
    """The text of a document if the reader has it."""
    if (text := uploads.text_of(str(document["sha256"]))) is not None:
        return text
    changed = DOCUMENTS.stat().st_mtime_ns if DOCUMENTS.is_dir() else 0
    return quotes.find_text(DOCUMENTS, str(document["file"]), str(document["sha256"]), changed)


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


def forget_missing() -> None:
    """A callback: takes away what was chosen of documents that are gone: outlets, evidence, a document."""
    data = load()
    chosen = [each for each in st.session_state.get("src") or [] if each in data.sources]
    gone = [key for key in ("doc", "cs") if key in st.session_state]
    for key in gone:
        del st.session_state[key]
    set_values(src=chosen)
    if selected() and views.find_claim(data.marks, selected()) is None:
        open_claim("")


def value_of(key: str) -> Any:
    """What a widget or component holds, None for one that was not drawn."""
    return st.session_state.get(key)


def add_note(key: str, note: str) -> None:
    """Tells the reader about something in the URL that was left out, until a filter changes."""
    st.session_state.setdefault("notes", {})[key] = note


def draw_status() -> None:
    """How many claims are left, for the eye and for a screen reader."""
    view = current_view()
    words = views.summarise(view.data.claims, view.claims, view.filters)
    st.html(f'<p class="status" role="status" aria-live="polite">Showing {words}.</p>')


def draw_notes() -> None:
    """A note for everything in the URL that made no sense and was left out."""
    notes = [*st.session_state.get("notes", {}).values(), *request().notes]
    for note in dict.fromkeys(notes):
        st.html(f'<p class="note" role="note">{html.escape(note)}</p>')


def draw_title(title: str, lede: str) -> None:
    """The page's heading and the sentence that says what the page shows."""
    st.title(title, anchor=False)
    st.html(f'<p class="lede">{html.escape(lede)}</p>')


def draw_empty(what: str = "claims") -> None:
    """Says that the selection is empty and offers to widen it."""
    st.header(f"No {what} here", anchor=False)
    view = current_view()
    if not view.filters.active:
        st.html(f'<p class="lede">The documents hold no such {html.escape(what)}.</p>')
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
        st.button("Show everything", on_click=reset, key="widen-all")


def request() -> views.Request:
    """The filters as the widgets hold them, with notes on what makes no sense."""
    values: dict[str, list[str]] = {}
    for key in FILTERS:
        value = st.session_state.get(key) or []
        values[key] = [str(each) for each in value] if isinstance(value, list) else [str(value)]
    return views.read_filters(values, load().sources)


def _stamp(folder: Path) -> int:
    """Changes when the tables do."""
    files = [file.stat().st_mtime_ns for file in folder.glob("documents.*")]
    return max(files, default=0)


@functools.lru_cache(maxsize=2)
def _load(folder: Path, _changed: int) -> Dataset:
    return _dataset(tables.read_tables(folder))


def _dataset(read: tables.Tables) -> Dataset:
    marks = views.build_claims(read)
    sources = list(dict.fromkeys(views.outlets(read.documents)))
    return Dataset(read, marks, marks[marks["claim"]], palette.source_colors(sources))


@functools.lru_cache(maxsize=2)
def _version(folder: Path, _changed: int) -> str:
    return citing.table_version(folder)


@functools.lru_cache(maxsize=2)
def _words(folder: Path, _changed: int) -> pd.DataFrame:
    return wordchoice.read_words(folder)


@functools.lru_cache(maxsize=64)
def _narrow(folder: Path, changed: int, filters: views.Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    return _left(_load(folder, changed), filters)


def _left(data: Dataset, filters: views.Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    marks = views.narrow_claims(data.marks, filters)
    return marks, marks[marks["claim"]]


@functools.lru_cache(maxsize=32)
def _subjects(folder: Path, changed: int, filters: views.Filters) -> tuple[comparison.Subject, ...]:
    return comparison.find_subjects(_narrow(folder, changed, filters)[1])
