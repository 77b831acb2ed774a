"""The static edition: findings, grids, tables, front and documents as plain pages with the data beside them.

It needs no server and no script, lies on any host of files, and opens from a disk. The same tables give the
same bytes.
"""

from __future__ import annotations

import argparse
import functools
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bakhmut_data.answers import changed
from bakhmut_data.claims import citation
from bakhmut_data.errors import BakhmutError
from bakhmut_data.front import downloads
from bakhmut_data.paths import BUILT
from bakhmut_data.publishing import feed, front_days, front_files, grids, pages, small_map
from bakhmut_data.publishing.material import Material, read_material
from bakhmut_data.publishing.rendering import read_template, render
from bakhmut_data.reading import addresses
from bakhmut_data.tables import files as tables_files

MARKER = "edition.json"  # says that a folder is an edition, which the next one may replace
FORM = 1  # of the marker
SAID_AFTER = 1.0  # seconds, after which is said how far it is
Make = Callable[[], bytes]
PAGES: Mapping[str, Callable[[Material], dict[str, Any]]] = {
    "": pages.overview,
    "front": pages.front,
    "timeline": pages.days,
    "figures": pages.figures,
    "positions": grids.stands,
    "compare": grids.compare,
    "documents": pages.documents,
    "method": pages.how,
}


@dataclass(frozen=True, slots=True)
class Edition:
    """How an edition is called, and where it will lie: an address that ends with a slash, "" for anywhere."""

    title: str = citation.TITLE
    address: str = ""


def add_publish_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what `run_publish` reads: --out, --from, --title, --address."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the edition")
    parser.add_argument(
        "--from",
        dest="tables",
        type=Path,
        default=BUILT,
        metavar="TABLES",
        help="folder of built tables (default: those that ship)",
    )
    parser.add_argument("--title", default=citation.TITLE, help=f"its name (default: {citation.TITLE})")
    parser.add_argument(
        "--address",
        type=_address,
        metavar="URL",
        help="where it will lie, for the feed, previews and citations",
    )


def run_publish(options: argparse.Namespace) -> int:
    """Writes an edition and prints how large it is."""
    written = publish(options.tables, options.out, Edition(options.title, options.address or ""))
    size = sum(map(len, written.values()))
    print(f"{len(written):,} files, {size / 1_000_000:.2f} MB in {options.out}")
    return 0


def publish(tables: Path, out: Path, edition: Edition) -> dict[str, bytes]:
    """Writes the edition of the tables of a folder into another, as a whole; the files by their paths.

    `BakhmutError` where the tables cannot be read, or where something else lies in the folder.
    """
    _refuse(out)
    making = list(_files(read_material(tables), edition))
    bar = tqdm(making, desc="publishing", unit=" files", delay=SAID_AFTER, leave=False)
    written = {path: make() for path, make in bar}
    try:
        _replace(out, written)
    except OSError as error:
        raise BakhmutError(f"{out}: the edition cannot be written ({error.strerror})") from error
    return written


def _files(material: Material, edition: Edition) -> Iterator[tuple[str, Make]]:
    """The path of each file with what makes it."""
    for name in PAGES:
        yield _path(name), functools.partial(_page, material, edition, name)
    for document_id in material.documents:
        yield _document_path(document_id), functools.partial(_document, material, edition, document_id)
    yield "edition.css", functools.partial(render, "edition.css")
    period = front_days.fronts()
    for day in front_days.month_ends(period):
        drawn = functools.partial(front_days.draw, period, day)
        yield f"front/{day}.svg", functools.partial(_picture, drawn, edition)
    yield from _data(material)
    yield feed.NAME, functools.partial(_feed, material, edition)
    yield MARKER, functools.partial(_marker, material, edition)


def _path(name: str) -> str:
    return f"{name}/index.html" if name else "index.html"


def _document_path(document_id: str) -> str:
    return f"documents/{document_id}/index.html"


