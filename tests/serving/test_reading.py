"""A slow text keeps nobody else from reading; its reading ends with whoever sent it and with the server."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import dashboard, server_of
from tests.serving.visits import Visit, visiting
from tests.timing import becomes

pytestmark = pytest.mark.hostile
TEXT = "On {day} March 2023 Mayor Olena Sirko said that {day}20 people had left Soledar."
# Different places, or what is found of one would serve for all.
SLOW = " ".join(
    f"On 9 March 2023 the ministry said {n} soldiers were killed near Bakhmut." for n in range(5_000)
)
PATIENCE = 150.0
SLICES = 8.0  # seconds: of two readings that are interrupted, and of a machine with other work


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard, which the last of these tests ends."""
    with dashboard(tmp_path_factory.mktemp("reading")) as address:
        yield address


def children(process: int) -> list[int]:
    """All processes that a process started, and those that they started."""
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False).stdout
    direct = [int(number) for number in found.split()]
    return [*direct, *(below for number in direct for below in children(number))]


def readings(address: str) -> list[int]:
    """The processes that read a text: forks of the one that has loaded what reading needs."""
    return [below for child in children(server_of(address)) for below in children(child)]


def add(visit: Visit, day: int) -> float:
    """The seconds until a short text is added."""
    started = time.monotonic()
    visit.widgets.pop("remove-0", None)
    visit.start("add", add_pasted=TEXT.format(day=day), add_text_go=True)
    visit.listen_until(lambda: "remove-0" in visit.widgets, PATIENCE)
    return time.monotonic() - started


def test_an_honest_reader_waits_for_a_slice_of_two_slow_texts(served: str) -> None:
    with visiting(served, "add") as first:
        add(first, 1)  # the model is loaded
    with visiting(served, "add") as alone:
        usual = add(alone, 2)
    with contextlib.ExitStack() as stack:
        for number in range(2):
            slow = stack.enter_context(visiting(served, "add"))
            slow.start("add", add_pasted=f"{number} {SLOW}", add_text_go=True)
        assert becomes(lambda: len(readings(served)) >= 2, 60)
        honest = stack.enter_context(visiting(served, "add"))
        waited = add(honest, 3)
        assert len(readings(served)) >= 2  # neither was done meanwhile
    assert waited < 4 * usual + SLICES


def test_a_reading_ends_with_the_visit_that_asked_for_it(served: str) -> None:
    with visiting(served, "add") as visit:
        visit.start("add", add_pasted=SLOW, add_text_go=True)
        assert becomes(lambda: bool(readings(served)), PATIENCE)
    assert becomes(lambda: not readings(served), 10)


def test_a_reading_ends_with_the_server(served: str) -> None:
    with visiting(served, "add") as visit:
        visit.start("add", add_pasted=SLOW, add_text_go=True)
        assert becomes(lambda: bool(readings(served)), PATIENCE)
        below = children(server_of(served))
        os.kill(server_of(served), signal.SIGKILL)
        assert becomes(lambda: not any(Path(f"/proc/{number}/exe").exists() for number in below), 10)
