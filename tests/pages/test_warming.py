"""The server opens its own pages at its start, and again when other tables are there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator

import pytest

from pages.shared.operation import warming
from tests.apart import run_apart


def test_pages_are_opened_at_the_start_and_when_the_tables_are_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened, stamps = list[list[str]](), iter([1, 1, 2, 2, 3])

    async def open_pages(pages: Iterable[str]) -> None:
        opened.append(list(pages))

    monkeypatch.setattr(warming, "open_pages", open_pages)
    monkeypatch.setattr(warming, "LOOKED_AT", 0.0)
    run_apart(_until_used(stamps))
    assert opened == [["", "front"]] * 3


async def _until_used(stamps: Iterator[int]) -> None:
    used = asyncio.Event()
    loop = asyncio.get_running_loop()

    def changed() -> int:
        found = next(stamps, None)
        if found is None:
            loop.call_soon_threadsafe(used.set)
        return 3 if found is None else found

    async with warming.kept_warm(["", "front"], changed):
        await asyncio.wait_for(used.wait(), 10)
