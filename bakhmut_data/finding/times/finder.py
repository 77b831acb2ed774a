"""Time expressions with TIMEX3 values, anchored on the publication date."""

from __future__ import annotations

import datetime as dt
import functools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span

from bakhmut_data.language.analysis import Analysis, Paragraph
from bakhmut_data.language.calendars import Stretch, add_days
from bakhmut_data.language.events import mentioned_events
from bakhmut_data.language.times.expressions import find_pieces
from bakhmut_data.language.times.pieces import Anchor, Piece, is_clock
from bakhmut_data.language.times.senses import is_definite, span_of
from bakhmut_data.language.times.tense import Tense, find_tense
from bakhmut_data.language.times.values import Reading, read_piece
from bakhmut_data.records import Document, Timex
from bakhmut_data.reference import read_toml

# Texts that tell of days from their own day use these; so many full dates make a chronicle without them.
DEICTIC = frozenset({"deictic", "ago", "period", "part_deictic", "weekend", "overnight"})
# So many times of its own day a text of dates may have, for each that it has.
OWN_SHARE = 8
FULL_DATES = 4
# A text whose day is unknown is read from its own dates as soon as it has so many.
FULL_DATES_ALONE = 1
# So many paragraphs with a day at their head make a text of dated entries.
ENTRIES = 3
ENTRY_LEAD = re.compile(r"\W*(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?,\s)?")
ENTRY_END = re.compile(r"\.\s|:\s|\s[–—-]\s|\s*\n|\s*$")
CLOCK_HEAD = "clock_heading"
CLOCK = re.compile(r"(?P<hour>[012]\d)\.(?P<minute>[0-5]\d)")
LAST_HOUR = 23
# Characters back in which "the month" and "the 19th" look for the month they are of.
NEAR = 160
MONTH = re.compile(r"\d{4}-\d\d")
TOLD = re.compile(r"\d{4}(?:-\d\d){0,2}(?:T|$)")
YEAR = re.compile(r"\d{4}")
# From November to March a story goes on into the next year, from June to March it looks back.
ANEW = 8
# Characters behind "two days after" in which the event that it counts from is named.
SUBJECT = 40
EVENT_WAY = re.compile(r"\s(?P<way>after|before)\b", re.IGNORECASE)


def find_timexes(document: Document, analysis: Analysis) -> tuple[Timex, ...]:
    """Every time expression, in reading order; TIMEX3 values (ISO-TimeML 1.2).

    Relative expressions hang on `document.published`; without it they keep X for what is
    unknown ("XXXX-03-07") and have no days, but for the first day of a known event that is told of.
    """
    found: list[Timex] = []
    heading: dt.date | None = None
    year: int | None = None
    carried: dt.date | None = None
    narrated: Stretch | None = None
    chronicle = _is_chronicle(analysis, document.published)
    between, day_first = _between(document), is_day_first(analysis.text)
    entries = _entries(analysis)
    clocked = any(piece.rule == CLOCK_HEAD for p in analysis.paragraphs for piece in find_pieces(p))
    for paragraph in analysis.paragraphs:
        pieces = _clock_head(paragraph) if clocked else find_pieces(paragraph)
        if not pieces:
            continue
        anchor = Anchor(
            published=heading or document.published, carried=carried, narrated=narrated, chronicle=chronicle,
            between=between, day_first=day_first,
        )  # fmt: skip
        year = _heading_year(paragraph, pieces) or year
        if paragraph.index in entries:
            dated = pieces[0] if pieces[0].year or year is None else replace(pieces[0], year=year)
            opening = _read_between(paragraph, dated, anchor)
            heading = (opening.stretch.latest if opening else None) or heading
            pieces = [dated, *pieces[1:]]
            if heading is not None:
                anchor = replace(anchor, published=heading, narrated=None, chronicle=False, entry=True)
        readings = _read_paragraph(paragraph, pieces, anchor)
        if chronicle:
            narrated = next((r.stretch for _, r in reversed(readings) if _is_narrated(r.stretch)), narrated)
        found.extend(_timex(paragraph, piece, reading) for piece, reading in readings)
        heading = _heading_day(paragraph, readings, document.published) or heading
        carried = _last_weekday(readings) or carried
    return tuple(found)


def _clock_head(paragraph: Paragraph) -> list[Piece]:
    """The pieces of a paragraph of a text with clock times for headings: "16.02" alone is no February."""
    pieces = find_pieces(paragraph)
    head = CLOCK.fullmatch(paragraph.text.strip())
    if head is None or not pieces or int(head["hour"]) > LAST_HOUR:
        return pieces
    hour, minute = int(head["hour"]), int(head["minute"])
    return [replace(pieces[0], rule=CLOCK_HEAD, day=None, month=None, until=None, hour=hour, minute=minute)]


