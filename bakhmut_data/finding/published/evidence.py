"""What a text says or implies about the day it was published, as stretches of possible days."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bakhmut_data.language import calendars
from bakhmut_data.language.analysis import Analysis, Paragraph
from bakhmut_data.language.events import Event, discussed_battle, mentioned_events
from bakhmut_data.language.times.expressions import find_pieces
from bakhmut_data.language.times.periods import Anchor
from bakhmut_data.language.times.pieces import Piece
from bakhmut_data.language.times.senses import span_of, text_of
from bakhmut_data.language.times.tense import Tense, find_tense
from bakhmut_data.language.times.values import read_piece
from bakhmut_data.reference.facts import FIRST_DAY_OF_WAR

Days = tuple[tuple[dt.date, dt.date], ...]
ALWAYS: Days = ((dt.date(1990, 1, 1), dt.date(2049, 12, 31)),)
YEARS = range(1990, 2050)
HEADER_CHARACTERS = 1500
STAMP_LENGTH = 140
# Months told in order skip no more than so many, and are so many before they date a text.
LONGEST_STEP = 4
ENOUGH_STEPS = 3
# What goes on for months is told within so many days of the last of them.
SOON_TOLD = 150
# Evidence that only chooses between years.
SOFT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Days on which the text can have appeared; `pins` when it points at one, `best` which."""

    strength: int
    days: Days
    reason: str
    best: dt.date | None = None
    pins: bool = False
    delayed: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of a time expression in its paragraph and sentence."""

    paragraph: Paragraph
    piece: Piece
    text: str
    sentence: str
    tense: Tense | None

    @property
    def surface(self) -> str:
        """The words of the piece on one line."""
        return " ".join(text_of(self.paragraph.doc)[self.piece.start : self.piece.end].split())


def collect_evidence(analysis: Analysis) -> list[Evidence]:
    """Everything in a text that bears on its publication day."""
    mentions = list(_mentions(analysis))
    evidence = [*_battle(analysis.text), *_day_of_war(analysis.text), *_copyright(analysis.text)]
    for finder in (
        _stamps,
        _newest_date,
        _nothing_later,
        _dates_beside_weekdays,
        _yesterdays,
        _year_less_dates,
        _holidays_ahead,
        _months_in_order,
    ):
        evidence.extend(finder(mentions))
    evidence.extend(_events(analysis, mentions))
    if weekdays := _lead_weekday(mentions):
        evidence.append(weekdays)
    return evidence


def _mentions(analysis: Analysis) -> Iterator[Mention]:
    for paragraph in analysis.paragraphs:
        pieces = find_pieces(paragraph)
        if not pieces:
            continue
        sentences: list[str] = []  # of each token
        for sentence in paragraph.doc.sents:
            sentences.extend([sentence.text] * len(sentence))
        for piece in pieces:
            span = span_of(paragraph, piece)
            yield Mention(paragraph, piece, analysis.text, sentences[span.start], find_tense(span))


def _date(piece: Piece) -> dt.date | None:
    """The day of a piece that names year, month and day."""
    if piece.kind != "point" or not (piece.year and piece.month and piece.day):
        return None
    return calendars.make_date(piece.year, piece.month, piece.day)


def _each_year(piece: Piece) -> Iterator[dt.date]:
    """The day of a piece that names month and day, in every year in which its weekday is right."""
    for year in YEARS:
        day = calendars.make_date(year, piece.month or 1, piece.day or 1)
        if day and (piece.weekday is None or day.weekday() == piece.weekday):
            yield day


def _is_year_less(piece: Piece) -> bool:
    return piece.kind == "point" and bool(piece.month and piece.day) and not piece.year and not piece.within


def _widen(days: Iterator[dt.date], before: int, after: int) -> Days:
    """A stretch around each day; overlapping stretches run together."""
    stretches: list[tuple[dt.date, dt.date]] = []
    for day in days:
        first, last = day - dt.timedelta(days=before), day + dt.timedelta(days=after)
        if stretches and first <= stretches[-1][1] + dt.timedelta(days=1):
            stretches[-1] = (stretches[-1][0], last)
        else:
            stretches.append((first, last))
    return tuple(stretches)


STAMP_WORD = re.compile(
    r"\b(?:published|updated|posted|modified|edited|revised|changed|amended|issued|released|filed|publication\sdate|date|dated|aired|broadcast"
    r"|recorded|created|uploaded|reviewed|transcript)\b(?:\sby\s[\w .’'-]{1,40}?)?"
    r"(?:\s(?:on|at))?\s?[:|,-]?\s{0,3}"
    r"(?:[\d:.]{1,8}\s?(?:[ap]\.?m\.?)?\s?[A-Z]{0,4},?\s?(?:on\s)?)?$",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"^\W{0,3}[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я'’.,/() -]{2,60}(?:,\s+(?:[A-Z][\w.]{1,20}\s?){1,3})?,?\s*[-–—(]?\s*$"
)
LOOSE_PREPOSITION = re.compile(
    r"\b(?:on|in|of|since|until|till|from|by|for|before|after|to|at|and)\s+(?:the\s)?$", re.IGNORECASE
)


def _is_stamp(mention: Mention) -> bool:
    """Whether a date stands where a text says its own: a byline, a stamp, a headline, a dateline."""
    text, piece = text_of(mention.paragraph.doc), mention.piece
    before, after = text[: piece.start], text[piece.end :]
    if STAMP_WORD.search(before[-60:]) and len(before) < 200:
        return True
    if mention.paragraph.start > HEADER_CHARACTERS or (mention.paragraph.index and _is_source(mention)):
        return False
    if DATELINE.match(before) and re.match(r"\.?\s*(?:[-–—(/.:]|$)", after):
        return True
    ends_sentence = after.startswith(".") and len(before.split()) > 3
    if len(text) > STAMP_LENGTH or len(after.split()) > 6 or ends_sentence or re.search(r"[.!?]\s", before):
        return False
    headline = mention.paragraph.index == 0
    return headline or not LOOSE_PREPOSITION.search(before)


def _stamps(mentions: list[Mention]) -> Iterator[Evidence]:
    for mention in mentions:
        piece = mention.piece
        if not _is_stamp(mention):
            continue
        if day := _date(piece):
            yield Evidence(
                strength=100,
                days=((day, day),),
                reason=f"the text is stamped {mention.surface}",
                best=day,
                pins=True,
            )
            return
    for mention in mentions:
        if (month := _month(mention.piece)) and _is_month_stamp(mention):
            yield Evidence(strength=88, days=(month,), reason=f"the text is stamped {mention.surface}")
            return
    for mention in mentions:
        if _is_year_less(mention.piece) and _is_stamp(mention):
            days = _widen(_each_year(mention.piece), 0, 0)
            reason = f"the dateline says {mention.surface}"
            yield Evidence(strength=90, days=days, reason=reason, pins=True)
            return


def _month(piece: Piece) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a piece that names a month and its year."""
    if piece.kind != "point" or not (piece.year and piece.month) or piece.day or piece.edge:
        return None
    stretch = calendars.month_stretch(piece.year, piece.month)
    return (stretch.earliest, stretch.latest) if stretch.earliest and stretch.latest else None


