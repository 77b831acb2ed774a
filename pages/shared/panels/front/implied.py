"""The front that the documents on the screen imply: where the browser finds it, and what may be left out."""

from __future__ import annotations

import dataclasses
import weakref
from typing import Any

from bakhmut_data.front.implied import played
from pages.shared.panels.front import measures
from pages.shared.server import fronts
from pages.shared.state import datasets, uploads, views

MOST_OUTLETS = 200  # that can be left out one by one: those with most claims of who holds a place


def offer(view: views.View) -> dict[str, Any]:
    """For the map: the address of the days, and the outlets of which one may be left out."""
    outlets = [str(name) for name in view.values(view.selection(kind=("control",)), "source").index]
    outlets = outlets[:MOST_OUTLETS]
    folder, sources = datasets.tables_folder(), view.filters.sources
    period = measures.fronts()
    plain = played.Job(folder, period.first, period.last, sources=sources)
    same = f"{folder} {datasets.stamp(folder)} {sources}"
    if not uploads.added():
        return {"address": fronts.offer(f"all {same}", outlets, lambda: plain), "outlets": outlets}
    held, token = weakref.ref(uploads.shelf()), uploads.shelf().token

    def with_added() -> played.Job | None:
        """While the reader has these documents and no others."""
        mine = held()
        if mine is None or mine.token != token:
            return None
        return dataclasses.replace(plain, added=mine.tables)

    return {"address": fronts.offer(f"{token} {same}", outlets, with_added), "outlets": outlets}
