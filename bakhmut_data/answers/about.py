"""What every answer says of itself: what it is, of which version, under which licence, and from what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bakhmut_data.claims import citation
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


def licence() -> str:
    """The address of the licence that the tables are under."""
    return str(tables_files.terms()["licenses"][0]["path"])