def _is_month_stamp(mention: Mention) -> bool:
    """Whether a month stands in a line of its own at the head of the text, not in a title."""
    text = text_of(mention.paragraph.doc)
    before, after = text[: mention.piece.start], text[mention.piece.end :]
    alone = not re.search(r"\w", after) and re.fullmatch(r"(?:.{0,80}[|·•,:–—-]\s*)?", before) is not None
    return alone and mention.paragraph.start <= HEADER_CHARACTERS // 3


PICTURE = re.compile(
    r"photo|image|getty|picture|caption|AFP|Reuters|Anadolu|EPA|\bAP\b|courtesy|credit", re.IGNORECASE
)


def _newest_date(mentions: list[Mention]) -> Iterator[Evidence]:
    """The text is no older than the newest day it names in full, and about as old as its newest source."""
    dated = [(day, m) for m in mentions if (day := _date(m.piece)) and m.tense != "future"]
    if not dated:
        return
    day, mention = max(dated, key=lambda item: item[0])
    pins = _is_source(mention) or _is_caption(mention)
    reason = f"the newest {'source or picture' if pins else 'day'} it names is of {mention.surface}"
    yield Evidence(
        strength=80, days=((day, ALWAYS[0][1]),), reason=reason, best=day if pins else None, pins=pins
    )
    stamped = next((m.piece for m in mentions if _is_year_less(m.piece) and _is_stamp(m)), None)
    if pins and stamped is not None and (own := _soon_after(stamped, day)) is not None:
        reason = "its own date follows its newest source"
        yield Evidence(strength=82, days=((own, own),), reason=reason, best=own, pins=True)
    if pins and (weekday := _past_weekday(mentions)) is not None:
        last = day - dt.timedelta(days=(day.weekday() - weekday) % 7 - 6)
        name = f"{last + dt.timedelta(days=1):%A}"
        yield Evidence(strength=30, days=((day, max(day, last)),), reason=f"{name} is the one just past")


