"""The picture that a link shows where it is pasted: what the page is about, a finding, and who speaks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from bakhmut_data.claims import citation, sentences

# What services ask for that show links: https://ogp.me and the sizes they crop least.
WIDTH, HEIGHT = 1200, 630
LEAST_WIDTH = 200  # pixels; in less nothing can be read
MARGIN, GAP = 64, 14
GROUND, INK, SOFT, LINE = "#FCFBF8", "#1E2328", "#4C535B", "#D9D4C9"
TITLE_SIZE, FINDING_SIZE, SMALL_SIZE = 50, 34, 24
TITLE_LINES, FINDING_LINES = 2, 5
MOST_BARS = 5
BAR_HEIGHT, BAR_ROW, BAR_LEFT = 16, 34, 620


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the picture; `outlets` have their number of claims and their colour."""

    title: str
    finding: str
    outlets: tuple[tuple[str, int, str], ...]
    version: str


def height(width: int) -> int:
    """The height of a picture of some width, in pixels."""
    return round(width * HEIGHT / WIDTH)


def draw(card: Card, width: int = WIDTH) -> bytes:
    """The picture as PNG, 1200 by 630 or smaller; words that find no room end in "…"."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    pen = ImageDraw.Draw(image)
    room = WIDTH - 2 * MARGIN
    _write(pen, MARGIN, [citation.TITLE], SMALL_SIZE, SOFT)
    below = MARGIN + SMALL_SIZE + 2 * GAP
    below = _write(pen, below, wrapped(card.title, TITLE_SIZE, room, TITLE_LINES), TITLE_SIZE, INK)
    _write(pen, below + GAP, wrapped(card.finding, FINDING_SIZE, room, FINDING_LINES), FINDING_SIZE, INK)
    _draw_outlets(pen, card.outlets)
    note = f"Claims as documents report them, never facts. Tables of version {card.version}."
    pen.line((MARGIN, HEIGHT - 84, WIDTH - MARGIN, HEIGHT - 84), fill=LINE, width=2)
    _write(pen, HEIGHT - 68, [note], SMALL_SIZE, SOFT)
    if width != WIDTH:
        image = image.resize((width, height(width)), Image.Resampling.LANCZOS)
    sink = io.BytesIO()
    image.save(sink, "PNG", optimize=True)
    return sink.getvalue()


def wrapped(words: str, size: int, room: float, most: int) -> list[str]:
    """Words in lines no wider than so many pixels; a line more than there may be ends the last in "…"."""
    font = ImageFont.load_default(size)
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


def _shortened(words: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, room: float) -> str:
    if font.getlength(words) <= room:
        return words
    least, most = 0, len(words)
    while least < most:
        middle = (least + most + 1) // 2
        fits = font.getlength(f"{words[:middle].rstrip()}…") <= room
        least, most = (middle, most) if fits else (least, middle - 1)
    return f"{words[:least].rstrip()}…"


def _write(pen: ImageDraw.ImageDraw, top: int, lines: Sequence[str], size: int, ink: str) -> int:
    """Writes lines from the left margin; returns where they end."""
    font = ImageFont.load_default(size)
    for line in lines:
        pen.text((MARGIN, top), line, fill=ink, font=font)
        top += round(size * 1.25)
    return top


def _draw_outlets(pen: ImageDraw.ImageDraw, outlets: Sequence[tuple[str, int, str]]) -> None:
    """A bar for each outlet, those of most claims; above the foot of the picture."""
    shown = sorted(outlets, key=lambda each: -each[1])[:MOST_BARS]
    if not shown:
        return
    font = ImageFont.load_default(SMALL_SIZE)
    longest, most = WIDTH - MARGIN - BAR_LEFT - 140, shown[0][1]
    top = HEIGHT - 100 - BAR_ROW * len(shown)
    for name, number, color in shown:
        words = _shortened(sentences.shorten(name), font, BAR_LEFT - MARGIN - GAP)
        pen.text((MARGIN, top), words, fill=SOFT, font=font)
        end = BAR_LEFT + max(round(longest * number / max(most, 1)), 2)
        pen.rectangle((BAR_LEFT, top + 6, end, top + 6 + BAR_HEIGHT), fill=color)
        pen.text((end + GAP, top), sentences.count(number, "claim"), fill=SOFT, font=font)
        top += BAR_ROW
