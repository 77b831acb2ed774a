"""What other sites show of a pasted link (oEmbed 1.0, https://oembed.com): its view, or one chart of it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from bakhmut_data.answers import about
from bakhmut_data.claims import citation, sentences
from bakhmut_data.publishing import preview
from bakhmut_data.wording import headings
from pages.shared import options
from pages.shared.api import previews
from pages.shared.api.answers import Given, Written
from pages.shared.api.parameters import Parameter
from pages.shared.api.problems import Problem
from pages.shared.paths import API
from pages.shared.server import headers
from pages.shared.state import address

NAME = "oembed"
MIME = "application/json+oembed"
WIDTH, HEIGHT = 800, 640  # pixels of a frame, where who asks has room for it
MOST_PIXELS = 100_000
LONGEST = 2_000  # characters of a link
LONGEST_TITLE = 300  # characters, title and finding together
MOST_FIELDS = 100  # parameters of a link
KEPT_SECONDS = 3_600  # for which who shows it need not ask again
EMBED = "embed"  # Streamlit's own: a page without menu
TAB = re.compile(r"tab-[\w-]{1,80}")
PORTS = {"http": ":80", "https": ":443"}
ALONE = frozenset({"'self'", "'none'"})  # framers that are no other site
REQUIRED = ("version", "type", "title", "provider_name", "provider_url", "cache_age")
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": [*REQUIRED],
    "properties": {
        "version": {"const": "1.0"},
        "type": {"enum": ["rich", "photo", "link"]},
        **{name: {"type": "string"} for name in ("title", "provider_name", "provider_url", "html", "url")},
        **{name: {"type": "integer"} for name in ("cache_age", "width", "height")},
    },
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A link into this dashboard: its server, the page's part of the address, and what the address says."""

    server: str
    page: str
    says: tuple[tuple[str, str], ...]

    def address(self, **more: str) -> str:
        """The same view, with what is added to its address."""
        query = urlencode([*self.says, *more.items()])
        return f"{self.server}{options.root()}/{self.page}{'?' if query else ''}{query}"


def parameters() -> tuple[Parameter, ...]:
    """What the address takes."""
    return (
        Parameter(
            name="url",
            says="The link that was pasted, to a page of this dashboard or, with `only`, to one chart of it.",
            schema={
                "type": "string",
                "pattern": "^https?://[^\\u0000-\\u0020\\u007f]+$",
                "maxLength": LONGEST,
            },
            hint="the address of a page of this dashboard",
            required=True,
        ),
        _pixels("maxwidth", preview.WIDTH),
        _pixels("maxheight", HEIGHT),
        Parameter(
            name="format",
            says="JSON is the one form that there is; another that the standard knows gets 501.",
            schema={"type": "string", "enum": ["json"], "default": "json"},
            unmade=("xml",),
        ),
        Parameter(
            name="dnt",
            says="Do not track (1 asks for it): readers are not followed here, with it or without.",
            schema={"type": "string", "pattern": "^[a-z0-9]{0,8}$"},
            hint="1",
        ),
    )


def discovery(link: str) -> str:
    """Where a page's head says that this answers for a link, below the server."""
    return f"{API}/{NAME}.json?{urlencode({'url': link})}"


def answer(given: Given) -> Written:
    """A frame with the view, where other sites may frame it; else its picture, or in little room its title.

    `Problem` (404) for a link that leads to no page of this dashboard.
    """
    linked = read_link(str(given.value("url")), given.host)
    room = int(given.value("maxwidth")), int(given.value("maxheight"))
    title = title_of(linked)
    says = {
        "version": "1.0",
        "title": title,
        "provider_name": citation.TITLE,
        "provider_url": f"{linked.server}{options.root()}/",
        "cache_age": KEPT_SECONDS,
        **(_frame(linked, title, room) if may_be_framed() else _picture(linked, room)),
    }
    body = json.dumps(says, ensure_ascii=False).encode("utf-8", "replace")
    return Written(body, about.about("a pasted link", given.version))


def may_be_framed() -> bool:
    """Whether any other site may show the pages in a frame."""
    return bool(set(headers.framers_from().split()) - ALONE)


def read_link(link: str, host: str) -> Linked:
    """A link as far as it leads to a page here, on the server that was asked; `Problem` (404) for others.

    Of what its address says, only what pages know is kept.
    """
    try:
        parts = urlsplit(link)
        said = parse_qsl(parts.query, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError as error:  # brackets that hold no address; more fields than anybody means
        raise _foreign(link) from error
    page = _page(parts.path)
    here = _without_port(parts.netloc, parts.scheme) == _without_port(host, parts.scheme)
    if parts.scheme not in PORTS or not host or not here or page is None:
        raise _foreign(link)
    kept = [(name, value) for name, value in said if name in address.NAMES or TAB.fullmatch(name)]
    return Linked(f"{parts.scheme}://{host}", page, tuple(kept))


def _foreign(link: str) -> Problem:
    shown = citation.TITLE
    return Problem(404, f"url: {link[:60]!a} leads to no page of “{shown}” on this server.", "url")


def _page(path: str) -> str | None:
    """The page's part of a path, None for a path to something else."""
    root, whole = f"{options.root()}/", f"{path.removesuffix('/')}/"
    page = whole.removeprefix(root).removesuffix("/") if whole.startswith(root) else None
    return page if page in previews.SHOWN else None


def _without_port(netloc: str, scheme: str) -> str:
    return netloc.lower().removesuffix(PORTS.get(scheme, ""))


def title_of(linked: Linked) -> str:
    """What the very view shows: the title of the page or of the one chart, and what is found there."""
    says = dict(linked.says)
    chart = headings.chart(linked.page, says.get(address.ONLY, ""), says)
    if chart and linked.page == "figures":  # the chart is of one measure, whichever the page would show
        says["m"] = says[address.ONLY].partition("-")[0]
    filters = [(name, value) for name, value in linked.says if name in address.FILTERS]
    own = [(name, value) for name, value in says.items() if name not in address.FILTERS]
    usual = headings.HEADINGS[headings.PAGES[linked.page]][0], ""
    title, finding = previews.words_of(linked.page, urlencode([*filters, *own])) or usual
    if chart == headings.MARKS:
        chart = f"{chart} “{title}”"
    found = f": {finding}" if finding else ""
    return sentences.shorten(f"{chart or title}{found}", LONGEST_TITLE)


def _frame(linked: Linked, title: str, room: tuple[int, int]) -> dict[str, Any]:
    width, height = min(room[0], WIDTH), min(room[1], HEIGHT)
    named, source = (html.escape(each) for each in (title, linked.address(**{EMBED: "true"})))
    frame = (
        f'<iframe src="{source}" title="{named}" width="{width}" height="{height}" '
        'loading="lazy" style="border:0;max-width:100%"></iframe>'
    )
    return {"type": "rich", "width": width, "height": height, "html": frame}


def _picture(linked: Linked, room: tuple[int, int]) -> dict[str, Any]:
    width = min(room[0], preview.WIDTH, room[1] * preview.WIDTH // preview.HEIGHT)
    if width < preview.LEAST_WIDTH:
        return {"type": "link"}
    shown = previews.address_of(linked.page, urlencode(linked.says))
    url = f"{linked.server}{options.root()}/{shown}&width={width}"
    return {"type": "photo", "width": width, "height": preview.height(width), "url": url}


def _pixels(name: str, usual: int) -> Parameter:
    schema = {"type": "integer", "minimum": 1, "maximum": MOST_PIXELS, "default": usual}
    return Parameter(name=name, says="Pixels that there is room for.", schema=schema)
