"""Attributions that the layout shows: rows of a table, titles, signatures, and turns where there are such."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from bakhmut_data.finding.statements.attributions import Attribution, Stretch
from bakhmut_data.finding.statements.interviews import find_interview
from bakhmut_data.finding.statements.labels import find_labelled
from bakhmut_data.finding.statements.quotation_marks import find_quotes
from bakhmut_data.finding.statements.transcripts import find_transcript
from bakhmut_data.finding.statements.who.people import (
    COUNTED,
    SPEAKING_ROLES,
    Word,
    given_names,
    named_alone,
    names,
    role_words,
    words_of,
)
from bakhmut_data.language.analysis import Analysis, Paragraph

SIGNATURE = re.compile(r"\s{0,3}[—–―-]{1,2}\s{0,2}(?P<who>[A-ZÀ-ÞА-ЯЄІЇҐ][^\n.:;!?“”\"]{2,80})\.?\s*$")
TITLE_TAIL = re.compile(r"\s[—–―-]\s(?P<who>[^—–―\n]{2,50})$")
CELLS = re.compile(r"\s{0,3}[|\t]\s{0,3}")
BULLET = re.compile(r"[>•*–—-]\s{1,2}")
SPOKEN = re.compile(r"[^\W\d_]{3,}")
LONGEST_NAME = 5
QUOTED = frozenset("“„«‘\"'")
LONGEST_TITLE = 220
_shown = functools.partial(Attribution, cue_kind="report")


def find_layout(analysis: Analysis) -> Iterator[Attribution]:
    """Turns of a transcript; else rows of tables, labels, titles, signed quotations."""
    turns = find_transcript(analysis) or find_interview(analysis)
    if turns:
        yield from turns
        return
    for index, paragraph in enumerate(analysis.paragraphs):
        for start, end in _lines(analysis.text, paragraph):
            yield from _row(analysis.text, start, end)
        titled = list(_title(analysis.text, paragraph, first=index == 0))
        yield from titled
        if not titled:
            yield from find_labelled(analysis, paragraph)
        yield from _signature(analysis, index)


def _lines(text: str, paragraph: Paragraph) -> Iterator[Stretch]:
    """The lines of a paragraph; rows of a table can lie in one."""
    start = paragraph.start
    while start < paragraph.end:
        end = text.find("\n", start, paragraph.end)
        end = paragraph.end if end < 0 else end
        yield start, end
        start = end + 1


def _row(text: str, start: int, end: int) -> Iterator[Attribution]:
    """A row "date | who | what was said"."""
    if text.count("|", start, end) + text.count("\t", start, end) < 2:
        return
    cells: list[Stretch] = []
    last = start
    for separator in CELLS.finditer(text, start, end):
        cells.append((last, separator.start()))
        last = separator.end()
    cells = [cell for cell in (*cells, (last, end)) if text[slice(*cell)].strip()]
    for index, cell in enumerate(cells[:-1]):
        if index < 2 and _names_speaker(text, cell):
            content = max(cells[index + 1 :], key=lambda c: c[1] - c[0])
            if len(text[slice(*content)].split()) > 2:
                bar = text.find("|", cell[1], content[0])
                cue = (bar, bar + 1) if bar >= 0 else (cell[1], cell[1] + 1)
                yield _shown(
                    source=cell, cue=cue, contents=(content,), kind="indirect", rule="table_row", frame="row"
                )
            return


def _names_speaker(text: str, cell: Stretch) -> bool:
    """Whether a table's cell is somebody who speaks."""
    words = words_of(text, *cell)
    if not words or len(words) > 8 or text[cell[0]].isdigit():
        return False
    known = names().longest(words, 0)
    if known is not None:
        entry = known[1]
        return entry.name not in COUNTED or words[0].norm in ("kyiv", "kiev", "moscow", "kremlin")
    if words[0].norm in given_names() and len(words) > 1 and text[words[1].start].isupper():
        return True
    return any(word.norm in role_words("person") or word.norm in SPEAKING_ROLES for word in words[:4])


def _is_somebody(words: list[Word]) -> bool:
    """Whether a phrase is somebody known, or a title with a name: "Mayor Kostenko"."""
    if named_alone(words) is not None:
        return True
    titled = bool(words) and words[0].norm in role_words("title")
    return titled and 1 < len(words) < LONGEST_NAME and all(word.surface[:1].isupper() for word in words)


def _without_article(words: list[Word]) -> list[Word]:
    return words[1:] if words and words[0].norm == "the" else words


def _title(text: str, paragraph: Paragraph, *, first: bool) -> Iterator[Attribution]:
    """Of "X: …" and "… — X" in a title, also in one that is quoted in a list of sources."""
    if paragraph.end - paragraph.start > LONGEST_TITLE:
        return
    stretches = [(paragraph.start, paragraph.end)]
    stretches.extend((q.inner_start, q.inner_end) for q in find_quotes(text, paragraph.start, paragraph.end))
    for begins, end in stretches:
        bullet = BULLET.match(text, begins, end)
        start = bullet.end() if bullet is not None else begins
        if text[end - 1] == "." and begins == paragraph.start and not first:
            continue
        colon = text.find(": ", start, min(end, start + 60))
        if colon > 0 and _is_somebody(_without_article(words_of(text, start, colon))):
            yield _shown(
                source=(start, colon),
                cue=(colon, colon + 1),
                contents=((colon + 2, end),),
                kind="direct" if text[colon + 2] in QUOTED else "indirect",
                rule="title_colon",
                frame="quote",
            )
        tail = TITLE_TAIL.search(text[start:end])
        if (
            tail is not None
            and text[end - 1] != "."
            and named_alone(words_of(text, start + tail.start("who"), end))
            and len(SPOKEN.findall(text, start, start + tail.start())) > 1
        ):
            cue = start + tail.start() + 1
            yield _shown(
                source=(start + tail.start("who"), end),
                cue=(cue, cue + 1),
                contents=((start, cue - 1),),
                kind="indirect",
                rule="title_dash",
                frame="quote",
            )


def _signature(analysis: Analysis, index: int) -> Iterator[Attribution]:
    """A quotation with its speaker after a dash, on its line or the next."""
    paragraph = analysis.paragraphs[index]
    text = analysis.text
    quotes = find_quotes(text, paragraph.start, paragraph.end)
    if not quotes or text[paragraph.start : quotes[0].start].strip(" -–—•*"):
        return
    last = quotes[-1]
    after = SIGNATURE.match(text, last.end, paragraph.end)
    if after is None and last.end == paragraph.end and index + 1 < len(analysis.paragraphs):
        following = analysis.paragraphs[index + 1]
        after = SIGNATURE.match(text, following.start, following.end)
    if after is not None and len(after.group("who").split()) <= 12:
        cue = after.start() + len(after.group()) - len(after.group().lstrip())
        yield _shown(
            source=after.span("who"),
            cue=(cue, cue + 1),
            contents=((quotes[0].start, last.end),),
            kind="direct",
            rule="signature",
            frame="quote",
        )
