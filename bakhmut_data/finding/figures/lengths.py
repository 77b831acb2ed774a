"""Lengths, areas and times: how far, how much ground, how long."""

from __future__ import annotations

from dataclasses import replace

from bakhmut_data.finding.figures.cues import REACH_AFTER, REACH_BEFORE
from bakhmut_data.finding.figures.meanings import Meaning, NumbersBefore
from bakhmut_data.finding.figures.passages import NumberInText, gives_way, words

# Shorter times are told of parts of a battle.
SHORTEST_BATTLE = {"day": 14, "week": 2, "month": 1}
# A line of so few words with minutes in it is a reading time.
SHORT_LINE = 5
# Tokens between "behind it lie" or "between A and B" and how far that is.
LYING = 7
# Tokens between a journey and how long it takes.
WAY_REACH = 14
# No way on earth is longer, in kilometres or miles.
LONGEST_WAY = 20_000


def read_length(mention: NumberInText, history: NumbersBefore) -> Meaning:
    """How far away, how far forward, or how long the front is."""
    front = words("length", "front")
    along = mention.has_near(words("length", "long"), 4, 6) and mention.has_near(front, 8, 8)
    before = history.meaning if history.shares_stretch(mention) else None
    of_front = mention.word(0) == "of" and {mention.word(i) for i in range(1, 5)} & front
    if along or of_front or {mention.word(0), mention.word(1)} & front:
        measure = "front_length"
    elif _is_pace(mention):
        measure = "advance"
    elif mention.word(0) in words("length", "extents"):
        gained = before is not None and before.measure == "advance"
        measure = (
            "advance" if gained or mention.has_near(words("length", "advance"), REACH_BEFORE, 5) else "other"
        )
    elif _is_mileage(mention):
        measure = "other"
    elif _goes_forward(mention, history):
        measure = "advance"
    elif _is_stretch(mention):
        # "400 metres of orchard" is ground, however it was come by.
        measure = "advance"
    elif mention.word(0) in ("nearer", "closer") or mention.has_near(frozenset(("nearer", "closer")), 0, 5):
        measure = "advance"
    elif mention.has_near(words("length", "away"), 1, 6):
        measure = "distance"
    elif before is not None and before.rule == "length":
        measure = before.measure
    else:
        measure = "advance" if mention.has_near(words("length", "advance"), REACH_BEFORE, 5) else "distance"
    return Meaning(unit="other", measure=measure, rule="length")


def _is_stretch(mention: NumberInText) -> bool:
    """As in "400 metres of orchard", not "within seven kilometres of the town", "5 km of pipe"."""
    if mention.word(0) != "of" or mention.doc[mention.first].lower_ == "within":
        return False
    if mention.has_near(words("length", "lying"), LYING, 0):
        return False  # "Behind it lie thirty miles of fields"
    following = mention.doc[mention.last + 1 : mention.last + 4]
    named = any(token.pos_ == "PROPN" or token.lower_ == "the" for token in following)
    return not named and not mention.has_near(words("length", "laid"), 0, 4)


def _is_mileage(mention: NumberInText) -> bool:
    """As in "has run 900,000 kilometres": what a thing has done, not where it is."""
    far = mention.quantity.low >= LONGEST_WAY
    return far or mention.has_near(words("length", "driven"), 4, 0)


def _goes_forward(mention: NumberInText, history: NumbersBefore) -> bool:
    """Whether the figure before was ground gained, and a verb of making way goes on from it."""
    gained = history.meaning is not None and history.meaning.measure == "advance"
    return gained and mention.has_near(words("length", "made"), 4, 0)


def _is_pace(mention: NumberInText) -> bool:
    """As in "the line moved 4 km north", "140 metres a day", but not "pushed to within 3 km"."""
    if mention.doc[mention.first].lower_ == "within" or mention.word(-1) in ("within", "to"):
        return False
    tokens = mention.doc[max(0, mention.first - 4) : mention.first]
    moved = any(token.lower_ in words("length", "moved") for token in tokens) or gives_way(mention)
    if not moved and mention.word(-1) == "plus":
        return True  # "In the week: plus 2 km in the north"
    if not moved and mention.doc[mention.first - 1].lemma_ == "come" and mention.first > 0:
        moved = mention.word(0) not in words("length", "away")  # "his people have come seven kilometres"
    rate = mention.word(0) in ("a", "per", "each", "every") and mention.word(1) in ("day", "week", "month")
    return moved or rate or mention.word(0) in ("daily", "weekly")


