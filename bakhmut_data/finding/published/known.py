"""What a text knows of the world: dated events, how far away they are, and who held which office."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from bakhmut_data.language.analysis import Analysis
from bakhmut_data.finding.published.evidence import DAY, LAST, Days, Evidence, Mention, is_bare_weekday
from bakhmut_data.reference import read_csv, read_toml
from bakhmut_data.language import calendars
from bakhmut_data.language.events import Event, discussed_battle, mentioned_events
from bakhmut_data.language.times.pieces import Piece
from bakhmut_data.language.times.senses import span_of
from bakhmut_data.language.times.tense import governing_verb

# A sentence counts for what it knows only up to here.
LONGEST_SENTENCE = 600
# An event known ahead is spoken of as such within so many days before it.
AHEAD = 60
# Days of a long event that a time can be counted to.
LONGEST_EVENT = 12
# Characters and weekdays at the head of a text that tell its news.
LEAD = 700
LEAD_WEEKDAYS = 2
# A battle is looked back on for two years.
LOOKED_BACK = 730
UNIT_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4, "Y": 365.25}
# How many days a rounded distance can be too short or too long.
SLACK = {"D": (0, 3), "W": (4, 7), "M": (16, 25), "Y": (60, 120)}
AFTER = re.compile(r"\s(?:after|since|on\s(?:from|since)|from|into)\b")
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "acl", "csubj"})


def find_events(analysis: Analysis, mentions: Sequence[Mention]) -> Iterator[Evidence]:
    """Known events are behind, or ahead; a time beside one says how far."""
    beside: dict[tuple[int, str], list[Mention]] = {}
    for mention in mentions:
        beside.setdefault((mention.paragraph.index, mention.sentence), []).append(mention)
    known: dict[str, Evidence] = {}
    for paragraph in analysis.paragraphs:
        sentences = [sentence.text for sentence in paragraph.doc.sents]
        times = [beside.get((paragraph.index, sentence), []) for sentence in sentences]
        for number, sentence in enumerate(sentences):
            events = mentioned_events(" ".join(sentence[:LONGEST_SENTENCE].split()))
            for item in _bounds(sentence, events) if events else ():
                known.setdefault(item.reason, item)
            for mention in times[number] if events else ():
                yield from _times_of(mention, events)
            if events and not times[number]:
                for mention in [*times[max(0, number - 1)], *times[min(number + 1, len(times) - 1)]]:
                    yield from _near(mention, events)
    yield from known.values()
    yield from _lead(analysis.text, mentions)


def _lead(text: str, mentions: Sequence[Mention]) -> Iterator[Evidence]:
    """The news of a text is perhaps of the weekday that it names first."""
    events = [event for event in mentioned_events(" ".join(text[:LEAD].split())) if event.kind != "background"]
    weekdays = [m for m in mentions if is_bare_weekday(m.piece) and m.tense != "future"][:LEAD_WEEKDAYS]
    for mention in weekdays:
        if found := _counted_days(mention, events):
            yield _at("event_lead", mention, found)
            return


def _near(mention: Mention, events: Sequence[Event]) -> Iterator[Evidence]:
    """A weekday in the next sentence is perhaps that of an event, where the event's own has no time."""
    plain = [event for event in events if event.kind != "background"]
    if is_bare_weekday(mention.piece) and (found := _counted_days(mention, plain)):
        yield _at("event_near", mention, found)


def _bounds(sentence: str, events: Sequence[Event]) -> Iterator[Evidence]:
    """What the sentence knows: that an event is over, or still to come."""
    cues = _ahead_cues()
    seen: set[str] = set()
    for event in sorted(events, key=lambda event: event.earliest):
        named = f"{event.name} ({event.earliest})"
        first = event.patterns[0].search(sentence)
        words = first.group().lower() if first else ""
        if words in seen:
            continue  # The same words may mean the earlier one.
        seen.add(words)
        if event.kind == "scheduled" and cues[0].search(sentence):
            days = ((event.earliest - AHEAD * DAY, event.latest),)
            yield Evidence(kind="event_ahead", days=days, reason=f"{named} is still to come")
        elif not cues[1].search(sentence) and event.kind != "background":
            days = ((event.earliest, LAST),)
            yield Evidence(kind="event_known", days=days, reason=f"it knows of {named}")


@functools.cache
def _ahead_cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = read_toml("published.toml")["ahead"]
    return re.compile(words["words"], re.IGNORECASE), re.compile(words["unreal"], re.IGNORECASE)


