"""When a text was published, from what the text itself says."""

from __future__ import annotations

from bakhmut_data.analysis import Analysis
from bakhmut_data.records import Document


def date_document(document: Document, analysis: Analysis) -> Document:
    """The document with its publication interval inferred, unchanged where it is known."""
    return document
