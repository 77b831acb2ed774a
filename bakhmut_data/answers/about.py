"""What every answer and file says of itself: what it is, of which version, under which licence, from what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bakhmut_data.claims import citation
from bakhmut_data.front import downloads
from bakhmut_data.tables import files as tables_files

NOTE = (
    "Claims as documents report them, never facts about the war: each has its speaker, its outlet, the days "
    "it speaks for and the place in the text where it stands. Numbers of speakers are never added up."
)


def about(what: str, version: str, **more: object) -> Mapping[str, Any]:
    """Title, version of the tables, licences and sources of an answer, and `more` that is known of it."""
    return {
        "title": f"{citation.TITLE}: {what}",
        "note": NOTE,
        "version": version,
        **tables_files.terms(),
        **more,
    }


def of_front(what: str, version: str, *, implied: bool = False, **more: object) -> Mapping[str, Any]:
    """The same of a front that is estimated from the reference, or that documents imply."""
    note = downloads.IMPLIED_NOTE if implied else downloads.NOTE
    terms = {"licenses": downloads.LICENCES, "sources": downloads.SOURCES}
    if implied:
        own = tables_files.terms()
        terms = {
            "licenses": [*own["licenses"], *downloads.LICENCES],
            "sources": [*own["sources"], *downloads.IMPLIED_START],
        }
    return {**about(what, version, note=note, **terms), **more}


def with_added(what: str, version: str) -> Mapping[str, Any]:
    """The same of what holds documents that a reader added: no licence is claimed for what is from them."""
    return about(what, version, note=f"{NOTE} {tables_files.ADDED_NOTE}", licenses=[])


def licence() -> str:
    """The address of the licence that the tables are under."""
    return str(tables_files.terms()["licenses"][0]["path"])
