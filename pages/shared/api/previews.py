"""What a pasted link shows: title, finding and picture of the view in its address."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, parse_qsl, urlencode

import duckdb
from streamlit import file_util

from bakhmut_data import patience
from bakhmut_data.claims import filtering
from bakhmut_data.errors import BakhmutError
from bakhmut_data.publishing import front_days, linked, preview
from bakhmut_data.records import Question
from bakhmut_data.wording import cells
from bakhmut_data.wording.headings import HEADINGS, PAGES
from pages.shared.api import parameters, rows
from pages.shared.api.answers import Given, Written
from pages.shared.api.parameters import Parameter
from pages.shared.paths import API
from pages.shared.state import address, datasets, views

NAME = "preview"
FIRST = "overview"  # whose address has no name
NAMES = {part or FIRST: name for part, name in PAGES.items()}
SHOWN = frozenset(part for part in PAGES if part != "add")  # what is added is for one visit
WIDTH = Parameter(
    name="width",
    says="Pixels from side to side.",
    schema={
        "type": "integer",
        "minimum": preview.LEAST_WIDTH,
        "maximum": preview.WIDTH,
        "default": preview.WIDTH,
    },
)
# What each page shows one of, besides the filters.
OWN: Mapping[str, Parameter] = {
    "front": Parameter(
        name="day",
        says="The day of the front.",
        schema={"type": "string", "pattern": f"^(?:{parameters.DAY})?$"},
        hint="a day such as 2023-03-09",
    ),
    "figures": parameters.measure(),
    "positions": parameters.question(),
    "documents": Parameter(
        name="doc",
        says="The document, by its id.",
        schema={"type": "string", "pattern": "^[0-9A-Za-z]{0,64}$"},
        hint="letters and digits",
    ),
}
# Pillow's own font has no dash, no accent and no Cyrillic; this one is what the pages are set in.
(FONT,) = (Path(file_util.get_static_dir()) / "static" / "media").glob("SourceSansVF-Upright*.woff2")
LINE, IMPLIED = "fl", "documents"  # by what a view of the front says whose line it draws
PLAIN = "#5B7FA8"  # of bars that are of no outlet
ARGUED = (FIRST, "positions", "compare")  # pages whose finding is what is argued about
LONGEST_MAKING = 5.0  # seconds, of title and finding
LONGEST_QUERY = 2_000  # of a page's address; what is behind it is left out of its picture


def address_of(page: str, query: str) -> str:
    """Where the picture of a page's view is, below the server: what of its address tells the view apart."""
    named = [("page", page or FIRST), *_filters(query), *_own(page, query)]
    return f"{API}/{NAME}.png?{urlencode(named)}"


def data_of(page: str, query: str) -> list[tuple[str, str, str]]:
    """The data of a page's view: MIME type, title, and address below the server.

    Claims, or what the page is of, by its name; of the front, that of its day or period first.
    """
    own = address.DATA_OF.get(page, ())
    chosen = [
        (name, value) for name, value in _asked(query) if name in own and address.is_choice(name, value)
    ]
    of = page if page in address.DATA_OF else "claims"
    listed = _with(f"{of}.json", [*_filters(query), *dict(chosen).items()])
    if page != "front":
        return [("application/json", "This view as data", listed)]
    return [
        ("application/geo+json", "This view as data", _front(query)),
        ("application/json", "The claims of this view as data", listed),
    ]


def _front(query: str) -> str:
    """Where the front that a view shows is as data: that of the day it names, else that of its period."""
    asked = dict(_asked(query))
    implied = asked.get(LINE) == IMPLIED
    if day := dict(_own("front", query)).get("day"):
        return _with(f"front/{day}.geojson", [("from", "documents")] if implied else [])
    period = [(name, asked[name]) for name in ("from", "to") if asked.get(name)]
    return _with("front.geojson", [*period, *([("basis", "documents")] if implied else [])])


def _with(path: str, asked: Sequence[tuple[str, str]]) -> str:
    """An address of the API below the server."""
    return f"{API}/{path}{'?' if asked else ''}{urlencode(asked)}"


def _filters(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in _asked(query) if name in address.FILTERS]


def _own(page: str, query: str) -> list[tuple[str, str]]:
    """What the page shows one of, where the address names one that there can be."""
    own = OWN.get(page)
    for name, value in _asked(query):
        if own and name == own.name and value:
            known = value in own.named if own.named else re.fullmatch(own.schema["pattern"], value)
            return [(name, value)] if known else []
    return []


def _asked(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query[:LONGEST_QUERY])


def words_of(page: str, query: str) -> tuple[str, str] | None:
    """Title and finding of a page's view; None where no tables answer, or none in time."""
    try:
        data = datasets.load_for_all()
        request = filtering.read_filters(parse_qs(query[:LONGEST_QUERY]), data.sources)
        with patience.within(LONGEST_MAKING):
            found = _shown(data, request.filters, page or FIRST, dict(_own(page, query)))
    except (BakhmutError, duckdb.Error):
        return None
    return found.title, found.finding


def picture(given: Given) -> Written:
    """The picture of a page's view: its title, its first finding, and numbers or the map of its day."""
    request = rows.filters_of(given)
    page = str(given.value("page"))
    own = OWN.get(page)
    found = _shown(given.data, request.filters, page, {own.name: given.value(own.name)} if own else {})
    card = preview.Card(
        found.title,
        found.finding,
        tuple((name, number, given.data.colors.get(name, PLAIN)) for name, number in found.numbers),
        given.version,
        found.counted,
        front_days.draw(front_days.fronts(), found.day) if found.day else None,
    )
    drawn = preview.draw(card, FONT, given.value("width"))
    return Written(drawn, given.about("the picture of a page's link", **rows.notes_of(request)))


def _shown(
    data: datasets.Dataset, filters: filtering.Filters, page: str, own: Mapping[str, str]
) -> linked.View:
    """The view of a page under filters, of its one day, measure, question or document where it names one."""
    makers: Mapping[str, Callable[[str], linked.View | None]] = {
        "m": lambda value: linked.of_measure(data.store, filters, value),
        "qn": lambda value: linked.of_question(data.store, filters, cast("Question", value)),
        "doc": lambda value: linked.of_document(data.store, value),
    }
    if page == "front":
        return linked.of_front(data.store, filters, own.get("day", ""))
    for name, value in own.items():
        if value and (found := makers[name](value)):
            return found
    return _whole(data, filters, page)


def _whole(data: datasets.Dataset, filters: filtering.Filters, page: str) -> linked.View:
    """A page as a whole: its heading, its first finding, and how much each outlet says."""
    view = views.everything(data) if filters == filtering.Filters() else views.View(data, filters)
    number: Any = view.number_of("source")
    by_outlet = tuple((str(name), int(count)) for name, count in number.items())
    return linked.View(HEADINGS[NAMES[page]][0], _finding(view, page), by_outlet)


def _finding(view: views.View, page: str) -> str:
    if not view.counts.claims:
        return linked.NOTHING
    if page in ARGUED and view.headlines.disputed:
        return view.headlines.disputed[0].sentence
    places = view.number_of("place")
    most = int(places.iloc[0]) if len(places) else 0
    return "".join(words for words, _ in cells.counts(view.tally, most))
