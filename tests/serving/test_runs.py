"""Pages are drawn few at a time, headings first; who asks first is served first, and nobody holds all up."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from pages.shared.operation.runs import HEADING, PAGE, Line
from tests.apart import run_apart
from tests.benchmarks.load import visit_all

SOON = 10.0  # seconds that a thread is waited for


def started(run: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def in_line(line: Line, rank: int, done: list[str], name: str, number: int) -> threading.Thread:
    """Somebody who waits in a line behind so many others."""

    def run() -> None:
        with line.turn(rank):
            done.append(name)

    thread = started(run)
    becomes = threading.Event()
    while line.waiting < number + 1:
        becomes.wait(0.001)
    return thread


def test_headings_go_first_and_else_who_came_first() -> None:
    line, done = Line(at_once=1, patience=60), list[str]()
    with line.turn():
        wanted = [(PAGE, "page 1"), (PAGE, "page 2"), (HEADING, "heading 1"), (HEADING, "heading 2")]
        waiting = [in_line(line, rank, done, name, at) for at, (rank, name) in enumerate(wanted)]
        assert done == []
    for each in waiting:
        each.join(SOON)
    assert done == ["heading 1", "heading 2", "page 1", "page 2"]


def test_no_more_run_than_may() -> None:
    line, guard = Line(at_once=2, patience=60), threading.Lock()
    now, most = 0, 0

    def run() -> None:
        nonlocal now, most
        with line.turn():
            with guard:
                now += 1
                most = max(most, now)
            threading.Event().wait(0.01)
            with guard:
                now -= 1

    threads = [started(run) for _ in range(12)]
    for each in threads:
        each.join(SOON)
    assert most == 2
    assert now == 0


def test_who_runs_longer_than_patience_is_not_waited_for() -> None:
    line, done = Line(at_once=1, patience=0.05), list[str]()
    with line.turn():
        in_line_behind = started(lambda: _take(line, done))
        in_line_behind.join(SOON)
        assert done == ["taken"]


def _take(line: Line, done: list[str]) -> None:
    with line.turn():
        done.append("taken")


def test_a_run_that_fails_ends_its_turn() -> None:
    line, done = Line(at_once=1, patience=60), list[str]()
    with pytest.raises(ZeroDivisionError), line.turn():
        _ = 1 / 0
    _take(line, done)
    assert done == ["taken"]


def test_the_first_of_many_readers_has_the_page_long_before_the_last(address: str) -> None:
    run_apart(visit_all(address, ["/"], 1, 0))  # what is loaded once
    readers = run_apart(visit_all(address, ["/"], 24, 0))
    whole = sorted(each.whole for each in readers if each.whole is not None)
    headings = sorted(each.heading for each in readers if each.heading is not None)
    assert len(whole) == len(headings) == 24
    assert whole[0] < whole[-1] / 2
    assert headings[-1] < whole[-1] / 1.5
