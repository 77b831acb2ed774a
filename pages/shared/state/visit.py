"""What every page stands in: the tables read once, the filters in the URL, and the view they leave."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import html
import os
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from bakhmut_data.claims import citation, filtering, sentences
from bakhmut_data.comparing import subjects as comparing_subjects
from bakhmut_data.errors import TableError
from bakhmut_data.store import counting, selections, store
from bakhmut_data.store import files as store_files
from bakhmut_data.tables import files as tables_files
from bakhmut_data.tables import schemas, word_choices
from pages.shared import palette
from pages.shared.paths import CHECKOUT
from pages.shared.state import build_progress, texts, uploads

TABLES = Path(os.environ.get("BAKHMUT_TABLES", CHECKOUT / "bakhmut_data" / "built"))
DOCUMENTS = Path(os.environ.get("BAKHMUT_DOCUMENTS", CHECKOUT / "documents"))

KEPT_CLAIMS = 20_000  # of a view; more are asked for anew, or the memory would fill with them
PARTIAL = ".partial"  # there while a build goes on: until it is whole, the old store answers
Answer = TypeVar("Answer")

SEARCHED = (
    "The search looks in outlets, headlines, speakers and their sides, places, topics, measures and in the "
    "words marked as claims, not in the running text of the documents. Every word must be found; case and "
    "accents do not matter."
)
FILTERS: dict[str, Any] = {"src": [], "side": [], "by": "happened", "from": "", "to": "", "q": ""}


@dataclass(frozen=True)
class Dataset:
    """The claims as a store that answers, the outlets in order, and how to read a table whole."""

    store: store.Store
    colors: Mapping[str, str]
    read: Callable[[str], pd.DataFrame]
    number_of: Callable[[str], int]

    @property
    def sources(self) -> tuple[str, ...]:
        """The outlets, in the order of the documents."""
        return tuple(self.colors)

    @property
    def tables(self) -> tables_files.Tables:
        """Every table, read whole each time: for downloads."""
        return tables_files.Tables(**{name: self.read(name) for name in schemas.SCHEMAS})

    @property
    def marks(self) -> pd.DataFrame:
        """Everything marked in the texts, all of it."""
        return self.everything.marks

    @property
    def claims(self) -> pd.DataFrame:
        """All claims."""
        return self.everything.claims

    @functools.cached_property
    def everything(self) -> View:
        """The view without filters."""
        return View(self, filtering.Filters())


@dataclass(frozen=True)
class View:
    """What the filters leave of a dataset. Answers are kept, but no frame of many claims."""

    data: Dataset
    filters: filtering.Filters
    answers: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def selected(self) -> str:
        """The id of the claim whose evidence is open, "" for none."""
        return selected()

    @property
    def counts(self) -> filtering.Counts:
        """How many claims there are, from where."""
        return self.tally.counts

    @property
    def tally(self) -> counting.Tally:
        """The numbers that every page tells."""
        return self.answer("tally", lambda: self.data.store.tally(self.filters))

    @property
    def marks(self) -> pd.DataFrame:
        """Everything marked in the texts."""
        return self._rows(self.selection(marks=True))

    @property
    def claims(self) -> pd.DataFrame:
        """The claims, all of them."""
        return self._rows(self.selection())

    def of_kind(self, kind: str) -> pd.DataFrame:
        """The claims of one kind, all of them."""
        return self._rows(self.selection(kind=(kind,)))

    def number_of(self, column: str) -> pd.Series[int]:
        """How many claims have each value of a column of the tally, most frequent first."""
        return self.tally.by[column]

    def spans(self, filters: filtering.Filters, which: filtering.WhichDate) -> pd.DataFrame:
        """What these filters or some of them leave, by the days it can speak for: `first, last, claims`."""
        asked = selections.Selection(filters=filters)
        return self.answer(("spans", filters, which), lambda: self.data.store.spans(asked, which))

    def selection(self, *, marks: bool = False, **only: Sequence[str]) -> selections.Selection:
        """What to ask the store for: these filters, and columns with the values they may have."""
        allowed = tuple((name, tuple(values)) for name, values in only.items())
        return selections.Selection(filters=self.filters, marks=marks, only=allowed)

    def records(self, subjects: Iterable[comparing_subjects.Subject]) -> dict[str, dict[Any, Any]]:
        """The claims of some subjects by their ids."""
        wanted = {claim for subject in subjects for claim in subject.claims}
        found = self.lined_up[self.lined_up["claim_id"].isin(wanted)]
        return {str(row["claim_id"]): row for row in found.to_dict("records")}

    def among(self, sources: Sequence[str]) -> View:
        """The view of some of its sources alone."""
        filters = dataclasses.replace(self.filters, sources=tuple(sources))
        return self.answer(("among", filters), lambda: View(self.data, filters))

    @property
    def lined_up(self) -> pd.DataFrame:
        """The claims that are compared with one another."""
        return self.answer("lined up", lambda: self.data.store.lined_up(self.filters))

    @property
    def subjects(self) -> tuple[comparing_subjects.Subject, ...]:
        """What more than one voice speaks of, lined up and graded."""
        return self.answer("subjects", lambda: comparing_subjects.find_subjects(self.lined_up))

    def answer(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """What `make` gives, asked for once."""
        if key not in self.answers:
            self.answers[key] = make()
        found: Answer = self.answers[key]
        return found

    def _rows(self, selection: selections.Selection) -> pd.DataFrame:
        if self.counts.claims > KEPT_CLAIMS:
            return self.data.store.claims(selection)
        return self.answer(selection, lambda: self.data.store.claims(selection))


def tables_folder() -> Path:
    """Where the tables lie that are shown: those that ship, or those of the operator's documents."""
    return build_progress.state(TABLES).folder


