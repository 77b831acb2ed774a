"""The words, tables and files of the method page."""

from __future__ import annotations

import functools
import html
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from bakhmut_data import cells, reference
from bakhmut_data.claims import sentences
from bakhmut_data.store import fetching
from bakhmut_data.tables import files as tables_files
from bakhmut_data.tables import schemas
from bakhmut_data.tables.rows import Tables
from pages.shared.panels.documents import links
from pages.shared.paths import CHECKOUT
from pages.shared.state import datasets, views

SHOWN_DOCUMENTS = 200
WORDED = (
    "measure",
    "topic",
    "about",
    "controller",
    "status",
    "question",
)  # columns whose values pages put into words
MIME = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
METHOD = """
1. **Read.** Each file becomes a text with what its heading says of outlet, author and title. The day of
   publication is stated, or inferred from the text as the span of days it can be, with the reason.
2. **Find.** Rules find dates and lengths of time, place names, reported numbers, what somebody is reported to
   say, who is said to hold a place, and who takes which side on nine questions. A rule speaks of the
   language, never of one document; its words and names are lists in `reference/`.
3. **Link.** Each number and claim gets the speaker, the days and the place that its sentence gives it. What
   the text does not say stays empty.
4. **Compare.** Claims of different voices line up when they count the same thing, for the same side and
   place, and their days meet. They *agree*, *overlap* or *conflict*; where bounds, units, places or days do
   not allow that, they are *not comparable*. Who holds a place, whose forces are in it, who holds ground
   around it and whether it will change hands are four things. What is counted or held on no
   known day is compared with nothing.
   “About” is read as a tenth more or less, or one where that is more; a bare length of the battle as half a
   unit more or less: “7 months” as 6.5 to 7.5. Two answers to one question are opposed where both cannot be
   right; on what changes with time (who has the upper hand, whether the place will fall) only those given
   within a month are compared, and one of no known day counts for that of its publication.

**What is counted.** Claims, not sentences: one sentence can count as a statement by its speaker and as a
figure or a claim of who holds a place for what is said in it. What side a quoted speaker takes is read from
the statement, and the statement alone counts; a side that an outlet takes in its own voice is a claim of its
own. Numbers that are not about the war (ages,
reading times) are in the tables, marked by `core` = false, and counted nowhere.

**What it does not do.** It does not check whether a claim is true, it adds up nothing, and it does not fill
silence: a place nobody speaks of has no colour. Rules miss claims and misread some; the sentence is one
click away.

**Words.** *Russian-held*, *Ukrainian-held* and *contested* are ours; loaded words stand only inside a quote.
A *voice* is a speaker in an outlet; *the outlet itself* is a claim the article makes in its own name.
"""
TEXTS = """
Their texts belong to their publishers and are not shown. Whoever has the documents and runs this dashboard
beside them (in the folder `documents`, or where `BAKHMUT_DOCUMENTS` points) sees every claim in its sentence.
"""
CITE = """
Cite a figure by its tab *Cite*: it holds the title, the version of the tables and a link that opens the very
same view. Cite the whole as:
"""
LICENCES = """
The code and the tables are under the licence in `LICENSE`. The documents belong to their publishers and are
not part of this site. The base map is drawn from Natural Earth (public domain), © OpenStreetMap contributors
(ODbL 1.0), GSHHG (LGPL-3) and GeoNames (CC BY 4.0); `assets/basemap/ORIGIN.md` says which layer comes from
which.
"""


def table_bytes(data: datasets.Dataset, name: str, suffix: str) -> Callable[[], bytes]:
    """What makes a table's file, or that of words beside the tables, when it is asked for."""
    as_csv = functools.partial(tables_files.csv_bytes, cell=cells.shown)
    write = as_csv if suffix == "csv" else tables_files.parquet_bytes
    return lambda: write(name, datasets.beside()[name] if name in schemas.BESIDE else data.read(name))


def zip_bytes(all_tables: Tables, beside: Mapping[str, pd.DataFrame]) -> bytes:
    """Every table and the words beside them as CSV and Parquet, described by a `datapackage.json`."""
    files = tables_files.package_files(all_tables, beside, datasets.version())
    licence = CHECKOUT / "LICENSE"
    if licence.is_file():
        files["LICENSE"] = licence.read_bytes()
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sink.getvalue()


def columns_html(name: str, columns: Iterable[schemas.Column]) -> str:
    """The data dictionary of one table."""
    rows = [
        (
            column.name,
            column.type,
            column.description
            + (
                f" One of: {', '.join(_worded(column, value) for value in column.allowed)}."
                if column.allowed
                else ""
            ),
        )
        for column in columns
    ]
    return table_html(f"Columns of {name}", ("Column", "Type", "Meaning"), rows)


def _worded(column: schemas.Column, value: str) -> str:
    """A value of a column with the words that pages have for it, where those are others."""
    words = sentences.label(column.name, value) if column.name in WORDED else value
    return value if words == value else f"{value} ({words})"


@views.kept
def documents_html(everything: views.View) -> str:
    """The documents with what is known of each and how much was found in it."""
    documents = fetching.first_documents(everything.data.store, SHOWN_DOCUMENTS)
    rows = [
        (
            row["source"],
            links.Linked(_headline(row), row["url"]),
            sentences.publication(row),
            f"{row['words']:,}",
            f"{row['found']:,}",
        )
        for row in documents.to_dict("records")
    ]
    return table_html(
        "Documents read", ("Outlet", "Headline", "Published", "Words", "Claims"), rows, numbers=(3, 4)
    )


def _headline(row: Mapping[Any, Any]) -> str:
    """A headline in short; the address of a document that has none."""
    if not pd.isna(row["title"]):
        return sentences.shorten(str(row["title"]), 90)
    return "" if pd.isna(row["url"]) else sentences.shorten(str(row["url"]), 90)


def table_html(
    caption: str, head: Iterable[str], rows: Iterable[Iterable[object]], numbers: tuple[int, ...] = ()
) -> str:
    """A plain table of escaped text; the columns in `numbers` are set to the end."""

    def cells(name: str, values: Iterable[object]) -> str:
        marked = (
            f'<{name}{" class=n" if at in numbers else ""} dir="auto">{links.as_html(value)}</{name}>'
            for at, value in enumerate(values)
        )
        return f"<tr>{''.join(marked)}</tr>"

    body = "".join(cells("td", row) for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="group" aria-label="{html.escape(caption)}">'
        f'<table class="plain"><caption>{html.escape(caption)}</caption>'
        f"<thead>{cells('th', head)}</thead><tbody>{body}</tbody></table></div>"
    )


def made_html() -> str:
    """How each column is made."""
    rows = [(row["columns"], row["source"]) for row in reference.read_csv("columns_made.csv")]
    return table_html("How each column is made", ("Column", "From what"), rows)


def change_log() -> str:
    """The list of changes as it stands in the repository, without its heading; "" where it is absent."""
    try:
        text = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    changes = "\n## " + text.partition("\n## ")[2]
    return changes.replace("\n### ", "\n#### ").replace("\n## ", "\n### ")
