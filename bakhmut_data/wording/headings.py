"""The heading of each page by its name in the menu, with the sentence that says what the page shows.

They are drawn before anything that takes time.
"""

from __future__ import annotations

from collections.abc import Mapping

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