def load() -> Dataset:
    """The dataset as it lies on the disk, opened once for all readers until it changes.

    A reader who added documents gets it with them.
    """
    folder = tables_folder()
    stamp = _stamp(folder)
    if not uploads.added():
        return _load(folder, stamp)

    return uploads.shelf().remember(
        ("data", folder, stamp), lambda: _extended(_load(folder, stamp), folder, uploads.added_tables())
    )


def warm() -> None:
    """Opens what all readers share, where it is there, so that the first of them does not wait for it."""
    folder = tables_folder()
    with contextlib.suppress(TableError):  # each page says so
        _load(folder, _stamp(folder))


def known_texts() -> frozenset[str]:
    """The sha256 of every document that all readers see."""
    folder = tables_folder()
    return frozenset(_load(folder, _stamp(folder)).read("documents")["sha256"])


def current_view() -> View:
    """What the reader's filters leave, read from the widgets that hold them."""
    filters = request().filters
    folder = tables_folder()
    stamp = _stamp(folder)
    if uploads.added():
        return uploads.shelf().remember(("view", folder, stamp, filters), lambda: View(load(), filters))
    return _view(folder, stamp, filters)


def subjects() -> tuple[comparing_subjects.Subject, ...]:
    """What more than one voice of the current view speaks of, lined up and graded."""
    return current_view().subjects


def version() -> str:
    """The version of the tables on the screen."""
    return _version(tables_folder(), _stamp(tables_folder()))


def words() -> pd.DataFrame:
    """Which words the documents choose (`wordchoice.COLUMNS`); of added documents none are counted."""
    return _words(tables_folder(), _stamp(tables_folder()))


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
    return texts.find_text(DOCUMENTS, str(document["file"]), str(document["sha256"]), changed)


def selected() -> str:
    """The id of the claim whose evidence is open, "" for none."""
    return str(st.session_state.get("ev", ""))[:200]


def open_claim(claim_id: str) -> None:
    """A callback: shows the evidence of a claim."""
    st.session_state["ev"] = claim_id


def mirror(key: str, value: object) -> None:
    """Gives a widget that is about to be drawn, or the visit itself, a value."""
    st.session_state[key] = value


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
    if selected() and data.store.claim(selected()) is None:
        open_claim("")


def today() -> dt.date:
    """The day, in UTC, on which the reader looks: for citations."""
    return dt.datetime.now(dt.UTC).date()


def value_of(key: str) -> Any:
    """What a widget or component holds, None for one that was not drawn."""
    return st.session_state.get(key)


def add_note(key: str, note: str) -> None:
    """Tells the reader about something in the URL that was left out, until a filter changes."""
    st.session_state.setdefault("notes", {})[key] = note


