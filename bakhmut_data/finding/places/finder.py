"""Place names, told apart from governments and armies, resolved or left None."""

from __future__ import annotations

from bakhmut_data.finding.places.context import NameInText
from bakhmut_data.finding.places.resolution import resolve
from bakhmut_data.finding.places.roles import role_of
from bakhmut_data.finding.places.spans import find_mentions
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.records import Document, Place, Role, Toponym

# Written as part of the name.
ARTICLED = frozenset(("Kremlin", "White House", "Pentagon", "West"))


def find_toponyms(document: Document, analysis: Analysis) -> tuple[Toponym, ...]:
    """Every place name in reading order: where it stands, its role, and its place if known."""
    found = [(mention, role) for mention in find_mentions(analysis) if (role := role_of(mention)) is not None]
    places = resolve([mention for mention, _ in found])
    return tuple(
        _toponym(document.text, mention, role, place)
        for (mention, role), place in zip(found, places, strict=True)
    )


def _toponym(text: str, mention: NameInText, role: Role, place: Place | None) -> Toponym:
    paragraph, article = mention.paragraph, mention.first - 1
    start, end = paragraph.start + mention.start, paragraph.start + mention.end
    if mention.name in ARTICLED and article >= 0 and paragraph.doc[article].lower_ == "the":
        start = paragraph.token_start(paragraph.doc[article])
    return Toponym(start=start, end=end, surface=text[start:end], rule=mention.rule, role=role, place=place)
