"""The feed (Atom, RFC 4287): of new documents, of claims that a build changed, of what claims conflict on.

Ids are UUIDs made from what an entry is about (RFC 4122, version 5), the same in every feed of the same
tables. Nothing hangs on the clock: an entry is as new as the tables, that of a build as the tables it made.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd

from bakhmut_data.answers import changed
from bakhmut_data.claims import files, sentences
from bakhmut_data.comparing import subjects
from bakhmut_data.wording import cells, evidence

NAME = "feed.xml"
MIME = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"
OURS = uuid.UUID("5f0cbb0a-3c1f-5d0e-9b0e-6a1c0f7b2a54")  # what our ids are made in
NEW, CHANGED, CONTESTED = "new document", "changed claims", "contested"
MOST_DOCUMENTS, MOST_CHANGED, MOST_CONTESTED = 100, 50, 50
Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says: of a document, or of claims that conflict, of which `claim_id` is the first.

    `key` is what its id is made from; `published` is an ISO date and `updated` a time as in RFC 3339, "" for
    that of the tables. `related` are claims by their ids, each with what became of it.
    """

    key: str
    kind: str
    title: str
    summary: str
    document_id: str
    claim_id: str = ""
    published: str = ""
    updated: str = ""
    related: tuple[tuple[str, str], ...] = ()


def entries_of(
    documents: Iterable[Row],
    found: Iterable[subjects.Subject],
    claims: Mapping[str, Row],
    builds: Sequence[changed.Build] = (),
) -> tuple[Entry, ...]:
    """The newest documents, what builds changed, then the things on which claims conflict, most claims first.

    `documents` are rows with the number of claims `found` in each, `claims` those of the subjects by id.
    """
    documents = list(documents)
    dated = sorted(documents, key=lambda row: _day(row["published"]), reverse=True)
    contested = [each for each in found if each.grade == "conflict"]
    return (
        *(_document(row) for row in dated[:MOST_DOCUMENTS]),
        *_changes(builds, {str(row["document_id"]): row for row in documents}),
        *(_contested(each, claims) for each in contested[:MOST_CONTESTED]),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a feed and what it speaks of lie: an address that ends with a slash, or "" for beside the feed.

    `home` is the first page and `link` gives the page of an entry, both below that address. `key` is what
    the id of the feed is made from, which stays wherever the feed is asked for.
    """

    home: str
    link: Callable[[Entry], str]
    base: str = ""
    key: str = ""


def write_feed(entries: Iterable[Entry], title: str, updated: str, place: Place) -> bytes:
    """The feed as XML; tables, and so their entries, were `updated` at a time as in RFC 3339."""
    base = place.base
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(root, "id", _urn(f"feed:{place.key}"))
    _add(root, "title", title)
    _add(root, "updated", updated)
    _add(ET.SubElement(root, "author"), "name", title)
    ET.SubElement(root, "link", rel="self", type=MIME, href=f"{base}{NAME}")
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=f"{base}{place.home}")
    for entry in entries:
        node = ET.SubElement(root, "entry")
        _add(node, "id", _urn(entry.key))
        _add(node, "title", entry.title)
        _add(node, "updated", entry.updated or updated)
        if entry.published:
            _add(node, "published", f"{entry.published}T00:00:00Z")
        ET.SubElement(node, "link", rel="alternate", type="text/html", href=f"{base}{place.link(entry)}")
        for what, claim_id in entry.related:
            href = f"{base}{place.link(dataclasses.replace(entry, claim_id=claim_id))}"
            ET.SubElement(node, "link", rel="related", type="text/html", title=what, href=href)
        ET.SubElement(node, "category", term=entry.kind)
        _add(node, "summary", entry.summary)
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _document(row: Row) -> Entry:
    return Entry(
        key=f"document:{row['sha256']}",
        kind=NEW,
        title=_named(row),
        summary=f"Published {sentences.publication(row)}; {sentences.count(int(row['found']), 'claim')}.",
        document_id=str(row["document_id"]),
        published=_day(row["published"]),
    )


def _named(row: Row) -> str:
    """A document by its headline and its outlet."""
    named = evidence.headline(row) or str(row["name"])
    outlet = sentences.shorten(str(row["source"]))
    return f"{named} ({outlet})" if outlet not in named else named


def _changes(builds: Sequence[changed.Build], documents: Mapping[str, Row]) -> tuple[Entry, ...]:
    """An entry for each build and document that is still there, the newest build first."""
    pairs = [
        (build, found) for build in builds for found in build.documents if found.document_id in documents
    ]
    return tuple(
        _change(build, found, documents[found.document_id], is_last=build is builds[0])
        for build, found in pairs[:MOST_CHANGED]
    )


def _change(build: changed.Build, found: changed.Changed, row: Row, *, is_last: bool) -> Entry:
    """What a build changed in a document; links lead to claims of the last build, which are there."""
    rows = [(how, getattr(found, how)) for how in changed.HOW]
    counts = ", ".join(f"{each.number:,} {how}" for how, each in rows if each.number)
    ids = " ".join(f"{how.capitalize()}: {_listed(each)}." for how, each in rows if each.number)
    there = [(how, each) for how, each in rows if how != "gone"] if is_last else []
    return Entry(
        key=f"changed:{build.before}:{build.after}:{found.document_id}",
        kind=CHANGED,
        title=f"Claims changed: {_named(row)}",
        summary=f"Tables of version {build.after} beside {build.before}: {counts}. {ids}",
        document_id=found.document_id,
        updated=build.made,
        related=tuple((f"{how} {claim_id}", claim_id) for how, each in there for claim_id in each.ids),
    )


def _listed(rows: changed.Rows) -> str:
    more = f" and {rows.number - len(rows.ids):,} more" if rows.number > len(rows.ids) else ""
    return f"{', '.join(rows.ids)}{more}"


def _contested(subject: subjects.Subject, claims: Mapping[str, Row]) -> Entry:
    first, second = (claims[end] for end in (subject.pairs[0].left, subject.pairs[0].right))
    said = [f"{each['what']} ({each['who']})" for each in map(cells.alone, (first, second))]
    return Entry(
        key=f"contested:{subject.key}",
        kind=CONTESTED,
        title=subject.title,
        summary=f"{' / '.join(said)}. {_capital(cells.pair_note(subject))}.",
        document_id=str(first["document_id"]),
        claim_id=str(first["claim_id"]),
    )


def _day(value: object) -> str:
    return "" if pd.isna(value) else str(sentences.day(value))  # type: ignore[call-overload]


def _capital(words: str) -> str:
    """Words as a sentence begins; names within them keep their letters."""
    return f"{words[:1].upper()}{words[1:]}"


def _urn(key: str) -> str:
    return uuid.uuid5(OURS, key).urn


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = files.NOT_IN_XML.sub("�", text)
