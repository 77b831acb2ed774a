"""Where a document was published is read from its file or its text, and only a safe address is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from bakhmut_data.limits import limits_from
from bakhmut_data.reading.addresses import pasted_address, web_address
from bakhmut_data.reading.documents import Refusal, document_from_text, read_bytes, read_file
from bakhmut_data.records import Document

pytestmark = pytest.mark.fast

BODY = "The council met on the bridge and talked for an hour about the road, the river and the mill. " * 3
HERE = "https://river.example/2023/03/bridge-closed?id=7&page=2#top"
PLAIN = "https://river.example/2023/03/bridge-closed"


@pytest.mark.parametrize("address", [HERE, "http://xn--bcher-kva.example/", "https://bücher.example/ä"])
def test_an_address_of_the_web_is_kept_as_it_is(address: str) -> None:
    assert web_address(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "river.example/bridge",
        "javascript:alert(1)",
        "JavaScript://river.example/%0aalert(1)",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "https://",
        "https://localhost/",
        "https://user:secret@river.example/",
        "https://river.example/a b",
        "https://river.example/\x00",
        'https://river.example/"onmouseover="alert(1)',
        "https://river.example/<script>",
        "https://[::1/",
        "https://river.example/" + "a" * 2_000,
    ],
)
def test_what_is_no_safe_address_is_unknown(address: str | None) -> None:
    assert web_address(address) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (f"Bridge closed\n\n{HERE}\n\n{BODY}", HERE),
        (f"Source: {HERE}\nBridge closed\n\n{BODY}", HERE),
        (f"Bridge closed\n\n{BODY}\n\nURL: <{HERE}>\n", HERE),
        (f"Bridge closed\n\n{BODY} See {HERE} for more.\n\n{BODY}", None),
        (f"Bridge closed\n\n{BODY}\n\nRead more: {HERE}\n", None),
        (f"Bridge closed\n\njavascript:alert(1)\n\n{BODY}", None),
    ],
)
def test_an_address_alone_on_a_line_is_where_a_pasted_text_stood(text: str, address: str | None) -> None:
    assert pasted_address(text) == address
    assert document_from_text(text, raw=True).url == address


def only(content: str, name: str) -> Document:
    """The one document of a file."""
    (document,) = (item for item in read_bytes(content.encode(), name) if isinstance(item, Document))
    return document


def test_a_page_names_its_own_address() -> None:
    page = (
        f'<html><head><title>Bridge closed</title><link rel="canonical" href="{PLAIN}"></head>'
        f"<body><article><h1>Bridge closed</h1><p>{BODY}</p><p>{BODY}</p></article></body></html>"
    )
    assert only(page, "a.html").url == PLAIN


def test_a_page_that_names_a_script_as_its_address_has_none() -> None:
    page = (
        "<html><head><title>Bridge closed</title>"
        '<meta property="og:url" content="javascript:alert(1)"></head>'
        f"<body><article><h1>Bridge closed</h1><p>{BODY}</p><p>{BODY}</p></article></body></html>"
    )
    assert only(page, "a.html").url is None


def test_a_mail_names_where_its_text_is_kept() -> None:
    mail = f"From: A <a@river.example>\nSubject: Bridge\nArchived-At: <{HERE}>\n\n{BODY}\n"
    assert only(mail, "a.eml").url == HERE


def test_a_row_of_a_table_has_its_address() -> None:
    assert only(f'text,url\n"{BODY}",{HERE}\n', "a.csv").url == HERE
    assert only(f'text,url\n"{BODY}",ftp://river.example/\n', "a.csv").url is None


def test_a_side_file_states_the_address(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    side = tmp_path / "a.toml"
    side.write_text(f'url = "{HERE}"\n', encoding="utf-8")
    (document,) = read_file(tmp_path / "a.txt", "a.txt", raw=False, limits=limits_from())
    assert isinstance(document, Document)
    assert document.url == HERE
    side.write_text('url = "javascript:alert(1)"\n', encoding="utf-8")
    (refusal,) = read_file(tmp_path / "a.txt", "a.txt", raw=False, limits=limits_from())
    assert isinstance(refusal, Refusal)
    assert "no address that begins with http" in refusal.reason
