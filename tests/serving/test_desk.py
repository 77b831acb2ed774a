"""One client that asks much waits for itself alone, and nothing is remembered of who has gone."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bakhmut_data.limits import Answers
from pages.shared.api.desk import Desk, client_of
from pages.shared.api.problems import Problem
from tests.apart import run_apart

LIMITS = Answers(at_once=1, waiting=9, of_one=3)


def test_a_greedy_client_is_refused_and_others_get_their_turn() -> None:
    async def crowd() -> None:
        desk, held = Desk(LIMITS), threading.Event()

        def slow() -> str:
            assert held.wait(30)
            return "answer"

        greedy = [asyncio.create_task(desk.ask(slow, "greedy")) for _ in range(20)]
        others = [asyncio.create_task(desk.ask(slow, name)) for name in ("a", "b")]
        await asyncio.sleep(0)  # each has asked
        held.set()
        answers = await asyncio.gather(*greedy, *others, return_exceptions=True)
        refused = [each for each in answers if isinstance(each, Problem)]
        assert len(refused) == 20 - 3
        assert {(each.status, each.detail) for each in refused} == {
            (503, "You ask more than 3 questions at once; wait for answers.")
        }
        assert answers[-2:] == ["answer", "answer"]
        assert await desk.ask(slow, "greedy") == "answer"
        await asyncio.sleep(0)
        assert not desk._taken

    run_apart(crowd())


def test_many_clients_together_are_told_that_all_turns_are_taken() -> None:
    async def crowd() -> None:
        desk, held = Desk(LIMITS), threading.Event()
        asked = [asyncio.create_task(desk.ask(lambda: held.wait(30), str(name))) for name in range(10)]
        await asyncio.sleep(0)
        with pytest.raises(Problem, match="Too many ask at once"):
            await desk.ask(lambda: True, "one more")
        held.set()
        assert await asyncio.gather(*asked) == [True] * 10
        await asyncio.sleep(0)
        assert len(desk._taken) == 0

    run_apart(crowd())


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("2001:db8:1:2::1", "20010db800010002"),
        ("2001:db8:1:2:ffff::9", "20010db800010002"),
        ("2001:db8:1:3::1", "20010db800010003"),
        ("192.0.2.1", "192.0.2.1"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_who_asks_is_an_address_or_a_network_of_ipv6(address: str, client: str) -> None:
    assert client_of(address) == client
