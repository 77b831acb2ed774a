"""Which texts are copies, from signatures whose common part is known by counting."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bakhmut_data.tables.copies import (
    PERMUTATIONS,
    Signature,
    find_copies,
    link_copies,
    read_signatures,
    similarity,
    text_signature,
    write_signatures,
)  # fmt: skip

WHOLE = np.arange(PERMUTATIONS, dtype=np.uint32)


def sharing(number: int, other: Signature = WHOLE, seed: int = 1) -> Signature:
    """A signature that has the first so many of the 128 numbers in common with another."""
    made = other.copy()
    made[number:] = 1_000_000 * seed + np.arange(PERMUTATIONS - number, dtype=np.uint32)
    return made


def copies(**signatures: Signature) -> list[tuple[str, str, float]]:
    frame = find_copies(signatures, list(signatures))
    return [tuple(row) for row in frame.itertuples(index=False)]


@pytest.mark.parametrize(("number", "share"), [(0, 0.0), (32, 0.25), (96, 0.75), (128, 1.0)])
def test_two_signatures_are_alike_by_the_share_of_equal_numbers(number: int, share: float) -> None:
    assert similarity(WHOLE, sharing(number)) == share


@pytest.mark.parametrize(
    ("number", "found"),
    [(76, []), (77, [("b", "a", 0.6)]), (90, [("b", "a", 0.7)]), (128, [("b", "a", 1.0)])],
)
def test_texts_are_copies_from_six_tenths_on(number: int, found: list[tuple[str, str, float]]) -> None:
    assert copies(a=WHOLE, b=sharing(number)) == found
    linked = link_copies({"b": sharing(number)}, {"a": WHOLE}, {})
    assert linked == {document: original for document, original, _ in found}


def test_a_copy_of_a_copy_points_to_the_first_of_them_all() -> None:
    second = sharing(90)
    third = sharing(120, second, seed=2)
    assert copies(a=WHOLE, b=second, c=third) == [("b", "a", 0.7), ("c", "a", 0.94)]
    assert link_copies({"b": second, "c": third}, {"a": WHOLE}, {}) == {"b": "a", "c": "a"}
    assert link_copies({"c": third}, {"a": WHOLE, "b": second}, {"b": "a"}) == {"c": "a"}


def test_of_several_a_text_copies_the_one_it_is_most_like() -> None:
    first, second = sharing(64, seed=3), WHOLE
    like_second = sharing(100, second, seed=4)
    assert copies(a=first, b=second, c=like_second) == [("c", "b", 0.78)]
    assert link_copies({"c": like_second}, {"a": first, "b": second}, {}) == {"c": "b"}


def test_the_first_of_all_copies_none() -> None:
    assert copies(a=WHOLE) == []
    assert link_copies({"a": WHOLE}, {}, {}) == {}


def test_signatures_come_back_as_they_were_written(tmp_path: Path) -> None:
    signatures = {"a": WHOLE, "b": sharing(5)}
    write_signatures(signatures, tmp_path, with_csv=True)
    for name in ("signatures.parquet", "signatures.csv"):
        read = read_signatures(tmp_path)
        assert list(read) == ["a", "b"]
        assert all((read[key] == signatures[key]).all() for key in signatures)
        (tmp_path / name).unlink()
    assert read_signatures(tmp_path) == {}
    write_signatures(signatures, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["signatures.parquet"]


def test_a_signature_is_that_of_runs_of_five_words_whatever_their_case_and_spacing() -> None:
    text = "The council met on Monday and closed the bridge"
    assert (
        text_signature(text) == text_signature("the COUNCIL  met, on Monday and closed the bridge!")
    ).all()
    # Of five runs of five words, one word in the middle leaves none; the last word leaves four.
    assert similarity(text_signature(text), text_signature(text.replace("Monday", "Friday"))) == 0
    four_of_six = similarity(text_signature(text), text_signature(text.replace("bridge", "gate")))
    assert four_of_six == pytest.approx(4 / 6, abs=0.15)
    assert (text_signature("two words") == text_signature("Two, words")).all()
