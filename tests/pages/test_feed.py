"""The feed of the dashboard: what it answers, to whom it answers shortly, and what is never in it."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from starlette.types import Message, Receive, Scope, Send

from bakhmut_data.answers import changed
from bakhmut_data.publishing import feed as published
from bakhmut_data.tables import files
from pages.shared import feed
from pages.shared.server import shell
from pages.shared.state import datasets
from tests import made_claims as made
from tests.apart import run_apart

pytestmark = [pytest.mark.fast, pytest.mark.usefixtures("shown_tables")]

ATOM = {"a": published.ATOM}
GZIP = (b"accept-encoding", b"gzip, br")


async def behind(scope: Scope, _: Receive, send: Send) -> None:
    """The server behind: says that it was asked."""
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


def ask(
    path: str = "/feed.xml", method: str = "GET", headers: tuple[tuple[bytes, bytes], ...] = ()
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {"type": "http", "path": path, "method": method, "headers": list(headers)}
    run_apart(feed.Feed(behind)(scope, receive, send))
    named = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return sent[0]["status"], named, b"".join(each.get("body", b"") for each in sent[1:])


def test_the_feed_names_the_documents_with_links_into_the_dashboard() -> None:
    status, headers, body = ask()
    assert status == 200
    assert headers["content-type"] == "application/atom+xml"
    root = etree.fromstring(body)
    gazette = made.document("gazette.txt", made.GAZETTE)["document_id"]
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)]
    assert titles[:2] == ["Gazette", "A day (The Northern Courier)"]
    assert root.find("a:entry/a:link", ATOM).get("href") == f"documents?doc={gazette}"
    contested = root.xpath("a:entry[a:category/@term='contested']", namespaces=ATOM)
    assert contested
    assert all(entry.find("a:link", ATOM).get("href").startswith("compare?ev=") for entry in contested)


def test_links_are_whole_below_the_address_that_is_asked_and_the_ids_stay() -> None:
    bare = etree.fromstring(ask()[2])
    whole = etree.fromstring(ask(headers=((b"host", b"news.example:8501"),))[2])
    links = whole.xpath("//a:link/@href", namespaces=ATOM)
    assert links[:2] == ["http://news.example:8501/feed.xml", "http://news.example:8501/"]
    assert links[2].startswith("http://news.example:8501/documents?doc=")
    assert all(link.startswith("http://news.example:8501/") for link in links)
    ids = [root.xpath("//a:id/text()", namespaces=ATOM) for root in (bare, whole)]
    assert ids[0] == ids[1]


def test_who_has_it_gets_no_body_and_a_change_of_the_tables_is_a_new_feed(own_tables: Path) -> None:
    _, headers, body = ask()
    tag = headers["etag"].encode()
    for known in (tag, b"W/" + tag, b'"other", ' + tag, b"*"):
        status, again, nothing = ask(headers=((b"if-none-match", known),))
        assert (status, nothing, again["etag"]) == (304, b"", headers["etag"])
    assert ask(headers=((b"if-none-match", b'"other"'),))[0] == 200
    small = made.small_tables()
    files.write_tables(small, own_tables)
    assert ask()[2] == body
    more = made.small_tables(documents=[made.document("more.txt", "More.", publisher="Later")])
    files.write_tables(more, own_tables)
    assert ask(headers=((b"if-none-match", tag),))[0] == 200
    assert b"Later" in ask()[2]


def test_claims_that_a_build_changed_are_named_with_links_into_their_document(own_tables: Path) -> None:
    before = changed.read_before(own_tables)
    small = made.small_tables(control=[made.control(made.COURIER, "Soledar", "Ukraine")])
    files.write_tables(small, own_tables)
    changed.write_changes(own_tables, before, small)
    root = etree.fromstring(ask()[2])
    (entry,) = root.xpath("a:entry[a:category/@term='changed claims']", namespaces=ATOM)
    courier = made.document("courier.txt", made.COURIER)["document_id"]
    start = made.COURIER.index("Soledar")
    claim = f"{courier}-c{start}-{start + 7}"
    assert entry.findtext("a:summary", namespaces=ATOM).endswith(f": 1 added. Added: {claim}.")
    assert [link.get("href") for link in entry.findall("a:link", ATOM)] == [
        f"documents?doc={courier}",
        f"documents?doc={courier}&ev={claim}",
    ]


def test_it_is_compressed_for_who_takes_that_under_a_tag_of_its_own() -> None:
    _, plain, body = ask()
    _, packed, small = ask(headers=(GZIP,))
    assert packed["content-encoding"] == "gzip"
    assert gzip.decompress(small) == body
    assert plain["vary"] == packed["vary"] == "Accept-Encoding"
    assert plain["etag"] != packed["etag"]


def test_other_methods_are_refused_and_other_addresses_are_handed_on() -> None:
    status, headers, _ = ask(method="POST")
    assert (status, headers["allow"]) == (405, "GET, HEAD")
    assert ask("/front")[0] == 418
    head, _, _ = ask(method="HEAD")
    assert head == 200


def test_without_tables_the_feed_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(datasets, "TABLES", tmp_path / "none")
    assert ask()[::2] == (503, feed.NO_TABLES.encode())


def test_every_page_names_the_feed() -> None:
    link = (
        '<link rel="alternate" type="application/atom+xml" title="Bakhmut, as reported" href="/feed.xml" />'
    )
    assert all(link in page for page in shell.shells({"": ("a", "b"), "front": ("c", "d")}).values())
