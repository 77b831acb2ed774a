"""Headlines, bylines and datelines tell what a text is."""

from __future__ import annotations

import pytest

from bakhmut_data.reading.documents import document_from_text

BODY = "The council met on the bridge and talked for an hour about the road, the river and the mill. " * 3


@pytest.mark.parametrize(
    ("heading", "title", "author", "publisher"),
    [
        (
            "Council meets on the bridge\n\nBy Ada Stone and Bo Reed\n\n",
            "Council meets on the bridge",
            "Ada Stone and Bo Reed",
            None,
        ),
        (
            "Council meets on the bridge\n\nBy Ada Stone, The River Post\n\n",
            "Council meets on the bridge",
            "Ada Stone",
            "The River Post",
        ),
        (
            "Menu Search Log in\n\nWhy the mill stands still\n\nDaily Ledger | Ada Stone | 3 May 2021\n\n",
            "Why the mill stands still",
            "Ada Stone",
            "Daily Ledger",
        ),
        (
            "Bridge closed for a week\n\nRIVERTON, May 3 (Valley Wire) - ",
            "Bridge closed for a week",
            None,
            "Valley Wire",
        ),
        ("", None, None, None),
    ],
)
def test_a_heading_gives_title_author_and_publisher(
    heading: str, title: str | None, author: str | None, publisher: str | None
) -> None:
    document = document_from_text(heading + BODY, raw=True)
    assert (document.title, document.author, document.publisher) == (title, author, publisher)


def test_a_biography_gives_author_and_publisher() -> None:
    text = BODY + "\n\nAda Stone is a senior reporter at River Post, where she covers mills.\n"
    document = document_from_text(text, raw=True)
    assert (document.author, document.publisher) == ("Ada Stone", "River Post")
