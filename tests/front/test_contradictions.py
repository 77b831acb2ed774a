"""Claims beside the reference of their day: a town of two parts that fall two months apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from bakhmut_data.front import contradictions, reference_places
from tests.worked import day
from tests.worked_front import FIRST, TOWN, VILLAGE, place, state


@pytest.fixture
def twin_town(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A town of two parts: the east falls on 10 January 2023, the west on 10 March."""
    parts = (
        place("Twin: east", state("2022-02-24", "Ukraine"), state("2023-01-10", "Russia")),
        place("Twin: west", state("2022-02-24", "Ukraine"), state("2023-03-10", "Russia"), longitude=38.05),
    )
    contradictions._by_name.cache_clear()
    monkeypatch.setattr(reference_places, "read_places", lambda: parts)
    yield
    contradictions._by_name.cache_clear()


def claimed(first: str, last: str = "", controller: str = "Russia", **more: Any) -> pd.DataFrame:
    """A claim that a side holds the town."""
    row = {
        "claim_id": "c",
        "place": "Twin",
        "latitude": 48.6,
        "longitude": 38.08,
        "controller": controller,
        "event": "hold",
        "status": "claimed",
        "part": None,
        "share_low": np.nan,
        "share_high": np.nan,
        "earliest": pd.Timestamp(first),
        "latest": pd.Timestamp(last or first),
    }
    return pd.DataFrame([{**row, **more}])


@pytest.mark.usefixtures("twin_town")
@pytest.mark.parametrize(
    ("claim", "reference"),
    [
        # Before the east falls nothing is Russian-held; a night either way is allowed.
        (claimed("2023-01-08"), "0% of it Russian-held (0 of 2 parts)"),
        (claimed("2023-01-09"), None),
        (claimed("2023-01-10"), None),
        # One of two parts may be anything between none and all; none and all are known to 5 percent.
        (claimed("2023-02-01", share_low=90.0, share_high=90.0), None),
        (claimed("2023-02-01", share_low=10.0, share_high=10.0), None),
        (claimed("2023-01-08", share_high=5.0, share_low=5.0), None),
        (claimed("2023-01-08", share_high=6.0, share_low=6.0), "0% of it Russian-held (0 of 2 parts)"),
        (claimed("2023-03-12", share_high=94.0), "100% of it Russian-held (2 of 2 parts)"),
        (claimed("2023-03-12", share_high=95.0), None),
        # What one side holds, the other does not.
        (claimed("2023-03-11", controller="Ukraine"), "0% of it Ukrainian-held (0 of 2 parts)"),
        (claimed("2023-03-10", controller="Ukraine"), None),
        (claimed("2023-02-01", controller="Ukraine", share_low=56.0), None),
        # To deny that a town is held says that at most half of it is.
        (claimed("2023-03-12", status="denied"), "100% of it Russian-held (2 of 2 parts)"),
        (claimed("2023-02-01", status="denied"), None),
        # A part of it is something of it.
        (claimed("2023-01-08", part="eastern part"), "0% of it Russian-held (0 of 2 parts)"),
        (claimed("2023-02-01", part="eastern part"), None),
        # Of a time longer than two months no one day is told.
        (claimed("2022-10-01", "2022-12-02"), "0% of it Russian-held (0 of 2 parts)"),
        (claimed("2022-10-01", "2022-12-03"), None),
        # Any day that allows it is enough.
        (claimed("2022-12-20", "2023-01-09"), None),
        # Another place of the name, a sixth of a degree away.
        (claimed("2023-01-08", longitude=38.26), None),
    ],
)
def test_a_claim_is_contradicted_when_no_day_of_it_allows_it(
    claim: pd.DataFrame, reference: str | None
) -> None:
    found = contradictions.find_contradictions(claim)
    assert [each.reference for each in found] == ([reference] if reference else [])


@pytest.mark.usefixtures("twin_town")
def test_contradictions_come_by_day_and_equal_claims_are_each_named() -> None:
    rows = [
        claimed("2022-12-01", claim_id="b"),
        claimed("2022-11-01", claim_id="z"),
        claimed("2022-12-01", claim_id="a"),
    ]
    found = contradictions.find_contradictions(pd.concat(rows, ignore_index=True))
    assert [(each.claim_id, each.day) for each in found] == [
        ("z", day("2022-11-01")),
        ("a", day("2022-12-01")),
        ("b", day("2022-12-01")),
    ]


