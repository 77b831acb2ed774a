"""Title and finding of a view for who shows a pasted link: made apart from the server's loop, and kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from bakhmut_data.claims import citation

Found = tuple[str, str]  # title and finding
KEPT = 512  # views, of some hundred characters each
AT_ONCE = 16  # views that are made or wait; of further ones the page's own words are given
WAITED = 1.5  # seconds for which a service waits that shows links; it asks once, and a browser never waits


class Words:
    """The words of views: `make` gives title and finding of a page's name and a query, in a thread, or None.

    What is kept is let go when what is `shown` changes.
    """

    def __init__(self, make: Callable[[str, str], Found | None], shown: Callable[[], object]) -> None:
        self.make, self.shown = make, shown
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="words")
        self._kept: OrderedDict[tuple[object, str], Found] = OrderedDict()
        self._making: dict[tuple[object, str], asyncio.Future[Found | None]] = {}

    async def of(self, page: str, query: str, view: str, headers: Mapping[str, str]) -> Found | None:
        """Title and finding of a view, which `view` tells apart; None where they are not there in time.

        A browser that opens the page reads it there, and is given only what is kept.
        """
        key = (self.shown(), view)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if _is_browser(headers):
            return None
        making = self._making.get(key)
        if making is None:
            if len(self._making) >= AT_ONCE:
                return None
            making = asyncio.get_running_loop().run_in_executor(self._thread, self.make, page, query)
            self._making[key] = making
            making.add_done_callback(lambda done: self._keep(key, done))
        try:
            return _named(await asyncio.wait_for(asyncio.shield(making), WAITED))
        except TimeoutError:
            return None

    def _keep(self, key: tuple[object, str], made: asyncio.Future[Found | None]) -> None:
        del self._making[key]
        if made.cancelled() or made.exception() or not (found := _named(made.result())):
            return
        self._kept[key] = found
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


def _named(found: Found | None) -> Found | None:
    return (f"{found[0]} – {citation.TITLE}", found[1]) if found else None


def _is_browser(headers: Mapping[str, str]) -> bool:
    """Whether a browser asks for a page to show it: all say so by one of these, and no service does."""
    return headers.get("sec-fetch-mode") == "navigate" or "upgrade-insecure-requests" in headers
