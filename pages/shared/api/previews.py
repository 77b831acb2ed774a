"""The picture that a pasted link shows: of the page and the filters in its address."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from bakhmut_data.claims import filtering
from bakhmut_data.publishing import preview
from bakhmut_data.wording import cells
from bakhmut_data.wording.headings import HEADINGS, PAGES
from pages.shared.api import rows
from pages.shared.api.answers import Given, Written
from pages.shared.api.parameters import Parameter
from pages.shared.paths import API
from pages.shared.state import address, views

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
ARGUED = (FIRST, "positions", "compare")  # pages whose finding is what is argued about
LONGEST_QUERY = 2_000  # of a page's address; what is behind it is left out of its picture


def address_of(page: str, query: str) -> str:
    """Where the picture of a page's view is, below the server: with the filters of its address alone."""
    return f"{API}/{NAME}.png?{urlencode([('page', page or FIRST), *_filters(query)])}"


def data_of(page: str, query: str) -> str:
    """Where the data of a page's view is, below the server: claims, or what the page is of, by its name."""
    own = address.DATA_OF.get(page, ())
    chosen = [
        (name, value) for name, value in _asked(query) if name in own and address.is_choice(name, value)
    ]
    asked = urlencode([*_filters(query), *dict(chosen).items()])
    return f"{API}/{page if page in address.DATA_OF else 'claims'}.json{'?' if asked else ''}{asked}"


def _filters(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in _asked(query) if name in address.FILTERS]


def _asked(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query[:LONGEST_QUERY])


def picture(given: Given) -> Written:
    """The picture of a page under filters: its title, its first finding, and how much each outlet says."""
    request = rows.filters_of(given)
    whole = request.filters == filtering.Filters()
    view = views.everything(given.data) if whole else views.View(given.data, request.filters)
    page = str(given.value("page"))
    number = view.number_of("source")
    card = preview.Card(
        HEADINGS[NAMES[page]][0],
        _finding(view, page),
        tuple((str(name), int(count), given.data.colors[str(name)]) for name, count in number.items()),
        given.version,
    )
    drawn = preview.draw(card, given.value("width"))
    return Written(drawn, given.about("the picture of a page's link", **rows.notes_of(request)))


def _finding(view: views.View, page: str) -> str:
    if not view.counts.claims:
        return "The filters leave no claim."
    if page in ARGUED and view.headlines.disputed:
        return view.headlines.disputed[0].sentence
    places = view.number_of("place")
    most = int(places.iloc[0]) if len(places) else 0
    return "".join(words for words, _ in cells.counts(view.tally, most))
