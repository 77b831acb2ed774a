"""Neighbouring pieces that are one time expression: "Monday" + "night", "early" + "May"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bakhmut_data.language.times.pieces import Piece, is_clock

Join = Callable[[Piece, Piece, str], Piece | None]
SPACE = re.compile(r",?\s+|-")
DASH = re.compile(r"\s?[-–—]\s?")
AND = re.compile(r",?\s+(?:and|or|to|through|until|till|into|and\s+into|and\s+the)\s+|\s?[-–—/]\s?|,\s+")


def join_pieces(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """The pieces in reading order, those that belong together made one; edges of nothing dropped."""
    joined: list[Piece] = []
    for piece in pieces:
        current = piece
        while joined and (whole := _join(joined[-1], current, text[joined[-1].end : current.start])):
            joined.pop()
            current = whole
        if joined and "\n" not in text[joined[-1].end : current.start]:
            joined[-1], current = _share(joined[-1], current, text[joined[-1].end : current.start])
        joined.append(current)
    return [piece for piece in joined if piece.kind not in ("edge", "edge_of")]


def _join(left: Piece, right: Piece, gap: str) -> Piece | None:
    if len(gap) > 12 or "\n" in gap:
        return None
    for join in (
        _edge,
        _part_of,
        _with_part,
        _with_clock,
        _night_range,
        _weekday_and_date,
        _yesterday_on,
        _within,
        _range,
    ):
        if whole := join(left, right, gap):
            return replace(whole, start=left.start, end=right.end)
    return None


def is_day(piece: Piece) -> bool:
    """Whether the piece names one day."""
    one_day = piece.kind == "point" and (piece.day or piece.weekday is not None or piece.holiday)
    return bool(one_day) or (piece.kind == "offset" and piece.unit == "D" and piece.hour is None)


def _edge(left: Piece, right: Piece, gap: str) -> Piece | None:
    if left.kind != "edge" or not re.fullmatch(r"\s*(?:the\s+)?", gap):
        return None
    if right.kind == "edge":
        return replace(left, end=right.end)
    if right.kind == "edge_of":
        right = replace(right, kind="period", shift=0)
    if left.edge == "week_of_day":
        return (
            replace(right, edge=left.edge) if right.kind == "point" and right.day and not right.hour else None
        )
    coarse = right.kind in ("period", "decade", "century") or (
        right.kind == "point" and not is_day(right) and right.hour is None
    )
    if not coarse or right.edge:
        return None
    return replace(
        right, edge=left.edge, half=left.half, count=left.count or right.count, within=_weeks(left)
    )


def _weeks(edge: Piece) -> Piece | None:
    return edge if edge.edge == "weeks" else None


def _part_of(left: Piece, right: Piece, gap: str) -> Piece | None:
    """The night of 5 May; overnight on Friday."""
    if (
        left.kind == "part"
        and right.kind == "point"
        and is_day(right)
        and re.fullmatch(r"\s+into\s+(?:the\s+)?", gap)
    ):
        return (
            replace(right, part=left.part, shift=-1)
            if right.part in (None, "MO") and right.hour is None
            else None
        )
    fits = re.fullmatch(r"\s+(?:of|on|of\s+the|on\s+the)\s+|\s+", gap)
    if left.kind != "part" or not fits or right.part or right.hour is not None:
        return None
    return replace(right, part=left.part) if is_day(right) or (right.kind == "range" and right.day) else None


def _with_part(left: Piece, right: Piece, gap: str) -> Piece | None:
    if (
        right.kind != "part"
        or right.direction is not None
        or not re.fullmatch(r",?\s+(?:in\s+)?(?:the\s+)?", gap)
    ):
        return None
    if is_clock(left) and left.part is None:
        hour = left.hour or 0
        return replace(left, hour=hour + 12 if right.part in ("AF", "EV") and hour < 12 else hour)
    if left.hour is not None and left.part is None:
        later = right.part in ("AF", "EV", "NI") and left.hour < 12
        return replace(left, hour=left.hour + 12 if later else left.hour)
    return replace(left, part=right.part) if is_day(left) and left.part is None else None


def _night_range(left: Piece, right: Piece, gap: str) -> Piece | None:
    """The night of 2 to 3 March."""
    night = left.kind == "point" and left.part == "NI" and is_day(left)
    next_day = right.kind == "point" and is_day(right) and right.part is None and right.hour is None
    if night and next_day and re.fullmatch(r"\s+(?:to|into|through)\s+(?:the\s+)?|\s?[-–—/]\s?", gap):
        return replace(left, kind="range", until=right)
    return None


def _with_clock(left: Piece, right: Piece, gap: str) -> Piece | None:
    if (
        is_clock(right)
        and is_day(left)
        and left.hour is None
        and re.fullmatch(r",?\s+(?:at\s+)?|,?\s+around\s+", gap)
    ):
        return replace(left, hour=right.hour, minute=right.minute, zone=right.zone, part=None)
    if (
        is_clock(left)
        and is_day(right)
        and right.hour is None
        and re.fullmatch(r",?\s+(?:on\s+)?(?:the\s+)?", gap)
    ):
        return replace(right, hour=left.hour, minute=left.minute, zone=left.zone, part=None)
    deictic = right.kind == "part" and right.direction == "this"
    if is_clock(left) and deictic and re.fullmatch(r",?\s+", gap):
        hour = left.hour or 0
        return replace(left, hour=hour + 12 if right.part in ("AF", "EV", "NI") and 4 < hour < 12 else hour)
    return None


def _weekday_and_date(left: Piece, right: Piece, gap: str) -> Piece | None:
    plain = left.kind == "point" and left.weekday is not None and left.day is None and left.direction is None
    dated = right.kind == "point" and right.day is not None and right.weekday is None
    if plain and dated and re.fullmatch(r",?\s+(?:the\s+)?|-", gap):
        return replace(right, weekday=left.weekday, part=left.part or right.part)
    return None


def _yesterday_on(left: Piece, right: Piece, gap: str) -> Piece | None:
    deictic = left.kind == "offset" and left.base == "published" and left.unit == "D"
    weekday = right.kind == "point" and right.weekday is not None and right.day is None
    if deictic and weekday and re.fullmatch(r",?\s+(?:on\s+)?", gap):
        return replace(left, weekday=right.weekday)
    return None


def _within(left: Piece, right: Piece, gap: str) -> Piece | None:
    """Tuesday of last week; March this year; the third quarter of next year."""
    if right.kind != "period" or right.edge or not re.fullmatch(r",?\s+(?:of\s+|in\s+)?|\s+of\s+the\s+", gap):
        return None
    if left.kind != "point" or left.direction or left.year or left.hour is not None:
        return None
    week = left.weekday is not None and left.day is None and right.unit in ("W", "WE")
    year = right.unit == "Y" and (left.month or left.season or left.quarter or left.holiday)
    day = right.unit == "M" and left.day is not None and left.month is None
    return replace(left, within=right) if week or year or day else None


def _range(left: Piece, right: Piece, gap: str) -> Piece | None:
    if left.kind != "point" or right.kind != "point" or not DASH.fullmatch(gap):
        return None
    if _shape(left) != _shape(right) or left.hour is not None or left.season:
        return None
    if left.year and left.day and right.year:
        return None  # Each a day in full.
    start = replace(left, year=left.year or right.year)
    return replace(start, kind="range", until=right)


def _shape(piece: Piece) -> tuple[bool, ...]:
    return (piece.month is not None, piece.day is not None, piece.weekday is not None, piece.month is None)


def _share(left: Piece, right: Piece, gap: str) -> tuple[Piece, Piece]:
    """Coordinated pieces share what is said once: "last summer and fall", "April and May 2022"."""
    if left.kind != "point" or right.kind != "point" or not AND.fullmatch(gap):
        return left, right
    if bool(left.season) != bool(right.season) or (left.month is None) != (right.month is None):
        return left, right
    if left.season or (left.month and right.month):
        if left.direction and not right.direction and not right.year:
            right = replace(right, direction=left.direction)
        if right.year and not left.year and not left.direction:
            left = replace(left, year=right.year)
        if right.within and not left.within and not left.year and right.within.kind == "period":
            left = replace(left, within=right.within)
    return left, right
