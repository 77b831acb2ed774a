"""Choices of words side by side, and the evidence of one word in a document."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from bakhmut_data.answers import about
from bakhmut_data.claims import files
from bakhmut_data.store import comparing, fetching, selections
from bakhmut_data.tables import word_choices
from pages.shared.panels.claims import drawing
from pages.shared.state import datasets, views

WORD_ID = re.compile(r"([0-9a-f]{4,64}(?:-[0-9]{1,6})?)-w([0-9]{1,9})-([0-9]{1,9})")


def find_word(view: views.View) -> tuple[dict[str, Any], fetching.Neighbours] | None:
    """The word whose evidence is open, and where it stands among the same choices; None for none."""
    if not WORD_ID.fullmatch(view.selected):
        return None
    return _find_word(view, view.selected)


@views.kept
def _find_word(view: views.View, word_id: str) -> tuple[dict[str, Any], fetching.Neighbours] | None:
    return comparing.word(view.data.store, view.selection(), word_id)


def is_known(word_id: str) -> bool:
    """Whether a word of some document has this id."""
    found = WORD_ID.fullmatch(word_id)
    if not found:
        return False
    opened = datasets.load().store
    return comparing.word(opened, fetching.of_document(opened, found[1]), word_id) is not None


def table_of(view: views.View, chosen: Sequence[str]) -> pd.DataFrame:
    """How often each source uses each word: `word_id` of the first, `concept`, `form`, `source`, `times`."""
    return counted(view, chosen)[["word_id", "concept", "form", "source", "times"]]


def show_downloads(view: views.View, chosen: Sequence[str]) -> None:
    """Buttons for files of every place where one of the words stands in the chosen sources."""
    holds = "One row for each place where one of these words stands"
    known = about.about("words that documents choose", datasets.version())  # of added ones none are counted
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="downloads-places"):
        st.html('<p class="status">Download every place where these words stand:</p>', width="content")
        for suffix, mime, write in files.COUNT_FORMATS:
            drawing.show_download(
                f"{word_choices.WORDS}-{datasets.version()}.{suffix}",
                mime,
                functools.partial(_write, write, view, chosen, known),
                f"{word_choices.WORDS}-{suffix}",
                holds,
            )


def places_of(view: views.View, chosen: Sequence[str]) -> pd.DataFrame:
    """Every place where one of the words stands in the chosen sources: with its `source`."""
    documents = fetching.documents(view.data.store, view.selection(source=chosen))
    sources = documents[["document_id", "source"]]
    return datasets.word_choices().merge(sources, on="document_id", validate="many_to_one")


def _write(
    write: Callable[[pd.DataFrame, files.About], bytes],
    view: views.View,
    chosen: Sequence[str],
    known: Mapping[str, Any],
) -> bytes:
    return write(places_of(view, chosen), known)


def counted(view: views.View, chosen: Sequence[str]) -> pd.DataFrame:
    """How often each of the chosen sources uses which word, in order of appearance."""
    return _word_choices(view, view.selection(source=chosen))


@views.kept
def _word_choices(view: views.View, selection: selections.Selection) -> pd.DataFrame:
    return comparing.word_choices(view.data.store, selection)
