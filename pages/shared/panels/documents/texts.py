"""The documents a reader has: their text matched by hash, and sentences cut from it as safe HTML."""

from __future__ import annotations

import functools
import html
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bakhmut_data.errors import DocumentError
from bakhmut_data.limits import limits_from
from bakhmut_data.reading import documents
from bakhmut_data.reading.guard import GUARD
from bakhmut_data.records import Document
from pages.shared.state import datasets, uploads

BEFORE_AND_AFTER = 240  # characters of context at most, either side of a span
LONGEST_SPAN = 1500  # characters of a span that are shown
LONGEST_READING = 100_000  # characters of a document shown at once
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s|\n\s{0,20}\n")
SHOWN_KINDS = ("figure", "statement", "control", "position", "date", "mention")


@dataclass(frozen=True, slots=True)
class Quote:
    """A span with the rest of its sentence."""

    before: str
    span: str
    after: str


def find_text(document: Mapping[Any, Any]) -> str | None:
    """The text of a document if the reader has it: added in this visit, or in the folder of documents."""
    if (text := uploads.text_of(str(document["sha256"]))) is not None:
        return text
    return _find_in_folder(datasets.DOCUMENTS, str(document["file"]), str(document["sha256"]), changed())


def changed() -> int:
    """Another number when the texts in the folder of documents may be others."""
    folder = datasets.DOCUMENTS
    return folder.stat().st_mtime_ns if folder.is_dir() else 0


@functools.lru_cache(maxsize=64)
def _find_in_folder(folder: Path, file: str, sha256: str, _changed: int) -> str | None:
    """The text of a document in a folder, None where no file there has that hash.

    The file's own name is tried first; a renamed copy is found by its hash.
    """
    if not folder.is_dir():
        return None
    root = folder.resolve()
    named = (root / file).resolve()
    for path in [named, *named.parents]:  # a document may be a part of a file: box.zip/first.txt
        if path.is_relative_to(root) and path.is_file():
            if (text := _texts(path).get(sha256)) is not None:
                return text
            break
    other = _index(root, _changed).get(sha256)
    return None if other is None else _texts(other).get(sha256)


def cut_quote(text: str, start: int, end: int) -> Quote:
    """The sentence around a span, cut at sentence ends and at most a few hundred characters long."""
    start, end = max(0, start), min(len(text), end)
    before = text[max(0, start - BEFORE_AND_AFTER) : start]
    after = text[end : end + BEFORE_AND_AFTER]
    ends = list(SENTENCE_END.finditer(before))
    if ends:
        before = before[ends[-1].end() :]
    elif start > BEFORE_AND_AFTER:
        before = f"…{before}"
    stop = SENTENCE_END.search(text[end - 1 : end + BEFORE_AND_AFTER]) if end else None
    if stop:
        after = after[: max(0, stop.end() - 1)].rstrip()
    elif end + BEFORE_AND_AFTER < len(text):
        after = f"{after}…"
    span = text[start:end]
    if len(span) > LONGEST_SPAN:
        span = f"{span[:LONGEST_SPAN]}…"
    return Quote(before.lstrip(), span, after)


def quote_html(quote: Quote, language: str | None) -> str:
    """The quote with its span marked; the text is escaped and stands as it was typed."""
    lang = f' lang="{html.escape(language)}"' if language else ""
    return (
        f'<blockquote dir="auto"{lang}>{html.escape(quote.before)}'
        f"<mark>{html.escape(quote.span)}</mark>{html.escape(quote.after)}</blockquote>"
    )


def cut_segments(
    text: str, claims: Iterable[Mapping[Any, Any]], *, offset: int, titles: Mapping[str, str], selected: str
) -> list[dict[str, Any]]:
    """The text in stretches that begin or end where a claim does, each with the claims that cover it.

    A stretch opens the shortest of them; the first stretch of a claim is where the keyboard stops.
    """
    stop = min(len(text), offset + LONGEST_READING)
    spans = sorted(
        (
            max(int(claim["start"]), offset),
            min(int(claim["end"]), stop),
            str(claim["kind"]),
            str(claim["claim_id"]),
        )
        for claim in claims
        if int(claim["start"]) < stop and int(claim["end"]) > offset
    )
    cuts = sorted({offset, stop, *(at for span in spans for at in span[:2])})
    segments: list[dict[str, Any]] = []
    open_spans: list[tuple[int, int, str, str]] = []
    begun: set[str] = set()
    waiting = 0
    for start, end in itertools.pairwise(cuts):
        while waiting < len(spans) and spans[waiting][0] <= start:
            open_spans.append(spans[waiting])
            waiting += 1
        open_spans = [span for span in open_spans if span[1] > start]
        segments.append(_segment(text[start:end], open_spans, titles, selected, begun))
    return segments


def _segment(
    text: str,
    covering: Sequence[tuple[int, int, str, str]],
    titles: Mapping[str, str],
    selected: str,
    begun: set[str],
) -> dict[str, Any]:
    if not covering:
        return {"text": text}
    # Of a statement and a position that is read from all of it, the statement: its evidence has both.
    narrowest = min(covering, key=lambda span: (span[1] - span[0], span[2] == "position", span[3]))[3]
    segment = {
        "text": text,
        "id": narrowest,
        "kinds": sorted({span[2] for span in covering}),
        "title": titles.get(narrowest, ""),
        "on": any(span[3] == selected for span in covering),
        "first": narrowest not in begun,
    }
    begun.add(narrowest)
    return segment


def _texts(path: Path) -> dict[str, str]:
    """The texts of a file by their hash; none where it cannot be read."""
    items = GUARD.read_file(path, path.name, raw=True, limits=limits_from())
    return {item.sha256: item.text for item in items if isinstance(item, Document)}


@functools.lru_cache(maxsize=2)
def _index(folder: Path, _changed: int) -> dict[str, Path]:
    """Every file below the folder that can be read, by the hash of each text in it."""
    try:
        paths = documents.find_files(folder)
    except DocumentError:
        return {}
    return {sha256: path for path in paths for sha256 in _texts(path)}
