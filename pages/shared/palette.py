"""Colours and marks that mean the same on every page; each reads on the light and the dark ground.

`python -m pages.shared.maps.deck` writes the layers of the map anew after a change. Marks that the browser
draws itself have the same colours in `assets/front/sides.js`, which a test holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from bakhmut_data.claims import sentences

# Okabe and Ito's order, begun after the two that would be read as the sides of the war.
SOURCES = ("#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8A8A8A", "#0072B2", "#D55E00")
RUSSIA, UKRAINE, CONTESTED = "#D1491C", "#2B78C5", "#7A7A7A"
# Lines and names of the map and the fill of contested ground on it, and what lies around them, by theme.
INK = {"light": "#1E2328", "dark": "#F2EFE8"}
PAPER = {"light": "#FCFBF8", "dark": "#14181D"}
HOLDERS = {"Russia": RUSSIA, "Ukraine": UKRAINE, "contested": CONTESTED, "both": CONTESTED, "none": CONTESTED}
LETTERS = {"Russia": "R", "Ukraine": "U", "contested": "C", "both": "≠", "none": ""}
SUBJECTS = {"Russia": RUSSIA, "Ukraine": UKRAINE, "Wagner": "#B07A10", "both": "#8B6FB0", "none": CONTESTED}
SIDE_SHAPES = {
    "Ukraine": "square",
    "Russia": "diamond",
    "West": "triangle-up",
    "independent": "circle",
    sentences.OUTLET_ITSELF: "circle-open",
    sentences.NO_SIDE: "x-thin-open",
}
# Answers to a question in the order of their vocabulary: a shape each, and a colour that no outlet has; what
# names a side of the war has its colour.
ANSWER_SHAPES = ("circle", "diamond", "square", "triangle")
ANSWER_COLORS = ("#7B61C4", "#A8731A", "#7A7A7A", "#3F8F86")
SIDED_ANSWERS = {
    "Russia": RUSSIA,
    "Ukraine": UKRAINE,
    "Russia_advances": RUSSIA,
    "Ukraine_attacks": UKRAINE,
}
KIND_SHAPES = {"figure": "circle", "statement": "square", "control": "diamond", "position": "cross"}


def answer_mark(answers: Sequence[str], answer: str) -> dict[str, str]:
    """The shape and colour of one of the answers that a question can have."""
    at = list(answers).index(answer)
    return {"shape": ANSWER_SHAPES[at], "color": SIDED_ANSWERS.get(answer, ANSWER_COLORS[at])}


def source_colors(sources: Sequence[str]) -> dict[str, str]:
    """A colour for each source in the order of the documents; after seven they come round again."""
    return {source: SOURCES[at % len(SOURCES)] for at, source in enumerate(sources)}


def rgba(color: str, alpha: int = 255) -> list[int]:
    """A "#RRGGBB" colour as the four numbers that deck.gl takes."""
    return [*(int(color[at : at + 2], 16) for at in (1, 3, 5)), alpha]
