"""The forms that add documents, what was found in those added, and the buttons that remove them."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Sequence

import streamlit as st

from bakhmut_data.claims import sentences
from bakhmut_data.limits import Limits, held_from, upload_limits_from
from bakhmut_data.reading import formats
from bakhmut_data.sandbox import client
from pages.shared.panels.claims import method
from pages.shared.state import address, datasets, uploads

SWITCHED_OFF = (
    "Adding documents is switched off here. Whoever runs this site can allow it, and anybody can run the "
    "dashboard on documents of their own."
)
COUNTED = (
    ("Dates", "dates"), ("Places", "places"), ("Figures", "figures"),
    ("Statements", "statements"), ("Who holds a place", "control"), ("Positions", "positions"),
)  # fmt: skip
NO_FILE = "There is no file to add: choose files of the kinds and sizes that are named above."
TEXT_FIELDS = ("add-pasted", "add-publisher", "add-title", "add-day")


def draw_forms() -> None:
    """The two ways to add: files, or a text that is pasted."""
    limits = upload_limits_from()
    st.html(f'<p class="status">{html.escape(_in_words(limits))}</p>')
    with st.form("add-files", clear_on_submit=True):
        uploaded = st.file_uploader(
            "Files",
            type=sorted(suffix.removeprefix(".") for suffix in formats.SUFFIXES),
            accept_multiple_files=True,
            key="add-upload",
        )
        if st.form_submit_button("Read and add files", key="add-files-go"):
            if not uploaded:  # what a browser refuses is never sent
                st.html(f'<p class="note" role="alert">{NO_FILE}</p>')
            else:
                files = [client.File(file.name, file.getvalue()) for file in uploaded]
                uploads.forget_sent(uploaded)  # a copy is enough
                _read(files)
    if address.value_of("add-taken"):
        address.set_values(**dict.fromkeys((*TEXT_FIELDS, "add-taken"), ""))
    with st.form("add-text"):  # what was typed stays where it was not taken
        text = st.text_area("A pasted text", key="add-pasted", height=180)
        first, second, third = st.columns(3)
        publisher = first.text_input("Its outlet, if known", key="add-publisher", max_chars=200)
        title = second.text_input("Its headline", key="add-title", max_chars=300)
        day = third.text_input("Published", key="add-day", max_chars=10, placeholder="2023-03-08")
        if st.form_submit_button("Read and add the text", key="add-text-go"):
            if not text.strip():
                st.html('<p class="note" role="alert">There is no text to add.</p>')
            elif day and not _is_day(day):
                st.html(
                    f'<p class="note" role="alert">“{html.escape(day)}” is no day such as 2023-03-08; the '
                    "text was not added.</p>"
                )
            else:
                _read([client.pasted(text, title=title, publisher=publisher, published=day)], "add-taken")


def draw_added() -> None:
    """What was refused, what was added and found in it, and how to take it away again."""
    refusals = uploads.shelf().refusals
    if refusals:
        items = "".join(f"<li>{html.escape(sentences.shorten(str(each), 300))}</li>" for each in refusals)
        st.html(f'<div class="note" role="alert"><p>Not added:</p><ul>{items}</ul></div>')
    found = uploads.added()
    if not found:
        return
    st.header("Added for this visit", anchor=False)
    st.html(found_html(found))
    with st.container(horizontal=True, key="added"):
        for at in range(len(found)):
            st.button(f"Remove {at + 1}", key=f"remove-{at}", on_click=_remove, args=(at,))
        if len(found) > 1:
            st.button("Remove all", key="remove-all", on_click=_remove)
    st.page_link("pages/evidence/documents.py", label="Read them with every claim marked")
    st.html(f'<p class="status">{html.escape(uploads.NOT_IN_LINKS)}</p>')


def found_html(found: Sequence[client.Found]) -> str:
    """A table of added documents with how much was found in each."""
    rows = [
        (
            number,
            _name(each),
            sentences.publication(each.document),
            *(f"{len(getattr(each.tables, table)):,}" for _, table in COUNTED),
        )
        for number, each in enumerate(found, start=1)
    ]
    head = ("No.", "Document", "Published", *(label for label, _ in COUNTED))
    return method.table_html("What was found in them", head, rows, numbers=tuple(range(3, 3 + len(COUNTED))))


def _name(found: client.Found) -> str:
    row = found.document
    named = [row[field] for field in ("publisher", "title") if isinstance(row[field], str)]
    return sentences.shorten(": ".join(named) or str(row["file"]), 90)


def _read(files: Sequence[client.File], taken: str = "") -> None:
    """Reads and adds the files; notes under the key `taken` that none was refused."""
    bar = st.progress(0.0, text="Starting to read …")
    for progress in uploads.read(files, datasets.known_texts()):
        words = f"Reading {_plain(progress.file)} …" if progress.file else "Starting to read …"
        bar.progress(progress.share, text=words)
    if taken and not uploads.shelf().refusals:
        address.mirror(taken, "yes")
    st.rerun()


def _remove(at: int | None = None) -> None:
    uploads.remove(at)
    address.forget_missing()


def _plain(name: str) -> str:
    """A file's name where Markdown is interpreted: letters, digits and a few harmless marks."""
    return "".join(letter if letter.isalnum() or letter in " ./-" else " " for letter in name)[:80]


def _in_words(limits: Limits) -> str:
    return (
        f"Up to {limits.files} documents a visit, {limits.file_bytes / 1e6:g} MB a file and "
        f"{held_from().visit_bytes / 1e6:g} MB at a time, "
        f"{limits.text_characters:,} characters a document and {limits.total_characters:,} in all. "
        f"Read are {', '.join(sorted(formats.SUFFIXES))}; English only, and what is not is named."
    )


def _is_day(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True