def _entries(analysis: Analysis) -> frozenset[int]:
    """The paragraphs that a day opens, of a diary, a chronicle or a list of reports; fewer are no such text.

    As in "12 January", "Kyiv, 9 March 2023. …", "10 October: …"; what follows hangs on that day.
    """
    opened = [
        paragraph.index
        for paragraph in analysis.paragraphs
        if (pieces := find_pieces(paragraph)) and _opens_entry(paragraph.text, pieces[0])
    ]
    return frozenset(opened if len(opened) >= ENTRIES else ())


def _opens_entry(text: str, piece: Piece) -> bool:
    """Whether a day stands at the head of a paragraph and by itself, perhaps behind a place."""
    day = piece.kind in ("point", "edge") and piece.month is not None and piece.within is None
    alone = ENTRY_LEAD.fullmatch(text, 0, piece.start) and ENTRY_END.match(text, piece.end)
    return day and (piece.day is not None or piece.edge is not None) and alone is not None


def _heading_year(paragraph: Paragraph, pieces: Sequence[Piece]) -> int | None:
    """The year that a line by itself names: the entries below are of it."""
    text = paragraph.text
    alone = len(pieces) == 1 and not re.search(r"\w", text[: pieces[0].start] + text[pieces[0].end :])
    return pieces[0].year if alone and not pieces[0].month else None


def _is_chronicle(analysis: Analysis, published: dt.date | None) -> bool:
    """Whether a text tells of days by their dates alone, as an encyclopaedia does, never from its own day."""
    pieces = [piece for paragraph in analysis.paragraphs for piece in find_pieces(paragraph)]
    own = sum(1 for piece in pieces if _is_of_own_day(piece))
    points = [p for p in pieces if p.kind == "point" and (p.month or (p.year and p.rule == "year"))]
    dated = {(p.year, p.month, p.day) for p in points if p.year}
    if published is None:
        return not own and sum(1 for _, _, day in dated if day) >= FULL_DATES_ALONE
    history = bool(dated) and max(year for year, _, _ in dated) < published.year - 1
    enough = len(dated) if history else sum(1 for _, month, _ in dated if month)
    return own * OWN_SHARE <= len(points) and enough >= FULL_DATES


def _is_of_own_day(piece: Piece) -> bool:
    """Whether a time hangs on the day of writing."""
    deictic = piece.rule in DEICTIC and piece.base == "published"
    return deictic or (piece.weekday is not None and not piece.day)


def _read_paragraph(
    paragraph: Paragraph, pieces: Sequence[Piece], anchor: Anchor
) -> list[tuple[Piece, Reading]]:
    """The pieces with their meanings; clock times take the day of their sentence."""
    readings: dict[int, tuple[Piece, Reading]] = {}  # by where they begin
    published, reference, named = anchor.published, anchor.reference, anchor.named
    narrated, dated, last = anchor.narrated, -1, -NEAR
    for piece in (_after_event(paragraph, piece) for piece in pieces):
        if _needs_day(piece):
            continue
        beside = piece.day and dated >= span_of(paragraph, piece)[0].sent.start_char
        anchor = replace(anchor, narrated=narrated if beside or anchor.chronicle else None)
        near = 0 <= piece.start - last < NEAR
        anchor = replace(anchor, near=near)
        hung = _row_day(paragraph, piece, pieces, published) or published
        reading = _read_between(
            paragraph, piece, replace(anchor, published=hung, reference=reference, named=named)
        )
        if reading is None:
            continue
        readings[piece.start] = piece, reading
        if reading.stretch.earliest:
            named, last = reading.stretch, _end_unless_since(paragraph, piece)
        if _is_narrated(reading.stretch) and (anchor.chronicle or (piece.year and piece.day)):
            narrated, dated = reading.stretch, piece.start
        if reading.timex_type in ("DATE", "TIME") and reading.stretch.earliest == reading.stretch.latest:
            reference = reading.stretch.earliest or reference
    for piece in pieces:
        if _needs_day(piece):
            day = _sentence_day(paragraph, piece, pieces, readings) or (published if anchor.entry else None)
            if reading := _read(paragraph, piece, replace(anchor, reference=day)):
                readings[piece.start] = piece, reading
    return [readings[start] for start in sorted(readings)]


def _end_unless_since(paragraph: Paragraph, piece: Piece) -> int:
    """Where a piece ends; before the text where something has gone on since it."""
    before = paragraph.text[max(0, piece.start - len("since ")) : piece.start].casefold()
    return -NEAR if before == "since " else piece.end


