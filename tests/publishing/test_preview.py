"""The picture of a link: its size, its words in their lines, a bar for each outlet."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageFont

from bakhmut_data.publishing import preview

pytestmark = pytest.mark.fast
OUTLETS = (("Daily", 40, "#009E73"), ("Post", 10, "#CC79A7"))


def drawn(**more: object) -> Image.Image:
    values = {"title": "Who says what", "finding": "Two say one thing.", "outlets": OUTLETS, "version": "abc"}
    card = preview.Card(**{**values, **more})  # type: ignore[arg-type]
    return Image.open(io.BytesIO(preview.draw(card))).convert("RGB")


def pixels_of(image: Image.Image, color: str) -> int:
    wanted = tuple(bytes.fromhex(color.removeprefix("#")))
    return sum(number for number, found in image.getcolors(2**24) or [] if found == wanted)


def test_the_picture_has_the_size_that_services_ask_for_and_a_bar_as_long_as_an_outlet_says_much() -> None:
    image = drawn()
    assert image.size == (1200, 630)
    # 1,200 less the margin, where the bars begin and room for a number: 376 pixels for the most, 17 high.
    assert pixels_of(image, "#009E73") == 377 * 17
    assert pixels_of(image, "#CC79A7") == 95 * 17


def test_the_same_card_is_the_same_picture_and_no_outlet_is_no_bar() -> None:
    card = preview.Card("A", "B", OUTLETS, "1")
    assert preview.draw(card) == preview.draw(card)
    assert pixels_of(drawn(outlets=()), "#009E73") == 0


def test_words_break_into_lines_that_fit_and_what_is_too_long_ends_in_an_ellipsis() -> None:
    font = ImageFont.load_default(34)
    words = "All five outlets print that the town matters little " * 4 + "x" * 200
    lines = preview.wrapped(words, 34, 500, 3)
    assert len(lines) == 3
    assert all(font.getlength(line) <= 500 for line in lines)
    assert lines[-1].endswith("…")
    assert preview.wrapped("Short enough.", 34, 500, 3) == ["Short enough."]
    assert preview.wrapped("", 34, 500, 3) == [""]
