"""Copies of a story are found, and stories that only share their subject are not."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bakhmut_data.tables.copies import find_copies, similarity, text_signature

STORY = (
    "The council met on Monday and closed the bridge for a week because its northern pier had moved. "
    "Forty people walked home along the river, and the mayor promised a ferry by Thursday evening. "
    "Engineers from the county will look at the pier on Wednesday and decide whether carts may cross again."
)
OTHER = (
    "On Monday the mayor opened the new bridge, which carts may cross from Thursday. The council waited "
    "for a week for engineers from the county, who found the northern pier sound and the river low."
)


def test_a_story_with_a_changed_end_points_to_its_original() -> None:
    texts = {"a": STORY, "b": OTHER, "c": f"UPDATE. {STORY.upper()}"}
    found = find_copies({key: text_signature(text) for key, text in texts.items()}, ["a", "b", "c"])
    assert found[["document_id", "copy_of"]].to_numpy().tolist() == [["c", "a"]]
    assert found["similarity"][0] > 0.85


def test_a_copy_of_a_copy_points_to_the_first() -> None:
    signatures = {key: text_signature(STORY) for key in "abc"}
    assert list(find_copies(signatures, list("abc"))["copy_of"]) == ["a", "a"]


def test_the_order_decides_which_is_the_original() -> None:
    signatures = {key: text_signature(STORY) for key in "ab"}
    assert list(find_copies(signatures, ["b", "a"])["copy_of"]) == ["b"]


@given(st.text(max_size=300))
def test_any_text_is_like_itself(text: str) -> None:
    signature = text_signature(text)
    assert similarity(signature, text_signature(text)) == 1.0
    assert signature.dtype == np.uint32
