"""Answers in rows: claims, figures, positions, documents, places, and how many claims have which value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from bakhmut_data.answers import csvw, listing
from bakhmut_data.claims import files, filtering
from bakhmut_data.store import fetching
from bakhmut_data.store.opening import Store
from bakhmut_data.store.selections import Only, Selection
from pages.shared.api import parameters
from pages.shared.api.answers import Given, Written

CLAIM_KINDS = ("figure", "statement", "control", "position")
_OF_ALL = ("claim_id", "source", "title", "speaker", "side", "earliest", "latest", "published", "place")
_WHERE = ("document_id", "start", "end", "rule", "line")
FIGURE_COLUMNS = (*_OF_ALL, "measure", "about", "low", "high", "qualifier", "unit", "counts", *_WHERE)
POSITION_COLUMNS = (*_OF_ALL, "question", "answer", "stands", *_WHERE)
COLUMNS: Mapping[str, Sequence[str]] = {
    "claims": files.LINED,
    "figures": FIGURE_COLUMNS,
    "positions": POSITION_COLUMNS,
    "documents": listing.DOCUMENT_COLUMNS,
    "places": listing.PLACE_COLUMNS,
}
COLUMN_OF = {"m": "measure", "qn": "question", "an": "answer"}  # of choices of pages
Write = Callable[[pd.DataFrame, Sequence[str], Mapping[str, Any]], bytes]
WRITTEN_CLAIMS: Mapping[str, Write] = {
    "json": files.claims_json,
    "csv": lambda claims, columns, _: files.claims_csv(claims, columns),
    "geojson": files.claims_geojson,
    "kml": lambda claims, _, about: files.claims_kml(claims, about),
    "parquet": files.claims_parquet,
}
WRITTEN_ROWS: Mapping[str, Write] = {
    "json": lambda rows, columns, about: files.counts_json(rows[[*columns]], about),
    "csv": lambda rows, columns, _: files.counts_csv(rows[[*columns]]),
    "parquet": lambda rows, columns, about: files.counts_parquet(rows[[*columns]], about),
    "geojson": files.places_geojson,
}


def claims_in(name: str, suffix: str) -> Callable[[Given], Written]:
    """What answers with claims in a format: all of them, figures alone, or positions alone."""

    def answer(given: Given) -> Written:
        request = filters_of(given)
        kinds = {
            "claims": given.value("kind"),
            "figures": ["figure"],
            "positions": ["position"],
        }
        selection = Selection(
            filters=request.filters,
            stands=name == "positions",  # those that are read in the words of statements, too
            only=(("kind", tuple(kinds[name])), *_chosen(given)),
            known=("latitude", "longitude") if suffix in files.OF_PLACES else (),
        )
        page = listing.claims(given.data.store, selection, _part(given))
        about = given.about(name, page.total, **notes_of(request))
        return _written(given, _writer(WRITTEN_CLAIMS, suffix), page.rows, _columns(given, name), about)

    return answer


def documents_in(suffix: str) -> Callable[[Given], Written]:
    """What answers with documents in a format."""
    return _listed(listing.documents, "documents", "documents", suffix)


def places_in(suffix: str) -> Callable[[Given], Written]:
    """What answers with places in a format."""
    return _listed(listing.places, "places", "places that claims are about", suffix)


def _listed(
    ask: Callable[[Store, Selection, listing.Part], listing.Page], name: str, what: str, suffix: str
) -> Callable[[Given], Written]:
    """What answers with a page of a list under the filters, in a format."""

    def answer(given: Given) -> Written:
        request = filters_of(given)
        selection = Selection(filters=request.filters, only=_chosen(given))
        page = ask(given.data.store, selection, _part(given))
        about = given.about(what, page.total, **notes_of(request))
        return _written(given, _writer(WRITTEN_ROWS, suffix), page.rows, _columns(given, name), about)

    return answer


def facets_in(suffix: str) -> Callable[[Given], Written]:
    """What answers with the numbers of claims by value, in a format."""

    def answer(given: Given) -> Written:
        request = filters_of(given)
        rows = listing.facets(given.data.store, request.filters)
        about = given.about("how many claims have which value", **notes_of(request))
        return _written(given, _writer(WRITTEN_ROWS, suffix), rows, list(rows.columns), about)

    return answer


def _writer(of: Mapping[str, Write], suffix: str) -> Write | None:
    """What writes rows in a format; None for what the CSV of the same question says of itself."""
    return None if suffix == csvw.SUFFIX else of[suffix]


def _written(
    given: Given, write: Write | None, rows: pd.DataFrame, columns: Sequence[str], about: Mapping[str, Any]
) -> Written:
    """Rows as they are written, or what their CSV says of itself."""
    if write:
        return Written(write(rows, columns, about), about)
    asked = Selection(filters=filters_of(given).filters)
    documents = listing.documents(given.data.store, asked, listing.Part(limit=parameters.FARTHEST)).rows
    sources = csvw.sources_of(rows, documents)
    url = given.of_csv()
    return Written(csvw.describe(url, csvw.typed(rows, columns), about, sources), about)


def filters_of(given: Given) -> filtering.Request:
    """The filters as pages read them: what makes no sense has been refused."""
    names = ("src", "side", "by", "from", "to", "q")
    values = {name: given.value(name) for name in names}
    listed = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    return filtering.read_filters(listed, given.data.sources)


def notes_of(request: filtering.Request) -> dict[str, Any]:
    """Notes on filters that made no sense, for what an answer says of itself."""
    return {"notes": list(request.notes)} if request.notes else {}


def _chosen(given: Given) -> tuple[Only, ...]:
    """What choices of a page leave, by column; a document by its number, which none has that is not there."""
    chosen: list[Only] = [
        (column, (value,)) for key, column in COLUMN_OF.items() if (value := given.value(key))
    ]
    if name := given.value("doc"):
        found = fetching.document(given.data.store, name)
        chosen.append(("document", (-1 if found is None else int(str(found["order"])),)))
    return tuple(chosen)


def _part(given: Given) -> listing.Part:
    return listing.Part(order=given.value("sort"), offset=given.value("offset"), limit=given.value("limit"))


def _columns(given: Given, name: str) -> Sequence[str]:
    """The columns asked for, each once, in the order asked for."""
    return tuple(dict.fromkeys(given.value("fields"))) or COLUMNS[name]
