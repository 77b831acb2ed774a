"""The picture that a link shows where it is pasted: what the view is of, a finding, and bars or a map."""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from bakhmut_data.claims import citation, sentences
from bakhmut_data.front import downloads
from bakhmut_data.publishing import preview_map, small_map

# What services ask for that show links: https://ogp.me and the sizes they crop least.
WIDTH, HEIGHT = 1200, 630
LEAST_WIDTH = 200  # pixels; in less nothing can be read
MARGIN, GAP = 64, 14
GROUND, INK, SOFT, LINE = preview_map.PAPER, preview_map.INK, "#4C535B", "#D9D4C9"
WEIGHT = 440  # of letters: regular, a little stronger, because pictures of links are shown small
TITLE_SIZE, FINDING_SIZE, SMALL_SIZE = 46, 30, 24
TITLE_LINES, FINDING_LINES = 2, 5
MOST_BARS = 5
BAR_HEIGHT, BAR_ROW, BAR_LEFT = 16, 34, 620
MAP_LEFT, MAP_TOP = WIDTH - MARGIN - preview_map.SIZE[0], MARGIN
MAP_TITLE_SIZE, MAP_FINDING_SIZE = 40, 26
MAP_DATA = "Map data: Natural Earth, © OpenStreetMap contributors, GSHHG, GeoNames."


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the picture.

    `bars` have a name, a number of what is `counted`, and a colour; a `day` of the front, as
    `small_map.draw_day` gives it, is drawn instead of them.
    """

    title: str
    finding: str
    bars: tuple[tuple[str, int, str], ...]
    version: str
    counted: str = "claim"
    day: Mapping[str, Any] | None = None


def height(width: int) -> int:
    """The height of a picture of some width, in pixels."""
    return round(width * HEIGHT / WIDTH)


def draw(card: Card, font: Path, width: int = WIDTH) -> bytes:
    """The picture as PNG, 1200 by 630 or smaller, in a font; words that find no room end in "…"."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    pen = Pen(ImageDraw.Draw(image), font)
    if card.day:
        end = _draw_map(image, pen, card.day)
        room = MAP_LEFT - MARGIN - 2 * GAP
        sizes = MAP_TITLE_SIZE, MAP_FINDING_SIZE
        foot = [downloads.NOTE, MAP_DATA]
    else:
        end = pen.bars(card.bars, card.counted)
        room = WIDTH - 2 * MARGIN
        sizes = TITLE_SIZE, FINDING_SIZE
        foot = [f"Claims as documents report them, never facts. Tables of version {card.version}."]
    pen.write(MARGIN, [citation.TITLE], SMALL_SIZE, SOFT)
    below = MARGIN + SMALL_SIZE + 2 * GAP
    below = pen.write(below, wrapped(card.title, pen.font(sizes[0]), room, TITLE_LINES), sizes[0], INK)
    most = min(FINDING_LINES, (end - below - 2 * GAP) // line_height(sizes[1]))
    finding = wrapped(card.finding, pen.font(sizes[1]), room, most)
    pen.write(below + GAP, finding, sizes[1], INK)
    pen.drawn.line((MARGIN, HEIGHT - 84, WIDTH - MARGIN, HEIGHT - 84), fill=LINE, width=2)
    pen.write(HEIGHT - 72, foot, SMALL_SIZE if len(foot) == 1 else 20, SOFT)
    if width != WIDTH:
        image = image.resize((width, height(width)), Image.Resampling.LANCZOS)
    sink = io.BytesIO()
    image.save(sink, "PNG", optimize=True)
    return sink.getvalue()


def line_height(size: int) -> int:
    """The height of a line of letters of a size, in pixels."""
    return round(size * 1.25)


@functools.lru_cache(maxsize=16)
def load_font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    """A variable font of a size in pixels, in the weight of these pictures."""
    font = ImageFont.truetype(file, size)
    font.set_variation_by_axes([WEIGHT])
    return font


def wrapped(words: str, font: ImageFont.FreeTypeFont, room: float, most: int) -> list[str]:
    """Words in lines no wider than so many pixels; a line more than there may be ends the last in "…"."""
    lines, line = list[str](), ""
    for word in (_shortened(each, font, room) for each in words.split()):
        if line and font.getlength(f"{line} {word}") > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(" ".join(lines[most - 1 :]), font, room)]
    return lines


def _shortened(words: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    if font.getlength(words) <= room:
        return words
    least, most = 0, len(words)
    while least < most:
        middle = (least + most + 1) // 2
        fits = font.getlength(f"{words[:middle].rstrip()}…") <= room
        least, most = (middle, most) if fits else (least, middle - 1)
    return f"{words[:least].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes and draws on a picture in one font."""

    drawn: ImageDraw.ImageDraw
    file: Path

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """The font in a size."""
        return load_font(self.file, size)

    def write(self, top: int, lines: Sequence[str], size: int, ink: str) -> int:
        """Writes lines from the left margin; returns where they end."""
        for line in lines:
            self.drawn.text((MARGIN, top), line, fill=ink, font=self.font(size))
            top += line_height(size)
        return top

    def bars(self, bars: Sequence[tuple[str, int, str]], counted: str) -> int:
        """A bar for each thing, those of most, above the foot of the picture; returns where they begin."""
        shown = sorted(bars, key=lambda each: -each[1])[:MOST_BARS]
        font = self.font(SMALL_SIZE)
        longest, most = WIDTH - MARGIN - BAR_LEFT - 140, max((number for _, number, _ in shown), default=1)
        top = begin = HEIGHT - 100 - BAR_ROW * len(shown)
        for name, number, color in shown:
            words = _shortened(sentences.shorten(name), font, BAR_LEFT - MARGIN - GAP)
            self.drawn.text((MARGIN, top), words, fill=SOFT, font=font)
            end = BAR_LEFT + max(round(longest * number / max(most, 1)), 2)
            self.drawn.rectangle((BAR_LEFT, top + 6, end, top + 6 + BAR_HEIGHT), fill=color)
            self.drawn.text((end + GAP, top), sentences.count(number, counted), fill=SOFT, font=font)
            top += BAR_ROW
        return begin


def _draw_map(image: Image.Image, pen: Pen, day: Mapping[str, Any]) -> int:
    """The map on the right, what its areas and line are on the left above the foot; where that begins."""
    image.paste(preview_map.draw(day, pen.font(preview_map.NAME_SIZE)), (MAP_LEFT, MAP_TOP))
    top = begin = HEIGHT - 100 - 4 * 32
    words = MARGIN + 46
    for side, named in small_map.SIDES.items():
        image.paste(preview_map.swatch(side), (MARGIN, top + 4))
        pen.drawn.text((words, top), f"{named[:1].upper()}{named[1:]}", fill=SOFT, font=pen.font(20))
        top += 32
    pen.drawn.line((MARGIN, top + 14, MARGIN + 32, top + 14), fill=INK, width=3)
    pen.drawn.text((words, top), "Estimated front, thin its bounds", fill=SOFT, font=pen.font(20))
    return begin
