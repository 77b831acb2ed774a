"""What an address may hold: every name of ours and no other, and days in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app import MENU
from bakhmut_data.claims import filtering
from pages.shared.panels.sidebar import filters
from pages.shared.state import address
from tests.pages.screen import opened, sent

# Written in the browser (the view of the map, how lists are arranged) or by whoever links one chart alone.
WITHOUT_WIDGET = {"mv", "sort", "all", "only"}
OF_LONG_TEXTS = {"part"}
OF_POSITIONS = {"an", "gs", "net", "qn"}  # drawn where somebody takes a side

pytestmark = pytest.mark.usefixtures("shown_tables")


def notes(app: AppTest) -> list[str]:
    """What the page says about its address."""
    bodies = (str(each.body) for each in sent(app, "html"))
    return [found[1] for body in bodies if (found := re.search(r'role="note">(.*?)</p>', body))]


def bound(block: Any) -> Iterator[str]:
    """The names that the widgets below a block have in the address."""
    for child in getattr(block, "children", {}).values():
        if name := getattr(getattr(child, "proto", None), "query_param_key", ""):
            yield name
        yield from bound(child)


def test_the_names_of_the_address_are_those_of_the_widgets() -> None:
    names = {name for script in MENU for name in bound(opened(script)._tree)}
    assert names == address.NAMES - WITHOUT_WIDGET - OF_LONG_TEXTS - OF_POSITIONS


@pytest.mark.parametrize("name", sorted(address.NAMES))
def test_no_name_of_ours_is_taken_for_what_others_append(name: str) -> None:
    assert not address.NOT_OURS.match(name)


def test_a_name_that_means_nothing_is_named() -> None:
    (note,) = notes(opened(sources="ISW", mv="48,38,9", day="2023-03-08"))
    assert "“sources” means nothing here" in note


def test_of_many_strange_names_some_are_named_short_and_escaped() -> None:
    (note,) = notes(opened(**{f"<b>{number}" + "x" * 500: "1" for number in range(9)}))
    assert note.count("&lt;b&gt;") == filters.MOST_NAMED
    assert "and 6 more" in note
    assert len(note) < 400


@pytest.mark.parametrize(
    "name", ["utm_source", "fbclid", "msclkid", "mc_eid", "_ga", "embed_options", "tab-dated"]
)
def test_what_others_append_to_a_link_is_no_mistake(name: str) -> None:
    assert notes(opened(**{name: "1"})) == []


def test_days_the_wrong_way_round_are_shown_in_order() -> None:
    app = opened(from_="2023-05", to="2023-03")
    assert (app.text_input(key="from").value, app.text_input(key="to").value) == ("2023-03", "2023-05")
    assert notes(app) == [filtering.EXCHANGED]


def test_days_typed_the_wrong_way_round_are_shown_in_order_until_one_changes() -> None:
    app = opened(from_="2023-05")
    app.text_input(key="to").set_value("2023-03").run()
    assert (app.text_input(key="from").value, app.text_input(key="to").value) == ("2023-03", "2023-05")
    assert notes(app) == [filtering.EXCHANGED]
    app.text_input(key="to").set_value("2023-04").run()
    assert notes(app) == []
