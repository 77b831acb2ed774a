"""The picture of a link: its size, its words in their lines, a bar for each outlet."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from PIL import Image

from bakhmut_data.publishing import front_days, preview, preview_map
from pages.shared.api.previews import FONT

pytestmark = pytest.mark.fast
OUTLETS = (("Daily", 40, "#009E73"), ("Post", 10, "#CC79A7"))


def drawn(**more: object) -> Image.Image:
    values = {"title": "Who says what", "finding": "Two say one thing.", "bars": OUTLETS, "version": "abc"}
    card = preview.Card(**{**values, **more})  # type: ignore[arg-type]
    return Image.open(io.BytesIO(preview.draw(card, FONT))).convert("RGB")


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
    assert preview.draw(card, FONT) == preview.draw(card, FONT)
    assert pixels_of(drawn(bars=()), "#009E73") == 0


def test_a_long_finding_ends_above_the_bars() -> None:
    words = "Words that say much. " * 60
    long, none = drawn(finding=words), drawn(finding="")
    bars = (0, 630 - 100 - 2 * 34, 1200, 540)
    assert long.crop(bars).tobytes() == none.crop(bars).tobytes()
    assert pixels_of(long, preview.INK) > pixels_of(none, preview.INK)


def test_words_break_into_lines_that_fit_and_what_is_too_long_ends_in_an_ellipsis() -> None:
    font = preview.load_font(FONT, 34)
    words = "All five outlets print that the town matters little " * 4 + "x" * 200
    lines = preview.wrapped(words, font, 500, 3)
    assert len(lines) == 3
    assert all(font.getlength(line) <= 500 for line in lines)
    assert lines[-1].endswith("…")
    assert preview.wrapped("Short enough.", font, 500, 3) == ["Short enough."]
    assert preview.wrapped("", font, 500, 3) == [""]


def test_the_font_has_every_letter_that_stands_in_our_words_and_in_names_of_the_places() -> None:
    font = preview.load_font(FONT, 34)
    missing = bytes(font.getmask("\uffff"))
    for letter in "–—…“”‘’·×−≈≥éüłčș©Київґї":
        assert bytes(font.getmask(letter)) != missing, letter


def test_a_day_of_the_front_is_a_map_with_its_areas_line_and_legend() -> None:
    fronts = front_days.fronts()
    early, late = (
        front_days.draw(fronts, dt.date.fromisoformat(day)) for day in ("2022-11-05", "2023-05-25")
    )
    before, after = (drawn(day=day) for day in (early, late))
    # What is Ukrainian-held is the ground with 22 percent of the side's blue upon it.
    blue = tuple(
        round(0.78 * one + 0.22 * other) for one, other in zip((252, 251, 248), (43, 120, 197), strict=True)
    )
    shares = [pixels_of(image, "#" + bytes(blue).hex()) / (560 * 441) for image in (before, after)]
    assert shares[0] > shares[1] > 0.1
    line = preview_map.rings(early["lines"][0]["path"])
    x, y = next(point for part in line for point in part if 20 < point[0] < 540 and 20 < point[1] < 420)
    dark = before.convert("L").load()
    assert dark
    assert float(str(dark[round(preview.MAP_LEFT + x), round(preview.MAP_TOP + y)])) < 90


def test_the_path_of_an_area_is_read_as_its_rings() -> None:
    assert list(preview_map.rings("M0 1L2.5 3L4 5ZM6 7L8 9")) == [
        [(0, 1), (2.5, 3), (4, 5)],
        [(6, 7), (8, 9)],
    ]
