"""What is reported to be said: source, cue and content of every attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bakhmut_data.finding.statements.all_attributions import find_attributions
from bakhmut_data.finding.statements.attributions import Attribution, Stretch
from bakhmut_data.finding.statements.terms import terms_of
from bakhmut_data.finding.statements.who.speakers import SpeakerIndex
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.records import Document, Speaker, Statement, StatementKind

REPORTED = frozenset({"report", "assess", "order", "opinion", "ask"})
FRAMES = frozenset(
    {
        "clause",
        "around",
        "quote",
        "infinitive",
        "put",
        "noun_clause",
        "fact",
        "that",
        "before",
        "turn",
        "row",
        "said",
        "complement",
        "as",
    }
)
COMPLEMENTIZER = re.compile(r"(?:and )?(?:that|whether|if)\s+", re.IGNORECASE)
DASH = re.compile(r"[-–—]\s+")
AND_THAT = re.compile(r",?\s+(?:and|but|or)\s+(?=that\s)")
ADDRESSEE = re.compile(r"(?:[\w.'’-]+ ){0,6}?to (?=\w)")
NOT_TO = re.compile(r"not to\b", re.IGNORECASE)
GERUND = re.compile(r"[a-z]{2,}ing\b")  # "denies planning to invade" addresses nobody
ANONYMITY = re.compile(
    r"(?:not )?(?:to )?(?:be (?:named|identified|quoted|called|known)|remain (?:anonymous|unnamed)"
    r"|(?:use|give|publish|print|mention|reveal) (?:his|her|their|my) "
    r"(?:[\w-]+ ){0,2}(?:names?|surnames?|rank|identity))\b"
)
# Of a pasted part of a text "he claimed" may be all that tells that it is a claim.
UNKNOWN_WHO = frozenset({"he", "she"})
SOMEBODY = Speaker(name="unnamed speaker")
FOOTNOTE = re.compile(r"(?:\.?\[\d{1,3}\]?)+$")
NUMBER = re.compile(r"\d{2}|\bmillion\b")
FEWEST_WORDS = 3  # of a phrase before a cue; "Since Easter, by his count, …" says nothing by itself
SPLIT_FRAMES = frozenset({"clause", "that", "noun_clause"})
OPENING_MARKS = "“„‟«\"'‘`"
CLOSING_MARKS = "”»\"'’`“"


def find_statements(
    document: Document, analysis: Analysis, speakers: SpeakerIndex | None = None
) -> tuple[Statement, ...]:
    """Every reported statement with a source other than the author, in reading order.

    `speakers` is the document's index, in which those who are found to speak are remembered.
    """
    index = speakers or SpeakerIndex(document, analysis)
    found: list[Statement] = []
    for attribution in find_attributions(analysis):
        reported = _is_reported(attribution) or _names_number(document.text, attribution)
        if not reported or attribution.source is None:
            continue
        if attribution.frame in ("turn", "row"):
            speaker = index.remember_label(*attribution.source)
        else:
            speaker = index.remember(*attribution.source, contents=attribution.contents)
            if speaker is None and document.text[slice(*attribution.source)].casefold() in UNKNOWN_WHO:
                speaker = SOMEBODY
        if speaker is not None:
            found.extend(_statements(document.text, attribution, speaker))
    return tuple(
        replace(statement, terms=_terms(index, statement.start, statement.end))
        for statement in _distinct(found)
    )


def _terms(index: SpeakerIndex, start: int, end: int) -> str | None:
    """The index terms of a stretch, as far as it stands in one paragraph."""
    content = index.span(start, end)
    return terms_of(content) if content is not None else None


def _distinct(found: list[Statement]) -> tuple[Statement, ...]:
    """One statement of each stretch, that of the nearest cue, in reading order."""
    nearest: dict[tuple[int, int], Statement] = {}
    for statement in sorted(found, key=_distance):
        nearest.setdefault((statement.start, statement.end), statement)
    return tuple(nearest[stretch] for stretch in sorted(nearest))


def _distance(statement: Statement) -> int:
    """How far from its cue a content begins or ends."""
    if statement.cue_start is None or statement.cue_end is None:
        return 0
    return min(abs(statement.start - statement.cue_end), abs(statement.cue_start - statement.end))


def _is_reported(attribution: Attribution) -> bool:
    if attribution.frame == "quote":
        return True
    if attribution.nested and attribution.frame not in SPLIT_FRAMES:
        return False
    return attribution.frame == "said" or (attribution.cue_kind in REPORTED and attribution.frame in FRAMES)


def _names_number(text: str, attribution: Attribution) -> bool:
    """Whether a body's verb has a number for its content: "named 120 attacks", "speaks of 30 dead"."""
    named = attribution.source is not None and text[attribution.source[0]].isupper()
    verbal = attribution.rule in {"verb_preposition", "verb_object", "verb_put"}
    return (
        verbal
        and (named or not attribution.nested)
        and attribution.cue_kind in {"report", "assess"}
        and any(NUMBER.search(text, *content) for content in attribution.contents)
    )