def _last_weekday(readings: Sequence[tuple[Piece, Reading]]) -> dt.date | None:
    """The day last named by its weekday or as yesterday: the day a report is about."""
    days = [
        r.stretch.earliest
        for p, r in readings
        if p.weekday is not None or (p.rule == "deictic" and p.shift < 0)
    ]
    return days[-1] if days else None


def _after_event(paragraph: Paragraph, piece: Piece) -> Piece:
    """A distance from a publicly known event is a day: "two days after the invasion"."""
    way = EVENT_WAY.match(paragraph.text, piece.end)
    if piece.kind != "duration" or piece.count is None or piece.unit not in ("D", "W") or way is None:
        return piece
    span = span_of(paragraph, piece)
    sentence = span[0].sent
    clause = paragraph.text[piece.end : sentence.end_char]
    for event in mentioned_events(sentence.text):
        if event.patterns[0].search(clause[:SUBJECT]) and event.earliest == event.latest:
            shift = -1 if way["way"].lower() == "before" else 1
            days = round(piece.count * (7 if piece.unit == "W" else 1)) * shift
            day = add_days(event.latest, days)
            if day:
                return replace(
                    piece,
                    kind="point",
                    end=way.end(),
                    rule="event_offset",
                    year=day.year,
                    month=day.month,
                    day=day.day,
                )
    return piece


def _needs_day(piece: Piece) -> bool:
    return is_clock(piece) or (piece.kind == "part" and piece.direction is None)


def _read_between(paragraph: Paragraph, piece: Piece, anchor: Anchor) -> Reading | None:
    """The meaning of a piece; where the day of writing is open, what it means on all days that it can be."""
    reading = _read(paragraph, piece, anchor)
    if anchor.published is not None or anchor.between is None or reading is None:
        return reading
    first, last = (_read(paragraph, piece, replace(anchor, published=day)) for day in anchor.between)
    return first if first is not None and first == last else reading


def is_day_first(text: str) -> bool:
    """Whether a text writes the day before the month, told from its spelling and its other dates."""
    marks = [len(pattern.findall(text)) for pattern in _spellings()]
    return marks[0] > marks[1]