def _times_of(mention: Mention, events: Sequence[Event]) -> Iterator[Evidence]:
    """Where a time of the sentence is that of an event: in one clause surely, else perhaps."""
    span = span_of(mention.paragraph, mention.piece)
    clause = _clause(span)
    inside = [event for event in events if event.is_in(clause) and _happens(event, span)]
    if found := _counted_days(mention, inside):
        ago = mention.piece.kind in ("offset", "period") and mention.piece.unit != "D"
        yield _at("event_ago" if ago else "event_at", mention, found)
        return
    plain = [event for event in events if event.kind != "background"]
    if mention.piece.weekday is not None and (found := _counted_days(mention, plain)):
        yield _at("event_beside", mention, found)
    yield from _distances(mention, events)
    yield from _months(mention, inside)


def _happens(event: Event, span: Span) -> bool:
    """Whether a time can be that of an event: one in the background must itself be what is told."""
    verb = governing_verb(span)
    return event.kind != "background" or (verb is not None and verb.lemma_ in _beginnings())


@functools.cache
def _beginnings() -> frozenset[str]:
    return frozenset(read_toml("published.toml")["events"]["beginnings"])


def _at(kind: str, mention: Mention, found: dict[str, Days]) -> Evidence:
    """One piece of evidence from all the events that fit, any of which may be meant."""
    days = tuple(sorted(stretch for stretches in found.values() for stretch in stretches))
    return Evidence(kind=kind, days=_merged(days), reason=f"{next(iter(found))} was {mention.surface}")


def _merged(days: Days) -> Days:
    merged: list[tuple[dt.date, dt.date]] = []
    for first, last in days:
        if merged and first <= merged[-1][1] + DAY:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def _counted_days(mention: Mention, events: Sequence[Event]) -> dict[str, Days]:
    """The days of writing on which the time would be that of an event, for those where it can."""
    found: dict[str, Days] = {}
    for event in events:
        days: list[tuple[dt.date, dt.date]] = []
        if event.kind == "background" and mention.piece.month:
            continue
        ahead = event.kind == "scheduled" and mention.tense == "future"
        length = 1 if ahead else min((event.latest - event.earliest).days + 1, LONGEST_EVENT)
        for offset in range(length):
            days.extend(_writing_days(mention.piece, event.earliest + offset * DAY, ahead=ahead) or ())
        if days and (mention.tense != "future" or event.kind == "scheduled"):
            found[f"{event.name} ({event.earliest})"] = _merged(tuple(sorted(days)))
    return found


def _writing_days(piece: Piece, day: dt.date, *, ahead: bool) -> Days | None:
    """The days of writing from which a piece, counted from them, reaches a day."""
    if piece.kind == "point" and piece.weekday is not None and not piece.day:
        if day.weekday() != piece.weekday:
            return None
        if piece.direction == "last":
            return ((day + DAY, day + 9 * DAY),)
        return ((day - 6 * DAY, day),) if ahead or piece.direction == "next" else ((day, day + 6 * DAY),)
    if piece.kind == "point" and piece.month and piece.day and not piece.year and not piece.within:
        return ((day, day + 90 * DAY),) if (piece.month, piece.day) == (day.month, day.day) else None
    if piece.kind == "part" and piece.direction in ("this", "last") and piece.base == "published":
        return ((day, day + DAY * (piece.direction == "last")),)
    if piece.kind in ("offset", "period") and piece.base == "published" and (piece.edge is None or piece.shift == 0):
        return _counted_back(piece, day, ahead=ahead)
    return None


def _counted_back(piece: Piece, day: dt.date, *, ahead: bool = False) -> Days | None:
    """The days of writing for "yesterday", "two weeks ago", "last month", "this week"."""
    unit, count = piece.unit or "", piece.count if piece.kind == "offset" else abs(piece.shift)
    if count is None or piece.shift > 0 or count * UNIT_DAYS.get(unit, 1e9) > 4000:
        return None
    if unit == "D":
        own = day + round(count if piece.shift else 0) * DAY
        return ((own, own),)
    if unit == "W":
        monday = day - day.weekday() * DAY
        first, last = monday + round(7 * count) * DAY, monday + round(7 * count + 6) * DAY
        if ahead:
            return ((first, min(last, day)),)
        return ((max(day, first - 3 * DAY * (count > 1)), last + 2 * DAY * (count > 1)),)
    if unit == "M" and piece.kind == "period":
        month = calendars.add_months(day.replace(day=1), round(count))
        stretch = calendars.month_stretch(month.year, month.month) if month else None
        if stretch and stretch.earliest and stretch.latest:
            return ((max(day, stretch.earliest), stretch.latest),)
    if unit in ("M", "Y"):
        if unit == "Y" and piece.kind == "period":
            year = day.year + round(count)
            return ((max(day, dt.date(year, 1, 1)), dt.date(year, 12, 31)),)
        return (_about(day, count, unit),)
    return None


