"""Every address of the API: what it answers, what it takes, and in which form it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bakhmut_data.answers import csvw, listing
from bakhmut_data.claims import files
from pages.shared.api import fronts, oembed, parameters, previews, rows
from pages.shared.api.answers import Answer
from pages.shared.api.parameters import Parameter

MEDIA = {**{suffix: media for suffix, media, _ in files.FORMATS}, "png": "image/png", csvw.SUFFIX: csvw.MIME}
CLAIM_SUFFIXES = (*(suffix for suffix, _, _ in files.FORMATS), csvw.SUFFIX)
READING, MOST_CLAIMS = "in reading order, the oldest document first", "those of most claims first"
DAY = Parameter(
    name="day",
    says="A day.",
    schema={"type": "string", "pattern": f"^{parameters.DAY}$", "examples": ["2023-03-09"]},
    hint="a day such as 2023-03-09",
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address below that of the API, without its form: what it gives, and who answers in which form.

    `schema` is that of its answers where they are those of another standard.
    """

    path: str
    says: str
    answers: dict[str, Answer]
    parameters: tuple[Parameter, ...]
    within: tuple[Parameter, ...] = ()  # of the address itself
    schema: Mapping[str, Any] | None = None

    def taken(self, suffix: str) -> tuple[Parameter, ...]:
        """What the address takes in one form: a KML file has no columns to choose."""
        return tuple(each for each in self.parameters if suffix != "kml" or each.name != "fields")


def endpoints(sources: Sequence[str]) -> Iterator[Endpoint]:
    """Every address, for the claims of some outlets."""
    shared = parameters.filters(sources)
    orders = parameters.order(listing.CLAIM_ORDERS, READING)
    basis = parameters.choice("basis", "What the front is estimated from.", fronts.BASES)
    for name, says, more in (
        ("claims", "Claims that the filters leave, one row each.", (parameters.kinds(rows.CLAIM_KINDS),)),
        (
            "figures",
            "Reported numbers, with speaker and outlet; they are never added up.",
            (parameters.measure(),),
        ),
        (
            "positions",
            "Who takes which side on nine questions, outlets in their own voice included.",
            (parameters.question(), parameters.answer()),
        ),
    ):
        taken = (
            *shared,
            *more,
            parameters.document(),
            *parameters.paging(),
            orders,
            parameters.columns(rows.COLUMNS[name]),
        )
        yield Endpoint(name, says, {each: rows.claims_in(name, each) for each in CLAIM_SUFFIXES}, taken)
    yield Endpoint(
        "documents",
        "Documents in which such claims stand, with the number of these; their texts are not part of it.",
        {each: rows.documents_in(each) for each in ("json", "csv", "parquet", csvw.SUFFIX)},
        (
            *shared,
            parameters.document(),
            *parameters.paging(),
            parameters.order(listing.DOCUMENT_ORDERS, READING),
            parameters.columns(rows.COLUMNS["documents"]),
        ),
    )
    yield Endpoint(
        "places",
        "Places that such claims are about, with the number of these.",
        {each: rows.places_in(each) for each in ("json", "csv", "parquet", "geojson", csvw.SUFFIX)},
        (
            *shared,
            *parameters.paging(),
            parameters.order(listing.PLACE_ORDERS, MOST_CLAIMS),
            parameters.columns(rows.COLUMNS["places"]),
        ),
    )
    yield Endpoint(
        "facets",
        "How many claims have each outlet, side, kind, topic, place and month; outlets and sides are counted "
        "under all filters but their own.",
        {each: rows.facets_in(each) for each in ("json", "csv", csvw.SUFFIX)},
        shared,
    )
    yield Endpoint(
        "front",
        "The front of a period: areas and lines with first and last day, and places with who held them.",
        {"geojson": fronts.of_period},
        (*parameters.days(), basis),
    )
    yield Endpoint(
        "front/{day}",
        "The front of a day: estimated from the reference, or implied by the documents (from=documents).",
        {"geojson": fronts.of_day},
        (parameters.choice("from", "What the front is estimated from.", fronts.BASES), basis),
        (DAY,),
    )
    yield Endpoint(
        previews.NAME,
        "The picture that a link to a page shows where it is pasted, under the filters: of the front that of "
        "its day, of figures their measure, of positions their question, of documents the one that is named.",
        {"png": previews.picture},
        (
            parameters.choice("page", "The page that it is of.", tuple(previews.NAMES)),
            *shared,
            *previews.OWN.values(),
            previews.WIDTH,
        ),
    )
    yield Endpoint(
        oembed.NAME,
        "What another site shows of a pasted link (oEmbed 1.0): a frame with the page, or with one chart of "
        "it, where sites may frame them; else the picture of the page.",
        {"json": oembed.answer},
        oembed.parameters(),
        schema=oembed.SCHEMA,
    )