@functools.cache
def _spellings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What marks British and American text."""
    words = read_toml("timexes.toml")["spelling"]
    return re.compile(words["british"]), re.compile(words["american"])


def _between(document: Document) -> tuple[dt.date, dt.date] | None:
    """The first and last day on which a text of unknown day can have appeared, where both are known."""
    first, last = document.published_earliest, document.published_latest
    if document.published is not None or first is None or last is None:
        return None
    return first, last


def _read(paragraph: Paragraph, piece: Piece, anchor: Anchor) -> Reading | None:
    span = span_of(paragraph, piece)
    tense = find_tense(span)
    anchor = replace(anchor, reference=_near(piece, span, anchor), tense=tense)
    vague = anchor.published is None or _is_of_these_times(span, tense)
    if anchor.published is None and piece.kind == "point" and piece.month and piece.day and not piece.year:
        piece = replace(piece, year=_event_year(piece, span[0].sent.text))
    if (
        anchor.narrated is not None
        and piece.kind == "point"
        and piece.within is None
        and piece.direction is None
    ):
        # What stands beside a full date is of the same year, whatever the day of writing.
        if piece.month:
            piece = replace(piece, year=piece.year or _narrated_year(piece.month, anchor.narrated))
        elif piece.season and anchor.narrated.earliest:
            piece = replace(piece, year=piece.year or anchor.narrated.earliest.year)
    if piece.kind == "period" and _is_narrated_month(piece, span, anchor) and anchor.named is not None:
        anchor = replace(anchor, published=anchor.named.earliest)
    if piece.rule == "deictic" and piece.shift == 0 and piece.hour is None and piece.part is None and vague:
        return Reading("DATE", Stretch("PRESENT_REF"))
    if piece.kind == "part" and piece.direction is None and not is_definite(span):
        return None
    habit = tense == "present" and anchor.reference is None and _before(span) == "in"
    if piece.kind == "part" and piece.direction is None and habit:
        return None  # What one does in the morning is of no day.
    if piece.kind == "duration" and tense in ("past", "future") and span.text.lower() == "one day":
        return Reading("DATE", Stretch("PAST_REF" if tense == "past" else "FUTURE_REF"))
    return read_piece(piece, anchor)


def _event_year(piece: Piece, sentence: str) -> int | None:
    """The year of a day on which an event that its sentence tells of began; None where there is none."""
    day = (piece.month, piece.day)
    years = {
        event.earliest.year
        for event in mentioned_events(" ".join(sentence.split()))
        if (event.earliest.month, event.earliest.day) == day
    }
    return years.pop() if len(years) == 1 else None


def _is_of_these_times(span: Span, tense: Tense | None) -> bool:
    """Whether "today" is no day: "Today it lies in ruins", "today's army", not "they are back today"."""
    if span.end < len(span.doc) and span.doc[span.end].tag_ == "POS":
        return tense not in ("past", "future")
    opens = span[0].is_sent_start or (span.start > 0 and span.doc[span.start - 1].is_quote)
    return tense == "present" and opens


def _is_narrated(stretch: Stretch) -> bool:
    """Whether a stretch is a day, a month or a year, from which a story goes on."""
    return stretch.earliest is not None and TOLD.match(stretch.value) is not None


def _narrated_year(month: int, narrated: Stretch) -> int | None:
    """The year that a story has come to: the one last named, the next where the month begins it anew."""
    first = narrated.earliest
    if first is None:
        return None
    anew = YEAR.fullmatch(narrated.value) is None and first.month - month >= ANEW
    return first.year + anew


def _before(span: Span) -> str:
    return span.doc[span.start - 1].lower_ if span.start else ""


def _is_narrated_month(piece: Piece, span: Span, anchor: Anchor) -> bool:
    """Whether "the second week of the month" is of the month last named, not of the month of writing."""
    named = anchor.named
    if named is None or MONTH.fullmatch(named.value) is None or not anchor.near or anchor.tense != "past":
        return False
    before = _before(span)
    own = piece.unit == "M" and piece.direction is None and piece.shift == 0
    return own and before != "since" and span.text.lower().endswith("of the month")


def _near(piece: Piece, span: Span, anchor: Anchor) -> dt.date | None:
    """The day "the day before" counts from: the day last named, unless it is far in the background."""
    reference, published = anchor.reference, anchor.published
    if piece.rule != "neighbour" or reference is None or published is None or span[0].is_sent_start:
        return reference
    return reference if abs((published - reference).days) <= 14 else published


def _row_day(
    paragraph: Paragraph, piece: Piece, pieces: Sequence[Piece], published: dt.date | None
) -> dt.date | None:
    """The day a table row or list entry begins with ("12 Mar | ..."), on which its words hang."""
    text = paragraph.text
    line = text.rfind("\n", 0, piece.start) + 1
    first = pieces[bisect_left(pieces, line, key=_start)]
    dated = first.kind == "point" and first.day and first.month and first.start - line <= 3
    if first is piece or not dated or not re.match(r"\s?[|:\t–—]", text[first.end : first.end + 2]):
        return None
    reading = read_piece(first, Anchor(published=published))
    return reading.stretch.latest if reading else None


def _heading_day(
    paragraph: Paragraph, readings: Sequence[tuple[Piece, Reading]], published: dt.date | None
) -> dt.date | None:
    """The day of a line that is only a date, near the day of publication: entries below hang on it."""
    if len(readings) != 1 or published is None:
        return None
    piece, reading = readings[0]
    text = paragraph.text
    alone = not re.search(r"\w", text[: piece.start] + text[piece.end :])
    day = reading.stretch.latest
    if not alone or not piece.day or not piece.month or day is None:
        return None
    return day if abs((published - day).days) <= 60 else None


def _sentence_day(
    paragraph: Paragraph, piece: Piece, pieces: Sequence[Piece], readings: dict[int, tuple[Piece, Reading]]
) -> dt.date | None:
    """The day named in the same sentence as a clock time, the last before it or else the first after."""
    span = span_of(paragraph, piece)
    sentence = span[0].sent
    first, last = (bisect_left(pieces, end, key=_start) for end in (sentence.start_char, sentence.end_char))
    known = [readings[other.start] for other in pieces[first:last] if other.start in readings]
    days = [
        (other.start > piece.start, abs(other.start - piece.start), reading.stretch.earliest)
        for other, reading in known
        if reading.stretch.earliest is not None and reading.stretch.earliest == reading.stretch.latest
    ]
    if not days:
        return None
    dark = piece.part == "MO" and any(o.start < piece.start and o.part in ("EV", "NI") for o, _ in known)
    return add_days(min(days)[2], 1) if dark else min(days)[2]


def _start(piece: Piece) -> int:
    return piece.start


def _timex(paragraph: Paragraph, piece: Piece, reading: Reading) -> Timex:
    return Timex(
        start=paragraph.start + piece.start,
        end=paragraph.start + piece.end,
        surface=paragraph.text[piece.start : piece.end],
        rule=piece.rule,
        timex_type=reading.timex_type,
        value=reading.stretch.value,
        earliest=reading.stretch.earliest,
        latest=reading.stretch.latest,
    )
