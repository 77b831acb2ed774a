"""What a visit sends, and what is made for it, ends with it and is bounded while it lasts."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from pages.shared.server import visits
from tests.apart import run_apart
from tests.browser.server import dashboard, megabytes, server_of
from tests.serving.sockets import ask
from tests.serving.visits import Visit, visiting
from tests.timing import becomes

pytestmark = pytest.mark.hostile
KEPT = 3  # seconds after which a visit is over whose tab was closed
MEGABYTE = 1_000_000
FILE = b"x" * (5 * MEGABYTE - 1_000)
TEXT = "On 5 March 2023 Mayor Olena Sirko said that 120 people had left Soledar."
LIMITS = {"BAKHMUT_HELD_MAX_SERVER_BYTES": "60000000", "BAKHMUT_HELD_MAX_VISIT_BYTES": "40000000"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    option = f"--server.disconnectedSessionTTL={KEPT}"
    with dashboard(tmp_path_factory.mktemp("visits"), option, environment=LIMITS) as address:
        yield address


def memory_of(address: str) -> float:
    """Megabytes that the process holds which listens there."""
    return megabytes(server_of(address))


def with_added(visit: Visit) -> str:
    """The address of a download that holds a document which the visit added."""
    visit.run("add", add_pasted=TEXT, add_publisher="River Post", add_text_go=True)
    visit.listen_until(lambda: "River Post" in "".join(visit.words))
    visit.run("method")
    return visit.download("documents-csv")


def test_a_download_with_an_added_document_ends_with_the_visit(served: str) -> None:
    with visiting(served, "add") as visit:
        url = with_added(visit)
        assert b"River Post" in ask(served, url).body
    assert becomes(lambda: ask(served, url).status == 404, patience=3)
    assert ask(served, url, headers={"Range": "bytes=0-100"}).status == 404


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard that waits a second for what is fetched or sent."""
    seconds = {"BAKHMUT_HELD_MAX_DOWNLOAD_SECONDS": "1", "BAKHMUT_HELD_MAX_RECEIVE_SECONDS": "1"}
    with dashboard(tmp_path_factory.mktemp("hurried"), environment=seconds) as address:
        yield address


def test_a_download_that_was_not_fetched_is_not_kept(hurried: str) -> None:
    with visiting(hurried, "method") as visit:
        url = visit.download("documents-csv")
        assert ask(hurried, url).status == 200
        assert becomes(lambda: ask(hurried, url).status == 404, patience=10)
        assert ask(hurried, visit.download("documents-csv")).status == 200


def test_all_visits_together_hold_no_more_than_the_server_may(served: str) -> None:
    with visiting(served, "add") as one, visiting(served, "add") as two:
        first = [one.put("a.txt", FILE, number=str(number)).status for number in range(10)]
        second = [two.put("a.txt", FILE, number=str(number)).status for number in range(7)]
        assert first == [204] * 8 + [413] * 2
        assert second == [204] * 4 + [503] * 3
    assert becomes(lambda: _is_free(served))


def test_a_visit_holds_no_more_files_than_it_may(served: str) -> None:
    with visiting(served, "add") as visit:
        statuses = [visit.put("a.txt", b"x", number=str(number)).status for number in range(110)]
        assert statuses == [204] * 100 + [413] * 10
        assert visit.put("a.txt", b"x", number="1").status == 413


def _is_free(address: str) -> bool:
    """Whether there is room for as much as one visit may send."""
    with visiting(address, "add") as visit:
        return visit.put("a.txt", FILE, number="1").status == 204


def test_memory_comes_back_when_the_visits_have_ended(tmp_path: Path) -> None:
    option = f"--server.disconnectedSessionTTL={KEPT}"
    with dashboard(tmp_path, option) as address:
        with visiting(address, "add") as visit:  # what is loaded once is none of a visit's
            visit.put("a.txt", FILE, number="1")
        before = memory_of(address)
        for _ in range(3):  # of which each sends more than may be left
            with visiting(address, "add") as visit:
                for number in range(20):
                    visit.put("a.txt", FILE, number=str(number))
        assert becomes(lambda: memory_of(address) < before + 60), (before, memory_of(address))


@pytest.mark.parametrize("left", [0, 1])
def test_with_the_last_visit_goes_what_was_kept_for_those_to_come(
    monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    monkeypatch.setattr(visits, "LOOKED_AT", 0)
    dropped: list[str] = []
    holding = visits.Holding()
    manager = SimpleNamespace(list_sessions=lambda: ["a visit"] * left, remove_orphaned_files=lambda: None)
    monkeypatch.setattr(holding, "ended", SimpleNamespace(drop=lambda: True, manager=manager), raising=False)
    looked = asyncio.Event()
    nothing = SimpleNamespace(drop=looked.set, manager=manager)
    monkeypatch.setattr(holding, "uploads", nothing, raising=False)
    monkeypatch.setattr(holding, "downloads", nothing, raising=False)

    async def look_once() -> None:
        looking = asyncio.create_task(holding.look(lambda: dropped.append("forgotten")))
        await looked.wait()
        looking.cancel()

    run_apart(look_once())
    assert ("forgotten" in dropped) == (left == 0)


def test_a_file_that_never_arrives_is_given_up(hurried: str) -> None:
    with visiting(hurried, "add") as visit:
        parts = urlsplit(hurried)
        head = (
            f"PUT /_stcore/upload_file/{visit.session}/1 HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Content-Length: 1000\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            f"X-Xsrftoken: {visit.token}\r\nCookie: _streamlit_xsrf={visit.token}\r\n\r\n--b"
        )
        with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=10) as slow:
            slow.sendall(head.encode())
            assert slow.recv(100).startswith(b"HTTP/1.1 408")


def test_files_that_were_read_are_not_kept(served: str) -> None:
    assert becomes(lambda: _is_free(served))
    with visiting(served, "add") as visit:
        for turn in range(4):
            numbers = [f"{turn}-{number}" for number in range(3)]
            content = [
                f"{TEXT} It was turn {number}. ".encode() + b" " * (4 * MEGABYTE) for number in numbers
            ]
            for number, each in zip(numbers, content, strict=True):
                assert visit.put(f"{number}.txt", each, number=number).status == 204
            visit.run(
                "add",
                add_upload=[(number, f"{number}.txt", 4 * MEGABYTE) for number in numbers],
                add_files_go=True,
            )