def _soon_after(piece: Piece, day: dt.date) -> dt.date | None:
    """The day that a piece without its year names, if it is one of the ten from a given day on."""
    return next((d for d in _each_year(piece) if day <= d <= day + dt.timedelta(days=10)), None)


def _is_source(mention: Mention) -> bool:
    """A date at the end of a line that cites something: numbered, linked, or a title in quotes."""
    text = text_of(mention.paragraph.doc)
    tail = re.sub(r"(?:https?://|www\.)\S*|\b(?:accessed|retrieved)\b.*", "", text[mention.piece.end :])
    cites = re.search(r"^\W?\d{1,3}[.)\]]\s|https?://|[“\"].{8,}[”\"]", text)
    return len(re.findall(r"\w", tail)) <= 3 and cites is not None


def _is_caption(mention: Mention) -> bool:
    """A short paragraph with the credit of a picture, in itself or in the line below."""
    paragraph = mention.paragraph
    below = mention.text[paragraph.end : paragraph.end + 100].strip().split("\n")[0]
    return len(text_of(paragraph.doc)) < 400 and bool(
        PICTURE.search(text_of(paragraph.doc)) or PICTURE.search(below)
    )


def _past_weekday(mentions: list[Mention]) -> int | None:
    for mention in mentions:
        piece = mention.piece
        plain = (
            piece.kind == "point" and piece.weekday is not None and not piece.day and piece.direction is None
        )
        if plain and mention.tense == "past" and piece.within is None:
            return piece.weekday
    return None


def _dates_beside_weekdays(mentions: list[Mention]) -> Iterator[Evidence]:
    """A weekday beside a date without a year gives the year: "last Tuesday, 21 March"."""
    for left, right in pairwise(mentions):
        both = (
            left.paragraph is right.paragraph
            and left.piece.weekday is not None
            and _is_year_less(right.piece)
        )
        if not both or left.piece.kind != "point" or left.piece.day:
            continue
        gap = text_of(left.paragraph.doc)[left.piece.end : right.piece.start]
        if right.tense != "future" and re.fullmatch(r",?\s\(?(?:the\s)?", gap):
            dated = replace(right.piece, weekday=left.piece.weekday)
            recent = left.piece.direction == "last"
            days = [(d + dt.timedelta(days=int(recent)), d + dt.timedelta(days=6)) for d in _each_year(dated)]
            if recent:
                days = [(first, last + dt.timedelta(days=6 - last.weekday())) for first, last in days]
            reason = f"{left.surface} is {right.surface}"
            yield Evidence(strength=75, days=tuple(days), reason=reason, pins=True)
    for mention in mentions:
        if _is_year_less(mention.piece) and mention.piece.weekday is not None and mention.tense != "future":
            days_after = _widen(_each_year(mention.piece), 0, 30)
            yield Evidence(
                strength=70, days=days_after, reason=f"it names {mention.surface}", pins=True, delayed=True
            )


def _yesterdays(mentions: list[Mention]) -> Iterator[Evidence]:
    """“yesterday, on Friday”: a Saturday."""
    for mention in mentions:
        piece = mention.piece
        if piece.kind == "offset" and piece.weekday is not None and piece.unit == "D":
            weekday = (piece.weekday - piece.shift) % 7
            yield Evidence(strength=72, days=_weekdays(weekday, 0), reason=f"it says {mention.surface}")


def _weekdays(weekday: int, after: int) -> Days:
    first, last = ALWAYS[0]
    first += dt.timedelta(days=(weekday - first.weekday()) % 7)
    count = (last - first).days // 7
    days = (first + dt.timedelta(days=7 * i) for i in range(count))
    return tuple((day, day + dt.timedelta(days=after)) for day in days)


def _lead_weekday(mentions: list[Mention]) -> Evidence | None:
    """A report of a day ahead of all others names that day, or the day before, by its weekday."""
    stamp = next((m for m in mentions if _is_year_less(m.piece) and _is_stamp(m)), None)
    if stamp is None:
        return None
    for mention in mentions:
        piece = mention.piece
        plain = piece.kind == "point" and piece.weekday is not None and not piece.day and not piece.direction
        if plain and mention.tense != "future" and mention.paragraph.start >= stamp.paragraph.start:
            return Evidence(
                strength=45,
                days=_weekdays(piece.weekday or 0, 1),
                reason=f"{mention.surface} in the first report",
            )
    return None


