"""The small map as pixels, for pictures that stand where no SVG is shown."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

from bakhmut_data.publishing import small_map

FINER = 2  # is drawn so many times larger first, which makes edges smooth
PAPER, INK = "#FCFBF8", "#1E2328"
# Colours and opacities as in `templates/colours.css` and `day.css`.
GROUND = {"urban": (INK, 0.14), "lakes": ("#4A86B8", 0.35), "roads": (INK, 0.35), "railways": (INK, 0.25)}
AREAS = {"Russia": "#D1491C", "Ukraine": "#2B78C5", "contested": "#7A7A7A"}
AREA = 0.22
HATCH, HATCH_APART = 0.5, 9  # as Russian-held areas are told apart without colour; units of the picture
LINES = {"front": 2.4, "bound": 1.0}
NAME_SIZE = 15
SIZE = round(small_map.WIDTH), round(small_map.HEIGHT)
Point = tuple[float, float]


def draw(day: Mapping[str, Any], font: ImageFont.FreeTypeFont) -> Image.Image:
    """The map of a day (`small_map.draw_day`) in `SIZE`, names of places in a font of `NAME_SIZE` or so."""
    image = Image.new("RGB", (SIZE[0] * FINER, SIZE[1] * FINER), PAPER)
    for area in day["areas"]:
        mask = _filled(area["path"])
        _tint(image, mask, AREAS[area["side"]], AREA)
        if area["side"] == "Russia":
            _tint(image, ImageChops.logical_and(mask, _hatching()), AREAS["Russia"], HATCH)
    for part in day["ground"]:
        color, opacity = GROUND[part["kind"]]
        mask = _filled(part["path"]) if part["kind"] in {"urban", "lakes"} else _stroked(part["path"], 1.2)
        _tint(image, mask, color, opacity)
    for line in day["lines"]:
        _tint(image, _stroked(line["path"], LINES[line["kind"]]), INK, 1 if line["kind"] == "front" else 0.5)
    image = image.resize(SIZE, Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(image)
    for place in day["names"]:
        _name(pen, place, font)
    pen.rectangle((0, 0, SIZE[0] - 1, SIZE[1] - 1), outline="#D9D4C9")
    return image


def swatch(side: str) -> Image.Image:
    """How an area of a side looks, for a legend."""
    image = Image.new("RGB", (32 * FINER, 20 * FINER), PAPER)
    _tint(image, Image.new("1", image.size, 1), AREAS[side], AREA)
    if side == "Russia":
        _tint(image, _hatching().crop((0, 0, *image.size)), AREAS[side], HATCH)
    return image.resize((32, 20), Image.Resampling.LANCZOS)


def rings(path: str) -> Iterator[list[Point]]:
    """The points of each part of the path of an SVG, which knows M, L and Z alone."""
    for part in path.split("M")[1:]:
        steps = part.removesuffix("Z").split("L")
        yield [(float(x), float(y)) for x, y in (step.split() for step in steps)]


def _filled(path: str) -> Image.Image:
    """A mask of what the path of an area holds: a ring within a ring is a hole."""
    mask = _empty()
    for ring in rings(path):
        if len(ring) > 2:
            part = _empty()
            ImageDraw.Draw(part).polygon(_larger(ring), fill=1)
            mask = ImageChops.logical_xor(mask, part)
    return mask


def _stroked(path: str, width: float) -> Image.Image:
    mask = _empty()
    pen = ImageDraw.Draw(mask)
    for ring in rings(path):
        pen.line(_larger(ring), fill=1, width=round(width * FINER), joint="curve")
    return mask


def _empty() -> Image.Image:
    return Image.new("1", (SIZE[0] * FINER, SIZE[1] * FINER))


def _larger(points: list[Point]) -> list[Point]:
    return [(x * FINER, y * FINER) for x, y in points]


@functools.cache
def _hatching() -> Image.Image:
    mask = _empty()
    pen, (width, height) = ImageDraw.Draw(mask), mask.size
    for at in range(-height, width, HATCH_APART * FINER):
        pen.line(((at, height), (at + height, 0)), fill=1, width=FINER)
    return mask


def _tint(image: Image.Image, mask: Image.Image, color: str, opacity: float) -> None:
    image.paste(ImageColor.getrgb(color), mask=mask.convert("L").point(lambda value: round(value * opacity)))


def _name(pen: ImageDraw.ImageDraw, place: Mapping[str, Any], font: ImageFont.FreeTypeFont) -> None:
    """A dot and the name beside it, to the left where the right has no room."""
    x, y, name = float(place["x"]), float(place["y"]), str(place["name"])
    pen.ellipse((x - 3, y - 3, x + 3, y + 3), fill=INK)
    fits = x + 8 + font.getlength(name) < SIZE[0] - 4
    at, anchor = ((x + 8, y), "lm") if fits else ((x - 8, y), "rm")
    pen.text(at, name, fill=INK, font=font, anchor=anchor, stroke_width=2, stroke_fill=PAPER)
