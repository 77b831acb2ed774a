"""The heading of each page by its name in the menu, with the sentence that says what the page shows.

They are drawn before anything that takes time. The titles of charts that a link shows alone are here too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bakhmut_data import reference
from bakhmut_data.claims import sentences
from bakhmut_data.comparing import retellings
from bakhmut_data.wording import cells

# The pages by the last part of their addresses, at the dashboard and in an edition: their names in the menu.
PAGES: Mapping[str, str] = {
    "": "Overview",
    "front": "Front",
    "timeline": "Timeline",
    "figures": "Figures",
    "positions": "Where they stand",
    "compare": "Compare",
    "documents": "Documents",
    "method": "Method",
    "add": "Add documents",
}
HEADINGS: dict[str, tuple[str, str]] = {
    "Overview": (
        "What these documents say about Bakhmut",
        ("Nothing here is a fact about the war: somebody said it, and an outlet printed it."),
    ),
    "Front": (
        "Where the front was, and who says so",
        (
            "Three things, told apart: an estimated line with its uncertainty, a reference of who held which "
            "settlement, and what the documents claim for the day. The estimate of a day uses only what was "
            "dated by then: no hindsight."
        ),
    ),
    "Timeline": (
        "What is said to have happened when",
        "Each claim covers the days it can speak for: a short mark knows its day, a long bar does not.",
    ),
    "Figures": (
        "How many, says who, about whom",
        (
            "One row a claim, from its lowest to its highest number, with its speaker and outlet. Numbers of "
            "different sides are never added up or averaged."
        ),
    ),
    "Where they stand": (
        "Who stands where on what is argued about",
        "Nine questions, and who takes which side: outlets in their own voice, and the people they quote.",
    ),
    "Compare": (
        "Sources side by side",
        (
            "Two to twelve sources, row by row: what one prints and another passes over is part of the "
            "comparison."
        ),
    ),
    "Documents": (
        "One document, and where its claims stand",
        "With the document at hand, its text with every claim marked; without it, where in it they stand.",
    ),
    "Method": (
        "How this was made",
        (
            "Documents are read by rules, and what a person mended is marked so; every row of every table "
            "names the rule that made it, or “reviewed”, and the place in the text where it stands."
        ),
    ),
    "Add documents": (
        "Add documents",
        (
            "They are read on the server in memory, without a copy on its disk, and are added to your tables "
            "only: no other visit sees them, and they are gone when you reload or close this page."
        ),
    ),
}
# What Compare shows through each of its lenses.
LENSES: Mapping[str, str] = {
    "position": "Where they stand on what is argued about",
    "ground": "Who they say holds what",
    "topic": "What they speak of",
    "figure": "Which numbers they give",
    "place": "Which places they speak of",
    "day": "Which days they speak for",
    "words": "What they call the same things",
    "voices": "Whom they let speak",
}
LANES = ("source", "topic", "place")  # of the timeline


def claims_chart(kind: str) -> str:
    """The title of the overview's strip of days; of one kind of claims alone where it is one."""
    return f"Who speaks of which day{f': {cells.KINDS[kind][0]}s{cells.KINDS[kind][1]}' if kind else ''}"


def dated_chart(lane: str) -> str:
    """The title of the timeline in lanes by something."""
    return f"Claims by the days they speak for, in lanes by {lane}"


def figures_chart(measure: str, unit: str) -> str:
    """The title of the figures of a measure in a unit."""
    counted = sentences.unit_name(unit, 2) or "numbers"
    return f"{sentences.label('measure', measure).capitalize()}, in {counted}"


def rows_chart(lens: str) -> str:
    """The title of the rows of Compare through one of its lenses."""
    return f"{LENSES[lens]}, by source"


FRONT_CLAIMS = "Claims of who holds a place, as on the map of the front"
PAIRS = "Where they agree, overlap and conflict"
STARTS = "When the battle began, as its reported length implies"
SIDES = "Who sides with whom, by the answers they give"
MARKS = "Where claims stand in"
# Charts that have one title, by page and key.
_CHARTS: Mapping[tuple[str, str], str] = {
    ("front", "front-control"): FRONT_CLAIMS,
    ("positions", "stands"): cells.GRID_TITLE,
    ("positions", "sides"): SIDES,
    ("compare", "pairs"): PAIRS,
    ("compare", "travels"): retellings.retold.TITLE,
    ("compare", "starts"): STARTS,
    ("documents", "marks"): MARKS,
}
# Others: the name in an address of what they are shown by, what it may be, and what it is unless it is said.
_CHOSEN: Mapping[tuple[str, str], tuple[str, tuple[str, ...], str, Callable[[str], str]]] = {
    ("", "claims"): ("kind", tuple(cells.KINDS), "", claims_chart),
    ("timeline", "dated"): ("lane", LANES, LANES[0], dated_chart),
    ("compare", "rows"): ("lens", tuple(LENSES), next(iter(LENSES)), rows_chart),
}


def chart(page: str, key: str, says: Mapping[str, str]) -> str:
    """The title of a chart by its page, its key and what the address says; "" for none of that key."""
    if chosen := _CHOSEN.get((page, key)):
        name, values, usual, title = chosen
        value = says.get(name, usual)
        return title(value if value in values else usual)
    measure, _, unit = key.partition("-")
    if page == "figures" and measure in reference.read_toml("labels.toml")["measure"]:
        return figures_chart(measure, unit)
    return _CHARTS.get((page, key), "")