def _year_less_dates(mentions: list[Mention]) -> Iterator[Evidence]:
    """A past day without its year lies at most some months back; what names it again adds nothing."""
    told: set[tuple[int | None, int | None, int | None]] = set()
    for mention in mentions:
        if _is_year_less(mention.piece) and mention.tense != "future" and not _is_stamp(mention):
            piece = mention.piece
            day = (piece.month, piece.day, piece.weekday)
            if day not in told:
                told.add(day)
                days = _widen(_each_year(piece), 0, 180)
                reason = f"it names {mention.surface}"
                yield Evidence(strength=50, days=days, reason=reason, pins=True, delayed=True)


def _months_in_order(mentions: list[Mention]) -> Iterator[Evidence]:
    """Past months told one after another from a dated one on: the text is a little younger than the last."""
    newest: dt.date | None = None
    steps = 0
    for mention in mentions:
        piece = mention.piece
        if piece.kind != "point" or not piece.month or mention.tense == "future" or piece.direction:
            continue
        if piece.year:
            newest, steps = calendars.make_date(piece.year, piece.month, 1), 0
        elif newest is not None:
            ahead = (piece.month - newest.month) % 12
            if ahead > LONGEST_STEP:
                return
            steps += ahead > 0
            newest = calendars.add_months(newest, ahead)
    if newest is not None and steps >= ENOUGH_STEPS:
        reason = f"it tells of one month after another up to {newest:%B %Y}"
        yield Evidence(strength=46, days=_widen(iter((newest,)), 0, SOON_TOLD), reason=reason)


def _holidays_ahead(mentions: list[Mention]) -> Iterator[Evidence]:
    for mention in mentions:
        before = text_of(mention.paragraph.doc)[max(0, mention.piece.start - 8) : mention.piece.start].lower()
        ahead = mention.tense == "future" or before.endswith(("by ", "before ", "until "))
        if not mention.piece.holiday or mention.piece.year or not ahead:
            continue
        holidays = [
            reading.stretch.earliest
            for year in YEARS
            if (reading := read_piece(replace(mention.piece, year=year), Anchor(published=None)))
            and reading.stretch.earliest
        ]
        days = tuple((day - dt.timedelta(days=90), day) for day in holidays)
        yield Evidence(strength=38, days=days, reason=f"{mention.surface} is still ahead")


DAY_OF_WAR = re.compile(
    r"\b(?:day\s(?P<first>\d{2,4})|(?P<second>\d{2,4})(?:st|nd|rd|th)?\)?\s(?:\w+\s)?day)\sof\s(?:the\s|russia['’]s\s)?"
    r"(?:[\w-]+\s){0,3}(?:war|invasion|aggression|operation|resistance)\b",
    re.IGNORECASE,
)


def _day_of_war(text: str) -> Iterator[Evidence]:
    """Day 374 of the war, counted as in Ukraine: 24 February 2022 is the first."""
    found = DAY_OF_WAR.search(text)
    if found and re.search(r"ukrain", text, re.IGNORECASE):
        day = FIRST_DAY_OF_WAR + dt.timedelta(days=int(found["first"] or found["second"]) - 1)
        reason = f"it counts {' '.join(found.group().split())}"
        yield Evidence(
            strength=85, days=((day, day + dt.timedelta(days=1)),), reason=reason, best=day, pins=True
        )


COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,3}(?:©\s?)?(?:\d{4}\s?[-–]\s?)?(?P<year>20\d\d)\b", re.IGNORECASE
)


def _copyright(text: str) -> Iterator[Evidence]:
    if found := COPYRIGHT.search(text):
        year = int(found["year"])
        days = ((dt.date(year, 1, 1), dt.date(year, 12, 31)),)
        yield Evidence(strength=42, days=days, reason=f"its copyright is of {year}")


def _nothing_later(mentions: list[Mention]) -> Iterator[Evidence]:
    """The text is no older than the newest month or year it looks back on, and rarely much younger."""
    known = [
        reading.stretch.earliest
        for m in mentions
        if m.piece.kind == "point" and m.piece.year and m.tense not in ("future", "present")
        and (reading := read_piece(m.piece, Anchor(published=None))) and reading.stretch.earliest
    ]  # fmt: skip
    if known and ALWAYS[0][0] <= max(known) <= ALWAYS[0][1]:
        newest = max(known)
        reason = f"the newest time it looks back on begins {newest}"
        yield Evidence(strength=34, days=((newest, ALWAYS[0][1]),), reason=reason)
        late = min(newest + dt.timedelta(days=550), ALWAYS[0][1])
        yield Evidence(strength=SOFT, days=((newest, late),), reason="nothing later is named")


