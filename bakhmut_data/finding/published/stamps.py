"""Where a text says its own day: stamps, datelines, greetings, issues; sources and pictures it shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bakhmut_data.finding.published.evidence import (
    DAY,
    FIRST,
    LAST,
    PICTURE,
    Evidence,
    TimeInText,
    each_year,
    full_date,
    is_source,
    is_year_less,
    widen,
)
from bakhmut_data.language import calendars
from bakhmut_data.language.times.pieces import Anchor, Piece
from bakhmut_data.language.times.points import ORTHODOX, point_stretch

HEADER_CHARACTERS = 1500
# A head is no more than a third of these; a stamp stands in a line no longer than so many.
STAMP_LENGTH = 140
# Characters of a paragraph that is a caption.
CAPTION_LENGTH = 400
# Words before "published" in a stamp.
LONGEST_LEAD = 5
# A text appears within so many days of its newest source.
SOON = 10

STAMP_WORDS = (
    r"published|updated|posted|modified|edited|revised|changed|amended|issued|released|filed|publication\sdate|date"
    r"|dated|aired|broadcast|recorded|created|uploaded|reviewed|transcript|(?:information|data|reports?)"
    r"\s(?:closes?|cut-?off)|cut-?off"
)
STAMP_WORD = re.compile(
    rf"\b(?:{STAMP_WORDS})\b(?:\sby\s[\w .’'-]{{1,40}}?)?(?:\s(?:on|at))?\s?[:|,-]?\s{{0,3}}"
    r"(?:[\d:.]{1,8}\s?(?:[ap]\.?m\.?)?\s?[A-Z]{0,4},?\s?(?:on\s)?)?$",
    re.IGNORECASE,
)
UP_TO = re.compile(
    r"\b(?:as\s(?:of|at)|(?:state|picture|situation|summary|report|update|map)\b.{0,40}\b(?:to|at|for|on))\s"
    r"(?:[\d:.]{1,8}\s?(?:[ap]\.?m\.?)?\s?[A-Z]{0,4},?\s?(?:on\s)?)?(?:the\s)?$",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"^\W{0,3}[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я'’.,/() -]{2,60}(?:,\s+(?:[A-Z][\w.]{1,20}\s?){1,3})?,?\s*[-–—(]?\s*$"
)
DATELINE_END = re.compile(r"\.?\s*(?:[-–—(/.:]|$)")
LOOSE_PREPOSITION = re.compile(
    r"\b(?:on|in|of|since|until|till|from|by|for|before|after|to|at|and)\s+(?:the\s)?$", re.IGNORECASE
)
# A sentence that goes on behind a date is none about the text itself.
RUNS_ON = re.compile(r",?\s(?!at\b|by\b|\d)\w+(?:\s\w+){3}")
RUN_IN = re.compile(
    r"\)?\s?(?:[.:]|[-–—|])\s\W?[A-Z]"
)  # between a day and the sentence behind it in one line
GREETING = re.compile(
    r"(?:\bit(?:['’]s|\sis)\s|\btoday(?:['’]s|\sis|,)\s|^[A-Z][A-Z .'’-]{3,40}:\s"
    r"|\b(?:good\s)?(?:morning|evening|afternoon)[.,!]\s)(?:the\s)?$",
    re.IGNORECASE,
)
CREDIT = re.compile(r"\b(?:photo(?:graph)?s?|images?|pictures?|credits?)(?: by)?\s?[:/]", re.IGNORECASE)
ISSUE = re.compile(r"\bissue\b|\bvol(?:ume|\.)|\bno\.\s?\d|\bedition\b", re.IGNORECASE)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,3}(?:©\s?)?(?:\d{4}\s?[-–]\s?)?(?P<year>20\d\d)\b", re.IGNORECASE
)


def find_stamps(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """What the text says of its own day; of several stamps the first."""
    head = [mention for mention in mentions if mention.paragraph.start <= HEADER_CHARACTERS]
    for find in (_full_stamp, _opening, _issue, _month_stamp, _open_stamp):
        found = next(find(mentions if find in {_full_stamp, _opening} else head), None)
        if found is not None:
            yield found
            break
    yield from _greetings(head)
    yield from _feasts(head, mentions)


def _full_stamp(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    opening = [mention for mention in mentions if _opens_line(mention)]
    entries = opening if len(opening) > 1 else []
    for mention in mentions:
        if (day := full_date(mention.piece)) and is_stamp(mention) and mention not in entries:
            yield Evidence(kind="stamp", days=((day, day),), reason=f"the text is stamped {mention.surface}")


def _opening(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """A day that the first sentence follows in its line; where other lines begin so, it is a chronicle."""
    opening = [mention for mention in mentions if _opens_line(mention)]
    if len(opening) == 1 and opening[0].paragraph.index == 0 and (day := full_date(opening[0].piece)):
        reason = f"the text begins with {opening[0].surface}"
        yield Evidence(kind="stamp", days=((day, day),), reason=reason)


def _opens_line(mention: TimeInText) -> bool:
    dated = full_date(mention.piece) is not None or is_year_less(mention.piece)
    return dated and not re.search(r"\w", mention.before) and RUN_IN.match(mention.after) is not None


def _issue(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """A magazine of a month is out around its first day."""
    for mention in mentions:
        short = len(mention.text) <= STAMP_LENGTH
        if (month := _month(mention.piece)) and short and ISSUE.search(mention.text):
            first = month[0]
            reason = f"it is of the issue of {mention.surface}"
            yield Evidence(kind="issue", days=((first - 2 * DAY, first + 12 * DAY),), reason=reason)


def _month_stamp(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    for mention in mentions:
        if (month := _month(mention.piece)) and _is_month_stamp(mention):
            reason = f"the text is stamped {mention.surface}"
            yield Evidence(kind="month_stamp", days=(month,), reason=reason)


def _open_stamp(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    for mention in mentions:
        if is_year_less(mention.piece) and is_stamp(mention):
            days = widen(each_year(mention.piece), 0, 0)
            reason = f"the dateline says {mention.surface}"
            yield Evidence(kind="stamp_without_year", days=days, reason=reason)


def is_stamp(mention: TimeInText) -> bool:
    """Whether a date stands where a text says its own: a byline, a stamp, a headline, a dateline."""
    text, before, after = mention.text, mention.before, mention.after
    if (stamp := STAMP_WORD.search(before[-60:])) and len(before) < 200:
        lead = before[-60:][: stamp.start()]
        return len(lead.split()) < LONGEST_LEAD and not RUNS_ON.match(after)
    if mention.paragraph.start > HEADER_CHARACTERS or (mention.paragraph.index and is_source(mention)):
        return False
    if DATELINE.match(before) and DATELINE_END.match(after):
        return True
    more = [word for word in after.split() if word[0].isalnum()]
    if len(text) > STAMP_LENGTH or len(more) > 6 or _ends_sentence(before, after):
        return False
    if UP_TO.search(before):
        return True
    headline = mention.paragraph.index == 0 and mention.tense is None
    return (headline and not after.strip()) or not LOOSE_PREPOSITION.search(before)


def _ends_sentence(before: str, after: str) -> bool:
    """Whether a date stands within running text; a place may stand before it as a sentence of its own."""
    if after.startswith(".") and len(before.split()) > 3:
        return True
    return re.search(r"[.!?]\s+\S", before.rstrip()) is not None or (
        re.search(r"[.!?]\s$", before) is not None and len(before.split()) > 4
    )


def _month(piece: Piece) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a piece that names a month and its year."""
    if piece.kind != "point" or not (piece.year and piece.month) or piece.day or piece.edge:
        return None
    stretch = calendars.month_stretch(piece.year, piece.month)
    return (stretch.earliest, stretch.latest) if stretch.earliest and stretch.latest else None