def _about(day: dt.date, count: float, unit: str) -> tuple[dt.date, dt.date]:
    """The days about so many units after a day."""
    far = day + round(count * UNIT_DAYS[unit]) * DAY
    before, after = SLACK[unit]
    return max(day, far - before * DAY), far + after * DAY


def _distances(mention: Mention, events: Sequence[Event]) -> Iterator[Evidence]:
    """Read "two days after" an event, "one year on from" it."""
    piece = mention.piece
    after = AFTER.match(mention.text, piece.end)
    if piece.kind != "duration" or piece.count is None or piece.unit not in UNIT_DAYS or after is None:
        return
    if mention.tense == "future" or piece.count * UNIT_DAYS[piece.unit] > 4000:
        return
    clause = mention.text[piece.end : piece.end + 80]
    near = [event for event in events if event.patterns[0].search(clause)]
    for event in near[:1]:
        reason = f"it is {mention.surface} after {event.name} ({event.latest})"
        days = (_about(event.latest, piece.count, piece.unit),)
        yield Evidence(kind="event_distance", days=days, reason=reason)


def _months(mention: Mention, events: Sequence[Event]) -> Iterator[Evidence]:
    """A bare month beside an event: it is not yet a year ago."""
    piece = mention.piece
    bare = piece.kind == "point" and piece.month and not piece.year and not piece.within and not piece.direction
    bare = bare and not mention.before.lower().endswith(("by ", "before ", "until ", "ahead of "))
    for event in events if bare and mention.tense != "future" else ():
        if event.earliest.month == piece.month and (piece.day in (None, event.earliest.day)):
            days = ((event.earliest, event.earliest + 350 * DAY),)
            reason = f"{event.name} was {mention.surface}"
            yield Evidence(kind="event_month", days=days, reason=reason)
            return


def _clause(span: Span) -> str:
    """The words of the clause that a time stands in, without the clauses below and beside it."""
    verb = governing_verb(span)
    if verb is None:
        return " ".join(span[0].sent.text.split())
    tokens = list(_within(verb, span))
    if not any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children) and verb.head is not verb:
        for child in verb.head.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                tokens.extend(child.subtree)
    words = sorted({token.i: token.text for token in tokens}.items())
    return " ".join(text for _, text in words)


def _within(verb: Token, span: Span) -> Iterator[Token]:
    waiting = [verb]
    while waiting:
        token = waiting.pop()
        yield token
        for child in token.children:
            below = child.dep_ in CLAUSES or (child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"))
            if not below or child.left_edge.i <= span.start <= child.right_edge.i:
                waiting.append(child)


@dataclass(frozen=True, slots=True)
class Office:
    """Who held an office from when to when."""

    pattern: re.Pattern[str]
    name: str
    earliest: dt.date
    latest: dt.date


@functools.cache
def _offices() -> tuple[Office, ...]:
    return tuple(
        Office(
            re.compile(
                rf"(?<!former )(?<!ex-)(?<!then-)(?<!then )(?<!future )\b(?:{'|'.join(map(re.escape, row['titles'].split('|')))})"
                rf"(?:[, ]+(?:\w+[ .,-]+){{0,2}}?){row['name']}\w*",
                re.IGNORECASE,
            ),
            row["name"],
            dt.date.fromisoformat(row["earliest"]),
            dt.date.fromisoformat(row["latest"]),
        )
        for row in read_csv("office_holders.csv")
    )


def find_offices(text: str) -> Iterator[Evidence]:
    """Who holds which office in the text; one of several terms may be meant."""
    folded = text.casefold()
    terms: dict[str, list[Office]] = {}
    for office in _offices():
        if office.name in folded and (found := office.pattern.search(text)):
            terms.setdefault(" ".join(found.group().split()), []).append(office)
    for named, offices in terms.items():
        days = _merged(tuple(sorted((office.earliest, office.latest) for office in offices)))
        yield Evidence(kind="office", days=days, reason=f"{named} is in office")


def find_battle(text: str) -> Iterator[Evidence]:
    """The battle that a text is mainly about goes on, or is not long over."""
    if battle := discussed_battle(text):
        reason = f"{battle.name} ({battle.earliest} to {battle.latest}) is still going on"
        yield Evidence(kind="battle_on", days=((battle.earliest, battle.latest),), reason=reason)
        late = battle.latest + LOOKED_BACK * DAY
        yield Evidence(kind="battle", days=((battle.earliest, late),), reason=f"it is about {battle.name}")
