"""Title, author and publisher of a text, from its headline, byline and dateline."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from bakhmut_data import reference
from bakhmut_data.records import Document

HEADING_LINES = 14  # non-empty lines looked at
LONGEST_HEADLINE = 180  # characters; a longer line is running text
NAME = r"[A-ZÀ-ÞА-Я][\w’'.-]{0,30}"
NAMES = rf"{NAME}(?: (?:(?:van|von|de|der|al|el) )?{NAME}){{1,3}}"
AUTHORS = rf"{NAMES}(?:(?:, and |, | and | & )(?!The ){NAMES}){{0,4}}"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"

BYLINE = re.compile(
    rf"^(?:Story and photos: |Text: |Words: |Author: |By |by |Reporting by |Written by )"
    rf"(?P<author>{AUTHORS})(?:,? \(?(?P<publisher>[^()|]{{3,60}}?)\)?)?\.?$"
)
BARE_NAMES = re.compile(
    rf"^(?P<author>{AUTHORS})(?: \((?:now|earlier)\))?(?: and (?P<more>{NAMES}) \(\w+\))?$"
)
BOILERPLATE_BIO = re.compile(
    rf"^(?P<author>{NAMES}) is (?:an?|the) (?:\w+ ){{0,6}}?"
    r"(?:[Rr]eporter|[Cc]orrespondent|[Jj]ournalist|[Ww]riter|[Ee]ditor|[Ff]ellow|"
    r"[Aa]nalyst|[Cc]olumnist|[Rr]esearcher)\b"
    r"(?:[^.]{0,80}? at (?:the )?"
    r"(?P<publisher>[A-Z][\w’'&.-]*(?: (?:of|for|the|and|[A-Z][\w’'&.-]*)){0,7}))?"
)
DATELINE = re.compile(
    rf"^[A-ZÀ-Þ][A-ZÀ-Þ/ ,.'’-]{{2,60}}, (?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:, \d{{4}})?\.? ?"
    r"(?:[-–—(/]\s?)?[(/]?(?P<publisher>[A-Z][\w .'’&-]{1,40}?)(?:[)/]| [-–—])"
)
STAMPED = re.compile(rf"\b(?:19|20)\d\d\b|\b{MONTH} \d{{1,2}}\b|\b\d{{1,2}} {MONTH}\b|\d{{1,2}}[:.]\d\d")
OUTLET = re.compile(r"^(?:The )?[A-Z][\w’'&.-]*(?: (?:of|for|the|and|[A-Z][\w’'&.-]*)){0,6}$")


def describe_document(document: Document) -> Document:
    """The document with title, author and publisher where its first and last lines show them."""
    lines = list(_heading_lines(document.text))
    title = _title(lines)
    rest = [line for line in lines if line != title]
    found: dict[str, Any] = {}
    for find in (_byline, _dateline, _stamp_line, _name_lines):
        for field, value in find(rest).items():
            found.setdefault(field, value)
    for field, value in _biography(document.text).items():
        found.setdefault(field, value)
    return dataclasses.replace(document, title=title, **found)


def _heading_lines(text: str) -> Iterator[str]:
    """The first non-empty lines, up to and with the first two of running text."""
    running = 0
    lines = (line.strip() for line in text[:20_000].split("\n"))
    for number, line in enumerate(line for line in lines if line):
        if number == HEADING_LINES or running == 2:
            return
        running += len(line) > LONGEST_HEADLINE
        yield line


def _title(lines: list[str]) -> str | None:
    """The first line that reads as a headline, before any running text."""
    chrome = frozenset(reference.read_toml("headings.toml")["chrome"])
    for line in lines:
        words = line.split()
        if len(line) > LONGEST_HEADLINE:
            return None
        if BYLINE.match(line) or DATELINE.match(line) or line.endswith((":", ";", ",")):
            continue
        known = sum(word.strip(",.|").casefold() in chrome for word in words)
        if len(words) < 3 or known > len(words) / 2 or line.endswith(".") or line.startswith(("-", "•", "|")):
            continue
        return line
    return None


def _byline(lines: list[str]) -> dict[str, str]:
    for line in lines:
        if match := BYLINE.match(line):
            return _named(match)
    return {}


def _dateline(lines: list[str]) -> dict[str, str]:
    for line in lines:
        if match := DATELINE.match(line):
            return _named(match)
    return {}


def _stamp_line(lines: list[str]) -> dict[str, str]:
    """Outlet and author of a line such as `Outlet | Author | date`."""
    for line in lines:
        parts = [part.strip() for part in line.split("|")]
        if len(line) > LONGEST_HEADLINE or len(parts) < 2 or not any(STAMPED.search(part) for part in parts):
            continue
        named = [part for part in parts if part and not STAMPED.search(part) and OUTLET.match(part)]
        return dict(zip(("publisher", "author"), named, strict=False))
    return {}


def _name_lines(lines: list[str]) -> dict[str, str]:
    """A line that is only an outlet's name, or only people's names, near a date."""
    found: dict[str, str] = {}
    outlet_words = frozenset(reference.read_toml("headings.toml")["outlet_words"])
    for line in lines:
        if len(line) > 80 or line.endswith((".", "?", "!", ":")) or STAMPED.search(line):
            continue
        words = {word.casefold() for word in re.findall(r"\w+", line)}
        if OUTLET.match(line) and words & outlet_words:
            found.setdefault("publisher", line)
        elif (match := BARE_NAMES.match(line)) and not words & outlet_words:
            names = [match["author"], *filter(None, [match["more"]])]
            found.setdefault("author", " and ".join(names))
    return found


def _biography(text: str) -> dict[str, str]:
    """Who wrote it, from a line such as `Name is a reporter at Outlet`."""
    for line in text[-20_000:].split("\n") + text[:5_000].split("\n"):
        if match := BOILERPLATE_BIO.match(line.strip()[:400]):
            return _named(match)
    return {}


def _named(match: re.Match[str]) -> dict[str, str]:
    groups = match.groupdict()
    return {field: groups[field].strip() for field in ("author", "publisher") if groups.get(field)}
