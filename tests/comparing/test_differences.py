"""What versions share and what each has alone, in words where the texts are there and else in terms."""

from __future__ import annotations

import pytest

from bakhmut_data.comparing.retellings import compare_versions

pytestmark = pytest.mark.fast

LONG = "The velvet bridge is a staircase for their tanks."
SHORT = "a “staircase” for tanks"


def test_words_that_no_other_source_has_are_marked_and_the_text_stays_whole() -> None:
    compared = compare_versions([LONG, SHORT], [["velvet bridge", "tanks"], ["tanks"]], ["a", "b"])
    first, second = compared.parts
    assert [words for words, own in first if own] == ["velvet", "bridge"]
    assert not any(own for _, own in second)
    assert ("".join(words for words, _ in first), "".join(words for words, _ in second)) == (LONG, SHORT)
    assert compared.shared == ("tanks",)
    assert compared.own == (("velvet bridge",), ())


def test_two_versions_of_one_source_do_not_share_with_each_other() -> None:
    compared = compare_versions(["The mill burns.", "The mill stood."], [["mill"], ["mill"]], ["a", "a"])
    assert compared.shared == ()
    assert compared.own == (("mill",), ("mill",))


def test_without_a_text_terms_are_compared_and_no_word_is_marked() -> None:
    compared = compare_versions([LONG, ""], [["velvet bridge", "tanks"], ["tanks", "harbour"]], ["a", "b"])
    assert compared.parts == (((LONG, False),), (("", False),))
    assert compared.shared == ("tanks",)
    assert compared.own == (("velvet bridge",), ("harbour",))


def test_the_same_word_in_another_form_is_shared() -> None:
    compared = compare_versions(["They would reinforce it.", "Reinforcements came."], [[], []], ["a", "b"])
    assert [[words for words, own in parts if own] for parts in compared.parts] == [[], ["came"]]