def _statements(text: str, attribution: Attribution, speaker: Speaker) -> Iterator[Statement]:
    """One statement for each stretch of content, cut to what was said."""
    for content in _stretches(text, attribution):
        start, end = cut(text, *content)
        if attribution.frame == "infinitive":
            start = _without_addressee(text, start, end)
        if start >= end or ANONYMITY.match(text, start, end):
            continue
        surface = text[start:end]
        yield Statement(
            start=start,
            end=end,
            surface=surface,
            rule=attribution.rule,
            speaker=speaker.name,
            speaker_side=speaker.side,
            kind=_kind(text, content, attribution),
            cue=text[attribution.cue[0] : attribution.cue[1]],
            cue_start=attribution.cue[0],
            cue_end=attribution.cue[1],
        )


def _stretches(text: str, attribution: Attribution) -> Iterator[Stretch]:
    """The stretches that stand by themselves; of a clause cut by its cue, the one after it."""
    contents = [content for content in attribution.contents if len(text[slice(*content)].split()) > 1] or [
        *attribution.contents
    ]
    fronted = len(contents) > 1 and text[contents[0][0]] not in OPENING_MARKS
    short = fronted and len(text[slice(*contents[0])].split()) < FEWEST_WORDS
    if fronted and (attribution.frame == "around" or (short and attribution.frame == "clause")):
        contents = contents[1:]
    for start, end in contents:
        if attribution.frame in SPLIT_FRAMES and text[start] not in OPENING_MARKS:
            first = start
            for mark in AND_THAT.finditer(text, start, end):
                yield first, mark.start()
                first = mark.end()
            yield first, end
        else:
            yield start, end


def cut(text: str, start: int, end: int) -> Stretch:
    """The content without its quotation marks and the conjunction before it."""
    conjunction = COMPLEMENTIZER.match(text, start, end)
    if conjunction is not None:
        start = conjunction.end()
    dash = DASH.match(text, start, end)
    if dash is not None:
        start = dash.end()
    footnote = FOOTNOTE.search(text, max(start, end - 20), end)
    if footnote is not None:
        end = footnote.start()
    inner = text[start + 1 : end - 1]
    marked = start < end and text[start] in OPENING_MARKS and text[end - 1] in CLOSING_MARKS
    if marked and not any(mark in inner for mark in '“”"«»'):
        return start + 1, end - 1
    return start, end


def _without_addressee(text: str, start: int, end: int) -> int:
    """Where an order begins: after "him to", but "not to" and "planning to" are part of it."""
    if NOT_TO.match(text, start, end) or GERUND.match(text, start, end):
        return start
    found = ADDRESSEE.match(text, start, end)
    return found.end() if found is not None else start


def _kind(text: str, content: Stretch, attribution: Attribution) -> StatementKind:
    if len(attribution.contents) == 1:
        return attribution.kind
    quoted = text[content[0]] in OPENING_MARKS and text[content[1] - 1] in CLOSING_MARKS
    return "direct" if quoted else attribution.kind