def _is_month_stamp(mention: TimeInText) -> bool:
    """Whether a month stands in a line of its own at the head of the text, not in a title."""
    alone = not re.search(r"\w", mention.after)
    alone = alone and re.fullmatch(r"(?:.{0,80}[|·•,:–—-]\s*)?", mention.before) is not None
    return alone and mention.paragraph.start <= HEADER_CHARACTERS // 3


def _greetings(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """“it's Wednesday, June 14”, “Today is Friday, 17 March”."""
    for mention in mentions:
        if (full_date(mention.piece) or is_year_less(mention.piece)) and GREETING.search(
            mention.before[-45:]
        ):
            day = full_date(mention.piece)
            days = ((day, day),) if day else widen(each_year(mention.piece), 0, 0)
            yield Evidence(kind="greeting", days=days, reason=f"it says that it is {mention.surface}")
            return


def _feasts(head: Sequence[TimeInText], mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """A feast in the head of a letter, with the weekday or the day of the month that it names."""
    feast = next((m for m in head if m.piece.holiday and m.paragraph.index == 0), None)
    if feast is None or feast.piece.year:
        return
    days = sorted(
        {
            stretch.earliest
            for year in range(FIRST.year, LAST.year + 1)
            for churches in (None, ORTHODOX)
            if (
                stretch := point_stretch(
                    replace(feast.piece, year=year, value=churches), Anchor(published=None)
                )
            )
            and stretch.earliest
        }
    )
    weekday = next(
        (m.piece.weekday for m in head if m.paragraph is feast.paragraph and m.piece.weekday is not None),
        None,
    )
    number = next((m.piece.day for m in mentions if m.piece.day and not m.piece.month), None)
    fits = [
        day
        for day in days
        if (weekday is None or day.weekday() == weekday) and (number is None or day.day == number)
    ]
    if weekday is not None or number is not None:
        yield Evidence(kind="feast", days=widen(fits, 0, 0), reason=f"it is written on {feast.surface}")


def find_sources(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """The text is no older than the newest day it names in full, and about as old as its newest source."""
    dated = [(day, m) for m in mentions if (day := full_date(m.piece)) and m.tense != "future"]
    if not dated:
        return
    day, mention = max(dated, key=lambda item: item[0])
    pins = is_source(mention) or is_caption(mention)
    reason = f"the newest {'source or picture' if pins else 'day'} it names is of {mention.surface}"
    yield Evidence(kind="newest_day", days=((day, LAST),), reason=reason)
    if not pins:
        return
    yield Evidence(kind="newest_source", days=((day, day + SOON * DAY),), reason=reason)
    stamped = next((m.piece for m in mentions if is_year_less(m.piece) and is_stamp(m)), None)
    own = next((d for d in each_year(stamped) if day <= d <= day + SOON * DAY), None) if stamped else None
    if own is not None:
        yield Evidence(
            kind="soon_after_source", days=((own, own),), reason="its own date follows its newest source"
        )


def find_open_sources(mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """A picture whose date lacks its year: the text appeared soon after that day of some year."""
    for mention in mentions:
        if not is_year_less(mention.piece) or mention.tense == "future" or is_stamp(mention):
            continue
        if not re.search(r"\w", mention.before) and not CREDIT.search(mention.after):
            continue  # "7 December. Pictures show …" is an entry of a chronicle.
        if PICTURE.search(mention.text) and len(mention.text) < CAPTION_LENGTH:
            reason = f"a picture is of {mention.surface}"
            days = widen(each_year(mention.piece), 0, SOON)
            yield Evidence(kind="newest_source", days=days, reason=reason)
            return


def is_caption(mention: TimeInText) -> bool:
    """A short paragraph with the credit of a picture in it, or one that a place and a date open or close."""
    if len(mention.text) >= CAPTION_LENGTH:
        return False
    if PICTURE.search(mention.text):
        return True
    opens = re.fullmatch(r"\W*(?:\d{1,2}[.)]\s)?(?:[^.!?]{0,60},\s)?", mention.before) is not None
    closes = mention.before.endswith(", ") and not re.search(r"\w", mention.after)
    return mention.paragraph.index > 0 and mention.after.startswith(".") and (opens or closes)


def find_copyright(text: str) -> Iterator[Evidence]:
    """The year of a copyright."""
    if found := COPYRIGHT.search(text):
        year = int(found["year"])
        days = ((dt.date(year, 1, 1), dt.date(year, 12, 31)),)
        yield Evidence(kind="copyright", days=days, reason=f"its copyright is of {year}")
