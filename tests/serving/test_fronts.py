"""The fronts that documents imply at their addresses: made once, off the pages, and gone with a reader."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from bakhmut_data.front.implied import played
from pages.shared.server import fronts
from tests.apart import run_apart
from tests.worked import day

JOB = played.Job(Path("nowhere"), day("2023-03-08"), day("2023-03-09"))


async def handed_on(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture(autouse=True)
def nothing_offered() -> Iterator[None]:
    fronts._offered.clear()
    yield
    fronts._offered.clear()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The outlets that were left out of the fronts that were made, in order."""
    found: list[str] = []

    async def make(_: fronts.Fronts, job: played.Job) -> bytes:
        found.append(job.without)
        return gzip.compress(json.dumps({"without": job.without}).encode())

    monkeypatch.setattr(fronts.Fronts, "_make", make)
    return found


def ask(app: fronts.Fronts, *paths: str, packed: bool = False) -> list[tuple[int, bytes]]:
    """Statuses and bodies of the answers, asked for one after the other."""

    async def one(path: str) -> tuple[int, bytes]:
        told: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            told.append(message)

        address, _, query = path.partition("?")
        headers = [(b"accept-encoding", b"gzip")] if packed else []
        scope = {"type": "http", "method": "GET", "path": address, "query_string": query.encode()}
        await app({**scope, "headers": headers}, receive, send)
        return told[0]["status"], b"".join(each.get("body", b"") for each in told[1:])

    async def all_of_them() -> list[tuple[int, bytes]]:
        return [await one(path) for path in paths]

    return run_apart(all_of_them())


def test_a_front_is_made_once_for_all_who_ask(made: list[str]) -> None:
    address = "/" + fronts.offer("key", ["Post"], lambda: JOB)
    answers = ask(fronts.Fronts(handed_on), address, address, f"{address}?without=Post")
    assert [(status, json.loads(body)["without"]) for status, body in answers] == [
        (200, ""), (200, ""), (200, "Post"),
    ]  # fmt: skip
    assert made == ["", "Post"]


def test_who_takes_it_compressed_gets_it_so(made: list[str]) -> None:
    address = "/" + fronts.offer("key", [], lambda: JOB)
    ((status, body),) = ask(fronts.Fronts(handed_on), address, packed=True)
    assert (status, json.loads(gzip.decompress(body)), made) == (200, {"without": ""}, [""])


def test_nothing_is_made_that_no_page_offers(made: list[str]) -> None:
    address = "/" + fronts.offer("key", ["Post"], lambda: JOB)
    app = fronts.Fronts(handed_on)
    answers = ask(app, "/implied/other.json", f"{address}?without=Gazette", "/front")
    assert [status for status, _ in answers] == [404, 404, 418]
    assert made == []


def test_what_was_made_of_added_documents_goes_with_them(made: list[str]) -> None:
    held = [JOB]
    address = "/" + fronts.offer("secret", [], lambda: held[0] if held else None)
    app = fronts.Fronts(handed_on)

    assert ask(app, address)[0][0] == 200
    held.clear()
    assert ask(app, address)[0][0] == 404
    assert (app.made, fronts._offered, made) == ({}, {}, [""])


def test_keys_lead_to_addresses_of_their_own() -> None:
    addresses = {fronts.offer(key, [], lambda: JOB) for key in ("one", "two", "one")}
    assert len(addresses) == 2
    assert all("one" not in address and "two" not in address for address in addresses)


def test_a_process_that_fails_is_an_answer(tmp_path: Path) -> None:
    """Tables that are not there: the process ends, and the reader is told without a path."""
    address = "/" + fronts.offer("key", [], lambda: played.Job(tmp_path / "none", JOB.first, JOB.last))
    ((status, body),) = ask(fronts.Fronts(handed_on), address)
    assert status == 500
    assert str(tmp_path).encode() not in body