def _page(material: Material, edition: Edition, name: str) -> bytes:
    title = pages.MENU[name]
    values = {"heading_name": title, **pages.heading(title), **PAGES[name](material)}
    return render(f"{name or 'overview'}.html", **_common(material, edition, name, _path(name)), **values)


def _document(material: Material, edition: Edition, document_id: str) -> bytes:
    values = pages.document(material, document_id)
    path = _document_path(document_id)
    return render("document.html", **_common(material, edition, "documents", path), **values)


def _common(material: Material, edition: Edition, page: str, path: str) -> dict[str, Any]:
    """What every page says."""
    return {
        "site": edition.title,
        "address": edition.address,
        "path": path.removesuffix("index.html"),
        "root": "../" * path.count("/"),
        "menu": pages.MENU,
        "page": page,
        "sources": list(material.sources),
        "cite": citation.citation(pages.MENU[page], material.version, title=edition.title),
    }


def _picture(draw: Callable[[], dict[str, Any]], edition: Edition) -> bytes:
    """A day of the front as a picture that stands alone."""
    return render(
        "day.svg",
        picture=draw(),
        caption=small_map.CAPTION,
        note=downloads.NOTE,
        sides=small_map.SIDES,
        site=edition.title,
        style=read_template("colours.css") + read_template("day.css") + read_template("picture.css"),
    )


def _data(material: Material) -> Iterator[tuple[str, Make]]:
    """The tables as CSV and the fronts of some days, with their description."""
    period = front_days.fronts()
    days = {
        f"front-{day}.geojson": front_files.write(period, day, material.version)
        for day in front_days.month_ends(period)
    }
    files = tables_files.package_files(material.tables, material.beside, material.version, with_parquet=False)
    package = json.loads(files[tables_files.DESCRIPTION])
    package["resources"] += front_files.describe(days)
    described = (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()
    for name, content in {**files, **days, tables_files.DESCRIPTION: described}.items():
        yield f"data/{name}", functools.partial(bytes, content)


def _feed(material: Material, edition: Edition) -> bytes:
    builds = changed.read_builds(material.folder)
    entries = feed.entries_of(material.documents.values(), material.subjects, material.by_id, builds)
    place = feed.Place("index.html", _in_edition, edition.address, key=edition.address)
    return feed.write_feed(entries, edition.title, material.made, place)


def _in_edition(entry: feed.Entry) -> str:
    anchor = f"#{entry.claim_id}" if entry.claim_id else ""
    return f"{_document_path(entry.document_id)}{anchor}"


def _marker(material: Material, edition: Edition) -> bytes:
    """What the edition was made from."""
    known = {
        "edition": FORM,
        "title": edition.title,
        "address": edition.address,
        "tables": material.version,
        "made": material.made,
    }
    return (json.dumps(known, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _refuse(out: Path) -> None:
    """Raises where something lies that is no edition."""
    if out.exists() and not out.is_dir():
        raise BakhmutError(f"{out}: a file; name a folder for the edition")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise BakhmutError(f"{out}: holds files, and no edition; name an empty folder or that of an edition")


def _replace(out: Path, written: Mapping[str, bytes]) -> None:
    """All files in a folder of their own beside `out`, which then takes its name; the old edition goes."""
    place = out.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{place.name}-") as scratch:
        made, old = Path(scratch) / "made", Path(scratch) / "old"
        for path, content in written.items():
            file = made / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if not place.exists():
            made.rename(place)
            return
        place.rename(old)
        try:
            made.rename(place)
        except OSError:
            old.rename(place)
            raise


def _address(argument: str) -> str:
    """An address of the web that ends with a slash; `ArgumentTypeError` for what is none."""
    found = addresses.web_address(argument)
    if found is None or "?" in found or "#" in found:
        raise argparse.ArgumentTypeError(f"{argument!r} is no address such as https://news.example/bakhmut/")
    return f"{found.rstrip('/')}/"