def _battle(text: str) -> Iterator[Evidence]:
    if battle := discussed_battle(text):
        reason = f"{battle.name} ({battle.earliest} to {battle.latest}) is still going on"
        yield Evidence(strength=40, days=((battle.earliest, battle.latest),), reason=reason)
        late = battle.latest + dt.timedelta(days=730)
        yield Evidence(strength=33, days=((battle.earliest, late),), reason=f"it is about {battle.name}")


def _events(analysis: Analysis, mentions: list[Mention]) -> Iterator[Evidence]:
    """Known events are behind; a relative expression beside one says how far."""
    beside: dict[str, list[Mention]] = {}
    for mention in mentions:
        beside.setdefault(mention.sentence, []).append(mention)
    for sentence in {s.text: None for s in analysis.sentences()}:
        for event in mentioned_events(sentence):
            known = f"{event.name} ({event.earliest})"
            yield Evidence(strength=35, days=((event.earliest, ALWAYS[0][1]),), reason=f"it knows of {known}")
            for mention in beside.get(sentence, ()):
                yield from _relative_to(event, mention, known)


def _relative_to(event: Event, mention: Mention, known: str) -> Iterator[Evidence]:
    piece = mention.piece
    if mention.tense == "future":
        return
    if piece.kind == "duration" and (days := _after_event(event, mention)):
        first, last, best = days
        yield Evidence(
            strength=64,
            days=((first, last),),
            reason=f"it is {mention.surface} after {known}",
            best=best,
            pins=True,
        )
        return
    relative = piece.kind in ("offset", "period") and piece.base == "published"
    weekday = piece.kind == "point" and piece.weekday is not None and not piece.day
    if not (relative or weekday) or piece.shift > 0 or (piece.kind == "offset" and piece.shift == 0):
        return
    days_found = _days_reaching(replace(piece, start=0, end=0), mention.tense, event)
    if days_found:
        near = event.latest + dt.timedelta(days=round(7 * (piece.count or 0))) if piece.unit == "W" else None
        exact = piece.unit in ("D", "W") or weekday
        reason = f"{known} was {mention.surface}"
        yield Evidence(
            strength=68 if weekday else 66 if exact else 60,
            days=days_found,
            reason=reason,
            best=near,
            pins=exact,
        )


def _after_event(event: Event, mention: Mention) -> tuple[dt.date, dt.date, dt.date] | None:
    """“two days after” an event, “one year on from” it."""
    piece, text = mention.piece, text_of(mention.paragraph.doc)
    if piece.count is None or not re.match(
        r"\s(?:after|since|on\s(?:from|since)|from|into)\b", text[piece.end :]
    ):
        return None
    size = {"D": 1.0, "W": 7.0, "M": 30.4, "Y": 365.25}.get(piece.unit or "")
    if size is None or piece.count * size > 4000:
        return None
    best = event.latest + dt.timedelta(days=round(piece.count * size))
    slack = {1.0: (0, 4), 7.0: (3, 6), 30.4: (15, 25), 365.25: (45, 60)}[size]
    return best - dt.timedelta(days=slack[0]), best + dt.timedelta(days=slack[1]), best


@functools.lru_cache(maxsize=2_000)
def _days_reaching(piece: Piece, tense: Tense | None, event: Event) -> Days:
    """The days on which a time expression, wherever it stands, would be that of an event."""
    return tuple(_runs(event, lambda day: _reaches(piece, tense, day, event)))


def _reaches(piece: Piece, tense: Tense | None, day: dt.date, event: Event) -> bool:
    reading = read_piece(piece, Anchor(published=day, tense=tense or "past"))
    if reading is None or reading.stretch.earliest is None or reading.stretch.latest is None:
        return False
    return reading.stretch.earliest <= event.latest and event.earliest <= reading.stretch.latest


def _runs(event: Event, fits: Callable[[dt.date], bool]) -> Iterator[tuple[dt.date, dt.date]]:
    """The stretches of days after an event for which a test holds."""
    start: dt.date | None = None
    day = event.earliest
    for _ in range(800):
        if fits(day):
            start = start or day
        elif start:
            yield start, day - dt.timedelta(days=1)
            start = None
        day += dt.timedelta(days=1)
    if start:
        yield start, day
