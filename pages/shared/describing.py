"""The words, tables and files of the method page."""

from __future__ import annotations

import functools
import html
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from bakhmut_data import schemas, tables, wording
from pages.shared import frame

MIME = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
METHOD = """
1. **Read.** Each file becomes a text with what its heading says of outlet, author and title. The day of
   publication is stated, or inferred from the text as the span of days it can be, with the reason.
2. **Find.** Rules find time expressions, place names, reported numbers, attributed statements and claims of
   who holds a place. A rule speaks of the language, never of one document; its words and names are lists in
   `reference/`.
3. **Link.** Each number and claim gets the speaker, the days and the place that its sentence gives it. What
   the text does not say stays empty.
4. **Compare.** Claims of different voices line up when measure, subject and place agree and their days meet.
   They *agree*, *overlap* or *conflict*; where bounds, units, places or days do not allow that, they are
   *not comparable*.

**What it does not do.** It does not check whether a claim is true, it adds up nothing, and it does not fill
silence: a place nobody speaks of has no colour. Rules miss claims and misread some; the sentence is one
click away.

**Words.** *Russian-held*, *Ukrainian-held* and *contested* are ours; loaded words stand only inside a quote.
A *voice* is a speaker in an outlet; *the outlet itself* is a claim the article makes in its own name.
"""
LICENCES = """
The code and the tables are under the licence in `LICENSE`. The documents belong to their publishers and are
not part of this site. The base map is drawn from Natural Earth (public domain), © OpenStreetMap contributors
(ODbL 1.0), GSHHG (LGPL-3) and GeoNames (CC BY 4.0); `assets/basemap/ORIGIN.md` says which layer comes from
which.
"""


def table_bytes(name: str, table: pd.DataFrame, suffix: str) -> Callable[[], bytes]:
    """What makes a table's file when it is asked for."""
    write = tables.csv_bytes if suffix == "csv" else tables.parquet_bytes
    return functools.partial(write, name, table)


def zip_bytes(all_tables: tables.Tables) -> bytes:
    """Every table as CSV and Parquet with the `datapackage.json` that describes the CSV."""
    files = {f"{name}.csv": tables.csv_bytes(name, table) for name, table in all_tables.items()}
    package = tables.data_package(all_tables, {name: files[f"{name}.csv"] for name in schemas.SCHEMAS}, "csv")
    files |= {f"{name}.parquet": tables.parquet_bytes(name, table) for name, table in all_tables.items()}
    files["datapackage.json"] = json.dumps(package, indent=2, ensure_ascii=False).encode() + b"\n"
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
            column.description + (f" One of: {', '.join(column.allowed)}." if column.allowed else ""),
        )
        for column in columns
    ]
    return table_html(f"Columns of {name}", ("Column", "Type", "Meaning"), rows)


def documents_html(data: frame.Dataset) -> str:
    """The documents with what is known of each and how much was found in it."""
    found = data.claims["document_id"].value_counts()
    outlet = data.marks.drop_duplicates("document_id").set_index("document_id")["source"]
    rows = [
        (
            outlet.get(row["document_id"], "nothing found"),
            "" if pd.isna(row["title"]) else wording.shorten(str(row["title"]), 90),
            wording.days(row["published"], row["published"]),
            f"{row['words']:,}",
            f"{found.get(row['document_id'], 0):,}",
        )
        for row in data.tables.documents.head(200).to_dict("records")
    ]
    return table_html(
        "Documents read", ("Outlet", "Headline", "Published", "Words", "Claims"), rows, numbers=(3, 4)
    )


def quality_html(path: Path) -> str:
    """The measured quality as tables; says so where nothing was measured."""
    try:
        measured: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return '<p class="lede">The quality of these tables has not been measured.</p>'
    parts, loose = [], []
    for name, value in measured.items():
        if isinstance(value, dict):
            rows = [(str(key), _shown(each)) for key, each in value.items()]
            parts.append(table_html(name.replace("_", " "), ("Measure", "Value"), rows, numbers=(1,)))
        else:
            loose.append((name.replace("_", " "), _shown(value)))
    if loose:
        parts.insert(0, table_html("How it was measured", ("", ""), loose))
    return "".join(parts)


def table_html(
    caption: str, head: Iterable[str], rows: Iterable[Iterable[object]], numbers: tuple[int, ...] = ()
) -> str:
    """A plain table of escaped text; the columns in `numbers` are set to the end."""

    def cells(name: str, values: Iterable[object]) -> str:
        marked = (
            f'<{name}{" class=n" if at in numbers else ""} dir="auto">{html.escape(str(value))}</{name}>'
            for at, value in enumerate(values)
        )
        return f"<tr>{''.join(marked)}</tr>"

    body = "".join(cells("td", row) for row in rows)
    return (
        f'<div class="wide"><table class="plain"><caption>{html.escape(caption)}</caption>'
        f"<thead>{cells('th', head)}</thead><tbody>{body}</tbody></table></div>"
    )


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} {_shown(each)}" for key, each in value.items())
    return f"{value:.2f}" if isinstance(value, float) else str(value)
