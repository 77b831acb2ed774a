"""The feed: entries worked out by hand, ids that stay, XML that any reader takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from lxml import etree

from bakhmut_data.answers import changed
from bakhmut_data.claims import frame
from bakhmut_data.comparing import subjects
from bakhmut_data.publishing import feed
from bakhmut_data.tables.rows import Tables
from bakhmut_data.wording import cells
from tests import made_claims as made

ATOM = {"a": feed.ATOM}
MADE = "2026-11-30T00:00:00Z"
PLACE = feed.Place("index.html", lambda entry: f"d/{entry.document_id}#{entry.claim_id}")


def conflicting() -> Tables:
    """The small tables, in which the Gazette says that 300 people or more were killed as well."""
    return made.small_tables(
        figures=[
            made.figure(
                made.GAZETTE,
                "told",
                low=300,
                qualifier="at_least",
                speaker="General Ivanov",
                as_of_earliest=pd.Timestamp("2023-03-08").date(),
                as_of_latest=pd.Timestamp("2023-03-08").date(),
            )
        ]
    )


def entries_of(tables: Tables, found: Mapping[str, int]) -> tuple[feed.Entry, ...]:
    claims = frame.build_claims(tables)
    rows = tables.documents.assign(
        source=tables.documents["document_id"].map(frame.outlets(tables.documents)),
        name=tables.documents["file"],
        found=tables.documents["file"].map(dict(found)),
    )
    by_id = {str(row["claim_id"]): row for row in claims.to_dict("records")}
    return feed.entries_of(rows.to_dict("records"), subjects.find_subjects(claims), by_id)


@pytest.fixture
def entries() -> tuple[feed.Entry, ...]:
    return entries_of(conflicting(), {"courier.txt": 2, "gazette.txt": 1, "post.txt": 4})


def parsed(entries: tuple[feed.Entry, ...], **more: Any) -> Any:
    return etree.fromstring(
        feed.write_feed(entries, "As reported", MADE, feed.Place(PLACE.home, PLACE.link, **more))
    )


def test_documents_come_newest_first_those_without_a_day_last_then_what_is_contested(
    entries: tuple[feed.Entry, ...],
) -> None:
    documents = [entry for entry in entries if entry.kind == feed.NEW]
    assert [(entry.title, entry.summary, entry.published) for entry in documents] == [
        ("gazette.txt (Gazette)", "Published 10 March 2023; 1 claim.", "2023-03-10"),
        ("A day (The Northern Courier)", "Published 8 March 2023; 2 claims.", "2023-03-08"),
        (
            "A post without a name (unknown publisher (A post without a name))",
            "Published undated; 4 claims.",
            "",
        ),
    ]
    contested = entries[len(documents) :]
    assert {entry.kind for entry in contested} == {feed.CONTESTED}
    (killed,) = [entry for entry in contested if entry.title.startswith("Killed")]
    assert "at most 90 people killed" in killed.summary
    assert "Colonel Petrenko (Ukraine), in Gazette" in killed.summary
    assert "Conflict: " in killed.summary


def test_names_and_months_within_a_summary_keep_their_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "pair_note", lambda _: "conflict: Russia in June, Ukraine in July")
    found = entries_of(conflicting(), {"courier.txt": 2, "gazette.txt": 1, "post.txt": 4})
    contested = [entry.summary for entry in found if entry.kind == feed.CONTESTED]
    assert contested
    assert all(each.endswith(". Conflict: Russia in June, Ukraine in July.") for each in contested)


def test_every_entry_has_what_the_standard_asks_for(entries: tuple[feed.Entry, ...]) -> None:
    root = parsed(entries)
    assert root.tag == f"{{{feed.ATOM}}}feed"
    assert root.findtext("a:updated", namespaces=ATOM) == MADE
    assert root.findtext("a:author/a:name", namespaces=ATOM) == "As reported"
    assert [link.get("rel") for link in root.findall("a:link", ATOM)] == ["self", "alternate"]
    nodes = root.findall("a:entry", ATOM)
    assert len(nodes) == len(entries)
    for node in nodes:
        assert node.findtext("a:title", namespaces=ATOM)
        assert node.findtext("a:updated", namespaces=ATOM) == MADE
        assert node.find("a:link[@rel='alternate']", ATOM) is not None
    ids = [node.findtext("a:id", namespaces=ATOM) for node in (root, *nodes)]
    assert len(set(ids)) == len(ids)
    assert all(
        re.fullmatch(
            r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", each or ""
        )
        for each in ids
    )


def test_a_document_keeps_its_id_whatever_is_found_in_it(entries: tuple[feed.Entry, ...]) -> None:
    other = entries_of(made.small_tables(), {"courier.txt": 9, "gazette.txt": 9, "post.txt": 9})
    assert [entry.key for entry in other[:3]] == [entry.key for entry in entries[:3]]


def test_links_are_relative_or_below_the_address(entries: tuple[feed.Entry, ...]) -> None:
    document = entries[0].document_id
    first = parsed(entries).find("a:entry/a:link", ATOM)
    assert first is not None
    assert first.get("href") == f"d/{document}#"
    root = parsed(entries, base="https://news.example/b/")
    links = [
        link.get("href") for link in (*root.findall("a:link", ATOM), *root.findall("a:entry/a:link", ATOM))
    ]
    assert links[:3] == [
        "https://news.example/b/feed.xml",
        "https://news.example/b/index.html",
        f"https://news.example/b/d/{document}#",
    ]


def test_the_same_entries_give_the_same_bytes_and_what_no_xml_can_hold_is_replaced() -> None:
    entry = feed.Entry("k", feed.NEW, "a\x00b <b>\ud800", "c & d", "0")
    once, again = (feed.write_feed([entry], "t", MADE, PLACE) for _ in range(2))
    assert once == again
    root = etree.fromstring(once)
    assert root.findtext("a:entry/a:title", namespaces=ATOM) == "a�b <b>�"
    assert root.findtext("a:entry/a:summary", namespaces=ATOM) == "c & d"


def built(after: str, made_at: str, *documents: changed.Changed, before: str = "a1") -> changed.Build:
    return changed.Build(before, after, made_at, documents)


def test_claims_that_a_build_changed_are_an_entry_for_each_build_and_document() -> None:
    tables = made.small_tables()
    courier = str(made.document("courier.txt", made.COURIER)["document_id"])
    nothing = changed.Rows(0, ())
    rows = {"added": changed.Rows(22, ("c-f1-2", "c-f3-4")), "changed": nothing}
    found = changed.Changed(courier, gone=changed.Rows(1, ("c-s5-6",)), **rows)
    builds = (
        built("c3", "2026-11-30T00:00:00Z", found, changed.Changed("elsewhere", nothing, nothing, nothing)),
        built("b2", "2026-10-01T00:00:00Z", found),
    )
    documents = tables.documents.assign(source="Courier", name="n", found=1).to_dict("records")
    entries = [each for each in feed.entries_of(documents, (), {}, builds) if each.kind == feed.CHANGED]
    assert [(each.title, each.updated, len(each.related)) for each in entries] == [
        ("Claims changed: A day (Courier)", "2026-11-30T00:00:00Z", 2),
        ("Claims changed: A day (Courier)", "2026-10-01T00:00:00Z", 0),
    ]
    assert entries[0].summary == (
        "Tables of version c3 beside a1: 22 added, 1 gone. Added: c-f1-2, c-f3-4 and 20 more. Gone: c-s5-6."
    )
    root = parsed(tuple(entries))
    assert [each.text for each in root.findall("a:entry/a:updated", ATOM)] == [
        "2026-11-30T00:00:00Z",
        "2026-10-01T00:00:00Z",
    ]
    related = root.findall("a:entry/a:link[@rel='related']", ATOM)
    assert [(each.get("title"), each.get("href")) for each in related] == [
        ("added c-f1-2", f"d/{courier}#c-f1-2"),
        ("added c-f3-4", f"d/{courier}#c-f3-4"),
    ]
    ids = [each.text for each in root.findall("a:entry/a:id", ATOM)]
    assert len(set(ids)) == 2
    again = parsed(tuple(feed.entries_of(documents, (), {}, builds[1:])))
    assert ids[1] in [each.text for each in again.findall("a:entry/a:id", ATOM)]


def test_without_a_record_of_a_build_nothing_is_said_to_have_changed(entries: tuple[feed.Entry, ...]) -> None:
    assert {entry.kind for entry in entries} == {feed.NEW, feed.CONTESTED}