def drop_note(key: str) -> None:
    """Takes a note back."""
    st.session_state.get("notes", {}).pop(key, None)


def draw_status() -> None:
    """How many claims are left, for the eye and for a screen reader; saved pictures repeat it."""
    view = current_view()
    st.html(
        f'<p class="status" role="status" aria-live="polite" data-version="{version()}">'
        f"Showing {summary(view)}.</p>"
    )


def summary(view: View) -> str:
    """How many claims of how many the filters leave."""
    return filtering.summarise(view.data.everything.counts, view.counts, view.filters)


def draw_way_out() -> None:
    """In another site's page: a link to the whole dashboard with the same view, and room for the page."""
    address = "?" + urlencode(st.query_params.to_dict(), doseq=True) if len(st.query_params) else "?"
    st.html(
        f'<p class="status embedded-note"><a href="{html.escape(address)}" target="_blank">'
        "Open this view with its filters</a></p>"
    )


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
    searched = f" {html.escape(SEARCHED)}" if view.filters.search else ""
    others = sentences.count(view.counts.claims, "claim") if view.counts.claims else ""
    left = f"{others}, but no {html.escape(what)}" if others else "nothing to show on this page"
    st.html(f'<p class="lede">The filters leave {left}.{searched} Widen them:</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
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
        if others:
            st.page_link("pages/battle/overview.py", label=f"See the {others} in the overview")


def request() -> filtering.Request:
    """The filters as the widgets hold them, with notes on what makes no sense."""
    values: dict[str, list[str]] = {}
    for key in FILTERS:
        value = st.session_state.get(key) or []
        values[key] = [str(each) for each in value] if isinstance(value, list) else [str(value)]
    return filtering.read_filters(values, load().sources)


def _stamp(folder: Path) -> int:
    """Changes when the tables or the store beside them do."""
    files = [*folder.glob("documents.*"), *folder.glob(f"{store_files.FOLDER}/{store_files.STAMP}")]
    return max((file.stat().st_mtime_ns for file in files), default=0)


@functools.lru_cache(maxsize=2)
def _load(folder: Path, _changed: int) -> Dataset:
    read = functools.partial(tables_files.read_table, folder)
    number_of = functools.cache(functools.partial(tables_files.count_rows, folder))
    if _has_store(folder):
        return _dataset(store.open_store(folder / store_files.FOLDER), read, number_of)
    whole, copies = tables_files.read_tables(folder), tables_files.read_copies(folder)
    return _dataset(store.store_of(whole, copies, word_choices.read_words(folder)), read, number_of)


def _has_store(folder: Path) -> bool:
    """Whether a store answers for the tables: until a build is whole, the old one does."""
    building = (folder / PARTIAL).is_dir() and store_files.is_readable(folder)
    return building or store_files.is_current(folder)


def _dataset(
    opened: store.Store, read: Callable[[str], pd.DataFrame], number_of: Callable[[str], int]
) -> Dataset:
    return Dataset(opened, palette.source_colors(opened.sources()), read, number_of)


def _extended(base: Dataset, folder: Path, added: tables_files.Tables) -> Dataset:
    """A dataset with the documents of one reader after the others; those are not read again."""

    def read(name: str) -> pd.DataFrame:
        return tables_files.join_table(name, [base.read(name), getattr(added, name)])

    copied = uploads.find_copied(folder)
    if _has_store(folder):
        opened = store.open_store(folder / store_files.FOLDER, added, copied)
    else:
        whole = tables_files.join_tables([base.tables, added])
        everyones = tables_files.read_copies(folder)
        opened = store.store_of(whole, {**everyones, **copied}, word_choices.read_words(folder))
    return _dataset(opened, read, lambda name: len(read(name)))


@functools.lru_cache(maxsize=2)
def _version(folder: Path, _changed: int) -> str:
    return citation.table_version(folder)


@functools.lru_cache(maxsize=2)
def _words(folder: Path, _changed: int) -> pd.DataFrame:
    return word_choices.read_words(folder)


@functools.lru_cache(maxsize=64)
def _view(folder: Path, changed: int, filters: filtering.Filters) -> View:
    return View(_load(folder, changed), filters)
