"""Who reads now: in turn, whoever has had least first, and nobody who has gone away."""

from __future__ import annotations

import contextlib
import time

import pytest

from bakhmut_data.sandbox import turns
from bakhmut_data.sandbox.turns import Account, BusyError, Line, Turn


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def standing(line: Line, number: int, stack: contextlib.ExitStack) -> list[Turn]:
    return [stack.enter_context(line.stand(Account())) for _ in range(number)]


def test_two_read_and_the_third_comes_after_a_slice_of_one(clock: list[float]) -> None:
    line = Line()
    with contextlib.ExitStack() as stack:
        first, second, third = standing(line, 3, stack)
        assert [each.comes(0) for each in (first, second, third)] == [True, True, False]
        clock[0] += 1.9
        assert [each.comes(0) for each in (third, first, second)] == [False, True, True]
        clock[0] += 0.2
        assert [each.comes(0) for each in (third, first, third, second)] == [False, False, True, False]
        assert [each.comes(0) for each in (second, first)] == [False, True]
        assert first.account.seconds == pytest.approx(2.1)


def test_who_has_had_least_comes_before_who_waits_longest(clock: list[float]) -> None:
    line = Line(at_once=1)
    with contextlib.ExitStack() as stack:
        reading, slow = standing(line, 2, stack)
        slow.account.seconds = 60
        assert reading.comes(0)
        assert not slow.comes(0)
        clock[0] += 1
        (quick,) = standing(line, 1, stack)
        assert not quick.comes(0)
        clock[0] += 1.5  # its slice is over
        assert [each.comes(0) for each in (slow, quick, reading)] == [False, False, False]
        assert [each.comes(0) for each in (slow, quick)] == [False, True]


def test_nobody_waits_for_who_has_gone_away(clock: list[float]) -> None:
    line = Line(at_once=1)
    with contextlib.ExitStack() as stack:
        gone, waiting = standing(line, 2, stack)
        assert not waiting.comes(0)
        clock[0] += 5
        assert waiting.comes(0)
        assert gone.since is None


def test_a_line_that_is_too_long_takes_nobody_else() -> None:
    line = Line()
    with contextlib.ExitStack() as stack:
        standing(line, turns.LONGEST_LINE, stack)
        with pytest.raises(BusyError):
            standing(line, 1, stack)
    assert line.turns == []
