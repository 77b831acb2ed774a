"""Stretches between quotation marks: straight, curly, low, angled; nested or unbalanced."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Double marks first; a single mark opens only at a word's start and closes only at its end,
# or it is an apostrophe. Two single marks are a double one on old wires.
MARK = re.compile(
    r"(?P<double>[“”„‟«»\"]|''|``|’’|‘‘)"
    r"|(?P<single_open>(?<![\w’'])[‘'‚‹](?=[\w\[(…$£€]))"
    r"|(?P<single_close>(?<=[\w.,!?…\])])[’'›](?!\w))"
)
OPENING = frozenset("“„‟«")
CLOSING = frozenset("”»")
# A second opening mark after the end of a sentence shows that the first was never closed.
SENTENCE_END = re.compile(r"[.!?…]\s*$")
DIRECTED = re.compile(r"[“”„«»]")
LONGEST_SINGLE = 600
LONGEST_NESTING = 1200


@dataclass(frozen=True, slots=True)
class Quote:
    """`start` and `end` hold the marks; `closed` is false where the paragraph ends first."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def find_quotes(text: str, start: int, end: int) -> list[Quote]:
    """The outermost quotations within one paragraph, in reading order."""
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    depth = 0
    single: re.Match[str] | None = None
    for mark in MARK.finditer(text, start, end):
        if mark.lastgroup != "double":
            single = _single(mark, single, found, inside=opened is not None)
            continue
        if opened is None:
            if _may_open(text, mark, start):
                opened, depth, single = mark, 1, None
        elif _opens_again(text, mark):
            if SENTENCE_END.search(text, max(opened.end(), mark.start() - 3), mark.start()):
                opened, depth = mark, 1
            else:
                depth += 1
        else:
            depth -= 1
            if depth <= 0 or not _closes_later(text, mark.end(), end):
                found.append(Quote(opened.start(), mark.end(), opened.end(), mark.start()))
                opened, depth = None, 0
    if opened is not None and not _is_inch(text, opened):
        before = text[max(start, opened.start() - 3) : opened.start()].rstrip(" -–—•([")
        new = text[opened.start() - 1 : opened.start()].isspace()
        if not before or before[-1] in ":," or (new and before[-1] in ".!?"):
            found.append(Quote(opened.start(), end, opened.end(), end, closed=False))
    return sorted((q for q in found if q.inner_end > q.inner_start), key=lambda q: q.start)


def _single(
    mark: re.Match[str], single: re.Match[str] | None, found: list[Quote], *, inside: bool
) -> re.Match[str] | None:
    """The single mark still open after this one; a closed pair is added to `found`."""
    if inside:
        return None
    if mark.lastgroup == "single_open":
        return single if single is not None and mark.start() - single.start() < LONGEST_SINGLE else mark
    if single is None:
        return None
    if mark.start() - single.start() <= LONGEST_SINGLE:
        found.append(Quote(single.start(), mark.end(), single.end(), mark.start()))
    return None


def _may_open(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a mark met outside a quotation can begin one."""
    surface = mark.group()
    if surface in CLOSING and surface != "»":
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    return surface in OPENING or not (before.isalnum() and text[mark.end() : mark.end() + 1].isspace())


def _opens_again(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark met inside a quotation opens another one."""
    surface = mark.group()
    if surface in OPENING or surface in ("``", "‘‘"):
        before = text[mark.start() - 1]
        return before.isspace() or before in "([—–-"
    return False


def _closes_later(text: str, start: int, end: int) -> bool:
    """Whether another closing mark comes before the next opening one."""
    following = DIRECTED.search(text, start, min(end, start + LONGEST_NESTING))
    return following is not None and following.group() in CLOSING


def _is_inch(text: str, mark: re.Match[str]) -> bool:
    return mark.group() in ('"', "''") and text[mark.start() - 1 : mark.start()].isdigit()
