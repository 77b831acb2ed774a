"""Reading an edition as a visitor does: its pages, the links in them, and where those lead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html


def pages_of(folder: Path) -> list[Path]:
    """Every page of an edition."""
    return sorted(folder.rglob("*.html"))


def links_of(page: Path) -> Iterator[str]:
    """Every address in a page, of links, styles and pictures."""
    for element in lxml.html.fromstring(page.read_bytes()).iter():
        for name in ("href", "src"):
            if (found := element.get(name)) is not None:
                yield found


def broken_links(folder: Path) -> list[str]:
    """A line for each link within an edition that leads nowhere in it, a fragment included."""
    ids = {
        page: {element.get("id") for element in lxml.html.fromstring(page.read_bytes()).iter()}
        for page in pages_of(folder)
    }
    broken = []
    for page in ids:
        for link in links_of(page):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
            inside = target.is_file() and target.is_relative_to(folder.resolve())
            if not inside or (parts.fragment and parts.fragment not in ids.get(target, set())):
                broken.append(f"{page.relative_to(folder)}: {link}")
    return broken
