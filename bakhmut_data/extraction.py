"""One document in, everything found in it out: the finders, then linking."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from bakhmut_data.finding.control import find_control
from bakhmut_data.finding.figures import find_figures
from bakhmut_data.finding.genre import find_genre
from bakhmut_data.finding.places import find_toponyms
from bakhmut_data.finding.positions import find_positions
from bakhmut_data.finding.published import date_document
from bakhmut_data.finding.statements import SpeakerIndex, find_statements
from bakhmut_data.finding.times import find_timexes
from bakhmut_data.language.analysis import analyse
from bakhmut_data.linking import link
from bakhmut_data.records import Document, Extraction

GIVEN_BASIS = "Given with the text."


def text_document(text: str, *, file: str = "text") -> Document:
    """A document that is only a text; its identity is the text's sha256."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(document_id=sha256[:12], file=file, text=text, sha256=sha256)


def extract(
    document: Document | str, *, published: dt.date | None = None, publisher: str | None = None
) -> Extraction:
    """Every time, place, figure, statement and claim of control in one document, linked.

    A plain string is taken as a document of unknown origin; what the caller knows of it, its
    day of publication and its publisher, goes before what it says itself. Without either the
    day is inferred from the text.
    """
    if isinstance(document, str):
        document = text_document(document)
    document = _with_known(document, published, publisher)
    analysis = analyse(document.text)
    document = date_document(document, analysis)
    found_toponyms = find_toponyms(document, analysis)
    speakers = SpeakerIndex(document, analysis)
    statements = find_statements(document, analysis, speakers)
    extraction = Extraction(
        document=document,
        timexes=find_timexes(document, analysis),
        toponyms=found_toponyms,
        figures=find_figures(document, analysis, found_toponyms, statements),
        statements=statements,
        control=find_control(document, analysis, found_toponyms),
    )
    linked = link(extraction, analysis)
    genre, genre_basis = find_genre(document, analysis, linked.statements)
    return replace(
        linked,
        document=replace(document, genre=genre, genre_basis=genre_basis),
        positions=find_positions(linked, analysis, speakers.resolve),
    )


def _with_known(document: Document, published: dt.date | None, publisher: str | None) -> Document:
    """The document with what the caller knows of it."""
    if publisher is not None:
        document = replace(document, publisher=publisher)
    if published is None:
        return document
    return replace(
        document,
        published=published,
        published_earliest=published,
        published_latest=published,
        published_basis=GIVEN_BASIS,
    )
