"""What a text knows of the world: dated events, how far away they are, and who held which office."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from bakhmut_data.finding.published.counting import LONGEST, UNIT_DAYS, about, writing_days
from bakhmut_data.finding.published.evidence import (
    DAY,
    LAST,
    Days,
    Evidence,
    TimeInText,
    is_bare_weekday,
    merge,
)
from bakhmut_data.language.analysis import Analysis
from bakhmut_data.language.events import Event, discussed_battle, mentioned_events
from bakhmut_data.language.times.senses import span_of
from bakhmut_data.language.times.tense import governing_verb
from bakhmut_data.reference import read_toml

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
AFTER = re.compile(r"\s(?:after|since|on\s(?:from|since)|from|into)\b")
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "acl", "csubj"})


def find_events(analysis: Analysis, mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """Known events are behind, or ahead; a time beside one says how far."""
    beside: dict[tuple[int, str], list[TimeInText]] = {}
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


def _lead(text: str, mentions: Sequence[TimeInText]) -> Iterator[Evidence]:
    """The news of a text is perhaps of the weekday that it names first."""
    events = [
        event for event in mentioned_events(" ".join(text[:LEAD].split())) if event.kind != "background"
    ]
    weekdays = [m for m in mentions if is_bare_weekday(m.piece) and m.tense != "future"][:LEAD_WEEKDAYS]
    for mention in weekdays:
        if found := _counted_days(mention, events):
            yield _at("event_lead", mention, found)
            return


def _near(mention: TimeInText, events: Sequence[Event]) -> Iterator[Evidence]:
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


def _times_of(mention: TimeInText, events: Sequence[Event]) -> Iterator[Evidence]:
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


def _at(kind: str, mention: TimeInText, found: dict[str, Days]) -> Evidence:
    """One piece of evidence from all the events that fit, any of which may be meant."""
    days = tuple(sorted(stretch for stretches in found.values() for stretch in stretches))
    return Evidence(kind=kind, days=merge(days), reason=f"{next(iter(found))} was {mention.surface}")


def _counted_days(mention: TimeInText, events: Sequence[Event]) -> dict[str, Days]:
    """The days of writing on which the time would be that of an event, for those where it can."""
    found: dict[str, Days] = {}
    for event in events:
        days: list[tuple[dt.date, dt.date]] = []
        if event.kind == "background" and mention.piece.month:
            continue
        ahead = event.kind == "scheduled" and mention.tense == "future"
        length = 1 if ahead else min((event.latest - event.earliest).days + 1, LONGEST_EVENT)
        for offset in range(length):
            days.extend(writing_days(mention.piece, event.earliest + offset * DAY, ahead=ahead))
        if days and (mention.tense != "future" or event.kind == "scheduled"):
            found[f"{event.name} ({event.earliest})"] = merge(tuple(sorted(days)))
    return found


def _distances(mention: TimeInText, events: Sequence[Event]) -> Iterator[Evidence]:
    """“two days after” an event, “one year on from” it."""
    piece = mention.piece
    after = AFTER.match(mention.text, piece.end)
    if piece.kind != "duration" or piece.count is None or piece.unit not in UNIT_DAYS or after is None:
        return
    if mention.tense == "future" or piece.count * UNIT_DAYS[piece.unit] > LONGEST:
        return
    clause = mention.text[piece.end : piece.end + 80]
    near = [event for event in events if event.patterns[0].search(clause)]
    for event in near[:1]:
        reason = f"it is {mention.surface} after {event.name} ({event.latest})"
        days = (about(event.latest, piece.count, piece.unit),)
        kind = "event_at" if piece.unit == "D" else "event_distance"
        yield Evidence(kind=kind, days=days, reason=reason)


def _months(mention: TimeInText, events: Sequence[Event]) -> Iterator[Evidence]:
    """A bare month beside an event: it is not yet a year ago."""
    piece = mention.piece
    bare = (
        piece.kind == "point" and piece.month and not piece.year and not piece.within and not piece.direction
    )
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


def find_battle(text: str) -> Iterator[Evidence]:
    """The battle that a text is mainly about goes on, or is not long over."""
    if battle := discussed_battle(text):
        reason = f"{battle.name} ({battle.earliest} to {battle.latest}) is still going on"
        yield Evidence(kind="battle_on", days=((battle.earliest, battle.latest),), reason=reason)
        late = battle.latest + LOOKED_BACK * DAY
        yield Evidence(kind="battle", days=((battle.earliest, late),), reason=f"it is about {battle.name}")
