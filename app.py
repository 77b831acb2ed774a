"""The dashboard: page settings, the menu and the filters; a page is a script below `pages/`."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from bakhmut_data.errors import TableError
from bakhmut_data.wording.headings import HEADINGS, PAGES
from pages.shared import components, condition, feed, options
from pages.shared.api import oembed, previews, routes
from pages.shared.operation import health, logs, metrics, runs, stopping, warming
from pages.shared.panels.claims import evidence, figure_tabs
from pages.shared.panels.page import heading, progress
from pages.shared.panels.sidebar import filters
from pages.shared.server import elsewhere, fronts, gate, headers, shell, visits
from pages.shared.state import address, datasets, uploads, views

# `streamlit run` imports this once for `app` before the first visit. Until told otherwise, Streamlit
# takes any folder called pages for its older kind of menu and greets the first visitor of a deep link
# with "Page not found".
PagesManager.uses_pages_directory = False
# What a reader uploads stays in memory: of a file over a megabyte a copy would lie on the disk meanwhile.
MultiPartParser.spool_max_size = 2 * st.get_option("server.maxUploadSize") * 1_000_000
gate.keep_to_itself()


@contextlib.asynccontextmanager
async def served(_: st.App) -> AsyncIterator[None]:
    """Opens the tables, and keeps reading the operator's documents while the server runs."""
    sys.setswitchinterval(SWITCHED_AFTER)
    stopping.stop_well()
    runs.line.note = note_turn
    pages = [name for name in pages_served() if name != "add"]
    async with (
        datasets.opened_at_start(),
        visits.bounded(views.forget),
        warming.kept_warm(pages, datasets.shown),
    ):
        logs.output.has_readers = True
        yield


def note_turn(rank: int, waited: float, ran: float) -> None:
    """Notes a page that was drawn, and how long it waited."""
    metrics.numbers.drawn(rank, waited, ran)
    if rank != runs.HEADING:
        logs.log.write("page", waited_ms=round(1000 * waited), ms=round(1000 * ran))


def note_error(error: Exception) -> None:
    """Notes where a page failed; a reader sees what Streamlit shows."""
    metrics.numbers.failed.inc()
    logs.log.write_failure("failed page", error)


SITE = "Bakhmut, as reported"
MENU = {
    "battle/overview": "Overview",
    "battle/front": "Front",
    "battle/timeline": "Timeline",
    "battle/figures": "Figures",
    "battle/positions": "Where they stand",
    "battle/compare": "Compare",
    "evidence/documents": "Documents",
    "evidence/method": "Method",
    "evidence/add": "Add documents",
}
FIRST = "battle/overview"


def named(page: str) -> str:
    """A page's title in the browser."""
    return f"{page} – {SITE}"


def pages_served() -> dict[str, tuple[str, str]]:
    """By the address of each page, "" for the first, its title and what it shows."""
    names = {"" if script == FIRST else script.rpartition("/")[2]: page for script, page in MENU.items()}
    return {name: (named(page), HEADINGS[page][1]) for name, page in names.items()}


# Seconds; Streamlit's loop gives way after each message it sends, and gets on no sooner than a page that is
# drawn meanwhile is interrupted: with Python's 5 milliseconds, many headings wait for many pages.
SWITCHED_AFTER = 0.0005
BREATH = 0.01  # seconds; the server sends what there is every 5 milliseconds
STYLE = Path(__file__).parent / "assets" / "style.css"
KEYS = {
    "ways": [["menu", "Skip to the menu"], ["page", "Skip to the page"]],
    "sidebar": "Menu and filters",
}


def let_heading_stand() -> None:
    """Holds a visit's first page back for a moment, after which its heading is drawn.

    A browser draws what has come as soon as nothing more comes: else the heading waits for the whole page.
    """
    if not address.value_of("came"):
        address.mirror("came", value=True)
        time.sleep(BREATH)


def draw() -> None:
    """The page that is asked for, with the menu above, the filters beside and the evidence that is open."""
    with runs.line.turn(runs.HEADING):
        page, body, aside = draw_heading()
    let_heading_stand()
    with runs.line.turn():
        draw_page(page, body, aside)


def draw_heading() -> tuple[StreamlitPage, DeltaGenerator, DeltaGenerator]:
    """Draws what takes no time; returns the page asked for, and the places for it and the evidence."""
    st.set_page_config(page_title=SITE, layout="wide", initial_sidebar_state="auto")
    st.html(STYLE)
    pages = [
        st.Page(
            f"pages/{script}.py",
            title=title,
            default=script == FIRST,
            visibility="visible" if script != "evidence/add" or uploads.are_allowed() else "hidden",
        )
        for script, title in MENU.items()
    ]
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=named(page.title))

    try:
        datasets.load()
    except TableError as error:
        st.title("No tables yet", anchor=False)
        why = datasets.without_paths(str(error))
        st.text(f"{why}\n\npython -m bakhmut_data build DOCUMENTS --out bakhmut_data/built")
        st.stop()

    with st.container(key="stage"):
        body, aside = st.container(key="body"), st.container(key="evidence")
    with body:
        heading.draw_title(*HEADINGS[page.title])
    return page, body, aside


def draw_page(page: StreamlitPage, body: DeltaGenerator, aside: DeltaGenerator) -> None:
    """Draws the page below its heading, the filters, and the evidence that is open."""
    with body:
        about = st.container(key="about")
    with st.sidebar:
        keys = st.container(key="keys-first")
        st.html(f'<p class="brand">{SITE}</p>')
        filters.draw_filters()
        with keys:
            components.keys(key="keys", data={**KEYS, "drop": filters.nonsense()})
        left = st.container(key="left")
    with aside:
        evidence.draw_evidence()
    with about:
        if st.context.is_embedded or address.only():
            heading.draw_way_out()
        heading.draw_status()
        progress.draw_progress()
        notes = st.container(key="notes")
    with body:
        figure_tabs.draw_alone(page.run)
    with left:
        filters.draw_left(page.url_path)
    with notes:
        heading.draw_notes()


# The server imports this file once; each visit runs it, each time anew.
if get_script_run_ctx(suppress_warning=True) is None:
    logs.take_over()
    app = st.App(
        __file__,
        lifespan=served,
        routes=[*routes.routes(), *elsewhere.routes()],
        on_script_error=note_error,
        middleware=[
            Middleware(
                logs.Watched,
                log=logs.log,
                base=options.root(),
                pages=tuple(pages_served()),
                answered=metrics.numbers.answered,
                visits=metrics.numbers.visits.inc,
            ),
            Middleware(
                gate.Gate,
                hosts=gate.hosts_from_options(),
                origins=gate.origins_from_options(),
                public=routes.above(),
            ),
            Middleware(headers.Headers, shells=[*shell.shells(pages_served()).values(), shell.stock_shell()]),
            Middleware(
                health.HealthAndNumbers,
                base=options.root(),
                condition=condition.condition,
                numbers=metrics.numbers,
            ),
            Middleware(visits.Visits),
            Middleware(fronts.Fronts),
            Middleware(feed.Feed),
            Middleware(
                shell.Served,
                pages=pages_served(),
                views=shell.OfViews(
                    picture=previews.address_of,
                    embedding=oembed.discovery,
                    data=previews.data_of,
                    words=shell.kept_words(previews.words_of, datasets.shown),
                ),
            ),
            Middleware(
                elsewhere.Elsewhere,
                pages={name: each for name, each in PAGES.items() if name != "add" or uploads.are_allowed()},
            ),
        ],
    )
else:
    draw()
