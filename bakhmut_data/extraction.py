"""One document in, everything found in it out: the finders, then linking."""

from __future__ import annotations

import hashlib

from bakhmut_data import control, figures, linking, publication, statements, timexes, toponyms
from bakhmut_data.analysis import analyse
from bakhmut_data.records import Document, Extraction


def text_document(text: str, *, file: str = "text") -> Document:
    """A document that is only a text; its identity is the text's sha256."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(document_id=sha256[:12], file=file, text=text, sha256=sha256)


def extract(document: Document | str) -> Extraction:
    """Every time, place, figure, statement and claim of control in one document, linked.

    A plain string is taken as a document of unknown origin; its publication date is
    inferred from the text, as is that of any document that does not state one.
    """
    if isinstance(document, str):
        document = text_document(document)
    analysis = analyse(document.text)
    document = publication.date_document(document, analysis)
    found_toponyms = toponyms.find_toponyms(document, analysis)
    extraction = Extraction(
        document=document,
        timexes=timexes.find_timexes(document, analysis),
        toponyms=found_toponyms,
        figures=figures.find_figures(document, analysis),
        statements=statements.find_statements(document, analysis),
        control=control.find_control(document, analysis, found_toponyms),
    )
    return linking.link(extraction, analysis)