def read_area(mention: NumberInText, history: NumbersBefore) -> Meaning:
    """Ground gained or held, or how large something is."""
    before = history.meaning if history.shares_stretch(mention) else None
    if before is not None and before.rule == "area":
        return replace(before, about="none")
    gained = mention.has_near(words("length", "advance") | words("length", "won"), REACH_BEFORE, REACH_AFTER)
    held = mention.has_near(words("share", "hold") | words("length", "foothold"), REACH_BEFORE, REACH_AFTER)
    land = mention.has_near(words("length", "extent"), REACH_AFTER, REACH_AFTER)
    if gained and not land:
        return Meaning(unit="other", measure="advance", rule="area")
    return Meaning(unit="other", measure="territory_share" if held and not land else "other", rule="area")


def read_time(mention: NumberInText, _history: NumbersBefore) -> Meaning:
    """How long the battle has lasted, or anything else; an hour's drive is a distance."""
    name = mention.quantity.unit.contract if mention.quantity.unit is not None else ""
    by_means = mention.word(0) in ("by", "on") and mention.word(1) in words("time", "means")
    if by_means or mention.has_near(words("time", "travel"), 0, 5) or _is_of_way(mention):
        return Meaning(unit=name, measure="distance", rule="travel")
    if mention.has_near(words("time", "reading"), 3, 2) or (
        name == "minute" and len(mention.doc) < SHORT_LINE
    ):
        return Meaning(unit=name, measure="duration_other", core=False, rule="reading_time")
    lasted = name in SHORTEST_BATTLE and mention.quantity.low >= SHORTEST_BATTLE[name]
    if lasted and (_is_battle(mention) or _is_length_of_battle(mention)):
        return Meaning(unit=name, measure="duration_of_battle", rule="battle")
    return Meaning(unit=name, measure="duration_other", rule="time")


def _is_of_way(mention: NumberInText) -> bool:
    """As in "the drive from the town took two hours": a journey goes before; the month is capitalised."""
    begin, _ = mention.bounds()
    before = mention.doc[max(begin, mention.first - WAY_REACH) : mention.first]
    way = any(token.lower_ in words("time", "travel") and token.text.islower() for token in before)
    lasts = not words("time", "lasting").isdisjoint({mention.word(-1), mention.word(-2)})
    return way and lasts and any(token.lower_ in ("from", "to", "between") for token in before)


def _is_length_of_battle(mention: NumberInText) -> bool:
    """As in "Fifteen weeks on, the town stood", "months into the siege", and a row "Length: 58 days"."""
    if mention.word(0) in ("on", "in") and mention.word(1) == ",":
        return mention.has_near(words("time", "still"), 0, 14)
    if mention.word(0) == "into" and mention.has_near(words("time", "battle"), 0, 5):
        return True
    return mention.word(-1) == ":" and mention.word(-2) in words("time", "length")


def _is_battle(mention: NumberInText) -> bool:
    """Whether the time is that of the fight for a town, not of something in it."""
    since = mention.has_near(words("time", "war"), 0, 5)
    if mention.has_near(words("time", "hypothetical"), 5, 2) or mention.word(-1) == "in" or since:
        return False
    if (
        mention.word(-1) == "after"
        and mention.doc[mention.first - 1].is_sent_start
        and mention.word(0) in (",", "of")
    ):
        return True
    lasted = mention.has_near(frozenset(("last",)), 5, 0)
    fought = mention.has_near(words("time", "battle"), 25 if lasted else 10, 8)
    took = mention.has_near(words("time", "took"), 5, 0) and mention.has_near(words("time", "capture"), 0, 10)
    return fought or took
