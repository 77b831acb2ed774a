"""The words, tables and files of the method page."""

from __future__ import annotations

import functools
import html
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pandas as pd

from bakhmut_data import cells
from bakhmut_data.store import fetching
from bakhmut_data.tables import files as tables_files
from bakhmut_data.tables import schemas
from bakhmut_data.tables.rows import Tables
from bakhmut_data.wording import links
from bakhmut_data.wording import method as wording
from pages.shared.paths import CHECKOUT
from pages.shared.state import datasets, views

SHOWN_DOCUMENTS = 200
MIME = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def table_bytes(data: datasets.Dataset, name: str, suffix: str) -> Callable[[], bytes]:
    """What makes a table's file, or that of words beside the tables, when it is asked for."""
    as_csv = functools.partial(tables_files.csv_bytes, cell=cells.shown)
    write = as_csv if suffix == "csv" else tables_files.parquet_bytes
    return lambda: write(name, datasets.beside()[name] if name in schemas.BESIDE else data.read(name))


def zip_bytes(all_tables: Tables, beside: Mapping[str, pd.DataFrame], version: str) -> bytes:
    """Every table and the words beside them as CSV and Parquet, described by a `datapackage.json`."""
    files = tables_files.package_files(all_tables, beside, version)
    licence = CHECKOUT / "LICENSE"
    if licence.is_file() and not version.endswith(tables_files.ADDED_MARK):
        files["LICENSE"] = licence.read_bytes()
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sink.getvalue()


@views.kept
def documents_html(everything: views.View) -> str:
    """The documents with what is known of each and how much was found in it."""
    documents = fetching.first_documents(everything.data.store, SHOWN_DOCUMENTS)
    return tables_html([wording.documents_read(documents.to_dict("records"))])


def measured_html(path: Path) -> str:
    """The measured quality as tables; says so where nothing was measured."""
    return tables_html(wording.measured(path)) or f'<p class="lede">{wording.NOT_MEASURED}</p>'


def tables_html(tables: Iterable[wording.Table]) -> str:
    """Tables of words as escaped HTML, one after the other."""
    return "".join(table_html(table.caption, table.head, table.rows, table.numbers) for table in tables)


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


def change_log() -> str:
    """The list of changes as it stands in the repository, without its heading; "" where it is absent."""
    try:
        text = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    changes = "\n## " + text.partition("\n## ")[2]
    return changes.replace("\n### ", "\n#### ").replace("\n## ", "\n### ")