@pytest.mark.parametrize(
    ("claim", "share"),
    [
        ({}, (50.0, 100.0)),
        ({"share_low": 80.0}, (80.0, 100.0)),
        ({"share_high": 30.0}, (0.0, 30.0)),
        ({"share_low": 40.0, "share_high": 60.0}, (40.0, 60.0)),
        ({"controller": "Ukraine"}, (0.0, 50.0)),
        ({"controller": "Ukraine", "share_low": 20.0, "share_high": 30.0}, (70.0, 80.0)),
        ({"status": "denied"}, (0.0, 50.0)),
        ({"status": "denied", "share_low": 80.0}, (0.0, 80.0)),
        ({"status": "denied", "controller": "Ukraine", "share_low": 80.0}, (20.0, 100.0)),
        ({"part": "eastern part"}, (5.1, 100.0)),
        ({"controller": "contested"}, None),
        ({"status": "predicted"}, None),
        ({"part": "near"}, None),
        ({"event": "advance"}, None),  # moving is not holding
        ({"event": "hold"}, (50.0, 100.0)),
    ],
)
def test_a_claim_puts_so_much_of_a_place_in_russian_hands(
    claim: dict[str, Any], share: tuple[float, float] | None
) -> None:
    row: dict[str, Any] = {"controller": "Russia", "event": "hold", "status": "claimed"}
    row |= dict.fromkeys(("part", "share_low", "share_high"))
    found = contradictions.claimed_share({**row, **claim})
    assert found is None if share is None else found == pytest.approx(share)


@pytest.mark.parametrize(
    ("states", "share", "words"),
    [
        (("Russia", "Russia"), (100, 100), "100% of it Russian-held (2 of 2 parts)"),
        (("Russia", "contested"), (50, 100), "50% of it Russian-held (1 of 2 parts, 1 contested)"),
        (("Ukraine", "contested"), (0, 50), "0% of it Russian-held (0 of 2 parts, 1 contested)"),
    ],
)
def test_the_reference_has_a_least_and_a_greatest_share(
    states: tuple[str, str], share: tuple[float, float], words: str
) -> None:
    parts = [place(f"Twin: {at}", state("2023-01-01", holder)) for at, holder in enumerate(states)]
    assert contradictions.russian_share(parts, FIRST) == share
    assert contradictions.describe_reference(parts, FIRST, "Russia") == words
    assert contradictions.russian_share([*parts, VILLAGE], FIRST) is None


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2022-03-01", "Ukrainian-held"),
        ("2023-01-03", "Russian-held since 20 December 2022"),
        ("2022-02-01", "not known"),
    ],
)
def test_a_settlement_of_one_entry_is_told_with_its_holder_and_since_when(on: str, words: str) -> None:
    assert contradictions.describe_reference([TOWN], day(on), "Russia") == words


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, "NATO via Vox: Twin Russian-held on 8 March 2023; reference: known"),
        ({"speaker": None}, "Vox: Twin Russian-held on 8 March 2023; reference: known"),
        (
            {"share_low": 50.0, "share_high": 50.0, "part": "half"},
            "NATO via Vox: 50% of Twin Russian-held on 8 March 2023; reference: known",
        ),
        (
            {"share_high": 40.0},
            "NATO via Vox: at most 40% of Twin Russian-held on 8 March 2023; reference: known",
        ),
        (
            {"share_low": 70.0, "part": "eastern part"},
            (
                "NATO via Vox: at least 70% of Twin (eastern part) Russian-held on 8 March 2023; "
                "reference: known"
            ),
        ),
        (
            {"share_low": 40.0, "share_high": 60.0, "controller": "Ukraine"},
            "NATO via Vox: 40 to 60% of Twin Ukrainian-held on 8 March 2023; reference: known",
        ),
        (
            {"status": "denied", "latest": pd.Timestamp("2023-03-10")},
            "NATO via Vox: denied: Twin Russian-held, 8–10 March 2023; reference: known",
        ),
    ],
)
def test_a_contradiction_is_one_line(more: dict[str, Any], line: str) -> None:
    (claim,) = claimed("2023-03-08", **{"speaker": "NATO", "source": "Vox", **more}).to_dict("records")
    assert contradictions.describe(claim, "known") == line


@pytest.mark.usefixtures("twin_town")
@pytest.mark.parametrize(
    "other",
    [
        {"place": "Elsewhere"},
        {"latitude": 49.0},
        {"longitude": 38.5},
        {"part": "near"},
        {"controller": "contested"},
        {"event": "advance"},
        {"status": "predicted"},
        {"share_high": 0.0},
        {"earliest": pd.Timestamp("2022-06-01")},
        {"latest": pd.Timestamp("2023-02-01")},
    ],
)
def test_a_claim_that_differs_in_anything_is_judged_by_itself(other: dict[str, Any]) -> None:
    rows = [claimed("2022-12-01", claim_id="a"), claimed("2022-12-01", **{"claim_id": "b", **other})]
    found = contradictions.find_contradictions(pd.concat(rows, ignore_index=True))
    assert [each.claim_id for each in found] == ["a"]
