"""What is known of a claim and of a document: the facts by which each row is traced to the characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data.claims import sentences
from bakhmut_data.store import fetching, opening
from bakhmut_data.wording.links import Linked

Row = Mapping[Any, Any]
Facts = list[tuple[str, object]]
WITHOUT_DOCUMENTS = (
    "The line above is put together from what was found, not quoted. The sentence belongs to its publisher: "
    "only readers who have the document see it here."
)
NO_TEXT = "The text is not shown here, because it belongs to its publisher."
READ = "It is read from a reported statement, which is counted; this is not counted beside it."
LONGEST, LONGEST_BASIS, LONGEST_FACT, LONGEST_HEADLINE = 200, 300, 400, 90


def claim_facts(claim: Row, document: Row) -> Facts:
    """What is known of a claim, by name; what is not known is "" or left out."""
    title, url, speaker = (
        _short(value, LONGEST) for value in (document["title"], document["url"], claim["speaker"])
    )
    return [
        ("Outlet", str(claim["source"])),
        ("Headline", Linked(title, document["url"])),
        ("Address", Linked(url, document["url"])),
        ("Speaker", speaker),
        ("Side", str(claim["side"])),
        *_answered(claim),
        ("Speaks for", sentences.days(claim["earliest"], claim["latest"]).replace("undated", "no day given")),
        ("Published", sentences.publication(document)),
        ("How dated", _short(document["published_basis"], LONGEST_BASIS)),
        ("In the text", where(claim, document)),
        ("Claim id", str(claim["claim_id"])),
    ]


def where(span: Row, document: Row) -> str:
    """Where something stands in a text: "characters 1,203–1,240 of 6,497"."""
    return f"characters {int(span['start']):,}–{int(span['end']):,} of {int(document['characters']):,}"


def document_facts(document: Row) -> Facts:
    """What is known of a document, by name; what is not known and need not be named is left out."""
    named = {"Outlet": "publisher", "Headline": "title", "Author": "author"}
    url, length = document["url"], f"{document['words']:,} words, {document['characters']:,} characters"
    facts = [
        *(
            (name, "not found in it" if pd.isna(document[column]) else document[column])
            for name, column in named.items()
        ),
        ("Published", sentences.publication(document)),
        ("How dated", document["published_basis"]),
        ("Genre", _genre(document)),
        ("Address", url if pd.isna(url) else Linked(_short(url, LONGEST), url)),
        ("Nearly the same text as", document["original"]),
        ("Length", length),
        ("Fingerprint (SHA-256)", document["sha256"]),
    ]
    return [
        (name, value if isinstance(value, Linked) else _short(value, LONGEST_FACT))
        for name, value in facts
        if isinstance(value, Linked) or not pd.isna(value)
    ]


def headline(document: Row) -> str:
    """A headline in short; the address of a document that has none, "" without both."""
    return _short(document["title"], LONGEST_HEADLINE) or _short(document["url"], LONGEST_HEADLINE)


def inside_statements(opened: opening.Store, documents: Sequence[str]) -> dict[str, dict[str, str]]:
    """By document and id of each statement what was found inside it; asked for all documents at once."""
    found: dict[str, dict[str, str]] = {}
    marks = fetching.claims(opened, fetching.of_documents(opened, documents))
    for document, there in marks.groupby("document_id", sort=False):
        rows = there.to_dict("records")
        for statement in rows:
            if statement["kind"] != "statement":
                continue
            start, end = statement["start"], statement["end"]
            within = [mark for mark in rows if start <= mark["start"] and mark["end"] <= end]
            if words := sentences.contents(within):
                found.setdefault(str(document), {})[str(statement["claim_id"])] = words
    return found


def _answered(claim: Row) -> list[tuple[str, object]]:
    """The question and the answer of a position; nothing for other claims."""
    if claim["kind"] != "position":
        return []
    answer = sentences.answer(claim["question"], claim["answer"])
    return [("Question", sentences.label("question", claim["question"])), ("Answer", answer)]


def _genre(document: Row) -> str | None:
    """The genre with the signs it is told by."""
    if pd.isna(document["genre"]):
        return None
    basis = "" if pd.isna(document["genre_basis"]) else f" (signs: {document['genre_basis']})"
    return f"{document['genre']}{basis}"


def _short(value: object, longest: int) -> str:
    """A value in few words, "" for unknown."""
    return "" if pd.isna(value) else sentences.shorten(str(value), longest)  # type: ignore[call-overload]
